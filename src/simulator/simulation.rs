//! An ensemble while it is run.

use super::block::{BLOCK, Block, Layout, OUTCOMES};
use super::ensemble::Settings;
use super::player::Player;
use super::tally::Tally;
use super::{Ensemble, EnsembleOptions, Outcomes, Scenario, SimulatedAlliance};
use crate::error::Error;

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

    /// Shares of so many runs.
    pub fn shares(self, runs: u32) -> Outcomes {
        let share = |count: u32| f64::from(count) / f64::from(runs);
        Outcomes {
            threat_shrinks: share(self.shrinks),
            threat_grows: share(self.grows),
            regime_falls: share(self.falls),
        }
    }
}

/// An ensemble on its way: it can be run in pieces, which does not change the result.
pub struct Simulation {
    pub(super) settings: Settings,
    pub(super) player: Player,
    pub(super) block: Block,
    pub(super) tally: Tally,
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
        Ok(Self::of(player, settings))
    }

    fn of(player: Player, settings: Settings) -> Self {
        let block = Block::new(&player.layout);
        let tally = Tally::new(player.layout.rows(), settings.runs);
        Self { settings, player, block, tally, ends: Ends::default() }
    }

    /// With a scenario and settings that were checked, keeping the shocks that it draws.
    pub(super) fn keeping(scenario: &Scenario, settings: Settings) -> Self {
        Self::of(Player::kept(scenario, &settings), settings)
    }

    /// Whether all runs of this were played.
    pub(super) fn is_of(&self, scenario: &Scenario, settings: &Settings) -> bool {
        let is_done = self.tally.runs() == self.settings.runs;
        is_done && self.settings == *settings && self.player.plan.scenario == *scenario
    }

    /// The four dimensions of the typology, as the ensemble has them.
    pub(super) fn alliance(&self) -> SimulatedAlliance {
        let (layout, Settings { quantiles, .. }) = (&self.player.layout, &self.settings);
        let d3 = layout.summary().start + layout.size.threats + 4;
        let d3 = self.tally.measure(d3, quantiles);
        SimulatedAlliance::of(&self.player.plan.scenario, layout.from_step..layout.steps, &d3)
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

    /// Plays the next block; gives how many of its runs count.
    #[allow(clippy::cast_possible_truncation, reason = "a block is small")]
    pub(super) fn play(&mut self) -> usize {
        let Self { settings, player, block, tally, ends } = self;
        let first = tally.runs();
        let runs = (settings.runs - first).min(BLOCK as u32) as usize;
        player.play(first, block);
        tally.add(block, runs);
        ends.add(&player.layout, &player.plan.scenario, block, runs);
        runs
    }

    /// Plays at least `runs` more runs, in whole blocks; gives the share that is done.
    pub fn advance(&mut self, runs: u32) -> f64 {
        let until = self.tally.runs().saturating_add(runs).min(self.settings.runs);
        while self.tally.runs() < until {
            self.play();
        }
        f64::from(self.tally.runs()) / f64::from(self.settings.runs)
    }

    /// Sums up the runs that were played.
    pub fn result(&self) -> Ensemble {
        let Self { settings, player, tally, ends, .. } = self;
        Ensemble::of(&player.plan, &player.layout, settings, tally, Some(*ends))
    }
}
