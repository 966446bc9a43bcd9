//! The ruler: which groups are worth fighting, and whom the ruler would punish for helping them.

use super::super::Scenario;
use super::super::scenario::Threat;

/// What the ruler would gain from the end of a group, per unit of its strength; below 0 the group is worth
/// more than it costs.
///
/// Rulers weigh threats to themselves, and the votes or support that a group brings, with the weight
/// of the regime; harm to the nation with the rest.
///
/// ```text
/// v_j = omega (d_j - q_j qs emb_j) + (1 - omega) n_j
/// ```
///
/// # Source
/// David (1991), Explaining Third World alignment, *World Politics* 43(2); Acemoglu,
/// Robinson and Santos (2013), The monopoly of violence, *Journal of the European Economic
/// Association* 11(S1).
pub(in crate::simulator) fn worth(threat: &Threat, regime_weight: f64, votes_scale: f64) -> f64 {
    let regime = threat.danger - threat.votes * votes_scale * threat.embeddedness;
    regime_weight * regime + (1.0 - regime_weight) * threat.harm
}

/// The ruler's will to punish agencies that help a group: its worth, less what punishing would risk where
/// agencies follow their own goals.
///
/// ```text
/// phi_j = phi clip(v_j - omega kc (1 - coh))       clip: held within 0 and 1
/// ```
///
/// # Source
/// Coup-proofing: Quinlivan (1999), *International Security* 24(2); Roessler (2011), *World
/// Politics* 63(2).
pub(in crate::simulator) fn will(
    scenario: &Scenario,
    worth: f64,
    regime_weight: f64,
    cohesion: f64,
) -> f64 {
    let risk = regime_weight * scenario.coup_cost * (1.0 - cohesion);
    scenario.sanction * (worth - risk).clamp(0.0, 1.0)
}
