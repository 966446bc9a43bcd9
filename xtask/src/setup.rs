//! What the other commands need on this machine, installed if it is missing.
//!
//! Nothing here runs twice: each part looks first, and says so when it has to act.

use crate::tools::{self, Outcome, answer, find, find_all, program, root, run};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The oldest Node that loads ES modules from `require` without a flag.
const NODE: (u32, u32) = (20, 19);

/// What a build needs besides cargo and Node.
pub struct BuildTools {
    /// The generator of the JavaScript glue.
    pub bindgen: PathBuf,
    /// Its companion, which runs Rust tests in a browser.
    pub test_runner: PathBuf,
    /// The version of both, which is also that of the crate.
    pub bindgen_version: String,
}

/// A browser and the driver of the same version.
pub struct Browser {
    pub chrome: PathBuf,
    pub driver: PathBuf,
}

/// The WebAssembly target, Node, wasm-bindgen and the npm packages.
pub fn for_build() -> Outcome<BuildTools> {
    wasm_target()?;
    node()?;
    npm_packages()?;
    wasm_bindgen()
}

/// All that [`for_build`] gives, and a browser.
pub fn for_tests() -> Outcome<(BuildTools, Browser)> {
    rust_components()?;
    Ok((for_build()?, browser()?))
}

/// A stop that the reader can lift: one sentence and the two lines to type.
fn stop(sentence: &str, remedy: &str) -> Box<dyn Error> {
    format!("{sentence} Type these two lines:\n\n  {remedy}\n  cargo xtask setup").into()
}

/// Format and lints: a minimal toolchain comes without.
fn rust_components() -> Outcome {
    let there = |tool| answer(tools::cargo().args([tool, "--version"])).is_some();
    if there("fmt") && there("clippy") {
        return Ok(());
    }
    println!("Set-up: adding rustfmt and clippy.");
    run(program("rustup").args(["component", "add", "rustfmt", "clippy"])).map_err(|_| {
        stop(
            "rustfmt and clippy are needed for the tests and rustup could not add them.",
            "rustup component add rustfmt clippy",
        )
    })
}

fn wasm_target() -> Outcome {
    const TARGET: &str = "wasm32-unknown-unknown";
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let library = answer(program(rustc).args(["--print", "target-libdir", "--target", TARGET]));
    if library.is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    println!("Set-up: adding the Rust target {TARGET}.");
    run(program("rustup").args(["target", "add", TARGET])).map_err(|_| {
        stop(
            "Rust's standard library for WebAssembly is missing and rustup could not add it.",
            "rustup target add wasm32-unknown-unknown",
        )
    })
}

fn node() -> Outcome {
    let version = answer(program("node").arg("--version"));
    let fits = version.as_deref().and_then(numbers).is_some_and(|found| found >= NODE);
    if fits && find("npm").is_some() {
        return Ok(());
    }
    let found = version.map_or("Node is missing".into(), |version| format!("Node is {version}"));
    let remedy = remedy(
        "brew install node",
        "apt-get update && apt-get install -y npm curl && npx --yes n lts",
        "install Node 22 with npm by your system's package manager, then",
    );
    let (major, minor) = NODE;
    Err(stop(&format!("{found}; version {major}.{minor} or newer and npm are needed."), &remedy))
}

/// The first two numbers of a version, wherever it stands in the text.
fn numbers(text: &str) -> Option<(u32, u32)> {
    text.split_whitespace().find_map(|word| {
        let mut parts = word.trim_start_matches('v').split('.');
        Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
    })
}

/// The npm packages, as the lock file has them.
fn npm_packages() -> Outcome {
    let lock = tools::fingerprint(&tools::read(&root().join("package-lock.json"))?);
    let stamp = root().join("node_modules/.locked");
    if tools::is_stamped(&stamp, &lock) {
        return Ok(());
    }
    println!("Set-up: installing the npm packages (about 15 seconds).");
    run(program("npm").args(["ci", "--include=dev"])).map_err(|_| {
        stop("The npm packages could not be installed; npm says why above.", "npm ci")
    })?;
    tools::write(&stamp, lock)
}

/// wasm-bindgen in exactly the version of the crate: glue and module must agree.
fn wasm_bindgen() -> Outcome<BuildTools> {
    let lock = String::from_utf8(tools::read(&root().join("Cargo.lock"))?)?;
    let version =
        locked_version(&lock, "wasm-bindgen").ok_or("Cargo.lock does not name wasm-bindgen.")?;
    let home = std::env::home_dir().ok_or("The home folder is unknown: HOME is not set.")?;
    let cargo_home = std::env::var_os("CARGO_HOME").map_or(home.join(".cargo"), PathBuf::from);
    let own = std::env::var_os("XDG_CACHE_HOME")
        .map_or(home.join(".cache"), PathBuf::from)
        .join("fragmented-allies")
        .join(format!("wasm-bindgen-{version}"));

    let on_path = find("wasm-bindgen").and_then(|file| Some(file.parent()?.to_path_buf()));
    let folders = [Some(own.join("bin")), on_path, Some(cargo_home.join("bin"))];
    if let Some(found) = folders.iter().flatten().find_map(|folder| bindgen_in(folder, version)) {
        return Ok(found);
    }
    println!("Set-up: building wasm-bindgen {version} (about five minutes, once per user).");
    // Without `--locked`: the tool's own lock file names versions that may be gone.
    let install = ["install", "wasm-bindgen-cli", "--version", version, "--root"];
    run(tools::cargo().args(install).arg(&own))
        .ok()
        .and_then(|()| bindgen_in(&own.join("bin"), version))
        .ok_or_else(|| {
            stop(
                &format!("wasm-bindgen {version} could not be built; cargo says why above."),
                &format!("cargo install wasm-bindgen-cli --version {version}"),
            )
        })
}

