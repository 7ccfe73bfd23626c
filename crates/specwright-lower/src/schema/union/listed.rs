//! Unions that list values: members that are enums of scalars, or constants with a title each, are one enum of all of them.

use std::collections::HashSet;

use specwright_ir::{ListKeyword, Value};
use specwright_spec::{Document, Node, SchemaId};

use super::Member;
use crate::context::Context;
use crate::schema::enums::{self, Listed};
use crate::schema::instance::Judge;
use crate::schema::merged::is_constrained;
use crate::schema::{Choice, Merged, Standing, atoms, instance};

/// The enum of the values that all members list; none if they say more, or a value is in two members of a `oneOf`, which
/// is then not valid.
pub(super) fn lower<'d>(
    context: &mut Context<'d>,
    it: &Standing<'d>,
    choice: Choice,
    members: &[Member<'d>],
) -> Option<Value> {
    let listed = listed(context, choice, members)?;
    let keyword = ListKeyword::Union(choice.union_keyword());
    enums::of_listed(context, it, (choice.owner, keyword), &listed)
}

fn listed<'d>(
    context: &Context<'d>,
    choice: Choice,
    members: &[Member<'d>],
) -> Option<Vec<Listed<'d>>> {
    let document = context.session.document;
    let mut listed: Vec<Listed<'d>> = Vec::new();
    let mut known = HashSet::new();
    let judge = Judge::new(document, &context.arena.patterns);
    for member in members {
        let schema = &document.schemas[member.id];
        if !lists_scalars(context, member) {
            return None;
        }
        let (_, possible) = member.merged.enumeration.as_ref()?;
        let written = schema.enumeration.as_deref()?.iter().enumerate();
        for (position, value) in written {
            if !possible.iter().any(|it| it.same_value(value))
                || !is_possible(document, &judge, choice, &member.merged, value)
            {
                continue;
            }
            if !known.insert(value.canonical()) {
                if choice.one {
                    return None;
                }
                continue;
            }
            let title = schema.title.as_deref();
            listed.push(Listed {
                at: schema.at.child("enum").index(position),
                value,
                name: title.filter(|it| possible.len() == 1 && !it.trim().is_empty()),
            });
        }
    }
    Some(listed)
}

/// Returns true if a value of a member is an instance of what is said beside the union. To judge each value by the whole union
/// would take a time that is quadratic in the number of members; that it is in no other is known here.
fn is_possible(
    document: &Document,
    judge: &Judge<'_>,
    choice: Choice,
    merged: &Merged<'_>,
    value: &Node,
) -> bool {
    let owner = &document.schemas[choice.owner];
    if is_constrained(owner) || owner.enumeration.is_some() {
        return judge.all(&merged.parts, value);
    }
    let parts = merged.parts.iter().copied();
    let others: Vec<SchemaId> = parts.filter(|id| *id != choice.owner).collect();
    merged
        .types
        .is_none_or(|types| instance::is_of(types, value))
        && judge.all(&others, value)
}

/// Returns true if a member is an inline enum of scalars, be it of the type that is beside the union, and nothing more.
fn lists_scalars(context: &Context<'_>, member: &Member<'_>) -> bool {
    let document = context.session.document;
    let schema = &document.schemas[member.id];
    let is_scalar =
        |value: &&Node| matches!(value, Node::String(_) | Node::Number(_) | Node::Bool(_));
    let merged: &Merged<'_> = &member.merged;
    schema.component.is_none()
        && atoms::atoms(document, context.session.options.untyped, &[member.id]) == [member.id]
        && merged.unions.is_empty()
        && merged.assertions.is_empty()
        && merged.contradiction.is_none()
        && !merged.nullable
        && (merged.enumeration.iter()).all(|(_, values)| values.iter().all(&is_scalar))
}
