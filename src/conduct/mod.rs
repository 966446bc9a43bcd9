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

mod matrix;

use std::collections::BTreeMap;

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

/// One year of a case: every stance by threat and agency.
#[derive(Clone, Debug, PartialEq)]
pub struct Year {
    stances: BTreeMap<String, BTreeMap<String, Stance>>,
    salience: BTreeMap<String, f64>,
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
        let mut stances: BTreeMap<String, BTreeMap<String, Stance>> = BTreeMap::new();
        let mut salience = BTreeMap::new();
        for row in document.relations.iter().filter(|row| row.covers(year) && evidence.admits(row)) {
            let Some(threat) = document.actor(&row.threat_id) else { continue };
            let (Some(enemy_from), Some(weight)) = (threat.enemy_from, threat.salience) else { continue };
            if enemy_from > year {
                continue;
            }
            let stance = stances.entry(row.threat_id.clone()).or_default().entry(row.agency_id.clone()).or_default();
            stance.balance = stance.balance.max(moved(row.balance));
            stance.collude = stance.collude.max(moved(evidence.collude(row)));
            salience.insert(row.threat_id.clone(), weight);
        }
        Self { stances, salience }
    }

    /// The threats of the year with the agencies that dealt with them.
    pub fn threats(&self) -> impl Iterator<Item = (&str, &BTreeMap<String, Stance>)> {
        self.stances.iter().map(|(threat, agencies)| (threat.as_str(), agencies))
    }

    /// The stance of an agency towards a threat, where one is documented.
    pub fn stance(&self, agency: &str, threat: &str) -> Option<Stance> {
        self.stances.get(threat)?.get(agency).copied()
    }

    /// Weight of a threat, 0-1.
    pub fn salience(&self, threat: &str) -> f64 {
        self.salience.get(threat).copied().unwrap_or(0.0)
    }

    /// The two different agencies that fight and help a threat most at once.
    pub fn overlap(&self, threat: &str) -> Option<Overlap> {
        let agencies = self.stances.get(threat)?;
        let mut best: Option<(f64, f64, Overlap)> = None;
        for (fighter, fights) in agencies {
            for (helper, helps) in agencies.iter().filter(|(helper, _)| *helper != fighter) {
                let value = fights.balance.min(helps.collude);
                let sum = fights.balance + helps.collude;
                if best.as_ref().is_none_or(|(least, tie, _)| value > *least || (value == *least && sum > *tie)) {
                    best = Some((value, sum, Overlap { value, fighter: fighter.clone(), helper: helper.clone() }));
                }
            }
        }
        best.map(|(.., overlap)| overlap).filter(|overlap| overlap.value > 0.0)
    }

    /// The salience-weighted values; `None` in a year without a coded threat.
    pub fn response(&self) -> Option<Response> {
        let mut sum = Response::default();
        let mut weight = 0.0;
        for (threat, agencies) in &self.stances {
            let salience = self.salience(threat);
            let strongest = |hand: fn(&Stance) -> f64| agencies.values().map(hand).fold(0.0, f64::max);
            sum.balancing += salience * strongest(|stance| stance.balance);
            sum.colluding += salience * strongest(|stance| stance.collude);
            sum.overlap += salience * self.overlap(threat).map_or(0.0, |overlap| overlap.value);
            weight += salience;
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
pub fn mean_response(document: &CaseDocument, from: i32, to: i32, shift: f64, evidence: Evidence) -> Response {
    let years: Vec<_> = (from..=to).filter_map(|year| Year::of(document, year, shift, evidence).response()).collect();
    if years.is_empty() {
        return Response::default();
    }
    let mean = |pick: fn(&Response) -> f64| years.iter().map(pick).sum::<f64>() / years.len() as f64;
    Response { balancing: mean(|year| year.balancing), colluding: mean(|year| year.colluding), overlap: mean(|year| year.overlap) }
}
