//! What a simulation starts from: who takes part, and the value of every parameter.

mod change;
mod check;
mod schedule;

use crate::error::Error;
use crate::table::{compact, from_json, row};

pub use check::{MOST_AGENCIES, MOST_THREATS};
pub use schedule::Schedule;

row! {
    /// A scenario of the simulator. Symbols are those of the equations; strengths and capacities share the
    /// unit `unit`; rates are per year; utilities have no unit. A schedule is a number or a list of
    /// `[year, value]`.
    #[cfg_attr(feature = "types", ts(optional_fields))]
    Scenario in "scenario" {
        /// Identifier.
        #[cfg_attr(feature = "types", ts(as = "Option<String>"), schemars(default))]
        id: String = String::new(),
        /// Name in one language.
        #[cfg_attr(feature = "types", ts(as = "Option<String>"), schemars(default))]
        name: String = String::new(),
        /// What a strength of 1 means, such as 20,000 armed members.
        #[cfg_attr(feature = "types", ts(as = "Option<String>"), schemars(default))]
        unit: String = String::new(),
        /// Calendar year of the start, 0-9999; 2001.75 is October 2001, 0 no year of any calendar.
        #[cfg_attr(feature = "types", ts(as = "Option<f64>"), schemars(default))]
        first_year: f64 = 0.0,
        /// Length in years, 1-100.
        years: f64,
        /// Length of a step in years, 0.019 (a week) to 1; `dt`.
        dt: f64,
        /// Agencies of the ally, 1-12; `k`.
        agencies: Vec<Agency>,
        /// Threats within the ally, 1-8; `j`.
        threats: Vec<Threat>,

        /// Mean weight of the agencies on the leader's goals, 0-1, a schedule; `coh`.
        cohesion: Schedule,
        /// Weight of the regime's survival, against harm to the nation, in what the leader wants, 0-1, a
        /// schedule; `omega`.
        regime_weight: Schedule,
        /// Probability that collusion is detected, 0-1, a schedule; `mon`.
        monitoring: Schedule,
        /// Share of aid that is withheld where all capacity colludes, 0-1, a schedule; `kappa`.
        conditionality: Schedule,
        /// How far the patron's stakes blunt its conditions, 0-1, a schedule; `dep`.
        patron_dependence: Schedule,
        /// Capacity of the ally without aid, 0.001-10, a schedule; `G0`.
        own_capacity: Schedule,
        /// Capacity that aid pays for, 0-10, a schedule; `A`.
        aid: Schedule,
        /// The patron's own forces in the country, 0-10, a schedule; 0 if left out; `F`.
        #[cfg_attr(feature = "types", ts(as = "Option<Schedule>"), schemars(default = "check::none"))]
        patron_forces: Schedule = check::none(),
        /// Multiplier of votes, 0-5, a schedule; 1 if left out; `qs`.
        #[cfg_attr(feature = "types", ts(as = "Option<Schedule>"), schemars(default = "check::as_is"))]
        votes_scale: Schedule = check::as_is(),
        /// Multiplier of growth, 0-5, a schedule; 1 if left out; `gs`.
        #[cfg_attr(feature = "types", ts(as = "Option<Schedule>"), schemars(default = "check::as_is"))]
        growth_scale: Schedule = check::as_is(),
        /// Multiplier of carrying capacities, 0.001-10, a schedule; 1 if left out; `Ks`.
        #[cfg_attr(feature = "types", ts(as = "Option<Schedule>"), schemars(default = "check::as_is"))]
        capacity_scale: Schedule = check::as_is(),
        /// Multiplier of rents, 0-5, a schedule; 1 if left out; `rs`.
        #[cfg_attr(feature = "types", ts(as = "Option<Schedule>"), schemars(default = "check::as_is"))]
        rent_scale: Schedule = check::as_is(),

        /// Level of access to rents from which that of each agency and threat is drawn, 0-1; left out where
        /// every agency has a list of its own; `tie`.
        rent_access: Option<f64>,
        /// Level of the danger to an agency itself from which that of each agency and threat is drawn, 0-1;
        /// left out where every agency has a list of its own; `own`.
        own_threat: Option<f64>,

        /// The leader's sanction for collusion that is detected, utility, 0-5; `phi`.
        sanction: f64,
        /// How much the risk of a coup holds the leader back from sanctions, utility, 0-5; `kc`.
        coup_cost: f64,
        /// Weight of conditional aid in what agencies want, 0-5; `lev`.
        aid_leverage: f64,
        /// How strongly effort follows benefit, effort for a utility, 0-5; `lam`.
        responsiveness: f64,
        /// Cost of fighting a threat much stronger than the ally, utility, 0-5; `chi`.
        combat_cost: f64,
        /// Benefit of aid that is pocketed by agencies that do nothing, as a share of it, 0-1; `xi`.
        skimming: f64,
        /// Value of a threat that fights another one, 0-5; `zeta`.
        proxy_value: f64,
        /// Cost of hiding collusion, utility, 0-5; `c0`.
        secrecy_cost: f64,
        /// Time in which efforts follow what agencies want, years, 0.05-100; `tau`.
        effort_inertia: f64,
        /// Standard deviation of the shocks to the logarithm of own threat, 0-5; `sig_o`.
        own_threat_noise: f64,
        /// Standard deviation of the shocks to the logarithm of rent access, 0-5; `sig_r`.
        rent_noise: f64,
        /// Time in which those two shocks fade, years, 0.05-100; `tau_u`.
        benefit_noise_time: f64,
        /// Standard deviation of the shocks to the logarithm of strength, in a year, 0-5; `sig`.
        threat_noise: f64,
        /// Growth of a threat through collusion, per year, 0-5; `eta`.
        collusion_feeding: f64,
        /// Greatest loss of a threat through force, per year, 0-5; `delta`.
        attrition: f64,
        /// Share of the effect of force that collusion can undo by warning, 0-1; `psi`.
        intelligence_leak: f64,
        /// Effect of a unit of force, 0-5; `e`.
        effectiveness: f64,
        /// Exponent of the ratio of force and strength in a contest, 0.1-5; `m`.
        contest_exponent: f64,
        /// Rate of all relations between threats, per year, 0-5; `hh`.
        group_rate: f64,
        /// What no threat falls below, 0.001-10; `Tmin`.
        minimum_strength: f64,
        /// Strength at which a threat pays half of its rents, 0.001-10; `Th`.
        half_rent_strength: f64,
        /// Strength of the threats, weighted by the patron's priorities, at which dependence blunts
        /// conditions half as much as it can, 0.001-10; `Ph`.
        half_dependence_threat: f64,
        /// Hazard that the regime falls without any threat, per year, 0-5; `h0`.
        hazard_base: f64,
        /// Further hazard where threats are overwhelming, per year, 0-5; `h1`.
        hazard_threat: f64,
        /// Further hazard of a coup against discipline, per year, 0-5; `hc`.
        hazard_coup: f64,
        /// What threats do to each other, -2 to 2: in row i and column j above 0 where i fights j, below 0
        /// where i feeds j. Empty for nothing; `H`.
        #[cfg_attr(feature = "types", ts(as = "Option<Vec<Vec<f64>>>"), schemars(default))]
        group_relations: Vec<Vec<f64>> = Vec::new(),
    }
}

