//! The dated events of one year of a case.

use serde::Serialize;

use crate::compare::Citation;
use crate::dossier::{Dossier, Finding, SourceRead};

/// A dated event with its source.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct YearEvent {
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as precise as known.
    pub date: String,
    /// Title, in English.
    pub title: String,
    /// What happened, in English.
    pub summary: String,
    /// How the source was read.
    pub source_read: SourceRead,
    /// What stands behind it.
    pub finding: Finding,
    /// Where.
    pub source: Option<Citation>,
}

/// The events of a year, in order of time.
pub(crate) fn of_year(dossier: &Dossier, year: i32) -> Vec<YearEvent> {
    let document = dossier.document();
    let year = year.to_string();
    let mut events = Vec::new();
    for event in document.events.iter().filter(|event| event.date.starts_with(&year)) {
        events.push(YearEvent {
            date: event.date.clone(),
            title: event.title.clone(),
            summary: event.summary.clone(),
            source_read: event.source_read,
            finding: event.finding,
            source: document.source(&event.source_id).map(Citation::of),
        });
    }
    events
}
