//! Reference alliances: other alliances of both types, scored by judgement on every indicator.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::codebook::{Codebook, Dimension, LEVELS, Locale};
use crate::dossier::place;
use crate::error::Error;
use crate::fault::{Fault, Problem};
use crate::table::{self, Files, Row, row};
use crate::typology::{Answer, Profile, Verdict};

row! {
    /// A reference alliance.
    Alliance in "alliances" {
        /// Identifier.
        case_id: String,
        /// The great power.
        patron: String,
        /// The ally.
        ally: String,
        /// First year.
        from_year: i32,
        /// Last year.
        to_year: i32,
    }
}

row! {
    /// A short name of a reference alliance in one language.
    AllianceName in "names" {
        /// The alliance.
        case_id: String,
        /// The language.
        locale: Locale,
        /// The name.
        label: String,
    }
}

row! {
    /// The first coding of one indicator, the whole period together.
    ReferenceScore in "scores" {
        /// The alliance.
        case_id: String,
        /// The indicator.
        indicator_id: String,
        /// The score.
        score: f64,
        /// The lowest score that could be defended.
        low: f64,
        /// The highest score that could be defended.
        high: f64,
        /// How sure the coder is, 0-1.
        confidence: f64,
        /// Why.
        rationale: String,
        /// The literature behind it.
        source: String,
    }
}

row! {
    /// The second coding of one indicator.
    ReferenceSecondScore in "second_coding" {
        /// The alliance.
        case_id: String,
        /// The indicator.
        indicator_id: String,
        /// The score.
        score: f64,
        /// The lowest score that could be defended.
        low: f64,
        /// The highest score that could be defended.
        high: f64,
        /// Why.
        rationale: String,
    }
}

/// The reference alliances as one document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ReferenceDocument {
    /// The alliances.
    pub alliances: Vec<Alliance>,
    /// Their names.
    pub names: Vec<AllianceName>,
    /// The first coding.
    pub scores: Vec<ReferenceScore>,
    /// The second coding.
    pub second_coding: Vec<ReferenceSecondScore>,
}

/// A reference alliance with the verdicts of both codings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ReferenceAlliance {
    /// Identifier.
    pub case_id: String,
    /// Short name by language.
    pub label: BTreeMap<Locale, String>,
    /// First year.
    pub from_year: i32,
    /// Last year.
    pub to_year: i32,
    /// Verdict of the first coding.
    pub first: Verdict,
    /// Verdict of the second coding.
    pub second: Verdict,
}

impl ReferenceDocument {
    /// Reads the four tables of the reference alliances and checks them.
    ///
    /// # Errors
    /// [`Error::Data`] with every violated rule.
    pub fn from_files(files: &dyn Files, codebook: &Codebook) -> Result<Self, Error> {
        let mut faults = Vec::new();
        let mut lines = BTreeMap::new();
        let alliances = keep(table::read::<Alliance>(files, &mut faults), &mut lines);
        let names = keep(table::read::<AllianceName>(files, &mut faults), &mut lines);
        let scores = keep(table::read::<ReferenceScore>(files, &mut faults), &mut lines);
        let second_coding = keep(table::read::<ReferenceSecondScore>(files, &mut faults), &mut lines);
        let document = Self { alliances, names, scores, second_coding };
        if faults.is_empty() {
            faults = document.faults(codebook);
        }
        if faults.is_empty() {
            return Ok(document);
        }
        place(&mut faults, |table| files.label(table), &lines);
        Err(Error::Data { faults })
    }

    /// Reads the JSON form.
    ///
    /// # Errors
    /// [`Error::Json`] or [`Error::Data`].
    pub fn from_json(text: &str, codebook: &Codebook) -> Result<Self, Error> {
        let document: Self = crate::error::from_json(text)?;
        let faults = document.faults(codebook);
        if faults.is_empty() { Ok(document) } else { Err(Error::Data { faults }) }
    }

