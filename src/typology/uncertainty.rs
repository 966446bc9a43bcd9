//! How probable each cell is, if indicators are drawn from their ranges.

use serde::Serialize;

use super::profile::{Sign, Signs};
use crate::codebook::ByDimension;
use crate::error::Error;
use crate::membership::{Scored, Side, side};
use crate::random::Random;

/// On which side of halfway the draws of one dimension lie, 0-1. What is missing to 1 lies at halfway.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Shares {
    /// Share of the draws above 0.5.
    pub above: f64,
    /// Share of the draws below 0.5.
    pub below: f64,
    /// Standard error of either share, at most.
    pub standard_error: f64,
}

/// How probable one cell is, 0-1.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct CellProbability {
    /// One bit a dimension, D1 to D4.
    pub cell: String,
    /// If the dimensions have nothing to do with each other.
    pub independent: f64,
    /// If they rise and fall together: perfect rank correlation.
    pub comonotone: f64,
    /// The least that any dependence of the dimensions allows (Fréchet).
    pub low: f64,
    /// The most that any dependence of the dimensions allows (Fréchet).
    pub high: f64,
}

/// What is known of the cells if indicators are drawn from their ranges.
///
/// Each dimension is drawn from its own indicators, one independent of another. How the dimensions
/// hang together nobody knows: independence and perfect rank correlation are two cases for
/// reference, and the bounds hold whatever links them.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Uncertainty {
    /// Draws of each dimension.
    pub draws: u32,
    /// Seed: the same seed gives the same draws everywhere.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub seed: u64,
    /// The sides of each dimension.
    pub dimensions: ByDimension<Shares>,
    /// The 16 cells, from `0000` to `1111`.
    pub cells: Vec<CellProbability>,
    /// Spread over the cells if the dimensions are independent: 0 all in one cell, 1 the same in each.
    pub entropy_independent: f64,
    /// The same under perfect rank correlation.
    pub entropy_comonotone: f64,
}

