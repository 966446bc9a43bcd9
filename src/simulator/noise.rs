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

use wide::{f32x4, f64x4};

use super::lanes::{LANES, Single};
use super::math::{Numbers, exp_single, ln_single, normals};
use super::plan::{Plan, Size};
use super::streams::{Abreast, Streams};

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
                *place = (S::one_to_two(streams.bits(), &numbers.digits) - S::of(1.0)).double();
            }
            *outlasted =
                (-ln_single(S::of(2.0) - S::one_to_two(streams.bits(), &numbers.digits), numbers))
                    .double();
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

#[cfg(test)]
#[allow(clippy::indexing_slicing, clippy::unwrap_used)]
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
mod tests {
    use super::super::Scenario;
    use super::super::streams::Alone;
    use super::*;

    /// How many standard errors a statistic may be off. The seeds are fixed, so that nothing fails by chance.
    const ERRORS: f64 = 4.0;

    fn assert_near(found: f64, expected: f64, error: f64, what: &str) {
        assert!((found - expected).abs() < ERRORS * error, "{what}: {found}, not {expected}");
    }

    fn mean(values: &[f64]) -> f64 {
        values.iter().sum::<f64>() / values.len() as f64
    }

    /// Mean of a power of the distances from a centre.
    fn moment(values: &[f64], centre: f64, power: i32) -> f64 {
        values.iter().map(|value| (value - centre).powi(power)).sum::<f64>() / values.len() as f64
    }

    /// Correlation of numbers whose means are 0 and whose variances are given.
    fn correlation(pairs: impl Iterator<Item = (f64, f64)>, variance: f64) -> f64 {
        let (sum, count) = pairs.fold((0.0, 0.0), |(sum, n), (x, y)| (sum + x * y, n + 1.0));
        sum / count / variance
    }

    /// Kolmogorov and Smirnov's distance times the root of the number of values: above 2.23 once in ten
    /// thousand samples.
    fn distance(values: &mut [f64], distribution: impl Fn(f64) -> f64) -> f64 {
        values.sort_by(f64::total_cmp);
        let count = values.len() as f64;
        let gaps = values.iter().enumerate().map(|(index, value)| {
            let (share, below) = (distribution(*value), index as f64 / count);
            (share - below).max(below + 1.0 / count - share)
        });
        gaps.fold(0.0, f64::max) * count.sqrt()
    }

    fn normal(x: f64) -> f64 {
        0.5 * libm::erfc(-x * std::f64::consts::FRAC_1_SQRT_2)
    }

    /// A scenario with these standard deviations of the shocks to rents and own threats.
    fn plan(rent: f64, own: f64) -> Plan {
        let json = include_str!("../../data/scenarios/us-colombia.json");
        let scenario = Scenario::from_json(json).unwrap();
        let scenario = scenario.with("rent_noise", rent).unwrap();
        Plan::new(&scenario.with("own_threat_noise", own).unwrap(), true)
    }

    #[test]
    fn numbers_are_taken_in_the_order_that_is_written_down() {
        let plan = plan(0.4, 0.3);
        let Size { agencies, threats } = plan.size;
        let (pairs, run) = (agencies * threats, 6);
        let mut reference = Alone::of(9, run);
        let mut drawn = Drawn::<f32, Alone>::new(&plan, 9);
        let start = drawn.start(run).to_vec();
        assert_eq!(start.len(), agencies + 2 * pairs + 1);
        for place in &start[..agencies + 2 * pairs] {
            assert_eq!(*place, f64::from(reference.bits() >> 9) / 8_388_608.0);
        }
        let uniform = 1.0 - f64::from(reference.bits() >> 9) / 8_388_608.0;
        assert!((start[agencies + 2 * pairs] + libm::log(uniform)).abs() < 1e-6);
        let mut pair = || normals::<f32>(reference.bits(), reference.bits(), &Numbers::new());
        let mut shocks: Vec<(f32, f32)> =
            (0..pairs).map(|_| pair()).map(|(rent, own)| (0.4 * rent, 0.3 * own)).collect();
        assert_eq!(drawn.shocks, shocks);
        for _ in 0..3 {
            let factors = drawn.period().to_vec();
            for shock in &mut shocks {
                let (rent, own) = pair();
                shock.0 = shock.0 * plan.pace.left + plan.pace.steps.0 * rent;
                shock.1 = shock.1 * plan.pace.left + plan.pace.steps.1 * own;
            }
            assert_eq!(drawn.shocks, shocks);
            for (at, shock) in shocks.iter().enumerate() {
                for (factor, exact) in [
                    (factors[2 * at], libm::exp(f64::from(shock.0) - 0.08)),
                    (factors[2 * at + 1], libm::exp(f64::from(shock.1) - 0.045)),
                ] {
                    assert!((f64::from(factor) / exact - 1.0).abs() < 1e-6, "{factor}, {exact}");
                }
            }
            for events in factors[2 * pairs..].chunks(2) {
                assert_eq!((events[0], events[1]), pair());
            }
            assert_eq!(factors.len(), 2 * pairs + threats.next_multiple_of(2));
        }
    }

