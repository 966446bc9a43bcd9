//! The matrix of agencies and threats: one axis per enemy, fought to the left, helped to the right.

use maud::{Markup, PreEscaped, html};

use super::{agency_label, threat_label};
use crate::conduct::{AgencyConduct, AgencyStance, Conduct, ConductGroup, ThreatConduct};
use crate::figure::draw::{Anchor, At, Drawing, Role, rect, text_mark, within};
use crate::figure::text::{text_width, wrap};
use crate::figure::{Frame, STATIC_WIDTHS};
use crate::texts::Texts;

const NARROW: f64 = 500.0;
const FOOT: f64 = 62.0;

/// Where columns and bars lie at a width.
struct Layout {
    narrow: bool,
    gutter: f64,
    column: f64,
    /// Length of a bar at 1.
    bar: f64,
    row: f64,
    head: f64,
}

impl Layout {
    fn new(conduct: &Conduct, texts: Texts, width: f64) -> Self {
        let narrow = width < NARROW;
        let size = if narrow { 12.0 } else { 13.0 };
        let longest = conduct
            .agencies
            .iter()
            .map(|agency| text_width(agency_label(agency, texts), size))
            .fold(0.0, f64::max);
        #[allow(clippy::cast_precision_loss, reason = "a few threats")]
        let threats = conduct.threats.len().max(1) as f64;
        // Names get what they need, but never more than leaves a column room for both hands.
        let gutter = if narrow {
            within(longest, 96.0, width - threats * 30.0) + 6.0
        } else {
            longest.clamp(150.0, 200.0) + 12.0
        };
        let column = (width - gutter) / threats;
        let bar = if narrow {
            (column / 2.0 - 3.0).min(32.0)
        } else {
            (column / 2.0 - 10.0).min(if threats <= 3.0 { 80.0 } else { 48.0 })
        };
        let levels = if narrow
            && conduct
                .threats
                .iter()
                .any(|threat| text_width(threat_label(threat, texts), 12.0) > column - 2.0)
        {
            2.0
        } else {
            1.0
        };
        Self {
            narrow,
            gutter,
            column,
            bar,
            row: if narrow { 26.0 } else { 27.0 },
            head: 44.0 + 15.0 * levels + if narrow && column < 48.0 { 32.0 } else { 0.0 },
        }
    }

    fn centre(&self, index: usize) -> f64 {
        #[allow(clippy::cast_precision_loss, reason = "a few threats")]
        let index = index as f64;
        self.gutter + self.column * (index + 0.5)
    }
}

/// The matrix as a grid of cells where it is drawn at one width for a page with scripts, else as an image.
pub(super) fn html(conduct: &Conduct, frame: &Frame) -> Markup {
    let texts = frame.texts;
    let (agencies, threats) =
        (conduct.agencies.len().to_string(), conduct.threats.len().to_string());
    let label = texts.fill(
        "conduct.label",
        &[("agencies", &agencies), ("threats", &threats), ("year", &conduct.year.to_string())],
    );
    if let Some(width) = frame.width {
        drawing(conduct, texts, width, true).finish("drawing", &Role::grid(&label))
    } else {
        let [phone, column, wide] = STATIC_WIDTHS;
        let statics = [("phone", phone), ("column", column), ("wide", wide)];
        frame.drawings(
            |width| width,
            &statics,
            &label,
            |width| drawing(conduct, texts, width, false),
        )
    }
}

/// Draws the matrix at a width in pixels; as a grid, its rows and cells carry roles and names.
pub(super) fn drawing(conduct: &Conduct, texts: Texts, width: f64, grid: bool) -> Drawing {
    let layout = Layout::new(conduct, texts, width);
    let groups: Vec<(ConductGroup, Vec<&AgencyConduct>)> = ConductGroup::ALL
        .iter()
        .map(|&group| {
            (
                group,
                conduct.agencies.iter().filter(|agency| agency.group == group).collect::<Vec<_>>(),
            )
        })
        .filter(|(_, agencies)| !agencies.is_empty())
        .collect();
    #[allow(clippy::cast_precision_loss, reason = "a few rows")]
    let height = layout.head
        + conduct.agencies.len() as f64 * layout.row
        + groups.len() as f64 * 24.0
        + FOOT;
    let mut drawing = Drawing::new(width, height);
    let row = |name: &str, content: Markup| {
        if grid {
            html! { g role="row" aria-label=[(!name.is_empty()).then_some(name)] { (content) } }
        } else {
            content
        }
    };

    let mut ground = Markup::default();
    for (index, threat) in conduct.threats.iter().enumerate() {
        let x = layout.centre(index);
        if threat.is_boxed() {
            let inset = if layout.narrow { 1.0 } else { 2.0 };
            ground.0.push_str(
                &rect(
                    "boxed",
                    x - layout.column / 2.0 + inset,
                    1.0,
                    layout.column - 2.0 * inset,
                    height - 3.0,
                )
                .0,
            );
        }
        ground.0.push_str(&html! { line class="axis" x1=(At(x)) y1=(At(layout.head)) x2=(At(x)) y2=(At(height - FOOT)) {} }.0);
    }
    drawing.add(&if grid {
        html! { g aria-hidden="true" { (ground) } }
    } else {
        ground
    });
    drawing.add(&row("", heads(conduct, &layout, texts, grid)));

    let mut y = layout.head;
    for (group, agencies) in &groups {
        let name = texts.get(&format!("conduct.group_{group}"));
        drawing.add(&html! { g aria-hidden=[grid.then_some("true")] {
            line class="grid" x1="0" y1=(At(y + 0.5)) x2=(At(width)) y2=(At(y + 0.5)) {}
            (text_mark(0.0, y + 17.0, Anchor::Start, "bold small", name))
        } });
        y += 24.0;
        for agency in agencies {
            drawing.add(&row("", agency_row(conduct, agency, &layout, texts, y, grid)));
            y += layout.row;
        }
    }
    drawing.add(&row("", foot(conduct, &layout, texts, y, width, grid)));
    drawing
}

