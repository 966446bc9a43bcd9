//! An alliance as answers to the codebook, by one coder, by another, or by both together.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::{DimensionValue, Placement};
use crate::calibration::Calibration;
use crate::codebook::{ByDimension, Codebook, Indicator};
use crate::error::Error;
use crate::membership::Scored;
use crate::structure::Structure;
use crate::table::{Cell, FromCell, Reader, from_json, row, row_of};

/// What is known about one indicator of an alliance.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum Answer {
    /// A score without a range.
    Score(f64),
    /// A score with the range that could be defended. Ends that are left out equal the score.
    #[cfg_attr(feature = "types", ts(type = "{ score: number, low?: number, high?: number }"))]
    Range(Scored),
    /// A raw value, calibrated by the codebook.
    Raw {
        /// In the unit of the codebook.
        raw: f64,
    },
    /// Not known: anywhere in 0-1.
    Unknown(()),
}

row! {
    /// An alliance as answers to the questions of the codebook. An indicator that is left out is unknown.
    #[derive(Default)]
    #[cfg_attr(feature = "types", ts(optional_fields))]
    Profile in "profile" {
        /// Answers by indicator.
        indicators: BTreeMap<String, Answer>,
        /// Answers of a second coder. What is left out here is shared with the first.
        second_coding: Option<BTreeMap<String, Answer>>,
    }
}

/// Whose answers a verdict rests on: `1`, `2` or `"hull"` in JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(type = "1 | 2 | 'hull'"))]
pub enum Coder {
    /// The first coder.
    #[default]
    First,
    /// The second coder; what only the first answered is shared.
    Second,
    /// The scores of the first, with ranges that hold those of both. Unknown to one is unknown.
    Hull,
}

impl Coder {
    /// The answer that counts, of the two coders' answers to one question.
    pub(crate) fn scored(self, first: Option<Scored>, second: Option<Scored>) -> Option<Scored> {
        let (first, second) = match self {
            Self::First => return first,
            Self::Second => return second,
            Self::Hull => (first?, second?),
        };
        Some(Scored {
            score: first.score,
            low: first.low.min(second.low),
            high: first.high.max(second.high),
        })
    }
}

row! {
    /// Where an anchor of a calibration may lie.
    #[derive(Copy)]
    AnchorRange in "anchor" {
        /// The lowest value, at most that of the codebook.
        low: f64,
        /// The highest value, at least that of the codebook.
        high: f64,
    }
}

row! {
    /// How far the anchors of a calibrated indicator may be moved. Those left out stand where the
    /// codebook puts them; ranges of neighbours must not meet.
    #[derive(Copy, Default)]
    #[cfg_attr(feature = "types", ts(optional_fields))]
    AnchorRanges in "anchors" {
        /// Full non-membership.
        full_out: Option<AnchorRange>,
        /// The point of most ambiguity.
        crossover: Option<AnchorRange>,
        /// Full membership.
        full_in: Option<AnchorRange>,
    }
}

/// Three anchors, each with the range in which it may lie, all in the order of the calibration.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MovableAnchors {
    calibration: Calibration,
    anchors: [Scored; 3],
}

impl MovableAnchors {
    fn new(calibration: &Calibration, ranges: &AnchorRanges) -> Result<Self, Error> {
        let [full_out, crossover, full_in] = calibration.anchors();
        let movable = [
            ("full_out", full_out, ranges.full_out),
            ("crossover", crossover, ranges.crossover),
            ("full_in", full_in, ranges.full_in),
        ];
        for (name, anchor, range) in movable {
            let within = range.is_none_or(|range| range.low <= anchor && anchor <= range.high);
            if !within {
                return Err(Error::AnchorRange { path: name.into(), anchor });
            }
        }
        let [full_out, crossover, full_in] = movable.map(|(_, score, range)| Scored {
            score,
            low: range.map_or(score, |range| range.low),
            high: range.map_or(score, |range| range.high),
        });
        let ascending = full_in.score > crossover.score;
        for (name, below, above) in
            [("full_out", full_out, crossover), ("full_in", crossover, full_in)]
        {
            let (below, above) = if ascending { (below, above) } else { (above, below) };
            if below.high >= above.low {
                return Err(Error::AnchorRange { path: name.into(), anchor: crossover.score });
            }
        }
        Ok(Self { calibration: *calibration, anchors: [full_out, crossover, full_in] })
    }

    /// Membership with the anchors at these places of their ranges.
    pub(crate) fn membership(
        &self,
        raw: f64,
        place: impl FnMut(Scored) -> f64,
    ) -> Result<f64, Error> {
        self.calibration.with_anchors(self.anchors.map(place))?.membership(raw)
    }

    /// The least and the greatest membership. It is monotone in each anchor while the other two
    /// stand still, so both lie at corners of the ranges.
    fn bounds(&self, raw: f64) -> Result<(f64, f64), Error> {
        let (mut low, mut high) = (1.0_f64, 0.0_f64);
        for corner in 0..8_u8 {
            let mut bits = corner;
            let membership = self.membership(raw, |anchor| {
                let end = if bits & 1 == 0 { anchor.low } else { anchor.high };
                bits >>= 1;
                end
            })?;
            (low, high) = (low.min(membership), high.max(membership));
        }
        Ok((low, high))
    }
}

