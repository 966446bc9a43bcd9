//! Figures: what they say, that they say it in every language and width, and what they refuse.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

mod support;

use fragmented_allies::conduct::conduct;
use fragmented_allies::figure::{self, Figure, FigureOptions, OwnVerdict};
use fragmented_allies::{
    AllianceType, Answer, ClassifyOptions, Codebook, Coder, Comparison, Dimension, Direction,
    Dossier, Error, Locale, Profile, Side, Structure, cases, compare, nearest,
};
use support::{assert_golden, without_drawings, words};

fn comparison() -> Comparison {
    let dossiers = cases::IDS.map(|id| cases::load(id).unwrap());
    let references = cases::references().unwrap();
    let dossiers: Vec<&Dossier> = dossiers.iter().collect();
    compare(&dossiers, Some(&references), Coder::First, Codebook::bundled().unwrap()).unwrap()
}

fn options(locale: Locale, width: Option<f64>) -> FigureOptions {
    FigureOptions { locale: Some(locale), width, ..FigureOptions::default() }
}

/// Every kind of figure, each with the name that its golden file bears.
fn every_figure(options: &FigureOptions) -> Vec<(String, Figure)> {
    let codebook = Codebook::bundled().unwrap();
    let comparison = comparison();
    let mut figures = vec![(
        "comparison".to_owned(),
        figure::comparison(&comparison, codebook, options).unwrap(),
    )];
    for dimension in [Dimension::ThreatAndGoal, Dimension::Criterion] {
        let options = FigureOptions { dimension: Some(dimension), ..options.clone() };
        let answers = figure::answers(&comparison, codebook, &options).unwrap();
        figures.push((format!("answers-{dimension}"), answers));
    }
    for (index, id) in cases::IDS.iter().enumerate() {
        let conduct = conduct(&cases::load(id).unwrap(), None, index).unwrap();
        figures.push((format!("conduct-{id}"), figure::conduct(&conduct, options).unwrap()));
    }
    for (name, profile, asked) in own_profiles() {
        figures.push((format!("verdict-{name}"), own_verdict(&profile, asked, options)));
    }
    figures
}

/// Answers as a reader may have given them: none, those of a phase, those of NATO, and one unknown.
fn own_profiles() -> [(&'static str, Profile, Option<&'static str>); 4] {
    let colombia = cases::load("us-colombia").unwrap().profile("p2");
    let mut unknown = colombia.clone();
    unknown.indicators.insert("coup_proofing".to_owned(), Answer::Unknown(()));
    let nato = cases::references().unwrap().profile("nato_1949_89");
    [
        ("nothing", Profile::default(), None),
        ("started", colombia, Some("power_over_interest")),
        ("together", nato, None),
        ("unknown", unknown, None),
    ]
}

fn own_verdict(profile: &Profile, asked: Option<&str>, options: &FigureOptions) -> Figure {
    let codebook = Codebook::bundled().unwrap();
    let how = ClassifyOptions { locale: options.locale, ..ClassifyOptions::default() };
    let verdict = profile.classify(codebook, &how).unwrap();
    let second = profile.place_by(Coder::Second, codebook).ok();
    let nearest = nearest(&verdict.placement, &comparison());
    let own = OwnVerdict {
        verdict: &verdict,
        second: second.as_ref(),
        shared: &[Dimension::Response],
        is_unchanged: asked.is_some(),
        nearest: &nearest,
        asked,
    };
    figure::verdict(&own, codebook, options).unwrap()
}

