//! How far a claim holds that one set is sufficient, or necessary, for another.
//!
//! ```
//! use fragmented_allies::fit::Fit;
//!
//! let fit = Fit::from_json(r#"{"x": [0.9, 0.6, 0.2], "y": [1, 0.4, 0.3], "ids": ["a", "b", "c"]}"#)?;
//! assert!((fit.incl_s.unwrap_or_default() - 1.5 / 1.7).abs() < 1e-12);
//! assert_eq!(fit.deviant_sufficiency, ["b"]);
//! # Ok::<(), fragmented_allies::Error>(())
//! ```

mod claim;
mod permutation;

use serde::Serialize;

use crate::error::Error;
use crate::membership::{Side, side};
use crate::table::{from_json, row};
use crate::vectors::{check_cases, check_length, check_memberships, ids, overlap, ratio, total};

pub use crate::vectors::MOST_CASES;
pub use claim::{ClaimFit, ClaimRequest};
pub use permutation::{MOST_DRAWS, MOST_WORK, Permutation};

/// The fit of the claim that X is sufficient for Y, and of the claim that it is necessary.
///
/// Each measure is 0-1, and none where its denominator is 0. With few cases these are
/// descriptions, not tests. Consistency says little without PRI: the same X can be
/// consistent with Y and with its negation.
///
/// # Source
/// As in `pof` of the R package QCA; see the fields.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Fit {
    /// Number of cases.
    pub cases: usize,
    /// Consistency of sufficiency (Ragin 2006).
    pub incl_s: Option<f64>,
    /// Proportional reduction in inconsistency (Ragin 2008, Schneider and Wagemann 2012).
    pub pri: Option<f64>,
    /// Coverage of sufficiency (Ragin 2006).
    pub cov_s: Option<f64>,
    /// Consistency of necessity (Ragin 2006).
    pub incl_n: Option<f64>,
    /// Coverage of necessity (Ragin 2006).
    pub cov_n: Option<f64>,
    /// Relevance of necessity (Schneider and Wagemann 2012).
    pub ron: Option<f64>,
    /// Consistency of sufficiency that weighs large inconsistencies more (Haesebrouck 2015).
    pub haesebrouck: Option<f64>,
    /// Cases in X, but not in Y: above 0.5 in the one, below it in the other.
    pub deviant_sufficiency: Vec<String>,
    /// Cases in Y, but not in X.
    pub deviant_necessity: Vec<String>,
    /// How often chance does as well, where asked for.
    pub permutation: Option<Permutation>,
}

impl Fit {
    /// The fit of X and Y, one membership a case, and the names of the cases.
    ///
    /// # Errors
    /// [`Error::Count`] for no case, more than [`MOST_CASES`], or lists of different length;
    /// [`Error::OutOfRange`] for a membership outside 0-1, with a path such as `x[3]`.
    pub fn of(x: &[f64], y: &[f64], ids: &[String]) -> Result<Self, Error> {
        check_pair(x, y)?;
        check_length("ids", ids.len(), x.len())?;
        let pairs = || x.iter().copied().zip(y.iter().copied());
        let sum = |part: &dyn Fn(f64, f64) -> f64| pairs().map(|(x, y)| part(x, y)).sum::<f64>();
        let both = overlap(x, y);
        let contradictory = sum(&|x, y| x.min(y).min(1.0 - y));
        let inconsistent = sum(&|x, y| x.min(y) + ((x - y).max(0.0) * x).sqrt());
        let deviant = |is: &dyn Fn(Option<Side>, Option<Side>) -> bool| -> Vec<String> {
            let named = pairs().zip(ids).filter(|((x, y), _)| is(side(*x), side(*y)));
            named.map(|(_, id)| id.clone()).collect()
        };
        let (inside, outside) = (Some(Side::Internal), Some(Side::External));
        Ok(Self {
            cases: x.len(),
            incl_s: ratio(both, total(x)),
            pri: ratio(both - contradictory, total(x) - contradictory),
            cov_s: ratio(both, total(y)),
            incl_n: ratio(both, total(y)),
            cov_n: ratio(both, total(x)),
            ron: ratio(sum(&|x, _| 1.0 - x), sum(&|x, y| 1.0 - x.min(y))),
            haesebrouck: ratio(both, inconsistent),
            deviant_sufficiency: deviant(&|x, y| x == inside && y == outside),
            deviant_necessity: deviant(&|x, y| x == outside && y == inside),
            permutation: None,
        })
    }

    /// Reads `{"x": […], "y": […], "ids": […], "permutations": 1000, "seed": 1}`. Cases without
    /// ids are called by their number, from 1; without `permutations` there is no check.
    ///
    /// # Errors
    /// [`Error::Json`], [`Error::Field`], and those of [`Fit::of`] and [`Permutation::of`].
    pub fn from_json(text: &str) -> Result<Self, Error> {
        let FitRequest { x, y, ids: given, permutations, seed } = from_json(text)?;
        let fit = Self::of(&x, &y, &ids(given, x.len())?)?;
        fit.permuted(&x, &y, permutations, seed)
    }

    fn permuted(
        mut self,
        x: &[f64],
        y: &[f64],
        permutations: Option<u64>,
        seed: Option<u64>,
    ) -> Result<Self, Error> {
        if let Some(draws) = permutations {
            self.permutation =
                Some(Permutation::of(x, y, draws, seed.unwrap_or(crate::random::SEED))?);
        }
        Ok(self)
    }
}

fn check_pair(x: &[f64], y: &[f64]) -> Result<(), Error> {
    check_cases("x", x.len())?;
    check_memberships("x", x, x.len())?;
    check_memberships("y", y, x.len())
}

row! {
    /// A claim as two lists of memberships.
    #[cfg_attr(feature = "types", ts(optional_fields))]
    FitRequest in "claim" {
        /// Memberships in X.
        x: Vec<f64>,
        /// Memberships in Y.
        y: Vec<f64>,
        /// Names of the cases.
        ids: Option<Vec<String>>,
        /// Number of draws of the permutation check.
        permutations: Option<u64>,
        /// Seed of the draws.
        seed: Option<u64>,
    }
}