row! {
    /// An agency of the ally.
    #[cfg_attr(feature = "types", ts(optional_fields))]
    Agency in "agency" {
        /// Identifier, unique among the agencies.
        id: String,
        /// Name in one language.
        name: String,
        /// Share of the ally's capacity, above 0; those of all agencies sum to 1; `s`.
        capacity_share: f64,
        /// Access to the rents of each threat, 0-1; `tie`.
        rent_access: Option<Vec<f64>>,
        /// How far each threat endangers the agency itself, 0-1; `own`.
        own_threat: Option<Vec<f64>>,
    }
}

row! {
    /// A threat within the ally.
    Threat in "threat" {
        /// Identifier, unique among the threats.
        id: String,
        /// Name in one language.
        name: String,
        /// Danger to the regime, utility for a unit of strength, 0-5; `d`.
        danger: f64,
        /// Votes and support that it supplies to the regime, utility for a unit of strength, 0-5; `q`.
        votes: f64,
        /// Harm to the nation, utility for a unit of strength, 0-5; `n`.
        harm: f64,
        /// Priority for the patron, 0-1; `y`.
        patron_priority: f64,
        /// How far it is embedded in the ally's society, 0-1: 0 is a foreign enemy; `emb`.
        embeddedness: f64,
        /// Value of the rents that it pays, utility, 0-5; `rho`.
        rent_value: f64,
        /// Growth where nothing holds it back, per year, 0-5; `g`.
        growth: f64,
        /// Strength at which it stops to grow, 0.001-10; `Kcap`.
        carrying_capacity: f64,
        /// Strength at the start, 0.001-10; `T0`.
        initial_strength: f64,
    }
}

impl Scenario {
    /// Reads and checks a scenario.
    ///
    /// # Errors
    /// [`Error::Json`] and [`Error::Field`] for another shape, and those of [`Scenario::check`].
    pub fn from_json(text: &str) -> Result<Self, Error> {
        let scenario: Self = from_json(text)?;
        scenario.check()?;
        Ok(scenario)
    }

    /// The scenario as [`Scenario::from_json`] reads it.
    pub fn to_json(&self) -> String {
        compact(self)
    }

    /// How many steps it takes, at least 1.
    pub fn steps(&self) -> usize {
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a checked scenario has some thousand steps at most"
        )]
        let steps = (self.years / self.dt).round() as usize;
        steps.max(1)
    }
}
