//! Reference alliances: other alliances of both types, scored by judgement on every indicator.

use serde::Serialize;

use crate::codebook::{ByLocale, Codebook, Dimension, Locale, is_level};
use crate::error::Error;
use crate::fault::{Fault, Problem, repeated};
use crate::membership::Scored;
#[cfg(feature = "files")]
use crate::table::{Files, Tables};
use crate::table::{Row, compact, from_json, row};
use crate::typology::{Coder, Placement, Profile};

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
        confidence: Option<f64>,
        /// Why.
        rationale: Option<String>,
        /// The literature behind it.
        source: Option<String>,
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
        rationale: Option<String>,
    }
}

row! {
    /// The reference alliances as one document. In JSON, confidence, reasons and literature may be left out.
    ReferenceDocument in "references" {
        /// The alliances.
        alliances: Vec<Alliance>,
        /// Their names.
        names: Vec<AllianceName>,
        /// The first coding.
        scores: Vec<ReferenceScore>,
        /// The second coding.
        second_coding: Vec<ReferenceSecondScore>,
    }
}

/// A reference alliance with the verdicts of both codings.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ReferenceAlliance {
    /// Identifier.
    pub case_id: String,
    /// Short name by language.
    pub label: ByLocale<String>,
    /// First year.
    pub from_year: i32,
    /// Last year.
    pub to_year: i32,
    /// Verdict of the coder that was asked for.
    pub verdict: Placement,
    /// Verdict of the first coding.
    pub first: Placement,
    /// Verdict of the second coding.
    pub second: Placement,
}

impl ReferenceDocument {
    /// Reads the four tables of the reference alliances and checks them.
    ///
    /// # Errors
    /// [`Error::Data`] with every violated rule.
    #[cfg(feature = "files")]
    pub fn from_files(files: &dyn Files, codebook: &Codebook) -> Result<Self, Error> {
        let mut tables = Tables::of(files);
        let document = Self {
            alliances: tables.rows(),
            names: tables.rows(),
            scores: tables.rows(),
            second_coding: tables.rows(),
        };
        if tables.faults.is_empty() {
            tables.faults = document.faults(codebook);
            tables.faults.extend(document.reasons());
        }
        tables.finish()?;
        Ok(document)
    }

    /// Reads the JSON form.
    ///
    /// # Errors
    /// [`Error::Json`] or [`Error::Data`].
    pub fn from_json(text: &str, codebook: &Codebook) -> Result<Self, Error> {
        let document: Self = from_json(text)?;
        let faults = document.faults(codebook);
        if faults.is_empty() { Ok(document) } else { Err(Error::Data { faults }) }
    }

    /// The JSON form.
    pub fn to_json(&self) -> String {
        compact(self)
    }

    /// The JSON form of the scores alone, without confidence, reasons and literature.
    pub fn to_json_scores(&self) -> String {
        let mut document = self.clone();
        for row in &mut document.scores {
            (row.confidence, row.rationale, row.source) = (None, None, None);
        }
        for row in &mut document.second_coding {
            row.rationale = None;
        }
        document.to_json()
    }

    /// The alliances with their verdicts, in the order of the file.
    ///
    /// # Errors
    /// None for a document that was checked; else as [`Profile::place`].
    pub fn verdicts(
        &self,
        coder: Coder,
        codebook: &Codebook,
    ) -> Result<Vec<ReferenceAlliance>, Error> {
        let alliance = |alliance: &Alliance| {
            let id = &alliance.case_id;
            let profile = self.profile(id);
            let placement = |coder| profile.place_by(coder, codebook);
            Ok(ReferenceAlliance {
                case_id: id.clone(),
                label: ByLocale::new(|locale| {
                    let name = self.name(id, locale);
                    name.map_or_else(|| id.clone(), |name| name.label.clone())
                }),
                from_year: alliance.from_year,
                to_year: alliance.to_year,
                verdict: placement(coder)?,
                first: placement(Coder::First)?,
                second: placement(Coder::Second)?,
            })
        };
        self.alliances.iter().map(alliance).collect()
    }

