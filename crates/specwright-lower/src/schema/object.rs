//! Objects: structs, and maps.
//!
//! | `additionalProperties` | beside properties                               | alone                |
//! |------------------------|-------------------------------------------------|----------------------|
//! | absent                 | unknown names are allowed and not kept          | a map of anything    |
//! | `true`, `{}`           | kept in `additional_properties`                 | a map of anything    |
//! | a schema               | kept in `additional_properties`, typed          | a map of that        |
//! | `false`                | unknown names are refused                       | a struct of nothing  |
//!
//! Unknown properties are kept as well where `minProperties` or `maxProperties` count them, or an assertion examines them.
//!
//! With `patternProperties`, unknown properties have the value that [`pattern_properties`] makes of all their schemas.

use foldhash::HashSet;
use specwright_ir::{
    ClosingKeyword, Constraint, ConstraintSite, Field, Ident, Presence, Type, TypeId,
    UntypedReason, Value, ValueConstraints,
};
use specwright_spec::{AdditionalProperties, SchemaId};

use super::array::value_constraints;
use super::{Job, SchemaSite, additional_conflicts, assertion, owners, pattern_properties, shape};
use crate::context::{Context, any, plain};
use crate::docs::place_docs;
use crate::draft::{Object, Property, Shape, UnknownProperties, index};
use crate::semantics::{access, all_of, default, is_deprecated};

/// Lowers an object: to a struct if it has named properties, else to a map.
pub(crate) fn lower<'d>(context: &mut Context<'d>, it: &SchemaSite<'d>) -> Value {
    let merged = &it.merged;
    if !has_named_properties(it) && !is_recursive_map(context, it) {
        let value = additional_value(context, it).unwrap_or_else(|| any(UntypedReason::Properties));
        return Value {
            ty: Type::Map(Box::new(value)),
            nullable: merged.nullable,
            constraints: constraints(context, it),
        };
    }
    let id = super::add_draft(context, it, Shape::Open);
    let value = Value {
        nullable: merged.nullable,
        ..plain(Type::Named(id))
    };
    it.register(context, &value);
    context.arena.jobs.push(Job::Struct {
        id,
        site: Box::new(it.clone()),
    });
    value
}

/// Returns true if an object names, requires or denies properties.
pub(super) fn has_named_properties(it: &SchemaSite<'_>) -> bool {
    !it.merged.properties.is_empty() || !it.merged.required.is_empty() || is_closed(it)
}

/// Lowers the fields of a struct.
pub(super) fn fill(context: &mut Context<'_>, id: TypeId, it: &SchemaSite<'_>) {
    additional_conflicts::report(context, it);
    let fields = fields(context, it);
    let asserted = assertion::constraints(context, it);
    // Unknown properties are kept if an assertion examines them, or a constraint counts them.
    let mut constraints = constraints(context, it);
    let names: HashSet<&str> = fields.iter().map(|it| it.field.wire.as_str()).collect();
    let examines_unknown = asserted.iter().any(|constraint| match constraint {
        Constraint::Assertion(id) => context
            .arena
            .assertions
            .mentions(*id, &|name| !names.contains(name)),
        _ => false,
    });
    let additional = if is_closed(it) {
        UnknownProperties::Deny(closing(context, it))
    } else {
        let examines_unknown = examines_unknown || constraints.is_some();
        let kept = additional_value(context, it)
            .or_else(|| examines_unknown.then(|| any(UntypedReason::Properties)));
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
            site: ConstraintSite::Elsewhere,
            list: Vec::new(),
        };
        constraints.get_or_insert_with(at).list.extend(asserted);
    }
    let origins = owners::object_origins(context, it, is_closed(it));
    context.arena.drafts[index(id)].shape = Shape::Struct(Object {
        fields,
        additional,
        preserves_unknown: false,
        ignored: Vec::new(),
        origins,
        constraints,
    });
}

/// Returns true if no unknown property is allowed, not even one that matches a pattern.
fn is_closed(it: &SchemaSite<'_>) -> bool {
    denies_additional(it) && it.merged.pattern_properties.is_empty()
}

