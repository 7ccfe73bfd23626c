//! The program in a process of its own, with bounds on what it may take.

use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Output};

/// The processor time that a run may take, in seconds, for a program that is not optimized: unlike the time of a clock, it does
/// not grow with the load of the machine.
const PROCESSOR_TIME: u32 = 20;

/// The signal that ends a run which takes more processor time (`SIGXCPU`).
const OUT_OF_TIME: i32 = 24;

/// The address space that a run may take, in KiB.
const MEMORY: u32 = 1 << 20;

/// Whether the crates of a document are generated; if not, every error has a place. An error of this function says what no document may cause: a crash, too much time or memory, or a
/// finding without a place.
pub fn generate(document: &Path, flags: &[&str]) -> Result<bool, String> {
    let out = tempfile::tempdir().expect("a temporary folder");
    let limits = format!("ulimit -v {MEMORY}; ulimit -S -t {PROCESSOR_TIME}; exec \"$0\" \"$@\"");
    let run = Command::new("sh")
        .args(["-c", &limits])
        .arg(env!("CARGO_BIN_EXE_specwright"))
        .args(["generate", "--format", "json", "--name", "judged", "--out"])
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

/// How a run ended that should not have.
fn broken(run: &Output) -> String {
    let said = String::from_utf8_lossy(&run.stderr);
    let start: String = said.chars().take(2000).collect();
    format!("{}: {start}", run.status)
}

/// Every finding names a file, a line and a column.
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
