//! Calibration: raw values become degrees of membership in a fuzzy set.
//!
//! ```
//! use fragmented_allies::calibration::Method;
//!
//! let method = Method::from_json(r#"{"full_out": 5, "crossover": 30, "full_in": 100}"#)?;
//! let memberships = method.memberships(&[5.0, 30.0, 100.0])?;
//! assert!((memberships[0] - 0.05).abs() < 1e-9);
//! assert_eq!(memberships[1], 0.5);
//! # Ok::<(), fragmented_allies::Error>(())
//! ```

mod direct;
mod indirect;
mod logit;
mod piecewise;
mod request;

use crate::error::Error;
use crate::fault::Problem;
use crate::number::Shown;

pub use direct::Calibration;
pub use indirect::{Indirect, Regression};
pub use piecewise::{Bell, Piecewise};
pub use request::MethodName;
#[cfg(feature = "types")]
pub use request::{BellMethod, DirectMethod, IndirectMethod, PiecewiseMethod};

/// The most raw values that are calibrated at once.
pub const MOST_VALUES: usize = 100_000;

/// A way of calibrating raw values.
#[derive(Clone, Debug, PartialEq)]
pub enum Method {
    /// Three anchors, and log odds that run straight between them.
    Direct(Calibration),
    /// Three anchors, and lines or curves between them.
    Piecewise(Piecewise),
    /// Six anchors: membership is highest, or lowest, in the middle.
    Bell(Bell),
    /// Thresholds between steps, and a regression that smoothes them.
    Indirect(Indirect),
}

impl Method {
    /// Reads one of
    /// - `{"full_out": …, "crossover": …, "full_in": …, "idm": 0.95}`, where `"method": "direct"` may be added;
    /// - `{"method": "piecewise", "full_out": …, "crossover": …, "full_in": …, "below": 1, "above": 1}`;
    /// - `{"method": "bell", "left": {"full_out": …, …}, "right": {…}, "below": 1, "above": 1}`;
    /// - `{"method": "indirect", "thresholds": […], "fit": "fractional_polynomial"}`, or `"fit": "logit"`.
    ///
    /// Keys that stand here with a value may be left out.
    ///
    /// # Errors
    /// [`Error::Json`], [`Error::Field`], [`Error::Anchor`] or [`Error::Count`], each with the
    /// path of the field.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        request::method(text)
    }

    /// Which of the methods this is.
    pub fn name(&self) -> MethodName {
        match self {
            Self::Direct(_) => MethodName::Direct,
            Self::Piecewise(_) => MethodName::Piecewise,
            Self::Bell(_) => MethodName::Bell,
            Self::Indirect(_) => MethodName::Indirect,
        }
    }

    /// The degree of membership of each raw value, 0-1.
    ///
    /// By the indirect method a degree depends on all values, by the others on its own alone.
    ///
    /// # Errors
    /// [`Error::RawValueNotFinite`] with a path such as `raw[3]`, [`Error::Count`] above
    /// [`MOST_VALUES`] or, by the indirect method, [`Indirect::MOST_VALUES`]; and what
    /// [`Indirect::memberships`] refuses.
    pub fn memberships(&self, raw: &[f64]) -> Result<Vec<f64>, Error> {
        most(raw, MOST_VALUES)?;
        let each = |membership: &dyn Fn(f64) -> Result<f64, Error>| {
            let of = |(index, raw): (usize, &f64)| {
                membership(*raw).map_err(|error| error.at(&format!("raw[{index}]")))
            };
            raw.iter().enumerate().map(of).collect()
        };
        match self {
            Self::Direct(calibration) => each(&|raw| calibration.membership(raw)),
            Self::Piecewise(piecewise) => each(&|raw| piecewise.membership(raw)),
            Self::Bell(bell) => each(&|raw| bell.membership(raw)),
            Self::Indirect(indirect) => indirect.memberships(raw),
        }
    }
}

fn most(raw: &[f64], most: usize) -> Result<(), Error> {
    let found = raw.len();
    let error = Error::Count { path: "raw".to_owned(), found, least: 0, most };
    if found <= most { Ok(()) } else { Err(error) }
}

fn finite(raw: f64) -> Result<(), Error> {
    let error = Error::RawValueNotFinite { path: String::new() };
    if raw.is_finite() { Ok(()) } else { Err(error) }
}

/// Holds three anchors to what all methods ask of them.
///
/// # Errors
/// [`Error::Anchor`] unless all three and their distances are finite, and the crossover lies
/// strictly between the other two.
fn check_anchors(full_out: f64, crossover: f64, full_in: f64) -> Result<(), Error> {
    let wrong = |anchor: &'static str, value, wanted| {
        Err(Error::Anchor { path: anchor.to_owned(), anchor, value, wanted })
    };
    for (anchor, value) in [("full_out", full_out), ("crossover", crossover), ("full_in", full_in)]
    {
        if !value.is_finite() {
            return wrong(anchor, value, "must be a finite number".to_owned());
        }
    }
    if full_in == full_out {
        let wanted = format!("must differ from full_out {}", Shown(full_out));
        return wrong("full_in", full_in, wanted);
    }
    let between = (full_out < crossover && crossover < full_in)
        || (full_out > crossover && crossover > full_in);
    if !between {
        let (full_out, full_in) = (Shown(full_out), Shown(full_in));
        let wanted = format!("must lie strictly between full_out {full_out} and full_in {full_in}");
        return wrong("crossover", crossover, wanted);
    }
    for (anchor, value) in [("full_out", full_out), ("full_in", full_in)] {
        if !(value - crossover).is_finite() {
            let wanted = format!("lies too far from crossover {}", Shown(crossover));
            return wrong(anchor, value, wanted);
        }
    }
    Ok(())
}

/// Whether a raw value lies at the crossover or on the side of full membership.
fn towards_full_in(raw: f64, crossover: f64, full_in: f64) -> bool {
    (raw >= crossover) == (full_in > crossover) || raw == crossover
}

/// A degree this close to 0 or 1 counts as 0 or 1, as in `calibrate` of the R package QCA.
const END: f64 = 1e-4;

fn with_ends(degree: f64) -> f64 {
    match degree {
        _ if degree < END => 0.0,
        _ if degree > 1.0 - END => 1.0,
        _ => degree,
    }
}

/// Refuses a parameter, saying what would be right.
fn refused(path: &str, value: f64, wanted: &'static str) -> Error {
    let problem = Problem::Wanted { found: Shown(value).to_string(), wanted };
    Error::Field { path: path.to_owned(), problem }
}
