//! Rules for names, claims and annotations.

use super::super::is_judged;
use super::super::rows::Annotation;
use super::{Check, unknown};
use crate::codebook::{Dimension, Locale};
use crate::fault::Problem;

impl Check<'_> {
    pub(super) fn names(&mut self) {
        const TABLE: &str = "names";
        let document = self.document;
        self.unique(
            TABLE,
            "id",
            &mut document.names.iter().map(|name| format!("{} {}", name.id, name.locale)),
        );
        let mut needed: Vec<&str> = vec!["patron", "ally", "state"];
        needed.extend(document.phases.iter().map(|phase| phase.phase_id.as_str()));
        for id in document
            .relations
            .iter()
            .flat_map(|row| [row.agency_id.as_str(), row.threat_id.as_str()])
        {
            if !needed.contains(&id) {
                needed.push(id);
            }
        }
        for (row, name) in document.names.iter().enumerate() {
            self.filled(TABLE, row, "label", &name.label, "the short form");
            self.filled(
                TABLE,
                row,
                "in_sentence",
                &name.in_sentence,
                "the form for use in a sentence",
            );
            if !needed.contains(&name.id.as_str()) && document.actor(&name.id).is_none() {
                self.fault(
                    TABLE,
                    row,
                    "id",
                    unknown("actor or phase", &name.id, "actors or phases"),
                );
            }
        }
        for id in needed {
            for &locale in Locale::ALL {
                if document.name(id, locale).is_none() {
                    self.fault(
                        TABLE,
                        None,
                        "id",
                        Problem::NameMissing { id: id.to_owned(), locale: locale.word() },
                    );
                }
            }
        }
    }

    pub(super) fn claims(&mut self) {
        const TABLE: &str = "claims";
        let document = self.document;
        self.unique(
            TABLE,
            "dimension",
            &mut document.claims.iter().map(|claim| claim.dimension.word().to_owned()),
        );
        for (row, claim) in document.claims.iter().enumerate() {
            self.known_source(TABLE, row, &claim.source_id);
        }
        for dimension in Dimension::ALL {
            if !document.claims.iter().any(|claim| claim.dimension == *dimension) {
                self.fault(
                    TABLE,
                    None,
                    "dimension",
                    Problem::ClaimMissing { dimension: dimension.word() },
                );
            }
        }
    }

    pub(super) fn annotations(&mut self) {
        const TABLE: &str = "annotations";
        let document = self.document;
        for (row, annotation) in document.annotations.iter().enumerate() {
            self.known_phase(TABLE, row, &annotation.phase_id);
            self.filled(TABLE, row, "en", &annotation.en, "the remark in English");
            self.filled(TABLE, row, "es", &annotation.es, "the remark in Spanish");
            self.filled(
                TABLE,
                row,
                "holds_while",
                &annotation.holds_while,
                "the condition that makes the remark true",
            );
            for condition in annotation.holds_while.split(';') {
                self.condition(row, annotation, condition.trim());
            }
        }
    }

    fn condition(&mut self, row: usize, annotation: &Annotation, condition: &str) {
        const TABLE: &str = "annotations";
        let Some(parsed) = Condition::parse(condition)
            .filter(|parsed| self.codebook.indicator(parsed.indicator).is_some())
        else {
            self.fault(
                TABLE,
                row,
                "holds_while",
                Problem::NotACondition { condition: condition.to_owned() },
            );
            return;
        };
        let of_phase = |indicator: &str, phase: &str| {
            indicator == parsed.indicator && phase == annotation.phase_id
        };
        let document = self.document;
        let scores = if is_judged(self.codebook, parsed.indicator) {
            let first = document
                .indicators
                .iter()
                .find(|row| of_phase(&row.indicator_id, &row.phase_id))
                .and_then(|row| row.score);
            let second = document
                .second_coding
                .iter()
                .find(|row| of_phase(&row.indicator_id, &row.phase_id))
                .map(|row| row.score);
            [("the first coding", first), ("the second coding", second)]
        } else {
            let computed =
                super::super::computed::find(self.computed, &annotation.phase_id, parsed.indicator);
            [("the computed value", computed.map(|computed| computed.score)), ("", None)]
        };
        for (coding, score) in scores {
            if let Some(score) = score.filter(|score| !parsed.holds(*score)) {
                let problem =
                    Problem::ConditionBroken { condition: condition.to_owned(), coding, score };
                self.fault(TABLE, row, "holds_while", problem);
            }
        }
    }
}

/// A comparison such as `control_loss <= 0.4`.
struct Condition<'a> {
    indicator: &'a str,
    comparison: &'a str,
    bound: f64,
}

impl<'a> Condition<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        let mut words = text.split_whitespace();
        let parsed = Self {
            indicator: words.next()?,
            comparison: words.next()?,
            bound: number(words.next()?)?,
        };
        (words.next().is_none() && ["=", ">=", "<=", ">", "<"].contains(&parsed.comparison))
            .then_some(parsed)
    }

    fn holds(&self, score: f64) -> bool {
        match self.comparison {
            "=" => (score - self.bound).abs() < 1e-9,
            ">=" => score >= self.bound,
            "<=" => score <= self.bound,
            ">" => score > self.bound,
            _ => score < self.bound,
        }
    }
}

/// A number as JSON writes it.
fn number(text: &str) -> Option<f64> {
    serde_json::from_str::<serde_json::Value>(text).ok()?.as_f64()
}
