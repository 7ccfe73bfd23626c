//! Objects that are read with the types of `openapiv3`.

use serde::de::DeserializeOwned;

use crate::grammar::{FieldShape, ObjectKind, prune};
use crate::resolve::Resolved;
use crate::{Code, Diagnostic, Location, Node};

/// Reads the object at a location as a type of `openapiv3`, without the fields that this crate reads itself. The error of
/// the type has no useful location, so the diagnostic points to the object.
pub(super) fn read<T: DeserializeOwned>(
    resolved: &Resolved,
    kind: ObjectKind,
    at: &Location,
) -> Result<T, Diagnostic> {
    let skeleton = prune(
        resolved.node(at),
        FieldShape::Object(kind),
        &|part, node| match part {
            _ if node.get("$ref").is_some() => Some(placeholder()),
            _ if part == kind => None,
            ObjectKind::Encoding => Some(Node::Object(Vec::new())),
            ObjectKind::Schema
            | ObjectKind::Parameter
            | ObjectKind::RequestBody
            | ObjectKind::Response
            | ObjectKind::Header => Some(placeholder()),
            _ => None,
        },
    );
    T::deserialize(&skeleton).map_err(|error| unreadable(kind, at, &error.to_string()))
}

/// Returns a reference that replaces a value which `openapiv3` should not read.
fn placeholder() -> Node {
    Node::Object(vec![("$ref".to_owned(), Node::String("#".to_owned()))])
}

fn unreadable(kind: ObjectKind, at: &Location, reason: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UnreadableObject,
        at,
        format!("invalid {}: {reason}", kind.name()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{FileId, MemoryFiles, OpenOptions, Report, load, resolve, upgrade};

    /// No known document reaches this code: `check` reports all errors of the objects that are read with these types.
    #[test]
    fn an_object_that_a_type_does_not_take_has_a_place() {
        let text = "{openapi: 3.0.3, info: {title: T, version: '1'}, paths: {}}";
        let (files, options) = (
            MemoryFiles::new([("api.yaml", text)]),
            OpenOptions::default(),
        );
        let mut report = Report::new();
        let (file, tree) = load::load(&files, "api.yaml", None, options.leniency, &mut report)
            .expect("the file is there");
        let tree = upgrade::upgrade(
            tree,
            &Location::root(file),
            crate::Leniency::Strict,
            &mut report,
        )
        .expect("a version");
        let resolved = resolve::resolve(&files, "api.yaml", file, tree, options, &mut report);
        let at = Location::root(FileId(0)).child("info");
        let info = read::<openapiv3::Info>(&resolved, ObjectKind::Info, &at);
        assert_eq!(info.expect("an info object").title, "T");
        let fault = read::<Vec<String>>(&resolved, ObjectKind::Info, &at).expect_err("no list");
        assert_eq!(
            (fault.code, fault.place),
            (Code::UnreadableObject, (&at).into())
        );
        assert!(
            fault.message.starts_with("invalid info object: "),
            "{}",
            fault.message
        );
    }
}
