//! Distinct names in a scope: all items claim names, then the scope is settled.
//!
//! 1. Every item claims its plain name; a rename claims its own name.
//! 2. If several items claim a name, the one with the highest precedence keeps it: renames before components before inline schemas;
//!    then the item that the document spells exactly so; then one that differs in case only; then one without punctuation at its
//!    ends. If several items have the highest precedence, none keeps the name.
//! 3. The others claim the next of their names: with the punctuation at the ends spelled out; with all punctuation spelled out; with a
//!    word for their kind; with a word for their spelling; the alternate name; and finally with a fingerprint.
//!
//! The names of an item depend on that item alone, and the order of items does not matter. Adding an item therefore changes no name
//! except one that it collides with.

use std::collections::HashMap;

use specwright_ir::Ident;

use super::case::{Kind, edged_name, fingerprint, has_edges, name, spelled_name, spelling};
use super::keywords::is_identifier;

/// The names that an item claims.
#[derive(Clone, Debug)]
pub(crate) struct Claim {
    first: String,
    further: Further,
    /// The name to claim before one with a fingerprint.
    alternate: Option<String>,
    disambiguator: Option<String>,
    rank: Rank,
    /// The distance of the name from the spelling in the document.
    distance: u8,
}

/// The names that an item claims after its first. They are computed on a collision only.
#[derive(Clone, Debug)]
enum Further {
    /// The names that are derived from a text.
    Of {
        text: String,
        kind: Kind,
        kind_word: String,
    },
    Given(Vec<String>),
}

/// The precedence of claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    /// A rename.
    Pinned,
    /// A name that generated code reserves.
    Reserved,
    /// An item that the document names: a component, a property.
    Named,
    /// An item that is named after its place.
    Inline,
    /// An item that is named after another item.
    Derived,
}

impl Claim {
    /// Claims the name of a text; `kind_word` is a word for the kind of item, or empty.
    pub(crate) fn new(text: &str, kind: Kind, rank: Rank, kind_word: &str) -> Self {
        let first = name(text, kind);
        let distance = match () {
            () if first == text => 0,
            () if first.eq_ignore_ascii_case(text) => 1,
            () => 2 + u8::from(has_edges(text)),
        };
        let further = Further::Of {
            text: text.to_owned(),
            kind,
            kind_word: kind_word.to_owned(),
        };
        Self {
            first,
            further,
            alternate: None,
            disambiguator: None,
            rank,
            distance,
        }
    }

    fn given(first: &str, others: Vec<String>, rank: Rank) -> Self {
        Self {
            first: first.to_owned(),
            further: Further::Given(others),
            alternate: None,
            disambiguator: None,
            rank,
            distance: 0,
        }
    }

    /// Claims exactly this name.
    pub(crate) fn pinned(name: &str) -> Self {
        Self::given(name, Vec::new(), Rank::Pinned)
    }

    /// Reserves a name.
    pub(crate) fn reserved(name: &str) -> Self {
        Self::given(name, Vec::new(), Rank::Reserved)
    }

    /// Claims the first of these names that is free.
    pub(crate) fn derived(names: &[&str]) -> Self {
        let (first, others) = names.split_first().unwrap_or((&"Other", &[]));
        Self::given(
            first,
            others.iter().map(|name| (*name).to_owned()).collect(),
            Rank::Derived,
        )
    }

    /// Returns true for a rename.
    pub(crate) fn is_pinned(&self) -> bool {
        self.rank == Rank::Pinned
    }

    /// Adds the name of this text, before the names with a fingerprint.
    pub(crate) fn with_alternate(mut self, text: &str) -> Self {
        if let Further::Of { kind, .. } = self.further {
            self.alternate = Some(name(text, kind));
        }
        self
    }

    /// Sets the text whose punctuation is spelled out on a collision.
    pub(crate) fn spelled(mut self, written: &str) -> Self {
        if let Further::Of { text, .. } = &mut self.further {
            written.clone_into(text);
        }
        self
    }

    /// Adds the plain name with a fingerprint of this text, which no other item has, as the last name.
    pub(crate) fn with_disambiguator(mut self, disambiguator: &str) -> Self {
        self.disambiguator = Some(disambiguator.to_owned());
        self
    }

    /// Returns all names that the item claims, in order.
    fn names(&self) -> Vec<String> {
        let mut names = vec![self.first.clone()];
        match &self.further {
            Further::Of {
                text,
                kind,
                kind_word,
            } => {
                let join = |word: &str| name(&format!("{} {word}", self.first), *kind);
                names.extend([edged_name(text, *kind), spelled_name(text, *kind)]);
                names.extend((!kind_word.is_empty()).then(|| join(kind_word)));
                names.extend([join(spelling(text))]);
                names.extend(self.alternate.clone());
                names.extend([join(&fingerprint(text))]);
            }
            Further::Given(others) => names.extend(others.iter().cloned()),
        }
        names.extend(self.disambiguator.as_ref().map(|disambiguator| {
            let plain = self.first.trim_end_matches('_');
            format!("{plain}{}", fingerprint(disambiguator))
        }));
        names.dedup();
        names
    }

    fn precedence(&self, level: usize) -> (usize, Rank, u8) {
        (level.min(1), self.rank, self.distance)
    }

    fn at(&self, level: usize) -> String {
        if level == 0 {
            return self.first.clone();
        }
        let names = self.names();
        match names.get(level) {
            Some(name) => name.clone(),
            // Reached only by items that are equal in every respect.
            None => format!("{}{}", self.first, "X".repeat(level + 1 - names.len())),
        }
    }
}

/// A name that several items claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Collision {
    /// The name.
    pub(crate) name: String,
    /// The items that had to claim another name.
    pub(crate) moved: Vec<usize>,
    /// Another item that claimed it.
    pub(crate) other: usize,
}

/// Settles a scope. Returns a name for each claim, in the order of the claims, and the collisions.
pub(crate) fn settle(claims: &[Claim]) -> (Vec<Ident>, Vec<Collision>) {
    let mut levels = vec![0; claims.len()];
    let mut collisions = Vec::new();
    // Each round moves at least one claim to its next name, or all but one of those without further names.
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

/// Returns the items that have to claim their next name.
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
    let precedence = |index: &usize| claims[*index].precedence(levels[*index]);
    let best = members.iter().map(precedence).min();
    let nearest: Vec<usize> = members
        .iter()
        .copied()
        .filter(|index| Some(precedence(index)) == best)
        .collect();
    let keeper = match nearest.as_slice() {
        [one] => Some(*one),
        // A duplicate rename, or items that are equal in every respect.
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

/// Returns true if the name of a rename is a valid identifier.
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
    fn equal_items_get_distinct_names() {
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
