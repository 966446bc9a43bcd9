//! The codebook from its CSV files, and the one that this library brings along.

use super::{
    ByDimension, ByLocale, Codebook, Dimension, Indicator, IndicatorKind, IndicatorText, Locale,
};
use crate::calibration::Calibration;
use crate::error::Error;
use crate::fault::{Fault, Problem, repeated};
use crate::structure::Structure;
use crate::table::{Files, Row, Tables, row};

impl Codebook {
    /// Reads `codebook.csv`, `codebook.es.csv` and `structure.csv`.
    ///
    /// # Errors
    /// [`Error::Data`] with every fault found.
    pub fn from_files(files: &dyn Files) -> Result<Self, Error> {
        let mut tables = Tables::of(files);
        let rules: Vec<Rule> = tables.rows();
        let spanish: Vec<SpanishText> = tables.rows();
        let structures: Vec<StructureRow> = tables.rows();
        let faults = &mut tables.faults;
        let structure = ByDimension::new(|dimension| {
            let row = structures.iter().find(|row| row.dimension == dimension);
            if row.is_none() {
                let problem = Problem::Empty { what: "a row for each of D1 to D4" };
                faults.push(Fault::new(StructureRow::TABLE, None, "dimension", problem));
            }
            row.map_or(Structure::Mean, |row| row.structure)
        });
        let ids = |table, ids: Vec<&String>| {
            repeated(table, "indicator_id", &mut ids.into_iter().cloned())
        };
        faults
            .extend(ids(SpanishText::TABLE, spanish.iter().map(|row| &row.indicator_id).collect()));
        let dimensions = structures.iter().map(|row| row.dimension.to_string());
        faults.extend(repeated(StructureRow::TABLE, "dimension", &mut { dimensions }));
        for (row, text) in spanish.iter().enumerate() {
            if !rules.iter().any(|rule| rule.indicator_id == text.indicator_id) {
                let problem = Problem::Unknown {
                    what: "indicator",
                    id: text.indicator_id.clone(),
                    listed_in: "codebook.csv",
                };
                faults.push(Fault::new(SpanishText::TABLE, row, "indicator_id", problem));
            }
        }
        let version = rules.first().map(|rule| rule.version.clone()).unwrap_or_default();
        let mut indicators = Vec::new();
        for (row, rule) in rules.into_iter().enumerate() {
            if rule.version != version {
                let problem = Problem::Wanted {
                    found: rule.version.clone(),
                    wanted: "one version in all rows",
                };
                faults.push(Fault::new(Rule::TABLE, row, "version", problem));
            }
            let spanish = spanish.iter().find(|text| text.indicator_id == rule.indicator_id);
            if spanish.is_none() {
                let id = rule.indicator_id.clone();
                let problem = Problem::NameMissing { id, locale: Locale::Es.word() };
                faults.push(Fault::new(SpanishText::TABLE, None, "indicator_id", problem));
            }
            let calibration = rule.calibration().unwrap_or_else(|(field, problem)| {
                faults.push(Fault::new(Rule::TABLE, row, field, problem));
                None
            });
            indicators.push(rule.into_indicator(calibration, spanish.cloned()));
        }
        let codebook = Self { version, indicators, structure };
        if faults.is_empty() {
            *faults = codebook.faults();
            for fault in faults.iter_mut() {
                if fault.table == StructureRow::TABLE {
                    let same = |row: &StructureRow| row.dimension.word() == fault.field;
                    fault.row = structures.iter().position(same);
                    fault.field = "structure".into();
                    continue;
                }
                // In the files, an indicator is a row of one table, its texts in Spanish of another.
                fault.table = Rule::TABLE;
                if fault.field.starts_with("text.es") {
                    let id = fault.row.and_then(|row| codebook.indicators.get(row));
                    let id = id.map(|indicator| &indicator.indicator_id);
                    fault.table = SpanishText::TABLE;
                    fault.row = spanish.iter().position(|text| Some(&text.indicator_id) == id);
                }
                if fault.field.starts_with("text.") {
                    // `text.es.ambiguity` stands in the column `ambiguity`, `text.es` in several.
                    let column = fault.field.splitn(3, '.').nth(2).unwrap_or_default();
                    fault.field = column.to_owned().into();
                }
            }
        }
        tables.finish()?;
        Ok(codebook)
    }
}