/// One indicator with what counts as its answer.
#[derive(Clone, Copy)]
pub(crate) struct Sign<'a> {
    pub indicator: &'a Indicator,
    /// The score with its range; none where unknown.
    pub scored: Option<Scored>,
    /// The raw value behind the score, if there is one.
    pub raw: Option<f64>,
    /// The anchors of the raw value, where they may move.
    pub anchors: Option<MovableAnchors>,
}

/// The indicators of one dimension with their answers, and how they combine.
pub(crate) struct Signs<'a> {
    pub structure: Structure,
    pub signs: Vec<Sign<'a>>,
    weights: Vec<f64>,
}

impl<'a> Signs<'a> {
    pub fn new(structure: Structure, signs: Vec<Sign<'a>>) -> Self {
        let weights = signs.iter().map(|sign| sign.indicator.weight()).collect();
        Self { structure, signs, weights }
    }

    /// The value of the dimension for these values of its indicators.
    pub fn combine(&self, values: &[f64]) -> f64 {
        self.structure.combine(values, &self.weights)
    }

    /// The weights of the indicators.
    pub fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// The scores; none where one is unknown.
    pub fn scores(&self) -> Option<Vec<f64>> {
        let scores = self.signs.iter().map(|sign| Some(sign.scored?.score));
        scores.collect::<Option<Vec<f64>>>().filter(|scores| !scores.is_empty())
    }

    /// The value of the dimension with its range. Without any indicator it may lie anywhere.
    pub fn value(&self) -> DimensionValue {
        if self.signs.is_empty() {
            return DimensionValue { score: None, low: 0.0, high: 1.0 };
        }
        let end = |pick: fn(Scored) -> f64, unknown: f64| {
            let ends = self.signs.iter().map(|sign| sign.scored.map_or(unknown, pick));
            self.combine(&ends.collect::<Vec<_>>())
        };
        DimensionValue {
            score: self.scores().map(|scores| self.combine(&scores)),
            low: end(|scored| scored.low, 0.0),
            high: end(|scored| scored.high, 1.0),
        }
    }
}

impl Profile {
    /// Reads `{"indicators": {"threat_origin": 0.8, "threat_severity": {"raw": 41}, …}}`: a score,
    /// `{score, low, high}`, `{raw}` or null for each indicator, and the same under `second_coding`.
    ///
    /// # Errors
    /// [`Error::Json`] or [`Error::Field`] with the path of the field.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        from_json(text)
    }

    /// A profile of two codings.
    pub(crate) fn of_codings<'a>(
        first: impl Iterator<Item = (&'a str, Scored)>,
        second: impl Iterator<Item = (&'a str, Scored)>,
    ) -> Self {
        let answer = |(id, scored): (&str, Scored)| (id.to_owned(), Answer::Range(scored));
        // Collecting would sort first: several kB of the module that the elements load.
        let (mut indicators, mut second_coding) = (BTreeMap::new(), BTreeMap::new());
        indicators.extend(first.map(answer));
        second_coding.extend(second.map(answer));
        Self { indicators, second_coding: Some(second_coding) }
    }

    /// Where the first coder's answers place the alliance.
    ///
    /// A dimension has a score only where all of its indicators have one; an
    /// unknown indicator leaves it with its range.
    ///
    /// # Errors
    /// [`Error::Unknown`], [`Error::ScoreRange`], [`Error::NotCalibrated`] or
    /// [`Error::RawValueNotFinite`], each with the path of the indicator.
    pub fn place(&self, codebook: &Codebook) -> Result<Placement, Error> {
        self.place_by(Coder::First, codebook)
    }

    /// Where the answers of a coder, or of both, place the alliance.
    ///
    /// # Errors
    /// As [`Profile::place`], and [`Error::Unknown`] at `coder` where there is no second coding.
    pub fn place_by(&self, coder: Coder, codebook: &Codebook) -> Result<Placement, Error> {
        let signs = self.signs(codebook, coder)?;
        let dimensions = ByDimension::new(|dimension| {
            Signs::new(*codebook.structure.get(dimension), signs.get(dimension).clone()).value()
        });
        Ok(Placement::of(dimensions))
    }

    /// Every indicator of the codebook, by dimension, with the answer that counts.
    pub(crate) fn signs<'a>(
        &self,
        codebook: &'a Codebook,
        coder: Coder,
    ) -> Result<ByDimension<Vec<Sign<'a>>>, Error> {
        let codings = [
            ("indicators", Some(&self.indicators)),
            ("second_coding", self.second_coding.as_ref()),
        ];
        for (place, coding) in codings {
            for id in coding.into_iter().flat_map(BTreeMap::keys) {
                known(codebook, place, id)?;
            }
        }
        if coder != Coder::First && self.second_coding.is_none() {
            return Err(Error::Unknown {
                path: "coder".into(),
                what: "second_coding in the profile for coder",
                id: if coder == Coder::Hull { "hull" } else { "2" }.into(),
                known: "1".into(),
            });
        }
        let mut signs = ByDimension::new(|_| Vec::new());
        for indicator in &codebook.indicators {
            let id = &indicator.indicator_id;
            let first = self.indicators.get(id).copied().unwrap_or(Answer::Unknown(()));
            let second = self.second_coding.as_ref().and_then(|second| second.get(id).copied());
            let scored = first.scored(indicator, "indicators")?;
            let second_scored = match second {
                Some(answer) => answer.scored(indicator, "second_coding")?,
                None => scored,
            };
            // The hull of a raw value and another coder's answer is a range: no anchor is left to move.
            let counts = match (coder, second) {
                (Coder::First, _) | (_, None) => Some(first),
                (Coder::Second, Some(second)) => Some(second),
                (Coder::Hull, Some(_)) => None,
            };
            let raw = match counts {
                Some(Answer::Raw { raw }) => Some(raw),
                _ => None,
            };
            let scored = coder.scored(scored, second_scored);
            signs.get_mut(indicator.dimension).push(Sign { indicator, scored, raw, anchors: None });
        }
        Ok(signs)
    }
}

