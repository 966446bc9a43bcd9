//! Robustness of a solution, held against values that were computed elsewhere.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::float_cmp, missing_docs)]

mod support;

use fragmented_allies::robustness::Robustness;
use proptest::prelude::*;
use support::rows;

const TOLERANCE: f64 = 1e-9;

fn names(cases: usize) -> Vec<String> {
    (1..=cases).map(|id| id.to_string()).collect()
}

/// The column of this name.
fn column(name: &str) -> Vec<f64> {
    let text = include_str!("vectors/robustness_inputs.csv");
    let index = text.lines().next().unwrap().split(',').position(|column| column == name).unwrap();
    rows(text).map(|row| row[index].parse().unwrap()).collect()
}

fn robustness(tests: &[&str]) -> Robustness {
    let tests: Vec<Vec<f64>> = tests.iter().map(|test| column(test)).collect();
    Robustness::of(&column("IS"), &tests, &column("Y"), &names(18)).unwrap()
}

/// Computed with numpy from the definitions.
#[test]
fn measures_agree_with_another_implementation() {
    let mut compared = 0;
    for row in rows(include_str!("vectors/robustness_expected.csv")) {
        let found = robustness(&row[0].split(';').collect::<Vec<_>>());
        let found = match row[1] {
            "cons_IS" => found.cons_initial,
            "cov_IS" => found.cov_initial,
            "cons_core" => found.cons_core,
            "cov_core" => found.cov_core,
            "RF_cons" => found.rf_cons,
            "RF_cov" => found.rf_cov,
            "RF_SC_minTS" => found.rf_sc_min,
            "RF_SC_maxTS" => found.rf_sc_max,
            "RCR_typ" => found.rcr_typ,
            "RCR_dev" => found.rcr_dev,
            _ => Some(f64::from(found.rank)),
        };
        let difference = found.unwrap() - row[2].parse::<f64>().unwrap();
        assert!(difference.abs() <= TOLERANCE, "{row:?}: {found:?}");
        compared += 1;
    }
    assert_eq!(compared, 22);
}

#[test]
fn cases_are_listed_by_how_far_they_stand() {
    let found = robustness(&["T1", "T2", "T3"]);
    // Worked out by hand from the table.
    assert_eq!(found.robust.typical, ["1", "5", "6", "7", "12", "18"]);
    assert_eq!(found.shaky.typical, ["10"]);
    assert_eq!(found.possible.typical, ["2", "4", "9"]);
    assert_eq!(found.possible.deviant, ["3"]);
    assert!(found.robust.deviant.is_empty() && found.shaky.deviant.is_empty());
}

#[test]
fn what_has_no_denominator_is_undefined_and_halfway_is_on_no_side() {
    let tests = [vec![0.0, 0.9]];
    let found = Robustness::of(&[0.0, 0.0], &tests, &[0.0, 0.5], &names(2)).unwrap();
    assert_eq!((found.cons_initial, found.rf_cons, found.rf_cov), (None, None, None));
    assert_eq!((found.rcr_typ, found.rcr_dev, found.rf_sc_min), (None, None, Some(0.0)));
    assert_eq!((found.possible.neither, found.rank), (vec!["2".to_owned()], 2));
}

#[test]
fn what_is_refused_is_named() {
    for (json, code, path) in [
        (r#"{"initial": [], "tests": [[]], "outcome": []}"#, "count", "initial"),
        (r#"{"initial": [1], "tests": [], "outcome": [1]}"#, "count", "tests"),
        (r#"{"initial": [1], "tests": [[1], [1, 0]], "outcome": [1]}"#, "count", "tests[1]"),
        (r#"{"initial": [1], "tests": [[1], [7]], "outcome": [1]}"#, "out_of_range", "tests[1][0]"),
        (r#"{"initial": [1], "tests": [[1], [null]], "outcome": [1]}"#, "field", "tests[1][0]"),
        (r#"{"initial": [1], "tests": [[1]], "outcome": [-0.1]}"#, "out_of_range", "outcome[0]"),
        (r#"{"initial": [1], "tests": [[1]], "outcome": [1], "ids": ["a", "b"]}"#, "count", "ids"),
        (r#"{"initial": [1], "tests": [[1]]}"#, "field", "outcome"),
    ] {
        let refused = Robustness::from_json(json).unwrap_err();
        assert_eq!((refused.code(), refused.path().as_str()), (code, path), "{refused}");
    }
}

type Solutions = ([Vec<f64>; 2], Vec<Vec<f64>>, Vec<Vec<f64>>);

/// An initial solution, an outcome, test solutions, and these in another order.
fn solutions() -> impl Strategy<Value = Solutions> {
    (1..8_usize, 1..5_usize)
        .prop_flat_map(|(cases, tests)| {
            let list = prop::collection::vec(0.0..=1.0_f64, cases);
            (prop::array::uniform2(list.clone()), prop::collection::vec(list, tests))
        })
        .prop_flat_map(|(given, tests)| {
            (Just(given), Just(tests.clone()), Just(tests).prop_shuffle())
        })
}

proptest! {
    #[test]
    fn the_order_of_the_tests_does_not_matter(([initial, outcome], tests, shuffled) in solutions()) {
        let of = |tests| Robustness::of(&initial, tests, &outcome, &names(initial.len())).unwrap();
        prop_assert_eq!(of(&tests), of(&shuffled));
    }

    #[test]
    fn a_solution_stands_against_itself(([initial, outcome], ..) in solutions()) {
        let tests = [initial.clone(), initial.clone()];
        let found = Robustness::of(&initial, &tests, &outcome, &names(initial.len())).unwrap();
        prop_assert_eq!(found.rank, 1);
        for measure in [found.rf_cons, found.rf_cov, found.rf_sc_min, found.rf_sc_max, found.rcr_typ] {
            prop_assert!(measure.is_none_or(|measure| measure == 1.0), "{:?}", measure);
        }
    }
}
