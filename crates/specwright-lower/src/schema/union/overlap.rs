//! Members of a `oneOf` that admit a common value.
//!
//! A value that two members admit is not valid (2020-12 Core, section 10.2.1.3). A pair is reported only with such a value, which
//! [`witness`](crate::semantics::witness) finds and the check of instances confirms for both members. One of the members declares
//! all properties of the value: open objects admit the properties of each other, which is not an overlap if each requires one that
//! the other does not declare.
//!
//! Members with different discriminator values, constants, JSON types or formats are not reported.

use specwright_spec::{Location, Node, SchemaId};

use crate::context::Context;
use crate::diagnostics;
use crate::semantics::Choice;
use crate::semantics::instance::InstanceChecker;
use crate::semantics::union::disjoint::{Compared, pairs};
use crate::semantics::union::{Member, constants};
use crate::semantics::witness::WitnessFinder;

/// Number of pairs of one union that are compared.
const MAX_PAIRS: usize = 1024;

/// Reports the first two members of a `oneOf` with a common value, and the number of further pairs; once for each `oneOf`.
pub(super) fn report(context: &mut Context<'_>, choice: Choice, members: &[Member<'_>]) {
    if !context.session.overlap_checked.insert(choice.owner) {
        return;
    }
    let document = context.session.document;
    let compared: Vec<Compared<'_, '_>> = members
        .iter()
        .map(|member| Compared::new(document, &member.merged))
        .collect();
    let both: Vec<_> = members.iter().zip(&compared).collect();
    let mut found = pairs(&both)
        .take(MAX_PAIRS)
        .filter(|((left, of_left), (right, of_right))| {
            !of_left.differs(of_right) && !constants::differ(&left.pins, &right.pins)
        })
        .filter_map(|((left, _), (right, _))| {
            Some((left, right, common(context, choice, left, right)?))
        });
    let Some((left, right, value)) = found.next() else {
        return;
    };
    let more = found.count();
    let place = |member: &Member<'_>| named(context, choice, member.id);
    let found = diagnostics::overlapping_members(
        &choice.at(document),
        [&place(left), &place(right)],
        &value,
        more,
    );
    context.session.report(found);
}

/// Returns a value that two members admit, if one is found.
fn common(
    context: &Context<'_>,
    choice: Choice,
    left: &Member<'_>,
    right: &Member<'_>,
) -> Option<Node> {
    let document = context.session.document;
    let mut finder = WitnessFinder::new(document, &context.arena.patterns, choice);
    let value = finder.value(&left.merged.parts, &right.merged.parts, 0)?;
    let checker = InstanceChecker::new(document, &context.arena.patterns);
    let others = left
        .merged
        .parts
        .iter()
        .copied()
        .filter(|id| *id != choice.owner);
    let all: Vec<SchemaId> = others.chain([left.id, right.id]).collect();
    checker.all(&all, &value).then_some(value)
}

/// Returns the name of a member, or its position, and its place.
fn named(context: &Context<'_>, choice: Choice, member: SchemaId) -> (String, Location) {
    let document = context.session.document;
    let schema = &document.schemas[member];
    let position = || {
        let mut written = choice.written(document).iter();
        let position = written.position(|id| *id == member)?;
        Some(format!("/{}/{position}", choice.keyword()))
    };
    let name = schema.component.clone().or_else(position);
    let name = name.unwrap_or_else(|| context.arena.places.name(&schema.at));
    (name, schema.at.clone())
}
