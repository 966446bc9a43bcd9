//! How agencies spend their effort: fighting below, helping hatched above, idle on top.

use maud::{Markup, PreEscaped, html};

use super::panels::Panels;
use super::{PoliciesView, Policy, percent};
use crate::figure::draw::{Anchor, Drawing, path};
use crate::figure::text::{text_width, wrap};
use crate::figure::{Frame, STATIC_WIDTHS};
use crate::texts::Texts;

pub(super) fn html(view: &PoliciesView, frame: &Frame) -> Markup {
    let texts = frame.texts;
    let label =
        format!("{}. {}", texts.get("simulator.efforts"), super::sentences::efforts(view, texts));
    let [phone, column, wide] = STATIC_WIDTHS;
    let statics = [("phone", phone), ("column", column), ("wide", wide)];
    frame.drawings(|width| width, &statics, &label, |width| drawing(view, texts, width))
}

pub(super) fn drawing(view: &PoliciesView, texts: Texts, width: f64) -> Drawing {
    let panels = Panels::new(view, width);
    let mut drawing = Drawing::new(width, 0.0);
    let top = panels.headings(&mut drawing, view, texts);
    let height = if panels.narrow { 116.0 } else { 150.0 };
    let bottom = top + height;
    let y = |share: f64| bottom - share.clamp(0.0, 1.0) * height;
    let mut foot = 0.0_f64;
    for policy in Policy::BOTH {
        let outcomes = view.outcomes(policy);
        let (left, column) = (panels.left(policy), panels.column);
        let sums: Vec<f64> = outcomes
            .fights
            .iter()
            .zip(&outcomes.helps)
            .map(|(fights, helps)| fights + helps)
            .collect();
        let fights = panels.points(view, policy, &outcomes.fights, y);
        let both = panels.points(view, policy, &sums, y);
        drawing.rect("quiet", left, top, column, height);
        drawing.add(&html! {
            path class="fights" d=(area(&fights, bottom)) {}
            path class="stripes l2" d=(hatch(&fights, &both)) {}
            path class="edge l2" d=(path(&both)) {}
        });
        words(&mut drawing, &fights, &both, (top, bottom), texts);
        panels.plot(&mut drawing, policy, top, bottom);
        let end = |series: &[f64]| series.last().copied().unwrap_or(0.0);
        let (fights, helps) = (end(&outcomes.fights), end(&outcomes.helps));
        let text = texts.fill(
            "simulator.effort_end",
            &[
                ("fights", &percent(fights, texts)),
                ("helps", &percent(helps, texts)),
                ("idle", &percent((1.0 - fights - helps).max(0.0), texts)),
            ],
        );
        let lines = wrap(&text, column, 13.0);
        super::tiles::put_lines(&mut drawing, &lines, (left, bottom + 38.0), 15.0, "bold small");
        #[allow(clippy::cast_precision_loss, reason = "a few lines")]
        let lines = lines.len() as f64;
        foot = foot.max(lines * 15.0);
    }
    for (share, key) in
        [(0.0, "simulator.axis_none"), (0.5, "simulator.axis_half"), (1.0, "simulator.axis_all")]
    {
        drawing.text(
            panels.labels(),
            y(share) + 4.0,
            Anchor::End,
            "quiet-text small",
            texts.get(key),
        );
    }
    panels.years(&mut drawing, view, bottom + 18.0);
    drawing.height = bottom + 30.0 + foot;
    drawing
}

/// The area between a line and the axis.
fn area(points: &[(f64, f64)], bottom: f64) -> String {
    let ends = [points.last(), points.first()];
    let below = ends.into_iter().flatten().map(|(x, _)| (*x, bottom));
    path(&points.iter().copied().chain(below).collect::<Vec<_>>())
}

/// Height of a line at a place; none beside its ends.
fn height_at(points: &[(f64, f64)], x: f64) -> Option<f64> {
    points.windows(2).find_map(|pair| match pair {
        [(x0, y0), (x1, y1)] if *x0 <= x && x <= *x1 && x1 > x0 => {
            Some(y0 + (y1 - y0) * (x - x0) / (x1 - x0))
        }
        _ => None,
    })
}

/// Slanted lines between two lines, drawn out: a pattern would need an id, and ids clash where figures meet.
fn hatch(below: &[(f64, f64)], above: &[(f64, f64)]) -> PreEscaped<String> {
    const STEP: f64 = 5.0;
    const FINE: f64 = 2.0;
    let (Some((left, _)), Some((right, _))) = (below.first(), below.last()) else {
        return PreEscaped(String::new());
    };
    // Both lines on one fine grid: every stripe is followed along it.
    let mut grid = Vec::new();
    let mut x = *left;
    for (low, high) in below.windows(2).zip(above.windows(2)) {
        while low.last().is_some_and(|(end, _)| x <= *end) {
            if let (Some(low), Some(high)) = (height_at(low, x), height_at(high, x)) {
                grid.push((x, low, high));
            }
            x += FINE;
        }
    }
    let lowest = below.iter().map(|(_, y)| *y).fold(0.0, f64::max);
    let highest = above.iter().map(|(_, y)| *y).fold(f64::MAX, f64::min);
    let mut stripes = String::new();
    let mut offset = left + highest;
    while offset < right + lowest {
        let mut from: Option<(f64, f64)> = None;
        let mut last = (0.0, 0.0);
        for (x, low, high) in &grid {
            let y = offset - x;
            if (*high..=*low).contains(&y) {
                from = from.or(Some((*x, y)));
                last = (*x, y);
            } else if let Some(start) = from.take() {
                stripes.push_str(&path(&[start, last]));
            }
        }
        if let Some(start) = from {
            stripes.push_str(&path(&[start, last]));
        }
        offset += STEP;
    }
    PreEscaped(stripes)
}

/// The name of each area where it fits.
fn words(
    drawing: &mut Drawing,
    fights: &[(f64, f64)],
    both: &[(f64, f64)],
    (top, bottom): (f64, f64),
    texts: Texts,
) {
    let place = fights.len() * 13 / 20;
    if let (Some((x, low)), Some((_, high))) = (fights.get(place), both.get(place)) {
        if bottom - low >= 22.0 {
            let middle = f64::midpoint(bottom, *low);
            drawing.text(
                *x,
                middle + 4.5,
                Anchor::Middle,
                "bold on-solid",
                texts.get("simulator.fights"),
            );
        }
        if low - high >= 24.0 {
            let middle = f64::midpoint(*low, *high);
            let word = texts.get("simulator.helps");
            let half = text_width(word, 13.0) / 2.0 + 6.0;
            drawing.rect("plate", x - half, middle - 11.0, 2.0 * half, 22.0);
            drawing.text(*x, middle + 4.5, Anchor::Middle, "bold", word);
        }
    }
    let word = texts.get("simulator.idle");
    if let Some((x, _)) = fights.first()
        && height_at(both, x + 6.0 + text_width(word, 13.0)).is_some_and(|high| high - top >= 22.0)
    {
        drawing.text(x + 6.0, top + 16.0, Anchor::Start, "quiet-text", word);
    }
}
