//! Conversion of parameters that stay parameters (Swagger 2.0, "Parameter Object"), and of headers.

use super::Upgrade;
use super::object::{Object, text};
use crate::{Node, ParameterStyle, Pointer};

/// Keywords of a parameter or header that belong in its `schema` in OpenAPI 3.
pub(crate) const KEYWORDS: [&str; 18] = [
    "type",
    "format",
    "items",
    "default",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "enum",
    "multipleOf",
    "x-nullable",
    "example",
];

/// Returns `style` and `explode` for a `collectionFormat`; `None` if OpenAPI 3 has no equivalent.
pub(super) fn style(collection_format: &str, location: &str) -> Option<(ParameterStyle, bool)> {
    match (collection_format, location) {
        ("csv", "path" | "header") => Some((ParameterStyle::Simple, false)),
        ("csv", _) => Some((ParameterStyle::Form, false)),
        ("multi", "query" | "formData") => Some((ParameterStyle::Form, true)),
        ("ssv", "query" | "formData") => Some((ParameterStyle::SpaceDelimited, false)),
        ("pipes", "query" | "formData") => Some((ParameterStyle::PipeDelimited, false)),
        _ => None,
    }
}

impl Upgrade {
    /// Converts a path, query or header parameter; a reference is unchanged.
    pub(super) fn parameter(&mut self, mut parameter: Object, now: &Pointer) -> Node {
        if parameter.get("$ref").is_some() || parameter.get("schema").is_some() {
            return parameter.into_node();
        }
        let location = parameter.text("in").unwrap_or_default().to_owned();
        if parameter.text("type") == Some("array") {
            let format = self.collection_format(&mut parameter);
            match style(&format, &location) {
                Some((style, explode)) => {
                    parameter.set("style", text(style.name()));
                    parameter.set("explode", Node::Bool(explode));
                }
                None => self.record_unsupported(&now.child("collectionFormat"), "OpenAPI 3 has no equivalent of this `collectionFormat`; elements are separated by commas"),
            }
        }
        if parameter.take("collectionFormat").is_some() {
            self.record_unsupported(
                &now.child("collectionFormat"),
                "`collectionFormat` has no effect without `type: array`",
            );
        }
        self.split_schema(&mut parameter, now);
        parameter.into_node()
    }

    /// Converts a response header.
    pub(super) fn header(&mut self, node: Node, now: &Pointer) -> Node {
        let mut header = Object::new(node);
        if header.text("type") == Some("array") && self.collection_format(&mut header) != "csv" {
            self.record_unsupported(
                &now.child("collectionFormat"),
                "OpenAPI 3 has no equivalent of this `collectionFormat`; elements are separated by commas",
            );
        }
        self.split_schema(&mut header, now);
        header.into_node()
    }

    /// Returns `collectionFormat`; the default is `csv`.
    pub(super) fn collection_format(&mut self, parameter: &mut Object) -> String {
        let format = parameter.take("collectionFormat");
        let format = format.as_ref().and_then(Node::as_text);
        format.unwrap_or("csv").to_owned()
    }

    /// Returns the schema of a form parameter.
    pub(super) fn value_schema(&mut self, parameter: &mut Object, now: &Pointer) -> Node {
        let mut schema = parameter.take_all(&KEYWORDS);
        if let Some(items) = schema.take("items") {
            let mut items = Object::new(items);
            if items.take("collectionFormat").is_some() {
                self.record_unsupported(
                    &now.child("items").child("collectionFormat"),
                    "`collectionFormat` of nested arrays has no effect",
                );
            }
            schema.set("items", items.into_node());
        }
        self.schema(schema.into_node(), now)
    }

    fn split_schema(&mut self, parameter: &mut Object, now: &Pointer) {
        let place = now.child("schema");
        self.made(place.clone(), now);
        let schema = self.value_schema(parameter, &place);
        parameter.set("schema", schema);
    }
}
