//! Memberships of several cases as they are handed in, and what is computed from them often.

use crate::error::Error;

/// The most cases of one computation.
pub const MOST_CASES: usize = 100_000;

/// Holds the number of cases to its bounds.
///
/// # Errors
/// [`Error::Count`] for no case, or more than [`MOST_CASES`].
pub(crate) fn check_cases(path: &str, found: usize) -> Result<(), Error> {
    let (least, most) = (1, MOST_CASES);
    let error = Error::Count { path: path.to_owned(), found, least, most };
    if (least..=most).contains(&found) { Ok(()) } else { Err(error) }
}

/// Holds a list to the length of another.
///
/// # Errors
/// [`Error::Count`].
pub(crate) fn check_length(path: &str, found: usize, wanted: usize) -> Result<(), Error> {
    let error = Error::Count { path: path.to_owned(), found, least: wanted, most: wanted };
    if found == wanted { Ok(()) } else { Err(error) }
}

/// Holds a degree of membership to 0-1.
///
/// # Errors
/// [`Error::OutOfRange`].
pub(crate) fn check_membership(path: &str, value: f64) -> Result<(), Error> {
    let error = Error::OutOfRange { path: path.to_owned(), value, least: 0.0, most: 1.0 };
    if (0.0..=1.0).contains(&value) { Ok(()) } else { Err(error) }
}

/// Holds one membership a case to 0-1.
///
/// # Errors
/// [`Error::Count`] for another number of cases, [`Error::OutOfRange`] with a path such as `x[3]`.
pub(crate) fn check_memberships(path: &str, values: &[f64], cases: usize) -> Result<(), Error> {
    check_length(path, values.len(), cases)?;
    let mut each = values.iter().enumerate();
    each.try_for_each(|(index, value)| check_membership(&format!("{path}[{index}]"), *value))
}

/// The given names of the cases, or 1, 2, 3 and so on.
///
/// # Errors
/// [`Error::Count`] for another number of names than of cases.
pub(crate) fn ids(ids: Option<Vec<String>>, cases: usize) -> Result<Vec<String>, Error> {
    let ids = ids.unwrap_or_else(|| (1..=cases).map(|number| number.to_string()).collect());
    check_length("ids", ids.len(), cases)?;
    Ok(ids)
}

/// A share of a sum of memberships; `None` where the sum is 0, but for the rounding of its parts: a
/// difference of sums such as that of PRI is then not 0 to the last bit.
pub(crate) fn ratio(part: f64, whole: f64) -> Option<f64> {
    (whole > ROUNDING).then_some(part / whole)
}

/// More than the rounding of a difference of two sums over [`MOST_CASES`] that are alike.
const ROUNDING: f64 = 1e-11;

/// The sum of the smaller of two memberships over the cases.
pub(crate) fn overlap(x: &[f64], y: &[f64]) -> f64 {
    x.iter().zip(y).map(|(x, y)| x.min(*y)).sum()
}

/// The sum of the memberships.
pub(crate) fn total(x: &[f64]) -> f64 {
    x.iter().sum()
}
