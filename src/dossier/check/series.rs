//! Rules for series, their catalogue and the sources.

use super::super::computed;
use super::super::rows::{Licence, Redistribute};
use super::{Check, unknown};
use crate::dossier::Settings;
use crate::fault::Problem;
use crate::table::Row;

/// The computed indicator that needs series.
const NEEDED_FOR: &str = "threat_severity";

impl Check<'_> {
    pub(super) fn sources(&mut self) {
        const TABLE: &str = "sources";
        let document = self.document;
        self.unique(
            TABLE,
            "source_id",
            &mut document.sources.iter().map(|source| source.source_id.clone()),
        );
        for (row, source) in document.sources.iter().enumerate() {
            self.id(TABLE, row, "source_id", &source.source_id);
            self.filled(TABLE, row, "title", &source.title, "a title");
            self.filled(
                TABLE,
                row,
                "author_or_org",
                &source.author_or_org,
                "an author or organisation",
            );
            if let Some(problem) = address_problem(&source.url) {
                self.fault(TABLE, row, "url", problem);
            }
            let free = matches!(source.licence, Licence::PublicDomain | Licence::CcBy);
            if source.redistribute == Redistribute::Yes && !free {
                self.fault(
                    TABLE,
                    row,
                    "redistribute",
                    Problem::Licence { licence: source.licence.word() },
                );
            }
        }
    }

    pub(super) fn series(&mut self) {
        const TABLE: &str = "series";
        let document = self.document;
        let key = |row: &super::super::SeriesValue| {
            format!(
                "{} {} {}",
                row.series_id,
                row.year,
                row.quarter.map_or(String::new(), |quarter| format!("Q{quarter}"))
            )
        };
        self.unique(TABLE, "series_id", &mut document.series.iter().map(key));
        let (first, last) = self.case_years();
        let listed = |id: &str| document.series_catalog.iter().any(|entry| entry.series_id == id);
        for (row, value) in document.series.iter().enumerate() {
            if !listed(&value.series_id) {
                self.fault(
                    TABLE,
                    row,
                    "series_id",
                    unknown("series", &value.series_id, "series_catalog"),
                );
            }
            if value.year < first || value.year > last {
                let problem = Problem::YearsOutside {
                    from: value.year,
                    to: value.year,
                    what: "the case".into(),
                    first,
                    last,
                };
                self.fault(TABLE, row, "year", problem);
            }
            if let Some(quarter) = value.quarter.filter(|quarter| !(1..=4).contains(quarter)) {
                self.fault(TABLE, row, "quarter", Problem::Quarter { quarter });
            }
            if let Some(low) = value.low.filter(|low| *low > value.value) {
                self.fault(
                    TABLE,
                    row,
                    "low",
                    Problem::BeyondBound { value: value.value, bound: low },
                );
            }
            if let Some(high) = value.high.filter(|high| *high < value.value) {
                self.fault(
                    TABLE,
                    row,
                    "high",
                    Problem::BeyondBound { value: value.value, bound: high },
                );
            }
            self.known_source(TABLE, row, &value.source_id);
        }
        self.series_catalog();
    }

    fn series_catalog(&mut self) {
        const TABLE: &str = "series_catalog";
        let document = self.document;
        let settings = &document.settings;
        self.unique(
            TABLE,
            "series_id",
            &mut document.series_catalog.iter().map(|entry| entry.series_id.clone()),
        );
        let valued = |id: &str| document.series.iter().any(|value| value.series_id == id);
        for (row, entry) in document.series_catalog.iter().enumerate() {
            self.id(TABLE, row, "series_id", &entry.series_id);
            self.filled(TABLE, row, "label", &entry.label, "a label");
            self.filled(TABLE, row, "unit", &entry.unit, "a unit");
            if !valued(&entry.series_id) {
                self.fault(
                    TABLE,
                    row,
                    "series_id",
                    Problem::SeriesWithoutRows { id: entry.series_id.clone() },
                );
            }
            let needed =
                [&settings.deaths_series, &settings.population_series, &settings.rate_series]
                    .contains(&&entry.series_id);
            match (needed, entry.needed_for.as_str()) {
                (true, NEEDED_FOR) | (false, "") => {}
                (true, _) => {
                    let problem = Problem::NeededFor { wanted: NEEDED_FOR };
                    self.fault(TABLE, row, "needed_for", problem);
                }
                (false, _) => self.fault(TABLE, row, "needed_for", Problem::NotNeeded),
            }
        }
        for (field, id) in [
            ("deaths_series", &settings.deaths_series),
            ("population_series", &settings.population_series),
            ("rate_series", &settings.rate_series),
        ] {
            if !valued(id) {
                self.fault(Settings::TABLE, None, field, unknown("series", id, "series"));
            }
        }
        if [&settings.deaths_series, &settings.population_series].iter().all(|id| valued(id)) {
            self.rates();
        }
    }

    /// The rounded rate for charts must follow from deaths and population.
    fn rates(&mut self) {
        let document = self.document;
        let settings = &document.settings;
        let rates = document
            .series
            .iter()
            .enumerate()
            .filter(|(_, row)| row.series_id == settings.rate_series && row.quarter.is_none());
        for (row, rate) in rates.filter(|(_, rate)| rate.year >= settings.severity_from_year) {
            let computed = computed::rate(document, rate.year);
            // The stored rate has two decimals.
            match computed {
                Some(computed) if (rate.value - computed).abs() > 0.006 => {
                    let problem = Problem::Rate { rate: rate.value, computed };
                    self.fault("series", row, "value", problem);
                }
                Some(_) => {}
                None => self.fault("series", row, "value", Problem::RateWithoutCounts),
            }
        }
    }
}

/// What is wrong with an address; an empty one is allowed.
fn address_problem(address: &str) -> Option<Problem> {
    if address.is_empty() {
        return None;
    }
    let Some(rest) = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))
    else {
        return Some(Problem::NotAnAddress { address: address.to_owned() });
    };
    if rest.contains(char::is_whitespace) {
        return Some(Problem::NotAnAddress { address: address.to_owned() });
    }
    let (_, path) = rest.split_once('/').unwrap_or((rest, ""));
    path.is_empty().then(|| Problem::BareHost { address: address.to_owned() })
}
