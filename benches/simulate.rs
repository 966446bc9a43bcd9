//! Run-steps of the simulator, natively: the equations one run at a time, four side by side, and with
//! shocks drawn beforehand. `cargo xtask bench` prints them beside those of other platforms.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use std::time::Instant;

use fragmented_allies::simulator::{EnsembleOptions, Scenario, Simulation, scenarios};

/// Nanoseconds for a run-step: the median of the rounds.
fn time(scenario: &Scenario, rounds: usize, mut work: impl FnMut() -> u32) -> f64 {
    let steps = (scenario.years / scenario.dt).round();
    let mut times: Vec<f64> = (0..rounds)
        .map(|_| {
            let start = Instant::now();
            let runs = work();
            start.elapsed().as_secs_f64() * 1e9 / f64::from(runs) / steps
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times.get(rounds / 2).copied().unwrap_or(f64::NAN)
}

fn main() {
    let runs = 1_000;
    for id in scenarios::ids() {
        let scenario = scenarios::load(id).unwrap();
        let options = EnsembleOptions {
            runs: Some(u64::from(runs)),
            quantiles: Some(Vec::new()),
            ..Default::default()
        };
        let with = |simulation: Simulation| {
            let mut simulation = simulation;
            simulation.advance(runs);
            std::hint::black_box(simulation.result().summary.d3.mean);
            runs
        };
        let scalar =
            time(&scenario, 7, || with(Simulation::reference(&scenario, &options).unwrap()));
        let batched = time(&scenario, 21, || with(Simulation::new(&scenario, &options).unwrap()));
        let mut kept = Simulation::keeping_shocks(&scenario, &options).unwrap();
        kept.advance(runs);
        let cached = time(&scenario, 21, || {
            kept.again(&scenario, &options).unwrap();
            kept.advance(runs);
            std::hint::black_box(kept.result().summary.d3.mean);
            runs
        });
        let fan = EnsembleOptions { quantiles: None, ..options.clone() };
        let fans = time(&scenario, 21, || with(Simulation::new(&scenario, &fan).unwrap()));
        println!(
            "{}",
            serde_json::json!({
                "scenario": id, "scalar": scalar, "batched": batched, "kept": cached, "bands": fans,
            })
        );
    }
}
