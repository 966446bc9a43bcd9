//! Scenarios of the simulator: what is read, what is refused, what comes along.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

mod support;

use std::collections::BTreeSet;

use fragmented_allies::Locale;
use fragmented_allies::simulator::{Scenario, Schedule, scenarios};
use proptest::prelude::*;
use serde_json::{Value, json};

/// The Colombian scenario with one value put at a JSON pointer.
fn edited(pointer: &str, value: Value) -> String {
    let colombia = scenarios::load("us-colombia").unwrap();
    let mut document: Value = serde_json::from_str(&colombia.to_json()).unwrap();
    match document.pointer_mut(pointer) {
        Some(place) => *place = value,
        None => document[pointer.trim_start_matches('/')] = value,
    }
    document.to_string()
}

#[test]
fn what_is_refused_is_named() {
    for (pointer, value, code, path) in [
        ("/threats/1/danger", json!(5.1), "out_of_range", "threats[1].danger"),
        ("/threats/1/danger", json!("much"), "field", "threats[1].danger"),
        ("/threats/2/carrying_capacity", json!(0), "out_of_range", "threats[2].carrying_capacity"),
        ("/threats/1/id", json!("guerrillas"), "field", "threats[1].id"),
        ("/agencies/0/id", json!(""), "field", "agencies[0].id"),
        ("/agencies/0/capacity_share", json!(0), "out_of_range", "agencies[0].capacity_share"),
        ("/agencies/0/capacity_share", json!(0.5), "field", "agencies"),
        ("/agencies/3/rent_access", json!([0.1, 0.2]), "count", "agencies[3].rent_access"),
        ("/agencies/3/rent_access/2", json!(1.1), "out_of_range", "agencies[3].rent_access[2]"),
        ("/agencies/3/own_threat", json!(null), "field", "agencies[3].own_threat"),
        ("/rent_access", json!(0.4), "field", "agencies[0].rent_access"),
        ("/agencies", json!([]), "count", "agencies"),
        ("/threats", json!([]), "count", "threats"),
        ("/cohesion", json!([]), "field", "cohesion"),
        ("/cohesion", json!(1.2), "out_of_range", "cohesion"),
        ("/cohesion", json!(null), "field", "cohesion"),
        ("/cohesion/2/1", json!(1.2), "out_of_range", "cohesion[2][1]"),
        ("/cohesion/2/0", json!(22), "field", "cohesion[2][0]"),
        ("/cohesion/0/0", json!(-1), "out_of_range", "cohesion[0][0]"),
        ("/cohesion/1", json!([1, 2, 3]), "field", "cohesion[1]"),
        ("/cohesion/1", json!([1, null]), "field", "cohesion[1][1]"),
        ("/own_capacity/0/1", json!(0), "out_of_range", "own_capacity[0][1]"),
        ("/capacity_scale/0/1", json!(0), "out_of_range", "capacity_scale[0][1]"),
        ("/group_relations", json!([[0]]), "count", "group_relations"),
        ("/group_relations/1", json!([0, 0]), "count", "group_relations[1]"),
        ("/group_relations/1/2", json!(-3), "out_of_range", "group_relations[1][2]"),
        ("/group_relations/1/1", json!(1), "field", "group_relations[1][1]"),
        ("/effort_inertia", json!(0), "out_of_range", "effort_inertia"),
        ("/benefit_noise_time", json!(0), "out_of_range", "benefit_noise_time"),
        ("/minimum_strength", json!(0), "out_of_range", "minimum_strength"),
        ("/contest_exponent", json!(0), "out_of_range", "contest_exponent"),
        ("/hazard_coup", json!(null), "field", "hazard_coup"),
        ("/years", json!(101), "out_of_range", "years"),
        ("/dt", json!(0), "out_of_range", "dt"),
        ("/combat_costs", json!(1), "field", ""),
    ] {
        let refused = Scenario::from_json(&edited(pointer, value)).unwrap_err();
        assert_eq!((refused.code(), refused.path().as_str()), (code, path), "{refused}");
    }
    assert_eq!(Scenario::from_json("{").unwrap_err().code(), "json");
}

#[test]
fn values_made_in_rust_are_checked_too() {
    let mut scenario = scenarios::load("us-colombia").unwrap();
    scenario.cohesion = Schedule::Points(vec![[0.0, 0.5], [f64::NAN, 0.5]]);
    assert_eq!(scenario.check().unwrap_err().path(), "cohesion[1][0]");
}

