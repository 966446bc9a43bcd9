//! Claims of sufficiency and necessity, held against R, and the sets on their way to and from R.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::float_cmp, missing_docs)]

mod support;

use fragmented_allies::fit::{ClaimFit, Fit, Permutation};
use fragmented_allies::qca::{Memberships, SetName, from_csv, set_name, to_csv};
use fragmented_allies::{Codebook, Dimension, Profile};
use proptest::prelude::*;
use support::rows;

const TOLERANCE: f64 = 1e-9;

fn fit(x: &[f64], y: &[f64]) -> Fit {
    let ids: Vec<String> = (1..=x.len()).map(|id| id.to_string()).collect();
    Fit::of(x, y, &ids).unwrap()
}

/// Computed with the R package QCA 3.25.1.
#[test]
fn measures_agree_with_r() {
    let mut compared = 0;
    for row in rows(include_str!("vectors/fit_expected.csv")) {
        let column = |index: usize| -> Vec<f64> {
            rows(include_str!("vectors/fit_inputs.csv"))
                .filter(|case| case[0] == row[0])
                .map(|case| case[index].parse().unwrap())
                .collect()
        };
        let fit = fit(&column(2), &column(3));
        let found = match row[2] {
            "inclN" => fit.incl_n,
            "RoN" => fit.ron,
            "covN" => fit.cov_n,
            "inclS" => fit.incl_s,
            "PRI" => fit.pri,
            "covS" => fit.cov_s,
            _ => fit.haesebrouck,
        };
        let difference = found.unwrap() - row[3].parse::<f64>().unwrap();
        assert!(difference.abs() <= TOLERANCE, "{row:?}: {found:?}");
        compared += 1;
    }
    assert_eq!(compared, 28);
}

#[test]
fn what_has_no_denominator_is_undefined() {
    let empty = fit(&[0.0, 0.0], &[0.0, 0.4]);
    assert_eq!((empty.incl_s, empty.pri, empty.cov_n, empty.haesebrouck), (None, None, None, None));
    assert_eq!((empty.incl_n, empty.cov_s, empty.ron), (Some(0.0), Some(0.0), Some(1.0)));
    let full = fit(&[1.0], &[1.0]);
    assert_eq!(full.ron, None);
    // 1 - 0.8 is not quite 0.2: all of X lies in Y and in its negation, but for rounding.
    assert_eq!(fit(&[0.2], &[0.8]).pri, None);
}

#[test]
fn deviant_cases_are_named_but_none_at_halfway() {
    let x = [0.9, 0.9, 0.1, 0.5 + 1e-10, 0.9];
    let y = [0.8, 0.1, 0.9, 0.1, 0.5 - 1e-10];
    let ids = ["a", "b", "c", "d", "e"].map(str::to_owned);
    let fit = Fit::of(&x, &y, &ids).unwrap();
    assert_eq!(fit.deviant_sufficiency, ["b"]);
    assert_eq!(fit.deviant_necessity, ["c"]);
}

#[test]
fn chance_is_counted_over_all_orders() {
    // Of the six orders of Y, that which was observed is the only one as consistent.
    let (x, y) = ([0.1, 0.5, 0.9], [0.1, 0.5, 0.9]);
    let found = Permutation::of(&x, &y, 60_000, 7).unwrap();
    assert!((found.share.unwrap() - 1.0 / 6.0).abs() < 0.01, "{found:?}");
    assert_eq!(found, Permutation::of(&x, &y, 60_000, 7).unwrap());
    assert_ne!(found.share, Permutation::of(&x, &y, 60_000, 8).unwrap().share);
    let same = Permutation::of(&x, &[0.4; 3], 100, 7).unwrap();
    assert_eq!(same.share, Some(1.0));
    assert_eq!(Permutation::of(&[0.0; 3], &y, 100, 7).unwrap().share, None);
}

const CASES: &str = r#"[
    { "case": "one", "INT": 0.9, "FRAG": 0.7, "SIM": 0.8, "REG": 0.6 },
    { "case": "two", "INT": 0.8, "FRAG": 0.9, "SIM": 0.2, "REG": 0.7 },
    { "case": "three", "INT": 0.2, "FRAG": 0.1, "SIM": 0.3, "REG": 0.4 }]"#;

