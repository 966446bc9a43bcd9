//! The figure "verdict and four differences".

mod card;
mod lanes;
pub(super) mod sentences;

use maud::{Markup, html};

use super::draw::{Drawing, Role, case_mark, within};
use super::{CASES_STYLE, Figure, FigureOptions, Frame, Part, data, stack};
use crate::codebook::{ByDimension, Codebook, Dimension};
use crate::compare::{ComparedCase, ComparedPhase, Comparison};
use crate::error::Error;
use crate::reference::ReferenceAlliance;
use crate::structure::Structure;
use crate::texts::{Texts, question_number, span};
use crate::typology::{Coder, DimensionValue, Placement};

/// Least width of a card, and the gap between two: the style sheet lays them out by the same numbers.
const CARD: f64 = 340.0;
const CARD_GAP: f64 = 32.0;
/// From this width on a question's words stand beside its drawing, in a column of this width with its gap.
const WIDE: f64 = 1000.0;
const WORDS: f64 = 280.0;

pub(super) fn figure(
    comparison: &Comparison,
    codebook: &Codebook,
    options: &FigureOptions,
    frame: &Frame,
) -> Result<Figure, Error> {
    let texts = frame.texts;
    let finding = sentences::headline(comparison, texts);
    let mut parts = vec![Part::new("head", &head(comparison, &finding, texts))];
    for (index, case) in comparison.cases.iter().enumerate() {
        let label = card::label(case, texts);
        let statics = [("card-narrow", super::STATIC_WIDTHS[0]), ("card-wide", CARD)];
        let cases = comparison.cases.len();
        let drawings = frame.drawings(
            |width| card_width(width, cases),
            &statics,
            &label,
            |width| card::drawing(case, index, comparison.coder, texts, width),
        );
        parts.push(Part::new(
            format!("case:{}", case.case_id),
            &card::html(case, index, texts, &drawings),
        ));
        if let Some(phase) = chosen_phase(case, options)? {
            parts.push(Part::new(
                format!("phase:{}", case.case_id),
                &detail(phase, comparison.coder, texts),
            ));
        }
    }
    parts.push(Part::new("key", &key(comparison, texts)));
    for &dimension in Dimension::ALL {
        parts.push(Part::new(dimension.word(), &question(comparison, dimension, codebook, frame)));
    }
    let caption = caption(comparison, codebook, texts);
    parts.push(Part::new(
        "caption",
        &html! { figcaption { @for paragraph in &caption { p { (paragraph) } } } },
    ));
    let svg = alone(
        comparison,
        codebook,
        texts,
        frame.width.unwrap_or(super::STATIC_WIDTHS[2]),
        &finding,
        &format!(
            "{} {}",
            with_codings("codings.note", comparison.coder, texts),
            caption.last().map_or("", String::as_str)
        ),
    );
    Ok(Figure::new(finding, &caption, &table(comparison, texts), Some(svg), parts))
}

/// Width of a card's drawing in a container, whatever the number of columns.
fn card_width(container: f64, cases: usize) -> f64 {
    #[allow(clippy::cast_precision_loss, reason = "a few cases")]
    let columns = within(((container + CARD_GAP) / (CARD + CARD_GAP)).floor(), 1.0, cases as f64);
    ((container - (columns - 1.0) * CARD_GAP) / columns).min(420.0)
}

/// Width of a question's drawing in a container.
fn lanes_width(container: f64) -> f64 {
    if container >= WIDE { (container - WORDS).min(1100.0) } else { container }
}

fn head(comparison: &Comparison, finding: &str, texts: Texts) -> Markup {
    let allies: Vec<String> =
        comparison.cases.iter().map(|case| sentences::ally(case, texts).to_owned()).collect();
    html! {
        div class="head" {
            div {
                p class="kicker" { (texts.fill("comparison.kicker", &[("allies", &texts.and(&allies))])) }
                h2 { (finding) }
            }
            p class="deck" { (texts.get("comparison.deck")) }
        }
    }
}

