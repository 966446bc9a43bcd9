//! What holds for a whole case: partners, years, the series behind severity.

use serde::{Deserialize, Serialize};

use super::rows::SettingRow;
use crate::fault::{Fault, Problem};

/// Settings of a case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Settings {
    /// Identifier, equal to the name of the folder: `us-colombia`.
    pub case_id: String,
    /// The great power.
    pub patron: String,
    /// The weak state.
    pub ally: String,
    /// First year.
    pub from_year: i32,
    /// Last year.
    pub to_year: i32,
    /// Series of battle deaths a year.
    pub deaths_series: String,
    /// Series of inhabitants.
    pub population_series: String,
    /// Rounded copy of deaths per million, for charts only.
    pub rate_series: String,
    /// First year that counts for severity: the first full year of the regime.
    pub severity_from_year: i32,
    /// What a year without a death count does: it is skipped.
    pub severity_missing_year: MissingYear,
    /// How far balance and collude move for the range of the response indicators, 0-1.
    pub range_step: f64,
    /// The most that open, authorised talks and truces count as help, 0-1.
    pub open_deal_cap: f64,
}

crate::words::words! {
    /// What a year without a value does to a mean.
    MissingYear {
        /// It does not enter.
        Skip = "skip",
    }
}

const KEYS: [&str; 12] = [
    "case_id", "patron", "ally", "from_year", "to_year", "deaths_series", "population_series", "rate_series",
    "severity_from_year", "severity_missing_year", "range_step", "open_deal_cap",
];

impl Settings {
    /// Settings from the rows of `case.csv`; `None` when a fault was found.
    pub(super) fn from_rows(rows: &[SettingRow], faults: &mut Vec<Fault>) -> Option<Self> {
        let before = faults.len();
        for (row, setting) in rows.iter().enumerate() {
            if !KEYS.contains(&setting.key.as_str()) {
                faults.push(Fault::new("case", row, "key", Problem::SettingUnknown { key: setting.key.clone() }));
            } else if rows.iter().take(row).any(|earlier| earlier.key == setting.key) {
                faults.push(Fault::new("case", row, "key", Problem::Repeated { id: setting.key.clone() }));
            }
        }
        let mut reader = Reader { rows, faults };
        let settings = Self {
            case_id: reader.text("case_id"),
            patron: reader.text("patron"),
            ally: reader.text("ally"),
            from_year: reader.parsed("from_year", "a year"),
            to_year: reader.parsed("to_year", "a year"),
            deaths_series: reader.text("deaths_series"),
            population_series: reader.text("population_series"),
            rate_series: reader.text("rate_series"),
            severity_from_year: reader.parsed("severity_from_year", "a year"),
            severity_missing_year: reader.missing_year(),
            range_step: reader.parsed("range_step", "a number from 0 to 1"),
            open_deal_cap: reader.parsed("open_deal_cap", "a number from 0 to 1"),
        };
        (faults.len() == before).then_some(settings)
    }
}

struct Reader<'a> {
    rows: &'a [SettingRow],
    faults: &'a mut Vec<Fault>,
}

impl Reader<'_> {
    fn text(&mut self, key: &'static str) -> String {
        let found = self.rows.iter().find(|row| row.key == key).map(|row| row.value.clone());
        if found.is_none() {
            self.faults.push(Fault::new("case", None, "key", Problem::SettingMissing { key }));
        }
        found.unwrap_or_default()
    }

    fn parsed<T: std::str::FromStr + Default>(&mut self, key: &'static str, wanted: &'static str) -> T {
        let before = self.faults.len();
        let value = self.text(key);
        value.parse().unwrap_or_else(|_| {
            if self.faults.len() == before {
                self.refuse(key, value, wanted);
            }
            T::default()
        })
    }

    fn missing_year(&mut self) -> MissingYear {
        let value = self.text("severity_missing_year");
        if value != MissingYear::Skip.word() {
            self.refuse("severity_missing_year", value, "skip");
        }
        MissingYear::Skip
    }

    fn refuse(&mut self, key: &str, value: String, wanted: &'static str) {
        let row = self.rows.iter().position(|row| row.key == key);
        self.faults.push(Fault::new("case", row, "value", Problem::Setting { value, wanted }));
    }
}
