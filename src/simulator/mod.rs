//! A simulated alliance: agencies of one ally, the threats within it, and a patron.

mod block;
mod contrast;
mod ensemble;
mod kernel;
mod lanes;
mod math;
mod model;
mod noise;
mod outcome;
mod plan;
mod scenario;
#[cfg(feature = "bundled")]
pub mod scenarios;
mod series;
mod tally;
mod trace;

pub use contrast::{Contrast, ContrastSimulation};
pub use ensemble::{
    Channel, Ensemble, EnsembleOptions, MOST_RUNS, Measure, Outcomes, OverTime, QUANTILES, RUNS,
    Simulation, Summary,
};
pub use scenario::{Agency, MOST_AGENCIES, MOST_THREATS, Scenario, Schedule, Threat};
pub use series::Series;
pub use trace::{Trace, TraceOptions, TracedAgency};
