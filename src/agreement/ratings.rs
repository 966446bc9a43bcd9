//! Ratings as they are counted: which of the different values each coder gave.

use super::Level;
use crate::error::Error;
use crate::fault::Problem;

/// The most ratings, missing ones included, and the most units.
pub const MOST_RATINGS: usize = 100_000;

/// The most coders.
pub const MOST_CODERS: usize = 100;

/// The most different values at the ratio level, where each is compared with each.
pub const MOST_DIFFERENT: usize = 3_000;

/// The greatest rating: differences of greater ones might not be finite.
pub const MOST_RATING: f64 = 1e300;

/// The ratings of units that two coders or more rated.
pub(super) struct Ratings {
    pub level: Level,
    /// The different values, ascending; at the interval level as shares of their range.
    pub values: Vec<f64>,
    /// Of each unit the places of its ratings among the values; empty for less than two.
    pub units: Vec<Vec<usize>>,
}

impl Ratings {
    pub fn of(level: Level, ratings: &[Vec<Option<f64>>]) -> Result<Self, Error> {
        check(level, ratings)?;
        // Adding 0 makes -0 the same value as 0.
        let given = |unit: &Vec<Option<f64>>| -> Vec<f64> {
            let given: Vec<f64> = unit.iter().flatten().map(|rating| rating + 0.0).collect();
            if given.len() < 2 { Vec::new() } else { given }
        };
        let given: Vec<Vec<f64>> = ratings.iter().map(given).collect();
        let mut values: Vec<f64> = given.iter().flatten().copied().collect();
        values.sort_by(f64::total_cmp);
        values.dedup();
        if level == Level::Ratio && values.len() > MOST_DIFFERENT {
            let found = format!("{} different values", values.len());
            let wanted = "3000 different values at most, or take them for an interval scale";
            let problem = Problem::Wanted { found, wanted };
            return Err(Error::Field { path: "ratings".to_owned(), problem });
        }
        let place = |rating: &f64| values.partition_point(|value| value < rating);
        let units = given.iter().map(|unit| unit.iter().map(place).collect()).collect();
        if level == Level::Interval {
            let least = values.first().copied().unwrap_or_default();
            let range = values.last().copied().unwrap_or_default() - least;
            for value in &mut values {
                *value = (*value - least) / range;
            }
        }
        Ok(Self { level, values, units })
    }
}

fn check(level: Level, ratings: &[Vec<Option<f64>>]) -> Result<(), Error> {
    let count = |path: &str, found: usize, least: usize, most: usize| {
        let error = Error::Count { path: path.to_owned(), found, least, most };
        if (least..=most).contains(&found) { Ok(()) } else { Err(error) }
    };
    let coders = ratings.first().map_or(0, Vec::len);
    count("ratings", ratings.len(), 0, MOST_RATINGS)?;
    count("ratings[0]", coders, 0, MOST_CODERS)?;
    let least = if level == Level::Ratio { 0.0 } else { -MOST_RATING };
    for (index, unit) in ratings.iter().enumerate() {
        count(&format!("ratings[{index}]"), unit.len(), coders, coders)?;
        for (coder, value) in unit.iter().enumerate() {
            if let Some(value) = value.filter(|value| !(least..=MOST_RATING).contains(value)) {
                let path = format!("ratings[{index}][{coder}]");
                return Err(Error::OutOfRange { path, value, least, most: MOST_RATING });
            }
        }
    }
    count("ratings", ratings.len() * coders, 0, MOST_RATINGS)
}
