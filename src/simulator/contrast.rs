//! What a policy changes: two scenarios under the same luck, run by run.

use serde::Serialize;

use super::block::{BLOCK, Block};
use super::ensemble::{Ends, Player, Settings};
use super::tally::Tally;
use super::{Ensemble, EnsembleOptions, Scenario};
use crate::error::Error;
use crate::fault::Problem;
use crate::number::Shown;

/// Two scenarios and their difference.
///
/// Run 5 of one scenario has the luck of run 5 of the other, so that most of it cancels out: the
/// difference is known better than two separate ensembles would tell it.
///
/// # Source
/// Common random numbers: Law (2015), *Simulation Modeling and Analysis*, chapter 11.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Contrast {
    /// The first scenario, equal to its ensemble by itself.
    pub a: Ensemble,
    /// The second.
    pub b: Ensemble,
    /// The second less the first: means, standard errors and bands of the differences of the runs.
    /// A band is no difference of bands. Nothing is said of how runs end.
    pub difference: Ensemble,
}

impl Contrast {
    /// Runs two scenarios as often as asked for.
    ///
    /// # Errors
    /// As [`ContrastSimulation::new`].
    pub fn new(a: &Scenario, b: &Scenario, options: &EnsembleOptions) -> Result<Self, Error> {
        let mut simulation = ContrastSimulation::new(a, b, options)?;
        while simulation.advance(u32::MAX) < 1.0 {}
        Ok(simulation.result())
    }
}

/// One of the two scenarios.
struct Arm {
    player: Player,
    block: Block,
    tally: Tally,
    ends: Ends,
}

impl Arm {
    fn new(scenario: &Scenario, settings: &Settings) -> Self {
        let player = Player::drawn(scenario, settings);
        let (block, tally) =
            (Block::new(&player.layout), Tally::new(player.layout.rows(), settings.runs));
        Self { player, block, tally, ends: Ends::default() }
    }

    fn play(&mut self, first: u32, runs: usize) {
        let Self { player, block, tally, ends } = self;
        player.play(first, block);
        tally.add(block, runs);
        ends.add(&player.layout, &player.plan.scenario, block, runs);
    }

    fn result(&self, settings: &Settings) -> Ensemble {
        let Self { player, tally, ends, .. } = self;
        Ensemble::of(&player.plan, &player.layout, settings, tally, Some(*ends))
    }
}

/// A contrast on its way: it can be run in pieces, which does not change the result.
pub struct ContrastSimulation {
    settings: Settings,
    a: Arm,
    b: Arm,
    difference: Tally,
}

impl ContrastSimulation {
    /// A contrast before its first run.
    ///
    /// # Errors
    /// As [`Scenario::check`], with a path that begins with `a` or `b`; [`Error::Field`] at
    /// `b.agencies`, `b.threats`, `b.years` or `b.dt` where these differ: the scenarios would share
    /// neither their luck nor the points of their series; [`Error::OutOfRange`] or [`Error::Count`]
    /// for an option.
    pub fn new(a: &Scenario, b: &Scenario, options: &EnsembleOptions) -> Result<Self, Error> {
        a.check().map_err(|error| error.at("a"))?;
        b.check().map_err(|error| error.at("b"))?;
        check_alike(a, b)?;
        let settings = options.settings(a)?;
        let (a, b) = (Arm::new(a, &settings), Arm::new(b, &settings));
        let difference = Tally::new(a.player.layout.rows(), settings.runs);
        Ok(Self { settings, a, b, difference })
    }

    /// Plays at least `runs` more runs of both, in whole blocks; gives the share that is done.
    #[allow(clippy::cast_possible_truncation, reason = "a block is small")]
    pub fn advance(&mut self, runs: u32) -> f64 {
        let Self { settings, a, b, difference } = self;
        let mut between = Block::new(&a.player.layout);
        let until = difference.runs().saturating_add(runs).min(settings.runs);
        while difference.runs() < until {
            let first = difference.runs();
            let runs = (settings.runs - first).min(BLOCK as u32) as usize;
            a.play(first, runs);
            b.play(first, runs);
            let pairs = a.block.values.iter().zip(&b.block.values);
            let between_runs = between.values.iter_mut().flatten();
            for (value, (of_a, of_b)) in between_runs.zip(pairs.flat_map(|(a, b)| a.iter().zip(b)))
            {
                *value = of_b - of_a;
            }
            difference.add(&between, runs);
        }
        f64::from(difference.runs()) / f64::from(settings.runs)
    }

    /// Sums up the runs that were played.
    pub fn result(&self) -> Contrast {
        let Self { settings, a, b, difference } = self;
        let (plan, layout) = (&a.player.plan, &a.player.layout);
        Contrast {
            a: a.result(settings),
            b: b.result(settings),
            difference: Ensemble::of(plan, layout, settings, difference, None),
        }
    }
}

/// Refuses scenarios whose runs cannot be paired.
fn check_alike(a: &Scenario, b: &Scenario) -> Result<(), Error> {
    #[allow(clippy::cast_precision_loss, reason = "a dozen at most")]
    let counts = [
        (
            "b.agencies",
            a.agencies.len() as f64,
            b.agencies.len() as f64,
            "as many agencies as in `a`: each pair of runs shares its luck, agency by agency",
        ),
        (
            "b.threats",
            a.threats.len() as f64,
            b.threats.len() as f64,
            "as many threats as in `a`: each pair of runs shares its luck, threat by threat",
        ),
        ("b.years", a.years, b.years, "the length of `a`: the runs are compared year by year"),
        ("b.dt", a.dt, b.dt, "the step of `a`: the runs are compared period by period"),
    ];
    for (path, of_a, of_b, wanted) in counts {
        if of_a != of_b {
            let problem = Problem::Wanted { found: Shown(of_b).to_string(), wanted };
            return Err(Error::Field { path: path.to_owned(), problem });
        }
    }
    Ok(())
}
