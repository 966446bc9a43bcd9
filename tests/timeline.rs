//! Cases over time: what the series are, what the figure says and claims, and where it draws.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

mod support;

use fragmented_allies::dossier::CaseDocument;
use fragmented_allies::figure::{self, Figure, TimelineOptions};
use fragmented_allies::timeline::{Align, SeriesKind, Timeline, TimelinePoint, timeline};
use fragmented_allies::{Codebook, Dossier, Error, Locale, cases, messages};
use support::{assert_golden, without_drawings, words};

fn dossiers() -> Vec<Dossier> {
    cases::IDS.iter().map(|id| cases::load(id).unwrap()).collect()
}

fn of(dossiers: &[Dossier], align: Align) -> Timeline {
    let all: Vec<&Dossier> = dossiers.iter().collect();
    timeline(&all, align, Codebook::bundled().unwrap())
}

fn drawn(timeline: &Timeline, locale: Locale, width: Option<f64>) -> Figure {
    let options = TimelineOptions { locale: Some(locale), width, ..TimelineOptions::default() };
    figure::timeline(timeline, &options).unwrap()
}

/// Afghanistan with another document.
fn changed(change: impl Fn(&mut CaseDocument)) -> Dossier {
    let mut document = cases::load("us-afghanistan").unwrap().document().clone();
    change(&mut document);
    Dossier::new(document, Codebook::bundled().unwrap()).unwrap()
}

fn points(timeline: &Timeline, case: usize, kind: SeriesKind) -> &[TimelinePoint] {
    &timeline.cases[case].of_kind(kind).unwrap().points
}

#[test]
fn figures_say_what_was_reviewed() {
    for &align in Align::ALL {
        let timeline = of(&dossiers(), align);
        for &locale in Locale::ALL {
            let figure = drawn(&timeline, locale, None);
            let head = format!("{}\n\n{}\n\n", figure.finding, figure.caption);
            let parts: String =
                figure.parts.iter().map(|part| without_drawings(&part.html)).collect();
            let text = head + &words(&parts) + "\n" + &words(&figure.table);
            assert_golden(&format!("timeline-{align}.{locale}.txt"), &text);
        }
    }
}

#[test]
fn the_drawing_looks_as_it_was_reviewed() {
    let svg = drawn(&of(&dossiers(), Align::Calendar), Locale::En, Some(720.0)).svg.unwrap();
    let drawing = svg.split_once("</style>").unwrap().1;
    assert_golden("timeline.720.svg", &drawing.replace("><", ">\n<"));
}

#[test]
fn the_series_are_those_of_the_files() {
    let (dossiers, calendar) = (dossiers(), of(&dossiers(), Align::Calendar));
    for (case, id, kind, unit) in [
        (0, "battle_deaths_per_million", SeriesKind::Violence, 1.0),
        (0, "us_aid_obligations_current", SeriesKind::Aid, 1000.0),
        (1, "battle_deaths_per_million", SeriesKind::Violence, 1.0),
        (1, "us_foreign_assistance_obligations", SeriesKind::Aid, 1000.0),
    ] {
        let series = calendar.cases[case].of_kind(kind).unwrap();
        assert_eq!(series.series_id, id);
        for point in &series.points {
            let rows = &dossiers[case].document().series;
            let row = rows.iter().find(|row| row.series_id == id && row.year == point.year);
            assert_eq!(point.value, row.map(|row| row.value / unit), "{id} {}", point.year);
            assert_eq!(point.low, row.and_then(|row| row.low), "{id} {}", point.year);
            assert_eq!(point.high, row.and_then(|row| row.high), "{id} {}", point.year);
        }
    }
    // Overlap is that of the figure of conduct; 0 and none alike are nothing documented.
    for (case, dossier) in dossiers.iter().enumerate() {
        let conduct = fragmented_allies::conduct::conduct(dossier, None, case).unwrap();
        for (point, year) in points(&calendar, case, SeriesKind::Overlap).iter().zip(&conduct.years)
        {
            let known = year.overlap.filter(|overlap| *overlap > 0.0);
            assert_eq!((point.year, point.value), (year.year, known));
            assert_eq!(point.low.is_some(), known.is_some());
        }
    }
    assert_eq!(calendar.halfway, Some(0.2));
    let rough =
        |case: usize| calendar.cases[case].of_kind(SeriesKind::Violence).unwrap().rough_before;
    assert_eq!((rough(0), rough(1)), (Some(1989), None));
}

#[test]
fn years_of_an_alliance_count_from_one() {
    let age = of(&dossiers(), Align::AllianceYear);
    assert_eq!((age.from, age.to), (1, 31));
    for (case, first) in [(0, 1980), (1, 2001)] {
        for kind in SeriesKind::ALL {
            for point in points(&age, case, *kind) {
                assert_eq!(point.at, point.year - first + 1);
            }
        }
    }
    let calendar = of(&dossiers(), Align::Calendar);
    assert_eq!((calendar.from, calendar.to), (1980, 2012));
}

