//! What a verdict says of its own certainty and of what would change it, held against brute force.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::float_cmp, missing_docs)]

mod support;

use std::collections::BTreeMap;

use fragmented_allies::{
    AllianceType, Answer, ByDimension, Change, ClassifyOptions, Codebook, Coder, Dimension,
    Direction, Error, Move, Placement, Profile, Scored, Structure, Verdict,
};
use proptest::prelude::*;
use support::rows;

fn codebook() -> &'static Codebook {
    Codebook::bundled().unwrap()
}

fn ids() -> Vec<&'static str> {
    codebook().indicators.iter().map(|indicator| indicator.indicator_id.as_str()).collect()
}

fn profile(scores: &[f64]) -> Profile {
    let answers = ids().into_iter().map(str::to_owned);
    let indicators = answers.zip(scores.iter().map(|score| Answer::Score(*score))).collect();
    Profile { indicators, second_coding: None }
}

fn profile_of_ranges(ranges: &[Scored]) -> Profile {
    let answers = ids().into_iter().map(str::to_owned);
    let indicators = answers.zip(ranges.iter().map(|range| Answer::Range(*range))).collect();
    Profile { indicators, second_coding: None }
}

/// The codebook with one structure for all four dimensions, or as it is.
fn with(structure: Option<Structure>) -> Codebook {
    let mut codebook = codebook().clone();
    if let Some(structure) = structure {
        codebook.structure = ByDimension::new(|_| structure);
    }
    codebook
}

const NO_DRAWS: ClassifyOptions = ClassifyOptions {
    coder: None,
    structure: None,
    anchors: None,
    draws: Some(0),
    seed: None,
    locale: None,
};

fn verdict(scores: &[f64], codebook: &Codebook) -> Verdict {
    profile(scores).classify(codebook, &NO_DRAWS).unwrap()
}

fn type_of(scores: &[f64], codebook: &Codebook) -> AllianceType {
    profile(scores).place(codebook).unwrap().alliance_type
}

fn structure() -> impl Strategy<Value = Option<Structure>> {
    prop::sample::select(vec![
        None,
        Some(Structure::Mean),
        Some(Structure::Min),
        Some(Structure::Max),
        Some(Structure::KOfN(2)),
        Some(Structure::Geometric),
        Some(Structure::PowerMean(-1)),
        Some(Structure::PowerMean(3)),
    ])
}

/// Scores on the levels, and with half the chance any scores, halfway among them.
fn scores() -> impl Strategy<Value = Vec<f64>> {
    let level = prop::sample::select(vec![0.0, 0.2, 0.4, 0.6, 0.8, 1.0]);
    let any = prop_oneof![4 => 0.0..=1.0_f64, 1 => Just(0.5)];
    prop_oneof![prop::collection::vec(level, 13), prop::collection::vec(any, 13)]
}

fn ranges() -> impl Strategy<Value = Vec<Scored>> {
    let range = prop::array::uniform3(0.0..=1.0_f64).prop_map(|mut ends| {
        ends.sort_by(f64::total_cmp);
        Scored::new(ends[1], ends[0], ends[2]).unwrap()
    });
    prop::collection::vec(range, 13)
}

fn step(direction: Direction) -> f64 {
    if direction == Direction::Above { 1.0 } else { -1.0 }
}

