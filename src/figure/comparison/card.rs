//! The verdict on one case: its memberships by period, its weakest point, the claim beside the codings.

use maud::{Markup, html};

use super::sentences::{ally, case_verdict, claims, supported_words, weakest};
use crate::codebook::Dimension;
use crate::compare::ComparedCase;
use crate::figure::draw::{Anchor, At, Drawing, Role, at, case_mark, path, second_mark, text_mark};
use crate::figure::text::text_width;
use crate::membership::Side;
use crate::texts::{Texts, question_number, span};
use crate::typology::{Coder, Degree};

/// Below this width the words of a verdict stand above its lane, and where they would leave less than this to the scale.
const NARROW: f64 = 340.0;
const LEAST_SCALE: f64 = 72.0;

/// Draws the membership of each period at a width in pixels.
pub(super) fn drawing(
    case: &ComparedCase,
    index: usize,
    coder: Coder,
    texts: Texts,
    width: f64,
) -> Drawing {
    let words: Vec<String> =
        case.phases.iter().map(|phase| supported_words(phase, texts)).collect();
    let longest = words.iter().map(|words| text_width(words, 13.0) * 1.05).fold(0.0, f64::max);
    let beside = (78.0, width - 48.0 - longest);
    let narrow = width < NARROW || beside.1 - beside.0 < LEAST_SCALE;
    let (from, to) = if narrow { (8.0, width - 48.0) } else { beside };
    let pitch = if narrow { 45.0 } else { 25.0 };
    #[allow(clippy::cast_precision_loss, reason = "a few phases")]
    let bottom = 4.0 + case.phases.len() as f64 * pitch;
    let x = |value: f64| from + value * (to - from);
    let mut drawing = Drawing::new(width, bottom + 20.0);
    drawing.rect("quiet", x(0.5), 0.0, x(1.0) - x(0.5), bottom);
    drawing.line("grid", (x(0.0), 0.0), (x(0.0), bottom));
    drawing.line("grid", (x(1.0), 0.0), (x(1.0), bottom));
    drawing.line("half", (x(0.5), 0.0), (x(0.5), bottom));
    drawing.text(x(0.0), bottom + 15.0, Anchor::Middle, "quiet-text small", "0");
    if text_width(texts.get("halfway"), 12.0) + 24.0 < to - from {
        drawing.text(
            x(0.5),
            bottom + 15.0,
            Anchor::Middle,
            "quiet-text small",
            texts.get("halfway"),
        );
    }
    drawing.text(x(1.0), bottom + 15.0, Anchor::Middle, "quiet-text small", "1");
    for (row, (phase, words)) in case.phases.iter().zip(&words).enumerate() {
        #[allow(clippy::cast_precision_loss, reason = "a few phases")]
        let y = 4.0 + (row as f64 + if narrow { 0.72 } else { 0.5 }) * pitch;
        let value = phase.verdict.membership_internal;
        let Some(score) = value.score else { continue };
        let clearly =
            phase.supported.degree == Some(Degree::Clearly) && phase.supported.types.len() == 1;
        let class = if clearly { "bold halo" } else { "halo" };
        let years = span(phase.from_year, phase.to_year);
        drawing.add(&html! {
            g class="lane" data-case=(case.case_id) data-phase=(phase.phase_id) {
                rect class=(format!("range r{}", index % 4 + 1)) x=(At(x(value.low))) y=(At(y - 2.5)) width=(At(x(value.high) - x(value.low))) height="5" rx="2.5" {}
                (case_mark(index, x(score), y, 6.0))
                circle class="chosen" cx=(At(x(score))) cy=(At(y)) r="10" {}
                @if let Some(other) = super::other(phase, coder).membership_internal.score { (second_mark(index, x(other), y)) }
                @if narrow {
                    (text_mark(0.0, y - 17.0, Anchor::Start, "quiet-text tabular halo", &years))
                    (text_mark(width, y - 17.0, Anchor::End, class, words))
                    (text_mark(width, y + 4.5, Anchor::End, "tabular", &texts.degree(score)))
                } @else {
                    (text_mark(0.0, y + 4.5, Anchor::Start, "quiet-text tabular", &years))
                    (text_mark(to + 12.0, y + 4.5, Anchor::Start, "tabular", &texts.degree(score)))
                    (text_mark(to + 46.0, y + 4.5, Anchor::Start, class, words))
                }
            }
        });
    }
    drawing
}

/// What the drawing shows, for a reader who hears it.
pub(super) fn label(case: &ComparedCase, texts: Texts) -> String {
    let values: Vec<String> = case
        .phases
        .iter()
        .filter_map(|phase| {
            Some(format!(
                "{} {}, {}",
                span(phase.from_year, phase.to_year),
                texts.degree(phase.verdict.membership_internal.score?),
                supported_words(phase, texts)
            ))
        })
        .collect();
    format!("{}. {}.", texts.get("case.membership"), values.join("; "))
}

