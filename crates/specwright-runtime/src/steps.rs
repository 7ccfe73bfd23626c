//! Steps that reading takes, counted in tests.
//!
//! Code that visits input, compares names or evaluates a value counts its steps. Tests compare them with the size of the
//! input, at several sizes: unlike a time, a number of steps is the same on every machine.

#[cfg(all(test, feature = "client", feature = "server"))]
mod tests;

#[cfg(test)]
thread_local! {
    static COUNT: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Adds steps; only tests count them.
#[cfg(test)]
pub(crate) fn add(steps: usize) {
    COUNT.set(COUNT.get() + steps);
}

/// Adds steps; only tests count them.
#[cfg(not(test))]
#[inline(always)]
pub(crate) fn add(_: usize) {}

/// The steps that something takes.
#[cfg(test)]
pub(crate) fn of<T>(act: impl FnOnce() -> T) -> (usize, T) {
    let before = COUNT.replace(0);
    let value = act();
    (COUNT.replace(before), value)
}
