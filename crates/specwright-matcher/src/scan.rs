//! The simulation of an automaton: all states in parallel, code point by code point.

use crate::code::{Assertion, Atom};
use crate::machine::Sets;
use crate::nfa::{Instruction, Nfa};
use std::collections::VecDeque;

/// A bit for every position in a text: before each byte, and at the end.
#[derive(Clone, Debug)]
pub(crate) struct Bits(Vec<u64>);

impl Bits {
    fn new(text: &str) -> Self {
        Self(vec![0; text.len() / 64 + 1])
    }

    fn set(&mut self, at: usize) {
        self.0[at / 64] |= 1 << (at % 64);
    }

    pub(crate) fn has(&self, at: usize) -> bool {
        self.0[at / 64] >> (at % 64) & 1 == 1
    }
}

/// A text with the tables of look-arounds.
pub(crate) struct Subject<'m, 't> {
    pub(crate) text: &'t str,
    pub(crate) sets: &'m Sets,
    /// The positions at which each look-around holds.
    pub(crate) tables: Vec<Bits>,
    pub(crate) steps: u64,
}

impl Subject<'_, '_> {
    /// Returns true if an assertion holds at a position.
    pub(crate) fn holds(&self, assertion: Assertion, at: usize) -> bool {
        match assertion {
            Assertion::Start => at == 0,
            Assertion::End => at == self.text.len(),
            Assertion::WordBoundary => self.is_boundary(at),
            Assertion::NotWordBoundary => !self.is_boundary(at),
        }
    }

    /// Returns true for word characters, which are ASCII without the `i` flag (ECMA-262, section 22.2.2.9.3, `WordCharacters`).
    fn is_boundary(&self, at: usize) -> bool {
        let is_word = |byte: Option<&u8>| {
            byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
        };
        let bytes = self.text.as_bytes();
        let before = at.checked_sub(1).and_then(|at| bytes.get(at));
        is_word(before) != is_word(bytes.get(at))
    }

    pub(crate) fn admits(&self, atom: Atom, point: char) -> bool {
        match atom {
            Atom::Char(expected) => expected == point,
            Atom::Class(class) => self.sets.contains(class, point),
            Atom::Any => true,
        }
    }

    /// Returns true if the automaton matches in the text.
    pub(crate) fn search(&mut self, nfa: &Nfa) -> bool {
        let mut found = false;
        self.scan(nfa, |_| {
            found = true;
            false
        });
        found
    }

    /// Adds the table of a look-around: the positions where its body ends, or where it begins if it is read backwards.
    pub(crate) fn tabulate(&mut self, nfa: &Nfa) {
        let mut bits = Bits::new(self.text);
        self.scan(nfa, |at| {
            bits.set(at);
            true
        });
        self.tables.push(bits);
    }

    /// Starts the automaton at every position, and calls a function with each position of a match until it returns true.
    fn scan(&mut self, nfa: &Nfa, mut tell: impl FnMut(usize) -> bool) {
        let mut threads = Threads::new(nfa);
        let mut points = self.text.char_indices();
        let mut at = if nfa.backwards { self.text.len() } else { 0 };
        loop {
            threads.follow(self, nfa.start, at);
            if threads.matched && !tell(at) {
                return;
            }
            let point = if nfa.backwards {
                points.next_back()
            } else {
                points.next()
            };
            let Some((begin, point)) = point else { return };
            at = if nfa.backwards {
                begin
            } else {
                begin + point.len_utf8()
            };
            threads.step(self, point, at);
        }
    }
}

/// The states of an automaton at one position.
struct Threads<'m> {
    nfa: &'m Nfa,
    /// Instructions that read a code point.
    now: Vec<u32>,
    before: Vec<u32>,
    /// The number of code points read when each instruction was last reached.
    reached: Vec<u32>,
    waiting: Vec<u32>,
    /// The number of code points read when each counter was entered, from which the length of a run follows.
    entered: Vec<VecDeque<u32>>,
    counting: Vec<u32>,
    matched: bool,
    time: u32,
}

impl<'m> Threads<'m> {
    fn new(nfa: &'m Nfa) -> Self {
        Self {
            nfa,
            now: Vec::new(),
            before: Vec::new(),
            reached: vec![0; nfa.instructions.len()],
            waiting: Vec::new(),
            entered: vec![VecDeque::new(); nfa.counters.len()],
            counting: Vec::new(),
            matched: false,
            time: 1,
        }
    }

    /// Adds the instructions that are reached from an instruction without reading.
    fn follow(&mut self, subject: &mut Subject<'_, '_>, from: u32, at: usize) {
        self.waiting.push(from);
        while let Some(number) = self.waiting.pop() {
            subject.steps += 1;
            let reached = &mut self.reached[number as usize];
            if *reached == self.time {
                continue;
            }
            *reached = self.time;
            match &self.nfa.instructions[number as usize] {
                Instruction::Atom(..) => self.now.push(number),
                Instruction::Count(counter) => self.enter(*counter),
                Instruction::Split(left, right) => self.waiting.extend([*right, *left]),
                Instruction::Assert(assertion, next) => {
                    self.waiting
                        .extend(subject.holds(*assertion, at).then_some(*next));
                }
                Instruction::Look { look, wanted, next } => {
                    let holds = subject.tables[*look as usize].has(at) == *wanted;
                    self.waiting.extend(holds.then_some(*next));
                }
                Instruction::Match => self.matched = true,
            }
        }
    }

    fn enter(&mut self, counter: u32) {
        let entered = &mut self.entered[counter as usize];
        if entered.is_empty() {
            self.counting.push(counter);
        }
        // Without a maximum, the run that was entered first is at least as good.
        if entered.is_empty() || self.nfa.counters[counter as usize].max.is_some() {
            entered.push_back(self.time);
        }
    }

    /// Reads a code point. Counters are handled first, before any is entered again.
    fn step(&mut self, subject: &mut Subject<'_, '_>, point: char, at: usize) {
        self.time += 1;
        self.matched = false;
        let (nfa, time) = (self.nfa, self.time);
        let mut left = Vec::new();
        self.counting.retain(|&number| {
            subject.steps += 1;
            let counter = &nfa.counters[number as usize];
            let entered = &mut self.entered[number as usize];
            if !subject.admits(counter.atom, point) {
                entered.clear();
            }
            if let Some(max) = counter.max {
                // At most one run ends per code point, since at most one begins.
                while entered.front().is_some_and(|&begin| time - begin > max) {
                    entered.pop_front();
                }
            }
            left.extend(
                entered
                    .front()
                    .is_some_and(|&begin| time - begin >= counter.min)
                    .then_some(counter.next),
            );
            !entered.is_empty()
        });
        std::mem::swap(&mut self.now, &mut self.before);
        self.now.clear();
        for number in left {
            self.follow(subject, number, at);
        }
        for index in 0..self.before.len() {
            subject.steps += 1;
            let number = self.before[index];
            match &nfa.instructions[number as usize] {
                Instruction::Atom(atom, next) if subject.admits(*atom, point) => {
                    self.follow(subject, *next, at);
                }
                _ => {}
            }
        }
    }
}
