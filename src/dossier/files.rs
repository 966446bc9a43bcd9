//! A case from its folder of CSV files.

use std::path::PathBuf;

use super::rows::{
    Actor, Annotation, Claim, Event, IndicatorScore, Name, Phase, Relation, SecondScore,
    SeriesEntry, SeriesValue, SettingRow, Source, SupersededScore,
};
use super::{CaseDocument, Dossier, Settings, check, computed};
use crate::codebook::Codebook;
use crate::error::Error;
use crate::fault::{Fault, Problem, repeated};
use crate::table::{Cell, Cells, Files, Misread, Reader, Row, Tables};

/// The folder of a case on disk.
#[derive(Clone, Debug)]
pub struct Folder(pub PathBuf);

impl Folder {
    fn path(&self, name: &str) -> PathBuf {
        self.0.join(format!("{name}.csv"))
    }
}

impl Files for Folder {
    fn content(&self, name: &str) -> Option<Vec<u8>> {
        std::fs::read(self.path(name)).ok()
    }

    fn label(&self, name: &str) -> String {
        self.path(name).display().to_string()
    }

    fn obstacle(&self, name: &str) -> Option<String> {
        let error = std::fs::read(self.path(name)).err()?;
        (error.kind() != std::io::ErrorKind::NotFound).then(|| error.to_string())
    }
}

pub(super) fn dossier(files: &dyn Files, codebook: &Codebook) -> Result<Dossier, Error> {
    let mut tables = Tables::of(files);
    let setting_rows: Vec<SettingRow> = tables.rows();
    // Of a file that is missing or of other columns, no setting need be missed one by one.
    let settings = if tables.faults.is_empty() {
        settings(&setting_rows, &mut tables.faults)
    } else {
        settings(&[], &mut Vec::new())
    };
    let phases: Vec<Phase> = tables.rows();
    let actors: Vec<Actor> = tables.rows();
    let names: Vec<Name> = tables.rows();
    let relations: Vec<Relation> = tables.rows();
    let events: Vec<Event> = tables.rows();
    let series: Vec<SeriesValue> = tables.rows();
    let series_catalog: Vec<SeriesEntry> = tables.rows();
    let indicators: Vec<IndicatorScore> = tables.rows();
    let second_coding: Vec<SecondScore> = tables.rows();
    let superseded: Vec<SupersededScore> = tables.rows();
    let sources: Vec<Source> = tables.rows();
    let claims: Vec<Claim> = tables.rows();
    let annotations: Vec<Annotation> = tables.rows();
    let document = CaseDocument {
        settings,
        phases,
        actors,
        names,
        relations,
        events,
        series,
        series_catalog,
        indicators,
        second_coding,
        sources,
        claims,
        annotations,
    };
    let computed = computed::all(&document, codebook);
    // Rules between rows make sense only once every row could be read.
    if tables.faults.is_empty() {
        tables.faults = check::faults(&document, &computed, codebook);
        tables.faults.extend(faults_of_superseded(&superseded, &document, codebook));
        for fault in tables.faults.iter_mut().filter(|fault| fault.table == Settings::TABLE) {
            fault.table = SettingRow::TABLE;
            fault.row = setting_rows.iter().position(|row| row.key == fault.field);
            fault.field = "value".into();
        }
    }
    tables.finish()?;
    Ok(Dossier { document, computed })
}

/// Settings from the rows of `case.csv`, with stand-ins for what is missing or wrong.
fn settings(rows: &[SettingRow], faults: &mut Vec<Fault>) -> Settings {
    const TABLE: &str = SettingRow::TABLE;
    for (row, setting) in rows.iter().enumerate() {
        if !Settings::COLUMNS.contains(&setting.key.as_str()) {
            let known = Settings::COLUMNS.join(", ");
            let problem = Problem::UnknownKey { key: setting.key.clone(), known };
            faults.push(Fault::new(TABLE, row, "key", problem));
        } else if rows.iter().take(row).any(|earlier| earlier.key == setting.key) {
            let problem = Problem::Repeated { id: setting.key.clone() };
            faults.push(Fault::new(TABLE, row, "key", problem));
        }
    }
    let cell = |key: &str| {
        let row = rows.iter().find(|row| row.key == key);
        row.map_or(Cell::Nothing, |row| Cell::Field(&row.value))
    };
    let mut reader = Reader::default();
    let settings = Settings::read(&Cells(&cell), &mut reader);
    for Misread { path, problem } in reader.misreads {
        let row = rows.iter().position(|row| row.key == path);
        faults.push(match row {
            Some(row) => Fault::new(TABLE, row, "value", problem),
            None => Fault::new(TABLE, None, "key", Problem::SettingMissing { key: path }),
        });
    }
    settings
}

/// Rules for indicators of an earlier codebook, which stay in the folder but not in the document.
fn faults_of_superseded(
    rows: &[SupersededScore],
    document: &CaseDocument,
    codebook: &Codebook,
) -> Vec<Fault> {
    const TABLE: &str = "indicators_superseded";
    let keys = rows.iter().map(|row| format!("{} {}", row.indicator_id, row.phase_id));
    let mut faults = repeated(TABLE, "indicator_id", &mut { keys });
    for (row, score) in rows.iter().enumerate() {
        if codebook.indicator(&score.indicator_id).is_some() {
            let problem = Problem::InForce { id: score.indicator_id.clone() };
            faults.push(Fault::new(TABLE, row, "indicator_id", problem));
        }
        if !document.phases.iter().any(|phase| phase.phase_id == score.phase_id) {
            faults.push(Fault::new(
                TABLE,
                row,
                "phase_id",
                check::unknown("phase", &score.phase_id, "phases"),
            ));
        }
        if document.source(&score.source_id).is_none() {
            faults.push(Fault::new(
                TABLE,
                row,
                "source_id",
                check::unknown("source", &score.source_id, "sources"),
            ));
        }
        if let Some(problem) = check::out_of_order(score.low, score.score, score.high) {
            faults.push(Fault::new(TABLE, row, "score", problem));
        }
    }
    faults
}

/// Series of two cases that are said to be comparable must say so of each other, in one group.
///
/// # Errors
/// [`Error::Data`] with every one-sided pair.
pub fn check_twins(cases: &[&Dossier]) -> Result<(), Error> {
    let mut faults = Vec::new();
    for one in cases {
        for (row, entry) in one
            .document()
            .series_catalog
            .iter()
            .enumerate()
            .filter(|(_, entry)| !entry.comparable_with.is_empty())
        {
            let twin = cases
                .iter()
                .filter(|other| other.case_id() != one.case_id())
                .flat_map(|other| &other.document().series_catalog)
                .find(|other| other.series_id == entry.comparable_with);
            let problem = match twin {
                Some(twin)
                    if twin.comparable_with == entry.series_id && twin.group == entry.group =>
                {
                    continue;
                }
                Some(twin) if twin.comparable_with == entry.series_id => {
                    Problem::TwinGroup { twin: twin.series_id.clone(), theirs: twin.group.word() }
                }
                _ => Problem::TwinOneSided {
                    id: entry.series_id.clone(),
                    twin: entry.comparable_with.clone(),
                },
            };
            let mut fault = Fault::new(SeriesEntry::TABLE, row, "comparable_with", problem);
            fault.file = Some((format!("{}/series_catalog.csv", one.case_id()), None));
            faults.push(fault);
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(Error::Data { faults }) }
}
