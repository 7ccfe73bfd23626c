//! Patterns that are matched by a table, compiled when generating.
//!
//! A generated matcher is either straight-line code, which needs nothing from here, or a [`Table`] in a constant and a call of
//! [`Table::admits`]; both are `const fn`. What no automaton can decide goes through `Engine` (feature `regress`).

#[cfg(feature = "regress")]
mod engine;

#[cfg(feature = "regress")]
pub use engine::Engine;

/// A minimal automaton over classes of bytes.
///
/// A state is the place where its row begins in `transitions`; a row has a cell for each class, and a cell is the next state.
/// Rows are in this order, so that comparing a state tells what it is:
///
/// | state | |
/// |---|---|
/// | `0 .. forever` | accepts, whatever follows |
/// | `forever .. live` | rejects, whatever follows |
/// | `live .. accepting` | rejects if the string ends here |
/// | `accepting ..` | accepts if the string ends here |
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// The class of each byte.
    pub classes: &'static [u8; 256],
    /// The rows.
    pub transitions: &'static [u16],
    /// The state before the first byte.
    pub start: u16,
    /// Where the rows end that accept whatever follows.
    pub forever: u16,
    /// Where the rows end that nothing leads out of.
    pub live: u16,
    /// Where the rows begin that accept if the string ends.
    pub accepting: u16,
}

impl Table {
    /// Whether the automaton accepts `text`, in time linear in its length.
    pub const fn admits(&self, text: &str) -> bool {
        let text = text.as_bytes();
        let mut state = self.start;
        let mut at = 0;
        while at < text.len() && state >= self.live {
            let class = self.classes[text[at] as usize];
            state = self.transitions[state as usize + class as usize];
            at += 1;
        }
        state < self.forever || state >= self.accepting
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `^a+b`: rows are forever, dead, start, one.
    const TABLE: Table = Table {
        classes: &{
            let mut classes = [0; 256];
            classes[b'a' as usize] = 1;
            classes[b'b' as usize] = 2;
            classes
        },
        transitions: &[0, 0, 0, 3, 3, 3, 3, 9, 3, 3, 9, 0],
        start: 6,
        forever: 3,
        live: 6,
        accepting: 12,
    };

    #[test]
    fn a_table_is_walked() {
        const { assert!(TABLE.admits("aab, and more")) }
        for (text, admitted) in [("ab", true), ("", false), ("a", false), ("b", false), ("aaab", true), ("éab", false)] {
            assert_eq!(TABLE.admits(text), admitted, "{text}");
        }
    }
}
