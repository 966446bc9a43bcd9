//! The documented alliances that an alliance resembles most, and what tells it from each.

use serde::Serialize;

use crate::codebook::{ByLocale, Dimension};
use crate::compare::Comparison;
use crate::typology::{AllianceType, Placement};

/// A documented alliance, or one phase of it, beside an alliance.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Neighbour {
    /// The case or reference alliance.
    pub case_id: String,
    /// The phase; none for a reference alliance, which is scored as a whole.
    pub phase_id: Option<String>,
    /// Name of the ally or of the reference alliance, by language.
    pub label: ByLocale<String>,
    /// First year.
    pub from_year: i32,
    /// Last year.
    pub to_year: i32,
    /// Its type.
    #[serde(rename = "type")]
    pub alliance_type: AllianceType,
    /// Mean difference of the dimensions that have a score in both, 0-1.
    pub distance: f64,
    /// The dimension that separates the two most.
    pub separating_dimension: Dimension,
    /// The alliance minus the documented one on that dimension, -1 to 1.
    pub difference: f64,
}

/// All alliances of a comparison, the nearest first.
///
/// The distance is the normalised Hamming distance, as in [`Placement::position`]. Those without a
/// dimension that both have scored are left out.
pub fn nearest(placement: &Placement, comparison: &Comparison) -> Vec<Neighbour> {
    let mut neighbours = Vec::new();
    let mut add = |case_id: &str, phase_id, label, (from_year, to_year), other: &Placement| {
        let Some((distance, separating_dimension, difference)) = separated(placement, other) else {
            return;
        };
        neighbours.push(Neighbour {
            case_id: case_id.to_owned(),
            phase_id,
            label,
            from_year,
            to_year,
            alliance_type: other.alliance_type,
            distance,
            separating_dimension,
            difference,
        });
    };
    for case in &comparison.cases {
        for phase in &case.phases {
            let label = ByLocale::new(|locale| case.ally.get(locale).label.clone());
            let years = (phase.from_year, phase.to_year);
            add(&case.case_id, Some(phase.phase_id.clone()), label, years, &phase.verdict);
        }
    }
    for one in &comparison.references {
        let years = (one.from_year, one.to_year);
        add(&one.case_id, None, one.label.clone(), years, &one.verdict);
    }
    neighbours.sort_by(|one, other| one.distance.total_cmp(&other.distance));
    neighbours
}

/// Distance, the dimension with the largest difference, and that difference.
#[allow(clippy::cast_precision_loss, reason = "four dimensions")]
fn separated(one: &Placement, other: &Placement) -> Option<(f64, Dimension, f64)> {
    let differences: Vec<(Dimension, f64)> = Dimension::ALL
        .iter()
        .filter_map(|&dimension| {
            let score = |placement: &Placement| placement.dimensions.get(dimension).score;
            Some((dimension, score(one)? - score(other)?))
        })
        .collect();
    let sum: f64 = differences.iter().map(|(_, difference)| difference.abs()).sum();
    let distance = sum / differences.len() as f64;
    // The first of equals.
    let (dimension, difference) = differences
        .into_iter()
        .rev()
        .max_by(|(_, one), (_, other)| one.abs().total_cmp(&other.abs()))?;
    Some((distance, dimension, difference))
}
