//! From data and Rust to the npm package in `pkg/dist` and the pages in `www/dist`.

use crate::data;
use crate::setup::BuildTools;
use crate::tools::{self, Outcome, cargo, npm_tool, program, root, run, step};
use std::path::{Path, PathBuf};

/// What every current browser has, and so the optimiser may use.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The WebAssembly modules, each a feature of the crate.
pub const MODULES: [&str; 2] = ["core", "classifier"];

/// Builds everything, each time from clean output folders.
pub fn build(tools: &BuildTools) -> Outcome {
    let dist = root().join("pkg/dist");
    step("Data: cases to JSON", || {
        tools::remove(&dist)?;
        data::compile(&dist.join("data"))
    })?;
    step("JSON Schemas from Rust", || data::schemas(&dist.join("schema")))?;
    for name in MODULES {
        let module = step(&format!("Rust to WebAssembly: {name}"), || compile(name))?;
        step(&format!("WebAssembly: glue and optimiser of {name}"), || {
            optimise(tools, name, &module)
        })?;
    }
    step("TypeScript types from Rust", || data::types(&root().join("pkg/src/generated/types.ts")))?;
    step("JavaScript: npm package", || run(program("node").arg("pkg/scripts/build.mjs")))?;
    step("Pages", pages)
}

/// A module as the compiler leaves it.
fn compile(name: &str) -> Outcome<PathBuf> {
    run(cargo()
        .args(["build", "--package", "fragmented-allies", "--lib", "--profile", "wasm"])
        .args([
            "--target",
            "wasm32-unknown-unknown",
            "--no-default-features",
            "--features",
            name,
        ]))?;
    Ok(target_folder()?.join("wasm32-unknown-unknown/wasm/fragmented_allies.wasm"))
}

/// Where cargo builds; the user may have set another folder.
fn target_folder() -> Outcome<PathBuf> {
    let metadata = tools::answer(cargo().args(["metadata", "--no-deps", "--format-version", "1"]))
        .ok_or("`cargo metadata` failed.")?;
    let metadata: serde_json::Value = serde_json::from_str(&metadata)?;
    let folder = metadata.get("target_directory").and_then(serde_json::Value::as_str);
    Ok(folder.ok_or("`cargo metadata` names no target folder.")?.into())
}

/// A function with one caller stays a function unless it is tiny: like code in like functions
/// compresses better (6 % of the module after brotli, though it is larger before).
const INLINE: &str = "--one-caller-inline-max-function-size=20";

/// Nothing lies below 1024 but the last of an exhausted stack, so that offsets may be folded into
/// addresses.
const LOW_MEMORY: &str = "--low-memory-unused";

/// Glue code and the small module, in a folder of `pkg/src/wasm`; the same input is not worked on twice.
fn optimise(tools: &BuildTools, name: &str, module: &Path) -> Outcome {
    let out = root().join("pkg/src/wasm").join(name);
    let optimised = out.join(format!("{name}_bg.wasm"));
    let stamp = out.join(".stamp");
    let input = format!(
        "{} {} {}",
        tools.bindgen_version,
        WASM_FEATURES.concat() + INLINE + LOW_MEMORY,
        tools::fingerprint(&tools::read(module)?)
    );
    if tools::is_stamped(&stamp, &input) && optimised.is_file() {
        println!("   The module is the same as last time: nothing to do.");
        return Ok(());
    }
    tools::remove(&out)?;
    run(program(&tools.bindgen)
        .arg(module)
        .args(["--target", "web", "--out-name", name, "--out-dir"])
        .arg(&out)
        .args(["--remove-name-section", "--remove-producers-section"]))?;
    run(npm_tool("wasm-opt")
        .arg(&optimised)
        .arg("-Oz")
        .args(WASM_FEATURES)
        .args([INLINE, LOW_MEMORY])
        .arg("--output")
        .arg(&optimised))?;
    tools::write(&stamp, input)
}

/// The pages as they are served: those of `www`, with the package in a folder of its own.
fn pages() -> Outcome {
    let (www, site) = (root().join("www"), root().join("www/dist"));
    tools::remove(&site)?;
    tools::copy(&www, &site, &["dist"])?;
    tools::copy(&root().join("pkg/dist"), &site.join("pkg"), &["meta.json"])?;
    data::prerender(&site)
}

/// What a reader's browser loads for the elements, against its bounds.
pub fn size() -> Outcome {
    step("Size of what a reader's browser loads", || {
        run(program("node").arg("pkg/scripts/size.mjs"))
    })
}

/// The npm package as a tarball.
pub fn pack() -> Outcome {
    let out = root().join("target/pack");
    step("npm package as a tarball in target/pack", || {
        tools::remove(&out)?;
        std::fs::create_dir_all(&out)?;
        run(program("npm").args(["pack", "--workspace", "pkg", "--pack-destination"]).arg(&out))
    })
}
