//! Krippendorff's alpha: one minus observed disagreement as a share of that expected by chance.

use super::Level;
use super::ratings::Ratings;

/// Alpha where each unit counts as often as its weight says; `None` where less than two
/// different values are left, so that no disagreement can be expected.
///
/// # Source
/// Krippendorff (2011), *Computing Krippendorff's Alpha-Reliability*. Squared differences of
/// ordinal values are those of their mid-ranks.
pub(super) fn alpha(ratings: &Ratings, weights: &[f64]) -> Option<f64> {
    let counts = counts(ratings, weights);
    if counts.iter().filter(|count| **count > 0.0).count() < 2 {
        return None;
    }
    let positions = positions(ratings, &counts);
    let total: f64 = counts.iter().sum();
    let expected = expected(ratings.level, &positions, &counts, total) / (total - 1.0);
    let units =
        ratings.units.iter().zip(weights).filter(|(unit, weight)| unit.len() > 1 && **weight > 0.0);
    let observed: f64 =
        units.map(|(unit, weight)| weight * within(ratings.level, &positions, unit)).sum();
    Some(1.0 - observed / expected)
}

/// How often each value was given.
fn counts(ratings: &Ratings, weights: &[f64]) -> Vec<f64> {
    let mut counts = vec![0.0; ratings.values.len()];
    for (unit, weight) in ratings.units.iter().zip(weights) {
        for place in unit {
            if let Some(count) = counts.get_mut(*place) {
                *count += weight;
            }
        }
    }
    counts
}

/// Where each value lies on the scale: its mid-rank at the ordinal level, else itself.
fn positions(ratings: &Ratings, counts: &[f64]) -> Vec<f64> {
    if ratings.level != Level::Ordinal {
        return ratings.values.clone();
    }
    let mut below = 0.0;
    let mid_rank = |count: &f64| {
        below += count;
        below - count / 2.0
    };
    counts.iter().map(mid_rank).collect()
}

/// Squared difference of two positions.
fn difference(level: Level, first: f64, second: f64) -> f64 {
    let root = match level {
        Level::Nominal => return f64::from(u8::from(first != second)),
        Level::Ratio if first == second => 0.0,
        Level::Ratio => (first - second) / (first + second),
        Level::Ordinal | Level::Interval => first - second,
    };
    root * root
}

/// Disagreement among the ratings of a unit: over its ordered pairs, by one less than its ratings.
#[allow(clippy::cast_precision_loss, reason = "a hundred coders at most")]
fn within(level: Level, positions: &[f64], unit: &[usize]) -> f64 {
    let places = || unit.iter().filter_map(|place| positions.get(*place));
    let of_one =
        |first: &f64| places().map(|second| difference(level, *first, *second)).sum::<f64>();
    places().map(of_one).sum::<f64>() / (unit.len() as f64 - 1.0)
}

/// Disagreement over all ordered pairs of ratings, whatever their units.
fn expected(level: Level, positions: &[f64], counts: &[f64], total: f64) -> f64 {
    let each = || positions.iter().zip(counts);
    match level {
        Level::Nominal => total * total - counts.iter().map(|count| count * count).sum::<f64>(),
        Level::Ordinal | Level::Interval => {
            let mean = each().map(|(position, count)| position * count).sum::<f64>() / total;
            let spread = each().map(|(position, count)| count * difference(level, *position, mean));
            2.0 * total * spread.sum::<f64>()
        }
        Level::Ratio => {
            let of_one = |(first, count): (&f64, &f64)| {
                let others =
                    each().map(|(second, count)| count * difference(level, *first, *second));
                count * others.sum::<f64>()
            };
            each().filter(|(_, count)| **count > 0.0).map(of_one).sum()
        }
    }
}
