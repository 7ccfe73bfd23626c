//! Objects: structs, and maps.
//!
//! | `additionalProperties` | beside properties                               | alone                |
//! |------------------------|-------------------------------------------------|----------------------|
//! | absent                 | unknown names are allowed and not kept          | a map of anything    |
//! | `true`, `{}`           | kept in `additional_properties`                 | a map of anything    |
//! | a schema               | kept in `additional_properties`, typed          | a map of that        |
//! | `false`                | unknown names are refused                       | a struct of nothing  |
//!
//! Unknown names are kept as well where `minProperties` or `maxProperties` count them, or an assertion looks at them.
//!
//! With `patternProperties`, unknown names have what [`patterned`] makes of all that is said of them.

use std::collections::HashSet;

use specwright_ir::{
    ClosingKeyword, Constraint, Field, Ident, Presence, Type, TypeId, UntypedReason, Value,
    ValueConstraints,
};
use specwright_spec::{AdditionalProperties, SchemaId};

use super::array::value_rules;
use super::{Job, Standing, access, default, is_deprecated, place_docs};
use super::{assertion, foreign, owners, patterned};
use crate::context::{Context, any, plain};
use crate::draft::{Object, Property, Shape, UnknownProperties, index};

/// A struct if something is said of its names, a map otherwise.
pub(crate) fn lower<'d>(context: &mut Context<'d>, it: &Standing<'d>) -> Value {
    let merged = &it.merged;
    if !is_named(it) && !is_endless_map(context, it) {
        let value = map_value(context, it).unwrap_or_else(|| any(UntypedReason::Properties));
        return Value {
            ty: Type::Map(Box::new(value)),
            nullable: merged.nullable,
            rules: rules(context, it),
        };
    }
    let id = super::add_draft(context, it, Shape::Open);
    let value = Value {
        nullable: merged.nullable,
        ..plain(Type::Named(id))
    };
    it.make_known(context, &value);
    context.arena.jobs.push(Job::Struct {
        id,
        it: Box::new(it.clone()),
    });
    value
}

/// Whether something is said of single names.
pub(super) fn is_named(it: &Standing<'_>) -> bool {
    !it.merged.properties.is_empty() || !it.merged.required.is_empty() || is_closed(it)
}

/// Fills in a struct.
pub(super) fn fill(context: &mut Context<'_>, id: TypeId, it: &Standing<'_>) {
    foreign::tell(context, it);
    let fields = fields(context, it);
    let asserted = assertion::rules(context, it);
    // What an assertion looks at is kept, and what is counted.
    let mut rules = rules(context, it);
    let names: HashSet<&str> = fields.iter().map(|it| it.field.wire.as_str()).collect();
    let looks_beyond = asserted.iter().any(|rule| match rule {
        Constraint::Assertion(id) => context
            .arena
            .assertions
            .mentions(*id, &|name| !names.contains(name)),
        _ => false,
    });
    let additional = if is_closed(it) {
        UnknownProperties::Deny(closing(context, it))
    } else {
        let looks_beyond = looks_beyond || rules.is_some();
        let kept =
            map_value(context, it).or_else(|| looks_beyond.then(|| any(UntypedReason::Properties)));
        kept.map_or(UnknownProperties::Ignore, |value| {
            UnknownProperties::Capture(Box::new(value))
        })
    };
    if !asserted.is_empty() {
        let schema = context
            .session
            .pointer(&context.session.document.schemas[it.id].at);
        let at = || ValueConstraints {
            schema,
            rules: Vec::new(),
        };
        rules.get_or_insert_with(at).rules.extend(asserted);
    }
    let origins = owners::origins(context, it, is_closed(it));
    context.arena.drafts[index(id)].shape = Shape::Struct(Object {
        fields,
        additional,
        preserves_unknown: false,
        ignored: Vec::new(),
        origins,
        rules,
    });
}

/// Whether no other names are allowed. Those of a pattern are others too.
fn is_closed(it: &Standing<'_>) -> bool {
    says_no_others(it) && it.merged.patterned.is_empty()
}

/// The keyword that allows no other names.
fn closing(context: &Context<'_>, it: &Standing<'_>) -> ClosingKeyword {
    let no_others = Some(AdditionalProperties::Allowed(false));
    let says = |(owner, _): &(SchemaId, AdditionalProperties)| {
        context.session.document.schemas[*owner].additional_properties == no_others
    };
    match it.merged.additional.iter().any(says) {
        true => ClosingKeyword::AdditionalProperties,
        false => ClosingKeyword::UnevaluatedProperties,
    }
}

fn says_no_others(it: &Standing<'_>) -> bool {
    it.merged
        .additional
        .iter()
        .any(|(_, it)| *it == AdditionalProperties::Allowed(false))
}

/// The schemas of the values of unknown names.
fn map_schemas(it: &Standing<'_>) -> Vec<SchemaId> {
    let schema = |(_, it): &(SchemaId, AdditionalProperties)| match it {
        AdditionalProperties::Schema(schema) => Some(*schema),
        AdditionalProperties::Allowed(_) => None,
    };
    it.merged.additional.iter().filter_map(schema).collect()
}

