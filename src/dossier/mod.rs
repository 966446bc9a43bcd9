//! A documented case: its periods, actors, relations, events, series and codings, each with its source.

mod check;
mod computed;
#[cfg(feature = "files")]
mod files;
mod rows;
mod settings;

use crate::codebook::{Codebook, IndicatorKind, Locale};
use crate::error::Error;
use crate::membership::Scored;
use crate::table::{compact, from_json, row};
use crate::typology::Profile;

pub use computed::Computed;
#[cfg(feature = "files")]
pub use files::{Folder, check_twins};
pub use rows::*;
pub use settings::Settings;

row! {
    /// The files of a case as one document: what case authors exchange as JSON.
    ///
    /// Every field is a table of the case's folder; see `data/README.md`. Computed
    /// indicators carry their range only: their scores are worked out from
    /// `series` and `relations` whenever a document becomes a [`Dossier`].
    CaseDocument in "case" {
        /// What holds for the whole case.
        settings: Settings,
        /// Periods, in order of time.
        phases: Vec<Phase>,
        /// Patron, regime, agencies and threats.
        actors: Vec<Actor>,
        /// What they are called in each language.
        names: Vec<Name>,
        /// Who fought and who helped whom.
        relations: Vec<Relation>,
        /// Dated events, in order of time.
        events: Vec<Event>,
        /// Values of the series.
        series: Vec<SeriesValue>,
        /// What the series are.
        series_catalog: Vec<SeriesEntry>,
        /// The first coding.
        indicators: Vec<IndicatorScore>,
        /// The second coding.
        second_coding: Vec<SecondScore>,
        /// Sources.
        sources: Vec<Source>,
        /// What the theory's author claims.
        claims: Vec<Claim>,
        /// Remarks on the drawings.
        annotations: Vec<Annotation>,
    }
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

/// Stands for a text of a part that comes without it, so that a gap is seen.
const LEFT_OUT: &str = "…";

/// The lists of a [`CaseDocument`] with the reasons of scores, which only answers need.
#[derive(serde::Serialize)]
struct Reasons<'a> {
    indicators: &'a [IndicatorScore],
    second_coding: &'a [SecondScore],
}

/// The lists of a [`CaseDocument`] that verdicts and figures need only in part.
#[derive(serde::Serialize)]
struct WholeLists<'a> {
    series: &'a [SeriesValue],
    series_catalog: &'a [SeriesEntry],
    sources: &'a [Source],
    actors: &'a [Actor],
}

/// A case whose every rule of the codebook was checked, with its computed indicators.
#[derive(Clone, Debug, PartialEq)]
pub struct Dossier {
    document: CaseDocument,
    computed: Vec<Computed>,
}

impl Dossier {
    /// Checks a document and computes its indicators.
    ///
    /// # Errors
    /// [`Error::Data`] with every violated rule.
    pub fn new(document: CaseDocument, codebook: &Codebook) -> Result<Self, Error> {
        let computed = computed::all(&document, codebook);
        let faults = check::faults(&document, &computed, codebook);
        if faults.is_empty() {
            Ok(Self { document, computed })
        } else {
            Err(Error::Data { faults })
        }
    }

    /// Reads the CSV files of a case.
    ///
    /// # Errors
    /// [`Error::Data`] with every violated rule, each with file, line and field.
    #[cfg(feature = "files")]
    pub fn from_files(files: &dyn crate::table::Files, codebook: &Codebook) -> Result<Self, Error> {
        files::dossier(files, codebook)
    }

    /// Reads the JSON form of a case, as [`Dossier::to_json`] writes it.
    ///
    /// # Errors
    /// [`Error::Json`] or [`Error::Data`].
    pub fn from_json(text: &str, codebook: &Codebook) -> Result<Self, Error> {
        Self::new(from_json(text)?, codebook)
    }

    /// The JSON form: stored copies of computed scores and sources that nothing cites are left out.
    pub fn to_json(&self) -> String {
        let mut whole = self.clone();
        whole.without_copies();
        let cited = check::cited_sources(&whole.document);
        whole.document.sources.retain(|source| cited.contains(&source.source_id));
        compact(&whole.document)
    }

