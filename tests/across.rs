//! Across cases: the two codings, the nearest cases, and how far anchors can be moved.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::float_cmp, missing_docs)]

mod support;

use fragmented_allies::agreement::{CodedGroup, codings};
use fragmented_allies::sensitivity::{AnchorName, CaseProfile, SensitivityRange, sensitivity};
use fragmented_allies::{
    AllianceType, Answer, Codebook, Coder, Dimension, Dossier, Profile, cases, compare, nearest,
};

fn codebook() -> &'static Codebook {
    Codebook::bundled().unwrap()
}

fn dossiers() -> Vec<Dossier> {
    cases::IDS.iter().map(|id| cases::load(id).unwrap()).collect()
}

/// The figures that the second coder's own report gives, as it rounds them; but for the interval
/// alpha of Colombia, 0.885, which it has as 0.88.
#[test]
fn the_codings_agree_as_was_reported() {
    let dossiers = dossiers();
    let references = cases::references().unwrap();
    let all: Vec<&Dossier> = dossiers.iter().collect();
    let group = |cases: &[&Dossier], with: bool, case_id: Option<&str>, dimension| -> CodedGroup {
        let found = codings(cases, with.then_some(&references), codebook(), 0, 1).unwrap();
        let wanted = |group: &&CodedGroup| {
            group.case_id.as_deref() == case_id && group.dimension == dimension
        };
        found.groups.iter().find(wanted).unwrap().clone()
    };
    let rounded =
        |value: f64, decimals: i32| (value * 10_f64.powi(decimals)).round() / 10_f64.powi(decimals);
    for (what, group, cells, interval, ordinal, distance, same) in [
        ("all", group(&all, true, None, None), 219, 0.83, 0.82, 0.115, 0.48),
        ("both cases", group(&all, false, None, None), 63, 0.88, 0.85, 0.054, 0.73),
        ("Colombia", group(&all, true, Some("us-colombia"), None), 36, 0.89, 0.85, 0.056, 0.72),
        (
            "Afghanistan",
            group(&all, true, Some("us-afghanistan"), None),
            27,
            0.78,
            0.77,
            0.052,
            0.74,
        ),
        ("references", group(&[], true, None, None), 156, 0.81, 0.81, 0.140, 0.38),
        (
            "D1",
            group(&all, true, None, Some(Dimension::ThreatAndGoal)),
            69,
            0.87,
            0.83,
            0.110,
            0.48,
        ),
        ("D2", group(&all, true, None, Some(Dimension::Cohesion)), 57, 0.81, 0.77, 0.105, 0.54),
        ("D4", group(&all, true, None, Some(Dimension::Criterion)), 57, 0.76, 0.77, 0.119, 0.46),
    ] {
        assert_eq!(group.cells, cells, "{what}");
        assert_eq!(
            rounded(group.alpha_interval.unwrap(), 2),
            interval,
            "{what}: {:?}",
            group.alpha_interval
        );
        assert_eq!(rounded(group.alpha_ordinal.unwrap(), 2), ordinal, "{what}");
        assert_eq!(rounded(group.mean_absolute_difference, 3), distance, "{what}");
        assert_eq!(rounded(group.same, 2), same, "{what}");
    }
    // Little spread, which alpha punishes, and real disagreement.
    for (case_id, interval) in
        [("us_pakistan_2001_11", -0.14), ("nato_1949_89", 0.43), ("warsaw_pact_1955_89", 0.83)]
    {
        let found = group(&all, true, Some(case_id), None);
        assert_eq!(rounded(found.alpha_interval.unwrap(), 2), interval, "{case_id}");
    }
}

#[test]
fn the_interval_of_alpha_is_drawn_from_whole_phases() {
    let dossiers = dossiers();
    let found = codings(&dossiers.iter().collect::<Vec<_>>(), None, codebook(), 2000, 1).unwrap();
    let bootstrap = found.groups[0].bootstrap.clone().unwrap();
    assert_eq!((bootstrap.draws, bootstrap.clusters), (2000, Some(7)));
    let (low, high) = (bootstrap.low.unwrap(), bootstrap.high.unwrap());
    assert!(
        low < found.groups[0].alpha_ordinal.unwrap() && high > low && high <= 1.0,
        "{low} {high}"
    );
    // Three or four phases of one case, or one alliance, are too few to draw from.
    let cases = found.groups.iter().filter(|group| group.case_id.is_some());
    assert!(cases.clone().count() > 0 && cases.clone().all(|group| group.bootstrap.is_none()));
}

