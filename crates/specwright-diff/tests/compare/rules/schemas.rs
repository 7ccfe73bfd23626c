//! The rules about schemas.

use super::{Case, check, composites};

/// Schemas of a request body, of scalar values.
pub const CASES: &[Case] = &[
    ("schema-added", "{}", "{type: string}"),
    ("schema-removed", "{type: string}", "{}"),
    (
        "type-narrowed",
        "{type: [string, integer]}",
        "{type: string}",
    ),
    (
        "type-widened",
        "{type: string}",
        "{type: [string, integer]}",
    ),
    ("type-changed", "{type: string}", "{type: integer}"),
    (
        "type-declared",
        "{maxLength: 3}",
        "{type: string, maxLength: 3}",
    ),
    (
        "type-undeclared",
        "{type: string, maxLength: 3}",
        "{maxLength: 3}",
    ),
    (
        "became-nullable",
        "{type: string}",
        "{type: [string, 'null']}",
    ),
    (
        "became-not-nullable",
        "{anyOf: [{type: string}, {type: 'null'}]}",
        "{type: string}",
    ),
    (
        "value-forbidden",
        "{type: string}",
        "{type: string, not: {}}",
    ),
    (
        "value-permitted",
        "{type: string, not: {}}",
        "{type: string}",
    ),
    ("enum-value-removed", "{enum: [a, b, c]}", "{enum: [a, b]}"),
    ("enum-value-added", "{enum: [a, b]}", "{enum: [a, b, c]}"),
    ("constant-changed", "{const: a}", "{enum: [b]}"),
    ("enum-added", "{type: string}", "{type: string, enum: [a]}"),
    (
        "enum-removed",
        "{type: string, enum: [a]}",
        "{type: string}",
    ),
    (
        "enum-replaced",
        "{type: string, enum: [abc]}",
        "{type: string, maxLength: 2}",
    ),
    (
        "minimum-raised",
        "{type: number, minimum: 1}",
        "{type: number, minimum: 2}",
    ),
    (
        "minimum-lowered",
        "{type: integer, exclusiveMinimum: 1}",
        "{type: integer, minimum: 1}",
    ),
    (
        "minimum-added",
        "{type: number}",
        "{type: number, minimum: 2}",
    ),
    (
        "minimum-removed",
        "{type: number, minimum: 2}",
        "{type: number}",
    ),
    (
        "maximum-raised",
        "{type: number, maximum: 1}",
        "{type: number, maximum: 2}",
    ),
    (
        "maximum-lowered",
        "{type: number, maximum: 2}",
        "{type: number, exclusiveMaximum: 2}",
    ),
    (
        "maximum-added",
        "{type: number}",
        "{type: number, maximum: 2}",
    ),
    (
        "maximum-removed",
        "{type: number, maximum: 2}",
        "{type: number}",
    ),
    (
        "min-length-raised",
        "{type: string, minLength: 1}",
        "{type: string, minLength: 2}",
    ),
    (
        "min-length-lowered",
        "{type: string, minLength: 2}",
        "{type: string, minLength: 1}",
    ),
    (
        "min-length-added",
        "{type: string, minLength: 0}",
        "{type: string, minLength: 1}",
    ),
    (
        "min-length-removed",
        "{type: string, minLength: 1}",
        "{type: string}",
    ),
    (
        "max-length-raised",
        "{type: string, maxLength: 1}",
        "{type: string, maxLength: 2}",
    ),
    (
        "max-length-lowered",
        "{type: string, maxLength: 2}",
        "{type: string, maxLength: 1}",
    ),
    (
        "max-length-added",
        "{type: string}",
        "{type: string, maxLength: 1}",
    ),
    (
        "max-length-removed",
        "{type: string, maxLength: 1}",
        "{type: string}",
    ),
    (
        "min-items-raised",
        "{type: array, minItems: 1}",
        "{type: array, minItems: 2}",
    ),
    (
        "min-items-lowered",
        "{type: array, minItems: 2}",
        "{type: array, minItems: 1}",
    ),
    (
        "min-items-added",
        "{type: array}",
        "{type: array, minItems: 1}",
    ),
    (
        "min-items-removed",
        "{type: array, minItems: 1}",
        "{type: array}",
    ),
    (
        "max-items-raised",
        "{type: array, maxItems: 1}",
        "{type: array, maxItems: 2}",
    ),
    (
        "max-items-lowered",
        "{type: array, maxItems: 2}",
        "{type: array, maxItems: 1}",
    ),
    (
        "max-items-added",
        "{type: array}",
        "{type: array, items: false}",
    ),
    (
        "max-items-removed",
        "{type: array, maxItems: 1}",
        "{type: array}",
    ),
    (
        "min-properties-raised",
        "{type: object, minProperties: 1}",
        "{type: object, minProperties: 2}",
    ),
    (
        "min-properties-lowered",
        "{type: object, minProperties: 2}",
        "{type: object, minProperties: 1}",
    ),
    (
        "min-properties-added",
        "{type: object}",
        "{type: object, minProperties: 1}",
    ),
    (
        "min-properties-removed",
        "{type: object, minProperties: 1}",
        "{type: object}",
    ),
    (
        "max-properties-raised",
        "{type: object, maxProperties: 1}",
        "{type: object, maxProperties: 2}",
    ),
    (
        "max-properties-lowered",
        "{type: object, maxProperties: 2}",
        "{type: object, maxProperties: 1}",
    ),
    (
        "max-properties-added",
        "{type: object}",
        "{type: object, maxProperties: 1}",
    ),
    (
        "max-properties-removed",
        "{type: object, maxProperties: 1}",
        "{type: object}",
    ),
    (
        "became-integer",
        "{type: number}",
        "{type: number, multipleOf: 1}",
    ),
    ("became-number", "{type: integer}", "{type: number}"),
    (
        "multiple-of-added",
        "{type: number}",
        "{type: number, multipleOf: 0.5}",
    ),
    (
        "multiple-of-removed",
        "{type: number, multipleOf: 0.5}",
        "{type: number}",
    ),
    (
        "multiple-of-narrowed",
        "{type: number, multipleOf: 2}",
        "{type: number, multipleOf: 6}",
    ),
    (
        "multiple-of-widened",
        "{type: number, multipleOf: 6}",
        "{type: number, multipleOf: 2}",
    ),
    (
        "multiple-of-changed",
        "{type: number, multipleOf: 2}",
        "{type: number, multipleOf: 3}",
    ),
    (
        "number-format-narrowed",
        "{type: integer, format: int64}",
        "{type: integer, format: int32}",
    ),
    (
        "number-format-widened",
        "{type: number, format: float}",
        "{type: number, format: double}",
    ),
    (
        "number-format-changed",
        "{type: number, format: float}",
        "{type: number, format: int64}",
    ),
    (
        "pattern-added",
        "{type: string}",
        "{type: string, pattern: '^a'}",
    ),
    (
        "pattern-removed",
        "{type: string, pattern: '^a'}",
        "{type: string}",
    ),
    (
        "pattern-narrowed",
        "{type: string, pattern: '^[a-z]+$'}",
        "{type: string, pattern: '^[a-f]+$'}",
    ),
    (
        "pattern-widened",
        "{type: string, pattern: '^[a-f]+$'}",
        "{type: string, pattern: '^[a-z]+$'}",
    ),
    (
        "pattern-changed",
        "{type: string, pattern: '^[a-f]+$'}",
        "{type: string, pattern: '^[e-z]+$'}",
    ),
    (
        "string-format-added",
        "{type: string}",
        "{type: string, format: uuid}",
    ),
    (
        "string-format-removed",
        "{type: string, format: uuid}",
        "{type: string, format: password}",
    ),
    (
        "string-format-changed",
        "{type: string, format: date}",
        "{type: string, format: date-time}",
    ),
    (
        "unknown-format-changed",
        "{type: string}",
        "{type: string, format: iban}",
    ),
    (
        "content-encoding-changed",
        "{type: string, contentEncoding: base64}",
        "{type: string, contentEncoding: base32}",
    ),
    (
        "content-media-type-changed",
        "{type: string, contentMediaType: image/png}",
        "{type: string, contentMediaType: image/gif}",
    ),
];

