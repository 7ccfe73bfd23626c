//! Labels of diagnostics whose repair depends on their place.

use std::collections::HashMap;

use crate::grammar::{FieldShape, ObjectKind, Seen, is_reference};
use crate::lenient::constraints::{REFUSED, is_invalid_schema, unreadable};
use crate::lenient::placement::{self, UNMET, is_required};
use crate::paths::{is_inherited, overrides};
use crate::resolve::Resolved;
use crate::{Code, Diagnostic, Location, Node};

const LOST_BODY: &str = "read as a required body of any media type";
const REQUIRED: &str = "read as `required: true`";

/// The codes of these diagnostics.
const CODES: [Code; 7] = [
    Code::OperationReference,
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
    /// Collects the repairs of invalid constraints, parameters, bodies and operations.
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
            Seen::Reference(ObjectKind::Operation) => {
                let is_found = !is_reference(resolved.node(resolved.follow(at)));
                let label = match is_found {
                    true => followed(node),
                    false => "ignored".to_owned(),
                };
                labels.add(at.child("$ref"), &label);
            }
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

/// The fields of an operation that are joined with those of the target of its `$ref`.
const JOINED: [&str; 2] = ["parameters", "security"];

/// Returns the label of an operation that is a `$ref`, with the fields beside it.
fn followed(node: &Node) -> String {
    let mut label = "followed".to_owned();
    let members = node.members().iter();
    let fields = members.filter(|(key, value)| !JOINED.contains(&&**key) && overrides(key, value));
    let names: Vec<_> = fields.map(|(key, _)| format!("`{key}`")).collect();
    match names.as_slice() {
        [] => {}
        [one] => label.push_str(&format!("; {one} beside it takes precedence")),
        [first @ .., last] => {
            let first = first.join(", ");
            label.push_str(&format!("; {first} and {last} beside it take precedence"));
        }
    }
    if node.get("parameters").is_some() {
        label.push_str("; `parameters` are joined by name and `in`");
    }
    if node.get("requestBody").is_some_and(is_inherited) {
        label.push_str("; the body of the path item is used unless the target has one");
    }
    if node.get("security").is_some() {
        label.push_str("; `security` beside it is required as well");
    }
    label
}
