//! Two policies beside what was: their numbers, and the figure that is drawn from them.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

mod support;

use fragmented_allies::figure::{self, Figure, FigureOptions, PoliciesView, SceneView};
use fragmented_allies::simulator::{
    Before, Contrast, EnsembleOptions, Job, JobResult, Policies, PoliciesRequest,
    PoliciesSimulation, Setting, Trace, TraceOptions, scenarios,
};
use fragmented_allies::{Error, Locale};
use support::assert_golden;

fn setting(path: &str, value: f64) -> Setting {
    Setting { path: path.to_owned(), value }
}

fn request(scenario: &str, a: &[Setting], b: &[Setting], runs: u64) -> PoliciesRequest {
    PoliciesRequest {
        scenario: scenarios::load(scenario).unwrap(),
        a: a.to_vec(),
        b: b.to_vec(),
        runs: Some(runs),
        seed: Some(7),
        every: None,
        from_year: None,
    }
}

fn watching_or_tying(scenario: &str, runs: u64) -> PoliciesRequest {
    request(scenario, &[setting("monitoring", 0.8)], &[setting("conditionality", 0.8)], runs)
}

fn played(request: &PoliciesRequest) -> Policies {
    let mut simulation = PoliciesSimulation::new(request).unwrap();
    while simulation.advance(64) < 1.0 {}
    simulation.result().policies
}

fn view(request: &PoliciesRequest, locale: Locale) -> PoliciesView {
    let scenario = scenarios::load_in(&request.scenario.id, locale).unwrap();
    PoliciesView::new(played(request), &scenario, &request.a, &request.b)
}

fn options(locale: Locale, width: Option<f64>) -> FigureOptions {
    FigureOptions { locale: Some(locale), width, ..FigureOptions::default() }
}

fn draw(view: &PoliciesView, locale: Locale, width: Option<f64>) -> Figure {
    figure::policies(view, &options(locale, width)).unwrap()
}

#[test]
fn both_sides_are_their_ensembles_and_differences_are_paired() {
    let asked = watching_or_tying("us-afghanistan", 200);
    let policies = played(&asked);
    let a = asked.scenario.with("monitoring", 0.8).unwrap();
    let b = asked.scenario.with("conditionality", 0.8).unwrap();
    let options = EnsembleOptions {
        runs: Some(200),
        seed: Some(7),
        quantiles: Some(vec![0.1, 0.5, 0.9]),
        every: Some(0.25),
        from_year: Some(0.0),
    };
    let contrast = Contrast::new(&a, &b, &options).unwrap();
    for (side, ensemble) in [(&policies.a, &contrast.a), (&policies.b, &contrast.b)] {
        assert_eq!(side.d3.value, ensemble.summary.d3.mean);
        assert_eq!(side.aid_diverted.value, ensemble.summary.aid_diverted.mean);
        assert_eq!(side.survival.value, ensemble.summary.survival.mean);
        assert_eq!(side.fights, ensemble.series.balance.mean.0);
        assert_eq!(side.helps, ensemble.series.collude.mean.0);
        for (threat, strength) in side.threats.iter().zip(&ensemble.series.strength) {
            assert_eq!(threat.bands[0], strength.bands[0].0);
            assert_eq!(threat.bands[2], strength.bands[1].0);
            assert_eq!(threat.end.value, *strength.bands[1].0.last().unwrap());
        }
    }
    let summary = &contrast.difference.summary;
    let close = |one: f64, other: f64| assert!((one - other).abs() < 1e-6, "{one} {other}");
    close(policies.b_less_a.d3.mean, summary.d3.mean);
    close(policies.b_less_a.d3.margin, 1.96 * summary.d3.standard_error);
    close(policies.b_less_a.d3.low, summary.d3.quantiles[0]);
    close(policies.b_less_a.d3.high, summary.d3.quantiles[2]);
    close(policies.b_less_a.survival.mean, summary.survival.mean);
    close(policies.b_less_a.threats[1].mean, summary.final_strength[1].mean);
}

#[test]
fn work_done_before_changes_no_bit() {
    let mut before = Before::default();
    let mut play = |request: &PoliciesRequest| {
        let json = serde_json::to_string(request).unwrap();
        let mut job = Job::after(&mut before, "policies", &json).unwrap();
        while job.advance(32) < 1.0 {}
        let JobResult::Policies(result) = job.result() else { panic!("another kind") };
        before.keep(job);
        result.policies
    };
    for runs in [100, 250, 100] {
        for level in [0.1, 0.8, 0.8, 0.3] {
            let a = [setting("monitoring", level)];
            let b = [setting("threats.embeddedness", level), setting("aid", 0.2)];
            let asked = request("us-colombia", &a, &b, runs);
            assert_eq!(play(&asked), played(&asked), "{runs} {level}");
        }
    }
}

#[test]
fn what_cannot_be_compared_is_refused_by_its_path() {
    let path = |a: &[Setting], b: &[Setting]| {
        let asked = request("us-colombia", a, b, 50);
        PoliciesSimulation::new(&asked).err().unwrap().path()
    };
    assert_eq!(path(&[setting("monitoring", 1.4)], &[]), "a.monitoring");
    assert_eq!(path(&[], &[setting("years", 10.0)]), "b.years");
    assert_eq!(path(&[], &[setting("nothing", 1.0)]), "b.parameter");
    let asked = request("us-colombia", &[], &[], 20_001);
    assert_eq!(PoliciesSimulation::new(&asked).err().unwrap().path(), "runs");
}