/// Schemas of a response.
pub const RESPONSES: &[Case] = &[
    (
        "property-became-write-only",
        "{type: object, properties: {a: {type: string}}}",
        "{type: object, properties: {a: {type: string, writeOnly: true}}}",
    ),
    (
        "required-property-became-write-only",
        "{type: object, properties: {a: {type: string}}, required: [a]}",
        "{type: object, properties: {a: {type: string, writeOnly: true}}, required: [a]}",
    ),
    (
        "property-no-longer-write-only",
        "{type: object, properties: {a: {type: string, writeOnly: true}}}",
        "{type: object, properties: {a: {type: string}}}",
    ),
    (
        "required-property-no-longer-write-only",
        "{type: object, properties: {a: {type: string, writeOnly: true}}, required: [a]}",
        "{type: object, properties: {a: {type: string}}, required: [a]}",
    ),
];

const HEAD: &str = "openapi: 3.1.0
info: {title: t, version: '1'}
components:
  schemas:
    Cat: {type: object, properties: {kind: {type: string}, sort: {type: string}, lives: {type: integer}}, required: [kind, sort, lives]}
    Dog: {type: object, properties: {kind: {type: string}, sort: {type: string}, name: {type: string}}, required: [kind, sort, name]}
paths:
  /a:
    post:
";

#[test]
fn schemas_of_requests() {
    let cases = [CASES, composites::CASES].concat();
    check(&cases, |schema| {
        let body = format!("requestBody: {{content: {{application/json: {{schema: {schema}}}}}}}");
        format!("{HEAD}      {body}\n      responses: {{'204': {{description: ok}}}}\n")
    });
}

#[test]
fn schemas_of_responses() {
    check(RESPONSES, |schema| {
        let content = format!("{{application/json: {{schema: {schema}}}}}");
        format!("{HEAD}      responses: {{'200': {{description: ok, content: {content}}}}}\n")
    });
}
