//! Sweeps, truth tables, densities, and all kinds of work from JSON requests in pieces.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use fragmented_allies::qca::SetName;
use fragmented_allies::simulator::{
    Contrast, Density, DensityOptions, Ensemble, EnsembleOptions, Job, JobResult, Origin, Scenario,
    Schedule, SimulatedAlliance, Simulation, Sweep, SweepSimulation, SweptParameter, ThreatChoice,
    TruthTable, scenarios,
};
use fragmented_allies::{AllianceType, Codebook};
use serde_json::{Value, json};

fn internal() -> Scenario {
    scenarios::load("internal-ideal-type").unwrap()
}

fn options(runs: u64) -> EnsembleOptions {
    EnsembleOptions { runs: Some(runs), seed: Some(7), ..Default::default() }
}

fn swept(path: &str, values: &[f64]) -> SweptParameter {
    SweptParameter { path: path.to_owned(), values: values.to_vec() }
}

#[test]
fn a_cell_of_a_sweep_is_an_ensemble() {
    // `rent_noise` changes the shocks and `years` their number: neither can be used again.
    for parameters in [
        vec![swept("monitoring", &[0.2, 0.8]), swept("threats[1].votes", &[0.0, 0.7, 1.0])],
        vec![swept("rent_noise", &[0.5, 0.0]), swept("years", &[20.0, 7.0])],
        vec![swept("aid", &[0.0, 1.0])],
    ] {
        let options = options(70);
        let sweep = Sweep::new(&internal(), &parameters, &options).unwrap();
        assert_eq!((sweep.runs, sweep.seed), (70, 7));
        let none = vec![0.0];
        let second = parameters.get(1).map_or(&none, |parameter| &parameter.values);
        let mut cell = 0;
        for first in &parameters[0].values {
            for second in second {
                let mut scenario = internal().with(&parameters[0].path, *first).unwrap();
                if let Some(parameter) = parameters.get(1) {
                    scenario = scenario.with(&parameter.path, *second).unwrap();
                }
                let summary = Ensemble::new(&scenario, &options).unwrap().summary;
                for (measure, swept) in [
                    (&summary.d3, &sweep.cells.d3),
                    (&summary.balance, &sweep.cells.balance),
                    (&summary.collude, &sweep.cells.collude),
                    (&summary.x_same, &sweep.cells.x_same),
                    (&summary.x_state, &sweep.cells.x_state),
                    (&summary.aid_diverted, &sweep.cells.aid_diverted),
                    (&summary.total_strength, &sweep.cells.total_strength),
                    (&summary.national_loss, &sweep.cells.national_loss),
                    (&summary.survival, &sweep.cells.survival),
                ] {
                    assert_eq!(swept.mean[cell], measure.mean);
                    assert_eq!(swept.standard_error[cell], measure.standard_error);
                }
                cell += 1;
            }
        }
        assert_eq!(sweep.cells.d3.mean.len(), cell);
        let mut pieces = SweepSimulation::new(&internal(), &parameters, &options).unwrap();
        let mut share = 0.0;
        while share < 1.0 {
            let next = pieces.advance(33);
            assert!(next > share && next <= 1.0);
            share = next;
        }
        assert_eq!(pieces.result(), sweep);
    }
}

#[test]
fn shocks_that_would_not_fit_are_drawn() {
    let mut long = internal();
    (long.years, long.dt) = (100.0, 0.02);
    // 5,000 periods of 18 numbers: 360 kB a run.
    let options = EnsembleOptions { every: Some(50.0), ..options(1_000) };
    let mut simulation = Simulation::keeping_shocks(&long, &options).unwrap();
    simulation.advance(32);
    let mut drawn = Simulation::new(&long, &options).unwrap();
    drawn.advance(32);
    assert_eq!(simulation.result(), drawn.result());
    simulation.again(&long, &options).unwrap();
    simulation.advance(32);
    assert_eq!(simulation.result(), drawn.result());
}

