//! The classifier: verdicts on own alliances, and methods across cases.

use std::collections::BTreeMap;

use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::library::{LIBRARY, Library};
use super::plain;
use crate::agreement::{Agreement, codings};
use crate::calibration::Method;
use crate::codebook::{Codebook, Dimension};
use crate::compare::{Comparison, compare};
use crate::dossier::Dossier;
use crate::error::Error;
use crate::figure::{self, Figure, FigureOptions, OwnVerdict};
use crate::fit::{ClaimFit, Fit};
use crate::membership::NEUTRAL;
use crate::nearest::nearest;
use crate::qca::{self, Memberships};
use crate::random::SEED;
use crate::robustness::Robustness;
use crate::sensitivity::{self, CaseProfile};
use crate::table::{Files, from_json, row};
use crate::typology::{Answer, ClassifyOptions, Coder, Profile, Verdict};

/// Does something by an own codebook, or by the one that was handed in where the text is empty.
fn by_codebook<T>(own: &str, work: impl FnOnce(&Codebook) -> Result<T, Error>) -> Result<T, Error> {
    if own.is_empty() {
        LIBRARY.with_borrow(|library| work(library.codebook()?))
    } else {
        work(&Codebook::from_json(own)?)
    }
}

/// The verdict on a profile, by an own codebook if one is given.
#[wasm_bindgen]
pub fn classify(profile: &str, options: &str, own_codebook: &str) -> Result<JsValue, JsValue> {
    let profile = Profile::from_json(profile)?;
    let options = ClassifyOptions::from_json(options)?;
    plain(&by_codebook(own_codebook, |codebook| profile.classify(codebook, &options))?)
}

/// Memberships of raw values by one of the methods of calibration.
#[wasm_bindgen]
pub fn calibrate(method: &str, raw: &[f64]) -> Result<Vec<f64>, JsValue> {
    Ok(Method::from_json(method)?.memberships(raw)?)
}

/// Fit of a claim about two lists of memberships.
#[wasm_bindgen]
pub fn fit(claim: &str) -> Result<JsValue, JsValue> {
    plain(&Fit::from_json(claim)?)
}

/// Fit of a claim about the dimensions, with the outcome left out of its conditions.
#[wasm_bindgen(js_name = fitClaim)]
pub fn fit_claim(claim: &str) -> Result<JsValue, JsValue> {
    plain(&ClaimFit::from_json(claim)?)
}

/// How far a solution stands beside test solutions.
#[wasm_bindgen]
pub fn robustness(solutions: &str) -> Result<JsValue, JsValue> {
    plain(&Robustness::from_json(solutions)?)
}

/// Agreement of any coders.
#[wasm_bindgen]
pub fn agreement(ratings: &str) -> Result<JsValue, JsValue> {
    plain(&Agreement::from_json(ratings)?)
}

row! {
    /// Which cases, with how many draws.
    CodingsRequest in "request" {
        /// Ids of the cases.
        cases: Vec<String>,
        /// Whether the reference alliances count.
        references: bool,
        /// Draws of the intervals.
        draws: u64,
        /// Seed of the draws.
        seed: Option<u64>,
    }
}

/// Agreement of the two codings of cases that were handed in.
#[wasm_bindgen(js_name = codingAgreement)]
pub fn coding_agreement(request: &str) -> Result<JsValue, JsValue> {
    let CodingsRequest { cases, references, draws, seed } = from_json(request)?;
    LIBRARY.with_borrow(|library| {
        let cases = library.cases(&cases, "cases")?;
        let references = library.references.as_ref().filter(|_| references);
        let seed = seed.unwrap_or(SEED);
        plain(&codings(&cases, references, library.codebook()?, draws, seed)?)
    })
}

/// Everything that was handed in, by the scores of a coder.
fn documented(library: &Library, coder: Coder) -> Result<Comparison, Error> {
    let cases: Vec<&Dossier> = library.cases.iter().collect();
    compare(&cases, library.references.as_ref(), coder, library.codebook()?)
}

/// The same by the first coder's, kept: a verdict is drawn with every answer.
fn kept(library: &Library) -> Result<&Comparison, Error> {
    if let Some(known) = library.documented.get() {
        return Ok(known);
    }
    let fresh = documented(library, Coder::First)?;
    Ok(library.documented.get_or_init(|| fresh))
}

/// Everything that was handed in: cases by phase with every answer in both codings, reference alliances.
#[wasm_bindgen(js_name = documented)]
pub fn documented_cases() -> Result<JsValue, JsValue> {
    LIBRARY.with_borrow(|library| plain(kept(library)?))
}

