//! Names that have to differ: all are gathered, then the scope is settled.
//!
//! 1. Every item asks for its plain name; a rename asks for its own, before all others.
//! 2. Where several ask for one name, the one that is nearest to it keeps it: pinned before component before inline; then the
//!    one that the document spells just so; then but for upper and lower case; then the one without
//!    punctuation at its ends. If that is not one item, none keeps it.
//! 3. The others ask for the next of their names: with the punctuation at their ends spelled out, then all of it, with a word for what they are, with a
//!    word for how they are spelled, what else they may be called, at last with a fingerprint of what they are called.
//!
//! Every name an item asks for is made from that item alone, and the order of items is never looked at, so an item that is
//! added changes no name but one that it collides with.

use std::collections::HashMap;

use specwright_ir::Ident;

use super::case::{Kind, edged_name, fingerprint, has_edges, name, spelled_name, spelling};
use super::keywords::is_identifier;

/// An item that asks for a name.
#[derive(Clone, Debug)]
pub(crate) struct Claim {
    first: String,
    others: Others,
    /// What it may be called as well, before a fingerprint is needed.
    alternate: Option<String>,
    disambiguator: Option<String>,
    rank: Rank,
    /// How far the name is from the document's spelling.
    distance: u8,
}

/// The names that an item asks for after its first, made only where they are needed.
#[derive(Clone, Debug)]
enum Others {
    /// Those of a text.
    Of {
        text: String,
        kind: Kind,
        what: String,
    },
    Given(Vec<String>),
}

/// Who comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    /// A rename.
    Pinned,
    /// A name that generated code uses itself.
    Reserved,
    /// An item whose name is promised: a component, a property.
    Named,
    /// An item that is named after the place where it stands.
    Inline,
    /// A name that is made from another name.
    Derived,
}

impl Claim {
    /// Asks for the name of a text; `what` is a word for the kind of item, if there is one.
    pub(crate) fn new(text: &str, kind: Kind, rank: Rank, what: &str) -> Self {
        let first = name(text, kind);
        let distance = match () {
            () if first == text => 0,
            () if first.eq_ignore_ascii_case(text) => 1,
            () => 2 + u8::from(has_edges(text)),
        };
        let others = Others::Of {
            text: text.to_owned(),
            kind,
            what: what.to_owned(),
        };
        Self {
            first,
            others,
            alternate: None,
            disambiguator: None,
            rank,
            distance,
        }
    }

    fn given(first: &str, others: Vec<String>, rank: Rank) -> Self {
        Self {
            first: first.to_owned(),
            others: Others::Given(others),
            alternate: None,
            disambiguator: None,
            rank,
            distance: 0,
        }
    }

    /// Asks for exactly this name.
    pub(crate) fn pinned(name: &str) -> Self {
        Self::given(name, Vec::new(), Rank::Pinned)
    }

    /// A name that is taken.
    pub(crate) fn reserved(name: &str) -> Self {
        Self::given(name, Vec::new(), Rank::Reserved)
    }

    /// Asks for the first of these names that is free.
    pub(crate) fn derived(names: &[&str]) -> Self {
        let (first, others) = names.split_first().unwrap_or((&"Other", &[]));
        Self::given(
            first,
            others.iter().map(|name| (*name).to_owned()).collect(),
            Rank::Derived,
        )
    }

    /// Whether this is a rename.
    pub(crate) fn is_pinned(&self) -> bool {
        self.rank == Rank::Pinned
    }

    /// Asks for the name of this text as well, before anything that people cannot read.
    pub(crate) fn with_alternate(mut self, text: &str) -> Self {
        if let Others::Of { kind, .. } = self.others {
            self.alternate = Some(name(text, kind));
        }
        self
    }

    /// Spells the punctuation of this text, from which the first name was made, where it is needed.
    pub(crate) fn spelled(mut self, written: &str) -> Self {
        if let Others::Of { text, .. } = &mut self.others {
            written.clone_into(text);
        }
        self
    }

    /// If all else fails, asks for the plain name with a fingerprint of this text, which no other item has.
    pub(crate) fn with_disambiguator(mut self, disambiguator: &str) -> Self {
        self.disambiguator = Some(disambiguator.to_owned());
        self
    }

    /// Every name that the item asks for, in order.
    fn names(&self) -> Vec<String> {
        let mut names = vec![self.first.clone()];
        match &self.others {
            Others::Of { text, kind, what } => {
                let join = |word: &str| name(&format!("{} {word}", self.first), *kind);
                names.extend([edged_name(text, *kind), spelled_name(text, *kind)]);
                names.extend((!what.is_empty()).then(|| join(what)));
                names.extend([join(spelling(text))]);
                names.extend(self.alternate.clone());
                names.extend([join(&fingerprint(text))]);
            }
            Others::Given(others) => names.extend(others.iter().cloned()),
        }
        names.extend(self.disambiguator.as_ref().map(|disambiguator| {
            let plain = self.first.trim_end_matches('_');
            format!("{plain}{}", fingerprint(disambiguator))
        }));
        names.dedup();
        names
    }

