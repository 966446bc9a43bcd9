//! Words and numbers as readers see them, in each language.

use crate::codebook::{Dimension, Locale};
use crate::error::Error;
use crate::messages;
use crate::number::fixed;

/// The messages of one language, and how it writes numbers, spans and lists.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Texts(pub Locale);

impl Texts {
    /// The texts of a language; English where none is named.
    ///
    /// # Errors
    /// [`Error::NotLoaded`] where they were neither built in nor handed in.
    pub fn loaded(locale: Option<Locale>) -> Result<Self, Error> {
        let locale = locale.unwrap_or(Locale::En);
        let what = "the texts of this language";
        messages::of(locale).map(|_| Self(locale)).ok_or(Error::NotLoaded { what })
    }

    /// A message; an ellipsis where there is none, so that a gap is seen and nothing breaks.
    pub fn get(self, key: &str) -> &'static str {
        let found = messages::of(self.0).and_then(|messages| messages.get(key));
        debug_assert!(found.is_some(), "no message `{key}`");
        found.map_or("…", String::as_str)
    }

    /// A message with its places filled in. `{Name}` takes the value of `name` with a capital. What
    /// is filled in is taken as it is, braces and all.
    pub fn fill(self, key: &str, values: &[(&str, &str)]) -> String {
        let mut text = String::new();
        let mut rest = self.get(key);
        while let Some((before, place)) = rest.split_once('{') {
            let (name, after) = place.split_once('}').unwrap_or((place, ""));
            text.push_str(before);
            for (known, value) in values {
                if *known == name {
                    text.push_str(value);
                } else if capitalised(known) == name {
                    text.push_str(&capitalised(value));
                }
            }
            rest = after;
        }
        text.push_str(rest);
        match self.0 {
            Locale::En => text,
            Locale::Es => text.replace(" de el ", " del ").replace(" a el ", " al "),
        }
    }

    /// A number with the decimal mark of the language.
    pub fn number(self, value: f64, decimals: u32) -> String {
        let text = fixed(value, decimals);
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

    /// `question 4`, `questions 1, 2 and 3`: by the messages for one and for several.
    pub fn questions(self, [one, several]: [&str; 2], dimensions: &[Dimension]) -> String {
        let numbers = question_numbers(dimensions);
        let list = self.and(&numbers);
        self.fill(
            if numbers.len() == 1 { one } else { several },
            &[("number", &list), ("numbers", &list)],
        )
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
            [before @ .., last] => {
                self.fill(key, &[("before", &before.join(", ")), ("last", last)])
            }
        }
    }
}

/// Number of a question as a reader sees it: 1 for D1.
pub(crate) fn question_number(dimension: Dimension) -> &'static str {
    dimension.word().trim_start_matches('D')
}

/// Numbers of questions.
pub(crate) fn question_numbers(dimensions: &[Dimension]) -> Vec<String> {
    dimensions.iter().map(|&dimension| question_number(dimension).to_owned()).collect()
}

/// Keeps a line from breaking after the dash before it; it has no width.
pub(crate) const JOINER: char = '\u{2060}';

/// `1998–2002`, `2003–10`, `1993`.
pub(crate) fn span(from: i32, to: i32) -> String {
    if from == to {
        from.to_string()
    } else if from / 100 == to / 100 {
        format!("{from}–{JOINER}{:02}", to % 100)
    } else {
        format!("{from}–{JOINER}{to}")
    }
}

/// With a capital at the beginning, in the languages that there are. (The full rule of Unicode is 10 kB of tables.)
pub(crate) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    let capital = |first: char| match first {
        'á' => 'Á',
        'é' => 'É',
        'í' => 'Í',
        'ó' => 'Ó',
        'ú' => 'Ú',
        'ñ' => 'Ñ',
        _ => first.to_ascii_uppercase(),
    };
    chars.next().map_or_else(String::new, |first| format!("{}{}", capital(first), chars.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_as_short_as_they_can_be() {
        for (from, to, expected) in [
            (1998, 2002, "1998–2002"),
            (2003, 2010, "2003–10"),
            (2001, 2005, "2001–05"),
            (1993, 1993, "1993"),
        ] {
            assert_eq!(span(from, to).replace(JOINER, ""), expected);
        }
    }

    #[test]
    fn articles_contract_in_spanish() {
        let texts = Texts(Locale::Es);
        let filled = texts.fill("conduct.threat", &[("threat", "el ELN")]);
        assert_eq!(filled, "a el ELN");
        let headline = texts.fill(
            "conduct.headline_one",
            &[("year", "2001"), ("state", "el Estado colombiano"), ("threats", &filled)],
        );
        assert!(headline.contains("partes del Estado colombiano combatieron al ELN"), "{headline}");
    }
}
