//! What is known about the documented alliances and the model is not fitted to.

use serde::Serialize;

use super::alternatives::Course;
use super::estimate::{Estimate, Measured};
use super::{Settings, constant};
use crate::error::Error;
use crate::simulator::{Schedule, scenarios};

crate::words::words! {
    /// How the model stands to what is known.
    Reading {
        /// It gives something else.
        Misses = "misses",
        /// It gives that.
        Meets = "meets",
        /// A number lies within two standard errors of its bound.
        Undecided = "undecided",
        /// It has no part that could.
        NotModelled = "not modelled",
    }
}

/// A pattern that is known, and what the model gives in its place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Failure {
    /// `F1` to `F7`.
    pub id: &'static str,
    /// What is known.
    pub known: &'static str,
    /// When the model would meet it.
    pub rule: &'static str,
    /// What the model gives.
    pub measured: Vec<Measured>,
    /// What follows from rule and numbers.
    pub reading: Reading,
    /// Why, or what would help.
    pub note: &'static str,
}

fn reading(meets: bool, misses: bool) -> Reading {
    match (meets, misses) {
        (_, true) => Reading::Misses,
        (true, false) => Reading::Meets,
        (false, false) => Reading::Undecided,
    }
}

/// The failures that are known, measured anew.
///
/// # Errors
/// Those of [`scenarios::load`] and [`Ensemble::new`](super::Ensemble::new).
pub fn failures(settings: Settings, identified: &[Measured]) -> Result<Vec<Failure>, Error> {
    let colombia = Course::of(&scenarios::load("us-colombia")?, settings)?;
    let afghanistan = Course::of(&scenarios::load("us-afghanistan")?, settings)?;
    Ok(vec![
        demobilisation(&colombia),
        military_aid(settings)?,
        peaks(&colombia, &afghanistan),
        fading(&colombia),
        no_fall(&colombia),
        weak(identified),
        Failure {
            id: "F7",
            known: "Strong incentives bring false reports: Colombian units killed civilians and reported them as guerrillas \
                    (Acemoglu, Fergusson, Robinson, Romero and Vargas 2020).",
            rule: "The model would need reports that differ from what agencies do.",
            measured: Vec::new(),
            reading: Reading::NotModelled,
            note: "High conditions look better in the model than they may be.",
        },
    ])
}

fn demobilisation(colombia: &Course) -> Failure {
    let [before, after] = [2003.0, 2006.0].map(|year| colombia.strength(1, year));
    let change = after.minus(before);
    Failure {
        id: "F1",
        known: "Colombia's paramilitaries shrank steeply from 2003 to 2006, in a negotiated demobilisation.",
        rule: "Met if their mean strength falls by more than half.",
        reading: {
            let half = -0.5 * before.value;
            reading(change.below(half), change.above(half))
        },
        measured: vec![
            before.named("paramilitaries in 2003"),
            after.named("paramilitaries in 2006"),
            change.named("change"),
        ],
        note: "The model has no negotiation.",
    }
}

fn military_aid(settings: Settings) -> Result<Failure, Error> {
    let with = |aid: f64| {
        let mut scenario = scenarios::load("us-colombia")?;
        scenario.conditionality = constant(0.0);
        scenario.aid = Schedule::Points(vec![
            [0.0, 0.02],
            [9.0, 0.02],
            [10.0, 0.06],
            [19.0, 0.08],
            [20.0, aid],
        ]);
        Course::of(&scenario, settings)
    };
    let (low, high) = (with(0.08)?, with(0.59)?);
    let [paramilitaries, guerrillas] =
        [1, 0].map(|threat| [&low, &high].map(|course| course.strength(threat, 2005.0)));
    let change = |[before, after]: [Estimate; 2]| after.minus(before);
    let (grown, fallen) = (change(paramilitaries), change(guerrillas));
    let mut measured = Vec::new();
    for (name, pair) in [("paramilitaries", paramilitaries), ("guerrillas", guerrillas)] {
        for (aid, strength) in [0.08, 0.59].into_iter().zip(pair) {
            measured
                .push(strength.named(format!("{name} in 2005 with A {aid} from 2000, kappa 0")));
        }
        measured.push(change(pair).named(format!("change of {name}")));
    }
    Ok(Failure {
        id: "F2",
        known: "United States military aid raised paramilitary violence near Colombian bases, and not guerrilla violence \
                (Dube and Naidu 2015).",
        rule: "Met if more aid without conditions raises the paramilitaries by more than 0.1 and moves the guerrillas \
               by less than 0.1.",
        reading: reading(
            grown.above(0.1) && fallen.above(-0.1) && fallen.below(0.1),
            grown.below(0.1) || fallen.below(-0.1) || fallen.above(0.1),
        ),
        measured,
        note: "The study measures attacks, the model strength; they need not move alike.",
    })
}

fn peaks(colombia: &Course, afghanistan: &Course) -> Failure {
    let in_2002 = colombia.strength(0, 2002.0);
    let (guerrilla_year, guerrillas) = colombia.peak(0);
    let (taliban_year, taliban) = afghanistan.peak(0);
    let early = taliban_year < 2010.0;
    Failure {
        id: "F3",
        known: "Guerrillas in Colombia stood at about 1.1 in 2002 (a rough magnitude from memory); the Taliban were \
                strongest from 2010 to 2012.",
        rule: "Met if the mean of the guerrillas in 2002 is 1 or more, and that of the Taliban peaks in 2010 or later.",
        reading: reading(in_2002.above(1.0) && !early, in_2002.below(1.0) || early),
        measured: vec![
            in_2002.named("guerrillas in 2002"),
            Measured::exactly("year in which guerrillas peak", guerrilla_year),
            guerrillas.named("guerrillas at their peak"),
            Measured::exactly("year in which the Taliban peak", taliban_year),
            taliban.named("Taliban at their peak"),
        ],
        note: "Means over the runs; single runs peak at other times.",
    }
}

fn fading(colombia: &Course) -> Failure {
    let in_2000 = colombia.d3(2000.0);
    Failure {
        id: "F4",
        known: "Agencies of Colombia fought and helped the same groups at least until the middle of the 2000s.",
        rule: "Met if D3 in 2000 is above 0.5.",
        reading: reading(in_2000.above(0.5), in_2000.below(0.5)),
        measured: [1990.0, 1995.0, 2000.0, 2005.0, 2010.0]
            .map(|year| colombia.d3(year).named(format!("D3 in {year}")))
            .into(),
        note: "",
    }
}

fn no_fall(colombia: &Course) -> Failure {
    let survival = colombia.survival();
    Failure {
        id: "F5",
        known: "No Colombian regime fell from 1980 to 2010.",
        rule: "Met if survival is above 0.9.",
        reading: reading(survival.above(0.9), survival.below(0.9)),
        measured: vec![survival.named("survival to the end of 2010")],
        note: "The hazard is a plain choice, fitted to nothing. Compare survival between scenarios, never read it off one.",
    }
}

fn weak(identified: &[Measured]) -> Failure {
    let by_collusion = identified.iter().skip(1).map(|share| share.value.max(0.0)).sum::<f64>();
    Failure {
        id: "F6",
        known: "How much collusion prolongs a conflict is what the theory is about, so strength should tell of it.",
        rule: "Met if leak and feeding together account for 0.1 of the variance of strength over the box or more.",
        reading: reading(by_collusion >= 0.1, by_collusion < 0.1),
        measured: identified.to_vec(),
        note: "Strength alone identifies attrition, not collusion. Fitting to strength teaches little about P5.",
    }
}
