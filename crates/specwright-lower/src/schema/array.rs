//! Arrays.
//!
//! | schema                                                        | type                                   |
//! |---------------------------------------------------------------|----------------------------------------|
//! | `items` alone                                                 | `Vec<T>`                               |
//! | `prefixItems: [A, B]`, `minItems: 2`, and `maxItems: 2` or `items: false` | `(A, B)`                   |
//! | the same with `minItems: 1`                                   | `(A, OptionalItem<B>)`                 |
//! | the same without an end                                       | `(A, OptionalItem<B>, TailItems<T>)`   |
//! | more than twelve of them                                      | `Vec` of anything, with an assertion   |
//!
//! An array that contains itself, through arrays alone, needs a named type in the cycle: an enum of one variant.

use specwright_ir::{
    Constraint, ConstraintSite, Docs, Ident, Tuple, Type, Union, UnionKeyword, UnionStrategy,
    UnionVariant, UntypedReason, Value, ValueConstraints,
};
use specwright_spec::{Schema, SchemaId};

use super::{SchemaSite, add_draft, owners};
use crate::context::{Context, any, plain};
use crate::draft::{Shape, index};
use crate::semantics::all_of;
use crate::semantics::tuple::{is_closed, is_tuple};

/// Lowers an array; several `items` hold at once. Without `items` its items may be anything.
pub(crate) fn lower<'d>(context: &mut Context<'d>, it: &SchemaSite<'d>) -> Value {
    if !is_recursive(context, it) {
        return array(context, it);
    }
    let id = add_draft(context, it, Shape::Open);
    let named = Value {
        nullable: it.merged.nullable,
        ..plain(Type::Named(id))
    };
    it.register(context, &named);
    let value = Value {
        nullable: false,
        ..array(context, it)
    };
    let (name, docs) = (Ident::new("Items"), Docs::default());
    let variants = vec![UnionVariant {
        name,
        docs,
        value,
        tags: Vec::new(),
        pins: Vec::new(),
        deprecated: false,
        access: None,
    }];
    context.arena.drafts[index(id)].shape = Shape::Union(Union {
        strategy: UnionStrategy::JsonType,
        keyword: UnionKeyword::Type,
        variants,
    });
    named
}

/// Returns true if an array contains itself, through arrays alone.
fn is_recursive(context: &Context<'_>, it: &SchemaSite<'_>) -> bool {
    let document = context.session.document;
    let mut seen = Vec::new();
    let inner = |schema: &Schema| {
        let items = schema.items.iter().chain(&schema.prefix_items);
        items.copied().collect::<Vec<_>>()
    };
    let positions = it.merged.positions.iter();
    let mut open = it.merged.items.clone();
    open.extend(positions.flat_map(|id| inner(&document.schemas[*id])));
    while let Some(id) = open.pop() {
        if id == it.id || it.merged.parts.contains(&id) {
            return true;
        }
        if !seen.contains(&id) && seen.len() < 256 {
            seen.push(id);
            let schema = &document.schemas[id];
            open.extend(inner(schema));
            open.extend(all_of::included(document, schema));
        }
    }
    false
}

fn array(context: &mut Context<'_>, it: &SchemaSite<'_>) -> Value {
    let merged = &it.merged;
    let ty = match tuple(context, it) {
        Some(tuple) => Type::Tuple(Box::new(tuple)),
        None => Type::Array(Box::new(items(context, it))),
    };
    let mut constraints = Vec::new();
    constraints.extend(
        merged
            .min_items
            .filter(|bound| *bound > 0)
            .map(Constraint::MinItems),
    );
    constraints.extend(merged.max_items.map(Constraint::MaxItems));
    constraints.extend(merged.unique_items.then_some(Constraint::UniqueItems));
    Value {
        ty,
        nullable: merged.nullable,
        constraints: value_constraints(context, it, constraints),
    }
}

/// Returns the value of every item.
fn items(context: &mut Context<'_>, it: &SchemaSite<'_>) -> Value {
    let is_long = |id: &SchemaId| {
        let schema = &context.session.document.schemas[*id];
        !schema.prefix_items.is_empty() && !is_tuple(context.session.document, schema)
    };
    match it.merged.items.as_slice() {
        [] if it.merged.parts.iter().any(is_long) => {
            context.session.untyped(&it.at, UntypedReason::Positions)
        }
        [] => any(UntypedReason::Items),
        schemas => super::value(context, schemas),
    }
}

/// Returns the tuple of an array with `prefixItems`: at each position hold the schemas of all parts, `items` among them.
fn tuple(context: &mut Context<'_>, it: &SchemaSite<'_>) -> Option<Tuple> {
    let document = context.session.document;
    let merged = &it.merged;
    let positions = || merged.positions.iter().map(|id| &document.schemas[*id]);
    let longest = positions().map(|schema| schema.prefix_items.len()).max()?;
    let most = merged.max_items.and_then(|most| usize::try_from(most).ok());
    let closed = positions().filter(|schema| is_closed(document, schema));
    let no_rest = merged.no_rest.then_some(longest);
    let end = closed
        .map(|schema| schema.prefix_items.len())
        .chain(most)
        .chain(no_rest)
        .min();
    let length = end.map_or(longest, |end| end.min(longest));
    let at = |index: usize| -> Vec<SchemaId> {
        let own = positions().filter_map(|it| it.prefix_items.get(index).copied().or(it.items));
        own.chain(merged.items.iter().copied()).collect()
    };
    let items: Vec<Value> = (0..length)
        .map(|index| super::value(context, &at(index)))
        .collect();
    let is_open = end.is_none_or(|end| end > longest);
    let rest = is_open.then(|| match at(length).as_slice() {
        [] => any(UntypedReason::Items),
        schemas => super::value(context, schemas),
    });
    let least = usize::try_from(merged.min_items.unwrap_or(0)).unwrap_or(usize::MAX);
    (length > 0).then(|| Tuple {
        required: least.min(length),
        items,
        rest: rest.map(Box::new),
    })
}

/// Returns the constraints of a value, with the place of the schema that has them.
pub(super) fn value_constraints(
    context: &Context<'_>,
    it: &SchemaSite<'_>,
    mut constraints: Vec<Constraint>,
) -> Option<ValueConstraints> {
    let owner = owners::of_constraints(context, it, &constraints);
    constraints.extend(owners::constraint_origins(context, it, owner, &constraints));
    (!constraints.is_empty()).then(|| ValueConstraints {
        schema: context
            .session
            .pointer(&context.session.document.schemas[owner].at),
        site: ConstraintSite::Elsewhere,
        list: constraints,
    })
}
