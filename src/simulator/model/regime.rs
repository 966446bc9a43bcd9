//! The regime: the hazard that it falls, and what is seen of collusion.

use super::super::Scenario;
use super::super::plan::Period;

/// Hazard per year that the regime falls: a base, the weight of armed groups against all that stands on
/// its side, and the danger of disciplining agencies that follow goals of their own.
///
/// The first two are plain choices, the third is assumed from the literature on coups; none is fitted.
pub(in crate::simulator) fn hazard(
    scenario: &Scenario,
    period: &Period,
    capacity: f64,
    danger: f64,
    own_goals: f64,
) -> f64 {
    let weight = danger / (danger + capacity + period.patron_forces);
    let square = weight * weight;
    let coup = scenario.hazard_coup * period.monitoring * period.mean_will;
    scenario.hazard_base + scenario.hazard_threat * (square * square) + coup * own_goals
}

/// Collusion as the patron sees it after a period: it closes part of the gap to what monitoring shows.
pub(in crate::simulator) fn observed(
    before: f64,
    monitoring: f64,
    collude: f64,
    notice: f64,
) -> f64 {
    before + notice * (monitoring * collude - before)
}
