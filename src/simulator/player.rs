//! Plays the runs of a scenario, a block at a time.

use wide::f32x4;

use super::Scenario;
use super::block::{BLOCK, Block, Layout, Recorder};
use super::ensemble::Settings;
use super::kernel;
use super::lanes::LANES;
use super::model::Run;
use super::noise::{Drawn, Kept, Shocks};
use super::plan::Plan;
use super::streams::{Abreast, Alone};

/// Bytes of shocks that are kept at most: those of 4,000 runs of 30 years with five agencies and three threats.
const MOST_KEPT: usize = 64 << 20;

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
    pub fn change(&mut self, scenario: &Scenario, settings: &Settings) {
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
