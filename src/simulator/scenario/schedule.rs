//! A parameter that may change over time.

use serde::Serialize;

use crate::table::{Cell, FromCell, Reader};

/// A parameter over time: a number, or a list of `[year, value]`. Years count from the start of the
/// scenario. Between two points the value is linear, before the first and after the last constant.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum Schedule {
    /// The same value throughout.
    Constant(f64),
    /// Points in order of time: year and value.
    Points(Vec<[f64; 2]>),
}

impl Schedule {
    /// The value in a year from the start.
    ///
    /// It lies between those of the neighbouring points to the last bit. Without any point, which
    /// [`Scenario::check`](super::Scenario::check) refuses, it is 0.
    pub fn at(&self, year: f64) -> f64 {
        let points = match self {
            Self::Constant(value) => return *value,
            Self::Points(points) => points,
        };
        let later = points.partition_point(|[other, _]| *other <= year);
        let before = later.checked_sub(1).and_then(|index| points.get(index));
        match (before, points.get(later)) {
            (Some([from, first]), Some([to, second])) => {
                let value = first + (second - first) * ((year - from) / (to - from));
                value.max(first.min(*second)).min(first.max(*second))
            }
            (Some([_, value]), None) | (None, Some([_, value])) => *value,
            (None, None) => 0.0,
        }
    }
}

impl FromCell for Schedule {
    fn from_cell(cell: Cell<'_>, reader: &mut Reader) -> Self {
        match cell {
            Cell::List(_) => Self::Points(FromCell::from_cell(cell, reader)),
            Cell::Number(_) => Self::Constant(FromCell::from_cell(cell, reader)),
            _ => {
                cell.refuse("a number or a list of [year, value]", reader);
                Self::Constant(0.0)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn linear_between_points_and_constant_outside() {
        let schedule = Schedule::Points(vec![[2.0, 0.3], [4.0, 0.7], [5.0, 0.1]]);
        for (year, expected) in
            [(0.0, 0.3), (2.0, 0.3), (3.0, 0.5), (4.0, 0.7), (4.5, 0.4), (5.0, 0.1), (90.0, 0.1)]
        {
            assert!((schedule.at(year) - expected).abs() < 1e-15, "{year}");
        }
        assert_eq!(Schedule::Constant(0.2).at(7.0), 0.2);
        assert_eq!(Schedule::Points(vec![]).at(7.0), 0.0);
    }

    #[test]
    fn points_that_nearly_meet_give_no_slope_without_bound() {
        let schedule = Schedule::Points(vec![[0.0, 0.0], [f64::from_bits(1), 1.0], [1.0, 0.0]]);
        assert_eq!(schedule.at(0.0), 0.0);
        assert_eq!(schedule.at(f64::from_bits(1)), 1.0);
        assert_eq!(schedule.at(0.25), 0.75);
    }
}