/// What the sentences claim, stated apart from the code that writes them.
#[test]
fn the_headline_claims_only_what_holds_over_the_ranges() {
    let calendar = of(&dossiers(), Align::Calendar);
    let ends = |case: usize| {
        points(&calendar, case, SeriesKind::Violence)
            .iter()
            .filter_map(|point| Some((point.year, point.low?, point.high?)))
            .collect::<Vec<_>>()
    };
    let (colombia, afghanistan) = (ends(0), ends(1));
    let worst = colombia.iter().map(|(.., high)| *high).fold(0.0, f64::max);
    for (year, low, high) in &afghanistan {
        assert_eq!(*low > worst, *year >= 2006, "{year}");
        assert!(*year >= 2006 || *high < worst, "{year}");
    }
    let peak = colombia.iter().find(|(year, ..)| *year == 2002).unwrap().1;
    assert!(colombia.iter().all(|(year, _, high)| *year == 2002 || *high < peak));
    assert!(
        colombia.iter().filter(|(year, ..)| *year >= 2006).all(|(.., high)| *high < peak / 2.0)
    );
    let finding = drawn(&calendar, Locale::En, None).finding;
    assert!(finding.starts_with("In the same years: as the war in Colombia faded"), "{finding}");
}

#[test]
fn without_what_supports_them_claims_fall_away() {
    let colombia = || cases::load("us-colombia").unwrap();
    let finding = |second: Dossier, align: Align| {
        drawn(&of(&[colombia(), second], align), Locale::En, None).finding
    };
    // One low estimate at the level of Colombia's worst year is enough.
    let doubtful = || {
        changed(|document| {
            let rate = document.settings.rate_series.clone();
            let last = document.series.iter_mut().rfind(|row| row.series_id == rate).unwrap();
            last.low = Some(96.0);
        })
    };
    assert_eq!(finding(doubtful(), Align::Calendar), "Year by year: Colombia and Afghanistan");
    let age = finding(doubtful(), Align::AllianceYear);
    assert_eq!(age, "By year of the alliance: Colombia and Afghanistan");
    // Ordered the other way round the same holds.
    let turned = [cases::load("us-afghanistan").unwrap(), colombia()];
    let turned = drawn(&of(&turned, Align::Calendar), Locale::En, None).finding;
    assert!(turned.starts_with("In the same years: as the war in Colombia faded"), "{turned}");
    let alone = drawn(&of(&[colombia()], Align::Calendar), Locale::En, None);
    assert_eq!(alone.finding, "Year by year: Colombia");
    assert!(!alone.html.contains("times as much"));
    // Aid is compared only between series that name each other.
    let other = changed(|document| {
        for entry in &mut document.series_catalog {
            if entry.series_id == "us_foreign_assistance_obligations" {
                entry.comparable_with.clear();
            }
        }
    });
    let html = drawn(&of(&[colombia(), other], Align::Calendar), Locale::En, None).html;
    assert!(!html.contains("times as much") && html.contains("grew past it"));
}

#[test]
fn a_missing_series_is_named_in_its_panel() {
    let without_aid = changed(|document| {
        let id = "us_foreign_assistance_obligations";
        document.series.retain(|row| row.series_id != id);
        document.series_catalog.retain(|entry| entry.series_id != id);
    });
    let timeline = of(&[cases::load("us-colombia").unwrap(), without_aid], Align::Calendar);
    assert!(timeline.cases[1].of_kind(SeriesKind::Aid).is_none());
    let html = drawn(&timeline, Locale::En, Some(720.0)).html;
    assert!(html.contains("No such series for Afghanistan."));
    let alone = of(
        &[changed(|document| {
            document.series_catalog.retain(|entry| !entry.unit.starts_with("million current USD"));
            let known: Vec<String> =
                document.series_catalog.iter().map(|entry| entry.series_id.clone()).collect();
            document.series.retain(|row| known.contains(&row.series_id));
        })],
        Align::AllianceYear,
    );
    for width in [None, Some(240.0), Some(900.0)] {
        let figure = drawn(&alone, Locale::Es, width);
        assert!(figure.html.contains("No hay esta serie para Afganistán."));
        assert!(!figure.html.contains("NaN"));
    }
}

#[test]
fn every_note_belongs_to_an_event_and_a_value() {
    let timeline = of(&dossiers(), Align::Calendar);
    let figure = drawn(&timeline, Locale::En, Some(400.0));
    let texts = messages::bundled(Locale::En);
    let notes: Vec<_> = texts.iter().filter(|(key, _)| key.starts_with("timeline.note.")).collect();
    assert!(notes.len() > 5);
    for (key, text) in notes {
        assert!(
            figure.html.contains(text.as_str()),
            "{key} is not drawn: is its event still there?"
        );
    }
}

