//! The evidence behind one cell, and what stood against it at the same time.

use maud::{Markup, html};

use super::{agency_in_sentence, agency_label, threat_in_sentence, threat_label};
use crate::conduct::{
    AgencyConduct, AgencyStance, Conduct, EvidenceRow, FOUGHT, HELPED, ThreatConduct,
};
use crate::dossier::SourceRead;
use crate::figure::{ChosenCell, Frame, citation};
use crate::texts::{capitalised, span};

pub(super) fn html(conduct: &Conduct, cell: &ChosenCell, frame: &Frame) -> Markup {
    let texts = frame.texts;
    let agency = conduct.agencies.iter().find(|agency| agency.agency_id == cell.agency_id);
    let threat = conduct.threats.iter().find(|threat| threat.threat_id == cell.threat_id);
    let (Some(agency), Some(threat)) = (agency, threat) else {
        let gone = texts.fill("evidence.gone", &[("year", &conduct.year.to_string())]);
        return html! { div class="evidence" { p { (gone) } } };
    };
    let stance = agency.stances.iter().find(|stance| stance.threat_id == cell.threat_id);
    let Some(stance) = stance else {
        let names = [
            ("agency", agency_label(agency, texts)),
            ("threat", threat_label(threat, texts)),
            ("year", &conduct.year.to_string()),
        ];
        return html! { div class="evidence" { p { (texts.fill("evidence.empty", &names)) } } };
    };
    html! {
        div class="evidence" {
            @for row in &stance.evidence {
                @let title = [("agency", agency_label(agency, texts)), ("threat", threat_label(threat, texts)), ("years", &span(row.from_year, row.to_year))];
                h3 { (texts.fill("evidence.title", &title)) }
                (self::row(conduct, cell, row, frame))
            }
            @if let Some((key, other, row)) = other_side(conduct, cell, threat, stance) {
                @let name = agency_in_sentence(conduct, other, texts);
                h3 { (texts.fill(key, &[("agency", name), ("years", &span(row.from_year, row.to_year))])) }
                (self::row(conduct, &ChosenCell { agency_id: other.to_owned(), threat_id: cell.threat_id.clone() }, row, frame))
            } @else {
                p class="note" { (capitalised(threat_in_sentence(threat, texts))) ": " (texts.get("conduct.overlap")) " " (super::overlap(threat, texts)) }
            }
        }
    }
}

fn row(conduct: &Conduct, cell: &ChosenCell, row: &EvidenceRow, frame: &Frame) -> Markup {
    let texts = frame.texts;
    let entry = format!(
        "{}/relations/{}-{}-{}-{}",
        conduct.case_id, cell.agency_id, cell.threat_id, row.from_year, row.to_year
    );
    html! {
        p class="note" {
            (texts.fill("evidence.fought", &[("balance", &texts.tenth(row.balance))])) " · "
            (texts.fill("evidence.helped", &[("collude", &texts.tenth(row.collude))])) " · "
            (texts.get(&format!("confidence.{}", row.confidence))) " · " (texts.get(&format!("finding.{}", row.finding)))
            @if row.source_read != SourceRead::Memory { " · " (texts.get(&format!("read.{}", row.source_read))) }
        }
        p lang="en" { (row.evidence) }
        p class="source" {
            @if let Some(source) = &row.source { (citation(source)) " " }
            @if row.source_read == SourceRead::Memory { span class="unread" { (texts.get("unread")) } " " }
            (frame.corrections.link(&entry, texts))
        }
    }
}

/// Another agency on the opposite side of the same threat, where it counts: the one that the
/// overlap names, or else the strongest.
fn other_side<'a>(
    conduct: &'a Conduct,
    cell: &ChosenCell,
    threat: &ThreatConduct,
    stance: &AgencyStance,
) -> Option<(&'static str, &'a str, &'a EvidenceRow)> {
    let helps_more = stance.collude > stance.balance;
    let hand = |stance: &AgencyStance| if helps_more { stance.balance } else { stance.collude };
    let row_hand = |row: &EvidenceRow| if helps_more { row.balance } else { row.collude };
    let (key, least, named) = if helps_more {
        ("evidence.fought_too", FOUGHT, &threat.fighter)
    } else {
        ("evidence.helped_too", HELPED, &threat.helper)
    };
    let mut best: Option<(bool, &AgencyConduct, &AgencyStance)> = None;
    for agency in conduct.agencies.iter().filter(|agency| agency.agency_id != cell.agency_id) {
        let stance = agency.stances.iter().find(|stance| stance.threat_id == cell.threat_id);
        let Some(stance) = stance.filter(|stance| hand(stance) >= least - 1e-9) else { continue };
        let is_named = named.as_ref() == Some(&agency.agency_id);
        let stronger = |&(best_is_named, _, best): &(bool, &AgencyConduct, &AgencyStance)| {
            is_named || (!best_is_named && hand(stance) > hand(best))
        };
        if best.as_ref().is_none_or(stronger) {
            best = Some((is_named, agency, stance));
        }
    }
    let (_, agency, stance) = best?;
    let row =
        stance.evidence.iter().max_by(|one, other| row_hand(one).total_cmp(&row_hand(other)))?;
    Some((key, agency.agency_id.as_str(), row))
}
