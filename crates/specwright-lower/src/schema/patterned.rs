//! The values of names that patterns tell apart (`patternProperties`).
//!
//! | what is said of them       | the value of the map                                     |
//! |----------------------------|----------------------------------------------------------|
//! | the same                   | that                                                     |
//! | values of other JSON types | an enum of them; an assertion says which name has which  |
//! | anything else              | untyped                                                  |

use specwright_ir::{Type, UntypedReason, Value};
use specwright_spec::{SchemaId, Types};

use super::types::{either, intersect, types_of};
use super::{Merged, Standing, union};
use crate::Untyped;
use crate::context::{Context, any};

/// The value of all names of which these schemas speak, each list those of some names; of an empty one, anything is.
pub(super) fn value(
    context: &mut Context<'_>,
    it: &Standing<'_>,
    spoken: &[Vec<SchemaId>],
) -> Value {
    if let Some(known) = context.arena.pattern_values.get(&it.at) {
        return known.clone();
    }
    let mut distinct: Vec<(Option<Types>, Value)> = Vec::new();
    for ids in spoken {
        let value = match ids.as_slice() {
            [] => any(UntypedReason::Properties),
            ids => super::value(context, ids),
        };
        if !distinct.iter().any(|(_, known)| is_same(known, &value)) {
            distinct.push((types(context, ids), value));
        }
    }
    let found = match distinct.as_slice() {
        [(_, value)] => value.clone(),
        _ => match told_by_type(&distinct) {
            Some(values) => union::of_values(context, it, values),
            None => context.session.untyped(&it.at, UntypedReason::Patterns),
        },
    };
    context
        .arena
        .pattern_values
        .insert(it.at.clone(), found.clone());
    found
}

/// The JSON types of the values that some schemas admit; by the letter, keywords alone say nothing of them.
fn types(context: &Context<'_>, ids: &[SchemaId]) -> Option<Types> {
    let document = context.session.document;
    match context.session.options.untyped {
        Untyped::Implied => types_of(document, ids),
        Untyped::Any => {
            let merged = Merged::new(document, super::parts(document, ids));
            merged.types.and_then(|_| types_of(document, ids))
        }
    }
}

/// The values with the one type of each, if no two share one, and none is null.
fn told_by_type(values: &[(Option<Types>, Value)]) -> Option<Vec<(&'static str, Value)>> {
    let mut all = Types::default();
    let mut told = Vec::new();
    for (types, value) in values {
        let types = types.filter(|it| !it.null && !value.nullable)?;
        let mut names = super::types::names(types);
        let (name, None) = (names.next()?, names.next()) else {
            return None;
        };
        if intersect(all, types) != Types::default() {
            return None;
        }
        all = either(all, types);
        told.push((name, value.clone()));
    }
    Some(told)
}

/// Whether two values are the same but for the places of their schemas.
fn is_same(left: &Value, right: &Value) -> bool {
    let rules = |value: &Value| value.rules.as_ref().map(|rules| rules.rules.clone());
    let same_type = match (&left.ty, &right.ty) {
        (Type::Any(_), Type::Any(_)) => true,
        (left, right) => left == right,
    };
    same_type && left.nullable == right.nullable && rules(left) == rules(right)
}
