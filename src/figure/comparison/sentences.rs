//! What the figure says in words. A sentence claims only what both codings and the
//! ranges of the first support; the rest is called open.

use crate::codebook::{Codebook, Dimension, IndicatorKind};
use crate::compare::{ComparedCase, ComparedPhase, Comparison};
use crate::membership::{Scored, Side, side};
use crate::texts::{Texts, capitalised, question_numbers, span};
use crate::typology::{AllianceType, Coder, Degree, Placement};

/// `question 4`, `questions 1, 2 and 3`.
fn questions(texts: Texts, dimensions: &[Dimension]) -> String {
    texts.questions(["question", "questions"], dimensions)
}

/// The ally inside a sentence.
pub(crate) fn ally(case: &ComparedCase, texts: Texts) -> &str {
    case.ally.get(texts.0).in_sentence.as_str()
}

/// When: `throughout`, `from 2006 on`, `in 1998–2002`. `chosen` are indices of phases in order.
fn period(case: &ComparedCase, chosen: &[usize], texts: Texts) -> String {
    if chosen.len() == case.phases.len() {
        return texts.get("period.throughout").to_owned();
    }
    let phrases: Vec<String> = runs(chosen)
        .into_iter()
        .filter_map(|(first, last)| {
            let (from, to) = (case.phases.get(first)?.from_year, case.phases.get(last)?.to_year);
            Some(if last > first && last + 1 == case.phases.len() {
                texts.fill("period.from", &[("year", &from.to_string())])
            } else if last > first && first == 0 {
                texts.fill("period.until", &[("year", &to.to_string())])
            } else {
                texts.fill("period.in", &[("span", &span(from, to))])
            })
        })
        .collect();
    texts.and(&phrases)
}

/// Neighbouring indices joined: `[0, 1, 3]` is `[(0, 1), (3, 3)]`.
fn runs(chosen: &[usize]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &index in chosen {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == index => *last = index,
            _ => runs.push((index, index)),
        }
    }
    runs
}

fn chosen(case: &ComparedCase, pick: impl Fn(&ComparedPhase) -> bool) -> Vec<usize> {
    case.phases
        .iter()
        .enumerate()
        .filter(|(_, phase)| pick(phase))
        .map(|(index, _)| index)
        .collect()
}

/// The periods of each case for which `pick` holds, with a value for each if asked; `None` where there are none.
fn list(
    comparison: &Comparison,
    texts: Texts,
    pick: impl Fn(&ComparedPhase) -> bool,
    value: Option<&dyn Fn(&ComparedPhase) -> f64>,
) -> Option<String> {
    let items: Vec<String> = comparison
        .cases
        .iter()
        .filter_map(|case| {
            let chosen = chosen(case, &pick);
            let period = (!chosen.is_empty()).then(|| period(case, &chosen, texts))?;
            let places = [("ally", ally(case, texts)), ("period", period.as_str())];
            Some(match value {
                None => texts.fill("finding.item_plain", &places),
                Some(value) => {
                    let numbers = texts.numbers(
                        chosen.iter().filter_map(|&index| case.phases.get(index)).map(value),
                    );
                    texts.fill("finding.item", &[places[0], places[1], ("numbers", &numbers)])
                }
            })
        })
        .collect();
    (!items.is_empty()).then(|| texts.and(&items))
}

fn survives(phase: &ComparedPhase, dimension: Dimension) -> Option<Side> {
    phase.supported.dimensions.get(dimension).survives()
}

/// The finding of the whole comparison, a sentence a case, the one that goes furthest first.
pub(crate) fn headline(comparison: &Comparison, texts: Texts) -> String {
    let mut sentences: Vec<(usize, String)> = Vec::new();
    for case in &comparison.cases {
        let (count, sentence) = case_headline(case, texts);
        let at = sentences.iter().position(|(other, _)| count > *other).unwrap_or(sentences.len());
        sentences.insert(at, (count, sentence));
    }
    sentences.into_iter().map(|(_, sentence)| sentence).collect::<Vec<_>>().join(" ")
}