    /// The JSON form.
    pub fn to_json(&self) -> String {
        // Strings, finite numbers and lists only: nothing that JSON could refuse.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The alliances with their verdicts, in the order of the file.
    ///
    /// # Errors
    /// None for a document that was checked; else as [`Profile::classify`].
    pub fn verdicts(&self, codebook: &Codebook) -> Result<Vec<ReferenceAlliance>, Error> {
        self.alliances
            .iter()
            .map(|alliance| {
                let id = alliance.case_id.as_str();
                let first = profile(self.scores.iter().filter(|row| row.case_id == id).map(|row| (&row.indicator_id, row.score, row.low, row.high)));
                let second =
                    profile(self.second_coding.iter().filter(|row| row.case_id == id).map(|row| (&row.indicator_id, row.score, row.low, row.high)));
                Ok(ReferenceAlliance {
                    case_id: alliance.case_id.clone(),
                    label: self.names.iter().filter(|name| name.case_id == id).map(|name| (name.locale, name.label.clone())).collect(),
                    from_year: alliance.from_year,
                    to_year: alliance.to_year,
                    first: first.classify(codebook)?,
                    second: second.classify(codebook)?,
                })
            })
            .collect()
    }

    fn faults(&self, codebook: &Codebook) -> Vec<Fault> {
        let mut faults = Vec::new();
        for (row, alliance) in self.alliances.iter().enumerate() {
            if self.alliances.iter().take(row).any(|earlier| earlier.case_id == alliance.case_id) {
                faults.push(Fault::new("alliances", row, "case_id", Problem::Repeated { id: alliance.case_id.clone() }));
            }
            if alliance.from_year > alliance.to_year {
                let problem = Problem::YearsReversed { from: alliance.from_year, to: alliance.to_year };
                faults.push(Fault::new("alliances", row, "to_year", problem));
            }
            for &locale in Locale::ALL {
                if !self.names.iter().any(|name| name.case_id == alliance.case_id && name.locale == locale && !name.label.is_empty()) {
                    let problem = Problem::NameMissing { id: alliance.case_id.clone(), locale: locale.word() };
                    faults.push(Fault::new("names", None, "case_id", problem));
                }
            }
        }
        let first = self.scores.iter().map(|row| (&row.case_id, &row.indicator_id, [row.low, row.score, row.high], &row.rationale));
        self.coding_faults("scores", "first", first, codebook, &mut faults);
        let second = self.second_coding.iter().map(|row| (&row.case_id, &row.indicator_id, [row.low, row.score, row.high], &row.rationale));
        self.coding_faults("second_coding", "second", second, codebook, &mut faults);
        for (row, score) in self.scores.iter().enumerate() {
            if !(0.0..=1.0).contains(&score.confidence) {
                let problem = Problem::RangeOrder { low: 0.0, score: score.confidence, high: 1.0 };
                faults.push(Fault::new("scores", row, "confidence", problem));
            }
            if score.source.is_empty() {
                faults.push(Fault::new("scores", row, "source", Problem::Empty { what: "the literature behind the score" }));
            }
        }
        faults
    }

    /// Every alliance has every indicator once, on the levels, with a reason.
    fn coding_faults<'a>(
        &self,
        table: &'static str,
        coding: &'static str,
        rows: impl Iterator<Item = (&'a String, &'a String, [f64; 3], &'a String)>,
        codebook: &Codebook,
        faults: &mut Vec<Fault>,
    ) {
        let mut seen = std::collections::BTreeSet::new();
        for (row, (case, indicator, [low, score, high], rationale)) in rows.enumerate() {
            if !self.alliances.iter().any(|alliance| &alliance.case_id == case) {
                faults.push(Fault::new(table, row, "case_id", Problem::Unknown { what: "alliance", id: case.clone(), listed_in: "alliances" }));
            }
            if codebook.indicator(indicator).is_none() {
                let problem = Problem::Unknown { what: "indicator", id: indicator.clone(), listed_in: "codebook" };
                faults.push(Fault::new(table, row, "indicator_id", problem));
            }
            if !seen.insert((case, indicator)) {
                faults.push(Fault::new(table, row, "indicator_id", Problem::Repeated { id: format!("{case} {indicator}") }));
            }
            if !(low <= score && score <= high) {
                faults.push(Fault::new(table, row, "score", Problem::RangeOrder { low, score, high }));
            }
            for (field, value) in [("low", low), ("score", score), ("high", high)] {
                if !LEVELS.iter().any(|level| (level - value).abs() < 1e-9) {
                    faults.push(Fault::new(table, row, field, Problem::NotALevel { value }));
                }
            }
            if rationale.is_empty() {
                faults.push(Fault::new(table, row, "rationale", Problem::Empty { what: "why this score" }));
            }
        }
        for alliance in &self.alliances {
            for indicator in codebook.indicators.iter().filter(|indicator| !seen.contains(&(&alliance.case_id, &indicator.indicator_id))) {
                let problem = Problem::SecondMissing { coding, indicator: indicator.indicator_id.clone(), phase: alliance.case_id.clone() };
                faults.push(Fault::new(table, None, "indicator_id", problem));
            }
        }
    }
}

impl ReferenceAlliance {
    /// The value of a dimension in the first coding, 0-1.
    pub(crate) fn value(&self, dimension: Dimension) -> Option<f64> {
        self.first.dimension(dimension).map(|scored| scored.score)
    }
}

fn profile<'a>(scores: impl Iterator<Item = (&'a String, f64, f64, f64)>) -> Profile {
    let answer = |(id, score, low, high): (&String, f64, f64, f64)| (id.clone(), Answer::Range(crate::Scored { score, low, high }));
    Profile { indicators: scores.map(answer).collect() }
}

fn keep<T: Row>(table: table::Table<T>, lines: &mut BTreeMap<&'static str, Vec<u64>>) -> Vec<T> {
    lines.insert(T::TABLE, table.lines);
    table.rows
}