#[test]
fn verdicts_by_either_coder_and_by_the_hull_of_both() {
    let dossiers = dossiers();
    let all: Vec<&Dossier> = dossiers.iter().collect();
    let references = cases::references().unwrap();
    let by = |coder| compare(&all, Some(&references), coder, codebook()).unwrap();
    let (first, second, hull) = (by(Coder::First), by(Coder::Second), by(Coder::Hull));
    let phases = |comparison: &fragmented_allies::Comparison| {
        comparison.cases.iter().flat_map(|case| case.phases.clone()).collect::<Vec<_>>()
    };
    for ((first, second), hull) in phases(&first).iter().zip(phases(&second)).zip(phases(&hull)) {
        assert_eq!((&first.verdict, &second.verdict), (&first.first, &first.second));
        assert_eq!(hull.verdict.alliance_type, first.verdict.alliance_type);
        for &dimension in Dimension::ALL {
            let value = |phase: &fragmented_allies::Placement| *phase.dimensions.get(dimension);
            let (first, second, hull) =
                (value(&first.verdict), value(&second.verdict), value(&hull.verdict));
            assert!(
                hull.low <= first.low.min(second.low) && first.high.max(second.high) <= hull.high
            );
            assert_eq!(hull.score, first.score);
        }
    }
    // Clearly internal for the first coder twice, for both together once.
    let clear = |comparison| {
        phases(comparison)
            .iter()
            .filter(|phase| phase.verdict.degree == Some(fragmented_allies::Degree::Clearly))
            .count()
    };
    assert_eq!((clear(&first), clear(&second), clear(&hull)), (2, 1, 1));
}

#[test]
fn the_nearest_case_of_a_phase_is_that_phase() {
    let dossiers = dossiers();
    let all: Vec<&Dossier> = dossiers.iter().collect();
    let comparison =
        compare(&all, Some(&cases::references().unwrap()), Coder::First, codebook()).unwrap();
    let verdict = &comparison.cases[1].phases[2].verdict;
    let found = nearest(verdict, &comparison);
    assert_eq!(found.len(), 7 + 12);
    assert_eq!((found[0].case_id.as_str(), found[0].distance), ("us-afghanistan", 0.0));
    assert!(found.windows(2).all(|pair| pair[0].distance <= pair[1].distance));
    let far = found.last().unwrap();
    assert_eq!(far.alliance_type, AllianceType::ExternalThreat);
    let other = comparison.references.iter().find(|one| one.case_id == far.case_id).unwrap();
    let difference = |dimension: Dimension| {
        let score = |placement: &fragmented_allies::Placement| {
            placement.dimensions.get(dimension).score.unwrap()
        };
        score(verdict) - score(&other.verdict)
    };
    let all = Dimension::ALL.iter().map(|dimension| difference(*dimension));
    assert!((far.distance - all.clone().map(f64::abs).sum::<f64>() / 4.0).abs() < 1e-12);
    assert_eq!(far.difference, difference(far.separating_dimension));
    assert!(all.map(f64::abs).all(|one| one <= far.difference.abs()));
    // Nothing is known: nothing is near.
    let nothing = Profile::default().place(codebook()).unwrap();
    assert_eq!(nearest(&nothing, &comparison), []);
}

fn raw_cases(indicator_id: &str) -> Vec<CaseProfile> {
    let mut found = Vec::new();
    for dossier in dossiers() {
        for phase in &dossier.document().phases {
            let mut profile = dossier.profile(&phase.phase_id);
            let raw = dossier.computed(&phase.phase_id, indicator_id).unwrap().raw;
            profile.indicators.insert(indicator_id.to_owned(), Answer::Raw { raw });
            found.push(CaseProfile {
                case: format!("{} {}", dossier.case_id(), phase.phase_id),
                profile,
            });
        }
    }
    found
}

fn cells(cases: &[CaseProfile], codebook: &Codebook) -> Vec<Option<String>> {
    cases.iter().map(|case| case.profile.place(codebook).unwrap().cell).collect()
}

/// On either side of each limit, and on a grid between them.
#[test]
fn sensitivity_ranges_end_where_a_cell_changes() {
    for id in ["threat_severity", "overlap_same_threat", "agencies_colluding"] {
        let cases = raw_cases(id);
        let before = cells(&cases, codebook());
        let anchors = codebook().indicator(id).unwrap().calibration.unwrap().anchors();
        let with = |anchor: AnchorName, value: f64| {
            let mut moved = codebook().clone();
            let mut anchors = anchors;
            anchors[AnchorName::ALL.iter().position(|name| *name == anchor).unwrap()] = value;
            let indicator =
                moved.indicators.iter_mut().find(|indicator| indicator.indicator_id == id).unwrap();
            indicator.calibration =
                Some(indicator.calibration.unwrap().with_anchors(anchors).unwrap());
            cells(&cases, &moved)
        };
        let ranges = sensitivity(id, &cases, codebook()).unwrap();
        assert_eq!(ranges.len(), 3);
        for SensitivityRange { anchor, value, low, high } in ranges {
            let span = anchors[2] - anchors[0];
            for (limit, direction) in [(&low, -1.0), (&high, 1.0)] {
                let Some(limit) = limit else { continue };
                let step = direction * span * 1e-7;
                assert_eq!(with(anchor, limit.value - step), before, "{id} {anchor} {limit:?}");
                let after = with(anchor, limit.value + step);
                let changed: Vec<&str> = cases
                    .iter()
                    .zip(before.iter().zip(&after))
                    .filter(|(_, (one, other))| one != other)
                    .map(|(case, _)| case.case.as_str())
                    .collect();
                assert_eq!(changed, limit.cases, "{id} {anchor}");
                for part in 1..20 {
                    let between = value + (limit.value - value) * f64::from(part) / 20.0;
                    assert_eq!(with(anchor, between), before, "{id} {anchor} at {between}");
                }
            }
        }
    }
}

