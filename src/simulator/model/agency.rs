//! An agency of the ally: for each armed group, it fights, helps, or leaves it alone.

use super::super::Scenario;
use super::super::plan::{Period, Plan};
use super::super::scenario;
use super::patron::Support;

/// An agency in a run.
pub(in crate::simulator) struct Agency {
    /// Share of the ally's capacity.
    pub capacity_share: f64,
    /// Where it stands between those furthest from and nearest to the ruler's goals, in 0-1.
    place: f64,
    /// Weight that it gives to the ruler's goals.
    pub loyalty: f64,
    /// Access to rents from each group.
    access: Vec<f64>,
    /// How far each group threatens the agency itself.
    own_threat: Vec<f64>,
    /// Share of its effort that goes into fighting each group.
    pub balance: Vec<f64>,
    /// Share of its effort that goes into helping each group.
    pub collude: Vec<f64>,
}

/// A level that differs between agencies: `mean` for the middle one, and as far to both sides as 0 to 1
/// allows.
///
/// ```text
/// spread(m, z) = clip(m + 2 min(m, 1 - m) (z - 1/2))     z: the agency's place, even in 0-1
/// ```
pub(in crate::simulator) fn spread(mean: f64, place: f64) -> f64 {
    let width = 2.0 * mean.min(1.0 - mean);
    (mean + width * (place - 0.5)).clamp(0.0, 1.0)
}

/// The level of one agency towards one group: spread around the level of all, or half as far around its own.
///
/// ```text
/// a_kj = spread(tie, z)  or  spread(tie_kj, 1/4 + z/2)   access to rents; own threat o_kj likewise from own
/// ```
pub(in crate::simulator) fn level(
    all: Option<f64>,
    own: Option<&Vec<f64>>,
    threat: usize,
    place: f64,
) -> f64 {
    match own.and_then(|levels| levels.get(threat)) {
        Some(&level) => spread(level, 0.25 + 0.5 * place),
        None => spread(all.unwrap_or_default(), place),
    }
}

impl Agency {
    /// An agency at the start, with its places in 0-1 for each group: access, own threat.
    pub fn new(scenario: &Scenario, agency: &scenario::Agency, place: f64, places: &[f64]) -> Self {
        let groups = places.chunks_exact(2).enumerate();
        let (mut access, mut own_threat) = (Vec::new(), Vec::new());
        for (threat, places) in groups {
            let [for_access, for_own] = places else { continue };
            let given = agency.rent_access.as_ref();
            access.push(level(scenario.rent_access, given, threat, *for_access));
            let given = agency.own_threat.as_ref();
            own_threat.push(level(scenario.own_threat, given, threat, *for_own));
        }
        let none = vec![0.0; access.len()];
        Self {
            capacity_share: agency.capacity_share,
            place,
            loyalty: 0.0,
            balance: none.clone(),
            collude: none,
            access,
            own_threat,
        }
    }

