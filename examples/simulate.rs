//! What would conditions on aid have changed, in a model?
//!
//! `cargo run --example simulate` runs the United States and Afghanistan as they were, and once more with four fifths
//! of aid withheld where all capacity colludes, run by run under the same luck. It prints both, the
//! difference, and where the first alliance lies on the four dimensions. It is a way to think a mechanism
//! through, and no forecast.
//!
//! `examples/simulate.mjs` prints the same text by the npm package.

use std::process::ExitCode;

use fragmented_allies::simulator::{
    Contrast, EnsembleOptions, Measure, SimulatedAlliance, Summary, scenarios,
};
use fragmented_allies::{Dimension, Error};

fn main() -> ExitCode {
    match report() {
        Ok(report) => {
            print!("{report}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Both scenarios, and what the second changes.
///
/// # Errors
/// As [`Contrast::new`].
pub fn report() -> Result<String, Error> {
    let as_it_was = scenarios::load("us-afghanistan")?;
    let changed = as_it_was.with("conditionality", 0.8)?;
    let options = EnsembleOptions {
        runs: Some(1000),
        seed: Some(1),
        quantiles: Some(vec![0.1, 0.9]),
        ..Default::default()
    };
    let Contrast { a, b, difference } = Contrast::new(&as_it_was, &changed, &options)?;
    let mut text = format!("{}, {} runs\n", as_it_was.name, a.runs);
    text += "mean (standard error) and the range of 80 % of the runs\n";
    for (heading, ensemble) in [
        ("As it was", &a),
        ("With conditionality at 0.8", &b),
        ("Difference, run by run", &difference),
    ] {
        text = text + "\n" + heading + "\n" + &table(&ensemble.summary);
    }
    let alliance = a.alliance.as_ref().map_or_else(String::new, dimensions);
    Ok(text + "\nThe alliance as it was\n" + &alliance)
}

/// Four outcomes, a line each.
fn table(summary: &Summary) -> String {
    let rows = [
        ("time with D3", Some(&summary.d3)),
        ("aid diverted", Some(&summary.aid_diverted)),
        ("Taliban at the end", summary.final_strength.first()),
        ("regime survives", Some(&summary.survival)),
    ];
    let rows = rows.into_iter().filter_map(|(name, measure)| Some(row(name, measure?)));
    rows.collect()
}

fn row(name: &str, measure: &Measure) -> String {
    let Measure { mean, standard_error, quantiles } = measure;
    let mean = number(*mean);
    let range = match quantiles[..] {
        [low, high] => format!("  {} to {}", number(low), number(high)),
        _ => String::new(),
    };
    format!("  {name:<18}{mean} ({}){range}\n", number(*standard_error).trim_start())
}

/// A line for each dimension. Only D3 came out; the others were put in.
fn dimensions(alliance: &SimulatedAlliance) -> String {
    let line = |&dimension: &Dimension| {
        let value = alliance.dimensions.get(dimension);
        let [score, low, high] = [value.score, value.low, value.high].map(number);
        format!("  {dimension}  {score}  {low} to {high}  {}\n", value.origin)
    };
    Dimension::ALL.iter().map(line).collect()
}

/// Three decimals, halves upwards.
fn number(value: f64) -> String {
    format!("{:>7.3}", (value * 1000.0 + 0.5).floor() / 1000.0)
}
