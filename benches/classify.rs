//! How long a verdict takes natively: the median time of each task in microseconds, a line each.
//!
//! `cargo xtask bench` runs it and puts the npm package beside it. It hands in the claim and the raw
//! values as JSON; without them the last task is left out.
#![allow(missing_docs)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use fragmented_allies::calibration::Method;
use fragmented_allies::fit::ClaimFit;
use fragmented_allies::{ClassifyOptions, Codebook, Error, Profile};

const PROFILE: &str = include_str!("../examples/profile.json");
const ANCHORS: &str = r#"{"full_out": 5, "crossover": 30, "full_in": 100}"#;

fn main() -> Result<(), Error> {
    let codebook = Codebook::bundled()?;
    let profile = Profile::from_json(PROFILE)?;
    for (name, draws) in [("drawn", 4096), ("undrawn", 0)] {
        let options = ClassifyOptions { draws: Some(draws), ..ClassifyOptions::default() };
        println!("{name} {}", median(|| profile.classify(codebook, &options))?);
    }
    let words: Vec<String> = std::env::args().skip(1).collect();
    if let [claim, raw, ..] = words.as_slice() {
        let raw: Vec<f64> = serde_json::from_str(raw).unwrap_or_default();
        let task = || Ok((Method::from_json(ANCHORS)?.memberships(&raw)?, fit(claim)?));
        println!("fit {}", median(task)?);
    }
    Ok(())
}

fn fit(claim: &str) -> Result<ClaimFit, Error> {
    ClaimFit::from_json(claim)
}

/// Median over batches, each long enough for the clock; the first ones warm up and do not count.
fn median<T>(task: impl Fn() -> Result<T, Error>) -> Result<f64, Error> {
    const BATCH: Duration = Duration::from_millis(20);
    let (warm, counted) = (5, 31);
    let mut times = Vec::new();
    for _ in 0..warm + counted {
        let (start, mut runs) = (Instant::now(), 0);
        while start.elapsed() < BATCH {
            black_box(task()?);
            runs += 1;
        }
        times.push(start.elapsed().as_secs_f64() * 1e6 / f64::from(runs));
    }
    let mut times = times.split_off(warm);
    times.sort_by(f64::total_cmp);
    Ok(times.get(counted / 2).copied().unwrap_or_default())
}
