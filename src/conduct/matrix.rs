//! Agencies against threats in one year of a case, with the evidence behind every cell.

use serde::Serialize;

use super::events::{self, YearEvent};
use super::{Evidence, Year};
use crate::codebook::ByLocale;
use crate::compare::{Called, Citation, called};
use crate::dossier::{Confidence, Dossier, Finding, Relation, SourceRead};
use crate::error::Error;

/// From this balance on an agency counts as fighting (data rule, 0-1).
pub const FOUGHT: f64 = 0.5;
/// From this collude on an agency counts as helping (data rule, 0-1).
pub const HELPED: f64 = 0.4;
/// A stored tenth may miss its cut-off by a rounding error.
const SLACK: f64 = 1e-9;

/// Who fought and who helped in one year of a case.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Conduct {
    /// Identifier of the case.
    pub case_id: String,
    /// Place of the case among those shown, from 0: its mark and colour.
    pub index: usize,
    /// The year.
    pub year: i32,
    /// The weak state, by language.
    pub ally: ByLocale<Called>,
    /// Its state apparatus, by language, as in "parts of the Colombian state".
    pub state: ByLocale<Called>,
    /// The most that open talks and truces count as help, 0-1.
    pub open_deal_cap: f64,
    /// Threats with a coded relation in the year, the weightiest first.
    pub threats: Vec<ThreatConduct>,
    /// Agencies with a coded relation in the year, by group, then the hardest fighters first.
    pub agencies: Vec<AgencyConduct>,
    /// What happened in the year, in order of time.
    pub events: Vec<YearEvent>,
    /// Overlap in every year of the case.
    pub years: Vec<YearOverlap>,
}

/// One threat in the year.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ThreatConduct {
    /// Identifier within the case.
    pub threat_id: String,
    /// Its name, by language.
    pub called: ByLocale<Called>,
    /// Its weight, 0-1.
    pub salience: f64,
    /// Overlap of two different agencies, 0-1; 0 where there is none.
    pub overlap: f64,
    /// The agency that fights it most among the pair.
    pub fighter: Option<String>,
    /// The agency that helps it most among the pair.
    pub helper: Option<String>,
    /// Whether the fighting side of the pair was checked against its source.
    pub fighter_checked: bool,
    /// Whether the helping side of the pair was checked against its source.
    pub helper_checked: bool,
    /// Overlap from checked and uncontested rows alone, 0-1: what a headline may rest on.
    pub uncontested: f64,
}

impl ThreatConduct {
    /// Whether different agencies fought and helped it enough to count.
    pub fn is_boxed(&self) -> bool {
        self.overlap >= HELPED - SLACK
    }

    /// Whether a headline may name it.
    pub fn carries_headline(&self) -> bool {
        self.uncontested >= HELPED - SLACK
    }
}

crate::words::words! {
    /// What an agency did over all threats of the year.
    ConductGroup {
        /// Fought some threat at [`FOUGHT`] or more.
        Fought = "fought",
        /// Fought some and helped some.
        Both = "both",
        /// Helped some threat at [`HELPED`] or more.
        Helped = "helped",
        /// Neither.
        Below = "below",
    }
}

/// One agency in the year.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct AgencyConduct {
    /// Identifier within the case.
    pub agency_id: String,
    /// Its name, by language.
    pub called: ByLocale<Called>,
    /// What it did over all threats.
    pub group: ConductGroup,
    /// Its stance towards each threat that it dealt with.
    pub stances: Vec<AgencyStance>,
}

/// One cell of the matrix.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct AgencyStance {
    /// The threat.
    pub threat_id: String,
    /// How hard the agency fought it, 0-1.
    pub balance: f64,
    /// How much the agency helped it, 0-1.
    pub collude: f64,
    /// Whether a checked row carries the balance.
    pub balance_checked: bool,
    /// Whether a checked row carries the collude.
    pub collude_checked: bool,
    /// The rows behind the cell.
    pub evidence: Vec<EvidenceRow>,
}

