//! Schemas into values and drafts of types.
//!
//! | schema                                               | becomes                                             | where         |
//! |------------------------------------------------------|-----------------------------------------------------|---------------|
//! | `enum`                                               | an enum, or `bool`                                  | [`enums`]     |
//! | `anyOf`, `oneOf` of several members; several types   | a union                                             | [`union`]     |
//! | the same, of members that are conditions only         | what stands beside them, with an assertion          | [`bare`]      |
//! | an object with `properties`, `required`, or `additionalProperties: false` | a struct                       | [`object`]    |
//! | another object                                       | a map                                               | [`object`]    |
//! | an array                                             | a `Vec`                                             | [`mod@array`] |
//! | a string or number with constraints, a component     | a newtype                                           | [`scalar`]    |
//! | any other scalar                                     | a Rust type, with rules where it is used            | [`scalar`]    |
//! | nothing said                                         | any JSON value                                      | here          |
//!
//! A component whose schema is only another component, or comes to a scalar, an array or a map, is an alias. Uses of an alias
//! of a struct, enum or union name the alias; uses of any other alias see through it.

mod about;
mod array;
pub(crate) mod assertion;
mod atoms;
mod bare;
mod closed;
mod enums;
mod foreign;
mod formats;
mod instance;
mod merged;
mod null_alone;
mod numbers;
mod object;
mod owners;
mod patterned;
pub(crate) mod scalar;
mod types;
mod union;
mod untyped;
mod witness;
mod wrapper;

pub(crate) use self::atoms::atoms;

pub(crate) use about::{access, default, is_deprecated, place_docs};
pub(crate) use atoms::parts;
pub(crate) use merged::{Choice, Merged};
pub(crate) use types::types_of;

use specwright_ir::{Type, TypeId, UnionStrategy, UntypedReason, Value};
use specwright_spec::{Document, Location, Schema, SchemaId};

use crate::context::{Context, Known, any, plain};
use crate::diagnostics;
use crate::draft::{Draft, Form, Shape, index};

/// A schema where it stands: what it comes to.
#[derive(Clone, Debug)]
pub(crate) struct Standing<'d> {
    /// The schema that stands there.
    pub id: SchemaId,
    pub at: Location,
    /// Its name, if it is a component.
    pub component: Option<String>,
    pub merged: Merged<'d>,
    /// Whether it is what a tuple struct is around, which has the name of the place.
    pub is_inner: bool,
    /// Under what its value is remembered; none for a part of a schema.
    key: Option<(SchemaId, Vec<SchemaId>)>,
}

impl Standing<'_> {
    /// Makes a type known before what is in it is lowered, which may use it.
    fn make_known(&self, context: &mut Context<'_>, value: &Value) {
        if let Some(key) = &self.key {
            context
                .arena
                .values
                .insert(key.clone(), Known::Value(value.clone()));
        }
    }
}

/// How deep arrays, maps and aliases may stand in each other.
const MAX_DEPTH: usize = 100;

/// A type that is known, and still to be filled in.
///
/// What a type holds is lowered after everything that was begun before it, so that a chain of types, however long, needs no
/// stack.
#[derive(Clone, Debug)]
pub(crate) enum Job<'d> {
    Struct {
        id: TypeId,
        it: Box<Standing<'d>>,
    },
    Union {
        id: TypeId,
        it: Box<Standing<'d>>,
        choice: Choice,
        members: Vec<union::Member<'d>>,
        tag: UnionStrategy,
    },
}

/// Tells the schemas that cannot be taken apart; whether there are none.
///
/// Not even if it is allowed: it would take time and memory without bound.
pub(crate) fn check_depth(context: &mut Context<'_>) -> bool {
    let too_deep = atoms::too_deep(context.session.document);
    for id in &too_deep {
        let at = &context.session.document.schemas[*id].at;
        let what = format!("`allOf` in more than {} of each other", atoms::MAX_DEPTH);
        context
            .session
            .diagnostics
            .push(diagnostics::unsupported_feature(at, &what));
    }
    if !too_deep.is_empty() {
        return false;
    }
    let too_much = atoms::too_much(context.session.document);
    if let Some(id) = too_much {
        let at = &context.session.document.schemas[id].at;
        let most = atoms::MAX_COPIED;
        let what = format!("`allOf` that copies more than {most} schemas and properties in all");
        context
            .session
            .diagnostics
            .push(diagnostics::unsupported_feature(at, &what));
    }
    too_much.is_none()
}

