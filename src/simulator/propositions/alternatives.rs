//! What the model gives where one of the documented alliances had been otherwise.

use serde::Serialize;

use super::super::{Ensemble, Scenario, Schedule, scenarios};
use super::estimate::{Estimate, Measured};
use super::{Settings, constant, run};
use crate::error::Error;

/// A documented alliance with something changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Alternative {
    /// The scenario.
    pub scenario: &'static str,
    /// What is changed.
    pub change: &'static str,
    /// What the model gives.
    pub measured: Vec<Measured>,
}

/// A documented alliance, run.
pub(super) struct Course {
    start: f64,
    ensemble: Ensemble,
}

impl Course {
    pub fn of(scenario: &Scenario, settings: Settings) -> Result<Self, Error> {
        Ok(Self { start: scenario.first_year, ensemble: run(scenario, settings, 0.25)? })
    }

    /// Mean strength of a threat at the beginning of a calendar year.
    pub fn strength(&self, threat: usize, year: f64) -> Estimate {
        let channel = self.ensemble.series.strength.get(threat);
        let at = |channel| Estimate::at(channel, &self.ensemble.years, year - self.start);
        channel.map(at).unwrap_or_default()
    }

    /// Share of the runs with D3 at the beginning of a calendar year.
    pub fn d3(&self, year: f64) -> Estimate {
        Estimate::at(&self.ensemble.series.d3, &self.ensemble.years, year - self.start)
    }

    pub fn survival(&self) -> Estimate {
        Estimate::of(&self.ensemble.summary.survival)
    }

    /// Calendar year in which the mean strength of a threat is greatest, and that strength.
    pub fn peak(&self, threat: usize) -> (f64, Estimate) {
        let years = self.ensemble.years.iter().map(|year| self.start + year);
        let strengths = years.map(|year| (year, self.strength(threat, year)));
        let greatest = strengths.max_by(|(_, a), (_, b)| a.value.total_cmp(&b.value));
        greatest.unwrap_or_default()
    }
}

/// The schedule up to a year from the start, and what it is then ever after.
fn frozen(schedule: &Schedule, year: f64) -> Schedule {
    let Schedule::Points(points) = schedule else { return schedule.clone() };
    let mut kept: Vec<[f64; 2]> = points.iter().copied().filter(|[at, _]| *at < year).collect();
    kept.push([year, schedule.at(year)]);
    Schedule::Points(kept)
}

/// Colombia's reforms from 2002 on left out: cohesion, what the ruler weighs, monitoring, conditions, and
/// the votes that groups deliver.
fn without_reforms(scenario: &mut Scenario) {
    for schedule in [
        &mut scenario.cohesion,
        &mut scenario.regime_weight,
        &mut scenario.monitoring,
        &mut scenario.conditionality,
        &mut scenario.votes_scale,
    ] {
        *schedule = frozen(schedule, 22.0);
    }
}

/// Its budget stays that of 2002.
fn without_growth(scenario: &mut Scenario) {
    scenario.own_capacity = frozen(&scenario.own_capacity, 22.0);
}

/// Its aid stays that of 1999.
fn without_plan(scenario: &mut Scenario) {
    scenario.aid = frozen(&scenario.aid, 19.0);
}

/// A change and its name.
type Change = (&'static str, fn(&mut Scenario));

const COLOMBIA: [Change; 5] = [
    ("as it is", |_| {}),
    ("reforms stop in 2002", without_reforms),
    ("the budget stops growing in 2002", without_growth),
    ("no aid beyond that of 1999", without_plan),
    ("all three", |scenario| {
        without_reforms(scenario);
        without_growth(scenario);
        without_plan(scenario);
    }),
];

const AFGHANISTAN: [Change; 4] = [
    ("as it is", |_| {}),
    ("coh 0.7, kappa 0.8, dep 0.2, mon 0.5 throughout", |scenario| {
        scenario.cohesion = constant(0.7);
        scenario.conditionality = constant(0.8);
        scenario.patron_dependence = constant(0.2);
        scenario.monitoring = constant(0.5);
    }),
    ("no sanctuary for the Taliban (Kcap 0.9, g 0.5)", |scenario| {
        for taliban in scenario.threats.iter_mut().take(1) {
            taliban.carrying_capacity = 0.9;
            taliban.growth = 0.5;
        }
    }),
    ("mon 0.8 alone", |scenario| scenario.monitoring = constant(0.8)),
];

/// Colombia and Afghanistan as they are and with changes.
///
/// # Errors
/// Those of [`scenarios::load`] and [`Ensemble::new`].
pub fn alternatives(settings: Settings) -> Result<Vec<Alternative>, Error> {
    let mut all = Vec::new();
    let mut changed = |id, changes: &[Change], measure: fn(&Course) -> Vec<Measured>| {
        for (change, apply) in changes {
            let mut scenario = scenarios::load(id)?;
            apply(&mut scenario);
            let measured = measure(&Course::of(&scenario, settings)?);
            all.push(Alternative { scenario: id, change, measured });
        }
        Ok::<_, Error>(())
    };
    changed("us-colombia", &COLOMBIA, |course| {
        vec![
            course.strength(0, 2010.0).named("guerrillas in 2010"),
            course.strength(1, 2010.0).named("paramilitaries in 2010"),
            course.d3(2010.0).named("D3 in 2010"),
            course.survival().named("survival"),
        ]
    })?;
    changed("us-afghanistan", &AFGHANISTAN, |course| {
        vec![
            course.strength(0, 2008.0).named("Taliban in 2008"),
            course.strength(0, 2012.0).named("Taliban in 2012"),
            course.d3(2010.0).named("D3 in 2010"),
            course.survival().named("survival"),
        ]
    })?;
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frozen_schedule_is_the_same_before() {
        let schedule = Schedule::Points(vec![[0.0, 0.1], [10.0, 0.3], [20.0, 0.9]]);
        let frozen = frozen(&schedule, 15.0);
        for year in [0.0, 5.0, 10.0, 12.0, 15.0] {
            assert!((frozen.at(year) - schedule.at(year)).abs() < 1e-12, "{year}");
        }
        assert_eq!(frozen.at(30.0), schedule.at(15.0));
    }
}
