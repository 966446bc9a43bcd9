//! Rules for actors, relations and events.

use super::super::rows::{Actor, Confidence, Finding, Relation, Role};
use super::{Check, unknown};
use crate::fault::Problem;

impl Check<'_> {
    pub(super) fn actors(&mut self) {
        const TABLE: &str = "actors";
        let document = self.document;
        self.unique(
            TABLE,
            "actor_id",
            &mut document.actors.iter().map(|actor| actor.actor_id.clone()),
        );
        for (row, actor) in document.actors.iter().enumerate() {
            self.id(TABLE, row, "actor_id", &actor.actor_id);
            self.filled(TABLE, row, "name", &actor.name, "its name");
            self.years(TABLE, row, (actor.from_year, actor.to_year), "the case", self.case_years());
            if !actor.source_id.is_empty() {
                self.known_source(TABLE, row, &actor.source_id);
            }
            self.threat_fields(row, actor);
        }
    }

    fn threat_fields(&mut self, row: usize, actor: &Actor) {
        const TABLE: &str = "actors";
        if actor.role != Role::Threat {
            if actor.salience.is_some() {
                self.fault(TABLE, row, "salience", Problem::OnlyThreats);
            }
            if actor.enemy_from.is_some() {
                self.fault(TABLE, row, "enemy_from", Problem::OnlyThreats);
            }
            return;
        }
        if !actor.salience.is_some_and(|salience| salience > 0.0 && salience <= 1.0) {
            self.fault(TABLE, row, "salience", Problem::SalienceOfThreat);
        }
        let (from, to) = (actor.from_year, actor.to_year);
        if !actor.enemy_from.is_some_and(|year| (from..=to).contains(&year)) {
            self.fault(TABLE, row, "enemy_from", Problem::EnemyFrom { from, to });
        }
    }

    pub(super) fn relations(&mut self) {
        const TABLE: &str = "relations";
        let document = self.document;
        let key = |row: &Relation| {
            format!("{} {} {}-{}", row.agency_id, row.threat_id, row.from_year, row.to_year)
        };
        self.unique(TABLE, "agency_id", &mut document.relations.iter().map(key));
        for (row, relation) in document.relations.iter().enumerate() {
            let years = (relation.from_year, relation.to_year);
            if years.0 > years.1 {
                let problem = Problem::YearsReversed { from: years.0, to: years.1 };
                self.fault(TABLE, row, "to_year", problem);
            }
            self.relation_actor(row, "agency_id", &relation.agency_id, Role::Regime, years);
            self.relation_actor(row, "threat_id", &relation.threat_id, Role::Threat, years);
            for (field, value) in [("balance", relation.balance), ("collude", relation.collude)] {
                if !is_tenth(value) {
                    self.fault(TABLE, row, field, Problem::NotATenth { value });
                }
            }
            self.filled(TABLE, row, "evidence", &relation.evidence, "what is documented");
            self.known_source(TABLE, row, &relation.source_id);
            self.not_younger_than_source(
                TABLE,
                row,
                "to_year",
                relation.to_year,
                &relation.source_id,
            );
            if relation.confidence == Confidence::High {
                if !relation.is_checked() && !relation.finding.is_official() {
                    self.fault(TABLE, row, "confidence", Problem::HighFromMemory);
                }
                if relation.finding == Finding::Contested {
                    self.fault(TABLE, row, "confidence", Problem::HighContested);
                }
            }
        }
    }

    fn relation_actor(
        &mut self,
        row: usize,
        field: &'static str,
        id: &str,
        wanted: Role,
        years: (i32, i32),
    ) {
        const TABLE: &str = "relations";
        match self.document.actor(id) {
            None => self.fault(TABLE, row, field, unknown("actor", id, "actors")),
            Some(actor) if actor.role != wanted => {
                let problem = Problem::WrongRole {
                    id: id.to_owned(),
                    role: actor.role.word(),
                    wanted: wanted.word(),
                };
                self.fault(TABLE, row, field, problem);
            }
            // Reversed years were refused above.
            Some(_) if years.0 > years.1 => {}
            Some(actor) => {
                let what = format!("the years of `{id}`");
                self.years(TABLE, row, years, &what, (actor.from_year, actor.to_year));
            }
        }
    }

    fn not_younger_than_source(
        &mut self,
        table: &'static str,
        row: usize,
        field: &'static str,
        year: i32,
        source_id: &str,
    ) {
        if let Some(source) = self.document.source(source_id)
            && year > source.year
        {
            self.fault(
                table,
                row,
                field,
                Problem::YoungerThanSource { year, published: source.year },
            );
        }
    }

    pub(super) fn events(&mut self) {
        const TABLE: &str = "events";
        let document = self.document;
        let mut latest = "";
        for (row, event) in document.events.iter().enumerate() {
            match year_of(&event.date) {
                None => {
                    self.fault(TABLE, row, "date", Problem::NotADate { date: event.date.clone() });
                }
                Some(year) => {
                    let (first, last) = self.case_years();
                    if year < first || year > last {
                        let problem = Problem::YearsOutside {
                            from: year,
                            to: year,
                            what: "the case".into(),
                            first,
                            last,
                        };
                        self.fault(TABLE, row, "date", problem);
                    }
                    self.not_younger_than_source(TABLE, row, "date", year, &event.source_id);
                }
            }
            // A year stands before its months and a month before its days, in any order among themselves.
            if event.date.as_str() < latest && !latest.starts_with(&event.date) {
                self.fault(TABLE, row, "date", Problem::OutOfOrder { date: event.date.clone() });
            }
            latest = &event.date;
            self.filled(TABLE, row, "title", &event.title, "a title");
            self.filled(TABLE, row, "summary", &event.summary, "what happened");
            self.known_source(TABLE, row, &event.source_id);
        }
    }
}

fn is_tenth(value: f64) -> bool {
    (0.0..=1.0).contains(&value) && (value * 10.0 - (value * 10.0).round()).abs() < 1e-9
}

/// The year of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `None` where the text is none of these.
fn year_of(date: &str) -> Option<i32> {
    let digits = |text: &str, length: usize| {
        (text.len() == length && text.bytes().all(|b| b.is_ascii_digit()))
            .then(|| text.parse::<i32>().ok())?
    };
    let mut parts = date.split('-');
    let year = digits(parts.next()?, 4)?;
    if let Some(month) = parts.next() {
        let month = digits(month, 2).filter(|month| (1..=12).contains(month))?;
        if let Some(day) = parts.next() {
            let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            let days = match month {
                2 if leap => 29,
                2 => 28,
                4 | 6 | 9 | 11 => 30,
                _ => 31,
            };
            digits(day, 2).filter(|day| (1..=days).contains(day))?;
        }
    }
    parts.next().is_none().then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_precisely_as_they_are_known() {
        for (date, year) in [
            ("1989", Some(1989)),
            ("1989-04", Some(1989)),
            ("2004-02-29", Some(2004)),
            ("2003-02-29", None),
            ("1989-13", None),
            ("1989-4-1", None),
            ("89", None),
            ("1989-04-19-1", None),
            ("", None),
        ] {
            assert_eq!(year_of(date), year, "{date}");
        }
    }
}