/// A documented relation with its source.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct EvidenceRow {
    /// First year.
    pub from_year: i32,
    /// Last year.
    pub to_year: i32,
    /// How hard the agency fought, 0-1.
    pub balance: f64,
    /// How much the agency helped, 0-1.
    pub collude: f64,
    /// What is documented, in English.
    pub evidence: String,
    /// How sure the coder is.
    pub confidence: Confidence,
    /// How the source was read.
    pub source_read: SourceRead,
    /// What stands behind it.
    pub finding: Finding,
    /// Where.
    pub source: Option<Citation>,
}

/// Overlap in one year.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct YearOverlap {
    /// The year.
    pub year: i32,
    /// Salience-weighted overlap, 0-1; none in a year without a coded threat.
    pub overlap: Option<f64>,
    /// The same with every documented act a step weaker.
    pub low: Option<f64>,
    /// The same with every documented act a step stronger.
    pub high: Option<f64>,
    /// Overlap from checked and uncontested rows alone, 0-1.
    pub uncontested: Option<f64>,
}

/// Who fought and who helped in a year of a case; without a year, in the latest one
/// in which checked and uncontested evidence shows most overlap.
///
/// # Errors
/// [`Error::OutOfRange`] for a year outside the case.
pub fn conduct(dossier: &Dossier, year: Option<i32>, index: usize) -> Result<Conduct, Error> {
    let document = dossier.document();
    let (first, last) = (document.settings.from_year, document.settings.to_year);
    let years: Vec<YearOverlap> = (first..=last).map(|year| year_overlap(dossier, year)).collect();
    let year = year.unwrap_or_else(|| {
        let most = years.iter().max_by(|one, other| {
            one.uncontested.unwrap_or(0.0).total_cmp(&other.uncontested.unwrap_or(0.0))
        });
        most.map_or(last, |most| most.year)
    });
    if year < first || year > last {
        return Err(Error::OutOfRange {
            path: "year".into(),
            value: year.into(),
            least: first.into(),
            most: last.into(),
        });
    }
    let all = Year::of(document, year, 0.0, Evidence::All);
    let checked = Year::of(document, year, 0.0, Evidence::Checked);
    let uncontested = Year::of(document, year, 0.0, Evidence::Uncontested);
    let threats = threats(dossier, &all, &checked, &uncontested);
    let agencies = agencies(dossier, year, &threats, &all, &checked);
    Ok(Conduct {
        case_id: dossier.case_id().to_owned(),
        index,
        year,
        ally: called(dossier, "ally"),
        state: called(dossier, "state"),
        open_deal_cap: document.settings.open_deal_cap,
        threats,
        agencies,
        events: events::of_year(dossier, year),
        years,
    })
}

/// Overlap in one year of a case, with its range.
pub(crate) fn year_overlap(dossier: &Dossier, year: i32) -> YearOverlap {
    let document = dossier.document();
    let step = document.settings.range_step;
    let overlap = |shift, evidence| {
        Year::of(document, year, shift, evidence).response().map(|response| response.overlap)
    };
    YearOverlap {
        year,
        overlap: overlap(0.0, Evidence::All),
        low: overlap(-step, Evidence::All),
        high: overlap(step, Evidence::All),
        uncontested: overlap(0.0, Evidence::Uncontested),
    }
}

