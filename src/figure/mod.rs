//! Figures: pure functions from a result to a drawing, a caption, a one-sentence
//! finding and a data table. Browser, Node, command line and print show the same ones.

mod answers;
mod comparison;
mod conduct;
mod draw;
mod policies;
mod text;
mod timeline;
mod verdict;

use std::collections::BTreeMap;

use maud::{Markup, PreEscaped, html};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use crate::codebook::{Codebook, Dimension, Locale};
use crate::compare::Comparison;
use crate::conduct::Conduct;
use crate::error::Error;
use crate::table::{from_json, row};
use crate::texts::Texts;
use draw::{Drawing, Role};
pub use policies::{
    MovedLever, PoliciesView, ScenarioNames, SceneAgency, SceneThreat, SceneView,
    step as policy_step,
};
pub use timeline::TimelineOptions;
pub use verdict::OwnVerdict;

/// The style sheet of every figure. All of its selectors begin with `.alliance-figure`.
pub const STYLE: &str = concat!(
    include_str!("style.css"),
    include_str!("cases.css"),
    include_str!("timeline/timeline.css"),
    include_str!("verdict/verdict.css"),
    include_str!("policies/policies.css")
);
/// The style sheet of comparisons and conduct.
pub const CASES_STYLE: &str = concat!(include_str!("style.css"), include_str!("cases.css"));
/// The style sheet of timelines.
pub const TIMELINE_STYLE: &str =
    concat!(include_str!("style.css"), include_str!("timeline/timeline.css"));
/// The style sheet of verdicts.
pub const VERDICT_STYLE: &str =
    concat!(include_str!("style.css"), include_str!("verdict/verdict.css"));
/// The style sheet of simulated policies.
pub const POLICIES_STYLE: &str =
    concat!(include_str!("style.css"), include_str!("policies/policies.css"));

/// What figures in pages need besides [`STYLE`]: an element will take their place.
pub const PAGE_STYLE: &str = include_str!("page.css");

/// Widths in pixels of the drawings in a figure that is not redrawn: phone, column, wide.
pub const STATIC_WIDTHS: [f64; 3] = [288.0, 480.0, 720.0];

const LEAST_WIDTH: f64 = 240.0;
const MOST_WIDTH: f64 = 4000.0;

row! {
    /// How a figure is to be drawn.
    #[derive(Default)]
    #[cfg_attr(feature = "types", ts(optional_fields))]
    FigureOptions in "options" {
        /// Language of words and numbers. Default: English.
        locale: Option<Locale>,
        /// Width of the container in pixels, 240-4000. Without it the figure carries drawings
        /// for phone, column and wide, and needs no script to fit.
        width: Option<f64>,
        /// The question whose answers are shown: for the answers figure.
        dimension: Option<Dimension>,
        /// The chosen phase by case: for the comparison figure.
        phases: Option<BTreeMap<String, String>>,
        /// The chosen agency and threat: for the conduct figure.
        cell: Option<ChosenCell>,
        /// Where disputes go: an `https:` or `mailto:` address; `{entry}` stands for the entry.
        corrections: Option<String>,
    }
}

row! {
    /// A cell of the matrix of agencies and threats.
    ChosenCell in "cell" {
        /// The agency.
        agency_id: String,
        /// The threat.
        threat_id: String,
    }
}

impl FigureOptions {
    /// Reads options from JSON.
    ///
    /// # Errors
    /// [`Error::Json`] or [`Error::Field`] with the path of the field.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        from_json(text)
    }
}

/// A figure: the same numbers as drawing, sentence, caption and table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Figure {
    /// What it shows, true without the drawing.
    pub finding: String,
    /// How to read it, and where it comes from: plain text.
    pub caption: String,
    /// Every number of the drawing: HTML.
    pub table: String,
    /// One drawing of the whole figure, complete with its style: SVG. None for a figure in words.
    pub svg: Option<String>,
    /// The figure in the order of reading: HTML, in parts that a page may interleave with controls.
    pub parts: Vec<Part>,
    /// The whole figure with its table as one piece of HTML, for pages without scripts. It needs [`STYLE`].
    pub html: String,
}

/// A part of a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Part {
    /// `head`, `case:<case>`, `phase:<case>`, `key`, `D1` … `D4`, `matrix`, `pairs`, `evidence`, `strip`, `events`, `key`, `drawing`,
    /// `notes`, `at:<year>`, `lanes`, `tipping`, `nearest`, `tiles`, `changes`, `efforts`, `strengths`, `wrong`, `scene`, `words`,
    /// `caption`.
    pub id: String,
    /// HTML without active content.
    pub html: String,
}

impl Part {
    fn new(id: impl Into<String>, html: &Markup) -> Self {
        Self { id: id.into(), html: html.0.clone() }
    }
}

