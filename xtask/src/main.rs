//! `cargo xtask <command>`: everything that is done with this repository.
//!
//! Each command first sets up what it needs, so there is nothing to install by hand.
//! Linux and macOS; on Windows, use its Linux subsystem.

mod build;
mod data;
mod demo;
mod model_page;
mod setup;
mod test;
mod tools;

use std::process::ExitCode;
use tools::Outcome;

const USAGE: &str = "\
cargo xtask <command>

  demo [--port N]  build everything and serve the pages on this machine
  test             every check and every test
  setup            install what the other commands need (they call it themselves)
  build            data, WebAssembly module, npm package and pages
  pages            the pages alone, with the package as it was built last
  size             what a reader's browser loads, against its bounds
  bench            how long a verdict and a reader's input take, and how fast the simulator is
  propositions     what the simulator makes of seven propositions, measured anew
  docs             docs/model.md, written anew
  pack             the npm package as a tarball in target/pack";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match command(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n{error}");
            ExitCode::FAILURE
        }
    }
}

fn command(arguments: &[String]) -> Outcome {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["setup"] => {
            setup::for_tests()?;
            println!("Set-up: everything is there.");
            Ok(())
        }
        ["build"] => build::build(&setup::for_build()?),
        ["demo"] => demo::demo(None),
        ["demo", "--port", port] => {
            let port = port.parse();
            demo::demo(Some(port.map_err(|_| "A port is a number from 0 to 65535.")?))
        }
        ["test"] => test::test(),
        ["pages"] => build::pages(),
        ["size"] => {
            build::build(&setup::for_build()?)?;
            build::size()
        }
        ["bench"] => {
            let (tools, browser) = setup::for_tests()?;
            build::build(&tools)?;
            test::bench(&browser)
        }
        ["propositions"] => {
            print!("{}", model_page::measure()?);
            Ok(())
        }
        ["docs"] => model_page::write(),
        ["pack"] => {
            build::build(&setup::for_build()?)?;
            build::pack()
        }
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        _ => Err(format!("There is no command `{}`.\n\n{USAGE}", words.join(" ")).into()),
    }
}
