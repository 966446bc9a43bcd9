//! The declared box: a range for each parameter that is varied around the internal ideal type.

use serde::Serialize;

use super::super::{Scenario, scenarios};
use super::{Settings, constant, run};
use crate::error::Error;
use crate::random::Random;

/// One parameter of the box.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Side {
    /// The field.
    pub parameter: &'static str,
    /// Its symbol.
    pub symbol: &'static str,
    /// Lowest value.
    pub low: f64,
    /// Highest value.
    pub high: f64,
    #[serde(skip)]
    set: fn(&mut Scenario, f64),
}

macro_rules! sides {
    ($($place:ident $parameter:literal $symbol:literal $low:literal $high:literal $set:expr,)+) => {
        /// A parameter of the box, by name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Place { $($place),+ }

        impl Place {
            const ALL: &'static [Self] = &[$(Self::$place),+];
        }

        /// The parameters of the box, in the order in which they are drawn: each evenly between its ends.
        pub const SIDES: &[Side] = &[
            $(Side { parameter: $parameter, symbol: $symbol, low: $low, high: $high, set: $set }),+
        ];
    };
}

fn threats(scenario: &mut Scenario, set: impl Fn(&mut super::super::Threat)) {
    scenario.threats.iter_mut().for_each(set);
}

sides! {
    Embeddedness "threats.embeddedness" "emb" 0.0 1.0 |s, x| threats(s, |t| t.embeddedness = x),
    Cohesion "cohesion" "coh" 0.05 0.95 |s, x| s.cohesion = constant(x),
    RegimeWeight "regime_weight" "omega" 0.0 1.0 |s, x| s.regime_weight = constant(x),
    Votes "threats[1].votes" "q" 0.0 1.0 |s, x| s.threats.iter_mut().skip(1).for_each(|t| t.votes = x),
    Monitoring "monitoring" "mon" 0.0 0.6 |s, x| s.monitoring = constant(x),
    Aid "aid" "A" 0.0 0.6 |s, x| s.aid = constant(x),
    ProxyValue "proxy_value" "zeta" 0.0 0.6 |s, x| s.proxy_value = x,
    Conditionality "conditionality" "kappa" 0.0 0.5 |s, x| s.conditionality = constant(x),
    RentValue "threats.rent_value" "rho" 0.4 2.0 |s, x| threats(s, |t| t.rent_value = x),
    RentAccess "rent_access" "tie" 0.2 0.8 |s, x| s.rent_access = Some(x),
    Dependence "patron_dependence" "dep" 0.3 0.9 |s, x| s.patron_dependence = constant(x),
    CoupCost "coup_cost" "kc" 0.0 1.2 |s, x| s.coup_cost = x,
    Skimming "skimming" "xi" 0.0 1.0 |s, x| s.skimming = x,
    Responsiveness "responsiveness" "lam" 0.75 3.0 |s, x| s.responsiveness = x,
    SecrecyCost "secrecy_cost" "c0" 0.0 0.15 |s, x| s.secrecy_cost = x,
    Feeding "collusion_feeding" "eta" 0.1 0.6 |s, x| s.collusion_feeding = x,
    Attrition "attrition" "delta" 0.3 0.9 |s, x| s.attrition = x,
    Leak "intelligence_leak" "psi" 0.0 0.9 |s, x| s.intelligence_leak = x,
}

/// A condition, as a fuzzy set. There is none for what agencies do: an outcome cannot be among its own
/// conditions.
#[derive(Clone, Copy, Debug)]
pub(super) enum Condition {
    /// A threat from inside.
    Int,
    /// A fragmented ally.
    Frag,
    /// High rents.
    Rent,
    /// A ruler who puts the regime first.
    Reg,
}

/// A scenario of the box, and what came of it.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Where each parameter lies in its range, 0-1.
    places: Vec<f64>,
    /// Membership in simultaneous balancing and collusion: the D3 index, from behaviour alone.
    pub d3: f64,
    /// Strength of all threats.
    pub strength: f64,
    /// Their strength where rents are 0.
    pub without_rents: f64,
}

impl Row {
    /// Draws the scenarios and runs them, each under a seed of its own and with and without rents.
    pub fn all(settings: Settings) -> Result<Vec<Self>, Error> {
        let mut random = Random::seeded(settings.seed);
        let ideal = scenarios::load("internal-ideal-type")?;
        (0..settings.scenarios)
            .map(|number| Self::new(&ideal, settings, number, &mut random))
            .collect()
    }

    fn new(
        ideal: &Scenario,
        settings: Settings,
        number: u32,
        random: &mut Random,
    ) -> Result<Self, Error> {
        let places: Vec<f64> = SIDES.iter().map(|_| random.uniform()).collect();
        let mut scenario = ideal.clone();
        for (side, place) in SIDES.iter().zip(&places) {
            (side.set)(&mut scenario, side.low + (side.high - side.low) * place);
        }
        let seed = settings.seed.wrapping_add(1 + u64::from(number));
        let settings = Settings { runs: settings.runs_in_box, seed, ..settings };
        let summary = run(&scenario, settings, 20.0)?.summary;
        threats(&mut scenario, |threat| threat.rent_value = 0.0);
        let without = run(&scenario, settings, 20.0)?.summary;
        Ok(Self {
            places,
            d3: summary.d3.mean.clamp(0.0, 1.0),
            strength: summary.total_strength.mean,
            without_rents: without.total_strength.mean,
        })
    }

    /// Where a parameter lies in its range, 0-1.
    pub fn place(&self, parameter: Place) -> f64 {
        let index = Place::ALL.iter().position(|other| *other == parameter);
        index.and_then(|index| self.places.get(index)).copied().unwrap_or_default()
    }

    /// Membership in a condition: where its parameter lies in the range of the box.
    pub fn membership(&self, condition: Condition) -> f64 {
        match condition {
            Condition::Int => self.place(Place::Embeddedness),
            Condition::Frag => 1.0 - self.place(Place::Cohesion),
            Condition::Rent => self.place(Place::RentValue),
            Condition::Reg => self.place(Place::RegimeWeight),
        }
    }

    /// Membership in all conditions at once: the least.
    pub fn membership_in_all(&self, conditions: &[Condition]) -> f64 {
        conditions.iter().map(|condition| self.membership(*condition)).fold(1.0, f64::min)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// `set` is written by hand beside the name: it must set that parameter and no other.
    #[test]
    fn each_side_sets_what_it_names() {
        let ideal = scenarios::load("internal-ideal-type").unwrap();
        for side in SIDES {
            for value in [side.low, side.high] {
                let mut scenario = ideal.clone();
                (side.set)(&mut scenario, value);
                assert_eq!(scenario, ideal.with(side.parameter, value).unwrap(), "{side:?}");
            }
        }
    }
}
