//! A pattern as a constant.

use crate::budget;
use crate::class::Class;
use crate::machine::{Machine, Verdict};
use std::sync::OnceLock;

/// A pattern that the generator compiled to code, and that is parsed at its first use.
#[derive(Debug)]
pub struct Program {
    code: &'static [u8],
    classes: &'static [Class<'static>],
    machine: OnceLock<Option<Machine>>,
}

impl Program {
    /// Creates a pattern from its code, which refers to classes by index.
    pub const fn new(code: &'static [u8], classes: &'static [Class<'static>]) -> Self {
        Self {
            code,
            classes,
            machine: OnceLock::new(),
        }
    }

    /// Searches a text.
    ///
    /// # Panics
    ///
    /// If the code is invalid, which generated code never is.
    pub fn search(&self, text: &str) -> Verdict {
        let read = || Machine::read(self.code, self.classes);
        let machine = self.machine.get_or_init(read);
        machine
            .as_ref()
            .expect("the code of a pattern")
            .search(text)
    }

    /// Returns true if the pattern matches in the text. Returns false for a text that exceeds the step limit, and sets the flag of
    /// [`budget::take_exceeded`].
    pub fn admits(&self, text: &str) -> bool {
        let verdict = self.search(text);
        if verdict == Verdict::TooCostly {
            budget::exceed();
        }
        verdict == Verdict::Match
    }
}
