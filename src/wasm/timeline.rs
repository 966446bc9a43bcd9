//! Cases over time, and their figure.

use wasm_bindgen::prelude::*;

use super::library::{LIBRARY, Library};
use super::plain;
use crate::error::Error;
use crate::figure::{self, TimelineOptions};
use crate::table::{from_json, row};
use crate::timeline::{Align, Timeline};

row! {
    /// What to bring onto one axis.
    TimelineRequest in "request" {
        /// Ids of the cases.
        cases: Vec<String>,
        /// What is the same at one place of the axis.
        align: Align,
    }
}

impl TimelineRequest {
    fn answer(&self, library: &Library) -> Result<Timeline, Error> {
        let cases = library.cases(&self.cases, "cases")?;
        Ok(crate::timeline::timeline(&cases, self.align, library.codebook()?))
    }
}

/// Brings cases that were handed in, with all their series, onto one axis of years.
#[wasm_bindgen]
pub fn timeline(request: &str) -> Result<JsValue, JsValue> {
    let request: TimelineRequest = from_json(request)?;
    LIBRARY.with_borrow(|library| plain(&request.answer(library)?))
}

/// Draws what a request of `timeline` gives.
#[wasm_bindgen(js_name = renderTimeline)]
pub fn render_timeline(request: &str, options: &str) -> Result<JsValue, JsValue> {
    let request: TimelineRequest = from_json(request)?;
    let options = TimelineOptions::from_json(options)?;
    LIBRARY.with_borrow(|library| plain(&figure::timeline(&request.answer(library)?, &options)?))
}

/// The style sheet of the figure.
#[wasm_bindgen(js_name = timelineStyle)]
pub fn timeline_style() -> String {
    figure::TIMELINE_STYLE.to_owned()
}
