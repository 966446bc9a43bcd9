//! One run, with every state variable.

use serde::Serialize;

use super::Scenario;
use super::model::Run;
use super::noise::{Calm, Drawn, Shocks};
use super::outcome::Outcome;
use super::plan::Plan;
use super::series::Series;
use super::streams::Alone;
use crate::error::Error;
use crate::random::SEED;

/// Which run to trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TraceOptions {
    /// Whether there is chance; without, agencies are spread evenly and nothing befalls anyone.
    pub noise: bool,
    /// Seed of the ensemble that the run belongs to.
    pub seed: u64,
    /// Number of the run in the ensemble, from 0.
    pub run: u32,
}

impl Default for TraceOptions {
    fn default() -> Self {
        Self { noise: true, seed: SEED, run: 0 }
    }
}

/// One run of a scenario, period by period: strengths before each period, everything else as the
/// period left it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Trace {
    /// Start of each period, in years from the start.
    pub years: Series,
    /// Strength of each threat before the period.
    pub strength: Vec<Series>,
    /// What each agency does.
    pub agencies: Vec<TracedAgency>,
    /// Share of the ally's capacity that fights.
    pub balance: Series,
    /// Share that helps threats.
    pub collude: Series,
    /// Share that does neither.
    pub idle: Series,
    /// 1 where an agency fights a threat that another helps.
    pub d3: Series,
    /// Overlap of fighting and helping on the same threat, 0-1.
    pub x_same: Series,
    /// Overlap over all threats together, 0-1.
    pub x_state: Series,
    /// Share of the ally's capacity at cross purposes.
    pub w: Series,
    /// Aid.
    pub aid: Series,
    /// Aid that feeds collusion or is pocketed.
    pub aid_diverted: Series,
    /// Hazard per year that the regime falls.
    pub hazard: Series,
    /// Harm to the nation.
    pub national_loss: Series,
    /// Collusion as the patron sees it after the period, a share of the capacity.
    pub observed_collusion: Series,
    /// Year from the start in which the first regime falls; none where it lasts.
    pub regime_fell: Option<f64>,
}

/// What an agency does over the periods of a trace.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct TracedAgency {
    /// Identifier.
    pub id: String,
    /// Weight that it gives to the ruler's goals.
    pub loyalty: Series,
    /// Share of its effort that fights each threat.
    pub balance: Vec<Series>,
    /// Share of its effort that helps each threat.
    pub collude: Vec<Series>,
}

impl Trace {
    /// Plays one run of a scenario.
    ///
    /// # Errors
    /// As [`Scenario::check`].
    pub fn new(scenario: &Scenario, options: TraceOptions) -> Result<Self, Error> {
        scenario.check()?;
        let plan = Plan::new(scenario, options.noise);
        Ok(if options.noise {
            let shocks = Drawn::<f32, Alone>::new(&plan, options.seed);
            Self::of(&plan, Run::new(&plan, shocks, options.run))
        } else {
            Self::of(&plan, Run::new(&plan, Calm::new(plan.size), options.run))
        })
    }

    fn of<N: Shocks<f32>>(plan: &Plan, mut run: Run<'_, N>) -> Self {
        let threats = plan.size.threats;
        let mut strength = vec![Vec::new(); threats];
        let mut agencies: Vec<(Vec<f64>, Vec<Vec<f64>>)> =
            vec![(Vec::new(), vec![Vec::new(); 2 * threats]); plan.size.agencies];
        let (mut outcomes, mut observed, mut regime_fell) = (Vec::new(), Vec::new(), None);
        loop {
            let before = run.strengths.clone();
            let Some(outcome) = run.next() else { break };
            for (series, value) in strength.iter_mut().zip(before) {
                series.push(value);
            }
            for ((loyalty, efforts), agency) in agencies.iter_mut().zip(&run.agencies) {
                loyalty.push(agency.loyalty);
                for (series, effort) in
                    efforts.iter_mut().zip(agency.balance.iter().chain(&agency.collude))
                {
                    series.push(*effort);
                }
            }
            observed.push(run.observed_collusion);
            if regime_fell.is_none() && !run.stands() {
                regime_fell = Some(plan.year(outcomes.len()));
            }
            outcomes.push(outcome);
        }
        let over = |of: fn(&Outcome<f64>) -> f64| outcomes.iter().map(of).collect::<Series>();
        let agency = |(agency, (loyalty, efforts)): (&super::Agency, (Vec<f64>, Vec<Vec<f64>>))| {
            let mut efforts: Vec<Series> = efforts.into_iter().map(Series).collect();
            let collude = efforts.split_off(threats.min(efforts.len()));
            let id = agency.id.clone();
            TracedAgency { id, loyalty: Series(loyalty), balance: efforts, collude }
        };
        Self {
            years: (0..outcomes.len()).map(|step| plan.year(step)).collect(),
            strength: strength.into_iter().map(Series).collect(),
            agencies: plan.scenario.agencies.iter().zip(agencies).map(agency).collect(),
            balance: over(|outcome| outcome.balance),
            collude: over(|outcome| outcome.collude),
            idle: over(|outcome| outcome.idle),
            d3: over(|outcome| outcome.d3),
            x_same: over(|outcome| outcome.x_same),
            x_state: over(|outcome| outcome.x_state),
            w: over(|outcome| outcome.w),
            aid: over(|outcome| outcome.aid),
            aid_diverted: over(|outcome| outcome.aid_diverted),
            hazard: over(|outcome| outcome.hazard),
            national_loss: over(|outcome| outcome.national_loss),
            observed_collusion: Series(observed),
            regime_fell,
        }
    }
}
