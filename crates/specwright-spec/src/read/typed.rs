//! Objects through the types of `openapiv3`.

use serde::de::DeserializeOwned;

use crate::grammar::{Kind, Shape, prune};
use crate::resolve::Resolved;
use crate::{Code, Diagnostic, Location, Node};

/// The object at a place as a type of `openapiv3`, with what this crate reads itself taken out. The type's own message has
/// no place worth showing, so that the diagnostic stands at the object.
pub(super) fn read<T: DeserializeOwned>(
    resolved: &Resolved,
    kind: Kind,
    at: &Location,
) -> Result<T, Diagnostic> {
    let skeleton = prune(
        resolved.node(at),
        Shape::Object(kind),
        &|part, node| match part {
            _ if node.get("$ref").is_some() => Some(placeholder()),
            _ if part == kind => None,
            Kind::Encoding => Some(Node::Object(Vec::new())),
            Kind::Schema | Kind::Parameter | Kind::RequestBody | Kind::Response | Kind::Header => {
                Some(placeholder())
            }
            _ => None,
        },
    );
    T::deserialize(&skeleton).map_err(|error| unreadable(kind, at, &error.to_string()))
}

/// A reference in the place of what `openapiv3` is not to read.
fn placeholder() -> Node {
    Node::Object(vec![("$ref".to_owned(), Node::String("#".to_owned()))])
}

fn unreadable(kind: Kind, at: &Location, reason: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UnreadableObject,
        at,
        format!("{} cannot be read: {reason}", kind.describe()),
    )
}
