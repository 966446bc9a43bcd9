//! Random numbers that are the same for the same seed on every platform.

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};

/// The seed where none is given.
pub const SEED: u64 = 1;

/// A generator of uniform random numbers: xoshiro256++, its state filled by `SplitMix64`.
///
/// ```
/// use fragmented_allies::random::Random;
/// assert_eq!(Random::seeded(42).uniform(), Random::seeded(42).uniform());
/// assert_ne!(Random::seeded(42).uniform(), Random::stream(42, 1).uniform());
/// ```
///
/// # Source
/// Blackman and Vigna (2021), Scrambled linear pseudorandom number generators,
/// *ACM Transactions on Mathematical Software* 47(4).
#[derive(Clone, Debug, PartialEq)]
pub struct Random(Xoshiro256PlusPlus);

impl Random {
    /// The generator of a seed.
    pub fn seeded(seed: u64) -> Self {
        Self(Xoshiro256PlusPlus::seed_from_u64(seed))
    }

    /// One of the independent streams of a seed; stream 0 is that of [`Random::seeded`].
    ///
    /// Streams start 2^128 numbers apart.
    pub fn stream(seed: u64, stream: u64) -> Self {
        let mut random = Self::seeded(seed);
        random.0.jump_ce(stream, 128);
        random
    }

    /// All streams of a seed, from stream 0. Walking from one to the next is much
    /// quicker than finding each by its number.
    pub fn streams(seed: u64) -> impl Iterator<Item = Self> {
        let mut next = Self::seeded(seed);
        std::iter::repeat_with(move || {
            let stream = next.clone();
            next.0.jump();
            stream
        })
    }

    /// The next number, uniform in `[0, 1)`, in steps of 2^-53.
    #[allow(clippy::cast_precision_loss, reason = "53 bits fit")]
    pub fn uniform(&mut self) -> f64 {
        const STEP: f64 = 1.0 / (1_u64 << 53) as f64;
        (self.next() >> 11) as f64 * STEP
    }

    /// A whole number below `n`, each with the same probability; 0 where `n` is 0.
    ///
    /// # Source
    /// Lemire (2019), Fast random integer generation in an interval, *ACM Transactions on
    /// Modeling and Computer Simulation* 29(1).
    #[allow(clippy::cast_possible_truncation, reason = "the halves of a product, and an index")]
    pub fn below(&mut self, n: usize) -> usize {
        let n = n as u64;
        loop {
            let product = u128::from(self.next()) * u128::from(n);
            let fraction = product as u64;
            // The lowest (2^64 mod n) fractions would favour some numbers. They are below n.
            if fraction >= n || fraction >= n.wrapping_neg() % n {
                return (product >> 64) as usize;
            }
        }
    }

    /// Brings values into a random order, each order with the same probability.
    pub fn shuffle<T>(&mut self, values: &mut [T]) {
        for last in (1..values.len()).rev() {
            values.swap(last, self.below(last + 1));
        }
    }

    fn next(&mut self) -> u64 {
        self.0.next_u64()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;
    use rand_xoshiro::SplitMix64;

    /// Computed by another implementation of the published algorithms.
    #[test]
    fn the_generator_agrees_with_the_reference() {
        let mut compared = 0;
        let mut state = (SplitMix64::seed_from_u64(0), Random::seeded(0), Random::seeded(0));
        for line in include_str!("../tests/vectors/rng.csv").lines().skip(1) {
            let row: Vec<&str> = line.split(',').collect();
            if row[1] == "0" {
                let seed = row[0].parse().unwrap();
                state =
                    (SplitMix64::seed_from_u64(seed), Random::seeded(seed), Random::seeded(seed));
            }
            assert_eq!(state.0.next_u64().to_string(), row[2], "{line}");
            assert_eq!(state.1.next().to_string(), row[3], "{line}");
            assert_eq!(state.2.uniform(), row[4].parse::<f64>().unwrap(), "{line}");
            compared += 1;
        }
        assert_eq!(compared, 24);
    }

    #[test]
    fn every_index_is_as_likely_as_any_other() {
        let mut random = Random::seeded(7);
        for n in [1, 2, 3, 7, 10] {
            let mut counts = vec![0_u32; n];
            for _ in 0..10_000 * n {
                counts[random.below(n)] += 1;
            }
            // Six standard deviations.
            assert!(counts.iter().all(|count| count.abs_diff(10_000) < 600), "{n}: {counts:?}");
        }
        assert_eq!(random.below(0), 0);
    }

    #[test]
    fn a_stream_is_reached_by_its_number_or_from_the_one_before() {
        let first = |stream| Random::stream(5, stream).next();
        assert_eq!(first(0), Random::seeded(5).next());
        for (stream, walked) in (0..20).zip(Random::streams(5)) {
            assert_eq!(Random::stream(5, stream), walked);
        }
    }

    #[test]
    fn a_shuffle_keeps_the_values() {
        let mut values: Vec<u8> = (0..50).collect();
        Random::seeded(3).shuffle(&mut values);
        assert!(!values.is_sorted());
        values.sort_unstable();
        assert_eq!(values, (0..50).collect::<Vec<_>>());
    }
}
