//! Fields: known, of the right type, and there if required. All from the table of [`grammar`](crate::grammar).

use super::error;
use crate::grammar::{Kind, Seen, Shape, Use, is_extension};
use crate::suggest::nearest;
use crate::{Location, Node, Report, Version};

pub(super) fn check(seen: Seen, node: &Node, at: &Location, report: &mut Report) {
    match seen {
        Seen::Object(kind) => check_object(kind, node, at, report),
        Seen::Reference(_) => {}
        Seen::Mismatch(_) if matches!(node, Node::Null) => report.push(error::null_field(at)),
        Seen::Mismatch(shape) => report.push(error::wrong_type(
            at,
            &shape.describe(),
            node,
            hint(shape, node, at),
        )),
        Seen::Unquoted => report.push(error::unquoted(at, node)),
    }
}

/// What to write instead of a value of the wrong type, where one guess is much better than others.
fn hint(shape: Shape, node: &Node, at: &Location) -> Option<String> {
    let key = at.pointer.last().unwrap_or_default();
    match (shape, node) {
        (Shape::Boolean, Node::String(text)) if matches!(text.as_str(), "true" | "false" | "yes" | "no" | "on" | "off") => {
            let value = matches!(text.as_str(), "true" | "yes" | "on");
            Some(format!("write `{value}`, without quotes"))
        }
        (Shape::Boolean, Node::Number(number)) if key.starts_with("exclusive") => {
            let bound = if key == "exclusiveMinimum" { "minimum" } else { "maximum" };
            Some(format!("in OpenAPI 3.0 write `{bound}: {}` and `{key}: true`", number.as_str()))
        }
        (Shape::Boolean, Node::Array(_)) if key == "required" => {
            Some("a list of required properties belongs into the schema that has the `properties`".to_owned())
        }
        (Shape::List(_), Node::Bool(_)) if key == "required" => {
            Some("list the names of required properties in the schema that has the `properties`".to_owned())
        }
        (Shape::Text, Node::Array(_)) if key == "type" => {
            Some("several types are of OpenAPI 3.1; in 3.0 null is `nullable: true`, and other choices are `oneOf`".to_owned())
        }
        (Shape::List(Shape::Text), Node::String(text)) => Some(format!("write `[{text}]`")),
        _ => None,
    }
}

fn check_object(kind: Kind, node: &Node, at: &Location, report: &mut Report) {
    for field in kind
        .fields()
        .iter()
        .filter(|field| field.is_required(Version::V3_0) && node.get(field.name).is_none())
    {
        report.push(error::missing_field(at, kind, field.name));
    }
    for (key, value) in node.members().iter().filter(|(key, _)| !is_extension(key)) {
        match kind
            .field(key)
            .filter(|field| field.is_of(Version::V3_0))
            .map(|field| field.usage)
        {
            // An empty object says nothing that could be ignored.
            Some(Use::Unsupported(_)) if value.members().is_empty() => {}
            Some(Use::Unsupported(reason)) => {
                report.push(error::ignored_field(&at.child(key), key, reason))
            }
            Some(Use::Read | Use::Annotation) => {}
            None => report.push(unknown(kind, key, node, &at.child(key))),
        }
    }
}

fn unknown(kind: Kind, key: &str, node: &Node, at: &Location) -> crate::Diagnostic {
    if let Some((_, _, instead)) = ELSEWHERE
        .iter()
        .find(|(elsewhere, name, _)| *elsewhere == kind && *name == key)
    {
        return error::unknown_field(at, kind, key, Some(instead));
    }
    // A field that is there already was not meant once more.
    let absent = kind
        .fields()
        .iter()
        .filter(|field| field.is_of(Version::V3_0))
        .map(|field| field.name)
        .filter(|name| node.get(name).is_none());
    match nearest(key, absent) {
        Some(meant) => error::misspelled_field(at, kind, key, meant),
        None => error::unknown_field(at, kind, key, None),
    }
}

