//! What the timeline says in sentences: only what holds over the whole ranges.

use crate::figure::timeline::shown_kinds;
use crate::texts::Texts;
use crate::timeline::{Align, SeriesKind, Timeline, TimelineCase, TimelinePoint, TimelineSeries};

use super::values;

/// A war has faded where even its highest estimates stay below this share of the lowest one of its worst year.
const FADED: f64 = 0.5;
/// Peaks of aid are held against each other from this ratio on.
const MUCH_MORE: f64 = 2.0;

/// A case whose counted years are, from one on, all deadlier than any year of another.
pub(super) struct Passing<'a> {
    loud: &'a TimelineCase,
    quiet: &'a TimelineCase,
    /// The first of those years.
    first: TimelinePoint,
    /// The lowest estimate in those years.
    low: f64,
    /// The highest estimate of the other case, and its year.
    high: (f64, TimelinePoint),
    /// Whether the war in the other case had faded by then, in the same calendar years.
    faded: bool,
}

fn known(
    series: &TimelineSeries,
) -> impl DoubleEndedIterator<Item = (TimelinePoint, [f64; 3])> + '_ {
    series.points.iter().filter_map(|point| Some((*point, point.known()?)))
}

/// The year with the highest estimate.
fn highest(series: &TimelineSeries) -> Option<(TimelinePoint, [f64; 3])> {
    known(series).reduce(|best, other| if other.1[2] > best.1[2] { other } else { best })
}

/// The worst year of a series, where its lowest estimate lies above the highest of all others.
pub(super) fn sure_peak(series: &TimelineSeries) -> Option<(TimelinePoint, f64)> {
    let (year, [low, ..]) = highest(series)?;
    let others = known(series).filter(|(point, _)| point.year != year.year);
    let next = others.map(|(_, [_, _, high])| high).fold(0.0, f64::max);
    (low > next).then_some((year, low))
}

/// The first two cases in order of which one passes the other.
pub(super) fn passing(timeline: &Timeline) -> Option<Passing<'_>> {
    let cases = &timeline.cases;
    let pairs = cases.iter().flat_map(|loud| cases.iter().map(move |quiet| (loud, quiet)));
    pairs
        .filter(|(loud, quiet)| loud.case_id != quiet.case_id)
        .find_map(|(loud, quiet)| pair(loud, quiet))
}

fn pair<'a>(loud: &'a TimelineCase, quiet: &'a TimelineCase) -> Option<Passing<'a>> {
    let (rising, other) =
        (loud.of_kind(SeriesKind::Violence)?, quiet.of_kind(SeriesKind::Violence)?);
    let (worst, [.., high]) = highest(other)?;
    let above: Vec<(TimelinePoint, f64)> = known(rising)
        .rev()
        .take_while(|(_, [low, ..])| *low > high)
        .map(|(point, [low, ..])| (point, low))
        .collect();
    let (first, _) = *above.last()?;
    let low = above.iter().map(|(_, low)| *low).fold(f64::INFINITY, f64::min);
    let faded = sure_peak(other).is_some_and(|(peak, least)| {
        let mut later = known(other).filter(|(point, _)| point.year >= first.year).peekable();
        peak.year < first.year
            && later.peek().is_some()
            && later.all(|(_, [_, _, high])| high < FADED * least)
    });
    Some(Passing { loud, quiet, first, low, high: (high, worst), faded })
}

pub(super) fn ally(case: &TimelineCase, texts: Texts) -> &str {
    case.ally.get(texts.0).in_sentence.as_str()
}

pub(super) fn allies<'a>(cases: impl Iterator<Item = &'a TimelineCase>, texts: Texts) -> String {
    texts.and(&cases.map(|case| ally(case, texts).to_owned()).collect::<Vec<_>>())
}

/// The headline: true without the drawing.
pub(super) fn headline(timeline: &Timeline, passing: Option<&Passing>, texts: Texts) -> String {
    let Some(found) = passing else {
        let key = match timeline.align {
            Align::Calendar => "timeline.neutral",
            Align::AllianceYear => "timeline.neutral_age",
        };
        return texts.fill(key, &[("allies", &allies(timeline.cases.iter(), texts))]);
    };
    let key = match timeline.align {
        Align::AllianceYear => "timeline.younger",
        Align::Calendar if found.faded => "timeline.faded",
        Align::Calendar => "timeline.deadlier",
    };
    texts.fill(key, &places(found, texts).each_ref().map(|(name, value)| (*name, value.as_str())))
}

