//! The table of an automaton.

use crate::dfa::Dfa;

/// The maximum size of the rows of a table, in bytes.
pub const MAX_BYTES: usize = 8 * 1024;

/// A minimal automaton over classes of bytes.
///
/// A state is the index where its row begins in `transitions`; a row has `stride` cells, one for each class, and a cell is the next
/// state. Rows are in this order, so that the kind of a state follows from comparisons:
///
/// | state | |
/// |---|---|
/// | `0 .. forever` | accepts any rest; one row, or none |
/// | `forever .. live` | rejects any rest; one row, or none |
/// | `live .. accepting` | rejects if the string ends here |
/// | `accepting ..` | accepts if the string ends here |
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The class of each byte.
    pub classes: [u8; 256],
    /// The number of classes.
    pub stride: usize,
    /// The rows.
    pub transitions: Vec<u16>,
    /// The initial state.
    pub start: u16,
    /// The end of the rows that accept any rest.
    pub forever: u16,
    /// The end of the rows without an exit.
    pub live: u16,
    /// The start of the rows that accept if the string ends.
    pub accepting: u16,
}

impl Table {
    /// Creates the table of a minimal automaton, unless it is larger than [`MAX_BYTES`].
    pub(crate) fn new(dfa: &Dfa) -> Option<Table> {
        if dfa.next.len() * size_of::<u16>() > 2 * MAX_BYTES {
            return None;
        }
        let mut order: Vec<u32> = (0..dfa.states() as u32).collect();
        order.sort_by_key(|&state| Rank::of(dfa, state));
        let mut rows = vec![0; order.len()];
        for (place, &state) in order.iter().enumerate() {
            rows[state as usize] = (place * dfa.stride) as u16;
        }
        let begin = |rank| {
            (order.partition_point(|&state| Rank::of(dfa, state) < rank) * dfa.stride) as u16
        };
        let table = Table {
            classes: dfa.classes,
            stride: dfa.stride,
            transitions: order
                .iter()
                .flat_map(|&state| dfa.row(state))
                .map(|&next| rows[next as usize])
                .collect(),
            start: rows[dfa.start as usize],
            forever: begin(Rank::Dead),
            live: begin(Rank::Rejecting),
            accepting: begin(Rank::Accepting),
        };
        (table.bytes() <= MAX_BYTES).then_some(table)
    }

    /// Returns true if the automaton accepts `text`.
    pub fn admits(&self, text: &[u8]) -> bool {
        let state = text.iter().fold(self.start, |state, byte| {
            let class = self.classes[usize::from(*byte)];
            self.transitions[usize::from(state) + usize::from(class)]
        });
        state < self.forever || state >= self.accepting
    }
}

/// The kind of a state, in the order of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Forever,
    Dead,
    Rejecting,
    Accepting,
}

impl Rank {
    fn of(dfa: &Dfa, state: u32) -> Rank {
        match (dfa.accepting[state as usize], dfa.is_final(state)) {
            (true, true) => Rank::Forever,
            (false, true) => Rank::Dead,
            (false, false) => Rank::Rejecting,
            (true, false) => Rank::Accepting,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(pattern: &str) -> Table {
        crate::table(pattern).unwrap().unwrap()
    }

    #[test]
    fn rows_are_ordered_by_kind() {
        // Accepts any rest; dead; start, `a`.
        let prefix = table("^ab");
        assert_eq!(
            (prefix.stride, prefix.forever, prefix.live, prefix.accepting),
            (3, 3, 6, 12)
        );
        assert_eq!(prefix.transitions.len(), 4 * 3);
        // Only a match decides a search before the end of the string.
        let search = table("ab");
        assert_eq!((search.forever, search.live), (3, 3));
        let end = table("ab$");
        assert_eq!((end.forever, end.live, end.accepting), (0, 0, 6));
    }
}
