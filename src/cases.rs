//! The codebook, the documented cases and the reference alliances that come with the crate.
//!
//! The WebAssembly module carries none of them: there, cases arrive as JSON.

use std::sync::OnceLock;

use crate::codebook::Codebook;
use crate::dossier::Dossier;
use crate::error::Error;
use crate::reference::ReferenceDocument;
use crate::table::{Bundle, bundle};

/// Identifiers of the cases that come with the crate.
pub const IDS: [&str; 2] = ["us-colombia", "us-afghanistan"];

macro_rules! case_bundle {
    ($folder:literal) => {
        bundle!($folder: "case" "phases" "actors" "names" "relations" "events" "series" "series_catalog" "indicators"
            "second_coding" "indicators_superseded" "sources" "claims" "annotations")
    };
}

const CODEBOOK: Bundle = bundle!("": "codebook" "codebook.es" "structure");
const CASES: [Bundle; 2] =
    [case_bundle!("cases/us-colombia"), case_bundle!("cases/us-afghanistan")];
const REFERENCES: Bundle =
    bundle!("reference_alliances": "alliances" "names" "scores" "second_coding");

impl Codebook {
    /// The codebook that this library brings along.
    ///
    /// # Errors
    /// [`Error::Data`] if the files in `data/` were edited into something unreadable.
    pub fn bundled() -> Result<&'static Self, Error> {
        static BUNDLED: OnceLock<Result<Codebook, Error>> = OnceLock::new();
        BUNDLED.get_or_init(|| Self::from_files(&CODEBOOK)).as_ref().map_err(Clone::clone)
    }
}

/// Loads and checks a case that comes with the crate.
///
/// # Errors
/// [`Error::Unknown`] for another id; [`Error::Data`] if the files were edited into something invalid.
pub fn load(case_id: &str) -> Result<Dossier, Error> {
    let index = IDS.iter().position(|id| *id == case_id);
    let bundle = index.and_then(|index| CASES.get(index)).ok_or_else(|| Error::Unknown {
        path: "case_id".into(),
        what: "case",
        id: case_id.to_owned(),
        known: IDS.join(", "),
    })?;
    Dossier::from_files(bundle, Codebook::bundled()?)
}

/// Loads and checks the reference alliances that come with the crate.
///
/// # Errors
/// [`Error::Data`] if the files were edited into something invalid.
pub fn references() -> Result<ReferenceDocument, Error> {
    ReferenceDocument::from_files(&REFERENCES, Codebook::bundled()?)
}