/// The tools of one folder, if both are there and of this version.
fn bindgen_in(folder: &Path, version: &str) -> Option<BuildTools> {
    let bindgen = folder.join("wasm-bindgen");
    let test_runner = folder.join("wasm-bindgen-test-runner");
    let says = answer(program(&bindgen).arg("--version"))?;
    (says.split_whitespace().any(|word| word == version) && test_runner.is_file())
        .then(|| BuildTools { bindgen, test_runner, bindgen_version: version.to_owned() })
}

/// The version of a package in the text of Cargo.lock.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')
}

fn browser() -> Outcome<Browser> {
    if let Some(found) = matching_browser() {
        return Ok(found);
    }
    if std::env::var_os("CHROME").or(std::env::var_os("CHROMEDRIVER")).is_some() {
        return Err(stop(
            "CHROME and CHROMEDRIVER name no browser with a driver of the same version.",
            "unset CHROME CHROMEDRIVER",
        ));
    }
    let packages = ["chromium", "chromium-driver"];
    if let Some(mut apt) = apt_get() {
        println!("Set-up: installing {} with apt-get.", packages.join(" and "));
        let install = ["install", "-y", "--no-install-recommends"];
        let mut installed = run(apt.args(install).args(packages));
        // A fresh machine has no package lists yet.
        if installed.is_err()
            && let (Some(mut update), Some(mut again)) = (apt_get(), apt_get())
        {
            installed =
                run(update.arg("update")).and_then(|()| run(again.args(install).args(packages)));
        }
        if installed.is_ok()
            && let Some(found) = matching_browser()
        {
            return Ok(found);
        }
    }
    let remedy = remedy(
        "brew install --cask google-chrome chromedriver",
        "apt-get update && apt-get install -y chromium chromium-driver",
        "install Chromium and its chromedriver by your system's package manager, then",
    );
    Err(stop(
        "Chromium or Chrome with a chromedriver of the same version is needed for the tests.",
        &remedy,
    ))
}

/// The line to type on this machine: with Homebrew, with apt-get, or without either.
fn remedy(brew: &str, apt: &str, otherwise: &str) -> String {
    if cfg!(target_os = "macos") {
        brew.to_owned()
    } else if find("apt-get").is_none() {
        otherwise.to_owned()
    } else if is_root() {
        apt.to_owned()
    } else {
        format!("sudo sh -c '{apt}'")
    }
}

/// The first browser and the first driver that share a major version.
fn matching_browser() -> Option<Browser> {
    let named = |variable| std::env::var_os(variable).map(|file| vec![PathBuf::from(file)]);
    let drivers = named("CHROMEDRIVER").unwrap_or_else(|| find_all("chromedriver"));
    let browsers = named("CHROME").unwrap_or_else(|| {
        let programs = ["google-chrome", "google-chrome-stable", "chromium", "chromium-browser"];
        let apps = ["Google Chrome", "Chromium"]
            .map(|app| format!("/Applications/{app}.app/Contents/MacOS/{app}").into());
        programs.iter().flat_map(|name| find_all(name)).chain(apps).collect()
    });
    let major = |file: &PathBuf| Some(numbers(&answer(program(file).arg("--version"))?)?.0);
    for chrome in browsers {
        let Some(version) = major(&chrome) else { continue };
        if let Some(driver) = drivers.iter().find(|driver| major(driver) == Some(version)) {
            return Some(Browser { chrome, driver: driver.clone() });
        }
    }
    None
}

/// `apt-get` with the right to install, where there is one.
fn apt_get() -> Option<Command> {
    find("apt-get")?;
    let mut command = if is_root() {
        program("env")
    } else {
        answer(program("sudo").args(["-n", "true"]))?;
        let mut sudo = program("sudo");
        sudo.args(["-n", "env"]);
        sudo
    };
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    Some(command)
}

fn is_root() -> bool {
    answer(program("id").arg("-u")).is_some_and(|user| user == "0")
}

#[cfg(test)]
mod tests {
    use super::{locked_version, numbers};

    #[test]
    fn a_version_is_found_in_what_a_program_says() {
        for (says, expected) in [
            ("v20.19.1", Some((20, 19))),
            ("Chromium 156.0.8078.79 built on Debian", Some((156, 0))),
            ("Google Chrome 156.0.1", Some((156, 0))),
            ("no version", None),
        ] {
            assert_eq!(numbers(says), expected, "{says}");
        }
    }

    #[test]
    fn the_lock_file_tells_a_package_from_its_namesakes() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.1.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "wasm"), None);
    }
}