/// Lowers every component.
pub(crate) fn lower_components(context: &mut Context<'_>) {
    for (_, id) in &context.session.document.components {
        component(context, *id);
        fill(context);
    }
}

/// Fills in the types that are known so far, and those that they use.
pub(crate) fn fill(context: &mut Context<'_>) {
    while let Some(job) = context.arena.jobs.pop() {
        match job {
            Job::Struct { id, it } => object::fill(context, id, &it),
            Job::Union {
                id,
                it,
                choice,
                members,
                tag,
            } => union::fill(context, id, &it, choice, members, &tag),
        }
    }
}

/// Counts how deep values stand in each other; what is too deep is a gap.
fn deeper(
    context: &mut Context<'_>,
    id: SchemaId,
    lower: impl FnOnce(&mut Context<'_>) -> Value,
) -> Value {
    if context.arena.depth >= MAX_DEPTH {
        let at = context.session.document.schemas[id].at.clone();
        let what = format!("a schema in more than {MAX_DEPTH} arrays, maps or references");
        return context.gap(diagnostics::unsupported_feature(&at, &what));
    }
    context.arena.depth += 1;
    let value = lower(context);
    context.arena.depth -= 1;
    value
}

/// The value of the schemas that hold at a place, all at once; the last is the one that stands there.
pub(crate) fn value(context: &mut Context<'_>, ids: &[SchemaId]) -> Value {
    let document = context.session.document;
    let Some(&stands) = ids.last() else {
        return any(UntypedReason::Schema);
    };
    let atoms = atoms::atoms(document, context.session.options.untyped, ids);
    let admits_null = instance::admit_null(document, ids);
    let nullable = admits_null && name_null(document, ids);
    let mut value = deeper(context, stands, |context| match atoms.as_slice() {
        [one] if document.schemas[*one].component.is_some() => component(context, *one),
        _ => inline(context, stands, atoms),
    });
    if nullable && !wrapper::holds_null(context, &value) {
        add_null(&mut value);
    }
    // Of what is refined here, null may have been one of the values.
    value.nullable &= admits_null;
    value
}

/// Allows null beside what a value may be.
fn add_null(value: &mut Value) {
    match value.ty {
        Type::Any(_) | Type::Null => {}
        Type::Never => value.ty = Type::Null,
        _ => value.nullable = true,
    }
}

/// Returns true if these schemas, or those that they take in, name null as a value.
fn name_null(document: &Document, ids: &[SchemaId]) -> bool {
    atoms::closure(document, ids).iter().any(|id| {
        let schema = &document.schemas[*id];
        schema.nullable || atoms::names_null(document, schema)
    })
}

/// Returns true if null is one of the values of these schemas.
fn is_nullable(document: &Document, ids: &[SchemaId]) -> bool {
    instance::admit_null(document, ids) && name_null(document, ids)
}

fn inline(context: &mut Context<'_>, stands: SchemaId, atoms: Vec<SchemaId>) -> Value {
    let key = (stands, atoms);
    if let Some(known) = context.arena.values.get(&key) {
        return known_value(context, known.clone(), stands);
    }
    context.arena.values.insert(key.clone(), Known::Open);
    let at = inline_place(context.session.document, stands, &key.1);
    let parts = parts(context.session.document, &key.1);
    let standing = standing(context, key.clone(), at, None, parts);
    let value = shape(context, &standing);
    context
        .arena
        .values
        .insert(key, Known::Value(value.clone()));
    value
}

/// Where a type stands that is made of several schemas: the one that stands at the place, or, if that is a component that is
/// refined there, or does not say what the type is made of, the last that is none and does.
fn inline_place(document: &Document, stands: SchemaId, atoms: &[SchemaId]) -> Location {
    let inline = |id: &SchemaId| document.schemas[*id].component.is_none();
    let shapes = |id: &SchemaId| inline(id) && has_own_shape(&document.schemas[*id]);
    let last = |is: &dyn Fn(&SchemaId) -> bool| atoms.iter().copied().rfind(|id| is(id));
    let id = match last(&shapes) {
        Some(_) if shapes(&stands) => stands,
        Some(shaping) => shaping,
        None if inline(&stands) => stands,
        None => last(&inline).unwrap_or(stands),
    };
    document.schemas[id].at.clone()
}

/// Whether a schema says more of a type than which of JSON's types it is.
fn has_own_shape(schema: &Schema) -> bool {
    schema.enumeration.is_some()
        || !schema.properties.is_empty()
        || !schema.any_of.is_empty()
        || !schema.one_of.is_empty()
        || !schema.all_of.is_empty()
}

/// The value of a component.
pub(crate) fn component(context: &mut Context<'_>, id: SchemaId) -> Value {
    let document = context.session.document;
    let schema = &document.schemas[id];
    let key = (id, Vec::new());
    if let Some(known) = context.arena.values.get(&key) {
        return known_value(context, known.clone(), id);
    }
    context.arena.values.insert(key.clone(), Known::Open);
    let definition = atoms::definition(document, context.session.options.untyped, id);
    let value = match definition.as_slice() {
        [target] if *target != id && document.schemas[*target].component.is_some() => {
            let target = deeper(context, *target, |context| component(context, *target));
            alias(context, id, target)
        }
        _ => {
            let standing = standing(
                context,
                key.clone(),
                schema.at.clone(),
                schema.component.clone(),
                parts(document, &[id]),
            );
            let before = context.arena.drafts.len();
            let mut value = shape(context, &standing);
            if is_nullable(document, &[id]) && !wrapper::holds_null(context, &value) {
                add_null(&mut value);
            }
            let own = matches!(value.ty, Type::Named(ty) if index(ty) >= before && context.arena.drafts[index(ty)].at == schema.at);
            if own {
                value
            } else {
                alias(context, id, value)
            }
        }
    };
    context
        .arena
        .values
        .insert(key, Known::Value(value.clone()));
    value
}

fn known_value(context: &mut Context<'_>, known: Known, id: SchemaId) -> Value {
    match known {
        Known::Value(value) => value,
        Known::Open => {
            if let Some(value) = behind_names(context, id) {
                return value;
            }
            let at = context.session.document.schemas[id].at.clone();
            context.gap(diagnostics::unsupported_feature(
                &at,
                "a schema that contains itself without an object between",
            ))
        }
    }
}

/// The value of a component that is another name of one, where that is known and this name is not yet: the other is a list or
/// a map that holds itself by this name.
fn behind_names(context: &Context<'_>, id: SchemaId) -> Option<Value> {
    let document = context.session.document;
    let mut nullable = false;
    let mut name = id;
    // No chain of names is longer than there are components.
    for _ in 0..document.components.len() {
        nullable |= is_nullable(document, &[name]);
        let definition = atoms::definition(document, context.session.options.untyped, name);
        let &[target] = definition.as_slice() else {
            return None;
        };
        if target == name || document.schemas[target].component.is_none() {
            return None;
        }
        if let Some(Known::Value(value)) = context.arena.values.get(&(target, Vec::new())) {
            let mut value = value.clone();
            if nullable {
                add_null(&mut value);
            }
            return Some(value);
        }
        name = target;
    }
    None
}

/// The alias that a component is, and the value of its uses.
fn alias(context: &mut Context<'_>, id: SchemaId, target: Value) -> Value {
    let document = context.session.document;
    let schema = &document.schemas[id];
    let nominal = matches!(&target.ty, Type::Named(ty) if !matches!(context.arena.drafts[index(*ty)].shape, Shape::Newtype(_) | Shape::Gap(_)));
    let parts = [id];
    let preferred_name = context.arena.places.name(&schema.at);
    let draft = Draft {
        at: schema.at.clone(),
        owner: schema.at.clone(),
        component: schema.component.clone(),
        is_inner: false,
        alternate_name: None,
        disambiguator: schema.at.pointer.as_str().to_owned(),
        form: Form::Main,
        main: None,
        docs: about::type_docs(document, id, &parts, &preferred_name),
        preferred_name,
        deprecated: schema.deprecated,
        access: access(document, &parts),
        shape: Shape::Alias(target.ty.clone()),
    };
    let ty = context.arena.add(draft);
    let admits_null = instance::admit_null(document, &[id]);
    let nullable = admits_null && (target.nullable || name_null(document, &[id]));
    if nominal {
        Value {
            nullable,
            ..plain(Type::Named(ty))
        }
    } else {
        Value { nullable, ..target }
    }
}

fn standing<'d>(
    context: &mut Context<'d>,
    key: (SchemaId, Vec<SchemaId>),
    at: Location,
    component: Option<String>,
    parts: Vec<SchemaId>,
) -> Standing<'d> {
    let document = context.session.document;
    let mut merged = Merged::new(document, parts);
    if !merged.unions.is_empty() {
        // A member that takes in the schema which lists it (a child and its parent) is one of its members.
        let ids: Vec<SchemaId> = key.1.iter().chain([&key.0]).copied().collect();
        let inside = atoms::closure(document, &ids);
        let is_child = |choice: &Choice| {
            choice
                .members(document)
                .iter()
                .any(|member| inside.contains(member))
        };
        merged
            .unions
            .retain(|choice| union::lists_itself(document, *choice) || !is_child(choice));
    }
    untyped::leave_unions(context, &mut merged);
    Standing {
        id: key.0,
        at,
        component,
        merged,
        is_inner: false,
        key: Some(key),
    }
}