/// The number that stands behind a name in a tag.
fn number(tag: &str, name: &str) -> f64 {
    tag.split_once(&format!(" {name}=\"")).unwrap().1.split_once('"').unwrap().0.parse().unwrap()
}

#[test]
fn every_width_gives_a_whole_drawing() {
    let mut three = dossiers();
    three.push(changed(|document| "us-elsewhere".clone_into(&mut document.settings.case_id)));
    for dossiers in [&three[..1], &three[..2], &three[..]] {
        for &align in Align::ALL {
            let timeline = of(dossiers, align);
            for &locale in Locale::ALL {
                for width in [240.0, 288.0, 361.5, 599.0, 600.0, 720.0, 1000.0, 1600.0, 4000.0] {
                    let figure = drawn(&timeline, locale, Some(width));
                    let what = format!("{} cases, {align}, {locale}, {width}", dossiers.len());
                    let html = &figure.html;
                    assert!(!html.contains("NaN") && !html.contains("inf\""), "{what}");
                    assert!(!html.contains('…') && !html.contains('{'), "{what}");
                    let picture = html.split_once("class=\"drawing\"").unwrap().1;
                    let picture = picture.split_once("</svg>").unwrap().0;
                    let height = number(picture, "height");
                    for mark in
                        ["<text ", "<circle "].iter().flat_map(|tag| picture.split(tag).skip(1))
                    {
                        let tag = mark.split_once('>').unwrap().0;
                        let [x, y] = if tag.contains("cx=") { ["cx", "cy"] } else { ["x", "y"] };
                        // Of a text with spans only the beginning says where.
                        let (x, y) = (number(&format!(" {tag}"), x), number(&format!(" {tag}"), y));
                        assert!(
                            (0.0..=width).contains(&x) && (0.0..=height).contains(&y),
                            "{what}: {tag}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn labels_beside_marks_do_not_lie_on_each_other() {
    for &align in Align::ALL {
        for &locale in Locale::ALL {
            for width in [600.0, 720.0, 1100.0] {
                let figure = drawn(&of(&dossiers(), align), locale, Some(width));
                let picture = figure.html.split_once("class=\"drawing\"").unwrap().1;
                let picture = picture.split_once("</svg>").unwrap().0;
                // Where each line of a label stands: a box of its letters, taken narrow.
                let mut boxes: Vec<[f64; 4]> = Vec::new();
                for mark in picture.split("<text ").skip(1) {
                    let (tag, rest) = mark.split_once('>').unwrap();
                    if !tag.contains("halo") {
                        continue;
                    }
                    let text = rest.split_once('<').unwrap().0;
                    let long = 4.5 * f64::from(u32::try_from(text.chars().count()).unwrap());
                    let (x, y) = (number(&format!(" {tag}"), "x"), number(&format!(" {tag}"), "y"));
                    let left = match tag {
                        _ if tag.contains("\"end\"") => x - long,
                        _ if tag.contains("\"middle\"") => x - long / 2.0,
                        _ => x,
                    };
                    let mine = [left, y - 9.0, left + long, y];
                    for other in &boxes {
                        let apart = mine[0] >= other[2] || other[0] >= mine[2];
                        let apart = apart || mine[1] >= other[3] || other[1] >= mine[3];
                        assert!(apart, "{align}, {locale}, {width}: {text} lies on another label");
                    }
                    boxes.push(mine);
                }
                assert!(boxes.len() > 4, "labels are drawn");
            }
        }
    }
}

#[test]
fn what_cannot_be_drawn_is_refused() {
    let timeline = of(&dossiers(), Align::Calendar);
    let options = TimelineOptions { width: Some(100.0), ..TimelineOptions::default() };
    assert!(matches!(figure::timeline(&timeline, &options), Err(Error::OutOfRange { .. })));
    for (json, path) in [(r#"{"panels":["weather"]}"#, "panels[0]"), (r#"{"year":2}"#, "")] {
        let error = TimelineOptions::from_json(json).unwrap_err();
        assert_eq!(error.path(), path);
    }
}

#[test]
fn chosen_panels_alone_are_drawn_and_told() {
    let panels = Some(vec![SeriesKind::Overlap]);
    let options = TimelineOptions { panels, ..TimelineOptions::default() };
    let figure = figure::timeline(&of(&dossiers(), Align::Calendar), &options).unwrap();
    assert_eq!(figure.finding, "Year by year: Colombia and Afghanistan");
    assert!(!figure.html.contains("battle deaths per million"));
    assert!(!figure.caption.contains("accounting figure"));
    assert!(figure.html.contains("halfway"));
}
