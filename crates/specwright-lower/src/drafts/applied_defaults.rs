//! Defaults that are not filled in.
//!
//! A default never bears on validity (2020-12 Validation, section 9.2), yet what reading has filled in looks as if it had
//! been sent. So the default of a property is left to the application where something counts or names what is there: an
//! assertion, `minProperties` and `maxProperties`, or a `oneOf` of which another member requires the property.

use std::collections::HashSet;

use specwright_ir::{Constraint, Presence, Type, TypeId, Union, UnionStrategy};

use super::preserve_unknown::assertions;
use crate::context::Context;
use crate::draft::{Draft, Object, Shape, index};

/// Decides which defaults are filled in.
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
        leave(context, id, |it| it == name);
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
            leave(context, TypeId(position as u32), |it| counts || names(it));
            context.arena.assertions = known;
        }
    }
}

fn counts_properties(object: &Object) -> bool {
    let rules = object.rules.iter().flat_map(|rules| &rules.rules);
    let counts = |rule: &Constraint| {
        matches!(
            rule,
            Constraint::MinProperties(_) | Constraint::MaxProperties(_)
        )
    };
    rules.into_iter().any(counts)
}

/// Leaves the defaults of some properties of a struct to the application.
pub(super) fn leave(context: &mut Context<'_>, id: TypeId, is_left: impl Fn(&str) -> bool) {
    if let Shape::Struct(object) = &mut context.arena.drafts[index(id)].shape {
        for property in &mut object.fields {
            property.applies_default &= !is_left(&property.field.wire);
        }
    }
}

/// The properties of variants that other variants require.
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

/// The type behind aliases.
fn target(drafts: &[Draft], ty: &Type) -> Option<TypeId> {
    let mut ty = ty;
    // An alias is of something that was there before it.
    for _ in 0..drafts.len() {
        let Type::Named(id) = ty else { return None };
        match &drafts[index(*id)].shape {
            Shape::Alias(target) => ty = target,
            _ => return Some(*id),
        }
    }
    None
}
