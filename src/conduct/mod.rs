//! Who fought and who helped: agencies against threats, year by year.
//!
//! For a year `y` and a threat `j` that regime or patron treats as an enemy by
//! then and for which some row is coded, `b[i][j]` and `c[i][j]` are the largest
//! balance and collude among the rows of agency `i` that cover `y`, and `s[j]`
//! is the salience of the threat:
//!
//! ```text
//! balancing = sum_j s_j max_i b_ij                    / sum_j s_j
//! colluding = sum_j s_j max_i c_ij                    / sum_j s_j
//! overlap   = sum_j s_j max_{i != k} min(b_ij, c_kj)  / sum_j s_j
//! ```

mod events;
mod matrix;

pub use events::YearEvent;
pub(crate) use events::of_year as events_of_year;
pub(crate) use matrix::year_overlap;
pub use matrix::*;

use crate::dossier::{CaseDocument, Finding, Relation};

/// Which rows count, and how far they are believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// Every row.
    All,
    /// Help counts only where its source was read or an official finding stands behind it.
    CheckedHelp,
    /// Only rows whose source was read.
    Checked,
    /// Only rows whose source was read and that nobody contests: what may carry a headline.
    Uncontested,
}

impl Evidence {
    fn admits(self, row: &Relation) -> bool {
        match self {
            Self::All | Self::CheckedHelp => true,
            Self::Checked => row.is_checked(),
            Self::Uncontested => row.is_checked() && row.finding != Finding::Contested,
        }
    }

    fn collude(self, row: &Relation) -> f64 {
        let believed = self != Self::CheckedHelp || row.is_checked() || row.finding.is_official();
        if believed { row.collude } else { 0.0 }
    }
}

/// How one agency behaved towards one threat: both hands, 0-1 each.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Stance {
    /// How hard it fought the threat.
    pub balance: f64,
    /// How much it helped the threat.
    pub collude: f64,
}

/// Two different agencies on the two sides of the same threat.
#[derive(Clone, Debug, PartialEq)]
pub struct Overlap {
    /// The smaller of the fighter's balance and the helper's collude, 0-1.
    pub value: f64,
    /// The agency that fights.
    pub fighter: String,
    /// The agency that helps.
    pub helper: String,
}

/// One year of a case: every threat with the agencies that dealt with it, in the order of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Year {
    threats: Vec<ThreatYear>,
}

/// One threat in one year.
#[derive(Clone, Debug, PartialEq)]
pub struct ThreatYear {
    /// The threat.
    pub threat_id: String,
    /// Its weight, 0-1.
    pub salience: f64,
    /// The agencies that dealt with it, each with its stance.
    pub stances: Vec<(String, Stance)>,
}

impl ThreatYear {
    /// The two different agencies that fight and help the threat most at once; of equals, the first in the file.
    pub fn overlap(&self) -> Option<Overlap> {
        let mut best: Option<(f64, Overlap)> = None;
        for (fighter, fights) in &self.stances {
            for (helper, helps) in self.stances.iter().filter(|(helper, _)| helper != fighter) {
                let value = fights.balance.min(helps.collude);
                let sum = fights.balance + helps.collude;
                let beats = |(tie, best): &(f64, Overlap)| {
                    value > best.value || (value == best.value && sum > *tie)
                };
                if value > 0.0 && best.as_ref().is_none_or(beats) {
                    best = Some((
                        sum,
                        Overlap { value, fighter: fighter.clone(), helper: helper.clone() },
                    ));
                }
            }
        }
        best.map(|(_, overlap)| overlap)
    }

    /// The strongest of one hand among the agencies.
    fn strongest(&self, hand: fn(&Stance) -> f64) -> f64 {
        self.stances.iter().map(|(_, stance)| hand(stance)).fold(0.0, f64::max)
    }
}

/// The three salience-weighted values of a year or a phase, 0-1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Response {
    /// Strength of the strongest opponent of each threat.
    pub balancing: f64,
    /// Strength of the strongest helper of each threat.
    pub colluding: f64,
    /// Both at once, by different agencies.
    pub overlap: f64,
}

impl Year {
    /// The stances of a year. `shift` moves every documented (non-zero) value, for ranges.
    pub fn of(document: &CaseDocument, year: i32, shift: f64, evidence: Evidence) -> Self {
        let moved = |value: f64| if value > 0.0 { (value + shift).clamp(0.0, 1.0) } else { 0.0 };
        let mut threats: Vec<ThreatYear> = Vec::new();
        for row in document.relations.iter().filter(|row| row.covers(year) && evidence.admits(row))
        {
            let Some(actor) = document.actor(&row.threat_id) else { continue };
            let (Some(enemy_from), Some(salience)) = (actor.enemy_from, actor.salience) else {
                continue;
            };
            if enemy_from > year {
                continue;
            }
            let at = threats
                .iter()
                .position(|threat| threat.threat_id == row.threat_id)
                .unwrap_or_else(|| {
                    threats.push(ThreatYear {
                        threat_id: row.threat_id.clone(),
                        salience,
                        stances: Vec::new(),
                    });
                    threats.len() - 1
                });
            let Some(threat) = threats.get_mut(at) else { continue };
            let (balance, collude) = (moved(row.balance), moved(evidence.collude(row)));
            match threat.stances.iter_mut().find(|(agency, _)| *agency == row.agency_id) {
                Some((_, stance)) => {
                    stance.balance = stance.balance.max(balance);
                    stance.collude = stance.collude.max(collude);
                }
                None => threat.stances.push((row.agency_id.clone(), Stance { balance, collude })),
            }
        }
        Self { threats }
    }

    /// The threats with a coded relation.
    pub fn threats(&self) -> &[ThreatYear] {
        &self.threats
    }

    /// One threat, where a relation is coded.
    pub fn threat(&self, id: &str) -> Option<&ThreatYear> {
        self.threats.iter().find(|threat| threat.threat_id == id)
    }

    /// The stance of an agency towards a threat, where one is documented.
    pub fn stance(&self, agency: &str, threat: &str) -> Option<Stance> {
        self.threat(threat)?
            .stances
            .iter()
            .find(|(known, _)| known == agency)
            .map(|(_, stance)| *stance)
    }

    /// The salience-weighted values; `None` in a year without a coded threat.
    pub fn response(&self) -> Option<Response> {
        let mut sum = Response::default();
        let mut weight = 0.0;
        for threat in &self.threats {
            sum.balancing += threat.salience * threat.strongest(|stance| stance.balance);
            sum.colluding += threat.salience * threat.strongest(|stance| stance.collude);
            sum.overlap += threat.salience * threat.overlap().map_or(0.0, |overlap| overlap.value);
            weight += threat.salience;
        }
        (weight > 0.0).then(|| Response {
            balancing: sum.balancing / weight,
            colluding: sum.colluding / weight,
            overlap: sum.overlap / weight,
        })
    }
}

/// Mean over the years with a coded threat; zero where there is none.
#[allow(clippy::cast_precision_loss, reason = "a few dozen years")]
pub fn mean_response(
    document: &CaseDocument,
    from: i32,
    to: i32,
    shift: f64,
    evidence: Evidence,
) -> Response {
    let years: Vec<_> = (from..=to)
        .filter_map(|year| Year::of(document, year, shift, evidence).response())
        .collect();
    if years.is_empty() {
        return Response::default();
    }
    let mean =
        |pick: fn(&Response) -> f64| years.iter().map(pick).sum::<f64>() / years.len() as f64;
    Response {
        balancing: mean(|year| year.balancing),
        colluding: mean(|year| year.colluding),
        overlap: mean(|year| year.overlap),
    }
}
