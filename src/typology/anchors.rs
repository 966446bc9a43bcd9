//! Anchors that may lie anywhere in a range: how sure a calibration is.

use crate::calibration::Calibration;
use crate::error::Error;
use crate::membership::Scored;
use crate::table::row;

row! {
    /// Where an anchor of a calibration may lie.
    #[derive(Copy)]
    AnchorRange in "anchor" {
        /// The lowest value, at most that of the codebook.
        low: f64,
        /// The highest value, at least that of the codebook.
        high: f64,
    }
}

row! {
    /// How far the anchors of a calibrated indicator may be moved. Those left out stand where the
    /// codebook puts them; ranges of neighbours must not meet.
    #[derive(Copy, Default)]
    #[cfg_attr(feature = "types", ts(optional_fields))]
    AnchorRanges in "anchors" {
        /// Full non-membership.
        full_out: Option<AnchorRange>,
        /// The point of most ambiguity.
        crossover: Option<AnchorRange>,
        /// Full membership.
        full_in: Option<AnchorRange>,
    }
}

/// Three anchors, each with the range in which it may lie, all in the order of the calibration.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MovableAnchors {
    calibration: Calibration,
    anchors: [Scored; 3],
}

impl MovableAnchors {
    pub fn new(calibration: &Calibration, ranges: &AnchorRanges) -> Result<Self, Error> {
        let [full_out, crossover, full_in] = calibration.anchors();
        let movable = [
            ("full_out", full_out, ranges.full_out),
            ("crossover", crossover, ranges.crossover),
            ("full_in", full_in, ranges.full_in),
        ];
        for (name, anchor, range) in movable {
            let within = range.is_none_or(|range| range.low <= anchor && anchor <= range.high);
            if !within {
                return Err(Error::AnchorRange { path: name.into(), anchor });
            }
        }
        let anchors = movable.map(|(_, score, range)| Scored {
            score,
            low: range.map_or(score, |range| range.low),
            high: range.map_or(score, |range| range.high),
        });
        let named = movable.map(|(name, ..)| name).into_iter().zip(anchors);
        for ((one, anchor), (other, next)) in named.clone().zip(named.skip(1)) {
            let (below, above) = if full_in > full_out { (anchor, next) } else { (next, anchor) };
            if below.high >= above.low {
                // At a range that was given: the other one may be a point.
                let (path, meets) =
                    if anchor.low < anchor.high { (one, other) } else { (other, one) };
                return Err(Error::AnchorsMeet { path: path.into(), meets });
            }
        }
        Ok(Self { calibration: *calibration, anchors })
    }

    /// Membership with the anchors at these places of their ranges.
    pub(crate) fn membership(
        &self,
        raw: f64,
        place: impl FnMut(Scored) -> f64,
    ) -> Result<f64, Error> {
        self.calibration.with_anchors(self.anchors.map(place))?.membership(raw)
    }

    /// The least and the greatest membership. It is monotone in each anchor while the other two
    /// stand still, so both lie at corners of the ranges.
    pub fn bounds(&self, raw: f64) -> Result<(f64, f64), Error> {
        let (mut low, mut high) = (1.0_f64, 0.0_f64);
        for corner in 0..8_u8 {
            let mut bits = corner;
            let membership = self.membership(raw, |anchor| {
                let end = if bits & 1 == 0 { anchor.low } else { anchor.high };
                bits >>= 1;
                end
            })?;
            (low, high) = (low.min(membership), high.max(membership));
        }
        Ok((low, high))
    }
}
