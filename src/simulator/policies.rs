//! Two policies beside what was, under the same luck: the numbers of a figure.

use serde::Serialize;

use super::block::{DIVERTED, OUTCOMES};
use super::ensemble::Settings;
use super::tally::{QUANTILE_RUNS, quantiles};
use super::{EnsembleOptions, Scenario, SimulatedAlliance, Simulation};
use crate::error::Error;
use crate::fault::Problem;
use crate::number::Shown;
use crate::table::row;

/// Quantiles of the bands.
const BANDS: [f64; 5] = [0.1, 0.25, 0.5, 0.75, 0.9];
/// Points of a series where none are asked for: about one a pixel pair on a phone.
const POINTS: f64 = 48.0;
/// Standard errors in the margin of 95 %.
const MARGIN: f64 = 1.96;

/// Places among the outcomes of a block.
const FIGHTS: usize = 0;
const HELPS: usize = 1;
const D3: usize = 3;

row! {
    /// A parameter that a policy sets.
    Setting in "setting" {
        /// Its path, as of [`Scenario::with`].
        path: String,
        /// Its value.
        value: f64,
    }
}

row! {
    /// Asks for two policies and what was.
    #[cfg_attr(feature = "types", ts(optional_fields))]
    PoliciesRequest in "request" {
        /// What was.
        scenario: Scenario,
        /// What the first policy sets.
        a: Vec<Setting>,
        /// What the second sets.
        b: Vec<Setting>,
        /// How many runs, 1-20,000; 1,000 if left out.
        runs: Option<u64>,
        /// Seed of the runs, a whole number from 0; 1 if left out.
        seed: Option<u64>,
        /// Years between points of the series; as few as give up to 48 points if left out.
        every: Option<f64>,
        /// Year from the start from which shares count; 0 if left out.
        from_year: Option<f64>,
    }
}

row! {
    /// A number of each run.
    Spread in "spread" {
        /// Its mean; of a strength its median.
        value: f64,
        /// Where its middle 80 % begins; of a share of runs the lower end of its margin of 95 %.
        low: f64,
        /// Where that ends.
        high: f64,
    }
}

row! {
    /// A threat under a policy.
    ThreatOutcomes in "threat" {
        /// Its strength at the end.
        end: Spread,
        /// Its strength over time: the quantiles 0.1, 0.25, 0.5, 0.75, 0.9.
        bands: Vec<Vec<f64>>,
    }
}

row! {
    /// What comes out under a policy.
    PolicyOutcomes in "policy" {
        /// Share of the time in which an agency fights a threat that another helps.
        d3: Spread,
        /// Share of the aid that feeds collusion or is pocketed.
        aid_diverted: Spread,
        /// Share of the runs in which the regime lasts.
        survival: Spread,
        /// Each threat.
        threats: Vec<ThreatOutcomes>,
        /// Share of the ally's capacity that fights, over time: means.
        fights: Vec<f64>,
        /// Share that helps threats.
        helps: Vec<f64>,
        /// Share of the runs in which a threat is fought and helped.
        d3_series: Vec<f64>,
    }
}

row! {
    /// A difference, run by run.
    Difference in "difference" {
        /// Its mean.
        mean: f64,
        /// Half the width of the margin of 95 % of the mean.
        margin: f64,
        /// Where the middle 80 % of the runs begins.
        low: f64,
        /// Where that ends.
        high: f64,
    }
}

row! {
    /// What one policy has more than another, run by run.
    PolicyDifference in "difference" {
        /// Share of the time in which an agency fights a threat that another helps.
        d3: Difference,
        /// Share of the aid that feeds collusion or is pocketed.
        aid_diverted: Difference,
        /// Whether the regime lasts.
        survival: Difference,
        /// Strength of each threat at the end.
        threats: Vec<Difference>,
    }
}

row! {
    /// Two policies and what was, under the same luck.
    Policies in "policies" {
        /// Number of runs of each.
        runs: u64,
        /// Seed of the runs.
        seed: u64,
        /// Year from the start from which shares count.
        from_year: f64,
        /// Points of the series, in years from the start.
        years: Vec<f64>,
        /// What was.
        as_it_was: PolicyOutcomes,
        /// The first policy.
        a: PolicyOutcomes,
        /// The second.
        b: PolicyOutcomes,
        /// What the first has more than what was.
        a_less_was: PolicyDifference,
        /// What the second has more than what was.
        b_less_was: PolicyDifference,
        /// What the second has more than the first.
        b_less_a: PolicyDifference,
    }
}

