//! The schemas that have the keywords of a type, to which its violations point.
//!
//! A type may have several schemas, of `allOf` or of a union and its members, and has the place of one of them. A violation names
//! the schema with the keyword.

use specwright_ir::{
    Constraint, ConstraintSite, ListKeyword, Origin, Type, Value, ValueConstraints,
};
use specwright_spec::{AdditionalProperties, Schema, SchemaId};

use super::SchemaSite;
use crate::context::{Context, plain};
use crate::semantics::Merged;

/// Returns the schema that has most of some constraints, the last of several; that of the place if none has any.
pub(super) fn of_constraints(
    context: &Context<'_>,
    it: &SchemaSite<'_>,
    constraints: &[Constraint],
) -> SchemaId {
    let document = context.session.document;
    let count = |id: &SchemaId| {
        let schema = &document.schemas[*id];
        constraints
            .iter()
            .filter(|constraint| has_constraint(schema, &it.merged, constraint))
            .count()
    };
    let parts = it.merged.parts.iter().copied();
    let best = parts.max_by_key(count).filter(|id| count(id) > 0);
    best.unwrap_or(it.id)
}

/// Returns the constraints of a scalar at a place, with the schemas that have them and the format that the type asserts.
pub(super) fn scalar_constraints(
    context: &Context<'_>,
    it: &SchemaSite<'_>,
    ty: &Type,
    constraints: Vec<Constraint>,
) -> Option<ValueConstraints> {
    if constraints.is_empty() {
        return of_format(context, it, ty);
    }
    let (owner, constraints) = with_origins(context, it, ty, constraints);
    let session = &context.session;
    Some(ValueConstraints {
        schema: session.pointer(&session.document.schemas[owner].at),
        site: ConstraintSite::Elsewhere,
        list: constraints,
    })
}

/// Returns the place of the `format` that a type without constraints asserts, if it does.
fn of_format(context: &Context<'_>, it: &SchemaSite<'_>, ty: &Type) -> Option<ValueConstraints> {
    let (keyword, schema) = format_origin(context, it)?;
    ty.asserts_format().then(|| ValueConstraints {
        list: match keyword {
            "format" => Vec::new(),
            _ => vec![Constraint::Origin(keyword, schema.clone())],
        },
        schema,
        site: ConstraintSite::Elsewhere,
    })
}

/// Returns the keyword of the format of a scalar, and the schema that has it: `contentEncoding` replaces `format: byte` since
/// OpenAPI 3.1 (OpenAPI 3.1.1, 4.8.14.3).
fn format_origin(context: &Context<'_>, it: &SchemaSite<'_>) -> Option<(&'static str, String)> {
    let document = context.session.document;
    let part = |has: fn(&Schema) -> bool| {
        let mut parts = it.merged.parts.iter().map(|id| &document.schemas[*id]);
        parts.find(|part| has(part))
    };
    let format = part(|it| it.format.is_some()).map(|it| ("format", it));
    let encoding = || part(|it| it.content_encoding.is_some()).map(|it| ("contentEncoding", it));
    let (keyword, schema) = format.or_else(encoding)?;
    Some((keyword, context.session.pointer(&schema.at)))
}

/// Returns the schema that has most of the constraints of a scalar, and the constraints with the origins of those, and of the `format` that the
/// type asserts, that are in other schemas.
pub(super) fn with_origins(
    context: &Context<'_>,
    it: &SchemaSite<'_>,
    ty: &Type,
    mut constraints: Vec<Constraint>,
) -> (SchemaId, Vec<Constraint>) {
    let owner = of_constraints(context, it, &constraints);
    let is_format = |it: &Constraint| matches!(it, Constraint::Format(_));
    let asserts = ty.asserts_format() || constraints.iter().any(is_format);
    constraints.extend(constraint_origins(context, it, owner, &constraints));
    let is_origin = |it: &Constraint| matches!(it, Constraint::Origin("format", _));
    let is_known = context.session.document.schemas[owner].format.is_some()
        || constraints.iter().any(is_origin);
    if asserts && !is_known {
        let origin = format_origin(context, it);
        constraints.extend(origin.map(|(keyword, schema)| Constraint::Origin(keyword, schema)));
    }
    (owner, constraints)
}

/// Returns the value of a place without valid values, with the schema and the keyword that exclude all.
pub(super) fn never(context: &Context<'_>, schema: SchemaId, keyword: &'static str) -> Value {
    let session = &context.session;
    let schema = session.pointer(&session.document.schemas[schema].at);
    let constraints = match keyword {
        // The type implies this one.
        "not" => Vec::new(),
        _ => vec![Constraint::Origin(keyword, schema.clone())],
    };
    Value {
        constraints: Some(ValueConstraints {
            schema,
            site: ConstraintSite::Elsewhere,
            list: constraints,
        }),
        ..plain(Type::Never)
    }
}