row! {
    /// A row of `codebook.csv`.
    Rule in "codebook" {
        /// Identifier in every file.
        indicator_id: String,
        /// The dimension to which it belongs.
        dimension: Dimension,
        /// Short name in English.
        name: String,
        /// The question in English.
        question: String,
        /// Judged or computed.
        kind: IndicatorKind,
        /// Unit of the raw value.
        unit: String,
        /// Full non-membership, in the unit.
        full_out: Option<f64>,
        /// The point of most ambiguity.
        crossover: Option<f64>,
        /// Full membership.
        full_in: Option<f64>,
        /// How much it counts in a mean; empty for 1.
        weight: Option<f64>,
        /// What 0 means.
        level_0: String,
        /// What 0.2 means.
        level_02 as "level_0.2": String,
        /// What 0.4 means.
        level_04 as "level_0.4": String,
        /// What 0.6 means.
        level_06 as "level_0.6": String,
        /// What 0.8 means.
        level_08 as "level_0.8": String,
        /// What 1 means.
        level_1: String,
        /// How the score comes about.
        how_computed: String,
        /// What this version of the rule leaves open; may be empty.
        ambiguity: Option<String>,
        /// Where the rule comes from.
        source_of_rule: String,
        /// Version of the codebook.
        version: String,
    }
}

impl Rule {
    /// The anchors; none where judged. What is wrong with them, and in which field.
    fn calibration(&self) -> Result<Option<Calibration>, (&'static str, Problem)> {
        let anchors =
            [("full_out", self.full_out), ("crossover", self.crossover), ("full_in", self.full_in)];
        let named = |given: bool| anchors.iter().find(|(_, anchor)| anchor.is_some() == given);
        match (self.kind, self.full_out, self.crossover, self.full_in) {
            (IndicatorKind::Computed, Some(full_out), Some(crossover), Some(full_in)) => {
                let problem = Problem::AnchorsOutOfOrder { full_out, crossover, full_in };
                let calibration = Calibration::new(full_out, crossover, full_in);
                calibration.map(Some).map_err(|_| ("crossover", problem))
            }
            (IndicatorKind::Computed, ..) => {
                Err((named(false).map_or("", |(field, _)| field), Problem::AnchorsMissing))
            }
            (IndicatorKind::Judged, ..) => match named(true) {
                Some((field, _)) => Err((field, Problem::AnchorsOfJudged)),
                None => Ok(None),
            },
        }
    }

    fn into_indicator(
        self,
        calibration: Option<Calibration>,
        spanish: Option<SpanishText>,
    ) -> Indicator {
        let english = IndicatorText {
            name: self.name,
            question: self.question,
            unit: self.unit,
            levels: vec![
                self.level_0,
                self.level_02,
                self.level_04,
                self.level_06,
                self.level_08,
                self.level_1,
            ],
            how_computed: self.how_computed,
            ambiguity: self.ambiguity,
        };
        let spanish = spanish.map_or_else(|| english.clone(), SpanishText::into_text);
        Indicator {
            indicator_id: self.indicator_id,
            dimension: self.dimension,
            kind: self.kind,
            calibration,
            weight: self.weight,
            source_of_rule: self.source_of_rule,
            text: ByLocale { en: Some(english), es: Some(spanish) },
        }
    }
}

row! {
    /// A row of `codebook.es.csv`: the same texts in Spanish.
    SpanishText in "codebook.es" {
        /// Identifier in every file.
        indicator_id: String,
        /// Short name.
        name: String,
        /// The question.
        question: String,
        /// Unit of the raw value.
        unit: String,
        /// What 0 means.
        level_0: String,
        /// What 0.2 means.
        level_02 as "level_0.2": String,
        /// What 0.4 means.
        level_04 as "level_0.4": String,
        /// What 0.6 means.
        level_06 as "level_0.6": String,
        /// What 0.8 means.
        level_08 as "level_0.8": String,
        /// What 1 means.
        level_1: String,
        /// How the score comes about.
        how_computed: String,
        /// What this version of the rule leaves open; may be empty.
        ambiguity: Option<String>,
    }
}

impl SpanishText {
    fn into_text(self) -> IndicatorText {
        IndicatorText {
            name: self.name,
            question: self.question,
            unit: self.unit,
            levels: vec![
                self.level_0,
                self.level_02,
                self.level_04,
                self.level_06,
                self.level_08,
                self.level_1,
            ],
            how_computed: self.how_computed,
            ambiguity: self.ambiguity,
        }
    }
}

row! {
    /// How the indicators of a dimension become its value, with the reason.
    StructureRow in "structure" {
        /// The dimension.
        dimension: Dimension,
        /// `mean`, `min` and the other words of [`Structure`].
        structure: Structure,
        /// Why.
        reason: String,
    }
}
