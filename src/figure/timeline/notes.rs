//! Events that the drawing points at: those for which there is a message, each with its case, series and date.

use maud::{Markup, html};

use super::{sentences, values};
use crate::dossier::SourceRead;
use crate::figure::draw::{At, case_mark, open_mark};
use crate::messages;
use crate::texts::Texts;
use crate::timeline::{Align, SeriesKind, Timeline};

/// An event on a line.
#[derive(Debug)]
pub(super) struct Note {
    pub kind: SeriesKind,
    /// Place of the case.
    pub case: usize,
    /// Place on the axis.
    pub at: i32,
    pub value: f64,
    /// When: `2002`, `Year 23`.
    pub when: String,
    /// What, with an asterisk where the event was not checked.
    pub what: String,
    /// Both, as it stands in the drawing.
    pub text: String,
    pub is_checked: bool,
}

/// The notes in the order of panels, cases and time.
pub(super) fn notes(timeline: &Timeline, kinds: &[SeriesKind], texts: Texts) -> Vec<Note> {
    let mut notes = Vec::new();
    for &kind in kinds {
        for (index, case) in timeline.cases.iter().enumerate() {
            let Some(series) = case.of_kind(kind) else { continue };
            let peak = sentences::sure_peak(series).map(|(point, _)| point.year);
            for event in &case.events {
                let key = format!("timeline.note.{}.{kind}.{}", case.case_id, event.date);
                let found = messages::of(texts.0).and_then(|messages| messages.get(&key));
                let in_year = |year: i32| event.date.starts_with(&year.to_string());
                let point = series.points.iter().find(|point| in_year(point.year));
                let (Some(text), Some((point, value))) =
                    (found, point.and_then(|point| Some((point, point.value?))))
                else {
                    continue;
                };
                let is_peak = kind == SeriesKind::Violence && peak == Some(point.year);
                let is_checked = event.source_read != SourceRead::Memory;
                let mut what = text.clone();
                if is_peak {
                    what = texts.fill("timeline.deadliest", &[("text", &what)]);
                }
                if !is_checked {
                    what.push('*');
                }
                let when = match timeline.align {
                    Align::Calendar => point.year.to_string(),
                    Align::AllianceYear => {
                        texts.fill("timeline.age", &[("number", &point.at.to_string())])
                    }
                };
                let text = texts.fill("timeline.note", &[("year", &when), ("text", &what)]);
                let at = point.at;
                notes.push(Note { kind, case: index, at, value, when, what, text, is_checked });
            }
        }
    }
    notes
}

/// The notes below a drawing that bears their numbers.
pub(super) fn list(notes: &[Note], class: &str) -> Markup {
    html! {
        ol class=(class) {
            @for (index, note) in notes.iter().enumerate() {
                li {
                    (numbered(note.case, index + 1))
                    span { b class="tabular" { (note.when) } " " (note.what) }
                }
            }
        }
    }
}

/// The number as it stands in the drawing.
fn numbered(case: usize, number: usize) -> Markup {
    html! {
        svg class="sign" width="24" height="24" viewBox="0 0 24 24" role="presentation" aria-hidden="true" focusable="false" {
            (number_mark(case, number, 12.0, 12.0))
        }
    }
}

/// An open mark of the case with a number in it.
pub(super) fn number_mark(case: usize, number: usize, x: f64, y: f64) -> Markup {
    html! {
        g class=(format!("hollow l{}", case % 4 + 1)) { (open_mark(case, x, y, 9.0)) }
        text class="bold small tabular" x=(At(x)) y=(At(y + 4.3)) text-anchor="middle" { (number) }
    }
}

/// What each mark is: the cases by their names, the shade, and the ring.
pub(super) fn key(timeline: &Timeline, has_ring: bool, texts: Texts) -> Markup {
    let sign = |mark: &Markup| {
        html! { svg class="sign" width="16" height="14" viewBox="0 0 16 14" role="presentation" aria-hidden="true" focusable="false" { (mark) } }
    };
    html! {
        ul class="key series-key" {
            @for (index, case) in timeline.cases.iter().enumerate() {
                li { (sign(&case_mark(index, 8.0, 7.0, 5.0))) span { (values::label(case, texts)) } }
            }
            li { (sign(&html! { rect class="shade r1" x="0" y="1" width="16" height="12" {} })) span { (texts.get("timeline.key_range")) } }
            @if has_ring { li { (sign(&html! { circle class="gap l1" cx="8" cy="7" r="2.6" {} })) span { (texts.get("timeline.key_ring")) } } }
        }
    }
}
