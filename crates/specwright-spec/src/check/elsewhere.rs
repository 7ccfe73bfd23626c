//! Fields of Swagger 2.0, and fields that are often put where they do not belong: what to do instead.

use crate::grammar::Kind;

/// What to write instead of a field that an object does not have.
pub(super) fn instead(kind: Kind, name: &str) -> Option<&'static str> {
    let entry = TABLE
        .iter()
        .find(|(known, field, _)| *known == kind && *field == name)?;
    Some(entry.2)
}

#[rustfmt::skip]
const TABLE: &[(Kind, &str, &str)] = &[
    (Kind::Document, "host", "`host` is of Swagger 2.0; write `servers`"),
    (Kind::Document, "basePath", "`basePath` is of Swagger 2.0; write `servers`"),
    (Kind::Document, "schemes", "`schemes` is of Swagger 2.0; write `servers`"),
    (Kind::Operation, "consumes", "`consumes` is of Swagger 2.0; media types stand in `requestBody.content`"),
    (Kind::Operation, "produces", "`produces` is of Swagger 2.0; media types stand in `responses.….content`"),
    (Kind::Operation, "example", "examples stand beside a `schema`"),
    (Kind::Parameter, "type", "`type` belongs into the `schema` of the parameter"),
    (Kind::Parameter, "format", "`format` belongs into the `schema` of the parameter"),
    (Kind::Parameter, "enum", "`enum` belongs into the `schema` of the parameter"),
    (Kind::Parameter, "default", "`default` belongs into the `schema` of the parameter"),
    (Kind::Parameter, "pattern", "`pattern` belongs into the `schema` of the parameter"),
    (Kind::Parameter, "minimum", "`minimum` belongs into the `schema` of the parameter"),
    (Kind::Parameter, "maximum", "`maximum` belongs into the `schema` of the parameter"),
    (Kind::Parameter, "nullable", "`nullable` belongs into the `schema` of the parameter"),
    (Kind::Parameter, "collectionFormat", "`collectionFormat` is of Swagger 2.0; write `style` and `explode`"),
    (Kind::Header, "type", "`type` belongs into the `schema` of the header"),
    (Kind::Header, "format", "`format` belongs into the `schema` of the header"),
    (Kind::RequestBody, "schema", "`schema` belongs into a media type of `content`"),
    (Kind::Response, "schema", "`schema` belongs into a media type of `content`"),
    (Kind::Schema, "id", "`id` is of JSON Schema draft 4"),
    (Kind::Schema, "optional", "a property is optional unless `required` names it"),
];
