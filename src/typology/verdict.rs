//! The whole verdict on one alliance: where it stands, how sure that is, and what would change it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::anchors::{AnchorRanges, MovableAnchors};
use super::change::Change;
use super::profile::{Coder, Profile, Sign, Signs, known};
use super::tipping::{Scale, TippingPoint, tipping_points};
use super::uncertainty::{Uncertainty, uncertainty};
use super::{AllianceType, Placement, cell_of, explanation};
use crate::codebook::{ByDimension, Codebook, Dimension, Indicator, Locale};
use crate::error::Error;
use crate::membership::side;
use crate::random::SEED;
use crate::structure::Structure;
use crate::table::{from_json, row};
use crate::texts::Texts;

row! {
    /// Other structures for some of the dimensions.
    #[derive(Copy, Default)]
    #[cfg_attr(feature = "types", ts(optional_fields))]
    Structures in "structure" {
        /// Of the first dimension.
        threat_and_goal as "D1": Option<Structure>,
        /// Of the second.
        cohesion as "D2": Option<Structure>,
        /// Of the third.
        response as "D3": Option<Structure>,
        /// Of the fourth.
        criterion as "D4": Option<Structure>,
    }
}

row! {
    /// How an alliance is classified.
    #[derive(Default)]
    #[cfg_attr(feature = "types", ts(optional_fields))]
    ClassifyOptions in "options" {
        /// Whose answers count. Default: 1, the first coder's.
        coder: Option<Coder>,
        /// Structures in place of those of the codebook, by dimension.
        structure: Option<Structures>,
        /// How far anchors may be moved, by calibrated indicator. They widen the ranges of raw values.
        anchors: Option<BTreeMap<String, AnchorRanges>>,
        /// How often each dimension is drawn, 0-1,000,000, and with more than 20 indicators at most
        /// 20,000,000 divided by their number. Default: 4096; 0 leaves probabilities out.
        #[cfg_attr(feature = "types", schemars(extend("maximum" = 1_000_000)))]
        draws: Option<u64>,
        /// Seed of the draws, a whole number up to 2^53 - 1. Default: 1.
        #[cfg_attr(feature = "types", schemars(extend("maximum" = 9_007_199_254_740_991_u64)))]
        seed: Option<u64>,
        /// Language of the explanation. Default: English.
        locale: Option<Locale>,
    }
}

impl ClassifyOptions {
    /// Reads `{"coder": "hull", "structure": {"D3": "mean"}, "draws": 4096, "seed": 7, …}`.
    ///
    /// # Errors
    /// [`Error::Json`] or [`Error::Field`] with the path of the field.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        from_json(text)
    }
}

const DRAWS: u64 = 4096;
const MOST_DRAWS: u32 = 1_000_000;
/// The most random numbers of a verdict: a second or two.
const MOST_WORK: u32 = 20_000_000;

/// What one dimension and the type would be under another structure.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Reading {
    /// The dimension that is combined otherwise.
    pub dimension: Dimension,
    /// How.
    pub structure: Structure,
    /// Its value then, 0-1; none where an indicator is unknown.
    pub score: Option<f64>,
    /// The cell then; none without a cell above 0.5.
    pub cell: Option<String>,
    /// The type then.
    #[serde(rename = "type")]
    pub alliance_type: AllianceType,
    /// Whether that is another cell than under the structure in use.
    pub differs: bool,
}

/// The verdict on an alliance.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Verdict {
    /// Type, cells, memberships and position.
    #[serde(flatten)]
    pub placement: Placement,
    /// Whose answers it rests on.
    pub coder: Coder,
    /// Version of the codebook.
    pub codebook_version: String,
    /// How the indicators of each dimension combine.
    pub structure: ByDimension<Structure>,
    /// The verdict with one dimension at a time combined otherwise.
    pub readings: Vec<Reading>,
    /// For each indicator where it would have to lie, alone, for the type to be another.
    pub tipping_points: Vec<TippingPoint>,
    /// The fewest indicators that change the type together; none where no answers would, or where
    /// the type is undetermined.
    pub smallest_change: Option<Change>,
    /// How probable the cells are; none without draws.
    pub uncertainty: Option<Uncertainty>,
    /// The verdict in two or three sentences.
    pub explanation: String,
}

