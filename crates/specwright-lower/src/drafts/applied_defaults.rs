//! The defaults that reading applies.
//!
//! A default does not affect validity (2020-12 Validation, section 9.2), but a property that reading has set looks as if it had been
//! sent. Reading therefore does not apply the default of a property that a check counts or names: an assertion, `minProperties` and
//! `maxProperties`, or a `oneOf` with another member that requires the property.

use foldhash::HashSet;
use specwright_ir::{Constraint, Presence, Type, TypeId, Union, UnionStrategy};

use super::preserve_unknown::assertions;
use crate::context::Context;
use crate::draft::{Draft, Object, Shape, index};

/// Clears `applies_default` of the properties that a check counts or names.
pub(crate) fn lower(context: &mut Context<'_>) {
    let required: Vec<(TypeId, String)> = context
        .arena
        .drafts
        .iter()
        .filter_map(|draft| match &draft.shape {
            Shape::Union(union) if union.strategy == UnionStrategy::One => Some(union),
            _ => None,
        })
        .flat_map(|union| required_by_others(&context.arena.drafts, union))
        .collect();
    for (id, name) in required {
        withhold(context, id, |it| it == name);
    }
    for position in 0..context.arena.drafts.len() {
        let all = assertions(&context.arena.drafts[position].shape);
        let counts = match &context.arena.drafts[position].shape {
            Shape::Struct(object) => counts_properties(object),
            _ => continue,
        };
        if counts || !all.is_empty() {
            let known = std::mem::take(&mut context.arena.assertions);
            let names = |name: &str| all.iter().any(|id| known.mentions(*id, &|it| it == name));
            withhold(context, TypeId(position as u32), |it| counts || names(it));
            context.arena.assertions = known;
        }
    }
}

fn counts_properties(object: &Object) -> bool {
    let constraints = object
        .constraints
        .iter()
        .flat_map(|constraints| &constraints.list);
    constraints.into_iter().any(Constraint::counts_properties)
}

/// Clears `applies_default` of the properties of a struct for which `is_withheld` returns true.
pub(super) fn withhold(context: &mut Context<'_>, id: TypeId, is_withheld: impl Fn(&str) -> bool) {
    if let Shape::Struct(object) = &mut context.arena.drafts[index(id)].shape {
        for property in &mut object.fields {
            property.applies_default &= !is_withheld(&property.field.wire);
        }
    }
}

/// Returns the properties of variants that another variant requires.
fn required_by_others(drafts: &[Draft], union: &Union) -> Vec<(TypeId, String)> {
    let structs = union.variants.iter().filter_map(|variant| {
        let id = target(drafts, &variant.value.ty)?;
        match &drafts[index(id)].shape {
            Shape::Struct(object) => Some((id, object)),
            _ => None,
        }
    });
    let structs: Vec<(TypeId, &Object)> = structs.collect();
    let required: HashSet<&str> = structs
        .iter()
        .flat_map(|(_, object)| &object.fields)
        .filter(|property| property.field.presence == Presence::Required)
        .map(|property| property.field.wire.as_str())
        .collect();
    let of_struct = |(id, object): &(TypeId, &Object)| {
        let names = object.fields.iter().map(|it| it.field.wire.as_str());
        let names = names.filter(|name| required.contains(name));
        names.map(|name| (*id, name.to_owned())).collect::<Vec<_>>()
    };
    structs.iter().flat_map(of_struct).collect()
}

/// Returns the type behind aliases.
fn target(drafts: &[Draft], ty: &Type) -> Option<TypeId> {
    let mut ty = ty;
    // An alias refers to an earlier type, so that the chain is finite.
    for _ in 0..drafts.len() {
        let Type::Named(id) = ty else { return None };
        match &drafts[index(*id)].shape {
            Shape::Alias(target) => ty = target,
            _ => return Some(*id),
        }
    }
    None
}
