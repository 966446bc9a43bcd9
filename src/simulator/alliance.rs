//! A simulated alliance on the four dimensions of the typology.

use std::ops::Range;

use serde::Serialize;

use super::{Measure, Scenario, Schedule};
use crate::codebook::{ByDimension, Codebook};
use crate::error::Error;
use crate::fit::ClaimFit;
use crate::membership::Scored;
use crate::qca::{Memberships, SetName};
use crate::typology::{Answer, ClassifyOptions, Profile, Verdict};
use crate::words::words;

words! {
    /// Where the value of a dimension comes from.
    Origin {
        /// It was put in, as a parameter.
        Assumed = "assumed",
        /// It came out, as what the agencies do.
        Emerged = "emerged",
    }
}

/// A dimension of a simulated alliance.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct SimulatedDimension {
    /// The value, 0-1; 1 points to the internal threat alliance.
    pub score: f64,
    /// The lowest value over threats, time or runs, 0-1.
    pub low: f64,
    /// The highest value, 0-1.
    pub high: f64,
    /// Whether it was assumed or emerged.
    pub origin: Origin,
}

/// What a simulated alliance is on the four dimensions, from the scenario and the behaviour of its runs.
///
/// - D1 is `embeddedness`: the mean over the threats, weighted by their initial strengths, with the
///   least and the most as range. Later strengths would make it depend on what happens.
/// - D2 is 1 less `cohesion` and D4 `regime_weight`: means over the time of the summary, with the least
///   and the most in that time.
/// - D3 is what the agencies do: the mean over the runs of the share of that time in which one
///   fights a threat that another helps, from the lowest to the highest quantile of the ensemble.
///
/// Only D3 emerges. That an alliance with these parameters has those other dimensions is no finding
/// but what they mean, and D3 never rests on a parameter, so that it can be explained by the others.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct SimulatedAlliance {
    /// The dimensions.
    pub dimensions: ByDimension<SimulatedDimension>,
}

/// A dimension from values with weights.
fn assumed(values: impl Iterator<Item = (f64, f64)>) -> SimulatedDimension {
    let (mut sum, mut weights, mut low, mut high) = (0.0, 0.0, 1.0_f64, 0.0_f64);
    for (value, weight) in values {
        sum += weight * value;
        weights += weight;
        (low, high) = (low.min(value), high.max(value));
    }
    let score = (sum / weights).max(low).min(high);
    SimulatedDimension { score, low, high, origin: Origin::Assumed }
}

impl SimulatedAlliance {
    /// The alliance of a checked scenario, in these of its periods.
    #[allow(clippy::cast_precision_loss, reason = "at most 5200 periods")]
    pub(super) fn of(scenario: &Scenario, periods: Range<usize>, d3: &Measure) -> Self {
        let threats = scenario.threats.iter();
        let over_time = |schedule: &Schedule, of: fn(f64) -> f64| {
            let years = periods.clone().map(|step| step as f64 * scenario.dt);
            assumed(years.map(|year| (of(schedule.at(year)), 1.0)))
        };
        let score = d3.mean.clamp(0.0, 1.0);
        let end = |quantile: Option<&f64>| quantile.map_or(score, |end| end.clamp(0.0, 1.0));
        Self {
            dimensions: ByDimension {
                threat_and_goal: assumed(
                    threats.map(|threat| (threat.embeddedness, threat.initial_strength)),
                ),
                cohesion: over_time(&scenario.cohesion, |cohesion| 1.0 - cohesion),
                response: SimulatedDimension {
                    score,
                    low: end(d3.quantiles.first()).min(score),
                    high: end(d3.quantiles.last()).max(score),
                    origin: Origin::Emerged,
                },
                criterion: over_time(&scenario.regime_weight, |weight| weight),
            },
        }
    }

    /// A profile with these values: each indicator of a dimension has the value and range of the
    /// dimension, so that under every structure the dimension has it too.
    pub fn profile(&self, codebook: &Codebook) -> Profile {
        let answers = codebook.indicators.iter().map(|indicator| {
            let SimulatedDimension { score, low, high, .. } =
                *self.dimensions.get(indicator.dimension);
            (indicator.indicator_id.clone(), Answer::Range(Scored { score, low, high }))
        });
        Profile { indicators: answers.collect(), second_coding: None }
    }

    /// The verdict on the alliance, without probabilities: they take each indicator for a source of its
    /// own, and here all indicators of a dimension are one.
    ///
    /// # Errors
    /// As [`Profile::classify`].
    pub fn classify(&self, codebook: &Codebook) -> Result<Verdict, Error> {
        let options = ClassifyOptions { draws: Some(0), ..Default::default() };
        self.profile(codebook).classify(codebook, &options)
    }

    /// The dimensions as memberships in the sets INT, FRAG, SIM and REG.
    pub fn memberships(&self, case: &str) -> Memberships {
        let ByDimension { threat_and_goal, cohesion, response, criterion } = self.dimensions;
        Memberships {
            case: case.to_owned(),
            int: threat_and_goal.score,
            frag: cohesion.score,
            sim: response.score,
            reg: criterion.score,
        }
    }

    /// The fit of the claim that the conditions together bring about SIM, over simulated alliances such
    /// as those of a truth table. Nothing else can be claimed of them: all other sets were put in.
    ///
    /// # Errors
    /// As [`ClaimFit::of`]: SIM is refused as a condition of itself.
    pub fn claim(alliances: &[Self], conditions: &[SetName]) -> Result<ClaimFit, Error> {
        let cases = alliances.iter().zip(1..);
        let cases: Vec<Memberships> =
            cases.map(|(alliance, number)| alliance.memberships(&format!("{number}"))).collect();
        ClaimFit::of(&cases, SetName::Sim, conditions)
    }
}
