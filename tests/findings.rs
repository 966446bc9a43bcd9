//! What the model says, held against what an independent prototype of it said: 1,000 runs over 20 years,
//! of which the last 15 count.
//!
//! 10,000 runs say where the means lie, and from them how far 1,000 may stray. Two measurements of
//! the prototype need a word:
//! - Its share of diverted aid counts all 20 years, the first ones included, in which efforts only
//!   begin: 0.325 and 0.048 are measured here over 20 years where it had 0.33 and 0.05, and 0.315 and
//!   0.021 over the last 15.
//! - It measured D3 of the internal ideal type twice, 0.73 by itself and 0.71 as the last row of the
//!   truth table, which is the same scenario. Here it is 0.712 with a standard error of 0.003, as
//!   in other implementations of the equations: 0.73 lies two standard errors of 1,000 runs above.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use fragmented_allies::simulator::{
    Ensemble, EnsembleOptions, Measure, Scenario, Summary, TruthTable, scenarios,
};

/// Standard errors of both measurements together that two may lie apart.
const WIDTH: f64 = 3.0;

fn options(from_year: f64) -> EnsembleOptions {
    EnsembleOptions { runs: Some(10_000), from_year: Some(from_year), ..Default::default() }
}

fn summary(scenario: &Scenario) -> Summary {
    Ensemble::new(scenario, &options(5.0)).unwrap().summary
}

fn diverted(scenario: &Scenario) -> Measure {
    Ensemble::new(scenario, &options(0.0)).unwrap().summary.aid_diverted
}

/// The internal ideal type with changes.
fn with(changes: &[(&str, f64)]) -> Scenario {
    let scenario = scenarios::load("internal-ideal-type").unwrap();
    changes.iter().fold(scenario, |scenario, (path, value)| scenario.with(path, *value).unwrap())
}

/// Within so many standard errors of both measurements, and the rounding of the other's last digit.
fn agrees(what: &str, found: &Measure, expected: f64, width: f64) {
    let of_prototype = found.standard_error * 10_f64.sqrt();
    let off = (found.mean - expected).abs();
    let most = width * found.standard_error.hypot(of_prototype) + 0.005;
    println!("{what}: {:.4} (±{:.4}), prototype {expected}", found.mean, found.standard_error);
    assert!(off <= most, "{what}: {} is {off} from {expected}, more than {most}", found.mean);
}

#[test]
fn the_ideal_types_lie_where_they_lay() {
    let scenario = with(&[]);
    let found = summary(&scenario);
    agrees("internal, D3", &found.d3, 0.73, 1.96);
    agrees("internal, balance", &found.balance, 0.59, WIDTH);
    agrees("internal, collude", &found.collude, 0.17, WIDTH);
    agrees("internal, idle", &found.idle, 0.24, WIDTH);
    agrees("internal, overlap", &found.x_same, 0.30, WIDTH);
    agrees("internal, strength", &found.total_strength, 1.25, WIDTH);
    agrees("internal, survival", &found.survival, 0.79, WIDTH);
    agrees("internal, diverted", &diverted(&scenario), 0.33, WIDTH);
    let scenario = scenarios::load("external-ideal-type").unwrap();
    let found = summary(&scenario);
    assert_eq!((found.d3.mean, found.d3.standard_error), (0.0, 0.0));
    assert!(found.collude.mean < 0.005, "{:?}", found.collude);
    agrees("external, strength", &found.total_strength, 0.68, WIDTH);
    agrees("external, survival", &found.survival, 0.83, WIDTH);
    agrees("external, diverted", &diverted(&scenario), 0.01, WIDTH);
}

#[test]
fn without_its_causes_there_is_no_fighting_and_helping_at_once() {
    for (what, scenario) in [
        ("no rents", with(&[("rent_scale", 0.0)])),
        ("foreign threats", with(&[("threats.embeddedness", 0.0)])),
        ("cohesion", with(&[("cohesion", 0.97)])),
    ] {
        let found = summary(&scenario).d3;
        println!("{what}: {:.6} (±{:.6})", found.mean, found.standard_error);
        assert!(
            found.mean <= WIDTH * found.standard_error && found.mean < 1e-4,
            "{what}: {found:?}"
        );
    }
}

