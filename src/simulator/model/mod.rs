//! The model as its equations say it, one run at a time.
//!
//! A patron, a ruler, the agencies of the ally and armed groups. Each period the patron gives aid, the
//! ruler weighs which groups endanger the regime, every agency fights, helps or leaves alone each
//! group as suits it best, and the groups grow or shrink. That some agencies fight a group which others
//! help is nowhere put in: it comes out, or does not.
//!
//! This is the meaning of the model; `kernel` computes the same numbers, to the last bit, for four runs
//! side by side.

pub(super) mod agency;
pub(super) mod conflict;
pub(super) mod patron;
pub(super) mod regime;
pub(super) mod ruler;

use super::lanes::Single;
use super::noise::Shocks;
use super::outcome::Outcome;
use super::plan::Plan;
use agency::Agency;

/// One run.
pub(super) struct Run<'a, N> {
    plan: &'a Plan,
    shocks: N,
    step: usize,
    /// Strength of each threat.
    pub strengths: Vec<f64>,
    pub agencies: Vec<Agency>,
    /// Collusion as the patron has come to see it: a share of the ally's capacity.
    pub observed_collusion: f64,
    /// Hazard that the regime still outlasts.
    outlasts: f64,
}

impl<'a, N: Shocks<f32>> Run<'a, N> {
    /// Run number `run`, at its start: no effort yet, nothing observed.
    pub fn new(plan: &'a Plan, mut shocks: N, run: u32) -> Self {
        let start = shocks.start(run).to_vec();
        let (places, rest) = start.split_at_checked(plan.size.agencies).unwrap_or_default();
        let pairs = rest.chunks_exact(2 * plan.size.threats);
        let agencies = plan.scenario.agencies.iter().zip(places).zip(pairs);
        let agencies = agencies
            .map(|((agency, place), pairs)| Agency::new(&plan.scenario, agency, *place, pairs));
        Self {
            plan,
            step: 0,
            strengths: plan.scenario.threats.iter().map(|threat| threat.initial_strength).collect(),
            agencies: agencies.collect(),
            observed_collusion: 0.0,
            outlasts: start.last().copied().unwrap_or_default(),
            shocks,
        }
    }

    /// Whether the first regime still stands.
    pub fn stands(&self) -> bool {
        self.outlasts > 0.0
    }
}

impl<N: Shocks<f32>> Iterator for Run<'_, N> {
    type Item = Outcome<f64>;

    /// Plays a period; none after the last.
    fn next(&mut self) -> Option<Outcome<f64>> {
        let period = self.plan.periods.get(self.step)?;
        self.step += 1;
        let scenario = &self.plan.scenario;
        let shocks: Vec<f64> = self.shocks.period().iter().map(|number| number.double()).collect();
        let (benefits, events) =
            shocks.split_at_checked(2 * self.plan.size.agencies * self.plan.size.threats)?;

        let support = patron::support(scenario, period, &self.strengths, self.observed_collusion);
        let benefits = benefits.chunks_exact(2 * self.plan.size.threats);
        for (agency, factors) in self.agencies.iter_mut().zip(benefits) {
            agency.respond(self.plan, period, &support, &self.strengths, factors);
        }
        let efforts = conflict::efforts(&self.agencies, self.plan.size.threats);
        let outcome =
            Outcome::new(scenario, period, &support, &self.strengths, &self.agencies, &efforts);
        self.outlasts -= outcome.hazard * scenario.dt;
        self.strengths =
            conflict::strengths(self.plan, period, &support, &self.strengths, &efforts, events);
        self.observed_collusion = regime::observed(
            self.observed_collusion,
            period.monitoring,
            outcome.collude,
            self.plan.notice,
        );
        Some(outcome)
    }
}
