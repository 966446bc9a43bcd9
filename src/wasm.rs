//! The JavaScript face: free functions over plain data, and nothing else.
//!
//! Input comes as JSON text and is refused with the path of the field; results
//! leave as plain objects. The module carries no data: codebook, messages, cases and
//! reference alliances are handed in once and kept. Functions of one module stand
//! under its feature, so that a second module can be built from the same crate
//! without them.
#![cfg(feature = "core")]
#![allow(
    clippy::missing_errors_doc,
    reason = "each throws `{ code, path, message }` of the error of the function it stands for"
)]

use std::cell::RefCell;

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::calibration::Calibration;
use crate::codebook::{Codebook, Locale};
use crate::compare::Comparison;
use crate::conduct::Conduct;
use crate::dossier::Dossier;
use crate::error::Error;
use crate::figure::{self, Figure, FigureOptions};
use crate::reference::ReferenceDocument;
use crate::table::{from_json, row};
use crate::typology::{ClassifyOptions, Profile};

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

/// Checks a codebook given as JSON and keeps it; everything else is scored by it.
#[wasm_bindgen(js_name = addCodebook)]
pub fn add_codebook(json: &str) -> Result<(), JsValue> {
    let codebook = Codebook::from_json(json)?;
    LIBRARY.with_borrow_mut(|library| library.codebook = Some(codebook));
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

/// The verdict on a profile.
#[wasm_bindgen]
pub fn classify(profile: &str) -> Result<JsValue, JsValue> {
    let profile = Profile::from_json(profile)?;
    LIBRARY.with_borrow(|library| {
        plain(&profile.classify(library.codebook()?, &ClassifyOptions::default())?)
    })
}

/// Membership of a raw value by three anchors, 0-1.
#[wasm_bindgen]
pub fn calibrate(anchors: &str, raw: f64) -> Result<f64, JsValue> {
    Ok(Calibration::from_json(anchors)?.membership(raw)?)
}

/// The codebook by which everything is scored.
#[wasm_bindgen]
pub fn codebook() -> Result<JsValue, JsValue> {
    LIBRARY.with_borrow(|library| plain(library.codebook()?))
}

row! {
    /// What to compare.
    ComparisonRequest in "request" {
        /// Ids of the cases.
        cases: Vec<String>,
        /// Whether the reference alliances are added.
        references: bool,
    }
}

impl ComparisonRequest {
    fn answer(&self, library: &Library) -> Result<Comparison, Error> {
        let mut cases = Vec::new();
        for (index, id) in self.cases.iter().enumerate() {
            cases.push(library.case(id, &format!("cases[{index}]"))?);
        }
        let references = library.references.as_ref().filter(|_| self.references);
        crate::compare::compare(&cases, references, library.codebook()?)
    }
}

/// Compares cases that were handed in.
#[wasm_bindgen]
pub fn compare(request: &str) -> Result<JsValue, JsValue> {
    let request: ComparisonRequest = from_json(request)?;
    LIBRARY.with_borrow(|library| plain(&request.answer(library)?))
}

row! {
    /// Whose conduct, and when.
    ConductRequest in "request" {
        /// Id of the case.
        case_id: String,
        /// The year.
        year: Option<i32>,
        /// Place of the case among those shown, from 0.
        index: Option<u8>,
    }
}

impl ConductRequest {
    fn answer(&self, library: &Library) -> Result<Conduct, Error> {
        let case = library.case(&self.case_id, "case_id")?;
        crate::conduct::conduct(case, self.year, self.index.unwrap_or(0).into())
    }
}

/// Who fought and who helped in one year of a case that was handed in.
#[wasm_bindgen]
pub fn conduct(request: &str) -> Result<JsValue, JsValue> {
    let request: ConductRequest = from_json(request)?;
    LIBRARY.with_borrow(|library| plain(&request.answer(library)?))
}

/// Draws what a request gives: `comparison` and `answers` one of `compare`, `conduct` one of `conduct`.
///
/// Drawing starts from the request, not from a result: reading results back in would
/// double the module, and a figure can then never differ from the data that were handed in.
#[wasm_bindgen(js_name = renderFigure)]
pub fn render_figure(kind: &str, request: &str, options: &str) -> Result<JsValue, JsValue> {
    let options = FigureOptions::from_json(options)?;
    LIBRARY.with_borrow(|library| plain(&drawn(library, kind, request, &options)?))
}

fn drawn(
    library: &Library,
    kind: &str,
    request: &str,
    options: &FigureOptions,
) -> Result<Figure, Error> {
    if kind == "conduct" {
        return figure::conduct(&from_json::<ConductRequest>(request)?.answer(library)?, options);
    }
    let draw = match kind {
        "comparison" => figure::comparison,
        "answers" => figure::answers,
        other => {
            return Err(Error::Unknown {
                path: "kind".into(),
                what: "figure",
                id: other.to_owned(),
                known: "comparison, answers, conduct".into(),
            });
        }
    };
    let comparison = from_json::<ComparisonRequest>(request)?.answer(library)?;
    draw(&comparison, library.codebook()?, options)
}

/// The style sheet of the figures.
#[wasm_bindgen(js_name = figureStyle)]
pub fn figure_style() -> String {
    figure::STYLE.to_owned()
}
