//! Sums and bands over the runs of an ensemble.

use super::block::{BLOCK, Block};
use super::lanes::LANES;
use super::series::Series;

/// How many runs quantiles rest on at most: memory must stay within what a phone has.
pub(super) const QUANTILE_RUNS: u32 = 20_000;

/// Sums are kept as whole multiples of 2^-60, so that it does not matter in which order blocks are added.
const UNIT: f64 = 1_152_921_504_606_846_976.0;

/// Sums of one row of the table over all runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Sums {
    values: i128,
    squares: i128,
}

/// What is known of all rows so far.
#[derive(Clone, Debug)]
pub(super) struct Tally {
    sums: Vec<Sums>,
    runs: u32,
    /// Row by row, the values that quantiles rest on, each row with room for `room` of them.
    kept: Vec<f32>,
    room: usize,
    /// How many there are of each row.
    kept_runs: usize,
}

#[allow(clippy::cast_possible_truncation, reason = "far below 2^127: see `UNIT`")]
fn whole(sum: f64) -> i128 {
    libm::round(sum * UNIT) as i128
}

impl Tally {
    /// For so many runs at most. The room for their values is one piece, there from the start: rows that
    /// grew would all be moved in the same step, for which a page would have to wait.
    pub fn new(rows: usize, runs: u32) -> Self {
        // Blocks are whole.
        let room = runs.min(QUANTILE_RUNS) as usize + BLOCK;
        let (sums, kept) = (vec![Sums::default(); rows], vec![0.0; rows * room]);
        Self { sums, runs: 0, kept, room, kept_runs: 0 }
    }

    /// Adds the first `runs` columns of a block.
    #[allow(clippy::cast_possible_truncation, reason = "bands do not need more than 7 digits")]
    pub fn add(&mut self, block: &Block, runs: usize) {
        let runs = runs.min(BLOCK);
        let keeps = self.runs < QUANTILE_RUNS;
        let rows = self.sums.iter_mut().zip(self.kept.chunks_exact_mut(self.room));
        for (at, (sums, kept)) in rows.enumerate() {
            let mut room = kept.iter_mut().skip(self.kept_runs);
            let (mut values, mut squares) = ([0.0; LANES], [0.0; LANES]);
            let mut left = runs;
            for four in block.row(at) {
                let counted = four.get(..left.min(LANES)).unwrap_or_default();
                for ((value, square), number) in values.iter_mut().zip(&mut squares).zip(counted) {
                    *value += number;
                    *square += number * number;
                }
                if keeps {
                    for (value, place) in counted.iter().zip(room.by_ref()) {
                        *place = *value as f32;
                    }
                }
                left -= counted.len();
            }
            // Strengths beyond all measure would leave the range: they stay at its end.
            sums.values = sums.values.saturating_add(whole(values.iter().sum()));
            sums.squares = sums.squares.saturating_add(whole(squares.iter().sum()));
        }
        self.runs += runs as u32;
        if keeps {
            self.kept_runs = (self.kept_runs + runs).min(self.room);
        }
    }

    pub fn runs(&self) -> u32 {
        self.runs
    }

    /// How many runs quantiles rest on.
    #[allow(clippy::cast_possible_truncation, reason = "a block more than 20,000 at most")]
    pub fn quantile_runs(&self) -> u32 {
        self.kept_runs as u32
    }

    /// Mean of a row and its Monte Carlo standard error: the standard deviation between runs over the root
    /// of their number; 0 for one run.
    #[allow(clippy::cast_precision_loss)]
    pub fn mean(&self, row: usize) -> (f64, f64) {
        let sums = self.sums.get(row).copied().unwrap_or_default();
        let runs = f64::from(self.runs);
        let mean = sums.values as f64 / UNIT / runs;
        let square = sums.squares as f64 / UNIT / runs;
        let variance = (square - mean * mean).max(0.0);
        // Below what rounding leaves there is none.
        let variance = if variance < square * 1e-14 { 0.0 } else { variance };
        (mean, libm::sqrt(variance / (runs - 1.0).max(1.0)))
    }