/// Agencies are identical where nothing is spread: a level of 0 or 1 leaves no room for it, so that
/// at cohesion 0 all are as selfish as can be, with full access to rents and full danger to
/// themselves; and where no shock to benefits strikes one of them alone. They fight and they help, one
/// after the other, never at once. So does one agency alone, whatever it is like.
#[test]
fn identical_agencies_do_the_same() {
    let identical = [
        ("cohesion", 0.0),
        ("rent_access", 1.0),
        ("own_threat", 1.0),
        ("rent_noise", 0.0),
        ("own_threat_noise", 0.0),
    ];
    let high_rents = [("threats.rent_value", 2.0)];
    let mut alone = with(&high_rents);
    alone.agencies.truncate(1);
    alone.agencies[0].capacity_share = 1.0;
    for (what, scenario) in [
        ("identical", with(&identical)),
        ("identical, high rents", with(&[&identical[..], &high_rents[..]].concat())),
        ("alone, high rents", alone),
    ] {
        let found = summary(&scenario);
        println!("{what}: balance {:.3}, collude {:.3}", found.balance.mean, found.collude.mean);
        assert_eq!((found.d3.mean, found.d3.standard_error), (0.0, 0.0), "{what}");
        assert!(found.x_same.mean < 1e-12, "{what}");
        assert!(found.balance.mean > 0.05 && found.collude.mean > 0.05, "{what}: they do both");
    }
    // It is the difference between them that matters: as usual they fight and help at once.
    assert!(summary(&with(&high_rents)).d3.mean > 0.5);
}

#[test]
fn shocks_to_benefits_do_not_make_it() {
    let found = summary(&with(&[("rent_noise", 0.0), ("own_threat_noise", 0.0)]));
    agrees("no shocks to benefits, D3", &found.d3, 0.79, WIDTH);
}

#[test]
fn a_conjunction_and_no_switch() {
    let scenario = with(&[]);
    let table = TruthTable::new(&scenario, &options(5.0)).unwrap();
    for row in &table.rows {
        let conditions = [row.internal, row.fragmented, row.regime_first, row.unmonitored];
        let what = format!("internal, fragmented, regime first, unmonitored {conditions:?}");
        let d3 = &row.summary.d3;
        match conditions {
            [true, true, true, true] => agrees(&what, d3, 0.71, WIDTH),
            [true, true, true, false] => agrees(&what, d3, 0.63, WIDTH),
            [true, true, false, true] => agrees(&what, d3, 0.42, WIDTH),
            [true, ..] => {
                println!("{what}: {:.4} (±{:.4})", d3.mean, d3.standard_error);
                assert!(d3.mean <= 0.045 + WIDTH * d3.standard_error, "{what}");
            }
            // Foreign threats pay no rents and bring no votes: this follows from the equations.
            [false, ..] => assert_eq!(d3.mean, 0.0, "{what}"),
        }
    }
    assert_eq!(table.rows[15].summary, summary(&scenario), "all four: the internal ideal type");
}

#[test]
fn conditions_on_aid_shift_behaviour() {
    for (conditionality, d3, share) in [(0.0, 0.76, 0.35), (0.5, 0.33, 0.14), (1.0, 0.11, 0.05)] {
        let scenario = with(&[("patron_dependence", 0.0), ("conditionality", conditionality)]);
        let what = format!("conditionality {conditionality}");
        agrees(&format!("{what}, D3"), &summary(&scenario).d3, d3, WIDTH);
        agrees(&format!("{what}, diverted"), &diverted(&scenario), share, WIDTH);
    }
    let found = summary(&with(&[("patron_dependence", 0.9), ("conditionality", 0.5)]));
    agrees("a patron that depends on its ally, D3", &found.d3, 0.47, WIDTH);
}

#[test]
fn discipline_endangers_the_regime() {
    let mut changes = vec![("regime_weight", 0.0), ("monitoring", 1.0)];
    agrees("discipline, survival", &summary(&with(&changes)).survival, 0.43, WIDTH);
    changes.push(("sanction", 2.4));
    agrees("twice the discipline, survival", &summary(&with(&changes)).survival, 0.21, WIDTH);
}

#[test]
fn rents_prolong_threats_here() {
    let found = summary(&with(&[("rent_scale", 0.0)]));
    agrees("no rents, strength", &found.total_strength, 0.85, WIDTH);
}
