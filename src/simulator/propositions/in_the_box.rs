//! The propositions that are held against the declared box.

use super::declared_box::{Condition, Place, Row};
use super::estimate::{Estimate, Measured};
use super::ideal_type::{ideal, summary};
use super::{Finding, Proposition, Settings};
use crate::error::Error;
use crate::fit::Fit;

use Condition::{Frag, Int, Reg, Rent};

/// Fit of a claim with the errors of drawing scenarios.
struct Claim {
    incl_s: Estimate,
    pri: Estimate,
    incl_n: Estimate,
    ron: Estimate,
}

impl Claim {
    /// The claim that these conditions together go with the outcome: values by [`Fit`], errors as those
    /// of ratios of sums.
    fn of(rows: &[Row], conditions: &[Condition]) -> Result<Self, Error> {
        let x: Vec<f64> = rows.iter().map(|row| row.membership_in_all(conditions)).collect();
        let y: Vec<f64> = rows.iter().map(|row| row.d3).collect();
        let ids: Vec<String> = (1..=rows.len()).map(|number| number.to_string()).collect();
        let fit = Fit::of(&x, &y, &ids)?;
        let pairs = || x.iter().copied().zip(y.iter().copied());
        let error = |part: fn(f64, f64) -> (f64, f64)| {
            Estimate::ratio(pairs().map(|(x, y)| part(x, y))).error
        };
        let estimate =
            |value: Option<f64>, error| Estimate { value: value.unwrap_or_default(), error };
        Ok(Self {
            incl_s: estimate(fit.incl_s, error(|x, y| (x.min(y), x))),
            pri: estimate(
                fit.pri,
                error(|x, y| {
                    let contradictory = x.min(y).min(1.0 - y);
                    (x.min(y) - contradictory, x - contradictory)
                }),
            ),
            incl_n: estimate(fit.incl_n, error(|x, y| (x.min(y), y))),
            ron: estimate(fit.ron, error(|x, y| (1.0 - x, 1.0 - x.min(y)))),
        })
    }

    fn sufficiency(&self, name: &str) -> [Measured; 2] {
        [self.incl_s.named(format!("inclS of {name}")), self.pri.named(format!("PRI of {name}"))]
    }

    fn necessity(&self, name: &str) -> [Measured; 2] {
        [self.incl_n.named(format!("inclN of {name}")), self.ron.named(format!("RoN of {name}"))]
    }
}

pub(super) fn threat_suffices(rows: &[Row]) -> Result<Proposition, Error> {
    let internal = Claim::of(rows, &[Int])?;
    let fragmented = Claim::of(rows, &[Int, Frag])?;
    let all = [Int, Frag, Rent, Reg];
    let four = Claim::of(rows, &all)?;
    let share = |rows: &[&Row]| {
        let present = rows.iter().map(|row| f64::from(u8::from(row.d3 > 0.5)));
        Estimate::mean(&present.collect::<Vec<_>>())
    };
    let in_four: Vec<&Row> = rows.iter().filter(|row| row.membership_in_all(&all) > 0.5).collect();
    let mut measured = Vec::new();
    measured.extend(internal.sufficiency("INT"));
    measured.extend(four.sufficiency("INT*FRAG*RENT*REG"));
    measured.push(
        share(&rows.iter().collect::<Vec<_>>()).named("share of scenarios with D3 above 0.5"),
    );
    measured.push(share(&in_four).named("the same where all four conditions are above 0.5"));
    measured.extend(internal.necessity("INT"));
    measured.extend(fragmented.necessity("INT*FRAG"));
    Ok(Proposition {
        id: "P3",
        statement: "A threat from inside is enough for it.",
        rule: "Over the declared box: supported if inclS is 0.8 or more and PRI above 0.5, refuted if either is lower. Of \
               necessity: inclN 0.9 or more and RoN above 0.6.",
        finding: suffices(internal.incl_s, internal.pri),
        measured,
        note: format!(
            "Necessity: INT {}, INT*FRAG {}; that of INT would in part be by construction, as P1 is. The outcome is rare in this box, and a ratio of memberships depends \
             on the box: with another box come other numbers. Conditions are parameters and the outcome is behaviour; \
             no condition contains the outcome.",
            necessary(internal.incl_n, internal.ron),
            necessary(fragmented.incl_n, fragmented.ron)
        ),
    })
}

