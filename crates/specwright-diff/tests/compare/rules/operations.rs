//! The rules about operations, their parameters, bodies, responses and lives.

use super::{Case, check};

/// Parts of an operation.
pub const CASES: &[Case] = &[
    ("operation-id-changed", "operationId: a", "operationId: b"),
    ("operation-tags-changed", "tags: [a]", "tags: [b]"),
    ("operation-summary-changed", "summary: a", "summary: b"),
    (
        "operation-description-changed",
        "description: a",
        "description: b",
    ),
    (
        "required-body-added",
        "",
        "requestBody: {required: true, content: {text/plain: {}}}",
    ),
    (
        "optional-body-added",
        "",
        "requestBody: {content: {text/plain: {}}}",
    ),
    (
        "body-removed",
        "requestBody: {content: {text/plain: {}}}",
        "",
    ),
    (
        "body-became-required",
        "requestBody: {content: {text/plain: {}}}",
        "requestBody: {required: true, content: {text/plain: {}}}",
    ),
    (
        "body-became-optional",
        "requestBody: {required: true, content: {text/plain: {}}}",
        "requestBody: {content: {text/plain: {}}}",
    ),
    (
        "media-type-removed",
        "requestBody: {content: {text/plain: {}, text/csv: {}}}",
        "requestBody: {content: {text/plain: {}}}",
    ),
    (
        "media-type-added",
        "requestBody: {content: {text/plain: {}}}",
        "requestBody: {content: {text/plain: {}, text/csv: {}}}",
    ),
    (
        "media-type-narrowed",
        "requestBody: {content: {'text/*': {}}}",
        "requestBody: {content: {text/csv: {}}}",
    ),
    (
        "media-type-widened",
        "requestBody: {content: {text/csv: {}}}",
        "requestBody: {content: {'text/*': {}}}",
    ),
    (
        "encoding-changed",
        "requestBody: {content: {application/x-www-form-urlencoded: {schema: {type: object}, encoding: {a: {style: form}}}}}",
        "requestBody: {content: {application/x-www-form-urlencoded: {schema: {type: object}, encoding: {a: {style: pipeDelimited}}}}}",
    ),
    (
        "encoding-content-type-narrowed",
        "requestBody: {content: {multipart/form-data: {schema: {type: object}, encoding: {a: {contentType: 'image/png, image/gif'}}}}}",
        "requestBody: {content: {multipart/form-data: {schema: {type: object}, encoding: {a: {contentType: image/png}}}}}",
    ),
    (
        "encoding-content-type-widened",
        "requestBody: {content: {multipart/form-data: {schema: {type: object}, encoding: {a: {contentType: image/png}}}}}",
        "requestBody: {content: {multipart/form-data: {schema: {type: object}, encoding: {a: {contentType: 'image/gif, image/png'}}}}}",
    ),
    (
        "success-response-removed",
        "responses: {'200': {description: a}, '201': {description: b}}",
        "responses: {'200': {description: a}}",
    ),
    (
        "success-response-added",
        "responses: {'200': {description: a}}",
        "responses: {'200': {description: a}, '201': {description: b}}",
    ),
    (
        "error-response-removed",
        "responses: {'200': {description: a}, '404': {description: b}}",
        "responses: {'200': {description: a}}",
    ),
    (
        "error-response-added",
        "responses: {'200': {description: a}}",
        "responses: {'200': {description: a}, '404': {description: b}}",
    ),
    (
        "optional-header-removed",
        "responses: {'200': {description: a, headers: {X-A: {schema: {type: string}}}}}",
        "responses: {'200': {description: a}}",
    ),
    (
        "required-header-removed",
        "responses: {'200': {description: a, headers: {X-A: {required: true, schema: {type: string}}}}}",
        "responses: {'200': {description: a}}",
    ),
    (
        "optional-header-added",
        "responses: {'200': {description: a}}",
        "responses: {'200': {description: a, headers: {X-A: {schema: {type: string}}}}}",
    ),
    (
        "required-header-added",
        "responses: {'200': {description: a}}",
        "responses: {'200': {description: a, headers: {X-A: {required: true, schema: {type: string}}}}}",
    ),
    (
        "header-became-required",
        "responses: {'200': {description: a, headers: {X-A: {schema: {type: string}}}}}",
        "responses: {'200': {description: a, headers: {x-a: {required: true, schema: {type: string}}}}}",
    ),
    (
        "header-became-optional",
        "responses: {'200': {description: a, headers: {X-A: {required: true, schema: {type: string}}}}}",
        "responses: {'200': {description: a, headers: {x-a: {schema: {type: string}}}}}",
    ),
    (
        "callback-added",
        "",
        "callbacks: {done: {'{$request.query.url}': {post: {responses: {'200': {description: a}}}}}}",
    ),
    (
        "callback-removed",
        "callbacks: {done: {'{$request.query.url}': {post: {responses: {'200': {description: a}}}}}}",
        "",
    ),
    ("deprecated", "", "deprecated: true"),
    ("no-longer-deprecated", "deprecated: true", ""),
    (
        "sunset-added",
        "deprecated: true",
        "deprecated: true\n      x-sunset: '2030-01-01'",
    ),
    (
        "sunset-removed",
        "deprecated: true\n      x-sunset: '2030-01-01'",
        "deprecated: true",
    ),
    (
        "sunset-postponed",
        "deprecated: true\n      x-sunset: '2030-01-01'",
        "deprecated: true\n      x-sunset: '2031-01-01'",
    ),
    (
        "sunset-advanced",
        "deprecated: true\n      x-sunset: '2030-01-01'",
        "deprecated: true\n      x-sunset: '2029-01-01T00:00:00Z'",
    ),
    ("sunset-invalid", "x-sunset: soon", "x-sunset: later"),
    (
        "stability-lowered",
        "x-stability-level: stable",
        "x-stability-level: beta",
    ),
    ("stability-raised", "x-stability-level: beta", ""),
    (
        "stability-invalid",
        "x-stability-level: stable",
        "x-stability-level: solid",
    ),
];

