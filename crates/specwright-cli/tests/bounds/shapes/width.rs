//! Shapes of long lists and large objects.

use super::{Shape, accepted, bounded, refused};
use crate::text::*;

/// The shapes.
pub const SHAPES: &[Shape] = &[
    accepted("properties", 1_000, 100_000, |n| {
        schema(&format!(
            r#"{{"type":"object","properties":{{{}}}}}"#,
            many(n, |i| format!(r#""p{i}":{{"type":"string"}}"#))
        ))
    }),
    accepted("required properties", 1_000, 100_000, |n| {
        schema(&format!(
            r#"{{"type":"object","required":[{}],"properties":{{{}}}}}"#,
            many(n, |i| format!(r#""p{i}""#)),
            many(n, |i| format!(r#""p{i}":{{"type":"string"}}"#))
        ))
    }),
    accepted("names of one case or another", 500, 20_000, |n| {
        schema(&format!(
            r#"{{"type":"object","properties":{{{}}}}}"#,
            many(n, |i| format!(r#""{}":{{}}"#, disguised(i)))
        ))
    }),
    accepted("schemas", 500, 50_000, |n| {
        schemas(&many(n, |i| {
            format!(r#""S{i}":{{"type":"object","properties":{{"p{i}":{{"type":"string"}}}}}}"#)
        }))
    }),
    accepted("schemas of one case or another", 500, 20_000, |n| {
        schemas(&format!(
            r#""S0":{{}},{}"#,
            many(n, |i| format!(
                r#""{}":{{"type":"object","properties":{{"p{i}":{{"type":"string"}}}}}}"#,
                disguised(i)
            ))
        ))
    }),
    accepted("equal schemas", 500, 50_000, |n| {
        schemas(&many(n, |i| {
            format!(r#""S{i}":{{"type":"object","properties":{{"p":{{"type":"string"}}}}}}"#)
        }))
    }),
    accepted("paths", 200, 10_000, |n| {
        root(
            &many(n, |i| {
                format!(r#""/p{i}":{{"get":{{"responses":{{"204":{{"description":""}}}}}}}}"#)
            }),
            "",
        )
    }),
    accepted("paths without operations", 3_000, 100_000, |n| {
        root(&many(n, |i| format!(r#""/p{i}":{{}}"#)), "")
    }),
    bounded("paths of one route", 3_000, 100_000, |n| {
        root(&many(n, |i| format!(r#""/p/{{a{i}}}":{{}}"#)), "")
    }),
    refused("operations of one name", 300, 50_000, |n| {
        root(
            &many(n, |i| {
                format!(
                    r#""/p{i}":{{"get":{{"operationId":"a","responses":{{"204":{{"description":""}}}}}}}}"#
                )
            }),
            "",
        )
    }),
    bounded("parameters", 500, 10_000, |n| {
        operation(&format!(
            r#""responses":{{}},"parameters":[{}]"#,
            many(n, |i| format!(
                r#"{{"name":"p{i}","in":"query","schema":{{"type":"string"}}}}"#
            ))
        ))
    }),
    accepted("tags", 2_000, 100_000, |n| {
        root(
            "",
            &format!(
                r#","tags":[{}]"#,
                many(n, |i| format!(r#"{{"name":"t{i}"}}"#))
            ),
        )
    }),
    accepted("servers", 200, 20_000, |n| {
        root(
            "",
            &format!(
                r#","servers":[{}]"#,
                many(n, |i| format!(
                    r#"{{"url":"http://h{i}/{{v}}","variables":{{"v":{{"default":"1"}}}}}}"#
                ))
            ),
        )
    }),
    accepted("strings in an enum", 3_000, 100_000, |n| {
        schema(&format!(
            r#"{{"type":"string","enum":[{}]}}"#,
            many(n, |i| format!(r#""v{i}""#))
        ))
    }),
    accepted("strings of one name in an enum", 3_000, 25_000, |n| {
        schema(&format!(
            r#"{{"type":"string","enum":[{}]}}"#,
            many(n, |i| format!(
                r#""v{}x{}""#,
                "-".repeat(i % 100),
                "_".repeat(i / 100)
            ))
        ))
    }),
    accepted("numbers in an enum", 1_000, 20_000, |n| {
        schema(&format!(r#"{{"enum":[{}]}}"#, many(n, |i| i.to_string())))
    }),
    accepted("values of all kinds in an enum", 1_000, 20_000, |n| {
        schema(&format!(
            r#"{{"enum":[{}]}}"#,
            many(n, |i| format!(r#"{{"a":{i}}},[{i}],"{i}""#))
        ))
    }),
    accepted("references in oneOf", 200, 2_000, |n| {
        schemas(&format!(
            r#""S0":{{"oneOf":[{}]}},{}"#,
            many(n, |i| to(i + 1)),
            many(n, |i| member(i + 1))
        ))
    }),
    accepted("inline schemas in oneOf", 200, 2_000, |n| {
        schema(&format!(
            r#"{{"oneOf":[{}]}}"#,
            many(n, |i| format!(
                r#"{{"type":"object","required":["p{i}"],"properties":{{"p{i}":{{"type":"string"}}}}}}"#
            ))
        ))
    }),
    accepted("constants in oneOf", 200, 10_000, |n| {
        schema(&format!(
            r#"{{"oneOf":[{}]}}"#,
            many(n, |i| format!(
                r#"{{"type":"object","required":["kind"],"properties":{{"kind":{{"const":"k{i}"}},"p{i}":{{"type":"string"}}}}}}"#
            ))
        ))
    }),
    bounded("constants in oneOf that all share", 200, 10_000, |n| {
        schema(&format!(
            r#"{{"oneOf":[{}]}}"#,
            many(n, |i| format!(
                r#"{{"type":"object","required":["kind","p{i}"],"properties":{{"kind":{{"const":"k"}},"p{i}":{{"type":"string"}}}}}}"#
            ))
        ))
    }),
    bounded("constants in anyOf that two share", 200, 10_000, |n| {
        schema(&format!(
            r#"{{"anyOf":[{}]}}"#,
            many(n, |i| format!(
                r#"{{"type":"object","properties":{{"kind":{{"enum":["k","k{}"]}},"p{i}":{{"type":"string"}}}}}}"#,
                i / 2
            ))
        ))
    }),
    accepted("references in anyOf", 200, 2_000, |n| {
        schemas(&format!(
            r#""S0":{{"anyOf":[{}]}},{}"#,
            many(n, |i| to(i + 1)),
            many(n, |i| member(i + 1))
        ))
    }),
    accepted("references in allOf", 500, 10_000, |n| {
        schemas(&format!(
            r#""S0":{{"allOf":[{}]}},{}"#,
            many(n, |i| to(i + 1)),
            many(n, |i| member(i + 1))
        ))
    }),
    bounded("a discriminator with a mapping", 200, 2_000, |n| {
        schemas(&format!(
            r#""S0":{{"oneOf":[{}],"discriminator":{{"propertyName":"p","mapping":{{{}}}}}}},{}"#,
            many(n, |i| to(i + 1)),
            many(n, |i| format!(
                r##""m{i}":"#/components/schemas/S{}""##,
                i + 1
            )),
            many(n, |i| format!(
                r#""S{}":{{"type":"object","required":["p"],"properties":{{"p":{{"type":"string"}},"q{i}":{{"type":"string"}}}}}}"#,
                i + 1
            ))
        ))
    }),
    bounded("media types", 200, 5_000, |n| {
        operation(&format!(
            r#""responses":{{"200":{{"description":"","content":{{{}}}}}}}"#,
            many(n, |i| format!(
                r#""application/a{i}+json":{{"schema":{{"type":"object","properties":{{"p{i}":{{}}}}}}}}"#
            ))
        ))
    }),
    bounded("headers", 200, 10_000, |n| {
        operation(&format!(
            r#""responses":{{"200":{{"description":"","headers":{{{}}}}}}}"#,
            many(n, |i| format!(
                r#""X-{i}":{{"schema":{{"type":"string"}}}}"#
            ))
        ))
    }),
    bounded("security schemes", 500, 20_000, |n| {
        root(
            "",
            &format!(
                r#","security":[{}],"components":{{"securitySchemes":{{{}}}}}"#,
                many(n, |i| format!(r#"{{"s{i}":[]}}"#)),
                many(n, |i| format!(
                    r#""s{i}":{{"type":"http","scheme":"bearer"}}"#
                ))
            ),
        )
    }),
    bounded("pattern properties", 50, 2_000, |n| {
        schema(&format!(
            r#"{{"type":"object","patternProperties":{{{}}}}}"#,
            many(n, |i| format!(r#""^p{i}":{{"type":"string"}}"#))
        ))
    }),
];

/// Returns a name that differs from others only in characters that case conversion removes.
fn disguised(number: usize) -> String {
    let parts: Vec<_> = (0..17)
        .map(|bit| if number >> bit & 1 == 1 { "a-" } else { "a_" })
        .collect();
    parts.concat()
}

/// Returns a schema that differs from all others.
fn member(number: usize) -> String {
    format!(r#""S{number}":{{"type":"object","properties":{{"p{number}":{{"type":"string"}}}}}}"#)
}
