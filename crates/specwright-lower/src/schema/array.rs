//! Arrays.
//!
//! An array that contains itself, by arrays alone, needs a name for the circle to pass through: an enum of one variant.

use specwright_ir::{
    Cause, Docs, Ident, Rule, Type, Union, UnionTag, UnionVariant, Value, ValueRules,
};

use super::{Standing, add_draft, atoms};
use crate::context::{Context, any, plain};
use crate::draft::{Shape, index};

/// An array; several `items` hold at once. Without `items` it holds anything.
pub(crate) fn lower<'d>(context: &mut Context<'d>, it: &Standing<'d>) -> Value {
    if !is_endless(context, it) {
        return array(context, it);
    }
    let id = add_draft(context, it, Shape::Open);
    let named = Value {
        nullable: it.merged.nullable,
        ..plain(Type::Named(id))
    };
    it.make_known(context, &named);
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
    }];
    context.drafts[index(id)].shape = Shape::Union(Union {
        tag: UnionTag::JsonType,
        variants,
    });
    named
}

/// Whether an array holds itself, by arrays alone.
fn is_endless(context: &Context<'_>, it: &Standing<'_>) -> bool {
    let document = context.document;
    let mut seen = Vec::new();
    let mut open = it.merged.items.clone();
    while let Some(id) = open.pop() {
        if id == it.id || it.merged.parts.contains(&id) {
            return true;
        }
        if !seen.contains(&id) && seen.len() < 256 {
            seen.push(id);
            let schema = &document.schemas[id];
            open.extend(schema.items);
            open.extend(atoms::members(document, schema));
        }
    }
    false
}

fn array(context: &mut Context<'_>, it: &Standing<'_>) -> Value {
    let merged = &it.merged;
    let items = if merged.items.is_empty() {
        any(Cause::Items)
    } else {
        super::value(context, &merged.items)
    };
    let mut rules = Vec::new();
    rules.extend(
        merged
            .min_items
            .filter(|bound| *bound > 0)
            .map(Rule::MinItems),
    );
    rules.extend(merged.max_items.map(Rule::MaxItems));
    rules.extend(merged.unique_items.then_some(Rule::UniqueItems));
    Value {
        ty: Type::Array(Box::new(items)),
        nullable: merged.nullable,
        rules: value_rules(context, it, rules),
    }
}

/// The rules of a value, with the place of the schema that has them.
pub(super) fn value_rules(
    context: &Context<'_>,
    it: &Standing<'_>,
    rules: Vec<Rule>,
) -> Option<ValueRules> {
    let at = it
        .merged
        .constrained
        .map_or(&it.at, |id| &context.document.schemas[id].at);
    (!rules.is_empty()).then(|| ValueRules {
        schema: at.pointer.as_str().to_owned(),
        rules,
    })
}
