//! Chance: one stream of random numbers for each run, taken in one order whatever the scenario says.
//!
//! A run takes 32 bits at a time from its stream, for agencies and threats in the order of the scenario:
//! 1. at the start, for each agency a uniform number, its place around `cohesion`; then for each agency
//!    and each threat two, its places around `rent_access` and `own_threat`; then one that says how much
//!    hazard the regime outlasts; then for each agency and threat 64 bits, the two shocks it starts with;
//! 2. in each period, for each agency and each threat 64 bits, the changes of the two shocks; then for
//!    each two threats 64 bits, what befalls them in that period.
//!
//! So two scenarios with the same agencies and threats share their luck under one seed, and neither
//! the order of the runs nor how many are taken side by side matters.

use rand_xoshiro::rand_core::{Rng, SeedableRng};
use rand_xoshiro::{SplitMix64, Xoshiro128PlusPlus};
use wide::{f32x4, f64x4, u32x4};

use super::lanes::{LANES, Single};
use super::math::{Numbers, exp_single, ln_single, normals};
use super::plan::{Plan, Size};

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

/// How the shocks to benefits come and go: an Ornstein-Uhlenbeck process for each agency and threat.
///
/// ```text
/// w    <- exp(-dt / tau_u) w + sig sqrt(1 - exp(-2 dt / tau_u)) xi      xi: standard normal
/// a_kj is multiplied by exp(w - sig^2 / 2), with sig = sig_r; o_kj likewise with sig_o
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pace {
    /// What is left of a shock after a period.
    pub left: f32,
    /// Standard deviations of the shocks to rents and to own threats.
    pub deviations: (f32, f32),
    /// Those of what a period adds.
    pub steps: (f32, f32),
}

/// Where shocks come from: drawn, or drawn before.
pub(super) trait Shocks<S: Single> {
    /// Begins with the runs from `run` on: numbers in 0-1 for each agency; for each agency and threat
    /// two; the hazard that the regime outlasts.
    fn start(&mut self, run: u32) -> &[S::Double];
    /// The next period: for each agency and threat the factors on rents and on own threats; for each
    /// threat a standard normal number, with one more where their number is odd.
    fn period(&mut self) -> &[S];
}

/// How many numbers [`Shocks::start`] and [`Shocks::period`] give.
pub(super) fn numbers(size: Size) -> (usize, usize) {
    let pairs = size.agencies * size.threats;
    (size.agencies + 2 * pairs + 1, 2 * pairs + size.threats.next_multiple_of(2))
}

/// Shocks as they are drawn.
pub(super) struct Drawn<S: Single, R: Streams<S>> {
    seed: u64,
    pace: Pace,
    numbers: Numbers,
    streams: R,
    start: Vec<S::Double>,
    period: Vec<S>,
    bits: Vec<(S::Bits, S::Bits)>,
    /// The shocks to rents and to own threats, for each agency and threat.
    shocks: Vec<(S, S)>,
}

impl<S: Single, R: Streams<S>> Drawn<S, R> {
    pub fn new(plan: &Plan, seed: u64) -> Self {
        let (start, period) = numbers(plan.size);
        let pairs = plan.size.agencies * plan.size.threats;
        let mut streams = R::of(seed, 0);
        let unused = streams.bits();
        Self {
            seed,
            pace: plan.pace,
            numbers: plan.numbers,
            streams,
            start: vec![S::of(0.0).double(); start],
            period: vec![S::of(0.0); period],
            bits: vec![(unused, unused); period / 2],
            shocks: vec![(S::of(0.0), S::of(0.0)); pairs],
        }
    }
}

impl<S: Single, R: Streams<S>> Shocks<S> for Drawn<S, R> {
    fn start(&mut self, run: u32) -> &[S::Double] {
        self.streams = R::of(self.seed, run);
        let Self { streams, start, shocks, pace, numbers, .. } = self;
        if let Some((outlasted, places)) = start.split_last_mut() {
            for place in places {
                *place = (S::one_to_two(streams.bits()) - S::of(1.0)).double();
            }
            *outlasted = (-ln_single(S::of(2.0) - S::one_to_two(streams.bits()), numbers)).double();
        }
        for shock in shocks {
            let (radius, angle) = (streams.bits(), streams.bits());
            let (rent, own) = normals::<S>(radius, angle, numbers);
            *shock = (S::of(pace.deviations.0) * rent, S::of(pace.deviations.1) * own);
        }
        &self.start
    }

