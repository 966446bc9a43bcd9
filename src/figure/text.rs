//! How wide texts will be, and where they break.

use crate::texts::JOINER;

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