fn chosen_phase<'a>(
    case: &'a ComparedCase,
    options: &FigureOptions,
) -> Result<Option<&'a ComparedPhase>, Error> {
    let Some(id) = options.phases.as_ref().and_then(|phases| phases.get(&case.case_id)) else {
        return Ok(None);
    };
    let found = case.phases.iter().find(|phase| &phase.phase_id == id);
    found.map(Some).ok_or_else(|| Error::Unknown {
        path: format!("phases.{}", case.case_id),
        what: "phase",
        id: id.clone(),
        known: case
            .phases
            .iter()
            .map(|phase| phase.phase_id.as_str())
            .collect::<Vec<_>>()
            .join(", "),
    })
}

/// What is known of one period, for the stepper.
fn detail(phase: &ComparedPhase, coder: Coder, texts: Texts) -> Markup {
    html! {
        div class="phase" {
            h4 { (span(phase.from_year, phase.to_year)) " · " (phase.name.get(texts.0).as_str()) }
            p lang="en" { (phase.summary) }
            p { (sentences::phase_sentences(phase, coder, texts).join(" ")) }
        }
    }
}

fn key(comparison: &Comparison, texts: Texts) -> Markup {
    let sign = |mark: Markup| {
        let mut drawing = Drawing::new(36.0, 16.0);
        drawing.add(&mark);
        drawing.finish("sign", &Role::DECORATION)
    };
    let cases = comparison.cases.len().min(2);
    let [dot, tick] = codings(comparison.coder, texts);
    #[allow(clippy::cast_precision_loss, reason = "two marks")]
    let each = |mark: &dyn Fn(usize, f64) -> Markup| html! { @for index in 0..cases { (mark(index, 9.0 + 18.0 * index as f64)) } };
    html! {
        p class="provenance" { (with_codings("codings.note", comparison.coder, texts)) " " (texts.get("provenance")) }
        ul class="key" {
            li { (sign(each(&|index, x| case_mark(index, x, 8.0, 5.0)))) (dot) }
            li { (sign(each(&|index, x| super::draw::second_mark(index, x, 18.0)))) (tick) }
            li { (sign(html! { rect class="range r1" x="0" y="5.5" width="36" height="5" rx="2.5" {} })) (with_codings("key.range", comparison.coder, texts)) }
            @if !comparison.references.is_empty() {
                li { (sign(html! { path class="reference" d="M10 1V15M18 1V15M31 1V15" {} })) (texts.get("key.references")) }
            }
            li { (sign(html! { circle class="ring" cx="18" cy="8" r="3.8" {} })) (texts.get("key.fighting")) }
            li { (texts.get("key.time")) }
        }
    }
}

fn question(
    comparison: &Comparison,
    dimension: Dimension,
    codebook: &Codebook,
    frame: &Frame,
) -> Markup {
    let texts = frame.texts;
    let label = label(comparison, dimension, texts);
    let [phone, column, wide] = super::STATIC_WIDTHS;
    let statics = [("phone", phone), ("column", column), ("wide", wide)];
    let drawings = frame.drawings(lanes_width, &statics, &label, |width| {
        lanes::drawing(comparison, dimension, codebook, texts, width)
    });
    html! {
        div class="question" {
            div class="words" {
                h3 { span class="number" { (question_number(dimension)) } " " span { (texts.get(&format!("{dimension}.question"))) } }
                p class="finding" { (sentences::finding(comparison, dimension, codebook, texts)) }
            }
            div class="lanes" { (drawings) (remarks(comparison, dimension, frame)) }
        }
    }
}

/// The remarks as a list, for drawings too narrow to carry them.
fn remarks(comparison: &Comparison, dimension: Dimension, frame: &Frame) -> Markup {
    let texts = frame.texts;
    if frame.width.is_some_and(|width| lanes_width(width) >= lanes::NARROW) {
        return Markup::default();
    }
    let remarks = comparison.cases.iter().flat_map(|case| {
        case.annotations
            .iter()
            .filter(move |annotation| annotation.dimension == dimension)
            .filter_map(move |annotation| {
                let phase =
                    case.phases.iter().find(|phase| phase.phase_id == annotation.phase_id)?;
                let text =
                    if texts.0 == crate::Locale::Es { &annotation.es } else { &annotation.en };
                let ally = case.ally.get(texts.0).label.as_str();
                Some((format!("{ally} {}", span(phase.from_year, phase.to_year)), text))
            })
    });
    html! { ul class="remarks" { @for (period, text) in remarks { li { b { (period) } " " (text) } } } }
}

