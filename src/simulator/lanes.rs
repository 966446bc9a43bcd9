//! One number or four: the same operations on a run alone and on four runs side by side.

use std::ops::{Add, Div, Mul, Neg, Sub};

use wide::{f32x4, f64x4, u32x4, u64x4};

/// How many runs the batched kernel takes side by side.
pub(super) const LANES: usize = 4;

/// Double precision: one number, or one for each of four runs.
///
/// No operation fuses a product with a sum, so that every platform gives the same bits.
pub(super) trait Double:
    Copy + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Div<Output = Self>
{
    fn of(value: f64) -> Self;
    /// The larger of the two. Which zero is larger differs between platforms.
    fn at_least(self, other: Self) -> Self;
    /// The smaller of the two, likewise.
    fn at_most(self, other: Self) -> Self;
    /// `then` where this is below `limit`, elsewhere `otherwise`.
    fn below(self, limit: Self, then: Self, otherwise: Self) -> Self;
    /// This times two to the power of a whole number, given as the low bits of `exponent`.
    fn times_power_of_two(self, exponent: Self) -> Self;
    /// The number between 1 and 2 with the same digits in base two, and the power of two.
    fn split(self) -> (Self, Self);
}

/// Single precision: one number, or one for each of four runs.
pub(super) trait Single:
    Copy
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Neg<Output = Self>
{
    /// Double precision of the same width.
    type Double: Double;
    /// 32 random bits of the same width.
    type Bits: Copy;

    fn of(value: f32) -> Self;
    fn double(self) -> Self::Double;
    fn square_root(self) -> Self;
    /// This times two to the power of a whole number, given as the low bits of `exponent`.
    fn times_power_of_two(self, exponent: Self) -> Self;
    /// The number between 0.75 and 1.5 with this times a power of two, and the power.
    fn split(self) -> (Self, Self);
    /// The 23 highest bits as a number in `[1, 2)`.
    fn one_to_two(bits: Self::Bits) -> Self;
    /// Swaps the two where bit 2 is set, turns the sign of the first where bit 0 is, and that of
    /// the second where bit 1 is.
    fn scatter(bits: Self::Bits, first: Self, second: Self) -> (Self, Self);
}

const ONE: u32 = 0x3f80_0000;
const SIGN: u32 = 0x8000_0000;
const MANTISSA: u64 = (1 << 52) - 1;
/// The bits of 2^52: or-ed with a small whole number they are 2^52 and that number.
const LARGE: u64 = 0x4330_0000_0000_0000;
/// The bits of 0.75, by which single precision is split.
const THREE_QUARTERS: u32 = 0x3f40_0000;
/// 64 added to the exponent.
const RAISED: u32 = 64 << 23;
/// The bits of 2^23.
const LARGE_SINGLE: u32 = 0x4b00_0000;

impl Double for f64 {
    fn of(value: f64) -> Self {
        value
    }

    fn at_least(self, other: Self) -> Self {
        if self > other { self } else { other }
    }

    fn at_most(self, other: Self) -> Self {
        if self < other { self } else { other }
    }

    fn below(self, limit: Self, then: Self, otherwise: Self) -> Self {
        if self < limit { then } else { otherwise }
    }

    fn times_power_of_two(self, exponent: Self) -> Self {
        Self::from_bits(self.to_bits().wrapping_add(exponent.to_bits() << 52))
    }

    fn split(self) -> (Self, Self) {
        let bits = self.to_bits();
        let power = Self::from_bits((bits >> 52) | LARGE) - (4_503_599_627_370_496.0 + 1023.0);
        (Self::from_bits((bits & MANTISSA) | 1.0_f64.to_bits()), power)
    }
}

impl Double for f64x4 {
    #[inline]
    fn of(value: f64) -> Self {
        Self::splat(value)
    }

    #[inline]
    fn at_least(self, other: Self) -> Self {
        self.fast_max(other)
    }

    #[inline]
    fn at_most(self, other: Self) -> Self {
        self.fast_min(other)
    }

