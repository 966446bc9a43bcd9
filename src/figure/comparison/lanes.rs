//! The drawing of one question: a lane a period on a scale from 0 to 1, the
//! reference alliances as ticks below.

use maud::{Markup, html};

use super::sentences::fighting;
use crate::codebook::{Codebook, Dimension, IndicatorKind};
use crate::compare::{ComparedCase, ComparedPhase, Comparison};
use crate::figure::draw::{Anchor, At, Drawing, case_mark, path, second_mark, text_mark, within};
use crate::figure::text::{text_width, wrap};
use crate::membership::Scored;
use crate::texts::{Texts, span};

/// Height of a lane, also the least height of a target.
const PITCH: f64 = 24.0;
/// Below this width the drawing is a phone's.
pub(super) const NARROW: f64 = 500.0;

/// Where values lie across the drawing.
struct Scale {
    from: f64,
    to: f64,
}

impl Scale {
    fn x(&self, value: f64) -> f64 {
        self.from + value * (self.to - self.from)
    }
}

/// A period on the question: what its lane shows.
struct Lane<'a> {
    phase: &'a ComparedPhase,
    score: Scored,
    /// The second coding, where it has a value of its own.
    second: Option<f64>,
    y: f64,
}

/// Draws a question at a width in pixels.
pub(super) fn drawing(
    comparison: &Comparison,
    dimension: Dimension,
    codebook: &Codebook,
    texts: Texts,
    width: f64,
) -> Drawing {
    let narrow = width < NARROW;
    let (gutter, number) = if narrow { (58.0, 40.0) } else { (74.0, 46.0) };
    let scale = Scale { from: gutter + 8.0, to: width - number - 8.0 };
    let own_second =
        codebook.indicators_of(dimension).any(|indicator| indicator.kind == IndicatorKind::Judged);
    let (left, right) =
        (texts.get(&format!("{dimension}.external")), texts.get(&format!("{dimension}.internal")));
    let stacked = narrow && text_width(left, 12.0) + text_width(right, 12.0) + 60.0 > width;
    let top = if stacked { 40.0 } else { 26.0 };
    let lanes: usize = comparison.cases.iter().map(|case| case.phases.len()).sum();
    #[allow(clippy::cast_precision_loss, reason = "a few lanes")]
    let bottom = top + comparison.cases.len() as f64 * 28.0 + lanes as f64 * PITCH + 8.0;
    let has_references = !comparison.references.is_empty();
    let mut drawing =
        Drawing::new(width, if has_references { bottom + 56.0 } else { bottom + 4.0 });

    let floor = if has_references { bottom + 16.0 } else { bottom };
    drawing.rect("quiet", scale.x(0.5), top - 2.0, scale.x(1.0) - scale.x(0.5), floor - top + 2.0);
    for value in [0.0, 0.25, 0.75, 1.0] {
        drawing.line("grid", (scale.x(value), top - 2.0), (scale.x(value), floor));
    }
    drawing.line("half", (scale.x(0.5), top - 2.0), (scale.x(0.5), floor));
    ends(&mut drawing, &scale, texts, (left, right), stacked);

    let mut y = top;
    for (index, case) in comparison.cases.iter().enumerate() {
        drawing.add(&case_mark(index, 6.0, y + 14.0, 5.0));
        let name = case.ally.get(texts.0).label.as_str();
        drawing.text(17.0, y + 18.5, Anchor::Start, &format!("bold halo t{}", index % 4 + 1), name);
        y += 26.0;
        let lanes: Vec<Lane> = case
            .phases
            .iter()
            .enumerate()
            .filter_map(|(row, phase)| {
                let score = phase.verdict.dimension(dimension)?;
                let second = own_second
                    .then(|| super::other(phase, comparison.coder).dimension(dimension))
                    .flatten()
                    .map(|scored| scored.score);
                #[allow(clippy::cast_precision_loss, reason = "a few lanes")]
                Some(Lane { phase, score, second, y: y + (row as f64 + 0.5) * PITCH })
            })
            .collect();
        let points: Vec<(f64, f64)> =
            lanes.iter().map(|lane| (scale.x(lane.score.score), lane.y)).collect();
        for lane in &lanes {
            drawing.add(&tint(index, lane, width));
        }
        for lane in &lanes {
            let (low, high) = (scale.x(lane.score.low), scale.x(lane.score.high));
            drawing.add(&html! {
                rect class=(format!("range r{}", index % 4 + 1)) x=(At(low)) y=(At(lane.y - 2.5)) width=(At(high - low)) height="5" rx="2.5" {}
            });
        }
        drawing
            .add(&html! { path class=(format!("path l{}", index % 4 + 1)) d=(path(&points)) {} });
        if !narrow {
            annotate(&mut drawing, &scale, case, dimension, &lanes, texts);
        }
        for lane in &lanes {
            drawing.add(&self::lane(case, index, dimension, lane, &scale, texts, (width, narrow)));
        }
        #[allow(clippy::cast_precision_loss, reason = "a few lanes")]
        {
            y += case.phases.len() as f64 * PITCH + 2.0;
        }
    }
    if has_references {
        references(&mut drawing, &scale, comparison, dimension, texts, bottom);
    }
    drawing
}

