//! Where one answer would have to lie for the type to be another: exactly, not searched on a grid.

use serde::Serialize;

use super::AllianceType;
use super::profile::Signs;
use crate::membership::{Side, side};
use crate::structure::Structure;
use crate::words::words;

words! {
    /// A direction from a boundary.
    Direction {
        /// Towards 1.
        Above = "above",
        /// Towards 0.
        Below = "below",
    }
}

/// Where one indicator would have to lie, alone, for the type to be another.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct TippingPoint {
    /// The indicator.
    pub indicator_id: String,
    /// Its score, 0-1; none where unknown.
    pub score: Option<f64>,
    /// The nearest value beyond which the type is another, 0-1; none where there is none in 0-1.
    pub boundary: Option<f64>,
    /// Where beyond the boundary the type is another.
    pub direction: Option<Direction>,
    /// The type there.
    #[serde(rename = "type")]
    pub alliance_type: Option<AllianceType>,
}

/// Two values of one indicator this close are one: a change of the type between them cannot be told apart.
const THIN: f64 = 1e-6;

/// Halvings of 0-1 until neighbours of the computed function are told apart.
const HALVINGS: u32 = 60;

/// The four dimensions, each with the scores of its indicators; there is no tipping without all of them.
pub(crate) struct Scale<'a> {
    pub(super) dimensions: [(&'a Signs<'a>, Vec<f64>); 4],
    pub(super) sides: [Option<Side>; 4],
}

impl<'a> Scale<'a> {
    /// `None` where a dimension has no score.
    pub fn new(dimensions: [&'a Signs<'a>; 4]) -> Option<Self> {
        let [one, two, three, four] = dimensions.map(|signs| Some((signs, signs.scores()?)));
        let dimensions = [one?, two?, three?, four?];
        let sides = dimensions.each_ref().map(|(signs, scores)| side(signs.combine(scores)));
        Some(Self { dimensions, sides })
    }

    pub(super) fn alliance_type(&self) -> AllianceType {
        AllianceType::of(self.sides)
    }

    /// The type with one dimension on another side.
    fn type_with(&self, dimension: usize, side: Option<Side>) -> AllianceType {
        let mut sides = self.sides;
        if let Some(place) = sides.get_mut(dimension) {
            *place = side;
        }
        AllianceType::of(sides)
    }

    /// The nearest boundaries of one indicator, given by dimension and place in it: none, one, or
    /// two where both are equally near, as from halfway itself.
    fn boundaries(&self, dimension: usize, index: usize) -> Vec<(f64, Direction, AllianceType)> {
        let Some((signs, scores)) = self.dimensions.get(dimension) else { return Vec::new() };
        let Some(&score) = scores.get(index) else { return Vec::new() };
        let mut found: Vec<(f64, Direction, AllianceType)> = Vec::new();
        let now = self.side(dimension);
        for (boundary, below, above) in crossings_of(signs, scores, index) {
            // From halfway itself both ways lead to another side.
            let halfway = now.is_none() && below.is_some() && above.is_some();
            let up = score < boundary || (score == boundary && now == below);
            // Halfway that holds for a point at the end of 0-1 only is no place to move to.
            let point = |side: Option<Side>, width: f64| side.is_none() && width <= THIN;
            if (up || halfway) && !point(above, 1.0 - boundary) {
                found.push((boundary, Direction::Above, self.type_with(dimension, above)));
            }
            if (!up || halfway) && !point(below, boundary) {
                found.push((boundary, Direction::Below, self.type_with(dimension, below)));
            }
        }
        found.retain(|(_, _, alliance_type)| *alliance_type != self.alliance_type());
        let distance = |boundary: f64| (boundary - score).abs();
        let least = found.iter().map(|found| distance(found.0)).fold(f64::INFINITY, f64::min);
        found.retain(|found| distance(found.0) <= least + f64::EPSILON);
        found
    }

    fn side(&self, dimension: usize) -> Option<Side> {
        self.sides.get(dimension).copied().flatten()
    }
}

