//! Work that takes a while, from a JSON request, in pieces: one face for all kinds.

use serde::Serialize;

use super::{
    Contrast, ContrastSimulation, Density, DensityOptions, DensitySimulation, Ensemble,
    EnsembleOptions, PoliciesRequest, PoliciesResult, PoliciesSimulation, Scenario, Simulation,
    Sweep, SweepSimulation, SweptParameter, ThreatChoice, TruthTable, TruthTableSimulation,
};
use crate::error::Error;
use crate::table::{from_json, row};

/// The kinds of jobs.
const KINDS: &str = "simulate, contrast, sweep, density, truth_table, policies";

row! {
    /// Asks for an ensemble.
    #[cfg_attr(feature = "types", ts(optional_fields))]
    SimulateRequest in "request" {
        /// The scenario.
        scenario: Scenario,
        /// How many runs, 1-1,000,000; 1,000 if left out.
        runs: Option<u64>,
        /// Seed of the runs, a whole number from 0; 1 if left out.
        seed: Option<u64>,
        /// Quantiles of the bands, 0-1 and rising; 0.05, 0.25, 0.5, 0.75, 0.95 if left out.
        quantiles: Option<Vec<f64>>,
        /// Years between points of the series; 1 if left out.
        every: Option<f64>,
        /// Year from the start from which the summary counts; a quarter of the length if left out.
        from_year: Option<f64>,
    }
}

row! {
    /// Asks for two ensembles and their difference.
    #[cfg_attr(feature = "types", ts(optional_fields))]
    ContrastRequest in "request" {
        /// The first scenario.
        a: Scenario,
        /// The second.
        b: Scenario,
        /// How many runs, 1-1,000,000; 1,000 if left out.
        runs: Option<u64>,
        /// Seed of the runs, a whole number from 0; 1 if left out.
        seed: Option<u64>,
        /// Quantiles of the bands, 0-1 and rising; 0.05, 0.25, 0.5, 0.75, 0.95 if left out.
        quantiles: Option<Vec<f64>>,
        /// Years between points of the series; 1 if left out.
        every: Option<f64>,
        /// Year from the start from which the summary counts; a quarter of the length if left out.
        from_year: Option<f64>,
    }
}

row! {
    /// Asks for an ensemble for each value of a parameter, or each pair of values of two.
    #[cfg_attr(feature = "types", ts(optional_fields))]
    SweepRequest in "request" {
        /// The scenario.
        scenario: Scenario,
        /// One parameter or two.
        parameters: Vec<SweptParameter>,
        /// How many runs in each cell, 1-1,000,000; 1,000 if left out.
        runs: Option<u64>,
        /// Seed of the runs, a whole number from 0; 1 if left out.
        seed: Option<u64>,
        /// Year from the start from which outcomes count; a quarter of the length if left out.
        from_year: Option<f64>,
    }
}

row! {
    /// Asks how many runs lie where.
    #[cfg_attr(feature = "types", ts(optional_fields))]
    DensityRequest in "request" {
        /// The scenario.
        scenario: Scenario,
        /// The threat; the first if left out.
        threat: Option<ThreatChoice>,
        /// Number of bins, 1-512; 60 if left out.
        bins: Option<u64>,
        /// Upper edge of the last bin, 0.001-10,000; the greatest strength of the runs if left out.
        most: Option<f64>,
        /// How many runs, 1-1,000,000; 1,000 if left out.
        runs: Option<u64>,
        /// Seed of the runs, a whole number from 0; 1 if left out.
        seed: Option<u64>,
        /// Years between points; each period if left out.
        every: Option<f64>,
    }
}

row! {
    /// Asks for all combinations of four conditions.
    #[cfg_attr(feature = "types", ts(optional_fields))]
    TruthTableRequest in "request" {
        /// The scenario; the internal ideal type if left out, where data come with the crate.
        scenario: Option<Scenario>,
        /// How many runs in each row, 1-1,000,000; 1,000 if left out.
        runs: Option<u64>,
        /// Seed of the runs, a whole number from 0; 1 if left out.
        seed: Option<u64>,
        /// Quantiles of the outcomes, 0-1 and rising; 0.05, 0.25, 0.5, 0.75, 0.95 if left out.
        quantiles: Option<Vec<f64>>,
        /// Year from the start from which the summary counts; a quarter of the length if left out.
        from_year: Option<f64>,
    }
}

