//! How often chance fits as well as the cases.

use serde::Serialize;

use super::check_pair;
use crate::error::Error;
use crate::random::Random;
use crate::vectors::{overlap, ratio, total};

/// The most orders that a permutation check draws.
pub const MOST_DRAWS: u64 = 1_000_000;

/// The most draws times cases of a permutation check: about a second.
pub const MOST_WORK: u64 = 100_000_000;

/// Two consistencies this close count as equal: sums in another order differ in the last bits.
const TIE: f64 = 1e-9;

/// How often X is as consistent with Y when the cases exchange their Y at random.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Permutation {
    /// Number of orders of Y that were drawn.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub draws: u64,
    /// Seed of the draws.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub seed: u64,
    /// Share of the draws with at least the consistency of sufficiency that was observed, 0-1;
    /// none where that is undefined.
    pub share: Option<f64>,
}

impl Permutation {
    /// Draws orders of Y, each with the same probability, and compares.
    ///
    /// # Errors
    /// Those of [`Fit::of`](super::Fit::of), and [`Error::OutOfRange`] with the path `permutations` for no draw,
    /// more than [`MOST_DRAWS`], or more than [`MOST_WORK`] divided by the number of cases.
    ///
    /// # Source
    /// Braumoeller (2015), Guarding against false positives in Qualitative Comparative
    /// Analysis, *Political Analysis* 23(4).
    #[allow(clippy::cast_precision_loss, reason = "a million draws at most")]
    pub fn of(x: &[f64], y: &[f64], draws: u64, seed: u64) -> Result<Self, Error> {
        check_pair(x, y)?;
        let most = MOST_DRAWS.min(MOST_WORK / x.len() as u64);
        if !(1..=most).contains(&draws) {
            let (path, value) = ("permutations".to_owned(), draws as f64);
            return Err(Error::OutOfRange { path, value, least: 1.0, most: most as f64 });
        }
        let observed = overlap(x, y);
        let mut random = Random::seeded(seed);
        let mut shuffled = y.to_vec();
        let mut as_good = 0_u64;
        for _ in 0..draws {
            random.shuffle(&mut shuffled);
            as_good += u64::from(overlap(x, &shuffled) >= observed - TIE * total(x));
        }
        let share = ratio(observed, total(x)).map(|_| as_good as f64 / draws as f64);
        Ok(Self { draws, seed, share })
    }
}