fn suffices(incl_s: Estimate, pri: Estimate) -> Finding {
    if incl_s.below(0.8) || pri.below(0.5) {
        Finding::Refuted
    } else if incl_s.above(0.8) && pri.above(0.5) {
        Finding::Supported
    } else {
        Finding::Undecided
    }
}

/// What the rule of necessity makes of a claim. `RoN` is what tells a condition from one that nearly every
/// scenario meets.
fn necessary(incl_n: Estimate, ron: Estimate) -> Finding {
    if incl_n.below(0.9) || ron.below(0.6) {
        Finding::Refuted
    } else if incl_n.above(0.9) && ron.above(0.6) {
        Finding::Supported
    } else {
        Finding::Undecided
    }
}

/// Change of strength that counts as one.
const CHANGE: f64 = 0.05;

pub(super) fn collusion_prolongs(settings: Settings, rows: &[Row]) -> Result<Proposition, Error> {
    let ideal = ideal()?;
    let strength =
        |scenario| Ok::<_, Error>(Estimate::of(&summary(scenario, settings)?.total_strength));
    let with = strength(&ideal)?;
    let without = strength(&ideal.with("threats.rent_value", 0.0)?)?;
    let corner = with.minus(without);
    let differences: Vec<f64> = rows.iter().map(|row| row.strength - row.without_rents).collect();
    let share = |is: fn(f64) -> bool| {
        Estimate::mean(
            &differences.iter().map(|value| f64::from(u8::from(is(*value)))).collect::<Vec<_>>(),
        )
    };
    let longer = share(|difference| difference > CHANGE);
    let shorter = share(|difference| difference < -CHANGE);
    let mut measured = vec![
        with.named("strength of all threats in the ideal type"),
        without.named("the same without rents"),
        corner.named("difference in the ideal type"),
        Estimate::mean(&differences).named("mean difference over the box"),
        longer
            .named("share of the box in which threats are stronger with rents, by more than 0.05"),
        shorter.named("share in which they are weaker, by more than 0.05"),
    ];
    measured.extend(identified(rows));
    Ok(Proposition {
        id: "P5",
        statement: "Collusion prolongs the threat.",
        rule: "Supported if threats are stronger with rents than without by more than 0.05 in the ideal type and in more \
               than half of the box; partly if only in the ideal type; refuted if not there either.",
        finding: prolongs(corner, longer),
        measured,
        note: "Shares of variance are first-order: 20 classes of one parameter, the variance between their means \
               without what chance alone would give, all other parameters varying (epsilon squared; errors by leaving \
               out a tenth at a time). They see no interactions.".to_owned(),
    })
}

fn prolongs(corner: Estimate, longer: Estimate) -> Finding {
    if corner.below(CHANGE) {
        Finding::Refuted
    } else if corner.above(CHANGE) && longer.above(0.5) {
        Finding::Supported
    } else if corner.above(CHANGE) && longer.below(0.5) {
        Finding::Partly
    } else {
        Finding::Undecided
    }
}

/// How much of the variance of strength over the box goes with attrition, and with the two ways by
/// which collusion acts on it.
pub(super) fn identified(rows: &[Row]) -> Vec<Measured> {
    let parameters = [
        (Place::Attrition, "attrition (delta)"),
        (Place::Leak, "the leak of intelligence (psi)"),
        (Place::Feeding, "feeding by collusion (eta)"),
    ];
    let named = parameters.map(|(parameter, name)| {
        variance_share(rows, parameter)
            .named(format!("share of the variance of strength over the box that goes with {name}"))
    });
    named.into()
}

/// Parts of the sample of which one is left out at a time.
const PARTS: usize = 10;

