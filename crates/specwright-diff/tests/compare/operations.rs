//! Operations, webhooks and callbacks.

use crate::cases::{changes, line};

const HEAD: &str = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\n";

#[track_caller]
fn check(old: &str, new: &str, expected: &[&str]) {
    let found = changes(&format!("{HEAD}{old}"), &format!("{HEAD}{new}"));
    let lines: Vec<String> = found.iter().map(line).collect();
    assert_eq!(lines, expected, "{found:#?}");
}

const OK: &str = "responses: {'200': {description: ok}}";

#[test]
fn operations_are_matched_by_method_and_template() {
    let one = |name: &str| {
        let parameter = format!(
            "parameters: [{{name: {name}, in: path, required: true, schema: {{type: string}}}}]"
        );
        format!("paths:\n  /a/{{{name}}}:\n    get: {{{parameter}, {OK}}}\n")
    };
    check(&one("id"), &one("key"), &[]);
    let two = format!("{}  /b: {{get: {{{OK}}}}}\n", one("id"));
    check(&one("id"), &two, &["operation-added compatible"]);
    check(&two, &one("id"), &["operation-removed breaking"]);
}

#[test]
fn texts_of_operations_are_reported() {
    let operation = |texts: &str| format!("paths: {{/a: {{get: {{{texts}, {OK}}}}}}}\n");
    let old = operation("operationId: a, tags: [x, y], summary: s, description: d");
    check(
        &old,
        &operation("operationId: a, tags: [y, x], summary: s, description: d"),
        &[],
    );
    let expected = [
        "operation-id-changed same",
        "operation-summary-changed same",
        "operation-description-changed same",
        "operation-tags-changed same",
    ];
    check(
        &old,
        &operation("operationId: b, tags: [x], summary: t, description: e"),
        &expected,
    );
}

#[test]
fn webhooks_and_callbacks_are_operations() {
    let webhook = format!("webhooks: {{paid: {{post: {{{OK}}}}}}}\n");
    check("paths: {}\n", &webhook, &["webhook-added compatible"]);
    check(&webhook, "paths: {}\n", &["webhook-removed breaking"]);
    let operation = |callbacks: &str| format!("paths: {{/a: {{get: {{{callbacks}{OK}}}}}}}\n");
    let callback =
        format!("callbacks: {{paid: {{'{{$request.body#/url}}': {{post: {{{OK}}}}}}}}}, ");
    check(
        &operation(""),
        &operation(&callback),
        &["callback-added compatible"],
    );
    check(
        &operation(&callback),
        &operation(""),
        &["callback-removed breaking"],
    );
}