    #[inline]
    fn below(self, limit: Self, then: Self, otherwise: Self) -> Self {
        self.simd_lt(limit).select(then, otherwise)
    }

    #[inline]
    fn times_power_of_two(self, exponent: Self) -> Self {
        Self::from_bits(self.to_bits() + (exponent.to_bits() << 52_u32))
    }

    #[inline]
    fn split(self) -> (Self, Self) {
        let bits = self.to_bits();
        let power = Self::from_bits((bits >> 52_u32) | u64x4::splat(LARGE))
            - Self::splat(4_503_599_627_370_496.0 + 1023.0);
        let one = u64x4::splat(1.0_f64.to_bits());
        (Self::from_bits((bits & u64x4::splat(MANTISSA)) | one), power)
    }
}

impl Single for f32 {
    type Double = f64;
    type Bits = u32;

    fn of(value: f32) -> Self {
        value
    }

    fn double(self) -> f64 {
        f64::from(self)
    }

    fn square_root(self) -> Self {
        self.sqrt()
    }

    fn times_power_of_two(self, exponent: Self) -> Self {
        Self::from_bits(self.to_bits().wrapping_add(exponent.to_bits() << 23))
    }

    fn split(self) -> (Self, Self) {
        // Counted from 0.75, the exponent changes at 0.75, 1.5, 3 and so on; raised, it is above 0.
        let raised = self.to_bits().wrapping_add(RAISED);
        let whole = raised.wrapping_sub(THREE_QUARTERS) >> 23;
        let power = Self::from_bits(whole | LARGE_SINGLE) - (8_388_608.0 + 64.0);
        (Self::from_bits(raised.wrapping_sub(whole << 23)), power)
    }

    fn one_to_two(bits: u32) -> Self {
        Self::from_bits((bits >> 9) | ONE)
    }

    fn scatter(bits: u32, first: Self, second: Self) -> (Self, Self) {
        let (a, b) = (first.to_bits(), second.to_bits());
        let swap = (a ^ b) & 0_u32.wrapping_sub((bits >> 2) & 1);
        let a = a ^ swap ^ (bits << 31);
        let b = b ^ swap ^ ((bits << 30) & SIGN);
        (Self::from_bits(a), Self::from_bits(b))
    }
}

impl Single for f32x4 {
    type Double = f64x4;
    type Bits = u32x4;

    #[inline]
    fn of(value: f32) -> Self {
        Self::splat(value)
    }

    #[inline]
    fn double(self) -> f64x4 {
        f64x4::new(self.to_array().map(f64::from))
    }

    #[inline]
    fn square_root(self) -> Self {
        self.sqrt()
    }

    #[inline]
    fn times_power_of_two(self, exponent: Self) -> Self {
        Self::from_bits(self.to_bits() + (exponent.to_bits() << 23_u32))
    }

    #[inline]
    fn split(self) -> (Self, Self) {
        let raised = self.to_bits() + u32x4::splat(RAISED);
        let whole = (raised - u32x4::splat(THREE_QUARTERS)) >> 23_u32;
        let power =
            Self::from_bits(whole | u32x4::splat(LARGE_SINGLE)) - Self::splat(8_388_608.0 + 64.0);
        (Self::from_bits(raised - (whole << 23_u32)), power)
    }

    #[inline]
    fn one_to_two(bits: u32x4) -> Self {
        Self::from_bits((bits >> 9_u32) | u32x4::splat(ONE))
    }

    #[inline]
    fn scatter(bits: u32x4, first: Self, second: Self) -> (Self, Self) {
        let (a, b) = (first.to_bits(), second.to_bits());
        let swap = (a ^ b) & (u32x4::splat(0) - ((bits >> 2_u32) & u32x4::splat(1)));
        let a = a ^ swap ^ (bits << 31_u32);
        let b = b ^ swap ^ ((bits << 30_u32) & u32x4::splat(SIGN));
        (Self::from_bits(a), Self::from_bits(b))
    }
}
