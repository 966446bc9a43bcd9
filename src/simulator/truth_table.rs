//! Which conditions bring about fighting and helping at once: all 16 combinations of four.

use serde::Serialize;

use super::cells::Cells;
use super::{EnsembleOptions, Scenario, SimulatedAlliance, Summary};
use crate::error::Error;

/// The conditions: the parameter, its value without and with the condition.
const CONDITIONS: [(&str, f64, f64); 4] = [
    ("threats.embeddedness", 0.0, 1.0),
    ("cohesion", 0.9, 0.35),
    ("regime_weight", 0.25, 0.75),
    ("monitoring", 0.8, 0.2),
];

/// One combination of the conditions and what follows.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[allow(clippy::struct_excessive_bools, reason = "four conditions")]
pub struct TruthTableRow {
    /// Whether the threats are internal: `embeddedness` of all is 1, else 0.
    pub internal: bool,
    /// Whether the ally is fragmented: `cohesion` is 0.35, else 0.9.
    pub fragmented: bool,
    /// Whether the regime comes first: `regime_weight` is 0.75, else 0.25.
    pub regime_first: bool,
    /// Whether next to nobody watches: `monitoring` is 0.2, else 0.8.
    pub unmonitored: bool,
    /// Outcomes as one number for each run.
    pub summary: Summary,
    /// The four dimensions of the typology.
    pub alliance: Option<SimulatedAlliance>,
}

/// A scenario under all combinations of four conditions, all under the same luck.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct TruthTable {
    /// Number of runs in each row.
    pub runs: u32,
    /// Seed of the runs.
    pub seed: u64,
    /// From none of the conditions to all; the last one changes from each row to the next.
    pub rows: Vec<TruthTableRow>,
}

impl TruthTable {
    /// Runs a scenario as often as asked for under each combination.
    ///
    /// # Errors
    /// As [`TruthTableSimulation::new`].
    pub fn new(scenario: &Scenario, options: &EnsembleOptions) -> Result<Self, Error> {
        let mut simulation = TruthTableSimulation::new(scenario, options)?;
        while simulation.advance(u32::MAX) < 1.0 {}
        Ok(simulation.result())
    }
}

/// A truth table on its way: it can be run in pieces, which does not change the result.
pub struct TruthTableSimulation(Cells);

/// Whether the conditions hold in a row.
fn conditions(row: usize) -> [bool; 4] {
    [8, 4, 2, 1].map(|bit| row & bit != 0)
}

impl TruthTableSimulation {
    /// A truth table before its first run. Of the options, `every` does not matter.
    ///
    /// # Errors
    /// As [`Scenario::check`], with a path that begins with `scenario`; [`Error::OutOfRange`] or
    /// [`Error::Count`] for an option.
    pub fn new(scenario: &Scenario, options: &EnsembleOptions) -> Result<Self, Error> {
        scenario.check().map_err(|error| error.at("scenario"))?;
        let of_row = |row: usize| {
            let mut changed = scenario.clone();
            for ((path, without, with), holds) in CONDITIONS.into_iter().zip(conditions(row)) {
                changed = changed.with(path, if holds { with } else { without })?;
            }
            Ok(changed)
        };
        let scenarios = (0..16).map(of_row).collect::<Result<Vec<_>, Error>>()?;
        Cells::new(scenarios, options.clone()).map(Self)
    }

    /// Plays at least `runs` more runs, in whole blocks; gives the share that is done.
    pub fn advance(&mut self, runs: u32) -> f64 {
        self.0.advance(runs)
    }

    /// The rows that are done.
    pub fn result(&self) -> TruthTable {
        let (runs, seed) = self.0.runs_and_seed();
        let rows = self.0.done().iter().enumerate().map(|(row, cell)| {
            let [internal, fragmented, regime_first, unmonitored] = conditions(row);
            TruthTableRow {
                internal,
                fragmented,
                regime_first,
                unmonitored,
                summary: cell.summary.clone(),
                alliance: cell.alliance.clone(),
            }
        });
        TruthTable { runs, seed, rows: rows.collect() }
    }
}