/// What a drawing shows, for a reader who hears it.
fn label(comparison: &Comparison, dimension: Dimension, texts: Texts) -> String {
    let cases: Vec<String> = comparison
        .cases
        .iter()
        .map(|case| {
            let values: Vec<String> = case
                .phases
                .iter()
                .map(|phase| {
                    let value = value(phase.verdict.dimensions.get(dimension), texts);
                    format!("{} {value}", span(phase.from_year, phase.to_year))
                })
                .collect();
            texts.fill(
                "lanes.label_case",
                &[("ally", sentences::ally(case, texts)), ("values", &values.join("; "))],
            )
        })
        .collect();
    texts.fill(
        "lanes.label",
        &[("question", texts.get(&format!("{dimension}.question"))), ("cases", &cases.join(" "))],
    )
}

/// `0.58 (0.44 to 0.73)`.
fn value(value: &DimensionValue, texts: Texts) -> String {
    let score = value.score.map_or_else(|| "?".to_owned(), |score| texts.degree(score));
    texts.fill(
        "table.range",
        &[
            ("score", &score),
            ("low", &texts.degree(value.low)),
            ("high", &texts.degree(value.high)),
        ],
    )
}

fn caption(comparison: &Comparison, codebook: &Codebook, texts: Texts) -> Vec<String> {
    let order = match comparison.references.len() {
        0 => texts.get("caption.order").to_owned(),
        count => texts.fill("caption.references", &[("count", &count.to_string())]),
    };
    let theory = texts.fill("caption.theory", &[("version", &codebook.version)]);
    vec![
        format!("{} {order}", reading(comparison.structure, texts)),
        format!("{} {theory} {}", texts.get("caption.type"), texts.get("provenance")),
    ]
}

/// How to read the dots: by the codebook's own structure, or by another.
fn reading(structure: ByDimension<Structure>, texts: Texts) -> String {
    use Structure::{Mean, Min};
    if structure
        == (ByDimension { threat_and_goal: Mean, cohesion: Mean, response: Min, criterion: Mean })
    {
        return texts.get("caption.reading").to_owned();
    }
    let rules = Dimension::ALL.iter().map(|&dimension| {
        let structure = structure.get(dimension);
        let rule = match structure {
            Mean => texts.get("caption.mean").to_owned(),
            Min => texts.get("caption.min").to_owned(),
            other => other.to_string(),
        };
        texts.fill("caption.rule", &[("number", question_number(dimension)), ("rule", &rule)])
    });
    let rules = texts.and(&rules.collect::<Vec<_>>());
    texts.fill("caption.reading_other", &[("rules", &rules)])
}

/// Every value of the figure. Long, so it comes closed.
fn table(comparison: &Comparison, texts: Texts) -> Markup {
    let coder = comparison.coder;
    let title = with_codings("table.comparison", coder, texts);
    let tables = html! {
        table {
            caption { (title) }
            thead { tr {
                th scope="col" { (texts.get("table.alliance")) }
                th scope="col" { (texts.get("table.period")) }
                @for &dimension in Dimension::ALL {
                    th scope="col" { (question_number(dimension)) " " (texts.get(&format!("{dimension}.name"))) }
                }
                th scope="col" { (texts.get("table.membership")) }
                th scope="col" { (texts.get("table.position")) }
                th scope="col" { (texts.get("table.type")) }
            } }
            tbody {
                @for case in &comparison.cases { @for phase in &case.phases { (row(case, phase, comparison.coder, texts)) } }
                @for reference in &comparison.references { (reference_row(reference, coder, texts)) }
            }
        }
    };
    data(&title, &tables, texts)
}