#[test]
fn what_a_sweep_cannot_take_is_refused() {
    let many: Vec<f64> = (0..52).map(|at| f64::from(at) / 100.0).collect();
    for (parameters, code, path) in [
        (vec![], "count", "parameters"),
        (vec![swept("aid", &[])], "count", "parameters[0].values"),
        (vec![swept("aid", &[0.1; 102])], "count", "parameters[0].values"),
        (vec![swept("aid", &many), swept("monitoring", &many)], "count", "parameters"),
        (vec![swept("aid", &[0.1]), swept("aid", &[0.2])], "field", "parameters[1].path"),
        (vec![swept("aids", &[0.1])], "unknown", "parameters[0].path"),
        (vec![swept("aid", &[0.1]), swept("name", &[0.2])], "unknown", "parameters[1].path"),
        (vec![swept("aid", &[0.1, -1.0])], "out_of_range", "parameters[0].values[1]"),
        (vec![swept("aid", &[f64::NAN])], "field", "parameters[0].values[0]"),
    ] {
        let refused = Sweep::new(&internal(), &parameters, &options(1)).unwrap_err();
        assert_eq!((refused.code(), refused.path().as_str()), (code, path), "{refused}");
    }
    let late = EnsembleOptions { from_year: Some(10.0), ..options(1) };
    let refused = Sweep::new(&internal(), &[swept("years", &[20.0, 5.0])], &late).unwrap_err();
    assert_eq!(refused.path(), "from_year");
}

#[test]
fn a_truth_table_has_every_combination_once() {
    let table = TruthTable::new(&internal(), &options(200)).unwrap();
    let conditions: Vec<[bool; 4]> = table
        .rows
        .iter()
        .map(|row| [row.internal, row.fragmented, row.regime_first, row.unmonitored])
        .collect();
    assert_eq!(conditions.len(), 16);
    assert!(conditions.is_sorted() && conditions[0] == [false; 4] && conditions[15] == [true; 4]);
    let mut scenario = internal();
    for (path, value) in [("threats.embeddedness", 1.0), ("cohesion", 0.35)] {
        scenario = scenario.with(path, value).unwrap();
    }
    scenario.regime_weight = Schedule::Constant(0.25);
    scenario.monitoring = Schedule::Constant(0.2);
    let ensemble = Ensemble::new(&scenario, &options(200)).unwrap();
    assert_eq!(table.rows[0b1101].summary, ensemble.summary);
    assert_eq!(table.rows[0b1101].alliance, ensemble.alliance);
    // Only D3 can be explained: it alone is no input.
    let alliances: Vec<SimulatedAlliance> =
        table.rows.iter().map(|row| row.alliance.clone().unwrap()).collect();
    let all = [SetName::Int, SetName::Frag, SetName::Reg];
    let claim = SimulatedAlliance::claim(&alliances, &all).unwrap();
    assert_eq!(claim.outcome, SetName::Sim);
    let circular = SimulatedAlliance::claim(&alliances, &[SetName::Int, SetName::Sim]).unwrap_err();
    assert_eq!(circular.path(), "conditions[1]");
}

#[test]
fn every_run_lies_in_one_bin() {
    let scenario = internal();
    let options = DensityOptions { runs: Some(150), seed: Some(7), ..Default::default() };
    let density = Density::new(&scenario, &options).unwrap();
    assert_eq!((density.threat.as_str(), density.runs, density.seed), ("insurgents", 150, 7));
    assert_eq!((density.years.len(), density.edges.len(), density.counts.len()), (81, 61, 81));
    for counts in &density.counts {
        assert_eq!((counts.len(), counts.iter().sum::<f64>()), (60, 150.0));
    }
    // All begin with 0.6.
    assert_eq!(density.counts[0].iter().filter(|count| **count > 0.0).count(), 1);
    let bin = density.counts[0].iter().position(|count| *count > 0.0).unwrap();
    assert!(density.edges[bin] <= 0.6 && density.edges[bin + 1] >= 0.6);
    // The mean over the bins is about the mean of the ensemble.
    let every = EnsembleOptions { every: Some(0.25), ..self::options(150) };
    let ensemble = Ensemble::new(&scenario, &every).unwrap();
    assert_eq!(ensemble.years, density.years);
    let width = density.edges[1];
    for (counts, mean) in density.counts.iter().zip(ensemble.series.strength[0].mean.iter()) {
        let middles = density.edges.iter().map(|edge| edge + width / 2.0);
        let binned: f64 = counts.iter().zip(middles).map(|(count, at)| count * at).sum();
        assert!((binned / 150.0 - mean).abs() <= width / 2.0 + 1e-6);
    }
    // Beyond `most` nothing is counted.
    let second = ThreatChoice::Id("clients".to_owned());
    let options = DensityOptions {
        threat: Some(second),
        most: Some(0.3),
        bins: Some(3),
        every: Some(20.0),
        ..options
    };
    let density = Density::new(&scenario, &options).unwrap();
    let by_place = DensityOptions { threat: Some(ThreatChoice::Index(1)), ..options.clone() };
    assert_eq!(density, Density::new(&scenario, &by_place).unwrap());
    assert_eq!(density.threat, "clients");
    assert_eq!(density.years.to_vec(), [0.0, 20.0]);
    assert_eq!(density.counts[0].to_vec(), [0.0; 3]);
    for (options, path) in [
        (DensityOptions { threat: Some(ThreatChoice::Index(2)), ..options.clone() }, "threat"),
        (
            DensityOptions { threat: Some(ThreatChoice::Id("x".to_owned())), ..options.clone() },
            "threat",
        ),
        (DensityOptions { bins: Some(0), ..options.clone() }, "bins"),
        (DensityOptions { bins: Some(513), ..options.clone() }, "bins"),
        (DensityOptions { most: Some(0.0), ..options.clone() }, "most"),
        (DensityOptions { runs: Some(0), ..options.clone() }, "runs"),
    ] {
        assert_eq!(Density::new(&scenario, &options).unwrap_err().path(), path);
    }
}

