//! The conflict: how efforts add up, and what they do to the strength of each group.

use super::super::math;
use super::super::plan::{Period, Plan};
use super::agency::Agency;
use super::patron::Support;

/// Efforts for and against one group, as shares of the ally's capacity.
#[derive(Clone, Copy, Default)]
pub(in crate::simulator) struct Effort {
    pub balance: f64,
    pub collude: f64,
}

/// The efforts of all agencies, by group.
///
/// ```text
/// B_j = G (sum over k of s_k b_kj)
/// C_j = G (sum over k of s_k c_kj)
/// ```
pub(in crate::simulator) fn efforts(agencies: &[Agency], threats: usize) -> Vec<Effort> {
    let mut efforts = vec![Effort::default(); threats];
    for agency in agencies {
        let by_group = agency.balance.iter().zip(&agency.collude);
        for (effort, (balance, collude)) in efforts.iter_mut().zip(by_group) {
            effort.balance += agency.capacity_share * balance;
            effort.collude += agency.capacity_share * collude;
        }
    }
    efforts
}

/// Strengths after a period.
///
/// Groups grow while there is room, are fed by those who collude, fight or feed each other, and lose to those
/// who fight them. Collusion also leaks: it blunts the force of those who fight.
///
/// ```text
/// Be_j = e (B_j + F_j) (1 - psi C_j / (B_j + F_j + C_j))
/// room = 1 - T_j / (Kcap_j Ks)                           room+ = max(room, 0)
/// r_j  = g_j gs room + eta room+ C_j / (C_j + T_j) - delta Be_j^m / (Be_j^m + T_j^m)
///        - hh (sum over i of max(H_ij, 0) T_i / (T_i + T_j))
///        + hh room+ (sum over i of max(-H_ij, 0) T_i / (T_i + T_j))
/// T_j <- max(Tmin, T_j exp(r_j dt + sig sqrt(dt) xi_j - sig^2 dt / 2))       xi_j: standard normal
/// ```
///
/// # Source
/// The contest: Tullock (1980); Hirshleifer (1989), *Public Choice* 63. Attrition that needs
/// intelligence: Deitchman (1962), *Operations Research* 10(6); Kress and Szechtman (2009), *Operations
/// Research* 57(3).
pub(in crate::simulator) fn strengths(
    plan: &Plan,
    period: &Period,
    support: &Support,
    strengths: &[f64],
    efforts: &[Effort],
    events: &[f64],
) -> Vec<f64> {
    let scenario = &plan.scenario;
    let groups = period.threats.iter().zip(strengths).zip(efforts).zip(events).enumerate();
    groups
        .map(|(j, (((threat, &strength), effort), event))| {
            let balance = support.capacity * effort.balance;
            let collude = support.capacity * effort.collude;
            let force = balance + threat.forces;
            let leak = collude / (force + collude).max(f64::MIN_POSITIVE);
            let pressure =
                scenario.effectiveness * force * (1.0 - scenario.intelligence_leak * leak);

            let room = 1.0 - strength * threat.crowding;
            let open = room.max(0.0);
            let (mut fought, mut fed) = (0.0, 0.0);
            for (row, other) in plan.relations.iter().zip(strengths) {
                let relation = row.get(j).copied().unwrap_or_default();
                let weight = other / (other + strength);
                fought += relation.max(0.0) * weight;
                fed += (-relation).max(0.0) * weight;
            }

            let rate = threat.growth * room
                + scenario.collusion_feeding * (collude / (collude + strength)) * open
                - scenario.attrition * share(plan, pressure, strength)
                - scenario.group_rate * fought
                + scenario.group_rate * open * fed;
            let drift = rate * scenario.dt + chance(plan, *event);
            (strength * math::exp(drift, &plan.numbers)).max(scenario.minimum_strength)
        })
        .collect()
}

/// What befalls a group in a period, with half the variance taken off so that its mean is 0 growth.
fn chance(plan: &Plan, event: f64) -> f64 {
    plan.deviation * event - plan.drag
}

/// Share of a contest that goes to `x`.
fn share(plan: &Plan, x: f64, y: f64) -> f64 {
    let exponent = plan.scenario.contest_exponent;
    if exponent == 1.0 {
        return x / (x + y);
    }
    let (x, y) = (math::power(x, exponent, &plan.numbers), math::power(y, exponent, &plan.numbers));
    x / (x + y)
}
