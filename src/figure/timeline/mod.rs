//! The figure "over time": violence, aid and overlap of two or more cases, each on one scale.

mod notes;
mod panel;
mod place;
mod sentences;
mod values;

use maud::{Markup, html};

use super::draw::{Anchor, Drawing, Role, at, case_mark};
use super::text::text_width;
use super::{Figure, Frame, Part, STATIC_WIDTHS, TIMELINE_STYLE, data, stack};
use crate::codebook::Locale;
use crate::error::Error;
use crate::table::{from_json, row};
use crate::texts::Texts;
use crate::timeline::{Align, SeriesKind, Timeline, TimelineCase, TimelineSeries};
use notes::Note;

/// Classes of the drawings in a figure that is not redrawn.
const STATIC_CLASSES: [&str; 3] = ["drawing phone", "drawing column", "drawing wide"];
/// Where the scale begins: to the left of it stand its numbers.
const LEFT: f64 = 32.0;
/// Below this width events are numbers on the marks and a list below.
const NARROW: f64 = 600.0;

row! {
    /// How a timeline is to be drawn.
    #[derive(Default)]
    #[cfg_attr(feature = "types", ts(optional_fields))]
    TimelineOptions in "options" {
        /// Language of words and numbers. Default: English.
        locale: Option<Locale>,
        /// Width of the container in pixels, 240-4000. Without it the figure carries drawings
        /// for phone, column and wide, and needs no script to fit.
        width: Option<f64>,
        /// The panels, from top to bottom. Default: all of them.
        panels: Option<Vec<SeriesKind>>,
    }
}

impl TimelineOptions {
    /// Reads options from JSON.
    ///
    /// # Errors
    /// [`Error::Json`] or [`Error::Field`] with the path of the field.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        from_json(text)
    }
}

/// A drawing of one width under way.
struct Sheet<'a> {
    timeline: &'a Timeline,
    kinds: &'a [SeriesKind],
    notes: &'a [Note],
    texts: Texts,
    width: f64,
    /// Whether events are numbers on the marks.
    is_numbered: bool,
}

impl Sheet<'_> {
    fn right(&self) -> f64 {
        self.width - 10.0
    }

    /// The distance of two years.
    fn step(&self) -> f64 {
        let years = (self.timeline.to - self.timeline.from).max(1);
        (self.right() - LEFT) / f64::from(years)
    }

    fn x(&self, at: i32) -> f64 {
        LEFT + f64::from(at - self.timeline.from) * self.step()
    }

    /// The highest estimate of a kind among all cases: they share one scale.
    fn highest(&self, kind: SeriesKind) -> f64 {
        let series = self.timeline.cases.iter().filter_map(|case| case.of_kind(kind));
        let points = series.flat_map(|series| &series.points);
        points.filter_map(|point| Some(point.known()?[2])).fold(0.0, f64::max)
    }

    fn title(&self, kind: SeriesKind) -> String {
        title(self.timeline, kind, self.texts)
    }

    /// The drawing; none where an event finds no room beside its mark.
    fn draw(&self, has_moments: bool) -> Option<Drawing> {
        let mut drawing = Drawing::new(self.width, 0.0);
        let mut plots = Vec::new();
        let mut top = 0.0;
        for &kind in self.kinds {
            let plot = panel::draw(self, kind, top, &mut drawing)?;
            top = plot.base + 24.0;
            plots.push(plot);
        }
        let base = plots.last().map_or(0.0, |plot| plot.base);
        drawing.height = panel::axis(self, base, &mut drawing);
        if has_moments {
            drawing.add(&panel::moments(self, &plots, drawing.height));
        }
        Some(drawing)
    }
}

/// The cases that have a series of a kind, where it is shown.
fn shown_kinds<'a>(
    kinds: &[SeriesKind],
    kind: SeriesKind,
    timeline: &'a Timeline,
) -> impl Iterator<Item = (&'a TimelineCase, &'a TimelineSeries)> {
    let is_shown = kinds.contains(&kind);
    let cases = timeline.cases.iter().filter(move |_| is_shown);
    cases.filter_map(move |case| Some((case, case.of_kind(kind)?)))
}

/// Names the patron where all cases have the same.
fn title(timeline: &Timeline, kind: SeriesKind, texts: Texts) -> String {
    let mut patrons =
        timeline.cases.iter().map(|case| case.patron.get(texts.0).in_sentence.as_str());
    match (kind, patrons.next()) {
        (SeriesKind::Aid, Some(patron)) if patrons.all(|other| other == patron) => {
            texts.fill("timeline.aid", &[("patron", patron)])
        }
        (SeriesKind::Aid, _) => texts.get("timeline.aid_any").to_owned(),
        _ => texts.get(&format!("timeline.{kind}")).to_owned(),
    }
}