#[test]
fn a_claim_says_which_sets_it_uses() {
    let claim = ClaimFit::from_json(&format!(r#"{{"cases": {CASES}, "outcome": "SIM"}}"#)).unwrap();
    assert_eq!(claim.outcome, SetName::Sim);
    assert_eq!(claim.conditions, [SetName::Int, SetName::Frag, SetName::Reg]);
    assert!((claim.fit.incl_s.unwrap() - 0.9 / 1.4).abs() < 1e-12, "{claim:?}");
    assert_eq!(claim.fit.deviant_sufficiency, ["two"]);
    assert_eq!(claim.fit.permutation, None);

    let json = format!(
        r#"{{"cases": {CASES}, "outcome": "SIM", "conditions": ["INT"], "permutations": 50}}"#
    );
    let claim = ClaimFit::from_json(&json).unwrap();
    assert!((claim.fit.incl_s.unwrap() - 1.2 / 1.9).abs() < 1e-12, "{claim:?}");
    assert_eq!(claim.fit.permutation.unwrap().draws, 50);
}

#[test]
fn what_is_refused_is_named() {
    let of_sets = |rest: &str| {
        let json = format!(r#"{{"cases": {CASES}, "outcome": "SIM", {rest}}}"#);
        ClaimFit::from_json(&json).map(|claim| claim.fit)
    };
    let of_vectors = Fit::from_json;
    let circular = of_sets(r#""conditions": ["INT", "FRAG", "SIM", "REG"]"#);
    assert_eq!(
        circular.as_ref().unwrap_err().to_string(),
        "conditions[2]: `SIM` cannot stand here: write a set other than the outcome, or the claim is true by definition"
    );
    for (found, code, path) in [
        (circular, "field", "conditions[2]"),
        (of_sets(r#""conditions": []"#), "count", "conditions"),
        (of_sets(r#""conditions": ["INT", "INT"]"#), "field", "conditions[1]"),
        (of_sets(r#""conditions": ["int"]"#), "field", "conditions[0]"),
        (of_sets(r#""permutations": 0"#), "out_of_range", "permutations"),
        (of_sets(r#""permutations": 1e7"#), "out_of_range", "permutations"),
        (of_sets(r#""permutations": 10, "seed": -1"#), "field", "seed"),
        (of_vectors(r#"{"x": [0.5], "y": [0.5, 0.6]}"#), "count", "y"),
        (of_vectors(r#"{"x": [], "y": []}"#), "count", "x"),
        (of_vectors(r#"{"x": [0.5, 1.2], "y": [0.5, 0.6]}"#), "out_of_range", "x[1]"),
        (of_vectors(r#"{"x": [0.5, "?"], "y": [0.5, 0.6]}"#), "field", "x[1]"),
        (of_vectors(r#"{"x": [0.5], "y": [0.5], "ids": []}"#), "count", "ids"),
        (of_vectors(r#"{"x": [0.5], "y": [0.5], "id": []}"#), "field", ""),
    ] {
        let refused = found.unwrap_err();
        assert_eq!((refused.code(), refused.path().as_str()), (code, path), "{refused}");
    }
    let many = vec![0.5; 50_000];
    let refused = Permutation::of(&many, &many, 2_001, 1).unwrap_err();
    assert_eq!(refused.to_string(), "permutations: 2001 is out of range: use 1 to 2000");
}

#[test]
fn sets_stand_for_dimensions() {
    let names = Dimension::ALL.iter().map(|dimension| set_name(*dimension).word());
    assert_eq!(names.collect::<Vec<_>>(), ["INT", "FRAG", "SIM", "REG"]);
    let codebook = Codebook::bundled().unwrap();
    let incomplete = Profile::default().place(codebook).unwrap();
    assert_eq!(Memberships::of("unknown", &incomplete), None);
}

#[test]
fn faults_in_a_file_have_line_and_field() {
    let csv = "case,INT,FRAG,SIM,REG\none,0.1,0.2,x,0.4\ntwo,0.1,1.2,0.3,0.4\n\none,0,0,0,0\n,0,0,0,0\none,0,0,0,0\n";
    let refused = from_csv("sets.csv", csv).unwrap_err().to_string();
    assert_eq!(
        refused.lines().collect::<Vec<_>>(),
        [
            "sets.csv, line 2, field `SIM`: `x` cannot stand here: write a finite number",
            "sets.csv, line 3, field `FRAG`: 1.2 lies outside 0 to 1: keep within these bounds",
            "sets.csv, line 6, field `case`: is empty: write the name of the case",
            "sets.csv, line 7, field `case`: `one` stands in an earlier row too: give each row a key of its own",
        ]
    );
    let quoted = "\"case\",\"INT\",\"FRAG\",\"SIM\",\"REG\"\n\"a, b\",0.1,1e-04,1,0\n";
    assert_eq!(from_csv("sets.csv", quoted).unwrap()[0].frag, 1e-4);
    let other = from_csv("sets.csv", "case,INT\n").unwrap_err().to_string();
    assert!(other.contains("write exactly `case,INT,FRAG,SIM,REG`"), "{other}");
}

fn memberships() -> impl Strategy<Value = Vec<Memberships>> {
    let sets =
        prop::array::uniform4(prop_oneof![0.0..=1.0_f64, Just(0.0), Just(1.0), Just(1e-300)]);
    prop::collection::btree_map("[a-zé\",;=]([a-zé\",;= \n]{0,8}[a-zé\",;=])?", sets, 1..8)
        .prop_map(|cases| {
            let case = |(case, [int, frag, sim, reg]): (String, [f64; 4])| Memberships {
                case,
                int,
                frag,
                sim,
                reg,
            };
            cases.into_iter().map(case).collect()
        })
}

proptest! {
    #[test]
    fn cases_come_back_from_a_file_as_they_were(cases in memberships()) {
        let csv = to_csv(&cases).unwrap();
        prop_assert!(csv.starts_with("case,INT,FRAG,SIM,REG\n"));
        prop_assert_eq!(from_csv("sets.csv", &csv).unwrap(), cases);
    }

    #[test]
    fn measures_lie_between_0_and_1(
        pairs in prop::collection::vec((0.0..=1.0_f64, 0.0..=1.0_f64), 1..20),
    ) {
        let (x, y): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
        let found = fit(&x, &y);
        let measures =
            [found.incl_s, found.pri, found.cov_s, found.incl_n, found.cov_n, found.ron, found.haesebrouck];
        for measure in measures.into_iter().flatten() {
            prop_assert!((-1e-9..=1.0 + 1e-9).contains(&measure), "{:?}", found);
        }
        let swapped = fit(&y, &x);
        prop_assert_eq!(found.deviant_sufficiency, swapped.deviant_necessity);
        prop_assert_eq!(found.incl_s, swapped.incl_n);
    }
}
