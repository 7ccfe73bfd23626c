//! Compiles [`Hir`] to a deterministic automaton over the bytes of whole strings.

use std::collections::HashMap;

use regex_automata::Anchored;
use regex_automata::MatchKind;
use regex_automata::dfa::{Automaton, StartKind, dense};
use regex_automata::nfa::thompson;
use regex_automata::util::primitives::StateID;
use regex_automata::util::start;
use regex_syntax::hir::{Hir, Look};

use crate::lower::Step;
use crate::minimise::minimise;
use crate::product::reverse;

/// The size limits of automata on the way to a table. Without them, one known pattern took 19 s.
const NFA_BYTES: usize = 512 * 1024;
const DFA_BYTES: usize = 512 * 1024;

/// A complete automaton: every state has a successor for every class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dfa {
    /// The class of each byte.
    pub(crate) classes: [u8; 256],
    /// The number of classes, from 1 to 256.
    pub(crate) stride: usize,
    /// The successors: that of state `s` by class `c` is at `s * stride + c`.
    pub(crate) next: Vec<u32>,
    pub(crate) accepting: Vec<bool>,
    pub(crate) start: u32,
}

impl Dfa {
    pub(crate) fn states(&self) -> usize {
        self.accepting.len()
    }

    pub(crate) fn row(&self, state: u32) -> &[u32] {
        let at = state as usize * self.stride;
        &self.next[at..at + self.stride]
    }

    pub(crate) fn step(&self, state: u32, byte: u8) -> u32 {
        self.row(state)[usize::from(self.classes[usize::from(byte)])]
    }

    /// Returns true for a state that no byte leaves.
    pub(crate) fn is_final(&self, state: u32) -> bool {
        self.row(state).iter().all(|&next| next == state)
    }
}

/// Returns the expression that matches the whole strings in which `hir` matches anywhere.
pub(crate) fn search(hir: Hir, step: Step) -> Hir {
    let mut items = Vec::new();
    let properties = hir.properties();
    let (start, end) = (properties.look_set_prefix(), properties.look_set_suffix());
    if !start.contains(Look::Start) {
        items.push(step.any_text());
    }
    items.push(hir);
    if !end.contains(Look::End) {
        items.push(step.any_text());
    }
    Hir::concat(items)
}

/// Returns the expression that matches the whole strings in which `hir` matches at the start.
pub(crate) fn prefix(hir: Hir, step: Step) -> Hir {
    if hir.properties().look_set_suffix().contains(Look::End) {
        return hir;
    }
    Hir::concat(vec![hir, step.any_text()])
}

/// Returns the minimal automaton of the strings that `hir` matches as a whole, if it can be built within the limits.
///
/// A small automaton may have a large intermediate one: `[a-z][a-z-]{0,19}$` must track which of the last twenty characters were
/// letters. The reversed automaton need not, so that it is the second attempt.
pub(crate) fn build(hir: &Hir) -> Option<Dfa> {
    match determinize(hir, false) {
        Some(dfa) => Some(minimise(&dfa)),
        None => reverse(&minimise(&determinize(hir, true)?)),
    }
}

fn determinize(hir: &Hir, backwards: bool) -> Option<Dfa> {
    let nfa_config = thompson::Config::new()
        .utf8(false)
        .reverse(backwards)
        .which_captures(thompson::WhichCaptures::None)
        .nfa_size_limit(Some(NFA_BYTES));
    let nfa = thompson::Compiler::new()
        .configure(nfa_config)
        .build_from_hir(&anchor(hir))
        .ok()?;
    let dfa_config = dense::Config::new()
        .accelerate(false)
        .match_kind(MatchKind::All)
        .start_kind(StartKind::Anchored)
        .dfa_size_limit(Some(DFA_BYTES))
        .determinize_size_limit(Some(DFA_BYTES));
    let dense = dense::Builder::new()
        .configure(dfa_config)
        .build_from_nfa(&nfa)
        .ok()?;
    read(&dense)
}

/// A match must begin and end with the string, in either direction.
fn anchor(hir: &Hir) -> Hir {
    Hir::concat(vec![
        Hir::look(Look::Start),
        hir.clone(),
        Hir::look(Look::End),
    ])
}

/// Numbers the states from the start. A match is known only at the end of the input, since `hir` is anchored there.
fn read(dense: &dense::DFA<Vec<u32>>) -> Option<Dfa> {
    let start = dense
        .start_state(&start::Config::new().anchored(Anchored::Yes))
        .ok()?;
    let classes = std::array::from_fn(|byte| dense.byte_classes().get(byte as u8));
    let representatives = representatives(&classes);
    let mut numbers = HashMap::from([(start, 0)]);
    let mut found: Vec<StateID> = vec![start];
    let mut next = Vec::new();
    let mut accepting = Vec::new();
    let mut at = 0;
    while let Some(&state) = found.get(at) {
        accepting.push(dense.is_match_state(dense.next_eoi_state(state)));
        for &byte in &representatives {
            let target = dense.next_state(state, byte);
            let number = *numbers.entry(target).or_insert_with(|| {
                found.push(target);
                (found.len() - 1) as u32
            });
            next.push(number);
        }
        at += 1;
    }
    Some(Dfa {
        classes,
        stride: representatives.len(),
        next,
        accepting,
        start: 0,
    })
}

/// Returns the first byte of each class, in ascending order.
fn representatives(classes: &[u8; 256]) -> Vec<u8> {
    (0..=255)
        .filter(|&byte| byte == 0 || classes[usize::from(byte)] != classes[usize::from(byte - 1)])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compile::automaton;
    use crate::compile::read as read_pattern;

    /// No automaton has more cells than the limit: building a larger one is aborted.
    #[test]
    fn automata_are_bounded() {
        let nested = |open: &str, depth: usize, close: &str| {
            format!("^{}c{}$", open.repeat(depth), close.repeat(depth))
        };
        for pattern in [
            "(a{1,1000}){1,1000}".to_owned(),
            "^((a{1,1000}){1,1000}){1,1000}$".to_owned(),
            nested("(?:(?:a|b|ab)*", 60, ")*"),
            nested("(?:a|", 80, "){0,9}"),
            "(x+x+)+y".to_owned(),
            "^(([a-z])+.)+[A-Z]([a-z])+$".to_owned(),
            "(?:a?){60}a{60}".to_owned(),
            "(a|b)*a(a|b){9}$".to_owned(),
            "(a|b)*a(a|b){30}c(a|b){30}$".to_owned(),
            r"^[\p{L}\p{M}\p{N}]{1,400}$".to_owned(),
            r"[\p{L}\p{N}]{50}-[\p{Lu}]{50}".to_owned(),
            r"^(?:\p{Lu}\p{Ll}{1,30} ?){1,30}$".to_owned(),
            "^(?=.*a)(?=.*b)(?=.*c)(?=.*d)(?=.*e)(?=.*f)(?=.*g)(?=.*h).{8,60}$".to_owned(),
        ] {
            let (_, parsed) = read_pattern(&pattern).unwrap();
            if let Some(dfa) = automaton(&parsed.node) {
                let bytes = size_of_val(dfa.next.as_slice());
                assert!(bytes <= DFA_BYTES, "{pattern}: {bytes} bytes");
                assert_eq!(dfa.next.len(), dfa.states() * dfa.stride);
            }
        }
    }
}
