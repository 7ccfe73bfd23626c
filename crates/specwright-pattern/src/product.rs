//! Operations on automata.

use std::cell::Cell;
use std::collections::HashMap;
use std::hash::Hash;

use crate::dfa::Dfa;
use crate::minimise::{Inverse, minimise};

/// The maximum number of cells of an intermediate automaton. A table has at most 8,192.
const MAX_CELLS: usize = 1 << 16;

/// Returns the minimal automaton of the strings for which `accept` returns true for the results of both, unless it is too large.
pub(crate) fn combine(left: &Dfa, right: &Dfa, accept: impl Fn(bool, bool) -> bool) -> Option<Dfa> {
    explore(
        &common_classes(left, right),
        (left.start, right.start),
        |&(one, other), byte| Some((left.step(one, byte), right.step(other, byte))),
        |&(one, other)| {
            accept(
                left.accepting[one as usize],
                right.accepting[other as usize],
            )
        },
    )
}

/// Returns the minimal automaton of the concatenation of `left` and `right`, unless it is too large.
pub(crate) fn concat(left: &Dfa, right: &Dfa) -> Option<Dfa> {
    let enter = |state: u32, mut tails: Vec<u32>| {
        if left.accepting[state as usize] {
            tails.push(right.start);
        }
        // Dead states need not be followed.
        tails.retain(|&tail| right.accepting[tail as usize] || !right.is_final(tail));
        tails.sort_unstable();
        tails.dedup();
        (tails.len() <= MAX_CELLS / 256).then_some((state, tails))
    };
    explore(
        &common_classes(left, right),
        enter(left.start, Vec::new())?,
        |(state, tails), byte| {
            enter(
                left.step(*state, byte),
                tails.iter().map(|&tail| right.step(tail, byte)).collect(),
            )
        },
        |(_, tails)| tails.iter().any(|&tail| right.accepting[tail as usize]),
    )
}

/// Returns the complement of an automaton.
pub(crate) fn complement(dfa: &Dfa) -> Dfa {
    Dfa {
        accepting: dfa.accepting.iter().map(|accepting| !accepting).collect(),
        ..dfa.clone()
    }
}

/// The maximum total size of the state sets while an automaton is reversed.
const MAX_SOURCES: usize = 1 << 22;

/// Returns the minimal automaton of the reversed strings, unless it is too large.
pub(crate) fn reverse(dfa: &Dfa) -> Option<Dfa> {
    let inverse = Inverse::new(dfa);
    let work = Cell::new(0);
    let accepting = (0..dfa.states() as u32).filter(|&state| dfa.accepting[state as usize]);
    explore(
        &common_classes(dfa, dfa),
        accepting.collect::<Vec<u32>>(),
        |states, byte| {
            let class = usize::from(dfa.classes[usize::from(byte)]);
            let mut sources: Vec<u32> = states
                .iter()
                .flat_map(|&state| inverse.sources(state, class))
                .collect();
            sources.sort_unstable();
            work.set(work.get() + sources.len());
            (work.get() <= MAX_SOURCES).then_some(sources)
        },
        |states| states.contains(&dfa.start),
    )
}

/// Builds the automaton of the reachable states of type `S`. Aborts if `step` returns none.
fn explore<S: Clone + Eq + Hash>(
    (classes, representatives): &([u8; 256], Vec<u8>),
    start: S,
    step: impl Fn(&S, u8) -> Option<S>,
    accept: impl Fn(&S) -> bool,
) -> Option<Dfa> {
    let mut numbers = HashMap::from([(start.clone(), 0)]);
    let mut found = vec![start];
    let mut next: Vec<u32> = Vec::new();
    let mut at = 0;
    while at < found.len() {
        for &byte in representatives {
            let target = step(&found[at], byte)?;
            let number = *numbers.entry(target).or_insert_with_key(|target| {
                found.push(target.clone());
                (found.len() - 1) as u32
            });
            next.push(number);
        }
        if next.len() > MAX_CELLS {
            return None;
        }
        at += 1;
    }
    let accepting = found.iter().map(accept).collect();
    Some(minimise(&Dfa {
        classes: *classes,
        stride: representatives.len(),
        next,
        accepting,
        start: 0,
    }))
}

/// Returns the classes of bytes that are equivalent in both automata, with a byte of each.
fn common_classes(left: &Dfa, right: &Dfa) -> ([u8; 256], Vec<u8>) {
    let mut numbers: HashMap<(u8, u8), u8> = HashMap::new();
    let mut representatives = Vec::new();
    let mut classes = [0; 256];
    for byte in 0..=255 {
        let pair = (
            left.classes[usize::from(byte)],
            right.classes[usize::from(byte)],
        );
        let count = representatives.len() as u8;
        classes[usize::from(byte)] = *numbers.entry(pair).or_insert_with(|| {
            representatives.push(byte);
            count
        });
    }
    (classes, representatives)
}
