//! The JavaScript face: free functions over plain data, and nothing else.
//!
//! Input comes as JSON text and is refused with the path of the field; results
//! leave as plain objects. A module carries no data: codebook, messages, cases and
//! reference alliances are handed in once and kept. Two modules are built from the
//! crate, each with the feature of its name: `core`, which the elements load, and
//! `classifier`. What both need stands here.
#![allow(
    clippy::missing_errors_doc,
    reason = "each throws `{ code, path, message }` of the error of the function it stands for"
)]

#[cfg(feature = "classifier")]
pub mod classifier;
#[cfg(feature = "core")]
pub mod core;

use std::cell::RefCell;

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::codebook::{Codebook, Locale};
use crate::dossier::Dossier;
use crate::error::Error;
use crate::reference::ReferenceDocument;

/// What was handed in so far.
#[derive(Default)]
struct Library {
    codebook: Option<Codebook>,
    cases: Vec<Dossier>,
    references: Option<ReferenceDocument>,
}

thread_local! {
    static LIBRARY: RefCell<Library> = RefCell::default();
}

impl Library {
    fn codebook(&self) -> Result<&Codebook, Error> {
        self.codebook.as_ref().ok_or(Error::NotLoaded { what: "the codebook" })
    }

    fn case(&self, id: &str, path: &str) -> Result<&Dossier, Error> {
        self.cases.iter().find(|case| case.case_id() == id).ok_or_else(|| Error::Unknown {
            path: path.to_owned(),
            what: "loaded case",
            id: id.to_owned(),
            known: self.cases.iter().map(Dossier::case_id).collect::<Vec<_>>().join(", "),
        })
    }

    /// The cases with these ids, in their order.
    fn cases(&self, ids: &[String], path: &str) -> Result<Vec<&Dossier>, Error> {
        let case = |(index, id): (usize, &String)| self.case(id, &format!("{path}[{index}]"));
        ids.iter().enumerate().map(case).collect()
    }
}

/// An error as JavaScript sees it.
#[derive(Serialize)]
struct Refusal {
    code: &'static str,
    path: String,
    message: String,
}

impl From<Error> for JsValue {
    fn from(error: Error) -> Self {
        let refusal =
            Refusal { code: error.code(), path: error.path(), message: error.to_string() };
        serde_wasm_bindgen::to_value(&refusal)
            .unwrap_or_else(|_| JsValue::from_str(&refusal.message))
    }
}

fn plain<T: Serialize>(value: &T) -> Result<JsValue, JsValue> {
    Ok(value.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?)
}

/// Version of the library.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// Checks a codebook given as JSON and keeps it; everything else is scored by it. The same rules
/// in another language add their texts.
#[wasm_bindgen(js_name = addCodebook)]
pub fn add_codebook(json: &str) -> Result<(), JsValue> {
    let codebook = Codebook::from_json(json)?;
    LIBRARY.with_borrow_mut(|library| match &mut library.codebook {
        Some(known) => known.take_over(codebook),
        none => *none = Some(codebook),
    });
    Ok(())
}

/// Keeps what the figures say in a language, given as a JSON object of key and text.
#[wasm_bindgen(js_name = addMessages)]
pub fn add_messages(locale: &str, json: &str) -> Result<(), JsValue> {
    let known = Locale::ALL.iter().copied().find(|known| known.word() == locale);
    let locale = known.ok_or_else(|| Error::Unknown {
        path: "locale".into(),
        what: "language",
        id: locale.to_owned(),
        known: "en, es".into(),
    })?;
    Ok(crate::messages::add(locale, json)?)
}

/// Checks a case given as JSON and keeps it; returns its id. A case with the same id is replaced.
#[wasm_bindgen(js_name = addCase)]
pub fn add_case(json: &str) -> Result<String, JsValue> {
    LIBRARY.with_borrow_mut(|library| {
        let dossier = Dossier::from_json(json, library.codebook()?)?;
        let id = dossier.case_id().to_owned();
        library.cases.retain(|case| case.case_id() != id);
        library.cases.push(dossier);
        Ok(id)
    })
}

/// Checks reference alliances given as JSON and keeps them in place of earlier ones.
#[wasm_bindgen(js_name = addReferences)]
pub fn add_references(json: &str) -> Result<(), JsValue> {
    LIBRARY.with_borrow_mut(|library| {
        library.references = Some(ReferenceDocument::from_json(json, library.codebook()?)?);
        Ok(())
    })
}
