//! What does a folder of tables say about an alliance?
//!
//! `cargo run --example verdict -- examples/own_case` checks the folder and prints, period by period, the
//! dimensions with their ranges, cell, type and degree in both codings, and what both support. On a folder
//! with faults it prints every one of them and ends with 1. Without a folder it takes the template.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use fragmented_allies::dossier::Folder;
use fragmented_allies::{
    Codebook, Coder, ComparedPhase, Dimension, Dossier, Error, Files, Placement, Side, Support,
    compare,
};

const TEMPLATE: &str = "examples/own_case";

fn main() -> ExitCode {
    let named = std::env::args_os().nth(1).map(PathBuf::from);
    let folder = named.unwrap_or_else(|| {
        println!("No folder was named, so this is the template, {TEMPLATE}.\n");
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(TEMPLATE)
    });
    if !folder.is_dir() {
        eprintln!("There is no folder {}: name the one that holds the tables.", folder.display());
        return ExitCode::FAILURE;
    }
    match report(&Folder(folder)) {
        Ok(report) => {
            print!("{report}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprint!("{}", faults(&error));
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
        // Writing to a text cannot fail.
        let _ = write!(text, "\n{}", of_phase(phase));
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

fn of_phase(phase: &ComparedPhase) -> String {
    let mut text = format!("{}-{}: {}\n", phase.from_year, phase.to_year, phase.name.en);
    let _ = writeln!(text, "                       first coding           second coding");
    for &dimension in Dimension::ALL {
        let [first, second] =
            [&phase.first, &phase.second].map(|verdict| value(verdict, dimension));
        let name = name(dimension);
        let side = side(*phase.supported.dimensions.get(dimension));
        let _ = writeln!(text, "  {dimension} {name:<18} {first:<22} {second:<22} {side}");
    }
    let _ = writeln!(text, "  First coding:  {}", verdict(&phase.first));
    let _ = writeln!(text, "  Second coding: {}", verdict(&phase.second));
    let _ = writeln!(text, "  Both support:  {}", supported(phase));
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

fn value(verdict: &Placement, dimension: Dimension) -> String {
    let value = verdict.dimensions.get(dimension);
    let score = value.score.map_or_else(|| "?".to_owned(), |score| format!("{score:.2}"));
    format!("{score} ({:.2} to {:.2})", value.low, value.high)
}

/// The side that both scores and the whole first range bear out.
fn side(support: Support) -> &'static str {
    match support.survives() {
        Some(Side::Internal) => "internal",
        Some(Side::External) => "external",
        None => "open",
    }
}

fn verdict(verdict: &Placement) -> String {
    let cell = verdict.cell.as_deref().unwrap_or("none");
    let degree = verdict.degree.map_or_else(String::new, |degree| format!("{degree} "));
    format!("cell {cell}, {degree}{}", verdict.alliance_type)
}

fn supported(phase: &ComparedPhase) -> String {
    let types: Vec<&str> = phase.supported.types.iter().map(|found| found.word()).collect();
    let degree = phase.supported.degree.filter(|_| types.len() == 1);
    degree.map_or_else(String::new, |degree| format!("{degree} ")) + &types.join(" or ")
}
