//! How far the anchors of a calibration can be moved before a case changes its cell.

use serde::Serialize;

use crate::calibration::Calibration;
use crate::codebook::Codebook;
use crate::error::Error;
use crate::table::row;
use crate::typology::{Answer, Profile};
use crate::words::words;

words! {
    /// One of the three anchors of the direct method.
    AnchorName {
        /// Full non-membership.
        FullOut = "full_out",
        /// The point of most ambiguity.
        Crossover = "crossover",
        /// Full membership.
        FullIn = "full_in",
    }
}

row! {
    /// A case with its answers.
    CaseProfile in "cases" {
        /// What the case is called in the result.
        case: String,
        /// Its answers.
        profile: Profile,
    }
}

row! {
    /// What a sensitivity range is asked of.
    Request in "request" {
        /// A calibrated indicator.
        indicator_id: String,
        /// Cases whose answer to it is a raw value.
        cases: Vec<CaseProfile>,
    }
}

/// One end of a sensitivity range.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Limit {
    /// The value at which a cell changes, in the unit of the indicator.
    pub value: f64,
    /// The cases that change there.
    pub cases: Vec<String>,
}

/// The widest interval of one anchor, the others fixed, over which every case keeps its cell.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct SensitivityRange {
    /// The anchor.
    pub anchor: AnchorName,
    /// Where the codebook puts it.
    pub value: f64,
    /// The lower end; none where no case changes before the anchor meets its neighbour, or
    /// however far it moves (a million times the distance of the anchors was tried).
    pub low: Option<Limit>,
    /// The upper end; none likewise.
    pub high: Option<Limit>,
}

/// The most cases of one request.
pub const MOST_CASES: usize = 1000;

/// How often the distance is doubled, and then halved to the last bit.
const DOUBLINGS: u32 = 21;
const HALVINGS: u32 = 60;

/// Sensitivity ranges of the three anchors of an indicator.
///
/// The membership of a case never turns back while one anchor moves and the others stand, so a
/// cell that changes does so at one place, which is found exactly. In a dimension of one indicator
/// only the crossover can change a cell; where several are combined, all three can.
///
/// # Errors
/// [`Error::Unknown`] or [`Error::NotCalibrated`] at `indicator_id`, [`Error::Count`] for more than
/// [`MOST_CASES`], [`Error::Unknown`] where no case has a raw value of it, or an error of
/// [`Profile::place`].
///
/// # Source
/// Oana and Schneider (2021), "A Robustness Test Protocol for Applied QCA", *Sociological Methods & Research*.
pub fn sensitivity(
    indicator_id: &str,
    cases: &[CaseProfile],
    codebook: &Codebook,
) -> Result<Vec<SensitivityRange>, Error> {
    let path = || "indicator_id".to_owned();
    let index = codebook.indicators.iter().position(|known| known.indicator_id == indicator_id);
    let unknown = || Error::Unknown {
        path: path(),
        what: "indicator",
        id: indicator_id.to_owned(),
        known: codebook.ids(),
    };
    let indicator = index.and_then(|index| codebook.indicators.get(index)).ok_or_else(unknown)?;
    let calibration = indicator
        .calibration
        .ok_or_else(|| Error::NotCalibrated { path: path(), indicator: indicator_id.to_owned() })?;
    let found = cases.len();
    if found > MOST_CASES {
        return Err(Error::Count { path: "cases".into(), found, least: 1, most: MOST_CASES });
    }
    let movable: Vec<&CaseProfile> = cases
        .iter()
        .filter(|case| {
            matches!(case.profile.indicators.get(indicator_id), Some(Answer::Raw { .. }))
        })
        .collect();
    if movable.is_empty() {
        return Err(Error::Unknown {
            path: "cases".into(),
            what: "case with a raw value of",
            id: indicator_id.to_owned(),
            known: String::new(),
        });
    }
    let mut cells = Cells { codebook: codebook.clone(), index, cases: movable, before: Vec::new() };
    cells.before = cells.with(calibration)?;
    let [full_out, crossover, full_in] = calibration.anchors();
    let ascending = if full_in > full_out { 1.0 } else { -1.0 };
    let mut ranges = Vec::new();
    for (place, anchor) in AnchorName::ALL.iter().copied().enumerate() {
        let value = [full_out, crossover, full_in].get(place).copied().unwrap_or(crossover);
        // The neighbour on either side, if any.
        let (towards_out, towards_in) = match anchor {
            AnchorName::FullOut => (None, Some(crossover)),
            AnchorName::Crossover => (Some(full_out), Some(full_in)),
            AnchorName::FullIn => (Some(crossover), None),
        };
        let mut limit = |direction: f64, neighbour: Option<f64>| {
            let span = (full_in - full_out).abs();
            let at = |value: f64| {
                let mut anchors = [full_out, crossover, full_in];
                if let Some(anchor) = anchors.get_mut(place) {
                    *anchor = value;
                }
                calibration.with_anchors(anchors)
            };
            cells.limit(value, direction * span, neighbour, &at)
        };
        let out = limit(-ascending, towards_out)?;
        let inwards = limit(ascending, towards_in)?;
        let (low, high) = if ascending > 0.0 { (out, inwards) } else { (inwards, out) };
        ranges.push(SensitivityRange { anchor, value, low, high });
    }
    Ok(ranges)
}