    fn standing(&self, level: usize) -> (usize, Rank, u8) {
        (level.min(1), self.rank, self.distance)
    }

    fn at(&self, level: usize) -> String {
        if level == 0 {
            return self.first.clone();
        }
        let names = self.names();
        match names.get(level) {
            Some(name) => name.clone(),
            // Beyond fingerprints; reached only by items that are the same in every respect.
            None => format!("{}{}", self.first, "X".repeat(level + 1 - names.len())),
        }
    }
}

/// A name that several items asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Collision {
    /// The name.
    pub(crate) name: String,
    /// The items that had to take another one.
    pub(crate) moved: Vec<usize>,
    /// Another item that asked for it.
    pub(crate) other: usize,
}

/// Settles a scope: a name for each claim, in the order of the claims, and what collided.
pub(crate) fn settle(claims: &[Claim]) -> (Vec<Ident>, Vec<Collision>) {
    let mut levels = vec![0; claims.len()];
    let mut collisions = Vec::new();
    // Each round moves at least one claim to its next name, or all but one of those that have no more.
    for _ in 0..32 + claims.len() {
        let moved = collide(claims, &levels);
        if moved.is_empty() {
            break;
        }
        for collision in &moved {
            for &index in &collision.moved {
                levels[index] += 1;
            }
        }
        collisions.extend(moved);
    }
    let names = claims
        .iter()
        .zip(&levels)
        .map(|(claim, level)| Ident::new(claim.at(*level)))
        .collect();
    (names, collisions)
}

/// The items that have to ask for their next name.
fn collide(claims: &[Claim], levels: &[usize]) -> Vec<Collision> {
    let mut groups: HashMap<String, Vec<usize>> = HashMap::with_capacity(claims.len());
    for (index, claim) in claims.iter().enumerate() {
        groups
            .entry(claim.at(levels[index]))
            .or_default()
            .push(index);
    }
    let mut collisions: Vec<Collision> = groups
        .into_iter()
        .filter(|(_, members)| members.len() > 1)
        .map(|(name, members)| yielding(claims, levels, name, members))
        .collect();
    collisions.sort_by(|left, right| left.name.cmp(&right.name));
    collisions
}

fn yielding(claims: &[Claim], levels: &[usize], name: String, members: Vec<usize>) -> Collision {
    let standing = |index: &usize| claims[*index].standing(levels[*index]);
    let best = members.iter().map(standing).min();
    let nearest: Vec<usize> = members
        .iter()
        .copied()
        .filter(|index| Some(standing(index)) == best)
        .collect();
    let keeper = match nearest.as_slice() {
        [one] => Some(*one),
        // The same rename twice, or items that are the same in every respect.
        [first, ..] if levels[*first] + 1 >= claims[*first].names().len() => Some(*first),
        _ => None,
    };
    let moved: Vec<usize> = members
        .iter()
        .copied()
        .filter(|index| Some(*index) != keeper)
        .collect();
    Collision {
        name,
        other: keeper.unwrap_or(members[0]),
        moved,
    }
}

/// Whether a name of a rename can be written.
pub(crate) fn is_valid(name: &str) -> bool {
    is_identifier(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(texts: &[&str], kind: Kind) -> Vec<String> {
        let claims: Vec<Claim> = texts
            .iter()
            .map(|text| Claim::new(text, kind, Rank::Named, ""))
            .collect();
        settle(&claims)
            .0
            .iter()
            .map(|name| name.as_str().to_owned())
            .collect()
    }

    #[test]
    fn collisions_are_settled_by_the_items() {
        for (texts, settled) in [
            (["red", "Red"], ["RedLower", "Red"]),
            (["RED", "red"], ["RedUpper", "RedLower"]),
            (["foo-bar", "FooBar"], ["FooDashBar", "FooBar"]),
            (["+1", "-1"], ["Plus1", "Minus1"]),
            (["begin_at", "-begin_at"], ["BeginAt", "DashBeginAt"]),
            (["tab.shown", "tabShown"], ["TabDotShown", "TabShown"]),
            (["", "empty"], ["EmptyPlain", "Empty"]),
        ] {
            assert_eq!(names(&texts, Kind::Variant), settled);
            let reversed: Vec<&str> = texts.iter().rev().copied().collect();
            assert_eq!(
                names(&reversed, Kind::Variant),
                settled.iter().rev().copied().collect::<Vec<_>>()
            );
        }
        assert_eq!(names(&["_id", "id"], Kind::Field), ["underscore_id", "id"]);
    }

    #[test]
    fn items_that_are_the_same_are_told_apart() {
        let names = names(&["a", "a", "a"], Kind::Field);
        assert_eq!(
            names
                .iter()
                .collect::<std::collections::BTreeSet<_>>()
                .len(),
            3,
            "{names:?}"
        );
    }
}
