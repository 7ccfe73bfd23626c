//! Parameters that cannot be read as they are written, where faults are repaired.
//!
//! A server that left out a required parameter would accept requests that the document refuses.
//!
//! | fault | required | optional |
//! |---|---|---|
//! | `in: body`, `in: formData` | the request body, of JSON or of a form | the same, optional |
//! | `in` that is misspelled | in the place that is meant | the same |
//! | no `in`, and a name of the path template that no other parameter has | in the path | in the path |
//! | a reference that leads nowhere, whose last segment is such a name | a string in the path | |
//! | any other `in`, no `in`, no `name`, a name that HTTP does not allow | no request is accepted | left out: the server never reads it |
//! | any other reference that leads nowhere, or a value that is no object | no request is accepted | |

use crate::Node;
use crate::check::{is_token, media_types};
use crate::suggest::nearest;

/// A diagnostic's label where no request is accepted.
pub(crate) const UNMET: &str = "no request is accepted until this is corrected";

/// The same of a reference that leads nowhere.
pub(crate) const UNRESOLVED: &str =
    "read as a path parameter if the path lacks one of this name; otherwise no request is accepted";

const PLACES: [&str; 5] = ["path", "query", "header", "cookie", "querystring"];

/// The place of a parameter in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Placement {
    /// `in`.
    In(&'static str),
    /// The request body.
    Body,
    /// A field of a form in the request body.
    FormField,
    /// Not known, and required.
    Unmet,
    /// Not known, and optional.
    Ignored,
}

/// Returns the place of a parameter whose references are followed; `undeclared` are the names in the path template that no
/// other parameter has.
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

/// Returns `in` as it is meant.
fn written(node: &Node) -> Option<&'static str> {
    let text = node.get("in")?.as_str()?;
    let known = PLACES.iter().chain(&["body", "formData"]);
    let mut same = known.filter(|place| place.eq_ignore_ascii_case(text));
    same.next().copied().or_else(|| nearest(text, PLACES))
}

/// Returns the last segment of a reference that leads nowhere.
pub(crate) fn reference(node: &Node) -> Option<&str> {
    let reference = node.get("$ref").filter(|it| **it != Node::Null)?;
    let text = reference.as_str().unwrap_or_default();
    text.rsplit(['/', '#']).next()
}

/// Returns the meaning of `required` of a parameter or body; a value that cannot be read requires it.
pub(crate) fn is_required(written: Option<&Node>) -> bool {
    match written {
        None | Some(Node::Null) => false,
        Some(Node::Bool(required)) => *required,
        Some(_) => true,
    }
}

/// Returns true if a parameter or header says of what form its value is; `check` refuses others.
pub(crate) fn has_form(node: &Node) -> bool {
    node.get("schema").is_some() || !media_types(node).is_empty()
}

/// Returns what a diagnostic says of a parameter that is read otherwise than it is written.
pub(crate) fn label(node: &Node) -> Option<String> {
    let written = node.get("in").and_then(Node::as_str);
    let is_named = node.get("name").and_then(Node::as_text).is_some();
    let label = match placement(node, &[]) {
        Placement::Body => "read as the request body, unless another is declared",
        Placement::FormField => {
            "read as a form field of the request body, unless another body is declared"
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
