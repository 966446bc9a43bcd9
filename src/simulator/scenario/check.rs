//! What a scenario may hold: all that the equations allow, so that nothing in it gives NaN.

use super::{Scenario, Schedule};
use crate::error::Error;
use crate::fault::{Problem, repeated};
use crate::vectors::check_length;

/// The most agencies of a scenario.
pub const MOST_AGENCIES: usize = 12;
/// The most threats of a scenario.
pub const MOST_THREATS: usize = 8;

/// Lowest and highest value that is accepted.
type Bounds = (f64, f64);

/// Shares, probabilities and weights.
const SHARE: Bounds = (0.0, 1.0);
/// Rates, costs, values and standard deviations.
const VALUE: Bounds = (0.0, 5.0);
/// Strengths and capacities that something is divided by.
const STRENGTH: Bounds = (0.001, 10.0);
/// Forces that may be absent.
const FORCE: Bounds = (0.0, 10.0);
/// Times that something is divided by.
const TIME: Bounds = (0.05, 100.0);
/// Relations between two threats.
const RELATION: Bounds = (-2.0, 2.0);
/// Years from the start.
const YEAR: Bounds = (0.0, 100.0);

/// How far a sum of shares may lie from 1.
const ROUNDING: f64 = 1e-9;

/// What a schedule of forces that is left out stands for.
pub(super) fn none() -> Schedule {
    Schedule::Constant(0.0)
}

/// What a schedule of a multiplier that is left out stands for.
pub(super) fn as_is() -> Schedule {
    Schedule::Constant(1.0)
}

impl Scenario {
    /// Holds every value to its bounds, as the documentation of the fields gives them.
    ///
    /// # Errors
    /// [`Error::OutOfRange`], [`Error::Count`] for lists of the wrong length, and [`Error::Field`] for
    /// ids, years, shares and relations that do not go together, each with a path such as
    /// `threats[1].danger` or `cohesion[2][1]`.
    pub fn check(&self) -> Result<(), Error> {
        count("agencies", self.agencies.len(), MOST_AGENCIES)?;
        count("threats", self.threats.len(), MOST_THREATS)?;
        within("first_year", self.first_year, (0.0, 9999.0))?;
        within("years", self.years, (1.0, 100.0))?;
        within("dt", self.dt, (0.019, 1.0))?;
        self.check_schedules()?;
        self.check_numbers()?;
        self.check_agencies()?;
        self.check_threats()?;
        self.check_relations()
    }

    fn check_schedules(&self) -> Result<(), Error> {
        [
            ("cohesion", &self.cohesion, SHARE),
            ("regime_weight", &self.regime_weight, SHARE),
            ("monitoring", &self.monitoring, SHARE),
            ("conditionality", &self.conditionality, SHARE),
            ("patron_dependence", &self.patron_dependence, SHARE),
            ("own_capacity", &self.own_capacity, STRENGTH),
            ("aid", &self.aid, FORCE),
            ("patron_forces", &self.patron_forces, FORCE),
            ("votes_scale", &self.votes_scale, VALUE),
            ("growth_scale", &self.growth_scale, VALUE),
            ("capacity_scale", &self.capacity_scale, STRENGTH),
            ("rent_scale", &self.rent_scale, VALUE),
        ]
        .into_iter()
        .try_for_each(|(path, schedule, bounds)| check_schedule(path, schedule, bounds))
    }

    fn check_numbers(&self) -> Result<(), Error> {
        [
            ("sanction", self.sanction, VALUE),
            ("coup_cost", self.coup_cost, VALUE),
            ("aid_leverage", self.aid_leverage, VALUE),
            ("responsiveness", self.responsiveness, VALUE),
            ("combat_cost", self.combat_cost, VALUE),
            ("skimming", self.skimming, SHARE),
            ("proxy_value", self.proxy_value, VALUE),
            ("secrecy_cost", self.secrecy_cost, VALUE),
            ("effort_inertia", self.effort_inertia, TIME),
            ("own_threat_noise", self.own_threat_noise, VALUE),
            ("rent_noise", self.rent_noise, VALUE),
            ("benefit_noise_time", self.benefit_noise_time, TIME),
            ("threat_noise", self.threat_noise, VALUE),
            ("collusion_feeding", self.collusion_feeding, VALUE),
            ("attrition", self.attrition, VALUE),
            ("intelligence_leak", self.intelligence_leak, SHARE),
            ("effectiveness", self.effectiveness, VALUE),
            // At 0 strength would not matter in a contest.
            ("contest_exponent", self.contest_exponent, (0.1, 5.0)),
            ("group_rate", self.group_rate, VALUE),
            ("minimum_strength", self.minimum_strength, STRENGTH),
            ("half_rent_strength", self.half_rent_strength, STRENGTH),
            ("half_dependence_threat", self.half_dependence_threat, STRENGTH),
            ("hazard_base", self.hazard_base, VALUE),
            ("hazard_threat", self.hazard_threat, VALUE),
            ("hazard_coup", self.hazard_coup, VALUE),
        ]
        .into_iter()
        .try_for_each(|(path, value, bounds)| within(path, value, bounds))
    }

