//! What a block of runs leaves behind: a table of rows, one column a run.

use super::Scenario;
use super::lanes::{Double, LANES};
use super::outcome::Outcome;
use super::plan::Size;
use wide::f64x4;

/// How many runs a block holds. Sums are taken by block, so that results do not depend on how many
/// blocks are worked on at once.
pub(super) const BLOCK: usize = 32;

/// Outcomes that are kept beside the strengths.
pub(super) const OUTCOMES: usize = 9;

/// Which periods are kept, and where.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Layout {
    pub size: Size,
    /// Periods before which strengths are kept; the last is the end.
    pub points: Vec<usize>,
    /// Number of periods.
    pub steps: usize,
    /// First period that counts for the summary.
    pub from_step: usize,
}

impl Layout {
    /// Every `every` years and at the end; the summary from year `from_year` on.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    #[allow(clippy::cast_precision_loss, reason = "at most 5200 periods")]
    pub fn new(scenario: &Scenario, size: Size, steps: usize, every: f64, from_year: f64) -> Self {
        let stride = libm::round(every / scenario.dt).max(1.0) as usize;
        let mut points: Vec<usize> = (0..steps).step_by(stride).collect();
        points.push(steps);
        // A year that is a multiple of dt but for its last digit is that multiple.
        let from_step = libm::ceil(from_year / scenario.dt - 1e-9).max(0.0) as usize;
        Self { size, points, steps, from_step: from_step.min(steps - 1) }
    }

    /// Series: strengths, outcomes, and whether the regime stands.
    pub fn channels(&self) -> usize {
        self.size.threats + OUTCOMES + 1
    }

    /// Rows of the table: at each point each series; then the summary: strengths, their sum, outcomes.
    pub fn rows(&self) -> usize {
        self.channels() * self.points.len() + self.size.threats + 1 + OUTCOMES
    }

    /// The rows of a series, point by point.
    pub fn series(&self, channel: usize) -> impl ExactSizeIterator<Item = usize> + Clone {
        let channels = self.channels();
        (0..self.points.len()).map(move |point| point * channels + channel)
    }

    /// The row of a series at the end.
    pub fn last(&self, channel: usize) -> usize {
        (self.points.len() - 1) * self.channels() + channel
    }

    /// The rows of the summary.
    pub fn summary(&self) -> std::ops::Range<usize> {
        self.channels() * self.points.len()..self.rows()
    }
}

/// The table of one block, in the order in which it is written: four runs, row by row, then the next four.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Block {
    pub values: Vec<[f64; LANES]>,
    rows: usize,
}

impl Block {
    pub fn new(layout: &Layout) -> Self {
        let rows = layout.rows();
        Self { values: vec![[0.0; LANES]; rows * (BLOCK / LANES)], rows }
    }

    #[cfg(test)]
    pub fn of_one_row(number: f64) -> Self {
        Self { values: vec![[number; LANES]; BLOCK / LANES], rows: 1 }
    }

    /// A row, four runs at a time.
    pub fn row(&self, row: usize) -> impl Iterator<Item = &[f64; LANES]> {
        self.values.iter().skip(row).step_by(self.rows)
    }

    /// The number of one run.
    pub fn get(&self, row: usize, column: usize) -> f64 {
        let four = self.values.get(column / LANES * self.rows + row);
        four.and_then(|four| four.get(column % LANES)).copied().unwrap_or_default()
    }
}

/// A number of as many runs as a type is wide, put into a table.
pub(super) trait Put: Double {
    const WIDTH: usize;
    fn put(self, into: &mut [f64]);
}

impl Put for f64 {
    const WIDTH: usize = 1;

    fn put(self, into: &mut [f64]) {
        if let [slot] = into {
            *slot = self;
        }
    }
}

impl Put for f64x4 {
    const WIDTH: usize = LANES;

    #[inline]
    fn put(self, into: &mut [f64]) {
        if let Ok(slots) = <&mut [f64; LANES]>::try_from(into) {
            *slots = self.to_array();
        }
    }
}