    /// The alliance with this id.
    pub fn alliance(&self, case_id: &str) -> Option<&Alliance> {
        self.alliances.iter().find(|alliance| alliance.case_id == case_id)
    }

    /// The scores of an alliance as answers to the codebook, by both coders.
    pub fn profile(&self, case_id: &str) -> Profile {
        let own = |row: &Coded<'_>| row.case_id == case_id;
        Profile::of_codings(
            self.first().into_iter().filter(own).map(|row| (row.indicator_id, row.score)),
            self.second().into_iter().filter(own).map(|row| (row.indicator_id, row.score)),
        )
    }

    /// Alliance, indicator and score of every cell that both coders scored, in the order of the file.
    pub(crate) fn pairs(&self) -> Vec<(&str, &str, Scored, Scored)> {
        let second = self.second();
        let pair = |one: Coded<'_>| {
            let same = |other: &&Coded<'_>| {
                other.case_id == one.case_id && other.indicator_id == one.indicator_id
            };
            Some((one.score, second.iter().find(same)?.score))
        };
        let scores = self.scores.iter().zip(self.first());
        scores
            .filter_map(|(row, coded)| {
                let (first, second) = pair(coded)?;
                Some((row.case_id.as_str(), row.indicator_id.as_str(), first, second))
            })
            .collect()
    }

    fn name(&self, id: &str, locale: Locale) -> Option<&AllianceName> {
        self.names.iter().find(|name| name.case_id == id && name.locale == locale)
    }

    fn first(&self) -> Vec<Coded<'_>> {
        self.scores
            .iter()
            .map(|row| Coded::of(&row.case_id, &row.indicator_id, row.score, row.low, row.high))
            .collect()
    }

    fn second(&self) -> Vec<Coded<'_>> {
        self.second_coding
            .iter()
            .map(|row| Coded::of(&row.case_id, &row.indicator_id, row.score, row.low, row.high))
            .collect()
    }

    fn faults(&self, codebook: &Codebook) -> Vec<Fault> {
        let mut faults = Vec::new();
        let ids = self.alliances.iter().map(|alliance| alliance.case_id.clone());
        faults.extend(repeated(Alliance::TABLE, "case_id", &mut { ids }));
        let names = self.names.iter().map(|name| format!("{} {}", name.case_id, name.locale));
        faults.extend(repeated(AllianceName::TABLE, "case_id", &mut { names }));
        for (row, name) in self.names.iter().enumerate() {
            if !self.alliances.iter().any(|alliance| alliance.case_id == name.case_id) {
                let id = name.case_id.clone();
                let problem = Problem::Unknown { what: "alliance", id, listed_in: "alliances" };
                faults.push(Fault::new(AllianceName::TABLE, row, "case_id", problem));
            }
            if name.label.is_empty() {
                let problem = Problem::Empty { what: "the short form" };
                faults.push(Fault::new(AllianceName::TABLE, row, "label", problem));
            }
        }
        for (row, alliance) in self.alliances.iter().enumerate() {
            let id = &alliance.case_id;
            for (field, text) in
                [("case_id", id), ("patron", &alliance.patron), ("ally", &alliance.ally)]
            {
                if text.is_empty() {
                    let problem = Problem::Empty { what: "a name" };
                    faults.push(Fault::new(Alliance::TABLE, row, field, problem));
                }
            }
            let (from, to) = (alliance.from_year, alliance.to_year);
            if from > to {
                let problem = Problem::YearsReversed { from, to };
                faults.push(Fault::new(Alliance::TABLE, row, "to_year", problem));
            }
            for &locale in Locale::ALL {
                if self.name(id, locale).is_none() {
                    let problem = Problem::NameMissing { id: id.clone(), locale: locale.word() };
                    faults.push(Fault::new(AllianceName::TABLE, None, "case_id", problem));
                }
            }
        }
        self.coding_faults(ReferenceScore::TABLE, "first", &self.first(), codebook, &mut faults);
        self.coding_faults(
            ReferenceSecondScore::TABLE,
            "second",
            &self.second(),
            codebook,
            &mut faults,
        );
        faults
    }

    /// Every alliance has every indicator once, on the levels.
    fn coding_faults(
        &self,
        table: &'static str,
        coding: &'static str,
        rows: &[Coded<'_>],
        codebook: &Codebook,
        faults: &mut Vec<Fault>,
    ) {
        let same = |one: &Coded<'_>, case_id: &str, indicator_id: &str| {
            one.case_id == case_id && one.indicator_id == indicator_id
        };
        for (row, coded) in rows.iter().enumerate() {
            let mut fault = |field: &'static str, problem| {
                faults.push(Fault::new(table, row, field, problem));
            };
            if !self.alliances.iter().any(|alliance| alliance.case_id == coded.case_id) {
                let id = coded.case_id.to_owned();
                fault("case_id", Problem::Unknown { what: "alliance", id, listed_in: "alliances" });
            }
            if codebook.indicator(coded.indicator_id).is_none() {
                let id = coded.indicator_id.to_owned();
                let problem = Problem::Unknown { what: "indicator", id, listed_in: "codebook" };
                fault("indicator_id", problem);
            }
            let earlier = rows.iter().take(row);
            if { earlier }.any(|other| same(other, coded.case_id, coded.indicator_id)) {
                let id = format!("{} {}", coded.case_id, coded.indicator_id);
                fault("indicator_id", Problem::Repeated { id });
            }
            let Scored { score, low, high } = coded.score;
            if !(low <= score && score <= high) {
                fault("score", Problem::RangeOrder { low, score, high });
            }
            for (field, value) in [("low", low), ("score", score), ("high", high)] {
                if !is_level(value) {
                    fault(field, Problem::NotALevel { value });
                }
            }
        }
        for alliance in &self.alliances {
            for indicator in &codebook.indicators {
                let (id, indicator) = (&alliance.case_id, &indicator.indicator_id);
                if !rows.iter().any(|row| same(row, id, indicator)) {
                    let (indicator, phase) = (indicator.clone(), id.clone());
                    let problem = Problem::ScoreAbsent { coding, indicator, phase };
                    faults.push(Fault::new(table, None, "indicator_id", problem));
                }
            }
        }
    }

    /// In the files, every score has its reason, the first coding also confidence and literature.
    #[cfg(feature = "files")]
    fn reasons(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut outside = Vec::new();
        let mut fault = |table, row, field: &'static str, what| {
            faults.push(Fault::new(table, row, field, Problem::Empty { what }));
        };
        for (row, score) in self.scores.iter().enumerate() {
            if score.rationale.is_none() {
                fault(ReferenceScore::TABLE, row, "rationale", "why this score");
            }
            if score.source.is_none() {
                fault(ReferenceScore::TABLE, row, "source", "the literature behind the score");
            }
            match score.confidence {
                None => fault(ReferenceScore::TABLE, row, "confidence", "a number from 0 to 1"),
                Some(value) if !(0.0..=1.0).contains(&value) => {
                    let problem = Problem::OutOfBounds { value, least: 0.0, most: 1.0 };
                    outside.push(Fault::new(ReferenceScore::TABLE, row, "confidence", problem));
                }
                Some(_) => {}
            }
        }
        for (row, score) in self.second_coding.iter().enumerate() {
            if score.rationale.is_none() {
                fault(ReferenceSecondScore::TABLE, row, "rationale", "why this score");
            }
        }
        faults.append(&mut outside);
        faults
    }
}

/// One row of either coding.
struct Coded<'a> {
    case_id: &'a str,
    indicator_id: &'a str,
    score: Scored,
}

impl<'a> Coded<'a> {
    fn of(case_id: &'a str, indicator_id: &'a str, score: f64, low: f64, high: f64) -> Self {
        Self { case_id, indicator_id, score: Scored { score, low, high } }
    }
}

impl ReferenceAlliance {
    /// The value of a dimension in the first coding, 0-1.
    pub(crate) fn value(&self, dimension: Dimension) -> Option<f64> {
        self.first.dimension(dimension).map(|scored| scored.score)
    }
}