fn heads(conduct: &Conduct, layout: &Layout, texts: Texts, grid: bool) -> Markup {
    let role = |role: &'static str| grid.then_some(role);
    let crowded = layout.narrow && layout.column < 48.0;
    html! {
        g role=[role("columnheader")] {
            @if layout.narrow {
                (text_mark(0.0, layout.head - 8.0, Anchor::Start, "quiet-text small", &format!("◂ {} | {} ▸", texts.get("conduct.fought"), texts.get("conduct.helped"))))
            } @else {
                (text_mark(0.0, layout.head - 9.0, Anchor::Start, "quiet-text small", texts.get("conduct.agency")))
            }
        }
        @for (index, threat) in conduct.threats.iter().enumerate() {
            @let x = layout.centre(index);
            @let room = if crowded { 2.0 * layout.column - 8.0 } else { layout.column - 2.0 };
            @let lines = wrap(threat_label(threat, texts), room, 12.0);
            // Crowded heads stand on two levels by turns.
            @let base = if crowded && index % 2 == 0 { layout.head - 62.0 } else { layout.head - 26.0 };
            g role=[role("columnheader")] aria-label=[grid.then_some(threat_label(threat, texts))] {
                @for (line, text) in lines.iter().enumerate() {
                    (text_mark(clamp(x, text, layout, conduct), line_y(base, lines.len(), line), Anchor::Middle, if layout.narrow { "bold small halo" } else { "bold" }, text))
                }
                @if !layout.narrow {
                    (text_mark(x - 5.0, layout.head - 9.0, Anchor::End, "quiet-text small", texts.get("conduct.fought")))
                    (text_mark(x + 5.0, layout.head - 9.0, Anchor::Start, "quiet-text small", texts.get("conduct.helped")))
                }
            }
        }
    }
}

/// Keeps a centred name inside the drawing.
fn clamp(x: f64, text: &str, layout: &Layout, conduct: &Conduct) -> f64 {
    #[allow(clippy::cast_precision_loss, reason = "a few threats")]
    let end = layout.gutter + layout.column * conduct.threats.len() as f64;
    x.min(end - text_width(text, 12.0) / 2.0)
}

fn line_y(base: f64, lines: usize, line: usize) -> f64 {
    #[allow(clippy::cast_precision_loss, reason = "a few lines")]
    let up = (lines - 1 - line) as f64;
    base - up * 14.0
}

fn agency_row(
    conduct: &Conduct,
    agency: &AgencyConduct,
    layout: &Layout,
    texts: Texts,
    y: f64,
    grid: bool,
) -> Markup {
    let role = |role: &'static str| grid.then_some(role);
    let name = agency_label(agency, texts);
    html! {
        g role=[role("rowheader")] { (text_mark(0.0, y + layout.row / 2.0 + 4.5, Anchor::Start, if layout.narrow { "small" } else { "plain" }, name)) }
        @for (index, threat) in conduct.threats.iter().enumerate() {
            @let stance = agency.stances.iter().find(|stance| stance.threat_id == threat.threat_id);
            @let x = layout.centre(index);
            g class=[stance.map(|_| "cell")] role=[role("gridcell")] aria-label=[grid.then(|| cell_label(agency, threat, stance, texts))]
                tabindex=[grid.then_some("-1")] data-agency=[grid.then_some(&agency.agency_id)] data-threat=[grid.then_some(&threat.threat_id)] {
                @if grid {
                    rect class="target" x=(At(x - layout.column / 2.0)) y=(At(y)) width=(At(layout.column)) height=(At(layout.row)) {}
                    rect class="cell-ring" x=(At(x - layout.column / 2.0 + 4.0)) y=(At(y + 0.5)) width=(At(layout.column - 8.0)) height=(At(layout.row - 1.0)) rx="3" {}
                }
                @if let Some(stance) = stance {
                    (bars(conduct.index, (x, y + 5.0), (layout.bar, layout.row - 10.0), (stance.balance, stance.collude), (stance.balance_checked, stance.collude_checked)))
                }
            }
        }
    }
}

