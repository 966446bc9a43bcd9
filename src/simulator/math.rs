//! Exponentials and logarithms as polynomials: the same bits for one run and for four, natively and
//! in every browser.
//!
//! An argument is brought to a short interval by a power of two, as Cody and Waite (1980),
//! *Software Manual for the Elementary Functions*, do it.

use super::lanes::{Double, Single};

/// Added and taken off again, it rounds to a whole number that then stands in the lowest bits.
const ROUND: f64 = 6_755_399_441_055_744.0; // 1.5 * 2^52
const ROUND_SINGLE: f32 = 12_582_912.0; // 1.5 * 2^23

/// ln 2 in two parts: the first has zeros at its end, so that a product with a whole number is exact.
const LN2: (f64, f64) = (0.693_147_180_369_123_8, 1.908_214_929_270_587_7e-10);
const LN2_SINGLE: (f32, f32) = (0.693_359_4, -2.121_944_4e-4);

/// e to the power of `x`, within 4 units of the last place for `x` in -700 to 700; beyond, that of
/// the nearer end.
#[inline]
pub(super) fn exp<D: Double>(x: D) -> D {
    let x = x.at_least(D::of(-700.0)).at_most(D::of(700.0));
    let shifted = x * D::of(std::f64::consts::LOG2_E) + D::of(ROUND);
    let whole = shifted - D::of(ROUND);
    let r = x - whole * D::of(LN2.0) - whole * D::of(LN2.1);
    // The series up to r^13/13!, of which |r| <= 0.35 leaves 4e-18; by pairs, pairs of pairs and so on.
    let r2 = r * r;
    let r4 = r2 * r2;
    let pair = |a: f64, b: f64| D::of(a) + D::of(b) * r;
    let low = pair(1.0, 1.0) + pair(0.5, 1.0 / 6.0) * r2;
    let middle = pair(1.0 / 24.0, 1.0 / 120.0) + pair(1.0 / 720.0, 1.0 / 5_040.0) * r2;
    let high =
        pair(1.0 / 40_320.0, 1.0 / 362_880.0) + pair(1.0 / 3_628_800.0, 1.0 / 39_916_800.0) * r2;
    let top = pair(1.0 / 479_001_600.0, 1.0 / 6_227_020_800.0);
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
pub(super) fn power<D: Double>(x: D, y: D) -> D {
    let safe = x.at_least(D::of(1e-300));
    x.below(D::of(1e-300), D::of(0.0), exp(y * ln(safe)))
}

/// e to the power of `x` in single precision, for `x` in -80 to 80.
#[inline]
pub(super) fn exp_single<S: Single>(x: S) -> S {
    let shifted = x * S::of(std::f32::consts::LOG2_E) + S::of(ROUND_SINGLE);
    let whole = shifted - S::of(ROUND_SINGLE);
    let r = x - whole * S::of(LN2_SINGLE.0) - whole * S::of(LN2_SINGLE.1);
    let r2 = r * r;
    let low = S::of(1.0) + r;
    let middle = S::of(0.5) + S::of(1.0 / 6.0) * r;
    let high = S::of(1.0 / 24.0) + S::of(1.0 / 120.0) * r;
    let top = S::of(1.0 / 720.0) + S::of(1.0 / 5_040.0) * r;
    (low + (middle + (high + top * r2) * r2) * r2).times_power_of_two(shifted)
}

/// The natural logarithm in single precision, of a number from 2^-23 to 1.
#[inline]
pub(super) fn ln_single<S: Single>(x: S) -> S {
    let (m, power) = x.split();
    let s = (m - S::of(1.0)) / (m + S::of(1.0));
    let s2 = s * s;
    let series = S::of(2.0)
        + (S::of(2.0 / 3.0)
            + (S::of(2.0 / 5.0) + (S::of(2.0 / 7.0) + S::of(2.0 / 9.0) * s2) * s2) * s2)
            * s2;
    power * S::of(std::f32::consts::LN_2) + s * series
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
pub(super) fn normals<S: Single>(radius: S::Bits, angle: S::Bits) -> (S, S) {
    let uniform = S::of(2.0) - S::one_to_two(radius);
    let radius = (ln_single(uniform) * S::of(-2.0)).square_root();
    let x = (S::one_to_two(angle) - S::of(1.5)) * S::of(std::f32::consts::FRAC_PI_2);
    let x2 = x * x;
    let sine = x
        * (S::of(1.0)
            + (S::of(-1.0 / 6.0) + (S::of(1.0 / 120.0) + S::of(-1.0 / 5_040.0) * x2) * x2) * x2);
    let cosine = S::of(1.0)
        + (S::of(-0.5)
            + (S::of(1.0 / 24.0) + (S::of(-1.0 / 720.0) + S::of(1.0 / 40_320.0) * x2) * x2) * x2)
            * x2;
    S::scatter(angle, radius * cosine, radius * sine)
}

#[cfg(test)]
#[allow(clippy::indexing_slicing)]
mod tests {
    use super::*;
    use wide::{f32x4, f64x4};

    #[test]
    fn polynomials_stay_close_to_the_functions() {
        let mut worst = [0.0_f64; 4];
        for step in 0..200_000 {
            let x = f64::from(step) * 0.007 - 700.0;
            worst[0] = worst[0].max((exp(x) / libm::exp(x) - 1.0).abs());
            let y = libm::exp(x);
            worst[1] = worst[1].max((ln(y) - libm::log(y)).abs() / libm::log(y).abs().max(1.0));
            let z = x / 20.0;
            #[allow(clippy::cast_possible_truncation)]
            let single = z as f32;
            let exact = libm::exp(f64::from(single));
            worst[2] = worst[2].max((f64::from(exp_single(single)) / exact - 1.0).abs());
            #[allow(clippy::cast_precision_loss)]
            let uniform = (step + 1) as f32 / 200_000.0;
            let exact = libm::log(f64::from(uniform));
            worst[3] = worst[3].max((f64::from(ln_single(uniform)) - exact).abs());
        }
        assert!(worst[0] < 1e-15 && worst[1] < 1e-14, "{worst:?}");
        assert!(worst[2] < 4e-7 && worst[3] < 1e-6, "{worst:?}");
    }

    #[test]
    fn a_power_is_a_power() {
        for (x, y) in [(2.0, 3.0), (0.3, 0.5), (10.0, 5.0), (1e-3, 0.1), (1.0, 2.0)] {
            assert!((power(x, y) / libm::pow(x, y) - 1.0).abs() < 1e-13, "{x}^{y}");
        }
        assert_eq!(power(0.0, 2.0), 0.0);
    }

    #[test]
    fn four_side_by_side_have_the_bits_of_one_alone() {
        let mut random = crate::random::Random::seeded(11);
        for _ in 0..20_000 {
            let x = std::array::from_fn(|_| random.uniform() * 60.0 - 30.0);
            let y = x.map(exp);
            assert_eq!(exp(f64x4::new(x)).to_array(), y);
            assert_eq!(ln(f64x4::new(y)).to_array(), y.map(ln));
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let mut bits = || std::array::from_fn(|_| (random.uniform() * 4_294_967_296.0) as u32);
            let (radius, angle): ([u32; 4], [u32; 4]) = (bits(), bits());
            let (first, second) = normals::<f32x4>(radius.into(), angle.into());
            for lane in 0..4 {
                let alone = normals::<f32>(radius[lane], angle[lane]);
                assert_eq!((first.to_array()[lane], second.to_array()[lane]), alone);
                let small = alone.0 * 0.5;
                let four = exp_single(f32x4::splat(small)).to_array()[lane];
                assert_eq!(four, exp_single(small));
            }
        }
    }
}
