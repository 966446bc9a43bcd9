//! Many runs of one scenario, and what they have in common.

use serde::Serialize;

use super::alliance::SimulatedAlliance;
use super::block::{Layout, OUTCOMES};
use super::plan::Plan;
use super::series::Series;
use super::simulation::Ends;
use super::tally::Tally;
use super::{Scenario, Simulation};
use crate::error::Error;
use crate::random::SEED;
use crate::table::row;

/// Runs of an ensemble where none are asked for.
pub const RUNS: u64 = 1_000;
/// Most runs of an ensemble.
pub const MOST_RUNS: u64 = 1_000_000;
/// Quantiles where none are asked for.
pub const QUANTILES: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];

row! {
    /// How an ensemble is run and summed up.
    #[cfg_attr(feature = "types", ts(optional_fields))]
    #[derive(Default)]
    EnsembleOptions in "options" {
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

/// Options that were checked, with nothing left out.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Settings {
    pub runs: u32,
    pub seed: u64,
    pub quantiles: Vec<f64>,
    pub every: f64,
    pub from_year: f64,
}

impl EnsembleOptions {
    #[allow(clippy::cast_possible_truncation, reason = "at most a million")]
    #[allow(clippy::cast_precision_loss, reason = "for the error only")]
    pub(super) fn settings(&self, scenario: &Scenario) -> Result<Settings, Error> {
        let within = |path: &str, value: f64, least: f64, most: f64| {
            if (least..=most).contains(&value) {
                return Ok(value);
            }
            Err(Error::OutOfRange { path: path.to_owned(), value, least, most })
        };
        let runs = self.runs.unwrap_or(RUNS);
        within("runs", runs as f64, 1.0, MOST_RUNS as f64)?;
        let quantiles = self.quantiles.clone().unwrap_or_else(|| QUANTILES.to_vec());
        let mut least = 0.0;
        for (index, rank) in quantiles.iter().enumerate() {
            least = within(&format!("quantiles[{index}]"), *rank, least, 1.0)?;
        }
        if quantiles.len() > 25 {
            let path = "quantiles".to_owned();
            return Err(Error::Count { path, found: quantiles.len(), least: 0, most: 25 });
        }
        let every = within("every", self.every.unwrap_or(1.0), scenario.dt.min(1.0), 100.0)?;
        let from_year = self.from_year.unwrap_or(scenario.years / 4.0);
        within("from_year", from_year, 0.0, scenario.years)?;
        let seed = self.seed.unwrap_or(SEED);
        Ok(Settings { runs: runs as u32, seed, quantiles, every, from_year })
    }
}

/// One quantity over time.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Channel {
    /// Mean over the runs, at each point.
    pub mean: Series,
    /// Monte Carlo standard error of the mean.
    pub standard_error: Series,
    /// One series for each quantile.
    pub bands: Vec<Series>,
}

/// One quantity as a number for each run.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Measure {
    /// Mean over the runs.
    pub mean: f64,
    /// Monte Carlo standard error of the mean.
    pub standard_error: f64,
    /// One number for each quantile.
    pub quantiles: Vec<f64>,
}

