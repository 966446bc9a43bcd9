//! Many scenarios under the same luck, one ensemble each.

use super::ensemble::Settings;
use super::{EnsembleOptions, Scenario, SimulatedAlliance, Simulation, Summary};
use crate::error::Error;

/// What is kept of an ensemble.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub summary: Summary,
    pub alliance: Option<SimulatedAlliance>,
}

/// Ensembles on their way, one after the other.
pub(super) struct Cells {
    cells: Vec<(Scenario, Settings)>,
    simulation: Simulation,
    done: Vec<Cell>,
}

impl Cells {
    /// Ensembles of scenarios that were checked. Their series are not asked for.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] or [`Error::Count`] for an option.
    pub fn new(scenarios: Vec<Scenario>, options: EnsembleOptions) -> Result<Self, Error> {
        let options = EnsembleOptions { every: Some(100.0), ..options };
        let Some(first) = scenarios.first() else {
            let path = "scenarios".to_owned();
            return Err(Error::Count { path, found: 0, least: 1, most: usize::MAX });
        };
        // Options before shocks: those of too many runs would be drawn for nothing.
        options.settings(first)?;
        let simulation = Simulation::keeping_shocks(first, &options)?;
        let with_settings =
            |scenario: Scenario| options.settings(&scenario).map(|settings| (scenario, settings));
        let cells: Result<_, _> = scenarios.into_iter().map(with_settings).collect();
        Ok(Self { cells: cells?, simulation, done: Vec::new() })
    }

    /// Plays at least `runs` more runs, in whole blocks; gives the share that is done.
    #[allow(clippy::cast_precision_loss, reason = "some thousand cells")]
    pub fn advance(&mut self, runs: u32) -> f64 {
        let mut left = runs;
        while left > 0 && self.done.len() < self.cells.len() {
            let before = self.simulation.runs();
            let share = self.simulation.advance(left);
            left = left.saturating_sub(self.simulation.runs() - before);
            if share >= 1.0 {
                let ensemble = self.simulation.result();
                self.done.push(Cell { summary: ensemble.summary, alliance: ensemble.alliance });
                if let Some((scenario, settings)) = self.cells.get(self.done.len()) {
                    self.simulation.begin(scenario, settings.clone());
                }
            }
        }
        if self.done.len() == self.cells.len() {
            return 1.0;
        }
        let runs = self.cells.first().map_or(1, |(_, settings)| settings.runs);
        let of_this = f64::from(self.simulation.runs()) / f64::from(runs);
        (self.done.len() as f64 + of_this) / self.cells.len() as f64
    }

    /// The cells that are done, in order.
    pub fn done(&self) -> &[Cell] {
        &self.done
    }

    /// Runs of each cell and their seed.
    pub fn runs_and_seed(&self) -> (u32, u64) {
        self.cells.first().map_or((0, 0), |(_, settings)| (settings.runs, settings.seed))
    }
}
