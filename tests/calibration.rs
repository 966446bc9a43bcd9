//! From raw values to degrees of membership, held against R and against what must always hold.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::float_cmp, missing_docs)]

mod support;

use fragmented_allies::calibration::{Bell, Calibration, Indirect, Method, Piecewise, Regression};
use proptest::prelude::*;
use support::rows;

const TOLERANCE: f64 = 1e-9;

fn numbers<const N: usize>(row: &[&str]) -> [f64; N] {
    let numbers: Vec<f64> = row.iter().skip(1).map(|text| text.parse().unwrap()).collect();
    numbers.try_into().unwrap()
}

/// Computed with the R package QCA 3.25.1.
#[test]
fn the_direct_method_agrees_with_r() {
    let mut compared = 0;
    for row in rows(include_str!("vectors/calibrate_direct_logistic.csv")) {
        let [raw, full_out, crossover, full_in, idm, expected] = numbers(&row);
        let calibration = Calibration::new(full_out, crossover, full_in).unwrap();
        let found = calibration.with_idm(idm).unwrap().membership(raw).unwrap();
        assert!((found - expected).abs() <= TOLERANCE, "{row:?}: found {found}");
        compared += 1;
    }
    assert_eq!(compared, 79);
}

#[test]
fn the_customary_degree_leaves_no_trace() {
    let calibration = Calibration::new(5.0, 30.0, 100.0).unwrap();
    let same = calibration.with_idm(0.9).unwrap().with_idm(0.95).unwrap();
    assert_eq!(calibration, same);
    assert_eq!(
        serde_json::to_string(&same).unwrap(),
        r#"{"full_out":5.0,"crossover":30.0,"full_in":100.0}"#
    );
    let other = serde_json::to_string(&calibration.with_idm(0.9).unwrap()).unwrap();
    let read = Calibration::from_json(&other).unwrap();
    assert!((read.membership(100.0).unwrap() - 0.9).abs() < 1e-12);
}

/// Computed with the R package QCA 3.25.1.
#[test]
fn the_piecewise_method_agrees_with_r() {
    let mut compared = 0;
    for row in rows(include_str!("vectors/calibrate_piecewise.csv")) {
        let [raw, full_out, crossover, full_in, below, above, expected] = numbers(&row);
        let piecewise = Piecewise::new(full_out, crossover, full_in).unwrap();
        let found = piecewise.with_shape(below, above).unwrap().membership(raw).unwrap();
        assert!((found - expected).abs() <= TOLERANCE, "{row:?}: found {found}");
        compared += 1;
    }
    assert_eq!(compared, 44);
}

/// Computed with the R package QCA 3.25.1.
#[test]
fn bells_agree_with_r() {
    let mut compared = 0;
    for row in rows(include_str!("vectors/calibrate_bell.csv")) {
        let [raw, t1, t2, t3, t4, t5, t6, below, above, expected] = numbers(&row);
        let side = |full_out, crossover, full_in| {
            Piecewise::new(full_out, crossover, full_in).unwrap().with_shape(below, above).unwrap()
        };
        let bell = Bell::new(side(t1, t2, t3), side(t6, t5, t4));
        let found = bell.unwrap().membership(raw).unwrap();
        assert!((found - expected).abs() <= TOLERANCE, "{row:?}: found {found}");
        compared += 1;
    }
    assert_eq!(compared, 22);
}

/// Computed with `glm` in R 4.
#[test]
fn the_indirect_method_agrees_with_r() {
    let table: Vec<Vec<&str>> = rows(include_str!("vectors/calibrate_indirect.csv")).collect();
    let column = |index: usize| -> Vec<f64> {
        table.iter().map(|row| row[index].parse().unwrap()).collect()
    };
    let raw = column(1);
    let thresholds: Vec<f64> = table[0][3].split(';').map(|text| text.parse().unwrap()).collect();
    for (fit, expected, tolerance) in [
        (Regression::FractionalPolynomial, column(4), TOLERANCE),
        (Regression::Logit, column(5), TOLERANCE),
    ] {
        let indirect = Indirect::new(&thresholds, fit).unwrap();
        let found = indirect.memberships(&raw).unwrap();
        let differences = found.iter().zip(&expected).map(|(found, expected)| found - expected);
        let largest = differences.map(f64::abs).fold(0.0, f64::max);
        assert!(largest <= tolerance, "{fit}: {largest:e}, {found:?}");
        for (raw, step) in raw.iter().zip(column(2)) {
            assert_eq!(indirect.step(*raw).unwrap(), step);
        }
    }
    assert_eq!(raw.len(), 16);
}

