//! What happens as one or two parameters take one value after another.

use serde::Serialize;

use super::cells::{Cell, Cells};
use super::{EnsembleOptions, Measure, Scenario, Series, Summary};
use crate::error::Error;
use crate::fault::Problem;
use crate::table::row;

/// Most values of a parameter.
const MOST_VALUES: usize = 101;
/// Most cells of a sweep: 51 times 51.
const MOST_CELLS: usize = 2_601;

row! {
    /// A parameter and the values that it takes.
    SweptParameter in "parameters" {
        /// The parameter, as [`Scenario::with`] names it: `cohesion`, `threats[1].danger`.
        path: String,
        /// Its values, 1-101.
        values: Vec<f64>,
    }
}

/// One quantity in each cell.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct SweptMeasure {
    /// Mean over the runs.
    pub mean: Series,
    /// Monte Carlo standard error of the mean.
    pub standard_error: Series,
}

/// Outcomes in each cell: means over the time from `from_year` on.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct SweptCells {
    /// Share of the time in which an agency fights a threat that another helps.
    pub d3: SweptMeasure,
    /// Share of the ally's capacity that fights threats.
    pub balance: SweptMeasure,
    /// Share that helps threats.
    pub collude: SweptMeasure,
    /// Overlap of fighting and helping on the same threat, 0-1.
    pub x_same: SweptMeasure,
    /// Overlap over all threats together, 0-1.
    pub x_state: SweptMeasure,
    /// Share of aid that feeds collusion or is pocketed.
    pub aid_diverted: SweptMeasure,
    /// Strength of all threats together.
    pub total_strength: SweptMeasure,
    /// Harm to the nation.
    pub national_loss: SweptMeasure,
    /// Share of the runs in which the first regime stands at the end.
    pub survival: SweptMeasure,
}

/// An ensemble for each value of a parameter, or for each pair of values of two, all under the same luck.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Sweep {
    /// The parameters and their values.
    pub parameters: Vec<SweptParameter>,
    /// Number of runs in each cell.
    pub runs: u32,
    /// Seed of the runs.
    pub seed: u64,
    /// Outcomes, cell by cell: the last parameter changes from each cell to the next.
    pub cells: SweptCells,
}

impl Sweep {
    /// Runs a scenario as often as asked for with each value.
    ///
    /// # Errors
    /// As [`SweepSimulation::new`].
    pub fn new(
        scenario: &Scenario,
        parameters: &[SweptParameter],
        options: &EnsembleOptions,
    ) -> Result<Self, Error> {
        let mut simulation = SweepSimulation::new(scenario, parameters, options)?;
        while simulation.advance(u32::MAX) < 1.0 {}
        Ok(simulation.result())
    }
}

/// A sweep on its way: it can be run in pieces, which does not change the result.
pub struct SweepSimulation {
    parameters: Vec<SweptParameter>,
    cells: Cells,
}

impl SweepSimulation {
    /// A sweep before its first run. Of the options, `quantiles` and `every` do not matter.
    ///
    /// # Errors
    /// As [`Scenario::check`], with a path that begins with `scenario`; [`Error::Count`] for no parameter
    /// or more than two, for a parameter without values or with more than 101, and for more than 2,601
    /// cells; [`Error::Unknown`] at a path such as `parameters[0].path` where there is no such parameter,
    /// [`Error::Field`] where both are the same; [`Error::OutOfRange`] and others of
    /// [`Scenario::with`] at a path such as `parameters[0].values[3]`, and those of options.
    pub fn new(
        scenario: &Scenario,
        parameters: &[SweptParameter],
        options: &EnsembleOptions,
    ) -> Result<Self, Error> {
        scenario.check().map_err(|error| error.at("scenario"))?;
        check(parameters)?;
        let mut scenarios = vec![scenario.clone()];
        for (index, parameter) in parameters.iter().enumerate() {
            let mut varied = Vec::with_capacity(scenarios.len() * parameter.values.len());
            for scenario in &scenarios {
                for (at, value) in parameter.values.iter().enumerate() {
                    let place = |error: Error| match error {
                        Error::Unknown { .. } => error.moved(&format!("parameters[{index}].path")),
                        _ => error.moved(&format!("parameters[{index}].values[{at}]")),
                    };
                    varied.push(scenario.with(&parameter.path, *value).map_err(place)?);
                }
            }
            scenarios = varied;
        }
        let options = EnsembleOptions { quantiles: Some(Vec::new()), ..options.clone() };
        Ok(Self { parameters: parameters.to_vec(), cells: Cells::new(scenarios, options)? })
    }

    /// Plays at least `runs` more runs, in whole blocks; gives the share that is done.
    pub fn advance(&mut self, runs: u32) -> f64 {
        self.cells.advance(runs)
    }

    /// The cells that are done.
    pub fn result(&self) -> Sweep {
        let done = self.cells.done();
        let over = |of: fn(&Summary) -> &Measure| SweptMeasure {
            mean: done.iter().map(|Cell { summary, .. }| of(summary).mean).collect(),
            standard_error: done
                .iter()
                .map(|Cell { summary, .. }| of(summary).standard_error)
                .collect(),
        };
        let (runs, seed) = self.cells.runs_and_seed();
        Sweep {
            parameters: self.parameters.clone(),
            runs,
            seed,
            cells: SweptCells {
                d3: over(|summary| &summary.d3),
                balance: over(|summary| &summary.balance),
                collude: over(|summary| &summary.collude),
                x_same: over(|summary| &summary.x_same),
                x_state: over(|summary| &summary.x_state),
                aid_diverted: over(|summary| &summary.aid_diverted),
                total_strength: over(|summary| &summary.total_strength),
                national_loss: over(|summary| &summary.national_loss),
                survival: over(|summary| &summary.survival),
            },
        }
    }
}

fn check(parameters: &[SweptParameter]) -> Result<(), Error> {
    let count = |path: String, found: usize, most: usize| {
        let error = Error::Count { path, found, least: 1, most };
        if (1..=most).contains(&found) { Ok(()) } else { Err(error) }
    };
    count("parameters".to_owned(), parameters.len(), 2)?;
    for (index, parameter) in parameters.iter().enumerate() {
        count(format!("parameters[{index}].values"), parameter.values.len(), MOST_VALUES)?;
        if parameters.iter().take(index).any(|earlier| earlier.path == parameter.path) {
            let path = format!("parameters[{index}].path");
            let (found, wanted) = (parameter.path.clone(), "another parameter than the first");
            return Err(Error::Field { path, problem: Problem::Wanted { found, wanted } });
        }
    }
    let cells = parameters.iter().map(|parameter| parameter.values.len()).product();
    count("parameters".to_owned(), cells, MOST_CELLS)
}
