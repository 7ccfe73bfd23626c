//! Runs that are repeated after each change of their files.
//!
//! The modification times of the files are read twice a second, which works on every file system and is cheap for few files.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

/// The time between two looks at the files.
const PAUSE: Duration = Duration::from_millis(500);

/// Calls `run` with each new state of the files, beginning with the first, until `look` fails.
pub(crate) fn repeat<S: PartialEq + Debug, E>(
    mut look: impl FnMut() -> Result<S, E>,
    mut run: impl FnMut(),
) -> E {
    let mut seen = None;
    loop {
        match look() {
            Err(error) => return error,
            Ok(now) => {
                if seen.as_ref() != Some(&now) {
                    seen = Some(now);
                    run();
                }
            }
        }
        thread::sleep(PAUSE);
    }
}

/// The files of a run, of which more become known with each run.
#[derive(Debug, Default)]
pub(crate) struct Files {
    times: BTreeMap<PathBuf, Option<SystemTime>>,
    changes: usize,
}

impl Files {
    /// Adds files that are not yet known.
    pub fn add(&mut self, files: impl IntoIterator<Item = PathBuf>) {
        for path in files {
            let time = time(&path);
            self.times.entry(path).or_insert(time);
        }
    }

    /// Returns the number of changes so far.
    pub fn changes(&mut self) -> usize {
        for (path, seen) in &mut self.times {
            let now = time(path);
            self.changes += usize::from(*seen != now);
            *seen = now;
        }
        self.changes
    }
}

/// Returns the modification time of a file; none if it is missing.
fn time(path: &Path) -> Option<SystemTime> {
    path.metadata().and_then(|it| it.modified()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;

    #[test]
    fn a_run_follows_each_change() {
        let runs = RefCell::new(0);
        let mut states = [1, 1, 2].into_iter();
        let end = repeat(
            || states.next().ok_or("the end"),
            || *runs.borrow_mut() += 1,
        );
        assert_eq!((end, runs.into_inner()), ("the end", 2));
    }

    #[test]
    fn changes_of_known_files_are_counted() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("a");
        let mut files = Files::default();
        files.add([path.clone()]);
        assert_eq!(files.changes(), 0);
        std::fs::write(&path, "").expect("a file");
        assert_eq!(files.changes(), 1);
        files.add([path.clone(), folder.path().join("b")]);
        assert_eq!(files.changes(), 1);
        std::fs::remove_file(&path).expect("a file");
        assert_eq!(files.changes(), 2);
    }
}
