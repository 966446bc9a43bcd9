//! The fit of a claim about the dimensions of alliances.

use serde::Serialize;

use super::Fit;
use crate::error::Error;
use crate::fault::Problem;
use crate::qca::{Memberships, SetName, check};
use crate::table::{from_json, row};

row! {
    /// A claim about the dimensions.
    #[cfg_attr(feature = "types", ts(optional_fields))]
    ClaimRequest in "claim" {
        /// The cases.
        cases: Vec<Memberships>,
        /// The set to be explained.
        outcome: SetName,
        /// The sets that explain it.
        conditions: Option<Vec<SetName>>,
        /// Number of draws of the permutation check.
        permutations: Option<u64>,
        /// Seed of the draws.
        seed: Option<u64>,
    }
}

/// The fit of a claim about the dimensions: the conditions together bring about the outcome.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ClaimFit {
    /// Y of the claim.
    pub outcome: SetName,
    /// The sets whose smallest membership is X of the claim.
    pub conditions: Vec<SetName>,
    /// The fit.
    pub fit: Fit,
}

impl ClaimFit {
    /// The fit of the claim that the conditions together are sufficient, or necessary, for the
    /// outcome. A concept that includes its outcome would imply it, so no condition may be the outcome.
    ///
    /// # Errors
    /// [`Error::Count`] for no condition, no case or too many; [`Error::Field`] for a condition
    /// that is the outcome or stands twice; [`Error::OutOfRange`] for a membership outside 0-1.
    pub fn of(
        cases: &[Memberships],
        outcome: SetName,
        conditions: &[SetName],
    ) -> Result<Self, Error> {
        Self::permuted(cases, outcome, conditions, None, None)
    }

    /// Reads `{"cases": [{"case": "…", "INT": 0.7, "FRAG": 0.6, "SIM": 0.9, "REG": 0.8}],
    /// "outcome": "SIM", "conditions": ["INT", "FRAG", "REG"], "permutations": 1000, "seed": 1}`.
    /// The conditions are the other three sets where they are left out.
    ///
    /// # Errors
    /// [`Error::Json`], and those of [`ClaimFit::of`] and [`Permutation::of`](super::Permutation::of).
    pub fn from_json(text: &str) -> Result<Self, Error> {
        let ClaimRequest { cases, outcome, conditions, permutations, seed } = from_json(text)?;
        let others = || SetName::ALL.iter().copied().filter(|set| *set != outcome).collect();
        let conditions = conditions.unwrap_or_else(others);
        Self::permuted(&cases, outcome, &conditions, permutations, seed)
    }

    fn permuted(
        cases: &[Memberships],
        outcome: SetName,
        conditions: &[SetName],
        permutations: Option<u64>,
        seed: Option<u64>,
    ) -> Result<Self, Error> {
        check(cases)?;
        check_conditions(outcome, conditions)?;
        let least = |case: &Memberships| {
            conditions.iter().map(|condition| case.get(*condition)).fold(1.0, f64::min)
        };
        let x: Vec<f64> = cases.iter().map(least).collect();
        let y: Vec<f64> = cases.iter().map(|case| case.get(outcome)).collect();
        let ids: Vec<String> = cases.iter().map(|case| case.case.clone()).collect();
        let fit = Fit::of(&x, &y, &ids)?.permuted(&x, &y, permutations, seed)?;
        Ok(Self { outcome, conditions: conditions.to_vec(), fit })
    }
}

fn check_conditions(outcome: SetName, conditions: &[SetName]) -> Result<(), Error> {
    if conditions.is_empty() {
        let most = SetName::ALL.len() - 1;
        return Err(Error::Count { path: "conditions".to_owned(), found: 0, least: 1, most });
    }
    for (index, condition) in conditions.iter().enumerate() {
        let wanted = if *condition == outcome {
            "a set other than the outcome, or the claim is true by definition"
        } else if conditions.iter().take(index).any(|earlier| earlier == condition) {
            "a set that is not yet in the list"
        } else {
            continue;
        };
        let problem = Problem::Wanted { found: condition.word().to_owned(), wanted };
        return Err(Error::Field { path: format!("conditions[{index}]"), problem });
    }
    Ok(())
}
