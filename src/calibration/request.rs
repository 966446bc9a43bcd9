//! A calibration as it is written down, not yet checked.

use super::indirect::Regression;
use super::{Bell, Calibration, Indirect, Method, Piecewise};
use crate::error::Error;
use crate::fault::Problem;
use crate::table::{Cell, Cells, FromCell, Reader, from_json, row, row_of};
use crate::words::words;

words! {
    /// A way of calibrating.
    MethodName {
        /// Three anchors, and log odds that run straight between them.
        Direct = "direct",
        /// Three anchors, and lines or curves between them.
        Piecewise = "piecewise",
        /// Six anchors.
        Bell = "bell",
        /// Thresholds and a regression.
        Indirect = "indirect",
    }
}

row! {
    /// Three anchors, in the unit of the raw value.
    Anchors in "anchors" {
        /// Full non-membership.
        full_out: f64,
        /// The point of most ambiguity.
        crossover: f64,
        /// Full membership.
        full_in: f64,
    }
}

row! {
    /// The direct method.
    #[cfg_attr(feature = "types", ts(optional_fields))]
    DirectMethod in "calibration" {
        /// May be left out.
        #[cfg_attr(feature = "types", ts(optional, type = "'direct'"))]
        method: Option<MethodName>,
        /// Full non-membership.
        full_out: f64,
        /// The point of most ambiguity.
        crossover: f64,
        /// Full membership.
        full_in: f64,
        /// The degree at full membership; 0.95 where it is left out.
        idm: Option<f64>,
    }
}

row! {
    /// The piecewise method.
    #[cfg_attr(feature = "types", ts(optional_fields))]
    PiecewiseMethod in "calibration" {
        /// `piecewise`.
        #[cfg_attr(feature = "types", ts(type = "'piecewise'"))]
        method: MethodName,
        /// Full non-membership.
        full_out: f64,
        /// The point of most ambiguity.
        crossover: f64,
        /// Full membership.
        full_in: f64,
        /// The exponent below the crossover; 1 where it is left out.
        below: Option<f64>,
        /// The exponent above the crossover; 1 where it is left out.
        above: Option<f64>,
    }
}

row! {
    /// The bell-shaped method.
    #[cfg_attr(feature = "types", ts(optional_fields))]
    BellMethod in "calibration" {
        /// `bell`.
        #[cfg_attr(feature = "types", ts(type = "'bell'"))]
        method: MethodName,
        /// Anchors of the side with the smaller raw values.
        left: Anchors,
        /// Anchors of the side with the greater raw values.
        right: Anchors,
        /// The exponent below the crossovers; 1 where it is left out.
        below: Option<f64>,
        /// The exponent above the crossovers; 1 where it is left out.
        above: Option<f64>,
    }
}

row! {
    /// The indirect method.
    #[cfg_attr(feature = "types", ts(optional_fields))]
    IndirectMethod in "calibration" {
        /// `indirect`.
        #[cfg_attr(feature = "types", ts(type = "'indirect'"))]
        method: MethodName,
        /// Where one step ends and the next begins.
        thresholds: Vec<f64>,
        /// The regression; that of QCA where it is left out.
        fit: Option<Regression>,
    }
}

/// What one of the four methods asks for.
enum Request {
    Direct(DirectMethod),
    Piecewise(PiecewiseMethod),
    Bell(BellMethod),
    Indirect(IndirectMethod),
}

impl FromCell for Request {
    fn from_cell(cell: Cell<'_>, reader: &mut Reader) -> Self {
        let method = match cell {
            Cell::Object(object) => Cells(&|key| Cell::of(object.get(key))).field("method", reader),
            _ => None,
        };
        match method.unwrap_or(MethodName::Direct) {
            MethodName::Direct => Self::Direct(row_of(cell, reader)),
            MethodName::Piecewise => Self::Piecewise(row_of(cell, reader)),
            MethodName::Bell => Self::Bell(row_of(cell, reader)),
            MethodName::Indirect => Self::Indirect(row_of(cell, reader)),
        }
    }
}

pub(super) fn calibration(fields: &DirectMethod) -> Result<Calibration, Error> {
    if let Some(other) = fields.method.filter(|method| *method != MethodName::Direct) {
        let problem = Problem::Wanted { found: other.word().to_owned(), wanted: "direct" };
        return Err(Error::Field { path: "method".to_owned(), problem });
    }
    let calibration = Calibration::new(fields.full_out, fields.crossover, fields.full_in)?;
    fields.idm.map_or(Ok(calibration), |idm| calibration.with_idm(idm))
}

fn piecewise(anchors: &Anchors) -> Result<Piecewise, Error> {
    Piecewise::new(anchors.full_out, anchors.crossover, anchors.full_in)
}

pub(super) fn method(text: &str) -> Result<Method, Error> {
    Ok(match from_json(text)? {
        Request::Direct(fields) => Method::Direct(calibration(&fields)?),
        Request::Piecewise(PiecewiseMethod {
            full_out, crossover, full_in, below, above, ..
        }) => {
            let straight = piecewise(&Anchors { full_out, crossover, full_in })?;
            Method::Piecewise(straight.with_shape(below.unwrap_or(1.0), above.unwrap_or(1.0))?)
        }
        Request::Bell(BellMethod { left, right, below, above, .. }) => {
            let left = piecewise(&left).map_err(|error| error.at("left"))?;
            let right = piecewise(&right).map_err(|error| error.at("right"))?;
            let (below, above) = (below.unwrap_or(1.0), above.unwrap_or(1.0));
            Method::Bell(Bell::new(
                left.with_shape(below, above)?,
                right.with_shape(below, above)?,
            )?)
        }
        Request::Indirect(IndirectMethod { thresholds, fit, .. }) => Method::Indirect(
            Indirect::new(&thresholds, fit.unwrap_or(Regression::FractionalPolynomial))?,
        ),
    })
}
