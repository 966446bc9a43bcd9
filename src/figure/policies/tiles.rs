//! One tile an outcome: what was, A and B on one scale, and what B has more than A.

use maud::{Markup, html};

use super::{PoliciesView, Policy, percent};
use crate::figure::Frame;
use crate::figure::draw::{Anchor, At, Drawing, at, case_mark, within};
use crate::figure::text::wrap;
use crate::simulator::{Difference, PolicyDifference, PolicyOutcomes, Spread};
use crate::texts::Texts;

/// Height of a row.
const ROW: f64 = 38.0;
const HEIGHT: f64 = 3.0 * ROW;
const GAP: f64 = 16.0;
const NARROW: f64 = 600.0;

/// What an outcome is a number of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A share in each run.
    Share,
    /// A strength in each run.
    Strength,
    /// A share of the runs.
    Runs,
}

/// An outcome.
struct Tile<'a> {
    kind: Kind,
    title: String,
    unit: String,
    /// Upper end of its scale.
    most: f64,
    values: [&'a Spread; 3],
    difference: &'a Difference,
}

impl Tile<'_> {
    fn value(&self, value: f64, texts: Texts) -> String {
        if self.kind == Kind::Strength { texts.degree(value) } else { percent(value, texts) }
    }

    /// `B less A, run by run: −29 points on average (± 2), −58 to 0 in 80 % of runs`.
    fn paired(&self, texts: Texts) -> String {
        let signed = |value: f64| signed(value, self.kind != Kind::Strength, texts);
        let Difference { mean, margin, low, high } = *self.difference;
        let key = match self.kind {
            Kind::Share => "simulator.paired_share",
            Kind::Strength => "simulator.paired",
            Kind::Runs => "simulator.paired_survival",
        };
        // A margin is a small number: it has one more decimal than what it is a margin of.
        let margin = if self.kind == Kind::Strength {
            texts.number(margin, 3)
        } else {
            texts.number(100.0 * margin, 1)
        };
        texts.fill(
            key,
            &[
                ("mean", &signed(mean)),
                ("margin", &margin),
                ("low", &signed(low)),
                ("high", &signed(high)),
            ],
        )
    }
}

/// A difference with its sign; of shares in points of per cent.
pub(super) fn signed(value: f64, is_share: bool, texts: Texts) -> String {
    let text = if is_share { texts.number(100.0 * value, 0) } else { texts.number(value, 2) };
    match text.strip_prefix('-') {
        Some(rest) => format!("−{rest}"),
        None if text.chars().any(|digit| ('1'..='9').contains(&digit)) => format!("+{text}"),
        None => text,
    }
}

fn tiles(view: &PoliciesView, texts: Texts) -> Vec<Tile<'_>> {
    let policies = &view.policies;
    let [was, a, b] = [&policies.as_it_was, &policies.a, &policies.b];
    let span = view.span(texts);
    let end = view.end();
    let share = |key: &str,
                 unit: String,
                 of: fn(&PolicyOutcomes) -> &Spread,
                 difference: fn(&PolicyDifference) -> &Difference| Tile {
        kind: Kind::Share,
        title: texts.fill(key, &[("end", &end)]),
        unit,
        most: 1.0,
        values: [of(was), of(a), of(b)],
        difference: difference(&policies.b_less_a),
    };
    let mut tiles = vec![
        share(
            "simulator.tile_d3",
            texts.fill("simulator.tile_d3_unit", &[("span", &span)]),
            |outcomes| &outcomes.d3,
            |difference| &difference.d3,
        ),
        share(
            "simulator.tile_aid",
            texts.get("simulator.tile_aid_unit").to_owned(),
            |outcomes| &outcomes.aid_diverted,
            |difference| &difference.aid_diverted,
        ),
    ];
    let highest = view.threats().flat_map(|(index, _)| {
        [was, a, b].map(|side| side.threats.get(index).map_or(0.0, |threat| threat.end.high))
    });
    let most = highest.fold(0.0, f64::max);
    for (index, name) in view.threats() {
        let ends = [was, a, b].map(|outcomes| outcomes.threats.get(index).map(|t| &t.end));
        if let ([Some(was), Some(a), Some(b)], Some(difference)) =
            (ends, policies.b_less_a.threats.get(index))
        {
            tiles.push(Tile {
                title: texts.fill("simulator.tile_threat", &[("threat", name), ("end", &end)]),
                unit: texts.fill("simulator.tile_threat_unit", &[("unit", &view.scenario.unit)]),
                kind: Kind::Strength,
                most,
                values: [was, a, b],
                difference,
            });
        }
    }
    let survival = share(
        "simulator.tile_survival",
        texts.fill(
            "simulator.tile_survival_unit",
            &[("runs", &super::sentences::runs(view, texts))],
        ),
        |outcomes| &outcomes.survival,
        |difference| &difference.survival,
    );
    tiles.push(Tile { kind: Kind::Runs, ..survival });
    tiles
}

