//! The answers behind one question: score, range, reason and source, in both codings.

use maud::{Markup, html};

use super::{Figure, FigureOptions, Frame, Part, citation};
use crate::codebook::{Codebook, Dimension, Indicator, IndicatorKind};
use crate::compare::{ComparedCase, ComparedPhase, Comparison, PhaseIndicator};
use crate::error::Error;
use crate::structure::Structure;
use crate::texts::{Texts, span};

pub(super) fn figure(
    comparison: &Comparison,
    codebook: &Codebook,
    options: &FigureOptions,
    frame: &Frame,
) -> Result<Figure, Error> {
    let dimension = options.dimension.ok_or_else(|| Error::Unknown {
        path: "dimension".into(),
        what: "dimension",
        id: String::new(),
        known: "D1, D2, D3, D4".into(),
    })?;
    let texts = frame.texts;
    let mut parts: Vec<Part> = codebook
        .indicators_of(dimension)
        .map(|indicator| {
            Part::new(indicator.indicator_id.clone(), &answer(comparison, indicator, frame))
        })
        .collect();
    let structure = match *comparison.structure.get(dimension) {
        Structure::Min => texts.get("answers.min").to_owned(),
        Structure::Mean => texts.get("answers.mean").to_owned(),
        other => texts.fill("answers.structure", &[("structure", &other.to_string())]),
    };
    let [note, provenance] = ["answers.note", "provenance"].map(|key| texts.get(key).to_owned());
    let caption = [structure, note, provenance];
    parts.push(Part::new("caption", &html! { p class="note" { (caption.join(" ")) } }));
    let finding = super::comparison::sentences::finding(comparison, dimension, codebook, texts);
    Ok(Figure::new(finding, &caption, &table(comparison, dimension, codebook, texts), None, parts))
}

fn answer(comparison: &Comparison, indicator: &Indicator, frame: &Frame) -> Markup {
    let texts = frame.texts;
    let text = indicator.text.get(texts.0);
    html! {
        div class="answer" {
            h4 { (text.name) span class="tag" { (texts.get(&format!("answers.{}", indicator.kind))) } }
            p class="rule" { (text.question) " " (text.how_computed) }
            div class="columns" {
                @for (index, case) in comparison.cases.iter().enumerate() {
                    div {
                        h5 class=(format!("t{}", index % 4 + 1)) { (case.ally.get(texts.0).label.as_str()) }
                        @for phase in &case.phases {
                            @if let Some(row) = row_of(phase, indicator) { (entry(case, phase, row, indicator, frame)) }
                        }
                    }
                }
            }
        }
    }
}

fn row_of<'a>(phase: &'a ComparedPhase, indicator: &Indicator) -> Option<&'a PhaseIndicator> {
    phase.indicators.iter().find(|row| row.indicator_id == indicator.indicator_id)
}

fn entry(
    case: &ComparedCase,
    phase: &ComparedPhase,
    row: &PhaseIndicator,
    indicator: &Indicator,
    frame: &Frame,
) -> Markup {
    let texts = frame.texts;
    let judged = row.kind == IndicatorKind::Judged;
    let number = |value: f64| if judged { texts.tenth(value) } else { texts.degree(value) };
    let level = indicator.text.get(texts.0).level(row.first.score).filter(|_| judged);
    let range = texts.fill(
        "answers.range",
        &[("low", &number(row.first.low)), ("high", &number(row.first.high))],
    );
    let second = match row.second {
        Some(second) => texts.fill("answers.second", &[("score", &number(second.score))]),
        None => texts.get("answers.shared").to_owned(),
    };
    let name = format!("{}/indicators/{}/{}", case.case_id, row.indicator_id, phase.phase_id);
    html! {
        div class="entry" id=(name.replace('/', "-")) {
            span class="years" { (span(phase.from_year, phase.to_year)) }
            div {
                p class="score" {
                    b { (number(row.first.score)) } @if let Some(level) = level { ": " (level.trim_end_matches('.')) }
                    " " span class="note" { "(" (range) "; " (second) (raw(row, indicator, texts)) ")" }
                }
                p lang="en" { (row.rationale) }
                @if let Some(rationale) = &row.second_rationale {
                    p class="note" { (texts.get("answers.second_reason")) " " span lang="en" { (rationale) } }
                }
                p class="source" {
                    @if let Some(source) = &row.source { (citation(source)) " " }
                    @if judged && !row.checked { span class="unread" { (texts.get("unread")) } " " }
                    (frame.corrections.link(&name, texts))
                }
            }
        }
    }
}

/// The value before calibration, of a computed indicator.
fn raw(row: &PhaseIndicator, indicator: &Indicator, texts: Texts) -> Markup {
    let unit = &indicator.text.get(texts.0).unit;
    let decimals = if row.raw.is_some_and(|raw| raw >= 2.0) { 1 } else { 3 };
    html! {
        @if let Some(raw) = row.raw { "; " (texts.fill("answers.raw", &[("raw", &texts.number(raw, decimals)), ("unit", unit)])) }
    }
}

fn table(
    comparison: &Comparison,
    dimension: Dimension,
    codebook: &Codebook,
    texts: Texts,
) -> Markup {
    html! {
        table {
            caption { (texts.get(&format!("{dimension}.question"))) }
            thead { tr {
                th scope="col" { (texts.get("table.alliance")) }
                th scope="col" { (texts.get("table.period")) }
                @for indicator in codebook.indicators_of(dimension) {
                    th scope="col" { (indicator.text.get(texts.0).name) }
                }
            } }
            tbody {
                @for case in &comparison.cases { @for phase in &case.phases {
                    tr {
                        th scope="row" { (case.ally.get(texts.0).label.as_str()) }
                        td { (span(phase.from_year, phase.to_year)) }
                        @for indicator in codebook.indicators_of(dimension) {
                            td { @if let Some(row) = row_of(phase, indicator) {
                                (texts.fill("table.range", &[("score", &texts.degree(row.first.score)), ("low", &texts.degree(row.first.low)), ("high", &texts.degree(row.first.high))]))
                                @if let Some(second) = row.second { br; (texts.fill("table.second", &[("score", &texts.degree(second.score))])) }
                            } }
                        }
                    }
                } }
            }
        }
    }
}
