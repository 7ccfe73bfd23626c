//! The shapes of documents, and how large each is made.

use crate::text::*;

/// A shape of document that grows with a number.
pub struct Shape {
    /// What it is called.
    pub name: &'static str,
    /// The number in every run of the tests.
    pub short: usize,
    /// The number for a long run.
    pub long: usize,
    /// The text for a number.
    pub document: fn(usize) -> String,
    /// Whether a strict run takes it at both sizes, or refuses it at both; none where either will do.
    pub accepted: Option<bool>,
}

const fn taken(
    name: &'static str,
    short: usize,
    long: usize,
    document: fn(usize) -> String,
) -> Shape {
    Shape {
        name,
        short,
        long,
        document,
        accepted: Some(true),
    }
}

/// A shape that a strict run refuses.
pub const fn refused(
    name: &'static str,
    short: usize,
    long: usize,
    document: fn(usize) -> String,
) -> Shape {
    Shape {
        name,
        short,
        long,
        document,
        accepted: Some(false),
    }
}

const fn bounded(
    name: &'static str,
    short: usize,
    long: usize,
    document: fn(usize) -> String,
) -> Shape {
    Shape {
        name,
        short,
        long,
        document,
        accepted: None,
    }
}

/// Every shape.
pub const SHAPES: &[Shape] = &[
    // Nesting.
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
    taken("schemas in schemas", 17, 17, |n| {
        schema(&nested(
            n,
            r#"{"type":"object","properties":{"a":{"type":"array","items":"#,
            "{}",
            "}}}",
        ))
    }),
    taken("allOf in allOf", 55, 55, |n| {
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
    // YAML's own.
    refused("aliases of aliases", 12, 60, |n| {
        let lines: Vec<_> = (1..n)
            .map(|i| {
                format!(
                    "x-{i}: &a{i} [{}]\n",
                    vec![format!("*a{}", i - 1); 10].join(",")
                )
            })
            .collect();
        yaml(&format!("x-0: &a0 [1]\n{}", lines.concat()))
    }),
    bounded("many aliases of something large", 2_000, 100_000, |n| {
        yaml(&format!(
            "x-a: &a [{}]\nx-b: [{}]",
            many(n, |i| i.to_string()),
            vec!["*a"; n].join(",")
        ))
    }),
    refused("merge keys of merge keys", 12, 60, |n| {
        let lines: Vec<_> = (1..n).map(|i| format!("x-{i}: &a{i}\n  a: {{<<: *a{0}}}\n  b: {{<<: *a{0}}}\n  c: {{<<: *a{0}}}\n  d: {{<<: *a{0}}}\n", i - 1)).collect();
        yaml(&format!("x-0: &a0 {{e: 1}}\n{}", lines.concat()))
    }),
    bounded("many merge keys in one mapping", 5_000, 100_000, |n| {
        yaml(&format!(
            "x-a: [{}]\nx-b:\n{}",
            many(n, |i| format!("&a{i} {{k{i}: 1}}")),
            (0..n).map(|i| format!("  <<: *a{i}\n")).collect::<String>()
        ))
    }),
    bounded("many anchors", 10_000, 100_000, |n| {
        yaml(&format!("x-a: [{}]", many(n, |i| format!("&a{i} 1"))))
    }),
    refused("one key again and again", 5_000, 100_000, |n| {
        yaml(&format!("x-a: {{{}}}", vec!["a: 1"; n].join(",")))
    }),
    // Width.
    taken("properties", 1_000, 100_000, |n| {
        schema(&format!(
            r#"{{"type":"object","properties":{{{}}}}}"#,
            many(n, |i| format!(r#""p{i}":{{"type":"string"}}"#))
        ))
    }),
    taken("required properties", 1_000, 100_000, |n| {
        schema(&format!(
            r#"{{"type":"object","required":[{}],"properties":{{{}}}}}"#,
            many(n, |i| format!(r#""p{i}""#)),
            many(n, |i| format!(r#""p{i}":{{"type":"string"}}"#))
        ))
    }),
    taken("names of one case or another", 500, 20_000, |n| {
        schema(&format!(
            r#"{{"type":"object","properties":{{{}}}}}"#,
            many(n, |i| format!(r#""{}":{{}}"#, disguised(i)))
        ))
    }),
    taken("schemas", 500, 50_000, |n| {
        schemas(&many(n, |i| {
            format!(r#""S{i}":{{"type":"object","properties":{{"p{i}":{{"type":"string"}}}}}}"#)
        }))
    }),
    taken("schemas of one case or another", 500, 20_000, |n| {
        schemas(&format!(
            r#""S0":{{}},{}"#,
            many(n, |i| format!(
                r#""{}":{{"type":"object","properties":{{"p{i}":{{"type":"string"}}}}}}"#,
                disguised(i)
            ))
        ))
    }),
    taken("equal schemas", 500, 50_000, |n| {
        schemas(&many(n, |i| {
            format!(r#""S{i}":{{"type":"object","properties":{{"p":{{"type":"string"}}}}}}"#)
        }))
    }),
    taken("paths", 200, 10_000, |n| {
        root(
            &many(n, |i| {
                format!(r#""/p{i}":{{"get":{{"responses":{{"204":{{"description":""}}}}}}}}"#)
            }),
            "",
        )
    }),
    taken("paths without operations", 3_000, 100_000, |n| {
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
    taken("tags", 2_000, 100_000, |n| {
        root(
            "",
            &format!(
                r#","tags":[{}]"#,
                many(n, |i| format!(r#"{{"name":"t{i}"}}"#))
            ),
        )
    }),
    taken("servers", 200, 20_000, |n| {
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
    taken("strings in an enum", 3_000, 100_000, |n| {
        schema(&format!(
            r#"{{"type":"string","enum":[{}]}}"#,
            many(n, |i| format!(r#""v{i}""#))
        ))
    }),
    taken("numbers in an enum", 1_000, 20_000, |n| {
        schema(&format!(r#"{{"enum":[{}]}}"#, many(n, |i| i.to_string())))
    }),
    taken("values of all kinds in an enum", 1_000, 20_000, |n| {
        schema(&format!(
            r#"{{"enum":[{}]}}"#,
            many(n, |i| format!(r#"{{"a":{i}}},[{i}],"{i}""#))
        ))
    }),
    taken("references in oneOf", 200, 2_000, |n| {
        schemas(&format!(
            r#""S0":{{"oneOf":[{}]}},{}"#,
            many(n, |i| to(i + 1)),
            many(n, |i| member(i + 1))
        ))
    }),
    taken("inline schemas in oneOf", 200, 2_000, |n| {
        schema(&format!(
            r#"{{"oneOf":[{}]}}"#,
            many(n, |i| format!(
                r#"{{"type":"object","required":["p{i}"],"properties":{{"p{i}":{{"type":"string"}}}}}}"#
            ))
        ))
    }),
    taken("references in anyOf", 200, 2_000, |n| {
        schemas(&format!(
            r#""S0":{{"anyOf":[{}]}},{}"#,
            many(n, |i| to(i + 1)),
            many(n, |i| member(i + 1))
        ))
    }),
    taken("references in allOf", 500, 10_000, |n| {
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
    // Tangles.
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
    // Length.
    taken("a long description", 1_000_000, 50_000_000, |n| {
        schema(&format!(r#"{{"description":"{}"}}"#, "word ".repeat(n / 5)))
    }),
    taken("many lines", 20_000, 500_000, |n| {
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
    // Faults.
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
    // Patterns.
    bounded("a long pattern", 5_000, 1_000_000, |n| {
        pattern(&format!("^{}$", "a".repeat(n)))
    }),
    bounded("a long class of letters", 2_000, 50_000, |n| {
        pattern(&format!(
            "^[{}]$",
            (0..n)
                .filter_map(|i| char::from_u32(0x4e00 + 2 * i as u32))
                .collect::<String>()
        ))
    }),
    bounded("many alternatives", 1_000, 100_000, |n| {
        pattern(&format!(
            "^({})$",
            (0..n)
                .map(|i| format!("a{i}"))
                .collect::<Vec<_>>()
                .join("|")
        ))
    }),
    bounded("groups in groups", 1_000, 100_000, |n| {
        pattern(&nested(n, "(", "a", ")"))
    }),
    bounded("groups that do not end", 1_000, 100_000, |n| {
        pattern(&"(".repeat(n))
    }),
    bounded("quantifiers on quantifiers", 5, 20, |n| {
        pattern(&nested(n, "(", "a", "{1,99})"))
    }),
    bounded("repeats of optionals", 50, 5_000, |n| {
        pattern(&format!("^(a?){{{n}}}a{{{n}}}$"))
    }),
    bounded("a number of any size", 1, 400, |n| {
        pattern(&format!("^a{{{}}}$", "9".repeat(n)))
    }),
    bounded("an exponential automaton", 10, 1_000, |n| {
        pattern(&format!("(a|b)*a(a|b){{{n}}}$"))
    }),
    bounded("gaps", 20, 2_000, |n| pattern(&".*a".repeat(n))),
    bounded("letters of all scripts", 10, 2_000, |n| {
        pattern(&format!("^{}$", r"\\p{L}\\P{Lu}".repeat(n)))
    }),
    bounded("look-around", 10, 2_000, |n| {
        pattern(&format!(
            "^{}",
            (0..n).map(|i| format!("(?=.*a{i})")).collect::<String>()
        ))
    }),
    bounded("look-around in look-around", 10, 2_000, |n| {
        pattern(&nested(n, "(?!", "a", ")"))
    }),
    bounded("back-references", 10, 2_000, |n| {
        pattern(&format!("{}{}", "(a*)".repeat(n), r"\\1".repeat(n)))
    }),
    bounded("many patterns", 100, 5_000, |n| {
        schemas(&many(n, |i| {
            format!(
                r#""S{i}":{{"type":"string","pattern":"^(a|b)*a{i}(a|b){{{}}}$"}}"#,
                i % 20
            )
        }))
    }),
    // Older versions.
    taken("definitions of 2.0", 300, 30_000, |n| {
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

/// A name that differs from others in what casing takes away.
fn disguised(number: usize) -> String {
    let parts: Vec<_> = (0..17)
        .map(|bit| if number >> bit & 1 == 1 { "a-" } else { "a_" })
        .collect();
    parts.concat()
}

/// A schema that no other is like.
fn member(number: usize) -> String {
    format!(r#""S{number}":{{"type":"object","properties":{{"p{number}":{{"type":"string"}}}}}}"#)
}

/// A document with a pattern, as JSON writes it.
fn pattern(text: &str) -> String {
    schema(&format!(r#"{{"type":"string","pattern":"{text}"}}"#))
}
