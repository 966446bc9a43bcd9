//! Where an alliance stands: cells, types, ranges and positions, held against values that were
//! computed elsewhere and against what must hold for every alliance.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::float_cmp, missing_docs)]

mod support;

use fragmented_allies::{
    AllianceType, ByDimension, Calibration, Codebook, Degree, Dimension, DimensionValue, Placement,
    Profile,
};
use proptest::prelude::*;
use support::rows;

const TOLERANCE: f64 = 1e-9;

fn verdict(values: [(f64, f64, f64); 4]) -> Placement {
    let mut values = values.into_iter();
    Placement::of(ByDimension::new(|_| {
        let (low, score, high) = values.next().unwrap();
        DimensionValue { score: Some(score), low, high }
    }))
}

fn exact(scores: [f64; 4]) -> Placement {
    verdict(scores.map(|score| (score, score, score)))
}

/// Computed with the R package QCA 3.25.1; the mean with numpy.
#[test]
fn cells_agree_with_r() {
    let header: Vec<&str> =
        include_str!("vectors/ideal_type_cells.csv").lines().next().unwrap().split(',').collect();
    let mut compared = 0;
    for row in rows(include_str!("vectors/ideal_type_cells.csv")) {
        let number = |name: &str| {
            let column = header.iter().position(|column| *column == name).unwrap();
            row[column].parse::<f64>().unwrap()
        };
        let found = exact(["INT", "FRAG", "SIM", "REG"].map(number));
        for cell in &found.cells {
            let expected = number(&format!("c{}", cell.cell));
            let membership = cell.membership.unwrap();
            assert!((membership - expected).abs() <= TOLERANCE, "{row:?} {}", cell.cell);
            compared += 1;
        }
        let least = found.membership_internal.score.unwrap();
        assert!((least - number("min")).abs() <= TOLERANCE, "{row:?}: {least}");
        let position = found.position.score.unwrap();
        assert!((position - number("mean")).abs() <= TOLERANCE, "{row:?}: {position}");
        assert_eq!(found.cell.is_some(), number("n_cells_gt_half") == 1.0, "{row:?}");
    }
    assert_eq!(compared, 15 * 16);
}

/// Computed with numpy from the bounds alone.
#[test]
fn bounds_of_ranges_are_exact() {
    let mut compared = 0;
    for row in rows(include_str!("vectors/interval_ideal_type.csv")) {
        let number = |column: usize| row[column].parse::<f64>().unwrap();
        let value = |column| (number(column), number(column), number(column + 1));
        let found = verdict([value(1), value(3), value(5), value(7)]);
        let cells = |pick: &dyn Fn(&fragmented_allies::Cell) -> bool| {
            let cells: Vec<_> = found.cells.iter().filter(|cell| pick(cell)).collect();
            cells.iter().map(|cell| cell.cell.as_str()).collect::<Vec<_>>().join("|")
        };
        let or_none = |text: String| if text.is_empty() { "none".to_owned() } else { text };
        assert_eq!(or_none(cells(&|cell| cell.possible)), row[17], "{row:?}");
        assert_eq!(or_none(cells(&|cell| cell.certain)), row[18], "{row:?}");
        let (internal, position) = (found.membership_internal, found.position);
        for (what, found, column) in [
            ("least low", internal.low, 9),
            ("least high", internal.high, 10),
            ("mean low", position.low, 13),
            ("mean high", position.high, 14),
        ] {
            assert!((found - number(column)).abs() <= TOLERANCE, "{row:?} {what}: {found}");
        }
        compared += 1;
    }
    assert_eq!(compared, 15);
}

#[test]
fn the_verdict_rule() {
    for (what, values, alliance_type, degree) in [
        (
            "all whole ranges inside",
            [(0.6, 0.7, 0.8); 4],
            AllianceType::InternalThreat,
            Some(Degree::Clearly),
        ),
        (
            "all whole ranges outside",
            [(0.1, 0.2, 0.4); 4],
            AllianceType::ExternalThreat,
            Some(Degree::Clearly),
        ),
        (
            "one range reaches halfway",
            [(0.6, 0.7, 0.8), (0.5, 0.7, 0.8), (0.6, 0.7, 0.8), (0.6, 0.7, 0.8)],
            AllianceType::InternalThreat,
            Some(Degree::Leans),
        ),
        (
            "one score outside",
            [(0.6, 0.7, 0.8), (0.6, 0.7, 0.8), (0.6, 0.7, 0.8), (0.1, 0.2, 0.3)],
            AllianceType::Hybrid,
            Some(Degree::Clearly),
        ),
        (
            "one score at halfway",
            [(0.6, 0.7, 0.8), (0.6, 0.7, 0.8), (0.4, 0.5, 0.6), (0.6, 0.7, 0.8)],
            AllianceType::None,
            None,
        ),
        (
            "one score within a billionth of halfway",
            [(0.6, 0.7, 0.8), (0.6, 0.7, 0.8), (0.4, 0.5 + 1e-10, 0.6), (0.6, 0.7, 0.8)],
            AllianceType::None,
            None,
        ),
    ] {
        let found = verdict(values);
        assert_eq!((found.alliance_type, found.degree), (alliance_type, degree), "{what}");
    }
}

