//! Every check and every test, the quick ones first.

use crate::build;
use crate::model_page;
use crate::setup::{self, Browser, BuildTools};
use crate::tools::{Outcome, cargo, npm_tool, program, root, run, step};
use std::path::PathBuf;
use std::time::Instant;

const WASM: [&str; 2] = ["--target", "wasm32-unknown-unknown"];

/// Runs them all; the first that fails ends it.
pub fn test() -> Outcome {
    let start = Instant::now();
    let (tools, browser) = setup::for_tests()?;
    rust()?;
    build::build(&tools)?;
    rust_in_browser(&tools, &browser)?;
    javascript()?;
    build::size()?;
    pages(&browser)?;
    println!("\nAll checks and tests passed in {:.0} s.", start.elapsed().as_secs_f64());
    Ok(())
}

fn rust() -> Outcome {
    let strict = ["--", "--deny", "warnings"];
    step("Rust: format", || run(cargo().args(["fmt", "--all", "--", "--check"])))?;
    step("Rust: lints", || {
        run(cargo().args(["clippy", "--workspace", "--all-targets"]).args(strict))
    })?;
    step("Rust: lints for WebAssembly", || {
        for module in &build::MODULES {
            let module = ["--lib", "--no-default-features", "--features", module.name];
            run(cargo().arg("clippy").args(WASM).args(module).args(strict))?;
        }
        run(cargo().arg("clippy").args(WASM).args(["--test", "browser"]).args(strict))
    })?;
    step("Rust: tests", || run(cargo().args(["test", "--workspace"])))?;
    step("The model's page: measured anew", model_page::check)
}

fn rust_in_browser(tools: &BuildTools, browser: &Browser) -> Outcome {
    step("Rust: tests in the browser", || {
        run(cargo()
            .args(["test", "--test", "browser"])
            .args(WASM)
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", &tools.test_runner)
            .env("CHROMEDRIVER", &browser.driver))
    })
}

fn javascript() -> Outcome {
    step("TypeScript: types", || {
        run(npm_tool("tsc").args(["--project", "pkg"]))?;
        run(npm_tool("tsc").args(["--project", "."]))
    })?;
    step("JavaScript: lints and format", || {
        run(npm_tool("biome").args(["check", "--error-on-warnings"]))
    })
}

/// How long things take. Nothing fails by being slow: machines differ, and so do their days.
pub fn bench(browser: &Browser) -> Outcome {
    step("How long a verdict takes", || {
        run(program("node").arg("pkg/scripts/bench.mjs").env("CHROME", &browser.chrome))
    })?;
    step("How long an element takes to answer", || {
        run(program("node").arg("pkg/scripts/bench-input.mjs").env("CHROME", &browser.chrome))
    })?;
    step("How fast the simulator is", || {
        run(program("node").arg("pkg/scripts/bench-simulator.mjs").env("CHROME", &browser.chrome))
    })
}

/// The pages in a real browser. The files are named one by one because Node 20 and
/// later versions read a folder's name differently.
fn pages(browser: &Browser) -> Outcome {
    step("Pages in the browser", || {
        let mut files = Vec::new();
        for entry in std::fs::read_dir(root().join("tests/e2e"))? {
            files.push(entry?.path());
        }
        files.retain(|file: &PathBuf| file.to_string_lossy().ends_with(".test.mjs"));
        files.sort();
        if files.is_empty() {
            return Err("there is no test in tests/e2e.".into());
        }
        run(program("node")
            .args(["--test", "--test-reporter", "spec"])
            .args(files)
            .env("CHROME", &browser.chrome))
    })
}
