//! Classifies a `oneOf` or `anyOf`: the one place that decides what becomes of it.
//!
//! The first row that holds is the classification. Rows are decided in three steps, since each needs the result of the step
//! before: [`written`] looks at the keyword alone, [`role`] at the schemas that hold beside it, and [`classify`] at each member
//! merged with those schemas.
//!
//! | step         | the keyword …                                                    | is                             | and becomes                        |
//! |--------------|------------------------------------------------------------------|--------------------------------|------------------------------------|
//! | [`written`]  | is absent or empty                                               | [`Written::Absent`]            | nothing                            |
//! |              | has no member but null                                           | [`Written::OnlyNull`]          | null                               |
//! |              | has one alternative: null, `false` and repetitions aside         | [`Written::Single`]            | that schema, as in `allOf`         |
//! | [`role`]     | has members that only constrain the type beside it               | [`Role::Constraints`]          | an assertion of the keyword        |
//! |              | belongs to a parent that lists its children, and is in a child      | [`Role::OfParent`]           | nothing: the child is one member   |
//! |              | has members without a type, with `untyped = "any"`               | [`Role::Untyped`]              | an assertion of the schema         |
//! |              | has too many combinations with the unions before it              | [`Role::Excess`]               | an assertion, with a warning       |
//! | [`classify`] | contains itself, through unions alone                            | [`Classification::Recursive`]  | a gap                              |
//! |              | has no member that admits a value; null is left                  | [`Classification::OnlyNull`]   | null                               |
//! |              | has no member that admits a value                                | [`Classification::Never`]      | a type without values              |
//! |              | has inline enums of scalars only                                 | [`Classification::Listed`]     | one enum of all values             |
//! |              | is an `anyOf` of inline enums of strings and any string          | [`Classification::Listed`], open | one enum, of any string            |
//! |              | is anything else                                                 | [`Classification::Union`]      | an enum with a variant per member  |
//!
//! The strategy of a union, by which the variant of a value is found, has a table of its own in [`strategy`](super::strategy).

use foldhash::HashSet;
use specwright_ir::UnionStrategy;
use specwright_spec::{Document, Schema, SchemaId};

use super::enum_members::{self, ListedValue};
use super::member::Member;
use super::strategy;
use crate::Untyped;
use crate::semantics::all_of::closure;
use crate::semantics::choice::is_false;
use crate::semantics::constraint_only_members::are_constraint_only;
use crate::semantics::null::is_null;
use crate::semantics::patterns::Patterns;
use crate::semantics::{Choice, Contradiction, Merged, parts};

/// Largest number of combinations of their members in which several unions hold at once: each becomes a type.
const MAX_COMBINATIONS: usize = 4096;

/// Number of schemas that are visited to find a union that contains itself.
const MAX_VISITED: usize = 256;

/// The alternatives of a `oneOf` or `anyOf`, by their number.
#[derive(Clone, Debug)]
pub(crate) enum Written {
    Absent,
    OnlyNull,
    Single(SchemaId),
    Several(Vec<SchemaId>),
}

/// Returns the alternatives of the `oneOf` of a schema, or of its `anyOf`.
///
/// Null is not an alternative, nor is `false` beside others. A repeated member counts once, except in a `oneOf` without a
/// discriminator: a value that fits it fits two members, and is not valid.
pub(crate) fn written(document: &Document, schema: &Schema, one: bool) -> Written {
    let members = if one { &schema.one_of } else { &schema.any_of };
    if members.is_empty() {
        return Written::Absent;
    }
    let not_null = |id: &&SchemaId| !is_null(&document.schemas[**id]);
    let mut found: Vec<SchemaId> = members.iter().filter(not_null).copied().collect();
    if found.iter().any(|id| !is_false(document, *id)) {
        found.retain(|id| !is_false(document, *id));
    }
    if found.len() > 1 && (!one || schema.discriminator.is_some()) {
        let mut seen = HashSet::default();
        found.retain(|member| seen.insert(*member));
    }
    match found.as_slice() {
        [] => Written::OnlyNull,
        [single] => Written::Single(*single),
        _ => Written::Several(found),
    }
}

/// The role of a `oneOf` or `anyOf` of several alternatives among the schemas that hold at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// A union, as far as the evidence shows.
    Union,
    Constraints,
    OfParent,
    Untyped,
    Excess,
}