#[test]
fn an_unknown_answer_leaves_the_type_undetermined_and_its_range_open() {
    let codebook = Codebook::bundled().unwrap();
    let answers = r#"{ "threat_origin": 1, "threat_severity": { "raw": 30 },
        "goal_regime_survival": { "score": 0.6, "low": 0.4, "high": 0.8 }, "patron_stakes": null }"#;
    let profile = Profile::from_json(&format!(r#"{{ "indicators": {answers} }}"#)).unwrap();
    let verdict = profile.place(codebook).unwrap();
    assert_eq!(verdict.alliance_type, AllianceType::Undetermined);
    assert_eq!(verdict.dimension(Dimension::ThreatAndGoal), None);
    let threat = verdict.dimensions.get(Dimension::ThreatAndGoal);
    assert!((threat.low - (1.0 + 0.5 + 0.4) / 4.0).abs() < 1e-12, "{threat:?}");
    assert!((threat.high - (1.0 + 0.5 + 0.8 + 1.0) / 4.0).abs() < 1e-12, "{threat:?}");
    let cohesion = verdict.dimensions.get(Dimension::Cohesion);
    assert_eq!((cohesion.low, cohesion.high), (0.0, 1.0));
}

#[test]
fn a_refused_answer_is_named_by_its_path() {
    let codebook = Codebook::bundled().unwrap();
    for (json, code, path) in [
        (r#"{"indicators": {"threat_origin": 1.2}}"#, "score_range", "indicators.threat_origin"),
        (
            r#"{"indicators": {"threat_origin": {"score": 0.4, "low": 0.6}}}"#,
            "score_range",
            "indicators.threat_origin",
        ),
        (
            r#"{"indicators": {"threat_origin": {"raw": 3}}}"#,
            "not_calibrated",
            "indicators.threat_origin",
        ),
        (r#"{"indicators": {"threat_origin": "high"}}"#, "field", "indicators.threat_origin"),
        (r#"{"indicators": {"threat_origin": "0.4"}}"#, "field", "indicators.threat_origin"),
        (r#"{"indicators": {"threat_orgin": 0.4}}"#, "unknown", "indicators.threat_orgin"),
        (
            r#"{"indicators": {"threat_origin": {"scroe": 0.4}}}"#,
            "field",
            "indicators.threat_origin",
        ),
        (r#"{"indicator": {}}"#, "field", ""),
        (r"[1, 2]", "field", ""),
        (r#"{"indicators": {"threat_origin": 1e999}}"#, "json", ""),
        (r#"{"indicators": "#, "json", ""),
    ] {
        let refused = Profile::from_json(json)
            .and_then(|profile| profile.place(codebook))
            .map(|verdict| verdict.alliance_type)
            .unwrap_err();
        assert_eq!((refused.code(), refused.path().as_str()), (code, path), "{json}: {refused}");
    }
}

fn range() -> impl Strategy<Value = (f64, f64, f64)> {
    prop::array::uniform3(0.0..=1.0_f64).prop_map(|mut values| {
        values.sort_by(f64::total_cmp);
        values.into()
    })
}

proptest! {
    #[test]
    fn ranges_never_change_the_type(values in prop::array::uniform4(range())) {
        let with = verdict(values);
        let without = exact(values.map(|(_, score, _)| score));
        prop_assert_eq!(with.alliance_type, without.alliance_type);
        prop_assert_eq!(with.cell, without.cell);
    }

    #[test]
    fn at_most_one_cell_lies_above_halfway_and_bounds_hold_it(values in prop::array::uniform4(range())) {
        let found = verdict(values);
        prop_assert!(found.cells.iter().filter(|cell| cell.membership.unwrap() > 0.5).count() <= 1);
        for cell in &found.cells {
            let membership = cell.membership.unwrap();
            prop_assert!(cell.low <= membership && membership <= cell.high, "{:?}", cell);
            prop_assert!(!cell.certain || cell.possible);
        }
        prop_assert_eq!(
            found.degree == Some(Degree::Clearly),
            found.cells.iter().any(|cell| cell.certain && Some(&cell.cell) == found.cell.as_ref())
        );
    }

    #[test]
    fn more_of_an_indicator_never_means_less_membership(
        anchors in (-50.0..50.0_f64, 0.1..50.0_f64, 0.1..50.0_f64),
        raws in prop::array::uniform2(-200.0..200.0_f64),
    ) {
        let (full_out, below, above) = anchors;
        let calibration =
            Calibration::new(full_out, full_out + below, full_out + below + above).unwrap();
        let [less, more] = [raws[0].min(raws[1]), raws[0].max(raws[1])];
        let membership = |raw| calibration.membership(raw).unwrap();
        prop_assert!(membership(less) <= membership(more));
        prop_assert!((0.0..=1.0).contains(&membership(more)));
    }
}
