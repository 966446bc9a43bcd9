//! Documented cases side by side: by phase, in both codings, beside the reference alliances.

use serde::Serialize;

use crate::codebook::{ByDimension, ByLocale, Codebook, Dimension, IndicatorKind};
use crate::conduct::{self, Evidence};
use crate::dossier::{Annotation, ClaimRead, Dossier, Phase, Source};
use crate::error::Error;
use crate::membership::{Scored, Side};
use crate::reference::{ReferenceAlliance, ReferenceDocument};
use crate::structure::Structure;
use crate::typology::{AllianceType, Coder, Degree, Placement};

/// Two or more cases by phase, with what both codings support.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Comparison {
    /// Version of the codebook by which all scores were given.
    pub codebook_version: String,
    /// Whose scores each `verdict` rests on.
    pub coder: Coder,
    /// How the indicators of each dimension combine.
    pub structure: ByDimension<Structure>,
    /// The cases, in the order asked for.
    pub cases: Vec<ComparedCase>,
    /// Other alliances for orientation.
    pub references: Vec<ReferenceAlliance>,
}

/// A name in the forms that a figure needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Called {
    /// Short form, beside a mark.
    pub label: String,
    /// Form inside a sentence, with its article.
    pub in_sentence: String,
    /// Whether a verb after it stands in the plural.
    pub plural: bool,
}

/// One case of a comparison.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ComparedCase {
    /// Identifier, such as `us-colombia`.
    pub case_id: String,
    /// First year.
    pub from_year: i32,
    /// Last year.
    pub to_year: i32,
    /// The great power, by language.
    pub patron: ByLocale<Called>,
    /// The weak state, by language.
    pub ally: ByLocale<Called>,
    /// The phases, in order of time.
    pub phases: Vec<ComparedPhase>,
    /// What the theory's author claims, by dimension.
    pub claims: Vec<ClaimedSide>,
    /// Remarks on the drawings; their conditions were checked when the case was loaded.
    pub annotations: Vec<Annotation>,
}

/// A claim with the work that makes it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ClaimedSide {
    /// The dimension.
    pub dimension: Dimension,
    /// The side on which the claim puts the case.
    pub side: Side,
    /// How much of the work was read.
    pub read: ClaimRead,
    /// The work.
    pub source: Citation,
}

/// A source as a reader sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Citation {
    /// Identifier within the case.
    pub source_id: String,
    /// Author or organisation.
    pub author_or_org: String,
    /// Year of publication.
    pub year: i32,
    /// Title.
    pub title: String,
    /// Where it appeared.
    pub publication: String,
    /// Address of the document; empty where it is not surely known.
    pub url: String,
}

impl Citation {
    pub(crate) fn of(source: &Source) -> Self {
        Self {
            source_id: source.source_id.clone(),
            author_or_org: source.author_or_org.clone(),
            year: source.year,
            title: source.title.clone(),
            publication: source.publication.clone(),
            url: source.url.clone(),
        }
    }
}

/// One phase with the verdicts of both codings and what they support together.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ComparedPhase {
    /// Identifier within the case.
    pub phase_id: String,
    /// First year.
    pub from_year: i32,
    /// Last year.
    pub to_year: i32,
    /// Name by language.
    pub name: ByLocale<String>,
    /// What happened, in English.
    pub summary: String,
    /// Verdict of the coder that was asked for.
    pub verdict: Placement,
    /// Verdict of the first coding.
    pub first: Placement,
    /// Verdict of the second coding, which shares the computed indicators.
    pub second: Placement,
    /// What both support.
    pub supported: Supported,
    /// Every indicator with reason and source.
    pub indicators: Vec<PhaseIndicator>,
    /// D3 if help counts only where its source was read or an official finding stands behind it, 0-1.
    pub response_with_checked_help: f64,
}

/// What survives both codings.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Supported {
    /// The type of the first and of the second coding; one entry where they agree.
    pub types: Vec<AllianceType>,
    /// The weaker of the two degrees; none where a coding has none.
    pub degree: Option<Degree>,
    /// Dimensions that are weakest in one coding or the other.
    pub weakest_dimension: Vec<Dimension>,
    /// How far each dimension's side holds.
    pub dimensions: ByDimension<Support>,
}