/// The value of unknown names, if they are spoken of: of those that match a pattern, and of all others.
fn map_value(context: &mut Context<'_>, it: &Standing<'_>) -> Option<Value> {
    let patterned = &it.merged.patterned;
    if patterned.is_empty() {
        return others_value(context, it);
    }
    let mut spoken: Vec<Vec<SchemaId>> = patterned.iter().map(|(_, id)| vec![*id]).collect();
    let match_all = |(pattern, _): &(&str, SchemaId)| context.arena.patterns.admits_all(pattern);
    if !says_no_others(it) && !patterned.iter().any(match_all) {
        // Of anything, if nothing is said of them.
        spoken.push(map_schemas(it));
    }
    Some(patterned::value(context, it, &spoken))
}

/// The value of names that neither a property nor a pattern speaks of, if they are spoken of.
fn others_value(context: &mut Context<'_>, it: &Standing<'_>) -> Option<Value> {
    let schemas = map_schemas(it);
    match (it.merged.additional.is_empty(), schemas.is_empty()) {
        (true, _) => None,
        (false, true) => Some(any(UntypedReason::Properties)),
        (false, false) => Some(super::value(context, &schemas)),
    }
}

/// Whether a map holds itself, by maps and arrays alone: it needs a name for the circle to pass through.
pub(super) fn is_endless_map(context: &Context<'_>, it: &Standing<'_>) -> bool {
    let document = context.session.document;
    let mut seen = vec![it.id];
    let mut open = map_schemas(it);
    open.extend(it.merged.patterned.iter().map(|(_, id)| *id));
    while let Some(id) = open.pop() {
        if id == it.id || it.merged.parts.contains(&id) {
            return true;
        }
        if seen.contains(&id) || seen.len() > 256 {
            continue;
        }
        seen.push(id);
        let schema = &document.schemas[id];
        if schema.properties.is_empty() {
            open.extend(schema.items);
            open.extend(super::atoms::members(document, schema));
            open.extend(schema.pattern_properties.iter().map(|(_, id)| *id));
            if let Some(AdditionalProperties::Schema(value)) = schema.additional_properties {
                open.push(value);
            }
        }
    }
    false
}

fn fields(context: &mut Context<'_>, it: &Standing<'_>) -> Vec<Property> {
    let merged = &it.merged;
    let required: HashSet<&str> = merged.required.iter().map(|(name, _)| *name).collect();
    let declared: HashSet<&str> = merged.properties.iter().map(|(name, _)| *name).collect();
    let mut fields: Vec<Property> = Vec::with_capacity(merged.properties.len());
    for ((name, schemas), owner) in merged.properties.iter().zip(&merged.property_places) {
        fields.push(property(
            context,
            name,
            schemas,
            *owner,
            required.contains(name),
        ));
    }
    for (name, owner) in merged
        .required
        .iter()
        .filter(|(name, _)| !declared.contains(name))
    {
        fields.push(undeclared(context, it, name, *owner));
    }
    fields
}

fn property(
    context: &mut Context<'_>,
    name: &str,
    schemas: &[SchemaId],
    owner: SchemaId,
    required: bool,
) -> Property {
    let document = context.session.document;
    let value = super::value(context, schemas);
    let field = Field {
        name: Ident::new(""),
        wire: name.to_owned(),
        docs: place_docs(document, schemas, name),
        deprecated: is_deprecated(document, schemas),
        value,
        presence: if required {
            Presence::Required
        } else {
            Presence::Optional(None)
        },
    };
    let at = document.schemas[owner].at.child("properties").child(name);
    Property {
        field,
        at,
        access: access(document, schemas),
        default: default(document, schemas),
        applies_default: true,
    }
}

/// A name that is required and has no schema: it has to be there, and may be what unknown names may be, if there may be any.
fn undeclared(
    context: &mut Context<'_>,
    it: &Standing<'_>,
    name: &str,
    owner: SchemaId,
) -> Property {
    let value = match is_closed(it) {
        true => super::never(
            context,
            &it.at.clone(),
            "a required property is none that may be there",
        ),
        false => map_value(context, it).unwrap_or_else(|| any(UntypedReason::Required)),
    };
    let field = Field {
        name: Ident::new(""),
        wire: name.to_owned(),
        docs: Default::default(),
        deprecated: false,
        value,
        presence: Presence::Required,
    };
    let at = context.session.document.schemas[owner].at.clone();
    Property {
        field,
        at,
        access: Default::default(),
        default: None,
        applies_default: true,
    }
}

fn rules(context: &Context<'_>, it: &Standing<'_>) -> Option<ValueConstraints> {
    let mut rules = Vec::new();
    rules.extend(
        it.merged
            .min_properties
            .filter(|bound| *bound > 0)
            .map(Constraint::MinProperties),
    );
    rules.extend(it.merged.max_properties.map(Constraint::MaxProperties));
    value_rules(context, it, rules)
}
