//! Alliances against threats from within a weak state: classified, compared, drawn.
//!
//! Alliance theory asks how states answer threats from other states. Patrick W. Quirk
//! (*Internal Threat Alliances*, 2014) describes another kind: a great power joins
//! the rulers of a weak state against armed enemies at home. The two ideal types
//! differ in four ways, and the most striking is that some agencies of the ally
//! fight a threat *while others collude with it*. This crate places documented
//! alliances between the ideal types and says how far that holds.
//!
//! ```
//! use fragmented_allies::{AllianceType, Codebook, Coder, Degree, Dimension, cases, compare};
//!
//! let codebook = Codebook::bundled()?;
//! let afghanistan = cases::load("us-afghanistan")?;
//! let comparison = compare(&[&afghanistan], None, Coder::First, codebook)?;
//!
//! // 2009-2012: the last of three phases.
//! let phase = &comparison.cases[0].phases[2];
//! assert_eq!(phase.first.alliance_type, AllianceType::InternalThreat);
//! assert_eq!(phase.first.degree, Some(Degree::Clearly));
//!
//! // Some agencies fought the same enemies that others helped.
//! let response = phase.first.dimension(Dimension::Response).expect("a score");
//! assert!((response.score - 0.901).abs() < 1e-3);
//!
//! // The same numbers as words, a table and a drawing.
//! let figure = fragmented_allies::figure::comparison(&comparison, codebook, &Default::default())?;
//! assert!(figure.finding.starts_with("From 2006 on, Afghanistan"));
//! # Ok::<(), fragmented_allies::Error>(())
//! ```
//!
//! An own alliance is a [`Profile`] of answers to the [`Codebook`]; an own case is a
//! folder of tables, read with [`Dossier::from_files`]: `examples/own_case` is one to copy, and
//! `cargo run --example verdict` says what it says.

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

#[cfg(doctest)]
#[doc = include_str!("../examples/own_case/README.md")]
struct OwnCase;

pub mod agreement;
pub mod calibration;
#[cfg(feature = "bundled")]
pub mod cases;
mod codebook;
mod compare;
pub mod conduct;
pub mod dossier;
mod error;
mod fault;
pub mod figure;
pub mod fit;
mod membership;
pub mod messages;
mod nearest;
mod number;
pub mod qca;
pub mod random;
mod reference;
pub mod robustness;
#[cfg(feature = "types")]
mod schema;
pub mod sensitivity;
pub mod simulator;
mod structure;
mod table;
mod texts;
pub mod timeline;
mod typology;
mod vectors;
#[cfg(target_arch = "wasm32")]
pub mod wasm;
mod words;

pub use calibration::Calibration;
pub use codebook::{
    ByDimension, ByLocale, Codebook, Dimension, Indicator, IndicatorKind, IndicatorText, LEVELS,
    Locale,
};
pub use compare::{
    Called, Citation, ClaimedSide, ComparedCase, ComparedPhase, Comparison, PhaseIndicator,
    Support, Supported, compare,
};
pub use dossier::Dossier;
pub use error::Error;
pub use fault::{Fault, Problem};
pub use membership::{NEUTRAL, Scored, Side};
pub use nearest::{Neighbour, nearest};
pub use reference::{
    Alliance, AllianceName, ReferenceAlliance, ReferenceDocument, ReferenceScore,
    ReferenceSecondScore,
};
pub use structure::Structure;
#[cfg(feature = "files")]
pub use table::Files;
pub use typology::{
    AllianceType, AnchorRange, AnchorRanges, Answer, Cell, CellProbability, Change,
    ClassifyOptions, Coder, Degree, DimensionValue, Direction, Move, Placement, Profile, Reading,
    Shares, Structures, TippingPoint, Uncertainty, Verdict,
};
