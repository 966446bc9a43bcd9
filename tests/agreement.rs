//! Agreement of coders, held against published values, another implementation and the definition.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::float_cmp, missing_docs)]

mod support;

use fragmented_allies::agreement::{Agreement, Bootstrap, Level};
use proptest::prelude::*;
use support::rows;

const TOLERANCE: f64 = 1e-9;

type Units = Vec<Vec<Option<f64>>>;

fn alpha(level: Level, units: &[Vec<Option<f64>>]) -> Option<f64> {
    Agreement::of(level, units).unwrap().alpha
}

/// The ratings of a set, one list a unit.
fn ratings(set: &str) -> Units {
    let mut units = Units::new();
    for row in rows(include_str!("vectors/kripp_inputs.csv")).filter(|row| row[0] == set) {
        let unit = row[2].parse::<usize>().unwrap() - 1;
        units.resize(units.len().max(unit + 1), Vec::new());
        units[unit].push((!row[3].is_empty()).then(|| row[3].parse().unwrap()));
    }
    units
}

fn level(word: &str) -> Level {
    *Level::ALL.iter().find(|level| level.word() == word).unwrap()
}

/// Computed with the Python package krippendorff; the first set as published by Krippendorff (2011).
#[test]
fn alpha_agrees_with_another_implementation() {
    let mut compared = 0;
    for row in rows(include_str!("vectors/kripp_expected.csv")) {
        let found = alpha(level(row[1]), &ratings(row[0])).unwrap();
        assert!((found - row[2].parse::<f64>().unwrap()).abs() <= TOLERANCE, "{row:?}: {found}");
        compared += 1;
    }
    assert_eq!(compared, 8);
}

#[test]
fn alpha_is_undefined_where_nothing_can_be_expected() {
    for &level in Level::ALL {
        for (what, units) in [
            ("no units", vec![]),
            ("one coder", vec![vec![Some(1.0)], vec![Some(2.0)]]),
            ("no unit rated twice", vec![vec![Some(1.0), None], vec![None, Some(2.0)]]),
            ("one value alone", vec![vec![Some(0.3), Some(0.3)]; 3]),
            ("zero and minus zero", vec![vec![Some(0.0), Some(-0.0)]; 3]),
        ] {
            assert_eq!(alpha(level, &units), None, "{what}, {level}");
        }
    }
}

#[test]
fn two_coders_have_plain_measures_too() {
    let units = [
        vec![Some(0.2), Some(0.4)],
        vec![Some(0.6), Some(0.6)],
        vec![Some(1.0), None],
        vec![Some(0.8), Some(0.8)],
    ];
    let found = Agreement::of(Level::Interval, &units).unwrap();
    assert_eq!((found.coders, found.units, found.ratings), (2, 3, 6));
    let plain = found.two_coders.unwrap();
    assert!((plain.mean_absolute_difference.unwrap() - 0.2 / 3.0).abs() < 1e-12);
    assert!((plain.same - 2.0 / 3.0).abs() < 1e-12);
    let nominal = Agreement::of(Level::Nominal, &units).unwrap().two_coders.unwrap();
    assert_eq!(nominal.mean_absolute_difference, None);
    let three = Agreement::of(Level::Ordinal, &ratings("fuzzy3x10")).unwrap();
    assert_eq!((three.coders, three.two_coders), (3, None));
}

#[test]
fn the_same_seed_draws_the_same_interval() {
    let units = ratings("fuzzy3x10");
    let of = |seed| Bootstrap::of(Level::Interval, &units, None, 2000, seed).unwrap();
    let found = of(1);
    assert_eq!(found, of(1));
    assert_ne!(found.low, of(2).low);
    let alpha = alpha(Level::Interval, &units).unwrap();
    let (low, high) = (found.low.unwrap(), found.high.unwrap());
    assert!(low < alpha && alpha < high && high <= 1.0, "{found:?}");
    assert_eq!((found.draws, found.clusters), (2000, None));
}

#[test]
fn clusters_are_drawn_whole() {
    let units =
        [[0.1, 0.1], [0.5, 0.7], [0.1, 0.1], [0.5, 0.7]].map(|unit| unit.map(Some).to_vec());
    // Each cluster holds the same ratings: whatever is drawn, alpha is the same.
    let ids = ["a", "a", "b", "b"].map(str::to_owned);
    let found = Bootstrap::of(Level::Ordinal, &units, Some(&ids), 200, 3).unwrap();
    assert_eq!((found.clusters, found.undefined), (Some(2), 0));
    assert!((found.high.unwrap() - found.low.unwrap()).abs() < 1e-12, "{found:?}");
    // Of single units, all four may be of one value: (1/2)^4 of the draws.
    let found = Bootstrap::of(Level::Ordinal, &units, None, 4000, 3).unwrap();
    assert!(found.undefined.abs_diff(250) < 80, "{found:?}");
    let one = Bootstrap::of(Level::Ordinal, &units[..1], None, 10, 3).unwrap();
    assert_eq!((one.undefined, one.low, one.high), (10, None, None));
}

#[test]
fn a_coding_is_read_from_json() {
    let json = r#"{"level": "ordinal", "ratings": [[0.2, 0.2], [0.6, 0.8], [1, 1], [0.4, null]],
        "clusters": ["a", "a", "b", "b"], "draws": 100, "seed": 5}"#;
    let found = Agreement::from_json(json).unwrap();
    assert_eq!((found.level, found.units), (Level::Ordinal, 3));
    let bootstrap = found.bootstrap.unwrap();
    assert_eq!((bootstrap.draws, bootstrap.seed, bootstrap.clusters), (100, 5, Some(2)));
}

