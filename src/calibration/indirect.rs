//! The indirect method: raw values are put on steps, and a regression smoothes the steps.

use super::{finite, logit, most, refused, with_ends};
use crate::error::Error;
use crate::words::words;

words! {
    /// The regression of the steps on the raw values.
    Regression {
        /// Logit of the steps on ln x, √x, x and x², rounded to six decimals, its ends as by the
        /// direct method: as in QCA.
        FractionalPolynomial = "fractional_polynomial",
        /// Logit of the steps on x, as in `SetMethods`.
        Logit = "logit",
    }
}

/// Thresholds between steps, in the unit of the raw value, and a regression.
///
/// A value above k of n thresholds stands on the step k/n, rounded to three decimals.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Indirect {
    thresholds: Vec<f64>,
    fit: Regression,
}

impl Indirect {
    /// The most raw values that are calibrated at once.
    pub const MOST_VALUES: usize = 10_000;

    /// The most thresholds.
    pub const MOST_THRESHOLDS: usize = 100;

    /// Thresholds, in any order, and the regression.
    ///
    /// # Errors
    /// [`Error::Count`] for fewer than two thresholds or more than [`Self::MOST_THRESHOLDS`],
    /// [`Error::Field`] where one is not finite or repeats another.
    pub fn new(thresholds: &[f64], fit: Regression) -> Result<Self, Error> {
        let (found, most) = (thresholds.len(), Self::MOST_THRESHOLDS);
        if !(2..=most).contains(&found) {
            let path = "thresholds".to_owned();
            return Err(Error::Count { path, found, least: 2, most });
        }
        for (index, threshold) in thresholds.iter().enumerate() {
            let path = format!("thresholds[{index}]");
            if !threshold.is_finite() {
                return Err(refused(&path, *threshold, "a finite number"));
            }
            if thresholds.iter().take(index).any(|earlier| earlier == threshold) {
                return Err(refused(&path, *threshold, "a threshold that is not yet in the list"));
            }
        }
        let mut thresholds = thresholds.to_vec();
        thresholds.sort_by(f64::total_cmp);
        Ok(Self { thresholds, fit })
    }

    /// The step of a raw value, 0-1.
    ///
    /// # Errors
    /// [`Error::RawValueNotFinite`].
    #[allow(clippy::cast_precision_loss, reason = "a hundred thresholds at most")]
    pub fn step(&self, raw: f64) -> Result<f64, Error> {
        finite(raw)?;
        let below = self.thresholds.iter().filter(|threshold| raw > **threshold).count();
        let share = below as f64 / self.thresholds.len() as f64;
        Ok((share * 1e3).round() / 1e3)
    }

    /// The degree of membership of each raw value, 0-1.
    ///
    /// # Errors
    /// [`Error::Count`] above [`Self::MOST_VALUES`]; [`Error::RawValueNotFinite`];
    /// [`Error::Field`] for a negative value by [`Regression::FractionalPolynomial`].
    /// [`Error::NotFitted`] where fewer different values than the regression has coefficients
    /// stand on steps between 0 and 1, since then a steeper curve may always fit better; and
    /// where it does not settle in 25 steps.
    ///
    /// # Source
    /// Ragin (2008), *Redesigning Social Inquiry*, chapter 5; `calibrate` of the R packages
    /// QCA and `indirectCalibration` of `SetMethods`. A 0 counts as 0.00001 in QCA and here.
    pub fn memberships(&self, raw: &[f64]) -> Result<Vec<f64>, Error> {
        most(raw, Self::MOST_VALUES)?;
        let mut steps = Vec::new();
        for (index, raw) in raw.iter().enumerate() {
            let path = format!("raw[{index}]");
            steps.push(self.step(*raw).map_err(|error| error.at(&path))?);
            if self.fit == Regression::FractionalPolynomial && *raw < 0.0 {
                return Err(refused(&path, *raw, "a number of at least 0"));
            }
        }
        let columns = self.columns(raw);
        let mut between: Vec<f64> = steps
            .iter()
            .zip(raw)
            .filter(|(step, _)| 0.0 < **step && **step < 1.0)
            .map(|(_, raw)| *raw)
            .collect();
        between.sort_by(f64::total_cmp);
        between.dedup();
        let failed = |reason| Error::NotFitted { path: "raw".to_owned(), reason };
        if between.len() < columns.len() {
            return Err(failed(match self.fit {
                Regression::FractionalPolynomial => {
                    "fewer than 5 different values lie between the lowest and the highest threshold: add values or use `logit`"
                }
                Regression::Logit => {
                    "fewer than 2 different values lie between the lowest and the highest threshold: add values or move thresholds"
                }
            }));
        }
        let fitted = logit::fitted(&columns, &steps).ok_or(failed(
            "the regression does not settle: move the thresholds, or use the direct method",
        ))?;
        Ok(match self.fit {
            Regression::FractionalPolynomial => {
                fitted.into_iter().map(|degree| with_ends((degree * 1e6).round() / 1e6)).collect()
            }
            Regression::Logit => fitted,
        })
    }

    /// The constant and the terms of the regression.
    fn columns(&self, raw: &[f64]) -> Vec<Vec<f64>> {
        let each = |term: fn(f64) -> f64| raw.iter().map(|raw| term(*raw)).collect::<Vec<_>>();
        let positive = |term: fn(f64) -> f64| {
            let above_zero = raw.iter().map(|raw| if *raw == 0.0 { 1e-5 } else { *raw });
            above_zero.map(term).collect::<Vec<_>>()
        };
        match self.fit {
            Regression::FractionalPolynomial => vec![
                each(|_| 1.0),
                positive(libm::log),
                positive(f64::sqrt),
                positive(|raw| raw),
                positive(|raw| raw * raw),
            ],
            Regression::Logit => vec![each(|_| 1.0), each(|raw| raw)],
        }
    }
}