/// How far the side of one dimension holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Support {
    /// The side of the first coding's score.
    pub first: Option<Side>,
    /// The side of the second coding's score.
    pub second: Option<Side>,
    /// Whether the first coding's whole range lies on its side.
    pub first_whole: bool,
    /// Whether the second coding's whole range lies on its side.
    pub second_whole: bool,
}

impl Support {
    fn of(first: Option<Scored>, second: Option<Scored>) -> Self {
        let whole = |scored: Option<Scored>| scored.is_some_and(|scored| !scored.crosses_halfway());
        Self {
            first: first.and_then(|scored| scored.side()),
            second: second.and_then(|scored| scored.side()),
            first_whole: whole(first),
            second_whole: whole(second),
        }
    }

    /// The side on which both scores lie.
    pub fn agreed(self) -> Option<Side> {
        self.first.filter(|side| self.second == Some(*side))
    }

    /// The side that a headline may claim: both scores, and the whole range of the first coding.
    pub fn survives(self) -> Option<Side> {
        self.agreed().filter(|_| self.first_whole)
    }
}

/// One indicator in one phase, in both codings.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct PhaseIndicator {
    /// The indicator.
    pub indicator_id: String,
    /// Judged or computed.
    pub kind: IndicatorKind,
    /// Value before calibration, in the unit of the codebook; none where judged.
    pub raw: Option<f64>,
    /// First coding.
    pub first: Scored,
    /// Second coding; none where the value is computed and shared.
    pub second: Option<Scored>,
    /// Why, in English.
    pub rationale: String,
    /// Why the second coder scored as they did, in English.
    pub second_rationale: Option<String>,
    /// The leading source.
    pub source: Option<Citation>,
    /// Whether the source was read for some row of the case, or data taken from it.
    pub checked: bool,
}

/// Compares documented cases. Verdicts of both codings are always there; `coder` says whose is
/// the `verdict` of each phase.
///
/// ```
/// use fragmented_allies::{Codebook, Coder, cases, compare};
/// let codebook = Codebook::bundled()?;
/// let (colombia, afghanistan) = (cases::load("us-colombia")?, cases::load("us-afghanistan")?);
/// let comparison = compare(&[&colombia, &afghanistan], None, Coder::First, codebook)?;
/// let last = &comparison.cases[1].phases[2];
/// assert_eq!(last.first.cell.as_deref(), Some("1111"));
/// # Ok::<(), fragmented_allies::Error>(())
/// ```
///
/// # Errors
/// [`Error::Unknown`] when no case is given; otherwise none for checked dossiers.
pub fn compare(
    cases: &[&Dossier],
    references: Option<&ReferenceDocument>,
    coder: Coder,
    codebook: &Codebook,
) -> Result<Comparison, Error> {
    if cases.is_empty() {
        return Err(Error::Unknown {
            path: "cases".into(),
            what: "case",
            id: String::new(),
            known: "ask for at least one".into(),
        });
    }
    Ok(Comparison {
        codebook_version: codebook.version.clone(),
        coder,
        structure: codebook.structure,
        cases: cases
            .iter()
            .map(|dossier| compared_case(dossier, coder, codebook))
            .collect::<Result<_, _>>()?,
        references: references
            .map_or(Ok(Vec::new()), |references| references.verdicts(coder, codebook))?,
    })
}

/// How an actor or a side of the case is called in each language.
pub(crate) fn called(dossier: &Dossier, id: &str) -> ByLocale<Called> {
    ByLocale::new(|locale| match dossier.document().name(id, locale) {
        Some(name) => {
            let plural = name.number == crate::dossier::Number::Plural;
            Called { label: name.label.clone(), in_sentence: name.in_sentence.clone(), plural }
        }
        None => Called { label: id.to_owned(), in_sentence: id.to_owned(), plural: false },
    })
}

fn compared_case(
    dossier: &Dossier,
    coder: Coder,
    codebook: &Codebook,
) -> Result<ComparedCase, Error> {
    let document = dossier.document();
    let claims = document.claims.iter().filter_map(|claim| {
        let source = Citation::of(document.source(&claim.source_id)?);
        Some(ClaimedSide { dimension: claim.dimension, side: claim.side, read: claim.read, source })
    });
    Ok(ComparedCase {
        case_id: dossier.case_id().to_owned(),
        from_year: document.settings.from_year,
        to_year: document.settings.to_year,
        patron: called(dossier, "patron"),
        ally: called(dossier, "ally"),
        phases: document
            .phases
            .iter()
            .map(|phase| compared_phase(dossier, phase, coder, codebook))
            .collect::<Result<_, _>>()?,
        claims: claims.collect(),
        annotations: document.annotations.clone(),
    })
}