    fn check_agencies(&self) -> Result<(), Error> {
        check_ids("agencies", self.agencies.iter().map(|agency| &agency.id))?;
        for (index, agency) in self.agencies.iter().enumerate() {
            let share = format!("agencies[{index}].capacity_share");
            within(&share, agency.capacity_share, (1e-6, 1.0))?;
        }
        let sum: f64 = self.agencies.iter().map(|agency| agency.capacity_share).sum();
        if (sum - 1.0).abs() > ROUNDING {
            return Err(field("agencies", Problem::SharesSum { sum }));
        }
        let of = |list: fn(&super::Agency) -> &Option<Vec<f64>>| {
            self.agencies.iter().map(|agency| list(agency).as_deref()).collect::<Vec<_>>()
        };
        self.check_lists("rent_access", self.rent_access, &of(|agency| &agency.rent_access))?;
        self.check_lists("own_threat", self.own_threat, &of(|agency| &agency.own_threat))
    }

    /// One level for all agencies, or a list with a value for each threat in every agency.
    fn check_lists(
        &self,
        name: &str,
        level: Option<f64>,
        lists: &[Option<&[f64]>],
    ) -> Result<(), Error> {
        if let Some(level) = level {
            within(name, level, SHARE)?;
        }
        for (index, list) in lists.iter().enumerate() {
            let path = format!("agencies[{index}].{name}");
            match (list, level) {
                (None, Some(_)) => {}
                (Some(list), None) => {
                    check_length(&path, list.len(), self.threats.len())?;
                    check_row(&path, list, SHARE)?;
                }
                (Some(_), Some(_)) => return Err(field(&path, Problem::LevelOrLists)),
                (None, None) => {
                    let none = lists.iter().all(Option::is_none);
                    return Err(field(if none { name } else { &path }, Problem::LevelOrLists));
                }
            }
        }
        Ok(())
    }

    fn check_threats(&self) -> Result<(), Error> {
        check_ids("threats", self.threats.iter().map(|threat| &threat.id))?;
        for (index, threat) in self.threats.iter().enumerate() {
            for (name, value, bounds) in [
                ("danger", threat.danger, VALUE),
                ("votes", threat.votes, VALUE),
                ("harm", threat.harm, VALUE),
                ("patron_priority", threat.patron_priority, SHARE),
                ("embeddedness", threat.embeddedness, SHARE),
                ("rent_value", threat.rent_value, VALUE),
                ("growth", threat.growth, VALUE),
                ("carrying_capacity", threat.carrying_capacity, STRENGTH),
                ("initial_strength", threat.initial_strength, STRENGTH),
            ] {
                within(&format!("threats[{index}].{name}"), value, bounds)?;
            }
        }
        Ok(())
    }

    fn check_relations(&self) -> Result<(), Error> {
        let threats = self.threats.len();
        if self.group_relations.is_empty() {
            return Ok(());
        }
        check_length("group_relations", self.group_relations.len(), threats)?;
        for (index, row) in self.group_relations.iter().enumerate() {
            let path = format!("group_relations[{index}]");
            check_length(&path, row.len(), threats)?;
            check_row(&path, row, RELATION)?;
            if row.get(index).is_some_and(|own| *own != 0.0) {
                return Err(field(&format!("{path}[{index}]"), Problem::OwnRelation));
            }
        }
        Ok(())
    }
}

fn check_schedule(path: &str, schedule: &Schedule, bounds: Bounds) -> Result<(), Error> {
    let points = match schedule {
        Schedule::Constant(value) => return within(path, *value, bounds),
        Schedule::Points(points) => points,
    };
    if points.is_empty() {
        return Err(field(path, Problem::Empty { what: "a number, or one point or more" }));
    }
    let mut before = None;
    for (index, [year, value]) in points.iter().enumerate() {
        let place = format!("{path}[{index}][0]");
        within(&place, *year, YEAR)?;
        if let Some(before) = before.filter(|before| year <= before) {
            return Err(field(&place, Problem::YearNotLater { year: *year, before }));
        }
        within(&format!("{path}[{index}][1]"), *value, bounds)?;
        before = Some(*year);
    }
    Ok(())
}

fn check_row(path: &str, row: &[f64], bounds: Bounds) -> Result<(), Error> {
    let mut each = row.iter().enumerate();
    each.try_for_each(|(index, value)| within(&format!("{path}[{index}]"), *value, bounds))
}

fn check_ids<'a>(path: &'static str, ids: impl Iterator<Item = &'a String>) -> Result<(), Error> {
    let ids: Vec<String> = ids.cloned().collect();
    if let Some(index) = ids.iter().position(String::is_empty) {
        return Err(field(&format!("{path}[{index}].id"), Problem::Empty { what: "an id" }));
    }
    let faults = repeated(path, "id", &mut ids.into_iter());
    let first = faults.into_iter().next();
    first.map_or(Ok(()), |fault| Err(field(&fault.path(), fault.problem)))
}

fn count(path: &str, found: usize, most: usize) -> Result<(), Error> {
    let error = Error::Count { path: path.to_owned(), found, least: 1, most };
    if (1..=most).contains(&found) { Ok(()) } else { Err(error) }
}

fn within(path: &str, value: f64, (least, most): Bounds) -> Result<(), Error> {
    let error = || Error::OutOfRange { path: path.to_owned(), value, least, most };
    if (least..=most).contains(&value) { Ok(()) } else { Err(error()) }
}

fn field(path: &str, problem: Problem) -> Error {
    Error::Field { path: path.to_owned(), problem }
}
