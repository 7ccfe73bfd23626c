//! Runs the program in a separate process with limits of time and memory.

use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Output};

/// The limit of processor time in seconds, for a debug build. Unlike elapsed time, it does not depend on the load of the machine.
const PROCESSOR_TIME: u32 = 20;

/// The signal that ends a process beyond its limit of processor time (`SIGXCPU`).
const OUT_OF_TIME: i32 = 24;

/// The limit of address space, in KiB: 4 GiB. The allocator reserves some of it that it never uses, a gigabyte at a time.
const MEMORY: u32 = 1 << 22;

/// Returns true if the crates of a document are generated, and false if it is rejected with a place for every error. Returns an error
/// for a crash, too much time or memory, or a diagnostic without a place.
pub fn generate(document: &Path, flags: &[&str]) -> Result<bool, String> {
    let out = tempfile::tempdir().expect("a temporary folder");
    let limits = format!("ulimit -v {MEMORY}; ulimit -S -t {PROCESSOR_TIME}; exec \"$0\" \"$@\"");
    let run = Command::new("sh")
        .args(["-c", &limits])
        .arg(env!("CARGO_BIN_EXE_specwright"))
        .args(["generate", "--format", "json", "--runtime", "version=0"])
        .args(["--name", "judged", "--out"])
        .arg(out.path())
        .args(flags)
        .arg(document)
        .output()
        .expect("the program runs");
    match run.status.code() {
        Some(0) => Ok(true),
        Some(1) => check_places(&run.stdout).map(|()| false),
        None if run.status.signal() == Some(OUT_OF_TIME) => Err(format!(
            "it takes more than {PROCESSOR_TIME} s of processor time"
        )),
        _ => Err(broken(&run)),
    }
}

/// Describes an unexpected end of a run.
fn broken(run: &Output) -> String {
    let said = String::from_utf8_lossy(&run.stderr);
    let start: String = said.chars().take(2000).collect();
    format!("{}: {start}", run.status)
}

/// Checks that every diagnostic has a file, a line and a column.
fn check_places(report: &[u8]) -> Result<(), String> {
    let report: serde_json::Value = serde_json::from_slice(report)
        .map_err(|error| format!("the report is no JSON: {error}"))?;
    let diagnostics = report["diagnostics"]
        .as_array()
        .ok_or("there is no list of findings")?;
    for diagnostic in diagnostics {
        let place = &diagnostic["place"];
        let file = place["file"].as_str().unwrap_or_default();
        let counted = |key: &str| place["start"][key].as_u64().unwrap_or_default() > 0;
        if file.is_empty() || !counted("line") || !counted("column") {
            return Err(format!("a finding has no place: {diagnostic}"));
        }
    }
    Ok(())
}
