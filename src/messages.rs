//! What figures and verdicts say, by language. The messages are data: `data/messages.csv`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::codebook::Locale;
use crate::error::Error;
use crate::table::from_json;

/// Messages of one language by their keys. `{name}` in a text stands for a value that is filled in.
pub type Messages = BTreeMap<String, String>;

static ENGLISH: OnceLock<Messages> = OnceLock::new();
static SPANISH: OnceLock<Messages> = OnceLock::new();

fn slot(locale: Locale) -> &'static OnceLock<Messages> {
    match locale {
        Locale::En => &ENGLISH,
        Locale::Es => &SPANISH,
    }
}

/// The messages of a language; none where they were neither built in nor handed in.
#[cfg_attr(
    feature = "bundled",
    allow(clippy::unnecessary_wraps, reason = "not without those that come along")
)]
pub(crate) fn of(locale: Locale) -> Option<&'static Messages> {
    #[cfg(feature = "bundled")]
    return Some(slot(locale).get_or_init(|| bundled(locale)));
    #[cfg(not(feature = "bundled"))]
    return slot(locale).get();
}

/// Hands in the messages of a language as a JSON object of key and text. Those that are there stay.
///
/// # Errors
/// [`Error::Json`] or [`Error::Field`] with the key of the message.
pub fn add(locale: Locale, json: &str) -> Result<(), Error> {
    let messages = from_json(json)?;
    slot(locale).get_or_init(|| messages);
    Ok(())
}

#[cfg(feature = "bundled")]
pub use table::bundled;

#[cfg(feature = "bundled")]
mod table {
    use super::Messages;
    use crate::codebook::Locale;
    use crate::table::{Bundle, Tables, bundle, row};

    const BUNDLED: Bundle = bundle!("": "messages");

    row! {
        /// A message in every language.
        Message in "messages" {
            /// What the code calls it.
            key: String,
            /// English.
            en: String,
            /// Spanish.
            es: String,
        }
    }

    /// The messages of a language that this library brings along.
    pub fn bundled(locale: Locale) -> Messages {
        // Whether the bundled table is readable and complete is a test's question, not a reader's.
        let rows: Vec<Message> = Tables::of(&BUNDLED).rows();
        let text = |message: Message| match locale {
            Locale::En => (message.key, message.en),
            Locale::Es => (message.key, message.es),
        };
        rows.into_iter().map(text).collect()
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn every_message_stands_in_both_languages_with_the_same_places() {
            let mut tables = Tables::of(&BUNDLED);
            let rows: Vec<Message> = tables.rows();
            assert_eq!(tables.finish(), Ok(()));
            let places = |text: &str| {
                let mut places: Vec<String> = text
                    .split('{')
                    .skip(1)
                    .filter_map(|rest| Some(rest.split_once('}')?.0.to_owned()))
                    .collect();
                places.sort();
                places
            };
            for message in &rows {
                assert!(!message.en.is_empty() && !message.es.is_empty(), "{}", message.key);
                assert_eq!(places(&message.en), places(&message.es), "{}", message.key);
            }
            let mut keys: Vec<&String> = rows.iter().map(|message| &message.key).collect();
            keys.sort();
            keys.dedup();
            assert_eq!(keys.len(), rows.len(), "a key stands twice");
        }
    }
}