/// The dimensions of what was and of each policy.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct PolicyAlliances {
    /// What was.
    pub as_it_was: SimulatedAlliance,
    /// The first policy.
    pub a: SimulatedAlliance,
    /// The second.
    pub b: SimulatedAlliance,
}

/// Two policies and what was: numbers, and what a classifier takes.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct PoliciesResult {
    /// The numbers.
    pub policies: Policies,
    /// The dimensions.
    pub alliances: PolicyAlliances,
}

/// Policies on their way: they can be run in pieces, which does not change the result.
pub struct PoliciesSimulation {
    was: Box<Simulation>,
    a: Box<Simulation>,
    b: Box<Simulation>,
}

impl PoliciesSimulation {
    /// Policies before their first run.
    ///
    /// # Errors
    /// As [`Scenario::check`], with a path that begins with `scenario`, `a` or `b`; [`Error::Unknown`] for a
    /// parameter that there is not; [`Error::Field`] for `years` or `dt`, which no policy can set: runs are compared
    /// year by year; [`Error::OutOfRange`] for an option.
    pub fn new(request: &PoliciesRequest) -> Result<Self, Error> {
        Self::after(None, request)
    }

    /// The same, after others that are no longer needed: what is asked for again is not run again, and
    /// shocks that are the same are not drawn again.
    ///
    /// # Errors
    /// As [`PoliciesSimulation::new`].
    pub fn after(before: Option<Self>, request: &PoliciesRequest) -> Result<Self, Error> {
        let PoliciesRequest { scenario, a, b, .. } = request;
        scenario.check().map_err(|error| error.at("scenario"))?;
        let (of_a, of_b) = (changed(scenario, a, "a")?, changed(scenario, b, "b")?);
        let settings = settings(request)?;
        let mut sides = before.map(|Self { was, a, b }| vec![was, a, b]).unwrap_or_default();
        let wanted = [scenario, &of_a, &of_b];
        let found = wanted.map(|scenario| {
            let place = sides.iter().position(|side| side.is_of(scenario, &settings));
            place.map(|place| sides.swap_remove(place))
        });
        let mut next = wanted.into_iter().zip(found).map(|(scenario, found)| match found {
            Some(side) => side,
            None => match sides.pop() {
                Some(mut side) => {
                    side.begin(scenario, settings.clone());
                    side
                }
                None => Box::new(Simulation::keeping(scenario, settings.clone())),
            },
        });
        match (next.next(), next.next(), next.next()) {
            (Some(was), Some(a), Some(b)) => Ok(Self { was, a, b }),
            _ => Err(Error::NotLoaded { what: "a side" }),
        }
    }

    /// Plays at least `runs` more runs of each, in whole blocks; gives the share that is done.
    pub fn advance(&mut self, runs: u32) -> f64 {
        let sides = [&mut self.was, &mut self.a, &mut self.b];
        sides.into_iter().map(|side| side.advance(runs)).sum::<f64>() / 3.0
    }

    /// How many runs were asked for.
    pub fn runs(&self) -> u32 {
        self.was.settings.runs
    }

    /// Sums up the runs that were played.
    pub fn result(&self) -> PoliciesResult {
        let Self { was, a, b } = self;
        let layout = &was.player.layout;
        let policies = Policies {
            runs: was.runs().into(),
            seed: was.settings.seed,
            from_year: was.settings.from_year,
            years: layout.points.iter().map(|step| was.player.plan.year(*step)).collect(),
            as_it_was: outcomes(was),
            a: outcomes(a),
            b: outcomes(b),
            a_less_was: difference(was, a),
            b_less_was: difference(was, b),
            b_less_a: difference(a, b),
        };
        let alliances =
            PolicyAlliances { as_it_was: was.alliance(), a: a.alliance(), b: b.alliance() };
        PoliciesResult { policies, alliances }
    }
}

/// A scenario with what a policy sets.
fn changed(scenario: &Scenario, settings: &[Setting], place: &str) -> Result<Scenario, Error> {
    let mut changed = scenario.clone();
    for Setting { path, value } in settings {
        if ["years", "dt"].contains(&path.as_str()) {
            let (path, found) = (format!("{place}.{path}"), Shown(*value).to_string());
            let wanted = "another parameter: runs are compared year by year";
            return Err(Error::Field { path, problem: Problem::Wanted { found, wanted } });
        }
        changed = changed.with(path, *value).map_err(|error| error.at(place))?;
    }
    Ok(changed)
}

