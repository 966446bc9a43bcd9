//! The rules between the rows of a case. Each violation names its row and field and says what would be right.

mod codings;
mod people;
mod series;
mod texts;

use std::collections::BTreeSet;

use super::{CaseDocument, Computed, Settings};
use crate::codebook::Codebook;
use crate::fault::{Fault, Problem, repeated};
use crate::table::Row;

/// Every violated rule of a document.
pub(super) fn faults(
    document: &CaseDocument,
    computed: &[Computed],
    codebook: &Codebook,
) -> Vec<Fault> {
    let mut check = Check { document, codebook, computed, faults: Vec::new() };
    check.settings();
    check.phases();
    check.sources();
    check.actors();
    check.relations();
    check.events();
    check.series();
    check.indicators();
    check.second_coding();
    check.names();
    check.claims();
    check.annotations();
    check.faults
}

/// Ids of the sources that some row of the document cites.
pub(super) fn cited_sources(document: &CaseDocument) -> BTreeSet<String> {
    let mut cited: BTreeSet<String> = BTreeSet::new();
    cited.extend(document.actors.iter().map(|row| row.source_id.clone()));
    cited.extend(document.relations.iter().map(|row| row.source_id.clone()));
    cited.extend(document.events.iter().map(|row| row.source_id.clone()));
    cited.extend(document.series.iter().map(|row| row.source_id.clone()));
    cited.extend(document.indicators.iter().map(|row| row.source_id.clone()));
    cited.extend(document.claims.iter().map(|row| row.source_id.clone()));
    cited
}

/// The document under examination and what was found so far.
struct Check<'a> {
    document: &'a CaseDocument,
    codebook: &'a Codebook,
    computed: &'a [Computed],
    faults: Vec<Fault>,
}

impl Check<'_> {
    fn fault(
        &mut self,
        table: &'static str,
        row: impl Into<Option<usize>>,
        field: &'static str,
        problem: Problem,
    ) {
        self.faults.push(Fault::new(table, row, field, problem));
    }

    fn id(&mut self, table: &'static str, row: usize, field: &'static str, id: &str) {
        if !is_snake_case(id) {
            self.fault(table, row, field, Problem::NotAnId { id: id.to_owned() });
        }
    }

    /// Each row needs a key of its own.
    fn unique(
        &mut self,
        table: &'static str,
        field: &'static str,
        keys: &mut dyn Iterator<Item = String>,
    ) {
        self.faults.extend(repeated(table, field, keys));
    }

    fn filled(
        &mut self,
        table: &'static str,
        row: usize,
        field: &'static str,
        text: &str,
        what: &'static str,
    ) {
        if text.is_empty() {
            self.fault(table, row, field, Problem::Empty { what });
        }
    }

    fn known_source(&mut self, table: &'static str, row: usize, source_id: &str) {
        if self.document.source(source_id).is_none() {
            self.fault(table, row, "source_id", unknown("source", source_id, "sources"));
        }
    }

    fn known_phase(&mut self, table: &'static str, row: usize, phase_id: &str) {
        if !self.document.phases.iter().any(|phase| phase.phase_id == phase_id) {
            self.fault(table, row, "phase_id", unknown("phase", phase_id, "phases"));
        }
    }

    /// Years in order and within something that has a first and a last year.
    fn years(
        &mut self,
        table: &'static str,
        row: usize,
        (from, to): (i32, i32),
        what: &str,
        (first, last): (i32, i32),
    ) {
        if from > to {
            self.fault(table, row, "to_year", Problem::YearsReversed { from, to });
        } else if from < first || to > last {
            let field = if from < first { "from_year" } else { "to_year" };
            self.fault(
                table,
                row,
                field,
                Problem::YearsOutside { from, to, what: what.to_owned(), first, last },
            );
        }
    }

    fn settings(&mut self) {
        const TABLE: &str = Settings::TABLE;
        let settings = &self.document.settings;
        for (field, text) in
            [("case_id", &settings.case_id), ("patron", &settings.patron), ("ally", &settings.ally)]
        {
            if text.is_empty() {
                self.fault(TABLE, None, field, Problem::Empty { what: "a name" });
            }
        }
        let (from, to) = (f64::from(settings.from_year), f64::from(settings.to_year));
        for (field, value, least, most) in [
            ("open_deal_cap", settings.open_deal_cap, 0.0, 1.0),
            ("range_step", settings.range_step, 0.0, 1.0),
            ("severity_from_year", settings.severity_from_year.into(), from, to),
        ] {
            if !(least..=most).contains(&value) {
                self.fault(TABLE, None, field, Problem::OutOfBounds { value, least, most });
            }
        }
    }

    fn case_years(&self) -> (i32, i32) {
        (self.document.settings.from_year, self.document.settings.to_year)
    }

    fn phases(&mut self) {
        const TABLE: &str = "phases";
        let phases = &self.document.phases;
        self.unique(TABLE, "phase_id", &mut phases.iter().map(|phase| phase.phase_id.clone()));
        for (row, phase) in phases.iter().enumerate() {
            self.id(TABLE, row, "phase_id", &phase.phase_id);
            self.filled(TABLE, row, "name", &phase.name, "a short name");
            self.filled(TABLE, row, "summary", &phase.summary, "a sentence on what happened");
            if phase.from_year > phase.to_year {
                self.fault(
                    TABLE,
                    row,
                    "to_year",
                    Problem::YearsReversed { from: phase.from_year, to: phase.to_year },
                );
            }
        }
        for (row, pair) in phases.windows(2).enumerate() {
            let [before, after] = pair else { continue };
            if after.from_year != before.to_year + 1 {
                let problem =
                    Problem::PhasesDoNotTouch { begins: after.from_year, before: before.to_year };
                self.fault(TABLE, row + 1, "from_year", problem);
            }
        }
        let (case_from, case_to) = self.case_years();
        match (phases.first(), phases.last()) {
            (Some(first), Some(last))
                if (first.from_year, last.to_year) != (case_from, case_to) =>
            {
                let problem = Problem::CaseYears {
                    case_from,
                    case_to,
                    first: first.from_year,
                    last: last.to_year,
                };
                self.fault(Settings::TABLE, None, "from_year", problem);
            }
            (None, _) => self.fault(TABLE, None, "", Problem::Empty { what: "at least one phase" }),
            _ => {}
        }
    }
}

pub(super) fn unknown(what: &'static str, id: &str, listed_in: &'static str) -> Problem {
    Problem::Unknown { what, id: id.to_owned(), listed_in }
}

/// Low, score and high must be in order and within 0-1; NaN is out of order too.
pub(super) fn out_of_order(low: f64, score: f64, high: f64) -> Option<Problem> {
    let ordered = 0.0 <= low && low <= score && score <= high && high <= 1.0;
    (!ordered).then_some(Problem::RangeOrder { low, score, high })
}

fn is_snake_case(id: &str) -> bool {
    id.starts_with(|first: char| first.is_ascii_lowercase())
        && !id.ends_with('_')
        && !id.contains("__")
        && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}
