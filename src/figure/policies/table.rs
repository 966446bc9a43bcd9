//! Every number of the drawings.

use maud::{Markup, html};

use super::tiles::signed;
use super::{PoliciesView, calendar_year, percent};
use crate::simulator::{Difference, PolicyOutcomes, Spread};
use crate::texts::Texts;

pub(super) fn html(view: &PoliciesView, texts: Texts) -> Markup {
    let title = texts.get("simulator.data_outcomes");
    let by_year = texts.get("simulator.data_years");
    html! {
        details class="data" {
            summary { (texts.get("element.data_behind")) }
            div class="scroll" tabindex="0" role="region" aria-label=(title) { (outcomes(view, title, texts)) }
            div class="scroll" tabindex="0" role="region" aria-label=(by_year) { (years(view, by_year, texts)) }
        }
    }
}

fn outcomes(view: &PoliciesView, title: &str, texts: Texts) -> Markup {
    let policies = &view.policies;
    let sides = [&policies.as_it_was, &policies.a, &policies.b];
    let share = |of: fn(&PolicyOutcomes) -> &Spread| sides.map(|side| cell(of(side), true, texts));
    let end = view.end();
    let mut rows = vec![
        (
            texts.get("simulator.tile_d3").to_owned(),
            share(|side| &side.d3),
            difference(&policies.b_less_a.d3, true, texts),
        ),
        (
            texts.get("simulator.tile_aid").to_owned(),
            share(|side| &side.aid_diverted),
            difference(&policies.b_less_a.aid_diverted, true, texts),
        ),
    ];
    for ((index, name), change) in view.threats().zip(&policies.b_less_a.threats) {
        let cells = sides.map(|side| {
            side.threats
                .get(index)
                .map_or_else(String::new, |threat| cell(&threat.end, false, texts))
        });
        let name = texts.fill("simulator.tile_threat", &[("threat", name), ("end", &end)]);
        rows.push((name, cells, difference(change, false, texts)));
    }
    rows.push((
        texts.fill("simulator.tile_survival", &[("end", &end)]),
        share(|side| &side.survival),
        difference(&policies.b_less_a.survival, true, texts),
    ));
    html! {
        table {
            caption { (title) }
            thead { tr {
                td {}
                th scope="col" { (texts.get("simulator.as_it_was")) }
                th scope="col" { "A" }
                th scope="col" { "B" }
                th scope="col" { (texts.get("simulator.b_less_a")) }
            } }
            tbody {
                @for (name, cells, difference) in rows {
                    tr { th scope="row" { (name) } @for cell in cells { td { (cell) } } td { (difference) } }
                }
            }
        }
    }
}

/// `54 % (31 to 81)`.
fn cell(spread: &Spread, is_share: bool, texts: Texts) -> String {
    let text = |value: f64| {
        if is_share { percent(value, texts) } else { texts.degree(value) }
    };
    let Spread { value, low, high } = *spread;
    let places = [("value", &*text(value)), ("low", &*text(low)), ("high", &*text(high))];
    texts.fill("simulator.data_range", &places)
}

fn difference(difference: &Difference, is_share: bool, texts: Texts) -> String {
    let text = |value: f64| signed(value, is_share, texts);
    let Difference { mean, low, high, .. } = *difference;
    let places = [("value", &*text(mean)), ("low", &*text(low)), ("high", &*text(high))];
    texts.fill("simulator.data_range", &places)
}

fn years(view: &PoliciesView, title: &str, texts: Texts) -> Markup {
    let policies = &view.policies;
    let sides = [
        (texts.get("simulator.as_it_was"), &policies.as_it_was),
        ("A", &policies.a),
        ("B", &policies.b),
    ];
    let shown = every_year(&policies.years);
    let share = |series: &[f64], point: usize| {
        series.get(point).map_or_else(String::new, |share| percent(*share, texts))
    };
    html! {
        table {
            caption { (title) }
            thead { tr {
                th scope="col" { (texts.get("simulator.year")) }
                @for (name, _) in sides {
                    th scope="col" { (name) ", " (texts.get("simulator.fights")) }
                    th scope="col" { (name) ", " (texts.get("simulator.helps")) }
                }
                @for (_, threat) in view.threats() {
                    @for (name, _) in sides { th scope="col" { (threat) ", " (name) } }
                }
            } }
            tbody {
                @for point in shown {
                    tr {
                        th scope="row" { (policies.years.get(point).map_or_else(String::new, |year| calendar_year(&view.scenario, *year))) }
                        @for (_, side) in sides { td { (share(&side.fights, point)) } td { (share(&side.helps, point)) } }
                        @for (threat, _) in view.threats() {
                            @for (_, side) in sides { td { (strength(side, threat, point, texts)) } }
                        }
                    }
                }
            }
        }
    }
}

/// Median and middle 80 % of a strength at a point.
fn strength(side: &PolicyOutcomes, threat: usize, point: usize, texts: Texts) -> String {
    let bands = side.threats.get(threat).map(|threat| threat.bands.as_slice());
    let Some([lowest, _, middle, _, highest]) = bands else { return String::new() };
    match (middle.get(point), lowest.get(point), highest.get(point)) {
        (Some(value), Some(low), Some(high)) => {
            cell(&Spread { value: *value, low: *low, high: *high }, false, texts)
        }
        _ => String::new(),
    }
}

/// The first point of each year, and the end.
fn every_year(years: &[f64]) -> Vec<usize> {
    let mut next = 0.0;
    let mut shown = Vec::new();
    for (point, year) in years.iter().enumerate() {
        if *year >= next - 1e-9 || point + 1 == years.len() {
            shown.push(point);
            next = libm::floor(*year + 1e-9) + 1.0;
        }
    }
    shown
}