#[test]
fn what_has_a_neutral_value_may_be_left_out() {
    let mut document: Value =
        serde_json::from_str(&scenarios::load("internal-ideal-type").unwrap().to_json()).unwrap();
    let fields = document.as_object_mut().unwrap();
    fields.retain(|field, _| {
        !field.ends_with("_scale")
            && !["id", "name", "unit", "first_year", "patron_forces", "group_relations"]
                .contains(&field.as_str())
    });
    let read = Scenario::from_json(&document.to_string()).unwrap();
    assert_eq!((read.id.as_str(), read.first_year), ("", 0.0));
    assert_eq!((read.patron_forces.at(3.0), read.rent_scale.at(3.0)), (0.0, 1.0));
    assert!(read.group_relations.is_empty());
    assert_eq!(read.steps(), 80);
}

#[test]
fn one_parameter_is_set_by_its_path() {
    let colombia = scenarios::load("us-colombia").unwrap();
    let with = |path: &str, value| colombia.with(path, value).unwrap();
    assert_eq!(with("cohesion", 0.5).cohesion, Schedule::Constant(0.5));
    assert_eq!(with("cohesion[1][1]", 0.5).cohesion.at(22.0), 0.5);
    assert_eq!(with("combat_cost", 0.5).combat_cost, 0.5);
    assert!(with("threats.embeddedness", 0.5).threats.iter().all(|t| t.embeddedness == 0.5));
    let dangers = with("threats[1].danger", 0.5).threats.into_iter().map(|threat| threat.danger);
    assert_eq!(dangers.collect::<Vec<_>>(), [1.2, 0.5, 0.7]);
    assert_eq!(with("group_relations[0][1]", 0.4).group_relations[0][1], 0.4);
    assert_eq!(
        with("agencies[0].rent_access[1]", 0.5).agencies[0].rent_access.as_ref().unwrap()[1],
        0.5
    );
    let level = with("rent_access", 0.5);
    assert_eq!((level.rent_access, &level.agencies[2].rent_access), (Some(0.5), &None));
    let lists = level.with("agencies.rent_access", 0.25).unwrap();
    assert_eq!((lists.rent_access, &lists.agencies[2].rent_access), (None, &Some(vec![0.25; 3])));
    assert_eq!(lists.with("own_threat", 0.5).unwrap().own_threat, Some(0.5));

    for (path, value, code, at) in [
        ("tie", 0.5, "unknown", "parameter"),
        ("", 0.5, "unknown", "parameter"),
        ("id", 0.5, "unknown", "parameter"),
        ("agencies", 0.5, "unknown", "parameter"),
        ("threats.name", 0.5, "unknown", "parameter"),
        ("threats[7].danger", 0.5, "unknown", "parameter"),
        ("threats[1.danger", 0.5, "unknown", "parameter"),
        ("cohesion.danger", 0.5, "unknown", "parameter"),
        ("cohesion", 1.5, "out_of_range", "cohesion"),
        ("cohesion", f64::NAN, "field", "cohesion"),
        ("threats.danger", 9.0, "out_of_range", "threats[0].danger"),
        ("agencies[0].capacity_share", 0.9, "field", "agencies"),
    ] {
        let refused = colombia.with(path, value).unwrap_err();
        assert_eq!((refused.code(), refused.path().as_str()), (code, at), "{path}: {refused}");
    }
}

#[test]
fn scenarios_come_along_in_every_language() {
    for id in scenarios::ids() {
        let english = scenarios::load(id).unwrap();
        assert_eq!(english.id, id);
        for locale in Locale::ALL {
            let translated = scenarios::load_in(id, *locale).unwrap();
            assert_eq!(translated.with("years", 5.0).unwrap().steps(), 20);
            assert_eq!(translated.name == english.name, *locale == Locale::En, "{id} {locale}");
        }
    }
    assert_eq!(scenarios::load("nowhere").unwrap_err().code(), "unknown");
}

