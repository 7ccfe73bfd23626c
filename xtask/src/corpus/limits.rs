//! Runs a process per document, with a time limit.

use super::one::One;
use super::outcome::{Outcome, Verdict};
use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// The time limit of a document, which hangs if it exceeds it. Every known document takes less than a second in a release build; tests
/// run without optimization, on machines that may be busy.
const LIMIT: Duration = Duration::from_secs(900);

/// Runs this program for one document.
pub fn run(one: &One) -> Result<Outcome, String> {
    let start = Instant::now();
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut child = Command::new(program)
        .arg("corpus-one")
        .args(one.arguments())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| error.to_string())?;
    let mut pipe = child.stdout.take().ok_or("a process has no output")?;
    let reader = thread::spawn(move || {
        let mut text = String::new();
        pipe.read_to_string(&mut text).map(|_| text)
    });
    let in_time = wait(&mut child, start).map_err(|error| error.to_string())?;
    let text = reader.join().ok().and_then(Result::ok).unwrap_or_default();
    let milliseconds = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    Ok(match in_time {
        false => Outcome::broken(Verdict::Hung, milliseconds),
        true => serde_json::from_str(&text)
            .unwrap_or_else(|_| Outcome::broken(Verdict::Panicked, milliseconds)),
    })
}

/// Waits for a process, and kills it at the time limit. Returns true if it ended by itself.
fn wait(child: &mut Child, start: Instant) -> std::io::Result<bool> {
    while child.try_wait()?.is_none() {
        if start.elapsed() > LIMIT {
            child.kill()?;
            child.wait()?;
            return Ok(false);
        }
        thread::sleep(Duration::from_millis(5));
    }
    Ok(true)
}
