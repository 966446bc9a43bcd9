//! Tables of the data files: CSV text in, typed rows or faults out.

use serde::de::DeserializeOwned;

use crate::fault::{Fault, Problem};

/// A row type and the table it belongs to.
pub(crate) trait Row: DeserializeOwned {
    /// Name of the table: the file name without `.csv`.
    const TABLE: &'static str;
    /// The exact columns, in order.
    const COLUMNS: &'static [&'static str];
}

/// Declares a row: a struct whose fields are the columns of its table, in order.
macro_rules! row {
    ($(#[$doc:meta])* $name:ident in $table:literal { $($(#[$field_doc:meta])* $field:ident: $type:ty,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        #[cfg_attr(feature = "types", derive(ts_rs::TS))]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $type,)+
        }

        impl $crate::table::Row for $name {
            const TABLE: &'static str = $table;
            const COLUMNS: &'static [&'static str] = &[$(stringify!($field)),+];
        }
    };
}
pub(crate) use row;

/// Where tables come from: a folder on disk, a bundle in the binary, a planted fault in a test.
pub trait Files {
    /// The text of `<name>.csv`; `None` where there is no such file.
    fn text(&self, name: &str) -> Option<String>;
    /// How messages call the file.
    fn label(&self, name: &str) -> String;
}

/// Rows of one table with the line on which each begins.
pub(crate) struct Table<T> {
    pub rows: Vec<T>,
    pub lines: Vec<u64>,
}

/// Reads one table; what cannot be read is added to `faults`.
pub(crate) fn read<T: Row>(files: &dyn Files, faults: &mut Vec<Fault>) -> Table<T> {
    let mut table = Table { rows: Vec::new(), lines: Vec::new() };
    let mut report = |line: Option<u64>, field: &'static str, problem: Problem| {
        let fault = Fault { file: Some((files.label(T::TABLE), line)), ..Fault::new(T::TABLE, None, field, problem) };
        faults.push(fault);
    };
    let Some(text) = files.text(T::TABLE) else {
        report(None, "", Problem::FileMissing { columns: T::COLUMNS.join(",") });
        return table;
    };
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(error) => {
            report(Some(1), "", Problem::Unreadable { reason: error.to_string() });
            return table;
        }
    };
    if header.iter().ne(T::COLUMNS.iter().copied()) {
        let found = header.iter().collect::<Vec<_>>().join(",");
        report(Some(1), "", Problem::Columns { found, expected: T::COLUMNS.join(",") });
        return table;
    }
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map(csv::Position::line);
                report(line, "", Problem::Unreadable { reason: reason(&error) });
                continue;
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        for (cell, field) in record.iter().zip(T::COLUMNS) {
            if cell != cell.trim() {
                report(Some(line), field, Problem::OuterBlanks);
            }
            if names_a_machine_path(cell) {
                report(Some(line), field, Problem::MachinePath);
            }
        }
        match record.deserialize(Some(&header)) {
            Ok(row) => {
                table.rows.push(row);
                table.lines.push(line);
            }
            Err(error) => report(Some(line), field_of::<T>(&error), Problem::Unreadable { reason: reason(&error) }),
        }
    }
    table
}

/// Whether a text names a folder of somebody's machine: such a path helps no other reader.
fn names_a_machine_path(text: &str) -> bool {
    text.split(|c: char| c.is_whitespace() || c == '"' || c == '\'')
        .any(|word| ["/home/", "/root/", "/tmp/", "/work/", "/Users/", "C:\\"].iter().any(|root| word.starts_with(root)))
}

fn field_of<T: Row>(error: &csv::Error) -> &'static str {
    let csv::ErrorKind::Deserialize { err, .. } = error.kind() else { return "" };
    err.field().and_then(|index| T::COLUMNS.get(usize::try_from(index).ok()?)).copied().unwrap_or("")
}

/// The reason without the position, which the fault names already.
fn reason(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Deserialize { err, .. } => err.kind().to_string(),
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("the row has {len} cells where {expected_len} belong (is a comma outside quotation marks?)")
        }
        _ => error.to_string(),
    }
}
