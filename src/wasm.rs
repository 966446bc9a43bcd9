//! The JavaScript face: free functions over plain data, and nothing else.
//!
//! Input comes as JSON text and is refused with the path of the field; results
//! leave as plain objects. Cases and reference alliances are handed in once and kept.
//! Functions of one module stand under its feature, so that a second module can be
//! built from the same crate without them.

use std::cell::RefCell;

use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use crate::calibration::Calibration;
use crate::codebook::{Codebook, Locale};
use crate::compare::Comparison;
use crate::conduct::Conduct;
use crate::dossier::Dossier;
use crate::error::{Error, from_json};
use crate::figure::{self, FigureOptions};
use crate::reference::ReferenceDocument;
use crate::typology::Profile;

/// What was handed in so far.
#[derive(Default)]
struct Library {
    cases: Vec<Dossier>,
    references: Option<ReferenceDocument>,
}

thread_local! {
    static LIBRARY: RefCell<Library> = RefCell::default();
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
        let refusal = Refusal { code: error.code(), path: error.path(), message: error.to_string() };
        serde_wasm_bindgen::to_value(&refusal).unwrap_or_else(|_| JsValue::from_str(&refusal.message))
    }
}

fn plain<T: Serialize>(value: &T) -> Result<JsValue, JsValue> {
    Ok(value.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?)
}

fn find<'a>(library: &'a Library, id: &str, path: &str) -> Result<&'a Dossier, Error> {
    library.cases.iter().find(|case| case.case_id() == id).ok_or_else(|| Error::Unknown {
        path: path.to_owned(),
        what: "loaded case",
        id: id.to_owned(),
        known: library.cases.iter().map(Dossier::case_id).collect::<Vec<_>>().join(", "),
    })
}

/// Version of the library.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// Checks a case given as JSON and keeps it; returns its id. A case with the same id is replaced.
#[cfg(feature = "core")]
#[wasm_bindgen(js_name = addCase)]
pub fn add_case(json: &str) -> Result<String, JsValue> {
    let dossier = Dossier::from_json(json, Codebook::bundled()?)?;
    let id = dossier.case_id().to_owned();
    LIBRARY.with_borrow_mut(|library| {
        library.cases.retain(|case| case.case_id() != id);
        library.cases.push(dossier);
    });
    Ok(id)
}

/// Checks reference alliances given as JSON and keeps them in place of earlier ones.
#[cfg(feature = "core")]
#[wasm_bindgen(js_name = addReferences)]
pub fn add_references(json: &str) -> Result<(), JsValue> {
    let references = ReferenceDocument::from_json(json, Codebook::bundled()?)?;
    LIBRARY.with_borrow_mut(|library| library.references = Some(references));
    Ok(())
}

/// The verdict on a profile.
#[cfg(feature = "core")]
#[wasm_bindgen]
pub fn classify(profile: &str) -> Result<JsValue, JsValue> {
    plain(&from_json::<Profile>(profile)?.classify(Codebook::bundled()?)?)
}

/// Membership of a raw value by three anchors, 0-1.
#[cfg(feature = "core")]
#[wasm_bindgen]
pub fn calibrate(anchors: &str, raw: f64) -> Result<f64, JsValue> {
    Ok(from_json::<Calibration>(anchors)?.membership(raw)?)
}

/// The codebook by which everything is scored.
#[cfg(feature = "core")]
#[wasm_bindgen]
pub fn codebook() -> Result<JsValue, JsValue> {
    plain(Codebook::bundled()?)
}

/// What to compare.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ComparisonRequest {
    cases: Vec<String>,
    references: bool,
}

/// Compares cases that were handed in.
#[cfg(feature = "core")]
#[wasm_bindgen]
pub fn compare(request: &str) -> Result<JsValue, JsValue> {
    let request: ComparisonRequest = from_json(request)?;
    let comparison = LIBRARY.with_borrow(|library| {
        let cases = request
            .cases
            .iter()
            .enumerate()
            .map(|(index, id)| find(library, id, &format!("cases[{index}]")))
            .collect::<Result<Vec<_>, _>>()?;
        let references = library.references.as_ref().filter(|_| request.references);
        crate::compare::compare(&cases, references, Codebook::bundled()?)
    })?;
    plain(&comparison)
}

/// Whose conduct, and when.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConductRequest {
    case_id: String,
    year: Option<i32>,
    index: Option<usize>,
}

/// Who fought and who helped in one year of a case that was handed in.
#[cfg(feature = "core")]
#[wasm_bindgen]
pub fn conduct(request: &str) -> Result<JsValue, JsValue> {
    let request: ConductRequest = from_json(request)?;
    let conduct = LIBRARY.with_borrow(|library| {
        let case = find(library, &request.case_id, "case_id")?;
        crate::conduct::conduct(case, request.year, request.index.unwrap_or(0))
    })?;
    plain(&conduct)
}

/// Draws a result: `comparison` and `answers` take a comparison, `conduct` a conduct.
#[cfg(feature = "core")]
#[wasm_bindgen(js_name = renderFigure)]
pub fn render_figure(kind: &str, result: &str, options: &str) -> Result<JsValue, JsValue> {
    let options: FigureOptions = from_json(options)?;
    let codebook = Codebook::bundled()?;
    let figure = match kind {
        "comparison" => figure::comparison(&from_json::<Comparison>(result)?, codebook, &options)?,
        "answers" => figure::answers(&from_json::<Comparison>(result)?, codebook, &options)?,
        "conduct" => figure::conduct(&from_json::<Conduct>(result)?, &options)?,
        other => {
            let known = "comparison, answers, conduct".into();
            return Err(Error::Unknown { path: "kind".into(), what: "figure", id: other.to_owned(), known }.into());
        }
    };
    plain(&figure)
}

/// The style sheet of the figures.
#[cfg(feature = "core")]
#[wasm_bindgen(js_name = figureStyle)]
pub fn figure_style() -> String {
    figure::STYLE.to_owned()
}

/// What the controls of the elements say.
#[cfg(feature = "core")]
#[wasm_bindgen]
pub fn messages(locale: &str) -> Result<JsValue, JsValue> {
    let locale = Locale::ALL.iter().copied().find(|known| known.word() == locale).unwrap_or(Locale::En);
    plain(&figure::messages_with("", locale))
}