    #[test]
    fn shocks_that_were_kept_are_those_that_are_drawn() {
        let plan = plan(0.4, 0.3);
        let mut kept = Kept::new(&plan, 5);
        for _ in 0..2 {
            let mut drawn = Drawn::<f32x4, Abreast>::new(&plan, 5);
            for first in [0, 4, 8] {
                assert_eq!(kept.start(first), drawn.start(first));
                for _ in &plan.periods {
                    assert_eq!(kept.period(), drawn.period());
                }
            }
        }
    }

    /// Statistics would not see an angle that is a hundredth off.
    #[test]
    fn a_pair_of_normal_numbers_is_where_its_bits_say() {
        let share = |bits: u32| f64::from(bits >> 9) / 8_388_608.0;
        let mut stream = Alone::of(3, 0);
        let ends = [0, u32::MAX];
        let drawn: Vec<(u32, u32)> = (0..100_000).map(|_| (stream.bits(), stream.bits())).collect();
        let corners = ends.into_iter().flat_map(|radius| ends.map(|angle| (radius, angle)));
        for (radius, angle) in corners.chain(drawn) {
            let length = (-2.0 * libm::log(1.0 - share(radius))).sqrt();
            let turn = (share(angle) - 0.5) * std::f64::consts::FRAC_PI_2;
            let mut expected = [length * libm::cos(turn), length * libm::sin(turn)];
            if angle & 4 != 0 {
                expected.swap(0, 1);
            }
            for (bit, value) in expected.iter_mut().enumerate() {
                if angle & (1 << bit) != 0 {
                    *value = -*value;
                }
            }
            let (x, y) = normals::<f32>(radius, angle, &Numbers::new());
            for (found, expected) in [x, y].into_iter().zip(expected) {
                assert!((f64::from(found) - expected).abs() < 3e-6, "{found}, not {expected}");
            }
        }
    }