/// What the figure claims of single answers, held against the verdict on each.
#[test]
fn answers_that_are_said_to_change_the_type_do() {
    let codebook = Codebook::bundled().unwrap();
    let classify = |profile: &Profile| profile.classify(codebook, &ClassifyOptions::default());
    for (name, profile, _) in own_profiles() {
        let verdict = classify(&profile).unwrap();
        let with = |moves: &[(&str, f64)]| {
            let mut profile = profile.clone();
            for (id, score) in moves {
                profile.indicators.insert((*id).to_owned(), Answer::Score(*score));
            }
            classify(&profile).unwrap().placement.alliance_type
        };
        let kind = verdict.placement.alliance_type;
        let figure = own_verdict(&profile, None, &FigureOptions::default());
        let says_none = figure.html.contains("No single answer would change it");
        let changes = codebook.indicators.iter().any(|indicator| {
            [0.0, 1.0].iter().any(|end| with(&[(indicator.indicator_id.as_str(), *end)]) != kind)
        });
        if kind == AllianceType::Undetermined {
            assert!(!says_none, "{name}");
        } else {
            assert_eq!(says_none, !changes, "{name}");
        }
        if let Some(change) = verdict.smallest_change.filter(|_| says_none) {
            let beyond = |boundary: f64, up: bool| {
                if up { (boundary + 1e-6).min(1.0) } else { (boundary - 1e-6).max(0.0) }
            };
            let moves: Vec<(&str, f64)> = change
                .moves
                .iter()
                .map(|step| {
                    let up = step.direction == Direction::Above;
                    (step.indicator_id.as_str(), beyond(step.boundary, up))
                })
                .collect();
            assert_eq!(with(&moves), change.alliance_type, "{name}");
        }
    }
}

#[test]
fn figures_say_what_was_reviewed() {
    for &locale in Locale::ALL {
        for (name, figure) in every_figure(&options(locale, None)) {
            let head =
                format!("{}\n\n{}\n\n", figure.finding.replace('\u{2060}', ""), figure.caption);
            // The words around the drawings; the numbers of the drawings are those of the table.
            let parts: String =
                figure.parts.iter().map(|part| without_drawings(&part.html)).collect();
            let text = head + &words(&parts) + "\n" + &words(&figure.table);
            assert_golden(&format!("{name}.{locale}.txt"), &text);
        }
    }
}

#[test]
fn drawings_look_as_they_were_reviewed() {
    for (name, figure) in every_figure(&options(Locale::En, Some(480.0))) {
        if let Some(svg) = figure.svg.filter(|_| !name.contains("colombia")) {
            let drawing = svg.split_once("</style>").unwrap().1;
            assert_golden(&format!("{name}.480.svg"), &drawing.replace("><", ">\n<"));
        }
    }
}

#[test]
fn every_width_and_language_gives_a_whole_figure() {
    for &locale in Locale::ALL {
        for width in [240.0, 288.0, 320.0, 361.5, 499.0, 500.0, 720.0, 1000.0, 1600.0, 4000.0] {
            for (name, figure) in every_figure(&options(locale, Some(width))) {
                let svg = figure.svg.unwrap_or_default();
                let text = figure.html + svg.split_once("</style>").map_or("", |(_, svg)| svg);
                let what = format!("{name} in {locale} at {width}");
                assert!(!text.contains("NaN") && !text.contains("infinity"), "{what}");
                assert!(!text.contains('…'), "{what}: a message is missing");
                assert!(!text.contains('{'), "{what}: a place in a message was not filled in");
                for mark in text.split("<text ").skip(1) {
                    let x = mark.split_once(" x=\"").unwrap().1.split_once('"').unwrap().0;
                    let x: f64 = x.parse().unwrap();
                    assert!((0.0..=width).contains(&x), "{what}: a text stands at {x}");
                }
            }
        }
    }
}

/// What a headline may claim, stated apart from the code that writes it.
#[test]
fn the_headline_claims_only_what_survives() {
    let comparison = comparison();
    let survives = |case: usize, phase: usize, dimension: Dimension| {
        let phase = &comparison.cases[case].phases[phase];
        let first = phase.first.dimension(dimension).unwrap();
        let second = phase.second.dimension(dimension).unwrap();
        first.low > 0.5 && second.score > 0.5
    };
    let figure =
        figure::comparison(&comparison, Codebook::bundled().unwrap(), &FigureOptions::default())
            .unwrap();
    let headline = figure.finding.replace('\u{2060}', "");
    assert_eq!(
        headline,
        "From 2006 on, Afghanistan is on the internal side of all four questions. \
         In 1998–2002, Colombia is on the internal side of questions 1, 2 and 3; \
         question 4 stays open."
    );
    for &dimension in Dimension::ALL {
        assert!(survives(1, 1, dimension) && survives(1, 2, dimension), "Afghanistan {dimension}");
        assert_eq!(survives(0, 2, dimension), dimension != Dimension::Criterion, "{dimension}");
    }
    assert!(!Dimension::ALL.iter().all(|&dimension| survives(1, 0, dimension)));
}

