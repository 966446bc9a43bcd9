//! What comes out of a period.

use super::Scenario;
use super::model::agency::Agency;
use super::model::conflict::Effort;
use super::model::patron::Support;
use super::model::regime;
use super::plan::Period;

/// Net effort from which an agency counts as fighting or as helping a group.
pub(super) const NOTABLE: f64 = 0.1;

/// Outcomes of a period, for one run or four.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outcome<D> {
    /// Share of the ally's capacity that fights.
    pub balance: D,
    /// Share that helps a threat.
    pub collude: D,
    /// Share that does neither.
    pub idle: D,
    /// 1 where some agency fights a group that another helps, else 0.
    pub d3: D,
    /// Overlap of fighting and helping on the same group, by net efforts.
    pub x_same: D,
    /// Overlap over all groups together.
    pub x_state: D,
    /// Share of the ally's capacity at cross purposes: the overlap before it is divided by all effort.
    pub w: D,
    pub aid: D,
    /// Aid that feeds collusion or pockets.
    pub aid_diverted: D,
    /// Hazard per year that the regime falls.
    pub hazard: D,
    pub national_loss: D,
}

impl Outcome<f64> {
    /// Outcomes, with strengths as they were before the period and efforts as they are after it.
    ///
    /// Overlaps rest on net efforts o = b - c, so that an agency that changes its mind counts once. With inertia,
    /// gross efforts would find identical agencies at cross purposes.
    ///
    /// ```text
    /// o_kj    = b_kj - c_kj
    /// P_j     = sum over k of s_k max(o_kj, 0)         N_j = P_j - (sum over k of s_k o_kj)
    /// D3      = 1 if on some j an agency has o_kj >= 0.1 and another o_lj <= -0.1, else 0
    /// X_same  = 2 (sum over j of min(P_j, N_j)) / (sum over j of P_j + N_j)
    /// X_state = 2 min(sum of P_j, sum of N_j) / (sum over j of P_j + N_j)
    /// W       = 2 (sum over j of min(P_j, N_j))
    /// aid diverted  = A' (sum over k of s_k (c_k + (1 - theta_k) idle_k))      of aid A', as a share of it
    /// national loss = sum over j of n_j T_j
    /// ```
    pub fn new(
        scenario: &Scenario,
        period: &Period,
        support: &Support,
        strengths: &[f64],
        agencies: &[Agency],
        efforts: &[Effort],
    ) -> Self {
        let (mut balance, mut collude) = (0.0, 0.0);
        for effort in efforts {
            balance += effort.balance;
            collude += effort.collude;
        }

        // Net efforts: inertia alone makes an agency that changes its mind do a little of both.
        let (mut both, mut all_for, mut all_against, mut d3) = (0.0, 0.0, 0.0, 0.0);
        for (j, effort) in efforts.iter().enumerate() {
            let mut fight = 0.0;
            let (mut most, mut least) = (0.0_f64, 0.0_f64);
            for agency in agencies {
                let at = |efforts: &[f64]| efforts.get(j).copied().unwrap_or_default();
                let net = at(&agency.balance) - at(&agency.collude);
                fight += agency.capacity_share * net.max(0.0);
                most = most.max(net);
                least = least.min(net);
            }
            if most >= NOTABLE && least <= -NOTABLE {
                d3 = 1.0;
            }
            // What fighting leaves of the net effort of all; rounded, it could fall below 0.
            let help = (fight - (effort.balance - effort.collude)).max(0.0);
            both += fight.min(help);
            all_for += fight;
            all_against += help;
        }
        let all = (all_for + all_against).max(f64::MIN_POSITIVE);

        let (mut diverted, mut own_goals) = (0.0, 0.0);
        for agency in agencies {
            let (mut fights, mut helps) = (0.0, 0.0);
            for (balance, collude) in agency.balance.iter().zip(&agency.collude) {
                fights += balance;
                helps += collude;
            }
            let selfish = 1.0 - agency.loyalty;
            let idle = 1.0 - (fights + helps);
            diverted += agency.capacity_share * (helps + selfish * idle);
            own_goals += agency.capacity_share * selfish;
        }

        let (mut danger, mut national_loss) = (0.0, 0.0);
        for (threat, strength) in scenario.threats.iter().zip(strengths) {
            danger += threat.danger * strength;
            national_loss += threat.harm * strength;
        }
        Self {
            balance,
            collude,
            idle: 1.0 - balance - collude,
            d3,
            x_same: 2.0 * both / all,
            x_state: 2.0 * all_for.min(all_against) / all,
            w: 2.0 * both,
            aid: support.aid,
            aid_diverted: support.aid * diverted,
            hazard: regime::hazard(scenario, period, support.capacity, danger, own_goals),
            national_loss,
        }
    }
}
