//! A simulated alliance: agencies of one ally, the threats within it, and a patron.

mod alliance;
mod block;
mod cells;
mod contrast;
mod density;
mod ensemble;
mod job;
mod kernel;
mod lanes;
mod math;
mod model;
mod noise;
mod outcome;
mod plan;
mod player;
mod policies;
#[cfg(feature = "bundled")]
pub mod propositions;
mod scenario;
#[cfg(feature = "bundled")]
pub mod scenarios;
mod series;
mod simulation;
mod streams;
mod sweep;
mod tally;
mod trace;
mod truth_table;

pub use alliance::{Origin, SimulatedAlliance, SimulatedDimension};
pub use contrast::{Contrast, ContrastSimulation};
pub use density::{
    Density, DensityOptions, DensitySimulation, DepthScale, ThreatChoice, density_pixels,
};
pub use ensemble::{
    Channel, Ensemble, EnsembleOptions, MOST_RUNS, Measure, Outcomes, OverTime, QUANTILES, RUNS,
    Summary,
};
pub use job::{
    Before, ContrastRequest, DensityRequest, Job, JobResult, SimulateRequest, SweepRequest,
    TruthTableRequest,
};
pub use policies::{
    Difference, Policies, PoliciesRequest, PoliciesResult, PoliciesSimulation, PolicyAlliances,
    PolicyDifference, PolicyOutcomes, Setting, Spread, ThreatOutcomes,
};
pub use scenario::{Agency, MOST_AGENCIES, MOST_THREATS, Scenario, Schedule, Threat};
pub use series::Series;
pub use simulation::Simulation;
pub use sweep::{Sweep, SweepSimulation, SweptCells, SweptMeasure, SweptParameter};
pub use trace::{Trace, TraceOptions, TracedAgency};
pub use truth_table::{TruthTable, TruthTableRow, TruthTableSimulation};