    #[test]
    fn normal_numbers_are_normal_and_independent() {
        let (runs, draws) = (4_000_u32, 50);
        let mut streams: Vec<Vec<(f64, f64)>> = Vec::new();
        for first in (0..runs).step_by(LANES) {
            let mut abreast = Abreast::of(2_014, first);
            let mut lanes = vec![Vec::new(); LANES];
            for _ in 0..draws {
                let (radius, angle) = (abreast.bits(), abreast.bits());
                let (x, y) = normals::<f32x4>(radius, angle, &Numbers::new());
                for (lane, (x, y)) in lanes.iter_mut().zip(x.to_array().iter().zip(y.to_array())) {
                    lane.push((f64::from(*x), f64::from(y)));
                }
            }
            streams.extend(lanes);
        }
        let pairs: Vec<(f64, f64)> = streams.iter().flatten().copied().collect();
        let mut all: Vec<f64> = pairs.iter().flat_map(|(x, y)| [*x, *y]).collect();
        let count = all.len() as f64;
        assert_eq!(all.len(), 400_000);
        let centre = mean(&all);
        let variance = moment(&all, centre, 2);
        assert_near(centre, 0.0, (1.0 / count).sqrt(), "mean");
        assert_near(variance, 1.0, (2.0 / count).sqrt(), "variance");
        let third = moment(&all, centre, 3) / variance.powf(1.5);
        assert_near(third, 0.0, (6.0 / count).sqrt(), "skewness");
        let fourth = moment(&all, centre, 4) / (variance * variance);
        assert_near(fourth, 3.0, (24.0 / count).sqrt(), "kurtosis");

        // Within a pair, from one pair of a stream to the next, and from one run to the next; squares
        // too, since numbers on a circle may depend on each other without a correlation.
        let within = || pairs.iter().copied();
        let further = || {
            let next = |stream: &[(f64, f64)]| -> Vec<(f64, f64)> {
                stream.windows(2).map(|pair| (pair[0].1, pair[1].0)).collect()
            };
            streams.iter().flat_map(move |stream| next(stream))
        };
        let between = || {
            let neighbours = streams.iter().zip(streams.iter().skip(1));
            neighbours.flat_map(|(a, b)| a.iter().zip(b)).map(|(a, b)| (a.0, b.0))
        };
        let squares = |(x, y): (f64, f64)| (x * x - 1.0, y * y - 1.0);
        let error = (1.0 / pairs.len() as f64).sqrt();
        assert_near(correlation(within(), 1.0), 0.0, error, "pair");
        assert_near(correlation(within().map(squares), 2.0), 0.0, error, "squares of a pair");
        assert_near(correlation(further(), 1.0), 0.0, error * 1.02, "stream");
        assert_near(correlation(between(), 1.0), 0.0, error, "runs");
        assert_near(correlation(between().map(squares), 2.0), 0.0, error, "squares of runs");

        let distance = distance(&mut all, normal);
        assert!(distance < 2.23, "{distance}");
    }

    #[test]
    fn places_are_uniform_and_the_hazard_that_is_outlasted_exponential() {
        let plan = plan(0.4, 0.3);
        let mut drawn = Drawn::<f32x4, Abreast>::new(&plan, 77);
        let (mut places, mut hazards) = (Vec::new(), Vec::new());
        for first in (0..40_000).step_by(LANES) {
            let start = drawn.start(first);
            let (hazard, others) = start.split_last().unwrap();
            hazards.extend(hazard.to_array());
            places.extend(others.iter().flat_map(|place| place.to_array()));
        }
        assert!(places.iter().all(|place| (0.0..1.0).contains(place)));
        let count = places.len() as f64;
        assert_near(mean(&places), 0.5, (1.0 / 12.0 / count).sqrt(), "mean of places");
        let error = ((1.0 / 80.0 - 1.0 / 144.0) / count).sqrt();
        assert_near(moment(&places, 0.5, 2), 1.0 / 12.0, error, "variance of places");
        let found = distance(&mut places, |x| x);
        assert!(found < 2.23, "{found}");

        assert!(hazards.iter().all(|hazard| *hazard >= 0.0));
        let count = hazards.len() as f64;
        assert_near(mean(&hazards), 1.0, (1.0 / count).sqrt(), "mean of hazards");
        let error = (8.0 / count).sqrt();
        assert_near(moment(&hazards, 1.0, 2), 1.0, error, "variance of hazards");
        let found = distance(&mut hazards, |x| 1.0 - libm::exp(-x));
        assert!(found < 2.23, "{found}");
    }

