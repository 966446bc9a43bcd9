//! A logit regression of shares, as `glm` of R fits it with the quasi-binomial family.

/// A fit has settled when the deviance changes by less than this share.
const SETTLED: f64 = 1e-8;

/// As many steps R allows.
const MOST_STEPS: usize = 25;

/// A column adds nothing to those before it where less than this share of its length is left.
const NEGLIGIBLE: f64 = 1e-11;

/// Beyond these log odds R takes a share for 0 or 1, but for the last bit.
const MOST_LOG_ODDS: f64 = 30.0;

/// The fitted shares, by iteratively reweighted least squares; `None` where a column
/// depends on the others or the fit does not settle.
///
/// # Source
/// Wedderburn (1974), Quasi-likelihood functions, generalized linear models, and the
/// Gauss-Newton method, *Biometrika* 61(3); start values and stopping rule of `glm.fit` in R.
pub(super) fn fitted(columns: &[Vec<f64>], shares: &[f64]) -> Option<Vec<f64>> {
    let start = |share: &f64| {
        let between = (share + 0.5) / 2.0;
        libm::log(between / (1.0 - between))
    };
    let mut log_odds: Vec<f64> = shares.iter().map(start).collect();
    let mut deviance = deviance_of(shares, &log_odds);
    for _ in 0..MOST_STEPS {
        let roots: Vec<f64> = log_odds.iter().map(|log_odds| slope(*log_odds).sqrt()).collect();
        let weighted = |column: &Vec<f64>| column.iter().zip(&roots).map(|(x, w)| x * w).collect();
        let target = shares.iter().zip(&log_odds).zip(&roots).map(|((share, log_odds), root)| {
            root * (log_odds + (share - share_of(*log_odds)) / slope(*log_odds))
        });
        let coefficients = least_squares(columns.iter().map(weighted).collect(), target.collect())?;

        log_odds = vec![0.0; shares.len()];
        for (column, coefficient) in columns.iter().zip(coefficients) {
            for (sum, x) in log_odds.iter_mut().zip(column) {
                *sum += coefficient * x;
            }
        }
        let before = std::mem::replace(&mut deviance, deviance_of(shares, &log_odds));
        if (deviance - before).abs() < SETTLED * (deviance.abs() + 0.1) {
            return Some(log_odds.into_iter().map(share_of).collect());
        }
    }
    None
}

fn odds(log_odds: f64) -> f64 {
    match log_odds {
        _ if log_odds < -MOST_LOG_ODDS => f64::EPSILON,
        _ if log_odds > MOST_LOG_ODDS => 1.0 / f64::EPSILON,
        _ => libm::exp(log_odds),
    }
}

fn share_of(log_odds: f64) -> f64 {
    odds(log_odds) / (1.0 + odds(log_odds))
}

/// How fast the share grows with the log odds; also its variance.
fn slope(log_odds: f64) -> f64 {
    if log_odds.abs() > MOST_LOG_ODDS {
        return f64::EPSILON;
    }
    let odds = odds(log_odds);
    odds / (1.0 + odds) / (1.0 + odds)
}

fn deviance_of(shares: &[f64], log_odds: &[f64]) -> f64 {
    let part = |share: f64, fit: f64| {
        if share == 0.0 { 0.0 } else { share * libm::log(share / fit) }
    };
    let both = shares.iter().zip(log_odds).map(|(share, log_odds)| {
        let fit = share_of(*log_odds);
        part(*share, fit) + part(1.0 - share, 1.0 - fit)
    });
    2.0 * both.sum::<f64>()
}

/// The coefficients of the columns that come closest to the target, by Householder
/// reflections; `None` where a column depends on those before it or a number is not finite.
///
/// # Source
/// Golub and Van Loan (2013), *Matrix Computations*, section 5.2.
fn least_squares(mut columns: Vec<Vec<f64>>, mut target: Vec<f64>) -> Option<Vec<f64>> {
    let mut diagonal = Vec::new();
    for row in 0..columns.len() {
        let (done, rest) = columns.split_at_mut(row + 1);
        let column = done.last()?;
        let mut normal = column.get(row..)?.to_vec();
        let length = dot(&normal, &normal).sqrt();
        // Reflections keep lengths, so this is the length that the column came with.
        let whole = dot(column, column).sqrt();
        if !(length.is_finite() && length > NEGLIGIBLE * whole) {
            return None;
        }
        let first = normal.first_mut()?;
        let reflected = -length.copysign(*first);
        *first -= reflected;
        diagonal.push(reflected);
        let square = dot(&normal, &normal);
        for column in rest.iter_mut().chain([&mut target]) {
            let below = column.get_mut(row..)?;
            let share = 2.0 * dot(&normal, below) / square;
            for (value, normal) in below.iter_mut().zip(&normal) {
                *value -= share * normal;
            }
        }
    }
    let mut coefficients = Vec::new();
    for (row, (column, diagonal)) in columns.iter().zip(&diagonal).enumerate().rev() {
        let coefficient = target.get(row)? / diagonal;
        for (value, above) in target.iter_mut().zip(column).take(row) {
            *value -= coefficient * above;
        }
        coefficients.push(coefficient);
    }
    coefficients.reverse();
    coefficients.iter().all(|coefficient| coefficient.is_finite()).then_some(coefficients)
}

fn dot(left: &[f64], right: &[f64]) -> f64 {
    left.iter().zip(right).map(|(left, right)| left * right).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn least_squares_finds_the_line() {
        let columns = vec![vec![1.0; 4], vec![0.0, 1.0, 2.0, 3.0]];
        let line = least_squares(columns, vec![1.0, 3.1, 4.9, 7.0]).unwrap_or_default();
        for (found, expected) in line.iter().zip([1.03, 1.98]) {
            assert!((found - expected).abs() < 1e-12, "{line:?}");
        }
    }

    #[test]
    fn what_has_no_single_solution_is_none() {
        for (what, columns) in [
            ("a column twice", vec![vec![1.0, 2.0, 3.0], vec![2.0, 4.0, 6.0]]),
            ("more columns than rows", vec![vec![1.0], vec![2.0]]),
            ("a column of zeros", vec![vec![0.0; 3]]),
            ("beyond finite numbers", vec![vec![1e200, 1e200, 1.0]]),
        ] {
            assert_eq!(least_squares(columns, vec![1.0; 3]), None, "{what}");
        }
    }
}
