//! The figure "verdict on own answers": where they place an alliance, what would change that, and
//! what it resembles.

mod lanes;
mod tips;

use maud::{Markup, html};

use super::draw::Drawing;
use super::{Figure, Frame, Part, VERDICT_STYLE, data, stack};
use crate::codebook::{Codebook, Dimension};
use crate::nearest::Neighbour;
use crate::texts::{Texts, capitalised, question_number, span};
use crate::typology::{AllianceType, Degree, DimensionValue, Placement, Verdict};

/// How many neighbours are named.
const NEIGHBOURS: usize = 3;

/// The verdict on own answers with what a figure shows beside it.
#[derive(Clone, Copy, Debug)]
pub struct OwnVerdict<'a> {
    /// The verdict on the answers.
    pub verdict: &'a Verdict,
    /// The second coding of the documented alliance that the answers started from.
    pub second: Option<&'a Placement>,
    /// The dimensions whose value both of its codings share.
    pub shared: &'a [Dimension],
    /// Whether the answers are still those of the first coding of that alliance.
    pub is_unchanged: bool,
    /// Documented alliances, the nearest first.
    pub nearest: &'a [Neighbour],
    /// The indicator that is being asked for.
    pub asked: Option<&'a str>,
}

pub(super) fn figure(own: &OwnVerdict<'_>, codebook: &Codebook, frame: &Frame) -> Figure {
    let texts = frame.texts;
    let finding = own.verdict.finding(texts);
    let tips = tips::Tips::of(own, codebook, texts);
    let [phone, column, wide] = super::STATIC_WIDTHS;
    let statics = [("phone", phone), ("column", column), ("wide", wide)];
    let draw = |label: &str, draw: &dyn Fn(f64) -> Drawing| {
        frame.drawings(|width| width, &statics, label, draw)
    };
    let lanes = draw(&lanes::label(own, texts), &|width| lanes::drawing(own, texts, width));
    let caption = caption(own.verdict, texts);
    let paragraphs = html! { figcaption { @for paragraph in &caption { p { (paragraph) } } } };
    let mut parts = vec![
        Part::new("head", &head(own, texts)),
        Part::new("lanes", &lanes),
        Part::new(
            "tipping",
            &html! {
                div class="verdict-part" {
                    h4 { (tips.title) }
                    p class="note" { (tips.note) }
                    @if !tips.rows.is_empty() { (draw(&tips.label(texts), &|width| tips.drawing(texts, width))) }
                }
            },
        ),
    ];
    parts.push(Part::new("nearest", &nearest(own, texts)));
    parts.push(Part::new("caption", &paragraphs));
    let width = frame.width.unwrap_or(column);
    let mut panels =
        vec![(headline(&own.verdict.placement, texts), lanes::drawing(own, texts, width))];
    if !tips.rows.is_empty() {
        panels.push((tips.title.clone(), tips.drawing(texts, width)));
    }
    let svg = stack(panels, &finding, caption.last().map_or("", String::as_str), VERDICT_STYLE);
    Figure::new(finding, &caption, &table(own, codebook, texts), Some(svg), parts)
}

/// `Leans internal-threat alliance`.
fn headline(placement: &Placement, texts: Texts) -> String {
    capitalised(&verdict_words(placement, texts))
}

fn verdict_words(placement: &Placement, texts: Texts) -> String {
    let name = texts.get(&format!("classifier.type.{}", placement.alliance_type));
    match placement.degree {
        Some(Degree::Clearly) => texts.fill("degree.clearly", &[("type", name)]),
        Some(Degree::Leans) => texts.fill("degree.leans", &[("type", name)]),
        None => name.to_owned(),
    }
}

fn head(own: &OwnVerdict<'_>, texts: Texts) -> Markup {
    let placement = &own.verdict.placement;
    html! {
        p class="kicker" { (texts.get("classifier.with_answers")) }
        h3 class="verdict-words t1" { (headline(placement, texts)) }
        p class="say" { (own.verdict.explanation) }
        @for sentence in [possible(placement, texts), memberships(placement, texts), second(own, texts)].into_iter().flatten() {
            p class="say" { (sentence) }
        }
    }
}

/// The types that remain possible where answers are missing.
fn possible(placement: &Placement, texts: Texts) -> Option<String> {
    if placement.alliance_type != AllianceType::Undetermined {
        return None;
    }
    let mut types: Vec<String> = Vec::new();
    for cell in placement.cells.iter().filter(|cell| cell.possible) {
        let name = texts.get(match cell.cell.as_str() {
            "1111" => "type.internal_threat",
            "0000" => "type.external_threat",
            _ => "type.hybrid",
        });
        if !types.iter().any(|known| known == name) {
            types.push(name.to_owned());
        }
    }
    Some(texts.fill("classifier.possible", &[("types", &texts.or(&types))]))
}