/// The scores after a change, each member moved `beyond` further than its boundary.
fn moved(scores: &[f64], moves: &[Move], beyond: f64) -> Vec<f64> {
    let mut after = scores.to_vec();
    for Move { indicator_id, boundary, direction, .. } in moves {
        let index = ids().iter().position(|id| id == indicator_id).unwrap();
        after[index] = (boundary + step(*direction) * beyond).clamp(0.0, 1.0);
    }
    after
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn raising_an_indicator_never_lowers_membership_in_the_internal_type(
        scores in scores(), index in 0..13_usize, raised in 0.0..=1.0_f64, structure in structure(),
    ) {
        let codebook = with(structure);
        let mut more = scores.clone();
        more[index] = more[index].max(raised);
        let membership = |scores: &[f64]| {
            profile(scores).place(&codebook).unwrap().membership_internal.score.unwrap()
        };
        // The last bit of a logarithm may fall.
        prop_assert!(membership(&more) >= membership(&scores) - 1e-15);
    }

    #[test]
    fn a_tipping_point_keeps_its_promise_on_both_sides(scores in scores(), structure in structure()) {
        let codebook = with(structure);
        let found = verdict(&scores, &codebook);
        prop_assert!(found.tipping_points.len() >= 13);
        for point in &found.tipping_points {
            let index = ids().iter().position(|id| *id == point.indicator_id).unwrap();
            let with = |value: f64| {
                let mut scores = scores.clone();
                scores[index] = value;
                type_of(&scores, &codebook)
            };
            let Some(boundary) = point.boundary else {
                // Nowhere in 0-1, on a grid and beside every other score.
                for value in (0..=50).map(|step| f64::from(step) / 50.0 + 1e-5) {
                    if (value - 0.50001).abs() > 1e-9 && value <= 1.0 {
                        prop_assert_eq!(with(value), found.placement.alliance_type, "{:?} at {}", point, value);
                    }
                }
                continue;
            };
            let beyond = boundary + step(point.direction.unwrap()) * 1e-6;
            if (0.0..=1.0).contains(&beyond) {
                prop_assert_eq!(Some(with(beyond)), point.alliance_type, "{:?}", point);
                prop_assert_ne!(Some(found.placement.alliance_type), point.alliance_type);
            }
            let before = boundary - step(point.direction.unwrap()) * 1e-6;
            let between = (before - scores[index]) * step(point.direction.unwrap()) >= 0.0;
            if between {
                prop_assert_eq!(with(before), found.placement.alliance_type, "before {:?}", point);
            }
            // Nothing nearer does, on a grid up to the boundary.
            for part in 1..20 {
                let value = scores[index] + (before - scores[index]) * f64::from(part) / 20.0;
                if between {
                    prop_assert_eq!(with(value), found.placement.alliance_type, "nearer than {:?}: {}", point, value);
                }
            }
        }
    }

    #[test]
    fn the_smallest_change_keeps_its_promise_and_agrees_with_the_tipping_points(
        scores in scores(), structure in structure(),
    ) {
        let codebook = with(structure);
        let found = verdict(&scores, &codebook);
        let distance = |point: &fragmented_allies::TippingPoint| {
            Some((point.boundary? - point.score?).abs())
        };
        let nearest = found.tipping_points.iter().filter_map(distance).fold(f64::INFINITY, f64::min);
        let Some(Change { moves, total, alliance_type, .. }) = &found.smallest_change else {
            prop_assert!(nearest.is_infinite());
            return Ok(());
        };
        prop_assert_eq!(moves.len() == 1, nearest.is_finite(), "{:?}", found.smallest_change);
        if nearest.is_finite() {
            prop_assert!((total - nearest).abs() < 1e-9, "{} and {}", total, nearest);
        }
        let sum: f64 = moves.iter().map(|step| (step.boundary - step.score).abs()).sum();
        prop_assert!((total - sum).abs() < 1e-9);
        prop_assert_eq!(type_of(&moved(&scores, moves, 1e-6), &codebook), *alliance_type, "{:?}", moves);
        prop_assert_ne!(*alliance_type, found.placement.alliance_type);
        // From halfway itself there is no before.
        if *total > 1e-3 {
            let before = type_of(&moved(&scores, moves, -1e-6), &codebook);
            prop_assert_ne!(before, *alliance_type, "already before: {:?}", moves);
        }
    }

    #[test]
    fn no_fewer_and_no_smaller_moves_change_the_type(
        scores in scores(),
        structure in structure(),
        tries in prop::collection::vec((prop::collection::vec(0..13_usize, 1..=4), prop::collection::vec(prop_oneof![2 => 0.0..=1.0_f64, 1 => Just(0.0), 1 => Just(1.0), 2 => Just(0.500_001), 2 => Just(0.499_999)], 4)), 60),
    ) {
        let codebook = with(structure);
        let found = verdict(&scores, &codebook);
        let (fewest, least) = found.smallest_change.map_or((usize::MAX, f64::INFINITY), |change| (change.moves.len(), change.total));
        for (members, values) in tries {
            let mut other = scores.clone();
            for (index, value) in members.iter().zip(values) {
                other[*index] = value;
            }
            let changed = type_of(&other, &codebook);
            // Landing on halfway by accident is no move that a reader could make.
            if changed != found.placement.alliance_type && changed != AllianceType::None {
                let count = other.iter().zip(&scores).filter(|(to, from)| to != from).count();
                let total: f64 = other.iter().zip(&scores).map(|(to, from)| (to - from).abs()).sum();
                prop_assert!(count > fewest || (count == fewest && total > least - 1e-6), "{:?}", other);
            }
        }
    }

    #[test]
    fn probabilities_obey_their_bounds_and_lie_in_possible_cells(ranges in ranges(), seed in any::<u64>()) {
        let options = ClassifyOptions { draws: Some(64), seed: Some(seed), ..ClassifyOptions::default() };
        let found = profile_of_ranges(&ranges).classify(codebook(), &options).unwrap();
        let uncertainty = found.uncertainty.unwrap();
        let sum = |of: fn(&fragmented_allies::CellProbability) -> f64| uncertainty.cells.iter().map(of).sum::<f64>();
        prop_assert!(sum(|cell| cell.independent) <= 1.0 + 1e-12 && sum(|cell| cell.comonotone) <= 1.0 + 1e-12);
        for (cell, drawn) in found.placement.cells.iter().zip(&uncertainty.cells) {
            prop_assert_eq!(&cell.cell, &drawn.cell);
            prop_assert_eq!(cell.probability, Some(drawn.independent));
            for probability in [drawn.independent, drawn.comonotone] {
                prop_assert!(drawn.low - 1e-12 <= probability && probability <= drawn.high + 1e-12, "{:?}", drawn);
            }
            // Ranges contain every draw.
            prop_assert!(cell.possible || drawn.high == 0.0, "{:?} {:?}", cell, drawn);
            prop_assert!(!cell.certain || drawn.low == 1.0, "{:?} {:?}", cell, drawn);
        }
        prop_assert!((0.0..=1.0 + 1e-12).contains(&uncertainty.entropy_independent));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// The other dimensions are far from halfway, so that the four indicators of one decide.
    #[test]
    fn a_grid_over_one_dimension_finds_no_smaller_change(
        first in prop::array::uniform4(0.0..=1.0_f64), structure in structure(), up in any::<bool>(),
    ) {
        let codebook = with(structure);
        let mut scores = vec![if up { 1.0 } else { 0.0 }; 13];
        scores.splice(0..4, first);
        let found = verdict(&scores, &codebook);
        let (fewest, least) = found
            .smallest_change
            .as_ref()
            .map_or((usize::MAX, f64::INFINITY), |change| (change.moves.len(), change.total));
        for place in 0..8_usize.pow(4) {
            let mut other = scores.clone();
            let mut moves = (0, 0.0);
            for (index, from) in first.iter().enumerate() {
                // Seven values, and the score itself.
                let step = place / 8_usize.pow(u32::try_from(index).unwrap()) % 8;
                let to = [0.0, 0.2, 0.4, 0.499, 0.501, 0.75, 1.0].get(step).copied().unwrap_or(*from);
                other[index] = to;
                moves.0 += usize::from(step < 7);
                moves.1 += (to - from).abs();
            }
            let changed = type_of(&other, &codebook);
            if changed != found.placement.alliance_type && changed != AllianceType::None {
                prop_assert!(
                    moves.0 > fewest || (moves.0 == fewest && moves.1 > least - 1e-6),
                    "{:?} beats {:?}", other, found.smallest_change
                );
            }
        }
    }
}

/// The four columns as the indicators of one dimension, under every structure. Computed with R
/// (min, max, k-th largest) and numpy (the means).
#[test]
fn structures_agree_with_r_and_numpy() {
    let d1 = |answers: [Answer; 4], structure: Structure| {
        let mut profile = profile(&[0.5; 13]);
        profile.indicators.extend(ids().into_iter().map(str::to_owned).zip(answers));
        let placed = profile.place(&with(Some(structure))).unwrap();
        *placed.dimensions.get(Dimension::ThreatAndGoal)
    };
    let number = |text: &str| text.parse::<f64>().unwrap();
    let mut compared = 0;
    for row in rows(include_str!("vectors/ideal_type_cells.csv")) {
        let answers = [1, 2, 3, 4].map(|column| Answer::Score(number(row[column])));
        for (structure, column) in [
            (Structure::Min, 23),
            (Structure::Max, 24),
            (Structure::Mean, 25),
            (Structure::Geometric, 26),
            (Structure::KOfN(2), 27),
            (Structure::KOfN(3), 28),
        ] {
            let found = d1(answers, structure).score.unwrap();
            assert!((found - number(row[column])).abs() <= 1e-9, "{row:?} {structure}: {found}");
            compared += 1;
        }
    }
    for row in rows(include_str!("vectors/interval_ideal_type.csv")) {
        let answers = [1, 3, 5, 7].map(|column| {
            let (low, high) = (number(row[column]), number(row[column + 1]));
            Answer::Range(Scored::new(low, low, high).unwrap())
        });
        for (structure, column) in [
            (Structure::Min, 9),
            (Structure::Max, 11),
            (Structure::Mean, 13),
            (Structure::KOfN(3), 15),
        ] {
            let found = d1(answers, structure);
            assert!((found.low - number(row[column])).abs() <= 1e-9, "{row:?} {structure}");
            assert!((found.high - number(row[column + 1])).abs() <= 1e-9, "{row:?} {structure}");
            compared += 1;
        }
    }
    assert_eq!(compared, 15 * 6 + 15 * 4);
}

/// Every way to reach 0.5 on paper by four levels, in every order.
#[test]
fn levels_that_average_halfway_give_no_type_in_any_order() {
    let levels = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0];
    let mut met = 0;
    for code in 0..6_usize.pow(4) {
        let answers: Vec<usize> = (0..4).map(|place| code / 6_usize.pow(place) % 6).collect();
        if answers.iter().sum::<usize>() != 10 {
            continue;
        }
        let mut scores = vec![0.8; 13];
        for (score, level) in scores.iter_mut().zip(&answers) {
            *score = levels[*level];
        }
        assert_eq!(type_of(&scores, codebook()), AllianceType::None, "{answers:?}");
        met += 1;
    }
    assert_eq!(met, 146);
}