/// What a schema is.
fn shape<'d>(context: &mut Context<'d>, it: &Standing<'d>) -> Value {
    if let Some(value) = untyped::lower(context, it) {
        return value;
    }
    if it.merged.is_null(context.session.document) {
        return plain(Type::Null);
    }
    if let Some(contradiction) = &it.merged.contradiction {
        return impossible(context, it, contradiction);
    }
    if it.merged.enumeration.is_some() {
        // Whatever else holds has been asked of each listed value.
        return enums::lower(context, it);
    }
    if let Some(fewer) = union::leave_last(context, it) {
        return shape(context, &fewer);
    }
    let is_false = |id: &SchemaId| atoms::is_false(context.session.document, *id);
    if it.merged.assertions.is_empty() || it.merged.parts.iter().any(is_false) {
        let value = bare_shape(context, it);
        return wrapper::of_component(context, it, value);
    }
    if !is_struct(context, it) {
        return wrapper::lower(context, it);
    }
    union::of_children(context, it).unwrap_or_else(|| object::lower(context, it))
}

/// Whether a schema is a struct, which has assertions as rules of its own.
fn is_struct(context: &Context<'_>, it: &Standing<'_>) -> bool {
    let merged = &it.merged;
    let types = merged
        .types(context.session.document)
        .map(|types| types::names(types).collect::<Vec<_>>());
    merged.unions.is_empty()
        && merged.enumeration.is_none()
        && !merged.nullable
        && types.as_deref() == Some(&["object"])
        && (object::is_named(it) || object::is_endless_map(context, it))
}

