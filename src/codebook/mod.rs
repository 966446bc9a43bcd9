//! The codebook: dimensions, indicators, their levels and anchors, and how they combine.

#[cfg(feature = "files")]
mod files;

use serde::Serialize;

use crate::calibration::Calibration;
use crate::error::Error;
use crate::fault::{Fault, Problem};
use crate::membership::Scored;
use crate::structure::Structure;
use crate::table::{Cell, FromCell, Reader, Row, compact, from_json, object, row};
use crate::words::words;

words! {
    /// One of the four ways in which the two ideal types differ.
    Dimension {
        /// Threat and goal: does the danger come from inside, and is the regime at stake?
        ThreatAndGoal = "D1",
        /// Cohesion: does the ally act as one?
        Cohesion = "D2",
        /// Response: is the same enemy fought and helped at once?
        Response = "D3",
        /// What decides: the national interest or the rulers' own power?
        Criterion = "D4",
    }
}

words! {
    /// How an indicator gets its score.
    IndicatorKind {
        /// By judgement, on one of six worded levels.
        Judged = "judged",
        /// By a formula, from series or relations.
        Computed = "computed",
    }
}

words! {
    /// A language of texts and numbers.
    Locale {
        /// English.
        En = "en",
        /// Spanish.
        Es = "es",
    }
}

/// One value for each language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "types", schemars(deny_unknown_fields))]
pub struct ByLocale<T> {
    /// English.
    pub en: T,
    /// Spanish.
    pub es: T,
}

impl<T> ByLocale<T> {
    /// The value that `make` gives for each language.
    pub fn new(make: impl Fn(Locale) -> T) -> Self {
        Self { en: make(Locale::En), es: make(Locale::Es) }
    }

    /// The value in a language.
    pub fn get(&self, locale: Locale) -> &T {
        match locale {
            Locale::En => &self.en,
            Locale::Es => &self.es,
        }
    }
}

impl<T: FromCell> FromCell for ByLocale<T> {
    fn from_cell(cell: Cell<'_>, reader: &mut Reader) -> Self {
        let [en, es] = object(cell, ["en", "es"], reader);
        Self { en, es }
    }
}

/// One value for each dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "types", schemars(deny_unknown_fields))]
#[allow(missing_docs, reason = "the four dimensions")]
pub struct ByDimension<T> {
    #[serde(rename = "D1")]
    pub threat_and_goal: T,
    #[serde(rename = "D2")]
    pub cohesion: T,
    #[serde(rename = "D3")]
    pub response: T,
    #[serde(rename = "D4")]
    pub criterion: T,
}

impl<T> ByDimension<T> {
    /// The value that `make` gives for each dimension.
    pub fn new(mut make: impl FnMut(Dimension) -> T) -> Self {
        Self {
            threat_and_goal: make(Dimension::ThreatAndGoal),
            cohesion: make(Dimension::Cohesion),
            response: make(Dimension::Response),
            criterion: make(Dimension::Criterion),
        }
    }

    /// The value of a dimension.
    pub fn get(&self, dimension: Dimension) -> &T {
        match dimension {
            Dimension::ThreatAndGoal => &self.threat_and_goal,
            Dimension::Cohesion => &self.cohesion,
            Dimension::Response => &self.response,
            Dimension::Criterion => &self.criterion,
        }
    }

    pub(crate) fn get_mut(&mut self, dimension: Dimension) -> &mut T {
        match dimension {
            Dimension::ThreatAndGoal => &mut self.threat_and_goal,
            Dimension::Cohesion => &mut self.cohesion,
            Dimension::Response => &mut self.response,
            Dimension::Criterion => &mut self.criterion,
        }
    }

    /// The four values, D1 to D4.
    pub fn values(&self) -> [&T; 4] {
        [&self.threat_and_goal, &self.cohesion, &self.response, &self.criterion]
    }
}

impl<T: FromCell> FromCell for ByDimension<T> {
    fn from_cell(cell: Cell<'_>, reader: &mut Reader) -> Self {
        let [threat_and_goal, cohesion, response, criterion] =
            object(cell, ["D1", "D2", "D3", "D4"], reader);
        Self { threat_and_goal, cohesion, response, criterion }
    }
}

/// The six levels on which a judged score may stand.
pub const LEVELS: [f64; 6] = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0];

/// What would change a type is found among all sets of the indicators of a dimension, so that
/// they cannot be too many.
const MOST_INDICATORS: usize = 12;
const FEWER: &str = "a k_of_n of at most as many as the dimension has indicators";
const TWELVE: &str = "another dimension: at most 12 indicators belong to one";

