//! The four questions as lanes on a scale from 0 to 1.

use maud::html;

use super::{OwnVerdict, dimension_name, known, second_score};
use crate::codebook::Dimension;
use crate::figure::draw::{Anchor, At, Drawing, case_mark, second_mark};
use crate::figure::text::text_width;
use crate::texts::Texts;

/// Height of a lane with its name above it.
const PITCH: f64 = 48.0;
/// Room for the number at the end of a lane.
const NUMBER: f64 = 44.0;

pub(super) fn drawing(own: &OwnVerdict<'_>, texts: Texts, width: f64) -> Drawing {
    let x = |value: f64| 6.0 + value * (width - NUMBER - 12.0);
    let bottom = 4.0 * PITCH;
    let mut drawing = Drawing::new(width, bottom + 20.0);
    let mut y = 0.0;
    for &dimension in Dimension::ALL {
        ground(&mut drawing, &x, y + 25.0);
        lane(&mut drawing, own, dimension, texts, &x, y);
        y += PITCH;
    }
    let end = |drawing: &mut Drawing, value: f64, text: &str| {
        drawing.text(x(value), bottom + 15.0, Anchor::Middle, "quiet-text small", text);
    };
    end(&mut drawing, 0.0, "0");
    end(&mut drawing, 0.5, texts.get("classifier.halfway"));
    end(&mut drawing, 1.0, "1");
    drawing
}

/// The scale of a lane, its internal half tinted.
fn ground(drawing: &mut Drawing, x: &impl Fn(f64) -> f64, y: f64) {
    drawing.rect("quiet", x(0.5), y, x(1.0) - x(0.5), 18.0);
    for (class, value) in [("grid", 0.0), ("half", 0.5), ("grid", 1.0)] {
        drawing.line(class, (x(value), y), (x(value), y + 18.0));
    }
}

fn lane(
    drawing: &mut Drawing,
    own: &OwnVerdict<'_>,
    dimension: Dimension,
    texts: Texts,
    x: &impl Fn(f64) -> f64,
    y: f64,
) {
    let placement = &own.verdict.placement;
    let value = placement.dimensions.get(dimension);
    let weakest = placement.weakest_dimension.contains(&dimension);
    let bold = if weakest { "bold" } else { "" };
    let name = dimension_name(dimension, texts);
    drawing.text(0.0, y + 15.0, Anchor::Start, bold, &name);
    let mark = texts.get("classifier.weakest");
    if weakest && text_width(&name, 13.0) + text_width(mark, 12.0) + 12.0 < drawing.width {
        drawing.text(drawing.width, y + 15.0, Anchor::End, "bold small", mark);
    }
    let (low, high) = (x(value.low), x(value.high));
    match value.score {
        Some(score) => {
            drawing.add(&html! {
                rect class="range r1" x=(At(low)) y=(At(y + 31.5)) width=(At(high - low)) height="5" rx="2.5" {}
                (case_mark(0, x(score), y + 34.0, 6.0))
            });
        }
        None => drawing.line("unknown l1", (low, y + 34.0), (high, y + 34.0)),
    }
    if let Some(second) = second_score(own, dimension) {
        drawing.add(&second_mark(0, x(second), y + 34.0));
    }
    let number = known(value.score, texts);
    drawing.text(drawing.width, y + 38.5, Anchor::End, &format!("tabular {bold}"), &number);
}

/// What the drawing shows, for a reader who hears it.
pub(super) fn label(own: &OwnVerdict<'_>, texts: Texts) -> String {
    let lanes = Dimension::ALL.iter().map(|&dimension| {
        let value = own.verdict.placement.dimensions.get(dimension);
        let (low, high) = (texts.degree(value.low), texts.degree(value.high));
        let name = dimension_name(dimension, texts);
        let score = known(value.score, texts);
        let places = [("name", name.as_str()), ("score", &score), ("low", &low), ("high", &high)];
        texts.fill("classifier.lane", &places)
    });
    lanes.collect::<Vec<_>>().join(" ")
}