/// The words of HTML, a line a block, without the drawings.
fn words(html: &str) -> String {
    let mut pieces = html.split("<svg");
    let first = pieces.next().unwrap_or_default().to_owned();
    let html = pieces.fold(first, |text, piece| text + piece.split_once("</svg>").unwrap().1);
    let mut text = String::new();
    for piece in html.split('<') {
        let (tag, words) = piece.split_once('>').unwrap_or(("", piece));
        if !tag.trim_start_matches('/').is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        text.push_str(words);
    }
    text.replace('\u{2060}', "")
}

#[test]
fn the_figure_says_what_was_reviewed() {
    for &locale in Locale::ALL {
        for id in ["us-afghanistan", "us-colombia"] {
            let figure = draw(&view(&watching_or_tying(id, 250), locale), locale, None);
            let text = format!("{}\n\n{}\n{}", figure.finding, words(&figure.html), figure.caption);
            assert_golden(&format!("policies-{id}.{locale}.txt"), &text);
        }
    }
}

#[test]
fn the_drawing_looks_as_it_was_reviewed() {
    let view = view(&watching_or_tying("us-afghanistan", 250), Locale::En);
    let svg = draw(&view, Locale::En, Some(480.0)).svg.unwrap();
    let drawing = svg.split_once("</style>").unwrap().1;
    assert_golden("policies-us-afghanistan.480.svg", &drawing.replace("><", ">\n<"));
}

#[test]
fn every_scenario_width_and_language_gives_a_whole_figure() {
    for id in scenarios::ids() {
        for (a, b) in [
            (vec![setting("monitoring", 0.8)], vec![setting("conditionality", 0.8)]),
            (vec![], vec![]),
            (vec![setting("aid", 0.0)], vec![setting("aid", 2.0), setting("sanction", 3.0)]),
        ] {
            for &locale in Locale::ALL {
                let view = view(&request(id, &a, &b, 40), locale);
                for width in [240.0, 328.0, 499.0, 500.0, 600.0, 760.0, 1200.0, 4000.0] {
                    let figure = draw(&view, locale, Some(width));
                    let svg = figure.svg.unwrap();
                    let text = figure.html + svg.split_once("</style>").unwrap().1;
                    let what = format!("{id} in {locale} at {width}");
                    assert!(!text.contains("NaN") && !text.contains("infinity"), "{what}");
                    assert!(!text.contains('…'), "{what}: a message is missing");
                    assert!(!text.contains('{'), "{what}: a place was not filled in");
                    for mark in text.split("<text ").skip(1) {
                        let x = mark.split_once(" x=\"").unwrap().1.split_once('"').unwrap().0;
                        let x: f64 = x.parse().unwrap();
                        assert!((0.0..=width).contains(&x), "{what}: a text stands at {x}");
                    }
                }
            }
        }
    }
}

/// Monitoring alone backfires, conditions do not: with numbers that say so, not by a rule.
#[test]
fn a_sentence_claims_a_direction_only_where_the_paired_difference_has_one() {
    let asked = watching_or_tying("us-afghanistan", 1000);
    let mut view = view(&asked, Locale::En);
    let d3 = |view: &PoliciesView| {
        let sides = [&view.policies.as_it_was, &view.policies.a, &view.policies.b];
        sides.map(|side| side.d3.value)
    };
    let [was, a, b] = d3(&view);
    assert!(a > was + 0.1 && b < was, "{was} {a} {b}");
    assert_eq!(
        draw(&view, Locale::En, None).finding,
        "In the model, watching more closely makes the double game more frequent. \
         Tying aid to results makes it rarer."
    );
    view.policies.a_less_was.d3.margin = 1.0;
    view.policies.b_less_was.d3.mean = -0.001;
    view.policies.b_less_was.d3.margin = 0.004;
    assert_eq!(
        draw(&view, Locale::En, None).finding,
        "In the model, what watching more closely does to the double game stays open. \
         Tying aid to results hardly changes it."
    );
    view.a.clear();
    view.b.clear();
    assert!(draw(&view, Locale::En, None).finding.starts_with("In the model, the same group is"));
}

#[test]
fn numbers_of_another_scenario_are_refused() {
    let mut view = view(&watching_or_tying("us-afghanistan", 40), Locale::En);
    view.scenario.threats.pop();
    let refused = figure::policies(&view, &FigureOptions::default()).err().unwrap();
    assert!(matches!(&refused, Error::Count { path, .. } if path.starts_with("policies.")));
}

#[test]
fn a_step_of_a_run_is_a_drawing_a_sentence_and_a_table() {
    for &locale in Locale::ALL {
        for id in scenarios::ids() {
            let scenario = scenarios::load_in(id, locale).unwrap();
            let run = TraceOptions { seed: 7, ..TraceOptions::default() };
            let trace = Trace::new(&scenario, run).unwrap();
            for step in [0, trace.years.len() / 2, trace.years.len() - 1] {
                let view = SceneView::new(&trace, &scenario, step).unwrap();
                for width in [240.0, 328.0, 760.0] {
                    let how = options(locale, Some(width));
                    let drawn = figure::policy_step(&view, &how).unwrap();
                    let text = drawn.html + &drawn.finding + &drawn.table;
                    assert!(!text.contains("NaN") && !text.contains('…') && !text.contains('{'));
                    for name in scenario.threats.iter().map(|threat| &threat.name) {
                        assert!(drawn.finding.contains(name.as_str()), "{}", drawn.finding);
                    }
                }
            }
            assert!(SceneView::new(&trace, &scenario, trace.years.len()).is_none());
        }
    }
}
