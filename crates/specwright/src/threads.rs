//! Work on several threads.

use std::thread::{self, Builder, ScopedJoinHandle};

/// Runs a worker on this thread and on others, `count` in all or as many as the system provides, and returns what each returned.
pub(crate) fn run<R: Send>(count: usize, worker: impl Fn() -> R + Sync) -> Vec<R> {
    thread::scope(|scope| {
        let spawn = |_| Builder::new().spawn_scoped(scope, &worker).ok();
        let others: Vec<_> = (1..count).filter_map(spawn).collect();
        let mut done = vec![worker()];
        done.extend(others.into_iter().map(join));
        done
    })
}

/// Joins a thread and resumes its panic, if it panicked.
pub(crate) fn join<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread
        .join()
        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}