fn cell_label(
    agency: &AgencyConduct,
    threat: &ThreatConduct,
    stance: Option<&AgencyStance>,
    texts: Texts,
) -> String {
    let names = [("agency", agency_label(agency, texts)), ("threat", threat_label(threat, texts))];
    match stance {
        None => texts.fill("conduct.cell_empty", &names),
        Some(stance) => {
            let (balance, collude) = (texts.tenth(stance.balance), texts.tenth(stance.collude));
            let label = texts.fill(
                "conduct.cell",
                &[names[0], names[1], ("balance", &balance), ("collude", &collude)],
            );
            if stance.balance_checked && stance.collude_checked {
                label
            } else {
                format!("{label}, {}", texts.get("unread"))
            }
        }
    }
}

/// Both hands of an agency on one axis. A bar whose row is not yet checked against its source is an outline.
fn bars(
    case: usize,
    (x, y): (f64, f64),
    (length, height): (f64, f64),
    (balance, collude): (f64, f64),
    checked: (bool, bool),
) -> Markup {
    let (left, right) = (length * balance, length * collude);
    html! {
        @if balance > 0.0 {
            @if checked.0 { (rect("fought", x - left, y, left, height)) }
            @else { (rect("fought-unread", x - left + 0.5, y + 0.5, (left - 1.0).max(1.0), height - 1.0)) }
        }
        @if collude > 0.0 {
            @if checked.1 {
                (rect(&format!("helped s{0} b{0}", case % 4 + 1), x, y, right, height))
                path class=(format!("stripes l{}", case % 4 + 1)) d=(stripes(x, y, right, height)) {}
            } @else { (rect(&format!("helped-unread b{}", case % 4 + 1), x, y + 0.5, (right - 0.5).max(1.0), height - 1.0)) }
        }
    }
}

/// Slanted lines inside a rectangle, drawn out: a pattern would need an id, and ids clash where figures meet.
fn stripes(x: f64, y: f64, width: f64, height: f64) -> PreEscaped<String> {
    const STEP: f64 = 5.0;
    let mut path = String::new();
    let mut offset = STEP / 2.0;
    while offset < width + height {
        // The line runs from the lower left to the upper right; both ends are cut at the rectangle.
        let (x1, y1) =
            if offset <= height { (x, y + offset) } else { (x + offset - height, y + height) };
        let (x2, y2) =
            if offset <= width { (x + offset, y) } else { (x + width, y + offset - width) };
        path.push_str(&crate::figure::draw::path(&[(x1, y1), (x2, y2)]));
        offset += STEP;
    }
    PreEscaped(path)
}

fn foot(
    conduct: &Conduct,
    layout: &Layout,
    texts: Texts,
    y: f64,
    width: f64,
    grid: bool,
) -> Markup {
    let role = |role: &'static str| grid.then_some(role);
    let lines = wrap(texts.get("conduct.overlap"), layout.gutter - 10.0, 12.0);
    html! {
        line class="axis" x1="0" y1=(At(y + 0.5)) x2=(At(width)) y2=(At(y + 0.5)) {}
        g role=[role("rowheader")] {
            @for (index, line) in lines.iter().enumerate() { (text_mark(0.0, y + 19.0 + 14.0 * f64::from(u8::try_from(index).unwrap_or(0)), Anchor::Start, "bold small", line)) }
        }
        @for (index, threat) in conduct.threats.iter().enumerate() {
            @let x = layout.centre(index);
            @let overlap = super::overlap(threat, texts);
            g role=[role("gridcell")] aria-label=[grid.then(|| format!("{}: {overlap}", threat_label(threat, texts)))] {
                @if threat.overlap > 0.0 {
                    (bars(conduct.index, (x, y + 9.0), (layout.bar, 16.0), (threat.overlap, threat.overlap), (threat.fighter_checked, threat.helper_checked)))
                    (text_mark(x, y + 44.0, Anchor::Middle, if threat.is_boxed() { "bold tabular" } else { "quiet-text tabular" }, &overlap))
                } @else {
                    (text_mark(x, y + 24.0, Anchor::Middle, "quiet-text small", &overlap))
                }
            }
        }
    }
}
