//! The smallest change of the answers that gives another type.

use serde::Serialize;

use super::AllianceType;
use super::profile::Signs;
use super::tipping::{Direction, Scale, first};
use crate::membership::{Side, side};
use crate::structure::Structure;

/// One indicator of a change.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Move {
    /// The indicator.
    pub indicator_id: String,
    /// Its score, 0-1.
    pub score: f64,
    /// The value beyond which it has to lie, 0-1. At 0 or 1, that value itself.
    pub boundary: f64,
    /// Where beyond the boundary.
    pub direction: Direction,
}

/// The fewest indicators that change the type together, and of those sets the one that moves least.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Change {
    /// The indicators, in the order of the codebook.
    pub moves: Vec<Move>,
    /// By how much their scores move in all.
    pub total: f64,
    /// The type they lead to.
    #[serde(rename = "type")]
    pub alliance_type: AllianceType,
    /// How many other sets of as many indicators change the type by as little; this one is the first
    /// in the order of the codebook.
    pub ties: u32,
}

impl Scale<'_> {
    /// The change of type with the fewest indicators, then the least movement; none where no
    /// answers would give another type.
    pub fn smallest_change(&self) -> Option<Change> {
        let targets = [Some(Side::External), None, Some(Side::Internal)];
        // For each dimension: staying as it is, and every side it can be brought to.
        let ways: Vec<Vec<(Option<Side>, Path)>> = self
            .dimensions
            .iter()
            .zip(self.sides)
            .map(|((signs, scores), now)| {
                let away = targets.into_iter().filter(|target| *target != now);
                let away = away.filter_map(|to| Some((to, path(signs, scores, to)?)));
                std::iter::once((now, Path::STAY)).chain(away).collect()
            })
            .collect();
        let [one, two, three, four] = ways.as_slice() else { return None };
        let cost = |paths: &[&Path; 4]| {
            let members: usize = paths.iter().map(|path| path.moves.len()).sum();
            (members, paths.iter().map(|path| path.total).sum::<f64>())
        };
        let mut best: Option<([&Path; 4], AllianceType, u32)> = None;
        for (first, a) in one {
            for (second, b) in two {
                for (third, c) in three {
                    for (fourth, d) in four {
                        let alliance_type = AllianceType::of([*first, *second, *third, *fourth]);
                        if alliance_type == self.alliance_type() {
                            continue;
                        }
                        let paths = [a, b, c, d];
                        let ways =
                            paths.iter().fold(1_u32, |ways, path| ways.saturating_mul(path.ways));
                        let (few, total) = cost(&paths);
                        let (fewest, least) =
                            best.as_ref().map_or((usize::MAX, 0.0), |(best, ..)| cost(best));
                        if few < fewest || (few == fewest && total < least - SAME) {
                            best = Some((paths, alliance_type, ways));
                        } else if let Some((.., all)) = &mut best
                            && few == fewest
                            && total < least + SAME
                        {
                            *all = all.saturating_add(ways);
                        }
                    }
                }
            }
        }
        let (paths, alliance_type, ways) = best?;
        let mut moves = Vec::new();
        for ((signs, scores), path) in self.dimensions.iter().zip(paths) {
            for &(index, boundary, direction) in &path.moves {
                let indicator_id = signs.signs.get(index)?.indicator.indicator_id.clone();
                let score = *scores.get(index)?;
                moves.push(Move { indicator_id, score, boundary, direction });
            }
        }
        Some(Change { moves, total: cost(&paths).1, alliance_type, ties: ways - 1 })
    }
}

/// How a dimension is brought to another side with the fewest indicators, then the least movement:
/// indicator, boundary and direction of each.
#[derive(Clone, Debug)]
struct Path {
    moves: Vec<(usize, f64, Direction)>,
    total: f64,
    /// In how many ways that can be done.
    ways: u32,
}

impl Path {
    /// Staying where it is.
    const STAY: Self = Self { moves: Vec::new(), total: 0.0, ways: 1 };
}

/// Sums of movements this close are equal.
const SAME: f64 = 1e-12;

fn path(signs: &Signs<'_>, scores: &[f64], to: Option<Side>) -> Option<Path> {
    let count = scores.len();
    match signs.structure {
        Structure::Min => counted(scores, count, to),
        Structure::Max => counted(scores, 1, to),
        Structure::KOfN(k) => counted(scores, usize::from(k).clamp(1, count), to),
        Structure::Mean => meant(signs, scores, 1.0, to?),
        Structure::Geometric => meant(signs, scores, 0.0, to?),
        Structure::PowerMean(exponent) => meant(signs, scores, f64::from(exponent), to?),
    }
}