    /// Values of a row, run by run, of the runs that quantiles rest on.
    pub fn kept(&self, row: usize) -> &[f32] {
        let start = row * self.room;
        self.kept.get(start..start + self.kept_runs).unwrap_or_default()
    }

    /// Quantiles of a row, between neighbours by a straight line (type 7 of Hyndman and Fan 1996,
    /// *The American Statistician* 50(4)); `ranks` in rising order.
    pub fn quantiles(&self, row: usize, ranks: &[f64]) -> Vec<f64> {
        if ranks.is_empty() {
            return Vec::new();
        }
        quantiles(self.kept(row).to_vec(), ranks)
    }

    /// Mean, standard error and quantiles of rows that follow each other.
    pub fn channel(
        &self,
        rows: impl ExactSizeIterator<Item = usize> + Clone,
        ranks: &[f64],
    ) -> super::Channel {
        let (mean, standard_error) = rows.clone().map(|row| self.mean(row)).unzip();
        let mut bands = vec![Vec::with_capacity(rows.len()); ranks.len()];
        for row in rows {
            for (band, value) in bands.iter_mut().zip(self.quantiles(row, ranks)) {
                band.push(value);
            }
        }
        super::Channel {
            mean: Series(mean),
            standard_error: Series(standard_error),
            bands: bands.into_iter().map(Series).collect(),
        }
    }

    /// Mean, standard error and quantiles of one row.
    pub fn measure(&self, row: usize, ranks: &[f64]) -> super::Measure {
        let (mean, standard_error) = self.mean(row);
        super::Measure { mean, standard_error, quantiles: self.quantiles(row, ranks) }
    }
}

/// Quantiles of values, as of [`Tally::quantiles`].
pub(super) fn quantiles(mut values: Vec<f32>, ranks: &[f64]) -> Vec<f64> {
    let mut from = 0;
    ranks.iter().map(|rank| quantile(&mut values, &mut from, *rank)).collect()
}

/// A quantile by selection; what lies before `from` is in place from smaller ranks.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn quantile(values: &mut [f32], from: &mut usize, rank: f64) -> f64 {
    let position = rank * (values.len().saturating_sub(1)) as f64;
    let below = libm::floor(position) as usize;
    let Some(rest) = values.get_mut(*from..) else { return 0.0 };
    if rest.is_empty() {
        return 0.0;
    }
    let (_, low, above) = rest.select_nth_unstable_by(below.saturating_sub(*from), f32::total_cmp);
    let low = f64::from(*low);
    let share = position - below as f64;
    let high = above.iter().copied().min_by(f32::total_cmp);
    *from = below;
    match high {
        Some(high) if share > 0.0 => low + (f64::from(high) - low) * share,
        _ => low,
    }
}

#[cfg(test)]
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
mod tests {
    use super::*;

    #[test]
    fn sums_beyond_all_measure_stay_numbers() {
        let mut tally = Tally::new(1, 64);
        let block = Block::of_one_row(1e30);
        tally.add(&block, BLOCK);
        tally.add(&block, BLOCK);
        let (mean, error) = tally.mean(0);
        assert!(mean > 1e15 && mean.is_finite() && error.is_finite());
    }

    #[test]
    fn quantiles_lie_between_neighbours_on_a_straight_line() {
        let mut values: Vec<f32> = [5, 1, 4, 2, 3].map(|n| n as f32).to_vec();
        let mut from = 0;
        let found: Vec<f64> =
            [0.0, 0.1, 0.5, 0.9, 1.0].map(|rank| quantile(&mut values, &mut from, rank)).to_vec();
        for (found, expected) in found.iter().zip([1.0, 1.4, 3.0, 4.6, 5.0]) {
            assert!((found - expected).abs() < 1e-12, "{found} {expected}");
        }
        assert_eq!(quantile(&mut [], &mut 0, 0.5), 0.0);
        assert_eq!(quantile(&mut [2.0], &mut 0, 0.95), 2.0);
    }
}
