//! The simulator: built for speed, started in a worker where there is one.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;

use super::plain;
use crate::error::Error;
use crate::random::SEED;
use crate::simulator::{self, Before, MOST_RUNS, Scenario, Trace, TraceOptions};
use crate::table::{from_json, row};

/// A scenario as JSON, checked and with what was left out.
#[wasm_bindgen]
pub fn scenario(json: &str) -> Result<String, JsValue> {
    Ok(Scenario::from_json(json)?.to_json())
}

row! {
    /// Which run to trace.
    TraceRequest in "request" {
        /// The scenario.
        scenario: Scenario,
        /// Whether there is chance.
        noise: Option<bool>,
        /// Seed of the ensemble that the run belongs to.
        seed: Option<u64>,
        /// Number of the run in the ensemble, from 0.
        run: Option<u64>,
    }
}

/// One run with every state variable.
#[wasm_bindgen]
pub fn trace(request: &str) -> Result<JsValue, JsValue> {
    let TraceRequest { scenario, noise, seed, run } = from_json(request)?;
    checked(&scenario, "scenario")?;
    let options = TraceOptions {
        noise: noise.unwrap_or(true),
        seed: seed.unwrap_or(SEED),
        run: numbered(run.unwrap_or(0))?,
    };
    plain(&Trace::new(&scenario, options)?)
}

thread_local! {
    /// The last work: other work may need the same shocks.
    static LAST: RefCell<Before> = RefCell::default();
}

/// Work that takes a while, done in parts, so that whoever asked sees how far it is and can give it up.
#[wasm_bindgen]
pub struct Job(Option<simulator::Job>);

#[wasm_bindgen]
impl Job {
    /// A job of a kind, before its first run: `simulate`, `contrast`, `sweep`, `density`,
    /// `truth_table` or `policies`.
    #[wasm_bindgen(constructor)]
    pub fn new(kind: &str, request: &str) -> Result<Job, JsValue> {
        LAST.with_borrow_mut(|last| Ok(Self(Some(simulator::Job::after(last, kind, request)?))))
    }

    /// Does at least so many runs; gives the share that is done, 1 at the end.
    pub fn advance(&mut self, runs: u32) -> f64 {
        self.0.as_mut().map_or(1.0, |job| job.advance(runs))
    }

    /// What the runs that were done have in common.
    pub fn result(&self) -> Result<JsValue, JsValue> {
        plain(&self.0.as_ref().map(simulator::Job::result))
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        if let Some(job) = self.0.take() {
            LAST.with_borrow_mut(|last| last.keep(job));
        }
    }
}

/// The number of a run that an ensemble can have.
#[allow(clippy::cast_precision_loss, reason = "for the error only")]
fn numbered(run: u64) -> Result<u32, Error> {
    let most = MOST_RUNS - 1;
    u32::try_from(run).ok().filter(|_| run <= most).ok_or_else(|| Error::OutOfRange {
        path: "run".into(),
        value: run as f64,
        least: 0.0,
        most: most as f64,
    })
}

/// Refuses a scenario by its place in the request.
fn checked(scenario: &Scenario, place: &str) -> Result<(), Error> {
    scenario.check().map_err(|error| error.at(place))
}
