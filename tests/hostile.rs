//! Whatever JSON comes in, an answer or an error goes out: no panic, and no work without bound.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use fragmented_allies::agreement::Agreement;
use fragmented_allies::calibration::Method;
use fragmented_allies::fit::{ClaimFit, Fit};
use fragmented_allies::robustness::Robustness;
use fragmented_allies::{
    ClassifyOptions, Codebook, Dossier, Error, Profile, ReferenceDocument, cases, sensitivity,
};
use serde_json::{Map, Value, json};

const DOCUMENTS: usize = 100_000;

/// A small generator of its own: what is tested is not what makes the tests.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from((self.0 >> 33) % sides as u64).unwrap()
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.roll(from.len())]
    }

    fn degree(&mut self) -> Value {
        json!(f64::from(u32::try_from(self.roll(1001)).unwrap()) / 1000.0)
    }

    fn number(&mut self) -> Value {
        let odd = [
            0.0,
            -0.0,
            0.5,
            1.0,
            0.5 + 1e-10,
            1.0 + 1e-12,
            -1.0,
            2.0,
            1e-300,
            5e-324,
            1e300,
            1.7e308,
            f64::MIN_POSITIVE,
            4096.0,
            1e6,
            1e7,
            9_007_199_254_740_993.0,
            0.2,
            0.4,
            0.6,
            0.8,
        ];
        if self.roll(2) == 0 { json!(self.pick(&odd)) } else { self.degree() }
    }

    fn scalar(&mut self) -> Value {
        match self.roll(6) {
            0 | 1 => self.number(),
            2 => Value::Null,
            3 => json!(self.roll(2) == 0),
            4 => json!(self.pick(&[
                "",
                "mean",
                "hull",
                "k_of_n:0",
                "k_of_n:255",
                "power_mean:-20",
                "en",
                "__proto__",
                "ñ\u{0}\u{202e}",
                "direct",
                "ordinal"
            ])),
            _ => json!("x".repeat(self.roll(300))),
        }
    }

    fn value(&mut self, depth: usize) -> Value {
        if depth == 0 {
            return self.scalar();
        }
        match self.roll(4) {
            0 => (0..self.roll(6)).map(|_| self.value(depth - 1)).collect(),
            1 => {
                let mut object = Map::new();
                for _ in 0..self.roll(6) {
                    let key = self.pick(KEYS).to_string();
                    object.insert(key, self.value(depth - 1));
                }
                Value::Object(object)
            }
            _ => self.scalar(),
        }
    }

    /// Gives another degree in place of some numbers.
    fn jitter(&mut self, value: &mut Value) {
        match value {
            Value::Object(object) => object.values_mut().for_each(|value| self.jitter(value)),
            Value::Array(values) => values.iter_mut().for_each(|value| self.jitter(value)),
            Value::Number(_) if self.roll(3) == 0 => {
                *value = self.degree();
            }
            _ => {}
        }
    }

    /// Changes something at a random place.
    fn mutate(&mut self, value: &mut Value) {
        match value {
            Value::Object(object) if !object.is_empty() && self.roll(5) > 0 => {
                let keys: Vec<String> = object.keys().cloned().collect();
                let key = self.pick(&keys).clone();
                match self.roll(8) {
                    0 => drop(object.remove(&key)),
                    1 => {
                        let moved = object.remove(&key).unwrap();
                        object.insert(self.pick(KEYS).to_string(), moved);
                    }
                    _ => self.mutate(object.get_mut(&key).unwrap()),
                }
            }
            Value::Array(values) if !values.is_empty() && self.roll(5) > 0 => {
                let index = self.roll(values.len());
                match self.roll(8) {
                    0 => drop(values.remove(index)),
                    1 => values.push(values[index].clone()),
                    _ => self.mutate(&mut values[index]),
                }
            }
            other => *other = if self.roll(3) == 0 { self.value(2) } else { self.scalar() },
        }
    }
}

