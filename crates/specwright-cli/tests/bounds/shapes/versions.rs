//! Shapes of documents of older versions.

use super::{Shape, accepted, bounded};
use crate::text::*;

/// The shapes.
pub const SHAPES: &[Shape] = &[
    accepted("definitions of 2.0", 300, 30_000, |n| {
        format!(
            r#"{{"swagger":"2.0","info":{{"title":"T","version":"1"}},"paths":{{}},"definitions":{{{}}}}}"#,
            many(n, |i| format!(
                r#""S{i}":{{"type":"object","properties":{{"a{i}":{{"type":"string"}}}}}}"#
            ))
        )
    }),
    bounded("parameters of 2.0", 200, 10_000, |n| {
        format!(
            r#"{{"swagger":"2.0","info":{{"title":"T","version":"1"}},"paths":{{"/a":{{"post":{{"responses":{{"200":{{"description":""}}}},"parameters":[{}]}}}}}}}}"#,
            many(n, |i| format!(
                r#"{{"name":"p{i}","in":"formData","type":"string"}}"#
            ))
        )
    }),
    bounded("paths of 2.0", 100, 10_000, |n| {
        format!(
            r#"{{"swagger":"2.0","info":{{"title":"T","version":"1"}},"paths":{{{}}}}}"#,
            many(n, |i| format!(
                r#""/a{i}":{{"get":{{"responses":{{"200":{{"description":"","schema":{{"type":"object"}}}}}}}}}}"#
            ))
        )
    }),
];
