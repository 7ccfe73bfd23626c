//! A pattern in a constant.

use crate::budget;
use crate::class::Class;
use crate::machine::{Machine, Verdict};
use std::sync::OnceLock;

/// A pattern that was compiled to code when generating, and that is read at its first use.
#[derive(Debug)]
pub struct Program {
    code: &'static [u8],
    classes: &'static [Class<'static>],
    machine: OnceLock<Option<Machine>>,
}

impl Program {
    /// A pattern of this code, whose classes are known by their position.
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
    /// If the code is none, which is not so in generated code.
    pub fn search(&self, text: &str) -> Verdict {
        let read = || Machine::read(self.code, self.classes);
        let machine = self.machine.get_or_init(read);
        machine
            .as_ref()
            .expect("the code of a pattern")
            .search(text)
    }

    /// Returns true if the pattern matches somewhere. A text that is too costly to check counts as one in which it does not, and
    /// [`budget::take_exceeded`] tells.
    pub fn admits(&self, text: &str) -> bool {
        let verdict = self.search(text);
        if verdict == Verdict::TooCostly {
            budget::exceed();
        }
        verdict == Verdict::Match
    }
}
