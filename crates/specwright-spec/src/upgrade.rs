//! Conversion of all versions to the objects of OpenAPI 3, as defined in the table of [`grammar`](crate::grammar).
//!
//! OpenAPI 3.0, 3.1 and 3.2 are not converted: their common fields are equal, other fields are in the table with their
//! versions, and the few fields whose meaning depends on the version (`exclusiveMinimum`, siblings of `$ref`) are handled by
//! the pass that reads them. Swagger 2.0 has different objects; [`v2`] rebuilds its tree, and the
//! [`Origins`](crate::origins::Origins) of the file record the original locations.

pub(crate) mod v2;

use crate::diagnostic::quote;
use crate::{Code, Diagnostic, Fix, Leniency, Location, Node, Place, Report, Version};

/// The supported versions, for messages.
const READ: &str = "supported versions: Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2";

/// Returns the tree in the form of OpenAPI 3 and the declared version; `None` for an unsupported version.
pub(crate) fn upgrade(
    mut tree: Node,
    at: &Location,
    leniency: Leniency,
    report: &mut Report,
) -> Option<(Node, Version)> {
    let version = version(&tree, at)
        .map_err(|error| report.push(error))
        .ok()?;
    write_out(&mut tree, at, version, report);
    match version {
        Version::V2_0 => Some((v2::upgrade(tree, at, leniency, report)?, version)),
        _ => Some((tree, version)),
    }
}

/// Returns the version in `openapi` or `swagger` (OpenAPI 3.0.4, "Versions").
pub(crate) fn version(tree: &Node, at: &Location) -> Result<Version, Diagnostic> {
    let written = |key| tree.get(key).map(|node| (key, node));
    let Some((key, node)) = written("openapi").or_else(|| written("swagger")) else {
        return Err(missing_version(at, tree));
    };
    node.as_text()
        .and_then(|text| Version::parse(key, text).or_else(|| Version::of_major(key, text)))
        .ok_or_else(|| unsupported_version(&at.child(key), key, node))
}

/// Completes and reports an incomplete version.
fn write_out(tree: &mut Node, at: &Location, version: Version, report: &mut Report) {
    let key = match version {
        Version::V2_0 => "swagger",
        _ => "openapi",
    };
    let short = tree.get(key).and_then(Node::as_text);
    let Some(short) = short.filter(|text| Version::of_major(key, text).is_some()) else {
        return;
    };
    report.push(short_version(&at.child(key), short, version));
    tree.remove(key);
    tree.add(key, Node::String(version.number().to_owned()));
}

/// Checks the version of a fragment: merging does not support Swagger 2.0, which would have to be upgraded first.
pub(crate) fn check_version(tree: &Node, at: &Location) -> Result<(), Diagnostic> {
    match version(tree, at)? {
        Version::V2_0 => Err(Diagnostic::new(
            Code::UnsupportedVersion,
            at.child("swagger"),
            "cannot merge fragments of Swagger 2.0",
        )
        .label("only OpenAPI 3.0, 3.1 and 3.2 can be merged")),
        _ => Ok(()),
    }
}

/// Returns true for a complete document of any version, supported or not.
pub(crate) fn is_whole(tree: &Node) -> bool {
    tree.get("openapi").is_some() || tree.get("swagger").is_some()
}

const OVERLAY: &str = "an OpenAPI Overlay";

/// Root keys of other kinds of documents, with the names of these.
const OTHERS: [(&str, &str); 7] = [
    ("asyncapi", "an AsyncAPI document"),
    ("arazzo", "an Arazzo description"),
    ("overlay", OVERLAY),
    ("openrpc", "an OpenRPC document"),
    ("swaggerVersion", "a Swagger 1 document"),
    ("$schema", "a JSON Schema"),
    ("$defs", "a JSON Schema"),
];

/// Returns the kind of a document that is not an OpenAPI document. A schema without `$schema` is identified by its keywords.
fn other_kind(tree: &Node) -> Option<&'static str> {
    let has = |key: &str| tree.get(key).is_some();
    let is_described = has("info") && has("paths");
    let named = OTHERS.iter().find(|(key, _)| has(key));
    let keywords = ["type", "properties", "allOf", "definitions", "$ref"];
    let is_schema = keywords.into_iter().any(has);
    match named {
        _ if is_described => None,
        Some((_, kind)) => Some(kind),
        None => (is_schema && !has("info") && !has("paths")).then_some("a JSON Schema"),
    }
}

fn missing_version(at: &Location, tree: &Node) -> Diagnostic {
    if let Some(kind) = other_kind(tree) {
        let message = format!("expected an OpenAPI document, found {kind}");
        let diagnostic = Diagnostic::new(Code::MissingVersion, at, message);
        return diagnostic.help(match kind {
            OVERLAY => {
                "name the document and add `--overlay FILE`, or name a local file in `extends`"
            }
            _ => READ,
        });
    }
    let message = match tree {
        Node::Object(_) => "missing OpenAPI version".to_owned(),
        _ => format!("expected an OpenAPI document, found {}", tree.describe()),
    };
    let diagnostic = Diagnostic::new(Code::MissingVersion, at, message).help(READ);
    match tree.get("info").or(tree.get("paths")) {
        Some(_) => {
            let version = Node::String("3.0.3".to_owned());
            diagnostic.fix(Fix::insert(at, "openapi", version).likely())
        }
        None => diagnostic,
    }
}

fn short_version(at: &Location, short: &str, version: Version) -> Diagnostic {
    let intended = quote(version.number());
    let message = format!("incomplete version {}", quote(short));
    Diagnostic::new(Code::ShortVersion, at, message)
        .label(format!("read as {intended}"))
        .fix(Fix::write(at, version.number()))
}

fn unsupported_version(at: &Location, key: &str, value: &Node) -> Diagnostic {
    let name = if key == "swagger" {
        "Swagger"
    } else {
        "OpenAPI"
    };
    let message = match value.as_text() {
        Some(version) => format!("unsupported {name} version {}", quote(version)),
        None => format!(
            "invalid version: expected a string, found {}",
            value.describe()
        ),
    };
    let diagnostic =
        Diagnostic::new(Code::UnsupportedVersion, Place::Node(at.clone()), message).label(READ);
    let text = value
        .as_text()
        .unwrap_or_default()
        .trim()
        .trim_start_matches('v');
    let intended = ["swagger", "openapi"]
        .into_iter()
        .find(|key| Version::parse(key, text).is_some());
    match intended {
        Some(intended) if intended == key => diagnostic.fix(Fix::write(at, text).likely()),
        Some(intended) => {
            diagnostic.fix(Fix::write(at, text).and(Fix::rename(at, intended)).likely())
        }
        None => diagnostic,
    }
}
