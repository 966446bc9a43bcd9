//! A case from its folder of CSV files.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::rows::{
    Actor, Annotation, Claim, Event, IndicatorScore, Name, Phase, Relation, SecondScore, SeriesEntry, SeriesValue, SettingRow, Source,
    SupersededScore,
};
use super::{CaseDocument, Dossier, Settings, check, computed, place};
use crate::codebook::Codebook;
use crate::error::Error;
use crate::fault::{Fault, Problem};
use crate::table::{self, Files, Row};

/// The folder of a case on disk.
#[derive(Clone, Debug)]
pub struct Folder(pub PathBuf);

impl Files for Folder {
    fn text(&self, name: &str) -> Option<String> {
        std::fs::read_to_string(self.0.join(format!("{name}.csv"))).ok()
    }

    fn label(&self, name: &str) -> String {
        self.0.join(format!("{name}.csv")).display().to_string()
    }
}

struct Reading<'a> {
    files: &'a dyn Files,
    faults: Vec<Fault>,
    lines: BTreeMap<&'static str, Vec<u64>>,
}

impl Reading<'_> {
    fn rows<T: Row>(&mut self) -> Vec<T> {
        let table = table::read::<T>(self.files, &mut self.faults);
        self.lines.insert(T::TABLE, table.lines);
        table.rows
    }
}

pub(super) fn dossier(files: &dyn Files, codebook: &Codebook) -> Result<Dossier, Error> {
    let mut reading = Reading { files, faults: Vec::new(), lines: BTreeMap::new() };
    let settings_rows: Vec<SettingRow> = reading.rows();
    let settings = Settings::from_rows(&settings_rows, &mut reading.faults);
    let phases: Vec<Phase> = reading.rows();
    let actors: Vec<Actor> = reading.rows();
    let names: Vec<Name> = reading.rows();
    let relations: Vec<Relation> = reading.rows();
    let events: Vec<Event> = reading.rows();
    let series: Vec<SeriesValue> = reading.rows();
    let series_catalog: Vec<SeriesEntry> = reading.rows();
    let indicators: Vec<IndicatorScore> = reading.rows();
    let second_coding: Vec<SecondScore> = reading.rows();
    let superseded: Vec<SupersededScore> = reading.rows();
    let sources: Vec<Source> = reading.rows();
    let claims: Vec<Claim> = reading.rows();
    let annotations: Vec<Annotation> = reading.rows();
    let Reading { mut faults, lines, .. } = reading;
    // Rules between rows make sense only once every row could be read.
    if let (Some(settings), true) = (settings, faults.is_empty()) {
        let document = CaseDocument {
            settings, phases, actors, names, relations, events, series, series_catalog, indicators, second_coding, sources, claims, annotations,
        };
        let computed = computed::all(&document, codebook);
        faults.extend(check::faults(&document, &computed, codebook));
        faults.extend(check::superseded(&superseded, &document, codebook));
        if faults.is_empty() {
            return Ok(Dossier { document, computed });
        }
    }
    place(&mut faults, |table| files.label(table), &lines);
    Err(Error::Data { faults })
}

/// Series of two cases that are said to be comparable must say so of each other, in one group.
///
/// # Errors
/// [`Error::Data`] with every one-sided pair.
pub fn check_twins(cases: &[&Dossier]) -> Result<(), Error> {
    let mut faults = Vec::new();
    for one in cases {
        for (row, entry) in one.document().series_catalog.iter().enumerate().filter(|(_, entry)| !entry.comparable_with.is_empty()) {
            let twin = cases
                .iter()
                .filter(|other| other.case_id() != one.case_id())
                .flat_map(|other| &other.document().series_catalog)
                .find(|other| other.series_id == entry.comparable_with);
            let problem = match twin {
                Some(twin) if twin.comparable_with == entry.series_id && twin.group == entry.group => continue,
                Some(twin) if twin.comparable_with == entry.series_id => {
                    Problem::TwinGroup { twin: twin.series_id.clone(), theirs: twin.group.word() }
                }
                _ => Problem::TwinOneSided { id: entry.series_id.clone(), twin: entry.comparable_with.clone() },
            };
            let mut fault = Fault::new(SeriesEntry::TABLE, row, "comparable_with", problem);
            fault.file = Some((format!("{}/series_catalog.csv", one.case_id()), None));
            faults.push(fault);
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(Error::Data { faults }) }
}
