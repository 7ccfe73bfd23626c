//! Distinct names in a scope: all items claim names, then the scope is settled.
//!
//! 1. Every item claims its plain name, or the shorter ones before it that an option adds; a rename claims its own name.
//! 2. If several items claim a name, the one with the highest precedence keeps it: renames before components before inline schemas;
//!    then the item that the document spells exactly so; then one that differs in case only; then one without punctuation at its
//!    ends. If several items have the highest precedence, none keeps the name.
//! 3. The others claim the next of their names: with the punctuation at the ends spelled out; with all punctuation spelled out; with a
//!    word for their kind; the alternate name; with a word for their spelling.
//! 4. Items that have claimed all their names in vain get their plain name with the words in which their places differ, else after an
//!    ordinal, in the order of their places ([`apart`](super::apart)).
//!
//! Except in the last step, the names of an item depend on that item alone, and the order of items never matters. Adding an item
//! therefore changes no name except one that it collides with.

use std::collections::BTreeMap;

use foldhash::{HashMap, HashMapExt as _};
use specwright_ir::Ident;

use super::apart;
use super::case::{Kind, edged_name, has_edges, name, spelled_name, spelling};
use super::keywords::is_identifier;

/// The names that an item claims.
#[derive(Clone, Debug)]
pub(crate) struct Claim {
    first: String,
    kind: Kind,
    /// The names to claim before the first.
    shorter: Vec<String>,
    further: Further,
    /// Another name, from something else in the item.
    alternate: Option<String>,
    /// The place of the item, or the text that it is named after: what no other item of the scope has.
    place: String,
    /// True if the words of the place say something.
    has_words: bool,
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
        kind_word: String,
    },
    /// The names that are derived from words, whose punctuation means nothing.
    OfWords {
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
            kind_word: kind_word.to_owned(),
        };
        Self {
            first,
            kind,
            shorter: Vec::new(),
            further,
            alternate: None,
            place: text.to_owned(),
            has_words: true,
            rank,
            distance,
        }
    }

    /// Claims the name of words that the generator chose, whose punctuation and spelling mean nothing.
    pub(crate) fn of_words(words: &str, kind: Kind, rank: Rank, kind_word: &str) -> Self {
        Self {
            further: Further::OfWords {
                kind_word: kind_word.to_owned(),
            },
            ..Self::new(words, kind, rank, "")
        }
    }

    fn given(first: &str, others: Vec<String>, rank: Rank) -> Self {
        let is_upper = first.starts_with(char::is_uppercase);
        Self {
            first: first.to_owned(),
            kind: if is_upper { Kind::Type } else { Kind::Field },
            shorter: Vec::new(),
            further: Further::Given(others),
            alternate: None,
            place: first.to_owned(),
            has_words: true,
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
    pub(crate) fn first_of(names: &[&str], rank: Rank) -> Self {
        let (first, others) = names.split_first().unwrap_or((&"Other", &[]));
        let others = others.iter().map(|name| (*name).to_owned());
        Self::given(first, others.collect(), rank)
    }

    /// Claims the first of these names that is free, for an item that is named after another.
    pub(crate) fn derived(names: &[&str]) -> Self {
        Self::first_of(names, Rank::Derived)
    }

    /// Returns true for a rename.
    pub(crate) fn is_pinned(&self) -> bool {
        self.rank == Rank::Pinned
    }

    /// Adds the name of this text.
    pub(crate) fn with_alternate(mut self, text: &str) -> Self {
        self.alternate = Some(name(text, self.kind));
        self
    }

    /// Sets the place of the item: what distinguishes it from all others of the scope.
    pub(crate) fn with_place(mut self, place: &str) -> Self {
        place.clone_into(&mut self.place);
        self
    }

    /// Claims these names first. An item whose plain name is one of them takes precedence.
    pub(crate) fn with_shorter(mut self, names: Vec<String>) -> Self {
        if !names.is_empty() {
            self.distance = u8::MAX;
        }
        self.shorter = names;
        self
    }

    /// Sets the number of uses: of several items that claim a name alike, the one that is used most keeps it.
    pub(crate) fn with_uses(mut self, uses: usize) -> Self {
        self.distance = u8::MAX - u8::try_from(uses).unwrap_or(u8::MAX);
        self
    }

    /// Sets a text that no other item of the scope has, and that has no words: equal items get ordinals in the order of these texts.
    pub(crate) fn with_order(mut self, text: &str) -> Self {
        text.clone_into(&mut self.place);
        self.has_words = false;
        self
    }

    /// Returns all names that the item claims, in order.
    fn names(&self) -> Vec<String> {
        let mut names = self.shorter.clone();
        names.push(self.first.clone());
        let join = |word: &str| apart::joined(&self.first, word, self.kind);
        let with_kind = |word: &String| (!word.is_empty()).then(|| join(word));
        match &self.further {
            Further::Of { text, kind_word } => {
                names.extend([edged_name(text, self.kind), spelled_name(text, self.kind)]);
                names.extend(with_kind(kind_word));
                names.extend(self.alternate.clone());
                // The spelling of a text that is a name already says nothing.
                names.extend((*text != self.first).then(|| join(spelling(text))));
            }
            Further::OfWords { kind_word } => {
                names.extend(with_kind(kind_word));
                names.extend(self.alternate.clone());
            }
            Further::Given(others) => names.extend(others.iter().cloned()),
        }
        names.dedup();
        names
    }

    fn precedence(&self, level: usize) -> (usize, Rank, u8) {
        (level.min(1), self.rank, self.distance)
    }

    /// Returns the name that the item claims at a level; none if it has claimed all.
    fn at(&self, level: usize) -> Option<String> {
        match level {
            0 if self.shorter.is_empty() => Some(self.first.clone()),
            _ => self.names().into_iter().nth(level),
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
    // Each round moves at least one claim to its next name, of which there are a few.
    loop {
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
    let claimed = claims.iter().zip(&levels);
    let mut names: Vec<Option<String>> = claimed.map(|(claim, level)| claim.at(*level)).collect();
    tell_apart(claims, &mut names);
    let names = names.into_iter().flatten().map(Ident::new).collect();
    (names, collisions)
}

/// Names the items that have claimed all their names in vain.
fn tell_apart(claims: &[Claim], names: &mut [Option<String>]) {
    let mut taken = apart::Names::new(names.iter().flatten().cloned().collect());
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, claim) in claims.iter().enumerate() {
        if names[index].is_none() {
            groups.entry(&claim.first).or_default().push(index);
        }
    }
    for (first, mut members) in groups {
        members.sort_by_key(|index| &claims[*index].place);
        let places: Vec<&str> = members.iter().map(|it| &*claims[*it].place).collect();
        for (index, words) in members.into_iter().zip(apart::words(&places)) {
            let claim = &claims[index];
            let words = if claim.has_words { &*words } else { "" };
            names[index] = Some(taken.take(first, words, claim.kind));
        }
    }
}

/// Returns the items that have to claim their next name.
fn collide(claims: &[Claim], levels: &[usize]) -> Vec<Collision> {
    let mut groups: HashMap<String, Vec<usize>> = HashMap::with_capacity(claims.len());
    for (index, claim) in claims.iter().enumerate() {
        if let Some(name) = claim.at(levels[index]) {
            groups.entry(name).or_default().push(index);
        }
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
        // A duplicate rename, or a name that is reserved twice.
        [first, ..] if claims[*first].rank <= Rank::Reserved => Some(*first),
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
    fn equal_items_are_numbered() {
        for (texts, kind, numbered) in [
            (["a"; 3], Kind::Field, ["a", "a_second", "a_third"]),
            (["A"; 3], Kind::Type, ["A", "SecondA", "ThirdA"]),
            (["A1"; 3], Kind::Type, ["A1", "SecondA1", "ThirdA1"]),
        ] {
            assert_eq!(names(&texts, kind), numbered);
        }
    }

    #[test]
    fn equal_items_are_named_after_what_their_places_differ_in() {
        for (first, second, [one, two]) in [
            (
                "/components/parameters/x-id/schema",
                "/components/headers/x-id/schema",
                ["XIdParameter", "XIdHeader"],
            ),
            (
                "/paths/~1a~1{id}/get/responses/200/content/application~1json/schema",
                "/paths/~1a~1{id}/get/responses/404/content/text~1plain/schema",
                ["XId200Json", "XId404TextPlain"],
            ),
            (
                "/components/schemas/Pet /components/schemas/Base",
                "/components/schemas/Pet",
                ["XIdBase", "XId"],
            ),
        ] {
            let claim =
                |place| Claim::of_words("XId", Kind::Type, Rank::Inline, "").with_place(place);
            let names = settle(&[claim(first), claim(second)]).0;
            assert_eq!(names, [one, two].map(Ident::new));
        }
    }
}
