//! A documented case: its periods, actors, relations, events, series and codings, each with its source.

mod check;
mod computed;
mod read;
mod rows;
mod settings;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::codebook::{Codebook, IndicatorKind, Locale};
use crate::error::Error;
use crate::fault::Fault;
use crate::membership::Scored;

pub use computed::Computed;
pub use read::{Folder, check_twins};
pub use rows::*;
pub use settings::Settings;

/// The files of a case as one document: what case authors exchange as JSON.
///
/// Every field is a table of the case's folder; see `data/README.md`. Computed
/// indicators carry their range only: their scores are worked out from
/// `series` and `relations` whenever a document becomes a [`Dossier`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct CaseDocument {
    /// What holds for the whole case.
    pub settings: Settings,
    /// Periods, in order of time.
    pub phases: Vec<Phase>,
    /// Patron, regime, agencies and threats.
    pub actors: Vec<Actor>,
    /// What they are called in each language.
    pub names: Vec<Name>,
    /// Who fought and who helped whom.
    pub relations: Vec<Relation>,
    /// Dated events, in order of time.
    pub events: Vec<Event>,
    /// Values of the series.
    pub series: Vec<SeriesValue>,
    /// What the series are.
    pub series_catalog: Vec<SeriesEntry>,
    /// The first coding.
    pub indicators: Vec<IndicatorScore>,
    /// The second coding.
    pub second_coding: Vec<SecondScore>,
    /// Sources.
    pub sources: Vec<Source>,
    /// What the theory's author claims.
    pub claims: Vec<Claim>,
    /// Remarks on the drawings.
    pub annotations: Vec<Annotation>,
}

impl CaseDocument {
    /// What a name stands for in a language: an actor, a phase, `patron`, `ally` or `state`.
    pub(crate) fn name(&self, id: &str, locale: Locale) -> Option<&Name> {
        self.names.iter().find(|name| name.id == id && name.locale == locale)
    }

    /// The short form of a name; the id itself where there is none.
    pub(crate) fn label<'a>(&'a self, id: &'a str, locale: Locale) -> &'a str {
        self.name(id, locale).map_or(id, |name| &name.label)
    }

    /// The source with this id.
    pub(crate) fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.source_id == id)
    }

    /// The actor with this id.
    pub(crate) fn actor(&self, id: &str) -> Option<&Actor> {
        self.actors.iter().find(|actor| actor.actor_id == id)
    }
}

/// A case whose every rule of the codebook was checked, with its computed indicators.
#[derive(Clone, Debug, PartialEq)]
pub struct Dossier {
    document: CaseDocument,
    /// By phase and indicator.
    computed: BTreeMap<(String, String), Computed>,
}

impl Dossier {
    /// Checks a document and computes its indicators.
    ///
    /// # Errors
    /// [`Error::Data`] with every violated rule.
    pub fn new(document: CaseDocument, codebook: &Codebook) -> Result<Self, Error> {
        let computed = computed::all(&document, codebook);
        let faults = check::faults(&document, &computed, codebook);
        if faults.is_empty() { Ok(Self { document, computed }) } else { Err(Error::Data { faults }) }
    }

    /// Reads the CSV files of a case.
    ///
    /// # Errors
    /// [`Error::Data`] with every violated rule, each with file, line and field.
    pub fn from_files(files: &dyn crate::table::Files, codebook: &Codebook) -> Result<Self, Error> {
        read::dossier(files, codebook)
    }

    /// Reads the JSON form of a case, as [`Dossier::to_json`] writes it.
    ///
    /// # Errors
    /// [`Error::Json`] or [`Error::Data`].
    pub fn from_json(text: &str, codebook: &Codebook) -> Result<Self, Error> {
        Self::new(crate::error::from_json(text)?, codebook)
    }

    /// The JSON form: stored copies of computed scores and sources that nothing cites are left out.
    pub fn to_json(&self) -> String {
        let mut document = self.document.clone();
        for row in &mut document.indicators {
            if self.computed.contains_key(&(row.phase_id.clone(), row.indicator_id.clone())) {
                row.score = None;
                row.raw_value = None;
            }
        }
        let cited = check::cited_sources(&document);
        document.sources.retain(|source| cited.contains(source.source_id.as_str()));
        // A document holds strings, finite numbers and lists: there is nothing that JSON could refuse.
        serde_json::to_string(&document).unwrap_or_default()
    }

    /// Everything as written by its authors.
    pub fn document(&self) -> &CaseDocument {
        &self.document
    }

    /// Identifier of the case, such as `us-colombia`.
    pub fn case_id(&self) -> &str {
        &self.document.settings.case_id
    }

    /// A computed indicator in a phase.
    pub fn computed(&self, phase_id: &str, indicator_id: &str) -> Option<&Computed> {
        self.computed.get(&(phase_id.to_owned(), indicator_id.to_owned()))
    }

    /// The score of the first coding: as judged, or as computed now with the stored range.
    pub fn first_score(&self, phase_id: &str, indicator_id: &str) -> Option<Scored> {
        let row = self.document.indicators.iter().find(|row| row.phase_id == phase_id && row.indicator_id == indicator_id)?;
        let score = self.computed(phase_id, indicator_id).map_or(row.score, |computed| Some(computed.score))?;
        // A stored range is rounded for reading: it is never allowed to exclude its own score.
        Some(Scored { score, low: row.low.min(score), high: row.high.max(score) })
    }

    /// The score of the second coding, which shares computed indicators with the first.
    pub fn second_score(&self, phase_id: &str, indicator_id: &str) -> Option<Scored> {
        let judged = self.document.second_coding.iter().find(|row| row.phase_id == phase_id && row.indicator_id == indicator_id);
        match judged {
            Some(row) => Some(Scored { score: row.score, low: row.low, high: row.high }),
            None => self.computed(phase_id, indicator_id).and_then(|_| self.first_score(phase_id, indicator_id)),
        }
    }

    /// Whether somebody read the source for a row of this case, or took data from it.
    pub fn is_source_read(&self, source_id: &str) -> bool {
        let document = &self.document;
        document.relations.iter().any(|row| row.source_id == source_id && row.is_checked())
            || document.events.iter().any(|row| row.source_id == source_id && row.source_read != SourceRead::Memory)
            || document.series.iter().any(|row| row.source_id == source_id && row.quality == Quality::Dataset)
    }
}

/// Whether a codebook judges this indicator.
pub(crate) fn is_judged(codebook: &Codebook, indicator_id: &str) -> bool {
    codebook.indicator(indicator_id).is_some_and(|indicator| indicator.kind == IndicatorKind::Judged)
}

/// Adds file and line to faults that were found in rows.
pub(crate) fn place(faults: &mut [Fault], label: impl Fn(&str) -> String, lines: &BTreeMap<&'static str, Vec<u64>>) {
    for fault in faults.iter_mut().filter(|fault| fault.file.is_none()) {
        let line = fault.row.and_then(|row| lines.get(fault.table)?.get(row).copied());
        fault.file = Some((label(fault.table), line));
    }
}
