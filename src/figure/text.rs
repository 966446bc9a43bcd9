//! Words and numbers of the figures, in each language.

use super::messages;
use crate::codebook::Locale;
use crate::number::fixed;

/// The messages of one language, and how it writes numbers, spans and lists.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Texts(pub Locale);

impl Texts {
    /// A message; an ellipsis where there is none, so that a gap is seen and nothing breaks.
    pub fn get(self, key: &str) -> &'static str {
        let found = messages::of(self.0).and_then(|messages| messages.get(key));
        debug_assert!(found.is_some(), "no message `{key}`");
        found.map_or("…", String::as_str)
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

/// Keeps a line from breaking after the dash before it; it has no width.
const JOINER: char = '\u{2060}';

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

/// Advance widths of Helvetica from space to tilde, in thousandths of the size.
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// Room to spare: the figure is set in the host's font, which may run wider than Helvetica.
const HOST_FONT: f64 = 1.1;

/// How wide a text will be in pixels, on the safe side.
pub(crate) fn text_width(text: &str, size: f64) -> f64 {
    let advance = |c: char| {
        if c == JOINER {
            return 0.0;
        }
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
