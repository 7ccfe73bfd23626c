//! The parts that documents are made of.

/// Many parts, each of its number, parted by commas.
pub fn many(count: usize, part: impl Fn(usize) -> String) -> String {
    let parts: Vec<_> = (0..count).map(part).collect();
    parts.join(",")
}

/// A part inside many others.
pub fn nested(depth: usize, open: &str, inside: &str, close: &str) -> String {
    format!("{}{inside}{}", open.repeat(depth), close.repeat(depth))
}

/// A document of the members of `paths`, and others of the root.
pub fn root(paths: &str, others: &str) -> String {
    format!(
        r#"{{"openapi":"3.1.0","info":{{"title":"T","version":"1"}},"paths":{{{paths}}}{others}}}"#
    )
}

/// A document whose components are these schemas, one of which is used.
pub fn schemas(members: &str) -> String {
    root(
        r##""/a":{"get":{"operationId":"a","responses":{"200":{"description":"","content":{"application/json":{"schema":{"$ref":"#/components/schemas/S0"}}}}}}}"##,
        &format!(r#","components":{{"schemas":{{{members}}}}}"#),
    )
}

/// A document of one schema.
pub fn schema(text: &str) -> String {
    schemas(&format!(r#""S0":{text}"#))
}

/// A document of one operation, of which the members are given.
pub fn operation(members: &str) -> String {
    root(&format!(r#""/a":{{"post":{{{members}}}}}"#), "")
}

/// A reference to a schema by its number.
pub fn to(number: usize) -> String {
    format!(r##"{{"$ref":"#/components/schemas/S{number}"}}"##)
}

/// A document in YAML, whose free part is an extension.
pub fn yaml(extension: &str) -> String {
    format!("openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths: {{}}\n{extension}\n")
}
