//! What do seven propositions about internal threat alliances come to in the model?
//!
//! `cargo run --release --example propositions` measures them, the failures that are known and a few
//! alternatives, and prints them as Markdown: some seconds, and the same text everywhere.

use std::fmt::Write as _;
use std::process::ExitCode;

use fragmented_allies::Error;
use fragmented_allies::simulator::propositions::{Measured, Report, SIDES, Settings};

fn main() -> ExitCode {
    match page(Settings::default()) {
        Ok(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// The measured part of `docs/model.md`.
///
/// # Errors
/// As [`Report::new`].
pub fn page(settings: Settings) -> Result<String, Error> {
    let report = Report::new(settings)?;
    // Writing to a text cannot fail.
    let mut text = String::from("| proposition | finding |\n| --- | --- |\n");
    for proposition in &report.propositions {
        let (id, statement, finding) = (proposition.id, proposition.statement, proposition.finding);
        let _ = writeln!(text, "| {id} {statement} | **{finding}** |");
    }
    text += "\n| what is known | model |\n| --- | --- |\n";
    for failure in &report.failures {
        let _ = writeln!(text, "| {} {} | **{}** |", failure.id, failure.known, failure.reading);
    }
    let Settings { runs, scenarios, runs_in_box, seed } = settings;
    let _ = write!(
        text,
        "\n{runs} runs of each named scenario, {scenarios} scenarios of {runs_in_box} runs from the box, each with a seed of its own; seed {seed}. Behind ± \
         stands one standard error; for differences, that of independent runs, which is too wide where runs share their luck.\n"
    );
    for proposition in &report.propositions {
        let _ = write!(
            text,
            "\n### {} {}\n**{}**. Rule: {}\n\n{}",
            proposition.id,
            proposition.statement,
            capital(proposition.finding.word()),
            proposition.rule,
            table(&proposition.measured)
        );
        text += &note(&proposition.note);
    }
    text += "\n### The declared box\nEach parameter is drawn evenly from its range; all others are those of the internal ideal \
             type. INT is the place of `emb` in its range, FRAG one minus that of `coh`, RENT that of `rho`, REG that of \
             `omega`, each 0-1; the outcome is D3 itself.\n\n| parameter | symbol | from | to |\n| --- | --- | --- | --- |\n";
    for side in SIDES {
        let _ = writeln!(
            text,
            "| `{}` | `{}` | {} | {} |",
            side.parameter, side.symbol, side.low, side.high
        );
    }
    text += "\n### Known failures\n";
    for failure in &report.failures {
        let _ = write!(
            text,
            "\n**{}, {}**. Known: {} Rule: {}\n",
            failure.id, failure.reading, failure.known, failure.rule
        );
        if !failure.measured.is_empty() {
            let _ = write!(text, "\n{}", table(&failure.measured));
        }
        text += &note(failure.note);
    }
    text += "\n### If something had been otherwise\n";
    let mut before = "";
    for alternative in &report.alternatives {
        if alternative.scenario != before {
            before = alternative.scenario;
            let names = alternative.measured.iter().map(|measured| measured.what.clone());
            let _ = write!(text, "\n| {before} {}", row(names));
            let _ = writeln!(text, "| ---{}", " | ---".repeat(alternative.measured.len()) + " |");
        }
        let _ = write!(
            text,
            "| {} {}",
            alternative.change,
            row(alternative.measured.iter().map(value))
        );
    }
    Ok(text)
}

fn row(cells: impl Iterator<Item = String>) -> String {
    cells.fold(String::new(), |row, cell| row + "| " + &cell + " ") + "|\n"
}

fn table(measured: &[Measured]) -> String {
    let lines = measured.iter().map(|one| format!("| {} | {} |\n", one.what, value(one)));
    format!("| measured | value |\n| --- | --- |\n{}", lines.collect::<String>())
}

/// Two decimals and the error in three; a number without error as it is.
fn value(measured: &Measured) -> String {
    let Some(error) = measured.standard_error else { return measured.value.to_string() };
    // No minus before zero.
    let rounded = (measured.value * 100.0).round() / 100.0 + 0.0;
    format!("{rounded:.2} ± {error:.3}")
}

fn note(note: &str) -> String {
    if note.is_empty() { String::new() } else { format!("\n{note}\n") }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().to_string() + letters.as_str())
}
