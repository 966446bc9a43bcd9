//! Rules for the two codings of the indicators.

use super::super::computed::{self, Formula};
use super::super::rows::IndicatorScore;
use super::{Check, out_of_order, unknown};
use crate::codebook::{Indicator, IndicatorKind, is_level};
use crate::fault::Problem;

/// Half a unit of the last decimal of a stored score, and a little more for ties.
const ROUNDED_SCORE: f64 = 0.0051;

impl Check<'_> {
    pub(super) fn indicators(&mut self) {
        const TABLE: &str = "indicators";
        let document = self.document;
        let key = |row: &IndicatorScore| format!("{} {}", row.indicator_id, row.phase_id);
        self.unique(TABLE, "indicator_id", &mut document.indicators.iter().map(key));
        for (row, score) in document.indicators.iter().enumerate() {
            self.known_phase(TABLE, row, &score.phase_id);
            self.known_source(TABLE, row, &score.source_id);
            self.filled(TABLE, row, "rationale", &score.rationale, "why this score");
            let codebook = self.codebook;
            match codebook.indicator(&score.indicator_id) {
                None => self.fault(
                    TABLE,
                    row,
                    "indicator_id",
                    unknown("indicator", &score.indicator_id, "codebook"),
                ),
                Some(indicator) if indicator.kind == IndicatorKind::Judged => {
                    self.judged(row, score);
                }
                Some(indicator) => self.computed(row, score, indicator),
            }
        }
        for indicator in &self.codebook.indicators {
            for phase in &document.phases {
                let coded = |row: &&IndicatorScore| {
                    row.indicator_id == indicator.indicator_id && row.phase_id == phase.phase_id
                };
                if !document.indicators.iter().any(|row| coded(&row)) {
                    let problem = Problem::IndicatorMissing {
                        indicator: indicator.indicator_id.clone(),
                        phase: phase.phase_id.clone(),
                    };
                    self.fault(TABLE, None, "indicator_id", problem);
                }
            }
        }
    }

    fn judged(&mut self, row: usize, score: &IndicatorScore) {
        const TABLE: &str = "indicators";
        if score.raw_value.is_some() {
            self.fault(TABLE, row, "raw_value", Problem::RawOfJudged);
        }
        let Some(judged) = score.score else {
            self.fault(TABLE, row, "score", Problem::ScoreMissing);
            return;
        };
        self.on_levels(TABLE, row, score.low, judged, score.high);
    }

    fn on_levels(&mut self, table: &'static str, row: usize, low: f64, score: f64, high: f64) {
        if let Some(problem) = out_of_order(low, score, high) {
            self.fault(table, row, "score", problem);
        }
        for (field, value) in [("low", low), ("score", score), ("high", high)] {
            if !is_level(value) {
                self.fault(table, row, field, Problem::NotALevel { value });
            }
        }
    }

    fn computed(&mut self, row: usize, stored: &IndicatorScore, indicator: &Indicator) {
        const TABLE: &str = "indicators";
        let Some(fresh) = computed::find(self.computed, &stored.phase_id, &stored.indicator_id)
        else {
            if computed::formula(&stored.indicator_id).is_none() {
                let id = stored.indicator_id.clone();
                self.fault(TABLE, row, "indicator_id", Problem::FormulaMissing { id });
            }
            return;
        };
        let kept = stored.score.unwrap_or(fresh.score);
        // Bounds are stored with two decimals, so they may cut off their own score by half of the last.
        let low = stored.low.min(kept);
        if let Some(problem) = out_of_order(low, kept, stored.high.max(kept)) {
            self.fault(TABLE, row, "score", problem);
        }
        for (field, bound, beyond) in
            [("low", stored.low, stored.low - kept), ("high", stored.high, kept - stored.high)]
        {
            if !(beyond <= ROUNDED_SCORE && (0.0..=1.0).contains(&bound)) {
                self.fault(
                    TABLE,
                    row,
                    field,
                    Problem::RangeOrder { low: stored.low, score: kept, high: stored.high },
                );
            }
        }
        if (kept - fresh.score).abs() > ROUNDED_SCORE {
            self.fault(
                TABLE,
                row,
                "score",
                Problem::NotAsComputed { stored: kept, computed: fresh.score },
            );
        }
        // Deaths per million are stored with one decimal, shares with three.
        let rounded = if indicator.indicator_id == "threat_severity" { 0.051 } else { 0.000_51 };
        if let Some(raw) = stored.raw_value.filter(|raw| (raw - fresh.raw).abs() > rounded) {
            self.fault(
                TABLE,
                row,
                "raw_value",
                Problem::NotAsComputed { stored: raw, computed: fresh.raw },
            );
        }
        self.shifted_range(row, stored, indicator);
    }

    /// The range of a response indicator is its value with every documented act one step weaker or stronger.
    fn shifted_range(&mut self, row: usize, stored: &IndicatorScore, indicator: &Indicator) {
        let Some(Formula::Response(pick)) = computed::formula(&indicator.indicator_id) else {
            return;
        };
        let document = self.document;
        let phase = document.phases.iter().find(|phase| phase.phase_id == stored.phase_id);
        let (Some(phase), Some(calibration)) = (phase, &indicator.calibration) else { return };
        let step = document.settings.range_step;
        for (field, bound, shift) in [("low", stored.low, -step), ("high", stored.high, step)] {
            let Some(moved) = computed::shifted(document, phase, calibration, pick, shift) else {
                continue;
            };
            if (moved - bound).abs() > ROUNDED_SCORE {
                self.fault(
                    "indicators",
                    row,
                    field,
                    Problem::NotAsComputed { stored: bound, computed: moved },
                );
            }
        }
    }

    pub(super) fn second_coding(&mut self) {
        const TABLE: &str = "second_coding";
        let document = self.document;
        self.unique(
            TABLE,
            "indicator_id",
            &mut document
                .second_coding
                .iter()
                .map(|row| format!("{} {}", row.indicator_id, row.phase_id)),
        );
        for (row, score) in document.second_coding.iter().enumerate() {
            self.known_phase(TABLE, row, &score.phase_id);
            self.filled(TABLE, row, "rationale", &score.rationale, "why this score");
            self.on_levels(TABLE, row, score.low, score.score, score.high);
            match self.codebook.indicator(&score.indicator_id).map(|indicator| indicator.kind) {
                None => self.fault(
                    TABLE,
                    row,
                    "indicator_id",
                    unknown("indicator", &score.indicator_id, "codebook"),
                ),
                Some(IndicatorKind::Computed) => {
                    self.fault(TABLE, row, "indicator_id", Problem::SecondOfComputed);
                }
                Some(IndicatorKind::Judged) => {}
            }
        }
        for indicator in self
            .codebook
            .indicators
            .iter()
            .filter(|indicator| indicator.kind == IndicatorKind::Judged)
        {
            for phase in &document.phases {
                let coded = document.second_coding.iter().any(|row| {
                    row.indicator_id == indicator.indicator_id && row.phase_id == phase.phase_id
                });
                if !coded {
                    let problem = Problem::ScoreAbsent {
                        coding: "second",
                        indicator: indicator.indicator_id.clone(),
                        phase: phase.phase_id.clone(),
                    };
                    self.fault(TABLE, None, "indicator_id", problem);
                }
            }
        }
    }
}