/// What a job has found.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum JobResult {
    /// Of `simulate`.
    Simulate(Box<Ensemble>),
    /// Of `contrast`.
    Contrast(Box<Contrast>),
    /// Of `sweep`.
    Sweep(Box<Sweep>),
    /// Of `density`.
    Density(Box<Density>),
    /// Of `truth_table`.
    TruthTable(Box<TruthTable>),
    /// Of `policies`.
    Policies(Box<PoliciesResult>),
}

/// Work that is no longer needed, in whose place other work can be done sooner.
#[derive(Default)]
pub struct Before {
    simulation: Option<Box<Simulation>>,
    /// One for a preview and one for all runs.
    policies: Vec<PoliciesSimulation>,
}

impl Before {
    /// Keeps what can be of use.
    pub fn keep(&mut self, job: Job) {
        match job {
            Job::Simulate(simulation) => self.simulation = Some(simulation),
            Job::Policies(policies) => {
                self.policies.retain(|other| other.runs() != policies.runs());
                self.policies.insert(0, *policies);
                self.policies.truncate(2);
            }
            _ => {}
        }
    }

    /// Policies of as many runs.
    fn policies(&mut self, runs: Option<u64>) -> Option<PoliciesSimulation> {
        let runs = runs.unwrap_or(super::RUNS);
        let place = self.policies.iter().position(|other| u64::from(other.runs()) == runs)?;
        Some(self.policies.swap_remove(place))
    }
}

/// A job on its way.
pub enum Job {
    /// An ensemble.
    Simulate(Box<Simulation>),
    /// Two and their difference.
    Contrast(Box<ContrastSimulation>),
    /// One for each value of a parameter, or each pair of values of two.
    Sweep(Box<SweepSimulation>),
    /// How many runs lie where.
    Density(Box<DensitySimulation>),
    /// All combinations of four conditions.
    TruthTable(Box<TruthTableSimulation>),
    /// Two policies and what was.
    Policies(Box<PoliciesSimulation>),
}

impl Job {
    /// A job before its first run, from its kind, one of `simulate`, `contrast`, `sweep`, `density`,
    /// `truth_table` and `policies`, and its request: [`SimulateRequest`] and the like.
    ///
    /// ```
    /// use fragmented_allies::simulator::{Job, JobResult, scenarios};
    /// let scenario = scenarios::load("internal-ideal-type")?.to_json();
    /// let request = format!(r#"{{ "scenario": {scenario}, "runs": 100 }}"#);
    /// let mut job = Job::new("simulate", &request)?;
    /// while job.advance(32) < 1.0 {} // here a page can be drawn
    /// let JobResult::Simulate(ensemble) = job.result() else { unreachable!() };
    /// assert!(ensemble.summary.d3.mean > 0.5);
    /// # Ok::<(), fragmented_allies::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Unknown`] at `kind`; [`Error::Json`]; [`Error::NotLoaded`] for a truth table
    /// without a scenario where no data come with the crate; those of the kind, with a path such as
    /// `scenario.threats[1].danger`, `b.cohesion` or `runs`.
    pub fn new(kind: &str, json: &str) -> Result<Self, Error> {
        Self::after(&mut Before::default(), kind, json)
    }

    /// The same, after work that is no longer needed: new work of the same kind takes its place, and its shocks if they
    /// are the same ([`Simulation::again`]).
    ///
    /// # Errors
    /// As [`Job::new`].
    pub fn after(before: &mut Before, kind: &str, json: &str) -> Result<Self, Error> {
        match kind {
            "simulate" => simulate(from_json(json)?, &mut before.simulation),
            "contrast" => contrast(from_json(json)?),
            "sweep" => sweep(from_json(json)?),
            "density" => density(from_json(json)?),
            "truth_table" => truth_table(from_json(json)?),
            "policies" => policies(&from_json(json)?, before),
            _ => Err(Error::Unknown {
                path: "kind".to_owned(),
                what: "kind of job",
                id: kind.to_owned(),
                known: KINDS.to_owned(),
            }),
        }
    }

