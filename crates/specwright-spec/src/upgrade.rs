//! Every version that is read into the shape of OpenAPI 3.0. For now that is 3.0 alone.

use crate::diagnostic::quote;
use crate::{Code, Diagnostic, Location, Node, Place, Report};

/// What is read, for messages.
const READ: &str = "OpenAPI 3.0 is read";

/// The tree in the shape of OpenAPI 3.0; none if the document is of a version that is not read.
pub(crate) fn upgrade(tree: Node, at: &Location, report: &mut Report) -> Option<Node> {
    check_version(&tree, at)
        .map_err(|error| report.push(error))
        .ok()?;
    Some(tree)
}

/// Whether the tree is of a version that is read.
pub(crate) fn check_version(tree: &Node, at: &Location) -> Result<(), Diagnostic> {
    match version(tree) {
        Version::Supported => Ok(()),
        Version::Missing => Err(missing_version(at, tree)),
        Version::Unsupported(key, value) => Err(unsupported_version(&at.child(key), key, value)),
    }
}

enum Version<'a> {
    Supported,
    Missing,
    /// The key, and what stands there.
    Unsupported(&'static str, &'a Node),
}

/// Reads `openapi`, or `swagger` of version 2.0 (OpenAPI 3.0.4, "Versions").
fn version(tree: &Node) -> Version<'_> {
    match (tree.get("openapi"), tree.get("swagger")) {
        (Some(node), _) if node.as_text().is_some_and(is_supported) => Version::Supported,
        (Some(node), _) => Version::Unsupported("openapi", node),
        (None, Some(node)) => Version::Unsupported("swagger", node),
        (None, None) => Version::Missing,
    }
}

/// `3.0`, then a patch number, which is of no concern to tools, perhaps with a suffix: `3.0.0-rc2`.
fn is_supported(version: &str) -> bool {
    let patch = version
        .strip_prefix("3.0.")
        .map(|patch| patch.split('-').next().unwrap_or_default());
    version == "3.0"
        || patch.is_some_and(|patch| {
            !patch.is_empty() && patch.bytes().all(|byte| byte.is_ascii_digit())
        })
}

fn missing_version(at: &Location, tree: &Node) -> Diagnostic {
    let message = match tree {
        Node::Object(_) => "the document does not say its version".to_owned(),
        _ => format!("this is {}, not an OpenAPI document", tree.describe()),
    };
    Diagnostic::new(Code::MissingVersion, at, message)
        .help(format!("{READ}: write `openapi: 3.0.3` at the top"))
}

fn unsupported_version(at: &Location, key: &str, value: &Node) -> Diagnostic {
    let name = if key == "swagger" {
        "Swagger"
    } else {
        "OpenAPI"
    };
    let message = match value.as_text() {
        Some(version) => format!("{name} {} is not read", quote(version)),
        None => format!("the version is {}, not a string", value.describe()),
    };
    Diagnostic::new(Code::UnsupportedVersion, Place::Node(at.clone()), message).label(READ)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_patch_of_3_0() {
        for version in ["3.0", "3.0.0", "3.0.3", "3.0.4", "3.0.17", "3.0.0-rc2"] {
            assert!(is_supported(version), "{version}");
        }
        for version in [
            "3", "3.0.", "3.0.x", "3.00", "3.1.0", "2.0", "30.0", "3.0.3.1",
        ] {
            assert!(!is_supported(version), "{version}");
        }
    }
}
