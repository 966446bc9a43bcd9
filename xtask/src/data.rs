//! The data of `data/`, compiled to what the package and the pages ship.

use crate::tools::{self, Outcome};
use fragmented_allies::agreement::{Agreement, AgreementRequest, CodingAgreement};
use fragmented_allies::calibration::{BellMethod, DirectMethod, IndirectMethod, PiecewiseMethod};
use fragmented_allies::conduct::{Conduct, conduct};
use fragmented_allies::dossier::{CaseDocument, check_twins};
use fragmented_allies::figure::{
    self, Figure, FigureOptions, PoliciesView, SceneView, TimelineOptions,
};
use fragmented_allies::fit::{ClaimFit, ClaimRequest, Fit, FitRequest};
use fragmented_allies::qca::Memberships;
use fragmented_allies::robustness::{Robustness, RobustnessRequest};
use fragmented_allies::sensitivity::{CaseProfile, SensitivityRange};
use fragmented_allies::simulator::{
    Contrast, ContrastRequest, Density, DensityRequest, Ensemble, PoliciesRequest, PoliciesResult,
    Scenario, SimulateRequest, Sweep, SweepRequest, Trace, TruthTable, TruthTableRequest,
    scenarios,
};
use fragmented_allies::timeline::{Align, Timeline, timeline};
use fragmented_allies::{
    ClassifyOptions, Codebook, Coder, Comparison, Dossier, Locale, Neighbour, Profile,
    ReferenceDocument, Verdict, cases, compare, messages,
};
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use std::any::TypeId;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use ts_rs::{Config, TS, TypeVisitor};

/// The files of messages besides the one of the figures of cases: how their keys begin.
const TEXTS: [(&str, &[&str]); 3] = [
    ("verdict", &["verdict.", "classifier."]),
    ("simulator", &["simulator."]),
    ("timeline", &["timeline."]),
];
/// What every file of messages carries.
const SHARED: &[&str] = &["list.", "type.", "degree.", "element."];

/// Writes what the package carries as JSON into the folder `out`: codebook, messages, cases,
/// reference alliances and scenarios.
pub fn compile(out: &Path) -> Outcome {
    let dossiers = dossiers()?;
    check_twins(&dossiers.iter().collect::<Vec<_>>())?;
    for dossier in &dossiers {
        let id = dossier.case_id();
        let [case, reasons, series] = dossier.to_json_parts();
        tools::write(&out.join(format!("{id}.json")), case)?;
        tools::write(&out.join(format!("{id}.reasons.json")), reasons)?;
        tools::write(&out.join(format!("{id}.series.json")), series)?;
    }
    for locale in Locale::ALL {
        let messages = messages::bundled(*locale);
        let begins = |key: &str, words: &[&str]| words.iter().any(|word| key.starts_with(word));
        let of_cases = |key: &str| !TEXTS.iter().any(|(_, words)| begins(key, words));
        let file = |name: &str, carries: &dyn Fn(&str) -> bool| {
            let texts: BTreeMap<_, _> = messages.iter().filter(|(key, _)| carries(key)).collect();
            tools::write(&out.join(format!("{name}.{locale}.json")), serde_json::to_string(&texts)?)
        };
        file("messages", &of_cases)?;
        for (name, words) in TEXTS {
            file(name, &|key| begins(key, words) || begins(key, SHARED))?;
        }
        let codebook = Codebook::bundled()?.in_language(*locale);
        tools::write(&out.join(format!("codebook.{locale}.json")), codebook.to_json())?;
        for id in scenarios::ids() {
            let scenario = scenarios::load_in(id, *locale)?;
            tools::write(&out.join(format!("scenario.{id}.{locale}.json")), scenario.to_json())?;
        }
    }
    tools::write(&out.join("codebook.json"), Codebook::bundled()?.to_json())?;
    tools::write(&out.join("references.json"), cases::references()?.to_json_scores())
}

fn dossiers() -> Outcome<Vec<Dossier>> {
    Ok(cases::IDS.iter().map(|id| cases::load(id)).collect::<Result<_, _>>()?)
}