const KEYS: &[&str] = &[
    "indicators",
    "second_coding",
    "threat_origin",
    "threat_severity",
    "score",
    "low",
    "high",
    "raw",
    "coder",
    "structure",
    "D3",
    "anchors",
    "draws",
    "seed",
    "crossover",
    "full_out",
    "full_in",
    "x",
    "y",
    "ids",
    "cases",
    "INT",
    "FRAG",
    "SIM",
    "REG",
    "case",
    "outcome",
    "conditions",
    "permutations",
    "initial",
    "tests",
    "level",
    "ratings",
    "clusters",
    "method",
    "thresholds",
    "left",
    "right",
    "",
    "toString",
];

type Read = Box<dyn Fn(&str) -> Result<(), Error>>;

/// Every reader of JSON, with a document that it accepts.
#[allow(clippy::too_many_lines, reason = "a table")]
fn readers() -> Vec<(&'static str, Value, Read)> {
    let codebook = Codebook::bundled().unwrap();
    let answers = r#"{ "threat_origin": 0.8, "threat_severity": { "raw": 41 }, "goal_regime_survival": 0.6, "patron_stakes": 0.8,
        "agency_autonomy": 0.8, "control_loss": { "score": 0.6, "low": 0.4, "high": 0.8 }, "independent_revenue": null,
        "agencies_balancing": 0.8, "agencies_colluding": 0.6, "overlap_same_threat": { "raw": 0.3 },
        "coup_proofing": 0.2, "power_over_interest": 0.4, "reform_resistance": 0.6 }"#;
    let answers: Value = serde_json::from_str(answers).unwrap();
    let profile = json!({ "indicators": answers, "second_coding": { "threat_origin": 0.4 } });
    let options = json!({ "coder": "hull", "structure": { "D1": "geometric", "D3": "k_of_n:2" }, "draws": 16, "seed": 3,
        "anchors": { "threat_severity": { "crossover": { "low": 25, "high": 35 } } }, "locale": "es" });
    let row = |case: &str| json!({ "case": case, "INT": 0.8, "FRAG": 0.7, "SIM": 0.6, "REG": 0.3 });
    let small = json!({ "version": "1", "structure": { "D1": "mean", "D2": "geometric", "D3": "min", "D4": "power_mean:-3" },
        "indicators": serde_json::from_str::<Value>(&codebook.to_json()).unwrap()["indicators"] });
    let base = Profile::from_json(&profile.to_string()).unwrap();
    let at = |text: &'static str| -> Value { serde_json::from_str(text).unwrap() };
    vec![
        (
            "profile",
            profile.clone(),
            Box::new(move |text| {
                let options = ClassifyOptions { draws: Some(4), ..ClassifyOptions::default() };
                Profile::from_json(text)?.classify(codebook, &options).map(drop)
            }),
        ),
        (
            "options",
            options,
            Box::new(move |text| {
                let mut options = ClassifyOptions::from_json(text)?;
                // The most draws are allowed, and take a second.
                options.draws =
                    options.draws.map(|draws| if draws <= 1_000_000 { draws % 16 } else { draws });
                base.classify(codebook, &options).map(drop)
            }),
        ),
        (
            "codebook",
            small,
            Box::new(move |text| {
                let own = Codebook::from_json(text)?;
                let profile = Profile {
                    indicators: own
                        .indicators
                        .iter()
                        .map(|indicator| {
                            (indicator.indicator_id.clone(), fragmented_allies::Answer::Score(0.7))
                        })
                        .collect(),
                    second_coding: None,
                };
                profile
                    .classify(
                        &own,
                        &ClassifyOptions { draws: Some(4), ..ClassifyOptions::default() },
                    )
                    .map(drop)
            }),
        ),
        (
            "fit",
            json!({ "x": [0.1, 0.9, 0.4], "y": [0.2, 0.8, 0.6], "ids": ["a", "b", "c"], "permutations": 5, "seed": 1 }),
            Box::new(|text| Fit::from_json(text).map(drop)),
        ),
        (
            "claim",
            json!({ "cases": [row("a"), row("b")], "outcome": "SIM", "conditions": ["INT", "REG"], "permutations": 4 }),
            Box::new(|text| ClaimFit::from_json(text).map(drop)),
        ),
        (
            "robustness",
            json!({ "initial": [0.6, 0.2], "tests": [[0.7, 0.1], [0.4, 0.6]], "outcome": [0.9, 0.3] }),
            Box::new(|text| Robustness::from_json(text).map(drop)),
        ),
        (
            "agreement",
            json!({ "level": "ratio", "ratings": [[0.2, 0.4], [0.6, null], [1, 1]], "clusters": ["a", "a", "b"], "draws": 9 }),
            Box::new(|text| Agreement::from_json(text).map(drop)),
        ),
        (
            "direct",
            at(r#"{ "full_out": 5, "crossover": 30, "full_in": 100, "idm": 0.9 }"#),
            method(),
        ),
        (
            "piecewise",
            at(
                r#"{ "method": "piecewise", "full_out": 5, "crossover": 30, "full_in": 100, "below": 2, "above": 0.5 }"#,
            ),
            method(),
        ),
        (
            "bell",
            at(
                r#"{ "method": "bell", "left": { "full_out": 5, "crossover": 30, "full_in": 100 }, "right": { "full_out": 500, "crossover": 300, "full_in": 200 } }"#,
            ),
            method(),
        ),
        (
            "indirect",
            at(r#"{ "method": "indirect", "thresholds": [20, 50], "fit": "logit" }"#),
            method(),
        ),
        (
            "sensitivity",
            json!({ "indicator_id": "threat_severity", "cases": [{ "case": "a", "profile": profile }] }),
            Box::new(move |text| sensitivity::from_json(text, codebook).map(drop)),
        ),
    ]
}

fn method() -> Read {
    Box::new(|text| {
        Method::from_json(text)?
            .memberships(&[0.0, 5.0, 12.0, 30.0, 41.0, 55.0, 19.0, 90.0, 33.0])
            .map(drop)
    })
}

#[test]
fn every_document_is_answered_or_refused() {
    let readers = readers();
    let mut dice = Dice(20_261_125);
    let (mut answered, mut refused) = (0, 0);
    for index in 0..DOCUMENTS {
        let (name, valid, read) = &readers[index % readers.len()];
        let text = match dice.roll(10) {
            0 => dice.value(4).to_string(),
            1 => {
                let mut text = valid.to_string();
                let mut cut = dice.roll(text.len());
                while !text.is_char_boundary(cut) {
                    cut -= 1;
                }
                text.truncate(cut);
                text
            }
            2 if index < readers.len() => valid.to_string(),
            2 => format!("{}1{}", "[".repeat(dice.roll(400)), "]".repeat(dice.roll(400))),
            3..=5 => {
                let mut value = valid.clone();
                dice.jitter(&mut value);
                value.to_string()
            }
            _ => {
                let mut value = valid.clone();
                for _ in 0..=dice.roll(3) {
                    dice.mutate(&mut value);
                }
                value.to_string()
            }
        };
        match read(&text) {
            Ok(()) => answered += 1,
            Err(error) => {
                assert!(
                    !error.to_string().is_empty() && !error.code().is_empty(),
                    "{name}: {text}"
                );
                refused += 1;
            }
        }
    }
    assert!(answered > DOCUMENTS / 20 && refused > DOCUMENTS / 20, "{answered} and {refused}");
}

#[test]
fn what_is_accepted_unchanged_is_answered() {
    for (name, valid, read) in readers() {
        assert_eq!(read(&valid.to_string()), Ok(()), "{name}");
    }
}

/// Documents are large, so that there are fewer of them.
#[test]
fn mutated_cases_are_loaded_or_refused() {
    let codebook = Codebook::bundled().unwrap();
    let [needed, ..] = cases::load("us-afghanistan").unwrap().to_json_parts();
    let valid: Value = serde_json::from_str(&needed).unwrap();
    let references: Value =
        serde_json::from_str(&cases::references().unwrap().to_json_scores()).unwrap();
    let mut dice = Dice(7);
    let mut refused = 0;
    for _ in 0..150 {
        let mut case = valid.clone();
        dice.mutate(&mut case);
        refused += usize::from(Dossier::from_json(&case.to_string(), codebook).is_err());
        let mut document = references.clone();
        dice.mutate(&mut document);
        let read = ReferenceDocument::from_json(&document.to_string(), codebook);
        refused += usize::from(read.is_err());
    }
    assert!(refused > 50, "{refused}");
}
