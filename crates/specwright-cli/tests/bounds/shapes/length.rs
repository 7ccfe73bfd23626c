//! Shapes of long names, texts and numbers.

use super::{Shape, accepted, bounded};
use crate::text::*;

/// The shapes.
pub const SHAPES: &[Shape] = &[
    accepted("a long description", 1_000_000, 50_000_000, |n| {
        schema(&format!(r#"{{"description":"{}"}}"#, "word ".repeat(n / 5)))
    }),
    accepted("many lines", 20_000, 500_000, |n| {
        schema(&format!(r#"{{"description":"{}"}}"#, r"a\n".repeat(n)))
    }),
    bounded("a long name of a schema", 100_000, 1_000_000, |n| {
        schemas(&format!(
            r#""S0":{{}},"S{}":{{"type":"object","properties":{{"a":{{}}}}}}"#,
            "a".repeat(n)
        ))
    }),
    bounded("a long name of a property", 100_000, 1_000_000, |n| {
        schema(&format!(
            r#"{{"type":"object","properties":{{"{}":{{}}}}}}"#,
            "aB".repeat(n / 2)
        ))
    }),
    bounded("a long operationId", 100_000, 1_000_000, |n| {
        operation(&format!(
            r#""operationId":"{}","responses":{{"204":{{"description":""}}}}"#,
            "a-".repeat(n / 2)
        ))
    }),
    bounded("a long path", 20_000, 1_000_000, |n| {
        root(
            &format!(
                r#""{}":{{"get":{{"responses":{{"204":{{"description":""}}}}}}}}"#,
                "/a".repeat(n / 2)
            ),
            "",
        )
    }),
    bounded("a path of many parameters", 200, 5_000, |n| {
        root(
            &format!(
                r#""{}":{{"get":{{"parameters":[{}],"responses":{{"204":{{"description":""}}}}}}}}"#,
                (0..n).map(|i| format!("/{{p{i}}}")).collect::<String>(),
                many(n, |i| format!(
                    r#"{{"name":"p{i}","in":"path","required":true,"schema":{{"type":"string"}}}}"#
                ))
            ),
            "",
        )
    }),
    bounded("a path of undeclared parameters", 500, 10_000, |n| {
        root(
            &format!(
                r#""{}":{{"get":{{"responses":{{"204":{{"description":""}}}}}}}}"#,
                (0..n).map(|i| format!("/{{p{i}}}")).collect::<String>()
            ),
            "",
        )
    }),
    bounded("a long reference", 100_000, 1_000_000, |n| {
        schema(&format!(
            r##"{{"$ref":"#/components/schemas/{}"}}"##,
            "a/".repeat(n / 2)
        ))
    }),
    bounded("a long value of an enum", 100_000, 1_000_000, |n| {
        schema(&format!(
            r#"{{"type":"string","enum":["{}","b"]}}"#,
            "a".repeat(n)
        ))
    }),
    bounded("a long number", 100_000, 10_000_000, |n| {
        schema(&format!(
            r#"{{"type":"number","default":{0},"minimum":-{0},"maximum":{0}.{0},"multipleOf":0.{0},"enum":[{0}]}}"#,
            "1".repeat(n)
        ))
    }),
    bounded("a large exponent", 6, 400, |n| {
        schema(&format!(
            r#"{{"type":"number","default":1e{0},"minimum":-1e{0},"maximum":1e{0},"multipleOf":1e-{0},"enum":[1e{0}]}}"#,
            "9".repeat(n)
        ))
    }),
    bounded("a large exponent of an integer", 6, 400, |n| {
        schema(&format!(
            r#"{{"type":"integer","default":1e{0},"minimum":-1e{0},"maximum":1e{0},"multipleOf":1e{0}}}"#,
            "9".repeat(n)
        ))
    }),
    bounded("a large exponent of a length", 6, 400, |n| {
        schema(&format!(
            r#"{{"type":"object","properties":{{"a":{{"type":"string","minLength":1e{0}}},"b":{{"type":"array","maxItems":1e{0}}}}}}}"#,
            "9".repeat(n)
        ))
    }),
    bounded("small exponents in one enum", 500, 5_000, |n| {
        schema(&format!(
            r#"{{"enum":[{}]}}"#,
            many(n, |i| format!("1e{},1e-{}", i * 1000, i * 1000))
        ))
    }),
];
