//! Minimizes the states and the byte classes of an automaton.

use std::collections::HashMap;

use crate::dfa::Dfa;

/// Merges equivalent states, and then equivalent bytes.
pub(crate) fn minimise(dfa: &Dfa) -> Dfa {
    join_classes(&join_states(dfa))
}

/// Hopcroft's algorithm: O(n log n) steps for each class.
fn join_states(dfa: &Dfa) -> Dfa {
    let inverse = Inverse::new(dfa);
    let mut partition = Partition::new(dfa);
    while let Some(splitter) = partition.next_splitter() {
        for class in 0..dfa.stride {
            for state in splitter
                .iter()
                .flat_map(|&state| inverse.sources(state, class))
            {
                partition.mark(state);
            }
            partition.split_marked();
        }
    }
    quotient(dfa, &partition.block_of)
}

/// The predecessors of each state by class.
pub(crate) struct Inverse {
    stride: usize,
    /// The start of the predecessors of each (state, class).
    begins: Vec<u32>,
    sources: Vec<u32>,
}

impl Inverse {
    pub(crate) fn new(dfa: &Dfa) -> Self {
        let cell = |index: usize, target: u32| target as usize * dfa.stride + index % dfa.stride;
        let mut begins = vec![0; dfa.next.len() + 1];
        for (index, &target) in dfa.next.iter().enumerate() {
            begins[cell(index, target) + 1] += 1;
        }
        for index in 1..begins.len() {
            begins[index] += begins[index - 1];
        }
        let mut ends = begins.clone();
        let mut sources = vec![0; dfa.next.len()];
        for (index, &target) in dfa.next.iter().enumerate() {
            let end = &mut ends[cell(index, target)];
            sources[*end as usize] = (index / dfa.stride) as u32;
            *end += 1;
        }
        Self {
            stride: dfa.stride,
            begins,
            sources,
        }
    }

    pub(crate) fn sources(&self, state: u32, class: usize) -> impl Iterator<Item = u32> {
        let cell = state as usize * self.stride + class;
        self.sources[self.begins[cell] as usize..self.begins[cell + 1] as usize]
            .iter()
            .copied()
    }
}

/// Blocks of states that are not distinguished yet. A block is a slice of `states`, marked states first.
struct Partition {
    states: Vec<u32>,
    /// The index of each state in `states`.
    place: Vec<usize>,
    block_of: Vec<usize>,
    blocks: Vec<Block>,
    /// Blocks with marked states.
    touched: Vec<usize>,
    /// Blocks that may split others.
    waiting: Vec<usize>,
}

#[derive(Clone, Copy)]
struct Block {
    start: usize,
    end: usize,
    marked: usize,
    is_waiting: bool,
}

impl Partition {
    fn new(dfa: &Dfa) -> Self {
        let count = dfa.states();
        let mut partition = Self {
            states: (0..count as u32).collect(),
            place: (0..count).collect(),
            block_of: vec![0; count],
            blocks: vec![Block {
                start: 0,
                end: count,
                marked: 0,
                is_waiting: true,
            }],
            touched: Vec::new(),
            waiting: vec![0],
        };
        for state in (0..count as u32).filter(|&state| dfa.accepting[state as usize]) {
            partition.mark(state);
        }
        partition.split_marked();
        partition
    }

    fn next_splitter(&mut self) -> Option<Vec<u32>> {
        let block = &mut self.blocks[self.waiting.pop()?];
        block.is_waiting = false;
        Some(self.states[block.start..block.end].to_vec())
    }

    /// Marks an unmarked state.
    fn mark(&mut self, state: u32) {
        let number = self.block_of[state as usize];
        let block = &mut self.blocks[number];
        let (from, to) = (self.place[state as usize], block.start + block.marked);
        if block.marked == 0 {
            self.touched.push(number);
        }
        block.marked += 1;
        self.states.swap(from, to);
        self.place[self.states[from] as usize] = from;
        self.place[state as usize] = to;
    }

    /// Splits each block that has both marked and unmarked states.
    fn split_marked(&mut self) {
        while let Some(number) = self.touched.pop() {
            let block = &mut self.blocks[number];
            let marked = Block {
                end: block.start + block.marked,
                marked: 0,
                ..*block
            };
            block.marked = 0;
            if marked.end < block.end {
                block.start = marked.end;
                self.add(number, marked);
            }
        }
    }

