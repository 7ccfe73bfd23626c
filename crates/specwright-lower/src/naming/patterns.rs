//! The names of patterns. A pattern is named after its first user: components come before inline schemas, both in the order of names.

use foldhash::HashSet;
use specwright_ir::{self as ir, PatternId};

use super::derived::pattern_constant;
use super::{Claim, Kind, Rank, name, settle};
use crate::semantics::patterns::Patterns;

/// The names of the users of each pattern, by its id; `true` for an inline schema.
#[derive(Debug, Default)]
pub(crate) struct PatternUsers(Vec<Vec<(bool, String)>>);

impl PatternUsers {
    /// Registers a component or an inline schema that uses a pattern.
    pub(crate) fn add(&mut self, id: PatternId, user: &str, inline: bool) {
        let index = id.0 as usize;
        if self.0.len() <= index {
            self.0.resize_with(index + 1, Vec::new);
        }
        self.0[index].push((inline, name(user, Kind::Function)));
    }

    /// Returns the patterns of the IR that are used, sorted by name, and the new id of each.
    pub(crate) fn name(
        self,
        patterns: &Patterns,
        used: &HashSet<PatternId>,
    ) -> (Vec<ir::Pattern>, Vec<PatternId>) {
        let first = |users: &Vec<(bool, String)>| users.iter().min().map(|(_, user)| user.clone());
        let compiled = patterns.compiled();
        let claims: Vec<Claim> = self
            .0
            .iter()
            .zip(compiled)
            .map(|(users, (source, _))| {
                let text = format!("matches {}", first(users).unwrap_or_default());
                Claim::of_words(&text, Kind::Function, Rank::Inline, "").with_order(source)
            })
            .collect();
        let (names, _) = settle(&claims);
        let mut order: Vec<usize> = (0..names.len())
            .filter(|index| used.contains(&PatternId(*index as u32)))
            .collect();
        order.sort_by(|left, right| names[*left].cmp(&names[*right]));
        let mut ids = vec![PatternId(0); names.len()];
        for (new, old) in order.iter().enumerate() {
            ids[*old] = PatternId(new as u32);
        }
        let pattern = |old: &usize| ir::Pattern {
            name: names[*old].clone(),
            constant: pattern_constant(&names[*old]),
            source: compiled[*old].0.clone(),
            matcher: compiled[*old].1.matcher.clone(),
        };
        (order.iter().map(pattern).collect(), ids)
    }
}