/// The marginals from a draw of all indicators together by another generator.
#[test]
fn probabilities_are_those_of_drawing_whole_alliances() {
    let ranges: Vec<Scored> = (0..13)
        .map(|index| {
            let score = 0.45 + f64::from(index % 4) * 0.06;
            Scored::new(score, score - 0.3, score + 0.25).unwrap()
        })
        .collect();
    let options = ClassifyOptions { draws: Some(40_000), ..ClassifyOptions::default() };
    let found = profile_of_ranges(&ranges).classify(codebook(), &options).unwrap();
    let mut state = 1_u64;
    let mut uniform = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(state >> 33).unwrap()) / f64::from(1_u32 << 31)
    };
    let mut counts: BTreeMap<String, f64> = BTreeMap::new();
    let draws = 20_000;
    for _ in 0..draws {
        let scores: Vec<f64> = ranges
            .iter()
            .map(|Scored { score, low, high }| {
                // By rejection, so that the quantiles of the triangle are not used twice.
                loop {
                    let at = low + (high - low) * uniform();
                    let height = if at < *score {
                        (at - low) / (score - low)
                    } else {
                        (high - at) / (high - score)
                    };
                    if uniform() < height {
                        return at;
                    }
                }
            })
            .collect();
        if let Some(cell) = profile(&scores).place(codebook()).unwrap().cell {
            *counts.entry(cell).or_default() += 1.0 / f64::from(draws);
        }
    }
    for cell in &found.uncertainty.unwrap().cells {
        let counted = counts.get(&cell.cell).copied().unwrap_or(0.0);
        assert!((cell.independent - counted).abs() < 0.015, "{cell:?}: {counted}");
    }
}

