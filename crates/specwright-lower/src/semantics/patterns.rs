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

/// A pattern that compiles.
struct Reading {
    /// The pattern that was compiled.
    written: String,
    compiled: Compiled,
    /// The first error of the original, if it is in another dialect.
    fault: Option<Error>,
    /// True if the pattern is not read as written, but as its author intended it.
    is_intended: bool,
}

impl Reading {
    /// Compiles a pattern. One in another dialect is rewritten to ECMA-262 if it has an exact equivalent.
    fn exactly(source: &str) -> Result<Self, Error> {
        /// A bound on the number of rewritings.
        const FAULTS: usize = 16;
        let mut written = source.to_owned();
        let mut first = None;
        for _ in 0..FAULTS {
            let fault = match compile(&written) {
                Ok(compiled) => return Ok(Self::new(written, compiled, first)),
                Err(fault) => fault,
            };
            match fault.rewritten(&written) {
                Some(rewritten) => written = rewritten,
                None => return Err(first.unwrap_or(fault)),
            }
            first.get_or_insert(fault);
        }
        compile(&written).map(|compiled| Self::new(written, compiled, first))
    }

    /// Compiles a pattern as its author intended it, or else exactly.
    fn leniently(source: &str) -> Result<Self, Error> {
        let intended = intended(source).and_then(|it| Self::exactly(&it).ok());
        match intended {
            Some(reading) => Ok(Self {
                is_intended: true,
                ..reading
            }),
            None => Self::exactly(source),
        }
    }

    fn new(written: String, compiled: Compiled, fault: Option<Error>) -> Self {
        Self {
            written,
            compiled,
            fault,
            is_intended: false,
        }
    }
}

/// Returns the error of a pattern that does not compile, in a lenient run.
pub(crate) fn fault(source: &str) -> Option<Error> {
    Reading::leniently(source).err()
}

impl Patterns {
    /// Creates a set without patterns, for a lenient or strict run.
    pub(crate) fn new(leniency: Leniency) -> Self {
        Self {
            lenient: leniency == Leniency::Lenient,
            ..Self::default()
        }
    }

    /// Compiles a pattern as this run reads it.
    fn read(&self, source: &str) -> Result<Reading, Error> {
        match self.lenient {
            true => Reading::leniently(source),
            false => Reading::exactly(source),
        }
    }

    /// Returns the id of a pattern.
    pub(crate) fn add(&mut self, source: &str) -> Result<ir::PatternId, Error> {
        match self.ids.get(source) {
            Some(id) => Ok(*id),
            None => self.compile(source),
        }
    }

    fn compile(&mut self, source: &str) -> Result<ir::PatternId, Error> {
        let Reading {
            written,
            compiled,
            fault,
            is_intended,
        } = self.read(source)?;
        let id = match self.ids.get(&written) {
            Some(id) => *id,
            None => {
                let id = ir::PatternId(self.compiled.len() as u32);
                self.compiled.push((written.clone(), compiled));
                self.ids.insert(written.clone(), id);
                id
            }
        };
        if is_intended {
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
            None => self.read(source).is_ok_and(|it| admits_all(&it.compiled)),
        }
    }

    /// Returns true if a pattern matches a string, or if the step budget does not suffice to decide it.
    pub(crate) fn admits(&self, source: &str, text: &str) -> bool {
        let admits = |compiled: &Compiled| compiled.is_match(text).unwrap_or(true);
        match self.ids.get(source) {
            Some(id) => admits(self.get(*id)),
            None => self.read(source).is_ok_and(|it| admits(&it.compiled)),
        }
    }
}
