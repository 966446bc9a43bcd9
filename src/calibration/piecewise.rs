//! The piecewise method: lines or curves between anchors, alone or as the two sides of a bell.

use super::{check_anchors, finite, refused, towards_full_in};
use crate::error::Error;
use crate::number::Shown;

/// Three anchors, in the unit of the raw value, with lines or power curves between them.
///
/// Membership is 0 from `full_out`, 0.5 at the crossover and 1 from `full_in`.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Piecewise {
    full_out: f64,
    crossover: f64,
    full_in: f64,
    below: f64,
    above: f64,
}

impl Piecewise {
    /// Anchors with straight lines between them. They may ascend or descend.
    ///
    /// # Errors
    /// [`Error::Anchor`], as for [`Calibration::new`](super::Calibration::new).
    pub fn new(full_out: f64, crossover: f64, full_in: f64) -> Result<Self, Error> {
        check_anchors(full_out, crossover, full_in)?;
        Ok(Self { full_out, crossover, full_in, below: 1.0, above: 1.0 })
    }

    /// The same anchors with power curves of these exponents, above 0, below and above the
    /// crossover. Above 1 membership stays longer near 0 or 1, below 1 it leaves them sooner.
    ///
    /// # Errors
    /// [`Error::Field`] unless both are finite and above 0.
    pub fn with_shape(self, below: f64, above: f64) -> Result<Self, Error> {
        for (path, exponent) in [("below", below), ("above", above)] {
            if !(exponent.is_finite() && exponent > 0.0) {
                return Err(refused(path, exponent, "an exponent above 0"));
            }
        }
        Ok(Self { below, above, ..self })
    }

    /// Degree of membership of a raw value, 0-1.
    ///
    /// # Errors
    /// [`Error::RawValueNotFinite`].
    ///
    /// # Source
    /// Duşa (2019), *QCA with R*, chapter 4; `calibrate` of the R package QCA with
    /// `logistic = FALSE`.
    pub fn membership(&self, raw: f64) -> Result<f64, Error> {
        finite(raw)?;
        Ok(if towards_full_in(raw, self.crossover, self.full_in) {
            let missing = (self.full_in - raw) / (self.full_in - self.crossover);
            1.0 - libm::pow(missing.max(0.0), self.above) / 2.0
        } else {
            let reached = (raw - self.full_out) / (self.crossover - self.full_out);
            libm::pow(reached.max(0.0), self.below) / 2.0
        })
    }

    fn ascends(&self) -> bool {
        self.full_in > self.full_out
    }
}

/// Two sides that meet in the middle.
///
/// Where the left side ascends and the right one descends, membership is highest in the middle;
/// where the left side descends and the right one ascends, it is highest at both ends.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Bell {
    left: Piecewise,
    right: Piecewise,
}

impl Bell {
    /// A bell from the side with the smaller and the side with the greater raw values.
    ///
    /// # Errors
    /// [`Error::Anchor`] where both sides ascend or both descend, or where they overlap.
    pub fn new(left: Piecewise, right: Piecewise) -> Result<Self, Error> {
        let wrong = |anchor: &'static str, value, wanted| {
            Err(Error::Anchor { path: format!("right.{anchor}"), anchor, value, wanted })
        };
        if left.ascends() == right.ascends() {
            let (which, than) =
                if left.ascends() { ("below", "ascends") } else { ("above", "descends") };
            let full_out = Shown(right.full_out);
            let wanted =
                format!("must lie {which} full_out {full_out}, since the left side {than}");
            return wrong("full_in", right.full_in, wanted);
        }
        let (anchor, end, start) = if left.ascends() {
            ("full_in", left.full_in, right.full_in)
        } else {
            ("full_out", left.full_out, right.full_out)
        };
        if start < end {
            let wanted = format!("must not lie below {} of the left side, {}", anchor, Shown(end));
            return wrong(anchor, start, wanted);
        }
        Ok(Self { left, right })
    }

    /// Degree of membership of a raw value, 0-1.
    ///
    /// # Errors
    /// [`Error::RawValueNotFinite`].
    ///
    /// # Source
    /// As for [`Piecewise::membership`], with six thresholds.
    pub fn membership(&self, raw: f64) -> Result<f64, Error> {
        let (left, right) = (self.left.membership(raw)?, self.right.membership(raw)?);
        Ok(if self.left.ascends() { left.min(right) } else { left.max(right) })
    }
}
