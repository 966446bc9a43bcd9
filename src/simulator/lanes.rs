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
    fn split(self, digits: &Digits) -> (Self, Self);
    /// The 23 highest bits as a number in `[1, 2)`.
    fn one_to_two(bits: Self::Bits, digits: &Digits) -> Self;
    /// Swaps the two where bit 2 is set, turns the sign of the first where bit 0 is, and that of
    /// the second where bit 1 is.
    fn scatter(bits: Self::Bits, first: Self, second: Self, digits: &Digits) -> (Self, Self);
}

const MANTISSA: u64 = (1 << 52) - 1;
/// The bits of 2^52: or-ed with a small whole number they are 2^52 and that number.
const LARGE: u64 = 0x4330_0000_0000_0000;
/// Single precision as bits, to be read from memory as `math::Numbers` are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Digits {
    /// The bits of 1.
    one: u32,
    /// 64 added to the exponent.
    raised: u32,
    /// The same, less the bits of 0.75 where the exponent is counted from.
    counted: u32,
    /// The bits of 2^23: or-ed with a small whole number they are 2^23 and that number.
    large: u32,
    /// 2^23 and 64.
    offset: f32,
    /// The bits of sign and exponent.
    exponent: u32,
    /// The bit of the sign.
    sign: u32,
    /// Bit 2.
    swap: u32,
}

pub(super) const DIGITS: Digits = Digits {
    one: 0x3f80_0000,
    raised: 64 << 23,
    counted: (64_u32 << 23).wrapping_sub(0x3f40_0000),
    large: 0x4b00_0000,
    offset: 8_388_608.0 + 64.0,
    exponent: 0xff80_0000,
    sign: 0x8000_0000,
    swap: 4,
};

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

    fn split(self, digits: &Digits) -> (Self, Self) {
        // Counted from 0.75, the exponent changes at 0.75, 1.5, 3 and so on; raised, it is above 0.
        let bits = self.to_bits();
        let counted = bits.wrapping_add(digits.counted);
        let power = Self::from_bits((counted >> 23) | digits.large) - digits.offset;
        let exponent = counted & digits.exponent;
        (Self::from_bits(bits.wrapping_add(digits.raised).wrapping_sub(exponent)), power)
    }

    fn one_to_two(bits: u32, digits: &Digits) -> Self {
        Self::from_bits((bits >> 9) | digits.one)
    }

    fn scatter(bits: u32, first: Self, second: Self, digits: &Digits) -> (Self, Self) {
        let (a, b) = (first.to_bits(), second.to_bits());
        let swap = if bits & digits.swap == digits.swap { a ^ b } else { 0 };
        let a = a ^ swap ^ (bits << 31);
        let b = b ^ swap ^ ((bits << 30) & digits.sign);
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
    fn split(self, digits: &Digits) -> (Self, Self) {
        let bits = self.to_bits();
        let counted = bits + u32x4::splat(digits.counted);
        let power = Self::from_bits((counted >> 23_u32) | u32x4::splat(digits.large))
            - Self::splat(digits.offset);
        let exponent = counted & u32x4::splat(digits.exponent);
        (Self::from_bits(bits + u32x4::splat(digits.raised) - exponent), power)
    }

    #[inline]
    fn one_to_two(bits: u32x4, digits: &Digits) -> Self {
        Self::from_bits((bits >> 9_u32) | u32x4::splat(digits.one))
    }

    #[inline]
    fn scatter(bits: u32x4, first: Self, second: Self, digits: &Digits) -> (Self, Self) {
        let (a, b) = (first.to_bits(), second.to_bits());
        let bit = u32x4::splat(digits.swap);
        let swap = (a ^ b) & (bits & bit).simd_eq(bit);
        let a = a ^ swap ^ (bits << 31_u32);
        let b = b ^ swap ^ ((bits << 30_u32) & u32x4::splat(digits.sign));
        (Self::from_bits(a), Self::from_bits(b))
    }
}
