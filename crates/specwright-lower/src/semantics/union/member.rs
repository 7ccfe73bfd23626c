//! A member of a union, with the keywords beside the union.

use specwright_ir::Pin;
use specwright_spec::{Document, SchemaId};

use crate::semantics::all_of::{closure, constrains_beyond_type};
use crate::semantics::assertion_scope::AssertionScope;
use crate::semantics::null::is_nullable;
use crate::semantics::types::is_within;
use crate::semantics::{Choice, Merged, instance, parts, types_of};

/// A member of a union.
#[derive(Clone, Debug)]
pub(crate) struct Member<'d> {
    pub id: SchemaId,
    /// Its keywords, and those beside the union if it is refined.
    pub merged: Merged<'d>,
    /// True if keywords beside the union restrict it, so that it is a type of its own.
    pub refined: bool,
    /// The values of the discriminator that select it.
    pub tags: Vec<String>,
    /// The constants that select it.
    pub pins: Vec<Pin>,
}

impl<'d> Member<'d> {
    /// Merges a member with the schemas of the place of its union; `beside` has the assertions of the place, which hold for the
    /// union as a whole.
    pub(super) fn new(
        document: &'d Document,
        place: &Merged<'d>,
        choice: Choice,
        id: SchemaId,
        beside: &[(SchemaId, AssertionScope)],
    ) -> Self {
        let own = parts(document, &[id]);
        let nullable = is_nullable(document, &[id]) && instance::admit_null(document, &place.parts);
        let refined = is_refined(document, place, choice, id, nullable);
        let around = place.parts.iter().copied().filter(|_| refined);
        let all: Vec<SchemaId> = around
            .chain(
                own.iter()
                    .copied()
                    .filter(|id| !refined || !place.parts.contains(id)),
            )
            .collect();
        let mut merged = Merged::new(document, all);
        // Other unions of the place that are still open, and the member's own.
        let open = |other: &Choice| place.unions.contains(other) || own.contains(&other.owner);
        merged
            .unions
            .retain(|other| *other != choice && (!refined || open(other)));
        // A member may be a constraint of this choice; the assertions of the place are those of the union.
        let own = (choice.owner, AssertionScope::Choice(choice.one));
        merged
            .assertions
            .retain(|it| *it != own && !beside.contains(it));
        merged.nullable |= nullable;
        Self {
            id,
            merged,
            refined,
            tags: Vec::new(),
            pins: Vec::new(),
        }
    }
}

/// Returns true if the schemas of a place restrict a member beyond its own keywords.
fn is_refined(
    document: &Document,
    place: &Merged<'_>,
    choice: Choice,
    id: SchemaId,
    nullable: bool,
) -> bool {
    let inside = closure(document, &[id]);
    let types = types_of(document, &[id]);
    let is_implied = |part: &SchemaId| {
        let schema = &document.schemas[*part];
        let typed = schema
            .types
            .is_none_or(|all| types.is_some_and(|own| is_within(own, all)));
        inside.contains(part) || (typed && !constrains_beyond_type(schema))
    };
    let is_own = |other: &Choice| *other == choice || inside.contains(&other.owner);
    // The `type` beside a union may exclude no more than the null of a member.
    let loses_null = !nullable && is_nullable(document, &[id]);
    loses_null || !place.parts.iter().all(is_implied) || !place.unions.iter().all(is_own)
}
