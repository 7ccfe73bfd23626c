//! The strategy by which the variant of a value is found: the first row that can be proved.
//!
//! | strategy      | holds if                                                                                    |
//! |---------------|---------------------------------------------------------------------------------------------|
//! | discriminator | the schema has one, every member is an object, and every member has values of its own       |
//! | JSON type     | no two members admit one JSON type                                                          |
//! | constants     | every member that is an object has its own constants of a property, or of several ([`constants`]); no two others admit one JSON type |
//! | order         | no value fits two members ([`disjoint`])                                                    |
//! | order         | `anyOf` of which at most one member is an object, and at most one an array: whichever is read keeps the value whole |
//! | exactly one   | `oneOf`: members are tried and counted; a property that only one of them requires proves nothing, as the others may have it |
//! | any           | `anyOf`: members are tried; of those that fit, the one that keeps most properties, or several if each keeps some that the others do not |
//!
//! Where members are tried, the constants of some of them select a member first, and the most specific member is tried first:
//! enums, then integers, then constrained values, then the rest ([`sort_for_trial`]).

use foldhash::HashSet;
use specwright_ir::UnionStrategy;
use specwright_spec::{Document, SchemaId, Types};

use super::disjoint::{self, pairs};
use super::{Member, constants, discriminator};
use crate::semantics::types::{overlap, types_of_merged};
use crate::semantics::{Choice, Merged};

/// Returns the strategy of a union, and sets the discriminator values and constants of its members.
pub(super) fn of(document: &Document, choice: Choice, members: &mut [Member<'_>]) -> UnionStrategy {
    if let Some(declared) = &document.schemas[choice.owner].discriminator
        && let Some(tag) =
            by_discriminator(document, choice.owner, &declared.property_name, members)
    {
        return tag;
    }
    if by_json_type(document, members) {
        return UnionStrategy::JsonType;
    }
    if constants::distinguish_all(document, members) {
        return UnionStrategy::Constants;
    }
    constants::distinguish_some(document, members);
    by_trial(document, choice, members)
}

/// Returns true if no two members admit one JSON type.
fn by_json_type(document: &Document, members: &[Member<'_>]) -> bool {
    let types: Option<Vec<Types>> = members
        .iter()
        .map(|member| types_of_merged(document, &member.merged))
        .collect();
    types.is_some_and(|types| pairs(&types).all(|(left, right)| !overlap(*left, *right)))
}

/// Returns the strategy of a union whose members have to be tried, in order or all of them.
fn by_trial(document: &Document, choice: Choice, members: &[Member<'_>]) -> UnionStrategy {
    if disjoint::all(document, members) {
        return UnionStrategy::Order;
    }
    let several = |holds: fn(Types) -> bool| {
        let types = members
            .iter()
            .map(|it| types_of_merged(document, &it.merged));
        types.filter(|types| types.is_none_or(holds)).count() > 1
    };
    match choice.one {
        true => UnionStrategy::One,
        false if several(|types| types.object) || several(|types| types.array) => {
            UnionStrategy::Any(None)
        }
        false => UnionStrategy::Order,
    }
}

/// Returns the discriminator strategy if each member has values of its own. A discriminator does not affect validity, so the other
/// strategies are as good.
fn by_discriminator(
    document: &Document,
    owner: SchemaId,
    property: &str,
    members: &mut [Member<'_>],
) -> Option<UnionStrategy> {
    let is_object = |member: &Member<'_>| {
        types_of_merged(document, &member.merged).is_some_and(|types| types.object)
    };
    if !members.iter().all(is_object) {
        return None;
    }
    let ids: Vec<SchemaId> = members.iter().map(|member| member.id).collect();
    let tags = discriminator::values(document, owner, &ids, property);
    let mut seen: HashSet<&String> = HashSet::default();
    if tags.iter().any(Vec::is_empty) || !tags.iter().flatten().all(|it| seen.insert(it)) {
        return None;
    }
    for (member, tags) in members.iter_mut().zip(tags) {
        member.tags = tags;
    }
    Some(UnionStrategy::Discriminator(property.to_owned()))
}

/// Sorts members that are tried in order: the most specific first, of each kind as written.
pub(crate) fn sort_for_trial(
    document: &Document,
    choice: Choice,
    strategy: &UnionStrategy,
    members: &mut [Member<'_>],
) {
    let is_tried = match strategy {
        UnionStrategy::One | UnionStrategy::Any(_) => true,
        // Of a `oneOf` in this order no value fits two members.
        UnionStrategy::Order => !choice.one,
        UnionStrategy::Discriminator(_) | UnionStrategy::Constants | UnionStrategy::JsonType => {
            false
        }
    };
    if is_tried {
        members.sort_by_key(|member| specificity(document, &member.merged));
    }
}

/// Returns the rank of a member among those that are tried: the most specific has the least. Integers come before numbers, which
/// would round large ones.
fn specificity(document: &Document, merged: &Merged<'_>) -> u8 {
    let formatted = merged.format.is_some() || merged.constrained.is_some();
    match types_of_merged(document, merged) {
        None => 5,
        Some(_) if merged.enumeration.is_some() => 0,
        Some(types) if types.integer && !types.number => 2 - u8::from(formatted),
        Some(types) if formatted && !types.object && !types.array => 3,
        Some(_) => 4,
    }
}