fn range(score: f64, low: f64, high: f64) -> Answer {
    Answer::Range(Scored::new(score, low, high).unwrap())
}

#[test]
fn a_verdict_rests_on_the_coder_that_is_asked_for() {
    let mut profile = profile(&[0.8; 13]);
    profile.indicators.insert("threat_origin".into(), range(0.8, 0.6, 0.8));
    profile.second_coding = Some(
        [
            ("threat_origin".to_owned(), range(0.4, 0.2, 0.6)),
            ("coup_proofing".to_owned(), Answer::Unknown(())),
        ]
        .into(),
    );
    let of = |coder| {
        let options =
            ClassifyOptions { coder: Some(coder), draws: Some(0), ..ClassifyOptions::default() };
        let found = profile.classify(codebook(), &options).unwrap();
        let threat = *found.placement.dimensions.get(Dimension::ThreatAndGoal);
        (
            [threat.low, threat.score.unwrap(), threat.high]
                .map(|value| (value * 1e6).round() / 1e6),
            found.placement.alliance_type,
        )
    };
    assert_eq!(of(Coder::First), ([0.75, 0.8, 0.8], AllianceType::InternalThreat));
    assert_eq!(of(Coder::Second), ([0.65, 0.7, 0.75], AllianceType::Undetermined));
    assert_eq!(of(Coder::Hull), ([0.65, 0.8, 0.8], AllianceType::Undetermined));
}

