//! How far a solution of a Qualitative Comparative Analysis stands when it is done otherwise.
//!
//! ```
//! use fragmented_allies::robustness::Robustness;
//!
//! let robustness = Robustness::from_json(
//!     r#"{"initial": [0.9, 0.6, 0.1], "tests": [[0.8, 0.3, 0.2]], "outcome": [1, 0.7, 0.2]}"#,
//! )?;
//! assert_eq!(robustness.shaky.typical, ["2"]);
//! assert_eq!(robustness.rank, 3);
//! # Ok::<(), fragmented_allies::Error>(())
//! ```

use serde::Serialize;

use crate::error::Error;
use crate::membership::{Side, side};
use crate::table::{from_json, row};
use crate::vectors::{check_cases, check_length, check_memberships, ids, overlap, ratio, total};

pub use crate::vectors::MOST_CASES;

/// The most test solutions.
pub const MOST_TESTS: usize = 1000;

/// An initial solution beside the test solutions that other choices of calibration, frequency
/// or consistency give.
///
/// All test solutions count, in any order. The core is what the initial and all test solutions
/// share. A measure is none where its denominator is 0.
///
/// # Source
/// Oana and Schneider (2024), A robustness test protocol for applied QCA, *Sociological
/// Methods & Research* 53(1). With three tests or more the R package `SetMethods` 4.0 uses only
/// the first and the last; here all count, as in the text.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Robustness {
    /// Number of cases.
    pub cases: usize,
    /// Number of test solutions.
    pub tests: usize,
    /// Consistency of the initial solution, 0-1.
    pub cons_initial: Option<f64>,
    /// Coverage of the initial solution, 0-1.
    pub cov_initial: Option<f64>,
    /// Consistency of the core, 0-1.
    pub cons_core: Option<f64>,
    /// Coverage of the core, 0-1.
    pub cov_core: Option<f64>,
    /// Consistency of the initial solution as a multiple of that of the core: 1 is robust.
    pub rf_cons: Option<f64>,
    /// Coverage of the core as a share of that of the initial solution: 1 is robust.
    pub rf_cov: Option<f64>,
    /// How far the initial solution and what all tests share are the same set, 0-1.
    pub rf_sc_min: Option<f64>,
    /// How far the initial solution and what any test has are the same set, 0-1.
    pub rf_sc_max: Option<f64>,
    /// Robust cases as a share of robust, shaky and possible ones, of those in the outcome, 0-1.
    pub rcr_typ: Option<f64>,
    /// The same share of the cases that are not in the outcome, 0-1.
    pub rcr_dev: Option<f64>,
    /// 1 without shaky and possible cases, 2 with possible ones, 3 with shaky ones, 4 with both.
    pub rank: u8,
    /// Cases in the core.
    pub robust: CaseLists,
    /// Cases in the initial solution, but not in all tests.
    pub shaky: CaseLists,
    /// Cases in some test, but not in the initial solution.
    pub possible: CaseLists,
}

/// Cases by their membership in the outcome.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct CaseLists {
    /// Those above 0.5.
    pub typical: Vec<String>,
    /// Those below 0.5.
    pub deviant: Vec<String>,
    /// Those at 0.5. They count for the rank alone.
    pub neither: Vec<String>,
}

impl CaseLists {
    fn of(within: &[f64], outcome: &[f64], ids: &[String]) -> Self {
        let mut lists = Self::default();
        for ((within, outcome), id) in within.iter().zip(outcome).zip(ids) {
            if side(*within) == Some(Side::Internal) {
                let list = match side(*outcome) {
                    Some(Side::Internal) => &mut lists.typical,
                    Some(Side::External) => &mut lists.deviant,
                    None => &mut lists.neither,
                };
                list.push(id.clone());
            }
        }
        lists
    }

    fn is_empty(&self) -> bool {
        self.typical.is_empty() && self.deviant.is_empty() && self.neither.is_empty()
    }
}

