//! The components that may share one definition: those whose names extend one name.
//!
//! | equal components                            | definitions                                                        |
//! |---------------------------------------------|--------------------------------------------------------------------|
//! | `Thinking`, `BetaThinking`                  | `Thinking`, of which the other is an alias                         |
//! | `Network`, `ProductionCompany`              | each its own: the name of one says nothing about the other         |
//!
//! An inline schema that equals several components is of the family whose name is in its own, or of the first.

use std::collections::BTreeMap;

use crate::draft::Draft;
use crate::naming::{Kind, name};

/// Returns the family of each draft, as the position of the component that names it; none if no two components of a class are of
/// different families.
pub(super) fn families(drafts: &[Draft], classes: &[usize]) -> Option<Vec<usize>> {
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (position, class) in classes.iter().enumerate() {
        members.entry(*class).or_default().push(position);
    }
    let mut families = vec![0; drafts.len()];
    let mut is_split = false;
    for members in members.into_values().filter(|it| it.len() > 1) {
        let heads = heads(drafts, &members);
        if let [_, _, ..] = heads.as_slice() {
            is_split = true;
            for position in members {
                families[position] = family(drafts, &heads, position);
            }
        }
    }
    is_split.then_some(families)
}

/// A component that names a family, and the words of its name.
type Head = (usize, Vec<String>);

/// Returns the components whose names extend no other name, the shortest first.
fn heads(drafts: &[Draft], members: &[usize]) -> Vec<Head> {
    let components = members.iter().copied();
    let components = components.filter(|it| drafts[*it].component.is_some());
    let mut components: Vec<Head> = components.map(|it| (it, words(&drafts[it]))).collect();
    components.sort_by(|(left, a), (right, b)| {
        let name = |it: usize| &drafts[it].preferred_name;
        (a.len(), name(*left), *left).cmp(&(b.len(), name(*right), *right))
    });
    let mut heads: Vec<Head> = Vec::new();
    for (position, words) in components {
        if !heads.iter().any(|(_, head)| extends(&words, head)) {
            heads.push((position, words));
        }
    }
    heads
}

/// Returns the head with the longest name that the name of a draft extends, or the first.
fn family(drafts: &[Draft], heads: &[Head], position: usize) -> usize {
    let words = words(&drafts[position]);
    let fitting = heads.iter().filter(|(_, head)| extends(&words, head));
    // Of names of one length, the first.
    let best = fitting.rev().max_by_key(|(_, head)| head.len());
    best.or(heads.first()).map_or(position, |(head, _)| *head)
}

fn words(draft: &Draft) -> Vec<String> {
    let name = name(&draft.preferred_name, Kind::Field);
    name.split('_').map(str::to_owned).collect()
}

/// Returns true if a name has all words of another, in their order.
fn extends(words: &[String], other: &[String]) -> bool {
    let mut words = words.iter();
    other.iter().all(|word| words.any(|it| it == word))
}
