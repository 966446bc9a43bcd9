//! The figure "who fought, who helped": one case, one year.

mod events;
mod evidence;
mod matrix;
mod strip;

use maud::{Markup, html};

use super::{Figure, FigureOptions, Frame, Part, data, stack};
use crate::conduct::{AgencyConduct, Conduct, FOUGHT, HELPED, ThreatConduct};
use crate::texts::{Texts, capitalised};

pub(super) fn figure(conduct: &Conduct, options: &FigureOptions, frame: &Frame) -> Figure {
    let texts = frame.texts;
    let finding = finding(conduct, texts);
    let year = conduct.year.to_string();
    let kicker = texts.fill("conduct.kicker", &[("ally", ally(conduct, texts)), ("year", &year)]);
    let head = html! {
        div class="head" {
            div { p class="kicker" { (kicker) } h2 { (finding) } }
            p class="deck" { (texts.get("conduct.deck")) }
        }
    };
    let nothing = texts.fill("conduct.nothing", &[("ally", ally(conduct, texts)), ("year", &year)]);
    let matrix = if conduct.threats.is_empty() {
        html! { p class="empty" { (nothing) } }
    } else {
        matrix::html(conduct, frame)
    };
    let mut parts = vec![
        Part::new("head", &head),
        Part::new("matrix", &matrix),
        Part::new("pairs", &pairs(conduct, texts)),
    ];
    if let Some(cell) = &options.cell {
        parts.push(Part::new("evidence", &evidence::html(conduct, cell, frame)));
    }
    parts.push(Part::new("strip", &strip::html(conduct, frame)));
    parts.push(Part::new("events", &events::html(conduct, frame)));
    let caption = [
        texts.fill("conduct.cutoffs", &[("cap", &texts.tenth(conduct.open_deal_cap))]),
        texts.get("conduct.sources").to_owned(),
    ];
    parts.push(Part::new(
        "caption",
        &html! { figcaption { @for paragraph in &caption { p { (paragraph) } } } },
    ));
    let width = frame.width.unwrap_or(super::STATIC_WIDTHS[2]);
    let panels = vec![
        (
            format!("{}: {kicker}", texts.get("conduct.title")),
            matrix::drawing(conduct, texts, width, false),
        ),
        (texts.get("conduct.strip").to_owned(), strip::drawing(conduct, texts, width)),
    ];
    let svg =
        stack(panels, &finding, caption.last().map_or("", String::as_str), super::CASES_STYLE);
    Figure::new(finding, &caption, &table(conduct, texts), Some(svg), parts)
}

fn ally(conduct: &Conduct, texts: Texts) -> &str {
    conduct.ally.get(texts.0).in_sentence.as_str()
}

fn agency_in_sentence<'a>(conduct: &'a Conduct, id: &'a str, texts: Texts) -> &'a str {
    let agency = conduct.agencies.iter().find(|agency| agency.agency_id == id);
    agency.map_or(id, |agency| agency.called.get(texts.0).in_sentence.as_str())
}

fn agency_label(agency: &AgencyConduct, texts: Texts) -> &str {
    agency.called.get(texts.0).label.as_str()
}

fn threat_label(threat: &ThreatConduct, texts: Texts) -> &str {
    threat.called.get(texts.0).label.as_str()
}

fn threat_in_sentence(threat: &ThreatConduct, texts: Texts) -> &str {
    threat.called.get(texts.0).in_sentence.as_str()
}

/// Names only enemies that checked and uncontested rows show on both sides.
fn finding(conduct: &Conduct, texts: Texts) -> String {
    let year = conduct.year.to_string();
    let named: Vec<&ThreatConduct> =
        conduct.threats.iter().filter(|threat| threat.carries_headline()).collect();
    let list: Vec<String> = named
        .iter()
        .map(|threat| {
            texts.fill("conduct.threat", &[("threat", threat_in_sentence(threat, texts))])
        })
        .collect();
    let state = conduct.state.get(texts.0).in_sentence.as_str();
    let key = match named.len() {
        0 if conduct.threats.is_empty() => {
            return texts
                .fill("conduct.nothing", &[("ally", ally(conduct, texts)), ("year", &year)]);
        }
        0 => {
            return texts
                .fill("conduct.headline_none", &[("ally", ally(conduct, texts)), ("year", &year)]);
        }
        1 => "conduct.headline_one",
        _ => "conduct.headline_many",
    };
    texts.fill(key, &[("year", &year), ("state", state), ("threats", &texts.and(&list))])
}

