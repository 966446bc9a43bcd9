//! A fault in a data file: which file, which row, which field, and what would be right.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use crate::number::{Shown, fixed};

/// One violated rule of the data files.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// The table, such as `relations`.
    pub table: &'static str,
    /// The row, counted from 0; `None` where the whole table is meant.
    pub row: Option<usize>,
    /// The field; empty where the whole row is meant.
    pub field: Cow<'static, str>,
    /// What is wrong and what would be right.
    pub problem: Problem,
    /// The file and the line, where the table was read from a file.
    pub file: Option<(String, Option<u64>)>,
}

impl Fault {
    pub(crate) fn new(
        table: &'static str,
        row: impl Into<Option<usize>>,
        field: impl Into<Cow<'static, str>>,
        problem: Problem,
    ) -> Self {
        Self { table, row: row.into(), field: field.into(), problem, file: None }
    }

    /// The place in dotted form, such as `relations[12].collude`.
    pub fn path(&self) -> String {
        let row = self.row.map(|row| format!("[{row}]")).unwrap_or_default();
        let field = if self.field.is_empty() { String::new() } else { format!(".{}", self.field) };
        format!("{}{row}{field}", self.table)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.file {
            Some((file, Some(line))) => write!(formatter, "{file}, line {line}")?,
            Some((file, None)) => write!(formatter, "{file}")?,
            None => return write!(formatter, "{}: {}", self.path(), self.problem),
        }
        if !self.field.is_empty() {
            write!(formatter, ", field `{}`", self.field)?;
        }
        write!(formatter, ": {}", self.problem)
    }
}

/// A fault for each row whose key an earlier row has too.
pub(crate) fn repeated(
    table: &'static str,
    field: &'static str,
    keys: &mut dyn Iterator<Item = String>,
) -> Vec<Fault> {
    let mut seen = BTreeSet::new();
    let mut faults = Vec::new();
    for (row, id) in keys.enumerate() {
        if seen.contains(&id) {
            faults.push(Fault::new(table, row, field, Problem::Repeated { id }));
        } else {
            seen.insert(id);
        }
    }
    faults
}

