//! Whatever a scenario holds, results are numbers within their bounds, and the fast model is the model.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

mod support;

use fragmented_allies::simulator::{
    Contrast, Density, DensityOptions, Ensemble, EnsembleOptions, Scenario, Schedule, Simulation,
    Trace, TraceOptions,
};
use proptest::prelude::*;
use serde_json::Value;

/// No more periods than a test has time for.
fn short(mut scenario: Scenario) -> Scenario {
    scenario.years = scenario.years.min(120.0 * scenario.dt).max(1.0);
    scenario
}

fn most(schedule: &Schedule) -> f64 {
    match schedule {
        Schedule::Constant(value) => *value,
        Schedule::Points(points) => points.iter().fold(0.0, |most, [_, value]| value.max(most)),
    }
}

/// The natural logarithm of what a threat cannot exceed.
///
/// Above its capacity nothing lets it grow; from below, a period takes it beyond by its rates at
/// most: growth and feeding, and what other threats feed it, each with a weight below 1. Chance adds in
/// each period what a normal number below 6 adds.
fn log_bound(scenario: &Scenario, threat: usize, noise: bool) -> f64 {
    let own = &scenario.threats[threat];
    let fed: f64 = scenario.group_relations.iter().map(|row| (-row[threat]).max(0.0)).sum();
    let rate = own.growth * most(&scenario.growth_scale)
        + scenario.collusion_feeding
        + scenario.group_rate * fed;
    let capacity = own.carrying_capacity * most(&scenario.capacity_scale);
    let calm = own
        .initial_strength
        .max(scenario.minimum_strength)
        .ln()
        .max(capacity.ln() + rate * scenario.dt);
    let deviation = scenario.threat_noise * scenario.dt.sqrt();
    let chance = (6.0 * deviation - deviation * deviation / 2.0).max(0.0);
    #[allow(clippy::cast_precision_loss)]
    let periods = scenario.steps() as f64;
    calm + if noise { periods * chance } else { 0.0 }
}

fn check_trace(scenario: &Scenario, noise: bool) {
    let trace = Trace::new(scenario, TraceOptions { noise, seed: 3, run: 1 }).unwrap();
    assert!(without_gaps(&serde_json::to_value(&trace).unwrap(), &["regime_fell"]));
    let within = |name: &str, series: &[f64], least: f64, most: f64| {
        for value in series {
            assert!(
                (least - 1e-9..=most + 1e-9).contains(value),
                "{name}: {value}, {least} to {most}"
            );
        }
    };
    for (name, series) in [
        ("balance", &trace.balance),
        ("collude", &trace.collude),
        ("idle", &trace.idle),
        ("d3", &trace.d3),
        ("x_same", &trace.x_same),
        ("x_state", &trace.x_state),
        ("w", &trace.w),
        ("observed_collusion", &trace.observed_collusion),
    ] {
        within(name, series, 0.0, 1.0);
    }
    within("aid", &trace.aid, 0.0, most(&scenario.aid));
    for (diverted, aid) in trace.aid_diverted.iter().zip(trace.aid.iter()) {
        within("aid_diverted", &[*diverted], 0.0, *aid);
    }
    within("hazard", &trace.hazard, 0.0, f64::MAX);
    for agency in &trace.agencies {
        within("loyalty", &agency.loyalty, 0.0, 1.0);
        for step in 0..trace.years.len() {
            let efforts: Vec<f64> =
                agency.balance.iter().chain(&agency.collude).map(|series| series[step]).collect();
            within("effort", &efforts, 0.0, 1.0);
            within("efforts", &[efforts.iter().sum()], 0.0, 1.0);
        }
    }
    for (threat, strength) in trace.strength.iter().enumerate() {
        let bound = log_bound(scenario, threat, noise);
        assert_eq!(strength[0], scenario.threats[threat].initial_strength);
        for strength in &strength[1..] {
            assert!(*strength >= scenario.minimum_strength, "{strength}");
            assert!(strength.ln() <= bound + 1e-9, "{strength}, bound e^{bound}");
        }
    }
}

/// JSON has no NaN and no infinity: they would be null.
fn without_gaps(value: &Value, but: &[&str]) -> bool {
    match value {
        Value::Null => false,
        Value::Array(values) => values.iter().all(|value| without_gaps(value, but)),
        Value::Object(fields) => fields
            .iter()
            .all(|(key, value)| but.contains(&key.as_str()) || without_gaps(value, but)),
        _ => true,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn traces_stay_within_their_bounds(scenario in support::valid_scenario()) {
        let scenario = short(scenario);
        check_trace(&scenario, false);
        check_trace(&scenario, true);
    }

    #[test]
    fn ensembles_are_numbers_and_the_kernel_has_the_bits_of_the_equations(
        scenario in support::valid_scenario(),
        seed in 0..9_007_199_254_740_991_u64,
    ) {
        let scenario = short(scenario);
        let options = EnsembleOptions { runs: Some(6), seed: Some(seed), ..Default::default() };
        let ensemble = Ensemble::new(&scenario, &options).unwrap();
        let mut reference = Simulation::reference(&scenario, &options).unwrap();
        reference.advance(6);
        prop_assert_eq!(&ensemble, &reference.result());
        let mut kept = Simulation::keeping_shocks(&scenario, &options).unwrap();
        kept.advance(6);
        prop_assert_eq!(&ensemble, &kept.result());
        let written = serde_json::to_value(&ensemble).unwrap();
        prop_assert!(without_gaps(&written, &[]), "{}", written);
        let summary = &ensemble.summary;
        let shares = [
            &summary.balance,
            &summary.collude,
            &summary.idle,
            &summary.d3,
            &summary.x_same,
            &summary.x_state,
            &summary.w,
            &summary.aid_diverted,
            &summary.survival,
        ];
        for share in shares {
            for value in share.quantiles.iter().chain([&share.mean]) {
                prop_assert!((-1e-6..=1.0 + 1e-6).contains(value), "{:?}", share);
            }
        }
        for (strength, threat) in summary.strength.iter().zip(&scenario.threats) {
            let least = scenario.minimum_strength.min(threat.initial_strength);
            prop_assert!(strength.mean >= least - 1e-9);
        }
        let outcomes = ensemble.outcomes.unwrap();
        let sum = outcomes.threat_shrinks + outcomes.threat_grows + outcomes.regime_falls;
        prop_assert!((sum - 1.0).abs() < 1e-12);
        let contrast = Contrast::new(&scenario, &scenario, &options).unwrap();
        prop_assert!(without_gaps(&serde_json::to_value(&contrast).unwrap(), &["outcomes", "alliance"]));
        let density = Density::new(&scenario, &DensityOptions { runs: Some(6), ..Default::default() });
        for counts in density.unwrap().counts {
            prop_assert_eq!(counts.iter().sum::<f64>(), 6.0);
        }
    }
}
