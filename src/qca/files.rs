//! The memberships as CSV: `read.csv` of R takes the file, and `write.csv(…, row.names = FALSE)`
//! writes it.

use std::collections::BTreeSet;

use super::{Memberships, SetName, check};
use crate::error::Error;
use crate::fault::{Fault, Problem, repeated};
use crate::table::{Files, Row, Tables};

/// One CSV text under the name by which messages call it.
struct Text<'a> {
    label: &'a str,
    csv: &'a str,
}

impl Files for Text<'_> {
    fn content(&self, _: &str) -> Option<Vec<u8>> {
        Some(self.csv.as_bytes().to_vec())
    }

    fn label(&self, _: &str) -> String {
        self.label.to_owned()
    }
}

/// Reads CSV with the columns `case,INT,FRAG,SIM,REG`, one row a case. Messages call the
/// file `label`.
///
/// # Errors
/// [`Error::Data`] with the line and field of every cell that cannot be read, of every
/// membership outside 0-1, and of every case without a name or with that of another.
pub fn from_csv(label: &str, csv: &str) -> Result<Vec<Memberships>, Error> {
    let text = Text { label, csv };
    let mut tables = Tables::of(&text);
    let cases: Vec<Memberships> = tables.rows();
    for (row, case) in cases.iter().enumerate() {
        let mut report = |field: &'static str, problem| {
            tables.faults.push(Fault::new(Memberships::TABLE, row, field, problem));
        };
        if case.case.is_empty() {
            report("case", Problem::Empty { what: "the name of the case" });
        }
        for set in SetName::ALL {
            let value = case.get(*set);
            if !(0.0..=1.0).contains(&value) {
                report(set.word(), Problem::OutOfBounds { value, least: 0.0, most: 1.0 });
            }
        }
    }
    let mut names = cases.iter().map(|case| case.case.clone());
    tables.faults.extend(repeated(Memberships::TABLE, "case", &mut names));
    tables.finish()?;
    Ok(cases)
}

/// Writes CSV with the columns `case,INT,FRAG,SIM,REG`, one row a case, each number with the
/// fewest digits that read back as the same number.
///
/// # Errors
/// What [`from_csv`] would refuse: [`Error::Count`] for no case or too many, [`Error::OutOfRange`]
/// with a path such as `cases[2].FRAG`, [`Error::Field`] at `cases[2].case` for a case without a
/// name or with that of another.
pub fn to_csv(cases: &[Memberships]) -> Result<String, Error> {
    check(cases)?;
    let mut names = BTreeSet::new();
    for (index, case) in cases.iter().enumerate() {
        let problem = match case.case.as_str() {
            "" => Problem::Empty { what: "the name of the case" },
            name if !names.insert(name) => Problem::Repeated { id: name.to_owned() },
            _ => continue,
        };
        return Err(Error::Field { path: format!("cases[{index}].case"), problem });
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Nothing can fail: rows are equally long, and what is written to is a list.
    let _ = writer.write_record(Memberships::COLUMNS);
    for case in cases {
        let memberships = SetName::ALL.iter().map(|set| shortest(case.get(*set)));
        let _ = writer.write_record([case.case.clone()].into_iter().chain(memberships));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    Ok(String::from_utf8(bytes).unwrap_or_default())
}

/// A number with the fewest digits that read back as the same number; nothing if not finite.
fn shortest(value: f64) -> String {
    serde_json::Number::from_f64(value).map(|number| number.to_string()).unwrap_or_default()
}
