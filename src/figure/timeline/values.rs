//! Values of the series in words.

use crate::texts::Texts;
use crate::timeline::{Align, SeriesKind, Timeline, TimelineCase, TimelinePoint};

use super::sentences::ally;

/// Deaths per million: whole from ten on.
pub(super) fn deaths(value: f64, texts: Texts) -> String {
    texts.number(value, u32::from(value < 9.95))
}

/// `84 (82 to 96)`; without the range where it says no more than the value.
pub(super) fn short(kind: SeriesKind, point: &TimelinePoint, texts: Texts) -> String {
    let write = |value: f64| match kind {
        SeriesKind::Violence => deaths(value, texts),
        SeriesKind::Aid => texts.number(value, 3),
        SeriesKind::Overlap => texts.degree(value),
    };
    match point.known() {
        Some([low, value, high]) => ranged(&write(value), &write(low), &write(high), texts),
        None => texts.get(&format!("timeline.{kind}_none")).to_owned(),
    }
}

fn ranged(value: &str, low: &str, high: &str, texts: Texts) -> String {
    if low == value && high == value {
        return value.to_owned();
    }
    texts.fill("timeline.range", &[("value", value), ("low", low), ("high", high)])
}

/// `84 deaths per million (82 to 96)`.
fn spoken(kind: SeriesKind, point: &TimelinePoint, texts: Texts) -> String {
    let Some([low, value, high]) = point.known() else { return short(kind, point, texts) };
    let (key, number): (&str, &dyn Fn(f64) -> String) = match kind {
        SeriesKind::Violence => ("timeline.violence_value", &|value| deaths(value, texts)),
        SeriesKind::Aid if value < 1.0 => {
            ("timeline.aid_million", &|value| texts.number(value * 1000.0, 0))
        }
        SeriesKind::Aid => ("timeline.aid_billion", &|value| texts.tenth(value)),
        SeriesKind::Overlap => ("timeline.overlap_value", &|value| texts.degree(value)),
    };
    let named = texts.fill(key, &[("value", &number(value))]);
    let same = number(low) == number(value) && number(high) == number(value);
    if same { named } else { ranged(&named, &number(low), &number(high), texts) }
}

/// The values of all cases at one place of the axis: `Colombia 84 deaths per million (82 to 96); Afghanistan …`.
pub(super) fn all(timeline: &Timeline, kind: SeriesKind, at: i32, texts: Texts) -> String {
    let mut said = Vec::new();
    for case in &timeline.cases {
        let found =
            case.of_kind(kind).and_then(|series| series.points.iter().find(|point| point.at == at));
        if let Some(point) = found {
            let value = spoken(kind, point, texts);
            said.push(
                texts.fill("timeline.reading", &[("ally", label(case, texts)), ("value", &value)]),
            );
        }
    }
    if said.is_empty() { texts.get("timeline.outside").to_owned() } else { said.join("; ") }
}

pub(super) fn label(case: &TimelineCase, texts: Texts) -> &str {
    case.ally.get(texts.0).label.as_str()
}

/// `2002`, or `Year 6 (Colombia 1985, Afghanistan 2006)`.
pub(super) fn place(timeline: &Timeline, at: i32, texts: Texts) -> String {
    match timeline.align {
        Align::Calendar => at.to_string(),
        Align::AllianceYear => {
            let years: Vec<String> = timeline
                .cases
                .iter()
                .map(|case| (case, case.from_year + at - 1))
                .filter(|(case, year)| *year <= case.to_year)
                .map(|(case, year)| {
                    texts.fill(
                        "timeline.age_of",
                        &[("ally", ally(case, texts)), ("year", &year.to_string())],
                    )
                })
                .collect();
            let age = texts.fill("timeline.age", &[("number", &at.to_string())]);
            if years.is_empty() { age } else { format!("{age} ({})", years.join(", ")) }
        }
    }
}
