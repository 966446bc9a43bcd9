//! The patron: aid, and how far it can be tied to conditions.

use super::super::Scenario;
use super::super::plan::Period;
use super::super::scenario::Threat;

/// What the patron gives in a period.
pub(in crate::simulator) struct Support {
    /// How far aid hangs on results, after what the patron's own fear leaves of it.
    pub conditionality: f64,
    /// Aid.
    pub aid: f64,
    /// The ally's capacity: its own and the aid.
    pub capacity: f64,
    /// Aid as a share of the capacity.
    pub share: f64,
}

/// Aid in a period: less, the more collusion was seen and the more the patron can afford to mind it.
///
/// A patron that depends on the ally cannot make its threats believed while the groups that it fears are
/// strong: the commitment trap.
///
/// ```text
/// pi  = sum over j of y_j T_j                      strength that the patron fears
/// kef = kappa (1 - dep pi / (pi + Ph))             conditions that are believed
/// A'  = A (1 - kef Chat)                           aid; Chat is the collusion that was seen
/// G   = G0 + A'                                    capacity of the ally
/// al  = A' / G                                     aid as a share of it
/// ```
///
/// # Source
/// Padro i Miquel and Yared (2012), The political economy of indirect control, *Quarterly
/// Journal of Economics* 127(2); Ladwig (2016), Influencing clients in counterinsurgency,
/// *International Security* 41(1).
pub(in crate::simulator) fn support(
    scenario: &Scenario,
    period: &Period,
    strengths: &[f64],
    observed_collusion: f64,
) -> Support {
    let mut feared = 0.0;
    for (threat, strength) in scenario.threats.iter().zip(strengths) {
        feared += threat.patron_priority * strength;
    }
    let need = period.patron_dependence * feared / (feared + scenario.half_dependence_threat);
    let conditionality = period.conditionality * (1.0 - need);
    let aid = period.aid * (1.0 - conditionality * observed_collusion);
    let capacity = period.own_capacity + aid;
    Support { conditionality, aid, capacity, share: aid / capacity }
}

/// The patron's own forces against one threat: they go where its priorities are, evenly where it has none.
///
/// ```text
/// F_j = F y_j / (sum over i of y_i)
/// ```
#[allow(clippy::cast_precision_loss)]
pub(in crate::simulator) fn forces_against(
    threat: &Threat,
    threats: &[Threat],
    forces: f64,
) -> f64 {
    let priorities: f64 = threats.iter().map(|threat| threat.patron_priority).sum();
    if priorities > 0.0 {
        forces * threat.patron_priority / priorities
    } else {
        forces / threats.len() as f64
    }
}
