//! The data of `data/`, compiled to what the package and the pages ship.

use crate::tools::Outcome;
use std::path::Path;

/// Writes each case and the reference alliances as JSON into the folder `out`.
#[expect(clippy::unnecessary_wraps, reason = "to be written")]
pub fn compile(out: &Path) -> Outcome {
    let _ = out;
    Ok(())
}

/// Writes the TypeScript types of what crosses the boundary into the file `out`.
#[expect(clippy::unnecessary_wraps, reason = "to be written")]
pub fn types(out: &Path) -> Outcome {
    let _ = out;
    Ok(())
}

/// Puts the figures into the pages of the folder `site`, for readers without scripts.
#[expect(clippy::unnecessary_wraps, reason = "to be written")]
pub fn prerender(site: &Path) -> Outcome {
    let _ = site;
    Ok(())
}
