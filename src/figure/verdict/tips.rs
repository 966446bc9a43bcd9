//! Which answers would change the type: of each the value now, and where the type changes.

use super::OwnVerdict;
use crate::codebook::Codebook;
use crate::figure::draw::{Anchor, Drawing, case_mark};
use crate::figure::text::{text_width, wrap};
use crate::texts::Texts;
use crate::typology::AllianceType;

/// How many single answers are drawn.
const SHOWN: usize = 5;
/// Two neighbouring levels lie this far apart.
const LEVEL: f64 = 0.2;
/// Room for what rounding leaves.
const SLACK: f64 = 1e-9;
const LINE: f64 = 16.0;

/// An answer on its way to another type.
pub(super) struct Tip<'a> {
    id: &'a str,
    name: String,
    score: f64,
    boundary: f64,
}

/// The answers that would change the type, each alone or all together.
pub(super) struct Tips<'a> {
    pub title: String,
    pub note: String,
    pub rows: Vec<Tip<'a>>,
    asked: Option<&'a str>,
}

/// Name of an indicator; its id where the codebook has none.
pub(super) fn indicator(id: &str, codebook: &Codebook, texts: Texts) -> String {
    codebook.indicator(id).map_or(id, |indicator| indicator.text(texts.0).name.as_str()).to_owned()
}

impl<'a> Tips<'a> {
    pub fn of(own: &OwnVerdict<'a>, codebook: &Codebook, texts: Texts) -> Self {
        let (title, note, rows) =
            if own.verdict.placement.alliance_type == AllianceType::Undetermined {
                ("classifier.tipping", texts.get("classifier.tipping_open").to_owned(), Vec::new())
            } else {
                single(own, codebook, texts)
                    .or_else(|| together(own, codebook, texts))
                    .unwrap_or_else(|| {
                        let note = texts.get("classifier.tipping_fixed").to_owned();
                        ("classifier.tipping", note, Vec::new())
                    })
            };
        Self { title: texts.get(title).to_owned(), note, rows, asked: own.asked }
    }

    pub fn drawing(&self, texts: Texts, width: f64) -> Drawing {
        let x = |value: f64| 6.0 + value * (width - 12.0);
        let mut drawing = Drawing::new(width, 0.0);
        let mut y = 0.0;
        for tip in &self.rows {
            let class = if self.asked == Some(tip.id) { "bold" } else { "" };
            let numbers = tip.numbers(texts);
            let room = width - text_width(&numbers, 13.0) - 12.0;
            drawing.text(width, y + 14.0, Anchor::End, &format!("tabular {class}"), &numbers);
            for line in wrap(&tip.name, room.max(120.0), 13.0) {
                drawing.text(0.0, y + 14.0, Anchor::Start, class, &line);
                y += LINE;
            }
            let middle = y + 12.0;
            drawing.line("tip-scale", (x(0.0), middle), (x(1.0), middle));
            drawing.line("tip-way", (x(tip.score), middle), (x(tip.boundary), middle));
            drawing.line(
                "tip-at",
                (x(tip.boundary), middle - 7.0),
                (x(tip.boundary), middle + 7.0),
            );
            drawing.add(&case_mark(0, x(tip.score), middle, 5.5));
            y += 30.0;
        }
        drawing.height = y + 4.0;
        drawing
    }

    /// What the drawing shows, for a reader who hears it.
    pub fn label(&self, texts: Texts) -> String {
        let tips = self.rows.iter().map(|tip| format!("{}: {}.", tip.name, tip.numbers(texts)));
        tips.collect::<Vec<_>>().join(" ")
    }
}

impl Tip<'_> {
    fn numbers(&self, texts: Texts) -> String {
        format!("{} → {}", texts.degree(self.score), texts.degree(self.boundary))
    }

    fn distance(&self) -> f64 {
        (self.score - self.boundary).abs()
    }
}

type Content<'a> = (&'static str, String, Vec<Tip<'a>>);

/// Answers that would each change the type alone, the nearest first.
fn single<'a>(own: &OwnVerdict<'a>, codebook: &Codebook, texts: Texts) -> Option<Content<'a>> {
    let points = own.verdict.tipping_points.iter();
    let mut rows: Vec<Tip<'a>> = points
        .filter_map(|point| {
            let id = point.indicator_id.as_str();
            let name = indicator(id, codebook, texts);
            Some(Tip { id, name, score: point.score?, boundary: point.boundary? })
        })
        .collect();
    // As far as a reader sees; of equals the one that is asked for comes first.
    let place = |tip: &Tip<'_>| (tip.distance() * 100.0).round();
    rows.sort_by(|one, other| {
        let asked = |tip: &Tip<'_>| own.asked != Some(tip.id);
        place(one).total_cmp(&place(other)).then(asked(one).cmp(&asked(other)))
    });
    let mut ids: Vec<&str> = Vec::new();
    for tip in rows.iter().filter(|tip| tip.distance() <= LEVEL + SLACK) {
        if !ids.contains(&tip.id) {
            ids.push(tip.id);
        }
    }
    let key = match ids.len() {
        0 => "classifier.tipping_far",
        1 => "classifier.tipping_one",
        _ => "classifier.tipping_several",
    };
    let count = number(ids.len(), texts);
    let level = texts.tenth(LEVEL);
    let near = texts.fill(key, &[("count", &count), ("level", &level)]);
    let mut note = format!("{near} {}", texts.get("classifier.tipping_key"));
    if rows.len() > SHOWN {
        note = format!("{note} {}", texts.get("classifier.tipping_more"));
    }
    rows.truncate(SHOWN);
    (!rows.is_empty()).then_some(("classifier.tipping", note, rows))
}

/// The fewest answers that change the type together.
fn together<'a>(own: &OwnVerdict<'a>, codebook: &Codebook, texts: Texts) -> Option<Content<'a>> {
    let change = own.verdict.smallest_change.as_ref()?;
    let rows: Vec<Tip<'a>> = change
        .moves
        .iter()
        .map(|step| Tip {
            id: &step.indicator_id,
            name: indicator(&step.indicator_id, codebook, texts),
            score: step.score,
            boundary: step.boundary,
        })
        .collect();
    let count = number(rows.len(), texts);
    let becomes = texts.get(&format!("type.{}", change.alliance_type));
    let places = [("count", count.as_str()), ("type", becomes)];
    let note = texts.fill("classifier.tipping_together", &places);
    let key = texts.get("classifier.tipping_key");
    Some(("classifier.tipping_none", format!("{note} {key}"), rows))
}

/// A count in words, as far as there are any.
fn number(count: usize, texts: Texts) -> String {
    let words = texts.get("classifier.numbers").split(' ');
    let word = count.checked_sub(1).and_then(|place| words.clone().nth(place));
    word.map_or_else(|| count.to_string(), str::to_owned)
}
