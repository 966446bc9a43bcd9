//! What a policy changes: two scenarios under the same luck, run by run.

use serde::Serialize;

use super::block::Block;
use super::tally::Tally;
use super::{Ensemble, EnsembleOptions, Scenario, Simulation};
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

/// A contrast on its way: it can be run in pieces, which does not change the result.
pub struct ContrastSimulation {
    a: Simulation,
    b: Simulation,
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
        let (a, b) = (Simulation::new(a, options)?, Simulation::new(b, options)?);
        let difference = Tally::new(a.player.layout.rows(), a.settings.runs);
        Ok(Self { a, b, difference })
    }

    /// Plays at least `runs` more runs of both, in whole blocks; gives the share that is done.
    pub fn advance(&mut self, runs: u32) -> f64 {
        let Self { a, b, difference } = self;
        let mut between = Block::new(&a.player.layout);
        let until = difference.runs().saturating_add(runs).min(a.settings.runs);
        while difference.runs() < until {
            let runs = a.play();
            b.play();
            let pairs = a.block.values.iter().flatten().zip(b.block.values.iter().flatten());
            for (value, (of_a, of_b)) in between.values.iter_mut().flatten().zip(pairs) {
                *value = of_b - of_a;
            }
            difference.add(&between, runs);
        }
        f64::from(difference.runs()) / f64::from(a.settings.runs)
    }

    /// Sums up the runs that were played.
    pub fn result(&self) -> Contrast {
        let Self { a, b, difference } = self;
        let (plan, layout) = (&a.player.plan, &a.player.layout);
        Contrast {
            a: a.result(),
            b: b.result(),
            difference: Ensemble::of(plan, layout, &a.settings, difference, None),
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
