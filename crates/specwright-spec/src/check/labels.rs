//! Labels of diagnostics whose repair depends on their place.

use std::collections::HashMap;

use crate::constraints::{REFUSED, is_invalid_schema, unreadable};
use crate::grammar::{FieldShape, ObjectKind, Seen};
use crate::placement::{self, UNMET, is_required};
use crate::resolve::Resolved;
use crate::{Code, Diagnostic, Location, Node};

const LOST_BODY: &str = "read as a required body of any media type";
const REQUIRED: &str = "read as `required: true`";

/// The codes of these diagnostics.
const CODES: [Code; 6] = [
    Code::WrongType,
    Code::MissingField,
    Code::InvalidValue,
    Code::NullField,
    Code::InvalidHeaderName,
    Code::UnknownType,
];

/// Labels by location.
pub(super) struct Labels(HashMap<Location, String>);

impl Labels {
    /// Collects the repairs of invalid constraints, parameters and bodies.
    pub(super) fn of(resolved: &Resolved) -> Self {
        let mut labels = Self(HashMap::new());
        resolved.each_part(&mut |seen, node, at| match seen {
            Seen::Object(ObjectKind::Schema) => {
                unreadable(node).for_each(|key| labels.add(at.child(key), REFUSED));
            }
            Seen::Mismatch(FieldShape::Schema | FieldShape::OrList(FieldShape::Schema))
                if is_invalid_schema(node) =>
            {
                labels.add(at.clone(), REFUSED);
            }
            Seen::Mismatch(
                FieldShape::Referable(ObjectKind::Parameter)
                | FieldShape::List(FieldShape::Referable(ObjectKind::Parameter)),
            ) if *node != Node::Null => labels.add(at.clone(), UNMET),
            Seen::Object(ObjectKind::Parameter) => labels.parameter(node, at),
            Seen::Mismatch(FieldShape::Referable(ObjectKind::RequestBody)) => {
                labels.add(at.clone(), LOST_BODY);
            }
            Seen::Object(ObjectKind::RequestBody) => labels.body(node, at),
            _ => {}
        });
        labels
    }

    fn add(&mut self, at: Location, label: &str) {
        self.0.insert(at, label.to_owned());
    }

    fn parameter(&mut self, node: &Node, at: &Location) {
        if let Some(label) = placement::label(node) {
            for at in [at.clone(), at.child("in"), at.child("name")] {
                self.add(at, &label);
            }
        }
        if node
            .get("content")
            .is_some_and(|it| it.as_object().is_none())
        {
            self.add(at.child("content"), REFUSED);
        }
        self.flag(node, at);
    }

    fn body(&mut self, node: &Node, at: &Location) {
        for at in [at.clone(), at.child("content")] {
            self.add(at, LOST_BODY);
        }
        let types = node.get("content").map(Node::members).unwrap_or_default();
        let at_types = at.child("content");
        for (name, _) in types.iter().filter(|(_, it)| it.as_object().is_none()) {
            self.add(
                at_types.child(name),
                "ignored: a server rejects this media type",
            );
        }
        self.flag(node, at);
    }

    fn flag(&mut self, node: &Node, at: &Location) {
        let is_flag = node.get("required").and_then(Node::as_bool).is_some();
        if is_required(node.get("required")) && !is_flag {
            self.add(at.child("required"), REQUIRED);
        }
    }

    /// Returns the label for a diagnostic: that of its location, or of the list around it.
    pub(super) fn get(&self, diagnostic: &Diagnostic) -> Option<String> {
        let at = diagnostic.place.location()?;
        let is_index = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let in_list = at.pointer.last().is_some_and(|last| is_index(&last));
        let list = at.parent().filter(|_| in_list);
        let label = self.0.get(at).or_else(|| self.0.get(&list?));
        label.filter(|_| CODES.contains(&diagnostic.code)).cloned()
    }
}