/// Declares outcomes of a kind, in the order of the rows of a block.
macro_rules! outcomes {
    ($(#[$meta:meta])* $name:ident of $kind:ty { $($(#[$field_meta:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Serialize)]
        #[cfg_attr(feature = "types", derive(ts_rs::TS))]
        pub struct $name {
            $($(#[$field_meta])* pub $field: $type,)*
            /// Share of the ally's capacity that fights threats.
            pub balance: $kind,
            /// Share that helps threats.
            pub collude: $kind,
            /// Share that does neither.
            pub idle: $kind,
            /// Share of the time in which an agency fights a threat that another helps.
            pub d3: $kind,
            /// Overlap of fighting and helping on the same threat, 0-1.
            pub x_same: $kind,
            /// Overlap over all threats together, 0-1.
            pub x_state: $kind,
            /// Share of the ally's capacity at cross purposes.
            pub w: $kind,
            /// Share of aid that feeds collusion or is pocketed.
            pub aid_diverted: $kind,
            /// Harm to the nation.
            pub national_loss: $kind,
        }

        impl $name {
            fn of_rows($($field: $type,)* mut next: impl FnMut() -> $kind) -> Self {
                Self {
                    $($field,)*
                    balance: next(),
                    collude: next(),
                    idle: next(),
                    d3: next(),
                    x_same: next(),
                    x_state: next(),
                    w: next(),
                    aid_diverted: next(),
                    national_loss: next(),
                }
            }
        }
    };
}

outcomes! {
    /// Outcomes over time: strengths at each point, everything else in the period that begins there (at
    /// the last point, in the last period).
    OverTime of Channel {
        /// Strength of each threat.
        strength: Vec<Channel>,
        /// Share of the runs in which the first regime still stands; without bands.
        survival: Channel,
    }
}

outcomes! {
    /// Means over the time from `from_year` on, one number for each run.
    Summary of Measure {
        /// Strength of each threat.
        strength: Vec<Measure>,
        /// Strength of all threats together.
        total_strength: Measure,
        /// Strength of each threat at the end.
        final_strength: Vec<Measure>,
        /// Whether the first regime stands at the end, 1 or 0; without quantiles.
        survival: Measure,
    }
}

/// Shares of the runs by how they end.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Outcomes {
    /// The regime lasts, and all threats together are weaker than at the start.
    pub threat_shrinks: f64,
    /// The regime lasts, and they are not.
    pub threat_grows: f64,
    /// The regime falls.
    pub regime_falls: f64,
}

/// What the runs of a scenario have in common.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Ensemble {
    /// Number of runs.
    pub runs: u32,
    /// Seed of the runs.
    pub seed: u64,
    /// Quantiles of the bands.
    pub quantiles: Vec<f64>,
    /// How many runs the bands rest on: all, up to 20,000.
    pub quantile_runs: u32,
    /// Year from the start from which the summary counts.
    pub from_year: f64,
    /// Points of the series, in years from the start.
    pub years: Series,
    /// Outcomes over time.
    pub series: OverTime,
    /// Outcomes as one number for each run.
    pub summary: Summary,
    /// Shares of the runs by how they end; none for a difference.
    pub outcomes: Option<Outcomes>,
    /// The four dimensions of the typology; none for a difference.
    pub alliance: Option<SimulatedAlliance>,
}

impl Ensemble {
    pub(super) fn of(
        plan: &Plan,
        layout: &Layout,
        settings: &Settings,
        tally: &Tally,
        ends: Option<Ends>,
    ) -> Self {
        let threats = layout.size.threats;
        let ranks = &settings.quantiles;
        let mut next = threats;
        let series = OverTime::of_rows(
            (0..threats).map(|threat| tally.channel(layout.series(threat), ranks)).collect(),
            tally.channel(layout.series(threats + OUTCOMES), &[]),
            || {
                next += 1;
                tally.channel(layout.series(next - 1), ranks)
            },
        );
        let summary = layout.summary().start;
        let mut next = summary + threats + 1;
        let summary = Summary::of_rows(
            (0..threats).map(|threat| tally.measure(summary + threat, ranks)).collect(),
            tally.measure(summary + threats, ranks),
            (0..threats).map(|threat| tally.measure(layout.last(threat), ranks)).collect(),
            tally.measure(layout.last(threats + OUTCOMES), &[]),
            || {
                next += 1;
                tally.measure(next - 1, ranks)
            },
        );
        let alliance = ends.map(|_| {
            SimulatedAlliance::of(&plan.scenario, layout.from_step..layout.steps, &summary.d3)
        });
        Self {
            runs: tally.runs(),
            seed: settings.seed,
            quantiles: ranks.clone(),
            quantile_runs: tally.quantile_runs(),
            from_year: settings.from_year,
            years: layout.points.iter().map(|step| plan.year(*step)).collect(),
            series,
            summary,
            outcomes: ends.map(|ends| ends.shares(tally.runs())),
            alliance,
        }
    }

    /// Runs a scenario as often as asked for.
    ///
    /// # Errors
    /// As [`Scenario::check`]; [`Error::OutOfRange`] or [`Error::Count`] for an option.
    pub fn new(scenario: &Scenario, options: &EnsembleOptions) -> Result<Self, Error> {
        let mut simulation = Simulation::new(scenario, options)?;
        while simulation.advance(u32::MAX) < 1.0 {}
        Ok(simulation.result())
    }
}
