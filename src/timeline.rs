//! Cases side by side over time: violence, aid and overlap by year, and what happened.
//!
//! The years are those of the calendar or those of each alliance, of which the first is year 1.

use serde::Serialize;

use crate::codebook::{ByLocale, Codebook};
use crate::compare::{Called, Citation, called};
use crate::conduct::{YearEvent, events_of_year, year_overlap};
use crate::dossier::{CaseDocument, Dossier, SeriesGroup, SeriesValue, YesNo};

/// How the series of aid is recognised: by its group, and by how its unit begins.
const AID_UNIT: &str = "million current USD";
/// Ranges that are this many times as wide as later ones are called rough.
const ROUGH: f64 = 2.0;

crate::words::words! {
    /// What is the same at one place of the axis.
    Align {
        /// The year of the calendar.
        Calendar = "calendar",
        /// The year of the alliance, counted from 1.
        AllianceYear = "alliance-year",
    }
}

crate::words::words! {
    /// What a series counts.
    SeriesKind {
        /// Battle deaths per million inhabitants and year.
        Violence = "violence",
        /// Aid of the patron in billion dollars of the year.
        Aid = "aid",
        /// How far different agencies fought and helped the same enemy, 0-1.
        Overlap = "overlap",
    }
}

/// Two or more cases over time.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Timeline {
    /// What is the same at one place of the axis.
    pub align: Align,
    /// First place of the axis: a year.
    pub from: i32,
    /// Last place of the axis.
    pub to: i32,
    /// Overlap that is halfway in the codebook, 0-1.
    pub halfway: Option<f64>,
    /// The cases, in the order asked for.
    pub cases: Vec<TimelineCase>,
}

/// One case over time.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct TimelineCase {
    /// Identifier, such as `us-colombia`.
    pub case_id: String,
    /// First year of the alliance.
    pub from_year: i32,
    /// Last year.
    pub to_year: i32,
    /// The great power, by language.
    pub patron: ByLocale<Called>,
    /// The weak state, by language.
    pub ally: ByLocale<Called>,
    /// The series that the case has.
    pub series: Vec<TimelineSeries>,
    /// What happened, in order of time.
    pub events: Vec<YearEvent>,
}

/// One series of a case, with a point for each of its years.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct TimelineSeries {
    /// What it counts.
    pub kind: SeriesKind,
    /// Identifier within the case; empty where it is worked out from relations.
    pub series_id: String,
    /// Its counterpart in another case; may be empty.
    pub comparable_with: String,
    /// Whether the values before this year come from another source and have much wider ranges.
    pub rough_before: Option<i32>,
    /// The values.
    pub points: Vec<TimelinePoint>,
    /// Where they come from.
    pub sources: Vec<Citation>,
}

/// One year of a series.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct TimelinePoint {
    /// The year of the calendar.
    pub year: i32,
    /// Its place on the axis.
    pub at: i32,
    /// The value; none where nothing is documented.
    pub value: Option<f64>,
    /// The lowest estimate, where there is a range.
    pub low: Option<f64>,
    /// The highest estimate, where there is a range.
    pub high: Option<f64>,
}

impl TimelinePoint {
    /// The value with its range; the value alone is a range of no width.
    pub(crate) fn known(&self) -> Option<[f64; 3]> {
        let value = self.value?;
        Some([self.low.unwrap_or(value), value, self.high.unwrap_or(value)])
    }
}

impl TimelineCase {
    /// The series of a kind, where the case has one.
    pub fn of_kind(&self, kind: SeriesKind) -> Option<&TimelineSeries> {
        self.series.iter().find(|series| series.kind == kind)
    }

    /// The place of a year on the axis.
    pub(crate) fn at(&self, year: i32, align: Align) -> i32 {
        match align {
            Align::Calendar => year,
            Align::AllianceYear => year - self.from_year + 1,
        }
    }
}

impl TimelineSeries {
    /// Whether its values may be held against those of another: both name each other as counterparts, or both are
    /// worked out by the same rule.
    pub(crate) fn is_twin_of(&self, other: &Self) -> bool {
        self.kind == other.kind
            && self.comparable_with == other.series_id
            && other.comparable_with == self.series_id
    }
}

/// Brings cases onto one axis of years.
pub fn timeline(cases: &[&Dossier], align: Align, codebook: &Codebook) -> Timeline {
    let cases: Vec<TimelineCase> = cases.iter().map(|dossier| one_case(dossier, align)).collect();
    let ends =
        |year: fn(&TimelineCase) -> i32| cases.iter().map(move |case| case.at(year(case), align));
    let halfway = codebook
        .indicator("overlap_same_threat")
        .and_then(|indicator| indicator.calibration.as_ref())
        .map(|calibration| calibration.anchors()[1]);
    Timeline {
        align,
        from: ends(|case| case.from_year).min().unwrap_or(1),
        to: ends(|case| case.to_year).max().unwrap_or(1),
        halfway,
        cases,
    }
}

