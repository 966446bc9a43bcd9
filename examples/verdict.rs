//! What does a folder of tables, or a list of answers, say about an alliance?
//!
//! `cargo run --example verdict -- examples/own_case` checks the folder and prints for every period the
//! verdict on each coding and on the hull of both, and what both support. On a folder with faults it prints
//! every one of them and ends with 1. `cargo run --example verdict -- examples/profile.json` takes answers
//! to the codebook and adds what would change the type, and how probable each cell is.
//!
//! `examples/verdict.mjs` prints the same text by the npm package.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use fragmented_allies::dossier::Folder;
use fragmented_allies::{
    AllianceType, ClassifyOptions, Codebook, Coder, Dimension, Dossier, Error, Files, Move,
    Profile, Side, Support, Supported, TippingPoint, Uncertainty, Verdict, compare,
};

const TEMPLATE: &str = "examples/own_case";

fn main() -> ExitCode {
    let named = std::env::args_os().nth(1).map(PathBuf::from);
    let path = named.unwrap_or_else(|| {
        println!("Nothing was named, so this is the template, {TEMPLATE}.\n");
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(TEMPLATE)
    });
    let answer = if path.extension().is_some_and(|extension| extension == "json") {
        of_profile_file(&path)
    } else if path.is_dir() {
        report(&Folder(path)).map_err(|error| faults(&error))
    } else {
        let path = path.display();
        Err(format!("There is no folder {path}: name the one that holds the tables.\n"))
    };
    match answer {
        Ok(report) => {
            print!("{report}");
            ExitCode::SUCCESS
        }
        Err(faults) => {
            eprint!("{faults}");
            ExitCode::FAILURE
        }
    }
}

/// The verdicts on the case in these files.
///
/// # Errors
/// [`Error::Data`] with every fault of the files.
pub fn report(files: &dyn Files) -> Result<String, Error> {
    let codebook = Codebook::bundled()?;
    let dossier = Dossier::from_files(files, codebook)?;
    let comparison = compare(&[&dossier], None, Coder::First, codebook)?;
    let settings = &dossier.document().settings;
    let mut text = format!(
        "{} and {}, {} to {}\n",
        settings.patron, settings.ally, settings.from_year, settings.to_year
    );
    for phase in comparison.cases.iter().flat_map(|case| &case.phases) {
        let verdicts = verdicts(&dossier.profile(&phase.phase_id), codebook)?;
        let heading = format!("{}-{}: {}", phase.from_year, phase.to_year, phase.name.en);
        // Writing to a text cannot fail.
        let _ = write!(text, "\n{heading}\n{}", table(&verdicts, Some(&phase.supported)));
        let _ = writeln!(text, "  Both support: {}", supported(&phase.supported));
    }
    Ok(text)
}

fn of_profile_file(path: &Path) -> Result<String, String> {
    let name = path.file_name().unwrap_or_default().display();
    let text = std::fs::read_to_string(path)
        .map_err(|error| format!("{} cannot be read: {error}\n", path.display()))?;
    let answers = answers(&text).map_err(|error| faults(&error))?;
    Ok(format!("{name}\n\n{answers}"))
}

/// The verdicts on answers to the codebook, what would change each, and how probable the cells are.
///
/// # Errors
/// As [`Profile::classify`].
pub fn answers(json: &str) -> Result<String, Error> {
    let verdicts = verdicts(&Profile::from_json(json)?, Codebook::bundled()?)?;
    let mut text = table(&verdicts, None);
    for (coding, verdict) in &verdicts {
        let _ = write!(text, "\nTipping points of the {coding}\n");
        match verdict.placement.alliance_type {
            AllianceType::Undetermined => text += "  none: an answer is missing\n",
            _ => text.extend(verdict.tipping_points.iter().map(tipping_point)),
        }
        if let Some(uncertainty) = &verdict.uncertainty {
            let _ = write!(text, "\nCells of the {coding}\n{}", cells(uncertainty));
        }
    }
    Ok(text)
}

/// Every fault, a line each.
pub fn faults(error: &Error) -> String {
    let Error::Data { faults } = error else { return format!("{error}\n") };
    let count = match faults.len() {
        1 => "1 fault:\n".to_owned(),
        count => format!("{count} faults:\n"),
    };
    faults.iter().fold(count, |text, fault| text + &format!("- {fault}\n"))
}