/// Whether a value stands on one of the six levels.
pub(crate) fn is_level(value: f64) -> bool {
    LEVELS.iter().any(|level| (level - value).abs() < 1e-9)
}

/// What an ambiguity says; it stands in both languages or in none.
const OPEN: &str = "what the rule leaves open, as the other language does";

/// Whether a number may weigh an indicator.
fn is_weight(value: f64) -> bool {
    (0.001..=100.0).contains(&value)
}

row! {
    /// What a coder reads about an indicator, in one language.
    IndicatorText in "text" {
        /// Short name.
        name: String,
        /// The question that the score answers.
        question: String,
        /// Unit of the raw value, or of the judged level.
        unit: String,
        /// What the levels 0, 0.2, 0.4, 0.6, 0.8 and 1 mean.
        levels: Vec<String>,
        /// How a computed score comes about, or how a judged one is given.
        how_computed: String,
        /// What this version of the rule is known to leave open, to be read after
        /// "leaves open:". The rule stays as it is, since scores were given by its words.
        ambiguity: Option<String>,
    }
}

impl IndicatorText {
    /// The words of a level; `None` for a score between two levels.
    pub fn level(&self, score: f64) -> Option<&str> {
        let index = LEVELS.iter().position(|level| (level - score).abs() < 1e-9)?;
        self.levels.get(index).map(String::as_str)
    }
}

row! {
    /// One question of the codebook.
    Indicator in "indicators" {
        /// Identifier in every file, such as `threat_origin`.
        indicator_id: String,
        /// The dimension to which it belongs.
        dimension: Dimension,
        /// Judged or computed.
        kind: IndicatorKind,
        /// Anchors of a computed indicator, in its unit.
        calibration: Option<Calibration>,
        /// How much it counts in the mean of its dimension, 0.001 to 100; none for 1.
        #[cfg_attr(feature = "types", schemars(range(min = 0.001, max = 100)))]
        weight: Option<f64>,
        /// Where the rule comes from.
        source_of_rule: String,
        /// Name, question and levels by language; at least one of them.
        text: ByLocale<Option<IndicatorText>>,
    }
}

/// Stands where there is no text at all, which no codebook that was read has.
static NO_TEXT: IndicatorText = IndicatorText {
    name: String::new(),
    question: String::new(),
    unit: String::new(),
    levels: Vec::new(),
    how_computed: String::new(),
    ambiguity: None,
};

impl Indicator {
    /// Name, question and levels in a language; in another one where the codebook lacks it.
    pub fn text(&self, locale: Locale) -> &IndicatorText {
        let ByLocale { en, es } = &self.text;
        self.text.get(locale).as_ref().or(en.as_ref()).or(es.as_ref()).unwrap_or(&NO_TEXT)
    }

    /// What the indicator counts in a mean, beside the others of its dimension.
    pub fn weight(&self) -> f64 {
        self.weight.unwrap_or(1.0)
    }
}

row! {
    /// The rules by which every alliance is scored.
    Codebook in "codebook" {
        /// Version of the rules; scores belong to the version they were given by.
        version: String,
        /// The indicators, by dimension and in the order of the file.
        indicators: Vec<Indicator>,
        /// How the indicators of each dimension combine.
        structure: ByDimension<Structure>,
    }
}