/// The schemas that a role is decided by.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Evidence<'a, 'd> {
    /// The keywords of all schemas that hold with it.
    Beside(&'a Merged<'d>),
    /// The schemas that a place includes, and the reading of schemas without `type`.
    Place(&'a HashSet<SchemaId>, Untyped),
    /// The unions of a place, up to this one.
    Unions(&'a [Choice]),
}

/// Returns the role of a `oneOf` or `anyOf` of several alternatives.
pub(crate) fn role(document: &Document, choice: Choice, evidence: Evidence<'_, '_>) -> Role {
    match evidence {
        Evidence::Beside(merged) if are_constraint_only(document, merged, choice) => {
            Role::Constraints
        }
        Evidence::Place(included, _) if is_of_parent(document, choice, included) => Role::OfParent,
        Evidence::Place(_, Untyped::Any) if !has_typed_members(document, choice) => Role::Untyped,
        Evidence::Unions(unions) if combinations(document, unions) > MAX_COMBINATIONS => {
            Role::Excess
        }
        Evidence::Beside(_) | Evidence::Place(..) | Evidence::Unions(_) => Role::Union,
    }
}

/// Returns true if a member includes the parent that lists it, and is itself among the schemas of a place.
fn is_of_parent(document: &Document, choice: Choice, included: &HashSet<SchemaId>) -> bool {
    let mut members = choice.members(document).into_iter();
    members.any(|member| included.contains(&member)) && !lists_owner(document, choice)
}

/// Returns true if a schema lists itself, or a schema that it includes, as a member of its union.
fn lists_owner(document: &Document, choice: Choice) -> bool {
    let inside = closure(document, &[choice.owner]);
    choice
        .members(document)
        .iter()
        .any(|member| inside.contains(member))
}

/// Returns true if each member of a union has a `type`, or lists its values.
fn has_typed_members(document: &Document, choice: Choice) -> bool {
    choice.members(document).iter().all(|member| {
        let merged = Merged::new(document, parts(document, &[*member]));
        merged.types.is_some() || merged.enumeration.is_some() && merged.types(document).is_none()
    })
}

/// Returns the number of combinations of their members in which unions hold at once; 0 for a single union.
fn combinations(document: &Document, unions: &[Choice]) -> usize {
    match unions {
        [] | [_] => 0,
        _ => unions
            .iter()
            .map(|choice| choice.members(document).len())
            .fold(1, usize::saturating_mul),
    }
}

/// The place of a union: its schemas, and the options that members are read with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ChoiceSite<'a, 'd> {
    /// The schema at the place.
    pub id: SchemaId,
    pub merged: &'a Merged<'d>,
    pub untyped: Untyped,
    pub patterns: &'a Patterns,
}

/// The result of classifying a union by its members.
#[derive(Clone, Debug)]
pub(crate) enum Classification<'d> {
    Recursive,
    OnlyNull,
    /// The first contradiction among the members, if they have one.
    Never(Option<Contradiction>),
    Listed {
        values: Vec<ListedValue<'d>>,
        /// True if any other string is valid too.
        is_open: bool,
        nullable: bool,
    },
    Union {
        /// The members that admit a value, as written.
        members: Vec<Member<'d>>,
        strategy: UnionStrategy,
        nullable: bool,
    },
}

/// Classifies the union of a place by its members, each merged with the schemas beside the union.
pub(crate) fn classify<'d>(
    document: &'d Document,
    choice: Choice,
    place: ChoiceSite<'_, 'd>,
) -> Classification<'d> {
    if contains_itself(document, place.id, choice) {
        return Classification::Recursive;
    }
    let beside = Merged::new(document, place.merged.parts.clone()).assertions;
    let mut members: Vec<Member<'d>> = Vec::new();
    let mut contradiction = None;
    let mut nullable = place.merged.nullable;
    for id in choice.members(document) {
        let member = Member::new(document, place.merged, choice, id, &beside);
        if member.merged.contradiction.is_none() {
            members.push(member);
            continue;
        }
        // Null may be left of a member whose types exclude each other.
        nullable |= member.merged.nullable;
        contradiction = contradiction.or(member.merged.contradiction);
    }
    if members.is_empty() {
        return match nullable && !place.merged.nullable {
            true => Classification::OnlyNull,
            false => Classification::Never(contradiction),
        };
    }
    match enum_members::listed(document, choice, place, &members) {
        Some((values, is_open)) if !values.is_empty() => Classification::Listed {
            values,
            is_open,
            nullable,
        },
        _ => Classification::Union {
            strategy: strategy::of(document, choice, &mut members),
            members,
            nullable,
        },
    }
}

/// Returns true if a schema is a member of its own union, through other unions alone. A member that is lowered with a second
/// union beside its own does not have that union: both may list it.
fn contains_itself(document: &Document, id: SchemaId, choice: Choice) -> bool {
    let has_choice = closure(document, &[id]).contains(&choice.owner);
    let mut seen = Vec::new();
    let mut open = choice.members(document);
    while let Some(member) = open.pop() {
        let inside = closure(document, &[member]);
        if member == choice.owner || has_choice && member == id {
            return true;
        }
        if seen.contains(&member) || seen.len() > MAX_VISITED {
            continue;
        }
        seen.push(member);
        for owner in &inside {
            for one in [true, false] {
                let members = Choice { owner: *owner, one }.members(document);
                if members.len() > 1 && !members.iter().any(|it| inside.contains(it)) {
                    open.extend(members);
                }
            }
        }
    }
    false
}