    /// Adds a block that was split off `rest`. If `rest` is waiting, both must wait; otherwise the smaller one is enough.
    fn add(&mut self, rest: usize, block: Block) {
        let number = self.blocks.len();
        for &state in &self.states[block.start..block.end] {
            self.block_of[state as usize] = number;
        }
        self.blocks.push(block);
        let is_smaller = block.end - block.start < self.blocks[rest].end - self.blocks[rest].start;
        let waits = if block.is_waiting || is_smaller {
            number
        } else {
            rest
        };
        self.blocks[waits].is_waiting = true;
        self.waiting.push(waits);
    }
}

/// Returns the automaton of the blocks, numbered in the order of traversal from the start.
fn quotient(dfa: &Dfa, block_of: &[usize]) -> Dfa {
    let mut numbers = HashMap::from([(block_of[dfa.start as usize], 0)]);
    let mut found = vec![dfa.start];
    let mut next = Vec::new();
    let mut at = 0;
    while let Some(&state) = found.get(at) {
        for &target in dfa.row(state) {
            let number = *numbers.entry(block_of[target as usize]).or_insert_with(|| {
                found.push(target);
                (found.len() - 1) as u32
            });
            next.push(number);
        }
        at += 1;
    }
    let accepting = found
        .iter()
        .map(|&state| dfa.accepting[state as usize])
        .collect();
    Dfa {
        classes: dfa.classes,
        stride: dfa.stride,
        next,
        accepting,
        start: 0,
    }
}

fn join_classes(dfa: &Dfa) -> Dfa {
    let column = |class: usize| -> Vec<u32> {
        dfa.next
            .iter()
            .skip(class)
            .step_by(dfa.stride)
            .copied()
            .collect()
    };
    let mut numbers: HashMap<Vec<u32>, u8> = HashMap::new();
    let mut kept = Vec::new();
    let joined: Vec<u8> = (0..dfa.stride)
        .map(|class| {
            let count = numbers.len() as u8;
            *numbers.entry(column(class)).or_insert_with(|| {
                kept.push(class);
                count
            })
        })
        .collect();
    let next = (0..dfa.states() as u32)
        .flat_map(|state| kept.iter().map(move |&class| dfa.row(state)[class]))
        .collect();
    Dfa {
        classes: dfa.classes.map(|class| joined[usize::from(class)]),
        stride: kept.len(),
        next,
        accepting: dfa.accepting.clone(),
        start: dfa.start,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes below 0x80 are class 0, the others class 1.
    fn dfa(next: &[u32], accepting: &[bool]) -> Dfa {
        let classes = std::array::from_fn(|byte| u8::from(byte >= 0x80));
        Dfa {
            classes,
            stride: 2,
            next: next.to_vec(),
            accepting: accepting.to_vec(),
            start: 0,
        }
    }

    #[test]
    fn joins_states_that_are_alike() {
        // 1 and 2 are equivalent, and so are the loops 3 and 4.
        let minimal = minimise(&dfa(
            &[1, 2, 3, 4, 4, 3, 3, 4, 4, 3],
            &[false, false, false, true, true],
        ));
        // The rest reads two bytes of any class, so that there is one class.
        assert_eq!((minimal.stride, minimal.next), (1, vec![1, 2, 2]));
        assert_eq!(minimal.accepting, [false, false, true]);
    }

    #[test]
    fn keeps_states_that_differ_at_the_end_of_a_long_chain() {
        let length = 2000;
        let next: Vec<u32> = (0..=length)
            .flat_map(|state| [(state + 1).min(length), length])
            .collect();
        let accepting: Vec<bool> = (0..=length).map(|state| state == length - 1).collect();
        assert_eq!(
            minimise(&dfa(&next, &accepting)).states(),
            length as usize + 1
        );
    }

    #[test]
    fn removes_unreachable_states() {
        let minimal = minimise(&dfa(&[0, 0, 0, 1], &[true, false]));
        assert_eq!((minimal.states(), minimal.stride), (1, 1));
    }
}