#[test]
fn the_ideal_types_are_judged_as_such() {
    let codebook = Codebook::bundled().unwrap();
    for (id, expected) in [
        ("internal-ideal-type", AllianceType::InternalThreat),
        ("external-ideal-type", AllianceType::ExternalThreat),
    ] {
        let scenario = scenarios::load(id).unwrap();
        let ensemble = Ensemble::new(&scenario, &options(300)).unwrap();
        let alliance = ensemble.alliance.unwrap();
        let verdict = alliance.classify(codebook).unwrap();
        assert_eq!(verdict.placement.alliance_type, expected);
        let origins = alliance.dimensions.values().map(|dimension| dimension.origin);
        assert_eq!(origins, [Origin::Assumed, Origin::Assumed, Origin::Emerged, Origin::Assumed]);
        for (judged, simulated) in
            verdict.placement.dimensions.values().into_iter().zip(alliance.dimensions.values())
        {
            assert!((judged.score.unwrap() - simulated.score).abs() < 1e-12);
            assert!((judged.low - simulated.low).abs() < 1e-12);
            assert!((judged.high - simulated.high).abs() < 1e-12);
        }
        assert_eq!(alliance.dimensions.response.score, ensemble.summary.d3.mean);
        assert!(verdict.uncertainty.is_none());
    }
}

#[test]
fn dimensions_of_a_simulation_have_ranges_over_threats_time_and_runs() {
    let mut scenario = scenarios::load("us-colombia").unwrap();
    scenario.cohesion = Schedule::Points(vec![[0.0, 0.1], [scenario.years, 0.9]]);
    scenario.threats[0].embeddedness = 0.25;
    let ensemble = Ensemble::new(&scenario, &options(100)).unwrap();
    let dimensions = ensemble.alliance.unwrap().dimensions;
    for dimension in dimensions.values() {
        assert!(0.0 <= dimension.low && dimension.low <= dimension.score);
        assert!(dimension.score <= dimension.high && dimension.high <= 1.0);
    }
    assert_eq!(dimensions.threat_and_goal.low, 0.25);
    // From a quarter of the time on, cohesion rises from 0.3 to 0.9: less just before the end.
    assert!((dimensions.cohesion.high - 0.7).abs() < 0.01, "{:?}", dimensions.cohesion);
    assert!((dimensions.cohesion.low - 0.1).abs() < 0.01);
    assert!((dimensions.cohesion.score - 0.4).abs() < 0.01);
    let quantiles = &ensemble.summary.d3.quantiles;
    assert_eq!(dimensions.response.low, quantiles[0]);
    assert_eq!(dimensions.response.high, quantiles[4]);
    // D3 does not move with what is assumed alone: without chance to collude it is 0 at any D1, D2, D4.
    let none = internal().with("rent_scale", 0.0).unwrap();
    let alliance = Ensemble::new(&none, &options(100)).unwrap().alliance.unwrap();
    assert_eq!(alliance.dimensions.threat_and_goal.score, 1.0);
    assert_eq!(alliance.dimensions.response.score, 0.0);
}

fn scenario_json() -> Value {
    serde_json::from_str(&internal().to_json()).unwrap()
}

fn finished(kind: &str, request: &Value, step: u32) -> JobResult {
    let mut job = Job::new(kind, &request.to_string()).unwrap();
    while job.advance(step) < 1.0 {}
    job.result()
}

