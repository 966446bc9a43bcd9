//! The documented cases and the reference alliances reach the expected values.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs
)]

mod support;

use fragmented_allies::{Codebook, Coder, Degree, Dimension, Dossier, cases, compare};
use support::{assert_golden, bits_of_dimensions, rows};

const TOLERANCE: f64 = 1e-9;

#[test]
fn dimensions_by_phase_equal_the_expected_values() {
    let codebook = Codebook::bundled().unwrap();
    let dossiers: Vec<Dossier> = cases::IDS.iter().map(|id| cases::load(id).unwrap()).collect();
    let comparison =
        compare(&dossiers.iter().collect::<Vec<_>>(), None, Coder::First, codebook).unwrap();
    let mut compared = 0;
    for row in rows(include_str!("expected/dimensions.csv")) {
        let case =
            comparison.cases.iter().find(|case| case.case_id == row[0]).expect("a known case");
        let phase =
            case.phases.iter().find(|phase| phase.phase_id == row[1]).expect("a known phase");
        let dimension = *Dimension::ALL
            .iter()
            .find(|dimension| dimension.word() == row[2])
            .expect("a known dimension");
        let found = phase.first.dimension(dimension).expect("a score").score;
        let expected: f64 = row[3].parse().unwrap();
        assert!((found - expected).abs() <= TOLERANCE, "{row:?}: found {found}");
        compared += 1;
    }
    assert_eq!(compared, 28);
}

#[test]
fn computed_indicators_equal_the_expected_values() {
    let dossiers: Vec<Dossier> = cases::IDS.iter().map(|id| cases::load(id).unwrap()).collect();
    let mut compared = 0;
    for row in rows(include_str!("expected/indicators.csv")) {
        let dossier =
            dossiers.iter().find(|dossier| dossier.case_id() == row[0]).expect("a known case");
        let computed = dossier.computed(row[1], row[2]).expect("a computed indicator");
        let (raw, score): (f64, f64) = (row[3].parse().unwrap(), row[4].parse().unwrap());
        assert!((computed.raw - raw).abs() <= TOLERANCE, "{row:?}: raw {}", computed.raw);
        assert!((computed.score - score).abs() <= TOLERANCE, "{row:?}: score {}", computed.score);
        compared += 1;
    }
    assert_eq!(compared, 28);
}

#[test]
fn reference_alliances_have_the_expected_types_and_open_dimensions() {
    let alliances =
        cases::references().unwrap().verdicts(Coder::First, Codebook::bundled().unwrap()).unwrap();
    let mut compared = 0;
    for row in rows(include_str!("expected/reference_alliances.csv")) {
        let verdict = &alliances
            .iter()
            .find(|alliance| alliance.case_id == row[0])
            .expect("a known alliance")
            .first;
        let open = verdict
            .open_dimensions
            .iter()
            .map(|dimension| dimension.word())
            .collect::<Vec<_>>()
            .join(" ");
        assert_eq!(
            (verdict.alliance_type.word(), verdict.cell.as_deref(), open.as_str()),
            (row[1], Some(row[2]), row[3]),
            "{}",
            row[0]
        );
        assert_eq!(
            verdict.degree,
            Some(if open.is_empty() { Degree::Clearly } else { Degree::Leans }),
            "{}",
            row[0]
        );
        compared += 1;
    }
    assert_eq!(compared, 12);
}

#[test]
fn the_json_form_of_a_case_gives_the_same_dossier() {
    let codebook = Codebook::bundled().unwrap();
    for id in cases::IDS {
        let from_csv = cases::load(id).unwrap();
        let json = from_csv.to_json();
        let from_json = Dossier::from_json(&json, codebook).unwrap();
        assert_eq!(from_json.to_json(), json, "{id}");
        for phase in &from_csv.document().phases {
            for indicator in &codebook.indicators {
                let score = |dossier: &Dossier| {
                    dossier.first_score(&phase.phase_id, &indicator.indicator_id)
                };
                assert_eq!(
                    score(&from_csv),
                    score(&from_json),
                    "{id} {} {}",
                    phase.phase_id,
                    indicator.indicator_id
                );
            }
        }
        let stored = from_json
            .document()
            .indicators
            .iter()
            .filter(|row| from_json.computed(&row.phase_id, &row.indicator_id).is_some());
        assert!(
            stored.clone().count() > 0 && stored.clone().all(|row| row.score.is_none()),
            "{id}: no computed score is stored"
        );
    }
}

#[test]
fn values_are_the_same_to_the_last_bit() {
    assert_golden("bits.csv", &bits_of_dimensions());
}

#[test]
fn the_parts_of_a_case_are_the_whole() {
    for id in cases::IDS {
        let dossier = cases::load(id).unwrap();
        let parse = |text: &str| -> serde_json::Map<String, serde_json::Value> {
            serde_json::from_str(text).unwrap()
        };
        let [needed, reasons, whole_lists] = dossier.to_json_parts();
        let mut merged = parse(&needed);
        merged.extend(parse(&reasons));
        merged.extend(parse(&whole_lists));
        assert_eq!(merged, parse(&dossier.to_json()), "{id}");
        // What pages are given is enough for the same scores.
        let page = Dossier::from_json(&needed, Codebook::bundled().unwrap()).unwrap();
        let score = |dossier: &Dossier| dossier.computed("p1", "threat_severity").unwrap().score;
        assert_eq!(score(&page), score(&dossier), "{id}");
    }
}