/// The years of a case in full: `1980–2010`.
pub(super) fn title(case: &ComparedCase, texts: Texts) -> String {
    let patron = case.patron.get(texts.0).label.as_str();
    texts.fill(
        "case.title",
        &[
            ("patron", patron),
            ("ally", ally(case, texts)),
            ("years", &format!("{}–{}", case.from_year, case.to_year)),
        ],
    )
}

/// The card as HTML around its drawings.
pub(super) fn html(case: &ComparedCase, index: usize, texts: Texts, drawings: &Markup) -> Markup {
    html! {
        h3 class="case-title" {
            svg class="sign" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" focusable="false" { (case_mark(index, 8.0, 8.0, 6.0)) }
            span { (title(case, texts)) }
        }
        p class=(format!("case-verdict t{}", index % 4 + 1)) { (case_verdict(case, texts)) }
        p class="label" { (texts.get("case.membership")) }
        (drawings)
        dl class="facts" {
            div { dt { (texts.get("case.weakest")) } dd { @for line in weakest(case, texts) { div { (line) } } } }
            div { dt { (texts.get("case.position")) } dd { (position(case, texts)) } }
            div { dt { (texts.get("case.claims")) } dd { (claims(case, texts)) } }
            div { dt { (texts.get("case.codings")) } dd { (texts.get("case.codings_note")) } }
        }
        dl class="counts" {
            @for &dimension in Dimension::ALL {
                div { dt { (question_number(dimension)) " " (texts.get(&format!("{dimension}.name"))) } dd { (pips(case, index, dimension)) (count(case, dimension, texts)) } }
            }
        }
    }
}

fn position(case: &ComparedCase, texts: Texts) -> String {
    let numbers =
        texts.numbers(case.phases.iter().filter_map(|phase| phase.verdict.position.score));
    texts.fill("case.position_note", &[("numbers", &numbers)])
}

/// How many codings put each period on the internal side: 0, 1 or 2.
fn agreement(case: &ComparedCase, dimension: Dimension) -> Vec<usize> {
    let internal = |side: Option<Side>| usize::from(side == Some(Side::Internal));
    case.phases
        .iter()
        .map(|phase| phase.supported.dimensions.get(dimension))
        .map(|support| internal(support.first) + internal(support.second))
        .collect()
}

/// A pip a period: full where both codings find it internal, half where one does, empty where none does.
fn pips(case: &ComparedCase, index: usize, dimension: Dimension) -> Markup {
    const STEP: f64 = 16.0;
    let agreement = agreement(case, dimension);
    #[allow(clippy::cast_precision_loss, reason = "a few phases")]
    let width = agreement.len() as f64 * STEP;
    let mut drawing = Drawing::new(width, STEP);
    for (row, codings) in agreement.iter().enumerate() {
        #[allow(clippy::cast_precision_loss, reason = "a few phases")]
        let x = (row as f64 + 0.5) * STEP;
        let colour = index % 4 + 1;
        drawing.add(&match codings {
            2 => html! { g class="pip" { (case_mark(index, x, 8.0, 5.0)) } },
            1 => html! { g class=(format!("pip l{colour}")) { (case_mark(index, x, 8.0, 5.0)) path class=(format!("half-pip c{colour}")) d=(half(index, x)) {} } },
            _ => html! { g class=(format!("pip l{colour}")) { (case_mark(index, x, 8.0, 5.0)) } },
        });
    }
    drawing.finish("pips", &Role::DECORATION)
}

/// The left half of a pip.
fn half(index: usize, x: f64) -> String {
    match index % 4 {
        0 => format!("M{0} 3A5 5 0 0 0 {0} 13Z", at(x)),
        1 => path(&[(x, 1.9), (x, 14.1), (x - 6.1, 8.0)]) + "Z",
        2 => path(&[(x, 3.5), (x, 12.5), (x - 4.5, 12.5), (x - 4.5, 3.5)]) + "Z",
        _ => path(&[(x, 2.2), (x, 12.6), (x - 5.7, 12.6)]) + "Z",
    }
}

fn count(case: &ComparedCase, dimension: Dimension, texts: Texts) -> Markup {
    let agreement = agreement(case, dimension);
    let both = agreement.iter().filter(|codings| **codings == 2).count().to_string();
    let open = agreement.iter().filter(|codings| **codings == 1).count();
    html! {
        (texts.fill("case.count", &[("count", &both), ("all", &agreement.len().to_string())]))
        @if open > 0 { " " span class="undecided" { (texts.fill("case.undecided", &[("count", &open.to_string())])) } }
    }
}