/// Reads `{"indicator_id": "threat_severity", "cases": [{"case": "a", "profile": {…}}, …]}`.
///
/// # Errors
/// As [`sensitivity`], and [`Error::Json`] or [`Error::Field`].
pub fn from_json(text: &str, codebook: &Codebook) -> Result<Vec<SensitivityRange>, Error> {
    let Request { indicator_id, cases } = crate::table::from_json(text)?;
    sensitivity(&indicator_id, &cases, codebook)
}

/// The cells of the cases under any calibration of one indicator.
struct Cells<'a> {
    codebook: Codebook,
    index: Option<usize>,
    cases: Vec<&'a CaseProfile>,
    before: Vec<Option<String>>,
}

impl Cells<'_> {
    fn with(&mut self, calibration: Calibration) -> Result<Vec<Option<String>>, Error> {
        if let Some(indicator) =
            self.index.and_then(|index| self.codebook.indicators.get_mut(index))
        {
            indicator.calibration = Some(calibration);
        }
        let place = |case: &&CaseProfile| {
            let placed = case.profile.place(&self.codebook);
            placed.map(|placement| placement.cell).map_err(|error| error.at(&case.case))
        };
        self.cases.iter().map(place).collect()
    }

    /// The cases whose cell is another with the anchor at `value`; none where the anchors do not allow it.
    fn changed(
        &mut self,
        value: f64,
        at: &dyn Fn(f64) -> Result<Calibration, Error>,
    ) -> Result<Vec<String>, Error> {
        let Ok(calibration) = at(value) else { return Ok(Vec::new()) };
        let after = self.with(calibration)?;
        let pairs = self.cases.iter().zip(self.before.iter().zip(&after));
        Ok(pairs
            .filter(|(_, (one, other))| one != other)
            .map(|(case, _)| case.case.clone())
            .collect())
    }

    /// The first place on the way from `value` at which a case changes.
    fn limit(
        &mut self,
        value: f64,
        step: f64,
        neighbour: Option<f64>,
        at: &dyn Fn(f64) -> Result<Calibration, Error>,
    ) -> Result<Option<Limit>, Error> {
        let (mut same, mut other) = (value, None);
        if let Some(neighbour) = neighbour {
            // Anchors may not meet: the way ends next to the neighbour.
            let end = neighbour - (neighbour - value) * 1e-9;
            other = (!self.changed(end, at)?.is_empty()).then_some(end);
        } else {
            let mut reach = step;
            for _ in 0..DOUBLINGS {
                if !self.changed(value + reach, at)?.is_empty() {
                    other = Some(value + reach);
                    break;
                }
                same = value + reach;
                reach *= 2.0;
            }
        }
        let Some(mut changed) = other else { return Ok(None) };
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(same, changed);
            if self.changed(middle, at)?.is_empty() { same = middle } else { changed = middle }
        }
        Ok(Some(Limit { value: changed, cases: self.changed(changed, at)? }))
    }
}
