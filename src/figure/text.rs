//! Words and numbers of the figures, in each language.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::codebook::Locale;
use crate::table::{self, Files, row};

row! {
    /// A message in every language. `{name}` stands for a value that is filled in.
    Message in "messages" {
        /// What the code calls it.
        key: String,
        /// English.
        en: String,
        /// Spanish.
        es: String,
    }
}

struct Bundled;

impl Files for Bundled {
    fn text(&self, _: &str) -> Option<String> {
        Some(include_str!("../../data/messages.csv").to_owned())
    }

    fn label(&self, name: &str) -> String {
        format!("data/{name}.csv")
    }
}

fn messages() -> &'static BTreeMap<String, Message> {
    static MESSAGES: OnceLock<BTreeMap<String, Message>> = OnceLock::new();
    // Whether the bundled table is readable and complete is a test's question, not a reader's.
    MESSAGES.get_or_init(|| {
        let rows = table::read::<Message>(&Bundled, &mut Vec::new()).rows;
        rows.into_iter().map(|message| (message.key.clone(), message)).collect()
    })
}

/// Messages whose key begins with `prefix`, without the prefix: for the controls of the elements.
pub fn messages_with(prefix: &str, locale: Locale) -> BTreeMap<String, String> {
    let texts = Texts(locale);
    messages().keys().filter_map(|key| Some((key.strip_prefix(prefix)?.to_owned(), texts.get(key).to_owned()))).collect()
}

/// The messages of one language, and how it writes numbers, spans and lists.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Texts(pub Locale);

impl Texts {
    /// A message; its key where there is none, so that a gap is seen and nothing breaks.
    pub fn get(self, key: &str) -> &'static str {
        match (messages().get(key), self.0) {
            (Some(message), Locale::En) => &message.en,
            (Some(message), Locale::Es) => &message.es,
            (None, _) => {
                debug_assert!(false, "no message `{key}`");
                "…"
            }
        }
    }

    /// A message with its places filled in. `{Name}` takes the value of `name` with a capital.
    pub fn fill(self, key: &str, values: &[(&str, &str)]) -> String {
        let mut text = self.get(key).to_owned();
        for (name, value) in values {
            text = text.replace(&format!("{{{name}}}"), value);
            text = text.replace(&format!("{{{}}}", capitalised(name)), &capitalised(value));
        }
        match self.0 {
            Locale::En => text,
            Locale::Es => text.replace(" de el ", " del ").replace(" a el ", " al "),
        }
    }

    /// A number with the decimal mark of the language.
    pub fn number(self, value: f64, decimals: usize) -> String {
        let text = format!("{value:.decimals$}");
        match self.0 {
            Locale::En => text,
            Locale::Es => text.replace('.', ","),
        }
    }

    /// A degree with two decimals: means and memberships.
    pub fn degree(self, value: f64) -> String {
        self.number(value, 2)
    }

    /// A judged score or a tenth with one decimal.
    pub fn tenth(self, value: f64) -> String {
        self.number(value, 1)
    }

    /// Numbers in brackets, apart from each other also where the comma is a decimal mark.
    pub fn numbers(self, values: impl Iterator<Item = f64>) -> String {
        let between = if self.0 == Locale::Es { "; " } else { ", " };
        values.map(|value| self.degree(value)).collect::<Vec<_>>().join(between)
    }

    /// `a, b and c`.
    pub fn and(self, items: &[String]) -> String {
        self.list("list.and", items)
    }

    /// `a, b or c`.
    pub fn or(self, items: &[String]) -> String {
        self.list("list.or", items)
    }

    fn list(self, key: &str, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [only] => only.clone(),
            [before @ .., last] => self.fill(key, &[("before", &before.join(", ")), ("last", last)]),
        }
    }
}

/// `1998–2002`, `2003–10`, `1993`.
pub(crate) fn span(from: i32, to: i32) -> String {
    if from == to {
        from.to_string()
    } else if from / 100 == to / 100 {
        format!("{from}–{:02}", to % 100)
    } else {
        format!("{from}–{to}")
    }
}

/// With a capital at the beginning.
pub(crate) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Advance widths of Helvetica from space to tilde, in thousandths of the size.
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278,
    584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944,
    667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// Room to spare: the figure is set in the host's font, which may run wider than Helvetica.
const HOST_FONT: f64 = 1.1;

/// How wide a text will be in pixels, on the safe side.
pub(crate) fn text_width(text: &str, size: f64) -> f64 {
    let advance = |c: char| {
        let index = (c as usize).checked_sub(32);
        f64::from(index.and_then(|index| WIDTHS.get(index)).copied().unwrap_or(600))
    };
    text.chars().map(advance).sum::<f64>() / 1000.0 * size * HOST_FONT
}

/// Breaks a text into lines of at most `room` pixels, of about equal length.
pub(crate) fn wrap(text: &str, room: f64, size: f64) -> Vec<String> {
    let lines = greedy(text, room, size);
    let mut best = lines.clone();
    let mut narrower = room;
    while narrower > 40.0 {
        narrower -= 6.0;
        let tried = greedy(text, narrower, size);
        if tried.len() > lines.len() {
            break;
        }
        best = tried;
    }
    best
}

fn greedy(text: &str, room: f64, size: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if text_width(&format!("{line} {word}"), size) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_stands_in_both_languages_with_the_same_places() {
        let mut faults = Vec::new();
        let rows = table::read::<Message>(&Bundled, &mut faults).rows;
        assert_eq!(faults, []);
        let places = |text: &str| {
            let mut places: Vec<String> = text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0.to_owned())).collect();
            places.sort();
            places
        };
        for message in &rows {
            assert!(!message.en.is_empty() && !message.es.is_empty(), "{}", message.key);
            assert_eq!(places(&message.en), places(&message.es), "{}", message.key);
        }
        assert_eq!(rows.len(), messages().len(), "a key stands twice");
    }

    #[test]
    fn spans_are_as_short_as_they_can_be() {
        for (from, to, expected) in [(1998, 2002, "1998–2002"), (2003, 2010, "2003–10"), (2001, 2005, "2001–05"), (1993, 1993, "1993")] {
            assert_eq!(span(from, to), expected);
        }
    }

    #[test]
    fn articles_contract_in_spanish() {
        let texts = Texts(Locale::Es);
        let filled = texts.fill("conduct.threat", &[("threat", "el ELN")]);
        assert_eq!(filled, "a el ELN");
        let headline = texts.fill("conduct.headline_one", &[("year", "2001"), ("state", "el Estado colombiano"), ("threats", &filled)]);
        assert!(headline.contains("partes del Estado colombiano combatieron al ELN"), "{headline}");
    }
}
