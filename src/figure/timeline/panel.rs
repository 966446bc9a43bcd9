//! One panel: a scale, the lines of all cases on it, and labels where there is room.

use maud::{Markup, html};

use super::notes::{Note, number_mark};
use super::place::{Area, Place, Taken};
use super::{LEFT, Sheet, values};
use crate::figure::draw::{Anchor, At, Drawing, case_mark, open_mark, path, within};
use crate::figure::text::{text_width, wrap};
use crate::timeline::{Align, SeriesKind, TimelinePoint, TimelineSeries};

const LINE: f64 = 14.0;
/// How wide the lines of a note may be.
const NOTE_ROOMS: [f64; 2] = [190.0, 140.0];

/// Where values and years lie in a panel.
pub(super) struct Plot<'a> {
    sheet: &'a Sheet<'a>,
    kind: SeriesKind,
    top: f64,
    /// The line of zero.
    pub base: f64,
    most: f64,
}

/// A run of years with a value: position, and the ends of its range.
type Run = Vec<(f64, [f64; 3])>;

impl Plot<'_> {
    fn y(&self, value: f64) -> f64 {
        self.base - (self.base - self.top) * (value / self.most).clamp(0.0, 1.0)
    }

    fn series(&self) -> impl Iterator<Item = (usize, &TimelineSeries)> {
        let cases = self.sheet.timeline.cases.iter().enumerate();
        cases.filter_map(|(index, case)| Some((index, case.of_kind(self.kind)?)))
    }

    /// The line of a series, interrupted where nothing is documented.
    fn runs(&self, series: &TimelineSeries) -> Vec<Run> {
        let mut runs: Vec<Run> = vec![Vec::new()];
        for point in &series.points {
            match (point.known(), runs.last_mut()) {
                (Some(known), Some(run)) => {
                    run.push((self.sheet.x(point.at), known.map(|value| self.y(value))));
                }
                _ => runs.push(Vec::new()),
            }
        }
        runs.retain(|run| !run.is_empty());
        runs
    }
}

/// Draws a panel from `top` on. None where a note finds no room.
pub(super) fn draw<'a>(
    sheet: &'a Sheet<'a>,
    kind: SeriesKind,
    top: f64,
    drawing: &mut Drawing,
) -> Option<Plot<'a>> {
    let header = header(sheet, kind, top, drawing);
    let most = sheet.highest(kind);
    if most <= 0.0 {
        return Some(Plot { sheet, kind, top: header, base: header, most: 1.0 });
    }
    let notes: Vec<(usize, &Note)> =
        sheet.notes.iter().enumerate().filter(|(_, note)| note.kind == kind).collect();
    let head = if notes.is_empty() || sheet.is_numbered { 14.0 } else { 36.0 };
    let height = match (kind, sheet.is_numbered) {
        (SeriesKind::Violence, true) => 130.0,
        (_, true) => 114.0,
        (SeriesKind::Violence, false) => 168.0,
        (_, false) => 140.0,
    };
    let steps = steps(most);
    let most = steps.last().copied().unwrap_or(most).max(most);
    let plot = Plot { sheet, kind, top: header + head, base: header + head + height, most };
    grid(&plot, &steps, drawing);
    let mut taken = Taken {
        within: Area { left: LEFT, top: header, right: sheet.width, bottom: plot.base - 2.0 },
        solid: Vec::new(),
        labels: Vec::new(),
        soft: Vec::new(),
    };
    lines(&plot, drawing, &mut taken);
    // Marks before labels, so that no label covers one.
    let mut marks = Vec::new();
    for (index, note) in &notes {
        let (x, y) = (sheet.x(note.at), plot.y(note.value));
        let reach = if sheet.is_numbered { 12.0 } else { 6.0 };
        taken.solid.push(Area::around(x, y, reach, reach));
        marks.push((*index, *note, x, y));
    }
    for (index, note, x, y) in marks {
        if sheet.is_numbered {
            drawing.add(&number_mark(note.case, index + 1, x, y));
        } else {
            label(note, x, y, drawing, &mut taken)?;
            drawing.add(&html! { g class=(format!("hollow l{}", note.case % 4 + 1)) { (open_mark(note.case, x, y, 4.2)) } });
        }
    }
    for (case, _) in plot.series() {
        name(&plot, case, drawing, &mut taken);
    }
    asides(&plot, drawing, &mut taken);
    Some(plot)
}

