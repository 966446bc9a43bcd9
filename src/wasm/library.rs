//! What is handed in once and kept: codebook, messages, cases and reference alliances.

#[cfg(feature = "classifier")]
use std::cell::OnceCell;
use std::cell::RefCell;

use wasm_bindgen::prelude::*;

use crate::codebook::Codebook;
use crate::dossier::Dossier;
use crate::error::Error;
#[cfg(any(feature = "core", feature = "classifier"))]
use crate::reference::ReferenceDocument;

/// What was handed in so far.
#[derive(Default)]
pub(super) struct Library {
    pub codebook: Option<Codebook>,
    pub cases: Vec<Dossier>,
    #[cfg(any(feature = "core", feature = "classifier"))]
    pub references: Option<ReferenceDocument>,
    /// All of it side by side, once it was asked for.
    #[cfg(feature = "classifier")]
    pub documented: OnceCell<crate::compare::Comparison>,
}

thread_local! {
    pub(super) static LIBRARY: RefCell<Library> = RefCell::default();
}

/// Changes what was handed in; what was made of it is out of date then.
fn change<T>(work: impl FnOnce(&mut Library) -> T) -> T {
    LIBRARY.with_borrow_mut(|library| {
        #[cfg(feature = "classifier")]
        library.documented.take();
        work(library)
    })
}

impl Library {
    pub fn codebook(&self) -> Result<&Codebook, Error> {
        self.codebook.as_ref().ok_or(Error::NotLoaded { what: "the codebook" })
    }

    pub fn case(&self, id: &str, path: &str) -> Result<&Dossier, Error> {
        self.cases.iter().find(|case| case.case_id() == id).ok_or_else(|| Error::Unknown {
            path: path.to_owned(),
            what: "loaded case",
            id: id.to_owned(),
            known: self.cases.iter().map(Dossier::case_id).collect::<Vec<_>>().join(", "),
        })
    }

    /// The cases with these ids, in their order.
    pub fn cases(&self, ids: &[String], path: &str) -> Result<Vec<&Dossier>, Error> {
        let case = |(index, id): (usize, &String)| self.case(id, &format!("{path}[{index}]"));
        ids.iter().enumerate().map(case).collect()
    }
}

/// Checks a codebook given as JSON and keeps it; everything else is scored by it. The same rules
/// in another language add their texts.
#[wasm_bindgen(js_name = addCodebook)]
pub fn add_codebook(json: &str) -> Result<(), JsValue> {
    let codebook = Codebook::from_json(json)?;
    change(|library| match &mut library.codebook {
        Some(known) => known.take_over(codebook),
        none => *none = Some(codebook),
    });
    Ok(())
}

/// Checks a case given as JSON and keeps it; returns its id. A case with the same id is replaced.
#[wasm_bindgen(js_name = addCase)]
pub fn add_case(json: &str) -> Result<String, JsValue> {
    change(|library| {
        let dossier = Dossier::from_json(json, library.codebook()?)?;
        let id = dossier.case_id().to_owned();
        library.cases.retain(|case| case.case_id() != id);
        library.cases.push(dossier);
        Ok(id)
    })
}

/// Checks reference alliances given as JSON and keeps them in place of earlier ones.
#[cfg(any(feature = "core", feature = "classifier"))]
#[wasm_bindgen(js_name = addReferences)]
pub fn add_references(json: &str) -> Result<(), JsValue> {
    change(|library| {
        library.references = Some(ReferenceDocument::from_json(json, library.codebook()?)?);
        Ok(())
    })
}