/// Returns the keyword that denies unknown properties.
fn closing(context: &Context<'_>, it: &SchemaSite<'_>) -> ClosingKeyword {
    let no_others = Some(AdditionalProperties::Allowed(false));
    let is_written = |(owner, _): &(SchemaId, AdditionalProperties)| {
        context.session.document.schemas[*owner].additional_properties == no_others
    };
    match it.merged.additional.iter().any(is_written) {
        true => ClosingKeyword::AdditionalProperties,
        false => ClosingKeyword::UnevaluatedProperties,
    }
}

fn denies_additional(it: &SchemaSite<'_>) -> bool {
    it.merged
        .additional
        .iter()
        .any(|(_, it)| *it == AdditionalProperties::Allowed(false))
}

/// Returns the schemas of the values of unknown properties.
fn additional_schemas(it: &SchemaSite<'_>) -> Vec<SchemaId> {
    let schema = |(_, it): &(SchemaId, AdditionalProperties)| match it {
        AdditionalProperties::Schema(schema) => Some(*schema),
        AdditionalProperties::Allowed(_) => None,
    };
    it.merged.additional.iter().filter_map(schema).collect()
}

/// Returns the value of unknown properties, if they have a schema: of those that match a pattern, and of all others.
fn additional_value(context: &mut Context<'_>, it: &SchemaSite<'_>) -> Option<Value> {
    let patterned = &it.merged.pattern_properties;
    if patterned.is_empty() {
        return unmatched_value(context, it);
    }
    let mut schemas: Vec<Vec<SchemaId>> = patterned.iter().map(|(_, id)| vec![*id]).collect();
    let match_all = |(pattern, _): &(&str, SchemaId)| context.arena.patterns.admits_all(pattern);
    if !denies_additional(it) && !patterned.iter().any(match_all) {
        // Without a schema, their values may be anything.
        schemas.push(additional_schemas(it));
    }
    Some(pattern_properties::value(context, it, &schemas))
}

/// Returns the value of properties that are neither named nor matched by a pattern, if `additionalProperties` is present.
fn unmatched_value(context: &mut Context<'_>, it: &SchemaSite<'_>) -> Option<Value> {
    let schemas = additional_schemas(it);
    match (it.merged.additional.is_empty(), schemas.is_empty()) {
        (true, _) => None,
        (false, true) => Some(any(UntypedReason::Properties)),
        (false, false) => Some(super::value(context, &schemas)),
    }
}

/// Returns true if a map contains itself, through maps and arrays alone: it needs a named type in the cycle.
pub(super) fn is_recursive_map(context: &Context<'_>, it: &SchemaSite<'_>) -> bool {
    let document = context.session.document;
    let mut seen = vec![it.id];
    let mut open = additional_schemas(it);
    open.extend(it.merged.pattern_properties.iter().map(|(_, id)| *id));
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
            open.extend(all_of::included(document, schema));
            open.extend(schema.pattern_properties.iter().map(|(_, id)| *id));
            if let Some(AdditionalProperties::Schema(value)) = schema.additional_properties {
                open.push(value);
            }
        }
    }
    false
}

fn fields(context: &mut Context<'_>, it: &SchemaSite<'_>) -> Vec<Property> {
    let merged = &it.merged;
    let required: HashSet<&str> = merged.required.iter().map(|(name, _)| *name).collect();
    let declared: HashSet<&str> = merged.properties.iter().map(|(name, _)| *name).collect();
    let mut fields: Vec<Property> = Vec::with_capacity(merged.properties.len());
    for ((name, schemas), owner) in merged.properties.iter().zip(&merged.property_owners) {
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

/// Returns a required property without a schema: it has the value of unknown properties, if these are allowed.
fn undeclared(
    context: &mut Context<'_>,
    it: &SchemaSite<'_>,
    name: &str,
    owner: SchemaId,
) -> Property {
    let value = match is_closed(it) {
        true => {
            let closing = owners::closing(context, it);
            shape::never(
                context,
                &it.at.clone(),
                "a required property is not allowed",
                closing.unwrap_or((owner, "required")),
            )
        }
        false => additional_value(context, it).unwrap_or_else(|| any(UntypedReason::Required)),
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

fn constraints(context: &Context<'_>, it: &SchemaSite<'_>) -> Option<ValueConstraints> {
    let mut constraints = Vec::new();
    constraints.extend(
        it.merged
            .min_properties
            .filter(|bound| *bound > 0)
            .map(Constraint::MinProperties),
    );
    constraints.extend(it.merged.max_properties.map(Constraint::MaxProperties));
    value_constraints(context, it, constraints)
}