/// Writes the JSON Schema of each document that the package reads into the folder `out`.
pub fn schemas(out: &Path) -> Outcome {
    schema::<CaseDocument>(out, "dossier", "A documented case")?;
    schema::<Profile>(out, "profile", "An alliance as answers to a codebook")?;
    schema::<ClassifyOptions>(out, "classify", "How an alliance is classified")?;
    schema::<Codebook>(out, "codebook", "A codebook")?;
    schema::<ReferenceDocument>(out, "references", "Reference alliances")?;
    schema::<Scenario>(out, "scenario", "A scenario of the simulator")
}

fn schema<T: JsonSchema>(out: &Path, name: &str, title: &str) -> Outcome {
    let settings = SchemaSettings::draft2020_12().with_transform(RecursiveTransform(plain));
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    schema.insert("title".into(), title.into());
    let text = serde_json::to_string_pretty(&schema)?;
    tools::write(&out.join(format!("{name}.schema.json")), text + "\n")
}

/// Says in the words of JSON Schema what only Rust means: every `i32` of a document is a year, other
/// widths of numbers and links within the documentation tell a reader nothing.
fn plain(schema: &mut Schema) {
    if schema.remove("format").is_some_and(|format| format == "int32") {
        schema.insert("minimum".into(), 1.into());
        schema.insert("maximum".into(), 9999.into());
    }
    let description = schema.get("description").and_then(serde_json::Value::as_str);
    if let Some(text) = description.map(|text| text.replace("[`", "`").replace("`]", "`")) {
        let paragraphs: Vec<String> =
            text.split("\n\n").map(|lines| lines.replace('\n', " ")).collect();
        schema.insert("description".into(), paragraphs.join("\n\n").into());
    }
}

/// Writes the TypeScript types of what crosses the boundary into the file `out`.
pub fn types(out: &Path) -> Outcome {
    let mut collector = Collector {
        config: Config::default().with_large_int("number"),
        seen: BTreeSet::new(),
        declarations: Vec::new(),
    };
    collector.visit::<CaseDocument>();
    collector.visit::<Codebook>();
    collector.visit::<Profile>();
    collector.visit::<ClassifyOptions>();
    collector.visit::<Verdict>();
    collector.visit::<DirectMethod>();
    collector.visit::<PiecewiseMethod>();
    collector.visit::<BellMethod>();
    collector.visit::<IndirectMethod>();
    collector.visit::<FitRequest>();
    collector.visit::<Fit>();
    collector.visit::<ClaimRequest>();
    collector.visit::<ClaimFit>();
    collector.visit::<RobustnessRequest>();
    collector.visit::<Robustness>();
    collector.visit::<AgreementRequest>();
    collector.visit::<Agreement>();
    collector.visit::<CodingAgreement>();
    collector.visit::<Neighbour>();
    collector.visit::<CaseProfile>();
    collector.visit::<SensitivityRange>();
    collector.visit::<Memberships>();
    collector.visit::<Scenario>();
    collector.visit::<Ensemble>();
    collector.visit::<Trace>();
    collector.visit::<Contrast>();
    collector.visit::<Sweep>();
    collector.visit::<Density>();
    collector.visit::<TruthTable>();
    collector.visit::<SimulateRequest>();
    collector.visit::<ContrastRequest>();
    collector.visit::<SweepRequest>();
    collector.visit::<DensityRequest>();
    collector.visit::<TruthTableRequest>();
    collector.visit::<PoliciesRequest>();
    collector.visit::<PoliciesResult>();
    collector.visit::<Comparison>();
    collector.visit::<Conduct>();
    collector.visit::<Timeline>();
    collector.visit::<PoliciesView>();
    collector.visit::<SceneView>();
    collector.visit::<FigureOptions>();
    collector.visit::<TimelineOptions>();
    collector.visit::<Figure>();
    let mut text = "// Written by `cargo xtask build` from the Rust types.\n".to_owned();
    for declaration in collector.declarations {
        let _ = write!(text, "\n{declaration}\n");
    }
    tools::write(out, text)?;
    let cases = format!(
        "// Written by `cargo xtask build`.\n\n/** Identifiers of the documented cases. */\nexport const CASE_IDS: readonly string[] = {};\n\n/** Identifiers of the scenarios. */\nexport const SCENARIO_IDS: readonly string[] = {};\n\n/** Version of the library. */\nexport const VERSION = {};\n",
        serde_json::to_string(&cases::IDS)?,
        serde_json::to_string(&scenarios::ids())?,
        serde_json::to_string(env!("CARGO_PKG_VERSION"))?,
    );
    tools::write(&out.with_file_name("cases.ts"), cases)
}

