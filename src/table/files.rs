//! CSV tables: text in, typed rows or faults out.

use super::{Cell, Cells, Misread, Reader, Row};
use crate::error::Error;
use crate::fault::{Fault, Problem};

/// Where CSV tables come from: a folder on disk, a bundle in the binary, a planted fault in a test.
pub trait Files {
    /// The content of `<name>.csv`; `None` where there is no such file.
    fn content(&self, name: &str) -> Option<Vec<u8>>;
    /// How messages call the file.
    fn label(&self, name: &str) -> String;
    /// Why `<name>.csv` cannot be opened although something of this name is there; `None` where
    /// nothing is, or where it can be.
    fn obstacle(&self, _name: &str) -> Option<String> {
        None
    }
}

/// Reads the tables of one folder, and knows where each row stands.
pub(crate) struct Tables<'a> {
    files: &'a dyn Files,
    /// The line on which each row of each table begins.
    lines: Vec<(&'static str, Vec<u64>)>,
    pub faults: Vec<Fault>,
}

impl<'a> Tables<'a> {
    pub fn of(files: &'a dyn Files) -> Self {
        Self { files, lines: Vec::new(), faults: Vec::new() }
    }

    /// The rows of one table; what cannot be read is left out and added to the faults.
    pub fn rows<T: Row>(&mut self) -> Vec<T> {
        let mut rows = Vec::new();
        let mut lines = Vec::new();
        for (line, record) in records(self.files, T::TABLE, T::COLUMNS, &mut self.faults) {
            let mut reader = Reader::default();
            let cell = |column: &str| text_of(T::COLUMNS, &record, column);
            let row = T::read(&Cells(&cell), &mut reader);
            if reader.misreads.is_empty() {
                rows.push(row);
                lines.push(line);
            }
            for Misread { path, problem } in reader.misreads {
                self.faults.push(Fault {
                    file: Some((self.files.label(T::TABLE), Some(line))),
                    ..Fault::new(T::TABLE, None, path, problem)
                });
            }
        }
        self.lines.push((T::TABLE, lines));
        rows
    }

    /// All faults as an error, each with its file and line.
    ///
    /// # Errors
    /// [`Error::Data`] if there is any fault.
    pub fn finish(mut self) -> Result<(), Error> {
        for fault in self.faults.iter_mut().filter(|fault| fault.file.is_none()) {
            let of_table = self.lines.iter().find(|(table, _)| *table == fault.table);
            let line = fault.row.and_then(|row| of_table?.1.get(row).copied());
            fault.file = Some((self.files.label(fault.table), line));
        }
        if self.faults.is_empty() { Ok(()) } else { Err(Error::Data { faults: self.faults }) }
    }
}

fn text_of<'a>(columns: &[&str], record: &'a csv::StringRecord, column: &str) -> Cell<'a> {
    let index = columns.iter().position(|known| *known == column);
    index.and_then(|index| record.get(index)).map_or(Cell::Nothing, Cell::Field)
}

/// Every readable record of a CSV table, with its line.
fn records(
    files: &dyn Files,
    table: &'static str,
    columns: &'static [&'static str],
    faults: &mut Vec<Fault>,
) -> Vec<(u64, csv::StringRecord)> {
    let mut found = Vec::new();
    let mut report = |line: Option<u64>, field: &'static str, problem: Problem| {
        faults.push(Fault {
            file: Some((files.label(table), line)),
            ..Fault::new(table, None, field, problem)
        });
    };
    let Some(content) = files.content(table) else {
        report(
            None,
            "",
            match files.obstacle(table) {
                Some(reason) => {
                    Problem::Unreadable { reason: reason + ": make it a file that you may read" }
                }
                None => Problem::FileMissing { columns: columns.join(",") },
            },
        );
        return found;
    };
    let mut reader = csv::Reader::from_reader(content.as_slice());
    let header = match reader.headers() {
        Ok(header) => header.iter().collect::<Vec<_>>().join(","),
        Err(error) => {
            report(Some(1), "", unreadable(&error));
            return found;
        }
    };
    if header != columns.join(",") {
        report(Some(1), "", Problem::Columns { found: header, expected: columns.join(",") });
        return found;
    }
    let mut record = csv::StringRecord::new();
    loop {
        let start = offset(&reader);
        let read = reader.read_record(&mut record);
        let text = content.get(start..offset(&reader)).unwrap_or_default();
        let line = line_at(&content, start);
        match read {
            Ok(false) => return found,
            _ if text.split(|byte| *byte == b'"').count() % 2 == 0 => {
                let reason = "a quotation mark has no second one: double it, or close the cell";
                report(Some(line), "", Problem::Unreadable { reason: reason.to_owned() });
            }
            Err(error) => report(Some(line), "", unreadable(&error)),
            Ok(true) => {
                for (cell, field) in record.iter().zip(columns) {
                    if cell != cell.trim() {
                        report(Some(line), field, Problem::OuterBlanks);
                    }
                    if names_a_machine_path(cell) {
                        report(Some(line), field, Problem::MachinePath);
                    }
                }
                found.push((line, record.clone()));
            }
        }
    }
}

/// Where in the content the next record is looked for.
fn offset(reader: &csv::Reader<&[u8]>) -> usize {
    usize::try_from(reader.position().byte()).unwrap_or(usize::MAX)
}

/// The line on which the first character from here on stands, whatever ends the lines before it.
fn line_at(content: &[u8], start: usize) -> u64 {
    let (before, after) = content.split_at_checked(start).unwrap_or((content, &[]));
    let ends = after.iter().take_while(|byte| b"\r\n".contains(byte));
    let lines = before.iter().chain(ends).filter(|byte| **byte == b'\n').count();
    lines as u64 + 1
}

fn unreadable(error: &csv::Error) -> Problem {
    let reason = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!(
                "the row has {len} cells where {expected_len} belong (is a comma outside quotation marks?)"
            )
        }
        csv::ErrorKind::Utf8 { .. } => {
            "the text is not UTF-8: save the file in this encoding".to_owned()
        }
        _ => error.to_string(),
    };
    Problem::Unreadable { reason }
}

/// Whether a text names a folder of somebody's machine: such a path helps no other reader.
fn names_a_machine_path(text: &str) -> bool {
    text.split(|c: char| c.is_whitespace() || "\"'()[]<>,;".contains(c)).any(|word| {
        ["/home/", "/root/", "/tmp/", "/Users/", "C:\\"].iter().any(|root| word.starts_with(root))
    })
}
