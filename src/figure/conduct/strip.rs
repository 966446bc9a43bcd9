//! Overlap in every year of the case, the shown year marked.

use maud::{Markup, html};

use crate::conduct::{Conduct, YearOverlap};
use crate::figure::draw::{Anchor, At, Drawing, rect, within};
use crate::figure::text::text_width;
use crate::figure::{Frame, STATIC_WIDTHS};
use crate::texts::Texts;

/// Halfway of the overlap on its raw scale: the crossover of `overlap_same_threat` in the codebook.
const HALFWAY: f64 = 0.2;
const BASE: f64 = 88.0;
const TOP: f64 = 26.0;
const MOST: f64 = 0.65;
const NARROW: f64 = 500.0;

pub(super) fn html(conduct: &Conduct, frame: &Frame) -> Markup {
    let texts = frame.texts;
    let shown = conduct.years.iter().find(|year| year.year == conduct.year);
    let label = format!(
        "{}. {}",
        texts.get("conduct.strip"),
        shown.map_or_else(String::new, |year| value(year, texts))
    );
    let [phone, column, wide] = STATIC_WIDTHS;
    let statics = [("phone", phone), ("column", column), ("wide", wide)];
    html! {
        h3 { (texts.get("conduct.strip")) }
        p class="note" { (texts.fill("conduct.strip_note", &[("halfway", &texts.tenth(HALFWAY))])) }
        (frame.drawings(|width| width, &statics, &label, |width| drawing(conduct, texts, width)))
    }
}

/// `2009: 0.47 (range 0.39 to 0.55)`.
pub(super) fn value(year: &YearOverlap, texts: Texts) -> String {
    let name = year.year.to_string();
    match (year.overlap.filter(|overlap| *overlap > 0.0), year.low, year.high) {
        (Some(overlap), Some(low), Some(high)) => texts.fill(
            "conduct.strip_value",
            &[
                ("year", &name),
                ("value", &texts.degree(overlap)),
                ("low", &texts.degree(low)),
                ("high", &texts.degree(high)),
            ],
        ),
        _ => texts.fill("conduct.strip_nothing", &[("year", &name)]),
    }
}

pub(super) fn drawing(conduct: &Conduct, texts: Texts, width: f64) -> Drawing {
    let narrow = width < NARROW;
    let (from, to) = (26.0, width - 4.0);
    #[allow(clippy::cast_precision_loss, reason = "a few dozen years")]
    let step = (to - from) / conduct.years.len().max(1) as f64;
    let y = |value: f64| BASE - (BASE - TOP) * value / MOST;
    let mut drawing = Drawing::new(width, 126.0);
    for value in [0.0, 0.2, 0.4, 0.6] {
        drawing.line(
            if value == HALFWAY { "half" } else { "grid" },
            (from, y(value)),
            (to, y(value)),
        );
        drawing.text(
            0.0,
            y(value) + 4.0,
            Anchor::Start,
            "quiet-text small tabular",
            &texts.tenth(value),
        );
    }
    drawing.line("axis", (from, BASE + 9.0), (to, BASE + 9.0));
    let wide_bar = (step - 2.0).clamp(3.0, 26.0);
    let mut knob = None;
    for (index, year) in conduct.years.iter().enumerate() {
        #[allow(clippy::cast_precision_loss, reason = "a few dozen years")]
        let x = from + (index as f64 + 0.5) * step;
        let shown = year.year == conduct.year;
        let colour = conduct.index % 4 + 1;
        let mark = if let (Some(overlap), Some(low), Some(high)) =
            (year.overlap.filter(|overlap| *overlap > 0.0), year.low, year.high)
        {
            html! {
                (rect(&if shown { "year shown".to_owned() } else { format!("year r{colour}") }, x - wide_bar / 2.0, y(overlap), wide_bar, BASE - y(overlap)))
                line class=(if shown { "whisker shown".to_owned() } else { format!("whisker l{colour}") }) x1=(At(x)) y1=(At(y(low))) x2=(At(x)) y2=(At(y(high))) {}
            }
        } else {
            html! { circle class="none" cx=(At(x)) cy=(At(BASE - 3.5)) r="2.2" {} }
        };
        drawing.add(&html! { g data-year=(year.year) {
            rect class="target" x=(At(x - step / 2.0)) y="0" width=(At(step)) height="104" {}
            (mark)
        } });
        if shown {
            let words = value(year, texts);
            let half = text_width(&words, 13.0) * 1.05 / 2.0;
            drawing.text(
                within(x, from + half, to - half),
                14.0,
                Anchor::Middle,
                "bold tabular halo",
                &words,
            );
            knob = Some(x);
        }
    }
    if let Some(x) = knob {
        drawing.add(&html! { circle class="knob" cx=(At(x)) cy=(At(BASE + 9.0)) r="6.5" {} });
    }
    let every = match (conduct.years.len() > 20, narrow) {
        (true, true) => 10,
        (true, false) => 5,
        (false, true) => 4,
        (false, false) => 1,
    };
    for (index, year) in conduct.years.iter().enumerate().filter(|(_, year)| year.year % every == 0)
    {
        #[allow(clippy::cast_precision_loss, reason = "a few dozen years")]
        let x = from + (index as f64 + 0.5) * step;
        drawing.text(x, 122.0, Anchor::Middle, "quiet-text small tabular", &year.year.to_string());
    }
    drawing
}