fn compared_phase(
    dossier: &Dossier,
    phase: &Phase,
    coder: Coder,
    codebook: &Codebook,
) -> Result<ComparedPhase, Error> {
    let profile = dossier.profile(&phase.phase_id);
    let placement = |coder| profile.place_by(coder, codebook);
    let (first, second) = (placement(Coder::First)?, placement(Coder::Second)?);
    let name = ByLocale::new(|locale| dossier.document().label(&phase.phase_id, locale).to_owned());
    Ok(ComparedPhase {
        phase_id: phase.phase_id.clone(),
        from_year: phase.from_year,
        to_year: phase.to_year,
        name,
        summary: phase.summary.clone(),
        supported: supported(&first, &second),
        indicators: codebook
            .indicators
            .iter()
            .filter_map(|indicator| {
                phase_indicator(dossier, phase, &indicator.indicator_id, indicator.kind)
            })
            .collect(),
        response_with_checked_help: response(dossier, phase, codebook, Evidence::CheckedHelp)?,
        verdict: placement(coder)?,
        first,
        second,
    })
}

fn supported(first: &Placement, second: &Placement) -> Supported {
    let mut types = vec![first.alliance_type];
    if second.alliance_type != first.alliance_type {
        types.push(second.alliance_type);
    }
    let degree = match (first.degree, second.degree) {
        (Some(one), Some(other)) => Some(one.min(other)),
        _ => None,
    };
    let weakest = |dimension: &Dimension| {
        first.weakest_dimension.contains(dimension) || second.weakest_dimension.contains(dimension)
    };
    Supported {
        types,
        degree,
        weakest_dimension: Dimension::ALL.iter().copied().filter(weakest).collect(),
        dimensions: ByDimension::new(|dimension| {
            Support::of(first.dimension(dimension), second.dimension(dimension))
        }),
    }
}

fn phase_indicator(
    dossier: &Dossier,
    phase: &Phase,
    indicator_id: &str,
    kind: IndicatorKind,
) -> Option<PhaseIndicator> {
    let document = dossier.document();
    let of_phase =
        |indicator: &str, phase_id: &str| indicator == indicator_id && phase_id == phase.phase_id;
    let row = document.indicators.iter().find(|row| of_phase(&row.indicator_id, &row.phase_id))?;
    let second =
        document.second_coding.iter().find(|row| of_phase(&row.indicator_id, &row.phase_id));
    Some(PhaseIndicator {
        indicator_id: indicator_id.to_owned(),
        kind,
        raw: dossier.computed(&phase.phase_id, indicator_id).map(|computed| computed.raw),
        first: dossier.first_score(&phase.phase_id, indicator_id)?,
        second: second.and_then(|_| dossier.second_score(&phase.phase_id, indicator_id)),
        rationale: row.rationale.clone(),
        second_rationale: second.map(|row| row.rationale.clone()),
        source: document.source(&row.source_id).map(Citation::of),
        checked: dossier.is_source_read(&row.source_id),
    })
}

/// D3 of a phase from a part of the evidence: the calibrated response indicators, combined.
fn response(
    dossier: &Dossier,
    phase: &Phase,
    codebook: &Codebook,
    evidence: Evidence,
) -> Result<f64, Error> {
    let raw =
        conduct::mean_response(dossier.document(), phase.from_year, phase.to_year, 0.0, evidence);
    let mut parts = Vec::new();
    for (id, raw) in [
        ("agencies_balancing", raw.balancing),
        ("agencies_colluding", raw.colluding),
        ("overlap_same_threat", raw.overlap),
    ] {
        if let Some(indicator) = codebook.indicator(id)
            && let Some(calibration) = &indicator.calibration
        {
            parts.push((indicator, Scored::exact(calibration.membership(raw)?)?));
        }
    }
    Ok(codebook.combine(Dimension::Response, &parts).map_or(0.0, |scored| scored.score))
}
