//! Every kind of error in the data files is refused, with its place and with what would be right.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs
)]

mod case;
mod planted;
mod shared;

use std::collections::BTreeSet;

use fragmented_allies::dossier::{Folder, check_twins};
use fragmented_allies::{Codebook, Dossier, Error, Files, Problem, ReferenceDocument, cases};
use planted::Edit::{Delete, NoFile, Set};
use planted::{EditedFolder, Planted};
use serde_json::{Value, json};

const COLOMBIA: &str = "cases/us-colombia";

const CASE: [&[Planted]; 10] = [
    case::CELLS,
    case::SETTINGS_AND_PHASES,
    case::ACTORS,
    case::RELATIONS,
    case::EVENTS,
    case::SERIES,
    case::SOURCES,
    case::FIRST_CODING,
    case::OTHER_CODINGS,
    case::NAMES_AND_REMARKS,
];

fn load_case(files: &dyn Files) -> Result<Dossier, Error> {
    Dossier::from_files(files, Codebook::bundled()?)
}

fn load_references(files: &dyn Files) -> Result<ReferenceDocument, Error> {
    ReferenceDocument::from_files(files, Codebook::bundled()?)
}

#[test]
fn files_without_an_error_are_loaded() {
    for folder in [COLOMBIA, "cases/us-afghanistan"] {
        load_case(&EditedFolder::of(folder)).expect(folder);
    }
    Codebook::from_files(&EditedFolder::of("")).expect("the codebook");
    load_references(&EditedFolder::of("reference_alliances")).expect("the reference alliances");
    let dossiers = cases::IDS.map(|id| cases::load(id).unwrap());
    check_twins(&dossiers.each_ref()).expect("series that are comparable both ways");
}

#[test]
fn an_error_in_a_case_is_refused() {
    for planted in CASE.into_iter().flatten() {
        planted.assert_refused(COLOMBIA, |files| load_case(files));
    }
}

#[test]
fn series_that_are_not_comparable_both_ways_are_refused() {
    let afghanistan = cases::load("us-afghanistan").unwrap();
    for planted in case::TWINS {
        planted.assert_refused(COLOMBIA, |files| check_twins(&[&load_case(files)?, &afghanistan]));
    }
}

#[test]
fn an_error_in_the_codebook_is_refused() {
    for planted in shared::CODEBOOK {
        planted.assert_refused("", |files| Codebook::from_files(files));
    }
}

#[test]
fn an_error_in_the_reference_alliances_is_refused() {
    for planted in shared::REFERENCES {
        planted.assert_refused("reference_alliances", |files| load_references(files));
    }
}

#[test]
fn every_kind_of_fault_is_planted() {
    // From the source: an enum cannot be listed from outside its crate.
    let (_, problems) =
        include_str!("../../src/fault.rs").split_once("pub enum Problem {").unwrap();
    let kinds: BTreeSet<&str> = problems
        .lines()
        .take_while(|line| *line != "}")
        .filter_map(|line| line.strip_prefix("    "))
        .filter(|line| line.starts_with(|c: char| c.is_ascii_uppercase()))
        .filter_map(|line| line.split([' ', ',']).next())
        .collect();
    let tables = [case::TWINS, shared::CODEBOOK, shared::REFERENCES];
    let planted = CASE.into_iter().chain(tables).flatten().map(|planted| planted.kind).collect();
    let absent: Vec<_> = kinds.difference(&planted).collect();
    // Planted below: one by another codebook, one in a row that is not the edited one.
    // Those of scenarios, which are no tables, are planted in `tests/scenario.rs`.
    let scenarios = ["LevelOrLists", "OwnRelation", "SharesSum", "YearNotLater"];
    let absent: Vec<_> = absent.into_iter().filter(|kind| !scenarios.contains(kind)).collect();
    assert_eq!(absent, [&"FormulaMissing", &"RateWithoutCounts"]);
}

#[test]
fn a_computed_indicator_needs_a_formula() {
    let mut codebook: Value =
        serde_json::from_str(&Codebook::bundled().unwrap().to_json()).unwrap();
    let anchors = json!({ "full_out": 0, "crossover": 0.5, "full_in": 1 });
    let indicators: &mut Value = &mut codebook["indicators"];
    let indicator = indicators
        .as_array_mut()
        .unwrap()
        .iter_mut()
        .find(|indicator| indicator["indicator_id"] == "coup_proofing");
    let indicator = indicator.unwrap();
    (indicator["kind"], indicator["calibration"]) = (json!("computed"), anchors);
    let codebook = Codebook::from_json(&codebook.to_string()).unwrap();
    let refused = Dossier::from_files(&EditedFolder::of(COLOMBIA), &codebook).unwrap_err();
    let message = "field `indicator_id`: there is no formula for the computed indicator \
                   `coup_proofing`: judge it, or add a formula";
    assert!(refused.to_string().contains(message), "{refused}");
}

