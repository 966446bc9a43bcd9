//! Primitives of a drawing. Colours are classes; the style sheet gives them their tokens.

use maud::{Markup, PreEscaped, Render, html};

use crate::number::fixed;

/// A coordinate with one decimal at most: a tenth of a pixel is finer than any screen.
pub(crate) struct At(pub f64);

impl Render for At {
    fn render_to(&self, buffer: &mut String) {
        let tenths = (self.0.abs() * 10.0).round();
        if tenths < 1e6 {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 1e6")]
            push_tenths(buffer, self.0 < 0.0, tenths as u32);
            return;
        }
        let text = fixed(self.0, 1);
        buffer.push_str(text.strip_suffix(".0").unwrap_or(&text));
    }
}

/// Tenths as a decimal number. The formatting of the standard library takes several times as long, and paths
/// are thousands of coordinates.
fn push_tenths(buffer: &mut String, is_negative: bool, tenths: u32) {
    if is_negative && tenths > 0 {
        buffer.push('-');
    }
    let digit = |number: u32| char::from_digit(number % 10, 10).unwrap_or('0');
    let whole = tenths / 10;
    let mut unit = 1;
    while whole / unit >= 10 {
        unit *= 10;
    }
    while unit > 0 {
        buffer.push(digit(whole / unit));
        unit /= 10;
    }
    if !tenths.is_multiple_of(10) {
        buffer.push('.');
        buffer.push(digit(tenths));
    }
}

/// The coordinate as text, for use inside a longer one.
pub(crate) fn at(coordinate: f64) -> String {
    At(coordinate).render().0
}

/// A value kept within bounds; of bounds that cross each other, the least one holds.
pub(crate) fn within(value: f64, least: f64, most: f64) -> f64 {
    value.min(most).max(least)
}

/// Which end of a text stands at its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// A drawing under way: marks in the order of painting.
#[derive(Debug)]
pub(crate) struct Drawing {
    pub width: f64,
    pub height: f64,
    marks: String,
}

impl Drawing {
    pub fn new(width: f64, height: f64) -> Self {
        Self { width, height, marks: String::new() }
    }

    pub fn add(&mut self, mark: &Markup) {
        self.marks.push_str(&mark.0);
    }

    pub fn text(&mut self, x: f64, y: f64, anchor: Anchor, class: &str, text: &str) {
        self.add(&text_mark(x, y, anchor, class, text));
    }

    pub fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) {
        self.add(&html! { line class=(class) x1=(At(from.0)) y1=(At(from.1)) x2=(At(to.0)) y2=(At(to.1)) {} });
    }

    pub fn rect(&mut self, class: &str, x: f64, y: f64, width: f64, height: f64) {
        self.add(&rect(class, x, y, width, height));
    }

    /// The marks inside an `svg`. Without inline styles, which a strict page would refuse.
    pub fn finish(self, class: &str, role: &Role) -> Markup {
        let (width, height) = (at(self.width), at(self.height));
        html! {
            svg xmlns="http://www.w3.org/2000/svg" class=(class) viewBox=(format!("0 0 {width} {height}")) width=(width) height=(height)
                role=(role.role) aria-label=[role.label] aria-hidden=[role.hidden.then_some("true")] focusable="false" {
                (PreEscaped(self.marks))
            }
        }
    }

    /// The bare marks, for use inside a larger drawing.
    pub fn into_marks(self) -> Markup {
        PreEscaped(self.marks)
    }
}

/// What a drawing is to a screen reader.
#[derive(Clone, Debug)]
pub(crate) struct Role<'a> {
    pub role: &'static str,
    pub label: Option<&'a str>,
    pub hidden: bool,
}

impl<'a> Role<'a> {
    /// A sign beside words that say the same.
    pub const DECORATION: Role<'static> = Role { role: "presentation", label: None, hidden: true };

    pub fn image(label: &'a str) -> Self {
        Self { role: "img", label: Some(label), hidden: false }
    }

    pub fn grid(label: &'a str) -> Self {
        Self { role: "grid", label: Some(label), hidden: false }
    }
}

pub(crate) fn text_mark(x: f64, y: f64, anchor: Anchor, class: &str, text: &str) -> Markup {
    html! { text class=(class) x=(At(x)) y=(At(y)) text-anchor=(anchor.word()) { (text) } }
}

pub(crate) fn rect(class: &str, x: f64, y: f64, width: f64, height: f64) -> Markup {
    html! { rect class=(class) x=(At(x)) y=(At(y)) width=(At(width)) height=(At(height)) {} }
}

/// `M x y L x y …` through the points.
pub(crate) fn path(points: &[(f64, f64)]) -> String {
    let mut path = String::new();
    for (index, (x, y)) in points.iter().enumerate() {
        path.push(if index == 0 { 'M' } else { 'L' });
        At(*x).render_to(&mut path);
        path.push(' ');
        At(*y).render_to(&mut path);
    }
    path
}

/// The mark of a case: shape and colour both say which one, so that neither is needed alone.
pub(crate) fn case_mark(case: usize, x: f64, y: f64, radius: f64) -> Markup {
    shape(case, x, y, radius, "")
}

/// The same as an outline, closed all round.
pub(crate) fn open_mark(case: usize, x: f64, y: f64, radius: f64) -> Markup {
    shape(case, x, y, radius, "Z")
}

fn shape(case: usize, x: f64, y: f64, r: f64, end: &str) -> Markup {
    let class = format!("mark c{}", case % 4 + 1);
    match case % 4 {
        0 => html! { circle class=(class) cx=(At(x)) cy=(At(y)) r=(At(r)) {} },
        1 => {
            let q = r * 1.22;
            let outline = path(&[(x, y - q), (x + q, y), (x, y + q), (x - q, y)]) + end;
            html! { path class=(class) d=(outline) {} }
        }
        2 => {
            let q = r * 0.9;
            rect(&class, x - q, y - q, 2.0 * q, 2.0 * q)
        }
        _ => {
            let q = r * 1.15;
            let outline = path(&[(x, y - q), (x + q, y + q * 0.8), (x - q, y + q * 0.8)]) + end;
            html! { path class=(class) d=(outline) {} }
        }
    }
}

/// The mark of the second coding: an open tick over the lane, pointing down at its value.
pub(crate) fn second_mark(case: usize, x: f64, y: f64) -> Markup {
    let tick = path(&[(x - 3.6, y - 13.0), (x, y - 8.4), (x + 3.6, y - 13.0)]);
    html! {
        path class="tick-halo" d=(tick) {}
        path class=(format!("tick l{}", case % 4 + 1)) d=(tick) {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_written_as_numbers_with_one_decimal_are() {
        let values =
            [0.0, -0.0, 0.04, 0.05, -0.04, -0.06, 9.95, 10.0, 99.96, 100.5, -1234.56, 4e4, 1e7];
        for value in values {
            let text = fixed(value, 1);
            assert_eq!(at(value), text.strip_suffix(".0").unwrap_or(&text), "{value}");
        }
    }
}
