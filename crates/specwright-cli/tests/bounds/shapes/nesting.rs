//! Shapes of deeply nested values, schemas and paths.

use super::{Shape, accepted, bounded, refused};
use crate::text::*;

/// The shapes.
pub const SHAPES: &[Shape] = &[
    refused("arrays in arrays", 100_000, 1_000_000, |n| {
        root("", &format!(r#","x-a":{}"#, nested(n, "[", "", "]")))
    }),
    refused("arrays that do not end", 100_000, 1_000_000, |n| {
        root("", &format!(r#","x-a":{}"#, "[".repeat(n)))
    }),
    refused("objects in objects", 100_000, 1_000_000, |n| {
        root(
            "",
            &format!(r#","x-a":{}"#, nested(n, r#"{"a":"#, "1", "}")),
        )
    }),
    refused("flow sequences in YAML", 100_000, 1_000_000, |n| {
        yaml(&format!("x-a: {}", nested(n, "[", "", "]")))
    }),
    refused("flow mappings in YAML", 100_000, 1_000_000, |n| {
        yaml(&format!("x-a: {}", nested(n, "{a: ", "1", "}")))
    }),
    refused(
        "flow sequences in YAML that do not end",
        100_000,
        1_000_000,
        |n| yaml(&format!("x-a: {}", "[".repeat(n))),
    ),
    refused(
        "block sequences in YAML, on one line",
        100_000,
        1_000_000,
        |n| yaml(&format!("x-a:\n  {}1", "- ".repeat(n))),
    ),
    refused("keys of keys in YAML", 100_000, 1_000_000, |n| {
        yaml(&format!("x-a:\n  {}1", "? ".repeat(n)))
    }),
    refused("block mappings in YAML", 2_000, 10_000, |n| {
        let lines: Vec<_> = (0..n)
            .map(|depth| format!("{}a:\n", " ".repeat(depth + 1)))
            .collect();
        yaml(&format!("x-a:\n{}", lines.concat()))
    }),
    accepted("schemas in schemas", 17, 17, |n| {
        schema(&nested(
            n,
            r#"{"type":"object","properties":{"a":{"type":"array","items":"#,
            "{}",
            "}}}",
        ))
    }),
    accepted("allOf in allOf", 55, 55, |n| {
        schema(&nested(
            n,
            r#"{"allOf":["#,
            r#"{"type":"object","properties":{"a":{}}}"#,
            "]}",
        ))
    }),
    bounded("oneOf in oneOf", 55, 55, |n| {
        schema(&nested(
            n,
            r#"{"oneOf":[{"type":"integer"},"#,
            r#"{"type":"string"}"#,
            "]}",
        ))
    }),
    bounded("not in not", 110, 110, |n| {
        schema(&nested(n, r#"{"not":"#, r#"{"type":"string"}"#, "}"))
    }),
    bounded("anyOf and allOf in turn", 25, 25, |n| {
        schema(&nested(
            n,
            r#"{"anyOf":[{"type":"integer"},{"allOf":[{"title":"a"},"#,
            r#"{"type":"string"}"#,
            "]}]}",
        ))
    }),
    bounded("callbacks in callbacks", 20, 20, |n| {
        operation(&nested(
            n,
            r#""responses":{},"callbacks":{"c":{"http://a":{"post":{"#,
            r#""responses":{}"#,
            "}}}}",
        ))
    }),
];