#[test]
fn a_rate_needs_deaths_and_population_of_its_year() {
    let files = EditedFolder::of(COLOMBIA).edit("series", "population,1980,", Set("quarter", "1"));
    let refused = load_case(&files).unwrap_err().to_string();
    let message = "field `value`: deaths or population are missing for this year: \
                   add them, or delete the rate";
    assert!(refused.lines().any(|line| line.ends_with(message)), "{refused}");
}

#[test]
fn lines_are_counted_as_an_editor_counts_them() {
    let content = EditedFolder::of(COLOMBIA).content("claims").unwrap();
    let text = String::from_utf8(content).unwrap().replace("D2,internal", "D2,within");
    for (what, text) in [
        ("line feeds", text.clone()),
        ("carriage returns too", text.replace('\n', "\r\n")),
        ("a mark of the byte order", format!("\u{feff}{text}")),
    ] {
        let files = EditedFolder::of(COLOMBIA).with("claims", text.into_bytes());
        let refused = load_case(&files).unwrap_err().to_string();
        assert!(refused.contains("claims.csv, line 3, field `side`"), "{what}: {refused}");
    }
    let files = EditedFolder::of(COLOMBIA).with("claims", text.replace("\nD2", "\n\n\nD2").into());
    let refused = load_case(&files).unwrap_err().to_string();
    assert!(refused.contains("claims.csv, line 5, field `side`"), "blank lines: {refused}");
}

#[test]
fn the_faults_of_all_files_are_reported_at_once() {
    let in_cells = EditedFolder::of(COLOMBIA)
        .edit("actors", "farc,", Set("kind", "guerrilla"))
        .edit("series", "population,1980,", Set("value", "many"))
        .edit("claims", "dimension,", NoFile);
    let between_rows = EditedFolder::of(COLOMBIA)
        .edit("sources", "prio_bd31,", Set("url", "www.prio.org/data/1"))
        .edit("relations", "army,mas,", Set("balance", "0.15"))
        .edit("names", "army,es,", Delete);
    for (what, files, expected) in [
        ("cells that cannot be read", in_cells, ["actors.kind", "series.value", "claims."]),
        ("rules between rows", between_rows, ["sources.url", "relations.balance", "names.id"]),
    ] {
        let Err(Error::Data { faults }) = load_case(&files) else { panic!("{what}: not refused") };
        let found: Vec<_> =
            faults.iter().map(|fault| format!("{}.{}", fault.table, fault.field)).collect();
        assert_eq!(found, expected, "{what}");
    }
}

#[test]
fn a_folder_that_is_not_there_misses_every_table() {
    let folder = Folder("data/cases/us-peru".into());
    let Err(Error::Data { faults }) = load_case(&folder) else { panic!("not refused") };
    let missing =
        faults.iter().filter(|fault| matches!(fault.problem, Problem::FileMissing { .. }));
    assert_eq!(missing.clone().count(), 14);
    for fault in missing {
        let expected = format!("{}: the file is missing: add it", folder.label(fault.table));
        assert!(fault.to_string().starts_with(&expected), "{fault}");
    }
}

