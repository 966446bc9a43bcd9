//! A scenario made ready to run: everything that is the same for all runs, worked out once.

use super::Scenario;
use super::math::Numbers;
use super::model::{patron, ruler};
use super::noise::Pace;
use super::scenario::Threat;

/// How many agencies and threats there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Size {
    pub agencies: usize,
    pub threats: usize,
}

/// A scenario with its schedules read off, period by period.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub size: Size,
    pub scenario: Scenario,
    pub periods: Vec<Period>,
    pub pace: Pace,
    pub numbers: Numbers,
    /// `[i][j]`: what group i does to group j, in rows.
    pub relations: Vec<Vec<f64>>,
    /// Share of its efforts that an agency keeps in a period.
    pub inertia: f64,
    /// The rest: the share that follows what it wants.
    pub adjustment: f64,
    /// Share of a gap that observed collusion closes in a period.
    pub notice: f64,
    /// Standard deviation of what befalls a threat in a period.
    pub deviation: f64,
    /// Half its variance, taken off so that chance alone brings no growth; 0 without chance.
    pub drag: f64,
}

/// One period of a plan.
#[derive(Clone, Debug)]
pub(super) struct Period {
    pub cohesion: f64,
    pub monitoring: f64,
    pub conditionality: f64,
    pub patron_dependence: f64,
    pub own_capacity: f64,
    pub aid: f64,
    pub patron_forces: f64,
    pub threats: Vec<PeriodThreat>,
    /// Mean of the wills to punish.
    pub mean_will: f64,
}

/// A threat in one period.
#[derive(Clone, Copy, Debug)]
pub(super) struct PeriodThreat {
    /// What the ruler would gain from its end, per unit of strength; 0 where it would lose.
    pub worth_of_fighting: f64,
    /// What the ruler would lose by its end; 0 where it would gain.
    pub worth_of_sparing: f64,
    /// The ruler's will to punish those who collude with it.
    pub will: f64,
    /// What access to it earns, if its strength were unlimited.
    pub rent: f64,
    pub growth: f64,
    /// One over the strength that there is room for.
    pub crowding: f64,
    /// The patron's forces against it.
    pub forces: f64,
}

impl Plan {
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
    #[allow(clippy::cast_sign_loss, reason = "at most 5200 periods of a checked scenario")]
    pub fn new(scenario: &Scenario, noise: bool) -> Self {
        let (dt, threats) = (scenario.dt, scenario.threats.len());
        let steps = libm::round(scenario.years / dt).max(1.0) as usize;
        let periods = (0..steps).map(|step| Period::new(scenario, step as f64 * dt)).collect();
        let none = vec![vec![0.0; threats]; threats];
        let given = &scenario.group_relations;
        let left = libm::exp(-dt / scenario.benefit_noise_time);
        let inertia = libm::exp(-dt / scenario.effort_inertia);
        let step = |deviation: f64| (deviation * libm::sqrt(1.0 - left * left)) as f32;
        let (rent, own) = (scenario.rent_noise, scenario.own_threat_noise);
        Self {
            size: Size { agencies: scenario.agencies.len(), threats },
            periods,
            numbers: Numbers::new(),
            pace: Pace {
                left: left as f32,
                deviations: (rent as f32, own as f32),
                steps: (step(rent), step(own)),
            },
            relations: if given.is_empty() { none } else { given.clone() },
            inertia,
            adjustment: 1.0 - inertia,
            notice: 1.0 - libm::exp(-dt),
            deviation: scenario.threat_noise * libm::sqrt(dt),
            drag: if noise {
                0.5 * scenario.threat_noise * scenario.threat_noise * dt
            } else {
                0.0
            },
            scenario: scenario.clone(),
        }
    }

    /// Year from the start at which a period begins.
    #[allow(clippy::cast_precision_loss)]
    pub fn year(&self, step: usize) -> f64 {
        step as f64 * self.scenario.dt
    }
}

impl Period {
    #[allow(clippy::cast_precision_loss)]
    fn new(scenario: &Scenario, year: f64) -> Self {
        let forces = scenario.patron_forces.at(year);
        let votes = scenario.votes_scale.at(year);
        let cohesion = scenario.cohesion.at(year);
        let weight = scenario.regime_weight.at(year);
        let threat = |threat: &Threat| {
            let worth = ruler::worth(threat, weight, votes);
            PeriodThreat {
                worth_of_fighting: worth.max(0.0),
                worth_of_sparing: (-worth).max(0.0),
                will: ruler::will(scenario, worth, weight, cohesion),
                rent: threat.rent_value * scenario.rent_scale.at(year) * threat.embeddedness,
                growth: threat.growth * scenario.growth_scale.at(year),
                crowding: 1.0 / (threat.carrying_capacity * scenario.capacity_scale.at(year)),
                forces: patron::forces_against(threat, &scenario.threats, forces),
            }
        };
        let threats: Vec<PeriodThreat> = scenario.threats.iter().map(threat).collect();
        Self {
            cohesion,
            monitoring: scenario.monitoring.at(year),
            conditionality: scenario.conditionality.at(year),
            patron_dependence: scenario.patron_dependence.at(year),
            own_capacity: scenario.own_capacity.at(year),
            aid: scenario.aid.at(year),
            patron_forces: forces,
            mean_will: threats.iter().map(|threat| threat.will).sum::<f64>() / threats.len() as f64,
            threats,
        }
    }
}
