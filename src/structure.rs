//! How the indicators of a dimension become its value.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::table::{Cell, FromCell, Reader};

/// How the indicators of a dimension become its value. In data files and JSON one word: `mean`,
/// `min`, `max`, `geometric`, `k_of_n:2`, `power_mean:-1`.
///
/// # Source
/// Goertz (2006), *Social Science Concepts*: weakest link and family resemblance. Means between
/// the two: Veri, "Transforming Family Resemblance Concepts Into Fuzzy Sets", doi 10.1177/0049124120986196.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(
    feature = "types",
    ts(
        type = "'mean' | 'min' | 'max' | 'geometric' | `k_of_n:${number}` | `power_mean:${number}`"
    )
)]
pub enum Structure {
    /// The weighted mean: a strong sign can make up for a weak one.
    Mean,
    /// The minimum: every sign is necessary.
    Min,
    /// The maximum: every sign is sufficient.
    Max,
    /// The k-th largest: any k of the signs suffice. 1 is the maximum.
    KOfN(u8),
    /// The weighted geometric mean: a sign of 0 cannot be made up for.
    Geometric,
    /// The weighted power mean: the larger the exponent, the more the strong signs count.
    /// The exponent is whole, from -20 to 20, and not 0, which is the geometric mean.
    PowerMean(i8),
}

/// The largest exponent of a power mean, in size.
const MOST_EXPONENT: i8 = 20;

const WANTED: &str =
    "mean, min, max, geometric, k_of_n:2 (any count from 1) or power_mean:2 (-20 to 20, not 0)";

impl Structure {
    /// Value of a dimension from the values of its indicators, each with its weight.
    ///
    /// It never falls when an indicator rises. The weights matter to the means alone; `values` is
    /// not empty, and a `KOfN` that asks for more signs than there are asks for all of them.
    pub(crate) fn combine(self, values: &[f64], weights: &[f64]) -> f64 {
        let least = || values.iter().copied().fold(f64::INFINITY, f64::min);
        let most = || values.iter().copied().fold(0.0, f64::max);
        match self {
            Self::Mean => weighted_mean(values, weights, |value| value),
            Self::Min => least(),
            Self::Max => most(),
            Self::KOfN(k) => {
                // The largest value that at least k of the values reach.
                let k = usize::from(k).min(values.len());
                let reached =
                    |value: &f64| values.iter().filter(|other| *other >= value).count() >= k;
                values.iter().copied().filter(reached).fold(0.0, f64::max)
            }
            Self::Geometric if least() <= 0.0 => 0.0,
            Self::Geometric => libm::exp(weighted_mean(values, weights, libm::log)).min(1.0),
            Self::PowerMean(exponent) => {
                // In units of the value that weighs most, so that no power overflows.
                let unit = if exponent < 0 { least() } else { most() };
                if unit <= 0.0 {
                    return 0.0;
                }
                let exponent = f64::from(exponent);
                let power = |value: f64| match value / unit {
                    0.0 => 0.0,
                    share => libm::exp(exponent * libm::log(share)),
                };
                let mean = weighted_mean(values, weights, power);
                (unit * libm::exp(libm::log(mean) / exponent)).min(1.0)
            }
        }
    }

    /// The structures under which a dimension of `indicators` signs is read as a test of the verdict.
    pub(crate) fn menu(indicators: usize) -> Vec<Self> {
        let between = (2..indicators).filter_map(|k| u8::try_from(k).ok()).map(Self::KOfN);
        [Self::Mean, Self::Min, Self::Max]
            .into_iter()
            .chain(between)
            .chain([Self::Geometric, Self::PowerMean(-1), Self::PowerMean(2)])
            .collect()
    }

    fn parse(word: &str) -> Option<Self> {
        let structure = Self::parts(word)?;
        // One way to write each: not `k_of_n:+2`, nor `k_of_n:02`.
        (structure.to_string() == word).then_some(structure)
    }

    fn parts(word: &str) -> Option<Self> {
        Some(match word.split_once(':') {
            None => match word {
                "mean" => Self::Mean,
                "min" => Self::Min,
                "max" => Self::Max,
                "geometric" => Self::Geometric,
                _ => return None,
            },
            Some(("k_of_n", k)) => Self::KOfN(k.parse().ok().filter(|k| *k > 0)?),
            Some(("power_mean", exponent)) => {
                let exponent: i8 = exponent.parse().ok()?;
                let usable = exponent != 0 && exponent.abs_diff(0) <= MOST_EXPONENT.unsigned_abs();
                Self::PowerMean(usable.then_some(exponent)?)
            }
            Some(_) => return None,
        })
    }
}

fn weighted_mean(values: &[f64], weights: &[f64], of: impl Fn(f64) -> f64) -> f64 {
    let sum: f64 = values.iter().zip(weights).map(|(value, weight)| weight * of(*value)).sum();
    sum / weights.iter().sum::<f64>()
}

impl fmt::Display for Structure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Mean => "mean",
            Self::Min => "min",
            Self::Max => "max",
            Self::Geometric => "geometric",
            Self::KOfN(k) => return write!(formatter, "k_of_n:{k}"),
            Self::PowerMean(exponent) => return write!(formatter, "power_mean:{exponent}"),
        })
    }
}

impl Serialize for Structure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl FromCell for Structure {
    fn from_cell(cell: Cell<'_>, reader: &mut Reader) -> Self {
        cell.text().and_then(Self::parse).unwrap_or_else(|| {
            cell.refuse(WANTED, reader);
            Self::Mean
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn structures_between_the_weakest_and_the_strongest_sign() {
        for (structure, values, weights, expected) in [
            (Structure::Mean, [0.2, 0.4, 0.9], [1.0, 1.0, 1.0], 0.5),
            (Structure::Mean, [0.2, 0.4, 0.9], [1.0, 2.0, 0.0], 1.0 / 3.0),
            (Structure::Min, [0.2, 0.4, 0.9], [1.0, 1.0, 1.0], 0.2),
            (Structure::Max, [0.2, 0.4, 0.9], [1.0, 1.0, 1.0], 0.9),
            (Structure::KOfN(2), [0.2, 0.4, 0.9], [1.0, 1.0, 1.0], 0.4),
            (Structure::KOfN(9), [0.2, 0.4, 0.9], [1.0, 1.0, 1.0], 0.2),
            (Structure::Geometric, [0.25, 0.25, 1.0], [1.0, 1.0, 2.0], 0.5),
            (Structure::Geometric, [0.0, 0.9, 0.9], [1.0, 1.0, 1.0], 0.0),
            (Structure::PowerMean(-1), [0.25, 0.5, 0.5], [2.0, 1.0, 1.0], 1.0 / 3.0),
            (Structure::PowerMean(2), [0.0, 0.6, 0.8], [0.0, 1.0, 1.0], 0.5_f64.sqrt()),
            (Structure::PowerMean(-20), [1e-9, 1.0, 1.0], [1.0, 0.0, 0.0], 1e-9),
        ] {
            let found = structure.combine(&values, &weights);
            assert!((found - expected).abs() < 1e-12, "{structure} {values:?}: {found}");
        }
    }

    #[test]
    fn words_are_read_as_they_are_written() {
        for structure in Structure::menu(5) {
            assert_eq!(Structure::parse(&structure.to_string()), Some(structure));
        }
        for word in [
            "",
            "Mean",
            "k_of_n",
            "k_of_n:0",
            "power_mean:0",
            "power_mean:21",
            "power_mean:-128",
            "k_of_n:+2",
            "k_of_n:02",
            "min:2",
        ] {
            assert_eq!(Structure::parse(word), None, "{word}");
        }
    }
}
