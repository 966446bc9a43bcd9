//! skeleton

mod calibration;
#[cfg(not(target_arch = "wasm32"))]
pub mod cases;
mod codebook;
mod compare;
pub mod conduct;
pub mod dossier;
mod error;
mod fault;
mod membership;
mod reference;
mod table;
mod typology;
mod words;

pub use calibration::Calibration;
pub use codebook::*;
pub use compare::*;
pub use dossier::Dossier;
pub use error::{Error, from_json};
pub use fault::{Fault, Problem};
pub use membership::{NEUTRAL, Scored, Side};
pub use reference::*;
pub use table::Files;
pub use typology::*;
