//! Where labels go: the cheapest place at which they lie on nothing.

use crate::figure::draw::Anchor;

/// A rectangle: left, top, right, bottom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Area {
    /// Around a point.
    pub fn around(x: f64, y: f64, half_width: f64, half_height: f64) -> Self {
        Self {
            left: x - half_width,
            top: y - half_height,
            right: x + half_width,
            bottom: y + half_height,
        }
    }

    fn shared(&self, other: &Self) -> f64 {
        let width = self.right.min(other.right) - self.left.max(other.left);
        let height = self.bottom.min(other.bottom) - self.top.max(other.top);
        width.max(0.0) * height.max(0.0)
    }

    fn lies_within(&self, other: &Self) -> bool {
        self.left >= other.left
            && self.right <= other.right
            && self.top >= other.top
            && self.bottom <= other.bottom
    }
}

/// What is drawn already.
#[derive(Debug)]
pub(super) struct Taken {
    /// Where labels may lie.
    pub within: Area,
    /// What no label may cover.
    pub solid: Vec<Area>,
    /// The labels among them, which no line to a label may cross.
    pub labels: Vec<Area>,
    /// What a label should rather not cover.
    pub soft: Vec<Area>,
}

/// What covering the whole of a label's room with ranges costs, in pixels of distance for a square pixel.
const SOFT: f64 = 0.02;

impl Taken {
    /// A line through points is in the way of labels.
    pub fn add_line(&mut self, points: &[(f64, f64)]) {
        for pair in points.windows(2) {
            let &[(x, y), (to_x, to_y)] = pair else { continue };
            let length = (to_x - x).abs().max((to_y - y).abs());
            let steps = (length / 6.0).ceil().clamp(1.0, 400.0);
            let mut step = 0.0;
            while step <= steps {
                let share = step / steps;
                let (x, y) = (x + (to_x - x) * share, y + (to_y - y) * share);
                self.solid.push(Area::around(x, y, 3.0, 3.0));
                step += 1.0;
            }
        }
    }

    /// Whether an area lies on nothing, and what it costs: its distance and what it shades.
    fn cost(&self, area: &Area, distance: f64) -> Option<f64> {
        let free = area.lies_within(&self.within)
            && self.solid.iter().all(|solid| solid.shared(area) <= 0.0);
        let soft: f64 = self.soft.iter().map(|soft| soft.shared(area)).sum();
        free.then_some(distance + SOFT * soft)
    }

    /// The cheapest of some places; it is taken from then on.
    pub fn take(&mut self, places: impl Iterator<Item = Place>) -> Option<Place> {
        let mut best: Option<(f64, Place)> = None;
        for place in places {
            let least = best.as_ref().map_or(f64::INFINITY, |(least, _)| *least);
            let crosses =
                |leader: &Area| self.labels.iter().any(|label| label.shared(leader) > 0.0);
            if place.distance >= least || place.leader.iter().any(crosses) {
                continue;
            }
            if let Some(cost) = self.cost(&place.area, place.distance).filter(|cost| *cost < least)
            {
                best = Some((cost, place));
            }
        }
        let (_, place) = best?;
        self.labels.push(place.area);
        self.solid.push(place.area);
        self.solid.extend(&place.leader);
        Some(place)
    }
}

/// Where a label could lie.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub area: Area,
    pub anchor: Anchor,
    pub lines: Vec<String>,
    /// How far it is from its mark, in pixels, and what else speaks against it.
    pub distance: f64,
    /// What the line to its mark covers.
    pub leader: Vec<Area>,
}

impl Place {
    /// The point at which its first line is written.
    pub fn origin(&self) -> (f64, f64) {
        let x = match self.anchor {
            Anchor::Start => self.area.left,
            Anchor::Middle => f64::midpoint(self.area.left, self.area.right),
            Anchor::End => self.area.right,
        };
        (x, self.area.top + 11.0)
    }
}