    /// Moves efforts towards what suits the agency best in this period.
    ///
    /// An agency weighs the ruler's goals by theta, its own by 1 - theta. Fighting a group brings what its end is
    /// worth and the patron's conditional aid, at a cost. Helping it brings rents, the ruler's own favour for a group
    /// that is worth more alive, and the service of a group that fights others; it risks sanctions where it is
    /// detected. Doing neither brings what can be pocketed of aid. Only the better of fighting and helping is open.
    ///
    /// ```text
    /// theta  = spread(coh, z)
    /// val_j  = (theta max(v_j, 0) + (1 - theta) o_j) T_j
    /// cond_j = lev kef y_j al
    /// uI     = (1 - theta) xi al (1 - mon)
    /// uB_j   = val_j + cond_j - chi T_j / (T_j + G)
    /// uC_j   = (1 - theta) rho_j rs emb_j a_j T_j / (T_j + Th) + theta max(-v_j, 0) T_j
    ///          + zeta (sum over i of H_ji val_i) - mon (phi_j + cond_j) - c0
    /// x*_j   = max(0, lam (max(uB_j, uC_j) - uI) - l)     l >= 0: the least with sum over j of x*_j <= 1
    /// r      = exp(-dt / tau)
    /// b_j   <- r b_j + (1 - r) (x*_j if uB_j >= uC_j, else 0)
    /// c_j   <- r c_j + (1 - r) (x*_j if uB_j <  uC_j, else 0)
    /// ```
    ///
    /// `factors` are the shocks for each group: to rents, to the own threat. They act on
    /// benefits, not on actions: without a benefit there is no collusion.
    ///
    /// # Source
    /// Indirect control and proxies: Berman and Lake, eds. (2019), *Proxy Wars*. Aid that rewards persistence:
    /// Bapat (2011), *Journal of Peace Research* 48(3). Armed groups that deliver support: Staniland (2012),
    /// *Perspectives on Politics* 10(2). Effort as a regularised best response is ours.
    #[allow(clippy::many_single_char_names)]
    pub fn respond(
        &mut self,
        plan: &Plan,
        period: &Period,
        support: &Support,
        strengths: &[f64],
        factors: &[f64],
    ) {
        let scenario = &plan.scenario;
        let groups = scenario.threats.len();
        self.loyalty = spread(period.cohesion, self.place);
        let loyalty = self.loyalty;
        let selfish = 1.0 - loyalty;
        let get = |values: &[f64], at: usize| values.get(at).copied().unwrap_or_default();

        // What pocketing aid while idle is worth.
        let idle = selfish * scenario.skimming * support.share * (1.0 - period.monitoring);

        // What the end of each group is worth to the agency.
        let values: Vec<f64> = (0..groups)
            .zip(&period.threats)
            .map(|(j, threat)| {
                let own = get(&self.own_threat, j) * get(factors, 2 * j + 1);
                (loyalty * threat.worth_of_fighting + selfish * own) * get(strengths, j)
            })
            .collect();

        let mut wanted = Vec::new();
        let mut fights = Vec::new();
        for (j, (threat, strength)) in period.threats.iter().zip(strengths).enumerate() {
            let group = scenario.threats.get(j);
            let priority = group.map_or(0.0, |group| group.patron_priority);
            let condition =
                scenario.aid_leverage * support.conditionality * support.share * priority;
            let cost = scenario.combat_cost * strength / (strength + support.capacity);
            let balance = get(&values, j) + (condition - cost);

            let access = get(&self.access, j) * get(factors, 2 * j);
            let rent = threat.rent * (strength / (strength + scenario.half_rent_strength));
            let mut collude =
                selfish * access * rent + loyalty * threat.worth_of_sparing * strength;
            for (i, value) in values.iter().enumerate() {
                // A group that fights another saves the agency that fight.
                let relation = plan.relations.get(j).map_or(0.0, |row| get(row, i));
                collude += scenario.proxy_value * relation * value;
            }
            let punished = period.monitoring * (threat.will + condition);
            let collude = collude - (punished + scenario.secrecy_cost);

            fights.push(balance >= collude);
            wanted.push((scenario.responsiveness * (balance.max(collude) - idle)).max(0.0));
        }

        let level = excess(&wanted);
        for (j, (wanted, fights)) in wanted.iter().zip(fights).enumerate() {
            let effort = (wanted - level).max(0.0);
            let towards = |now: &mut f64, target: f64| {
                *now = plan.inertia * *now + plan.adjustment * target;
            };
            if let (Some(balance), Some(collude)) =
                (self.balance.get_mut(j), self.collude.get_mut(j))
            {
                towards(balance, if fights { effort } else { 0.0 });
                towards(collude, if fights { 0.0 } else { effort });
            }
        }
    }
}

/// What must be taken off efforts of 0 or more, each down to 0 at most, so that they sum to 1 or
/// less: the projection onto the simplex.
///
/// # Source
/// Held, Wolfe and Crowder (1974), Validation of subgradient optimization, *Mathematical
/// Programming* 6.
pub(in crate::simulator) fn excess(wanted: &[f64]) -> f64 {
    let mut sorted = wanted.to_vec();
    sorted.sort_by(|a, b| b.total_cmp(a));
    let (mut sum, mut count, mut level) = (0.0, 0.0, 0.0_f64);
    for value in sorted {
        sum += value;
        count += 1.0;
        level = level.max((sum - 1.0) * (1.0 / count));
    }
    level
}
