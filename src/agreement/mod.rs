//! How far several coders agree.
//!
//! ```
//! use fragmented_allies::agreement::Agreement;
//!
//! let agreement = Agreement::from_json(
//!     r#"{"level": "ordinal", "ratings": [[0.2, 0.2], [0.6, 0.8], [1, 1], [0.4, null]]}"#,
//! )?;
//! assert!(agreement.alpha.is_some_and(|alpha| alpha > 0.9));
//! # Ok::<(), fragmented_allies::Error>(())
//! ```

mod alpha;
mod bootstrap;
mod codings;
mod ratings;

use serde::Serialize;

use crate::error::Error;
use crate::fault::Problem;
use crate::table::{from_json, row};
use crate::words::words;
use alpha::alpha;
use ratings::Ratings;

pub use bootstrap::{Bootstrap, MOST_DRAWS, MOST_WORK};
pub use codings::{CodedGroup, CodingAgreement, LEAST_CLUSTERS, codings};
pub use ratings::{MOST_CODERS, MOST_DIFFERENT, MOST_RATING, MOST_RATINGS};

words! {
    /// What may be said of two values on a scale.
    Level {
        /// Whether they are the same.
        Nominal = "nominal",
        /// And which is the greater.
        Ordinal = "ordinal",
        /// And how far they lie apart.
        Interval = "interval",
        /// And how many times the one is the other.
        Ratio = "ratio",
    }
}

/// Agreement on units that several coders rated.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Agreement {
    /// What the values are taken for.
    pub level: Level,
    /// Number of coders.
    pub coders: usize,
    /// Number of units that two coders or more rated. Others do not count.
    pub units: usize,
    /// Number of ratings of these units.
    pub ratings: usize,
    /// Krippendorff's alpha: 1 is full agreement, 0 that of chance, below 0 is worse than chance.
    /// None where no unit has two ratings, or all ratings are the same.
    pub alpha: Option<f64>,
    /// Plain measures, where there are exactly two coders.
    pub two_coders: Option<TwoCoders>,
    /// How sure alpha is, where asked for.
    pub bootstrap: Option<Bootstrap>,
}

/// Plain agreement of two coders over the units that both rated.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct TwoCoders {
    /// Mean absolute difference, in the unit of the ratings; none for nominal ratings.
    pub mean_absolute_difference: Option<f64>,
    /// Share of units to which both gave the same value, 0-1.
    pub same: f64,
}

impl Agreement {
    /// Agreement on units; of each unit one rating a coder, in the same order, and none where the
    /// coder gave none.
    ///
    /// # Errors
    /// [`Error::Count`] for more than [`MOST_RATINGS`] or [`MOST_CODERS`], or another number of
    /// coders than in the first unit; [`Error::Field`] for more than [`MOST_DIFFERENT`] different
    /// values at the ratio level. [`Error::OutOfRange`] for a rating that is not finite, beyond [`MOST_RATING`] or,
    /// at the ratio level, negative; with a path such as `ratings[3][0]`.
    ///
    /// # Source
    /// Krippendorff (2011), *Computing Krippendorff's Alpha-Reliability*.
    pub fn of(level: Level, ratings: &[Vec<Option<f64>>]) -> Result<Self, Error> {
        let read = Ratings::of(level, ratings)?;
        Ok(Self {
            level,
            coders: ratings.first().map_or(0, Vec::len),
            units: read.units.iter().filter(|unit| !unit.is_empty()).count(),
            ratings: read.units.iter().map(Vec::len).sum(),
            alpha: alpha(&read, &vec![1.0; read.units.len()]),
            two_coders: two_coders(level, ratings),
            bootstrap: None,
        })
    }

    /// Reads `{"level": "ordinal", "ratings": [[0.2, 0.4, null], …], "clusters": ["…", …],
    /// "draws": 1000, "seed": 1}`: one list a unit, with one rating or null a coder. Without
    /// `draws` there is no interval; with `clusters`, one id a unit, whole clusters are drawn.
    ///
    /// # Errors
    /// [`Error::Json`], [`Error::Field`], and those of [`Agreement::of`] and [`Bootstrap::of`].
    pub fn from_json(text: &str) -> Result<Self, Error> {
        let AgreementRequest { level, ratings, clusters, draws, seed } = from_json(text)?;
        let mut agreement = Self::of(level, &ratings)?;
        let clusters = clusters.as_deref();
        if let Some(draws) = draws {
            let seed = seed.unwrap_or(crate::random::SEED);
            agreement.bootstrap = Some(Bootstrap::of(level, &ratings, clusters, draws, seed)?);
        } else if clusters.is_some() {
            let wanted = "the number of draws, since there are clusters to draw";
            let problem = Problem::Wanted { found: "nothing".to_owned(), wanted };
            return Err(Error::Field { path: "draws".to_owned(), problem });
        }
        Ok(agreement)
    }
}

#[allow(clippy::cast_precision_loss, reason = "a hundred thousand ratings at most")]
fn two_coders(level: Level, ratings: &[Vec<Option<f64>>]) -> Option<TwoCoders> {
    let both = |unit: &Vec<Option<f64>>| match unit.as_slice() {
        [Some(first), Some(second)] => Some((first - second).abs()),
        _ => None,
    };
    let differences: Vec<f64> = ratings.iter().filter_map(both).collect();
    let units = differences.len() as f64;
    (units > 0.0).then(|| TwoCoders {
        mean_absolute_difference: (level != Level::Nominal)
            .then(|| differences.iter().sum::<f64>() / units),
        same: differences.iter().filter(|difference| **difference == 0.0).count() as f64 / units,
    })
}

row! {
    /// Ratings of units by coders.
    #[cfg_attr(feature = "types", ts(optional_fields))]
    AgreementRequest in "coding" {
        /// What the values are taken for.
        level: Level,
        /// One list a unit.
        ratings: Vec<Vec<Option<f64>>>,
        /// One id a unit.
        clusters: Option<Vec<String>>,
        /// Number of draws of the bootstrap.
        draws: Option<u64>,
        /// Seed of the draws.
        seed: Option<u64>,
    }
}
