//! The schemas that have the keywords of a type, to which its violations point.
//!
//! A type may have several schemas, of `allOf` or of a union and its members, and has the place of one of them. A violation names
//! the schema with the keyword.

use specwright_ir::{Constraint, ConstraintSite, ListKeyword, Origin, Type, ValueConstraints};
use specwright_spec::{AdditionalProperties, Schema, SchemaId};

use super::SchemaSite;
use crate::context::Context;
use crate::semantics::Merged;

/// Returns the schema that has most of some rules, the last of several; that of the place if none has any.
pub(super) fn of_rules(
    context: &Context<'_>,
    it: &SchemaSite<'_>,
    rules: &[Constraint],
) -> SchemaId {
    let document = context.session.document;
    let count = |id: &SchemaId| {
        let schema = &document.schemas[*id];
        rules
            .iter()
            .filter(|rule| has_rule(schema, &it.merged, rule))
            .count()
    };
    let parts = it.merged.parts.iter().copied();
    let best = parts.max_by_key(count).filter(|id| count(id) > 0);
    best.unwrap_or(it.id)
}

/// Returns the place of the `format` that a type without rules asserts, if it does.
pub(super) fn of_format(
    context: &Context<'_>,
    it: &SchemaSite<'_>,
    ty: &Type,
) -> Option<ValueConstraints> {
    let document = context.session.document;
    let has_format = |id: &&SchemaId| document.schemas[**id].format.is_some();
    let owner = it.merged.parts.iter().find(has_format)?;
    ty.asserts_format().then(|| ValueConstraints {
        schema: context.session.pointer(&document.schemas[*owner].at),
        site: ConstraintSite::Elsewhere,
        rules: Vec::new(),
    })
}

/// Returns the places of those rules that are in other schemas than this one.
pub(super) fn rule_origins(
    context: &Context<'_>,
    it: &SchemaSite<'_>,
    owner: SchemaId,
    rules: &[Constraint],
) -> Vec<Constraint> {
    let document = context.session.document;
    let other = |rule: &Constraint| {
        let has = |id: &SchemaId| has_rule(&document.schemas[*id], &it.merged, rule);
        if has(&owner) {
            return None;
        }
        let id = it.merged.parts.iter().copied().find(|id| has(id))?;
        let schema = context.session.pointer(&document.schemas[id].at);
        Some(Constraint::Origin(rule.keyword(), schema))
    };
    rules.iter().filter_map(other).collect()
}

/// Returns true if a rule of a merged schema comes from this one.
fn has_rule(schema: &Schema, merged: &Merged<'_>, rule: &Constraint) -> bool {
    match rule {
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
    let closes =
        |(_, it): &&(SchemaId, AdditionalProperties)| *it == AdditionalProperties::Allowed(false);
    if is_closed
        && let Some((id, _)) = it.merged.additional.iter().find(closes)
        && *id != it.id
    {
        let is_additional = document.schemas[*id].additional_properties.is_some();
        origins.push(Origin {
            keyword: match is_additional {
                true => "additionalProperties",
                false => "unevaluatedProperties",
            },
            schema: pointer(*id),
            names: Vec::new(),
        });
    }
    origins
}
