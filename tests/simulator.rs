//! The simulator against the traces of an independent implementation.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::expect_used)]

mod support;

use fragmented_allies::simulator::{
    Ensemble, EnsembleOptions, Scenario, Simulation, Trace, TraceOptions,
};

#[test]
fn noise_free_traces_agree() {
    for (file, id) in [
        ("ita", "internal-ideal-type"),
        ("eta", "external-ideal-type"),
        ("colombia", "us-colombia"),
        ("afghanistan", "us-afghanistan"),
    ] {
        let json = std::fs::read_to_string(format!("data/scenarios/{id}.json")).unwrap();
        let scenario = Scenario::from_json(&json).unwrap();
        let options = TraceOptions { noise: false, ..TraceOptions::default() };
        let trace = Trace::new(&scenario, options).unwrap();
        let text =
            std::fs::read_to_string(format!("tests/vectors/model_trace_{file}.csv")).unwrap();
        let mut lines = text.lines();
        let names: Vec<&str> = lines.next().unwrap().split(',').collect();
        let mut worst = std::collections::BTreeMap::new();
        let mut steps = 0;
        for (step, line) in lines.enumerate() {
            for (name, expected) in names.iter().zip(line.split(',')) {
                let found = match *name {
                    "step" => continue,
                    "B" => trace.balance[step],
                    "C" => trace.collude[step],
                    "I" => trace.idle[step],
                    "X_same" => trace.x_same[step],
                    "X_state" => trace.x_state[step],
                    "W" => trace.w[step],
                    "D3" => trace.d3[step],
                    "aid" => trace.aid[step],
                    "aid_diverted" => trace.aid_diverted[step],
                    "hazard" => trace.hazard[step],
                    "national_loss" => trace.national_loss[step],
                    threat => trace.strength[threat[1..].parse::<usize>().unwrap() - 1][step],
                };
                let off = (found - expected.parse::<f64>().unwrap()).abs();
                let seen: &mut f64 = worst.entry(*name).or_default();
                *seen = seen.max(off);
            }
            steps += 1;
        }
        assert_eq!(trace.years.len(), steps);
        println!("{file}: {worst:?}");
        assert!(worst.values().all(|off| *off < 1e-9), "{file}: {worst:?}");
    }
}

fn preset(id: &str) -> Scenario {
    fragmented_allies::simulator::scenarios::load(id).unwrap()
}

/// The batched kernel has the bits of the equations.
#[test]
fn four_runs_side_by_side_are_four_runs_alone() {
    for id in fragmented_allies::simulator::scenarios::ids() {
        let scenario = preset(id);
        let options = EnsembleOptions { runs: Some(71), seed: Some(7), ..Default::default() };
        let mut reference = Simulation::reference(&scenario, &options).unwrap();
        reference.advance(71);
        let reference = reference.result();
        let ensemble = Ensemble::new(&scenario, &options).unwrap();
        println!("{id} {:?}", ensemble.summary);
        assert_eq!(ensemble, reference, "{id}");
        let mut kept = Simulation::keeping_shocks(&scenario, &options).unwrap();
        while kept.advance(1) < 1.0 {}
        assert_eq!(kept.result(), reference, "{id}: kept shocks, block by block");
    }
}

/// The tests of the package hold Node and a browser against the same file.
#[test]
fn ensembles_have_the_same_bits_everywhere() {
    support::assert_golden("simulator-bits.csv", &support::bits_of_simulations());
}

/// Everything that the propositions measure, with few runs: the numbers are those of the settings, whoever asks.
#[test]
fn propositions_are_the_same_each_time() {
    use fragmented_allies::simulator::propositions::{Finding, Report, Settings};
    let settings = Settings { runs: 32, scenarios: 20, runs_in_box: 32, seed: 3 };
    let report = Report::new(settings).unwrap();
    assert_eq!(report, Report::new(settings).unwrap());
    let ids: Vec<_> = report.propositions.iter().map(|proposition| proposition.id).collect();
    assert_eq!(ids, ["P1", "P2", "P3", "P4", "P5", "P6", "P7"]);
    assert_eq!(report.propositions[0].finding, Finding::ByConstruction);
    assert_eq!(report.propositions[2].finding, Finding::Refuted);
    let known: Vec<_> = report.failures.iter().map(|failure| failure.id).collect();
    assert_eq!(known, ["F1", "F2", "F3", "F4", "F5", "F6", "F7"]);
    assert_eq!(report.alternatives.len(), 9);
    let measured = report.propositions.iter().flat_map(|proposition| &proposition.measured);
    for one in measured.chain(report.failures.iter().flat_map(|failure| &failure.measured)) {
        let sure = one.standard_error.is_none_or(|error| error.is_finite() && error >= 0.0);
        assert!(one.value.is_finite() && sure, "{one:?}");
    }
}