impl Profile {
    /// The verdict on this profile.
    ///
    /// ```
    /// use fragmented_allies::{AllianceType, Codebook, Profile};
    /// let profile = Profile::from_json(r#"{ "indicators": {
    ///     "threat_origin": 0.8, "threat_severity": { "raw": 41 }, "goal_regime_survival": 0.6, "patron_stakes": 0.8,
    ///     "agency_autonomy": 0.8, "control_loss": { "score": 0.6, "low": 0.4, "high": 0.8 }, "independent_revenue": 0.8,
    ///     "agencies_balancing": 0.8, "agencies_colluding": 0.6, "overlap_same_threat": 0.6,
    ///     "coup_proofing": 0.2, "power_over_interest": 0.4, "reform_resistance": 0.6
    /// } }"#)?;
    /// let verdict = profile.classify(Codebook::bundled()?, &Default::default())?;
    /// assert_eq!(verdict.placement.alliance_type, AllianceType::Hybrid);
    /// // One answer on the rulers' motive would make it internal.
    /// let change = verdict.smallest_change.expect("a way");
    /// assert_eq!((change.moves.len(), change.alliance_type), (1, AllianceType::InternalThreat));
    /// # Ok::<(), fragmented_allies::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Unknown`], [`Error::ScoreRange`], [`Error::NotCalibrated`], [`Error::AnchorRange`],
    /// [`Error::AnchorsMeet`], [`Error::NoRawValue`], [`Error::RawValueNotFinite`] or [`Error::OutOfRange`] with the path of the field;
    /// [`Error::NotLoaded`] where the texts of the language were not handed in.
    pub fn classify(
        &self,
        codebook: &Codebook,
        options: &ClassifyOptions,
    ) -> Result<Verdict, Error> {
        let texts = Texts::loaded(options.locale)?;
        let coder = options.coder.unwrap_or_default();
        let movable = self.movable(codebook, coder, options.anchors.as_ref())?;
        let anchors_of = |indicator: &Indicator| movable.get(&indicator.indicator_id);
        let mut signs = self.signs(codebook, coder, &|answer, indicator| {
            let mut scored = answer.scored(indicator)?;
            if let (Some(raw), Some(anchors), Some(scored)) =
                (answer.raw(), anchors_of(indicator), &mut scored)
            {
                (scored.low, scored.high) = anchors.bounds(raw)?;
            }
            Ok(scored)
        })?;
        for &dimension in Dimension::ALL {
            for sign in signs.get_mut(dimension) {
                sign.anchors = sign.raw.and(anchors_of(sign.indicator)).copied();
            }
        }
        let numbers = signs.values().into_iter().flatten().map(Sign::numbers).sum();
        let draws = draws(options.draws.unwrap_or(DRAWS), numbers)?;
        let structure = options.structure.unwrap_or_default().over(codebook)?;
        let dimensions = ByDimension::new(|dimension| {
            Signs::new(*structure.get(dimension), signs.get(dimension).clone())
        });
        let all = dimensions.values();
        let mut placement =
            Placement::of(ByDimension::new(|dimension| dimensions.get(dimension).value()));
        let uncertainty = match draws {
            0 => None,
            draws => Some(uncertainty(all, draws, options.seed.unwrap_or(SEED))?),
        };
        if let Some(uncertainty) = &uncertainty {
            for (cell, drawn) in placement.cells.iter_mut().zip(&uncertainty.cells) {
                cell.probability = Some(drawn.independent);
            }
        }
        let mut verdict = Verdict {
            coder,
            codebook_version: codebook.version.clone(),
            structure,
            readings: readings(&dimensions, &placement),
            tipping_points: tipping_points(all),
            smallest_change: Scale::new(all).and_then(|scale| scale.smallest_change()),
            uncertainty,
            explanation: String::new(),
            placement,
        };
        verdict.explanation = explanation::explanation(&verdict, codebook, texts);
        Ok(verdict)
    }
}

