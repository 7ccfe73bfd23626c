//! Helpers that tests of several crates share.
//!
//! The conformance suites and real documents do not belong to the repository. Tests that need them run where the folder
//! `../shared` beside the repository, or the one that [`SHARED`] names, has them.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::{env, io};

/// The environment variable that names the folder of suites and documents. Where it is set, the folder has to be there.
pub const SHARED: &str = "SPECWRIGHT_SHARED";

/// Returns a file or folder of the suites and documents: `corpus/dev`. Without one, says on standard error that the test is
/// skipped, past the output capture of the test harness.
///
/// # Panics
///
/// If [`SHARED`] is set and the file or folder is missing: CI sets it, and a test that is skipped there proves nothing.
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
            // Nobody to tell if standard error is closed.
            let _ = writeln!(io::stderr(), "skipped: there is no {missing} ({place})");
            None
        }
    }
}

/// The file or folder in the folder that is named, else beside the repository; the error is the path at which it is missing.
fn find(named: Option<&Path>, path: &str) -> Result<PathBuf, PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let found = named.map_or_else(beside, Path::to_owned).join(path);
    match found.exists() {
        true => Ok(found),
        false => Err(found),
    }
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

    /// The variable that makes a test of a child process ask for a folder that is nowhere.
    const ASK: &str = "SPECWRIGHT_TESTING_ASK";

    /// Runs [`shared`] in a process whose variable names a folder, or no folder.
    #[test]
    fn what_is_demanded_and_missing_fails() {
        if env::var_os(ASK).is_some() {
            assert_eq!(shared("no-such-suite"), None);
            return;
        }
        let run = |shared: Option<&str>| {
            let mut command = std::process::Command::new(env::current_exe().expect("this program"));
            command.args(["--exact", "tests::what_is_demanded_and_missing_fails"]);
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