/// The nearest tipping point of every indicator, in the order of the dimensions. Where two lie
/// equally near, as from halfway itself, both are named.
pub(crate) fn tipping_points(dimensions: [&Signs<'_>; 4]) -> Vec<TippingPoint> {
    let scale = Scale::new(dimensions);
    let mut points = Vec::new();
    for (dimension, signs) in dimensions.into_iter().enumerate() {
        for (index, sign) in signs.signs.iter().enumerate() {
            let nowhere = TippingPoint {
                indicator_id: sign.indicator.indicator_id.clone(),
                score: sign.scored.map(|scored| scored.score),
                boundary: None,
                direction: None,
                alliance_type: None,
            };
            let found =
                scale.as_ref().map_or_else(Vec::new, |scale| scale.boundaries(dimension, index));
            if found.is_empty() {
                points.push(nowhere);
                continue;
            }
            points.extend(found.into_iter().map(|(boundary, direction, alliance_type)| {
                TippingPoint {
                    boundary: Some(boundary),
                    direction: Some(direction),
                    alliance_type: Some(alliance_type),
                    ..nowhere.clone()
                }
            }));
        }
    }
    points
}

/// The first value in 0-1 at which a function that never falls is no longer `below`.
pub(super) fn first(mut below: impl FnMut(f64) -> bool) -> f64 {
    let (mut least, mut most) = (0.0, 1.0);
    if !below(least) {
        return least;
    }
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(least, most);
        if below(middle) { least = middle } else { most = middle }
    }
    most
}

/// Where the value of a dimension changes sides as the indicator at `index` runs from 0 to 1: the
/// boundary with the side below and the side above it.
fn crossings_of(signs: &Signs<'_>, scores: &[f64], index: usize) -> Vec<Crossing> {
    let count = scores.len();
    match signs.structure {
        Structure::Min => crossing_of_rank(scores, index, count),
        Structure::Max => crossing_of_rank(scores, index, 1),
        Structure::KOfN(k) => crossing_of_rank(scores, index, usize::from(k).clamp(1, count)),
        Structure::Mean | Structure::Geometric | Structure::PowerMean(_) => {
            let mut values = scores.to_vec();
            crossings(&mut |at: f64| {
                if let Some(place) = values.get_mut(index) {
                    *place = at;
                }
                signs.combine(&values)
            })
        }
    }
}

/// A boundary, with the side of halfway below and above it.
type Crossing = (f64, Option<Side>, Option<Side>);

/// The same where the k-th largest counts: it follows the indicator between the k-th largest of the
/// others and the one before that.
fn crossing_of_rank(scores: &[f64], index: usize, k: usize) -> Vec<Crossing> {
    let mut others = scores.to_vec();
    if index < others.len() {
        others.swap_remove(index);
    }
    others.sort_by(|one, other| other.total_cmp(one));
    let from = others.get(k - 1).copied().unwrap_or(0.0);
    let to = k.checked_sub(2).and_then(|before| others.get(before)).copied().unwrap_or(1.0);
    let (below, above) = (side(from), side(to));
    if below == above { Vec::new() } else { vec![(0.5, below, above)] }
}

/// The same for any function that never falls.
///
/// Halfway is a side of its own only where it is more than a point: where another indicator holds the value there.
fn crossings(value: &mut dyn FnMut(f64) -> f64) -> Vec<Crossing> {
    let (start, end) = (side(value(0.0)), side(value(1.0)));
    if start == end {
        return Vec::new();
    }
    // Halfway itself, unless what counts as halfway reaches further.
    let half = first(|at| value(at) < 0.5);
    let thin = (side(value((half - THIN).max(0.0))) == start || half <= THIN)
        && (side(value((half + THIN).min(1.0))) == end || half >= 1.0 - THIN);
    if thin {
        return vec![(half, start, end)];
    }
    let leaves = first(|at| side(value(at)) == start);
    let arrives = first(|at| side(value(at)) != end);
    if start.is_none() {
        return vec![(arrives, start, end)];
    }
    if end.is_none() {
        return vec![(leaves, start, end)];
    }
    vec![(leaves, start, None), (arrives, None, end)]
}