impl Verdict {
    /// What the answers give, in a sentence.
    pub(crate) fn finding(&self, texts: Texts) -> String {
        explanation::finding(self, texts)
    }
}

#[allow(clippy::cast_precision_loss, reason = "to show it")]
fn draws(asked: u64, numbers: u32) -> Result<u32, Error> {
    let most = MOST_DRAWS.min(MOST_WORK / numbers.max(1));
    let within = u32::try_from(asked).ok().filter(|draws| *draws <= most);
    within.ok_or(Error::OutOfRange {
        path: "draws".into(),
        value: asked as f64,
        least: 0.0,
        most: most.into(),
    })
}

impl Structures {
    /// The structures in use: those asked for, else those of the codebook.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] for a `k_of_n` that asks for more signs than there are.
    pub(crate) fn over(self, codebook: &Codebook) -> Result<ByDimension<Structure>, Error> {
        let Self { threat_and_goal, cohesion, response, criterion } = self;
        let asked = ByDimension { threat_and_goal, cohesion, response, criterion };
        for &dimension in Dimension::ALL {
            let count = codebook.indicators_of(dimension).count();
            if let Some(Structure::KOfN(k)) = *asked.get(dimension)
                && usize::from(k) > count
            {
                #[allow(clippy::cast_precision_loss, reason = "a handful of indicators")]
                return Err(Error::OutOfRange {
                    path: format!("structure.{dimension}"),
                    value: k.into(),
                    least: 1.0,
                    most: count as f64,
                });
            }
        }
        Ok(ByDimension::new(|dimension| {
            asked.get(dimension).unwrap_or(*codebook.structure.get(dimension))
        }))
    }
}

fn readings(dimensions: &ByDimension<Signs<'_>>, placement: &Placement) -> Vec<Reading> {
    let mut readings = Vec::new();
    let sides = placement.dimensions.values().map(|value| value.score.and_then(side));
    let undetermined = placement.alliance_type == AllianceType::Undetermined;
    for (index, &dimension) in Dimension::ALL.iter().enumerate() {
        let signs = dimensions.get(dimension);
        let scores = signs.scores();
        let menu = Structure::menu(signs.signs.len());
        for structure in menu.into_iter().filter(|structure| *structure != signs.structure) {
            let score = scores.as_ref().map(|scores| structure.combine(scores, signs.weights()));
            let mut sides = sides;
            if let Some(place) = sides.get_mut(index) {
                *place = score.and_then(side);
            }
            let alliance_type =
                if undetermined { AllianceType::Undetermined } else { AllianceType::of(sides) };
            let cell = cell_of(sides);
            let differs = cell != placement.cell;
            readings.push(Reading { dimension, structure, score, cell, alliance_type, differs });
        }
    }
    readings
}

impl Profile {
    /// The anchors that may move, by indicator. Each needs a raw value that counts: without one, a
    /// range of anchors would change nothing in silence.
    fn movable(
        &self,
        codebook: &Codebook,
        coder: Coder,
        anchors: Option<&BTreeMap<String, AnchorRanges>>,
    ) -> Result<BTreeMap<String, MovableAnchors>, Error> {
        let mut movable = BTreeMap::new();
        for (id, ranges) in anchors.into_iter().flatten() {
            let path = format!("anchors.{id}");
            let calibration =
                known(codebook, "anchors", id)?.calibration.as_ref().ok_or_else(|| {
                    Error::NotCalibrated { path: path.clone(), indicator: id.clone() }
                })?;
            let anchors =
                MovableAnchors::new(calibration, ranges).map_err(|error| error.at(&path))?;
            let first = self.indicators.get(id);
            let second = self.second_coding.as_ref().and_then(|second| second.get(id)).or(first);
            let counts = match coder {
                Coder::First => [first, None],
                Coder::Second => [None, second],
                Coder::Hull => [first, second],
            };
            if !counts.into_iter().flatten().any(|answer| answer.raw().is_some()) {
                return Err(Error::NoRawValue { path, indicator: id.clone() });
            }
            movable.insert(id.clone(), anchors);
        }
        Ok(movable)
    }
}
