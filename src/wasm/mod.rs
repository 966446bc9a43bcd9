//! The JavaScript face: free functions over plain data, and nothing else.
//!
//! Input comes as JSON text and is refused with the path of the field; results
//! leave as plain objects. A module carries no data. Four modules are built from the
//! crate, each with the feature of its name: `core`, which the elements of cases load,
//! `classifier`, `timeline`, `simulator`, and `policies`, which draws what that gives. What all need stands here.
#![allow(
    clippy::missing_errors_doc,
    reason = "each throws `{ code, path, message }` of the error of the function it stands for"
)]

#[cfg(feature = "classifier")]
pub mod classifier;
#[cfg(feature = "core")]
pub mod core;
#[cfg(any(feature = "core", feature = "classifier", feature = "timeline"))]
pub mod library;
#[cfg(feature = "policies")]
pub mod policies;
#[cfg(feature = "simulator")]
pub mod simulator;
#[cfg(any(feature = "core", feature = "classifier", feature = "policies", feature = "timeline"))]
pub mod texts;
#[cfg(feature = "timeline")]
pub mod timeline;

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::error::Error;

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

/// A plain object; bytes stay bytes.
fn plain<T: Serialize>(value: &T) -> Result<JsValue, JsValue> {
    let serializer =
        serde_wasm_bindgen::Serializer::json_compatible().serialize_bytes_as_arrays(false);
    Ok(value.serialize(&serializer)?)
}

/// Version of the library.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
