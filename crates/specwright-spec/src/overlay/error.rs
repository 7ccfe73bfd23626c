//! Constructors of the diagnostics of overlays.

use super::extends::is_document;
use super::merge::Source;
use super::query::{Query, Unmatched};
use super::read::{FIRST_VERSIONS, Field, OPTIONAL, ObjectFields, Shape};
use super::target::Limit;
use crate::diagnostic::quote;
use crate::provenance::Provenance;
use crate::suggest::nearest;
use crate::{Code, Diagnostic, Fix, Location, MAX_DEPTH, Node, Place};

/// The supported versions, for messages.
const READ: &str = "supported versions: Overlay 1.0 and 1.1";

pub(super) fn not_an_overlay(at: &Location, node: &Node) -> Diagnostic {
    let found = match is_document(node) {
        true => "an OpenAPI document",
        false => node.describe(),
    };
    let message = match node {
        Node::Object(_) if !is_document(node) => "missing Overlay version".to_owned(),
        _ => format!("expected an OpenAPI Overlay, found {found}"),
    };
    let diagnostic = Diagnostic::new(Code::OverlayVersion, at, message).help(READ);
    match node.get("actions") {
        Some(_) => {
            let version = Node::String(FIRST_VERSIONS[1].to_owned());
            diagnostic.fix(Fix::insert(at, "overlay", version).likely())
        }
        None => diagnostic,
    }
}

pub(super) fn unsupported_version(at: &Location, version: &Node) -> Diagnostic {
    let message = match version.as_text() {
        Some(text) => format!("unsupported Overlay version {}", quote(text)),
        None => format!(
            "invalid version: expected a string, found {}",
            version.describe()
        ),
    };
    let diagnostic = Diagnostic::new(Code::OverlayVersion, at, message).label(READ);
    let short = version.as_text().unwrap_or_default();
    let intended = FIRST_VERSIONS
        .iter()
        .find(|it| it.strip_suffix(".0") == Some(short));
    match intended {
        Some(intended) => diagnostic.fix(Fix::write(at, intended)),
        None => diagnostic,
    }
}

pub(super) fn wrong_type(at: &Location, shape: Shape, value: &Node) -> Diagnostic {
    let name = at.pointer.last().unwrap_or_default();
    let is_index = name.bytes().all(|byte| byte.is_ascii_digit());
    let subject = match is_index {
        true => "action".to_owned(),
        false => quote(&name),
    };
    let (expected, found) = (shape.describe(), value.describe());
    let message = format!("invalid {subject}: expected {expected}, found {found}");
    let diagnostic = Diagnostic::new(Code::InvalidOverlay, at, message);
    match value.as_text() {
        Some(text) if shape == Shape::Text => diagnostic.fix(Fix::write(at, text)),
        _ => diagnostic,
    }
}

pub(super) fn missing_field(at: &Location, object: &ObjectFields, field: &Field) -> Diagnostic {
    let message = format!("{} has no {}", object.name, quote(field.name));
    let diagnostic = Diagnostic::new(Code::InvalidOverlay, at, message);
    match field.name {
        "target" => diagnostic.help("write the JSONPath of the nodes to change: `target: $.info`"),
        "actions" => diagnostic.help("list the changes: `actions: [{target: …, update: …}]`"),
        "info" => diagnostic.help("write `info: {title: …, version: …}`"),
        "version" => {
            let version = Node::String("1.0.0".to_owned());
            diagnostic.fix(Fix::insert(at, field.name, version).likely())
        }
        name => diagnostic.help(format!("write `{name}: …`")),
    }
}

/// Returns the diagnostic and the name of the field that is meant.
pub(super) fn unknown_field(
    at: &Location,
    object: &ObjectFields,
    key: &str,
    holder: &Node,
) -> (Diagnostic, Option<&'static str>) {
    let message = format!("unknown field {} in {}", quote(key), object.name);
    let diagnostic = Diagnostic::new(Code::InvalidOverlay, Place::Key(at.clone()), message);
    let names = object.fields.iter().map(|field| field.name);
    match nearest(key, names.filter(|name| holder.get(name).is_none())) {
        Some(intended) => (
            diagnostic.fix(Fix::rename(at, intended).likely()),
            Some(intended),
        ),
        None => {
            let help = "remove it, or begin the name of an extension with `x-`";
            (diagnostic.help(help), None)
        }
    }
}

pub(super) fn later_field(
    at: &Location,
    object: &ObjectFields,
    field: &Field,
    version_at: &Location,
) -> Diagnostic {
    let since = field.since.first();
    let message = format!(
        "{} in {} requires Overlay 1.1",
        quote(field.name),
        object.name
    );
    Diagnostic::new(Code::InvalidOverlay, Place::Key(at.clone()), message)
        .fix_or(Fix::write(version_at, since), "as the value of `overlay`")
}

pub(super) fn no_actions(at: &Location) -> Diagnostic {
    Diagnostic::new(Code::InvalidOverlay, at, "an overlay has no actions")
        .help("list the changes: `actions: [{target: …, update: …}]`")
}

pub(super) fn duplicate_action(at: &Location, first: &Location) -> Diagnostic {
    Diagnostic::new(Code::InvalidOverlay, at, "duplicate action")
        .label("repeated here")
        .also(first, "first used here")
        .fix(Fix::remove(at))
}

pub(super) fn update_and_copy(at: &Location) -> Diagnostic {
    let message = "an action has both `update` and `copy`, and each disables the other";
    Diagnostic::new(Code::InvalidOverlay, at.child("copy"), message)
        .also(at.child("update"), "the other change")
        .help("write two actions")
}

