//! Runs that write to one folder take turns: each holds an exclusive lock on a file meanwhile, which the system releases when
//! the process ends, however it ends.

use super::obstacle::Kind;
use super::with_path;
use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::thread;
use std::time::Duration;

/// The time that a run waits for others: longer than any of them writes.
const PATIENCE: Duration = Duration::from_secs(60);

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
    /// It reads, beside others that read.
    Shared,
    /// It writes.
    Exclusive,
}

impl Lock {
    /// Locks a file for writing, and creates it where there is none. Calls `waiting` once if another run holds it.
    pub(super) fn exclusive(path: &Path, waiting: &dyn Fn(&Path)) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        let file = options.read(true).write(true).create(true).open(path);
        // The lock file of another user, in a folder that both may write to.
        let file = file.or_else(|error| match error.kind() {
            io::ErrorKind::PermissionDenied => File::open(path).map_err(|_| error),
            _ => Err(error),
        });
        let file = file.map_err(|error| with_path(error, path))?;
        Self::wait(file, Access::Exclusive, path, waiting)
    }

    /// Locks a file for reading. None if there is no such file, or it may not be opened: who only reads creates nothing.
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
        let steps = PATIENCE.as_millis() / STEP.as_millis();
        for step in 0..=steps {
            match lock() {
                Ok(()) => return Ok(Self { _file: file }),
                // Some network file systems have no locks. There nothing but the user keeps runs apart.
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
            "locked by another run for more than {} s; end that run, or try again later",
            PATIENCE.as_secs()
        );
        Err(with_path(
            io::Error::new(io::ErrorKind::TimedOut, error),
            path,
        ))
    }
}