#[test]
fn anchors_that_may_move_widen_the_range_of_a_raw_value() {
    let mut profile = profile(&[0.8; 13]);
    profile.indicators.insert("threat_severity".into(), Answer::Raw { raw: 32.0 });
    let classify = |anchors: &str| {
        let options = ClassifyOptions::from_json(&format!(
            r#"{{"anchors": {{"threat_severity": {anchors}}}}}"#
        ));
        profile.classify(codebook(), &options.unwrap())
    };
    let still = classify("{}").unwrap().placement.dimensions.threat_and_goal;
    assert_eq!(Some(still.low), still.score);
    let moved = classify(r#"{"crossover": {"low": 25, "high": 35}}"#).unwrap();
    let value = moved.placement.dimensions.threat_and_goal;
    assert!(value.low < still.low && value.high > still.high && value.score == still.score);
    for (anchors, path) in [
        (r#"{"crossover": {"low": 31, "high": 35}}"#, "anchors.threat_severity.crossover"),
        (r#"{"crossover": {"low": 25, "high": 100}}"#, "anchors.threat_severity.crossover"),
        (r#"{"crossover": {"low": 4, "high": 40}}"#, "anchors.threat_severity.crossover"),
        (r#"{"full_out": {"low": 1, "high": 30}}"#, "anchors.threat_severity.full_out"),
    ] {
        let refused = classify(anchors).unwrap_err();
        assert_eq!((refused.code(), refused.path().as_str()), ("anchor_range", path));
    }
    let options = ClassifyOptions::from_json(r#"{"anchors": {"threat_origin": {}}}"#).unwrap();
    let refused = profile.classify(codebook(), &options).unwrap_err();
    assert_eq!(
        (refused.code(), refused.path().as_str()),
        ("not_calibrated", "anchors.threat_origin")
    );
}

#[test]
fn a_refused_option_is_named_by_its_path() {
    for (json, code, path) in [
        (r#"{"draws": 1000001}"#, "out_of_range", "draws"),
        (r#"{"draws": -1}"#, "field", "draws"),
        (r#"{"draws": 0.5}"#, "field", "draws"),
        (r#"{"seed": "7"}"#, "field", "seed"),
        (r#"{"coder": 3}"#, "field", "coder"),
        (r#"{"coder": 2}"#, "unknown", "coder"),
        (r#"{"structure": {"D3": "k_of_n:4"}}"#, "out_of_range", "structure.D3"),
        (r#"{"structure": {"D3": "median"}}"#, "field", "structure.D3"),
        (r#"{"structure": {"D5": "mean"}}"#, "field", "structure"),
        (r#"{"anchors": {"x": {}}}"#, "unknown", "anchors.x"),
        (r#"{"locale": "fr"}"#, "field", "locale"),
        (r#"{"sead": 7}"#, "field", ""),
    ] {
        let refused: Error = ClassifyOptions::from_json(json)
            .and_then(|options| profile(&[0.6; 13]).classify(codebook(), &options))
            .map(|verdict| verdict.placement.alliance_type)
            .unwrap_err();
        assert_eq!((refused.code(), refused.path().as_str()), (code, path), "{json}: {refused}");
    }
}

#[test]
fn readings_say_under_which_structures_the_cell_is_another() {
    let mut scores = vec![0.8; 13];
    // Fought, helped, hardly at once: D3 hangs on its structure.
    scores.splice(7..10, [0.8, 0.8, 0.2]);
    let found = verdict(&scores, codebook());
    let differs: Vec<String> = found
        .readings
        .iter()
        .filter(|reading| reading.differs)
        .map(|reading| {
            format!("{} {} {}", reading.dimension, reading.structure, reading.alliance_type)
        })
        .collect();
    let expected = ["mean", "max", "k_of_n:2", "geometric", "power_mean:2"]
        .map(|structure| format!("D3 {structure} internal_threat"));
    assert_eq!(differs, expected);
    assert!(
        found
            .readings
            .iter()
            .all(|reading| reading.differs == (reading.cell != found.placement.cell))
    );
}

#[test]
fn the_explanation_is_made_from_the_numbers() {
    use fragmented_allies::Locale;
    let say = |scores: &[f64], locale| {
        let options = ClassifyOptions { locale: Some(locale), ..NO_DRAWS };
        profile(scores).classify(codebook(), &options).unwrap().explanation
    };
    let internal = say(&[0.8; 13], Locale::En);
    assert_eq!(
        internal,
        "These answers are clearly those of an internal threat alliance: membership 0.80, alike on all four \
         questions. The answers were given without ranges. One answer would change the type: “Agencies \
         balance the threat” from 0.80 to below 0.50, for example, makes it hybrid."
    );
    assert!(say(&[0.8; 13], Locale::Es).contains("pertenencia 0,80"));
    assert!(say(&[0.5; 13], Locale::En).starts_with("These answers give no type"));
}

const D1: &[&str] = &["threat_origin", "threat_severity", "goal_regime_survival", "patron_stakes"];
const D4: &[&str] = &["coup_proofing", "power_over_interest", "reform_resistance"];

/// Each sentence in each language, by what it is to say.
#[test]
fn explanations_in_every_situation() {
    use fragmented_allies::Locale;
    let say = |change: &dyn Fn(&mut Profile), locale| {
        let mut profile = profile(&[0.9; 13]);
        change(&mut profile);
        let options =
            ClassifyOptions { locale: Some(locale), seed: Some(1), ..ClassifyOptions::default() };
        profile.classify(codebook(), &options).unwrap().explanation
    };
    let set = |ids: &'static [&'static str], answer: Answer| {
        move |profile: &mut Profile| {
            for id in ids {
                profile.indicators.insert((*id).to_owned(), answer);
            }
        }
    };
    for (change, english, spanish) in [
        (
            &set(D1, Answer::Score(0.5)) as &dyn Fn(&mut Profile),
            "These answers give no type: they stand exactly at halfway on question 1. One answer would change the type: “Origin of the main threat” from 0.50 to below 0.50, for example, makes it hybrid.",
            "quedan justo en el punto medio en la pregunta 1",
        ),
        (
            &set(D4, Answer::Score(0.2)),
            "These answers are clearly those of a hybrid: internal on questions 1, 2 and 3, external on question 4.",
            "interna en las preguntas 1, 2 y 3, externa en la pregunta 4",
        ),
        (
            &set(D4, range(0.6, 0.2, 0.8)),
            "Ranges reach across halfway on question 4: drawn from the ranges, 67 in 100 alliances fall into the same cell.",
            "Hay rangos que cruzan el punto medio en la pregunta 4: sorteadas según los rangos, 67 de cada 100",
        ),
        (
            &set(D4, range(0.6, 0.499, 0.8)),
            "Ranges reach across halfway on question 4, but so little that none of 4096 draws did.",
            "pero tan poco que ninguno de 4096 sorteos lo hizo",
        ),
        (
            &set(&["coup_proofing"], Answer::Unknown(())),
            "The type stays undetermined: answers to question 4 are missing. Whatever the missing answers are, the cell is 1111.",
            "la celda es 1111",
        ),
        (
            &set(D4, Answer::Unknown(())),
            "2 of the 16 cells remain possible.",
            "Siguen siendo posibles 2 de las 16 celdas.",
        ),
        (
            &|profile: &mut Profile| {
                set(D1, Answer::Score(0.1))(profile);
                set(D4, Answer::Score(0.1))(profile);
            },
            "No single answer would change the type, ",
            "Ninguna respuesta por sí sola cambiaría el tipo, pero ",
        ),
    ] {
        let (in_english, in_spanish) = (say(change, Locale::En), say(change, Locale::Es));
        assert!(in_english.contains(english), "{in_english}");
        assert!(in_spanish.contains(spanish), "{in_spanish}");
    }
}

/// The floats around halfway, where one minus a value is rounded.
#[test]
fn type_and_cells_agree_at_the_edge_of_halfway() {
    for base in [0.5 - 1e-9, 0.5 + 1e-9, 0.5] {
        let mut score: f64 = base;
        for _ in 0..50 {
            score = score.next_down();
        }
        for _ in 0..100 {
            score = score.next_up();
            let mut scores = vec![0.2; 13];
            scores[..4].fill(score);
            let placed = profile(&scores).place(codebook()).unwrap();
            let certain: Vec<&str> = placed
                .cells
                .iter()
                .filter(|cell| cell.certain)
                .map(|cell| cell.cell.as_str())
                .collect();
            assert_eq!(
                certain,
                placed.cell.iter().map(String::as_str).collect::<Vec<_>>(),
                "{score:e}"
            );
            assert_eq!(
                placed.cell.is_none(),
                placed.alliance_type == AllianceType::None,
                "{score:e}"
            );
        }
    }
}

#[test]
fn the_hull_holds_both_coders_with_anchors_that_move() {
    let mut profile = profile(&[0.8; 13]);
    profile.indicators.insert("threat_severity".into(), Answer::Raw { raw: 41.0 });
    let classify = |profile: &Profile, coder: Coder| {
        let anchors = r#"{"anchors": {"threat_severity": {"crossover": {"low": 6, "high": 95}}}}"#;
        let mut options = ClassifyOptions::from_json(anchors).unwrap();
        options.coder = Some(coder);
        profile.classify(codebook(), &options)
    };
    for second in [Answer::Raw { raw: 41.0 }, Answer::Raw { raw: 20.0 }, Answer::Score(0.1)] {
        profile.second_coding = Some([("threat_severity".to_owned(), second)].into());
        let d1 = |coder| classify(&profile, coder).unwrap().placement.dimensions.threat_and_goal;
        let (first, hull) = (d1(Coder::First), d1(Coder::Hull));
        assert!(hull.low <= first.low && first.high <= hull.high, "{second:?} {first:?} {hull:?}");
        assert!(first.low < first.high);
        if second != Answer::Score(0.1) {
            let second = d1(Coder::Second);
            assert!(hull.low <= second.low && second.high <= hull.high, "{second:?} {hull:?}");
        }
    }
    // Without a raw value that counts, moving anchors would change nothing in silence.
    let refused = classify(&profile, Coder::Second).unwrap_err();
    assert_eq!(
        (refused.code(), refused.path().as_str()),
        ("no_raw_value", "anchors.threat_severity")
    );
}

#[test]
fn changes_that_are_as_small_are_counted() {
    let ties = |scores: &[f64]| verdict(scores, codebook()).smallest_change.unwrap().ties;
    // Any of the three of D3 below halfway.
    assert_eq!(ties(&[0.8; 13]), 2);
    let mut scores = vec![0.9; 13];
    scores[..4].fill(0.5);
    // Each of the four, up or down.
    assert_eq!(ties(&scores), 7);
    scores[0] = 0.501;
    scores[7] = 0.505;
    // D1 leaves by 0.001: any of its four.
    assert_eq!(ties(&scores), 3);
}

/// Undetermined dimensions hold nothing down.
#[test]
fn the_weakest_dimension_is_named_only_where_all_are_known() {
    let mut profile = profile(&[0.9; 13]);
    for id in ["threat_severity", "goal_regime_survival", "patron_stakes"] {
        profile.indicators.insert(id.into(), Answer::Score(0.0));
    }
    profile.indicators.insert("threat_origin".into(), Answer::Unknown(()));
    assert_eq!(profile.place(codebook()).unwrap().weakest_dimension, []);
}

/// A placement of the cases does not depend on the road to it.
#[test]
fn placing_and_classifying_agree() {
    let found = verdict(&[0.6; 13], codebook());
    let placed: Placement = profile(&[0.6; 13]).place(codebook()).unwrap();
    assert_eq!(found.placement, placed);
}

#[test]
fn verdicts_are_the_same_to_the_last_bit() {
    support::assert_golden("verdict-bits.csv", &support::bits_of_verdicts());
}
