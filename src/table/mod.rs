//! Reading: rows of text and numbers, the same from a CSV file and from a JSON document.
//!
//! There is one mechanism instead of a derived reader a type: derived readers that know
//! their path were measured at 110 kB of the WebAssembly module after compression.

#[cfg(feature = "bundled")]
mod bundle;
#[cfg(feature = "files")]
mod files;

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::error::Error;
use crate::fault::Problem;
use crate::number::Shown;

#[cfg(feature = "bundled")]
pub(crate) use bundle::{Bundle, bundle};
#[cfg(feature = "files")]
pub use files::Files;
#[cfg(feature = "files")]
pub(crate) use files::Tables;

/// What could not be read, and at which path below the place where reading began.
#[derive(Debug)]
pub(crate) struct Misread {
    pub path: String,
    pub problem: Problem,
}

/// Keeps track of where reading stands and of what could not be read.
///
/// A value that cannot be read is reported here and a stand-in takes its place, so
/// that all faults of an input are found at once; callers drop the result if there is any.
#[derive(Default)]
pub(crate) struct Reader {
    path: Vec<String>,
    pub misreads: Vec<Misread>,
}

impl Reader {
    pub fn report(&mut self, problem: Problem) {
        let mut path = String::new();
        for key in &self.path {
            if !path.is_empty() && !key.starts_with('[') {
                path.push('.');
            }
            path.push_str(key);
        }
        self.misreads.push(Misread { path, problem });
    }

    fn enter(&mut self, key: &str) {
        self.path.push(key.to_owned());
    }

    fn leave(&mut self) {
        self.path.pop();
    }
}

/// A row type and the table it belongs to.
pub(crate) trait Row: Sized {
    /// Name of the table: the file name without `.csv`.
    const TABLE: &'static str;
    /// The exact columns, in order.
    const COLUMNS: &'static [&'static str];

    /// The row, with stand-ins for what cannot be read.
    fn read(cells: &Cells<'_>, reader: &mut Reader) -> Self;
}

