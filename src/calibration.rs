//! Calibration: three anchors turn a raw indicator into a degree of membership.

use crate::error::Error;
use crate::fault::Problem;
use crate::table::{Cell, FromCell, Reader, from_json, row, row_of};

/// Natural log of the odds at 0.95: the customary degree of full membership.
const FULL_LOG_ODDS: f64 = 2.944_438_979_166_440_3;

/// A degree this close to 0 or 1 counts as 0 or 1.
const END: f64 = 1e-4;

/// The three anchors of the direct method, in the unit of the raw indicator.
///
/// They may ascend or descend, but the crossover lies strictly between the other two.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Calibration {
    full_out: f64,
    crossover: f64,
    full_in: f64,
}

row! {
    /// The anchors as they are written down, not yet checked.
    Anchors in "anchors" {
        /// Full non-membership.
        full_out: f64,
        /// The point of most ambiguity.
        crossover: f64,
        /// Full membership.
        full_in: f64,
    }
}

impl Calibration {
    /// Anchors of a calibration, in the unit of the raw indicator.
    ///
    /// # Errors
    /// [`Error::Anchors`] when an anchor or the distance of two is not finite, or the crossover
    /// does not lie strictly between full non-membership and full membership.
    pub fn new(full_out: f64, crossover: f64, full_in: f64) -> Result<Self, Error> {
        let finite = (full_in - crossover).is_finite() && (crossover - full_out).is_finite();
        let between = (full_out < crossover && crossover < full_in)
            || (full_out > crossover && crossover > full_in);
        (finite && between).then_some(Self { full_out, crossover, full_in }).ok_or(Error::Anchors {
            full_out,
            crossover,
            full_in,
        })
    }

    /// The anchors: full non-membership, crossover, full membership.
    pub fn anchors(&self) -> [f64; 3] {
        [self.full_out, self.crossover, self.full_in]
    }

    /// Reads `{"full_out": …, "crossover": …, "full_in": …}`.
    ///
    /// # Errors
    /// [`Error::Json`], [`Error::Field`] or [`Error::Anchors`].
    pub fn from_json(text: &str) -> Result<Self, Error> {
        let Anchors { full_out, crossover, full_in } = from_json(text)?;
        Self::new(full_out, crossover, full_in)
    }

    /// Degree of membership of a raw value, by the direct method.
    ///
    /// The result is 0.05 at `full_out`, 0.5 at `crossover` and 0.95 at `full_in`;
    /// log odds run straight on either side of the crossover. Degrees below 0.0001 are 0,
    /// degrees above 0.9999 are 1.
    ///
    /// # Errors
    /// [`Error::RawValueNotFinite`]: a missing value is a `None`, never a NaN.
    ///
    /// # Source
    /// Ragin (2008), *Redesigning Social Inquiry*, chapter 5, with the log odds of
    /// 0.95 in place of his rounded 3.0; the ends as in `calibrate` of the R package QCA.
    pub fn membership(&self, raw: f64) -> Result<f64, Error> {
        if !raw.is_finite() {
            return Err(Error::RawValueNotFinite { path: String::new() });
        }
        let ascending = self.full_in > self.crossover;
        let towards_full_in = (raw >= self.crossover) == ascending || raw == self.crossover;
        let span = if towards_full_in {
            self.full_in - self.crossover
        } else {
            self.crossover - self.full_out
        };
        let degree = 1.0 / (1.0 + libm::exp(-FULL_LOG_ODDS * (raw - self.crossover) / span));
        Ok(match degree {
            _ if degree < END => 0.0,
            _ if degree > 1.0 - END => 1.0,
            _ => degree,
        })
    }
}

impl FromCell for Calibration {
    fn from_cell(cell: Cell<'_>, reader: &mut Reader) -> Self {
        let Anchors { full_out, crossover, full_in } = row_of(cell, reader);
        Self::new(full_out, crossover, full_in).unwrap_or_else(|_| {
            reader.report(Problem::AnchorsOutOfOrder { full_out, crossover, full_in });
            Self { full_out, crossover, full_in }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_reached() -> Result<(), Error> {
        for (what, anchors, raw, expected) in [
            ("full non-membership", [5.0, 30.0, 100.0], 5.0, 0.05),
            ("crossover", [5.0, 30.0, 100.0], 30.0, 0.50),
            ("full membership", [5.0, 30.0, 100.0], 100.0, 0.95),
            ("descending, full membership", [100.0, 30.0, 5.0], 5.0, 0.95),
            ("descending, full non-membership", [100.0, 30.0, 5.0], 100.0, 0.05),
        ] {
            let [full_out, crossover, full_in] = anchors;
            let degree = Calibration::new(full_out, crossover, full_in)?.membership(raw)?;
            assert!((degree - expected).abs() < 1e-12, "{what}: {degree}");
        }
        Ok(())
    }

    #[test]
    fn anchors_out_of_order_are_refused() {
        for (what, full_out, crossover, full_in) in [
            ("crossover below", 5.0, 1.0, 100.0),
            ("crossover at an end", 5.0, 5.0, 100.0),
            ("not a number", 5.0, f64::NAN, 100.0),
            ("too far apart for a finite distance", -1e308, 1e308, 1.5e308),
        ] {
            assert!(
                matches!(
                    Calibration::new(full_out, crossover, full_in),
                    Err(Error::Anchors { .. })
                ),
                "{what}"
            );
        }
    }
}
