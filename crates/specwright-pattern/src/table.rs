//! The table of an automaton, and its walk.

use crate::dfa::Dfa;

/// How large the rows of a table may be, in bytes.
pub const MAX_BYTES: usize = 8 * 1024;

/// A minimal automaton over classes of bytes.
///
/// A state is the place where its row begins in `transitions`; a row has `stride` cells, one for each class, and a cell is the
/// next state. Rows are in this order, so that comparing a state tells what it is:
///
/// | state | |
/// |---|---|
/// | `0 .. forever` | accepts, whatever follows; one row, or none |
/// | `forever .. live` | rejects, whatever follows; one row, or none |
/// | `live .. accepting` | rejects if the string ends here |
/// | `accepting ..` | accepts if the string ends here |
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The class of each byte.
    pub classes: [u8; 256],
    /// How many classes there are.
    pub stride: usize,
    /// The rows.
    pub transitions: Vec<u16>,
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
    /// The table of a minimal automaton, unless it is larger than [`MAX_BYTES`].
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

/// What a state is, in the order of rows.
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
    fn rows_are_ordered_by_what_they_are() {
        // Accepts whatever follows; dead; start, `a`.
        let prefix = table("^ab");
        assert_eq!(
            (prefix.stride, prefix.forever, prefix.live, prefix.accepting),
            (3, 3, 6, 12)
        );
        assert_eq!(prefix.transitions.len(), 4 * 3);
        // There is nothing that decides a search before it ends but what is found.
        let search = table("ab");
        assert_eq!((search.forever, search.live), (3, 3));
        let end = table("ab$");
        assert_eq!((end.forever, end.live, end.accepting), (0, 0, 6));
    }
}