/// What a schema is but for its assertions.
fn bare_shape<'d>(context: &mut Context<'d>, it: &Standing<'d>) -> Value {
    let merged = &it.merged;
    if let Some(id) = merged
        .parts
        .iter()
        .find(|id| atoms::is_false(context.session.document, **id))
    {
        let at = &context.session.document.schemas[*id].at;
        return match at == &it.at {
            _ if is_beside_null(context.session.document, it, *id) => plain(Type::Null),
            true => plain(Type::Never),
            false => never(
                context,
                &it.at.clone(),
                "a schema that holds here allows nothing",
            ),
        };
    }
    if !merged.unions.is_empty() {
        return union::lower(context, it);
    }
    if let Some(value) = union::of_children(context, it) {
        return value;
    }
    match merged.types(context.session.document) {
        None if says_null_only(context.session.document, &merged.parts) => plain(Type::Null),
        None => unsaid(context, it),
        Some(types) => match types::names(types).collect::<Vec<_>>().as_slice() {
            [] => any(UntypedReason::Schema),
            ["object"] => object::lower(context, it),
            ["array"] => array::lower(context, it),
            [one] => scalar::lower(context, it, one),
            ["integer", "number"] => scalar::lower(context, it, "number"),
            _ => union::of_types(context, it, types),
        },
    }
}

/// Returns true for the only member beside null of a choice that a schema is made of: null is left where it holds for nothing.
fn is_beside_null(document: &Document, it: &Standing<'_>, member: SchemaId) -> bool {
    let offers = |id: &SchemaId| {
        let schema = &document.schemas[*id];
        let members = [&schema.any_of, &schema.one_of];
        members.into_iter().any(|members| members.contains(&member))
            && atoms::has_null_member(document, schema)
    };
    it.merged.parts.iter().chain([&it.id]).any(offers)
}

