//! Words that are handed in once, by language.

use wasm_bindgen::prelude::*;

use crate::codebook::Locale;
use crate::error::Error;

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
