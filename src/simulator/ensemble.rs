//! Many runs of one scenario, and what they have in common.

use serde::Serialize;
use wide::f32x4;

use super::Scenario;
use super::alliance::SimulatedAlliance;
use super::block::{BLOCK, Block, Layout, OUTCOMES, Recorder};
use super::kernel;
use super::lanes::LANES;
use super::model::Run;
use super::noise::{Abreast, Alone, Drawn, Kept, Shocks};
use super::plan::Plan;
use super::series::Series;
use super::tally::Tally;
use crate::error::Error;
use crate::random::SEED;
use crate::table::row;

/// Runs of an ensemble where none are asked for.
pub const RUNS: u64 = 1_000;
/// Most runs of an ensemble.
pub const MOST_RUNS: u64 = 1_000_000;
/// Bytes of shocks that are kept at most: those of 4,000 runs of 30 years with five agencies and three threats.
const MOST_KEPT: usize = 64 << 20;
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

/// Where the shocks of an ensemble come from.
enum Source {
    Drawn(Box<Drawn<f32x4, Abreast>>),
    Kept(Box<Kept>),
    /// The equations one run at a time: to hold the kernel against, and for more threats than it takes.
    Reference,
}

/// Plays the blocks of one scenario.
pub(super) struct Player {
    pub plan: Plan,
    pub layout: Layout,
    seed: u64,
    source: Source,
}

impl Player {
    fn with(
        scenario: &Scenario,
        settings: &Settings,
        source: impl FnOnce(&Plan) -> Source,
    ) -> Self {
        let plan = Plan::new(scenario, true);
        let Settings { every, from_year, seed, .. } = *settings;
        let layout = Layout::new(scenario, plan.size, plan.periods.len(), every, from_year);
        let source = if plan.size.threats > kernel::MOST_THREATS {
            Source::Reference
        } else {
            source(&plan)
        };
        Self { plan, layout, seed, source }
    }

    /// With shocks drawn as they are needed.
    pub fn drawn(scenario: &Scenario, settings: &Settings) -> Self {
        let seed = settings.seed;
        Self::with(scenario, settings, |plan| Source::Drawn(Box::new(Drawn::new(plan, seed))))
    }

    /// With shocks that are kept, if they are not too many, to be used again.
    pub fn kept(scenario: &Scenario, settings: &Settings) -> Self {
        let (seed, runs) = (settings.seed, settings.runs);
        Self::with(scenario, settings, |plan| {
            if Kept::bytes(plan, runs) > MOST_KEPT {
                Source::Drawn(Box::new(Drawn::new(plan, seed)))
            } else {
                Source::Kept(Box::new(Kept::new(plan, seed)))
            }
        })
    }

    /// With the equations as they are written, one run at a time.
    pub fn reference(scenario: &Scenario, settings: &Settings) -> Self {
        Self::with(scenario, settings, |_| Source::Reference)
    }

    /// Takes another scenario or other settings. Where they draw the same as before, shocks are kept from now on,
    /// and used again from the next time on.
    fn change(&mut self, scenario: &Scenario, settings: &Settings) {
        let plan = Plan::new(scenario, true);
        let draws = |plan: &Plan| (plan.size, plan.periods.len(), plan.pace);
        let is_same = draws(&plan) == draws(&self.plan) && settings.seed == self.seed;
        let is_kept = is_same && plan.size.threats <= kernel::MOST_THREATS;
        if !is_kept || Kept::bytes(&plan, settings.runs) > MOST_KEPT {
            *self = Self::drawn(scenario, settings);
            return;
        }
        if !matches!(self.source, Source::Kept(_)) {
            self.source = Source::Kept(Box::new(Kept::new(&plan, settings.seed)));
        }
        let Settings { every, from_year, .. } = *settings;
        self.layout = Layout::new(scenario, plan.size, plan.periods.len(), every, from_year);
        self.plan = plan;
    }

    /// Plays the runs from `first` on into a block.
    #[allow(clippy::cast_possible_truncation, reason = "a block is small")]
    pub fn play(&mut self, first: u32, block: &mut Block) {
        for column in (0..BLOCK).step_by(LANES) {
            let first = first + column as u32;
            let (plan, layout) = (&self.plan, &self.layout);
            match &mut self.source {
                Source::Drawn(shocks) => {
                    kernel::play(plan, layout, shocks.as_mut(), first, block, column);
                }
                Source::Kept(shocks) => {
                    kernel::play(plan, layout, shocks.as_mut(), first, block, column);
                }
                Source::Reference => {
                    for lane in 0..LANES {
                        let shocks = Drawn::<f32, Alone>::new(plan, self.seed);
                        let run = Run::new(plan, shocks, first + lane as u32);
                        record(run, layout, block, column + lane);
                    }
                }
            }
        }
    }
}

/// Plays one run into a column of a block.
fn record<N: Shocks<f32>>(mut run: Run<'_, N>, layout: &Layout, block: &mut Block, column: usize) {
    let mut recorder = Recorder::new(layout, column);
    let standing = |run: &Run<'_, N>| f64::from(u8::from(run.stands()));
    loop {
        let (before, stood) = (run.strengths.clone(), standing(&run));
        let Some(outcome) = run.next() else { break };
        recorder.period(block, &before, &outcome, stood);
    }
    recorder.end(block, &run.strengths, standing(&run));
}

