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

/// A WebAssembly module, and how it is made.
pub struct Module {
    /// The feature of the crate that it is built with alone.
    pub name: &'static str,
    profile: &'static str,
    /// For the compiler, beyond the profile.
    compiler: &'static [&'static str],
    optimiser: &'static [&'static str],
}

/// The modules: three small, one fast.
pub const MODULES: [Module; 5] =
    [small("core"), small("classifier"), small("policies"), small("timeline"), FAST];

const fn small(name: &'static str) -> Module {
    Module { name, profile: "wasm", compiler: &[], optimiser: &["-Oz", INLINE, LOW_MEMORY] }
}

/// Every current engine computes with vectors, and the simulator is four times as fast by them.
const FAST: Module = Module {
    name: "simulator",
    profile: "wasm-speed",
    // Loops over a few threats are unrolled, long as they are: a tenth faster.
    compiler: &["-C", "target-feature=+simd128", "-C", "llvm-args=-unroll-threshold=1000"],
    optimiser: &["-O3", "--enable-simd", INLINE, LOW_MEMORY],
};

/// Builds everything, each time from clean output folders.
pub fn build(tools: &BuildTools) -> Outcome {
    let dist = root().join("pkg/dist");
    step("Data: cases to JSON", || {
        tools::remove(&dist)?;
        tools::write(&dist.join("figure.css"), data::page_style())?;
        data::compile(&dist.join("data"))
    })?;
    step("JSON Schemas from Rust", || data::schemas(&dist.join("schema")))?;
    for module in &MODULES {
        let name = module.name;
        let compiled = step(&format!("Rust to WebAssembly: {name}"), || compile(module))?;
        step(&format!("WebAssembly: glue and optimiser of {name}"), || {
            optimise(tools, module, &compiled)
        })?;
    }
    step("TypeScript types from Rust", || data::types(&root().join("pkg/src/generated/types.ts")))?;
    step("JavaScript: npm package", || run(program("node").arg("pkg/scripts/build.mjs")))?;
    step("Pages", pages)
}

/// A module as the compiler leaves it. Flags hold for all that it depends on too; each profile has a
/// folder of its own, so nothing is compiled twice.
fn compile(module: &Module) -> Outcome<PathBuf> {
    let target = "wasm32-unknown-unknown";
    let mut cargo = cargo();
    cargo
        .args(["build", "--package", "fragmented-allies", "--lib", "--profile", module.profile])
        .args(["--target", target, "--no-default-features", "--features", module.name]);
    if !module.compiler.is_empty() {
        // The variable that no other of the user's overrules.
        cargo.env("CARGO_ENCODED_RUSTFLAGS", module.compiler.join("\u{1f}"));
    }
    run(&mut cargo)?;
    let folder = target_folder()?.join(target).join(module.profile);
    Ok(folder.join("fragmented_allies.wasm"))
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

/// Glue code and the optimised module, in a folder of `pkg/src/wasm`; the same input is not worked on
/// twice.
fn optimise(tools: &BuildTools, module: &Module, compiled: &Path) -> Outcome {
    let name = module.name;
    let out = root().join("pkg/src/wasm").join(name);
    let optimised = out.join(format!("{name}_bg.wasm"));
    let stamp = out.join(".stamp");
    let input = format!(
        "{} {} {}",
        tools.bindgen_version,
        WASM_FEATURES.concat() + &module.optimiser.concat(),
        tools::fingerprint(&tools::read(compiled)?)
    );
    if tools::is_stamped(&stamp, &input) && optimised.is_file() {
        println!("   The module is the same as last time: nothing to do.");
        return Ok(());
    }
    tools::remove(&out)?;
    run(program(&tools.bindgen)
        .arg(compiled)
        .args(["--target", "web", "--out-name", name, "--out-dir"])
        .arg(&out)
        .args(["--remove-name-section", "--remove-producers-section"]))?;
    run(npm_tool("wasm-opt")
        .arg(&optimised)
        .args(WASM_FEATURES)
        .args(module.optimiser)
        .arg("--output")
        .arg(&optimised))?;
    tools::write(&stamp, input)
}

/// The pages as they are served: those of `www` and the gallery's, with the package in a folder of its own.
pub fn pages() -> Outcome {
    let (www, site) = (root().join("www"), root().join("www/dist"));
    tools::remove(&site)?;
    tools::copy(&www, &site, &["dist"])?;
    tools::copy(&root().join("pkg/dist"), &site.join("pkg"), &["meta.json"])?;
    run(program("node").args(["www/gallery/build.mjs", "www/dist"]))?;
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