pub(super) fn html(view: &PoliciesView, frame: &Frame) -> Markup {
    let texts = frame.texts;
    html! {
        div class="policy-tiles" {
            @for tile in tiles(view, texts) {
                div class="policy-tile" {
                    h3 { (tile.title) }
                    p class="note" { (tile.unit) }
                    (frame.drawings(
                        |width| column(width).1,
                        &[("phone", column(288.0).1), ("column", column(480.0).1), ("wide", column(720.0).1)],
                        &label(&tile, texts),
                        |width| drawing(&tile, texts, width),
                    ))
                    p class="note paired" { (tile.paired(texts)) }
                }
            }
        }
        p class="note" { (texts.fill("simulator.tiles_note", &[("runs", &super::sentences::runs(view, texts))])) }
    }
}

/// Columns of tiles at a width of the figure, and the width of each.
fn column(width: f64) -> (usize, f64) {
    if width < NARROW { (2, (width - GAP) / 2.0) } else { (3, (width - 2.0 * 2.0 * GAP) / 3.0) }
}

/// All values of a tile in words.
fn label(tile: &Tile<'_>, texts: Texts) -> String {
    let names = [
        texts.get("simulator.as_it_was").to_owned(),
        Policy::A.letter().into(),
        Policy::B.letter().into(),
    ];
    let values = names.iter().zip(tile.values).map(|(name, Spread { value, low, high })| {
        texts.fill(
            "simulator.tile_value",
            &[
                ("name", name),
                ("value", &tile.value(*value, texts)),
                ("low", &tile.value(*low, texts)),
                ("high", &tile.value(*high, texts)),
            ],
        )
    });
    format!("{}: {}", tile.title, values.collect::<Vec<_>>().join("; "))
}

fn drawing(tile: &Tile<'_>, texts: Texts, width: f64) -> Drawing {
    let mut drawing = Drawing::new(width, HEIGHT);
    let x = |value: f64| 7.0 + within(value / tile.most.max(1e-9), 0.0, 1.0) * (width - 14.0);
    let names = [texts.get("simulator.as_it_was"), Policy::A.letter(), Policy::B.letter()];
    let mut y = 13.0;
    for (index, (name, Spread { value, low, high })) in
        names.into_iter().zip(tile.values).enumerate()
    {
        let (class, lane) =
            if index == 0 { ("quiet-text", "was-range") } else { ("t2 bold", "policy-range") };
        drawing.text(0.0, y, Anchor::Start, class, name);
        let class = if index == 0 { "tabular value" } else { "tabular value bold" };
        drawing.text(width, y, Anchor::End, class, &tile.value(*value, texts));
        drawing.line("grid", (0.0, y + 14.0), (width, y + 14.0));
        drawing.line(lane, (x(*low), y + 14.0), (x(*high), y + 14.0));
        if index == 0 {
            drawing.add(
                &html! { circle class="was-mark" cx=(At(x(*value))) cy=(At(y + 14.0)) r="5" {} },
            );
        } else {
            drawing.add(&case_mark(1, x(*value), y + 14.0, 5.0));
        }
        y += ROW;
    }
    drawing
}

/// All tiles as one drawing.
pub(super) fn sheet(view: &PoliciesView, texts: Texts, width: f64) -> Drawing {
    let (columns, wide) = column(width);
    let tiles = tiles(view, texts);
    let mut sheet = Drawing::new(width, 0.0);
    let mut y = 0.0;
    for row in tiles.chunks(columns) {
        let heads: Vec<(Vec<String>, Vec<String>)> = row
            .iter()
            .map(|tile| (wrap(&tile.title, wide, 14.0), wrap(&tile.unit, wide, 12.0)))
            .collect();
        #[allow(clippy::cast_precision_loss, reason = "a few lines")]
        let lines = |of: fn(&(Vec<String>, Vec<String>)) -> usize| {
            heads.iter().map(of).max().unwrap_or(0) as f64
        };
        let (title, unit) = (lines(|head| head.0.len()) * 18.0, lines(|head| head.1.len()) * 15.0);
        let mut x = 0.0;
        for (tile, (titles, units)) in row.iter().zip(&heads) {
            put_lines(&mut sheet, titles, (x, y + 14.0), 18.0, "bold");
            put_lines(&mut sheet, units, (x, y + title + 12.0), 15.0, "small quiet-text");
            let place = format!("translate({} {})", at(x), at(y + title + unit + 8.0));
            let marks = drawing(tile, texts, wide).into_marks();
            sheet.add(&html! { g transform=(place) { (marks) } });
            x += wide + if columns == 2 { GAP } else { 2.0 * GAP };
        }
        y += title + unit + HEIGHT + 20.0;
    }
    sheet.height = y;
    sheet
}

/// Lines of text below each other.
pub(super) fn put_lines(
    drawing: &mut Drawing,
    lines: &[String],
    (x, y): (f64, f64),
    step: f64,
    class: &str,
) {
    let mut y = y;
    for line in lines {
        drawing.text(x, y, Anchor::Start, class, line);
        y += step;
    }
}
