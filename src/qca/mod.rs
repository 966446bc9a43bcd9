//! The dimensions as the fuzzy sets of a Qualitative Comparative Analysis, to and from R.

#[cfg(feature = "files")]
mod files;

use crate::codebook::Dimension;
use crate::error::Error;
use crate::table::row;
use crate::typology::Placement;
use crate::vectors::{check_cases, check_membership};
use crate::words::words;

#[cfg(feature = "files")]
pub use files::{from_csv, to_csv};

words! {
    /// The name of a dimension as a fuzzy set.
    SetName {
        /// D1: the threat is internal.
        Int = "INT",
        /// D2: the ally is fragmented.
        Frag = "FRAG",
        /// D3: agencies fight a threat and collude with it at once.
        Sim = "SIM",
        /// D4: the power of the regime decides.
        Reg = "REG",
    }
}

/// The fuzzy set that stands for a dimension.
pub fn set_name(dimension: Dimension) -> SetName {
    match dimension {
        Dimension::ThreatAndGoal => SetName::Int,
        Dimension::Cohesion => SetName::Frag,
        Dimension::Response => SetName::Sim,
        Dimension::Criterion => SetName::Reg,
    }
}

row! {
    /// The four memberships of one alliance, each 0-1.
    Memberships in "memberships" {
        /// Name of the alliance, or of one of its phases.
        case: String,
        /// Membership in INT: the threat is internal.
        int as "INT": f64,
        /// Membership in FRAG: the ally is fragmented.
        frag as "FRAG": f64,
        /// Membership in SIM: agencies fight a threat and collude with it at once.
        sim as "SIM": f64,
        /// Membership in REG: the power of the regime decides.
        reg as "REG": f64,
    }
}

impl Memberships {
    /// The dimensions of a placement; `None` where one has no score.
    pub fn of(case: &str, placement: &Placement) -> Option<Self> {
        let score = |dimension| placement.dimension(dimension).map(|scored| scored.score);
        Some(Self {
            case: case.to_owned(),
            int: score(Dimension::ThreatAndGoal)?,
            frag: score(Dimension::Cohesion)?,
            sim: score(Dimension::Response)?,
            reg: score(Dimension::Criterion)?,
        })
    }

    /// Membership in one of the sets, 0-1.
    pub fn get(&self, set: SetName) -> f64 {
        match set {
            SetName::Int => self.int,
            SetName::Frag => self.frag,
            SetName::Sim => self.sim,
            SetName::Reg => self.reg,
        }
    }
}

/// Holds cases to what a computation asks of them.
///
/// # Errors
/// [`Error::Count`] for no case or too many, [`Error::OutOfRange`] with a path such as
/// `cases[2].FRAG`.
pub(crate) fn check(cases: &[Memberships]) -> Result<(), Error> {
    check_cases("cases", cases.len())?;
    for (index, case) in cases.iter().enumerate() {
        for set in SetName::ALL {
            check_membership(&format!("cases[{index}].{set}"), case.get(*set))?;
        }
    }
    Ok(())
}