fn threats(
    dossier: &Dossier,
    all: &Year,
    checked: &Year,
    uncontested: &Year,
) -> Vec<ThreatConduct> {
    let carries =
        |year: &Year, agency: &str, threat: &str, value: f64, hand: fn(&super::Stance) -> f64| {
            year.stance(agency, threat).is_some_and(|stance| hand(&stance) >= value - SLACK)
        };
    let mut threats: Vec<ThreatConduct> = Vec::new();
    for threat in all.threats() {
        let id = threat.threat_id.as_str();
        let pair = threat.overlap();
        let value = pair.as_ref().map_or(0.0, |pair| pair.value);
        let conduct = ThreatConduct {
            threat_id: id.to_owned(),
            called: called(dossier, id),
            salience: threat.salience,
            overlap: value,
            fighter_checked: pair.as_ref().is_some_and(|pair| {
                carries(checked, &pair.fighter, id, value, |stance| stance.balance)
            }),
            helper_checked: pair.as_ref().is_some_and(|pair| {
                carries(checked, &pair.helper, id, value, |stance| stance.collude)
            }),
            fighter: pair.as_ref().map(|pair| pair.fighter.clone()),
            helper: pair.map(|pair| pair.helper),
            uncontested: uncontested
                .threat(id)
                .and_then(super::ThreatYear::overlap)
                .map_or(0.0, |pair| pair.value),
        };
        let weightier = |other: &ThreatConduct| {
            conduct.salience > other.salience
                || (conduct.salience == other.salience && conduct.overlap > other.overlap)
        };
        let at = threats.iter().position(weightier).unwrap_or(threats.len());
        threats.insert(at, conduct);
    }
    threats
}

fn agencies(
    dossier: &Dossier,
    year: i32,
    threats: &[ThreatConduct],
    all: &Year,
    checked: &Year,
) -> Vec<AgencyConduct> {
    let mut ordered: Vec<(f64, AgencyConduct)> = Vec::new();
    for (id, _) in all.threats().iter().flat_map(|threat| &threat.stances) {
        if ordered.iter().any(|(_, known)| known.agency_id == *id) {
            continue;
        }
        let stances: Vec<AgencyStance> = threats
            .iter()
            .filter_map(|threat| {
                let stance = all.stance(id, &threat.threat_id)?;
                let seen = checked.stance(id, &threat.threat_id).unwrap_or_default();
                Some(AgencyStance {
                    threat_id: threat.threat_id.clone(),
                    balance: stance.balance,
                    collude: stance.collude,
                    balance_checked: seen.balance >= stance.balance - SLACK,
                    collude_checked: seen.collude >= stance.collude - SLACK,
                    evidence: evidence(dossier, id, &threat.threat_id, year),
                })
            })
            .collect();
        let most = |hand: fn(&AgencyStance) -> f64| stances.iter().map(hand).fold(0.0, f64::max);
        let group = match (
            most(|stance| stance.balance) >= FOUGHT - SLACK,
            most(|stance| stance.collude) >= HELPED - SLACK,
        ) {
            (true, false) => ConductGroup::Fought,
            (true, true) => ConductGroup::Both,
            (false, true) => ConductGroup::Helped,
            (false, false) => ConductGroup::Below,
        };
        let salience =
            |threat_id: &str| all.threat(threat_id).map_or(0.0, |threat| threat.salience);
        let net: f64 = stances
            .iter()
            .map(|stance| salience(&stance.threat_id) * (stance.balance - stance.collude))
            .sum();
        let before = |(other_net, other): &(f64, AgencyConduct)| {
            group < other.group || (group == other.group && net > *other_net)
        };
        let at = ordered.iter().position(before).unwrap_or(ordered.len());
        ordered.insert(
            at,
            (
                net,
                AgencyConduct {
                    agency_id: id.clone(),
                    called: called(dossier, id),
                    group,
                    stances,
                },
            ),
        );
    }
    ordered.into_iter().map(|(_, agency)| agency).collect()
}

fn evidence(dossier: &Dossier, agency: &str, threat: &str, year: i32) -> Vec<EvidenceRow> {
    let document = dossier.document();
    let row = |row: &Relation| EvidenceRow {
        from_year: row.from_year,
        to_year: row.to_year,
        balance: row.balance,
        collude: row.collude,
        evidence: row.evidence.clone(),
        confidence: row.confidence,
        source_read: row.source_read,
        finding: row.finding,
        source: document.source(&row.source_id).map(Citation::of),
    };
    document
        .relations
        .iter()
        .filter(|row| row.agency_id == agency && row.threat_id == threat && row.covers(year))
        .map(row)
        .collect()
}
