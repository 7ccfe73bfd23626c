//! The lock that lets one run at a time write to a folder. The system releases it when the process ends, even if it is killed.

use super::obstacle::Kind;
use super::with_path;
use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::thread;
use std::time::Duration;

/// The time that a run waits for others, which is longer than any run writes.
const TIMEOUT: Duration = Duration::from_secs(60);

/// The time between two attempts.
const STEP: Duration = Duration::from_millis(20);

/// A lock on a file, held until this value is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

/// The kind of access that a lock protects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    /// Reading, together with other readers.
    Shared,
    /// Writing.
    Exclusive,
}

impl Lock {
    /// Locks a file for writing, and creates it if it is missing. Calls `waiting` once if another run holds the lock.
    pub(super) fn exclusive(path: &Path, waiting: &dyn Fn(&Path)) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        let file = options.read(true).write(true).create(true).open(path);
        // The lock file belongs to another user, in a folder that both may write to.
        let file = file.or_else(|error| match error.kind() {
            io::ErrorKind::PermissionDenied => File::open(path).map_err(|_| error),
            _ => Err(error),
        });
        let file = file.map_err(|error| with_path(error, path))?;
        Self::wait(file, Access::Exclusive, path, waiting)
    }

    /// Locks a file for reading. Returns none if it is missing or cannot be opened, since a reader creates no files.
    pub(super) fn shared(path: &Path, waiting: &dyn Fn(&Path)) -> io::Result<Option<Self>> {
        if !matches!(Kind::of(path), Ok(Kind::File(_))) {
            return Ok(None);
        }
        match File::open(path) {
            Ok(file) => Self::wait(file, Access::Shared, path, waiting).map(Some),
            Err(_) => Ok(None),
        }
    }

    fn wait(file: File, access: Access, path: &Path, waiting: &dyn Fn(&Path)) -> io::Result<Self> {
        let lock = || match access {
            Access::Shared => file.try_lock_shared(),
            Access::Exclusive => file.try_lock(),
        };
        let steps = TIMEOUT.as_millis() / STEP.as_millis();
        for step in 0..=steps {
            match lock() {
                Ok(()) => return Ok(Self { _file: file }),
                // Some network file systems have no locks, so that runs there are not kept apart.
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                    return Ok(Self { _file: file });
                }
                Err(TryLockError::Error(error)) => return Err(with_path(error, path)),
                Err(TryLockError::WouldBlock) if step == 0 => waiting(path),
                Err(TryLockError::WouldBlock) => {}
            }
            thread::sleep(STEP);
        }
        let error = format!(
            "still locked by another run after {} s; end that run or try again later",
            TIMEOUT.as_secs()
        );
        Err(with_path(
            io::Error::new(io::ErrorKind::TimedOut, error),
            path,
        ))
    }
}
