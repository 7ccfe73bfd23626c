//! Documents that are small and multiply when references are copied: the bytes of copies are counted and limited.

use crate::shapes::{Shape, refused};
use crate::text::*;

/// The shapes.
pub const COPIES: &[Shape] = &[
    refused("aliases of one large text", 3_000, 100_000, |n| {
        let aliases = vec!["*a"; n].join(",");
        yaml(&format!("x-a: &a {}\nx-b: [{aliases}]", "a".repeat(10 * n)))
    }),
    refused("aliases of one large key", 3_000, 100_000, |n| {
        let aliases = vec!["*a"; n].join(",");
        let key = "a".repeat(10 * n.min(50_000));
        yaml(&format!("x-a: &a\n  ? {key}\n  : 1\nx-b: [{aliases}]"))
    }),
    refused("merge keys of one large text", 3_000, 100_000, |n| {
        let text = "a".repeat(10 * n);
        let merges = many(n, |_| "{<<: *a}".to_owned());
        yaml(&format!("x-a: &a {{b: {text}}}\nx-b: [{merges}]"))
    }),
    refused(
        "anchors around one large text",
        1_000_000,
        10_000_000,
        |n| {
            let anchors: Vec<_> = (0..100).map(|i| format!("&a{i} [")).collect();
            let (open, close) = (anchors.concat(), "]".repeat(100));
            yaml(&format!("x-a: {open}{}{close}", "a".repeat(n)))
        },
    ),
    refused("media types of 2.0 times operations", 700, 10_000, |n| {
        let response = r#"{"200":{"description":"","schema":{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string"}}}}}"#;
        swagger(
            &format!(r#","produces":[{}]"#, many(n, |i| format!(r#""a/b{i}""#))),
            &many(n, |i| {
                format!(r#""/a{i}":{{"get":{{"responses":{response}}}}}"#)
            }),
        )
    }),
    refused("a form field of 2.0 that is shared", 3_000, 30_000, |n| {
        let text = "a".repeat(10 * n);
        swagger(
            &format!(
                r#","parameters":{{"P":{{"name":"p","in":"formData","type":"string","description":"{text}"}}}}"#
            ),
            &many(n, |i| {
                format!(
                    r##""/a{i}":{{"post":{{"parameters":[{{"$ref":"#/parameters/P"}}],"responses":{{"200":{{"description":""}}}}}}}}"##
                )
            }),
        )
    }),
    refused("a response of 2.0 that is shared", 3_000, 30_000, |n| {
        let text = "a".repeat(10 * n);
        swagger(
            &format!(
                r#","responses":{{"R":{{"description":"{text}","schema":{{"type":"string"}}}}}}"#
            ),
            &many(n, |i| {
                format!(
                    r##""/a{i}":{{"get":{{"produces":["a/b"],"responses":{{"200":{{"$ref":"#/responses/R"}}}}}}}}"##
                )
            }),
        )
    }),
    refused(
        "descriptions of parameters that are shared",
        3_000,
        10_000,
        |n| {
            let text = "a ".repeat(5 * n);
            root(
                &many(n, |i| {
                    format!(
                        r##""/a{i}":{{"get":{{"parameters":[{{"$ref":"#/components/parameters/P"}},{{"name":"q{i}","in":"query","schema":{{"type":"string"}}}}],"responses":{{"200":{{"description":""}}}}}}}}"##
                    )
                }),
                &format!(
                    r#","components":{{"parameters":{{"P":{{"name":"p","in":"query","schema":{{"type":"string"}},"description":"{text}"}}}}}}"#
                ),
            )
        },
    ),
    refused("descriptions that allOf takes in", 3_000, 10_000, |n| {
        let text = "a ".repeat(5 * n);
        schemas(&format!(
            r#""S0":{{"type":"object","properties":{{"p":{{"type":"string","description":"{text}"}}}}}},{}"#,
            many(n, |i| format!(
                r##""S{0}":{{"allOf":[{{"$ref":"#/components/schemas/S0"}},{{"properties":{{"q{0}":{{"type":"string"}}}}}}]}}"##,
                i + 1
            ))
        ))
    }),
];

/// Returns a Swagger 2.0 document with these members of the root and paths.
fn swagger(members: &str, paths: &str) -> String {
    format!(
        r#"{{"swagger":"2.0","info":{{"title":"T","version":"1"}}{members},"paths":{{{paths}}}}}"#
    )
}
