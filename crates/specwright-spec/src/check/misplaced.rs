//! Fields of Swagger 2.0, and fields that are often put where they do not belong: what to do instead.

use crate::grammar::ObjectKind;

/// What to write instead of a field that an object does not have.
pub(super) fn advice(kind: ObjectKind, name: &str) -> Option<&'static str> {
    let entry = TABLE
        .iter()
        .find(|(known, field, _)| *known == kind && *field == name)?;
    Some(entry.2)
}

#[rustfmt::skip]
const TABLE: &[(ObjectKind, &str, &str)] = &[
    (ObjectKind::Document, "host", "`host` is of Swagger 2.0; write `servers`"),
    (ObjectKind::Document, "basePath", "`basePath` is of Swagger 2.0; write `servers`"),
    (ObjectKind::Document, "schemes", "`schemes` is of Swagger 2.0; write `servers`"),
    (ObjectKind::Operation, "consumes", "`consumes` is of Swagger 2.0; media types stand in `requestBody.content`"),
    (ObjectKind::Operation, "produces", "`produces` is of Swagger 2.0; media types stand in `responses.….content`"),
    (ObjectKind::Operation, "example", "examples stand beside a `schema`"),
    (ObjectKind::Parameter, "type", "`type` belongs into the `schema` of the parameter"),
    (ObjectKind::Parameter, "format", "`format` belongs into the `schema` of the parameter"),
    (ObjectKind::Parameter, "enum", "`enum` belongs into the `schema` of the parameter"),
    (ObjectKind::Parameter, "default", "`default` belongs into the `schema` of the parameter"),
    (ObjectKind::Parameter, "pattern", "`pattern` belongs into the `schema` of the parameter"),
    (ObjectKind::Parameter, "minimum", "`minimum` belongs into the `schema` of the parameter"),
    (ObjectKind::Parameter, "maximum", "`maximum` belongs into the `schema` of the parameter"),
    (ObjectKind::Parameter, "nullable", "`nullable` belongs into the `schema` of the parameter"),
    (ObjectKind::Parameter, "collectionFormat", "`collectionFormat` is of Swagger 2.0; write `style` and `explode`"),
    (ObjectKind::Header, "type", "`type` belongs into the `schema` of the header"),
    (ObjectKind::Header, "format", "`format` belongs into the `schema` of the header"),
    (ObjectKind::RequestBody, "schema", "`schema` belongs into a media type of `content`"),
    (ObjectKind::Response, "schema", "`schema` belongs into a media type of `content`"),
    (ObjectKind::Schema, "id", "`id` is of JSON Schema draft 4"),
    (ObjectKind::Schema, "optional", "a property is optional unless `required` names it"),
];
