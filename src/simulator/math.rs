//! Exponentials and logarithms as polynomials: the same bits for one run and for four, natively and
//! in every browser.
//!
//! An argument is brought to a short interval by a power of two, as Cody and Waite (1980),
//! *Software Manual for the Elementary Functions*, do it.

use super::lanes::{DIGITS, Digits, Double, Single};

/// The numbers that the functions work with.
///
/// They are read from memory, each into all lanes by one instruction. A constant in the code would be put
/// together from parts each time it is used: WebAssembly engines have no place for 16 bytes of constant, and a loop
/// more of them than registers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numbers {
    pub digits: Digits,
    double: Table<f64, 14>,
    single: Table<f32, 8>,
    /// Where the exponential ends.
    end: f64,
    /// Coefficients of the sine from the third power on, of the cosine from the second.
    sine: [f32; 3],
    cosine: [f32; 4],
    /// Coefficients of the logarithm: two over the odd numbers.
    ln: [f32; 5],
    half_pi: f32,
    pub one: f64,
    /// `two` in double precision.
    pub double_two: f64,
    /// The least number that is above 0 and not denormal.
    pub tiny: f64,
    /// Net effort from which an agency counts as fighting or as helping a group.
    pub notable: f64,
    /// One over the first whole numbers, as many as there may be threats.
    pub shares: [f64; 8],
    /// 1.5, 2 and -2.
    middle: f32,
    two: f32,
    minus_two: f32,
}

/// What an exponential needs.
#[derive(Clone, Copy, Debug)]
struct Table<T, const N: usize> {
    log2_e: T,
    /// Added and taken off again, it rounds to a whole number that then stands in the lowest bits.
    round: T,
    /// ln 2 in two parts: the first has zeros at its end, so that a product with a whole number is exact.
    ln2: (T, T),
    /// One over the factorials from 0 on.
    series: [T; N],
}

const NUMBERS: Numbers = Numbers {
    digits: DIGITS,
    double: Table {
        log2_e: std::f64::consts::LOG2_E,
        round: 6_755_399_441_055_744.0, // 1.5 * 2^52
        ln2: LN2,
        series: [
            1.0,
            1.0,
            0.5,
            1.0 / 6.0,
            1.0 / 24.0,
            1.0 / 120.0,
            1.0 / 720.0,
            1.0 / 5_040.0,
            1.0 / 40_320.0,
            1.0 / 362_880.0,
            1.0 / 3_628_800.0,
            1.0 / 39_916_800.0,
            1.0 / 479_001_600.0,
            1.0 / 6_227_020_800.0,
        ],
    },
    single: Table {
        log2_e: std::f32::consts::LOG2_E,
        round: 12_582_912.0, // 1.5 * 2^23
        ln2: (0.693_359_4, -2.121_944_4e-4),
        series: [1.0, 1.0, 0.5, 1.0 / 6.0, 1.0 / 24.0, 1.0 / 120.0, 1.0 / 720.0, 1.0 / 5_040.0],
    },
    end: 700.0,
    sine: [-1.0 / 6.0, 1.0 / 120.0, -1.0 / 5_040.0],
    cosine: [-0.5, 1.0 / 24.0, -1.0 / 720.0, 1.0 / 40_320.0],
    ln: [2.0, 2.0 / 3.0, 2.0 / 5.0, 2.0 / 7.0, 2.0 / 9.0],
    half_pi: std::f32::consts::FRAC_PI_2,
    one: 1.0,
    double_two: 2.0,
    tiny: f64::MIN_POSITIVE,
    notable: super::outcome::NOTABLE,
    shares: [1.0, 1.0 / 2.0, 1.0 / 3.0, 1.0 / 4.0, 1.0 / 5.0, 1.0 / 6.0, 1.0 / 7.0, 1.0 / 8.0],
    middle: 1.5,
    two: 2.0,
    minus_two: -2.0,
};

const LN2: (f64, f64) = (0.693_147_180_369_123_8, 1.908_214_929_270_587_7e-10);

impl Numbers {
    /// The numbers, in memory where the compiler does not know them.
    pub fn new() -> Self {
        std::hint::black_box(NUMBERS)
    }
}