impl Figure {
    /// A figure from its parts, in the order of reading.
    fn new(
        finding: String,
        caption: &[String],
        table: &Markup,
        svg: Option<String>,
        parts: Vec<Part>,
    ) -> Self {
        let html = whole(&finding, &parts, table).into_string();
        Self { finding, caption: caption.join(" "), table: table.0.clone(), svg, parts, html }
    }
}

/// All parts and the table; the cases side by side, each with its chosen phase.
fn whole(finding: &str, parts: &[Part], table: &Markup) -> Markup {
    let of_case = |part: &Part, prefix: &str| part.id.strip_prefix(prefix).map(str::to_owned);
    let cases: Vec<(&Part, Option<&Part>)> = parts
        .iter()
        .filter_map(|part| {
            let case = of_case(part, "case:")?;
            Some((
                part,
                parts.iter().find(|other| of_case(other, "phase:").as_ref() == Some(&case)),
            ))
        })
        .collect();
    let is_case = |part: &Part| part.id.contains(':');
    let (head, rest) = parts.split_first().map_or((None, parts), |(head, rest)| (Some(head), rest));
    html! {
        figure class="alliance-figure" aria-label=(finding) {
            @if let Some(head) = head { (PreEscaped(&head.html)) }
            @if !cases.is_empty() {
                div class="cases" {
                    @for (case, phase) in cases {
                        section class="case" { (PreEscaped(&case.html)) @if let Some(phase) = phase { (PreEscaped(&phase.html)) } }
                    }
                }
            }
            @for part in rest.iter().filter(|part| !is_case(part)) {
                @if part.id == "caption" { (PreEscaped(&part.html)) } @else { div class="part" data-part=(part.id) { (PreEscaped(&part.html)) } }
            }
            (table)
        }
    }
}

/// Draws a comparison: the verdict on each case and the four differences.
///
/// # Errors
/// [`Error::OutOfRange`] for a width outside 240-4000; [`Error::Unknown`] for a chosen phase that a case does not have.
pub fn comparison(
    comparison: &Comparison,
    codebook: &Codebook,
    options: &FigureOptions,
) -> Result<Figure, Error> {
    comparison::figure(comparison, codebook, options, &Frame::new(options)?)
}

/// Lists the answers behind one question of a comparison, with reason and source.
///
/// # Errors
/// [`Error::OutOfRange`] as for [`comparison`]; [`Error::Unknown`] when `dimension` is not set.
pub fn answers(
    comparison: &Comparison,
    codebook: &Codebook,
    options: &FigureOptions,
) -> Result<Figure, Error> {
    answers::figure(comparison, codebook, options, &Frame::new(options)?)
}

/// Draws who fought and who helped in one year of a case.
///
/// # Errors
/// [`Error::OutOfRange`] as for [`comparison`].
pub fn conduct(conduct: &Conduct, options: &FigureOptions) -> Result<Figure, Error> {
    Ok(conduct::figure(conduct, options, &Frame::new(options)?))
}

/// Draws cases over time: violence, aid and overlap, each on one scale.
///
/// # Errors
/// [`Error::OutOfRange`] as for [`comparison`].
pub fn timeline(
    timeline: &crate::timeline::Timeline,
    options: &TimelineOptions,
) -> Result<Figure, Error> {
    let TimelineOptions { locale, width, .. } = *options;
    let frame = Frame::new(&FigureOptions { locale, width, ..FigureOptions::default() })?;
    Ok(timeline::figure(timeline, options, &frame))
}

/// Draws the verdict on own answers: the four questions, what would change the type, and the
/// nearest documented alliances.
///
/// # Errors
/// [`Error::OutOfRange`] as for [`comparison`].
pub fn verdict(
    own: &OwnVerdict<'_>,
    codebook: &Codebook,
    options: &FigureOptions,
) -> Result<Figure, Error> {
    Ok(verdict::figure(own, codebook, &Frame::new(options)?))
}

/// Draws two policies beside what was, from numbers that were worked out.
///
/// # Errors
/// [`Error::OutOfRange`] as for [`comparison`]; [`Error::Count`] where the numbers are of other threats than those of the
/// scenario.
pub fn policies(view: &PoliciesView, options: &FigureOptions) -> Result<Figure, Error> {
    policies::figure(view, &Frame::new(options)?)
}

/// The parts of [`policies`] alone: what a lever that moves has time for.
#[cfg(all(target_arch = "wasm32", feature = "policies"))]
pub(crate) fn policies_parts(
    view: &PoliciesView,
    options: &FigureOptions,
) -> Result<policies::PoliciesParts, Error> {
    policies::parts(view, &Frame::new(options)?)
}

/// The drawing of [`policies`] alone.
#[cfg(all(target_arch = "wasm32", feature = "policies"))]
pub(crate) fn policies_svg(view: &PoliciesView, options: &FigureOptions) -> Result<String, Error> {
    policies::svg(view, &Frame::new(options)?)
}