    /// Plays at least `runs` more runs, in whole blocks; gives the share that is done, 1 at the end.
    pub fn advance(&mut self, runs: u32) -> f64 {
        match self {
            Self::Simulate(job) => job.advance(runs),
            Self::Contrast(job) => job.advance(runs),
            Self::Sweep(job) => job.advance(runs),
            Self::Density(job) => job.advance(runs),
            Self::TruthTable(job) => job.advance(runs),
            Self::Policies(job) => job.advance(runs),
        }
    }

    /// What the runs that were played give; of a sweep or a truth table the cells that are done.
    pub fn result(&self) -> JobResult {
        match self {
            Self::Simulate(job) => JobResult::Simulate(Box::new(job.result())),
            Self::Contrast(job) => JobResult::Contrast(Box::new(job.result())),
            Self::Sweep(job) => JobResult::Sweep(Box::new(job.result())),
            Self::Density(job) => JobResult::Density(Box::new(job.result())),
            Self::TruthTable(job) => JobResult::TruthTable(Box::new(job.result())),
            Self::Policies(job) => JobResult::Policies(Box::new(job.result())),
        }
    }
}

fn simulate(request: SimulateRequest, before: &mut Option<Box<Simulation>>) -> Result<Job, Error> {
    let SimulateRequest { scenario, runs, seed, quantiles, every, from_year } = request;
    scenario.check().map_err(|error| error.at("scenario"))?;
    let options = EnsembleOptions { runs, seed, quantiles, every, from_year };
    if let Some(simulation) = before {
        simulation.again(&scenario, &options)?;
    }
    Ok(Job::Simulate(match before.take() {
        Some(simulation) => simulation,
        None => Box::new(Simulation::new(&scenario, &options)?),
    }))
}

fn contrast(request: ContrastRequest) -> Result<Job, Error> {
    let ContrastRequest { a, b, runs, seed, quantiles, every, from_year } = request;
    let options = EnsembleOptions { runs, seed, quantiles, every, from_year };
    Ok(Job::Contrast(Box::new(ContrastSimulation::new(&a, &b, &options)?)))
}

fn sweep(request: SweepRequest) -> Result<Job, Error> {
    let SweepRequest { scenario, parameters, runs, seed, from_year } = request;
    let options = EnsembleOptions { runs, seed, from_year, ..Default::default() };
    Ok(Job::Sweep(Box::new(SweepSimulation::new(&scenario, &parameters, &options)?)))
}

fn density(request: DensityRequest) -> Result<Job, Error> {
    let DensityRequest { scenario, threat, bins, most, runs, seed, every } = request;
    let options = DensityOptions { threat, bins, most, runs, seed, every };
    Ok(Job::Density(Box::new(DensitySimulation::new(&scenario, &options)?)))
}

fn policies(request: &PoliciesRequest, before: &mut Before) -> Result<Job, Error> {
    let simulation = PoliciesSimulation::after(before.policies(request.runs), request)?;
    Ok(Job::Policies(Box::new(simulation)))
}

fn truth_table(request: TruthTableRequest) -> Result<Job, Error> {
    let TruthTableRequest { scenario, runs, seed, quantiles, from_year } = request;
    let scenario = scenario.map_or_else(ideal_type, Ok)?;
    let options = EnsembleOptions { runs, seed, quantiles, from_year, ..Default::default() };
    Ok(Job::TruthTable(Box::new(TruthTableSimulation::new(&scenario, &options)?)))
}

#[cfg(feature = "bundled")]
fn ideal_type() -> Result<Scenario, Error> {
    super::scenarios::load("internal-ideal-type")
}

#[cfg(not(feature = "bundled"))]
fn ideal_type() -> Result<Scenario, Error> {
    Err(Error::NotLoaded { what: "the scenario of a truth table" })
}