type Verdicts = Vec<(&'static str, Verdict)>;

/// The verdict on each coding and on the hull of both, or on the only one.
fn verdicts(profile: &Profile, codebook: &Codebook) -> Result<Verdicts, Error> {
    let all = [
        (Coder::First, "first coding"),
        (Coder::Second, "second coding"),
        (Coder::Hull, "hull of both"),
    ];
    let count = if profile.second_coding.is_some() { 3 } else { 1 };
    let classified = all.into_iter().take(count).map(|(coder, name)| {
        let options = ClassifyOptions { coder: Some(coder), ..ClassifyOptions::default() };
        Ok((name, profile.classify(codebook, &options)?))
    });
    classified.collect()
}

/// A row a dimension and a column a coding; then what follows from each.
fn table(verdicts: &Verdicts, supported: Option<&Supported>) -> String {
    let row = |name: &str, cells: Vec<String>, last: &str| {
        let cells: Vec<String> = cells.iter().map(|cell| format!("{cell:<18}")).collect();
        format!("  {name:<20}{}{last}", cells.concat()).trim_end().to_owned() + "\n"
    };
    let names = verdicts.iter().map(|(name, _)| (*name).to_owned()).collect();
    let mut text = row("", names, supported.map_or("", |_| "both support"));
    for &dimension in Dimension::ALL {
        let values = verdicts.iter().map(|(_, verdict)| value(verdict, dimension)).collect();
        let side = supported.map_or("", |both| side(*both.dimensions.get(dimension)));
        text += &row(&format!("{dimension} {}", name(dimension)), values, side);
    }
    for (name, verdict) in verdicts {
        let _ = writeln!(text, "  {:<15} {}", format!("{name}:"), type_of(verdict));
        let _ = writeln!(text, "    {}", verdict.explanation);
        let _ = writeln!(text, "    Smallest change: {}", smallest_change(verdict));
    }
    text
}

const fn name(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::ThreatAndGoal => "threat and goal",
        Dimension::Cohesion => "cohesion",
        Dimension::Response => "response",
        Dimension::Criterion => "what decides",
    }
}

fn value(verdict: &Verdict, dimension: Dimension) -> String {
    let value = verdict.placement.dimensions.get(dimension);
    let score = value.score.map_or_else(|| "?".to_owned(), number);
    format!("{score} ({}-{})", number(value.low), number(value.high))
}

/// Two decimals, halves upwards, as everywhere in the library.
fn number(value: f64) -> String {
    format!("{:.2}", (value * 100.0).round() / 100.0)
}

/// The side that both scores and the whole first range bear out.
fn side(support: Support) -> &'static str {
    match support.survives() {
        Some(Side::Internal) => "internal",
        Some(Side::External) => "external",
        None => "open",
    }
}

fn type_of(verdict: &Verdict) -> String {
    let placement = &verdict.placement;
    let cell = placement.cell.as_deref().unwrap_or("none");
    let degree = placement.degree.map_or_else(String::new, |degree| format!("{degree} "));
    format!("cell {cell}, {degree}{}", placement.alliance_type)
}

fn smallest_change(verdict: &Verdict) -> String {
    let Some(change) = &verdict.smallest_change else { return "none".to_owned() };
    let step = |step: &Move| {
        let end = step.boundary <= 0.0 || step.boundary >= 1.0;
        let way = if end { String::new() } else { format!("{} ", step.direction) };
        let (from, to) = (number(step.score), number(step.boundary));
        format!("{} from {from} to {way}{to}", step.indicator_id)
    };
    let steps: Vec<String> = change.moves.iter().map(step).collect();
    format!("{}: {}", steps.join(" and "), change.alliance_type)
}

fn tipping_point(point: &TippingPoint) -> String {
    let score = point.score.map_or_else(|| "?".to_owned(), number);
    let way = match (point.boundary, point.direction, point.alliance_type) {
        (Some(boundary), Some(direction), Some(alliance_type)) => {
            format!("{direction} {}: {alliance_type}", number(boundary))
        }
        _ => "nowhere alone".to_owned(),
    };
    format!("  {:<22}{score:<6}{way}\n", point.indicator_id)
}

/// The cells that may be more probable than 0.00.
fn cells(uncertainty: &Uncertainty) -> String {
    let mut text = format!(
        "  in {} draws: independent, perfect rank correlation, least and most\n",
        uncertainty.draws
    );
    for cell in uncertainty.cells.iter().filter(|cell| number(cell.high) != "0.00") {
        let [independent, comonotone, low, high] =
            [cell.independent, cell.comonotone, cell.low, cell.high].map(number);
        let _ = writeln!(text, "  {}  {independent}  {comonotone}  {low}-{high}", cell.cell);
    }
    text
}

fn supported(supported: &Supported) -> String {
    let types: Vec<&str> = supported.types.iter().map(|found| found.word()).collect();
    let degree = supported.degree.filter(|_| types.len() == 1);
    degree.map_or_else(String::new, |degree| format!("{degree} ")) + &types.join(" or ")
}