#[allow(clippy::cast_precision_loss, reason = "for the error only")]
fn settings(request: &PoliciesRequest) -> Result<Settings, Error> {
    let PoliciesRequest { scenario, runs, seed, every, from_year, .. } = request;
    if let Some(runs) = runs.filter(|runs| *runs > u64::from(QUANTILE_RUNS)) {
        let (path, most) = ("runs".to_owned(), f64::from(QUANTILE_RUNS));
        return Err(Error::OutOfRange { path, value: runs as f64, least: 1.0, most });
    }
    let stride = libm::ceil(scenario.years / scenario.dt / POINTS);
    let options = EnsembleOptions {
        runs: *runs,
        seed: *seed,
        quantiles: Some(BANDS.to_vec()),
        every: Some(every.unwrap_or(stride * scenario.dt)),
        from_year: Some(from_year.unwrap_or(0.0)),
    };
    options.settings(scenario)
}

/// The row of an outcome as one number for each run.
fn summary_row(simulation: &Simulation, outcome: usize) -> usize {
    let layout = &simulation.player.layout;
    layout.summary().start + layout.size.threats + 1 + outcome
}

/// The row that says whether the regime stands at the end.
fn survival_row(simulation: &Simulation) -> usize {
    let layout = &simulation.player.layout;
    layout.last(layout.size.threats + OUTCOMES)
}

fn outcomes(simulation: &Simulation) -> PolicyOutcomes {
    let (layout, tally) = (&simulation.player.layout, &simulation.tally);
    let threats = layout.size.threats;
    let share = |outcome: usize| {
        let row = summary_row(simulation, outcome);
        spread(tally.mean(row).0, &tally.quantiles(row, &[0.1, 0.9]))
    };
    let over_time = |outcome: usize| {
        layout.series(threats + outcome).map(|row| tally.mean(row).0).collect::<Vec<_>>()
    };
    let (survival, error) = tally.mean(survival_row(simulation));
    let (low, high) = (survival - MARGIN * error, survival + MARGIN * error);
    let threat = |threat: usize| {
        let mut bands = vec![Vec::with_capacity(layout.points.len()); BANDS.len()];
        for row in layout.series(threat) {
            for (band, value) in bands.iter_mut().zip(tally.quantiles(row, &BANDS)) {
                band.push(value);
            }
        }
        let at_end: Vec<f64> = bands.iter().filter_map(|band| band.last().copied()).collect();
        let end = match at_end.as_slice() {
            [low, _, middle, _, high] => spread(*middle, &[*low, *high]),
            _ => spread(0.0, &[]),
        };
        ThreatOutcomes { end, bands }
    };
    PolicyOutcomes {
        d3: share(D3),
        aid_diverted: share(DIVERTED),
        survival: Spread { value: survival, low: low.max(0.0), high: high.min(1.0) },
        threats: (0..threats).map(threat).collect(),
        fights: over_time(FIGHTS),
        helps: over_time(HELPS),
        d3_series: over_time(D3),
    }
}

fn spread(value: f64, ends: &[f64]) -> Spread {
    let end = |end: Option<&f64>| end.copied().unwrap_or(value);
    Spread { value, low: end(ends.first()), high: end(ends.last()) }
}

/// The second less the first.
fn difference(first: &Simulation, second: &Simulation) -> PolicyDifference {
    let between = |row: usize| {
        let pairs = second.tally.kept(row).iter().zip(first.tally.kept(row));
        let values: Vec<f64> =
            pairs.map(|(second, first)| f64::from(*second) - f64::from(*first)).collect();
        paired(&values)
    };
    let layout = &first.player.layout;
    PolicyDifference {
        d3: between(summary_row(first, D3)),
        aid_diverted: between(summary_row(first, DIVERTED)),
        survival: between(survival_row(first)),
        threats: (0..layout.size.threats).map(|threat| between(layout.last(threat))).collect(),
    }
}

/// Mean, margin and middle 80 % of differences.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "20,000 at most")]
fn paired(values: &[f64]) -> Difference {
    let runs = (values.len() as f64).max(1.0);
    let mean = values.iter().sum::<f64>() / runs;
    let squares = values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>();
    let error = libm::sqrt(squares / (runs - 1.0).max(1.0) / runs);
    let ends = quantiles(values.iter().map(|value| *value as f32).collect(), &[0.1, 0.9]);
    let Spread { low, high, .. } = spread(mean, &ends);
    Difference { mean, margin: MARGIN * error, low, high }
}