/// Writes each type once, after those it is made of.
struct Collector {
    config: Config,
    seen: BTreeSet<TypeId>,
    declarations: Vec<String>,
}

impl TypeVisitor for Collector {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
        // Types without a file of their own are TypeScript's: numbers, strings, lists.
        if T::output_path().is_some() {
            let docs = T::docs().unwrap_or_default();
            let declaration = format!("{docs}export {}", T::decl(&self.config));
            // A generic type is met once for each type that it holds, and declared alike each time.
            if !self.declarations.contains(&declaration) {
                self.declarations.push(declaration);
            }
        }
    }
}

/// Puts the figures into the pages of the folder `site` and below, for readers without scripts.
///
/// A page asks for one by `<!-- figure: comparison en us-colombia us-afghanistan -->`, likewise for a
/// `timeline`, or `<!-- figure: conduct en us-afghanistan -->`.
pub fn prerender(site: &Path) -> Outcome {
    for entry in std::fs::read_dir(site)? {
        let path = entry?.path();
        if path.is_dir() {
            prerender(&path)?;
        } else if path.extension().is_some_and(|extension| extension == "html") {
            let page = String::from_utf8(tools::read(&path)?)?;
            tools::write(&path, fill(&page)?)?;
        }
    }
    Ok(())
}

/// The page with every request replaced by its figure.
fn fill(page: &str) -> Outcome<String> {
    const OPEN: &str = "<!-- figure: ";
    let mut filled = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once(OPEN) {
        let (request, after) =
            after.split_once(" -->").ok_or("a request for a figure does not end in ` -->`.")?;
        filled.push_str(before);
        filled.push_str(&draw(request)?);
        rest = after;
    }
    filled.push_str(rest);
    Ok(filled)
}

/// The style sheet of figures in pages.
pub fn page_style() -> String {
    [figure::STYLE, figure::PAGE_STYLE].concat()
}

fn draw(request: &str) -> Outcome<String> {
    let codebook = Codebook::bundled()?;
    let words: Vec<&str> = request.split_whitespace().collect();
    let [kind, locale, ids @ ..] = words.as_slice() else {
        return Err(format!("`{request}` names no figure.").into());
    };
    let locale = Locale::ALL.iter().find(|known| known.word() == *locale);
    let options = FigureOptions {
        locale: Some(*locale.ok_or("the second word of a request for a figure is its language.")?),
        ..FigureOptions::default()
    };
    let chosen = ids.iter().map(|id| cases::load(id)).collect::<Result<Vec<_>, _>>()?;
    let figure = match (*kind, chosen.as_slice()) {
        ("style", _) => return Ok(format!("<style>{}</style>", page_style())),
        ("comparison", cases) => {
            let references = cases::references()?;
            let all: Vec<&Dossier> = cases.iter().collect();
            figure::comparison(
                &compare(&all, Some(&references), Coder::First, codebook)?,
                codebook,
                &options,
            )?
        }
        ("timeline", cases) => {
            let all: Vec<&Dossier> = cases.iter().collect();
            let options = TimelineOptions { locale: options.locale, ..TimelineOptions::default() };
            figure::timeline(&timeline(&all, Align::Calendar, codebook), &options)?
        }
        ("conduct", [case]) => {
            let index = cases::IDS.iter().position(|id| *id == case.case_id());
            figure::conduct(&conduct(case, None, index.unwrap_or(0))?, &options)?
        }
        _ => return Err(format!("there is no figure `{request}`.").into()),
    };
    Ok(figure.html)
}