#[test]
fn jobs_give_what_functions_give() {
    let (scenario, options) = (internal(), options(80));
    let other = scenario.with("monitoring", 0.8).unwrap();
    let other_json: Value = serde_json::from_str(&other.to_json()).unwrap();
    let one = scenario_json();
    let parameters = [swept("monitoring", &[0.2, 0.8])];
    let density = DensityOptions {
        threat: Some(ThreatChoice::Id("clients".to_owned())),
        bins: Some(10),
        runs: Some(80),
        seed: Some(7),
        ..Default::default()
    };
    for (kind, request, expected) in [
        (
            "simulate",
            json!({"scenario": one, "runs": 80, "seed": 7}),
            JobResult::Simulate(Box::new(Ensemble::new(&scenario, &options).unwrap())),
        ),
        (
            "contrast",
            json!({"a": one, "b": other_json, "runs": 80, "seed": 7}),
            JobResult::Contrast(Box::new(Contrast::new(&scenario, &other, &options).unwrap())),
        ),
        (
            "sweep",
            json!({"scenario": one, "parameters": [{"path": "monitoring", "values": [0.2, 0.8]}], "runs": 80, "seed": 7}),
            JobResult::Sweep(Box::new(Sweep::new(&scenario, &parameters, &options).unwrap())),
        ),
        (
            "density",
            json!({"scenario": one, "threat": "clients", "bins": 10, "runs": 80, "seed": 7}),
            JobResult::Density(Box::new(Density::new(&scenario, &density).unwrap())),
        ),
        (
            "truth_table",
            json!({"runs": 80, "seed": 7}),
            JobResult::TruthTable(Box::new(TruthTable::new(&scenario, &options).unwrap())),
        ),
    ] {
        assert_eq!(finished(kind, &request, u32::MAX), expected, "{kind}");
        assert_eq!(finished(kind, &request, 1), expected, "{kind} in pieces");
        // Plain objects: what is written is what the kind itself would write.
        let written = serde_json::to_value(&expected).unwrap();
        assert!(written.is_object() && !written.to_string().contains("null,null"), "{kind}");
    }
}

#[test]
fn requests_that_cannot_be_met_are_refused_with_a_path() {
    let one = scenario_json();
    let mut bad = one.clone();
    bad["threats"][1]["danger"] = json!(-1);
    let mut wrong = one.clone();
    wrong["threats"][1]["danger"] = json!("much");
    let mut empty = one.clone();
    empty["agencies"] = json!([]);
    for (kind, request, code, path) in [
        ("simulate", json!({"scenario": bad}), "out_of_range", "scenario.threats[1].danger"),
        ("simulate", json!({"scenario": wrong}), "field", "scenario.threats[1].danger"),
        ("simulate", json!({"scenario": empty}), "count", "scenario.agencies"),
        ("simulate", json!({"scenario": one, "runs": 0}), "out_of_range", "runs"),
        ("simulate", json!({"scenario": one, "run": 5}), "field", ""),
        ("simulate", json!({}), "field", "scenario"),
        ("contrast", json!({"a": one, "b": bad}), "out_of_range", "b.threats[1].danger"),
        ("contrast", json!({"a": wrong, "b": one}), "field", "a.threats[1].danger"),
        (
            "sweep",
            json!({"scenario": bad, "parameters": []}),
            "out_of_range",
            "scenario.threats[1].danger",
        ),
        (
            "sweep",
            json!({"scenario": one, "parameters": [{"path": "aid", "values": ["x"]}]}),
            "field",
            "parameters[0].values[0]",
        ),
        ("density", json!({"scenario": bad}), "out_of_range", "scenario.threats[1].danger"),
        ("density", json!({"scenario": one, "threat": 2}), "unknown", "threat"),
        ("density", json!({"scenario": one, "threat": -1}), "field", "threat"),
        ("density", json!({"scenario": one, "threat": []}), "field", "threat"),
        ("truth_table", json!({"scenario": bad}), "out_of_range", "scenario.threats[1].danger"),
        ("truth_table", json!({"from_year": 21}), "out_of_range", "from_year"),
        ("play", json!({}), "unknown", "kind"),
    ] {
        let refused = Job::new(kind, &request.to_string()).err().unwrap();
        assert_eq!((refused.code(), refused.path().as_str()), (code, path), "{kind}: {refused}");
    }
    assert_eq!(Job::new("simulate", "{").err().unwrap().code(), "json");
}