/// Lets the anchors of calibrated indicators move, and widens the ranges of raw values accordingly.
pub(crate) fn move_anchors(
    signs: &mut ByDimension<Vec<Sign<'_>>>,
    codebook: &Codebook,
    anchors: &BTreeMap<String, AnchorRanges>,
) -> Result<(), Error> {
    for (id, ranges) in anchors {
        let indicator = known(codebook, "anchors", id)?;
        let path = format!("anchors.{id}");
        let calibration = indicator
            .calibration
            .as_ref()
            .ok_or_else(|| Error::NotCalibrated { path: path.clone(), indicator: id.clone() })?;
        let movable = MovableAnchors::new(calibration, ranges).map_err(|error| error.at(&path))?;
        for sign in signs.get_mut(indicator.dimension) {
            if sign.indicator.indicator_id == *id
                && let (Some(raw), Some(scored)) = (sign.raw, &mut sign.scored)
            {
                (scored.low, scored.high) = movable.bounds(raw)?;
                sign.anchors = Some(movable);
            }
        }
    }
    Ok(())
}

/// The indicator with this id.
fn known<'a>(codebook: &'a Codebook, place: &str, id: &str) -> Result<&'a Indicator, Error> {
    codebook.indicator(id).ok_or_else(|| Error::Unknown {
        path: format!("{place}.{id}"),
        what: "indicator",
        id: id.to_owned(),
        known: codebook.ids(),
    })
}

impl Answer {
    fn scored(self, indicator: &Indicator, coding: &str) -> Result<Option<Scored>, Error> {
        let id = &indicator.indicator_id;
        let scored = match self {
            Self::Unknown(()) => return Ok(None),
            Self::Score(score) => Scored::exact(score),
            Self::Range(Scored { score, low, high }) => Scored::new(score, low, high),
            Self::Raw { raw } => match &indicator.calibration {
                Some(calibration) => calibration.membership(raw).and_then(Scored::exact),
                None => Err(Error::NotCalibrated { path: String::new(), indicator: id.to_owned() }),
            },
        };
        scored.map(Some).map_err(|error| error.at(&format!("{coding}.{id}")))
    }
}

row! {
    /// An answer that is more than a score.
    AnswerFields in "answer" {
        /// The score, 0-1.
        score: Option<f64>,
        /// The lowest score that could be defended.
        low: Option<f64>,
        /// The highest score that could be defended.
        high: Option<f64>,
        /// A value to be calibrated.
        raw: Option<f64>,
    }
}

impl FromCell for Answer {
    fn from_cell(cell: Cell<'_>, reader: &mut Reader) -> Self {
        match cell {
            Cell::Number(score) => return Self::Score(score),
            Cell::Nothing => {}
            Cell::Object(_) => match row_of(cell, reader) {
                AnswerFields { score: Some(score), low, high, raw: None } => {
                    return Self::Range(Scored {
                        score,
                        low: low.unwrap_or(score),
                        high: high.unwrap_or(score),
                    });
                }
                AnswerFields { score: None, low: None, high: None, raw: Some(raw) } => {
                    return Self::Raw { raw };
                }
                _ => cell.refuse(
                    "either a score, with low and high if you like, or a raw value alone",
                    reader,
                ),
            },
            _ => cell.refuse("a score between 0 and 1, {score, low, high}, {raw} or null", reader),
        }
        Self::Unknown(())
    }
}

impl Serialize for Coder {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::First => serializer.serialize_u8(1),
            Self::Second => serializer.serialize_u8(2),
            Self::Hull => serializer.serialize_str("hull"),
        }
    }
}

impl FromCell for Coder {
    fn from_cell(cell: Cell<'_>, reader: &mut Reader) -> Self {
        match cell {
            Cell::Number(1.0) => return Self::First,
            Cell::Number(2.0) => return Self::Second,
            Cell::Text("hull") => return Self::Hull,
            _ => cell.refuse("1, 2 or \"hull\"", reader),
        }
        Self::First
    }
}
