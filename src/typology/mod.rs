//! Where an alliance stands between the two ideal types.
//!
//! Four fuzzy sets span a property space of 16 cells. A cell's membership is its
//! weakest part; at most one cell lies above 0.5, and it names the type.

mod anchors;
mod change;
mod explanation;
mod profile;
mod tipping;
mod uncertainty;
mod verdict;

use serde::Serialize;

use crate::codebook::{ByDimension, Dimension};
use crate::membership::{Scored, Side, side};
use crate::words::words;

pub use anchors::{AnchorRange, AnchorRanges};
pub use change::{Change, Move};
pub(crate) use profile::Signs;
pub use profile::{Answer, Coder, Profile};
pub use tipping::{Direction, TippingPoint};
pub use uncertainty::{CellProbability, Shares, Uncertainty};
pub use verdict::{ClassifyOptions, Reading, Structures, Verdict};

words! {
    /// What an alliance is called.
    AllianceType {
        /// All four dimensions above 0.5.
        InternalThreat = "internal_threat",
        /// All four dimensions below 0.5.
        ExternalThreat = "external_threat",
        /// Some above, some below: a diminished subtype.
        Hybrid = "hybrid",
        /// A dimension at 0.5: no cell lies above 0.5.
        None = "none",
        /// A dimension without a score.
        Undetermined = "undetermined",
    }
}

impl AllianceType {
    /// The type of four dimensions, by the side of halfway on which each lies.
    pub(crate) fn of(sides: [Option<Side>; 4]) -> Self {
        let all = |wanted| sides.iter().all(|side| *side == wanted);
        match sides {
            _ if all(Some(Side::Internal)) => Self::InternalThreat,
            _ if all(Some(Side::External)) => Self::ExternalThreat,
            _ if sides.contains(&None) => Self::None,
            _ => Self::Hybrid,
        }
    }
}

words! {
    /// How far the ranges bear the type out. They never change it.
    Degree {
        /// Some range reaches across halfway.
        Leans = "leans",
        /// Every range lies on its side of 0.5.
        Clearly = "clearly",
    }
}

/// One of the 16 combinations of the four dimensions.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Cell {
    /// One bit a dimension, D1 to D4: `1111` is the internal threat alliance.
    pub cell: String,
    /// Membership of the scores, 0-1; none where a dimension has no score.
    pub membership: Option<f64>,
    /// The least membership that the ranges allow, 0-1.
    pub low: f64,
    /// The greatest membership that the ranges allow, 0-1.
    pub high: f64,
    /// Whether some point of the ranges lies in this cell.
    pub possible: bool,
    /// Whether every point of the ranges lies in this cell.
    pub certain: bool,
    /// Probability that the alliance lies in this cell if every indicator is drawn from its range
    /// by itself, 0-1; left out where nothing was drawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub probability: Option<f64>,
}

/// A dimension with its value; without a score its range still bounds it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct DimensionValue {
    /// The value, 0-1; none where an indicator is unknown.
    pub score: Option<f64>,
    /// The lowest value that could be defended, 0-1.
    pub low: f64,
    /// The highest value that could be defended, 0-1.
    pub high: f64,
}

impl DimensionValue {
    /// Value and range together; `None` without a score.
    pub fn scored(self) -> Option<Scored> {
        self.score.map(|score| Scored { score, low: self.low, high: self.high })
    }
}

/// Type, memberships and position of one alliance in one period.
///
/// Ranges are exact: each dimension occurs once in every cell.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Placement {
    /// The four dimensions.
    pub dimensions: ByDimension<DimensionValue>,
    /// The 16 cells, from `0000` to `1111`.
    pub cells: Vec<Cell>,
    /// The type.
    #[serde(rename = "type")]
    pub alliance_type: AllianceType,
    /// How far the ranges bear it out; none without a cell.
    pub degree: Option<Degree>,
    /// The cell above 0.5, if any.
    pub cell: Option<String>,
    /// Membership in the internal threat alliance: the smallest dimension.
    pub membership_internal: DimensionValue,
    /// Membership in the external threat alliance: the smallest negated dimension.
    pub membership_external: DimensionValue,
    /// Mean of the dimensions: a location between the poles, not a membership.
    pub position: DimensionValue,
    /// The dimensions that hold membership in the internal type down: the smallest, and any within
    /// 0.005 of it, since a reader sees two decimals. Empty where a dimension has no score.
    pub weakest_dimension: Vec<Dimension>,
    /// The dimensions whose range does not lie wholly on the side of the score.
    pub open_dimensions: Vec<Dimension>,
}

/// Two dimensions this close share the place of the weakest.
const TIE: f64 = 0.005;