fn reference_words(reference: &ReferenceAlliance, texts: Texts) -> String {
    let (first, second) = (
        sentences::verdict_words(&reference.first, texts),
        sentences::verdict_words(&reference.second, texts),
    );
    if first == second { first } else { texts.or(&[first, second]) }
}

fn row(case: &ComparedCase, phase: &ComparedPhase, coder: Coder, texts: Texts) -> Markup {
    html! {
        tr {
            th scope="row" { (case.ally.get(texts.0).label.as_str()) }
            td { (span(phase.from_year, phase.to_year)) }
            (values(&phase.verdict, other(phase, coder), coder, texts))
            td { (sentences::supported_words(phase, texts)) }
        }
    }
}

fn reference_row(reference: &ReferenceAlliance, coder: Coder, texts: Texts) -> Markup {
    let tick = beside(&reference.first, &reference.second, coder);
    html! {
        tr {
            th scope="row" { (reference.label.get(texts.0).as_str()) }
            td { (span(reference.from_year, reference.to_year)) }
            (values(&reference.verdict, tick, coder, texts))
            td { (reference_words(reference, texts)) }
        }
    }
}

/// The cells of all that was measured.
fn values(dot: &Placement, tick: &Placement, coder: Coder, texts: Texts) -> Markup {
    let both = |dot, tick| both(dot, tick, coder, texts);
    html! {
        @for &dimension in Dimension::ALL { td { (both(dot.dimensions.get(dimension), tick.dimensions.get(dimension))) } }
        td { (both(&dot.membership_internal, &tick.membership_internal)) }
        td { (both(&dot.position, &tick.position)) }
    }
}

/// The value of the dot with its range, that of the tick under it.
fn both(dot: &DimensionValue, tick: &DimensionValue, coder: Coder, texts: Texts) -> Markup {
    let key = if coder == Coder::Second { "table.first" } else { "table.second" };
    html! {
        (value(dot, texts))
        @if let Some(score) = tick.score { br; (texts.fill(key, &[("score", &texts.degree(score))])) }
    }
}

/// The coding beside the one that the dots stand for.
fn other(phase: &ComparedPhase, coder: Coder) -> &Placement {
    beside(&phase.first, &phase.second, coder)
}

fn beside<'a>(first: &'a Placement, second: &'a Placement, coder: Coder) -> &'a Placement {
    match coder {
        Coder::Second => first,
        Coder::First | Coder::Hull => second,
    }
}

/// What the dots and the ticks stand for.
fn codings(coder: Coder, texts: Texts) -> [&'static str; 2] {
    let [dot, tick] = match coder {
        Coder::First => ["coding.1", "coding.2"],
        Coder::Second => ["coding.2", "coding.1"],
        Coder::Hull => ["coding.hull", "coding.2"],
    };
    [texts.get(dot), texts.get(tick)]
}

/// A message about dots and ticks.
fn with_codings(key: &str, coder: Coder, texts: Texts) -> String {
    let [dot, tick] = codings(coder, texts);
    texts.fill(key, &[("dot", dot), ("tick", tick)])
}

/// The whole figure as one drawing.
fn alone(
    comparison: &Comparison,
    codebook: &Codebook,
    texts: Texts,
    width: f64,
    finding: &str,
    source: &str,
) -> String {
    let cases = comparison.cases.iter().enumerate().map(|(index, case)| {
        let heading =
            format!("{}: {}", card::title(case, texts), sentences::case_verdict(case, texts));
        (heading, card::drawing(case, index, comparison.coder, texts, width.min(420.0)))
    });
    let questions = Dimension::ALL.iter().map(|&dimension| {
        let heading = format!(
            "{} {}",
            question_number(dimension),
            texts.get(&format!("{dimension}.question"))
        );
        (heading, lanes::drawing(comparison, dimension, codebook, texts, width))
    });
    stack(cases.chain(questions).collect(), finding, source, CASES_STYLE)
}