    #[test]
    fn shocks_to_benefits_keep_their_variance_and_fade_in_their_time() {
        let deviations = [0.5, 0.3];
        let plan = plan(deviations[0], deviations[1]);
        let pairs = plan.size.agencies * plan.size.threats;
        let rate = plan.scenario.dt / plan.scenario.benefit_noise_time;
        let mut drawn = Drawn::<f32x4, Abreast>::new(&plan, 31);
        // By kind, then at the start and after some periods.
        let after = [0, 1, 4, 16, 40];
        let mut shocks = [(); 2].map(|()| [(); 5].map(|()| Vec::new()));
        let mut factors = [(); 2].map(|()| [(); 5].map(|()| Vec::new()));
        let mut events = Vec::new();
        for first in (0..4_000).step_by(LANES) {
            let _ = drawn.start(first);
            for period in 0..=40 {
                let out = if period > 0 { drawn.period().to_vec() } else { Vec::new() };
                let doubles = |value: &f32x4| value.to_array().map(f64::from);
                events.extend(out.iter().skip(2 * pairs).flat_map(doubles));
                let Some(at) = after.iter().position(|periods| *periods == period) else {
                    continue;
                };
                for (rent, own) in &drawn.shocks {
                    shocks[0][at].extend(doubles(rent));
                    shocks[1][at].extend(doubles(own));
                }
                for (index, factor) in out.iter().take(2 * pairs).enumerate() {
                    factors[index % 2][at].extend(doubles(factor));
                }
            }
        }
        let count = (4_000 * pairs) as f64;
        for (kind, deviation) in deviations.into_iter().enumerate() {
            let variance = deviation * deviation;
            for (at, periods) in after.into_iter().enumerate() {
                let now = &shocks[kind][at];
                let what = |what: &str| format!("{what} of {kind} after {periods} periods");
                assert_eq!(now.len(), 4_000 * pairs);
                let error = (variance / count).sqrt();
                assert_near(mean(now), 0.0, error, &what("mean"));
                let error = variance * (2.0 / count).sqrt();
                assert_near(moment(now, 0.0, 2), variance, error, &what("variance"));
                let since = shocks[kind][0].iter().copied().zip(now.iter().copied());
                let expected = libm::exp(-rate * f64::from(periods));
                let error = ((1.0 + expected * expected) / count).sqrt();
                assert_near(correlation(since, variance), expected, error, &what("memory"));
                let other = shocks[1 - kind][at].iter().copied().zip(now.iter().copied());
                let both = deviations[0] * deviations[1];
                let error = (1.0 / count).sqrt();
                assert_near(correlation(other, both), 0.0, error, &what("correlation"));
                if periods > 0 {
                    let error = (libm::expm1(variance) / count).sqrt();
                    assert_near(mean(&factors[kind][at]), 1.0, error, &what("factor"));
                }
            }
        }
        let count = events.len() as f64;
        assert_near(mean(&events), 0.0, (1.0 / count).sqrt(), "mean of events");
        assert_near(moment(&events, 0.0, 2), 1.0, (2.0 / count).sqrt(), "variance of events");
    }

    #[test]
    fn without_chance_agencies_are_evenly_spaced() {
        for agencies in 1..=12_usize {
            let even: Vec<f64> =
                (0..agencies).map(|at| (at as f64 + 0.5) / agencies as f64).collect();
            for threats in 1..=8_usize {
                let size = Size { agencies, threats };
                let mut calm = Calm::new(size);
                let pairs = agencies * threats;
                let start = calm.start(3).to_vec();
                assert_eq!((start.len(), calm.period().len()), numbers(size));
                assert_eq!(start[..agencies], even);
                assert_eq!(start.last(), Some(&f64::INFINITY));
                let places = &start[agencies..agencies + 2 * pairs];
                for threat in 0..threats {
                    let of = |which: usize| {
                        let row = |agency: usize| places[2 * (agency * threats + threat) + which];
                        let mut column: Vec<f64> = (0..agencies).map(row).collect();
                        column.sort_by(f64::total_cmp);
                        column
                    };
                    assert_eq!(of(0), even, "rents, {size:?}");
                    // Two steps at a time miss every other place where their number is even.
                    let own = of(1);
                    assert!(own.iter().all(|place| even.contains(place)), "{size:?}");
                    assert!(agencies % 2 == 0 || own == even, "own threats, {size:?}");
                }
                for _ in 0..2 {
                    let (factors, events) = calm.period().split_at(2 * pairs);
                    assert!(factors.iter().all(|factor| *factor == 1.0));
                    assert!(events.iter().all(|event| *event == 0.0));
                }
            }
        }
    }
}