pub(super) fn figure(timeline: &Timeline, options: &TimelineOptions, frame: &Frame) -> Figure {
    let texts = frame.texts;
    let kinds: Vec<SeriesKind> = match options.panels.as_deref() {
        None | Some([]) => SeriesKind::ALL.to_vec(),
        Some(wanted) => wanted.to_vec(),
    };
    let notes = notes::notes(timeline, &kinds, texts);
    let passing = sentences::passing(timeline).filter(|_| kinds.contains(&SeriesKind::Violence));
    let finding = sentences::headline(timeline, passing.as_ref(), texts);
    let deck = sentences::deck(timeline, &kinds, passing.as_ref(), texts);
    let head = html! { div class="head" { h2 { (finding) } @if !deck.is_empty() { p class="deck" { (deck) } } } };
    let has_ring = kinds.iter().flat_map(|kind| shown_kinds(&kinds, *kind, timeline));
    let has_ring =
        has_ring.flat_map(|(_, series)| &series.points).any(|point| point.value.is_none());
    let sheet = |width: f64, is_numbered: bool| Sheet {
        timeline,
        kinds: &kinds,
        notes: &notes,
        texts,
        width,
        is_numbered,
    };
    // Whether events stand beside their marks depends on the room that there is.
    let drawn = |width: f64, has_moments: bool| {
        let beside = (width >= NARROW).then(|| sheet(width, false).draw(has_moments)).flatten();
        match beside {
            Some(drawing) => (drawing, false),
            None => (
                sheet(width, true).draw(has_moments).unwrap_or_else(|| Drawing::new(width, 0.0)),
                true,
            ),
        }
    };
    let has_moments = frame.width.is_some();
    let wanted = match frame.width {
        Some(width) => vec![("drawing", width)],
        None => STATIC_CLASSES.into_iter().zip(STATIC_WIDTHS).collect(),
    };
    let mut numbered = 0;
    let mut pictures = Markup::default();
    for &(class, width) in &wanted {
        let (drawing, is_numbered) = drawn(width, has_moments);
        numbered += usize::from(is_numbered);
        pictures.0.push_str(&drawing.finish(class, &Role::image(&finding)).0);
    }
    let mut parts = vec![
        Part::new("head", &head),
        Part::new("key", &notes::key(timeline, has_ring, texts)),
        Part::new("drawing", &pictures),
    ];
    if numbered > 0 && !notes.is_empty() {
        // The widest drawing may do without the list below.
        let class = if numbered == wanted.len() { "notes" } else { "notes narrow" };
        parts.push(Part::new("notes", &notes::list(&notes, class)));
    }
    for year in timeline.from..=timeline.to {
        let reading = reading(timeline, &kinds, year, texts);
        parts.push(Part::new(format!("at:{year}"), &reading));
    }
    let has_unread = notes.iter().any(|note| !note.is_checked);
    let caption = sentences::caption(timeline, &kinds, has_unread, texts);
    parts.push(Part::new(
        "caption",
        &html! { figcaption { @for paragraph in &caption { p { (paragraph) } } } },
    ));
    let whole = frame.width.unwrap_or_default().max(STATIC_WIDTHS[2]);
    let source = caption.last().map_or("", String::as_str);
    let panels = vec![(String::new(), with_key(drawn(whole, false).0, timeline, texts))];
    let alone = stack(panels, &finding, source, TIMELINE_STYLE);
    Figure::new(finding, &caption, &table(timeline, &kinds, texts), Some(alone), parts)
}

/// The values of one year in words.
fn reading(timeline: &Timeline, kinds: &[SeriesKind], at: i32, texts: Texts) -> Markup {
    html! {
        div class="readings" {
            p { b class="tabular" { (values::place(timeline, at, texts)) } }
            ul { @for kind in kinds { li { (title(timeline, *kind, texts)) ": " (values::all(timeline, *kind, at, texts)) } } }
        }
    }
}

/// The drawing below the marks of its cases.
fn with_key(drawing: Drawing, timeline: &Timeline, texts: Texts) -> Drawing {
    const KEY: f64 = 22.0;
    let mut whole = Drawing::new(drawing.width, KEY + drawing.height);
    let mut x = 6.0;
    for (index, case) in timeline.cases.iter().enumerate() {
        let name = values::label(case, texts);
        whole.add(&case_mark(index, x, 5.0, 5.0));
        whole.text(x + 12.0, 9.5, Anchor::Start, "", name);
        x += text_width(name, 13.0) + 36.0;
    }
    let place = format!("translate(0 {})", at(KEY));
    whole.add(&html! { g transform=(place) { (drawing.into_marks()) } });
    whole
}

/// Every value of the drawing.
fn table(timeline: &Timeline, kinds: &[SeriesKind], texts: Texts) -> Markup {
    let title = texts.get("timeline.table_caption");
    let first = match timeline.align {
        Align::Calendar => "timeline.table_year",
        Align::AllianceYear => "timeline.table_age",
    };
    let columns: Vec<(SeriesKind, &TimelineCase, &TimelineSeries)> = kinds
        .iter()
        .flat_map(|kind| {
            shown_kinds(kinds, *kind, timeline).map(|(case, series)| (*kind, case, series))
        })
        .collect();
    let tables = html! {
        table {
            caption { (title) }
            thead { tr {
                th scope="col" { (texts.get(first)) }
                @for (kind, case, _) in &columns { th scope="col" { (self::title(timeline, *kind, texts)) ", " (values::label(case, texts)) } }
            } }
            tbody {
                @for at in timeline.from..=timeline.to {
                    tr {
                        th scope="row" { (at) }
                        @for (kind, _, series) in &columns {
                            td { @if let Some(point) = series.points.iter().find(|point| point.at == at) { (values::short(*kind, point, texts)) } @else { "–" } }
                        }
                    }
                }
            }
        }
    };
    data(title, &tables, texts)
}
