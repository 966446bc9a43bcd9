//! How far the two codings of the documented alliances agree: by case and by dimension.

use serde::Serialize;

use super::{Agreement, Bootstrap, Level};
use crate::codebook::{Codebook, Dimension, IndicatorKind};
use crate::dossier::Dossier;
use crate::error::Error;
use crate::membership::{Scored, side};
use crate::reference::ReferenceDocument;

/// How far the two codings of documented alliances agree on the indicators that are judged.
///
/// Read alpha as an upper bound: the second coder did not see the scores of the first, but
/// used the evidence that the first had collected, and computed indicators are shared.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct CodingAgreement {
    /// Version of the codebook by which the scores were given.
    pub codebook_version: String,
    /// All cells together, then by dimension, then by case, then by case and dimension.
    pub groups: Vec<CodedGroup>,
}

/// Agreement on some of the cells: of a case, of a dimension, of both, or of neither in particular.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct CodedGroup {
    /// The case or reference alliance; none for all of them.
    pub case_id: Option<String>,
    /// The dimension; none for all four.
    pub dimension: Option<Dimension>,
    /// Number of cells: an indicator in a phase, or of a reference alliance.
    pub cells: usize,
    /// Krippendorff's alpha with the scores taken for ranks: that of coded levels. None where all
    /// scores are the same.
    pub alpha_ordinal: Option<f64>,
    /// The same with the scores taken for distances: that of memberships.
    pub alpha_interval: Option<f64>,
    /// Range of the ordinal alpha when whole phases and alliances are drawn again; none where there
    /// are fewer than [`LEAST_CLUSTERS`] of them, or without draws.
    pub bootstrap: Option<Bootstrap>,
    /// Mean absolute difference of the scores, 0-1.
    pub mean_absolute_difference: f64,
    /// Share of cells with the same score.
    pub same: f64,
    /// Mean of the second score minus the first.
    pub mean_difference: f64,
    /// Number of cells whose scores lie on two sides of halfway.
    pub sides_apart: usize,
}

/// An interval from fewer phases and alliances would say more than is known.
pub const LEAST_CLUSTERS: usize = 5;

/// One score by each coder.
struct Cell<'a> {
    case_id: &'a str,
    cluster: String,
    dimension: Dimension,
    first: Scored,
    second: Scored,
}

/// Agreement of both codings on these cases and reference alliances. `draws` of 0 leaves the
/// intervals out.
///
/// # Errors
/// [`Error::OutOfRange`] with the path `draws` as in [`Bootstrap::of`].
pub fn codings(
    cases: &[&Dossier],
    references: Option<&ReferenceDocument>,
    codebook: &Codebook,
    draws: u64,
    seed: u64,
) -> Result<CodingAgreement, Error> {
    let cells = cells(cases, references, codebook);
    let mut ids: Vec<&str> = cells.iter().map(|cell| cell.case_id).collect();
    ids.dedup();
    let mut wanted = vec![(None, None)];
    wanted.extend(Dimension::ALL.iter().map(|dimension| (None, Some(*dimension))));
    wanted.extend(ids.iter().map(|id| (Some(*id), None)));
    for id in ids {
        wanted.extend(Dimension::ALL.iter().map(|dimension| (Some(id), Some(*dimension))));
    }
    let mut groups = Vec::new();
    for (case_id, dimension) in wanted {
        let members: Vec<&Cell<'_>> = cells
            .iter()
            .filter(|cell| case_id.is_none_or(|id| id == cell.case_id))
            .filter(|cell| dimension.is_none_or(|dimension| dimension == cell.dimension))
            .collect();
        if !members.is_empty() {
            groups.push(group(case_id, dimension, &members, draws, seed)?);
        }
    }
    Ok(CodingAgreement { codebook_version: codebook.version.clone(), groups })
}

#[allow(clippy::cast_precision_loss, reason = "a few hundred cells")]
fn group(
    case_id: Option<&str>,
    dimension: Option<Dimension>,
    cells: &[&Cell<'_>],
    draws: u64,
    seed: u64,
) -> Result<CodedGroup, Error> {
    let ratings: Vec<Vec<Option<f64>>> =
        cells.iter().map(|cell| vec![Some(cell.first.score), Some(cell.second.score)]).collect();
    let clusters: Vec<String> = cells.iter().map(|cell| cell.cluster.clone()).collect();
    let ordinal = Agreement::of(Level::Ordinal, &ratings)?;
    let mut distinct = clusters.clone();
    distinct.sort();
    distinct.dedup();
    let bootstrap = (draws > 0 && distinct.len() >= LEAST_CLUSTERS)
        .then(|| Bootstrap::of(Level::Ordinal, &ratings, Some(&clusters), draws, seed))
        .transpose()?;
    let mean = |of: fn(&Cell<'_>) -> f64| {
        cells.iter().map(|cell| of(cell)).sum::<f64>() / cells.len() as f64
    };
    let apart = |cell: &&&Cell<'_>| side(cell.first.score) != side(cell.second.score);
    Ok(CodedGroup {
        case_id: case_id.map(str::to_owned),
        dimension,
        cells: cells.len(),
        alpha_ordinal: ordinal.alpha,
        alpha_interval: Agreement::of(Level::Interval, &ratings)?.alpha,
        bootstrap,
        mean_absolute_difference: mean(|cell| (cell.second.score - cell.first.score).abs()),
        same: mean(|cell| f64::from(u8::from(cell.first.score == cell.second.score))),
        mean_difference: mean(|cell| cell.second.score - cell.first.score),
        sides_apart: cells.iter().filter(apart).count(),
    })
}

fn cells<'a>(
    cases: &[&'a Dossier],
    references: Option<&'a ReferenceDocument>,
    codebook: &Codebook,
) -> Vec<Cell<'a>> {
    let mut cells = Vec::new();
    let dimension = |id: &str| codebook.indicator(id).map(|indicator| indicator.dimension);
    for dossier in cases {
        let document = dossier.document();
        for row in &document.second_coding {
            let computed = codebook
                .indicator(&row.indicator_id)
                .is_none_or(|indicator| indicator.kind == IndicatorKind::Computed);
            let scores = (
                dossier.first_score(&row.phase_id, &row.indicator_id),
                dossier.second_score(&row.phase_id, &row.indicator_id),
            );
            if let ((Some(first), Some(second)), Some(dimension), false) =
                (scores, dimension(&row.indicator_id), computed)
            {
                let case_id = dossier.case_id();
                let cluster = format!("{case_id} {}", row.phase_id);
                cells.push(Cell { case_id, cluster, dimension, first, second });
            }
        }
    }
    for (case_id, indicator_id, first, second) in references.iter().flat_map(|all| all.pairs()) {
        if let Some(dimension) = dimension(indicator_id) {
            cells.push(Cell { case_id, cluster: case_id.to_owned(), dimension, first, second });
        }
    }
    cells
}
