//! Arrays.

use specwright_ir::{Rule, Type, Value, ValueRules};

use super::Standing;
use crate::context::{Context, any};

/// An array; several `items` hold at once. Without `items` it holds anything.
pub(crate) fn lower(context: &mut Context<'_>, it: &Standing<'_>) -> Value {
    let merged = &it.merged;
    let items = if merged.items.is_empty() {
        any()
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
