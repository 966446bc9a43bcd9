//! An error planted in a file of `data/`, and the fault it must lead to.

use std::path::Path;

use Edit::{Delete, Latin1, NoFile, NoRows, Repeat, Set};
use fragmented_allies::dossier::Folder;
use fragmented_allies::{Error, Files, Problem};

/// One error: what it is, how it gets into the file, and the fault by which it is refused.
pub struct Planted {
    pub what: &'static str,
    pub table: &'static str,
    /// How the line to be edited begins: its key.
    pub row: &'static str,
    pub edit: Edit,
    pub place: Place,
    /// The field that the fault names; empty where it means the whole row or table.
    pub field: &'static str,
    /// The variant of [`Problem`].
    pub kind: &'static str,
    pub is_kind: fn(&Problem) -> bool,
    /// How the message ends: with what would be right.
    pub remedy: &'static str,
}

#[derive(Clone, Copy)]
pub enum Edit {
    /// Other characters in one column of the row.
    Set(&'static str, &'static str),
    /// The row twice.
    Repeat,
    /// The row left out.
    Delete,
    /// The header and no row.
    NoRows,
    /// The whole file in Latin-1.
    Latin1,
    /// The whole file left out.
    NoFile,
}

/// What the fault points at.
pub enum Place {
    /// The edited row.
    Row,
    /// The repetition, one line below.
    Repetition,
    /// The table: no row is to blame.
    Table,
}

/// A table of errors: `what: table row edit => place field kind remedy;`
macro_rules! planted {
    ($($what:literal: $table:literal $row:literal $edit:expr
        => $place:ident $field:literal $kind:ident $remedy:literal;)+) => {
        &[$($crate::planted::Planted {
            what: $what,
            table: $table,
            row: $row,
            edit: $edit,
            place: $crate::planted::Place::$place,
            field: $field,
            kind: stringify!($kind),
            is_kind: |problem| matches!(problem, fragmented_allies::Problem::$kind { .. }),
            remedy: $remedy,
        }),+]
    };
}
pub(crate) use planted;

impl Planted {
    /// Plants the error in a folder and has the folder loaded.
    pub fn assert_refused<T>(
        &self,
        folder: &'static str,
        load: impl Fn(&EditedFolder) -> Result<T, Error>,
    ) {
        let files = EditedFolder::of(folder).edit(self.table, self.row, self.edit);
        let place = self.place_in(&files);
        let faults = match load(&files) {
            Err(Error::Data { faults }) => faults,
            Err(error) => panic!("{}: refused without faults: {error}", self.what),
            Ok(_) => panic!("{}: not refused", self.what),
        };
        let is_meant = faults.iter().any(|fault| {
            let message = fault.to_string();
            (self.is_kind)(&fault.problem)
                && message.starts_with(&place)
                && message.ends_with(self.remedy)
        });
        let (what, kind, remedy) = (self.what, self.kind, self.remedy);
        let found = Error::Data { faults };
        assert!(is_meant, "{what}: no {kind} `{place}... {remedy}` among\n{found}");
    }

    /// How the message begins: with file, line and field.
    fn place_in(&self, files: &EditedFolder) -> String {
        let line = index_of(&files.original(self.table), self.row) + 1;
        let line = match self.place {
            Place::Row => format!(", line {line}"),
            Place::Repetition => format!(", line {}", line + 1),
            Place::Table => String::new(),
        };
        let field = match self.field {
            "" => String::new(),
            field => format!(", field `{field}`"),
        };
        format!("{}{line}{field}: ", files.label(self.table))
    }
}

/// A folder of `data/` with some of its tables edited.
pub struct EditedFolder {
    original: Folder,
    edited: Vec<(&'static str, Option<Vec<u8>>)>,
}

impl EditedFolder {
    pub fn of(folder: &str) -> Self {
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
        Self { original: Folder(data.join(folder)), edited: Vec::new() }
    }

    pub fn edit(mut self, table: &'static str, row: &str, edit: Edit) -> Self {
        let content = edited(&self.original(table), row, edit);
        self.edited.push((table, content));
        self
    }

    pub fn with(mut self, table: &'static str, content: Vec<u8>) -> Self {
        self.edited.push((table, Some(content)));
        self
    }

    fn original(&self, table: &str) -> String {
        String::from_utf8(self.original.content(table).expect("a table")).expect("UTF-8")
    }
}

impl Files for EditedFolder {
    fn content(&self, name: &str) -> Option<Vec<u8>> {
        match self.edited.iter().find(|(table, _)| *table == name) {
            Some((_, content)) => content.clone(),
            None => self.original.content(name),
        }
    }

    fn label(&self, name: &str) -> String {
        let folder = self.original.0.file_name().expect("a folder");
        format!("{}/{name}.csv", folder.display())
    }
}

/// The text of a table with one edit; `None` for a file that is left out.
fn edited(text: &str, row: &str, edit: Edit) -> Option<Vec<u8>> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let index = index_of(text, row);
    match edit {
        Set(column, cell) => {
            let column = cells(&lines[0]).iter().position(|name| *name == column);
            let mut row = cells(&lines[index]);
            row[column.expect("a column")] = cell;
            lines[index] = row.join(",");
        }
        Repeat => lines.insert(index, lines[index].clone()),
        Delete => drop(lines.remove(index)),
        NoRows => lines.truncate(1),
        Latin1 => return Some(text.chars().map(|c| u8::try_from(c).expect("Latin-1")).collect()),
        NoFile => return None,
    }
    Some((lines.join("\n") + "\n").into_bytes())
}

/// The one line that begins like this, counted from 0.
fn index_of(text: &str, row: &str) -> usize {
    let mut found = text.lines().enumerate().filter(|(_, line)| line.starts_with(row));
    let (index, _) = found.next().unwrap_or_else(|| panic!("no row begins with `{row}`"));
    assert!(found.next().is_none(), "several rows begin with `{row}`");
    index
}

/// The cells of a line as they stand there, with their quotation marks.
fn cells(line: &str) -> Vec<&str> {
    let mut quoted = false;
    let ends_a_cell = |c| {
        quoted ^= c == '"';
        c == ',' && !quoted
    };
    line.split(ends_a_cell).collect()
}
