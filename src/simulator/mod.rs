//! A simulated alliance: agencies of one ally, the threats within it, and a patron.

mod block;
mod kernel;
mod lanes;
mod math;
mod model;
mod noise;
mod outcome;
mod plan;
mod scenario;
mod series;
mod trace;

pub use scenario::{Agency, MOST_AGENCIES, MOST_THREATS, Scenario, Schedule, Threat};
pub use series::Series;
pub use trace::{Trace, TraceOptions, TracedAgency};