/// What is wrong with a row, as a sentence that ends in what would be right.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the sentences say what each variant means")]
pub enum Problem {
    #[error("the file is missing: add it, with the columns {columns}")]
    FileMissing { columns: String },
    #[error("the columns are `{found}`: write exactly `{expected}`, in this order")]
    Columns { found: String, expected: String },
    #[error("cannot be read: {reason}")]
    Unreadable { reason: String },
    #[error("has blanks at its ends: remove them")]
    OuterBlanks,
    #[error("is empty: write {what}")]
    Empty { what: &'static str },
    #[error(
        "`{id}` is no id: use lower-case letters, digits and single underscores, beginning with a letter"
    )]
    NotAnId { id: String },
    #[error("`{id}` stands in an earlier row too: give each row a key of its own")]
    Repeated { id: String },
    #[error("there is no {what} `{id}`: name one that is listed in {listed_in}, or add it there")]
    Unknown { what: &'static str, id: String, listed_in: &'static str },
    #[error("`{id}` has the role {role}: name an actor with the role {wanted}")]
    WrongRole { id: String, role: &'static str, wanted: &'static str },
    #[error("low {}, score {}, high {}: write numbers with 0 <= low <= score <= high <= 1", Shown(*low), Shown(*score), Shown(*high))]
    RangeOrder { low: f64, score: f64, high: f64 },
    #[error("{} is none of the six levels: write 0, 0.2, 0.4, 0.6, 0.8 or 1", Shown(*value))]
    NotALevel { value: f64 },
    #[error("{} is no tenth between 0 and 1: write 0, 0.1, 0.2 and so on up to 1", Shown(*value))]
    NotATenth { value: f64 },
    #[error("is missing: a judged indicator needs a score on one of the six levels")]
    ScoreMissing,
    #[error("a judged indicator has no raw value: leave the field empty")]
    RawOfJudged,
    #[error("{} is stored, but series and relations give {}: correct the value or the rows it comes from", Shown(*stored), fixed(*computed, 4))]
    NotAsComputed { stored: f64, computed: f64 },
    #[error(
        "there is no row for `{indicator}` in {phase}: every phase needs all 13 indicators, once"
    )]
    IndicatorMissing { indicator: String, phase: String },
    #[error("the {coding} coding has no row for `{indicator}` in {phase}: add it")]
    ScoreAbsent { coding: &'static str, indicator: String, phase: String },
    #[error("is computed, so both codings share it: delete the row")]
    SecondOfComputed,
    #[error("begins in {begins}, but the phase before it ends in {before}: let it begin in {}", before + 1)]
    PhasesDoNotTouch { begins: i32, before: i32 },
    #[error("{from} to {to} ends before it starts: swap the years")]
    YearsReversed { from: i32, to: i32 },
    #[error("{from} to {to} lies outside {what}, {first} to {last}: keep to these years")]
    YearsOutside { from: i32, to: i32, what: String, first: i32, last: i32 },
    #[error(
        "the case runs from {case_from} to {case_to}, its phases from {first} to {last}: make them equal"
    )]
    CaseYears { case_from: i32, case_to: i32, first: i32, last: i32 },
    #[error(
        "{year} is later than the source, which was published in {published}: end the row earlier or cite a later source"
    )]
    YoungerThanSource { year: i32, published: i32 },
    #[error("salience is needed above 0 and up to 1 for a threat")]
    SalienceOfThreat,
    #[error("enemy_from is needed within {from} to {to}, the years of the threat")]
    EnemyFrom { from: i32, to: i32 },
    #[error("only threats have a value here: leave the field empty")]
    OnlyThreats,
    #[error(
        "high asks for a source that was read or an official finding: read the source or write medium"
    )]
    HighFromMemory,
    #[error("high does not go with a contested finding: write medium or low")]
    HighContested,
    #[error(
        "the catalogue has `{id}`, but no row of the series is there: add its values or delete the entry"
    )]
    SeriesWithoutRows { id: String },
    #[error(
        "`{twin}` of the other case does not point back: write `{id}` in its comparable_with, or empty this one"
    )]
    TwinOneSided { id: String, twin: String },
    #[error("`{twin}` of the other case is in the group {theirs}: put both in one group")]
    TwinGroup { twin: String, theirs: &'static str },
    #[error("the rate {} does not follow from deaths and population, which give {}: correct one of the three", Shown(*rate), fixed(*computed, 2))]
    Rate { rate: f64, computed: f64 },
    #[error("a computed indicator needs this series: write `{wanted}`")]
    NeededFor { wanted: &'static str },
    #[error("no computed indicator needs this series: leave the field empty")]
    NotNeeded,
    #[error("deaths or population are missing for this year: add them, or delete the rate")]
    RateWithoutCounts,
    #[error("{} lies outside {} to {}: keep within these bounds", Shown(*value), Shown(*least), Shown(*most))]
    OutOfBounds { value: f64, least: f64, most: f64 },
    #[error("there is no row for the setting `{key}`: add it")]
    SettingMissing { key: String },
    #[error("`{id}` is an indicator of the codebook in force: keep only earlier ones here")]
    InForce { id: String },
    #[error("there is no formula for the computed indicator `{id}`: judge it, or add a formula")]
    FormulaMissing { id: String },
    #[error("{} lies beyond {}: keep low <= value <= high", Shown(*value), Shown(*bound))]
    BeyondBound { value: f64, bound: f64 },
    #[error("{quarter} is no quarter: write 1 to 4, or leave it empty for a year")]
    Quarter { quarter: u8 },
    #[error("`{date}` is no ISO date: write YYYY, YYYY-MM or YYYY-MM-DD")]
    NotADate { date: String },
    #[error("`{date}` comes after a later date: put the rows in order of time")]
    OutOfOrder { date: String },
    #[error("`{address}` is only a host: give the address of the document, or leave it empty")]
    BareHost { address: String },
    #[error("`{address}` is no web address: begin with http:// or https:// and write no blanks")]
    NotAnAddress { address: String },
    #[error("a source under `{licence}` may not be passed on: write facts_only or no")]
    Licence { licence: &'static str },
    #[error("names a path of one machine: describe the file by its publisher and version")]
    MachinePath,
    #[error("anchors {}, {}, {} are not in order: let the crossover lie strictly between full_out and full_in", Shown(*full_out), Shown(*crossover), Shown(*full_in))]
    AnchorsOutOfOrder { full_out: f64, crossover: f64, full_in: f64 },
    #[error("a judged indicator has no anchors: leave the three fields empty")]
    AnchorsOfJudged,
    #[error("a computed indicator needs all three anchors: full_out, crossover and full_in")]
    AnchorsMissing,
    #[error("{} is no weight: write a number from 0.001 to 100, or leave it empty for 1", Shown(*weight))]
    NotAWeight { weight: f64 },
    #[error("`{found}` cannot stand here: write {wanted}")]
    Wanted { found: String, wanted: &'static str },
    #[error("`{word}` is not a known word: write one of {known}")]
    UnknownWord { word: String, known: String },
    #[error("`{key}` is not a known key: use {known}")]
    UnknownKey { key: String, known: String },
    #[error("`{condition}` is no condition: write an indicator, one of = >= <= > <, and a number")]
    NotACondition { condition: String },
    #[error("`{condition}` does not hold for {coding}, where the score is {}: correct the sentence or the condition", fixed(*score, 3))]
    ConditionBroken { condition: String, coding: &'static str, score: f64 },
    #[error("the shares of all agencies sum to {}: let them sum to 1", Shown(*sum))]
    SharesSum { sum: f64 },
    #[error("year {} does not come after {}: put the points in order of time, each year once", Shown(*year), Shown(*before))]
    YearNotLater { year: f64, before: f64 },
    #[error("a threat has no relation to itself: write 0")]
    OwnRelation,
    #[error(
        "write one number for the scenario, or in every agency a list with one value for each threat, not both"
    )]
    LevelOrLists,
    #[error("there is no name for `{id}` in the language `{locale}`: add the row")]
    NameMissing { id: String, locale: &'static str },
    #[error(
        "there is no claim about {dimension}: say on which side the theory's author puts the case"
    )]
    ClaimMissing { dimension: &'static str },
}