/// Title, unit, and which cases have no such series; gives where they end.
fn header(sheet: &Sheet, kind: SeriesKind, top: f64, drawing: &mut Drawing) -> f64 {
    let texts = sheet.texts;
    let title = sheet.title(kind);
    let unit = texts.get(&format!("timeline.{kind}_unit"));
    let beside = text_width(&title, 15.0) * 1.05 + 10.0;
    let mut y = top + 15.0;
    let is_beside = beside + text_width(unit, 12.0) <= sheet.width;
    drawing.add(&html! {
        text x="0" y=(At(y)) {
            tspan class="bold panel-title" { (title) }
            @if is_beside { tspan class="quiet-text small" dx="10" { (unit) } }
        }
    });
    for line in wrap(unit, sheet.width, 12.0).iter().filter(|_| !is_beside) {
        y += 16.0;
        drawing.text(0.0, y, Anchor::Start, "quiet-text small", line);
    }
    let lacking = sheet.timeline.cases.iter().filter(|case| case.of_kind(kind).is_none());
    let lacking = super::sentences::allies(lacking, texts);
    if !lacking.is_empty() {
        let said = texts.fill("timeline.missing", &[("allies", &lacking)]);
        for line in wrap(&said, sheet.width, 12.0) {
            y += 16.0;
            drawing.text(0.0, y, Anchor::Start, "small", &line);
        }
    }
    y + 8.0
}

fn grid(plot: &Plot, steps: &[f64], drawing: &mut Drawing) {
    let sheet = plot.sheet;
    let decimals = match steps.get(1) {
        Some(step) if *step < 0.1 => 2,
        Some(step) if *step < 1.0 => 1,
        _ => 0,
    };
    for value in steps {
        let y = plot.y(*value);
        let class = if *value <= 0.0 { "axis" } else { "grid" };
        drawing.line(class, (LEFT, y), (sheet.right(), y));
        let text = sheet.texts.number(*value, decimals);
        drawing.text(LEFT - 6.0, y + 4.0, Anchor::End, "quiet-text small tabular", &text);
    }
    if let Some(halfway) = halfway(plot) {
        drawing.line("half", (LEFT, plot.y(halfway)), (sheet.right(), plot.y(halfway)));
    }
}

fn halfway(plot: &Plot) -> Option<f64> {
    plot.sheet
        .timeline
        .halfway
        .filter(|value| plot.kind == SeriesKind::Overlap && *value <= plot.most)
}

/// 0 and round steps up to the highest value, or to a little above it.
fn steps(most: f64) -> Vec<f64> {
    let mut step = 1e-6;
    for factor in [2.0, 2.5, 2.0].iter().cycle().take(60) {
        let next = step * factor;
        if most < 2.0 * next {
            break;
        }
        step = next;
    }
    let mut steps = Vec::new();
    let mut count = 0.0;
    while count * step <= most * 1.1 && count < 12.0 {
        steps.push(count * step);
        count += 1.0;
    }
    steps
}

/// Ranges, then lines, rings and end marks.
fn lines(plot: &Plot, drawing: &mut Drawing, taken: &mut Taken) {
    let class = |letter: &str, case: usize| format!("{letter}{}", case % 4 + 1);
    for (case, series) in plot.series() {
        for run in
            plot.runs(series).iter().filter(|run| run.iter().any(|(_, [low, _, high])| low != high))
        {
            let upper = run.iter().map(|(x, [_, _, high])| (*x, *high));
            let lower = run.iter().rev().map(|(x, [low, ..])| (*x, *low));
            let outline: Vec<(f64, f64)> = upper.chain(lower).collect();
            drawing.add(&html! { path class=(format!("shade {}", class("r", case))) d=(format!("{}Z", path(&outline))) {} });
            for pair in run.windows(2) {
                let &[(x, [low, _, high]), (to, [to_low, _, to_high])] = pair else { continue };
                taken.soft.push(Area {
                    left: x,
                    right: to,
                    top: high.min(to_high),
                    bottom: low.max(to_low),
                });
            }
        }
    }
    for (case, series) in plot.series() {
        let runs = plot.runs(series);
        for run in &runs {
            let points: Vec<(f64, f64)> = run.iter().map(|(x, [_, y, _])| (*x, *y)).collect();
            taken.add_line(&points);
            if let [(x, y)] = points.as_slice() {
                drawing.add(
                    &html! { circle class=(class("c", case)) cx=(At(*x)) cy=(At(*y)) r="2" {} },
                );
            } else {
                drawing.add(&html! { path class=(format!("series {}", class("l", case))) d=(path(&points)) {} });
            }
        }
        for point in series.points.iter().filter(|point| point.value.is_none()) {
            // Above the rings of earlier cases.
            let below = plot.series().take_while(|(other, _)| *other < case);
            let is_ring =
                |point_of: &&TimelinePoint| point_of.at == point.at && point_of.value.is_none();
            let below =
                below.filter(|(_, other)| other.points.iter().any(|point| is_ring(&point))).count();
            #[allow(clippy::cast_precision_loss, reason = "a handful of cases")]
            let (x, y) = (plot.sheet.x(point.at), plot.base - 5.0 - 6.0 * below as f64);
            drawing.add(&html! { circle class=(format!("gap {}", class("l", case))) cx=(At(x)) cy=(At(y)) r="2.4" {} });
            taken.solid.push(Area::around(x, y, 4.0, 4.0));
        }
        if let Some((x, [_, y, _])) = runs.last().and_then(|run| run.last()) {
            drawing.add(&case_mark(case, *x, *y, 4.2));
            taken.solid.push(Area::around(*x, *y, 7.0, 7.0));
        }
    }
}

