//! Unions: `anyOf` and `oneOf` of several members, and several types.
//!
//! How the member of a value is known is decided in [`tag`]; what a parent with a discriminator is, in [`children`].
//!
//! Keywords beside a union hold for each of its members, and are merged into each that does not say them; members that
//! contradict them are left out.

mod apart;
mod children;
mod listed;
mod overlap;
mod pins;
mod tag;

pub(crate) use children::of_children;

use std::collections::HashMap;

use specwright_ir::{
    Docs, Ident, Pin, Type, TypeId, Union, UnionKeyword, UnionStrategy, UnionVariant,
    UntypedReason, Value,
};
use specwright_spec::{Document, Location, Schema, SchemaId, Types};

use super::assertion::Extent;
use super::atoms::closure;
use super::types::{one_type, types_of, types_of_merged};
use super::{Choice, Job, Merged, Standing, add_draft, atoms, parts, types};
use crate::context::{Context, any, plain};
use crate::diagnostics;
use crate::draft::{Shape, index};
use crate::naming::members::MemberWords;
use crate::naming::{Claim, Kind, Rank, settle};

/// A member of a union, with the keywords beside the union if it does not say them itself.
#[derive(Clone, Debug)]
pub(crate) struct Member<'d> {
    id: SchemaId,
    merged: Merged<'d>,
    /// Whether keywords beside the union are merged into it.
    refined: bool,
    /// The values of the discriminator that choose it.
    tags: Vec<String>,
    /// The constants by which it is known.
    pins: Vec<Pin>,
}

/// In how many combinations of their members several unions may hold at once: each becomes a type.
const MAX_COMBINATIONS: usize = 4096;

/// In how many combinations of their members unions hold at once; of one alone, in none.
fn combinations(document: &Document, unions: &[Choice]) -> usize {
    match unions {
        [] | [_] => 0,
        _ => unions
            .iter()
            .map(|choice| choice.members(document).len())
            .fold(1, usize::saturating_mul),
    }
}

/// The schema with as many of its unions as can be types; the last are left to an assertion, which is told.
pub(super) fn leave_last<'d>(context: &mut Context<'d>, it: &Standing<'d>) -> Option<Standing<'d>> {
    let document = context.session.document;
    let mut fewer = None;
    while let merged = &fewer.as_ref().unwrap_or(it).merged
        && combinations(document, &merged.unions) > MAX_COMBINATIONS
    {
        let fewer = fewer.get_or_insert_with(|| it.clone());
        let last = fewer.merged.unions.pop()?;
        fewer.merged.assert(last.owner, Extent::Choice(last.one));
        context
            .session
            .untyped(&last.at(document), UntypedReason::Choices);
    }
    fewer
}

/// A union of the members of a schema.
pub(crate) fn lower<'d>(context: &mut Context<'d>, it: &Standing<'d>) -> Value {
    let document = context.session.document;
    let Some(&choice) = it.merged.unions.first() else {
        return any(UntypedReason::Schema);
    };
    if holds_itself(document, it.id, choice) {
        let what = "a schema that contains itself without an object between";
        return context.gap(diagnostics::unsupported_feature(&choice.at(document), what));
    }
    let beside = Merged::new(document, it.merged.parts.clone()).assertions;
    let mut members: Vec<Member<'d>> = Vec::new();
    let mut contradictions = Vec::new();
    let mut nullable = it.merged.nullable;
    for id in choice.members(document) {
        let member = member(document, it, choice, id, &beside);
        match member.merged.contradiction {
            None => members.push(member),
            contradiction => {
                // Of a member whose types exclude each other, null may be left.
                nullable |= member.merged.nullable;
                contradictions.extend(contradiction);
            }
        }
    }
    if members.is_empty() && nullable && !it.merged.nullable {
        return plain(Type::Null);
    }
    if members.is_empty() {
        // Told once: each member is contradicted by the same schema.
        return contradictions.first().map_or_else(
            || plain(Type::Never),
            |first| super::impossible(context, it, first),
        );
    }
    if let Some(value) = listed::lower(context, it, choice, &members) {
        let nullable = value.nullable || nullable;
        return Value { nullable, ..value };
    }
    let tag = tag::of(context, choice, &mut members);
    if tag == UnionStrategy::One {
        overlap::report(context, choice, &members);
    }
    if matches!(tag, UnionStrategy::One | UnionStrategy::Any(_))
        || (tag == UnionStrategy::Order && !choice.one)
    {
        members.sort_by_key(|member| vagueness(document, &member.merged));
    }
    let id = add_draft(context, it, Shape::Open);
    context.arena.drafts[index(id)].owner = document.schemas[choice.owner].at.clone();
    let value = Value {
        nullable,
        ..plain(Type::Named(id))
    };
    it.make_known(context, &value);
    context.arena.jobs.push(Job::Union {
        id,
        it: Box::new(it.clone()),
        choice,
        members,
        tag,
    });
    value
}

