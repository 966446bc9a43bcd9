//! Cases over time: what the series are, what the figure says and claims, and where it draws.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

mod support;

use fragmented_allies::figure::{self, Figure, TimelineOptions};
use fragmented_allies::timeline::{Align, SeriesKind, Timeline, timeline};
use fragmented_allies::{Codebook, Dossier, Locale, cases};
use support::assert_golden;

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

#[test]
fn figures_say_what_was_reviewed() {
    for &align in Align::ALL {
        let timeline = of(&dossiers(), align);
        for &locale in Locale::ALL {
            let figure = drawn(&timeline, locale, None);
            let head = format!("{}\n\n{}\n\n", figure.finding, figure.caption);
            let parts: String =
                figure.parts.iter().map(|part| support::without_drawings(&part.html)).collect();
            let text = head + &support::words(&parts) + "\n" + &support::words(&figure.table);
            assert_golden(&format!("timeline-{align}.{locale}.txt"), &text);
        }
    }
}