/// Fields that other versions have, or that are often put where they do not belong: what to do instead.
const ELSEWHERE: &[(Kind, &str, &str)] = &[
    (Kind::Document, "webhooks", "`webhooks` is of OpenAPI 3.1"),
    (
        Kind::Document,
        "jsonSchemaDialect",
        "`jsonSchemaDialect` is of OpenAPI 3.1",
    ),
    (
        Kind::Document,
        "host",
        "`host` is of Swagger 2.0; write `servers`",
    ),
    (
        Kind::Document,
        "basePath",
        "`basePath` is of Swagger 2.0; write `servers`",
    ),
    (
        Kind::Document,
        "schemes",
        "`schemes` is of Swagger 2.0; write `servers`",
    ),
    (
        Kind::Info,
        "summary",
        "`summary` is of OpenAPI 3.1; write `description`",
    ),
    (
        Kind::License,
        "identifier",
        "`identifier` is of OpenAPI 3.1; write `url`",
    ),
    (
        Kind::Components,
        "pathItems",
        "`pathItems` is of OpenAPI 3.1",
    ),
    (
        Kind::Operation,
        "consumes",
        "`consumes` is of Swagger 2.0; media types stand in `requestBody.content`",
    ),
    (
        Kind::Operation,
        "produces",
        "`produces` is of Swagger 2.0; media types stand in `responses.….content`",
    ),
    (
        Kind::Operation,
        "example",
        "examples stand beside a `schema`",
    ),
    (
        Kind::Parameter,
        "type",
        "`type` belongs into the `schema` of the parameter",
    ),
    (
        Kind::Parameter,
        "format",
        "`format` belongs into the `schema` of the parameter",
    ),
    (
        Kind::Parameter,
        "enum",
        "`enum` belongs into the `schema` of the parameter",
    ),
    (
        Kind::Parameter,
        "default",
        "`default` belongs into the `schema` of the parameter",
    ),
    (
        Kind::Parameter,
        "pattern",
        "`pattern` belongs into the `schema` of the parameter",
    ),
    (
        Kind::Parameter,
        "minimum",
        "`minimum` belongs into the `schema` of the parameter",
    ),
    (
        Kind::Parameter,
        "maximum",
        "`maximum` belongs into the `schema` of the parameter",
    ),
    (
        Kind::Parameter,
        "nullable",
        "`nullable` belongs into the `schema` of the parameter",
    ),
    (
        Kind::Parameter,
        "collectionFormat",
        "`collectionFormat` is of Swagger 2.0; write `style` and `explode`",
    ),
    (
        Kind::Header,
        "type",
        "`type` belongs into the `schema` of the header",
    ),
    (
        Kind::Header,
        "format",
        "`format` belongs into the `schema` of the header",
    ),
    (
        Kind::Response,
        "schema",
        "`schema` belongs into a media type of `content`",
    ),
    (
        Kind::Schema,
        "examples",
        "`examples` is of OpenAPI 3.1; in 3.0 write `example`",
    ),
    (
        Kind::Schema,
        "const",
        "`const` is of OpenAPI 3.1; in 3.0 write `enum` with one value",
    ),
    (
        Kind::Schema,
        "patternProperties",
        "`patternProperties` is of OpenAPI 3.1; in 3.0 write `additionalProperties`",
    ),
    (
        Kind::Schema,
        "propertyNames",
        "`propertyNames` is of OpenAPI 3.1",
    ),
    (
        Kind::Schema,
        "prefixItems",
        "`prefixItems` is of OpenAPI 3.1",
    ),
    (Kind::Schema, "contains", "`contains` is of OpenAPI 3.1"),
    (
        Kind::Schema,
        "if",
        "`if` is of OpenAPI 3.1; in 3.0 write `oneOf`",
    ),
    (
        Kind::Schema,
        "then",
        "`then` is of OpenAPI 3.1; in 3.0 write `oneOf`",
    ),
    (
        Kind::Schema,
        "else",
        "`else` is of OpenAPI 3.1; in 3.0 write `oneOf`",
    ),
    (
        Kind::Schema,
        "$defs",
        "`$defs` is of OpenAPI 3.1; in 3.0 write `components.schemas`",
    ),
    (
        Kind::Schema,
        "definitions",
        "schemas with a name stand under `components.schemas`",
    ),
    (Kind::Schema, "$schema", "`$schema` is of OpenAPI 3.1"),
    (Kind::Schema, "$id", "`$id` is of OpenAPI 3.1"),
    (Kind::Schema, "id", "`id` is of JSON Schema draft 4"),
    (Kind::Schema, "$comment", "`$comment` is of OpenAPI 3.1"),
    (
        Kind::Schema,
        "contentEncoding",
        "`contentEncoding` is of OpenAPI 3.1; in 3.0 write `format: byte`",
    ),
    (
        Kind::Schema,
        "contentMediaType",
        "`contentMediaType` is of OpenAPI 3.1",
    ),
    (
        Kind::Schema,
        "unevaluatedProperties",
        "`unevaluatedProperties` is of OpenAPI 3.1",
    ),
    (
        Kind::Schema,
        "dependentRequired",
        "`dependentRequired` is of OpenAPI 3.1",
    ),
    (
        Kind::Schema,
        "optional",
        "a property is optional unless `required` names it",
    ),
];

/// "All fixed fields declared above are objects that MUST use keys that match `^[a-zA-Z0-9\.\-_]+$`" (OpenAPI 3.0.4,
/// "Components Object").
pub(super) fn check_component_names(components: &Node, at: &Location, report: &mut Report) {
    for (kind, names) in components
        .members()
        .iter()
        .filter(|(kind, _)| Kind::Components.field(kind).is_some())
    {
        for (name, _) in names.members() {
            let valid =
                |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
            if name.is_empty() || !name.bytes().all(valid) {
                report.push(error::invalid_component_name(
                    &at.child(kind).child(name),
                    name,
                ));
            }
        }
    }
}
