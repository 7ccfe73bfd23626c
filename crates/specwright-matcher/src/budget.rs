//! A flag for texts that exceeded the step limit, since matchers return only a `bool`.

use std::cell::Cell;

thread_local! {
    static EXCEEDED: Cell<bool> = const { Cell::new(false) };
}

/// Records that a search on this thread exceeded its budget.
pub fn exceed() {
    EXCEEDED.set(true);
}

/// Returns true if a search on this thread exceeded its budget since the last call.
pub fn take_exceeded() -> bool {
    EXCEEDED.replace(false)
}
