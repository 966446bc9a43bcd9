//! What happened in the year: dated events, each with its source.

use maud::{Markup, html};

use crate::conduct::{Conduct, YearEvent};
use crate::dossier::SourceRead;
use crate::figure::{Frame, citation};
use crate::texts::Texts;

pub(super) fn html(conduct: &Conduct, frame: &Frame) -> Markup {
    let texts = frame.texts;
    if conduct.events.is_empty() {
        return Markup::default();
    }
    html! {
        h3 { (texts.fill("events.title", &[("year", &conduct.year.to_string())])) }
        ol class="events" { @for event in &conduct.events { li { (self::event(conduct, event, frame)) } } }
    }
}

fn event(conduct: &Conduct, event: &YearEvent, frame: &Frame) -> Markup {
    let texts = frame.texts;
    let entry = format!("{}/events/{}/{}", conduct.case_id, event.date, event.title);
    html! {
        p { time datetime=(event.date) { (date(&event.date, texts)) } " " b lang="en" { (event.title) } }
        p lang="en" { (event.summary) }
        p class="note" {
            (texts.get(&format!("finding.{}", event.finding)))
            @if event.source_read != SourceRead::Memory { " · " (texts.get(&format!("read.{}", event.source_read))) }
        }
        p class="source" {
            @if let Some(source) = &event.source { (citation(source)) " " }
            @if event.source_read == SourceRead::Memory { span class="unread" { (texts.get("unread")) } " " }
            (frame.corrections.link(&entry, texts))
        }
    }
}

/// `14 May`, `May`, `2010`: as precise as known, the year where nothing else is.
fn date(iso: &str, texts: Texts) -> String {
    let mut parts = iso.split('-');
    let year = parts.next().unwrap_or_default();
    let number = |part: &str| part.parse::<usize>().ok();
    let Some(month) = parts.next().and_then(number) else { return year.to_owned() };
    let names = texts.get("date.months");
    let month = names.split(' ').nth(month.saturating_sub(1)).unwrap_or_default();
    match parts.next().and_then(number) {
        Some(day) => texts.fill("date.day", &[("day", &day.to_string()), ("month", month)]),
        None => month.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Locale;

    #[test]
    fn dates_are_as_precise_as_they_are_known() {
        for (iso, en, es) in [
            ("2010", "2010", "2010"),
            ("2010-12", "December", "diciembre"),
            ("2010-05-04", "4 May", "4 de mayo"),
        ] {
            assert_eq!(
                (date(iso, Texts(Locale::En)), date(iso, Texts(Locale::Es))),
                (en.into(), es.into())
            );
        }
    }
}
