//! How far the anchors of a calibration can be moved before a case changes its cell.

use serde::Serialize;

use crate::calibration::Calibration;
use crate::codebook::{Codebook, Indicator};
use crate::error::Error;
use crate::membership::{Side, side};
use crate::table::row;
use crate::typology::{Answer, Coder, Profile, Signs};
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
/// A cell changes where the dimension of the indicator changes its side of halfway. The membership
/// of a case never turns back while one anchor moves and the others stand, so that happens at one
/// place, which is found exactly. In a dimension of one indicator only the crossover can do it; where
/// several are combined, all three can.
///
/// # Errors
/// [`Error::Unknown`] or [`Error::NotCalibrated`] at `indicator_id`; [`Error::Count`] for no case or
/// more than [`MOST_CASES`]; [`Error::NoRawValue`] or [`Error::NoScore`] at a case that answers the
/// indicator otherwise than by a raw value, or leaves another of its dimension open; an error of
/// [`Profile::place`], with a path such as `cases[2].profile.indicators.threat_origin`.
///
/// # Source
/// Oana and Schneider (2021), "A Robustness Test Protocol for Applied QCA", *Sociological Methods & Research*.
pub fn sensitivity(
    indicator_id: &str,
    cases: &[CaseProfile],
    codebook: &Codebook,
) -> Result<Vec<SensitivityRange>, Error> {
    let path = || "indicator_id".to_owned();
    let indicator = codebook.indicator(indicator_id).ok_or_else(|| Error::Unknown {
        path: path(),
        what: "indicator",
        id: indicator_id.to_owned(),
        known: codebook.ids(),
    })?;
    let calibration = indicator
        .calibration
        .ok_or_else(|| Error::NotCalibrated { path: path(), indicator: indicator_id.to_owned() })?;
    let found = cases.len();
    if !(1..=MOST_CASES).contains(&found) {
        return Err(Error::Count { path: "cases".into(), found, least: 1, most: MOST_CASES });
    }
    let mut movable = Vec::new();
    for (index, case) in cases.iter().enumerate() {
        let read = Movable::of(case, indicator, codebook);
        movable.push(read.map_err(|error| error.at(&format!("cases[{index}].profile")))?);
    }
    let mut ranges = Vec::new();
    for (place, anchor) in AnchorName::ALL.iter().copied().enumerate() {
        let way = Way { calibration, place, cases: &movable };
        ranges.push(way.range(anchor)?);
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

/// A case whose dimension follows one raw value, the other answers standing still.
struct Movable<'a> {
    case: &'a str,
    raw: f64,
    signs: Signs<'a>,
    scores: Vec<f64>,
    index: usize,
    /// The side of the dimension by the codebook as it is.
    before: Option<Side>,
}

impl<'a> Movable<'a> {
    fn of(
        case: &'a CaseProfile,
        indicator: &Indicator,
        codebook: &'a Codebook,
    ) -> Result<Self, Error> {
        let (id, dimension) = (&indicator.indicator_id, indicator.dimension);
        let signs = case.profile.signs(codebook, Coder::First, &Answer::scored)?;
        let signs = Signs::new(*codebook.structure.get(dimension), signs.get(dimension).clone());
        let index = signs.signs.iter().position(|sign| sign.indicator.indicator_id == *id);
        let raw = index.and_then(|index| signs.signs.get(index)?.raw);
        let (Some(index), Some(raw)) = (index, raw) else {
            let path = format!("indicators.{id}");
            return Err(Error::NoRawValue { path, indicator: id.clone() });
        };
        let scores = signs.scores();
        let dimension = dimension.word();
        let scores = scores.ok_or_else(|| Error::NoScore { path: String::new(), dimension })?;
        let before = side(signs.combine(&scores));
        Ok(Self { case: &case.case, raw, signs, scores, index, before })
    }

    /// The side of the dimension under a calibration.
    fn side(&self, calibration: Calibration) -> Result<Option<Side>, Error> {
        let mut scores = self.scores.clone();
        if let Some(score) = scores.get_mut(self.index) {
            *score = calibration.membership(self.raw)?;
        }
        Ok(side(self.signs.combine(&scores)))
    }
}

/// One anchor on its way, given by its place among the three.
struct Way<'a> {
    calibration: Calibration,
    place: usize,
    cases: &'a [Movable<'a>],
}

impl Way<'_> {
    fn range(&self, anchor: AnchorName) -> Result<SensitivityRange, Error> {
        let anchors = self.calibration.anchors();
        let [full_out, crossover, full_in] = anchors;
        let value = anchors.get(self.place).copied().unwrap_or(crossover);
        // The neighbours towards full non-membership and towards full membership.
        let (out, inwards) = match anchor {
            AnchorName::FullOut => (None, Some(crossover)),
            AnchorName::Crossover => (Some(full_out), Some(full_in)),
            AnchorName::FullIn => (Some(crossover), None),
        };
        let span = full_in - full_out;
        let out = self.limit(value, -span, out)?;
        let inwards = self.limit(value, span, inwards)?;
        let (low, high) = if span > 0.0 { (out, inwards) } else { (inwards, out) };
        Ok(SensitivityRange { anchor, value, low, high })
    }

    /// The cases whose dimension lies elsewhere with the anchor at `value`.
    fn changed(&self, value: f64) -> Result<Vec<String>, Error> {
        let mut anchors = self.calibration.anchors();
        if let Some(anchor) = anchors.get_mut(self.place) {
            *anchor = value;
        }
        let moved = self.calibration.with_anchors(anchors)?;
        let mut changed = Vec::new();
        for case in self.cases {
            if case.side(moved)? != case.before {
                changed.push(case.case.to_owned());
            }
        }
        Ok(changed)
    }

    /// The first place on the way from `value` at which a case changes.
    fn limit(&self, value: f64, step: f64, neighbour: Option<f64>) -> Result<Option<Limit>, Error> {
        let (mut same, mut other) = (value, None);
        if let Some(neighbour) = neighbour {
            // Anchors may not meet: the way ends at the number next to the neighbour.
            let end = if neighbour > value { neighbour.next_down() } else { neighbour.next_up() };
            other = (end != value && !self.changed(end)?.is_empty()).then_some(end);
        } else {
            let mut reach = step;
            for _ in 0..DOUBLINGS {
                if !(value + reach).is_finite() {
                    break;
                }
                if !self.changed(value + reach)?.is_empty() {
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
            if self.changed(middle)?.is_empty() { same = middle } else { changed = middle }
        }
        Ok(Some(Limit { value: changed, cases: self.changed(changed)? }))
    }
}