#[test]
fn a_file_that_cannot_be_opened_is_not_called_missing() {
    let folder = std::env::temp_dir().join(format!("fragmented-allies-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("claims.csv")).unwrap();
    let files = Folder(folder.clone());
    let refused = load_case(&files).unwrap_err();
    std::fs::remove_dir_all(folder).unwrap();
    let Error::Data { faults } = refused else { panic!("{refused}") };
    assert_eq!(faults.len(), 14);
    for fault in faults {
        let message = fault.to_string();
        let (is_meant, remedy) = match fault.problem {
            Problem::Unreadable { .. } => {
                (fault.table == "claims", "make it a file that you may read")
            }
            Problem::FileMissing { .. } => (fault.table != "claims", ""),
            _ => (false, ""),
        };
        assert!(is_meant && message.starts_with(&files.label(fault.table)), "{message}");
        assert!(message.ends_with(remedy), "{message}");
    }
}

/// What an error is, how it gets into a JSON document, and the message by which it is refused.
type JsonError = (&'static str, fn(&mut Value), &'static str);

#[test]
fn an_error_in_the_json_of_a_case_is_refused_with_its_path() {
    let errors: [JsonError; 7] = [
        (
            "an unknown key",
            |case| case["claims"][1]["page"] = json!(3),
            "claims[1]: `page` is not a known key: use dimension, side, read, source_id",
        ),
        (
            "text for a number",
            |case| case["relations"][0]["collude"] = json!("0.8"),
            "relations[0].collude: `\"0.8\"` cannot stand here: write a finite number",
        ),
        (
            "a number for text",
            |case| case["phases"][3]["name"] = json!(4),
            "phases[3].name: `4` cannot stand here: write text",
        ),
        (
            "a list for an object",
            |case| case["settings"] = json!([]),
            "settings: `a list` cannot stand here: write an object",
        ),
        (
            "part of a year",
            |case| case["phases"][0]["from_year"] = json!(1980.5),
            "phases[0].from_year: `1980.5` cannot stand here: write a year from 1 to 9999",
        ),
        (
            "an unknown word",
            |case| case["actors"][0]["role"] = json!("ally"),
            "actors[0].role: `ally` is not a known word: write one of patron, regime, threat",
        ),
        (
            "a broken rule",
            |case| case["claims"][1]["source_id"] = json!("quirk"),
            "claims[1].source_id: there is no source `quirk`: name one that is listed in sources, or add it there",
        ),
    ];
    let json = cases::load("us-colombia").unwrap().to_json();
    let load = |text: &str| Dossier::from_json(text, Codebook::bundled()?);
    assert_json_refused(&json, &errors, load);
}

#[test]
fn an_error_in_the_json_of_a_codebook_is_refused_with_its_path() {
    let errors: [JsonError; 12] = [
        (
            "a weight of 0",
            |codebook| codebook["indicators"][1]["weight"] = json!(0),
            "indicators[1].weight: 0 is no weight: write a number from 0.001 to 100, or leave it empty for 1",
        ),
        (
            "an ambiguity in one language",
            |codebook| codebook["indicators"][0]["text"]["en"]["ambiguity"] = json!("who counts."),
            "indicators[0].text.es.ambiguity: is empty: write what the rule leaves open, as the other language does",
        ),
        (
            "an indicator twice",
            |codebook| codebook["indicators"][1]["indicator_id"] = json!("threat_origin"),
            "indicators[1].indicator_id: `threat_origin` stands in an earlier row too: give each row a key of its own",
        ),
        (
            "no question in Spanish",
            |codebook| codebook["indicators"][0]["text"]["es"]["question"] = json!(""),
            "indicators[0].text.es: is empty: write name, question, unit and rule",
        ),
        (
            "no words for the levels",
            |codebook| codebook["indicators"][0]["text"]["en"]["levels"] = json!([]),
            "indicators[0].text.en: is empty: write the words of all six levels",
        ),
        (
            "anchors of a judged indicator",
            |codebook| {
                let anchors = json!({ "full_out": 0, "crossover": 0.5, "full_in": 1 });
                codebook["indicators"][0]["calibration"] = anchors;
            },
            "indicators[0].calibration: a judged indicator has no anchors: leave the three fields empty",
        ),
        (
            "a computed indicator without anchors",
            |codebook| codebook["indicators"][1]["calibration"] = Value::Null,
            "indicators[1].calibration: a computed indicator needs all three anchors: full_out, crossover and full_in",
        ),
        (
            "no texts in any language",
            |codebook| codebook["indicators"][0]["text"] = json!({}),
            "indicators[0].text: is empty: write the texts in English or Spanish",
        ),
        (
            "no indicator in a dimension",
            |codebook| {
                codebook["indicators"]
                    .as_array_mut()
                    .unwrap()
                    .retain(|one| one["dimension"] != "D2");
            },
            "indicators.dimension: is empty: write an indicator for each of D1 to D4",
        ),
        (
            "too many indicators in a dimension",
            |codebook| {
                for number in 0..9 {
                    let mut more = codebook["indicators"][0].clone();
                    more["indicator_id"] = json!(format!("more_{number}"));
                    codebook["indicators"].as_array_mut().unwrap().push(more);
                }
            },
            "indicators[21].dimension: `D1` cannot stand here: write another dimension: at most 12 indicators belong to one",
        ),
        (
            "more indicators asked for than there are",
            |codebook| codebook["structure"]["D3"] = json!("k_of_n:4"),
            "structure.D3: `k_of_n:4` cannot stand here: write a k_of_n of at most as many as the dimension has indicators",
        ),
        (
            "an unknown structure",
            |codebook| codebook["structure"]["D3"] = json!("median"),
            "structure.D3: `\"median\"` cannot stand here: write mean, min, max, geometric, k_of_n:2 (any count from 1) or power_mean:2 (-20 to 20, not 0)",
        ),
    ];
    let json = Codebook::bundled().unwrap().to_json();
    assert_json_refused(&json, &errors, Codebook::from_json);
}

fn assert_json_refused<T: std::fmt::Debug>(
    json: &str,
    errors: &[JsonError],
    load: impl Fn(&str) -> Result<T, Error>,
) {
    for (what, edit, expected) in errors {
        let mut document = serde_json::from_str(json).unwrap();
        edit(&mut document);
        let error = load(&document.to_string()).expect_err(what);
        assert_eq!(error.to_string(), *expected, "{what}");
        assert!(expected.starts_with(&format!("{}: ", error.path())), "{what}: {}", error.path());
    }
}
