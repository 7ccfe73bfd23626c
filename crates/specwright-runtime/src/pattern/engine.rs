//! Patterns that no automaton can decide.

use std::sync::OnceLock;

/// A pattern with look-around or back-references, for a backtracking engine that is built at its first use.
///
/// Unlike everything else here, its time is not linear in the length of the string.
#[derive(Debug)]
pub struct Engine {
    source: &'static str,
    unicode: bool,
    compiled: OnceLock<Option<regress::Regex>>,
}

impl Engine {
    /// An ECMA-262 pattern, with the `u` flag or without.
    pub const fn new(source: &'static str, unicode: bool) -> Self {
        Self {
            source,
            unicode,
            compiled: OnceLock::new(),
        }
    }

    /// Whether the pattern matches somewhere in `text`. A pattern that does not compile, which generation has excluded, matches
    /// nothing.
    pub fn admits(&self, text: &str) -> bool {
        let flags = if self.unicode { "u" } else { "" };
        let compiled = self
            .compiled
            .get_or_init(|| regress::Regex::with_flags(self.source, flags).ok());
        compiled
            .as_ref()
            .is_some_and(|regex| regex.find(text).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_around_and_back() {
        static TWICE: Engine = Engine::new(r"^(?!0)(\d)\1$", true);
        assert!(TWICE.admits("11"));
        assert!(!TWICE.admits("12"));
        assert!(!TWICE.admits("00"));
    }
}
