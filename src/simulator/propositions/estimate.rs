//! Numbers with their standard errors.

use serde::Serialize;

use super::super::{Channel, Measure};

/// A number that was measured.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Measured {
    /// What it is.
    pub what: String,
    /// Its value.
    pub value: f64,
    /// Its Monte Carlo standard error; none where it has none that is known.
    pub standard_error: Option<f64>,
}

impl Measured {
    pub(super) fn exactly(what: impl Into<String>, value: f64) -> Self {
        Self { what: what.into(), value, standard_error: None }
    }
}

/// A value with its standard error, to reckon with.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Estimate {
    pub value: f64,
    pub error: f64,
}

impl Estimate {
    pub fn of(measure: &Measure) -> Self {
        Self { value: measure.mean, error: measure.standard_error }
    }

    /// The mean of a channel at the point nearest to a year from the start.
    pub fn at(channel: &Channel, years: &[f64], year: f64) -> Self {
        let points = years.iter().zip(channel.mean.iter().zip(channel.standard_error.iter()));
        let off = |point: f64| (point - year).abs();
        let nearest = points.min_by(|(a, _), (b, _)| off(**a).total_cmp(&off(**b)));
        nearest
            .map_or_else(Self::default, |(_, (value, error))| Self { value: *value, error: *error })
    }

    /// Mean of values, with the error of a simple random sample.
    #[allow(clippy::cast_precision_loss, reason = "some thousand values")]
    pub fn mean(values: &[f64]) -> Self {
        Self::ratio(values.iter().map(|value| (*value, 1.0)))
    }

    /// A ratio of two sums over a simple random sample, with the error of its linear approximation.
    ///
    /// # Source
    /// Cochran (1977), *Sampling Techniques*, ch. 6.
    pub fn ratio(pairs: impl Iterator<Item = (f64, f64)> + Clone) -> Self {
        let (above, below, count) = pairs
            .clone()
            .fold((0.0, 0.0, 0.0_f64), |(a, b, n), (above, below)| (a + above, b + below, n + 1.0));
        if below == 0.0 {
            return Self::default();
        }
        let value = above / below;
        let squares: f64 = pairs
            .map(|(above, below)| {
                let off = above - value * below;
                off * off
            })
            .sum();
        let sample = count / (count - 1.0).max(1.0);
        Self { value, error: (sample * squares).sqrt() / below.abs() }
    }

    /// The difference, with the error of independent runs. Scenarios under one seed share their luck, so
    /// that the true error is smaller where they respond to it alike.
    pub fn minus(self, other: Self) -> Self {
        let error = (self.error * self.error + other.error * other.error).sqrt();
        Self { value: self.value - other.value, error }
    }

    /// Above a bound by more than two standard errors.
    pub fn above(self, bound: f64) -> bool {
        self.value - 2.0 * self.error > bound
    }

    /// Below a bound by more than two standard errors.
    pub fn below(self, bound: f64) -> bool {
        self.value + 2.0 * self.error < bound
    }

    pub fn named(self, what: impl Into<String>) -> Measured {
        Measured { what: what.into(), value: self.value, standard_error: Some(self.error) }
    }

    /// The one with the greatest value.
    pub fn greatest(all: impl Iterator<Item = Self>) -> Self {
        all.max_by(|a, b| a.value.total_cmp(&b.value)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_of_ones_is_a_mean() {
        let mean = Estimate::mean(&[1.0, 2.0, 3.0, 6.0]);
        assert_eq!(mean.value, 3.0);
        // The standard deviation is the root of 14/3.
        assert!((mean.error - (14.0_f64 / 3.0 / 4.0).sqrt()).abs() < 1e-12);
        assert_eq!(Estimate::mean(&[]), Estimate::default());
    }

    #[test]
    fn a_bound_within_two_errors_is_neither_passed_nor_kept() {
        let near = Estimate { value: 0.5, error: 0.1 };
        assert!(!near.above(0.35) && !near.below(0.65));
        assert!(near.above(0.25) && near.below(0.75));
    }
}