/// Lists of parameters.
pub const PARAMETERS: &[Case] = &[
    (
        "parameter-removed",
        "[{name: a, in: query, schema: {type: string}}]",
        "[]",
    ),
    (
        "optional-parameter-added",
        "[]",
        "[{name: a, in: query, schema: {type: string}}]",
    ),
    (
        "required-parameter-added",
        "[]",
        "[{name: a, in: query, required: true, schema: {type: string}}]",
    ),
    (
        "parameter-moved",
        "[{name: a, in: query, schema: {type: string}}]",
        "[{name: a, in: header, schema: {type: string}}]",
    ),
    (
        "parameter-became-required",
        "[{name: a, in: query, schema: {type: string}}]",
        "[{name: a, in: query, required: true, schema: {type: string}}]",
    ),
    (
        "parameter-became-optional",
        "[{name: A, in: header, required: true, schema: {type: string}}]",
        "[{name: a, in: header, schema: {type: string}}]",
    ),
    (
        "parameter-style-changed",
        "[{name: a, in: query, schema: {type: array, items: {type: string}}}]",
        "[{name: a, in: query, explode: false, schema: {type: array, items: {type: string}}}]",
    ),
    (
        "allow-reserved-added",
        "[{name: a, in: query, schema: {type: string}}]",
        "[{name: a, in: query, allowReserved: true, schema: {type: string}}]",
    ),
    (
        "allow-reserved-removed",
        "[{name: a, in: query, allowReserved: true, schema: {type: string}}]",
        "[{name: a, in: query, schema: {type: string}}]",
    ),
    (
        "parameter-removed-after-sunset",
        "[{name: a, in: query, deprecated: true, x-sunset: '2020-01-01', schema: {type: string}}]",
        "[]",
    ),
    (
        "parameter-removed-before-sunset",
        "[{name: a, in: query, deprecated: true, x-sunset: '2030-01-01', schema: {type: string}}]",
        "[]",
    ),
];

const HEAD: &str = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths:\n  /a:\n    post:\n";
const OK: &str = "responses: {'200': {description: ok}}";

#[test]
fn parts_of_operations() {
    check(CASES, |part| {
        let responses = if part.contains("responses: {'2") && !part.contains("callbacks") {
            ""
        } else {
            OK
        };
        format!("{HEAD}      {part}\n      {responses}\n")
    });
}

#[test]
fn parameters() {
    check(PARAMETERS, |list| {
        format!("{HEAD}      parameters: {list}\n      {OK}\n")
    });
}