/// Returns the places of those constraints that are in other schemas than this one.
pub(super) fn constraint_origins(
    context: &Context<'_>,
    it: &SchemaSite<'_>,
    owner: SchemaId,
    constraints: &[Constraint],
) -> Vec<Constraint> {
    let document = context.session.document;
    let other = |constraint: &Constraint| {
        let has = |id: &SchemaId| has_constraint(&document.schemas[*id], &it.merged, constraint);
        if has(&owner) {
            return None;
        }
        let id = it.merged.parts.iter().copied().find(|id| has(id))?;
        let schema = context.session.pointer(&document.schemas[id].at);
        Some(Constraint::Origin(constraint.keyword(), schema))
    };
    constraints.iter().filter_map(other).collect()
}

/// Returns true if a constraint of a merged schema comes from this one.
fn has_constraint(schema: &Schema, merged: &Merged<'_>, constraint: &Constraint) -> bool {
    match constraint {
        Constraint::MinLength(limit) => schema.min_length == Some(*limit),
        Constraint::MaxLength(limit) => schema.max_length == Some(*limit),
        Constraint::MinItems(limit) => schema.min_items == Some(*limit),
        Constraint::MaxItems(limit) => schema.max_items == Some(*limit),
        Constraint::MinProperties(limit) => schema.min_properties == Some(*limit),
        Constraint::MaxProperties(limit) => schema.max_properties == Some(*limit),
        Constraint::UniqueItems => schema.unique_items,
        Constraint::Pattern(_) => schema.pattern.is_some(),
        Constraint::Format(_) | Constraint::Secret => schema.format.is_some(),
        Constraint::MultipleOf(_) => schema.multiple_of.is_some(),
        Constraint::Only(_) | Constraint::Constant(_) => schema.enumeration.is_some(),
        Constraint::Minimum(_) | Constraint::ExclusiveMinimum(_) => {
            same(&schema.minimum, merged.minimum)
        }
        Constraint::Maximum(_) | Constraint::ExclusiveMaximum(_) => {
            same(&schema.maximum, merged.maximum)
        }
        Constraint::Assertion(_) | Constraint::Origin(..) => false,
    }
}

fn same<T>(own: &Option<T>, merged: Option<&T>) -> bool {
    matches!((own, merged), (Some(own), Some(merged)) if std::ptr::eq(own, merged))
}

/// Returns the keyword by which a schema lists its values.
pub(super) fn list_keyword(schema: &Schema) -> ListKeyword {
    match schema.const_value {
        Some(_) => ListKeyword::Const,
        None => ListKeyword::Enum,
    }
}

/// Returns the keywords of an object that are in other schemas than that of its place.
pub(super) fn object_origins(
    context: &Context<'_>,
    it: &SchemaSite<'_>,
    is_closed: bool,
) -> Vec<Origin> {
    let document = context.session.document;
    let pointer = |id: SchemaId| context.session.pointer(&document.schemas[id].at);
    let mut origins: Vec<Origin> = Vec::new();
    let typed = |id: &SchemaId| document.schemas[*id].types.is_some();
    if !typed(&it.id)
        && let Some(id) = it.merged.parts.iter().rfind(|id| typed(id))
    {
        origins.push(Origin {
            keyword: "type",
            schema: pointer(*id),
            names: Vec::new(),
        });
    }
    for (name, id) in it.merged.required.iter().filter(|(_, id)| *id != it.id) {
        let schema = pointer(*id);
        let known = origins
            .iter_mut()
            .find(|it| it.keyword == "required" && it.schema == schema);
        match known {
            Some(known) => known.names.push((*name).to_owned()),
            None => origins.push(Origin {
                keyword: "required",
                schema,
                names: vec![(*name).to_owned()],
            }),
        }
    }
    if is_closed
        && let Some((id, keyword)) = closing(context, it)
        && id != it.id
    {
        origins.push(Origin {
            keyword,
            schema: pointer(id),
            names: Vec::new(),
        });
    }
    origins
}

/// Returns the schema that denies unknown properties, and its keyword.
pub(super) fn closing(
    context: &Context<'_>,
    it: &SchemaSite<'_>,
) -> Option<(SchemaId, &'static str)> {
    let closes =
        |(_, it): &&(SchemaId, AdditionalProperties)| *it == AdditionalProperties::Allowed(false);
    let (id, _) = it.merged.additional.iter().find(closes)?;
    let schema = &context.session.document.schemas[*id];
    let keyword = match schema.additional_properties {
        Some(_) => "additionalProperties",
        None => "unevaluatedProperties",
    };
    Some((*id, keyword))
}