/// e to the power of `x`, within 4 units of the last place for `x` in -700 to 700; beyond, that of
/// the nearer end.
#[inline]
pub(super) fn exp<D: Double>(x: D, numbers: &Numbers) -> D {
    let Table { log2_e, round, ln2, series } = &numbers.double;
    let x = x.at_least(D::of(-numbers.end)).at_most(D::of(numbers.end));
    let shifted = x * D::of(*log2_e) + D::of(*round);
    let whole = shifted - D::of(*round);
    let r = x - whole * D::of(ln2.0) - whole * D::of(ln2.1);
    // The series up to r^13/13!, of which |r| <= 0.35 leaves 4e-18; by pairs, pairs of pairs and so on.
    let r2 = r * r;
    let r4 = r2 * r2;
    let [a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13] = series.map(D::of);
    let low = (a0 + a1 * r) + (a2 + a3 * r) * r2;
    let middle = (a4 + a5 * r) + (a6 + a7 * r) * r2;
    let high = (a8 + a9 * r) + (a10 + a11 * r) * r2;
    let top = a12 + a13 * r;
    let series = low + (middle + (high + top * r4) * r4) * r4;
    series.times_power_of_two(shifted)
}

/// The natural logarithm of a positive number that is not denormal, within 1e-14.
#[inline]
pub(super) fn ln<D: Double>(x: D) -> D {
    let (m, power) = x.split();
    // ln m = 2 artanh((m - 1) / (m + 1)), with m brought to 0.75-1.5.
    let half = m * D::of(0.5);
    let limit = D::of(1.5);
    let power = m.below(limit, power, power + D::of(1.0));
    let m = m.below(limit, m, half);
    let s = (m - D::of(1.0)) / (m + D::of(1.0));
    let s2 = s * s;
    let mut series = D::of(1.0 / 23.0);
    for odd in [21.0, 19.0, 17.0, 15.0, 13.0, 11.0, 9.0, 7.0, 5.0, 3.0, 1.0] {
        series = series * s2 + D::of(1.0 / odd);
    }
    power * D::of(LN2.0) + (power * D::of(LN2.1) + D::of(2.0) * s * series)
}

/// `x` to the power of `y`, both positive; 0 for `x` below 1e-300.
#[inline]
pub(super) fn power<D: Double>(x: D, y: D, numbers: &Numbers) -> D {
    let safe = x.at_least(D::of(1e-300));
    x.below(D::of(1e-300), D::of(0.0), exp(y * ln(safe), numbers))
}

/// e to the power of `x` in single precision, for `x` in -80 to 80.
#[inline]
pub(super) fn exp_single<S: Single>(x: S, numbers: &Numbers) -> S {
    let Table { log2_e, round, ln2, series } = &numbers.single;
    let shifted = x * S::of(*log2_e) + S::of(*round);
    let whole = shifted - S::of(*round);
    let r = x - whole * S::of(ln2.0) - whole * S::of(ln2.1);
    let r2 = r * r;
    let [a0, a1, a2, a3, a4, a5, a6, a7] = series.map(S::of);
    let low = a0 + a1 * r;
    let middle = a2 + a3 * r;
    let high = a4 + a5 * r;
    let top = a6 + a7 * r;
    (low + (middle + (high + top * r2) * r2) * r2).times_power_of_two(shifted)
}

/// The natural logarithm in single precision, of a number from 2^-23 to 1.
#[inline]
pub(super) fn ln_single<S: Single>(x: S, numbers: &Numbers) -> S {
    let (m, power) = x.split(&numbers.digits);
    let one = S::of(numbers.single.series[0]);
    let s = (m - one) / (m + one);
    let s2 = s * s;
    let [a1, a3, a5, a7, a9] = numbers.ln.map(S::of);
    let series = a1 + (a3 + (a5 + (a7 + a9 * s2) * s2) * s2) * s2;
    let Table { ln2, .. } = &numbers.single;
    power * S::of(ln2.0) + (power * S::of(ln2.1) + s * series)
}

