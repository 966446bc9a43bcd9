//! Running other programs, and saying what is done while it is done.

use std::collections::hash_map::DefaultHasher;
use std::error::Error;
use std::ffi::OsStr;
use std::fs;
use std::hash::Hasher;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// What a command returns; its error is a sentence for the person who typed it.
pub type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// The folder of the repository.
pub fn root() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask).to_path_buf()
}

/// A program, to be run in the folder of the repository.
pub fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root());
    command
}

/// The cargo that runs this very program.
pub fn cargo() -> Command {
    program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// A program that one of the npm packages brings.
pub fn npm_tool(name: &str) -> Command {
    program(root().join("node_modules/.bin").join(name))
}

/// Runs a command to its end, its output shown as it comes.
pub fn run(command: &mut Command) -> Outcome {
    let name = command.get_program().to_owned();
    let name = Path::new(&name).file_name().unwrap_or(&name).display();
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{name}` ended with {status}.").into()),
        Err(error) => Err(format!("`{name}` could not be started: {error}.").into()),
    }
}

/// What a command prints, or nothing when it is missing or fails.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(text)
}

/// Announces a piece of work, does it and tells how long it took.
///
/// # Errors
/// That of the work, with the name of the step before it.
pub fn step<T>(name: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    println!("\n== {name}");
    let start = Instant::now();
    let done = work().map_err(|error| format!("Step \"{name}\" failed: {error}"))?;
    println!("   {:.1} s", start.elapsed().as_secs_f64());
    Ok(done)
}

/// Where a program is first found on `PATH`.
pub fn find(name: &str) -> Option<PathBuf> {
    find_all(name).into_iter().next()
}

/// Wherever a program is on `PATH`, in this order.
pub fn find_all(name: &str) -> Vec<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let files = std::env::split_paths(&path).map(|folder| folder.join(name));
    files.filter(|file| file.is_file()).collect()
}

/// The file's content, or an error that names it.
pub fn read(file: &Path) -> Outcome<Vec<u8>> {
    fs::read(file).map_err(|error| format!("{} cannot be read: {error}.", file.display()).into())
}

/// Writes a file and the folders above it, or gives an error that names it.
pub fn write(file: &Path, content: impl AsRef<[u8]>) -> Outcome {
    file.parent()
        .map_or(Ok(()), fs::create_dir_all)
        .and_then(|()| fs::write(file, content))
        .map_err(|error| format!("{} cannot be written: {error}.", file.display()).into())
}

/// Removes a folder and all that is in it, if it is there.
pub fn remove(folder: &Path) -> Outcome {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .map_err(|error| format!("{} cannot be removed: {error}.", folder.display()))?;
    }
    Ok(())
}

/// Copies a folder, but for what is named in `except` at its top.
pub fn copy(from: &Path, to: &Path, except: &[&str]) -> Outcome {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name();
        if except.iter().any(|other| name == *other) {
            continue;
        }
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &to.join(&name), &[])?;
        } else {
            fs::copy(entry.path(), to.join(&name))?;
        }
    }
    Ok(())
}

/// A short name for some content: work whose input has the same name need not be done again.
pub fn fingerprint(content: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    hasher.write(content);
    format!("{:016x}", hasher.finish())
}

/// Whether the stamp file holds this fingerprint.
pub fn is_stamped(stamp: &Path, fingerprint: &str) -> bool {
    fs::read_to_string(stamp).is_ok_and(|held| held == fingerprint)
}