fn places(found: &Passing, texts: Texts) -> [(&'static str, String); 8] {
    let (high, worst) = found.high;
    [
        ("loud", ally(found.loud, texts).to_owned()),
        ("quiet", ally(found.quiet, texts).to_owned()),
        ("year", found.first.year.to_string()),
        ("number", found.loud.at(found.first.year, Align::AllianceYear).to_string()),
        ("low", values::deaths(found.low, texts)),
        ("high", values::deaths(high, texts)),
        ("high_year", worst.year.to_string()),
        ("high_number", found.quiet.at(worst.year, Align::AllianceYear).to_string()),
    ]
}

/// The paragraph below the headline.
pub(super) fn deck(
    timeline: &Timeline,
    kinds: &[SeriesKind],
    passing: Option<&Passing>,
    texts: Texts,
) -> String {
    let mut sentences = Vec::new();
    if let Some(found) = passing {
        let key = match timeline.align {
            Align::Calendar => "timeline.deck_deadlier",
            Align::AllianceYear => "timeline.deck_younger",
        };
        let places = places(found, texts);
        sentences
            .push(texts.fill(key, &places.each_ref().map(|(name, value)| (*name, value.as_str()))));
    }
    if kinds.contains(&SeriesKind::Aid) {
        sentences.extend(aid(timeline, texts));
    }
    if timeline.cases.len() > 1 {
        sentences.push(texts.get("timeline.deck_scale").to_owned());
    }
    sentences.join(" ")
}

/// The largest and the smallest peak of aid, where their series count alike and differ much.
fn aid(timeline: &Timeline, texts: Texts) -> Option<String> {
    let peaks: Vec<(&TimelineCase, &TimelineSeries, TimelinePoint, f64)> = timeline
        .cases
        .iter()
        .filter_map(|case| {
            let series = case.of_kind(SeriesKind::Aid)?;
            let (year, [_, value, _]) = highest(series)?;
            Some((case, series, year, value))
        })
        .collect();
    let most = peaks.iter().reduce(|one, other| if other.3 > one.3 { other } else { one })?;
    let least = peaks.iter().reduce(|one, other| if other.3 < one.3 { other } else { one })?;
    let times = most.3 / least.3;
    if !(least.3 > 0.0 && times >= MUCH_MORE && most.1.is_twin_of(least.1)) {
        return None;
    }
    Some(texts.fill(
        "timeline.deck_aid",
        &[
            ("loud", ally(most.0, texts)),
            ("quiet", ally(least.0, texts)),
            ("most", &texts.tenth(most.3)),
            ("least", &texts.tenth(least.3)),
            ("most_year", &most.2.year.to_string()),
            ("least_year", &least.2.year.to_string()),
            ("times", &texts.number(times, 0)),
        ],
    ))
}

/// How to read it, and where it comes from.
pub(super) fn caption(
    timeline: &Timeline,
    kinds: &[SeriesKind],
    has_unread: bool,
    texts: Texts,
) -> Vec<String> {
    let of = |kind: SeriesKind| shown_kinds(kinds, kind, timeline);
    let mut how = Vec::new();
    if of(SeriesKind::Violence).next().is_some() {
        how.push(texts.get("timeline.caption_violence").to_owned());
    }
    for (case, series) in of(SeriesKind::Violence) {
        if let Some(year) = series.rough_before {
            let places = [("ally", ally(case, texts)), ("year", &year.to_string())];
            how.push(texts.fill("timeline.caption_rough", &places));
        }
    }
    if of(SeriesKind::Aid).next().is_some() {
        how.push(texts.get("timeline.caption_aid").to_owned());
    }
    let has_gap =
        |(_, series): (_, &TimelineSeries)| series.points.iter().any(|point| point.value.is_none());
    if kinds.iter().any(|kind| of(*kind).any(has_gap)) {
        how.push(texts.get("timeline.caption_ring").to_owned());
    }
    if of(SeriesKind::Overlap).next().is_some() {
        how.push(texts.get("timeline.caption_overlap").to_owned());
    }
    let mut paragraphs = vec![how.join(" ")];
    if has_unread {
        paragraphs.push(texts.get("timeline.caption_unread").to_owned());
    }
    let mut list = Vec::new();
    for (kind, key) in [
        (SeriesKind::Violence, "timeline.sources_violence"),
        (SeriesKind::Aid, "timeline.sources_aid"),
    ] {
        let mut authors: Vec<String> = Vec::new();
        for source in of(kind).flat_map(|(_, series)| &series.sources) {
            if !authors.contains(&source.author_or_org) {
                authors.push(source.author_or_org.clone());
            }
        }
        if !authors.is_empty() {
            list.push(texts.fill(key, &[("authors", &authors.join(", "))]));
        }
    }
    list.push(texts.get("timeline.sources_library").to_owned());
    paragraphs.push(texts.fill("timeline.sources", &[("list", &list.join("; "))]));
    paragraphs
}
