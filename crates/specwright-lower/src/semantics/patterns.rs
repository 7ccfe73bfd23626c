//! The distinct patterns of a document, each compiled once.

use foldhash::HashMap;
use specwright_ir as ir;
use specwright_pattern::{Compiled, Error, Matcher, compile, intended};
use specwright_spec::Leniency;

/// The distinct patterns of a document.
#[derive(Debug, Default)]
pub(crate) struct Patterns {
    compiled: Vec<(String, Compiled)>,
    ids: HashMap<String, ir::PatternId>,
    /// True if patterns are read as their author intended where that differs from ECMA-262.
    lenient: bool,
    /// The syntax errors of patterns in another dialect, by their source.
    foreign: HashMap<String, Error>,
    /// The patterns that are not read as written, by their source.
    intended: HashMap<String, String>,
}

/// Compiles a pattern. One in another dialect is rewritten to ECMA-262 if it has an exact equivalent. Returns the source that was
/// compiled, and the first error of the original.
fn read_exactly(source: &str) -> Result<(String, Compiled, Option<Error>), Error> {
    /// A bound on the number of rewritings.
    const FAULTS: usize = 16;
    let mut written = source.to_owned();
    let mut first = None;
    for _ in 0..FAULTS {
        let fault = match compile(&written) {
            Ok(compiled) => return Ok((written, compiled, first)),
            Err(fault) => fault,
        };
        match fault.rewritten(&written) {
            Some(rewritten) => written = rewritten,
            None => return Err(first.unwrap_or(fault)),
        }
        first.get_or_insert(fault);
    }
    compile(&written).map(|compiled| (written, compiled, first))
}

/// Returns the error of a pattern that does not compile, in a lenient run.
pub(crate) fn fault(source: &str) -> Option<Error> {
    let intended = intended(source);
    let read = read_exactly(intended.as_deref().unwrap_or(source));
    read.err()
}

impl Patterns {
    /// Creates a set without patterns, for a lenient or strict run.
    pub(crate) fn new(leniency: Leniency) -> Self {
        Self {
            lenient: leniency == Leniency::Lenient,
            ..Self::default()
        }
    }

    /// Returns the pattern that the author of another one intended, if this run reads it.
    fn intended(&self, source: &str) -> Option<String> {
        let compiles = |pattern: &String| read_exactly(pattern).is_ok();
        let pattern = self.lenient.then(|| intended(source)).flatten();
        pattern.filter(compiles)
    }

    /// Compiles a pattern as this run reads it.
    fn read(&self, source: &str) -> Result<(String, Compiled, Option<Error>), Error> {
        read_exactly(self.intended(source).as_deref().unwrap_or(source))
    }

    /// Returns the id of a pattern.
    pub(crate) fn add(&mut self, source: &str) -> Result<ir::PatternId, Error> {
        match self.ids.get(source) {
            Some(id) => Ok(*id),
            None => self.compile(source),
        }
    }

    fn compile(&mut self, source: &str) -> Result<ir::PatternId, Error> {
        let (written, compiled, fault) = self.read(source)?;
        let intended = self.intended(source);
        let id = match self.ids.get(&written) {
            Some(id) => *id,
            None => {
                let id = ir::PatternId(self.compiled.len() as u32);
                self.compiled.push((written.clone(), compiled));
                self.ids.insert(written.clone(), id);
                id
            }
        };
        if intended.is_some() {
            self.ids.insert(source.to_owned(), id);
            self.intended.insert(source.to_owned(), written);
        }
        if let Some(fault) = fault {
            self.ids.insert(source.to_owned(), id);
            self.foreign.insert(source.to_owned(), fault);
        }
        Ok(id)
    }

    /// Returns the patterns as they were compiled, with their compiled forms, by their ids.
    pub(crate) fn compiled(&self) -> &[(String, Compiled)] {
        &self.compiled
    }

    /// Returns a compiled pattern.
    pub(crate) fn get(&self, id: ir::PatternId) -> &Compiled {
        &self.compiled[id.0 as usize].1
    }

    /// Returns the error of a pattern in another dialect, and the pattern that replaces it.
    pub(crate) fn foreign(&self, source: &str) -> Option<(&Error, &str)> {
        let (fault, id) = (self.foreign.get(source)?, self.ids.get(source)?);
        Some((fault, &self.compiled[id.0 as usize].0))
    }

    /// Returns the pattern that is enforced instead of one that its author did not intend as written.
    pub(crate) fn read_as(&self, source: &str) -> Option<&str> {
        self.intended.get(source).map(String::as_str)
    }

    /// Returns true if a pattern matches every string.
    pub(crate) fn admits_all(&self, source: &str) -> bool {
        let admits_all = |compiled: &Compiled| matches!(compiled.matcher, Matcher::Always);
        match self.ids.get(source) {
            Some(id) => admits_all(self.get(*id)),
            None => self
                .read(source)
                .is_ok_and(|(_, compiled, _)| admits_all(&compiled)),
        }
    }

    /// Returns true if a pattern matches a string, or if the step budget does not suffice to decide it.
    pub(crate) fn admits(&self, source: &str, text: &str) -> bool {
        let admits = |compiled: &Compiled| compiled.is_match(text).unwrap_or(true);
        match self.ids.get(source) {
            Some(id) => admits(self.get(*id)),
            None => self
                .read(source)
                .is_ok_and(|(_, compiled, _)| admits(&compiled)),
        }
    }
}