/// Where `needed` indicators above halfway bring the dimension above it. Those nearest to halfway move.
fn counted(scores: &[f64], needed: usize, to: Option<Side>) -> Option<Path> {
    let on = |which: &dyn Fn(Option<Side>) -> bool| {
        scores.iter().filter(|score| which(side(**score))).count()
    };
    let above = on(&|side| side == Some(Side::Internal));
    let from_half = on(&|side| side != Some(Side::External));
    let (direction, movers) = match to {
        Some(Side::Internal) => (Direction::Above, needed.checked_sub(above)?),
        Some(Side::External) => (Direction::Below, (from_half + 1).checked_sub(needed)?),
        // Only an indicator that stands at halfway can hold the value there.
        None if from_half == above => return None,
        None if above < needed => (Direction::Above, needed.checked_sub(from_half)?),
        None => (Direction::Below, (above + 1).checked_sub(needed)?),
    };
    let up = direction == Direction::Above;
    let mut order: Vec<(usize, f64)> = scores
        .iter()
        .copied()
        .enumerate()
        .filter(|(_, score)| match (to, side(*score)) {
            (_, Some(side)) => (side == Side::External) == up,
            (to, None) => to.is_some(),
        })
        .collect();
    order.sort_by(|one, other| (one.1 - 0.5).abs().total_cmp(&(other.1 - 0.5).abs()));
    let last = movers.checked_sub(1).and_then(|last| order.get(last));
    let ways = last.map_or(1, |&(_, last)| {
        let same =
            |&&(_, score): &&(usize, f64)| ((score - 0.5).abs() - (last - 0.5).abs()).abs() < SAME;
        choose(order.iter().filter(same).count(), order.iter().take(movers).filter(same).count())
    });
    order.truncate(movers);
    order.sort_by_key(|(index, _)| *index);
    let total = order.iter().map(|(_, score)| (score - 0.5).abs()).sum();
    Some(Path {
        moves: order.iter().map(|(index, _)| (*index, 0.5, direction)).collect(),
        total,
        ways,
    })
}

/// In how many ways `taken` things are taken from `all`.
fn choose(all: usize, taken: usize) -> u32 {
    let all = u32::try_from(all).unwrap_or(u32::MAX);
    let taken = u32::try_from(taken).unwrap_or(u32::MAX).min(all);
    (0..taken).fold(1_u32, |ways, part| ways.saturating_mul(all - part) / (part + 1))
}

/// Where a mean of the powers brings the dimension to another side: the exponent 1 is the mean,
/// 0 the geometric mean.
///
/// Of the sets with the fewest indicators that can do it at all, each is moved as little as it
/// takes. Where the powers bend so that equal steps pay less and less, the least movement brings
/// the members to values in a fixed ratio (they are "filled like water"); else all members but one
/// go to the end, since fewer would not do.
fn meant(signs: &Signs<'_>, scores: &[f64], exponent: f64, to: Side) -> Option<Path> {
    let up = to == Side::Internal;
    let (direction, end) = if up { (Direction::Above, 1.0) } else { (Direction::Below, 0.0) };
    let filled = if up { exponent < 1.0 } else { exponent > 1.0 };
    let value = |moved: &[f64]| signs.combine(moved);
    let with = |members: u32, at: &dyn Fn(usize, f64) -> f64| -> Vec<f64> {
        let moved = |(index, score): (usize, &f64)| {
            if members >> index & 1 == 1 { at(index, *score) } else { *score }
        };
        scores.iter().enumerate().map(moved).collect()
    };
    let all = (1_u32.checked_shl(u32::try_from(scores.len()).ok()?)?).checked_sub(1)?;
    let does = |members: u32| side(value(&with(members, &|_, _| end))) == Some(to);
    let fewest = (1..=all).filter(|members| does(*members)).map(u32::count_ones).min()?;
    let mut best: Option<Path> = None;
    for members in (1..=all).filter(|members| members.count_ones() == fewest && does(*members)) {
        let mut own: Option<Path> = None;
        let mut consider = |moved: Vec<f64>| {
            let total = moved.iter().zip(scores).map(|(to, from)| (to - from).abs()).sum::<f64>();
            if own.as_ref().is_none_or(|own| total < own.total - SAME) {
                let members = (0..scores.len()).filter(|index| members >> index & 1 == 1);
                let moves =
                    members.filter_map(|index| Some((index, *moved.get(index)?, direction)));
                own = Some(Path { moves: moves.collect(), total, ways: 1 });
            }
        };
        if filled {
            let ratio = |index: usize| {
                let weight = signs.weights().get(index).copied().unwrap_or(1.0);
                libm::exp(libm::log(weight) / (1.0 - exponent))
            };
            let level = |level: f64| {
                with(members, &|index, score| {
                    let filled = level * ratio(index);
                    if up { score.max(filled.min(1.0)) } else { score.min(filled) }
                })
            };
            let least = (0..scores.len()).map(ratio).fold(f64::INFINITY, f64::min);
            consider(level(first(|at| value(&level(at / least)) < 0.5) / least));
        } else {
            for partial in (0..scores.len()).filter(|index| members >> index & 1 == 1) {
                let at =
                    |at: f64| with(members, &|index, _| if index == partial { at } else { end });
                let crossing = first(|place| value(&at(place)) < 0.5);
                let from = scores.get(partial).copied()?;
                consider(at(if up { crossing.max(from) } else { crossing.min(from) }));
            }
        }
        match (&mut best, own) {
            (Some(best), Some(own)) if (own.total - best.total).abs() < SAME => best.ways += 1,
            (Some(best), Some(own)) if own.total > best.total => {}
            (best, own @ Some(_)) => *best = own,
            (_, None) => {}
        }
    }
    best
}