/// Declares a row: a struct whose fields are the columns of its table, in order.
/// `field as "column": Type` names a column that is no Rust identifier; `field: Type = value` stands
/// for what is left out or null.
macro_rules! row {
    ($(#[$meta:meta])* $name:ident in $table:literal { $($(#[$field_meta:meta])* $field:ident $(as $column:literal)?: $type:ty $(= $default:expr)?,)+ }) => {
        #[derive(Clone, Debug, PartialEq, serde::Serialize)]
        #[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
        #[cfg_attr(feature = "types", schemars(deny_unknown_fields))]
        $(#[$meta])*
        pub struct $name {
            $($(#[$field_meta])* $(#[serde(rename = $column)])? pub $field: $type,)+
        }

        impl $crate::table::Row for $name {
            const TABLE: &'static str = $table;
            const COLUMNS: &'static [&'static str] = &[$($crate::table::column!($field $($column)?)),+];

            fn read(cells: &$crate::table::Cells<'_>, reader: &mut $crate::table::Reader) -> Self {
                Self { $($field: $crate::table::value!(cells, $crate::table::column!($field $($column)?), reader, $($default)?),)+ }
            }
        }

        impl $crate::table::FromCell for $name {
            fn from_cell(cell: $crate::table::Cell<'_>, reader: &mut $crate::table::Reader) -> Self {
                $crate::table::row_of(cell, reader)
            }
        }
    };
}

/// The name of a column: its own, or that of the field.
macro_rules! column {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $column:literal) => {
        $column
    };
}

/// What stands in a column, or what a missing one stands for.
macro_rules! value {
    ($cells:ident, $column:expr, $reader:ident,) => {
        $cells.field($column, $reader)
    };
    ($cells:ident, $column:expr, $reader:ident, $default:expr) => {
        $cells.field::<Option<_>>($column, $reader).unwrap_or_else(|| $default)
    };
}
pub(crate) use {column, row, value};

/// One cell, still unread.
#[derive(Clone, Copy)]
pub(crate) enum Cell<'a> {
    /// A cell of a CSV file, also where it is empty or a number.
    #[cfg(feature = "files")]
    Field(&'a str),
    Text(&'a str),
    Number(f64),
    Flag(bool),
    /// JSON null or a missing key.
    Nothing,
    List(&'a [Value]),
    Object(&'a Map<String, Value>),
}

impl<'a> Cell<'a> {
    pub fn of(value: Option<&'a Value>) -> Self {
        match value {
            None | Some(Value::Null) => Self::Nothing,
            Some(Value::Bool(flag)) => Self::Flag(*flag),
            Some(Value::String(text)) => Self::Text(text),
            Some(Value::Number(number)) => Self::Number(number.as_f64().unwrap_or(f64::NAN)),
            Some(Value::Array(values)) => Self::List(values),
            Some(Value::Object(object)) => Self::Object(object),
        }
    }

    /// The text in the cell, if it holds one.
    pub fn text(self) -> Option<&'a str> {
        match self {
            #[cfg(feature = "files")]
            Self::Field(text) => Some(text),
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Reports that something else belongs here.
    #[inline(never)]
    pub fn refuse(self, wanted: &'static str, reader: &mut Reader) {
        let found = match self {
            #[cfg(feature = "files")]
            Self::Field(text) => text.to_owned(),
            Self::Text(text) => format!("\"{text}\""),
            Self::Number(number) => Shown(number).to_string(),
            Self::Flag(flag) => flag.to_string(),
            Self::Nothing => "nothing".to_owned(),
            Self::List(_) => "a list".to_owned(),
            Self::Object(_) => "an object".to_owned(),
        };
        reader.report(Problem::Wanted { found, wanted });
    }

    #[inline(never)]
    fn whole(self, wanted: &'static str, reader: &mut Reader) -> i32 {
        let whole = match self {
            #[cfg(feature = "files")]
            Self::Field(text) => text.parse().ok(),
            #[allow(clippy::cast_possible_truncation, reason = "checked to be whole and small")]
            Self::Number(number) if number.fract() == 0.0 && number.abs() < 1e9 => {
                Some(number as i32)
            }
            _ => None,
        };
        whole.unwrap_or_else(|| {
            self.refuse(wanted, reader);
            0
        })
    }

    /// Index of the word among the known ones.
    #[inline(never)]
    pub fn word(self, known: &[&str], reader: &mut Reader) -> usize {
        let Some(found) = self.text() else {
            self.refuse("one of the known words", reader);
            return 0;
        };
        let index = known.iter().position(|word| *word == found);
        index.unwrap_or_else(|| {
            reader.report(Problem::UnknownWord { word: found.to_owned(), known: known.join(", ") });
            0
        })
    }
}

/// A type that a cell can hold.
pub(crate) trait FromCell: Sized {
    /// The value; a stand-in where it cannot be read, which `reader` then knows.
    fn from_cell(cell: Cell<'_>, reader: &mut Reader) -> Self;
}

impl FromCell for String {
    #[inline(never)]
    fn from_cell(cell: Cell<'_>, reader: &mut Reader) -> Self {
        cell.text().map_or_else(
            || {
                cell.refuse("text", reader);
                Self::new()
            },
            str::to_owned,
        )
    }
}

impl FromCell for f64 {
    #[inline(never)]
    fn from_cell(cell: Cell<'_>, reader: &mut Reader) -> Self {
        let number = match cell {
            #[cfg(feature = "files")]
            Cell::Field(text) => text.parse().unwrap_or(Self::NAN),
            Cell::Number(number) => number,
            _ => Self::NAN,
        };
        if !number.is_finite() {
            cell.refuse("a finite number", reader);
        }
        number
    }
}

impl FromCell for bool {
    fn from_cell(cell: Cell<'_>, reader: &mut Reader) -> Self {
        let Cell::Flag(flag) = cell else {
            cell.refuse("true or false", reader);
            return false;
        };
        flag
    }
}

impl FromCell for i32 {
    fn from_cell(cell: Cell<'_>, reader: &mut Reader) -> Self {
        const WANTED: &str = "a year from 1 to 9999";
        let year = cell.whole(WANTED, reader);
        if year != 0 && !(1..=9999).contains(&year) {
            cell.refuse(WANTED, reader);
            return 0;
        }
        year
    }
}

impl FromCell for u8 {
    fn from_cell(cell: Cell<'_>, reader: &mut Reader) -> Self {
        const WANTED: &str = "a whole number from 0 to 255";
        cell.whole(WANTED, reader).try_into().unwrap_or_else(|_| {
            cell.refuse(WANTED, reader);
            0
        })
    }
}

impl FromCell for u64 {
    fn from_cell(cell: Cell<'_>, reader: &mut Reader) -> Self {
        const MOST: f64 = 9_007_199_254_740_991.0;
        if let Cell::Number(number) = cell
            && number.fract() == 0.0
            && (0.0..=MOST).contains(&number)
        {
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "checked to be whole and in range"
            )]
            return number as Self;
        }
        cell.refuse("a whole number from 0 to 9007199254740991", reader);
        0
    }
}

impl<T: FromCell> FromCell for Option<T> {
    fn from_cell(cell: Cell<'_>, reader: &mut Reader) -> Self {
        match cell {
            Cell::Nothing => None,
            #[cfg(feature = "files")]
            Cell::Field("") => None,
            _ => Some(T::from_cell(cell, reader)),
        }
    }
}

impl<T: FromCell> FromCell for Vec<T> {
    fn from_cell(cell: Cell<'_>, reader: &mut Reader) -> Self {
        let mut list = Self::new();
        if let Cell::List(values) = cell {
            for (index, value) in values.iter().enumerate() {
                reader.enter(&format!("[{index}]"));
                list.push(T::from_cell(Cell::of(Some(value)), reader));
                reader.leave();
            }
        } else {
            cell.refuse("a list", reader);
        }
        list
    }
}

/// Two numbers that belong together.
impl FromCell for [f64; 2] {
    fn from_cell(cell: Cell<'_>, reader: &mut Reader) -> Self {
        if let Cell::List([_, _]) = cell
            && let [one, other] = *Vec::<f64>::from_cell(cell, reader)
        {
            return [one, other];
        }
        cell.refuse("a list of two numbers", reader);
        [0.0; 2]
    }
}

impl<T: FromCell> FromCell for BTreeMap<String, T> {
    fn from_cell(cell: Cell<'_>, reader: &mut Reader) -> Self {
        let mut map = Self::new();
        if let Cell::Object(object) = cell {
            for (key, value) in object {
                reader.enter(key);
                map.insert(key.clone(), T::from_cell(Cell::of(Some(value)), reader));
                reader.leave();
            }
        } else {
            cell.refuse("an object", reader);
        }
        map
    }
}

/// The cells of one row by column.
pub(crate) struct Cells<'a>(pub &'a dyn Fn(&str) -> Cell<'a>);

impl Cells<'_> {
    /// The value of a field.
    pub fn field<T: FromCell>(&self, column: &'static str, reader: &mut Reader) -> T {
        reader.enter(column);
        let value = T::from_cell((self.0)(column), reader);
        reader.leave();
        value
    }
}

/// An object with one value of the same type under each of its keys.
pub(crate) fn object<T: FromCell, const N: usize>(
    cell: Cell<'_>,
    keys: [&'static str; N],
    reader: &mut Reader,
) -> [T; N] {
    let object = fields(cell, &keys, reader);
    let mut missing = Reader::default();
    let reader = if object.is_some() { reader } else { &mut missing };
    let cells = Cells(&|key| Cell::of(object.and_then(|object| object.get(key))));
    keys.map(|key| cells.field(key, reader))
}

/// A row from a JSON object; unknown keys are refused.
pub(crate) fn row_of<T: Row>(cell: Cell<'_>, reader: &mut Reader) -> T {
    match fields(cell, T::COLUMNS, reader) {
        Some(object) => T::read(&Cells(&|column| Cell::of(object.get(column))), reader),
        // Refused already: the stand-in needs no second report.
        None => T::read(&Cells(&|_| Cell::Nothing), &mut Reader::default()),
    }
}

#[inline(never)]
fn fields<'a>(
    cell: Cell<'a>,
    known: &[&str],
    reader: &mut Reader,
) -> Option<&'a Map<String, Value>> {
    let Cell::Object(object) = cell else {
        cell.refuse("an object", reader);
        return None;
    };
    for key in object.keys().filter(|key| !known.contains(&key.as_str())) {
        reader.report(Problem::UnknownKey { key: key.clone(), known: known.join(", ") });
    }
    Some(object)
}

/// Reads JSON text, refusing unknown keys and wrong types by the path of the field.
///
/// # Errors
/// [`Error::Json`] where the text is not JSON, [`Error::Field`] where it is of another shape.
pub(crate) fn from_json<T: FromCell>(text: &str) -> Result<T, Error> {
    from_value(&parse(text)?)
}

/// Reads what was JSON text or could be.
///
/// # Errors
/// [`Error::Field`] where it is of another shape.
pub(crate) fn from_value<T: FromCell>(value: &Value) -> Result<T, Error> {
    let mut reader = Reader::default();
    let read = T::from_cell(Cell::of(Some(value)), &mut reader);
    match reader.misreads.into_iter().next() {
        None => Ok(read),
        Some(Misread { path, problem }) => Err(Error::Field { path, problem }),
    }
}

#[inline(never)]
fn parse(text: &str) -> Result<Value, Error> {
    serde_json::from_str(text).map_err(|error| Error::Json { problem: error.to_string() })
}

/// JSON without the keys that hold nothing.
pub(crate) fn compact(document: &impl serde::Serialize) -> String {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(object) => {
                object.retain(|_, value| !value.is_null());
                object.values_mut().for_each(strip);
            }
            Value::Array(values) => values.iter_mut().for_each(strip),
            _ => {}
        }
    }
    // Documents hold strings, finite numbers and lists: nothing that JSON could refuse.
    let mut value = serde_json::to_value(document).unwrap_or_default();
    strip(&mut value);
    value.to_string()
}
