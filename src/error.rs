//! Everything that can go wrong, as one enum with sentences a case author can act on.

use crate::fault::{Fault, Problem};
use crate::number::Shown;

/// An input was refused. Nothing was changed.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A score or its range is out of order or outside 0-1.
    #[error("{}low {}, score {}, high {}: write numbers with 0 <= low <= score <= high <= 1", at(path), Shown(*low), Shown(*score), Shown(*high))]
    ScoreRange {
        /// Where the score stands.
        path: String,
        /// The lower end as given.
        low: f64,
        /// The score as given.
        score: f64,
        /// The upper end as given.
        high: f64,
    },
    /// An anchor of a calibration is unusable.
    #[error("{path} {}: {wanted}", Shown(*value))]
    Anchor {
        /// Where the anchor stands; its name, where there are no others of that name.
        path: String,
        /// The anchor: `full_out`, `crossover` or `full_in`.
        anchor: &'static str,
        /// The anchor as given.
        value: f64,
        /// What would be right.
        wanted: String,
    },
    /// A list is too short, too long, or not as long as another.
    #[error("{}{}: write {}", at(path), values(*found), if least == most { values(*most) } else { format!("{least} to {}", values(*most)) })]
    Count {
        /// Where the list stands.
        path: String,
        /// How many values it has.
        found: usize,
        /// The least that is accepted.
        least: usize,
        /// The most that is accepted.
        most: usize,
    },
    /// A regression has no solution, or none that can be found.
    #[error("{}{reason}", at(path))]
    NotFitted {
        /// The values to which it was to be fitted.
        path: String,
        /// Why, and what would help.
        reason: &'static str,
    },
    /// The range in which an anchor may lie leaves out the anchor of the codebook.
    #[error("{}the range must hold the codebook's {}: write a low at most and a high at least that", at(path), Shown(*anchor))]
    AnchorRange {
        /// Where the range stands.
        path: String,
        /// The anchor of the codebook.
        anchor: f64,
    },
    /// The ranges of two anchors meet, so that their order would not be sure.
    #[error(
        "{}the range meets that of `{meets}`: make it narrower, so that the anchors keep their order",
        at(path)
    )]
    AnchorsMeet {
        /// Where the range stands.
        path: String,
        /// The other anchor.
        meets: &'static str,
    },
    /// Something needs a raw value of an indicator, and there is none.
    #[error(
        "{}needs a raw value of `{indicator}`: answer it with {{raw: …}} in the unit of the codebook",
        at(path)
    )]
    NoRawValue {
        /// Where it was asked for.
        path: String,
        /// The indicator.
        indicator: String,
    },
    /// A dimension has no score, because an answer is unknown.
    #[error("{}has no score of {dimension}: answer all of its indicators", at(path))]
    NoScore {
        /// Where it was asked for.
        path: String,
        /// The dimension, such as `D1`.
        dimension: &'static str,
    },
    /// A raw value is NaN or infinite.
    #[error(
        "{}the raw value is not a finite number: leave a missing value out or write null",
        at(path)
    )]
    RawValueNotFinite {
        /// Where the value stands.
        path: String,
    },
    /// A raw value, or a range of anchors, was given for an indicator that is judged, not measured.
    #[error(
        "{}`{indicator}` is a judged indicator and has no anchors: give a score between 0 and 1, and only calibrated indicators a raw value or anchors",
        at(path)
    )]
    NotCalibrated {
        /// Where the value stands.
        path: String,
        /// The indicator.
        indicator: String,
    },
    /// Something is named that does not exist.
    #[error("{}there is no {what} `{id}`; known: {known}", at(path))]
    Unknown {
        /// Where the name stands.
        path: String,
        /// What kind of thing was looked for.
        what: &'static str,
        /// The name that was given.
        id: String,
        /// The names that exist, comma-separated.
        known: String,
    },
    /// A number lies outside its bounds.
    #[error("{}{} is out of range: use {} to {}", at(path), Shown(*value), Shown(*least), Shown(*most))]
    OutOfRange {
        /// Where the number stands.
        path: String,
        /// The number as given.
        value: f64,
        /// The least that is accepted.
        least: f64,
        /// The most that is accepted.
        most: f64,
    },
    /// Something that the WebAssembly module needs was not handed in yet.
    #[error("{what} was not handed in yet")]
    NotLoaded {
        /// What is missing.
        what: &'static str,
    },
    /// A text is not JSON.
    #[error("this is not JSON: {problem}")]
    Json {
        /// What was wrong, and where in the text.
        problem: String,
    },
    /// A field of JSON input is missing, unknown or of another type.
    #[error("{}{problem}", at(path))]
    Field {
        /// The field at which reading stopped.
        path: String,
        /// What was wrong there.
        problem: Problem,
    },
    /// The files of a case or of the reference alliances break rules of the codebook.
    #[error("{}", list(faults))]
    Data {
        /// Every fault found, in the order of the files.
        faults: Vec<Fault>,
    },
}

