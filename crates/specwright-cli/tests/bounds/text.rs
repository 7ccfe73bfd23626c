//! Builders for parts of documents.

/// Joins numbered parts with commas.
pub fn many(count: usize, part: impl Fn(usize) -> String) -> String {
    let parts: Vec<_> = (0..count).map(part).collect();
    parts.join(",")
}

/// Nests a part in brackets.
pub fn nested(depth: usize, open: &str, inside: &str, close: &str) -> String {
    format!("{}{inside}{}", open.repeat(depth), close.repeat(depth))
}

/// Returns a document with the members of `paths`, and other members of the root.
pub fn root(paths: &str, others: &str) -> String {
    format!(
        r#"{{"openapi":"3.1.0","info":{{"title":"T","version":"1"}},"paths":{{{paths}}}{others}}}"#
    )
}

/// Returns a document with these component schemas, one of which is used.
pub fn schemas(members: &str) -> String {
    root(
        r##""/a":{"get":{"operationId":"a","responses":{"200":{"description":"","content":{"application/json":{"schema":{"$ref":"#/components/schemas/S0"}}}}}}}"##,
        &format!(r#","components":{{"schemas":{{{members}}}}}"#),
    )
}

/// Returns a document with one schema.
pub fn schema(text: &str) -> String {
    schemas(&format!(r#""S0":{text}"#))
}

/// Returns a document with one operation with these members.
pub fn operation(members: &str) -> String {
    root(&format!(r#""/a":{{"post":{{{members}}}}}"#), "")
}

/// Returns a reference to a schema by number.
pub fn to(number: usize) -> String {
    format!(r##"{{"$ref":"#/components/schemas/S{number}"}}"##)
}

/// Returns a YAML document with an extension.
pub fn yaml(extension: &str) -> String {
    format!("openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths: {{}}\n{extension}\n")
}