/// A member as it holds beside the keywords of a union.
fn member<'d>(
    document: &'d Document,
    it: &Standing<'d>,
    choice: Choice,
    id: SchemaId,
    beside: &[(SchemaId, Extent)],
) -> Member<'d> {
    let inside = closure(document, &[id]);
    let own = parts(document, &[id]);
    let types = types_of(document, &[id]);
    let says = |part: &SchemaId| {
        let schema = &document.schemas[*part];
        let typed = schema
            .types
            .is_none_or(|all| types.is_some_and(|own| types::is_within(own, all)));
        inside.contains(part) || (typed && !atoms::is_typed(schema))
    };
    let nullable = super::is_nullable(document, &[id])
        && super::instance::admit_null(document, &it.merged.parts);
    let chosen = |other: &Choice| *other == choice || inside.contains(&other.owner);
    // The `type` beside a union may exclude no more than the null of a member.
    let loses_null = !nullable && super::is_nullable(document, &[id]);
    let refined =
        loses_null || !it.merged.parts.iter().all(says) || !it.merged.unions.iter().all(chosen);
    let around = it.merged.parts.iter().copied().filter(|_| refined);
    let all: Vec<SchemaId> = around
        .chain(
            own.iter()
                .copied()
                .filter(|id| !refined || !it.merged.parts.contains(id)),
        )
        .collect();
    let mut merged = Merged::new(document, all);
    // Only unions that still are to be looked at: those left beside this one, and the member's own.
    let open = |other: &Choice| it.merged.unions.contains(other) || own.contains(&other.owner);
    merged
        .unions
        .retain(|other| *other != choice && (!refined || open(other)));
    // The members of this one may be conditions of each other; what is asserted beside it is so of the union.
    let own = (choice.owner, Extent::Choice(choice.one));
    merged
        .assertions
        .retain(|it| *it != own && !beside.contains(it));
    merged.nullable |= nullable;
    Member {
        id,
        merged,
        refined,
        tags: Vec::new(),
        pins: Vec::new(),
    }
}