impl Error {
    /// A stable word for programs to act on.
    pub fn code(&self) -> &'static str {
        match self {
            Self::ScoreRange { .. } => "score_range",
            Self::AnchorRange { .. } | Self::AnchorsMeet { .. } => "anchor_range",
            Self::NoRawValue { .. } => "no_raw_value",
            Self::NoScore { .. } => "no_score",
            Self::Anchor { .. } => "anchors",
            Self::Count { .. } => "count",
            Self::NotFitted { .. } => "not_fitted",
            Self::RawValueNotFinite { .. } => "raw_value_not_finite",
            Self::NotCalibrated { .. } => "not_calibrated",
            Self::Unknown { .. } => "unknown",
            Self::OutOfRange { .. } => "out_of_range",
            Self::NotLoaded { .. } => "not_loaded",
            Self::Json { .. } => "json",
            Self::Field { .. } => "field",
            Self::Data { .. } => "data",
        }
    }

    /// The field that was refused, such as `indicators.threat_origin.score`; empty where the whole input is meant.
    pub fn path(&self) -> String {
        match self {
            Self::ScoreRange { path, .. }
            | Self::AnchorRange { path, .. }
            | Self::AnchorsMeet { path, .. }
            | Self::NoRawValue { path, .. }
            | Self::NoScore { path, .. }
            | Self::Anchor { path, .. }
            | Self::Count { path, .. }
            | Self::NotFitted { path, .. }
            | Self::RawValueNotFinite { path }
            | Self::NotCalibrated { path, .. }
            | Self::Unknown { path, .. }
            | Self::OutOfRange { path, .. }
            | Self::Field { path, .. } => path.clone(),
            Self::NotLoaded { .. } | Self::Json { .. } => String::new(),
            Self::Data { faults } => faults.first().map(Fault::path).unwrap_or_default(),
        }
    }

    /// The same error, its path taken to begin below this place.
    pub(crate) fn at(mut self, place: &str) -> Self {
        if let Some(path) = self.path_mut() {
            let dot = if path.is_empty() { "" } else { "." };
            *path = format!("{place}{dot}{path}");
        }
        self
    }

    /// The same error at another place.
    pub(crate) fn moved(mut self, place: &str) -> Self {
        if let Some(path) = self.path_mut() {
            place.clone_into(path);
        }
        self
    }

    fn path_mut(&mut self) -> Option<&mut String> {
        match self {
            Self::ScoreRange { path, .. }
            | Self::AnchorRange { path, .. }
            | Self::AnchorsMeet { path, .. }
            | Self::NoRawValue { path, .. }
            | Self::NoScore { path, .. }
            | Self::Anchor { path, .. }
            | Self::Count { path, .. }
            | Self::NotFitted { path, .. }
            | Self::RawValueNotFinite { path }
            | Self::NotCalibrated { path, .. }
            | Self::Unknown { path, .. }
            | Self::OutOfRange { path, .. }
            | Self::Field { path, .. } => Some(path),
            Self::NotLoaded { .. } | Self::Json { .. } | Self::Data { .. } => None,
        }
    }
}

fn values(count: usize) -> String {
    if count == 1 { "1 value".to_owned() } else { format!("{count} values") }
}

fn at(path: &str) -> String {
    if path.is_empty() { String::new() } else { format!("{path}: ") }
}

fn list(faults: &[Fault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
