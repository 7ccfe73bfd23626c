//! Helpers for tests of several crates: random choices, and the suites and documents that do not belong to the repository.
//!
//! Conformance suites and real documents are not part of the repository. Tests that need them run if the folder in [`SHARED`], or
//! else `../shared` beside the repository, has them.

mod random;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::{env, io};

pub use random::Random;

/// The environment variable with the folder of suites and documents. If it is set, the folder must exist.
pub const SHARED: &str = "SPECWRIGHT_SHARED";

/// Returns a file or folder of the suites and documents, such as `corpus/dev`. If it is missing, prints to standard error that the
/// test is skipped, bypassing the output capture of the test harness.
///
/// # Panics
///
/// If [`SHARED`] is set and the file or folder is missing. CI sets it, so that no test is skipped there by accident.
#[track_caller]
pub fn shared(path: &str) -> Option<PathBuf> {
    let named = env::var_os(SHARED);
    match find(named.as_deref().map(Path::new), path) {
        Ok(found) => Some(found),
        Err(missing) => {
            let missing = missing.display();
            assert!(
                named.is_none(),
                "{SHARED} is set, and there is no {missing}"
            );
            let place = std::panic::Location::caller();
            // The test goes on if standard error is closed.
            let _ = writeln!(io::stderr(), "skipped: there is no {missing} ({place})");
            None
        }
    }
}

/// Returns the file or folder in the named folder, or else beside the repository; the error is the missing path.
fn find(named: Option<&Path>, path: &str) -> Result<PathBuf, PathBuf> {
    let found = named.map_or_else(beside, Path::to_owned).join(path);
    match found.exists() {
        true => Ok(found),
        false => Err(found),
    }
}

/// Returns the folder beside the repository of the test that runs: `cargo test` sets the folder of its package.
fn beside() -> PathBuf {
    let package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let package = package.unwrap_or_else(|| PathBuf::from("."));
    let mut folders = package.ancestors();
    let root = folders.find(|it| it.join("xtask/Cargo.toml").is_file());
    root.unwrap_or(&package).join("../shared")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_is_named_is_the_only_one() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert_eq!(find(Some(here), "src"), Ok(here.join("src")));
        assert_eq!(find(Some(here), "corpus"), Err(here.join("corpus")));
    }

    /// The variable that makes the test of a child process request a missing folder.
    const ASK: &str = "SPECWRIGHT_TESTING_ASK";

    /// Runs [`shared`] in a process with or without [`SHARED`].
    #[test]
    fn a_missing_required_folder_fails() {
        if env::var_os(ASK).is_some() {
            assert_eq!(shared("no-such-suite"), None);
            return;
        }
        let run = |shared: Option<&str>| {
            let mut command = std::process::Command::new(env::current_exe().expect("this program"));
            command.args(["--exact", "tests::a_missing_required_folder_fails"]);
            command.env_remove(SHARED).env(ASK, "1");
            let output = command
                .envs(shared.map(|folder| (SHARED, folder)))
                .output()
                .expect("the test runs");
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            let printed = String::from_utf8_lossy(&output.stdout).into_owned();
            (output.status.success(), said, printed)
        };
        let (passed, said, _) = run(None);
        assert!(
            passed && said.starts_with("skipped: there is no "),
            "{said}"
        );
        let (passed, _, printed) = run(Some("/nowhere"));
        assert!(
            !passed && printed.contains("SPECWRIGHT_SHARED is set"),
            "{printed}"
        );
        let (passed, _, printed) = run(Some(env!("CARGO_MANIFEST_DIR")));
        assert!(!passed && printed.contains("no-such-suite"), "{printed}");
    }
}
