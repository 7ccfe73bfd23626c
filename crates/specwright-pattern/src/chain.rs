//! Finds runs in an automaton: `^(\d{4}|\d{5})$` is one run of length four to five.

use crate::dfa::Dfa;
use crate::matcher::{ByteSet, Run};
use crate::runs::{append, one};

/// Returns the runs of a minimal automaton whose states form a line, possibly with a loop at its end. Runs of fixed length after one
/// of variable length are found by [`crate::runs`] instead.
pub(crate) fn recognise(dfa: &Dfa) -> Option<Vec<Run>> {
    let mut runs = Vec::new();
    let mut state = dfa.start;
    for _ in 0..=dfa.states() {
        let Some((set, next)) = only_way(dfa, state)? else {
            return Some(runs);
        };
        if dfa.accepting[state as usize] {
            return end(dfa, state, set, runs);
        }
        append(&mut runs, vec![one(set)])?;
        state = next;
    }
    None
}

/// From the first accepting state on, the string may end anywhere, so that the rest must be of one set.
fn end(dfa: &Dfa, mut state: u32, set: ByteSet, mut runs: Vec<Run>) -> Option<Vec<Run>> {
    let mut count = 0;
    loop {
        let max = match only_way(dfa, state)? {
            _ if !dfa.accepting[state as usize] => return None,
            None => Some(count),
            Some((found, _)) if found != set => return None,
            Some((_, next)) if next == state => None,
            Some((_, next)) => {
                state = next;
                count += 1;
                continue;
            }
        };
        append(&mut runs, vec![Run { set, min: 0, max }])?;
        return Some(runs);
    }
}

/// Returns the set of the only edge and its target; `Some(None)` without an edge, none for several edges or one that is not ASCII.
fn only_way(dfa: &Dfa, state: u32) -> Option<Option<(ByteSet, u32)>> {
    let mut way: Option<(ByteSet, u32)> = None;
    for byte in 0..=255 {
        let next = dfa.step(state, byte);
        if dfa.is_final(next) && !dfa.accepting[next as usize] {
            continue;
        }
        let set = byte.is_ascii().then(|| ByteSet::range(byte, byte))?;
        way = Some(match way {
            Some((found, target)) if target == next => (found.union(set), next),
            Some(_) => return None,
            None => (set, next),
        });
    }
    Some(way)
}