impl Placement {
    /// The verdict on four dimensions.
    ///
    /// # Source
    /// Property space: Lazarsfeld and Barton (1951), Kvist (2007). Weakest link:
    /// Goertz (2006). Position: one minus the normalised Hamming distance to 1111.
    pub fn of(dimensions: ByDimension<DimensionValue>) -> Self {
        let scores: Vec<Scored> =
            dimensions.values().iter().filter_map(|value| value.scored()).collect();
        let sides = dimensions.values().map(|value| value.score.and_then(side));
        let cell = cell_of(sides);
        let alliance_type = match scores.len() {
            4 => AllianceType::of(sides),
            _ => AllianceType::Undetermined,
        };
        let pick = |of: &dyn Fn(&DimensionValue) -> bool| -> Vec<Dimension> {
            Dimension::ALL
                .iter()
                .copied()
                .filter(|&dimension| of(dimensions.get(dimension)))
                .collect()
        };
        let open_dimensions =
            pick(&|value| value.scored().is_none_or(|scored| scored.crosses_halfway()));
        let degree = cell.is_some().then_some(if open_dimensions.is_empty() {
            Degree::Clearly
        } else {
            Degree::Leans
        });
        let least = scores.iter().map(|scored| scored.score).fold(f64::INFINITY, f64::min);
        let weakest_dimension = pick(&|value| {
            scores.len() == 4 && value.score.is_some_and(|score| score - least < TIE)
        });
        let values = dimensions.values().map(|value| *value);
        let minimum = |parts: &[f64]| parts.iter().copied().fold(f64::INFINITY, f64::min);
        Self {
            membership_internal: fold(&values, minimum),
            membership_external: fold(&values.map(|value| negated(&value)), minimum),
            position: fold(&values, mean),
            cells: cells(&dimensions),
            dimensions,
            alliance_type,
            degree,
            cell,
            weakest_dimension,
            open_dimensions,
        }
    }

    /// A dimension with score and range; `None` where it has no score.
    pub fn dimension(&self, dimension: Dimension) -> Option<Scored> {
        self.dimensions.get(dimension).scored()
    }
}

fn negated(value: &DimensionValue) -> DimensionValue {
    DimensionValue {
        score: value.score.map(|score| 1.0 - score),
        low: 1.0 - value.high,
        high: 1.0 - value.low,
    }
}

#[allow(clippy::cast_precision_loss, reason = "four dimensions")]
fn mean(parts: &[f64]) -> f64 {
    parts.iter().sum::<f64>() / parts.len() as f64
}

/// Scores, lows and highs, each folded; without a score where a part has none.
fn fold(parts: &[DimensionValue], fold: impl Fn(&[f64]) -> f64) -> DimensionValue {
    let over = |pick: fn(&DimensionValue) -> f64| fold(&parts.iter().map(pick).collect::<Vec<_>>());
    let scores: Option<Vec<f64>> = parts.iter().map(|part| part.score).collect();
    DimensionValue {
        score: scores.map(|scores| fold(&scores)),
        low: over(|part| part.low),
        high: over(|part| part.high),
    }
}

/// The cell above 0.5; none where a dimension lies on neither side.
pub(crate) fn cell_of(sides: [Option<Side>; 4]) -> Option<String> {
    let bit = |side: Option<Side>| side.map(|side| if side == Side::Internal { '1' } else { '0' });
    sides.into_iter().map(bit).collect()
}

/// The 16 cells. Where a value lies is asked of the dimension itself: one minus a value is rounded.
fn cells(dimensions: &ByDimension<DimensionValue>) -> Vec<Cell> {
    (0..16_u8)
        .map(|bits| {
            let wanted = |index: usize| bits >> (3 - index.min(3)) & 1 == 1;
            let parts: Vec<DimensionValue> = dimensions
                .values()
                .iter()
                .enumerate()
                .map(|(index, value)| if wanted(index) { **value } else { negated(value) })
                .collect();
            let weakest = fold(&parts, |parts| parts.iter().copied().fold(f64::INFINITY, f64::min));
            let all = |inside: fn(&DimensionValue) -> f64, outside: fn(&DimensionValue) -> f64| {
                dimensions.values().iter().enumerate().all(|(index, value)| {
                    if wanted(index) {
                        side(inside(value)) == Some(Side::Internal)
                    } else {
                        side(outside(value)) == Some(Side::External)
                    }
                })
            };
            Cell {
                cell: format!("{bits:04b}"),
                membership: weakest.score,
                low: weakest.low,
                high: weakest.high,
                possible: all(|value| value.high, |value| value.low),
                certain: all(|value| value.low, |value| value.high),
                probability: None,
            }
        })
        .collect()
}