impl Codebook {
    /// Reads the JSON form of a codebook.
    ///
    /// # Errors
    /// [`Error::Json`], [`Error::Field`] or [`Error::Data`] with the path of the field.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        let codebook: Self = from_json(text)?;
        let faults = codebook.faults();
        if faults.is_empty() { Ok(codebook) } else { Err(Error::Data { faults }) }
    }

    /// The JSON form.
    pub fn to_json(&self) -> String {
        compact(self)
    }

    /// The same rules with the texts of one language, and without where each comes from: what pages
    /// show.
    #[must_use]
    pub fn in_language(&self, locale: Locale) -> Self {
        let mut codebook = self.clone();
        for indicator in &mut codebook.indicators {
            indicator.source_of_rule.clear();
            match locale {
                Locale::En => indicator.text.es = None,
                Locale::Es => indicator.text.en = None,
            }
        }
        codebook
    }

    /// Takes over the texts of the same rules in languages that are not there yet; other rules
    /// take the place of these.
    #[cfg(all(
        target_arch = "wasm32",
        any(feature = "core", feature = "classifier", feature = "timeline")
    ))]
    pub(crate) fn take_over(&mut self, other: Self) {
        let same = self.version == other.version
            && self.structure == other.structure
            && self.indicators.len() == other.indicators.len()
            && self.indicators.iter().zip(&other.indicators).all(|(one, other)| {
                (&one.indicator_id, one.dimension, one.calibration, one.weight)
                    == (&other.indicator_id, other.dimension, other.calibration, other.weight)
            });
        if !same {
            *self = other;
            return;
        }
        for (one, other) in self.indicators.iter_mut().zip(other.indicators) {
            one.text.en = one.text.en.take().or(other.text.en);
            one.text.es = one.text.es.take().or(other.text.es);
        }
    }

    fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        for (row, indicator) in self.indicators.iter().enumerate() {
            let id = &indicator.indicator_id;
            let mut fault = |field: &'static str, problem| {
                faults.push(Fault::new(Indicator::TABLE, row, field, problem));
            };
            if self.indicators.iter().take(row).any(|earlier| earlier.indicator_id == *id) {
                fault("indicator_id", Problem::Repeated { id: id.clone() });
            }
            match (indicator.kind, &indicator.calibration) {
                (IndicatorKind::Judged, Some(_)) => fault("calibration", Problem::AnchorsOfJudged),
                (IndicatorKind::Computed, None) => fault("calibration", Problem::AnchorsMissing),
                _ => {}
            }
            if let Some(weight) = indicator.weight.filter(|weight| !is_weight(*weight)) {
                fault("weight", Problem::NotAWeight { weight });
            }
            let of_dimension = |earlier: &&Indicator| earlier.dimension == indicator.dimension;
            if self.indicators.iter().take(row).filter(of_dimension).count() >= MOST_INDICATORS {
                let found = indicator.dimension.to_string();
                fault("dimension", Problem::Wanted { found, wanted: TWELVE });
            }
            let ByLocale { en, es } = &indicator.text;
            if let (Some(en), Some(es)) = (en, es) {
                let silent =
                    |text: &IndicatorText| text.ambiguity.as_deref().unwrap_or_default() == "";
                if silent(en) != silent(es) {
                    let field = if silent(en) { "text.en.ambiguity" } else { "text.es.ambiguity" };
                    fault(field, Problem::Empty { what: OPEN });
                }
            }
            if en.is_none() && es.is_none() {
                fault("text", Problem::Empty { what: "the texts in English or Spanish" });
            }
            for (field, text) in [("text.en", en), ("text.es", es)] {
                let Some(text) = text else { continue };
                let named = [&text.name, &text.question, &text.unit, &text.how_computed];
                if named.iter().any(|text| text.is_empty()) {
                    fault(field, Problem::Empty { what: "name, question, unit and rule" });
                }
                if text.levels.len() != LEVELS.len() || text.levels.iter().any(String::is_empty) {
                    fault(field, Problem::Empty { what: "the words of all six levels" });
                }
            }
        }
        for &dimension in Dimension::ALL {
            let count = self.indicators_of(dimension).count();
            if count == 0 {
                let problem = Problem::Empty { what: "an indicator for each of D1 to D4" };
                faults.push(Fault::new(Indicator::TABLE, None, "dimension", problem));
            }
            if let Structure::KOfN(k) = *self.structure.get(dimension)
                && usize::from(k) > count
            {
                let found = Structure::KOfN(k).to_string();
                let problem = Problem::Wanted { found, wanted: FEWER };
                faults.push(Fault::new("structure", None, dimension.word(), problem));
            }
        }
        faults
    }

    /// The indicator with this id.
    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.indicator_id == id)
    }

    /// The ids of all indicators, for a message.
    pub(crate) fn ids(&self) -> String {
        let ids = self.indicators.iter().map(|indicator| indicator.indicator_id.as_str());
        ids.collect::<Vec<_>>().join(", ")
    }

    /// The indicators of one dimension, in the order of the file.
    pub fn indicators_of(&self, dimension: Dimension) -> impl Iterator<Item = &Indicator> {
        self.indicators.iter().filter(move |indicator| indicator.dimension == dimension)
    }

    /// The value of a dimension from the scores of its indicators; `None` where there is none.
    pub(crate) fn combine(
        &self,
        dimension: Dimension,
        parts: &[(&Indicator, Scored)],
    ) -> Option<Scored> {
        let structure = self.structure.get(dimension);
        let weights: Vec<f64> = parts.iter().map(|(indicator, _)| indicator.weight()).collect();
        let scores: Vec<Scored> = parts.iter().map(|(_, scored)| *scored).collect();
        (!parts.is_empty())
            .then(|| Scored::aggregate(&scores, |values| structure.combine(values, &weights)))
    }
}
