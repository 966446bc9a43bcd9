//! What the element of the simulator draws: two policies from their numbers, and one run period by period.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::plain;
use crate::figure::{self, FigureOptions, Part, PoliciesView, SceneView};
use crate::simulator::{self, DepthScale};
use crate::table::from_json;

/// The parts of a figure.
#[derive(Serialize)]
struct Drawn {
    finding: String,
    table: String,
    parts: Vec<Part>,
}

/// Draws two policies beside what was, from their numbers: the parts of the figure.
#[wasm_bindgen(js_name = drawPolicies)]
pub fn draw_policies(view: &str, options: &str) -> Result<JsValue, JsValue> {
    let view: PoliciesView = from_json(view)?;
    let drawn = figure::policies_parts(&view, &FigureOptions::from_json(options)?)?;
    plain(&Drawn { finding: drawn.finding, table: drawn.table.0, parts: drawn.parts })
}

/// The same as one drawing for download.
#[wasm_bindgen(js_name = policiesSvg)]
pub fn policies_svg(view: &str, options: &str) -> Result<String, JsValue> {
    let view: PoliciesView = from_json(view)?;
    Ok(figure::policies_svg(&view, &FigureOptions::from_json(options)?)?)
}

/// Draws one period of one run.
#[wasm_bindgen(js_name = drawStep)]
pub fn draw_step(view: &str, options: &str) -> Result<JsValue, JsValue> {
    let view: SceneView = from_json(view)?;
    plain(&figure::policy_step(&view, &FigureOptions::from_json(options)?)?)
}

/// Counts of a density, point by point, as the bytes of a picture; colours are 0xRRGGBB.
#[wasm_bindgen(js_name = densityPixels)]
pub fn density_pixels(
    counts: &[f64],
    bins: usize,
    most: f64,
    is_log: bool,
    light: u32,
    deep: u32,
) -> Vec<u8> {
    let scale = if is_log { DepthScale::Logarithm } else { DepthScale::Root };
    let colours = [light, deep].map(|colour| {
        let [_, red, green, blue] = colour.to_be_bytes();
        [red, green, blue]
    });
    simulator::density_pixels(counts, bins, most, scale, colours)
}

/// The style sheet of these figures.
#[wasm_bindgen(js_name = policiesStyle)]
pub fn figure_style() -> String {
    figure::POLICIES_STYLE.to_owned()
}
