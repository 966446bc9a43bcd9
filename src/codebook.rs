//! The codebook: dimensions, indicators, their levels and anchors, and how they combine.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::calibration::Calibration;
use crate::error::Error;
use crate::fault::{Fault, Problem};
use crate::membership::Scored;
use crate::table::{self, Files, Row};
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
    /// How the indicators of a dimension become its value.
    Structure {
        /// The mean: a strong sign can make up for a weak one.
        Mean = "mean",
        /// The minimum: every sign is necessary.
        Min = "min",
    }
}

impl Structure {
    /// The value of a dimension from the values of its indicators; `values` is not empty.
    #[allow(clippy::cast_precision_loss, reason = "a handful of indicators")]
    pub(crate) fn combine(self, values: &[f64]) -> f64 {
        match self {
            Self::Mean => values.iter().sum::<f64>() / values.len() as f64,
            Self::Min => values.iter().copied().fold(f64::INFINITY, f64::min),
        }
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

/// The six levels on which a judged score may stand.
pub const LEVELS: [f64; 6] = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0];

/// What a coder reads about an indicator, in one language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct IndicatorText {
    /// Short name.
    pub name: String,
    /// The question that the score answers.
    pub question: String,
    /// Unit of the raw value, or of the judged level.
    pub unit: String,
    /// What the levels 0, 0.2, 0.4, 0.6, 0.8 and 1 mean.
    pub levels: [String; 6],
    /// How a computed score comes about, or how a judged one is given.
    pub how_computed: String,
}

impl IndicatorText {
    /// The words of a level; `None` for a score between two levels.
    pub fn level(&self, score: f64) -> Option<&str> {
        let index = LEVELS.iter().position(|level| (level - score).abs() < 1e-9)?;
        self.levels.get(index).map(String::as_str)
    }
}

/// One question of the codebook.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Indicator {
    /// Identifier in every file, such as `threat_origin`.
    pub indicator_id: String,
    /// The dimension to which it belongs.
    pub dimension: Dimension,
    /// Judged or computed.
    pub kind: IndicatorKind,
    /// Anchors of a computed indicator, in its unit.
    pub calibration: Option<Calibration>,
    /// Where the rule comes from.
    pub source_of_rule: String,
    /// Name, question and levels by language.
    pub text: BTreeMap<Locale, IndicatorText>,
}

impl Indicator {
    /// The text in a language, or in English where that is missing.
    pub fn text(&self, locale: Locale) -> Option<&IndicatorText> {
        self.text.get(&locale).or_else(|| self.text.get(&Locale::En))
    }
}

/// The rules by which every alliance is scored.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Codebook {
    /// Version of the rules; scores belong to the version they were given by.
    pub version: String,
    /// The indicators, by dimension and in the order of the file.
    pub indicators: Vec<Indicator>,
    /// How the indicators of each dimension combine.
    pub structure: BTreeMap<Dimension, Structure>,
}

impl Codebook {
    /// The codebook that this library brings along.
    ///
    /// # Errors
    /// [`Error::Data`] if the files in `data/` were edited into something unreadable.
    pub fn bundled() -> Result<&'static Self, Error> {
        static BUNDLED: OnceLock<Result<Codebook, Error>> = OnceLock::new();
        BUNDLED.get_or_init(|| Self::read(&BundledCodebook)).as_ref().map_err(Clone::clone)
    }

    /// Reads `codebook`, `codebook.es` and `structure`.
    ///
    /// # Errors
    /// [`Error::Data`] with every fault found.
    pub fn read(files: &dyn Files) -> Result<Self, Error> {
        let mut faults = Vec::new();
        let rules: Vec<Rule> = table::read(files, &mut faults).rows;
        let spanish: Vec<SpanishText> = table::read(files, &mut faults).rows;
        let structures: Vec<StructureRow> = table::read(files, &mut faults).rows;
        let mut codebook = Self {
            version: rules.first().map(|rule| rule.version.clone()).unwrap_or_default(),
            indicators: Vec::new(),
            structure: structures.iter().map(|row| (row.dimension, row.structure)).collect(),
        };
        for &dimension in Dimension::ALL {
            if !codebook.structure.contains_key(&dimension) {
                faults.push(Fault::new(StructureRow::TABLE, None, "dimension", Problem::Empty { what: "a row for each of D1 to D4" }));
            }
        }
        for (row, rule) in rules.into_iter().enumerate() {
            if codebook.indicators.iter().any(|known| known.indicator_id == rule.indicator_id) {
                faults.push(Fault::new(Rule::TABLE, row, "indicator_id", Problem::Repeated { id: rule.indicator_id.clone() }));
            }
            for (field, text) in [("name", &rule.name), ("question", &rule.question), ("how_computed", &rule.how_computed)] {
                if text.is_empty() {
                    faults.push(Fault::new(Rule::TABLE, row, field, Problem::Empty { what: "the text of the rule" }));
                }
            }
            if let Err(problem) = rule.calibration() {
                faults.push(Fault::new(Rule::TABLE, row, "crossover", problem));
            }
            codebook.indicators.push(rule.into_indicator(&spanish));
        }
        let known = |text: &SpanishText| codebook.indicators.iter().any(|indicator| indicator.indicator_id == text.indicator_id);
        for (row, text) in spanish.iter().enumerate().filter(|(_, text)| !known(text)) {
            let problem = Problem::Unknown { what: "indicator", id: text.indicator_id.clone(), listed_in: "codebook.csv" };
            faults.push(Fault::new(SpanishText::TABLE, row, "indicator_id", problem));
        }
        if faults.is_empty() { Ok(codebook) } else { Err(Error::Data { faults }) }
    }

    /// The indicator with this id.
    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.indicator_id == id)
    }

    /// The indicators of one dimension, in the order of the file.
    pub fn indicators_of(&self, dimension: Dimension) -> impl Iterator<Item = &Indicator> {
        self.indicators.iter().filter(move |indicator| indicator.dimension == dimension)
    }

    /// The value of a dimension from its indicators; `None` where there is none.
    pub(crate) fn combine(&self, dimension: Dimension, parts: &[Scored]) -> Option<Scored> {
        let structure = self.structure.get(&dimension)?;
        (!parts.is_empty()).then(|| Scored::aggregate(parts, |values| structure.combine(values)))
    }
}