/// What the two ends and the middle of the scale mean, in words.
fn ends(
    drawing: &mut Drawing,
    scale: &Scale,
    texts: Texts,
    (left, right): (&str, &str),
    stacked: bool,
) {
    let (left, right) = (format!("← {left}"), format!("{right} →"));
    if drawing.width < NARROW {
        let width = drawing.width;
        drawing.text(0.0, 14.0, Anchor::Start, "quiet-text small", &left);
        drawing.text(
            width,
            if stacked { 29.0 } else { 14.0 },
            Anchor::End,
            "quiet-text small",
            &right,
        );
    } else {
        drawing.text(scale.from, 14.0, Anchor::Start, "quiet-text small", &left);
        drawing.text(scale.x(0.5), 14.0, Anchor::Middle, "quiet-text small", texts.get("halfway"));
        drawing.text(scale.to, 14.0, Anchor::End, "quiet-text small", &right);
    }
}

/// The ground of a lane: its whole height answers to the pointer.
fn tint(case: usize, lane: &Lane, width: f64) -> Markup {
    html! { rect class=(format!("tint s{}", case % 4 + 1)) x="0" y=(At(lane.y - PITCH / 2.0)) width=(At(width)) height=(At(PITCH)) {} }
}

fn lane(
    case: &ComparedCase,
    index: usize,
    dimension: Dimension,
    lane: &Lane,
    scale: &Scale,
    texts: Texts,
    (width, narrow): (f64, bool),
) -> Markup {
    let Scored { score, low, high } = lane.score;
    let x = scale.x(score);
    let ring = (dimension == Dimension::Response)
        .then(|| fighting(lane.phase))
        .flatten()
        .map(|fighting| scale.x(fighting.score));
    // A ring that would touch the score is left out: it says nothing there.
    let ring = ring.filter(|ring| (ring - x).abs() > 14.0);
    let values = texts.fill(
        "lanes.range",
        &[
            ("score", &texts.degree(score)),
            ("low", &texts.degree(low)),
            ("high", &texts.degree(high)),
        ],
    );
    let room_left = scale.x(low) - scale.from;
    let (values_x, values_anchor) = if room_left > text_width(&values, 12.0) + 12.0 {
        (scale.x(low) - 10.0, Anchor::End)
    } else {
        (scale.x(low).max(scale.from), Anchor::Start)
    };
    let longest = text_width(&values, 12.0);
    let values_x = match values_anchor {
        Anchor::Start => within(values_x, 0.0, scale.to - longest),
        _ => values_x,
    };
    let values_y = if values_anchor == Anchor::End { lane.y + 4.0 } else { lane.y - 5.0 };
    html! {
        g class="lane" data-case=(case.case_id) data-phase=(lane.phase.phase_id) {
            rect class="target" x="0" y=(At(lane.y - PITCH / 2.0)) width=(At(width)) height=(At(PITCH)) {}
            (text_mark(0.0, lane.y + 4.5, Anchor::Start, if narrow { "quiet-text tabular small" } else { "quiet-text tabular" }, &span(lane.phase.from_year, lane.phase.to_year)))
            @if let Some(ring) = ring { circle class="ring" cx=(At(ring)) cy=(At(lane.y)) r="3.8" {} }
            (case_mark(index, x, lane.y, 6.0))
            circle class="chosen" cx=(At(x)) cy=(At(lane.y)) r="10" {}
            @if let Some(second) = lane.second { (second_mark(index, scale.x(second), lane.y)) }
            (text_mark(width, lane.y + 4.5, Anchor::End, "tabular", &texts.degree(score)))
            (text_mark(values_x, values_y, values_anchor, "values bold small tabular halo", &values))
        }
    }
}

