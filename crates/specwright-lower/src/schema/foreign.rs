//! Types of other crates in place of those of schemas, as the options say.
//!
//! | schema                           | type                                  | constraints                                |
//! |----------------------------------|---------------------------------------|--------------------------------------------|
//! | an inline string or number       | one for all places of the same path   | those of the place, of the JSON            |
//! | a component, or any other schema | its own                               | the whole schema, as an assertion          |

use specwright_ir::{
    self as ir, AssertionId, Constraint, ConstraintSite, Docs, Type, TypeId, Value,
    ValueConstraints,
};
use specwright_spec::SchemaId;

use super::array::value_constraints;
use super::{SchemaSite, add_draft, assertion, scalar};
use crate::ForeignType;
use crate::context::{Context, plain};
use crate::draft::{Shape, index};
use crate::semantics::types;

/// The path by which the options give a format the type of a string without a format.
const STRING: &str = "String";

/// Returns true if the options name a type for the schema of a place.
pub(super) fn is_named(context: &Context<'_>, id: SchemaId) -> bool {
    let schema = &context.session.document.schemas[id];
    context.session.foreign_type_at(&schema.at).is_some()
}

/// Returns true if the options make a plain string of a schema with a format.
pub(super) fn is_string(context: &mut Context<'_>, it: &SchemaSite<'_>) -> bool {
    find(context, it).is_some_and(|it| it.path == STRING)
}

/// Lowers a schema to the type that the options name; returns `None` if they name none.
pub(super) fn lower<'d>(context: &mut Context<'d>, it: &SchemaSite<'d>) -> Option<Value> {
    let entry = find(context, it).filter(|it| it.path != STRING)?;
    let types = it.merged.types(context.session.document);
    let json_types: Vec<&'static str> = match types {
        Some(types) => types::names(types).map(json_type).collect(),
        None => vec!["null", "boolean", "number", "string", "array", "object"],
    };
    let is_plain = it.merged.unions.is_empty()
        && it.merged.enumeration.is_none()
        && it.merged.assertions.is_empty();
    let foreign = ir::ForeignType {
        path: entry.path.clone(),
        json_types,
    };
    match (foreign.json_types.as_slice(), &it.component) {
        (["string" | "number"], None) if is_plain => Some(scalar_value(context, it, foreign)),
        _ => Some(whole_value(context, it, foreign)),
    }
}

fn find<'d>(context: &mut Context<'d>, it: &SchemaSite<'_>) -> Option<&'d ForeignType> {
    if context.session.options.foreign_types.is_empty() || it.is_inner {
        return None;
    }
    let own = context.session.document.schemas[it.id].at.clone();
    context
        .session
        .foreign_type([&it.at, &own], it.merged.format)
}

fn json_type(name: &'static str) -> &'static str {
    match name {
        "integer" => "number",
        name => name,
    }
}

/// Returns a string or number, whose constraints are those of the place.
fn scalar_value(context: &mut Context<'_>, it: &SchemaSite<'_>, foreign: ir::ForeignType) -> Value {
    let constraints = scalar::constraints(context, it);
    let key = (foreign.path.clone(), foreign.json_types.clone());
    let id = match context.arena.foreign.get(&key) {
        Some(id) => *id,
        None => {
            let name = foreign.path.split('<').next().unwrap_or_default();
            let name = name
                .rsplit("::")
                .next()
                .unwrap_or_default()
                .trim()
                .to_owned();
            let with_type = format!("{name} {}", key.1.join(" "));
            let id = add_wrapper(context, it, foreign, Vec::new());
            let draft = &mut context.arena.drafts[index(id)];
            draft.preferred_name = name;
            draft.alternate_name = Some(with_type);
            draft.disambiguator.clone_from(&key.0);
            context.arena.foreign.insert(key, id);
            id
        }
    };
    Value {
        nullable: it.merged.nullable,
        constraints: value_constraints(context, it, constraints),
        ..plain(Type::Named(id))
    }
}

/// Returns a value whose type asserts its whole schema.
fn whole_value<'d>(
    context: &mut Context<'d>,
    it: &SchemaSite<'d>,
    foreign: ir::ForeignType,
) -> Value {
    let ids = match &it.key {
        Some((id, conjuncts)) if conjuncts.is_empty() => vec![*id],
        Some((_, conjuncts)) => conjuncts.clone(),
        None => it.merged.parts.clone(),
    };
    let constraints = assertion::whole(context, &ids);
    let id = add_wrapper(context, it, foreign, constraints);
    Value {
        nullable: it.merged.nullable,
        ..plain(Type::Named(id))
    }
}

fn add_wrapper(
    context: &mut Context<'_>,
    it: &SchemaSite<'_>,
    foreign: ir::ForeignType,
    assertions: Vec<AssertionId>,
) -> TypeId {
    let session = &context.session;
    let schema = session.pointer(&session.document.schemas[it.id].at);
    let words = format!("A value of `{}`.", foreign.path.trim_start_matches("::"));
    let constraints = assertions
        .into_iter()
        .map(Constraint::Assertion)
        .collect::<Vec<_>>();
    let value = Value {
        constraints: (!constraints.is_empty()).then_some(ValueConstraints {
            schema,
            site: ConstraintSite::Elsewhere,
            list: constraints,
        }),
        ..plain(Type::Foreign(Box::new(foreign)))
    };
    let id = add_draft(context, it, Shape::Wrapper(value));
    let draft = &mut context.arena.drafts[index(id)];
    if draft.component.is_none() {
        draft.docs = Docs(words);
    }
    id
}
