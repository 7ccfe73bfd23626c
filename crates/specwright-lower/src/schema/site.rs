//! A schema at its place, with all keywords that hold there.

use foldhash::HashSet;
use specwright_ir::Value;
use specwright_spec::{Location, SchemaId};

use crate::context::{Context, Known};
use crate::semantics::assertion_scope::AssertionScope;
use crate::semantics::union::{Evidence, Role, role};
use crate::semantics::{Merged, all_of};

/// A schema at its place, with all keywords that hold there.
#[derive(Clone, Debug)]
pub(crate) struct SchemaSite<'d> {
    /// The schema at the place.
    pub id: SchemaId,
    pub at: Location,
    /// Its name, if it is a component.
    pub component: Option<String>,
    pub merged: Merged<'d>,
    /// True if it is the content of a tuple struct, which has the name of the place.
    pub is_inner: bool,
    /// The key of its value in the context; `None` for a part of a schema.
    pub key: Option<(SchemaId, Vec<SchemaId>)>,
}

impl SchemaSite<'_> {
    /// Registers a type before its members are lowered, which may use it.
    pub(super) fn register(&self, context: &mut Context<'_>, value: &Value) {
        if let Some(key) = &self.key {
            context
                .arena
                .values
                .insert(key.clone(), Known::Value(value.clone()));
        }
    }
}

/// Merges the schemas of a place, and drops or asserts the unions that do not become types there.
pub(super) fn new<'d>(
    context: &mut Context<'d>,
    key: (SchemaId, Vec<SchemaId>),
    at: Location,
    component: Option<String>,
    parts: Vec<SchemaId>,
) -> SchemaSite<'d> {
    let document = context.session.document;
    let mut merged = Merged::new(document, parts);
    settle_unions(context, &mut merged, &key);
    SchemaSite {
        id: key.0,
        at,
        component,
        merged,
        is_inner: false,
        key: Some(key),
    }
}

/// Drops the unions of parents in a child, and asserts those of members without a type.
fn settle_unions(
    context: &Context<'_>,
    merged: &mut Merged<'_>,
    (id, conjuncts): &(SchemaId, Vec<SchemaId>),
) {
    if merged.unions.is_empty() {
        return;
    }
    let document = context.session.document;
    let ids: Vec<SchemaId> = conjuncts.iter().chain([id]).copied().collect();
    let included: HashSet<SchemaId> = all_of::closure(document, &ids);
    let evidence = Evidence::Place(&included, context.session.options.untyped);
    for choice in std::mem::take(&mut merged.unions) {
        match role(document, choice, evidence) {
            Role::OfParent => {}
            Role::Untyped => merged.assert(choice.owner, AssertionScope::Whole),
            Role::Union | Role::Constraints | Role::Excess => merged.unions.push(choice),
        }
    }
}
