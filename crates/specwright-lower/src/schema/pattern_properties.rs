//! The values of properties with `patternProperties`.
//!
//! | the patterns have          | the value of the map                                     |
//! |----------------------------|----------------------------------------------------------|
//! | equal values               | that value                                               |
//! | values of other JSON types | an enum of them; an assertion checks which name has which |
//! | anything else              | untyped                                                  |

use specwright_ir::{Type, UntypedReason, Value};
use specwright_spec::{SchemaId, Types};

use super::{SchemaSite, union};
use crate::Untyped;
use crate::context::{Context, any};
use crate::semantics::types::{self, either, intersect};
use crate::semantics::{Merged, parts, types_of};

/// Returns the value of all properties; each list has the schemas of some of them, an empty one those that may be anything.
pub(super) fn value(
    context: &mut Context<'_>,
    it: &SchemaSite<'_>,
    schemas: &[Vec<SchemaId>],
) -> Value {
    if let Some(known) = context.arena.pattern_values.get(&it.at) {
        return known.clone();
    }
    let document = context.session.document;
    let mut distinct: Vec<(Option<Types>, Value)> = Vec::new();
    for ids in schemas {
        let value = match ids.as_slice() {
            [] => any(UntypedReason::Properties),
            ids => super::value(context, ids),
        };
        if !distinct.iter().any(|(_, known)| is_same(known, &value)) {
            distinct.push((admitted_types(context, ids), value));
        }
    }
    let found = match distinct.as_slice() {
        [(_, value)] => value.clone(),
        _ => match by_json_type(&distinct) {
            Some(values) => {
                // The first schema with one of the types.
                let mut owners = schemas.iter().flatten();
                let owner = owners.next().map_or(&it.at, |id| &document.schemas[*id].at);
                union::of_values(context, it, values, owner)
            }
            None => context.session.untyped(&it.at, UntypedReason::Patterns),
        },
    };
    context
        .arena
        .pattern_values
        .insert(it.at.clone(), found.clone());
    found
}

/// Returns the JSON types that some schemas admit; with `untyped = "any"`, keywords imply none.
fn admitted_types(context: &Context<'_>, ids: &[SchemaId]) -> Option<Types> {
    let document = context.session.document;
    match context.session.options.untyped {
        Untyped::Implied => types_of(document, ids),
        Untyped::Any => {
            let merged = Merged::new(document, parts(document, ids));
            merged.types.and_then(|_| types_of(document, ids))
        }
    }
}

/// Returns the values with the names of their types, if each has one type, all differ, and none is null.
fn by_json_type(values: &[(Option<Types>, Value)]) -> Option<Vec<(&'static str, Value)>> {
    let mut all = Types::default();
    let mut found = Vec::new();
    for (types, value) in values {
        let types = types.filter(|it| !it.null && !value.nullable)?;
        let mut names = types::names(types);
        let (name, None) = (names.next()?, names.next()) else {
            return None;
        };
        if intersect(all, types) != Types::default() {
            return None;
        }
        all = either(all, types);
        found.push((name, value.clone()));
    }
    Some(found)
}

/// Returns true if two values are equal, the places of their schemas aside.
fn is_same(left: &Value, right: &Value) -> bool {
    let constraints = |value: &Value| {
        value
            .constraints
            .as_ref()
            .map(|constraints| constraints.list.clone())
    };
    let same_type = match (&left.ty, &right.ty) {
        (Type::Any(_), Type::Any(_)) => true,
        (left, right) => left == right,
    };
    same_type && left.nullable == right.nullable && constraints(left) == constraints(right)
}
