//! Two scenarios under the same luck.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use fragmented_allies::simulator::{
    Contrast, ContrastSimulation, Ensemble, EnsembleOptions, Scenario, scenarios,
};

fn internal() -> Scenario {
    scenarios::load("internal-ideal-type").unwrap()
}

fn options(runs: u64) -> EnsembleOptions {
    EnsembleOptions { runs: Some(runs), seed: Some(7), ..Default::default() }
}

#[test]
fn both_sides_are_their_ensembles_and_pieces_make_the_whole() {
    let (a, b) = (internal(), internal().with("monitoring", 0.8).unwrap());
    let options = options(203);
    let whole = Contrast::new(&a, &b, &options).unwrap();
    assert_eq!(whole.a, Ensemble::new(&a, &options).unwrap());
    assert_eq!(whole.b, Ensemble::new(&b, &options).unwrap());
    let mut pieces = ContrastSimulation::new(&a, &b, &options).unwrap();
    let mut shares = vec![pieces.advance(1)];
    while *shares.last().unwrap() < 1.0 {
        shares.push(pieces.advance(33));
    }
    assert!(shares.is_sorted() && shares.len() > 2, "{shares:?}");
    assert_eq!(pieces.result(), whole);
    assert!(whole.a.outcomes.is_some() && whole.difference.outcomes.is_none());
    assert_eq!(whole.difference.years, whole.a.years);
    for (of_a, of_b, difference) in [
        (&whole.a.summary.d3, &whole.b.summary.d3, &whole.difference.summary.d3),
        (&whole.a.summary.survival, &whole.b.summary.survival, &whole.difference.summary.survival),
        (
            &whole.a.summary.strength[1],
            &whole.b.summary.strength[1],
            &whole.difference.summary.strength[1],
        ),
    ] {
        assert!((of_b.mean - of_a.mean - difference.mean).abs() < 1e-12);
    }
}

#[test]
fn a_scenario_does_not_differ_from_itself() {
    let contrast = Contrast::new(&internal(), &internal(), &options(100)).unwrap();
    let difference = contrast.difference;
    let channels = [&difference.series.d3, &difference.series.strength[0]];
    let numbers = channels.iter().flat_map(|channel| {
        channel
            .bands
            .iter()
            .chain([&channel.mean, &channel.standard_error])
            .flat_map(|one| one.iter())
    });
    assert!(numbers.copied().chain([difference.summary.d3.mean]).all(|number| number == 0.0));
}

#[test]
fn sharing_luck_tells_more_than_two_separate_ensembles() {
    let (a, b) = (internal(), internal().with("conditionality", 0.3).unwrap());
    let contrast = Contrast::new(&a, &b, &options(1_000)).unwrap();
    let summaries = [&contrast.a.summary, &contrast.b.summary, &contrast.difference.summary];
    for errors in [
        summaries.map(|summary| summary.d3.standard_error),
        summaries.map(|summary| summary.total_strength.standard_error),
        summaries.map(|summary| summary.aid_diverted.standard_error),
    ] {
        let [of_a, of_b, paired] = errors;
        let separate = of_a.hypot(of_b);
        println!("paired {paired:.5}, separate {separate:.5}");
        assert!(paired < 0.8 * separate, "{paired} {separate}");
    }
}

#[test]
fn what_cannot_be_paired_is_refused() {
    let a = internal();
    let external = scenarios::load("external-ideal-type").unwrap();
    let mut fewer = a.clone();
    fewer.agencies.truncate(2);
    fewer.agencies.iter_mut().for_each(|agency| agency.capacity_share = 0.5);
    let (mut longer, mut finer, mut broken) = (a.clone(), a.clone(), a.clone());
    longer.years = 30.0;
    finer.dt = 0.125;
    broken.threats[1].danger = -1.0;
    let mut empty = a.clone();
    empty.threats.clear();
    for (a, b, path) in [
        (&a, &external, "b.threats"),
        (&a, &fewer, "b.agencies"),
        (&a, &longer, "b.years"),
        (&a, &finer, "b.dt"),
        (&a, &broken, "b.threats[1].danger"),
        (&broken, &a, "a.threats[1].danger"),
        (&a, &empty, "b.threats"),
    ] {
        let refused = Contrast::new(a, b, &options(10)).unwrap_err();
        assert_eq!(refused.path(), path, "{refused}");
        assert!(refused.to_string().starts_with(path), "{refused}");
    }
    let none = EnsembleOptions { runs: Some(0), ..Default::default() };
    assert_eq!(Contrast::new(&a, &a, &none).unwrap_err().path(), "runs");
}
