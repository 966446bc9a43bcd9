//! The regime: the hazard that it falls, and what is seen of collusion.

use super::super::Scenario;
use super::super::plan::Period;

/// Hazard per year that the regime falls: a base, the weight of armed groups against all that stands on
/// its side, and the danger of disciplining agencies that follow goals of their own.
///
/// ```text
/// D = sum over j of d_j T_j
/// h = h0 + h1 (D / (D + G + F))^4 + hc mon (mean over j of phi_j) (sum over k of s_k (1 - theta_k))
/// ```
///
/// A run draws at its start how much hazard its regime outlasts, from the exponential distribution with mean 1; it
/// falls when the sum of h dt passes that. The run goes on, under a successor with the same parameters. The first two
/// terms are plain choices, the third is assumed from the literature on coups; none is fitted.
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
///
/// ```text
/// Chat <- Chat + (1 - exp(-dt)) (mon C - Chat)     C: share of capacity that colludes
/// ```
pub(in crate::simulator) fn observed(
    before: f64,
    monitoring: f64,
    collude: f64,
    notice: f64,
) -> f64 {
    before + notice * (monitoring * collude - before)
}