    #[inline]
    fn period(&mut self) -> &[S] {
        let Self { streams, period, bits, shocks, pace, numbers, .. } = self;
        // Three short loops: what the generator waits for would hold up the rest.
        for pair in &mut *bits {
            *pair = (streams.bits(), streams.bits());
        }
        for ((radius, angle), out) in bits.iter().zip(period.chunks_exact_mut(2)) {
            if let [first, second] = out {
                (*first, *second) = normals::<S>(*radius, *angle, numbers);
            }
        }
        let left = S::of(pace.left);
        let steps = (S::of(pace.steps.0), S::of(pace.steps.1));
        // Half a variance is taken off, so that the mean of a factor is 1.
        let half = |deviation: f32| S::of(0.5 * deviation * deviation);
        let shifts = (half(pace.deviations.0), half(pace.deviations.1));
        for (shock, out) in shocks.iter_mut().zip(period.chunks_exact_mut(2)) {
            if let [rent, own] = out {
                shock.0 = shock.0 * left + steps.0 * *rent;
                shock.1 = shock.1 * left + steps.1 * *own;
                *rent = exp_single(shock.0 - shifts.0, numbers);
                *own = exp_single(shock.1 - shifts.1, numbers);
            }
        }
        &self.period
    }
}

/// No chance at all: agencies evenly spaced, factors of one, nothing befalls a threat, and the
/// regime outlasts any hazard.
pub(super) struct Calm {
    start: Vec<f64>,
    period: Vec<f32>,
}

impl Calm {
    #[allow(clippy::cast_precision_loss, reason = "at most 12 agencies")]
    pub fn new(size: Size) -> Self {
        let agencies = size.agencies as f64;
        let place = |of: usize| ((of % size.agencies) as f64 + 0.5) / agencies;
        let mut start: Vec<f64> = (0..size.agencies).map(place).collect();
        for agency in 0..size.agencies {
            for threat in 0..size.threats {
                start.extend([place(agency + threat + 1), place(2 * agency + threat)]);
            }
        }
        start.push(f64::INFINITY);
        let (_, numbers) = numbers(size);
        let factors = 2 * size.agencies * size.threats;
        let period = (0..numbers).map(|at| if at < factors { 1.0 } else { 0.0 }).collect();
        Self { start, period }
    }
}

impl Shocks<f32> for Calm {
    fn start(&mut self, _run: u32) -> &[f64] {
        &self.start
    }

    fn period(&mut self) -> &[f32] {
        &self.period
    }
}

/// Shocks that are drawn the first time and used again after that: under another policy they are the same.
pub(super) struct Kept {
    drawn: Drawn<f32x4, Abreast>,
    start: Vec<f64x4>,
    periods: Vec<f32x4>,
    numbers: (usize, usize),
    /// Numbers of all periods of one batch.
    batch: usize,
    next: usize,
}

impl Kept {
    pub fn new(plan: &Plan, seed: u64) -> Self {
        let numbers = numbers(plan.size);
        let batch = numbers.1 * plan.periods.len();
        let drawn = Drawn::new(plan, seed);
        Self { drawn, start: Vec::new(), periods: Vec::new(), numbers, batch, next: 0 }
    }

    /// Bytes that so many runs take.
    pub fn bytes(plan: &Plan, runs: u32) -> usize {
        let (start, period) = numbers(plan.size);
        (2 * start + period * plan.periods.len()) * 4 * runs as usize
    }
}

impl Shocks<f32x4> for Kept {
    fn start(&mut self, run: u32) -> &[f64x4] {
        let batch = run as usize / LANES;
        let at = batch * self.numbers.0;
        if self.start.len() == at {
            self.start.extend_from_slice(self.drawn.start(run));
        }
        self.next = batch * self.batch;
        self.start.get(at..at + self.numbers.0).unwrap_or_default()
    }

    #[inline]
    fn period(&mut self) -> &[f32x4] {
        let from = self.next;
        self.next += self.numbers.1;
        if self.periods.len() == from {
            self.periods.extend_from_slice(self.drawn.period());
        }
        self.periods.get(from..self.next).unwrap_or_default()
    }
}