/// All alliances that were handed in, the nearest to a profile first, all by the same coder.
#[wasm_bindgen(js_name = nearest)]
pub fn nearest_cases(profile: &str, coder: &str) -> Result<JsValue, JsValue> {
    let profile = Profile::from_json(profile)?;
    let coder: Coder = from_json(coder)?;
    LIBRARY.with_borrow(|library| {
        let placement = profile.place_by(coder, library.codebook()?)?;
        plain(&nearest(&placement, &documented(library, coder)?))
    })
}

/// How far the anchors of an indicator can be moved, for own cases or for those that were handed in.
#[wasm_bindgen]
pub fn sensitivity(request: &str, own_codebook: &str) -> Result<JsValue, JsValue> {
    plain(&by_codebook(own_codebook, |codebook| sensitivity::from_json(request, codebook))?)
}

/// Every phase of the cases that were handed in, with the raw value of one indicator.
#[wasm_bindgen(js_name = documentedSensitivity)]
pub fn documented_sensitivity(indicator_id: &str) -> Result<JsValue, JsValue> {
    LIBRARY.with_borrow(|library| {
        let mut cases = Vec::new();
        for dossier in &library.cases {
            for phase in &dossier.document().phases {
                let mut profile = dossier.profile(&phase.phase_id);
                if let Some(computed) = dossier.computed(&phase.phase_id, indicator_id) {
                    let raw = Answer::Raw { raw: computed.raw };
                    profile.indicators.insert(indicator_id.to_owned(), raw);
                }
                let case = format!("{} {}", dossier.case_id(), phase.phase_id);
                cases.push(CaseProfile { case, profile });
            }
        }
        plain(&sensitivity::sensitivity(indicator_id, &cases, library.codebook()?)?)
    })
}

/// The scores of a documented phase or reference alliance as answers to the codebook.
#[wasm_bindgen(js_name = profileOf)]
pub fn profile_of(case_id: &str, phase_id: Option<String>) -> Result<JsValue, JsValue> {
    LIBRARY.with_borrow(|library| plain(&profile_in(library, case_id, phase_id)?))
}

fn profile_in(
    library: &Library,
    case_id: &str,
    phase_id: Option<String>,
) -> Result<Profile, Error> {
    let references = library.references.as_ref();
    if let Some(references) = references.filter(|all| all.alliance(case_id).is_some()) {
        return match phase_id {
            None => Ok(references.profile(case_id)),
            Some(id) => Err(unknown_phase(id, "none, for it is scored as a whole")),
        };
    }
    let dossier = library.case(case_id, "case_id").map_err(|error| match error {
        Error::Unknown { path, id, known, .. } => {
            let references = references.iter().flat_map(|all| &all.alliances);
            let ids = references.map(|alliance| alliance.case_id.as_str());
            let known = std::iter::once(known.as_str()).chain(ids).collect::<Vec<_>>();
            let what = "case or reference alliance";
            Error::Unknown { path, what, id, known: known.join(", ") }
        }
        other => other,
    })?;
    let phases = || dossier.document().phases.iter().map(|phase| phase.phase_id.as_str());
    let phase_id = phase_id.unwrap_or_default();
    if !phases().any(|known| known == phase_id) {
        return Err(unknown_phase(phase_id, &phases().collect::<Vec<_>>().join(", ")));
    }
    Ok(dossier.profile(&phase_id))
}

fn unknown_phase(id: String, known: &str) -> Error {
    Error::Unknown { path: "phase_id".into(), what: "phase", id, known: known.to_owned() }
}

/// The CSV files of a case by name, as they were read somewhere else.
struct Texts(BTreeMap<String, String>);

impl Files for Texts {
    fn label(&self, name: &str) -> String {
        format!("{name}.csv")
    }

    fn content(&self, name: &str) -> Option<Vec<u8>> {
        self.0.get(&self.label(name)).map(|text| text.clone().into_bytes())
    }
}

/// Checks a case: its CSV files as an object of name and text, or one document. Throws the faults.
/// Returns the case as one document.
#[wasm_bindgen(js_name = validateCase)]
pub fn validate_case(json: &str, is_files: bool) -> Result<String, JsValue> {
    LIBRARY.with_borrow(|library| {
        let codebook = library.codebook()?;
        let dossier = if is_files {
            Dossier::from_files(&Texts(from_json(json)?), codebook)?
        } else {
            Dossier::from_json(json, codebook)?
        };
        Ok(dossier.to_json())
    })
}

