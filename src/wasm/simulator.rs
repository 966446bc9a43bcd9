//! The simulator: built for speed, started in a worker where there is one.

use wasm_bindgen::prelude::*;

use super::plain;
use crate::simulator::{self, Scenario};

/// A scenario, checked.
#[wasm_bindgen]
pub fn scenario(json: &str) -> Result<JsValue, JsValue> {
    plain(&Scenario::from_json(json)?)
}

/// One run with all its state.
#[wasm_bindgen]
pub fn trace(request: &str) -> Result<JsValue, JsValue> {
    plain(&simulator::Trace::from_json(request)?)
}

/// Many runs, done in parts so that whoever asked can stop them and see how far they are.
#[wasm_bindgen]
pub struct Job(simulator::Job);

#[wasm_bindgen]
impl Job {
    /// A job of a kind; nothing runs yet.
    #[wasm_bindgen(constructor)]
    pub fn new(kind: &str, request: &str) -> Result<Job, JsValue> {
        Ok(Self(simulator::Job::from_json(kind, request)?))
    }

    /// Does at least so many runs; gives the share that is done, 1 at the end.
    pub fn advance(&mut self, runs: u32) -> Result<f64, JsValue> {
        Ok(self.0.advance(u64::from(runs))?)
    }

    /// What the runs gave, once all are done.
    pub fn result(&mut self) -> Result<JsValue, JsValue> {
        plain(&self.0.result()?)
    }
}