/// Draws each dimension `draws` times.
///
/// A score with a range is drawn from the triangle over (low, score, high); an unknown one evenly
/// from 0-1; a raw value stands still while its anchors are drawn, each from the triangle over its
/// range. Every indicator has its own stream of the seed and takes one number a draw, or three for
/// anchors, so that the draws of one do not depend on what is known of another.
pub(crate) fn uncertainty(
    dimensions: [&Signs<'_>; 4],
    draws: u32,
    seed: u64,
) -> Result<Uncertainty, Error> {
    let mut all_streams = Random::streams(seed);
    let mut shares = Vec::new();
    for signs in dimensions {
        let mut streams: Vec<Random> = all_streams.by_ref().take(signs.signs.len()).collect();
        let (mut above, mut below) = (0_u32, 0_u32);
        let mut values = vec![0.0; signs.signs.len()];
        for _ in 0..draws {
            for ((value, sign), random) in values.iter_mut().zip(&signs.signs).zip(&mut streams) {
                *value = draw(sign, random)?;
            }
            match values.as_slice() {
                // A dimension without indicators may lie anywhere: neither side is known.
                [] => {}
                values => match side(signs.combine(values)) {
                    Some(Side::Internal) => above += 1,
                    Some(Side::External) => below += 1,
                    None => {}
                },
            }
        }
        let share = |count: u32| f64::from(count) / f64::from(draws);
        let (above, below) = (share(above), share(below));
        let error = |share: f64| (share * (1.0 - share) / f64::from(draws)).sqrt();
        shares.push(Shares { above, below, standard_error: error(above).max(error(below)) });
    }
    let cells: Vec<CellProbability> = (0..16_u8).map(|bits| cell(bits, &shares)).collect();
    let mut shares = shares.into_iter();
    let none = Shares { above: 0.0, below: 0.0, standard_error: 0.0 };
    Ok(Uncertainty {
        draws,
        seed,
        dimensions: ByDimension::new(|_| shares.next().unwrap_or(none)),
        entropy_independent: entropy(cells.iter().map(|cell| cell.independent)),
        entropy_comonotone: entropy(cells.iter().map(|cell| cell.comonotone)),
        cells,
    })
}

fn draw(sign: &Sign<'_>, random: &mut Random) -> Result<f64, Error> {
    match (sign.raw.zip(sign.anchors), sign.scored) {
        (Some((raw, anchors)), _) => {
            anchors.membership(raw, |anchor| triangular(anchor, random.uniform()))
        }
        (None, Some(scored)) => Ok(triangular(scored, random.uniform())),
        (None, None) => Ok(random.uniform()),
    }
}

/// The value below which a share `uniform` of the triangle over (low, score, high) lies.
fn triangular(scored: Scored, uniform: f64) -> f64 {
    let Scored { score, low, high } = scored;
    let width = high - low;
    if width <= 0.0 {
        return score;
    }
    let drawn = if uniform * width < score - low {
        low + (uniform * width * (score - low)).sqrt()
    } else {
        high - ((1.0 - uniform) * width * (high - score)).sqrt()
    };
    drawn.max(low).min(high)
}

/// Probability of a cell under both reference cases, and its bounds.
///
/// Under perfect rank correlation one number from 0-1 stands for all dimensions: it puts a
/// dimension above halfway where it exceeds the share of draws that are not above, and below
/// where it falls short of the share that is.
fn cell(bits: u8, shares: &[Shares]) -> CellProbability {
    let wanted = |index: usize| bits >> (3 - index.min(3)) & 1 == 1;
    let parts = shares.iter().enumerate();
    let parts: Vec<f64> =
        parts.map(|(index, share)| if wanted(index) { share.above } else { share.below }).collect();
    let from = shares
        .iter()
        .enumerate()
        .filter(|(index, _)| wanted(*index))
        .map(|(_, share)| 1.0 - share.above)
        .fold(0.0, f64::max);
    let to = shares
        .iter()
        .enumerate()
        .filter(|(index, _)| !wanted(*index))
        .map(|(_, share)| share.below)
        .fold(1.0, f64::min);
    let low = (parts.iter().sum::<f64>() - 3.0).max(0.0);
    let high = parts.iter().copied().fold(1.0, f64::min);
    CellProbability {
        cell: format!("{bits:04b}"),
        independent: parts.iter().product(),
        comonotone: (to - from).max(0.0),
        low,
        high,
    }
}

/// Entropy in units of that of 16 equal cells; draws at halfway lie in no cell and count as one more.
fn entropy(cells: impl Iterator<Item = f64>) -> f64 {
    let mut rest = 1.0;
    let mut sum = 0.0;
    let part = |share: f64| if share > 0.0 { -share * libm::log(share) } else { 0.0 };
    for share in cells {
        rest -= share;
        sum += part(share);
    }
    // Rounding leaves a rest of a few ulps.
    if rest > 1e-12 {
        sum += part(rest);
    }
    sum / libm::log(16.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The worked example of the methods: 1110 with 0.6, 0.7, 0.8 and 0.55 above halfway.
    #[test]
    fn two_reference_cases_and_the_bounds() {
        let shares = [0.6, 0.7, 0.8, 0.55].map(|above| Shares {
            above,
            below: 1.0 - above,
            standard_error: 0.0,
        });
        let found = cell(0b1110, &shares);
        for (what, found, expected) in [
            ("independent", found.independent, 0.6 * 0.7 * 0.8 * 0.45),
            ("comonotone", found.comonotone, 0.05),
            ("low", found.low, 0.0),
            ("high", found.high, 0.45),
        ] {
            assert!((found - expected).abs() < 1e-12, "{what}: {found}");
        }
    }

    #[test]
    fn the_triangle_has_its_quantiles() {
        let scored = Scored { score: 0.4, low: 0.2, high: 1.0 };
        for (uniform, expected) in [(0.0, 0.2), (0.25, 0.4), (1.0, 1.0), (0.0625, 0.3)] {
            let found = triangular(scored, uniform);
            assert!((found - expected).abs() < 1e-12, "{uniform}: {found}");
        }
        let still = Scored { score: 0.4, low: 0.4, high: 0.4 };
        assert_eq!(triangular(still, 0.7), 0.4);
    }

    #[test]
    fn entropy_runs_from_one_cell_to_all_alike() {
        let none = std::iter::repeat_n(0.0, 15);
        assert!(entropy(none.chain([1.0])).abs() < 1e-12);
        assert!((entropy(std::iter::repeat_n(1.0 / 16.0, 16)) - 1.0).abs() < 1e-12);
    }
}