/// A remark beside the lane it is about, tied to it by a leader, on the side with more room.
fn annotate(
    drawing: &mut Drawing,
    scale: &Scale,
    case: &ComparedCase,
    dimension: Dimension,
    lanes: &[Lane],
    texts: Texts,
) {
    const GAP: f64 = 20.0;
    const LINE: f64 = 15.0;
    for annotation in case.annotations.iter().filter(|annotation| annotation.dimension == dimension)
    {
        let Some(at) = lanes.iter().position(|lane| lane.phase.phase_id == annotation.phase_id)
        else {
            continue;
        };
        let Some(lane) = lanes.get(at) else { continue };
        let text = match texts.0 {
            crate::Locale::En => &annotation.en,
            crate::Locale::Es => &annotation.es,
        };
        let leftmost =
            |lane: &Lane| scale.x(lane.score.low.min(lane.second.unwrap_or(1.0) - 0.012));
        let rightmost = |lane: &Lane| {
            let fighting = if dimension == Dimension::Response {
                fighting(lane.phase).map_or(0.0, |scored| scored.score)
            } else {
                0.0
            };
            scale.x(lane.score.high.max(lane.second.unwrap_or(0.0) + 0.012).max(fighting + 0.012))
        };
        // Two lines of text reach into the neighbouring lanes.
        let near: Vec<&Lane> =
            lanes.iter().skip(at.saturating_sub(1)).take(if at == 0 { 2 } else { 3 }).collect();
        let left_room = near.iter().map(|lane| leftmost(lane)).fold(f64::INFINITY, f64::min)
            - GAP
            - scale.from
            - 4.0;
        let right_room =
            scale.to - near.iter().map(|lane| rightmost(lane)).fold(0.0, f64::max) - GAP - 4.0;
        let left = left_room >= right_room;
        let room = left_room.max(right_room).min(250.0);
        let wrapped = if room > 90.0 { wrap(text, room, 12.0) } else { continue };
        if wrapped.len() > 3 {
            continue;
        }
        let longest = wrapped.iter().map(|line| text_width(line, 12.0)).fold(0.0, f64::max);
        #[allow(clippy::cast_precision_loss, reason = "three lines")]
        let first = lane.y + 4.0 - (wrapped.len() as f64 - 1.0) * LINE / 2.0;
        let (x, anchor) = if left {
            let end = near.iter().map(|lane| leftmost(lane)).fold(f64::INFINITY, f64::min) - GAP;
            drawing.line("leader", (end + 5.0, lane.y), (leftmost(lane) - 6.0, lane.y));
            (end, Anchor::End)
        } else {
            let start = near.iter().map(|lane| rightmost(lane)).fold(0.0, f64::max) + GAP;
            drawing.line("leader", (rightmost(lane) + 8.0, lane.y), (start - 5.0, lane.y));
            (start.min(scale.to - longest), Anchor::Start)
        };
        for (row, line) in wrapped.iter().enumerate() {
            #[allow(clippy::cast_precision_loss, reason = "three lines")]
            drawing.text(x, first + row as f64 * LINE, anchor, "small halo", line);
        }
    }
}

/// Other alliances as ticks; as many names as fit without touching, the ones that lie furthest apart first.
fn references(
    drawing: &mut Drawing,
    scale: &Scale,
    comparison: &Comparison,
    dimension: Dimension,
    texts: Texts,
    y: f64,
) {
    let narrow = drawing.width < NARROW;
    drawing.text(
        0.0,
        y + 11.0,
        Anchor::Start,
        if narrow { "quiet-text small" } else { "quiet-text" },
        texts.get("lanes.others"),
    );
    let mut values: Vec<(f64, &str)> = comparison
        .references
        .iter()
        .filter_map(|reference| {
            Some((reference.value(dimension)?, reference.label.get(texts.0).as_str()))
        })
        .collect();
    for (value, _) in &values {
        drawing.line("reference", (scale.x(*value), y + 2.0), (scale.x(*value), y + 16.0));
    }
    let wanted = if narrow { 3 } else { 6 };
    let mut placed: [Vec<(f64, f64)>; 2] = [Vec::new(), Vec::new()];
    let mut named: Vec<f64> = Vec::new();
    for _ in 0..wanted {
        let distance = |value: f64| {
            named.iter().map(|other| (other - value).abs()).fold(f64::INFINITY, f64::min)
        };
        let furthest = values.iter().enumerate().max_by(|one, other| {
            distance(one.1.0).total_cmp(&distance(other.1.0)).then(other.0.cmp(&one.0))
        });
        let Some((index, &(value, name))) = furthest else { return };
        values.remove(index);
        let (x, length) = (scale.x(value), text_width(name, 12.0));
        let least = if narrow { 0.0 } else { scale.from - 18.0 };
        let start = within(x - length / 2.0, least, drawing.width - length);
        let free = |row: &[(f64, f64)]| {
            row.iter().all(|(from, to)| start + length + 10.0 < *from || to + 10.0 < start)
        };
        // The leader of a name on the second row must not run through a name on the first.
        let uncovered = placed[0].iter().all(|(from, to)| x < from - 3.0 || x > to + 3.0);
        let row = if free(&placed[0]) {
            0
        } else if free(&placed[1]) && uncovered {
            1
        } else {
            continue;
        };
        named.push(value);
        if let Some(row) = placed.get_mut(row) {
            row.push((start, start + length));
        }
        let offset = if row == 0 { 0.0 } else { 15.0 };
        drawing.line("leader", (x, y + 16.0), (x, y + 20.0 + offset));
        drawing.text(start, y + 31.0 + offset, Anchor::Start, "quiet-text small halo", name);
    }
}