/// Returns true if a schema is a member of its own union, through other unions alone. A member that is lowered with a second
/// union beside its own does not have that union: both may list it.
fn holds_itself(document: &Document, id: SchemaId, choice: Choice) -> bool {
    let has_choice = closure(document, &[id]).contains(&choice.owner);
    let mut seen = Vec::new();
    let mut open = choice.members(document);
    while let Some(member) = open.pop() {
        let inside = closure(document, &[member]);
        if member == choice.owner || has_choice && member == id {
            return true;
        }
        if seen.contains(&member) || seen.len() > 256 {
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

/// Whether a union lists the schema that has it.
pub(crate) fn lists_itself(document: &Document, choice: Choice) -> bool {
    let inside = closure(document, &[choice.owner]);
    choice
        .members(document)
        .iter()
        .any(|member| inside.contains(member))
}

/// How little a member says of its values: the least comes first where several may fit. Integers come before numbers, which
/// would round large ones.
fn vagueness(document: &Document, merged: &Merged<'_>) -> u8 {
    let formatted = merged.format.is_some() || merged.constrained.is_some();
    match types_of_merged(document, merged) {
        None => 5,
        Some(_) if merged.enumeration.is_some() => 0,
        Some(types) if types.integer && !types.number => 2 - u8::from(formatted),
        Some(types) if formatted && !types.object && !types.array => 3,
        Some(_) => 4,
    }
}

/// What is found once for all members of a union.
struct Around<'d> {
    words: MemberWords<'d>,
    /// The first position of each member in the list that is written.
    positions: HashMap<SchemaId, usize>,
}

impl Around<'_> {
    fn position(&self, member: SchemaId) -> usize {
        self.positions.get(&member).copied().unwrap_or(0)
    }
}

/// Fills in a union.
pub(super) fn fill<'d>(
    context: &mut Context<'d>,
    id: TypeId,
    it: &Standing<'d>,
    choice: Choice,
    members: Vec<Member<'d>>,
    tag: &UnionStrategy,
) {
    let document = context.session.document;
    let places: Vec<Location> = members
        .iter()
        .map(|member| document.schemas[member.id].at.clone())
        .collect();
    let written = choice.written(document).iter().rev();
    let mut around = Around {
        words: MemberWords::new(document, &choice.members(document)),
        positions: written
            .zip((0..choice.written(document).len()).rev())
            .map(|(id, position)| (*id, position))
            .collect(),
    };
    let refined = members.iter().map(|member| {
        member
            .refined
            .then(|| refined_place(it, choice, around.position(member.id)))
    });
    context.session.constrained_members.push(refined.collect());
    let variants = members
        .into_iter()
        .map(|member| variant(context, it, choice, member, &mut around))
        .collect();
    finish(
        context,
        id,
        (tag, choice.union_keyword()),
        variants,
        &places,
    );
}

/// A union of the types that a schema lists.
pub(crate) fn of_types<'d>(context: &mut Context<'d>, it: &Standing<'d>, types: Types) -> Value {
    let id = add_draft(context, it, Shape::Open);
    let value = Value {
        nullable: it.merged.nullable,
        ..plain(Type::Named(id))
    };
    it.make_known(context, &value);
    let mut variants = Vec::new();
    for name in types::names(types).filter(|name| *name != "integer" || !types.number) {
        let mut only = it.clone();
        only.component = None;
        only.key = None;
        only.at = it.at.child(name);
        only.merged.types = Some(one_type(name));
        only.merged.nullable = false;
        context.arena.places.anchor(
            only.at.clone(),
            format!("{} {name}", context.arena.places.name(&it.at)),
        );
        let value = super::shape(context, &only);
        if let Type::Named(ty) = value.ty {
            context.arena.drafts[index(ty)].at = it.at.clone();
        }
        variants.push((
            name.to_owned(),
            UnionVariant {
                name: Ident::new(""),
                docs: Docs::default(),
                value,
                tags: Vec::new(),
                pins: Vec::new(),
            },
        ));
    }
    let places: Vec<Location> = variants.iter().map(|_| it.at.clone()).collect();
    finish(
        context,
        id,
        (&UnionStrategy::JsonType, UnionKeyword::Type),
        variants,
        &places,
    );
    value
}

