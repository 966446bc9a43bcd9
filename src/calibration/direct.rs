//! The direct method: three anchors, and log odds that run straight between them.

use super::request::{DirectMethod, MethodName, calibration};
use super::{check_anchors, finite, refused, towards_full_in, with_ends};
use crate::error::Error;
use crate::fault::Problem;
use crate::number::Shown;
use crate::table::{Cell, FromCell, Reader, from_json, row_of};

/// The customary degree of membership at the anchor of full membership.
const IDM: f64 = 0.95;

/// Natural log of the odds at 0.95.
const FULL_LOG_ODDS: f64 = 2.944_438_979_166_440_3;

/// The three anchors of the direct method, in the unit of the raw indicator.
///
/// They may ascend or descend, but the crossover lies strictly between the other two.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Calibration {
    full_out: f64,
    crossover: f64,
    full_in: f64,
    /// The degree of membership at `full_in`; 0.95 where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    idm: Option<f64>,
}

impl Calibration {
    /// Anchors of a calibration, in the unit of the raw indicator.
    ///
    /// # Errors
    /// [`Error::Anchor`] when an anchor or the distance of two is not finite, or the crossover
    /// does not lie strictly between full non-membership and full membership. It names the anchor.
    pub fn new(full_out: f64, crossover: f64, full_in: f64) -> Result<Self, Error> {
        check_anchors(full_out, crossover, full_in)?;
        Ok(Self { full_out, crossover, full_in, idm: None })
    }

    /// The same anchors with another degree of membership than 0.95 at `full_in`, and one minus
    /// this degree at `full_out`. Ragin's rounded log odds of 3.0 stand for 0.952574.
    ///
    /// # Errors
    /// [`Error::Field`] with the path `idm` unless `0.5 < idm < 1`.
    pub fn with_idm(self, idm: f64) -> Result<Self, Error> {
        if !is_full(idm) {
            return Err(refused("idm", idm, FULL));
        }
        Ok(Self { idm: (idm != IDM).then_some(idm), ..self })
    }

    /// The anchors: full non-membership, crossover, full membership.
    pub fn anchors(&self) -> [f64; 3] {
        [self.full_out, self.crossover, self.full_in]
    }

    /// The same calibration with other anchors.
    ///
    /// # Errors
    /// As [`Calibration::new`].
    pub fn with_anchors(self, [full_out, crossover, full_in]: [f64; 3]) -> Result<Self, Error> {
        Ok(Self { idm: self.idm, ..Self::new(full_out, crossover, full_in)? })
    }

    /// Reads `{"full_out": …, "crossover": …, "full_in": …, "idm": 0.95}`, where `idm` may be
    /// left out.
    ///
    /// # Errors
    /// [`Error::Json`], [`Error::Field`] or [`Error::Anchor`].
    pub fn from_json(text: &str) -> Result<Self, Error> {
        calibration(&from_json(text)?)
    }

    /// Degree of membership of a raw value, by the direct method.
    ///
    /// The result is 0.05 at `full_out`, 0.5 at `crossover` and 0.95 at `full_in`, unless
    /// [`Calibration::with_idm`] says otherwise; log odds run straight on either side of the
    /// crossover. Degrees below 0.0001 are 0, degrees above 0.9999 are 1.
    ///
    /// # Errors
    /// [`Error::RawValueNotFinite`]: a missing value is a `None`, never a NaN.
    ///
    /// # Source
    /// Ragin (2008), *Redesigning Social Inquiry*, chapter 5, with the log odds of
    /// 0.95 in place of his rounded 3.0; the ends as in `calibrate` of the R package QCA.
    pub fn membership(&self, raw: f64) -> Result<f64, Error> {
        finite(raw)?;
        let span = if towards_full_in(raw, self.crossover, self.full_in) {
            self.full_in - self.crossover
        } else {
            self.crossover - self.full_out
        };
        let log_odds = self.idm.map_or(FULL_LOG_ODDS, |idm| libm::log(idm / (1.0 - idm)));
        let degree = 1.0 / (1.0 + libm::exp(-log_odds * (raw - self.crossover) / span));
        Ok(with_ends(degree))
    }
}

impl FromCell for Calibration {
    /// What is wrong is said in the words of data files, so that the sentences of [`Error::Anchor`]
    /// stay out of the module that the elements load.
    fn from_cell(cell: Cell<'_>, reader: &mut Reader) -> Self {
        let DirectMethod { method, full_out, crossover, full_in, idm } = row_of(cell, reader);
        if !in_order(full_out, crossover, full_in) {
            reader.report(Problem::AnchorsOutOfOrder { full_out, crossover, full_in });
        }
        if let Some(other) = method.filter(|method| *method != MethodName::Direct) {
            let found = other.word().to_owned();
            reader.report(Problem::Wanted { found, wanted: "direct" });
        }
        if let Some(idm) = idm.filter(|idm| !is_full(*idm)) {
            let found = Shown(idm).to_string();
            reader.report(Problem::Wanted { found, wanted: FULL });
        }
        Self { full_out, crossover, full_in, idm }
    }
}

/// Whether three anchors can be used at all.
fn in_order(full_out: f64, crossover: f64, full_in: f64) -> bool {
    let finite = (full_in - crossover).is_finite() && (crossover - full_out).is_finite();
    finite
        && ((full_out < crossover && crossover < full_in)
            || (full_out > crossover && crossover > full_in))
}

fn is_full(idm: f64) -> bool {
    0.5 < idm && idm < 1.0
}

const FULL: &str = "a degree above 0.5 and below 1";

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
}