/// The pair behind each overlap in words: the matrix for readers who do not read matrices.
fn pairs(conduct: &Conduct, texts: Texts) -> Markup {
    let others = |threat: &ThreatConduct,
                  except: &str,
                  hand: fn(&crate::conduct::AgencyStance) -> f64,
                  least: f64| {
        let strong =
            conduct.agencies.iter().filter(|agency| agency.agency_id != except).filter(|agency| {
                agency.stances.iter().any(|stance| {
                    stance.threat_id == threat.threat_id && hand(stance) >= least - 1e-9
                })
            });
        strong.count() > 1
    };
    let side = |agency: &str, more: bool| {
        let name = agency_in_sentence(conduct, agency, texts);
        if more { texts.fill("conduct.others", &[("agency", name)]) } else { name.to_owned() }
    };
    html! {
        ul class="pairs" {
            @for threat in conduct.threats.iter().filter(|threat| threat.is_boxed()) {
                @if let (Some(fighter), Some(helper)) = (&threat.fighter, &threat.helper) {
                    li {
                        b class="tabular" { (texts.tenth(threat.overlap)) } " "
                        span {
                            (texts.fill("conduct.pair", &[
                                ("threat", &capitalised(threat_in_sentence(threat, texts))),
                                ("fighters", &side(fighter, others(threat, helper, |stance| stance.balance, FOUGHT))),
                                ("helpers", &side(helper, others(threat, fighter, |stance| stance.collude, HELPED))),
                            ]))
                            @if !(threat.fighter_checked && threat.helper_checked) { " " span class="unread" { (texts.get("unread")) } }
                            @else if threat.uncontested < threat.overlap - 1e-9 { " " span class="unread" { (texts.get("finding.contested")) } }
                        }
                    }
                }
            }
        }
    }
}

/// Every number of the matrix and of the strip.
fn table(conduct: &Conduct, texts: Texts) -> Markup {
    let title = texts.fill("conduct.table", &[("year", &conduct.year.to_string())]);
    let tables = html! {
        table {
            caption { (title) }
            thead { tr {
                th scope="col" { (texts.get("conduct.agency")) }
                @for threat in &conduct.threats { th scope="col" { (threat_label(threat, texts)) } }
            } }
            tbody {
                @for agency in &conduct.agencies {
                    tr {
                        th scope="row" { (agency_label(agency, texts)) }
                        @for threat in &conduct.threats { td { (cell(agency, threat, texts)) } }
                    }
                }
                tr {
                    th scope="row" { (texts.get("conduct.overlap")) }
                    @for threat in &conduct.threats { td { (overlap(threat, texts)) } }
                }
            }
        }
        table {
            caption { (texts.get("conduct.strip")) }
            tbody {
                @for year in &conduct.years { tr { th scope="row" { (year.year) } td { (strip::value(year, texts)) } } }
            }
        }
    };
    data(&title, &tables, texts)
}

/// The overlap on one threat; in words where none is documented.
fn overlap(threat: &ThreatConduct, texts: Texts) -> String {
    if threat.overlap > 0.0 {
        texts.tenth(threat.overlap)
    } else {
        texts.get("conduct.none").to_owned()
    }
}

fn cell(agency: &AgencyConduct, threat: &ThreatConduct, texts: Texts) -> Markup {
    let stance = agency.stances.iter().find(|stance| stance.threat_id == threat.threat_id);
    html! {
        @match stance {
            Some(stance) => {
                (texts.get("conduct.fought")) " " (texts.tenth(stance.balance)) ", " (texts.get("conduct.helped")) " " (texts.tenth(stance.collude))
                @if !(stance.balance_checked && stance.collude_checked) { " (" (texts.get("unread")) ")" }
            }
            None => (texts.get("conduct.none")),
        }
    }
}