/// Ends of runs, counted.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ends {
    shrinks: u32,
    grows: u32,
    falls: u32,
}

impl Ends {
    /// Counts the first `runs` columns of a block.
    pub fn add(&mut self, layout: &Layout, scenario: &Scenario, block: &Block, runs: usize) {
        let start = scenario.threats.iter().map(|threat| threat.initial_strength).sum::<f64>();
        let at_end = |channel: usize, column: usize| block.get(layout.last(channel), column);
        let threats = layout.size.threats;
        for column in 0..runs {
            let strength: f64 = (0..threats).map(|threat| at_end(threat, column)).sum();
            if at_end(threats + OUTCOMES, column) < 0.5 {
                self.falls += 1;
            } else if strength < start {
                self.shrinks += 1;
            } else {
                self.grows += 1;
            }
        }
    }

    fn shares(self, runs: u32) -> Outcomes {
        let share = |count: u32| f64::from(count) / f64::from(runs);
        Outcomes {
            threat_shrinks: share(self.shrinks),
            threat_grows: share(self.grows),
            regime_falls: share(self.falls),
        }
    }
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

/// An ensemble on its way: it can be run in pieces, which does not change the result.
pub struct Simulation {
    settings: Settings,
    player: Player,
    block: Block,
    tally: Tally,
    ends: Ends,
}

impl Simulation {
    fn with(
        scenario: &Scenario,
        options: &EnsembleOptions,
        player: fn(&Scenario, &Settings) -> Player,
    ) -> Result<Self, Error> {
        scenario.check()?;
        let settings = options.settings(scenario)?;
        let player = player(scenario, &settings);
        let block = Block::new(&player.layout);
        let tally = Tally::new(player.layout.rows(), settings.runs);
        Ok(Self { settings, player, block, tally, ends: Ends::default() })
    }

    /// An ensemble before its first run.
    ///
    /// # Errors
    /// As [`Ensemble::new`].
    pub fn new(scenario: &Scenario, options: &EnsembleOptions) -> Result<Self, Error> {
        Self::with(scenario, options, Player::drawn)
    }

    /// The same with the equations as they are written, one run at a time: several times slower, and
    /// equal to the last bit.
    ///
    /// # Errors
    /// As [`Ensemble::new`].
    pub fn reference(scenario: &Scenario, options: &EnsembleOptions) -> Result<Self, Error> {
        Self::with(scenario, options, Player::reference)
    }

    /// The same, keeping the shocks that it draws to use them again ([`Simulation::again`]). Beyond 64 MB they
    /// are drawn anew instead.
    ///
    /// # Errors
    /// As [`Ensemble::new`].
    pub fn keeping_shocks(scenario: &Scenario, options: &EnsembleOptions) -> Result<Self, Error> {
        Self::with(scenario, options, Player::kept)
    }

    /// Begins again, with another scenario or other options. Where the same shocks are drawn as the time before
    /// (under the same seed, with the same numbers of agencies, threats and periods, and the same noise of
    /// benefits) they are kept, and used again the next time: that is what a lever does that moves.
    ///
    /// # Errors
    /// As [`Ensemble::new`]; the simulation is then as it was.
    pub fn again(&mut self, scenario: &Scenario, options: &EnsembleOptions) -> Result<(), Error> {
        scenario.check()?;
        let settings = options.settings(scenario)?;
        self.begin(scenario, settings);
        Ok(())
    }

    /// Begins with a scenario that was checked; with settings of as many runs under the same seed.
    pub(super) fn begin(&mut self, scenario: &Scenario, settings: Settings) {
        self.player.change(scenario, &settings);
        self.settings = settings;
        self.block = Block::new(&self.player.layout);
        self.tally = Tally::new(self.player.layout.rows(), self.settings.runs);
        self.ends = Ends::default();
    }

    /// How many runs were played.
    pub(super) fn runs(&self) -> u32 {
        self.tally.runs()
    }

    /// Plays at least `runs` more runs, in whole blocks; gives the share that is done.
    #[allow(clippy::cast_possible_truncation, reason = "a block is small")]
    pub fn advance(&mut self, runs: u32) -> f64 {
        let until = self.tally.runs().saturating_add(runs).min(self.settings.runs);
        while self.tally.runs() < until {
            let first = self.tally.runs();
            let runs = (self.settings.runs - first).min(BLOCK as u32) as usize;
            self.player.play(first, &mut self.block);
            self.tally.add(&self.block, runs);
            self.ends.add(&self.player.layout, &self.player.plan.scenario, &self.block, runs);
        }
        f64::from(self.tally.runs()) / f64::from(self.settings.runs)
    }

    /// Sums up the runs that were played.
    pub fn result(&self) -> Ensemble {
        let Self { settings, player, tally, ends, .. } = self;
        Ensemble::of(&player.plan, &player.layout, settings, tally, Some(*ends))
    }
}