fn one_case(dossier: &Dossier, align: Align) -> TimelineCase {
    let document = dossier.document();
    let settings = &document.settings;
    let years = settings.from_year..=settings.to_year;
    let mut case = TimelineCase {
        case_id: dossier.case_id().to_owned(),
        from_year: settings.from_year,
        to_year: settings.to_year,
        patron: called(dossier, "patron"),
        ally: called(dossier, "ally"),
        series: Vec::new(),
        events: years.clone().flat_map(|year| events_of_year(dossier, year)).collect(),
    };
    let deaths = [&settings.deaths_series, &settings.population_series];
    let aid = document.series_catalog.iter().find(|entry| {
        entry.group == SeriesGroup::Aid
            && entry.good_for_timeline == YesNo::Yes
            && entry.unit.starts_with(AID_UNIT)
    });
    let kept = [
        (
            SeriesKind::Violence,
            Some(settings.rate_series.as_str()),
            deaths.map(String::as_str),
            1.0,
        ),
        (SeriesKind::Aid, aid.map(|entry| entry.series_id.as_str()), [""; 2], 1000.0),
    ];
    for (kind, id, behind, unit) in kept {
        let Some(id) = id else { continue };
        case.series.extend(counted(document, &case, align, (kind, id), &behind, unit));
    }
    if !document.relations.is_empty() {
        case.series.push(overlap(dossier, &case, align));
    }
    case
}

/// A series of the case's files, divided by a unit; none where it has no value in the years of the case.
fn counted(
    document: &CaseDocument,
    case: &TimelineCase,
    align: Align,
    (kind, id): (SeriesKind, &str),
    behind: &[&str],
    unit: f64,
) -> Option<TimelineSeries> {
    let of = |wanted: &str, year: i32| -> Option<&SeriesValue> {
        let rows = &document.series;
        rows.iter().find(|row| row.series_id == wanted && row.year == year && row.quarter.is_none())
    };
    let years = case.from_year..=case.to_year;
    let point = |year: i32| {
        let row = of(id, year);
        TimelinePoint {
            year,
            at: case.at(year, align),
            value: row.map(|row| row.value / unit),
            low: row.and_then(|row| row.low).map(|low| low / unit),
            high: row.and_then(|row| row.high).map(|high| high / unit),
        }
    };
    let points: Vec<TimelinePoint> = years.clone().map(point).collect();
    points.iter().find_map(|point| point.value)?;
    let mut sources: Vec<Citation> = Vec::new();
    let mut breaks: Vec<i32> = Vec::new();
    let mut last: Option<&SeriesValue> = None;
    for (index, wanted) in [&[id], behind].concat().iter().enumerate() {
        for row in years.clone().filter_map(|year| of(wanted, year)) {
            let known = |source: &Citation| source.source_id == row.source_id;
            if let Some(source) =
                document.source(&row.source_id).filter(|_| !sources.iter().any(known))
            {
                sources.push(Citation::of(source));
            }
            if index == 0 {
                if last.is_some_and(|last| last.source_id != row.source_id) {
                    breaks.push(row.year);
                }
                last = Some(row);
            }
        }
    }
    let entry = document.series_catalog.iter().find(|entry| entry.series_id == id);
    Some(TimelineSeries {
        kind,
        series_id: id.to_owned(),
        comparable_with: entry.map_or_else(String::new, |entry| entry.comparable_with.clone()),
        rough_before: breaks.into_iter().find(|year| is_rough(&points, *year)),
        points,
        sources,
    })
}

/// Whether ranges before a year are much wider than after it, measured by their values.
#[allow(clippy::cast_precision_loss, reason = "a few dozen years")]
fn is_rough(points: &[TimelinePoint], year: i32) -> bool {
    let mean = |before: bool| {
        let widths: Vec<f64> = points
            .iter()
            .filter(|point| (point.year < year) == before)
            .filter_map(TimelinePoint::known)
            .filter(|[_, value, _]| *value > 0.0)
            .map(|[low, value, high]| (high - low) / value)
            .collect();
        widths.iter().sum::<f64>() / widths.len().max(1) as f64
    };
    mean(true) > ROUGH * mean(false)
}

fn overlap(dossier: &Dossier, case: &TimelineCase, align: Align) -> TimelineSeries {
    let point = |year: i32| {
        let found = year_overlap(dossier, year);
        let value = found.overlap.filter(|overlap| *overlap > 0.0);
        TimelinePoint {
            year,
            at: case.at(year, align),
            value,
            low: found.low.filter(|_| value.is_some()),
            high: found.high.filter(|_| value.is_some()),
        }
    };
    TimelineSeries {
        kind: SeriesKind::Overlap,
        series_id: String::new(),
        comparable_with: String::new(),
        rough_before: None,
        points: (case.from_year..=case.to_year).map(point).collect(),
        sources: Vec::new(),
    }
}
