//! Degrees of membership in a fuzzy set, alone and with the range that could be defended.

use crate::error::Error;

/// A degree this close to 0.5 lies on neither side (data rule, absolute).
pub const NEUTRAL: f64 = 1e-9;

/// A score with the range that a careful coder could defend, all in `[0, 1]`
/// and in order: `low <= score <= high`.
///
/// ```
/// use fragmented_allies::Scored;
/// let score = Scored::new(0.6, 0.4, 0.8)?;
/// assert!(score.crosses_halfway());
/// assert!(Scored::new(1.4, 0.4, 0.8).is_err());
/// # Ok::<(), fragmented_allies::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Scored {
    /// The score, 0-1; 1 points to the internal threat alliance.
    pub score: f64,
    /// The lowest value that could be defended, 0-1.
    pub low: f64,
    /// The highest value that could be defended, 0-1.
    pub high: f64,
}

impl Scored {
    /// A score with its range.
    ///
    /// # Errors
    /// [`Error::ScoreRange`] unless `0 <= low <= score <= high <= 1`; NaN is refused too.
    pub fn new(score: f64, low: f64, high: f64) -> Result<Self, Error> {
        let valid = 0.0 <= low && low <= score && score <= high && high <= 1.0;
        valid.then_some(Self { score, low, high }).ok_or(Error::ScoreRange {
            path: String::new(),
            low,
            score,
            high,
        })
    }

    /// A score without any doubt about it.
    ///
    /// # Errors
    /// [`Error::ScoreRange`] unless `0 <= score <= 1`.
    pub fn exact(score: f64) -> Result<Self, Error> {
        Self::new(score, score, score)
    }

    /// Applies one aggregation to the scores, the lows and the highs in turn.
    /// `fold` must not decrease in any argument, or the range would not be one.
    pub(crate) fn aggregate(parts: &[Self], fold: impl Fn(&[f64]) -> f64) -> Self {
        let over = |pick: fn(&Self) -> f64| fold(&parts.iter().map(pick).collect::<Vec<_>>());
        Self {
            score: over(|part| part.score),
            low: over(|part| part.low),
            high: over(|part| part.high),
        }
    }

    /// The side of halfway on which the score lies; `None` within [`NEUTRAL`] of 0.5.
    pub fn side(&self) -> Option<Side> {
        side(self.score)
    }

    /// Whether some part of the range does not lie on the side of the score.
    pub fn crosses_halfway(&self) -> bool {
        match self.side() {
            Some(Side::Internal) => self.low <= 0.5 + NEUTRAL,
            Some(Side::External) => self.high >= 0.5 - NEUTRAL,
            None => true,
        }
    }
}

crate::words::words! {
    /// A side of halfway: which ideal type a score points to.
    Side {
        /// Above 0.5, towards the internal threat alliance.
        Internal = "internal",
        /// Below 0.5, towards the external threat alliance.
        External = "external",
    }
}

/// The side of halfway; `None` within [`NEUTRAL`] of 0.5.
pub(crate) fn side(degree: f64) -> Option<Side> {
    if degree > 0.5 + NEUTRAL {
        Some(Side::Internal)
    } else if degree < 0.5 - NEUTRAL {
        Some(Side::External)
    } else {
        None
    }
}