struct BundledCodebook;

impl Files for BundledCodebook {
    fn text(&self, name: &str) -> Option<String> {
        let text = match name {
            "codebook" => include_str!("../data/codebook.csv"),
            "codebook.es" => include_str!("../data/codebook.es.csv"),
            "structure" => include_str!("../data/structure.csv"),
            _ => return None,
        };
        Some(text.to_owned())
    }

    fn label(&self, name: &str) -> String {
        format!("data/{name}.csv")
    }
}

/// A row of `codebook.csv`.
#[derive(Deserialize)]
struct Rule {
    indicator_id: String,
    dimension: Dimension,
    name: String,
    question: String,
    kind: IndicatorKind,
    unit: String,
    full_out: Option<f64>,
    crossover: Option<f64>,
    full_in: Option<f64>,
    level_0: String,
    #[serde(rename = "level_0.2")]
    level_02: String,
    #[serde(rename = "level_0.4")]
    level_04: String,
    #[serde(rename = "level_0.6")]
    level_06: String,
    #[serde(rename = "level_0.8")]
    level_08: String,
    level_1: String,
    how_computed: String,
    source_of_rule: String,
    version: String,
}

impl Row for Rule {
    const TABLE: &'static str = "codebook";
    const COLUMNS: &'static [&'static str] = &[
        "indicator_id", "dimension", "name", "question", "kind", "unit", "full_out", "crossover", "full_in",
        "level_0", "level_0.2", "level_0.4", "level_0.6", "level_0.8", "level_1",
        "how_computed", "source_of_rule", "version",
    ];
}

impl Rule {
    fn calibration(&self) -> Result<Option<Calibration>, Problem> {
        match (self.kind, self.full_out, self.crossover, self.full_in) {
            (IndicatorKind::Judged, None, None, None) => Ok(None),
            (IndicatorKind::Computed, Some(full_out), Some(crossover), Some(full_in)) => {
                Calibration::new(full_out, crossover, full_in)
                    .map(Some)
                    .map_err(|_| Problem::AnchorsOutOfOrder { full_out, crossover, full_in })
            }
            (IndicatorKind::Judged, ..) => {
                Err(Problem::AnchorsOfKind { kind: "judged", rule: "has no anchors: leave the three fields empty" })
            }
            (IndicatorKind::Computed, ..) => {
                Err(Problem::AnchorsOfKind { kind: "computed", rule: "needs all three anchors: full_out, crossover, full_in" })
            }
        }
    }

    fn into_indicator(self, spanish: &[SpanishText]) -> Indicator {
        let calibration = self.calibration().ok().flatten();
        let mut text = BTreeMap::new();
        if let Some(found) = spanish.iter().find(|text| text.indicator_id == self.indicator_id) {
            text.insert(Locale::Es, found.clone().into_text());
        }
        text.insert(Locale::En, IndicatorText {
            name: self.name,
            question: self.question,
            unit: self.unit,
            levels: [self.level_0, self.level_02, self.level_04, self.level_06, self.level_08, self.level_1],
            how_computed: self.how_computed,
        });
        Indicator {
            indicator_id: self.indicator_id,
            dimension: self.dimension,
            kind: self.kind,
            calibration,
            source_of_rule: self.source_of_rule,
            text,
        }
    }
}

/// A row of `codebook.es.csv`.
#[derive(Clone, Deserialize)]
struct SpanishText {
    indicator_id: String,
    name: String,
    question: String,
    unit: String,
    level_0: String,
    #[serde(rename = "level_0.2")]
    level_02: String,
    #[serde(rename = "level_0.4")]
    level_04: String,
    #[serde(rename = "level_0.6")]
    level_06: String,
    #[serde(rename = "level_0.8")]
    level_08: String,
    level_1: String,
    how_computed: String,
}

impl Row for SpanishText {
    const TABLE: &'static str = "codebook.es";
    const COLUMNS: &'static [&'static str] = &[
        "indicator_id", "name", "question", "unit",
        "level_0", "level_0.2", "level_0.4", "level_0.6", "level_0.8", "level_1", "how_computed",
    ];
}

impl SpanishText {
    fn into_text(self) -> IndicatorText {
        IndicatorText {
            name: self.name,
            question: self.question,
            unit: self.unit,
            levels: [self.level_0, self.level_02, self.level_04, self.level_06, self.level_08, self.level_1],
            how_computed: self.how_computed,
        }
    }
}

table::row! {
    /// How the indicators of a dimension become its value, with the reason.
    StructureRow in "structure" {
        /// The dimension.
        dimension: Dimension,
        /// Mean or minimum.
        structure: Structure,
        /// Why.
        reason: String,
    }
}