/// A value of whose type nothing is said.
fn unsaid(context: &mut Context<'_>, it: &Standing<'_>) -> Value {
    let asserted = |id: &SchemaId| {
        let schema = &context.session.document.schemas[*id];
        assertion::asserts(schema) && !schema.unreadable
    };
    if it.merged.parts.iter().any(asserted) {
        context.session.untyped(&it.at, UntypedReason::Asserted)
    } else if it.merged.format.is_some() {
        context.session.untyped(&it.at, UntypedReason::Format)
    } else {
        any(UntypedReason::Schema)
    }
}

/// Whether `type: null` is all that is said of the type of a value.
fn says_null_only(document: &Document, parts: &[SchemaId]) -> bool {
    parts.iter().any(|id| {
        let schema = &document.schemas[*id];
        null_alone::is_null_alone(document, *id) || atoms::chooses_null(document, schema)
    })
}

/// A place where no value is valid.
fn never(context: &mut Context<'_>, at: &Location, why: &str) -> Value {
    context
        .session
        .report(diagnostics::impossible_value(at, why));
    plain(Type::Never)
}

/// What comes of schemas that exclude each other: a component whose types do so is a fault; any other place is one that
/// cannot have a value, which may be what an optional property or a member of a union needs to say.
fn impossible(context: &mut Context<'_>, it: &Standing<'_>, why: &merged::Contradiction) -> Value {
    let document = context.session.document;
    let place = |id| &document.schemas[id].at;
    let (first, second) = (place(why.first), place(why.second));
    if it.component.is_some() && why.of_types {
        let found = diagnostics::contradiction(&it.at, first, second, &why.what);
        let found = found.repaired(document.leniency, "generated as a type without a value");
        if found.is_error() {
            return context.gap(found);
        }
        context.session.report(found);
    } else {
        let nullable = it.merged.nullable;
        context.session.report(diagnostics::exclusion(
            &it.at, first, second, &why.what, nullable,
        ));
    }
    plain(match it.merged.nullable {
        true => Type::Null,
        false => Type::Never,
    })
}

/// Adds a draft for a schema.
fn add_draft(context: &mut Context<'_>, it: &Standing<'_>, shape: Shape) -> TypeId {
    let document = context.session.document;
    let schema = &document.schemas[it.id];
    // A component is deprecated by its own schema only.
    let deprecated = schema.deprecated && (schema.component.is_none() || it.component.is_some());
    let place = context.arena.places.name(&it.at);
    let docs = about::type_docs(document, it.id, &it.merged.parts, &place);
    let parts = it.merged.parts.iter().map(|id| &document.schemas[*id].at);
    context.arena.add(Draft {
        at: it.at.clone(),
        owner: schema.at.clone(),
        component: it.component.clone(),
        preferred_name: if it.is_inner {
            format!("{place}{}", inner_word(&it.merged))
        } else {
            place
        },
        is_inner: it.is_inner,
        alternate_name: other_place(document, it).map(|at| context.arena.places.name(at)),
        disambiguator: identity(&it.at, parts),
        form: Form::Main,
        main: None,
        docs,
        deprecated,
        access: access(document, &it.merged.parts),
        shape,
    })
}

/// A word for what a tuple struct is around.
fn inner_word(merged: &Merged<'_>) -> &'static str {
    match () {
        () if !merged.unions.is_empty() => "Union",
        () if merged.enumeration.is_some() => "Enum",
        () => "Value",
    }
}

/// Where another inline schema stands that a type is made of: the last.
fn other_place<'d>(document: &'d Document, it: &Standing<'d>) -> Option<&'d Location> {
    let parts = it
        .merged
        .parts
        .iter()
        .rev()
        .map(|id| &document.schemas[*id]);
    let mut others = parts.filter(|part| part.component.is_none() && part.at != it.at);
    others.find(|part| has_own_shape(part)).map(|part| &part.at)
}

/// The places of the schemas that a type at a place is made of.
fn identity<'a>(at: &Location, parts: impl Iterator<Item = &'a Location>) -> String {
    let places = parts.map(|part| part.pointer.as_str());
    let all: Vec<&str> = [at.pointer.as_str()].into_iter().chain(places).collect();
    all.join(" ")
}
