//! Shapes of references and compositions that multiply.

use super::{Shape, bounded, refused};
use crate::text::*;

/// The shapes.
pub const SHAPES: &[Shape] = &[
    bounded("a chain of allOf", 100, 10_000, |n| {
        schemas(&format!(
            r#"{},"S{n}":{{"type":"object","properties":{{"q":{{}}}}}}"#,
            many(n, |i| format!(
                r#""S{i}":{{"allOf":[{},{{"type":"object","properties":{{"p{i}":{{"type":"string"}}}}}}]}}"#,
                to(i + 1)
            ))
        ))
    }),
    bounded("a chain of allOf without properties", 500, 10_000, |n| {
        schemas(&format!(
            r#"{},"S{n}":{{"type":"object","properties":{{"q":{{}}}}}}"#,
            many(n, |i| format!(r#""S{i}":{{"allOf":[{}]}}"#, to(i + 1)))
        ))
    }),
    bounded("a chain of allOf, last first", 500, 10_000, |n| {
        schemas(&format!(
            r#""S{n}":{{"type":"object","properties":{{"q":{{}}}}}},{}"#,
            many(n, |i| format!(
                r#""S{}":{{"allOf":[{},{{"title":"a"}}]}}"#,
                n - 1 - i,
                to(n - i)
            ))
        ))
    }),
    bounded("a chain of oneOf", 500, 10_000, |n| {
        schemas(&format!(
            r#"{},"S{n}":{{"type":"string"}}"#,
            many(n, |i| format!(
                r#""S{i}":{{"oneOf":[{},{{"type":"object","required":["p{i}"],"properties":{{"p{i}":{{}}}}}}]}}"#,
                to(i + 1)
            ))
        ))
    }),
    bounded("a chain of anyOf", 500, 10_000, |n| {
        schemas(&format!(
            r#"{},"S{n}":{{"type":"string"}}"#,
            many(n, |i| format!(
                r#""S{i}":{{"anyOf":[{},{{"type":"integer","minimum":{i}}}]}}"#,
                to(i + 1)
            ))
        ))
    }),
    bounded("a chain of not", 500, 10_000, |n| {
        schemas(&format!(
            r#"{},"S{n}":{{"type":"string"}}"#,
            many(n, |i| format!(r#""S{i}":{{"not":{}}}"#, to(i + 1)))
        ))
    }),
    bounded("a chain of references", 500, 10_000, |n| {
        schemas(&format!(
            r#"{},"S{n}":{{"type":"string"}}"#,
            many(n, |i| format!(r#""S{i}":{}"#, to(i + 1)))
        ))
    }),
    bounded("a chain of references with siblings", 500, 10_000, |n| {
        schemas(&format!(
            r#"{},"S{n}":{{"type":"string"}}"#,
            many(n, |i| format!(
                r##""S{i}":{{"$ref":"#/components/schemas/S{}","maxLength":{i}}}"##,
                i + 1
            ))
        ))
    }),
    bounded("a chain of items", 500, 10_000, |n| {
        schemas(&format!(
            r#"{},"S{n}":{{"type":"string"}}"#,
            many(n, |i| format!(
                r#""S{i}":{{"type":"array","items":{}}}"#,
                to(i + 1)
            ))
        ))
    }),
    bounded("a chain of maps", 500, 10_000, |n| {
        schemas(&format!(
            r#"{},"S{n}":{{"type":"string"}}"#,
            many(n, |i| format!(
                r#""S{i}":{{"type":"object","additionalProperties":{}}}"#,
                to(i + 1)
            ))
        ))
    }),
    bounded("a chain of properties", 500, 10_000, |n| {
        schemas(&format!(
            r#"{},"S{n}":{{"type":"string"}}"#,
            many(n, |i| format!(
                r#""S{i}":{{"type":"object","properties":{{"p":{}}}}}"#,
                to(i + 1)
            ))
        ))
    }),
    bounded("a chain of conditions", 200, 5_000, |n| {
        schemas(&format!(
            r#"{},"S{n}":{{"type":"string"}}"#,
            many(n, |i| format!(
                r#""S{i}":{{"if":{0},"then":{0},"else":{0}}}"#,
                to(i + 1)
            ))
        ))
    }),
    bounded("a chain of parameters", 500, 10_000, |n| {
        root(
            r##""/a":{"get":{"responses":{},"parameters":[{"$ref":"#/components/parameters/P0"}]}}"##,
            &format!(
                r##","components":{{"parameters":{{{},"P{n}":{{"name":"a","in":"query","schema":{{}}}}}}}}"##,
                many(n, |i| format!(
                    r##""P{i}":{{"$ref":"#/components/parameters/P{}"}}"##,
                    i + 1
                ))
            ),
        )
    }),
    refused("a circle of references", 500, 10_000, |n| {
        schemas(&many(n, |i| format!(r#""S{i}":{}"#, to((i + 1) % n))))
    }),
    refused("a circle of allOf", 500, 10_000, |n| {
        schemas(&many(n, |i| {
            format!(r#""S{i}":{{"allOf":[{}]}}"#, to((i + 1) % n))
        }))
    }),
    bounded("a circle of items", 500, 10_000, |n| {
        schemas(&many(n, |i| {
            format!(r#""S{i}":{{"type":"array","items":{}}}"#, to((i + 1) % n))
        }))
    }),
    bounded("a circle of properties", 500, 10_000, |n| {
        schemas(&many(n, |i| {
            format!(
                r#""S{i}":{{"type":"object","properties":{{"p":{}}}}}"#,
                to((i + 1) % n)
            )
        }))
    }),
    bounded("a circle of required properties", 500, 10_000, |n| {
        schemas(&many(n, |i| {
            format!(
                r#""S{i}":{{"type":"object","required":["p"],"properties":{{"p":{}}}}}"#,
                to((i + 1) % n)
            )
        }))
    }),
    bounded("a circle of conditions", 200, 2_000, |n| {
        schemas(&many(n, |i| {
            format!(
                r#""S{i}":{{"type":"object","properties":{{"a":{{"if":{0},"then":{0},"else":{0}}}}}}}"#,
                to((i + 1) % n)
            )
        }))
    }),
    bounded("everything refers to everything", 40, 300, |n| {
        schemas(&many(n, |i| {
            format!(
                r#""S{i}":{{"type":"object","properties":{{{}}}}}"#,
                many(n, |j| format!(r#""p{j}":{}"#, to((i + j) % n)))
            )
        }))
    }),
    bounded("two ways at every step of allOf", 20, 200, |n| {
        schemas(&format!(
            r#"{},"S{n}":{{"type":"object","properties":{{"q":{{}}}}}}"#,
            many(n, |i| format!(r#""S{i}":{{"allOf":[{0},{0}]}}"#, to(i + 1)))
        ))
    }),
    bounded("two ways at every step of oneOf", 20, 200, |n| {
        schemas(&format!(
            r#"{},"S{n}":{{"type":"object","properties":{{"q":{{}}}}}}"#,
            many(n, |i| format!(r#""S{i}":{{"oneOf":[{0},{0}]}}"#, to(i + 1)))
        ))
    }),
    bounded("two ways at every step of anyOf", 20, 200, |n| {
        schemas(&format!(
            r#"{},"S{n}":{{"type":"object","properties":{{"q":{{}}}}}}"#,
            many(n, |i| format!(r#""S{i}":{{"anyOf":[{0},{0}]}}"#, to(i + 1)))
        ))
    }),
    bounded("two ways at every step of properties", 20, 200, |n| {
        schemas(&format!(
            r#"{},"S{n}":{{"type":"object","properties":{{"q":{{}}}}}}"#,
            many(n, |i| format!(
                r#""S{i}":{{"type":"object","properties":{{"a":{0},"b":{0}}}}}"#,
                to(i + 1)
            ))
        ))
    }),
    bounded("two ways to a value", 20, 60, |n| {
        schemas(&format!(
            r#"{},"S{n}":{{"type":"string"}}"#,
            many(n, |i| format!(
                r#""S{i}":{{"default":1,"anyOf":[{0},{{"allOf":[{0}]}}]}}"#,
                to(i + 1)
            ))
        ))
    }),
    bounded("allOf of oneOf", 5, 60, |n| {
        schema(&format!(
            r#"{{"allOf":[{}]}}"#,
            many(n, |i| format!(
                r#"{{"oneOf":[{{"type":"object","required":["a{i}"],"properties":{{"a{i}":{{}}}}}},{{"type":"object","required":["b{i}"],"properties":{{"b{i}":{{}}}}}}]}}"#
            ))
        ))
    }),
    bounded("allOf of anyOf", 5, 60, |n| {
        schema(&format!(
            r#"{{"allOf":[{}]}}"#,
            many(n, |i| format!(
                r#"{{"anyOf":[{{"type":"string","minLength":{i}}},{{"type":"integer","minimum":{i}}}]}}"#
            ))
        ))
    }),
    bounded("a form of a chain", 200, 5_000, |n| {
        root(
            r##""/a":{"post":{"requestBody":{"content":{"multipart/form-data":{"schema":{"$ref":"#/components/schemas/S0"}}}},"responses":{}}}"##,
            &format!(
                r#","components":{{"schemas":{{{},"S{n}":{{"type":"string"}}}}}}"#,
                many(n, |i| format!(
                    r#""S{i}":{{"type":"object","properties":{{"p":{}}}}}"#,
                    to(i + 1)
                ))
            ),
        )
    }),
    bounded("a query of a chain", 200, 5_000, |n| {
        root(
            r##""/a":{"get":{"parameters":[{"name":"q","in":"query","style":"deepObject","explode":true,"schema":{"$ref":"#/components/schemas/S0"}}],"responses":{}}}"##,
            &format!(
                r#","components":{{"schemas":{{{},"S{n}":{{"type":"string"}}}}}}"#,
                many(n, |i| format!(
                    r#""S{i}":{{"type":"object","properties":{{"p":{}}}}}"#,
                    to(i + 1)
                ))
            ),
        )
    }),
];