/// What all parts of a figure need to know of where it is shown.
struct Frame {
    texts: Texts,
    /// Width of the container, where it is known.
    width: Option<f64>,
    corrections: Corrections,
}

impl Frame {
    fn new(options: &FigureOptions) -> Result<Self, Error> {
        if let Some(value) =
            options.width.filter(|width| !(LEAST_WIDTH..=MOST_WIDTH).contains(width))
        {
            return Err(Error::OutOfRange {
                path: "width".into(),
                value,
                least: LEAST_WIDTH,
                most: MOST_WIDTH,
            });
        }
        Ok(Self {
            texts: Texts::loaded(options.locale)?,
            width: options.width,
            corrections: Corrections::new(options.corrections.as_deref()),
        })
    }

    /// One drawing where the width is known, else one a class of width, of which the style sheet shows the one that fits.
    fn drawings(
        &self,
        exact: impl Fn(f64) -> f64,
        statics: &[(&'static str, f64)],
        label: &str,
        draw: impl Fn(f64) -> Drawing,
    ) -> Markup {
        match self.width {
            Some(width) => draw(exact(width)).finish("drawing", &Role::image(label)),
            None => {
                html! { @for (class, width) in statics { (draw(*width).finish(&format!("drawing {class}"), &Role::image(label))) } }
            }
        }
    }
}

/// The data behind a figure, in a box that scrolls and bears their title. Long, so they come closed.
fn data(title: &str, tables: &Markup, texts: Texts) -> Markup {
    html! {
        details class="data" {
            summary { (texts.get("element.data_behind")) }
            div class="scroll" tabindex="0" role="region" aria-label=(title) { (tables) }
        }
    }
}

/// All that a link must write in percent.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Where a reader disputes an entry.
struct Corrections(String);

impl Corrections {
    /// Anything but a web or a mail address is ignored: an address from a page's markup must not run.
    fn new(address: Option<&str>) -> Self {
        let safe = |address: &&str| {
            ["https://", "http://", "mailto:"].iter().any(|scheme| address.starts_with(scheme))
        };
        Self(address.filter(safe).unwrap_or("mailto:?subject={entry}").to_owned())
    }

    /// The address for an entry such as `us-colombia/relations/army-auc-1998-2001`.
    fn link(&self, entry: &str, texts: Texts) -> Markup {
        let encoded = utf8_percent_encode(entry, RESERVED).to_string();
        let address = if self.0.contains("{entry}") {
            self.0.replace("{entry}", &encoded)
        } else {
            format!("{}{encoded}", self.0)
        };
        html! { a class="dispute" href=(address) title=(entry) { (texts.get("source.dispute")) } }
    }
}

/// A source as a reader sees it, linked where its address is known.
fn citation(source: &crate::compare::Citation) -> Markup {
    let text = format!("{} ({}), {}", source.author_or_org, source.year, source.title);
    html! {
        @if source.url.is_empty() { (text) } @else { a href=(source.url) rel="noopener" { (text) } }
    }
}

/// A figure as one drawing that stands alone, on a slide say: the finding, the panels each under its
/// heading, and where it comes from. It is light wherever it is shown.
fn stack(panels: Vec<(String, Drawing)>, finding: &str, source: &str, style: &str) -> String {
    const MARGIN: f64 = 20.0;
    // How much wider bold letters run.
    const BOLD: f64 = 1.12;
    let width = panels.iter().map(|(_, drawing)| drawing.width).fold(0.0, f64::max);
    let mut whole = Drawing::new(width + 2.0 * MARGIN, 0.0);
    let mut y = MARGIN;
    let lines = |whole: &mut Drawing, y: &mut f64, class: &str, size: f64, text: &str| {
        let room = if class == "quiet-text small" { width } else { width / BOLD };
        for line in text::wrap(text, room, size) {
            *y += size * 1.3;
            whole.text(MARGIN, *y, draw::Anchor::Start, class, &line);
        }
    };
    lines(&mut whole, &mut y, "title", 20.0, finding);
    for (heading, drawing) in panels {
        y += 20.0;
        lines(&mut whole, &mut y, "bold", 13.0, &heading);
        y += 12.0;
        let height = drawing.height;
        let place = format!("translate({} {})", draw::at(MARGIN), draw::at(y));
        whole.add(&html! { g transform=(place) { (drawing.into_marks()) } });
        y += height;
    }
    y += 16.0;
    lines(&mut whole, &mut y, "quiet-text small", 12.0, source);
    whole.height = y + MARGIN;
    let style = html! { style { (PreEscaped(style)) } };
    let mut outer = Drawing::new(whole.width, whole.height);
    outer.add(&style);
    outer.rect("paper", 0.0, 0.0, whole.width, whole.height);
    outer.add(&whole.into_marks());
    outer.finish("alliance-figure drawing alone", &Role::image(finding)).into_string()
}
