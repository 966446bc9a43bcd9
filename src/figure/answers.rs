//! The answers behind one question: score, range, reason and source, in both codings.

use maud::{Markup, html};

use super::{Figure, FigureOptions, Frame, Part, citation};
use crate::codebook::{Codebook, Dimension, Indicator, IndicatorKind};
use crate::compare::{ComparedCase, ComparedPhase, Comparison, PhaseIndicator};
use crate::error::Error;
use crate::membership::{NEUTRAL, Scored};
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
            let version = &codebook.version;
            Part::new(
                indicator.indicator_id.clone(),
                &answer(comparison, indicator, version, frame),
            )
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

fn answer(comparison: &Comparison, indicator: &Indicator, version: &str, frame: &Frame) -> Markup {
    let texts = frame.texts;
    let text = indicator.text(texts.0);
    let ambiguity = text.ambiguity.as_ref().filter(|ambiguity| !ambiguity.is_empty());
    html! {
        div class="answer" {
            h4 { (text.name) span class="tag" { (texts.get(&format!("answers.{}", indicator.kind))) } }
            p class="rule" { (text.question) " " (text.how_computed) }
            @if let Some(ambiguity) = ambiguity {
                p class="rule" { (texts.fill("answers.ambiguity", &[("version", version), ("ambiguity", ambiguity)])) }
            }
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
    let level = indicator.text(texts.0).level(row.first.score).filter(|_| judged);
    let filled = |key: &str, coding: Scored| {
        let [score, low, high] = [coding.score, coding.low, coding.high].map(number);
        texts.fill(key, &[("score", &score), ("low", &low), ("high", &high)])
    };
    let second = match row.second {
        Some(second) => filled("answers.second", second),
        None => texts.get("answers.shared").to_owned(),
    };
    let apart = row.second.is_some_and(|second| part(row.first, second));
    let name = format!("{}/indicators/{}/{}", case.case_id, row.indicator_id, phase.phase_id);
    html! {
        div class="entry" id=(name.replace('/', "-")) {
            span class="years" { (span(phase.from_year, phase.to_year)) }
            div {
                p class="score" {
                    b { (number(row.first.score)) } @if let Some(level) = level { ": " (level.trim_end_matches('.')) }
                    " " span class="note" { "(" (filled("answers.range", row.first)) "; " (second) (raw(row, indicator, texts)) ")" }
                    @if apart { " " span class="tag" { (texts.get("answers.apart")) } }
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

/// Two levels: so far apart, two codings part even on one side of halfway.
const FAR: f64 = 0.4;

/// Whether two codings of one answer lie on different sides of halfway, or far from each other.
fn part(first: Scored, second: Scored) -> bool {
    first.side() != second.side() || (first.score - second.score).abs() > FAR - NEUTRAL
}

/// The value before calibration, of a computed indicator.
fn raw(row: &PhaseIndicator, indicator: &Indicator, texts: Texts) -> Markup {
    let unit = &indicator.text(texts.0).unit;
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
                    th scope="col" { (indicator.text(texts.0).name) }
                }
            } }
            tbody {
                @for case in &comparison.cases { @for phase in &case.phases {
                    tr {
                        th scope="row" { (case.ally.get(texts.0).label.as_str()) }
                        td { (span(phase.from_year, phase.to_year)) }
                        @for indicator in codebook.indicators_of(dimension) {
                            td { @if let Some(row) = row_of(phase, indicator) {
                                (scored(row.first, texts))
                                @if let Some(second) = row.second { br; (texts.fill("table.second", &[("score", &scored(second, texts))])) }
                            } }
                        }
                    }
                } }
            }
        }
    }
}

/// `0.60 (0.40 to 0.80)`.
fn scored(coding: Scored, texts: Texts) -> String {
    let [score, low, high] =
        [coding.score, coding.low, coding.high].map(|value| texts.degree(value));
    texts.fill("table.range", &[("score", &score), ("low", &low), ("high", &high)])
}
