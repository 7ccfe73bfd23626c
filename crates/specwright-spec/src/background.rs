//! Memory that is given back beside the work.

use std::thread;

/// Frees something large on a thread of its own: a tree of a large document takes longer to free than to look at. If the
/// program ends before, the system has all of it back at once.
pub fn drop_in_background<T: Send + 'static>(it: T) {
    // Where there can be no thread, it is freed here and now.
    drop(thread::Builder::new().spawn(move || drop(it)));
}
