//! An alliance as answers to the codebook, by one coder, by another, or by both together.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::anchors::MovableAnchors;
use super::{DimensionValue, Placement};
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

impl Sign<'_> {
    /// How many random numbers a draw of it takes.
    pub fn numbers(&self) -> u32 {
        if self.anchors.is_some() { 3 } else { 1 }
    }
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
        let signs = self.signs(codebook, coder, &Answer::scored)?;
        let dimensions = ByDimension::new(|dimension| {
            Signs::new(*codebook.structure.get(dimension), signs.get(dimension).clone()).value()
        });
        Ok(Placement::of(dimensions))
    }

    /// Every indicator of the codebook, by dimension, with the answer that counts. `scored` makes a
    /// score of an answer.
    pub(crate) fn signs<'a>(
        &self,
        codebook: &'a Codebook,
        coder: Coder,
        scored: &ReadAnswer<'_>,
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
            let at = |coding: &str| format!("{coding}.{id}");
            let first_scored =
                scored(first, indicator).map_err(|error| error.at(&at("indicators")))?;
            let second_scored = match second {
                None => first_scored,
                Some(answer) => {
                    scored(answer, indicator).map_err(|error| error.at(&at("second_coding")))?
                }
            };
            // The hull of two different answers is a range, behind which no one raw value stands.
            let raw = match (coder, second.unwrap_or(first)) {
                (Coder::First, _) => first.raw(),
                (Coder::Second, second) => second.raw(),
                (Coder::Hull, second) => first.raw().filter(|raw| second.raw() == Some(*raw)),
            };
            let scored = coder.scored(first_scored, second_scored);
            signs.get_mut(indicator.dimension).push(Sign { indicator, scored, raw, anchors: None });
        }
        Ok(signs)
    }
}

/// The indicator with this id.
pub(crate) fn known<'a>(
    codebook: &'a Codebook,
    place: &str,
    id: &str,
) -> Result<&'a Indicator, Error> {
    codebook.indicator(id).ok_or_else(|| Error::Unknown {
        path: format!("{place}.{id}"),
        what: "indicator",
        id: id.to_owned(),
        known: codebook.ids(),
    })
}

/// How an answer to an indicator becomes a score; none where it is unknown.
type ReadAnswer<'a> = dyn Fn(Answer, &Indicator) -> Result<Option<Scored>, Error> + 'a;

impl Answer {
    /// The raw value, if it is one.
    pub(crate) fn raw(self) -> Option<f64> {
        if let Self::Raw { raw } = self { Some(raw) } else { None }
    }

    /// The score with its range.
    pub(crate) fn scored(self, indicator: &Indicator) -> Result<Option<Scored>, Error> {
        let scored = match self {
            Self::Unknown(()) => return Ok(None),
            Self::Score(score) => Scored::exact(score),
            Self::Range(Scored { score, low, high }) => Scored::new(score, low, high),
            Self::Raw { raw } => match &indicator.calibration {
                Some(calibration) => calibration.membership(raw).and_then(Scored::exact),
                None => Err(Error::NotCalibrated {
                    path: String::new(),
                    indicator: indicator.indicator_id.clone(),
                }),
            },
        };
        scored.map(Some)
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