fn case_headline(case: &ComparedCase, texts: Texts) -> (usize, String) {
    let internal = |phase: &ComparedPhase| -> Vec<Dimension> {
        Dimension::ALL
            .iter()
            .copied()
            .filter(|&dimension| survives(phase, dimension) == Some(Side::Internal))
            .collect()
    };
    // The latest of the periods that go furthest, and all others that go as far on the same questions.
    let best = case.phases.iter().map(internal).max_by_key(Vec::len).unwrap_or_default();
    let best = case
        .phases
        .iter()
        .map(internal)
        .rfind(|dimensions| dimensions.len() == best.len())
        .unwrap_or_default();
    let chosen = chosen(case, |phase| internal(phase) == best);
    let when = period(case, &chosen, texts);
    let name = ally(case, texts);
    let sentence = match best.len() {
        0 => texts.fill("comparison.nothing", &[("ally", name)]),
        4 => texts.fill("comparison.all", &[("period", &when), ("ally", name)]),
        count => {
            let rest = rest(case, &chosen, &best, texts);
            let key = if count == 1 { "comparison.one" } else { "comparison.some" };
            texts.fill(
                key,
                &[
                    ("period", &when),
                    ("ally", name),
                    ("questions", &questions(texts, &best)),
                    ("rest", &rest),
                ],
            )
        }
    };
    (best.len(), sentence)
}

/// What holds of the questions that are not among `best`: open, or on the other side.
fn rest(case: &ComparedCase, chosen: &[usize], best: &[Dimension], texts: Texts) -> String {
    let outside = |dimension: Dimension| {
        chosen
            .iter()
            .filter_map(|&index| case.phases.get(index))
            .all(|phase| survives(phase, dimension) == Some(Side::External))
    };
    let others = Dimension::ALL.iter().copied().filter(|dimension| !best.contains(dimension));
    let (other_side, open): (Vec<Dimension>, Vec<Dimension>) =
        others.partition(|&dimension| outside(dimension));
    let clause = |dimensions: &[Dimension], what: &str| {
        let list = texts.and(&question_numbers(dimensions));
        match dimensions.len() {
            0 => None,
            1 => Some(texts.fill(&format!("question.{what}"), &[("number", &list)])),
            _ => Some(texts.fill(&format!("questions.{what}"), &[("numbers", &list)])),
        }
    };
    let clauses: Vec<String> =
        [clause(&other_side, "outside"), clause(&open, "that")].into_iter().flatten().collect();
    texts.and(&clauses)
}

/// What the periods show on one question.
pub(crate) fn finding(
    comparison: &Comparison,
    dimension: Dimension,
    codebook: &Codebook,
    texts: Texts,
) -> String {
    let score = |phase: &ComparedPhase| {
        phase.first.dimension(dimension).map_or(f64::NAN, |scored| scored.score)
    };
    let mut sentences = Vec::new();
    for side in [Side::Internal, Side::External] {
        if let Some(list) =
            list(comparison, texts, |phase| survives(phase, dimension) == Some(side), Some(&score))
        {
            sentences.push(texts.fill(&format!("{dimension}.finds_{side}"), &[("list", &list)]));
        }
    }
    let second_crosses = |phase: &ComparedPhase| {
        survives(phase, dimension).is_some()
            && !phase.supported.dimensions.get(dimension).second_whole
    };
    if let Some(list) = list(comparison, texts, second_crosses, None) {
        sentences.push(texts.fill("finding.second_crosses", &[("list", &list)]));
    }
    if let Some(list) = list(comparison, texts, |phase| survives(phase, dimension).is_none(), None)
    {
        sentences.push(texts.fill("finding.open", &[("list", &list)]));
    }
    if dimension == Dimension::Response {
        sentences.extend(fighting_alone(comparison, texts));
        sentences.extend(checked_help(comparison, texts));
    }
    sentences.extend(
        comparison.cases.iter().flat_map(|case| constants(case, dimension, codebook, texts)),
    );
    sentences.join(" ")
}

/// How hard the threats of a phase are fought, whether or not anybody helps them.
pub(crate) fn fighting(phase: &ComparedPhase) -> Option<Scored> {
    phase
        .indicators
        .iter()
        .find(|indicator| indicator.indicator_id == "agencies_balancing")
        .map(|indicator| indicator.first)
}

