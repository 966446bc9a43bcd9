//! Seven propositions about alliances against internal threats, measured in the model.
//!
//! Each has a rule that was declared before these numbers came out, though those of a prototype were known; the
//! finding is worked out from rule and numbers. It is about this model in the declared scenarios, and says nothing
//! about any real alliance.

mod alternatives;
mod declared_box;
mod estimate;
mod ideal_type;
mod in_the_box;
mod known;

use serde::Serialize;

use super::{Ensemble, EnsembleOptions, Scenario, Schedule};
use crate::error::Error;
use crate::random::SEED;

pub use alternatives::{Alternative, alternatives};
pub use declared_box::{SIDES, Side};
pub use estimate::Measured;
pub use known::{Failure, Reading, failures};

use declared_box::Row;

/// How much is run. The same settings give the same numbers everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Settings {
    /// Runs of each named scenario.
    pub runs: u64,
    /// Scenarios drawn from the box.
    pub scenarios: u32,
    /// Runs of each scenario of the box.
    pub runs_in_box: u64,
    /// Seed of everything.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { runs: 4_000, scenarios: 4_000, runs_in_box: 32, seed: SEED }
    }
}

crate::words::words! {
    /// What the rule of a proposition makes of its numbers.
    Finding {
        /// The model bears it out, and could have done otherwise.
        Supported = "supported",
        /// The model does not bear it out.
        Refuted = "refuted",
        /// The model bears out a part of it.
        Partly = "partly",
        /// The model bears it out because the equations say so.
        ByConstruction = "by construction",
        /// A number lies within two standard errors of its bound.
        Undecided = "undecided",
    }
}

/// A proposition, and what the model says about it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Proposition {
    /// `P1` to `P7`.
    pub id: &'static str,
    /// What it says.
    pub statement: &'static str,
    /// When it is confirmed and when refuted.
    pub rule: &'static str,
    /// The numbers that the rule looks at, and those that help to read them.
    pub measured: Vec<Measured>,
    /// What the rule makes of them.
    pub finding: Finding,
    /// What to bear in mind with it.
    pub note: String,
}

/// The seven propositions, the failures that are known, and alternatives of two documented alliances.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// How much was run.
    pub settings: Settings,
    /// The propositions in order.
    pub propositions: Vec<Proposition>,
    /// What the model is known to get wrong.
    pub failures: Vec<Failure>,
    /// What the model gives where something had been otherwise.
    pub alternatives: Vec<Alternative>,
}

impl Report {
    /// Measures everything: some seconds in a release build with the default settings.
    ///
    /// # Errors
    /// Those of [`scenarios::load`](super::scenarios::load) and [`Ensemble::new`]; [`Error::Count`] for
    /// more scenarios than [`fit`](crate::fit) takes, or none.
    pub fn new(settings: Settings) -> Result<Self, Error> {
        let rows = Row::all(settings)?;
        Ok(Self {
            settings,
            propositions: vec![
                ideal_type::needs_embedded_threat(settings)?,
                ideal_type::needs_fragmentation(settings)?,
                in_the_box::threat_suffices(&rows)?,
                ideal_type::criterion_drives_tolerance(settings)?,
                in_the_box::collusion_prolongs(settings, &rows)?,
                ideal_type::conditions_shift(settings)?,
                ideal_type::discipline_endangers(settings)?,
            ],
            failures: failures(settings, &in_the_box::identified(&rows))?,
            alternatives: alternatives(settings)?,
        })
    }
}

/// Runs a scenario.
fn run(scenario: &Scenario, settings: Settings, every: f64) -> Result<Ensemble, Error> {
    let options = EnsembleOptions {
        runs: Some(settings.runs),
        seed: Some(settings.seed),
        quantiles: Some(Vec::new()),
        every: Some(every),
        from_year: None,
    };
    Ensemble::new(scenario, &options)
}

fn constant(value: f64) -> Schedule {
    Schedule::Constant(value)
}
