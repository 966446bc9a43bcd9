//! What the elements need: comparisons, conduct and figures.

use wasm_bindgen::prelude::*;

use super::library::{LIBRARY, Library};
use super::plain;
use crate::compare::Comparison;
use crate::conduct::Conduct;
use crate::error::Error;
use crate::figure::{self, Figure, FigureOptions};
use crate::table::{from_json, row};
use crate::typology::{Coder, Structures};

row! {
    /// What to compare.
    ComparisonRequest in "request" {
        /// Ids of the cases.
        cases: Vec<String>,
        /// Whether the reference alliances are added.
        references: bool,
        /// Whose scores each verdict rests on: the first coder's where it is left out.
        coder: Option<Coder>,
        /// Structures in place of those of the codebook, by dimension.
        structure: Option<Structures>,
    }
}

impl ComparisonRequest {
    fn answer(&self, library: &Library) -> Result<Comparison, Error> {
        let cases = library.cases(&self.cases, "cases")?;
        let references = library.references.as_ref().filter(|_| self.references);
        let mut codebook = library.codebook()?.clone();
        codebook.structure = self.structure.unwrap_or_default().over(&codebook)?;
        crate::compare::compare(&cases, references, self.coder.unwrap_or_default(), &codebook)
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
    figure::CASES_STYLE.to_owned()
}