pub(super) fn ignored_field(at: &Location) -> Diagnostic {
    let name = at.pointer.last().unwrap_or_default();
    let message = format!("{} has no effect beside `remove: true`", quote(&name));
    Diagnostic::new(Code::IgnoredAction, Place::Key(at.clone()), message).fix(Fix::remove(at))
}

pub(super) fn no_change(at: &Location) -> Diagnostic {
    let message = "an action without `update`, `copy` or `remove: true` has no effect";
    Diagnostic::new(Code::IgnoredAction, at, message).help("add a change, or remove the action")
}

pub(super) fn invalid_query(
    at: &Location,
    text: &str,
    reason: &str,
    intended: Option<&String>,
) -> Diagnostic {
    let message = format!("invalid JSONPath {}: {reason}", quote(text));
    let diagnostic = Diagnostic::new(Code::InvalidJsonPath, at, message);
    match intended {
        Some(intended) => diagnostic.fix(Fix::write(at, intended).likely()),
        None => diagnostic.help("write a query of RFC 9535, such as `$.paths['/pets'].get`"),
    }
}

pub(super) fn loose_names(at: &Location, text: &str, quoted: &str) -> Diagnostic {
    let message = format!("JSONPath {} has a name that needs quotes", quote(text));
    Diagnostic::new(Code::LooseJsonPath, at, message)
        .label(format!("read as {}", quote(quoted)))
        .fix(Fix::write(at, quoted))
}

pub(super) fn unmatched(query: &Query, found: Option<Unmatched<'_>>) -> Diagnostic {
    let message = format!("JSONPath {} matches nothing", quote(&query.text));
    let diagnostic = Diagnostic::new(Code::UnmatchedTarget, &query.at, message);
    why_unmatched(diagnostic, query, found)
}

/// Adds the segment without a match, and a repair.
fn why_unmatched(
    diagnostic: Diagnostic,
    query: &Query,
    found: Option<Unmatched<'_>>,
) -> Diagnostic {
    let Some(found) = found else {
        return diagnostic;
    };
    let (prefix, segment) = (quote(found.prefix), quote(found.segment));
    let diagnostic = diagnostic.label(format!("{prefix} matches, {segment} does not"));
    match found.intended {
        Some(intended) => diagnostic.fix(Fix::write(&query.at, &intended).likely()),
        None => diagnostic.help(format!(
            "correct the JSONPath, remove the action, or add {} to an action that may match nothing",
            quote(&format!("{OPTIONAL}: true"))
        )),
    }
}

pub(super) fn copied_nodes(
    query: &Query,
    count: usize,
    found: Option<Unmatched<'_>>,
) -> Diagnostic {
    if count == 0 {
        return unmatched(query, found);
    }
    let message = format!(
        "`copy` must select a single node, and {} selects {count}",
        quote(&query.text)
    );
    Diagnostic::new(Code::InapplicableAction, &query.at, message)
        .help("name each segment: `$.paths['/pets'].get`")
}

pub(super) fn root_removed(at: &Location) -> Diagnostic {
    let message = "the root of the document cannot be removed";
    Diagnostic::new(Code::InapplicableAction, at, message)
        .help("select the members to remove: `$.servers`")
}

pub(super) fn primitive_target(at: &Location, found: &Location, version: &Location) -> Diagnostic {
    let message = "`update` of a primitive value requires Overlay 1.1";
    Diagnostic::new(Code::InapplicableAction, at, message)
        .also(found, "selected value")
        .fix_or(
            Fix::write(version, FIRST_VERSIONS[1]),
            "or select the object that contains the value",
        )
}

pub(super) fn mixed_target(at: &Location, found: &[(Location, &str); 2]) -> Diagnostic {
    let message = "the selected nodes must be all objects, all arrays or all primitive values";
    let [(first, one), (second, other)] = found;
    Diagnostic::new(Code::InapplicableAction, at, message)
        .also(first, format!("{one} is selected"))
        .also(second, format!("{other} is selected"))
        .help("write an action for each kind")
}

pub(super) fn incompatible(
    source: &Source,
    (value, provenance): (&Node, &Provenance),
    (origin, found): (&Location, &Node),
) -> Diagnostic {
    let given = value.describe();
    let message = format!("cannot merge {given} into {}", found.describe());
    let copied = |diagnostic: Diagnostic| match (source, provenance.own()) {
        (Source::Copied(_), Some(own)) => diagnostic.also(own, format!("{given} is copied")),
        _ => diagnostic,
    };
    let place = match source {
        Source::Written(at) => provenance.own().unwrap_or(at),
        Source::Copied(at) => at,
    };
    let diagnostic = copied(Diagnostic::new(Code::InapplicableAction, place, message));
    let diagnostic = diagnostic.also(origin, format!("{} is selected", found.describe()));
    match value {
        Node::Null => diagnostic.help("remove the field, which is null without a value"),
        _ => diagnostic.help("remove the node with an action of its own first, to replace it"),
    }
}

pub(super) fn limited(at: &Location, limit: Limit) -> Diagnostic {
    match limit {
        Limit::Depth => {
            let message = format!("the value would be nested deeper than {MAX_DEPTH} levels");
            Diagnostic::new(Code::TooDeep, at, message)
                .help("move inner schemas to `components.schemas` and refer to them")
        }
        Limit::Size => {
            let message = "actions copy more than 64 MiB into the document";
            Diagnostic::new(Code::CopyExpansion, at, message)
                .help("add shared objects to `components` and refer to them")
        }
    }
}

pub(super) fn other_document(at: &Location, extends: &str, document: &str) -> Diagnostic {
    let message = format!(
        "the overlay extends {}, and is applied to {}",
        quote(extends),
        quote(document)
    );
    Diagnostic::new(Code::OtherDocument, at.child("extends"), message)
        .help("correct or remove `extends`; its path is relative to the overlay")
}
