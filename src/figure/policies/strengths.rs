//! How strong the groups become: bands by threat, A and B on one scale, what was dotted.

use maud::{Markup, html};

use super::panels::Panels;
use super::{PoliciesView, Policy};
use crate::figure::draw::{Anchor, Drawing, path};
use crate::figure::text::text_width;
use crate::figure::{Frame, STATIC_WIDTHS};
use crate::simulator::ThreatOutcomes;
use crate::texts::Texts;

/// Height of all panels of a column together, where that is enough for one unit of strength.
const ROOM: f64 = 400.0;
const HEAD: f64 = 30.0;

pub(super) fn html(view: &PoliciesView, frame: &Frame) -> Markup {
    let texts = frame.texts;
    let label = format!(
        "{}. {}",
        texts.get("simulator.strengths"),
        super::sentences::strengths(view, texts)
    );
    let [phone, column, wide] = STATIC_WIDTHS;
    let statics = [("phone", phone), ("column", column), ("wide", wide)];
    frame.drawings(|width| width, &statics, &label, |width| drawing(view, texts, width))
}

/// The upper end of a threat's scale.
fn top(view: &PoliciesView, threat: usize) -> f64 {
    let policies = &view.policies;
    let highest = |outcomes: Option<&ThreatOutcomes>, band: usize| {
        let band = outcomes.and_then(|outcomes| outcomes.bands.get(band));
        band.into_iter().flatten().copied().fold(0.0, f64::max)
    };
    let most = highest(policies.a.threats.get(threat), 4)
        .max(highest(policies.b.threats.get(threat), 4))
        .max(highest(policies.as_it_was.threats.get(threat), 2));
    libm::ceil(most.max(0.3) / 0.25) * 0.25
}

pub(super) fn drawing(view: &PoliciesView, texts: Texts, width: f64) -> Drawing {
    let panels = Panels::new(view, width);
    let mut drawing = Drawing::new(width, 0.0);
    let key = key(&mut drawing, texts, width);
    let mut headings = Drawing::new(width, 0.0);
    let height = panels.headings(&mut headings, view, texts);
    drawing.add(&html! { g transform=(format!("translate(0 {})", crate::figure::draw::at(key))) { (headings.into_marks()) } });
    let tops: Vec<f64> = view.threats().map(|(threat, _)| top(view, threat)).collect();
    let most = if panels.narrow { 96.0 } else { 122.0 };
    let unit = (ROOM / tops.iter().sum::<f64>().max(1e-9)).min(most);
    let mut bottom = key + height - 6.0;
    for ((threat, name), top) in view.threats().zip(&tops) {
        let upper = bottom + HEAD;
        bottom = upper + top * unit;
        let y = |strength: f64| bottom - strength * unit;
        for policy in Policy::BOTH {
            scale(&mut drawing, &panels, policy, *top, unit, bottom, texts);
            bands(&mut drawing, view, &panels, policy, threat, y, texts);
            panels.plot(&mut drawing, policy, upper - 8.0, bottom);
        }
        drawing.text(panels.left(Policy::A), upper - 12.0, Anchor::Start, "bold halo small", name);
    }
    panels.years(&mut drawing, view, bottom + 18.0);
    drawing.height = bottom + 24.0;
    drawing
}

/// Lines at round strengths.
fn scale(
    drawing: &mut Drawing,
    panels: &Panels,
    policy: Policy,
    top: f64,
    unit: f64,
    bottom: f64,
    texts: Texts,
) {
    let left = panels.left(policy);
    let step = if unit * 0.5 >= 24.0 {
        0.5
    } else if unit >= 24.0 {
        1.0
    } else {
        2.0
    };
    let mut strength = 0.0;
    while strength <= top {
        let y = bottom - strength * unit;
        let class = if strength == 0.0 { "axis" } else { "grid" };
        drawing.line(class, (left, y), (left + panels.column, y));
        if policy == Policy::A {
            let number = texts.tenth(strength);
            let number = number.strip_suffix(".0").or(number.strip_suffix(",0")).unwrap_or(&number);
            drawing.text(panels.labels(), y + 4.0, Anchor::End, "quiet-text small tabular", number);
        }
        strength += step;
    }
}

fn bands(
    drawing: &mut Drawing,
    view: &PoliciesView,
    panels: &Panels,
    policy: Policy,
    threat: usize,
    y: impl Fn(f64) -> f64,
    texts: Texts,
) {
    let Some(outcomes) = view.outcomes(policy).threats.get(threat) else { return };
    let line = |series: &[f64]| panels.points(view, policy, series, &y);
    let [lowest, low, middle, high, highest] = outcomes.bands.as_slice() else { return };
    let band = |below: &[f64], above: &[f64]| {
        path(&line(above).into_iter().chain(line(below).into_iter().rev()).collect::<Vec<_>>())
    };
    let was = view.policies.as_it_was.threats.get(threat).and_then(|threat| threat.bands.get(2));
    drawing.add(&html! {
        path class="band-80" d=(band(lowest, highest)) {}
        path class="band-50" d=(band(low, high)) {}
        path class="median l2" d=(path(&line(middle))) {}
        @if let Some(was) = was { path class="dotted" d=(path(&line(was))) {} }
    });
    let at_end = |series: &[f64]| line(series).last().copied();
    if let (Some((x, above)), Some(value)) = (at_end(highest), middle.last()) {
        drawing.text(x, above - 6.0, Anchor::End, "bold tabular halo", &texts.degree(*value));
    }
}

/// What bands and lines are, once; gives the height that takes.
fn key(drawing: &mut Drawing, texts: Texts, width: f64) -> f64 {
    let (mut x, mut y) = (0.0, 14.0);
    for (class, message) in [
        ("band-80", "simulator.key_80"),
        ("band-50", "simulator.key_50"),
        ("median l2", "simulator.key_middle"),
        ("dotted", "simulator.key_was"),
    ] {
        let words = texts.get(message);
        let wide = 26.0 + text_width(words, 12.0);
        if x > 0.0 && x + wide > width {
            (x, y) = (0.0, y + 18.0);
        }
        if class.starts_with("band") {
            drawing.rect(class, x, y - 10.0, 20.0, 12.0);
        } else {
            drawing.line(class, (x, y - 4.0), (x + 20.0, y - 4.0));
        }
        drawing.text(x + 26.0, y, Anchor::Start, "small quiet-text", words);
        x += wide + 14.0;
    }
    y + 14.0
}
