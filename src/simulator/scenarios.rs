//! The scenarios that come with the crate: two ideal types and two documented alliances.
//!
//! All are provisional: `data/scenarios/basis.csv` says what each value rests on.

use super::Scenario;
use crate::codebook::Locale;
use crate::error::Error;
use crate::table::{Bundle, Tables, bundle, row};

macro_rules! scenario {
    ($id:literal) => {
        ($id, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/scenarios/", $id, ".json")))
    };
}

const SCENARIOS: [(&str, &str); 4] = [
    scenario!("internal-ideal-type"),
    scenario!("external-ideal-type"),
    scenario!("us-colombia"),
    scenario!("us-afghanistan"),
];

const TABLES: Bundle = bundle!("scenarios": "names" "basis");

/// Identifiers of the scenarios that come with the crate.
pub fn ids() -> [&'static str; 4] {
    SCENARIOS.map(|(id, _)| id)
}

/// Loads and checks a scenario that comes with the crate, with its names in English.
///
/// # Errors
/// [`Error::Unknown`] for another id; those of [`Scenario::from_json`] if the file was edited into
/// something invalid.
pub fn load(id: &str) -> Result<Scenario, Error> {
    let found = SCENARIOS.iter().find(|(known, _)| *known == id);
    let (_, text) = found.ok_or_else(|| Error::Unknown {
        path: "scenario".into(),
        what: "scenario",
        id: id.to_owned(),
        known: ids().join(", "),
    })?;
    Scenario::from_json(text)
}

/// Loads a scenario with its names in a language.
///
/// # Errors
/// As [`load`]; [`Error::Data`] if the table of names is unreadable, [`Error::Unknown`] where it
/// lacks a name.
pub fn load_in(id: &str, locale: Locale) -> Result<Scenario, Error> {
    let mut scenario = load(id)?;
    if locale == Locale::En {
        return Ok(scenario);
    }
    let mut tables = Tables::of(&TABLES);
    let rows: Vec<ScenarioName> = tables.rows();
    tables.finish()?;
    let rename = |key: &str, name: &mut String| {
        let row = rows.iter().find(|row| row.scenario == id && row.id == key);
        let row = row.ok_or_else(|| Error::Unknown {
            path: "names".into(),
            what: "name",
            id: format!("{id}/{key}"),
            known: "those in data/scenarios/names.csv".into(),
        })?;
        name.clone_from(&row.name_es);
        Ok(())
    };
    rename("scenario", &mut scenario.name)?;
    rename("unit", &mut scenario.unit)?;
    for agency in &mut scenario.agencies {
        rename(&agency.id, &mut agency.name)?;
    }
    for threat in &mut scenario.threats {
        rename(&threat.id, &mut threat.name)?;
    }
    Ok(scenario)
}

/// What the values of the scenarios that come with the crate rest on.
///
/// # Errors
/// [`Error::Data`] if the table is unreadable.
pub fn basis() -> Result<Vec<ParameterBasis>, Error> {
    let mut tables = Tables::of(&TABLES);
    let rows = tables.rows();
    tables.finish()?;
    Ok(rows)
}

crate::words::words! {
    /// What a value rests on.
    Basis {
        /// Set by hand.
        Judgement = "judgement",
        /// Found by a rough fit to magnitudes.
        Fitted = "fitted",
        /// A label, a scale, or a neutral value.
        Convention = "convention",
        /// Taken from a source that the note cites.
        Source = "source",
    }
}

row! {
    /// What a parameter of a scenario rests on.
    ParameterBasis in "basis" {
        /// The scenario.
        scenario: String,
        /// The field, such as `threats.danger`.
        parameter: String,
        /// On what its value rests.
        basis: Basis,
        /// How.
        note: String,
    }
}

row! {
    /// How a part of a scenario is called in Spanish.
    ScenarioName in "names" {
        /// The scenario.
        scenario: String,
        /// An agency, a threat, `scenario` or `unit`.
        id: String,
        /// The name.
        name_es: String,
    }
}