#[test]
fn a_calibration_is_read_from_json() {
    for (json, raw, expected) in [
        (r#"{"full_out": 5, "crossover": 30, "full_in": 100}"#, 100.0, 0.95),
        (
            r#"{"method": "direct", "full_out": 5, "crossover": 30, "full_in": 100, "idm": 0.9}"#,
            100.0,
            0.9,
        ),
        (r#"{"method": "piecewise", "full_out": 0, "crossover": 5, "full_in": 10}"#, 2.5, 0.25),
        (
            r#"{"method": "piecewise", "full_out": 0, "crossover": 5, "full_in": 10, "below": 2}"#,
            2.5,
            0.125,
        ),
        (
            r#"{"method": "bell", "left": {"full_out": 0, "crossover": 1, "full_in": 2},
                "right": {"full_out": 6, "crossover": 4, "full_in": 2}, "above": 2}"#,
            3.0,
            0.875,
        ),
    ] {
        let found = Method::from_json(json).unwrap().memberships(&[raw]).unwrap();
        assert!((found[0] - expected).abs() < 1e-12, "{json}: {found:?}");
    }
    let indirect =
        Method::from_json(r#"{"method": "indirect", "thresholds": [3, 6], "fit": "logit"}"#);
    let found = indirect.unwrap().memberships(&[1.0, 2.0, 4.0, 5.0, 7.0, 8.0]).unwrap();
    assert!(found.is_sorted() && (found[0] + found[5] - 1.0).abs() < 1e-9, "{found:?}");
}

#[test]
fn what_is_refused_is_named_with_what_would_be_right() {
    for (json, code, message) in [
        (
            r#"{"full_out": 5, "crossover": 1, "full_in": 100}"#,
            "anchors",
            "crossover 1: must lie strictly between full_out 5 and full_in 100",
        ),
        (
            r#"{"full_out": 100, "crossover": 100, "full_in": 5}"#,
            "anchors",
            "crossover 100: must lie strictly between full_out 100 and full_in 5",
        ),
        (
            r#"{"full_out": 5, "crossover": 5, "full_in": 5}"#,
            "anchors",
            "full_in 5: must differ from full_out 5",
        ),
        (
            r#"{"full_out": -1e308, "crossover": 1e308, "full_in": 1.5e308}"#,
            "anchors",
            "full_out -1e308: lies too far from crossover 1e308",
        ),
        (
            r#"{"full_out": 1, "crossover": 1.5}"#,
            "field",
            "full_in: `nothing` cannot stand here: write a finite number",
        ),
        (
            r#"{"full_out": 1, "crossover": 2, "full_in": 3, "idm": 0.5}"#,
            "field",
            "idm: `0.5` cannot stand here: write a degree above 0.5 and below 1",
        ),
        (
            r#"{"method": "logistic", "full_out": 1, "crossover": 2, "full_in": 3}"#,
            "field",
            "method: `logistic` is not a known word: write one of direct, piecewise, bell, indirect",
        ),
        (
            r#"{"method": "piecewise", "full_out": 1, "crossover": 2, "full_in": 3, "above": 0}"#,
            "field",
            "above: `0` cannot stand here: write an exponent above 0",
        ),
        (
            r#"{"method": "piecewise", "full_out": 1, "crossover": 2, "full_in": 3, "idm": 0.9}"#,
            "field",
            "`idm` is not a known key: use method, full_out, crossover, full_in, below, above",
        ),
        (
            r#"{"method": "bell", "left": {"full_out": 0, "crossover": 3, "full_in": 2},
                "right": {"full_out": 6, "crossover": 4, "full_in": 2}}"#,
            "anchors",
            "left.crossover 3: must lie strictly between full_out 0 and full_in 2",
        ),
        (
            r#"{"method": "bell", "left": {"full_out": 0, "crossover": 1, "full_in": 2},
                "right": {"full_out": 2, "crossover": 4, "full_in": 6}}"#,
            "anchors",
            "right.full_in 6: must lie below full_out 2, since the left side ascends",
        ),
        (
            r#"{"method": "bell", "left": {"full_out": 0, "crossover": 1, "full_in": 4},
                "right": {"full_out": 9, "crossover": 8, "full_in": 3}}"#,
            "anchors",
            "right.full_in 3: must not lie below full_in of the left side, 4",
        ),
        (
            r#"{"method": "indirect", "thresholds": [1]}"#,
            "count",
            "thresholds: 1 value: write 2 to 100 values",
        ),
        (
            r#"{"method": "indirect", "thresholds": [2, 1, 2]}"#,
            "field",
            "thresholds[2]: `2` cannot stand here: write a threshold that is not yet in the list",
        ),
        (
            r#"{"method": "indirect", "thresholds": [1, "2"]}"#,
            "field",
            "thresholds[1]: `\"2\"` cannot stand here: write a finite number",
        ),
    ] {
        let refused = Method::from_json(json).unwrap_err();
        assert_eq!((refused.code(), refused.to_string().as_str()), (code, message), "{json}");
    }
    let refused = Calibration::from_json(r#"{"full_out": 1, "crossover": 1, "full_in": 2}"#);
    assert_eq!(refused.unwrap_err().path(), "crossover");
    let bell = r#"{"method": "bell", "full_out": 1, "crossover": 2, "full_in": 3}"#;
    assert_eq!(Calibration::from_json(bell).unwrap_err().path(), "method");
}

