//! Walks through a table code point by code point.

use super::{Choose, SPREAD, simple_first};
use crate::ast::Node;
use crate::table::Table;
use std::collections::{BTreeMap, BTreeSet};

/// The maximum number of states times lengths that are examined for one pattern.
const MAX_CELLS: usize = 4 << 20;

/// A table whose letters are code points.
#[derive(Debug)]
pub(super) struct Walker {
    start: usize,
    accepting: Vec<bool>,
    /// Groups of letters that no state distinguishes, the simplest letter first.
    groups: Vec<Vec<char>>,
    /// The next state of each state, for each group.
    next: Vec<Vec<usize>>,
    /// For each length and state, true if this number of code points can lead to acceptance. It has the lengths requested so far.
    reach: Vec<Vec<bool>>,
    /// True if some lengths were not examined.
    pub(super) gave_up: bool,
}

impl Walker {
    pub(super) fn new(table: &Table, node: &Node) -> Self {
        let groups = groups(table, node);
        let states = table.transitions.len() / table.stride;
        let rows = (0..states).map(|state| state * table.stride);
        let accepts =
            |row: usize| row < usize::from(table.forever) || row >= usize::from(table.accepting);
        let next = |row: usize| {
            let follow = |group: &Vec<char>| step(table, row, group[0]) / table.stride;
            groups.iter().map(follow).collect()
        };
        Self {
            start: usize::from(table.start) / table.stride,
            accepting: rows.clone().map(accepts).collect(),
            next: rows.map(next).collect(),
            groups,
            reach: Vec::new(),
            gave_up: false,
        }
    }

    pub(super) fn draw(&mut self, min: u64, max: u64, choose: &mut Choose<'_>) -> Option<String> {
        let first = (min..=max).find(|&length| self.can(length))?;
        let last = max.min(first.saturating_add(SPREAD));
        let lengths: Vec<u64> = (first..=last).filter(|&length| self.can(length)).collect();
        let length = lengths[choose(lengths.len() as u32) as usize] as usize;
        let (mut text, mut state) = (String::new(), self.start);
        for left in (0..length).rev() {
            let leads = |group: &usize| self.reach[left][self.next[state][*group]];
            let ways: Vec<usize> = (0..self.groups.len()).filter(leads).collect();
            let way = *ways.get(choose(ways.len() as u32) as usize)?;
            let group = &self.groups[way];
            text.push(group[choose(group.len() as u32) as usize]);
            state = self.next[state][way];
        }
        Some(text)
    }

    /// Returns true if a string of this length is accepted.
    fn can(&mut self, length: u64) -> bool {
        let length = length as usize;
        while self.reach.len() <= length {
            if self.reach.len() * self.accepting.len() > MAX_CELLS {
                self.gave_up = true;
                return false;
            }
            let layer = match self.reach.last() {
                None => self.accepting.clone(),
                Some(before) => {
                    let leads = |row: &Vec<usize>| row.iter().any(|&next| before[next]);
                    self.next.iter().map(leads).collect()
                }
            };
            self.reach.push(layer);
        }
        self.reach[length][self.start]
    }
}

/// Returns the state after a code point.
fn step(table: &Table, row: usize, letter: char) -> usize {
    let mut bytes = [0; 4];
    let bytes = letter.encode_utf8(&mut bytes).bytes();
    bytes.fold(row, |row, byte| {
        usize::from(table.transitions[row + usize::from(table.classes[usize::from(byte)])])
    })
}

/// Returns the candidate letters: ASCII, those in the pattern, and a few others. Letters whose bytes are in the same classes lead to
/// the same states.
fn groups(table: &Table, node: &Node) -> Vec<Vec<char>> {
    let mut letters: BTreeSet<char> = ('\0'..='\x7F').collect();
    letters.extend(['é', 'ß', '日', '🐲', '\u{2028}', '\u{FEFF}', char::MAX]);
    named(node, &mut letters);
    let mut groups: BTreeMap<Vec<u8>, Vec<char>> = BTreeMap::new();
    for letter in letters {
        let mut bytes = [0; 4];
        let bytes = letter.encode_utf8(&mut bytes).bytes();
        let classes = bytes.map(|byte| table.classes[usize::from(byte)]);
        groups.entry(classes.collect()).or_default().push(letter);
    }
    let groups = groups.into_values().map(|it| simple_first(it.into_iter()));
    let mut groups: Vec<Vec<char>> = groups.collect();
    let all = simple_first(groups.iter().map(|group| group[0]));
    groups.sort_by_key(|group| all.iter().position(|it| *it == group[0]));
    groups
}

/// Returns the code points at the bounds of the classes of a pattern.
fn named(node: &Node, letters: &mut BTreeSet<char>) {
    /// The maximum number of ranges per class, since Unicode classes have hundreds.
    const MAX_RANGES: usize = 48;
    match node {
        Node::Char(letter) => drop(letters.insert(*letter)),
        Node::Class(class) => {
            for range in class.ranges().iter().take(MAX_RANGES) {
                letters.extend([range.start(), range.end()]);
            }
        }
        Node::Look(look) => named(&look.node, letters),
        Node::Repeat(repeat) => named(&repeat.node, letters),
        Node::Capture(_, node) => named(node, letters),
        Node::Concat(nodes) | Node::Alternation(nodes) => {
            nodes.iter().for_each(|node| named(node, letters));
        }
        Node::Empty | Node::Assert(_) | Node::BackReference(_) => {}
    }
}
