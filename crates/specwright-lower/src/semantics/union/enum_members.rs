//! Unions of constants: members that are inline enums of scalars, or constants with a title each, are one enum of all values.
//!
//! A member of an `anyOf` that admits any string makes an enum of strings open: its values are then names for some of the strings.

use foldhash::HashSet;
use specwright_spec::{Document, Location, Node, SchemaId, Types};

use super::{ChoiceSite, Member};
use crate::Untyped;
use crate::semantics::all_of::constrains_beyond_type;
use crate::semantics::instance::{self, InstanceChecker};
use crate::semantics::merged::is_constrained;
use crate::semantics::{Choice, Merged, conjuncts};

/// A value of an enum.
#[derive(Clone, Debug)]
pub(crate) struct ListedValue<'d> {
    pub at: Location,
    pub value: &'d Node,
    /// The name that the document gives it.
    pub name: Option<&'d str>,
    /// Its description, if it is a member of a union by itself.
    pub description: Option<&'d str>,
    /// `deprecated`, if it is a member of a union by itself.
    pub deprecated: bool,
}

/// Returns the values that all members list, and true if another member admits any string. Returns `None` if a member has other
/// keywords, or a value is in two members of a `oneOf`, and thus not valid.
pub(super) fn listed<'d>(
    document: &'d Document,
    choice: Choice,
    place: ChoiceSite<'_, 'd>,
    members: &[Member<'d>],
) -> Option<(Vec<ListedValue<'d>>, bool)> {
    let mut listed: Vec<ListedValue<'d>> = Vec::new();
    let mut known = HashSet::default();
    let checker = InstanceChecker::new(document, place.patterns);
    let is_plain = |it: &&Member<'d>| !choice.one && is_any_string(document, place.untyped, it);
    let (plain, listing): (Vec<_>, Vec<_>) = members.iter().partition(is_plain);
    let is_open = !plain.is_empty();
    for member in listing {
        let schema = &document.schemas[member.id];
        if !lists_scalars(document, place.untyped, member) {
            return None;
        }
        let (_, possible) = member.merged.enumeration.as_ref()?;
        if is_open && !possible.iter().all(|it| matches!(it, Node::String(_))) {
            return None;
        }
        let keys: HashSet<_> = possible.iter().map(|it| it.value_key()).collect();
        let written = schema.enumeration.as_deref()?.iter().enumerate();
        for (position, value) in written {
            if !keys.contains(&value.value_key())
                || !is_possible(document, &checker, choice, &member.merged, value)
            {
                continue;
            }
            if !known.insert(value.value_key()) {
                if choice.one {
                    return None;
                }
                continue;
            }
            let is_single = possible.len() == 1;
            let text = |text: &'d Option<String>| {
                let text = text.as_deref().filter(|it| !it.trim().is_empty());
                text.filter(|_| is_single)
            };
            listed.push(ListedValue {
                at: schema.at.child("enum").index(position),
                value,
                name: text(&schema.title),
                description: text(&schema.description),
                deprecated: is_single && schema.deprecated,
            });
        }
    }
    Some((listed, is_open))
}

/// Returns true if the schemas beside the union admit a value of a member. Judging each value by the whole union would take
/// quadratic time; that no other member lists it is known already.
fn is_possible(
    document: &Document,
    checker: &InstanceChecker<'_>,
    choice: Choice,
    merged: &Merged<'_>,
    value: &Node,
) -> bool {
    let owner = &document.schemas[choice.owner];
    if is_constrained(owner) || owner.enumeration.is_some() {
        return checker.all(&merged.parts, value);
    }
    let parts = merged.parts.iter().copied();
    let others: Vec<SchemaId> = parts.filter(|id| *id != choice.owner).collect();
    merged
        .types
        .is_none_or(|types| instance::is_of(types, value))
        && checker.all(&others, value)
}

/// Returns true if a member is an inline schema of any string, without other keywords.
fn is_any_string(document: &Document, untyped: Untyped, member: &Member<'_>) -> bool {
    let string = Types {
        string: true,
        ..Types::default()
    };
    let merged: &Merged<'_> = &member.merged;
    let is_unconstrained = merged
        .parts
        .iter()
        .all(|id| !constrains_beyond_type(&document.schemas[*id]));
    let schema = &document.schemas[member.id];
    schema.component.is_none()
        && schema.content_encoding.is_none()
        && schema.content_media_type.is_none()
        && !member.refined
        && conjuncts(document, untyped, &[member.id]) == [member.id]
        && merged.types == Some(string)
        && is_unconstrained
        && merged.unions.is_empty()
        && merged.assertions.is_empty()
        && !merged.nullable
}

/// Returns true if a member is an inline enum of scalars, perhaps of the type beside the union, without other keywords.
fn lists_scalars(document: &Document, untyped: Untyped, member: &Member<'_>) -> bool {
    let schema = &document.schemas[member.id];
    let is_scalar =
        |value: &&Node| matches!(value, Node::String(_) | Node::Number(_) | Node::Bool(_));
    let merged: &Merged<'_> = &member.merged;
    schema.component.is_none()
        && conjuncts(document, untyped, &[member.id]) == [member.id]
        && merged.unions.is_empty()
        && merged.assertions.is_empty()
        && merged.contradiction.is_none()
        && !merged.nullable
        && (merged.enumeration.iter()).all(|(_, values)| values.iter().all(&is_scalar))
}
