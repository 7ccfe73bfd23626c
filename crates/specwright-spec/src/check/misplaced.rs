//! Advice for fields of Swagger 2.0 and fields that are often misplaced.

use crate::grammar::ObjectKind;

/// Returns the help for a field that the object does not define.
pub(super) fn advice(kind: ObjectKind, name: &str) -> Option<&'static str> {
    let entry = TABLE
        .iter()
        .find(|(known, field, _)| *known == kind && *field == name)?;
    Some(entry.2)
}

#[rustfmt::skip]
const TABLE: &[(ObjectKind, &str, &str)] = &[
    (ObjectKind::Document, "host", "`host` is Swagger 2.0 syntax; write `servers`"),
    (ObjectKind::Document, "basePath", "`basePath` is Swagger 2.0 syntax; write `servers`"),
    (ObjectKind::Document, "schemes", "`schemes` is Swagger 2.0 syntax; write `servers`"),
    (ObjectKind::Operation, "consumes", "`consumes` is Swagger 2.0 syntax; declare media types in `requestBody.content`"),
    (ObjectKind::Operation, "produces", "`produces` is Swagger 2.0 syntax; declare media types in `responses.….content`"),
    (ObjectKind::Operation, "example", "move the example beside a `schema`"),
    (ObjectKind::Parameter, "type", "`type` belongs in the `schema` of the parameter"),
    (ObjectKind::Parameter, "format", "`format` belongs in the `schema` of the parameter"),
    (ObjectKind::Parameter, "enum", "`enum` belongs in the `schema` of the parameter"),
    (ObjectKind::Parameter, "default", "`default` belongs in the `schema` of the parameter"),
    (ObjectKind::Parameter, "pattern", "`pattern` belongs in the `schema` of the parameter"),
    (ObjectKind::Parameter, "minimum", "`minimum` belongs in the `schema` of the parameter"),
    (ObjectKind::Parameter, "maximum", "`maximum` belongs in the `schema` of the parameter"),
    (ObjectKind::Parameter, "nullable", "`nullable` belongs in the `schema` of the parameter"),
    (ObjectKind::Parameter, "collectionFormat", "`collectionFormat` is Swagger 2.0 syntax; write `style` and `explode`"),
    (ObjectKind::Header, "type", "`type` belongs in the `schema` of the header"),
    (ObjectKind::Header, "format", "`format` belongs in the `schema` of the header"),
    (ObjectKind::RequestBody, "schema", "`schema` belongs in a media type of `content`"),
    (ObjectKind::Response, "schema", "`schema` belongs in a media type of `content`"),
    (ObjectKind::Schema, "id", "`id` is JSON Schema draft 4 syntax"),
    (ObjectKind::Schema, "optional", "a property is optional unless `required` names it"),
];
