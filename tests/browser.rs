//! The module's JavaScript face, in a real browser.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use fragmented_allies::{Codebook, cases, messages, wasm};
use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn hand_in_everything() {
    wasm::library::add_codebook(&Codebook::bundled().unwrap().to_json()).unwrap();
    for id in cases::IDS {
        let [needed, ..] = cases::load(id).unwrap().to_json_parts();
        assert_eq!(wasm::library::add_case(&needed).unwrap(), id);
    }
    wasm::library::add_references(&cases::references().unwrap().to_json_scores()).unwrap();
    for &locale in fragmented_allies::Locale::ALL {
        let messages = serde_json::to_string(&messages::bundled(locale)).unwrap();
        wasm::texts::add_messages(locale.word(), &messages).unwrap();
    }
}

fn get(value: &JsValue, path: &str) -> JsValue {
    path.split('.').fold(value.clone(), |value, key| Reflect::get(&value, &key.into()).unwrap())
}

#[wasm_bindgen_test]
fn values_are_those_of_native_code_to_the_last_bit() {
    assert_eq!(support::bits_of_dimensions(), include_str!("golden/bits.csv"));
    assert_eq!(support::bits_of_verdicts(), include_str!("golden/verdict-bits.csv"));
    // Here without vectors, in the package with them.
    assert_eq!(support::bits_of_simulations(), include_str!("golden/simulator-bits.csv"));
}

#[wasm_bindgen_test]
fn a_comparison_leaves_as_plain_objects() {
    hand_in_everything();
    let request = r#"{"cases": ["us-colombia", "us-afghanistan"], "references": true}"#;
    let comparison = wasm::core::compare(request).unwrap();
    assert_eq!(Array::from(&get(&comparison, "references")).length(), 12);
    let score = get(&comparison, "cases.1.phases.2.first.dimensions.D3.score").as_f64().unwrap();
    assert!((score - 0.901_027_4).abs() < 1e-3, "{score}");
    assert_eq!(get(&comparison, "cases.1.phases.2.first.type"), JsValue::from("internal_threat"));
    // Objects, not maps: they survive the way through JSON.
    let text = String::from(JSON::stringify(&comparison).unwrap());
    let copy = JSON::parse(&text).unwrap();
    assert_eq!(get(&copy, "cases.0.case_id"), JsValue::from("us-colombia"));
}

#[wasm_bindgen_test]
fn the_figure_is_that_of_native_code() {
    hand_in_everything();
    let request = r#"{"cases": ["us-colombia", "us-afghanistan"], "references": true}"#;
    let drawn = wasm::core::render_figure("comparison", request, r#"{"width": 480}"#).unwrap();
    let svg = get(&drawn, "svg").as_string().unwrap();
    let (_, drawing) = svg.split_once("</style>").unwrap();
    assert_eq!(drawing.replace("><", ">\n<"), include_str!("golden/comparison.480.svg"));
}

#[wasm_bindgen_test]
fn refusals_carry_code_path_and_message() {
    hand_in_everything();
    for (refused, code, path) in [
        (wasm::core::compare(r#"{"cases": [], "references": false}"#), "unknown", "cases"),
        (wasm::core::compare(r#"{"cases": ["x"], "references": false}"#), "unknown", "cases[0]"),
        (wasm::core::compare(r#"{"cases": "x", "references": false}"#), "field", "cases"),
        (
            wasm::core::conduct(r#"{"case_id": "us-colombia", "year": 1979}"#),
            "out_of_range",
            "year",
        ),
        (
            wasm::classifier::classify(r#"{"indicators": {"x": 1}}"#, "{}", ""),
            "unknown",
            "indicators.x",
        ),
        (wasm::classifier::classify("{", "{}", ""), "json", ""),
        (wasm::classifier::calibrate("{}", &[1.0]).map(|_| JsValue::NULL), "field", "full_out"),
        (wasm::library::add_case("{}").map(JsValue::from), "field", "settings"),
        (wasm::texts::add_messages("fr", "{}").map(|()| JsValue::NULL), "unknown", "locale"),
        (wasm::core::render_figure("pie", "{}", "{}"), "unknown", "kind"),
    ] {
        let refusal = refused.unwrap_err();
        let text = |key| get(&refusal, key).as_string().unwrap();
        assert_eq!((text("code").as_str(), text("path").as_str()), (code, path));
        assert!(!text("message").is_empty());
    }
}
