//! Patterns: compiled once each, named after the first of their users: of the components, else of the inline schemas, in the
//! order of names.

use std::collections::{HashMap, HashSet};

use specwright_ir as ir;
use specwright_pattern::{Compiled, Error, Matcher, compile};

use crate::naming::{Claim, Kind, Rank, name, settle};

/// The distinct patterns of a document.
#[derive(Debug, Default)]
pub(crate) struct Patterns {
    compiled: Vec<(String, Compiled)>,
    ids: HashMap<String, ir::PatternId>,
    /// Who uses each: components first.
    users: Vec<Vec<(bool, String)>>,
}

impl Patterns {
    /// The id of a pattern that a type of this name uses, be it a component or inline.
    pub(crate) fn add(
        &mut self,
        source: &str,
        user: &str,
        inline: bool,
    ) -> Result<ir::PatternId, Error> {
        let id = match self.ids.get(source) {
            Some(id) => *id,
            None => {
                let id = ir::PatternId(self.compiled.len() as u32);
                self.compiled.push((source.to_owned(), compile(source)?));
                self.users.push(Vec::new());
                self.ids.insert(source.to_owned(), id);
                id
            }
        };
        self.users[id.0 as usize].push((inline, name(user, Kind::Function)));
        Ok(id)
    }

    /// A compiled pattern.
    pub(crate) fn get(&self, id: ir::PatternId) -> &Compiled {
        &self.compiled[id.0 as usize].1
    }

    /// Whether a pattern admits every text.
    pub(crate) fn admits_all(&self, source: &str) -> bool {
        let admits_all = |compiled: &Compiled| matches!(compiled.matcher, Matcher::Always);
        match self.ids.get(source) {
            Some(id) => admits_all(self.get(*id)),
            None => compile(source).is_ok_and(|compiled| admits_all(&compiled)),
        }
    }

    /// Whether a pattern admits a text, as far as that can be told without an engine.
    pub(crate) fn admits(&self, source: &str, text: &str) -> bool {
        let admits = |compiled: &Compiled| compiled.is_match(text).unwrap_or(true);
        match self.ids.get(source) {
            Some(id) => admits(self.get(*id)),
            None => compile(source).is_ok_and(|compiled| admits(&compiled)),
        }
    }

    /// The patterns that are used as the IR has them, sorted by name, and the new id of each.
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
                Claim::new(&text, Kind::Function, Rank::Placed, "").or_by(source)
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
            source: self.compiled[*old].0.clone(),
            matcher: matcher(&self.compiled[*old].1.matcher),
        };
        (order.iter().map(pattern).collect(), ids)
    }
}

fn matcher(matcher: &Matcher) -> ir::Matcher {
    match matcher {
        Matcher::Always => ir::Matcher::Always,
        Matcher::Never => ir::Matcher::Never,
        Matcher::Runs(runs) => ir::Matcher::Runs(
            runs.iter()
                .map(|run| ir::Run {
                    set: ir::AsciiSet(run.set.ranges().collect()),
                    min: run.min,
                    max: run.max,
                })
                .collect(),
        ),
        Matcher::Table(table) => ir::Matcher::Table(ir::Table {
            classes: Box::new(table.classes),
            stride: table.stride,
            transitions: table.transitions.clone(),
            start: table.start,
            forever: table.forever,
            live: table.live,
            accepting: table.accepting,
        }),
        Matcher::Engine(engine) => ir::Matcher::Engine(engine.unicode),
    }
}
