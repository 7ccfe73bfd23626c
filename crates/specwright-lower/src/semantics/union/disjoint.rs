//! Unions of which no value fits two members.
//!
//! Two members are disjoint if they have no JSON type in common, or no value of their enums, or no value of a property that one of
//! them requires, or if one requires a property that the other, being closed, refuses.
//!
//! Comparing all pairs takes quadratic time. An enum of each member, or a property that all require with values that no two
//! share, is looked for first; else up to [`MAX_PAIRS`] pairs are compared, and a union with more is not known to be disjoint.

use foldhash::{HashMap, HashSet};
use specwright_spec::{AdditionalProperties, Document, Node, SchemaId, Types};

use super::Member;
use crate::semantics::types::{overlap, types_of_merged};
use crate::semantics::{Merged, parts};

/// Number of pairs of members that are compared.
const MAX_PAIRS: usize = 250_000;

/// The facts about a member by which it is compared.
pub(crate) struct Compared<'m, 'd> {
    merged: &'m Merged<'d>,
    types: Option<Types>,
    /// The properties that are enums, with their values.
    enums: Vec<(&'d str, &'d [Node])>,
    required: HashSet<&'d str>,
}

/// Returns true if no value is known to fit two members.
pub(crate) fn all(document: &Document, members: &[Member<'_>]) -> bool {
    let members: Vec<Compared<'_, '_>> = members
        .iter()
        .map(|member| Compared::new(document, &member.merged))
        .collect();
    if by_own_values(&members) || by_one_property(&members) {
        return true;
    }
    let count = members.len();
    let is_small = count.saturating_mul(count) / 2 <= MAX_PAIRS;
    pairs(&members)
        .take(MAX_PAIRS)
        .all(|(left, right)| left.differs(right))
        && is_small
}

/// Returns true if two sets of types have no value in common.
pub(crate) fn disjoint(left: &Option<Types>, right: &Option<Types>) -> bool {
    matches!((left, right), (Some(left), Some(right)) if !overlap(*left, *right))
}

/// Returns all pairs of some items.
pub(crate) fn pairs<T>(items: &[T]) -> impl Iterator<Item = (&T, &T)> {
    items
        .iter()
        .enumerate()
        .flat_map(|(index, left)| items[index + 1..].iter().map(move |right| (left, right)))
}

/// Returns true if each member is an enum, and no two have a value in common.
fn by_own_values(members: &[Compared<'_, '_>]) -> bool {
    let own = |it: &Compared<'_, '_>| {
        it.merged
            .enumeration
            .as_ref()
            .map(|(_, values)| canonical(values.iter().copied()))
    };
    let mut seen = HashSet::default();
    members
        .iter()
        .all(|it| own(it).is_some_and(|values| all_new(&mut seen, values)))
}

/// Returns true if every member is an object and requires a property of which no two members have a value in common.
fn by_one_property(members: &[Compared<'_, '_>]) -> bool {
    let Some((first, others)) = members.split_first() else {
        return true;
    };
    let mut seen: HashMap<&str, HashSet<String>> = first.discriminating().collect();
    for member in others {
        let mut known = std::mem::take(&mut seen);
        for (name, values) in member.discriminating() {
            if let Some(mut all) = known.remove(name)
                && all_new(&mut all, values)
            {
                seen.insert(name, all);
            }
        }
        if seen.is_empty() {
            return false;
        }
    }
    true
}

/// Adds values to those seen so far; returns false if one of them was seen before.
fn all_new(seen: &mut HashSet<String>, values: HashSet<String>) -> bool {
    values.into_iter().all(|value| seen.insert(value))
}

fn canonical<'v>(values: impl IntoIterator<Item = &'v Node>) -> HashSet<String> {
    values.into_iter().map(|value| value.canonical()).collect()
}

impl<'m, 'd> Compared<'m, 'd> {
    pub(crate) fn new(document: &'d Document, merged: &'m Merged<'d>) -> Self {
        Self {
            merged,
            types: types_of_merged(document, merged),
            enums: enums(document, merged),
            required: merged.required.iter().map(|(name, _)| *name).collect(),
        }
    }

    fn is_object(&self) -> bool {
        self.types
            == Some(Types {
                object: true,
                ..Types::default()
            })
    }

    /// Returns the required properties of an object that are enums, with their values.
    fn discriminating(&self) -> impl Iterator<Item = (&'d str, HashSet<String>)> {
        let enums = self.enums.iter().filter(|_| self.is_object());
        let required = enums.filter(|(name, _)| self.required.contains(name));
        required.map(|(name, values)| (*name, canonical(*values)))
    }

    /// Returns true if no value fits both members.
    pub(crate) fn differs(&self, other: &Self) -> bool {
        disjoint(&self.types, &other.types)
            || differ_by_enum(self.merged, other.merged)
            || self.differs_by_property(other)
    }

    /// Returns true if no object fits both: one requires a property that the other refuses, or the enums of a required property have
    /// no common value.
    fn differs_by_property(&self, other: &Self) -> bool {
        if !self.is_object() || !other.is_object() {
            return false;
        }
        let differ = |(name, values): &(&str, &[Node])| {
            let theirs = other.enums.iter().find(|(other, _)| other == name);
            let required = self.required.contains(name) || other.required.contains(name);
            required
                && theirs.is_some_and(|(_, others)| {
                    !values
                        .iter()
                        .any(|it| others.iter().any(|other| other.same_value(it)))
                })
        };
        self.is_refused(other) || other.is_refused(self) || self.enums.iter().any(differ)
    }

    /// Returns true if the other is closed, and refuses a property that this one requires.
    fn is_refused(&self, other: &Self) -> bool {
        let closed = other
            .merged
            .additional
            .iter()
            .any(|(_, it)| *it == AdditionalProperties::Allowed(false));
        let has = |name: &&&str| {
            other.required.contains(**name)
                || other.merged.properties.iter().any(|(it, _)| it == *name)
        };
        closed && !self.required.iter().all(|name| has(&name))
    }
}

/// Returns true if two enums have no common value.
fn differ_by_enum(left: &Merged<'_>, right: &Merged<'_>) -> bool {
    match (&left.enumeration, &right.enumeration) {
        (Some((_, left)), Some((_, right))) => !left
            .iter()
            .any(|value| right.iter().any(|it| it.same_value(value))),
        _ => false,
    }
}

/// Returns the properties of an object that are enums, with their values.
fn enums<'d>(document: &'d Document, merged: &Merged<'d>) -> Vec<(&'d str, &'d [Node])> {
    let listed = |(name, schemas): &(&'d str, Vec<SchemaId>)| {
        let values = parts(document, schemas)
            .iter()
            .find_map(|id| document.schemas[*id].enumeration.as_deref())?;
        Some((*name, values))
    };
    merged.properties.iter().filter_map(listed).collect()
}