/// The name of a case at its line: best at its end; none where it has no room, since the key says it too.
fn name(plot: &Plot, case: usize, drawing: &mut Drawing, taken: &mut Taken) {
    let sheet = plot.sheet;
    let Some(found) = sheet.timeline.cases.get(case) else { return };
    let Some(series) = found.of_kind(plot.kind) else { return };
    let text = values::label(found, sheet.texts).to_owned();
    let half = text_width(&text, 13.0) * 1.05 / 2.0;
    let points: Vec<(f64, f64)> =
        plot.runs(series).iter().flatten().map(|(x, [_, y, _])| (*x, *y)).collect();
    let Some(&(end, last)) = points.last() else { return };
    let place = |x: f64, y: f64, distance: f64| Place {
        area: Area::around(x, y, half, 7.5),
        anchor: Anchor::Middle,
        lines: vec![text.clone()],
        distance,
        leader: Vec::new(),
    };
    let beside = std::iter::once(place(end + half + 10.0, last, 0.0));
    let along = points.iter().flat_map(|&(x, y)| {
        let x = within(x, LEFT + half, sheet.right() - half);
        let far = (end - x).abs() * 0.08;
        (0..6).map(f64::from).flat_map(move |step| {
            let away = 14.0 + 5.0 * step;
            [(x, y - away, far + away), (x, y + away, far + away + 4.0)]
        })
    });
    let along = along.map(|(x, y, distance)| place(x, y, distance));
    if let Some(place) = taken.take(beside.chain(along)) {
        write(&place, &format!("bold t{} halo", case % 4 + 1), drawing);
    }
}

/// A note with a line to its mark.
fn label(note: &Note, x: f64, y: f64, drawing: &mut Drawing, taken: &mut Taken) -> Option<()> {
    let text = &note.text;
    let mut places = Vec::new();
    for room in NOTE_ROOMS {
        let lines = wrap(text, room, 12.0);
        let wide = lines.iter().map(|line| text_width(line, 12.0)).fold(0.0, f64::max);
        #[allow(clippy::cast_precision_loss, reason = "a few lines")]
        let half = lines.len() as f64 * LINE / 2.0;
        for step in 0..30_i32 {
            for way in [-1.0, 1.0] {
                let away = 12.0 + 5.0 * f64::from(step);
                let middle = y + way * away;
                let bend = Area {
                    left: x - 1.0,
                    right: x + 1.0,
                    top: y.min(middle),
                    bottom: y.max(middle),
                };
                let distance = away + if way > 0.0 { 8.0 } else { 0.0 } + (190.0 - room) * 0.2;
                for (anchor, left) in [(Anchor::End, x - 10.0 - wide), (Anchor::Start, x + 10.0)] {
                    places.push(Place {
                        area: Area {
                            left,
                            right: left + wide,
                            top: middle - half,
                            bottom: middle + half,
                        },
                        anchor,
                        lines: lines.clone(),
                        distance,
                        leader: vec![bend],
                    });
                }
            }
        }
    }
    let place = taken.take(places.into_iter())?;
    let middle = f64::midpoint(place.area.top, place.area.bottom);
    let edge = if place.anchor == Anchor::End { x - 7.0 } else { x + 7.0 };
    drawing.add(&html! { path class="leader" d=(path(&[(x, y), (x, middle), (edge, middle)])) {} });
    write(&place, "small halo", drawing);
    Some(())
}