row! {
    /// What is written as CSV.
    QcaRequest in "request" {
        /// The cases.
        cases: Vec<Memberships>,
    }
}

/// Memberships as the CSV that R's QCA reads. JSON is read to 15 digits: the numbers themselves
/// come beside it, four a case.
#[wasm_bindgen(js_name = toQcaCsv)]
pub fn to_qca_csv(request: &str, values: &[f64]) -> Result<String, JsValue> {
    let QcaRequest { mut cases } = from_json(request)?;
    for (case, exact) in cases.iter_mut().zip(values.chunks_exact(4)) {
        if let [int, frag, sim, reg] = *exact {
            (case.int, case.frag, case.sim, case.reg) = (int, frag, sim, reg);
        }
    }
    Ok(qca::to_csv(&cases)?)
}

/// Memberships from the CSV that R's QCA writes.
#[wasm_bindgen(js_name = fromQcaCsv)]
pub fn from_qca_csv(csv: &str) -> Result<JsValue, JsValue> {
    plain(&qca::from_csv("the CSV", csv)?)
}

row! {
    /// The documented phase or reference alliance from which answers started.
    Started in "started" {
        /// The case or reference alliance.
        case_id: String,
        /// The phase; none for a reference alliance.
        phase_id: Option<String>,
    }
}

row! {
    /// A verdict to be drawn.
    VerdictRequest in "request" {
        /// The answers.
        profile: Profile,
        /// How they are classified.
        options: Option<ClassifyOptions>,
        /// What they started from.
        started: Option<Started>,
        /// The indicator that is being asked for.
        asked: Option<String>,
    }
}

/// A verdict and its figure.
#[derive(Serialize)]
struct DrawnVerdict {
    verdict: Verdict,
    figure: Figure,
}

/// Classifies answers and draws the verdict on them, beside the alliance they started from.
#[wasm_bindgen(js_name = renderVerdict)]
pub fn render_verdict(request: &str, options: &str) -> Result<JsValue, JsValue> {
    let request: VerdictRequest = from_json(request)?;
    let options = FigureOptions::from_json(options)?;
    LIBRARY.with_borrow(|library| plain(&request.draw(library, &options)?))
}

impl VerdictRequest {
    fn draw(self, library: &Library, options: &FigureOptions) -> Result<DrawnVerdict, Error> {
        let codebook = library.codebook()?;
        let how = ClassifyOptions { locale: options.locale, ..self.options.unwrap_or_default() };
        let verdict = self.profile.classify(codebook, &how)?;
        let mut neighbours = nearest(&verdict.placement, kept(library)?);
        let (mut second, mut shared, mut is_unchanged) = (None, Vec::new(), false);
        if let Some(Started { case_id, phase_id }) = self.started {
            neighbours.retain(|near| near.case_id != case_id || near.phase_id != phase_id);
            let documented = profile_in(library, &case_id, phase_id)?;
            second = Some(documented.place_by(Coder::Second, codebook)?);
            is_unchanged = alike(&self.profile, &documented, codebook)?;
            let own = documented.second_coding.unwrap_or_default();
            let is_shared = |dimension: &Dimension| {
                !codebook.indicators_of(*dimension).any(|one| own.contains_key(&one.indicator_id))
            };
            shared.extend(Dimension::ALL.iter().copied().filter(is_shared));
        }
        let own = OwnVerdict {
            verdict: &verdict,
            second: second.as_ref(),
            shared: &shared,
            is_unchanged,
            nearest: &neighbours,
            asked: self.asked.as_deref(),
        };
        let figure = figure::verdict(&own, codebook, options)?;
        Ok(DrawnVerdict { verdict, figure })
    }
}

/// Whether two profiles have the same scores by their first coders; JSON is read to 15 digits.
fn alike(one: &Profile, other: &Profile, codebook: &Codebook) -> Result<bool, Error> {
    for indicator in &codebook.indicators {
        let score = |profile: &Profile| {
            let answer = profile.indicators.get(&indicator.indicator_id);
            answer.map_or(Ok(None), |answer| answer.scored(indicator))
        };
        let is_same = match (score(one)?, score(other)?) {
            (Some(one), Some(other)) => (one.score - other.score).abs() < NEUTRAL,
            (one, other) => one.is_none() && other.is_none(),
        };
        if !is_same {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The style sheet of the figures.
#[wasm_bindgen(js_name = verdictStyle)]
pub fn figure_style() -> String {
    figure::VERDICT_STYLE.to_owned()
}
