//! Computed indicators: worked out from series and relations, never read back.

use super::{CaseDocument, Phase};
use crate::calibration::Calibration;
use crate::codebook::{Codebook, IndicatorKind};
use crate::conduct::{self, Evidence, Response};

/// A computed indicator in one phase.
#[derive(Clone, Debug, PartialEq)]
pub struct Computed {
    /// The phase.
    pub phase_id: String,
    /// The indicator.
    pub indicator_id: String,
    /// The value before calibration, in the unit of the codebook.
    pub raw: f64,
    /// Its degree of membership, 0-1, unrounded.
    pub score: f64,
}

/// The computed indicator of a phase, if it is one.
pub(super) fn find<'a>(
    computed: &'a [Computed],
    phase_id: &str,
    indicator_id: &str,
) -> Option<&'a Computed> {
    computed
        .iter()
        .find(|computed| computed.phase_id == phase_id && computed.indicator_id == indicator_id)
}

/// A formula that the codebook calls by the id of its indicator.
#[derive(Clone, Copy)]
pub(super) enum Formula {
    Severity,
    Response(fn(&Response) -> f64),
}

pub(super) fn formula(indicator_id: &str) -> Option<Formula> {
    Some(match indicator_id {
        "threat_severity" => Formula::Severity,
        "agencies_balancing" => Formula::Response(|response| response.balancing),
        "agencies_colluding" => Formula::Response(|response| response.colluding),
        "overlap_same_threat" => Formula::Response(|response| response.overlap),
        _ => return None,
    })
}

impl Formula {
    fn raw(self, document: &CaseDocument, phase: &Phase) -> f64 {
        match self {
            Self::Severity => severity(document, phase.from_year, phase.to_year),
            Self::Response(pick) => pick(&conduct::mean_response(
                document,
                phase.from_year,
                phase.to_year,
                0.0,
                Evidence::All,
            )),
        }
    }
}

/// Every computed indicator in every phase.
pub(super) fn all(document: &CaseDocument, codebook: &Codebook) -> Vec<Computed> {
    let mut computed = Vec::new();
    for indicator in
        codebook.indicators.iter().filter(|indicator| indicator.kind == IndicatorKind::Computed)
    {
        let (Some(formula), Some(calibration)) =
            (formula(&indicator.indicator_id), &indicator.calibration)
        else {
            continue;
        };
        for phase in &document.phases {
            let raw = formula.raw(document, phase);
            if let Ok(score) = calibration.membership(raw) {
                computed.push(Computed {
                    phase_id: phase.phase_id.clone(),
                    indicator_id: indicator.indicator_id.clone(),
                    raw,
                    score,
                });
            }
        }
    }
    computed
}

/// The calibrated value of a response indicator with every documented act moved by `shift`.
pub(super) fn shifted(
    document: &CaseDocument,
    phase: &Phase,
    calibration: &Calibration,
    pick: fn(&Response) -> f64,
    shift: f64,
) -> Option<f64> {
    let response =
        conduct::mean_response(document, phase.from_year, phase.to_year, shift, Evidence::All);
    calibration.membership(pick(&response)).ok()
}

/// Mean yearly battle deaths per million inhabitants over the years that count; 0 where no year has a count.
#[allow(clippy::cast_precision_loss, reason = "a few dozen years")]
fn severity(document: &CaseDocument, from: i32, to: i32) -> f64 {
    let settings = &document.settings;
    let rates: Vec<f64> = (from.max(settings.severity_from_year)..=to)
        .filter_map(|year| rate(document, year))
        .collect();
    if rates.is_empty() { 0.0 } else { rates.iter().sum::<f64>() / rates.len() as f64 }
}

/// Battle deaths per million inhabitants in one year, where both are known.
pub(super) fn rate(document: &CaseDocument, year: i32) -> Option<f64> {
    let value = |series: &str| {
        let of_year = |row: &&super::SeriesValue| {
            row.series_id == series && row.year == year && row.quarter.is_none()
        };
        document.series.iter().find(of_year).map(|row| row.value)
    };
    let population =
        value(&document.settings.population_series).filter(|population| *population > 0.0)?;
    Some(value(&document.settings.deaths_series)? / population * 1e6)
}