/// Two independent standard normal numbers from 64 random bits.
///
/// The radius comes from the first 32 bits, the angle from the others: within an eighth of a turn
/// of an axis by polynomials, and then mirrored by three spare bits. Nothing beyond 5.65 standard deviations
/// is drawn, which leaves out two of 100 million numbers.
///
/// # Source
/// Box and Muller (1958), A note on the generation of random normal deviates, *Annals of
/// Mathematical Statistics* 29(2).
#[inline]
pub(super) fn normals<S: Single>(radius: S::Bits, angle: S::Bits, numbers: &Numbers) -> (S, S) {
    let one = S::of(numbers.single.series[0]);
    let uniform = S::of(numbers.two) - S::one_to_two(radius, &numbers.digits);
    let radius = (ln_single(uniform, numbers) * S::of(numbers.minus_two)).square_root();
    let x =
        (S::one_to_two(angle, &numbers.digits) - S::of(numbers.middle)) * S::of(numbers.half_pi);
    let x2 = x * x;
    let [a3, a5, a7] = numbers.sine.map(S::of);
    let sine = x * (one + (a3 + (a5 + a7 * x2) * x2) * x2);
    let [a2, a4, a6, a8] = numbers.cosine.map(S::of);
    let cosine = one + (a2 + (a4 + (a6 + a8 * x2) * x2) * x2) * x2;
    S::scatter(angle, radius * cosine, radius * sine, &numbers.digits)
}

#[cfg(test)]
#[allow(clippy::indexing_slicing)]
mod tests {
    use super::*;
    use wide::{f32x4, f64x4};

    #[test]
    fn polynomials_stay_close_to_the_functions() {
        let numbers = Numbers::new();
        let mut worst = [0.0_f64; 4];
        for step in 0..200_000 {
            let x = f64::from(step) * 0.007 - 700.0;
            worst[0] = worst[0].max((exp(x, &numbers) / libm::exp(x) - 1.0).abs());
            let y = libm::exp(x);
            worst[1] = worst[1].max((ln(y) - libm::log(y)).abs() / libm::log(y).abs().max(1.0));
            let z = x / 20.0;
            #[allow(clippy::cast_possible_truncation)]
            let single = z as f32;
            let exact = libm::exp(f64::from(single));
            worst[2] = worst[2].max((f64::from(exp_single(single, &numbers)) / exact - 1.0).abs());
            #[allow(clippy::cast_precision_loss)]
            let uniform = (step + 1) as f32 / 200_000.0;
            let exact = libm::log(f64::from(uniform));
            worst[3] = worst[3].max((f64::from(ln_single(uniform, &numbers)) - exact).abs());
        }
        assert!(worst[0] < 1e-15 && worst[1] < 1e-14, "{worst:?}");
        assert!(worst[2] < 4e-7 && worst[3] < 1e-6, "{worst:?}");
    }

    #[test]
    fn a_power_is_a_power() {
        for (x, y) in [(2.0, 3.0), (0.3, 0.5), (10.0, 5.0), (1e-3, 0.1), (1.0, 2.0)] {
            assert!(
                (power(x, y, &Numbers::new()) / libm::pow(x, y) - 1.0).abs() < 1e-13,
                "{x}^{y}"
            );
        }
        assert_eq!(power(0.0, 2.0, &Numbers::new()), 0.0);
    }

    #[test]
    fn four_side_by_side_have_the_bits_of_one_alone() {
        let numbers = Numbers::new();
        let mut random = crate::random::Random::seeded(11);
        for _ in 0..20_000 {
            let x = std::array::from_fn(|_| random.uniform() * 60.0 - 30.0);
            let y = x.map(|x| exp(x, &numbers));
            assert_eq!(exp(f64x4::new(x), &numbers).to_array(), y);
            assert_eq!(ln(f64x4::new(y)).to_array(), y.map(ln));
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let mut bits = || std::array::from_fn(|_| (random.uniform() * 4_294_967_296.0) as u32);
            let (radius, angle): ([u32; 4], [u32; 4]) = (bits(), bits());
            let (first, second) = normals::<f32x4>(radius.into(), angle.into(), &numbers);
            for lane in 0..4 {
                let alone = normals::<f32>(radius[lane], angle[lane], &numbers);
                assert_eq!((first.to_array()[lane], second.to_array()[lane]), alone);
                let small = alone.0 * 0.5;
                let four = exp_single(f32x4::splat(small), &numbers).to_array()[lane];
                assert_eq!(four, exp_single(small, &numbers));
            }
        }
    }
}
