//! Invalid parameters in a lenient run.
//!
//! A server that ignored a required parameter would accept requests that the document rejects.
//!
//! | error | required | optional |
//! |---|---|---|
//! | `in: body`, `in: formData` | the JSON or form request body | the same, optional |
//! | a misspelled `in` | the intended location | the same |
//! | no `in`, and a name of the path template without another declaration | in the path | in the path |
//! | an unresolved reference whose last segment is such a name | a string in the path | |
//! | any other `in`, no `in`, no `name`, a name that HTTP does not allow | no request is accepted | ignored by the server |
//! | any other unresolved reference, or a value that is not an object | no request is accepted | |

use crate::Node;
use crate::check::{is_token, media_types};
use crate::suggest::nearest;

/// The label of a diagnostic if no request is accepted.
pub(crate) const UNMET: &str = "no request is accepted until this is corrected";

/// The same for an unresolved reference.
pub(crate) const UNRESOLVED: &str =
    "read as a path parameter if the path lacks one of this name; otherwise no request is accepted";

const PLACES: [&str; 5] = ["path", "query", "header", "cookie", "querystring"];

/// The location of a parameter's value in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Placement {
    /// `in`.
    In(&'static str),
    /// The request body.
    Body,
    /// A field of a form in the request body.
    FormField,
    /// Unknown, and required.
    Unmet,
    /// Unknown, and optional.
    Ignored,
}

/// Returns the location of a parameter, with references followed. `undeclared` are the names in the path template without
/// another declaration.
pub(crate) fn placement(node: &Node, undeclared: &[&str]) -> Placement {
    let is_undeclared = |name: &str| undeclared.iter().any(|it| it.eq_ignore_ascii_case(name));
    if let Some(reference) = reference(node) {
        return match is_undeclared(reference) {
            true => Placement::Ignored,
            false => Placement::Unmet,
        };
    }
    let unknown = match node {
        Node::Null => Placement::Ignored,
        Node::Object(_) if !is_required(node.get("required")) => Placement::Ignored,
        _ => Placement::Unmet,
    };
    let Some(name) = node.get("name").and_then(Node::as_text) else {
        return match written(node) {
            Some("path") => Placement::Unmet,
            Some("body") => Placement::Body,
            _ => unknown,
        };
    };
    match written(node) {
        Some("body") => Placement::Body,
        Some("formData") => Placement::FormField,
        Some("header" | "cookie") if !is_token(name) => unknown,
        Some("querystring") if !has_form(node) => unknown,
        Some(place) => Placement::In(place),
        None if node.get("in").is_none() && is_undeclared(name) => Placement::In("path"),
        None => unknown,
    }
}

/// Returns `in`, corrected if it is misspelled.
fn written(node: &Node) -> Option<&'static str> {
    let text = node.get("in")?.as_str()?;
    let known = PLACES.iter().chain(&["body", "formData"]);
    let mut same = known.filter(|place| place.eq_ignore_ascii_case(text));
    same.next().copied().or_else(|| nearest(text, PLACES))
}

/// Returns the last segment of an unresolved reference.
pub(crate) fn reference(node: &Node) -> Option<&str> {
    let reference = node.get("$ref").filter(|it| **it != Node::Null)?;
    let text = reference.as_str().unwrap_or_default();
    text.rsplit(['/', '#']).next()
}

/// Returns the value of `required` of a parameter or body; an invalid value counts as true.
pub(crate) fn is_required(written: Option<&Node>) -> bool {
    match written {
        None | Some(Node::Null) => false,
        Some(Node::Bool(required)) => *required,
        Some(_) => true,
    }
}

/// Returns true if a parameter or header has `schema` or `content`; `check` rejects others.
pub(crate) fn has_form(node: &Node) -> bool {
    node.get("schema").is_some() || !media_types(node).is_empty()
}

/// Returns the label for a parameter that is not read as written.
pub(crate) fn label(node: &Node) -> Option<String> {
    let written = node.get("in").and_then(Node::as_str);
    let is_named = node.get("name").and_then(Node::as_text).is_some();
    let label = match placement(node, &[]) {
        Placement::Body => "read as the request body, unless `requestBody` is declared",
        Placement::FormField => {
            "read as a form field of the request body, unless `requestBody` is declared"
        }
        Placement::In(place) if written == Some(place) => return None,
        Placement::In(place) => return Some(format!("read as `in: {place}`")),
        Placement::Unmet if node.get("in").is_none() && is_named => {
            "read as `in: path` if the path has this name; otherwise no request is accepted"
        }
        Placement::Unmet => UNMET,
        Placement::Ignored => "ignored: the parameter is optional",
    };
    Some(label.to_owned())
}