/// Keeps what one batch of runs gives, period by period.
pub(super) struct Recorder<'a, D> {
    layout: &'a Layout,
    /// Column of the first run of the batch.
    column: usize,
    point: usize,
    step: usize,
    /// Sums over the summary's periods.
    strengths: Vec<D>,
    total_strength: D,
    outcomes: [D; OUTCOMES],
    aid: D,
    last: Option<Outcome<D>>,
}

impl<'a, D: Put> Recorder<'a, D> {
    pub fn new(layout: &'a Layout, column: usize) -> Self {
        let none = D::of(0.0);
        Self {
            layout,
            column,
            point: 0,
            step: 0,
            strengths: vec![none; layout.size.threats],
            total_strength: none,
            outcomes: [none; OUTCOMES],
            aid: none,
            last: None,
        }
    }

    /// Keeps numbers in rows that follow each other.
    #[inline]
    fn put(&self, block: &mut Block, row: usize, values: impl Iterator<Item = D>) {
        let (lane, width) = (self.column % LANES, D::WIDTH);
        let from = self.column / LANES * block.rows + row;
        let slots = block.values.get_mut(from..).unwrap_or_default();
        for (slots, value) in slots.iter_mut().zip(values) {
            if let Some(slots) = slots.get_mut(lane..lane + width) {
                value.put(slots);
            }
        }
    }

    #[inline(never)]
    fn put_point(&mut self, block: &mut Block, strengths: &[D], outcome: &Outcome<D>, standing: D) {
        let row = self.point * self.layout.channels();
        let share = outcome.aid_diverted / outcome.aid.at_least(D::of(f64::MIN_POSITIVE));
        self.put(block, row, strengths.iter().copied());
        let row = row + strengths.len();
        self.put(block, row, outcomes(outcome, share).into_iter());
        self.put(block, row + OUTCOMES, [standing].into_iter());
        self.point += 1;
    }

    /// Keeps a period: strengths before it, its outcomes, 1 where the regime still stands.
    #[inline(always)]
    #[allow(clippy::inline_always, reason = "measured: a call would pass outcomes through memory")]
    pub fn period(
        &mut self,
        block: &mut Block,
        strengths: &[D],
        outcome: &Outcome<D>,
        standing: D,
    ) {
        if self.layout.points.get(self.point) == Some(&self.step) {
            self.put_point(block, strengths, outcome, standing);
        }
        if self.step >= self.layout.from_step {
            let mut total = D::of(0.0);
            for (sum, strength) in self.strengths.iter_mut().zip(strengths) {
                *sum = *sum + *strength;
                total = total + *strength;
            }
            self.total_strength = self.total_strength + total;
            let outcomes = outcomes(outcome, outcome.aid_diverted);
            for (sum, value) in self.outcomes.iter_mut().zip(outcomes) {
                *sum = *sum + value;
            }
            self.aid = self.aid + outcome.aid;
        }
        self.step += 1;
        if self.step == self.layout.steps {
            self.last = Some(*outcome);
        }
    }

    /// Keeps the end: strengths after the last period, its outcomes, the means of the summary.
    #[allow(clippy::cast_precision_loss)]
    pub fn end(mut self, block: &mut Block, strengths: &[D], standing: D) {
        if let Some(outcome) = self.last {
            self.put_point(block, strengths, &outcome, standing);
        }
        let periods = D::of((self.layout.steps - self.layout.from_step) as f64);
        self.outcomes[DIVERTED] =
            self.outcomes[DIVERTED] / self.aid.at_least(D::of(f64::MIN_POSITIVE)) * periods;
        let from = self.layout.summary().start;
        let strengths = std::mem::take(&mut self.strengths);
        let sums = strengths.into_iter().chain([self.total_strength]).chain(self.outcomes);
        self.put(block, from, sums.map(|sum| sum / periods));
    }
}

/// Place of diverted aid among the outcomes.
pub(super) const DIVERTED: usize = 7;

/// The outcomes that are kept, in the order of the rows; diverted aid as a share or as a sum.
#[inline]
fn outcomes<D: Copy>(outcome: &Outcome<D>, diverted: D) -> [D; OUTCOMES] {
    let Outcome { balance, collude, idle, d3, x_same, x_state, w, national_loss, .. } = *outcome;
    [balance, collude, idle, d3, x_same, x_state, w, diverted, national_loss]
}