/// What helps to read: where halfway is, and until when counts are rough. Dropped where there is no room.
fn asides(plot: &Plot, drawing: &mut Drawing, taken: &mut Taken) {
    let sheet = plot.sheet;
    let place = |text: &str, x: f64, y: f64, distance: f64| Place {
        area: Area::around(x, y, text_width(text, 12.0) / 2.0, 7.0),
        anchor: Anchor::Middle,
        lines: vec![text.to_owned()],
        distance,
        leader: Vec::new(),
    };
    if let Some(halfway) = halfway(plot) {
        let text = sheet.texts.get("timeline.halfway");
        let half = text_width(text, 12.0) / 2.0;
        let (from, to) = (LEFT + half + 4.0, sheet.right() - half - 2.0);
        let y = plot.y(halfway) - 8.0;
        let places = (0..=24).map(|step| from + (to - from) * f64::from(step) / 24.0);
        if let Some(place) = taken.take(places.map(|x| place(text, x, y, (x - from).min(to - x)))) {
            write(&place, "quiet-text small halo", drawing);
        }
    }
    for (_, series) in plot.series().filter(|_| !sheet.is_numbered) {
        let Some(year) = series.rough_before else { continue };
        let mut rough = series.points.iter().filter(|point| point.year < year);
        let (Some(first), Some(last)) = (rough.next(), rough.next_back()) else { continue };
        let text = sheet.texts.fill("timeline.rough", &[("year", &year.to_string())]);
        let half = text_width(&text, 12.0) / 2.0;
        let middle = f64::midpoint(sheet.x(first.at), sheet.x(last.at));
        let x = within(middle, LEFT + half, sheet.right() - half);
        let places = (0..12).map(f64::from).map(|step| {
            let y = plot.base - 12.0 - 6.0 * step;
            place(&text, x, y, 6.0 * step)
        });
        if let Some(place) = taken.take(places) {
            write(&place, "quiet-text small halo", drawing);
        }
    }
}

fn write(place: &Place, class: &str, drawing: &mut Drawing) {
    let (x, mut y) = place.origin();
    for line in &place.lines {
        drawing.text(x, y, place.anchor, class, line);
        y += LINE;
    }
}

/// The years below the last panel; gives where they end.
pub(super) fn axis(sheet: &Sheet, base: f64, drawing: &mut Drawing) -> f64 {
    let (timeline, texts) = (sheet.timeline, sheet.texts);
    let y = base + 20.0;
    let room = |step: &i32| f64::from(*step) * sheet.step() >= 44.0;
    let step = [1, 2, 4, 5, 10, 20, 50].into_iter().find(room);
    let step = step.unwrap_or(100);
    let is_age = timeline.align == Align::AllianceYear;
    for at in timeline.from..=timeline.to {
        let is_first = is_age && at == 1;
        let is_apart = !is_age || f64::from(at - 1) * sheet.step() >= 24.0;
        if (at % step == 0 && is_apart) || is_first {
            let text = at.to_string();
            let half = text_width(&text, 12.0) / 2.0;
            let x = within(sheet.x(at), half, sheet.width - half);
            drawing.text(x, y, Anchor::Middle, "quiet-text small tabular", &text);
        }
    }
    if !is_age {
        return y + 6.0;
    }
    let starts: Vec<String> = timeline
        .cases
        .iter()
        .map(|case| {
            let places = [
                ("year", case.from_year.to_string()),
                ("ally", super::sentences::ally(case, texts).to_owned()),
            ];
            texts.fill(
                "timeline.axis_start",
                &places.each_ref().map(|(name, value)| (*name, value.as_str())),
            )
        })
        .collect();
    let said = texts.fill("timeline.axis", &[("starts", &starts.join(", "))]);
    let mut end = y;
    for line in wrap(&said, sheet.width, 12.0) {
        end += 16.0;
        drawing.text(sheet.right(), end, Anchor::End, "quiet-text small", &line);
    }
    end + 6.0
}

/// A line through all panels at each place of the axis with the values there, shown where a reader chooses it.
pub(super) fn moments(sheet: &Sheet, plots: &[Plot], height: f64) -> Markup {
    let timeline = sheet.timeline;
    let half = sheet.step() / 2.0;
    html! {
        @for at in timeline.from..=timeline.to {
            @let x = sheet.x(at);
            g class="moment" data-at=(at) {
                rect class="target" x=(At(x - half)) y="0" width=(At(2.0 * half)) height=(At(height)) {}
                @for plot in plots {
                    line class="moment-line" x1=(At(x)) y1=(At(plot.top)) x2=(At(x)) y2=(At(plot.base)) {}
                    @for (case, series) in plot.series() {
                        @if let Some([_, value, _]) = series.points.iter().find(|point| point.at == at).and_then(TimelinePoint::known) {
                            (case_mark(case, x, plot.y(value), 4.2))
                        }
                    }
                }
            }
        }
    }
}