fn fighting_alone(comparison: &Comparison, texts: Texts) -> Option<String> {
    let phases = comparison.cases.iter().flat_map(|case| &case.phases);
    let least =
        phases.filter_map(fighting).map(|scored| scored.score).fold(f64::INFINITY, f64::min);
    // Rounded down: the sentence says "or more".
    let least = (least * 100.0 + 1e-9).floor() / 100.0;
    least.is_finite().then(|| texts.fill("finding.fighting", &[("least", &texts.degree(least))]))
}

/// Which periods stay past halfway when unchecked help is left out.
fn checked_help(comparison: &Comparison, texts: Texts) -> Option<String> {
    let past = |phase: &ComparedPhase| survives(phase, Dimension::Response) == Some(Side::Internal);
    comparison.cases.iter().flat_map(|case| &case.phases).any(past).then(|| {
        let stays = |phase: &ComparedPhase| {
            past(phase) && side(phase.response_with_checked_help) == Some(Side::Internal)
        };
        let value = |phase: &ComparedPhase| phase.response_with_checked_help;
        match list(comparison, texts, stays, Some(&value)) {
            Some(list) => texts.fill("finding.checked", &[("list", &list)]),
            None => texts.get("finding.checked_none").to_owned(),
        }
    })
}

/// Judged indicators that never leave the low end although the dimension's claim lies at the other.
fn constants(
    case: &ComparedCase,
    dimension: Dimension,
    codebook: &Codebook,
    texts: Texts,
) -> Vec<String> {
    let claimed = case
        .claims
        .iter()
        .any(|claim| claim.dimension == dimension && claim.side == Side::Internal);
    let judged = codebook
        .indicators_of(dimension)
        .filter(|indicator| claimed && indicator.kind == IndicatorKind::Judged);
    judged
        .filter_map(|indicator| {
            let mut scores = case.phases.iter().flat_map(|phase| {
                phase
                    .indicators
                    .iter()
                    .filter(|row| row.indicator_id == indicator.indicator_id)
                    .flat_map(|row| [Some(row.first.score), row.second.map(|second| second.score)])
            });
            let first = scores.next().flatten().filter(|score| *score <= 0.2)?;
            let name = &indicator.text(texts.0).name;
            scores.all(|score| score == Some(first)).then(|| {
                texts.fill(
                    "finding.constant",
                    &[
                        ("indicator", name),
                        ("ally", ally(case, texts)),
                        ("score", &texts.tenth(first)),
                    ],
                )
            })
        })
        .collect()
}

/// `leans internal`, `clearly hybrid`, `no type`.
pub(crate) fn type_words(
    alliance_type: AllianceType,
    degree: Option<Degree>,
    texts: Texts,
) -> String {
    let word = texts.get(&format!("type.{alliance_type}")).to_owned();
    match degree {
        Some(degree) => texts.fill(&format!("degree.{degree}"), &[("type", &word)]),
        None => word,
    }
}

/// The words of a verdict of one coding.
pub(crate) fn verdict_words(verdict: &Placement, texts: Texts) -> String {
    type_words(verdict.alliance_type, verdict.degree, texts)
}

/// The one type both codings give, unless a coding gives none.
fn decided(phase: &ComparedPhase) -> Option<(AllianceType, Degree)> {
    match (phase.supported.types.as_slice(), phase.supported.degree) {
        ([only], Some(degree)) => Some((*only, degree)),
        _ => None,
    }
}

/// What both codings support of a period: one type with the weaker degree, or the types that stay possible.
pub(crate) fn supported_words(phase: &ComparedPhase, texts: Texts) -> String {
    if let Some((alliance_type, degree)) = decided(phase) {
        type_words(alliance_type, Some(degree), texts)
    } else {
        let words: Vec<String> = phase
            .supported
            .types
            .iter()
            .map(|&alliance_type| type_words(alliance_type, None, texts))
            .collect();
        texts.or(&words)
    }
}

