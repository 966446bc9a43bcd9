//! How sure alpha is: its range when the units are drawn again.

use serde::Serialize;

use super::Level;
use super::alpha::alpha;
use super::ratings::Ratings;
use crate::error::Error;
use crate::random::Random;
use crate::vectors::check_length;

/// The most draws.
pub const MOST_DRAWS: u64 = 100_000;

/// The most draws times comparisons of two ratings: a second or two.
pub const MOST_WORK: u64 = 100_000_000;

/// The middle 95 per cent of alpha over draws of as many units, or clusters, as there are, each
/// as likely as any other and drawn any number of times.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Bootstrap {
    /// Number of draws.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub draws: u64,
    /// Seed of the draws.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub seed: u64,
    /// Number of clusters that were drawn from; none where units were.
    pub clusters: Option<usize>,
    /// Draws in which alpha is undefined. They are left out.
    pub undefined: usize,
    /// The 2.5th percentile of alpha; none where it is undefined in every draw. Between two
    /// draws it lies in proportion (the rule of Hyndman and Fan's type 7, as in R).
    pub low: Option<f64>,
    /// The 97.5th percentile of alpha, by the same rule.
    pub high: Option<f64>,
}

impl Bootstrap {
    /// Draws units, or whole clusters where each unit has the id of one: units of the same case
    /// are not independent.
    ///
    /// # Errors
    /// Those of [`Agreement::of`](super::Agreement::of); [`Error::Count`] for another number of
    /// ids than of units; [`Error::OutOfRange`] with the path `draws` for no draw or more than
    /// [`MOST_DRAWS`], or so many that the work would be more than [`MOST_WORK`].
    ///
    /// # Source
    /// Percentile interval: Efron and Tibshirani (1993), *An Introduction to the Bootstrap*,
    /// chapter 13.
    #[allow(clippy::cast_precision_loss, reason = "a hundred thousand draws at most")]
    pub fn of(
        level: Level,
        ratings: &[Vec<Option<f64>>],
        clusters: Option<&[String]>,
        draws: u64,
        seed: u64,
    ) -> Result<Self, Error> {
        let ratings = Ratings::of(level, ratings)?;
        if let Some(ids) = clusters {
            check_length("clusters", ids.len(), ratings.units.len())?;
        }
        let most = MOST_DRAWS.min(MOST_WORK / work(&ratings));
        if !(1..=most).contains(&draws) {
            let (path, value) = ("draws".to_owned(), draws as f64);
            return Err(Error::OutOfRange { path, value, least: 1.0, most: most as f64 });
        }
        let groups = groups(ratings.units.len(), clusters);
        let mut random = Random::seeded(seed);
        let mut alphas = Vec::new();
        for _ in 0..draws {
            let mut weights = vec![0.0; ratings.units.len()];
            for _ in 0..groups.len() {
                for unit in groups.get(random.below(groups.len())).into_iter().flatten() {
                    if let Some(weight) = weights.get_mut(*unit) {
                        *weight += 1.0;
                    }
                }
            }
            alphas.extend(alpha(&ratings, &weights));
        }
        alphas.sort_by(f64::total_cmp);
        Ok(Self {
            draws,
            seed,
            clusters: clusters.map(|_| groups.len()),
            undefined: usize::try_from(draws).unwrap_or(usize::MAX).saturating_sub(alphas.len()),
            low: quantile(&alphas, 0.025),
            high: quantile(&alphas, 0.975),
        })
    }
}

/// Comparisons of one draw.
fn work(ratings: &Ratings) -> u64 {
    let values = ratings.values.len();
    let within: usize = ratings.units.iter().map(|unit| 1 + unit.len() * unit.len()).sum();
    let between = if ratings.level == Level::Ratio { values * values } else { values };
    (1 + within + between) as u64
}

/// The units of each cluster, in order of appearance; each unit for itself without clusters.
fn groups(units: usize, clusters: Option<&[String]>) -> Vec<Vec<usize>> {
    let Some(ids) = clusters else {
        return (0..units).map(|unit| vec![unit]).collect();
    };
    let mut known = std::collections::BTreeMap::new();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (unit, id) in ids.iter().enumerate() {
        let place = *known.entry(id).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.push(unit),
            None => groups.push(vec![unit]),
        }
    }
    groups
}

/// The value below which this share of the ordered values lies.
#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a place among a hundred thousand values at most"
)]
fn quantile(ordered: &[f64], share: f64) -> Option<f64> {
    let place = share * (ordered.len() as f64 - 1.0);
    let below = ordered.get(place.floor().max(0.0) as usize)?;
    let above = ordered.get(place.ceil().max(0.0) as usize)?;
    Some(below + (above - below) * place.fract())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_lie_between_values_in_proportion() {
        for (ordered, share, expected) in [
            ([].as_slice(), 0.5, None),
            (&[3.0], 0.025, Some(3.0)),
            (&[1.0, 2.0, 4.0], 0.5, Some(2.0)),
            (&[1.0, 2.0, 4.0], 0.75, Some(3.0)),
            (&[1.0, 2.0, 4.0], 1.0, Some(4.0)),
        ] {
            assert_eq!(quantile(ordered, share), expected, "{ordered:?} {share}");
        }
    }
}
