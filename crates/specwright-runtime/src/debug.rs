//! The parts of the `Debug` output of generated types.

use std::collections::BTreeMap;
use std::fmt;

/// The names of a type and of its fields or variants, in one text: a text for each name costs the compiler more.
#[derive(Clone)]
pub(crate) struct Names(std::str::SplitAsciiWhitespace<'static>);

impl Names {
    /// The names of a list, as `stringify!` writes it.
    pub(crate) fn new(names: &'static str) -> Self {
        Self(names.split_ascii_whitespace())
    }

    /// Returns the next name, or an empty one after the last.
    pub(crate) fn next(&mut self) -> &'static str {
        plain(self.0.next())
    }

    /// Skips names, and returns the one after them.
    pub(crate) fn nth(&mut self, at: usize) -> &'static str {
        plain(self.0.nth(at))
    }
}

/// Returns a name without the prefix of raw identifiers.
fn plain(name: Option<&'static str>) -> &'static str {
    let name = name.unwrap_or_default();
    name.strip_prefix("r#").unwrap_or(name)
}

/// The place of a secret.
pub(crate) struct Hidden;

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("...")
    }
}

/// A variant with a value: `Some(value)`.
pub(crate) struct Tuple<'a>(pub(crate) &'static str, pub(crate) &'a dyn fmt::Debug);

impl fmt::Debug for Tuple<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple(self.0).field(self.1).finish()
    }
}

/// A map whose values are secrets.
pub(crate) struct HiddenValues<'a, T>(pub(crate) &'a BTreeMap<String, T>);

impl<T> fmt::Debug for HiddenValues<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut map = f.debug_map();
        for name in self.0.keys() {
            map.entry(name, &Hidden);
        }
        map.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_one_by_one() {
        let mut names = Names::new(stringify!(User id r#type last_name));
        assert_eq!([names.next(), names.next()], ["User", "id"]);
        assert_eq!(names.clone().nth(1), "last_name");
        assert_eq!(
            [names.next(), names.nth(0), names.next()],
            ["type", "last_name", ""]
        );
    }
}