#[allow(clippy::cast_precision_loss, reason = "ten parts")]
fn variance_share(rows: &[Row], parameter: Place) -> Estimate {
    let points: Vec<(f64, f64)> =
        rows.iter().map(|row| (row.place(parameter), row.strength)).collect();
    let without = |part: usize| {
        let kept = points.iter().enumerate().filter(|(index, _)| index % PARTS != part);
        epsilon_squared(kept.map(|(_, point)| *point))
    };
    let partial: Vec<f64> = (0..PARTS).map(without).collect();
    let mean = partial.iter().sum::<f64>() / PARTS as f64;
    let squares: f64 = partial.iter().map(|value| (value - mean) * (value - mean)).sum();
    let error = (squares * (PARTS as f64 - 1.0) / PARTS as f64).sqrt();
    Estimate { value: epsilon_squared(points.iter().copied()), error }
}

/// Share of the variance of y between 20 classes of x in 0-1, less what chance would give.
///
/// # Source
/// Kelley (1935), An unbiased correlation ratio measure, *Proceedings of the National Academy of
/// Sciences* 21(9).
fn epsilon_squared(points: impl Iterator<Item = (f64, f64)>) -> f64 {
    const CLASSES: usize = 20;
    let mut classes = [(0.0, 0.0, 0.0); CLASSES];
    for (x, y) in points {
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "0-1 becomes 0-20"
        )]
        let class = ((x * CLASSES as f64) as usize).min(CLASSES - 1);
        if let Some((count, sum, squares)) = classes.get_mut(class) {
            *count += 1.0;
            *sum += y;
            *squares += y * y;
        }
    }
    let filled: Vec<(f64, f64, f64)> =
        classes.into_iter().filter(|(count, ..)| *count > 0.0).collect();
    let (count, sum, squares) = filled
        .iter()
        .fold((0.0_f64, 0.0, 0.0), |(n, s, q), class| (n + class.0, s + class.1, q + class.2));
    let within: f64 = filled.iter().map(|(count, sum, squares)| squares - sum * sum / count).sum();
    let total = squares - sum * sum / count;
    let classes = filled.iter().map(|_| 1.0).sum::<f64>();
    if total <= 0.0 || count <= classes {
        return 0.0;
    }
    1.0 - (within / (count - classes)) / (total / (count - 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Random;

    #[test]
    fn other_numbers_give_other_findings() {
        let estimate = |value| Estimate { value, error: 0.01 };
        for (incl_s, pri, expected) in [
            (0.9, 0.6, Finding::Supported),
            (0.9, 0.3, Finding::Refuted),
            (0.3, 0.3, Finding::Refuted),
            (0.81, 0.6, Finding::Undecided),
        ] {
            assert_eq!(suffices(estimate(incl_s), estimate(pri)), expected, "{incl_s} {pri}");
        }
        for (incl_n, ron, expected) in [
            (0.95, 0.7, Finding::Supported),
            (0.95, 0.54, Finding::Refuted),
            (0.8, 0.9, Finding::Refuted),
            (0.91, 0.7, Finding::Undecided),
        ] {
            assert_eq!(necessary(estimate(incl_n), estimate(ron)), expected, "{incl_n} {ron}");
        }
        for (corner, longer, expected) in [
            (0.4, 0.6, Finding::Supported),
            (0.4, 0.2, Finding::Partly),
            (0.4, 0.5, Finding::Undecided),
            (0.0, 0.6, Finding::Refuted),
        ] {
            assert_eq!(prolongs(estimate(corner), estimate(longer)), expected, "{corner} {longer}");
        }
    }

    #[test]
    fn variance_goes_with_what_makes_it() {
        let mut random = Random::seeded(1);
        let points: Vec<[f64; 3]> =
            (0..4_000).map(|_| [random.uniform(), random.uniform(), random.uniform()]).collect();
        let share = |of: usize| {
            let point = |point: &[f64; 3]| {
                let [a, b, _] = *point;
                (point.get(of).copied().unwrap_or_default(), 2.0 * a + b)
            };
            epsilon_squared(points.iter().map(point))
        };
        // 2a + b: four fifths, one fifth, nothing.
        for (of, expected) in [(0, 0.8), (1, 0.2), (2, 0.0)] {
            assert!((share(of) - expected).abs() < 0.02, "{of}: {}", share(of));
        }
    }
}
