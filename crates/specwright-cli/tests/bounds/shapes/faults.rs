//! Shapes of documents with many faults.

use super::{Shape, refused};
use crate::text::*;

/// The shapes.
pub const SHAPES: &[Shape] = &[
    refused("references to nothing", 2_000, 50_000, |n| {
        schemas(&many(n, |i| {
            format!(r##""S{i}":{{"type":"array","items":{{"$ref":"#/components/schemas/T{i}"}}}}"##)
        }))
    }),
    refused("misspelled fields", 1_000, 50_000, |n| {
        root(
            "",
            &format!(
                r#","components":{{"schemas":{{{}}}}}"#,
                many(n, |i| format!(
                    r#""S{i}":{{"typ":"string","maxLength":"a"}}"#
                ))
            ),
        )
    }),
    refused("wrong types", 3_000, 100_000, |n| {
        root(&many(n, |i| format!(r#""/p{i}":7"#)), "")
    }),
    refused("schemes that are not declared", 2_000, 50_000, |n| {
        root(
            "",
            &format!(
                r#","security":[{}]"#,
                many(n, |i| format!(r#"{{"s{i}":[]}}"#))
            ),
        )
    }),
    refused("files that are not there", 2_000, 20_000, |n| {
        schemas(&many(n, |i| format!(r#""S{i}":{{"$ref":"f{i}.yaml"}}"#)))
    }),
];