impl Robustness {
    /// Compares an initial solution with test solutions; one membership a case in each of them
    /// and in the outcome, and the names of the cases.
    ///
    /// # Errors
    /// [`Error::Count`] for no case, more than [`MOST_CASES`], no test, more than [`MOST_TESTS`],
    /// or lists of different length; [`Error::OutOfRange`] for a membership outside 0-1, with a
    /// path such as `tests[1][3]`.
    pub fn of(
        initial: &[f64],
        tests: &[Vec<f64>],
        outcome: &[f64],
        ids: &[String],
    ) -> Result<Self, Error> {
        check(initial, tests, outcome, ids)?;
        let over_tests = |start: f64, choose: fn(f64, f64) -> f64| {
            let mut chosen = vec![start; initial.len()];
            for test in tests {
                chosen = pointwise(&chosen, test, choose);
            }
            chosen
        };
        let (least, most) = (over_tests(1.0, f64::min), over_tests(0.0, f64::max));
        let core = pointwise(initial, &least, f64::min);

        let consistency = |solution: &[f64]| ratio(overlap(solution, outcome), total(solution));
        let coverage = |solution: &[f64]| ratio(overlap(solution, outcome), total(outcome));
        let coincidence = |tests: &[f64]| {
            let either = pointwise(initial, tests, f64::max);
            ratio(overlap(initial, tests), total(&either))
        };
        let cons = (consistency(initial), consistency(&core));
        let cov = (coverage(initial), coverage(&core));

        let lists = |within: Vec<f64>| CaseLists::of(&within, outcome, ids);
        let robust = lists(core.clone());
        let shaky = lists(pointwise(initial, &least, |initial, least| initial.min(1.0 - least)));
        let possible = lists(pointwise(initial, &most, |initial, most| most.min(1.0 - initial)));
        Ok(Self {
            cases: initial.len(),
            tests: tests.len(),
            cons_initial: cons.0,
            cov_initial: cov.0,
            cons_core: cons.1,
            cov_core: cov.1,
            rf_cons: cons.0.zip(cons.1).and_then(|(initial, core)| ratio(initial, core)),
            rf_cov: cov.0.zip(cov.1).and_then(|(initial, core)| ratio(core, initial)),
            rf_sc_min: coincidence(&least),
            rf_sc_max: coincidence(&most),
            rcr_typ: share(&robust.typical, [&shaky.typical, &possible.typical]),
            rcr_dev: share(&robust.deviant, [&shaky.deviant, &possible.deviant]),
            rank: match (shaky.is_empty(), possible.is_empty()) {
                (true, true) => 1,
                (true, false) => 2,
                (false, true) => 3,
                (false, false) => 4,
            },
            robust,
            shaky,
            possible,
        })
    }

    /// Reads `{"initial": […], "tests": [[…], […]], "outcome": […], "ids": […]}`. Cases without
    /// ids are called by their number, from 1.
    ///
    /// # Errors
    /// [`Error::Json`], [`Error::Field`], and those of [`Robustness::of`].
    pub fn from_json(text: &str) -> Result<Self, Error> {
        let RobustnessRequest { initial, tests, outcome, ids: given } = from_json(text)?;
        Self::of(&initial, &tests, &outcome, &ids(given, initial.len())?)
    }
}

fn check(
    initial: &[f64],
    tests: &[Vec<f64>],
    outcome: &[f64],
    ids: &[String],
) -> Result<(), Error> {
    let cases = initial.len();
    check_cases("initial", cases)?;
    check_memberships("initial", initial, cases)?;
    check_memberships("outcome", outcome, cases)?;
    check_length("ids", ids.len(), cases)?;
    let (found, most) = (tests.len(), MOST_TESTS);
    if !(1..=most).contains(&found) {
        return Err(Error::Count { path: "tests".to_owned(), found, least: 1, most });
    }
    let mut each = tests.iter().enumerate();
    each.try_for_each(|(index, test)| check_memberships(&format!("tests[{index}]"), test, cases))
}

fn pointwise(x: &[f64], y: &[f64], choose: fn(f64, f64) -> f64) -> Vec<f64> {
    x.iter().zip(y).map(|(x, y)| choose(*x, *y)).collect()
}

#[allow(clippy::cast_precision_loss, reason = "a hundred thousand cases at most")]
fn share(robust: &[String], others: [&Vec<String>; 2]) -> Option<f64> {
    let all = robust.len() + others.iter().map(|others| others.len()).sum::<usize>();
    ratio(robust.len() as f64, all as f64)
}

row! {
    /// Solutions and the outcome.
    #[cfg_attr(feature = "types", ts(optional_fields))]
    RobustnessRequest in "solutions" {
        /// Memberships in the initial solution.
        initial: Vec<f64>,
        /// Memberships in each test solution.
        tests: Vec<Vec<f64>>,
        /// Memberships in the outcome.
        outcome: Vec<f64>,
        /// Names of the cases.
        ids: Option<Vec<String>>,
    }
}
