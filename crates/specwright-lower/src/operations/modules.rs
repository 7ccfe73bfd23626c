//! The modules of operations: one for each tag that is the first of an operation, one for webhooks and one for callbacks.

use std::collections::{BTreeMap, BTreeSet};

use specwright_ir::{self as ir, Ident};
use specwright_spec::Location;

use super::{OperationDraft, OperationOrigin};
use crate::context::{Context, Session};
use crate::docs::{docs, see};
use crate::naming::{Claim, DEVICES, Kind, Rank, settle};

/// The tag of operations without one.
const UNTAGGED: &str = "untagged";

/// The names of modules and crates that generated code uses beside the modules of operations.
const MODULES: [&str; 21] = [
    "mod",
    "client",
    "codec",
    "server",
    "api",
    "router",
    "security",
    "models",
    "operations",
    "headers",
    "setters",
    "types",
    "generated",
    "core",
    "std",
    "alloc",
    "http",
    "bytes",
    "serde_core",
    "specwright_runtime",
    "axum",
];

/// The operations of one module.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Group<'d> {
    Callbacks,
    Webhooks,
    Tag(&'d str),
}

impl<'d> Group<'d> {
    /// Returns the group of an operation.
    pub(super) fn of(operation: &OperationDraft<'d>) -> Self {
        match operation.origin {
            OperationOrigin::Paths => {
                let tag = operation.source.tags.first();
                Self::Tag(tag.map_or(UNTAGGED, String::as_str))
            }
            OperationOrigin::Webhook(_) => Self::Webhooks,
            OperationOrigin::Callback(..) => Self::Callbacks,
        }
    }

    fn text(self) -> &'d str {
        match self {
            Self::Callbacks => "callbacks",
            Self::Webhooks => "webhooks",
            Self::Tag(tag) => tag,
        }
    }

    /// Returns the position in `tags` of the root, if the tag is declared there.
    fn declaration(self, session: &Session<'_>) -> Option<usize> {
        let Self::Tag(tag) = self else { return None };
        let mut tags = session.document.tags.iter();
        tags.position(|it| it.name == tag)
    }
}

/// Names the module of each group and writes its doc comment.
///
/// A module is a file, and an item beside the types of operations: `types` has their names, from which a module differs by its
/// case only.
pub(super) fn name_modules<'d>(
    context: &mut Context<'_>,
    operations: &[OperationDraft<'d>],
    types: &[Ident],
) -> BTreeMap<Group<'d>, (Ident, ir::Docs)> {
    let groups: BTreeSet<Group<'_>> = operations.iter().map(Group::of).collect();
    let groups: Vec<Group<'_>> = groups.into_iter().collect();
    let session = &mut context.session;
    let places: Vec<Location> = groups
        .iter()
        .map(|group| place(session, operations, *group))
        .collect();
    let mut claims = Vec::new();
    for (group, at) in groups.iter().zip(&places) {
        claims.push(claim(session, *group, at));
    }
    claims.extend(MODULES.map(Claim::reserved));
    claims.extend(DEVICES.map(Claim::reserved));
    let caseless = |name: &&str| !name.contains(char::is_uppercase);
    let types: BTreeSet<&str> = types.iter().map(Ident::as_str).filter(caseless).collect();
    claims.extend(types.into_iter().map(Claim::reserved));
    let (names, mut collisions) = settle(&claims);
    // The modules of webhooks and callbacks have no place in the document that could be renamed.
    let is_tag = |index: &usize| matches!(groups.get(*index), Some(Group::Tag(_)) | None);
    for collision in &mut collisions {
        collision.moved.retain(is_tag);
    }
    session.report_collisions(&places, &claims, &names, &collisions);
    let named = groups.into_iter().zip(names);
    named
        .map(|(group, name)| (group, (name, module_docs(session, group))))
        .collect()
}

/// Returns the place of a tag: its declaration, else the first operation that has it, since a tag need not be declared (OpenAPI
/// 3.0.4, "Operation Object").
fn place(session: &Session<'_>, operations: &[OperationDraft<'_>], group: Group<'_>) -> Location {
    let root = session.root().child("tags");
    if let Some(index) = group.declaration(session) {
        return root.index(index);
    }
    let first = operations.iter().find(|it| Group::of(it) == group);
    match first.filter(|it| !it.source.tags.is_empty()) {
        Some(operation) => operation.source.at.child("tags").index(0),
        None => root,
    }
}

fn claim(session: &mut Session<'_>, group: Group<'_>, at: &Location) -> Claim {
    let (rank, kind) = match group {
        Group::Tag(_) => (Rank::Named, "operations"),
        Group::Webhooks | Group::Callbacks => (Rank::Inline, "sent"),
    };
    let text = group.text();
    let claim = Claim::new(text, Kind::Module, rank, kind).with_place(text);
    match group {
        Group::Tag(_) => session.pin(at, false, claim),
        Group::Webhooks | Group::Callbacks => claim,
    }
}

fn module_docs(session: &Session<'_>, group: Group<'_>) -> ir::Docs {
    let own = match group {
        Group::Webhooks => {
            Some("Requests that the API sends to URLs that are registered by other means.")
        }
        Group::Callbacks => Some("Requests that the API sends to URLs from earlier requests."),
        Group::Tag(_) => None,
    };
    let tag = group
        .declaration(session)
        .map(|index| &session.document.tags[index]);
    let link = tag.and_then(|it| it.external_docs.as_ref());
    let link = link.map(|it| see(&it.url, it.description.as_deref()));
    let description = tag.and_then(|it| it.description.as_deref());
    docs([own, description, link.as_deref()])
}