/// A case as if nobody had read a source for its relations.
fn unread(id: &str) -> Dossier {
    let json = cases::load(id).unwrap().to_json();
    let (before, relations) = json.split_once("\"relations\":[").unwrap();
    let (relations, after) = relations.split_once("],\"").unwrap();
    let relations = relations
        .replace("\"source_read\":\"excerpt\"", "\"source_read\":\"memory\"")
        .replace("\"source_read\":\"full\"", "\"source_read\":\"memory\"")
        .replace("\"confidence\":\"high\"", "\"confidence\":\"medium\"");
    let json = format!("{before}\"relations\":[{relations}],\"{after}");
    Dossier::from_json(&json, Codebook::bundled().unwrap()).unwrap()
}

#[test]
fn rows_from_memory_carry_no_headline_and_are_marked() {
    for (index, id) in cases::IDS.iter().enumerate() {
        let conduct = conduct(&unread(id), Some(2005), index).unwrap();
        assert!(conduct.threats.iter().any(|threat| threat.overlap > 0.0), "{id}");
        assert!(conduct.threats.iter().all(|threat| !threat.carries_headline()), "{id}");
        let figure = figure::conduct(&conduct, &FigureOptions::default()).unwrap();
        assert!(
            figure.finding.contains("show no enemy both fought and helped"),
            "{}",
            figure.finding
        );
        assert!(!figure.html.contains("class=\"fought\""), "{id}: an unread row is drawn solid");
        assert!(figure.html.contains("not yet checked against the source"), "{id}");
    }
}

#[test]
fn sides_of_a_comparison_follow_both_codings() {
    let comparison = comparison();
    let colombia = &comparison.cases[0];
    let support = colombia.phases[1].supported.dimensions.get(Dimension::Criterion);
    assert_eq!((support.first, support.second), (Some(Side::Internal), Some(Side::External)));
    assert_eq!((support.agreed(), support.survives()), (None, None));
}

#[test]
fn a_word_marks_where_the_codings_part() {
    let codebook = Codebook::bundled().unwrap();
    let json = cases::load("us-colombia").unwrap().to_json();
    let mut case: serde_json::Value = serde_json::from_str(&json).unwrap();
    case["annotations"] = serde_json::json!([]);
    for (first, second, parts) in [
        (0.6, 0.6, false),
        (0.6, 0.8, false),
        (0.6, 1.0, true),
        (0.4, 0.6, true),
        (0.4, 0.2, false),
        (0.4, 0.0, true),
    ] {
        for (coding, score) in [("indicators", first), ("second_coding", second)] {
            for row in case[coding].as_array_mut().unwrap() {
                if row["indicator_id"] == "coup_proofing" {
                    row["score"] = score.into();
                    (row["low"], row["high"]) = (0.into(), 1.into());
                }
            }
        }
        let dossier = Dossier::from_json(&case.to_string(), codebook).unwrap();
        let comparison = compare(&[&dossier], None, Coder::First, codebook).unwrap();
        let options =
            FigureOptions { dimension: Some(Dimension::Criterion), ..FigureOptions::default() };
        let figure = figure::answers(&comparison, codebook, &options).unwrap();
        let answer = figure.parts.iter().find(|part| part.id == "coup_proofing").unwrap();
        let marked = answer.html.matches(">the codings part here<").count();
        assert_eq!(marked, if parts { 4 } else { 0 }, "{first} and {second}");
    }
}

#[test]
fn text_from_a_case_is_never_markup() {
    let json = cases::load("us-colombia").unwrap().to_json();
    let json = json.replace("Cartel war and broken truces", "<script>alert(1)</script>");
    let dossier = Dossier::from_json(&json, Codebook::bundled().unwrap()).unwrap();
    let codebook = Codebook::bundled().unwrap();
    let comparison = compare(&[&dossier], None, Coder::First, codebook).unwrap();
    let phases = [("us-colombia".to_owned(), "p1".to_owned())].into();
    let options = FigureOptions { phases: Some(phases), ..FigureOptions::default() };
    let figure = figure::comparison(&comparison, codebook, &options).unwrap();
    assert!(figure.html.contains("&lt;script&gt;alert(1)") && !figure.html.contains("<script"));
}