#[test]
fn what_is_refused_is_named() {
    let with = |level: &str, ratings: &str, rest: &str| {
        Agreement::from_json(&format!(r#"{{"level": "{level}", "ratings": {ratings}{rest}}}"#))
    };
    for (found, code, path) in [
        (with("metric", "[[1, 2]]", ""), "field", "level"),
        (with("nominal", "[[1, 2], [1]]", ""), "count", "ratings[1]"),
        (with("nominal", "[[1, \"a\"]]", ""), "field", "ratings[0][1]"),
        (with("ratio", "[[1, 2], [-1, 2]]", ""), "out_of_range", "ratings[1][0]"),
        (with("interval", "[[1, 1e305]]", ""), "out_of_range", "ratings[0][1]"),
        (with("interval", "[[1, 2]]", r#", "draws": 0"#), "out_of_range", "draws"),
        (with("interval", "[[1, 2]]", r#", "draws": 1e9"#), "out_of_range", "draws"),
        (with("interval", "[[1, 2]]", r#", "clusters": ["a"]"#), "field", "draws"),
        (with("interval", "[[1, 2]]", r#", "clusters": [], "draws": 9"#), "count", "clusters"),
    ] {
        let refused = found.unwrap_err();
        assert_eq!((refused.code(), refused.path().as_str()), (code, path), "{refused}");
    }
    let many: Units = (0..50_000).map(|unit| vec![Some(f64::from(unit)), Some(1.0)]).collect();
    assert_eq!(Agreement::of(Level::Ratio, &many).unwrap_err().path(), "ratings");
    assert!(alpha(Level::Interval, &many).is_some());
    let refused = Bootstrap::of(Level::Interval, &many, None, 1000, 1).unwrap_err();
    assert_eq!(refused.to_string(), "draws: 1000 is out of range: use 1 to 333");
}

/// Alpha by its definition, over all pairs.
#[allow(clippy::cast_precision_loss, reason = "a few ratings")]
fn by_definition(level: Level, units: &[Vec<Option<f64>>]) -> Option<f64> {
    let units: Vec<Vec<f64>> =
        units.iter().map(|unit| unit.iter().flatten().copied().collect()).collect();
    let pairable: Vec<&Vec<f64>> = units.iter().filter(|unit| unit.len() > 1).collect();
    let mut values: Vec<f64> = pairable.iter().copied().flatten().copied().collect();
    let total = values.len() as f64;
    values.sort_by(f64::total_cmp);
    let count = |value: f64| values.iter().filter(|other| **other == value).count();
    let difference = |first: f64, second: f64| match level {
        Level::Nominal => f64::from(u8::from(first != second)),
        Level::Interval => (first - second).powi(2),
        Level::Ratio if first + second == 0.0 => 0.0,
        Level::Ratio => ((first - second) / (first + second)).powi(2),
        Level::Ordinal => {
            let (low, high) = (first.min(second), first.max(second));
            let through = values.iter().filter(|value| low <= **value && **value <= high).count();
            (through as f64 - (count(low) + count(high)) as f64 / 2.0).powi(2)
        }
    };
    let mut observed = 0.0;
    for unit in pairable {
        for (index, first) in unit.iter().enumerate() {
            for second in unit.iter().skip(index + 1) {
                let others = unit.len() as f64 - 1.0;
                observed += difference(*first, *second) / others;
            }
        }
    }
    let pairs = values.iter().enumerate();
    let expected: f64 = pairs
        .flat_map(|(index, first)| {
            values.iter().skip(index + 1).map(|second| difference(*first, *second))
        })
        .sum();
    (expected > 0.0).then(|| 1.0 - (total - 1.0) * observed / expected)
}

fn units() -> impl Strategy<Value = Units> {
    (1..5_usize, 0..9_usize).prop_flat_map(|(coders, units)| {
        let rating =
            prop::option::weighted(0.8, (0..6_u8).prop_map(|level| f64::from(level) / 5.0));
        prop::collection::vec(prop::collection::vec(rating, coders), units)
    })
}

proptest! {
    #[test]
    fn the_quick_formulas_give_what_the_definition_gives(units in units()) {
        for &level in Level::ALL {
            match (alpha(level, &units), by_definition(level, &units)) {
                (Some(found), Some(expected)) => {
                    prop_assert!((found - expected).abs() < 1e-9, "{}: {} {}", level, found, expected);
                }
                (found, expected) => prop_assert_eq!(found, expected),
            }
        }
    }

    #[test]
    fn alpha_does_not_depend_on_order_or_scale(units in units(), scale in 1e-200..1e200_f64) {
        let mut turned: Units = units.iter().map(|unit| unit.iter().rev().copied().collect()).collect();
        turned.reverse();
        let scaled: Units = units
            .iter()
            .map(|unit| unit.iter().map(|rating| rating.map(|rating| rating * scale)).collect())
            .collect();
        for &level in Level::ALL {
            let before = alpha(level, &units);
            for after in [alpha(level, &turned), alpha(level, &scaled)] {
                prop_assert_eq!(before.is_some(), after.is_some());
                let difference = before.unwrap_or_default() - after.unwrap_or_default();
                prop_assert!(difference.abs() < 1e-9, "{}: {:?} {:?}", level, before, after);
            }
        }
    }
}