#[test]
fn every_field_of_every_scenario_says_what_it_rests_on() {
    let mut fields = BTreeSet::new();
    for id in scenarios::ids() {
        let scenario = serde_json::to_value(scenarios::load(id).unwrap()).unwrap();
        for (field, value) in scenario.as_object().unwrap() {
            match field.as_str() {
                "agencies" | "threats" => {
                    let element = value[0].as_object().unwrap();
                    let given = element.iter().filter(|(_, value)| !value.is_null());
                    fields.extend(given.map(|(key, _)| (id.to_owned(), format!("{field}.{key}"))));
                }
                _ if value.is_null() => {}
                _ => drop(fields.insert((id.to_owned(), field.clone()))),
            }
        }
    }
    let rows = scenarios::basis().unwrap();
    assert!(rows.iter().all(|row| !row.note.is_empty()));
    let named: BTreeSet<_> =
        rows.iter().map(|row| (row.scenario.clone(), row.parameter.clone())).collect();
    assert_eq!(named.len(), rows.len(), "no field twice");
    assert_eq!(named, fields);
}

/// The presets of the independent implementation, by its symbols.
const PRESETS: &str = include_str!("vectors/model_presets.json");

const SYMBOLS: &str = "years years, dt dt, cohesion coh, regime_weight omega, monitoring mon, conditionality kappa,
    patron_dependence dep, own_capacity G0, aid A, patron_forces F, votes_scale qs, growth_scale gs, capacity_scale Ks,
    rent_scale rs, sanction phi, coup_cost kc, aid_leverage lev, responsiveness lam, combat_cost chi, skimming xi,
    proxy_value zeta, secrecy_cost c0, effort_inertia tau, own_threat_noise sig_o, rent_noise sig_r,
    benefit_noise_time tau_u, threat_noise sig, collusion_feeding eta, attrition delta, intelligence_leak psi,
    effectiveness e, contest_exponent m, group_rate hh, minimum_strength Tmin, half_rent_strength Th,
    half_dependence_threat Ph, hazard_base h0, hazard_threat h1, hazard_coup hc, group_relations H,
    threats.danger d, threats.votes q, threats.harm n, threats.patron_priority y, threats.embeddedness emb,
    threats.rent_value rho, threats.growth g, threats.carrying_capacity Kcap, threats.initial_strength T0,
    agencies.capacity_share s, agencies.rent_access tie, agencies.own_threat own";

/// Every number in it, in order.
fn numbers(value: &Value) -> Vec<f64> {
    match value {
        Value::Array(values) => values.iter().flat_map(numbers).collect(),
        _ => value.as_f64().into_iter().collect(),
    }
}

#[test]
fn the_scenarios_are_the_presets_of_the_independent_implementation() {
    let presets: Value = serde_json::from_str(PRESETS).unwrap();
    for (id, preset) in scenarios::ids().into_iter().zip(["ita", "eta", "colombia", "afghanistan"])
    {
        let preset = &presets[preset];
        let scenario = serde_json::to_value(scenarios::load(id).unwrap()).unwrap();
        for pair in SYMBOLS.split(',') {
            let (field, symbol) = pair.trim().split_once(' ').unwrap();
            let mut wanted = numbers(&preset[symbol]);
            let found: Vec<f64> = match field.split_once('.') {
                None => numbers(&scenario[field]),
                Some((list, inner)) => {
                    let elements = scenario[list].as_array().unwrap();
                    let found: Vec<f64> =
                        elements.iter().flat_map(|e| numbers(&e[inner])).collect();
                    match (wanted.as_slice(), found.is_empty()) {
                        (_, true) => numbers(&scenario[inner]),
                        ([], _) => {
                            wanted = vec![1.0 / preset["K"].as_f64().unwrap(); found.len()];
                            found
                        }
                        ([one], _) => {
                            wanted = vec![*one; found.len()];
                            found
                        }
                        _ => found,
                    }
                }
            };
            // Without relations: 0 there, empty here.
            if symbol == "H" && wanted == [0.0] {
                wanted.clear();
            }
            assert_eq!(found, wanted, "{id}: {field}");
        }
    }
}

proptest! {
    #[test]
    fn json_gives_back_the_same_scenario(scenario in support::valid_scenario()) {
        prop_assert_eq!(scenario.check(), Ok(()));
        prop_assert_eq!(Scenario::from_json(&scenario.to_json()), Ok(scenario));
    }

    #[test]
    fn schedules_stay_between_their_points(scenario in support::valid_scenario(), year in 0.0..200.0_f64) {
        prop_assert!((0.0..=1.0).contains(&scenario.cohesion.at(year)));
        prop_assert!((0.001..=10.0).contains(&scenario.own_capacity.at(year)));
    }
}
