//! What the modules leave to each other.
#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};

/// Every source file of the crate with its code, tests and comments left out.
fn sources() -> Vec<(PathBuf, String)> {
    fn collect(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]").next().unwrap_or_default();
                let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
                found.push((path, lines.collect::<Vec<_>>().join("\n")));
            }
        }
    }
    let mut found = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    assert!(found.len() > 20, "the sources were found");
    found
}

#[test]
fn each_thing_is_named_only_where_it_belongs() {
    for (what, allowed) in [
        ("wasm_bindgen", ["wasm"].as_slice()),
        ("csv::", &["files.rs"]),
        ("std::fs", &["files.rs"]),
        ("std::time", &[]),
        ("std::env", &[]),
        ("println!", &[]),
        (".exp()", &[]),
        (".ln()", &[]),
        (".powf(", &[]),
        ("panic!", &[]),
        ("HashMap", &[]),
    ] {
        for (path, code) in sources() {
            let named_in = |allowed: &&str| {
                path.file_name().unwrap() == *allowed
                    || path.parent().unwrap().file_name().unwrap() == *allowed
            };
            let named = code.lines().find(|line| line.contains(what));
            assert!(
                named.is_none() || allowed.iter().any(named_in),
                "{} names `{what}`: {}",
                path.display(),
                named.unwrap_or_default()
            );
        }
    }
}
