//! The pages, served on this machine.

use crate::build::build;
use crate::setup;
use crate::tools::{Outcome, program};
use std::os::unix::process::CommandExt;

/// Builds everything and serves the pages until the reader stops it.
pub fn demo(port: Option<u16>) -> Outcome {
    build(&setup::for_build()?)?;
    let mut server = program("node");
    server.args(["pkg/scripts/serve.mjs", "www/dist"]);
    server.args(port.map(|port| port.to_string()));
    println!();
    // The server takes the place of this process, so that whoever stops the one stops the other.
    Err(format!("The server could not be started: {}.", server.exec()).into())
}
