//! A simulated alliance: agencies of one ally, the threats within it, and a patron.

mod scenario;

pub use scenario::{Agency, MOST_AGENCIES, MOST_THREATS, Scenario, Schedule, Threat};