#[test]
fn raw_values_are_refused_by_their_place() {
    let direct = r#"{"full_out": 1, "crossover": 2, "full_in": 3}"#;
    let steps = r#"{"method": "indirect", "thresholds": [3, 6, 9, 12, 15, 18]}"#;
    let logit = r#"{"method": "indirect", "thresholds": [3, 6], "fit": "logit"}"#;
    for (what, json, raw, code, path) in [
        ("a gap", direct, vec![1.0, 2.0, f64::NAN], "raw_value_not_finite", "raw[2]"),
        ("too many", direct, vec![1.0; 100_001], "count", "raw"),
        ("a gap", logit, vec![1.0, f64::INFINITY], "raw_value_not_finite", "raw[1]"),
        ("too many for a regression", logit, vec![1.0; 10_001], "count", "raw"),
        ("a negative value has no logarithm", steps, vec![1.0, -2.0], "field", "raw[1]"),
        ("no values", logit, vec![], "not_fitted", "raw"),
        ("one step for all", logit, vec![1.0, 1.5, 2.0], "not_fitted", "raw"),
        ("the lowest and the highest step", logit, vec![1.0, 2.0, 8.0], "not_fitted", "raw"),
        ("one value between them", logit, vec![1.0, 4.0, 4.0, 8.0], "not_fitted", "raw"),
        (
            "too few for five terms",
            steps,
            vec![1.0, 4.0, 5.0, 7.0, 10.0, 99.0],
            "not_fitted",
            "raw",
        ),
        (
            "beyond finite squares",
            steps,
            vec![4., 7., 8., 10., 13., 14., 1e200],
            "not_fitted",
            "raw",
        ),
    ] {
        let refused = Method::from_json(json).unwrap().memberships(&raw).unwrap_err();
        let found = (refused.code(), refused.path());
        assert_eq!(found, (code, path.to_owned()), "{what}: {refused}");
    }
}

fn anchors() -> impl Strategy<Value = [f64; 3]> {
    (-50.0..50.0_f64, 0.1..50.0_f64, 0.1..50.0_f64, any::<bool>()).prop_map(
        |(first, below, above, descend)| {
            let mut anchors = [first, first + below, first + below + above];
            if descend {
                anchors.reverse();
            }
            anchors
        },
    )
}

proptest! {
    #[test]
    fn anchors_keep_their_degrees(anchors in anchors(), idm in 0.501..0.999_f64) {
        let [full_out, crossover, full_in] = anchors;
        let calibration = Calibration::new(full_out, crossover, full_in).unwrap();
        let calibration = calibration.with_idm(idm).unwrap();
        for (raw, expected) in [(full_out, 1.0 - idm), (crossover, 0.5), (full_in, idm)] {
            prop_assert!((calibration.membership(raw).unwrap() - expected).abs() < 1e-9);
        }
    }

    #[test]
    fn a_negated_set_has_the_anchors_exchanged(
        anchors in anchors(),
        shape in prop::array::uniform2(0.1..5.0_f64),
        raw in -200.0..200.0_f64,
    ) {
        let [full_out, crossover, full_in] = anchors;
        let direct = Calibration::new(full_out, crossover, full_in).unwrap().membership(raw);
        let negated = Calibration::new(full_in, crossover, full_out).unwrap().membership(raw);
        prop_assert!((direct.unwrap() + negated.unwrap() - 1.0).abs() < 1e-9);
        let of = |full_out, full_in, [below, above]: [f64; 2]| {
            let piecewise = Piecewise::new(full_out, crossover, full_in).unwrap();
            piecewise.with_shape(below, above).unwrap().membership(raw).unwrap()
        };
        let sum = of(full_out, full_in, shape) + of(full_in, full_out, [shape[1], shape[0]]);
        prop_assert!((sum - 1.0).abs() < 1e-9);
    }

    #[test]
    fn the_regression_ends_with_degrees_or_a_reason(
        raw in prop::collection::vec(prop_oneof![0.0..30.0_f64, Just(0.0), Just(1e9), Just(1e-9)], 0..40),
        thresholds in prop::collection::vec(0.0..30.0_f64, 2..8),
        fractional in any::<bool>(),
    ) {
        let fit = if fractional { Regression::FractionalPolynomial } else { Regression::Logit };
        if let Ok(indirect) = Indirect::new(&thresholds, fit) {
            match indirect.memberships(&raw) {
                Ok(degrees) => {
                    prop_assert_eq!(degrees.len(), raw.len());
                    prop_assert!(degrees.iter().all(|degree| (0.0..=1.0).contains(degree)));
                }
                Err(error) => prop_assert_eq!(error.code(), "not_fitted"),
            }
        }
    }
}
