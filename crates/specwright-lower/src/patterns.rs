//! The distinct patterns of a document, each compiled once and named after its first user: components come before inline schemas, both
//! in the order of names.

use std::collections::{HashMap, HashSet};

use specwright_ir as ir;
use specwright_pattern::{Compiled, Error, Matcher, compile};

use crate::naming::derived::pattern_constant;
use crate::naming::{Claim, Kind, Rank, name, settle};

/// The distinct patterns of a document.
#[derive(Debug, Default)]
pub(crate) struct Patterns {
    compiled: Vec<(String, Compiled)>,
    ids: HashMap<String, ir::PatternId>,
    /// The syntax errors of patterns in another dialect, by their source.
    foreign: HashMap<String, Error>,
    /// The names of the users of each pattern; `true` for an inline schema.
    users: Vec<Vec<(bool, String)>>,
}

/// Compiles a pattern. One in another dialect is rewritten to ECMA-262 if it has an exact equivalent. Returns the source that was
/// compiled, and the first error of the original.
fn read(source: &str) -> Result<(String, Compiled, Option<Error>), Error> {
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

/// Returns the error of a pattern that does not compile.
pub(crate) fn fault(source: &str) -> Option<Error> {
    read(source).err()
}

impl Patterns {
    /// Returns the id of a pattern, and registers the component or inline schema that uses it.
    pub(crate) fn add(
        &mut self,
        source: &str,
        user: &str,
        inline: bool,
    ) -> Result<ir::PatternId, Error> {
        let id = match self.ids.get(source) {
            Some(id) => *id,
            None => self.compile(source)?,
        };
        self.users[id.0 as usize].push((inline, name(user, Kind::Function)));
        Ok(id)
    }

    fn compile(&mut self, source: &str) -> Result<ir::PatternId, Error> {
        let (written, compiled, fault) = read(source)?;
        let id = match self.ids.get(&written) {
            Some(id) => *id,
            None => {
                let id = ir::PatternId(self.compiled.len() as u32);
                self.compiled.push((written.clone(), compiled));
                self.users.push(Vec::new());
                self.ids.insert(written, id);
                id
            }
        };
        if let Some(fault) = fault {
            self.ids.insert(source.to_owned(), id);
            self.foreign.insert(source.to_owned(), fault);
        }
        Ok(id)
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

    /// Returns true if a pattern matches every string.
    pub(crate) fn admits_all(&self, source: &str) -> bool {
        let admits_all = |compiled: &Compiled| matches!(compiled.matcher, Matcher::Always);
        match self.ids.get(source) {
            Some(id) => admits_all(self.get(*id)),
            None => read(source).is_ok_and(|(_, compiled, _)| admits_all(&compiled)),
        }
    }

    /// Returns true if a pattern matches a string, or if the step budget does not suffice to decide it.
    pub(crate) fn admits(&self, source: &str, text: &str) -> bool {
        let admits = |compiled: &Compiled| compiled.is_match(text).unwrap_or(true);
        match self.ids.get(source) {
            Some(id) => admits(self.get(*id)),
            None => read(source).is_ok_and(|(_, compiled, _)| admits(&compiled)),
        }
    }

    /// Returns the patterns of the IR that are used, sorted by name, and the new id of each.
    pub(crate) fn finish(
        self,
        used: &HashSet<ir::PatternId>,
    ) -> (Vec<ir::Pattern>, Vec<ir::PatternId>) {
        let first = |users: &Vec<(bool, String)>| users.iter().min().map(|(_, user)| user.clone());
        let claims: Vec<Claim> = self
            .users
            .iter()
            .zip(&self.compiled)
            .map(|(users, (source, _))| {
                let text = format!("matches {}", first(users).unwrap_or_default());
                Claim::of_words(&text, Kind::Function, Rank::Inline, "").with_order(source)
            })
            .collect();
        let (names, _) = settle(&claims);
        let mut order: Vec<usize> = (0..names.len())
            .filter(|index| used.contains(&ir::PatternId(*index as u32)))
            .collect();
        order.sort_by(|left, right| names[*left].cmp(&names[*right]));
        let mut ids = vec![ir::PatternId(0); names.len()];
        for (new, old) in order.iter().enumerate() {
            ids[*old] = ir::PatternId(new as u32);
        }
        let pattern = |old: &usize| ir::Pattern {
            name: names[*old].clone(),
            constant: pattern_constant(&names[*old]),
            source: self.compiled[*old].0.clone(),
            matcher: self.compiled[*old].1.matcher.clone(),
        };
        (order.iter().map(pattern).collect(), ids)
    }
}
