//! A verdict in two or three sentences that a reader understands.

use super::change::Change;
use super::tipping::Direction;
use super::uncertainty::Uncertainty;
use super::{AllianceType, Degree, Verdict};
use crate::codebook::{Codebook, Dimension};
use crate::membership::{Side, side};
use crate::texts::Texts;

/// What the answers give; how sure that is; what would change it.
pub(super) fn explanation(verdict: &Verdict, codebook: &Codebook, texts: Texts) -> String {
    let sentences =
        [finding(verdict, texts), doubt(verdict, texts), change(verdict, codebook, texts)];
    sentences.into_iter().filter(|sentence| !sentence.is_empty()).collect::<Vec<_>>().join(" ")
}

fn questions(dimensions: &[Dimension], texts: Texts) -> String {
    texts.questions(["verdict.question", "verdict.questions"], dimensions)
}

/// The dimensions whose score, or want of one, is like that.
fn those(verdict: &Verdict, like: impl Fn(Option<f64>) -> bool) -> Vec<Dimension> {
    let score = |dimension| verdict.placement.dimensions.get(dimension).score;
    Dimension::ALL.iter().copied().filter(|&dimension| like(score(dimension))).collect()
}

fn on_side(verdict: &Verdict, wanted: Option<Side>) -> Vec<Dimension> {
    those(verdict, |score| score.is_some_and(|score| side(score) == wanted))
}

pub(super) fn finding(verdict: &Verdict, texts: Texts) -> String {
    let placement = &verdict.placement;
    let degree = match placement.degree {
        Some(Degree::Clearly) => "clearly",
        _ => "leans",
    };
    let membership =
        |value: Option<f64>| value.map(|value| texts.degree(value)).unwrap_or_default();
    match placement.alliance_type {
        AllianceType::InternalThreat if placement.weakest_dimension.len() == 4 => texts.fill(
            &format!("verdict.internal_even_{degree}"),
            &[("membership", &membership(placement.membership_internal.score))],
        ),
        AllianceType::InternalThreat => texts.fill(
            &format!("verdict.internal_{degree}"),
            &[
                ("membership", &membership(placement.membership_internal.score)),
                ("questions", &questions(&placement.weakest_dimension, texts)),
            ],
        ),
        AllianceType::ExternalThreat => texts.fill(
            &format!("verdict.external_{degree}"),
            &[("membership", &membership(placement.membership_external.score))],
        ),
        AllianceType::Hybrid => texts.fill(
            &format!("verdict.hybrid_{degree}"),
            &[
                ("internal", &questions(&on_side(verdict, Some(Side::Internal)), texts)),
                ("external", &questions(&on_side(verdict, Some(Side::External)), texts)),
            ],
        ),
        AllianceType::None => {
            texts.fill("verdict.none", &[("questions", &questions(&on_side(verdict, None), texts))])
        }
        AllianceType::Undetermined => {
            let missing = those(verdict, |score| score.is_none());
            texts.fill("verdict.undetermined", &[("questions", &questions(&missing, texts))])
        }
    }
}

/// The type's share of the draws if dimensions are independent, beside what any dependence allows.
fn doubt(verdict: &Verdict, texts: Texts) -> String {
    let open = &verdict.placement.open_dimensions;
    let Some(cell) = &verdict.placement.cell else { return String::new() };
    if verdict.placement.dimensions.values().iter().all(|value| value.low == value.high) {
        return texts.get("verdict.exact").to_owned();
    }
    if open.is_empty() {
        return texts.get("verdict.whole").to_owned();
    }
    let drawn = verdict
        .uncertainty
        .as_ref()
        .and_then(|uncertainty| uncertainty.cells.iter().find(|drawn| drawn.cell == *cell));
    let crossing = questions(open, texts);
    let Some(drawn) = drawn else {
        return texts.fill("verdict.crosses", &[("questions", &crossing)]);
    };
    let [share, low, high] =
        [drawn.independent, drawn.low, drawn.high].map(|share| percent(share, texts));
    if let (1.0, Some(Uncertainty { draws, .. })) = (drawn.independent, &verdict.uncertainty) {
        let places = [("questions", crossing.as_str()), ("draws", &draws.to_string())];
        return texts.fill("verdict.drawn_none", &places);
    }
    // With one open question there is nothing to depend on.
    let key = if low == high { "verdict.drawn" } else { "verdict.drawn_bounds" };
    texts.fill(key, &[("questions", &crossing), ("share", &share), ("low", &low), ("high", &high)])
}

/// A share in whole per cent, never rounded to none or to all.
fn percent(share: f64, texts: Texts) -> String {
    match share {
        _ if share > 0.0 && share < 0.01 => texts.get("verdict.below_1").to_owned(),
        _ if share > 0.99 && share < 1.0 => texts.get("verdict.above_99").to_owned(),
        _ => texts.number(share * 100.0, 0),
    }
}

fn change(verdict: &Verdict, codebook: &Codebook, texts: Texts) -> String {
    if verdict.placement.alliance_type == AllianceType::Undetermined {
        let cells = &verdict.placement.cells;
        let possible: Vec<&str> =
            cells.iter().filter(|cell| cell.possible).map(|cell| cell.cell.as_str()).collect();
        return match possible.as_slice() {
            [only] => texts.fill("verdict.possible_one", &[("cell", only)]),
            all => texts.fill("verdict.possible", &[("count", &all.len().to_string())]),
        };
    }
    let Some(Change { moves, alliance_type, ties, .. }) = &verdict.smallest_change else {
        return texts.get("verdict.fixed").to_owned();
    };
    let steps: Vec<String> = moves
        .iter()
        .map(|step| {
            let name = codebook
                .indicator(&step.indicator_id)
                .map_or(step.indicator_id.as_str(), |indicator| {
                    indicator.text(texts.0).name.as_str()
                });
            // To an end there is no beyond.
            let end = step.boundary <= 0.0 || step.boundary >= 1.0;
            let way = match (step.direction, end) {
                (_, true) => "verdict.move_to",
                (Direction::Above, false) => "verdict.move_above",
                (Direction::Below, false) => "verdict.move_below",
            };
            let (score, boundary) = (texts.degree(step.score), texts.degree(step.boundary));
            texts.fill(way, &[("indicator", name), ("score", &score), ("boundary", &boundary)])
        })
        .collect();
    // One of several that are as small is an example.
    let key = match (steps.len(), ties) {
        (1, 0) => "verdict.one_change",
        (1, _) => "verdict.one_change_of_several",
        (_, 0) => "verdict.change",
        _ => "verdict.change_of_several",
    };
    let becomes = match alliance_type {
        AllianceType::None => texts.get("verdict.becomes_none").to_owned(),
        other => texts.fill("verdict.becomes", &[("type", texts.get(&format!("type.{other}")))]),
    };
    let count = steps.len().to_string();
    texts.fill(key, &[("count", &count), ("moves", &texts.and(&steps)), ("becomes", &becomes)])
}