/// The verdict on a case in one line: the types of its periods, then what stays open.
pub(crate) fn case_verdict(case: &ComparedCase, texts: Texts) -> String {
    let mut kinds: Vec<((AllianceType, Degree), Vec<usize>)> = Vec::new();
    for (index, phase) in case.phases.iter().enumerate() {
        let Some(kind) = decided(phase) else { continue };
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, indices)) => indices.push(index),
            None => kinds.push((kind, vec![index])),
        }
    }
    let spans = |indices: &[usize]| {
        let spans = runs(indices).into_iter().filter_map(|(first, last)| {
            Some(span(case.phases.get(first)?.from_year, case.phases.get(last)?.to_year))
        });
        spans.collect::<Vec<_>>().join(", ")
    };
    let only = kinds.len() == 1;
    let mut parts: Vec<String> = kinds
        .iter()
        .map(|((alliance_type, degree), indices)| {
            let words = type_words(*alliance_type, Some(*degree), texts);
            if only { words } else { format!("{words} {}", spans(indices)) }
        })
        .collect();
    let open = chosen(case, |phase| decided(phase).is_none());
    if !open.is_empty() {
        parts.push(texts.fill("case.open", &[("spans", &spans(&open))]));
    }
    capitalised(&parts.join("; "))
}

/// The weakest questions, neighbouring periods with the same ones in one line; both codings counted.
pub(crate) fn weakest(case: &ComparedCase, texts: Texts) -> Vec<String> {
    let mut lines: Vec<(usize, usize)> = Vec::new();
    let weakest_of =
        |index: usize| case.phases.get(index).map(|phase| &phase.supported.weakest_dimension);
    for index in 0..case.phases.len() {
        match lines.last_mut() {
            Some((_, last)) if weakest_of(*last) == weakest_of(index) => *last = index,
            _ => lines.push((index, index)),
        }
    }
    lines
        .into_iter()
        .filter_map(|(first, last)| {
            let span = span(case.phases.get(first)?.from_year, case.phases.get(last)?.to_year);
            let numbers = texts.or(&question_numbers(weakest_of(first)?));
            Some(texts.fill("case.weakest_item", &[("span", &span), ("numbers", &numbers)]))
        })
        .collect()
}

/// What the theory's author claims about the case, and how much of the work was read.
pub(crate) fn claims(case: &ComparedCase, texts: Texts) -> String {
    let internal: Vec<Dimension> = case
        .claims
        .iter()
        .filter(|claim| claim.side == Side::Internal)
        .map(|claim| claim.dimension)
        .collect();
    let claim = if internal.len() == Dimension::ALL.len() {
        texts.get("case.claims_all").to_owned()
    } else {
        texts.fill("case.claims_some", &[("questions", &questions(texts, &internal))])
    };
    let only_abstract =
        case.claims.iter().any(|claim| claim.read == crate::dossier::ClaimRead::Abstract);
    if only_abstract { format!("{claim} {}", texts.get("case.claims_abstract")) } else { claim }
}

/// What the stepper says about one period.
pub(crate) fn phase_sentences(phase: &ComparedPhase, coder: Coder, texts: Texts) -> Vec<String> {
    let mut sentences = Vec::new();
    let value = phase.verdict.membership_internal;
    if let Some(score) = value.score {
        let places = [
            ("score", texts.degree(score)),
            ("low", texts.degree(value.low)),
            ("high", texts.degree(value.high)),
        ];
        sentences.push(texts.fill(
            "phase.membership",
            &[("score", &places[0].1), ("low", &places[1].1), ("high", &places[2].1)],
        ));
    }
    let [dot, _] = super::codings(coder, texts);
    sentences.push(match phase.verdict.open_dimensions.as_slice() {
        [] => texts.fill("phase.whole", &[("dot", dot)]),
        open => {
            texts.fill("phase.crosses", &[("dot", dot), ("questions", &questions(texts, open))])
        }
    });
    let (first, second) = (verdict_words(&phase.first, texts), verdict_words(&phase.second, texts));
    sentences.push(texts.fill("phase.codings", &[("first", &first), ("second", &second)]));
    if decided(phase).is_none() {
        sentences.push(texts.get("phase.undecided").to_owned());
    }
    if let Some(position) = phase.verdict.position.score {
        sentences.push(texts.fill("phase.position", &[("position", &texts.degree(position))]));
    }
    sentences
}