#[test]
fn disputes_go_only_to_web_and_mail_addresses() {
    let codebook = Codebook::bundled().unwrap();
    for (corrections, expected) in [
        ("https://example.org/fix?about={entry}", "https://example.org/fix?about=us-colombia%2F"),
        ("https://example.org/fix/", "https://example.org/fix/us-colombia%2F"),
        ("mailto:desk@example.org?subject={entry}", "mailto:desk@example.org?subject=us-colombia"),
        ("javascript:alert(1)", "mailto:?subject=us-colombia%2F"),
    ] {
        let options = FigureOptions {
            corrections: Some(corrections.into()),
            dimension: Some(Dimension::Cohesion),
            ..FigureOptions::default()
        };
        let figure = figure::answers(&comparison(), codebook, &options).unwrap();
        assert!(figure.html.contains(&format!("href=\"{expected}")), "{corrections}");
        assert!(!figure.html.contains("javascript:"), "{corrections}");
    }
}

#[test]
fn wrong_options_are_refused_by_path() {
    let codebook = Codebook::bundled().unwrap();
    let comparison = comparison();
    for (json, code, path) in [
        (r#"{"width": 100}"#, "out_of_range", "width"),
        (r#"{"width": "wide"}"#, "field", "width"),
        (r#"{"locale": "fr"}"#, "field", "locale"),
        (r#"{"colour": "red"}"#, "field", ""),
        (r#"{"phases": {"us-colombia": "p9"}}"#, "unknown", "phases.us-colombia"),
    ] {
        let refused = FigureOptions::from_json(json)
            .and_then(|options| figure::comparison(&comparison, codebook, &options))
            .unwrap_err();
        assert_eq!((refused.code(), refused.path().as_str()), (code, path), "{json}: {refused}");
    }
    let refused = figure::answers(&comparison, codebook, &FigureOptions::default()).unwrap_err();
    assert!(matches!(refused, Error::Unknown { .. }), "{refused}");
}

#[test]
fn dots_stand_for_the_coding_that_was_asked_for() {
    let codebook = Codebook::bundled().unwrap();
    let case = cases::load("us-colombia").unwrap();
    let drawn = |coder| {
        let comparison = compare(&[&case], None, coder, codebook).unwrap();
        let figure = figure::comparison(&comparison, codebook, &options(Locale::En, None)).unwrap();
        (comparison, figure)
    };
    let (comparison, second) = drawn(Coder::Second);
    let phase = &comparison.cases[0].phases[0];
    let (dot, tick) = (
        phase.second.membership_internal.score.unwrap(),
        phase.first.membership_internal.score.unwrap(),
    );
    assert!((dot - tick).abs() > 0.01, "the codings part here, or this tests nothing");
    let table = words(&second.table);
    assert!(table.contains(&format!("{dot:.2} (")), "{table}");
    assert!(table.contains(&format!("first {tick:.2}")), "{table}");
    assert!(second.html.contains("Dot: second coding. Small tick: first coding."));
    let (_, hull) = drawn(Coder::Hull);
    assert!(hull.html.contains("Dot: first coding, with the ranges of both."));
    // What is claimed rests on both codings, whichever is shown.
    assert_eq!(second.finding, drawn(Coder::First).1.finding);
}

#[test]
fn another_way_of_combining_is_named() {
    let mut codebook = Codebook::bundled().unwrap().clone();
    codebook.structure.cohesion = Structure::Min;
    codebook.structure.criterion = Structure::Geometric;
    let case = cases::load("us-colombia").unwrap();
    let comparison = compare(&[&case], None, Coder::First, &codebook).unwrap();
    let figure = figure::comparison(&comparison, &codebook, &options(Locale::En, None)).unwrap();
    let rules = "question 1 by the mean, question 2 by the smallest answer, question 3 by the smallest answer and question 4 by geometric";
    assert!(figure.caption.contains(rules), "{}", figure.caption);
}
