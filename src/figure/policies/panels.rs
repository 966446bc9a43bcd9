//! Two panels side by side, A and B, on one axis of time.

use maud::html;

use super::{PoliciesView, Policy};
use crate::figure::draw::{Anchor, At, Drawing};
use crate::figure::text::{text_width, wrap};
use crate::texts::Texts;

/// From which width on there is room for more.
const ROOMY: f64 = 500.0;

/// Where the panels lie at a width.
pub(super) struct Panels {
    pub narrow: bool,
    gutter: f64,
    gap: f64,
    /// Width of a panel.
    pub column: f64,
    points: usize,
}

impl Panels {
    pub fn new(view: &PoliciesView, width: f64) -> Self {
        let narrow = width < ROOMY;
        let (gutter, gap) = if narrow { (28.0, 14.0) } else { (34.0, 28.0) };
        let column = (width - gutter - gap) / 2.0;
        Self { narrow, gutter, gap, column, points: view.policies.years.len() }
    }

    /// Left end of a panel.
    pub fn left(&self, policy: Policy) -> f64 {
        match policy {
            Policy::A => self.gutter,
            Policy::B => self.gutter + self.column + self.gap,
        }
    }

    /// Where the labels of the axis end.
    pub fn labels(&self) -> f64 {
        self.gutter - 6.0
    }

    /// Where a share of the time lies in a panel.
    fn x(&self, policy: Policy, share: f64) -> f64 {
        self.left(policy) + share * self.column
    }

    /// The points of a series.
    pub fn points(
        &self,
        view: &PoliciesView,
        policy: Policy,
        series: &[f64],
        y: impl Fn(f64) -> f64,
    ) -> Vec<(f64, f64)> {
        let end = view.policies.years.last().copied().unwrap_or(1.0);
        let years = view.policies.years.iter().take(self.points);
        years.zip(series).map(|(year, value)| (self.x(policy, year / end), y(*value))).collect()
    }

    /// The letters of the policies and what they are; gives the height that takes.
    pub fn headings(&self, drawing: &mut Drawing, view: &PoliciesView, texts: Texts) -> f64 {
        let size = if self.narrow { 12.0 } else { 13.0 };
        let mut most = 1;
        for policy in Policy::BOTH {
            let x = self.left(policy);
            drawing.text(x, 14.0, Anchor::Start, "bold t2 letter", policy.letter());
            let lines = wrap(&view.heading(policy, texts), self.column - 18.0, size * 1.08);
            let class = if self.narrow { "bold small" } else { "bold" };
            super::tiles::put_lines(drawing, &lines, (x + 16.0, 14.0), 15.0, class);
            most = most.max(lines.len());
        }
        #[allow(clippy::cast_precision_loss, reason = "a few lines")]
        let height = 11.0 + 15.0 * most as f64;
        height
    }

    /// The part of a drawing that a cursor crosses.
    pub fn plot(&self, drawing: &mut Drawing, policy: Policy, top: f64, bottom: f64) {
        drawing.add(&html! {
            rect class="target plot" x=(At(self.left(policy))) y=(At(top)) width=(At(self.column)) height=(At(bottom - top)) {}
        });
    }

    /// Years below both panels.
    pub fn years(&self, drawing: &mut Drawing, view: &PoliciesView, y: f64) {
        let scenario = &view.scenario;
        let end = view.policies.years.last().copied().unwrap_or(1.0);
        let room = text_width("0000", 12.0) + 10.0;
        let steps = [1.0, 2.0, 4.0, 5.0, 10.0, 20.0, 50.0];
        let fits = |step: &&f64| *step / end * self.column >= room;
        let step = steps.iter().find(fits).copied().unwrap_or(100.0);
        let first = libm::ceil(scenario.first_year / step) * step;
        let mut year = first;
        while year <= scenario.first_year + end {
            let name = crate::number::fixed(year, 0);
            let half = text_width(&name, 12.0) / 2.0;
            for policy in Policy::BOTH {
                let x = self.x(policy, (year - scenario.first_year) / end);
                let (least, most) = (self.left(policy), self.left(policy) + self.column);
                if x - half >= least - 8.0 && x + half <= most + 8.0 {
                    drawing.text(x, y, Anchor::Middle, "quiet-text small tabular", &name);
                }
            }
            year += step;
        }
    }
}
