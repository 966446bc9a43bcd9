//! `docs/model.md`: the template `docs/model.in.md`, with the comments of the code, the scenarios and what was
//! measured put in where it says so.
//!
//! A line of the template such as `{{doc src/simulator/model/patron.rs support}}` stands for the comment of that
//! item, `{{module …}}` for that of a file, `{{scenarios}}`, `{{parameters}}` and `{{values}}` for tables,
//! `{{measured}}` for the output of `examples/propositions.rs`.

use crate::tools::{self, Outcome, cargo, root};
use fragmented_allies::simulator::scenarios::{self, ParameterBasis};
use serde_json::{Value, to_value};
use std::fmt::Write as _;

const TEMPLATE: &str = "docs/model.in.md";
const PAGE: &str = "docs/model.md";
const BEGIN: &str = "<!-- measured: begin -->\n";
const END: &str = "<!-- measured: end -->\n";

/// Runs the example that measures, in a release build.
pub fn measure() -> Outcome<String> {
    let example = ["run", "--quiet", "--release", "--package", "fragmented-allies"];
    let output = cargo()
        .args(example)
        .args(["--example", "propositions"])
        .stderr(std::process::Stdio::inherit())
        .output()?;
    if !output.status.success() {
        return Err("the propositions could not be measured.".into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// Writes the page, measured anew.
pub fn write() -> Outcome {
    tools::write(&root().join(PAGE), page(&measure()?)?)
}

/// Holds the page against one that is measured anew.
pub fn check() -> Outcome {
    same(&text(PAGE)?, &page(&measure()?)?)
}

fn same(held: &str, fresh: &str) -> Outcome {
    if held == fresh {
        return Ok(());
    }
    let differs = held.lines().zip(fresh.lines()).find(|(held, fresh)| held != fresh);
    let (held, fresh) = differs.unwrap_or(("its end", "more or less"));
    Err(format!(
        "{PAGE} is stale; `cargo xtask docs` writes it anew.\n  it says: {held}\n  now: {fresh}"
    )
    .into())
}

fn text(file: &str) -> Outcome<String> {
    Ok(String::from_utf8(tools::read(&root().join(file))?)?)
}

/// The page with what was measured.
fn page(measured: &str) -> Outcome<String> {
    let mut page = String::new();
    for line in text(TEMPLATE)?.lines() {
        let request = line.strip_prefix("{{").and_then(|line| line.strip_suffix("}}"));
        let words: Vec<&str> = request.unwrap_or_default().split(' ').collect();
        match words.as_slice() {
            [""] => page.extend([line, "\n"]),
            ["doc", file, item] => page += &item_comment(&text(file)?, item)?,
            ["module", file] => page += &file_comment(&text(file)?),
            ["scenarios"] => page += &scenario_table()?,
            ["parameters"] => page += &parameter_table()?,
            ["values"] => page += &value_table()?,
            ["measured"] => page.extend([BEGIN, measured, END]),
            _ => return Err(format!("{TEMPLATE} asks for `{line}`, which is not known.").into()),
        }
    }
    Ok(page)
}

/// The comment at the head of a file.
fn file_comment(source: &str) -> String {
    let lines = source.lines().map_while(|line| line.strip_prefix("//!"));
    markdown(lines)
}

/// The comment before a function, struct or macro row of this name.
fn item_comment(source: &str, item: &str) -> Outcome<String> {
    let declares = |line: &str| {
        let mut words = line.split(|c: char| !c.is_alphanumeric() && c != '_');
        words.any(|word| ["fn", "struct"].contains(&word)) && words.next() == Some(item)
    };
    let lines: Vec<&str> = source.lines().map(str::trim_start).collect();
    let at = lines.iter().position(|line| !line.starts_with("//") && declares(line));
    let before = at.and_then(|at| lines.get(..at)).unwrap_or_default();
    let comment = |line: &&&str| line.starts_with("///");
    let of_item = |line: &&&str| !line.is_empty() && !line.starts_with('}') && !line.ends_with('{');
    let mut comments: Vec<&str> =
        before.iter().rev().take_while(of_item).filter(comment).copied().collect();
    comments.reverse();
    if comments.is_empty() {
        return Err(
            format!("{TEMPLATE} asks for the comment of `{item}`, and there is none.").into()
        );
    }
    Ok(markdown(comments.iter().filter_map(|line| line.strip_prefix("///"))))
}

/// A comment as a part of the page: its heading for sources becomes a word, links become code.
fn markdown<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let lines: Vec<&str> = lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    let text = lines.join("\n") + "\n";
    text.replace("# Source\n", "*Sources.* ").replace("[`", "`").replace("`]", "`")
}

/// Who takes part in each scenario.
fn scenario_table() -> Outcome<String> {
    let mut table = String::from(
        "| scenario | years | step | agencies (share of capacity) | threats (strength at the start) | unit of strength |\n\
         | --- | --- | --- | --- | --- | --- |\n",
    );
    for id in scenarios::ids() {
        let scenario = scenarios::load(id)?;
        let agencies = scenario.agencies.iter();
        let agencies: Vec<String> =
            agencies.map(|agency| format!("{} {}", agency.name, agency.capacity_share)).collect();
        let threats = scenario.threats.iter();
        let threats: Vec<String> =
            threats.map(|threat| format!("{} {}", threat.name, threat.initial_strength)).collect();
        let _ = writeln!(
            table,
            "| `{id}` | {} | {} | {} | {} | {} |",
            scenario.years,
            scenario.dt,
            agencies.join("; "),
            threats.join("; "),
            scenario.unit
        );
    }
    Ok(table)
}

/// A parameter as the comment of its field says it.
#[derive(Debug, PartialEq)]
struct Parameter {
    /// The field, such as `threats.danger`.
    field: String,
    symbol: String,
    meaning: String,
    unit: &'static str,
    range: String,
}

/// The parameters of a scenario, read from the comments of its fields.
fn parameters() -> Outcome<Vec<Parameter>> {
    let source = text("src/simulator/scenario/mod.rs")?;
    let (mut place, mut comment, mut found) = ("", String::new(), Vec::new());
    for line in source.lines().map(str::trim) {
        if line.ends_with(" in \"scenario\" {") {
            place = "";
        } else if line.ends_with(" in \"agency\" {") {
            place = "agencies.";
        } else if line.ends_with(" in \"threat\" {") {
            place = "threats.";
        } else if let Some(part) = line.strip_prefix("///") {
            comment += part;
            continue;
        } else if line.starts_with("#[") {
            continue;
        } else if let Some((field, _)) = line.split_once(": ").filter(|_| line.ends_with(',')) {
            found.extend(parameter(format!("{place}{field}"), comment.trim()));
        }
        comment.clear();
    }
    if found.len() < 50 {
        return Err(format!("only {} parameters were found in their source.", found.len()).into());
    }
    Ok(found)
}

/// Ends of a meaning that name its unit.
const UNITS: [(&str, &str); 8] = [
    (", utility for a unit of strength", "utility per strength"),
    (", effort for a utility", "effort per utility"),
    (", in a year", "per root year"),
    (", per year", "per year"),
    (" in years", "years"),
    (", years", "years"),
    (", utility", "utility"),
    (", as a share of it", "share"),
];

/// A comment such as `Meaning, unit, 0-1, a schedule; `symbol`.`; none for what is no number.
fn parameter(field: String, comment: &str) -> Option<Parameter> {
    let (before, range, after) = range(comment)?;
    let after = after.trim_matches([' ', ',', ';', ':', '.']);
    let (after, symbol) = match after.rsplit_once('`').and_then(|(rest, _)| rest.rsplit_once('`')) {
        Some((rest, symbol)) if !symbol.contains(' ') => (rest, symbol),
        _ => (after, ""),
    };
    let after = after.trim_matches([' ', ',', ';', ':', '.']);
    let before = before.trim_end_matches([' ', ',']);
    let unit = UNITS.iter().find(|(end, _)| before.ends_with(end));
    let (before, unit) = match unit {
        Some((end, unit)) => (before.strip_suffix(end).unwrap_or(before), *unit),
        None if before.starts_with("Multiplier") => (before, ""),
        None if range == "0.001-10" || range == "0-10" => (before, "strength"),
        None => (before, ""),
    };
    let meaning = if after.is_empty() { before.to_owned() } else { format!("{before}; {after}") };
    Some(Parameter { field, symbol: symbol.to_owned(), meaning, unit, range })
}

/// What stands before the range of a comment, the range, and what stands after it.
fn range(comment: &str) -> Option<(&str, String, &str)> {
    let number = |word: &str| word.replace(',', "").parse::<f64>().is_ok();
    let words = || comment.split(' ').map(|word| word.trim_end_matches([',', ';', ':', '.']));
    let after = |word: &str| {
        let end = word.as_ptr() as usize - comment.as_ptr() as usize + word.len();
        comment.get(end..).unwrap_or_default()
    };
    let until = |word: &str| {
        let begin = word.as_ptr() as usize - comment.as_ptr() as usize;
        comment.get(..begin).unwrap_or_default()
    };
    for word in words() {
        let ends = word.split_once('-');
        if ends.is_some_and(|(low, high)| number(low) && number(high)) {
            return Some((until(word), word.to_owned(), after(word)));
        }
    }
    // `0.019 (a week) to 1`
    let words: Vec<&str> = words().collect();
    let to = words.iter().position(|word| *word == "to")?;
    let high = words.get(to + 1).filter(|word| number(word))?;
    let low = words.get(to.saturating_sub(3)..to)?.iter().find(|word| number(word))?;
    Some((until(low), format!("{low} to {high}"), after(high)))
}

fn parameter_table() -> Outcome<String> {
    let mut table = String::from(
        "| field | symbol | meaning | unit | range |\n| --- | --- | --- | --- | --- |\n",
    );
    for Parameter { field, symbol, meaning, unit, range } in parameters()? {
        let symbol = if symbol.is_empty() { symbol } else { format!("`{symbol}`") };
        let _ = writeln!(table, "| `{field}` | {symbol} | {meaning} | {unit} | {range} |");
    }
    Ok(table)
}

fn value_table() -> Outcome<String> {
    let ids = scenarios::ids();
    let documents = ids.iter().map(|id| Ok(to_value(scenarios::load(id)?)?));
    let documents: Vec<Value> = documents.collect::<Outcome<_>>()?;
    let basis = scenarios::basis()?;
    let mut table =
        format!("| field | {} | basis |\n", ids.map(|id| format!("`{id}`")).join(" | "));
    let _ = writeln!(table, "|{}", " --- |".repeat(ids.len() + 2));
    for Parameter { field, .. } in parameters()? {
        if ["agencies", "threats"].contains(&field.as_str()) {
            continue;
        }
        let values: Vec<String> =
            documents.iter().map(|document| value(document, &field)).collect();
        let rests_on = rests_on(&basis, &ids, &field);
        let _ = writeln!(table, "| `{field}` | {} | {rests_on} |", values.join(" | "));
    }
    Ok(table)
}

/// The value of a parameter in a scenario; for each agency or threat behind one another.
fn value(scenario: &Value, field: &str) -> String {
    let shown = |value: &Value| match value {
        Value::Number(number) => {
            number.as_f64().map_or_else(String::new, |number| number.to_string())
        }
        Value::Array(points) => points.iter().map(entry).collect::<Vec<_>>().join(", "),
        _ => String::new(),
    };
    match field.split_once('.') {
        Some((place, field)) => {
            let all = scenario.get(place).and_then(Value::as_array);
            let each = all.into_iter().flatten().filter_map(|one| one.get(field));
            let each: Vec<String> = each.map(shown).filter(|shown| !shown.is_empty()).collect();
            each.join(" / ")
        }
        None => scenario.get(field).map(shown).unwrap_or_default(),
    }
}

/// A number of a list, a point of a schedule as `year: value`, or a row of a matrix.
fn entry(value: &Value) -> String {
    let number =
        |value: &Value| value.as_f64().map_or_else(String::new, |number| number.to_string());
    match value.as_array().map(Vec::as_slice) {
        Some([year, value]) => format!("{}: {}", number(year), number(value)),
        Some(row) => format!("({})", row.iter().map(number).collect::<Vec<_>>().join(", ")),
        None => number(value),
    }
}

/// What most scenarios' values rest on, and where it is something else.
fn rests_on(basis: &[ParameterBasis], ids: &[&str], field: &str) -> String {
    let of = |id: &str| {
        let row = basis.iter().find(|row| row.scenario == id && row.parameter == field);
        row.map(|row| row.basis.word())
    };
    let words = || ids.iter().filter_map(|id| of(id));
    let count = |word: &str| words().filter(|other| *other == word).count();
    let Some(usual) = words().max_by_key(|word| count(word)) else { return String::new() };
    let others = ids.iter().filter_map(|id| Some((id, of(id)?))).filter(|(_, word)| *word != usual);
    others.fold(usual.to_owned(), |text, (id, word)| text + &format!("; `{id}` {word}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All but what takes seconds to measure, which `cargo xtask test` holds against a fresh run.
    #[test]
    fn the_page_is_not_stale() -> Outcome {
        let held = text(PAGE)?;
        let measured = held.split_once(BEGIN).and_then(|(_, rest)| rest.split_once(END));
        let (measured, _) = measured.ok_or("the page has no measured part.")?;
        same(&held, &page(measured)?)
    }

    #[test]
    fn comments_of_fields_are_read() {
        for (comment, symbol, meaning, unit, range) in [
            ("Cost, utility, 0-5; `chi`.", "chi", "Cost", "utility", "0-5"),
            ("Step in years, 0.019 (a week) to 1; `dt`.", "dt", "Step", "years", "0.019 to 1"),
            ("Aid, 0-10, a schedule; `A`.", "A", "Aid; a schedule", "strength", "0-10"),
            ("Relation, -2 to 2: in row i; `H`.", "H", "Relation; in row i", "", "-2 to 2"),
            ("Length in years, 1-100.", "", "Length", "years", "1-100"),
        ] {
            let found = parameter("x".to_owned(), comment);
            let (symbol, meaning) = (symbol.to_owned(), meaning.to_owned());
            let expected =
                Parameter { field: "x".to_owned(), symbol, meaning, unit, range: range.to_owned() };
            assert_eq!(found, Some(expected), "{comment}");
        }
        assert_eq!(parameter("id".to_owned(), "Identifier."), None);
    }

    #[test]
    fn what_the_template_asks_for_must_exist() {
        let source = "/// One.\n///\n/// # Source\n/// Two.\n#[x]\npub fn a(\n}\n\nfn b() {";
        assert_eq!(item_comment(source, "a").ok().as_deref(), Some("One.\n\n*Sources.* Two.\n"));
        assert!(item_comment(source, "b").is_err() && item_comment(source, "c").is_err());
    }
}