fn memberships(placement: &Placement, texts: Texts) -> Option<String> {
    let DimensionValue { score, low, high } = placement.membership_internal;
    Some(texts.fill(
        "classifier.membership",
        &[
            ("score", &texts.degree(score?)),
            ("low", &texts.degree(low)),
            ("high", &texts.degree(high)),
            ("position", &texts.degree(placement.position.score?)),
        ],
    ))
}

/// What the second coding of the alliance says that the answers started from.
fn second(own: &OwnVerdict<'_>, texts: Texts) -> Option<String> {
    let second = own.second?;
    let says = texts.fill("classifier.second", &[("verdict", &verdict_words(second, texts))]);
    let differs = second.alliance_type != own.verdict.placement.alliance_type;
    Some(if own.is_unchanged && differs {
        format!("{says} {}", texts.get("classifier.second_open"))
    } else {
        says
    })
}

/// The second coding's value of a dimension, where it has one of its own.
fn second_score(own: &OwnVerdict<'_>, dimension: Dimension) -> Option<f64> {
    let second = own.second.filter(|_| !own.shared.contains(&dimension))?;
    second.dimensions.get(dimension).score
}

fn nearest(own: &OwnVerdict<'_>, texts: Texts) -> Markup {
    html! {
        div class="verdict-part" {
            h4 { (texts.get("classifier.nearest")) }
            @if own.nearest.is_empty() {
                p class="note" { (texts.get("classifier.nearest_none")) }
            } @else {
                p class="note" { (texts.get("classifier.nearest_note")) }
                ul class="near" {
                    @for neighbour in own.nearest.iter().take(NEIGHBOURS) {
                        li {
                            span { (name(neighbour, texts)) }
                            span { (texts.fill("classifier.away", &[
                                ("distance", &texts.degree(neighbour.distance)),
                                ("type", texts.get(&format!("type.{}", neighbour.alliance_type))),
                            ])) }
                        }
                    }
                }
            }
        }
    }
}

/// The alliance with its years, unless its name has them.
fn name(neighbour: &Neighbour, texts: Texts) -> String {
    let label = neighbour.label.get(texts.0);
    if label.contains(&neighbour.from_year.to_string()) {
        return label.clone();
    }
    format!("{label} {}", span(neighbour.from_year, neighbour.to_year))
}

fn caption(verdict: &Verdict, texts: Texts) -> Vec<String> {
    let version = texts.fill("classifier.codebook", &[("version", &verdict.codebook_version)]);
    vec![
        format!("{} {}", texts.get("classifier.caption"), texts.get("classifier.caption_type")),
        format!("{version} {}", texts.get("classifier.provenance")),
    ]
}

/// Every number of the figure.
fn table(own: &OwnVerdict<'_>, codebook: &Codebook, texts: Texts) -> Markup {
    let head = |keys: &[&str]| {
        html! { thead { tr { @for key in keys { th scope="col" { (texts.get(&format!("classifier.{key}"))) } } } } }
    };
    let tables = html! {
        table {
            caption { (texts.get("classifier.table_dimensions")) }
            (head(&["question", "score", "low", "high", "second_column"]))
            tbody { @for &dimension in Dimension::ALL { (dimension_row(own, dimension, texts)) } }
        }
        table {
            caption { (texts.get("classifier.table_answers")) }
            (head(&["question", "answer", "boundary", "beyond"]))
            tbody { @for point in &own.verdict.tipping_points {
                tr {
                    th scope="row" { (tips::indicator(&point.indicator_id, codebook, texts)) }
                    td { (known(point.score, texts)) }
                    td { (point.boundary.map(|boundary| texts.degree(boundary)).unwrap_or_default()) }
                    td { @if let Some(beyond) = point.alliance_type { (texts.get(&format!("type.{beyond}"))) } }
                }
            } }
        }
    };
    data(texts.get("classifier.table_dimensions"), &tables, texts)
}

fn dimension_row(own: &OwnVerdict<'_>, dimension: Dimension, texts: Texts) -> Markup {
    let value = own.verdict.placement.dimensions.get(dimension);
    html! {
        tr {
            th scope="row" { (dimension_name(dimension, texts)) }
            td { (known(value.score, texts)) }
            td { (texts.degree(value.low)) }
            td { (texts.degree(value.high)) }
            td { (second_score(own, dimension).map(|score| texts.degree(score)).unwrap_or_default()) }
        }
    }
}

/// `4 Rulers’ power decides`.
fn dimension_name(dimension: Dimension, texts: Texts) -> String {
    format!("{} {}", question_number(dimension), texts.get(&format!("classifier.{dimension}")))
}

/// A score, or the sign of what is not known.
fn known(score: Option<f64>, texts: Texts) -> String {
    score.map_or_else(|| "?".to_owned(), |score| texts.degree(score))
}
