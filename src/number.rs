//! Numbers as text. The formatting of the standard library would be a tenth of the
//! WebAssembly module, and figures need no more than a few decimals.

use std::fmt;

/// A number with a fixed count of decimals, at most six. Halves are rounded away from zero.
pub(crate) fn fixed(value: f64, decimals: u32) -> String {
    let unit = 10_u64.pow(decimals.min(6));
    #[allow(clippy::cast_precision_loss, reason = "a power of ten up to a million")]
    let scaled = (value.abs() * unit as f64).round();
    if scaled.is_nan() || scaled >= 1e18 {
        return Shown(value).to_string();
    }
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number from 0 to 1e18"
    )]
    let scaled = scaled as u64;
    let sign = if value < 0.0 && scaled > 0 { "-" } else { "" };
    let (whole, part) = (scaled / unit, scaled % unit);
    match decimals {
        0 => format!("{sign}{whole}"),
        _ => format!("{sign}{whole}.{part:0width$}", width = decimals.min(6) as usize),
    }
}

/// A number as an error message shows it: up to six decimals, none of them zeros at the end.
pub(crate) struct Shown(pub f64);

impl fmt::Display for Shown {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.0;
        if !value.is_finite() {
            return formatter.write_str(match value {
                f64::INFINITY => "infinity",
                f64::NEG_INFINITY => "-infinity",
                _ => "NaN",
            });
        }
        let (mut mantissa, mut exponent) = (value, 0);
        if value.abs() >= 1e12 || (value != 0.0 && value.abs() < 1e-6) {
            while mantissa.abs() >= 10.0 {
                mantissa /= 10.0;
                exponent += 1;
            }
            while mantissa.abs() < 1.0 {
                mantissa *= 10.0;
                exponent -= 1;
            }
        }
        let text = fixed(mantissa, 6);
        formatter.write_str(text.trim_end_matches('0').trim_end_matches('.'))?;
        if exponent == 0 { Ok(()) } else { write!(formatter, "e{exponent}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_counted_and_rounded() {
        for (value, decimals, expected) in [
            (0.9012, 2, "0.90"),
            (0.475, 2, "0.48"),
            (-0.004, 2, "0.00"),
            (-1.25, 1, "-1.3"),
            (12.0, 0, "12"),
            (0.05, 3, "0.050"),
            (f64::NAN, 2, "NaN"),
            (1e300, 2, "1e300"),
        ] {
            assert_eq!(fixed(value, decimals), expected, "{value}");
        }
    }

    #[test]
    fn messages_show_numbers_as_they_were_given() {
        for (value, expected) in [
            (0.0, "0"),
            (1.4, "1.4"),
            (-0.2, "-0.2"),
            (2004.0, "2004"),
            (0.333_333_333, "0.333333"),
            (2.5e-9, "2.5e-9"),
            (-2.5e30, "-2.5e30"),
            (f64::NEG_INFINITY, "-infinity"),
        ] {
            assert_eq!(Shown(value).to_string(), expected);
        }
    }
}