    /// The JSON form in three parts, each of which takes the place of lists of the ones before: what
    /// verdicts and figures need; the scores with their reasons, for answers; and the lists of which
    /// the first has only a part, whole. In the first, `series` are those of computed indicators, and
    /// `sources` those that something else than a series or an actor cites, without how they were
    /// read; `actors` go without name and note and scores without their reasons.
    pub fn to_json_parts(&self) -> [String; 3] {
        let settings = &self.document.settings;
        let needed = [&settings.deaths_series, &settings.population_series, &settings.rate_series];
        let mut first = self.clone();
        first.without_copies();
        let document = &mut first.document;
        let reasons = compact(&Reasons {
            indicators: &document.indicators,
            second_coding: &document.second_coding,
        });
        for row in &mut document.indicators {
            LEFT_OUT.clone_into(&mut row.rationale);
        }
        for row in &mut document.second_coding {
            LEFT_OUT.clone_into(&mut row.rationale);
        }
        document.series.retain(|row| needed.contains(&&row.series_id));
        document.series_catalog.retain(|row| needed.contains(&&row.series_id));
        for source in &mut document.sources {
            source.note = None;
        }
        for actor in &mut document.actors {
            LEFT_OUT.clone_into(&mut actor.name);
            actor.note.clear();
            actor.source_id.clear();
        }
        let cited = check::cited_sources(document);
        document.sources.retain(|source| cited.contains(&source.source_id));
        let cited = check::cited_sources(&self.document);
        let mut sources = self.document.sources.clone();
        sources.retain(|source| cited.contains(&source.source_id));
        let whole = WholeLists {
            series: &self.document.series,
            series_catalog: &self.document.series_catalog,
            sources: &sources,
            actors: &self.document.actors,
        };
        [compact(document), reasons, compact(&whole)]
    }

    /// Takes out stored copies of computed scores.
    fn without_copies(&mut self) {
        let computed = &self.computed;
        for row in &mut self.document.indicators {
            if computed::find(computed, &row.phase_id, &row.indicator_id).is_some() {
                row.score = None;
                row.raw_value = None;
            }
        }
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
        computed::find(&self.computed, phase_id, indicator_id)
    }

    /// The score of the first coding: as judged, or as computed now with the stored range.
    pub fn first_score(&self, phase_id: &str, indicator_id: &str) -> Option<Scored> {
        let row = self
            .document
            .indicators
            .iter()
            .find(|row| row.phase_id == phase_id && row.indicator_id == indicator_id)?;
        let score = self
            .computed(phase_id, indicator_id)
            .map_or(row.score, |computed| Some(computed.score))?;
        // A stored range is rounded for reading: it is never allowed to exclude its own score.
        Some(Scored { score, low: row.low.min(score), high: row.high.max(score) })
    }

    /// The score of the second coding, which shares computed indicators with the first.
    pub fn second_score(&self, phase_id: &str, indicator_id: &str) -> Option<Scored> {
        let judged = self
            .document
            .second_coding
            .iter()
            .find(|row| row.phase_id == phase_id && row.indicator_id == indicator_id);
        match judged {
            Some(row) => Some(Scored { score: row.score, low: row.low, high: row.high }),
            None => self
                .computed(phase_id, indicator_id)
                .and_then(|_| self.first_score(phase_id, indicator_id)),
        }
    }

    /// The scores of a phase as answers to the codebook, by both coders. Computed indicators are
    /// shared; their raw values stand in [`Dossier::computed`].
    pub fn profile(&self, phase_id: &str) -> Profile {
        let document = &self.document;
        let of_phase = |of: &str| of == phase_id;
        let first = document.indicators.iter().filter(|row| of_phase(&row.phase_id));
        let second = document.second_coding.iter().filter(|row| of_phase(&row.phase_id));
        Profile::of_codings(
            first.filter_map(|row| {
                Some((row.indicator_id.as_str(), self.first_score(phase_id, &row.indicator_id)?))
            }),
            second.filter_map(|row| {
                Some((row.indicator_id.as_str(), self.second_score(phase_id, &row.indicator_id)?))
            }),
        )
    }

    /// Whether somebody read the source for a row of this case, or took data from it.
    pub fn is_source_read(&self, source_id: &str) -> bool {
        let document = &self.document;
        document.relations.iter().any(|row| row.source_id == source_id && row.is_checked())
            || document
                .events
                .iter()
                .any(|row| row.source_id == source_id && row.source_read != SourceRead::Memory)
            || document
                .series
                .iter()
                .any(|row| row.source_id == source_id && row.quality == Quality::Dataset)
    }
}

/// Whether a codebook judges this indicator.
pub(crate) fn is_judged(codebook: &Codebook, indicator_id: &str) -> bool {
    codebook
        .indicator(indicator_id)
        .is_some_and(|indicator| indicator.kind == IndicatorKind::Judged)
}
