//! Frees large values on a background thread.

use std::thread;

/// Drops a large value on a background thread: freeing the tree of a large document takes longer than a pass over it. If the
/// process exits first, the operating system reclaims the memory.
pub fn drop_in_background<T: Send + 'static>(it: T) {
    // If no thread can be started, the closure is dropped here, and the value with it.
    drop(thread::Builder::new().spawn(move || drop(it)));
}
