//! Random bits: a stream for each run, of one run alone or of four side by side.

use rand_xoshiro::rand_core::{Rng, SeedableRng};
use rand_xoshiro::{SplitMix64, Xoshiro128PlusPlus};
use wide::{f32x4, u32x4};

use super::lanes::{LANES, Single};

/// What `SplitMix64` adds from one number to the next.
const GAMMA: u64 = 0x9e37_79b9_7f4a_7c15;

/// The stream of a run: xoshiro128++, its state the numbers `2 run` and `2 run + 1` of `SplitMix64`
/// from the seed.
///
/// # Source
/// Blackman and Vigna (2021), Scrambled linear pseudorandom number generators, *ACM Transactions
/// on Mathematical Software* 47(4).
fn state(seed: u64, run: u32) -> [u8; 16] {
    let skipped = GAMMA.wrapping_mul(2 * u64::from(run));
    let mut split = SplitMix64::seed_from_u64(seed.wrapping_add(skipped));
    let mut state = [0; 16];
    split.fill_bytes(&mut state);
    state
}

/// Streams of as many runs as `S` is wide.
pub(super) trait Streams<S: Single> {
    /// Those of the runs from `run` on.
    fn of(seed: u64, run: u32) -> Self;
    /// The next 32 bits of each.
    fn bits(&mut self) -> S::Bits;
}

/// The stream of one run.
pub(super) struct Alone(Xoshiro128PlusPlus);

impl Streams<f32> for Alone {
    fn of(seed: u64, run: u32) -> Self {
        Self(Xoshiro128PlusPlus::from_seed(state(seed, run)))
    }

    fn bits(&mut self) -> u32 {
        self.0.next_u32()
    }
}

/// The streams of four runs, one in each lane.
pub(super) struct Abreast([u32x4; 4]);

impl Streams<f32x4> for Abreast {
    fn of(seed: u64, run: u32) -> Self {
        let states: [[u8; 16]; LANES] =
            [0, 1, 2, 3].map(|lane| state(seed, run.wrapping_add(lane)));
        let word = |at: usize| {
            u32x4::new(states.map(|state| {
                let bytes = state.iter().skip(4 * at).take(4).rev();
                bytes.fold(0, |word, byte| (word << 8) | u32::from(*byte))
            }))
        };
        Self([word(0), word(1), word(2), word(3)])
    }

    #[inline]
    fn bits(&mut self) -> u32x4 {
        let turn = |x: u32x4, by: u32| (x << by) | (x >> (32 - by));
        let [a, b, c, d] = self.0;
        let bits = turn(a + d, 7) + a;
        let c = c ^ a;
        let d = d ^ b;
        self.0 = [a ^ d, b ^ c, c ^ (b << 9_u32), turn(d, 11)];
        bits
    }
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, clippy::cast_possible_truncation)]
mod tests {
    use super::*;

    /// `SplitMix64` written out: the number at a place of its sequence.
    fn split_mix(seed: u64, place: u64) -> u64 {
        let z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(place + 1));
        let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// The first numbers that the published generator gives from the state 1, 2, 3, 4.
    #[test]
    fn the_generator_gives_the_published_numbers() {
        let published = [
            641_u32,
            1_573_767,
            3_222_811_527,
            3_517_856_514,
            836_907_274,
            4_247_214_768,
            3_867_114_732,
            1_355_841_295,
            495_546_011,
            621_204_420,
        ];
        let mut seed = [0; 16];
        for (word, at) in (1..=4_u8).zip([0, 4, 8, 12]) {
            seed[at] = word;
        }
        let mut alone = Alone(Xoshiro128PlusPlus::from_seed(seed));
        let mut abreast = Abreast([1, 2, 3, 4].map(u32x4::splat));
        for number in published {
            assert_eq!(alone.bits(), number);
            assert_eq!(abreast.bits().to_array(), [number; LANES]);
        }
    }

    #[test]
    fn each_lane_is_the_generator_seeded_by_the_rule() {
        for seed in [0, 1, 42, 0x0123_4567_89ab_cdef, GAMMA, u64::MAX] {
            let mut walked = SplitMix64::seed_from_u64(seed);
            for place in 0..16 {
                assert_eq!(walked.next_u64(), split_mix(seed, place), "{seed}, {place}");
            }
            for first in [0, 4, 8, 1_000, 999_996, 1 << 31, u32::MAX - 3] {
                let mut abreast = Abreast::of(seed, first);
                let mut references: [Xoshiro128PlusPlus; LANES] = std::array::from_fn(|lane| {
                    let place = 2 * (u64::from(first) + lane as u64);
                    let mut state = [0; 16];
                    state[..8].copy_from_slice(&split_mix(seed, place).to_le_bytes());
                    state[8..].copy_from_slice(&split_mix(seed, place + 1).to_le_bytes());
                    Xoshiro128PlusPlus::from_seed(state)
                });
                let mut alone: [Alone; LANES] =
                    std::array::from_fn(|lane| Alone::of(seed, first + lane as u32));
                for _ in 0..100 {
                    let expected = references.each_mut().map(Rng::next_u32);
                    assert_eq!(abreast.bits().to_array(), expected, "{seed}, {first}");
                    assert_eq!(alone.each_mut().map(Streams::bits), expected, "{seed}, {first}");
                }
            }
        }
    }
}