/// D3 is the smallest of three, in practice the overlap: there, only the crossover matters.
#[test]
fn the_ends_cannot_change_a_cell_where_one_indicator_decides() {
    let ranges =
        sensitivity("overlap_same_threat", &raw_cases("overlap_same_threat"), codebook()).unwrap();
    let [full_out, crossover, full_in] = ranges.as_slice() else { unreachable!() };
    assert!(full_out.low.is_none() && full_out.high.is_none(), "{full_out:?}");
    assert!(full_in.low.is_none() && full_in.high.is_none(), "{full_in:?}");
    // 1990-1997 in Colombia (raw 0.233) falls out with a higher crossover.
    let high = crossover.high.as_ref().unwrap();
    assert!((high.value - 0.233).abs() < 0.001 && high.cases == ["us-colombia p2"], "{high:?}");
}

/// Close together for their size, descending, and with another dimension at halfway.
#[test]
fn limits_are_found_wherever_the_anchors_lie() {
    for (anchors, raw) in [
        ([5.0, 30.0, 100.0], 60.0),
        ([1e6, 1e6 + 0.05, 1e6 + 0.1], 1e6 + 0.06),
        ([1e9, 1e9 + 50.0, 1e9 + 100.0], 1e9 + 60.0),
        ([100.0, 30.0, 5.0], 10.0),
    ] {
        let mut codebook = codebook().clone();
        // One indicator decides the dimension: the crossover alone matters, and turns it at the raw value.
        codebook.indicators.retain(|indicator| {
            indicator.dimension != Dimension::ThreatAndGoal
                || indicator.indicator_id == "threat_severity"
        });
        let [full_out, crossover, full_in] = anchors;
        let calibration =
            fragmented_allies::Calibration::new(full_out, crossover, full_in).unwrap();
        codebook.indicators[0].calibration = Some(calibration);
        let mut profile = Profile::default();
        for indicator in &codebook.indicators {
            profile.indicators.insert(indicator.indicator_id.clone(), Answer::Score(0.5));
        }
        profile.indicators.insert("threat_severity".into(), Answer::Raw { raw });
        let cases = [CaseProfile { case: "one".into(), profile }];
        let ranges = sensitivity("threat_severity", &cases, &codebook).unwrap();
        let [first, crossover, last] = ranges.as_slice() else { unreachable!() };
        assert!(
            first.low.is_none()
                && first.high.is_none()
                && last.low.is_none()
                && last.high.is_none()
        );
        let limits: Vec<f64> = [&crossover.low, &crossover.high]
            .into_iter()
            .flatten()
            .map(|limit| limit.value)
            .collect();
        assert_eq!(limits.len(), 1, "{anchors:?}");
        assert!(
            (limits[0] - raw).abs() < 1e-6 * (full_in - full_out).abs(),
            "{anchors:?}: {limits:?}"
        );
    }
}

#[test]
fn a_case_without_an_answer_is_named() {
    let mut cases = raw_cases("threat_severity");
    cases[2].profile.indicators.remove("threat_origin");
    let refused = sensitivity("threat_severity", &cases, codebook()).unwrap_err();
    assert_eq!((refused.code(), refused.path().as_str()), ("no_score", "cases[2].profile"));
    cases[2].profile.indicators.insert("bogus".into(), Answer::Score(0.5));
    let refused = sensitivity("threat_severity", &cases, codebook()).unwrap_err();
    assert_eq!(
        (refused.code(), refused.path().as_str()),
        ("unknown", "cases[2].profile.indicators.bogus")
    );
}

#[test]
fn what_cannot_be_moved_is_refused() {
    let cases = raw_cases("threat_severity");
    for (id, cases, code, path) in [
        ("threat_origin", cases.as_slice(), "not_calibrated", "indicator_id"),
        ("x", &cases, "unknown", "indicator_id"),
        (
            "overlap_same_threat",
            &cases,
            "no_raw_value",
            "cases[0].profile.indicators.overlap_same_threat",
        ),
        ("threat_severity", &[], "count", "cases"),
    ] {
        let refused = sensitivity(id, cases, codebook()).unwrap_err();
        assert_eq!((refused.code(), refused.path().as_str()), (code, path), "{id}: {refused}");
    }
}