/// A union of the values that names of an object may have, each of another JSON type, by the names of these.
pub(super) fn of_values(
    context: &mut Context<'_>,
    it: &Standing<'_>,
    values: Vec<(&'static str, Value)>,
) -> Value {
    let mut place = it.clone();
    (place.component, place.key, place.is_inner) = (None, None, false);
    place.at = it.at.child("patternProperties");
    let name = format!("{} value", context.arena.places.name(&it.at));
    context.arena.places.anchor(place.at.clone(), name);
    let id = add_draft(context, &place, Shape::Open);
    let draft = &mut context.arena.drafts[index(id)];
    (draft.docs, draft.deprecated) = (Docs::default(), false);
    let variants: Vec<(String, UnionVariant)> = values
        .into_iter()
        .map(|(name, value)| {
            let variant = UnionVariant {
                name: Ident::new(""),
                docs: Docs::default(),
                value,
                tags: Vec::new(),
                pins: Vec::new(),
            };
            (name.to_owned(), variant)
        })
        .collect();
    let places: Vec<Location> = variants.iter().map(|_| place.at.clone()).collect();
    finish(
        context,
        id,
        (&UnionStrategy::JsonType, UnionKeyword::Type),
        variants,
        &places,
    );
    plain(Type::Named(id))
}

/// The variants with what they want to be called, settled.
fn finish(
    context: &mut Context<'_>,
    id: TypeId,
    (tag, keyword): (&UnionStrategy, UnionKeyword),
    variants: Vec<(String, UnionVariant)>,
    places: &[Location],
) {
    let claims: Vec<Claim> = variants
        .iter()
        .zip(places)
        .map(|((text, _), at)| {
            Claim::new(text, Kind::Variant, Rank::Named, "").with_disambiguator(at.pointer.as_str())
        })
        .collect();
    let (names, collisions) = settle(&claims);
    context
        .session
        .report_collisions(places, &claims, &names, &collisions);
    let variants = variants
        .into_iter()
        .zip(names)
        .map(|((_, variant), name)| UnionVariant { name, ..variant })
        .collect();
    context.arena.drafts[index(id)].shape = Shape::Union(Union {
        strategy: tag.clone(),
        keyword,
        variants,
    });
}

fn variant<'d>(
    context: &mut Context<'d>,
    it: &Standing<'d>,
    choice: Choice,
    member: Member<'d>,
    around: &mut Around<'d>,
) -> (String, UnionVariant) {
    let document = context.session.document;
    let schema = &document.schemas[member.id];
    let text = schema
        .component
        .clone()
        .or_else(|| elsewhere(context, choice, schema))
        .or_else(|| around.words.word(document, member.id))
        .unwrap_or_default();
    let (tags, pins) = (member.tags.clone(), member.pins.clone());
    let docs = super::place_docs(document, &[member.id], &text);
    let value = if member.refined {
        let position = around.position(member.id);
        refined(context, it, choice, (member, position), &text)
    } else {
        super::value(context, &[member.id])
    };
    (
        text,
        UnionVariant {
            name: Ident::new(""),
            docs,
            value,
            tags,
            pins,
        },
    )
}

/// The name of a member that stands elsewhere and is no component, as in another file.
fn elsewhere(context: &Context<'_>, choice: Choice, schema: &Schema) -> Option<String> {
    let owner = &context.session.document.schemas[choice.owner].at;
    let below = (schema.at.pointer.as_str()).strip_prefix(owner.pointer.as_str());
    let is_inline = schema.at.file == owner.file && below.is_some_and(|it| it.starts_with('/'));
    (!is_inline).then(|| context.arena.places.name(&schema.at))
}

/// Returns the place of a member with the keywords beside its union.
fn refined_place(it: &Standing<'_>, choice: Choice, position: usize) -> Location {
    it.at.child(choice.keyword()).index(position)
}

/// A member with the keywords beside its union: a type of its own.
fn refined<'d>(
    context: &mut Context<'d>,
    it: &Standing<'d>,
    choice: Choice,
    (member, position): (Member<'d>, usize),
    text: &str,
) -> Value {
    let document = context.session.document;
    let at = refined_place(it, choice, position);
    context.arena.places.anchor(
        at.clone(),
        format!("{} {text}", context.arena.places.name(&it.at)),
    );
    let standing = Standing {
        id: member.id,
        at,
        component: None,
        merged: member.merged,
        is_inner: false,
        key: None,
    };
    let before = context.arena.drafts.len();
    let value = super::shape(context, &standing);
    if let Type::Named(ty) = value.ty
        && index(ty) >= before
    {
        context.arena.drafts[index(ty)].at = choice.at(document).index(position);
    }
    value
}
