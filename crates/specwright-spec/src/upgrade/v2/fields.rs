//! The fields that only Swagger 2.0 has, with their equivalents.

use crate::grammar::FieldUse;
use crate::grammar::FieldUse::{Annotation, Read, Unsupported};

const JOINED: FieldUse = Unsupported("`tsv` and nested arrays are read as `csv`");

/// The object, the field, its equivalent in OpenAPI 3, and its use. All other fields are equal in OpenAPI 3.
#[rustfmt::skip]
pub(crate) const FIELDS: &[(&str, &str, &str, FieldUse)] = &[
    ("Swagger", "swagger", "`openapi`", Read),
    ("Swagger", "host", "`servers`", Read),
    ("Swagger", "basePath", "`servers`", Read),
    ("Swagger", "schemes", "`servers`", Read),
    ("Swagger", "consumes", "the media types of `requestBody.content`", Read),
    ("Swagger", "produces", "the media types of `responses.….content`", Read),
    ("Swagger", "definitions", "`components.schemas`", Read),
    ("Swagger", "parameters", "`components.parameters` and `components.requestBodies`", Read),
    ("Swagger", "responses", "`components.responses`", Read),
    ("Swagger", "securityDefinitions", "`components.securitySchemes`", Read),
    ("Operation", "consumes", "the media types of `requestBody.content`", Read),
    ("Operation", "produces", "the media types of `responses.….content`", Read),
    ("Operation", "schemes", "`servers`", Read),
    ("Parameter", "in: body", "`requestBody`", Read),
    ("Parameter", "in: formData", "`requestBody`, one property each", Read),
    ("Parameter", "type, format, items, default, maximum, …", "`schema`", Read),
    ("Parameter", "collectionFormat: csv, ssv, pipes, multi", "`style` and `explode`", Read),
    ("Parameter", "collectionFormat: tsv", "nothing", JOINED),
    ("Items", "collectionFormat", "nothing", JOINED),
    ("Response", "schema", "`content`", Read),
    ("Response", "examples", "`example` of a media type", Annotation),
    ("Header", "type, format, items, …", "`schema`", Read),
    ("Schema", "discriminator", "`discriminator.propertyName`", Read),
    ("Schema", "type: file", "`type: string`, `format: binary`", Read),
    ("Schema", "x-nullable", "`nullable`", Read),
    ("Security Scheme", "type: basic", "`type: http`, `scheme: basic`", Read),
    ("Security Scheme", "flow: implicit, password, application, accessCode", "`flows`", Read),
];
