//! Whether a text was too costly to check: a matcher answers with a `bool`, and who asks wants to know why.

use std::cell::Cell;

thread_local! {
    static EXCEEDED: Cell<bool> = const { Cell::new(false) };
}

/// Notes that a search on this thread exceeded its budget.
pub fn exceed() {
    EXCEEDED.set(true);
}

/// Returns true if a search on this thread exceeded its budget since this was last asked.
pub fn take_exceeded() -> bool {
    EXCEEDED.replace(false)
}
