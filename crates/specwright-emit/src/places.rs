//! Where a schema stands, in words: the doc comment of a type that the document does not describe.

use crate::docs::code;

/// A sentence on the schema that a JSON Pointer leads to: ``The schema `Pet`.``
pub(crate) fn sentence(pointer: &str) -> String {
    let segments: Vec<String> = pointer.split('/').skip(1).map(unescape).collect();
    let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    let words = describe(&segments).unwrap_or_else(|| format!("the schema at {}", code(pointer)));
    let mut chars = words.chars();
    let first = chars.next().map(|first| first.to_ascii_uppercase());
    format!(
        "{}{}.",
        first.map(String::from).unwrap_or_default(),
        chars.as_str()
    )
}

fn unescape(segment: &str) -> String {
    segment.replace("~1", "/").replace("~0", "~")
}

fn describe(segments: &[&str]) -> Option<String> {
    match segments {
        ["components", "schemas", name] | ["definitions", name] => {
            Some(format!("the schema {}", code(name)))
        }
        ["components", "parameters", name, rest @ ..] if is_root(rest) => {
            Some(format!("the parameter {}", code(name)))
        }
        ["components", "responses", name, rest @ ..] if is_root(rest) => {
            Some(format!("the body of the response {}", code(name)))
        }
        ["components", "requestBodies", name, rest @ ..] if is_root(rest) => {
            Some(format!("the body of the request {}", code(name)))
        }
        ["paths", path, method, rest @ ..] if is_operation_root(rest) => {
            Some(describe_operation(path, method, rest))
        }
        [parent @ .., "properties", name] => Some(format!(
            "the property {} of {}",
            code(name),
            describe_parent(parent)?
        )),
        [parent @ .., "anyOf" | "oneOf", _] => {
            Some(format!("an alternative of {}", describe_parent(parent)?))
        }
        [parent @ .., "allOf", _] => Some(format!("a part of {}", describe_parent(parent)?)),
        [parent @ .., "items"] => Some(format!("an item of {}", describe_parent(parent)?)),
        [parent @ .., "additionalProperties"] => {
            Some(format!("a value of {}", describe_parent(parent)?))
        }
        _ => None,
    }
}

/// The same, where it is not the alternative itself but what stands in it that is described.
fn describe_parent(segments: &[&str]) -> Option<String> {
    match segments {
        [parent @ .., "anyOf" | "oneOf" | "allOf", _] => describe_parent(parent),
        segments => describe(segments),
    }
}

/// Whether the rest of a pointer leads from a parameter, a request or a response to its own schema.
fn is_root(rest: &[&str]) -> bool {
    matches!(rest, ["schema"] | ["content", _, "schema"])
}

fn is_operation_root(rest: &[&str]) -> bool {
    match rest {
        ["requestBody", rest @ ..] | ["responses" | "parameters", _, rest @ ..] => is_root(rest),
        _ => false,
    }
}

fn describe_operation(path: &str, method: &str, rest: &[&str]) -> String {
    let operation = code(&format!("{} {path}", method.to_ascii_uppercase()));
    match rest {
        ["responses", "default", ..] => format!("the body of any other response of {operation}"),
        ["responses", status, ..] => format!(
            "the body of a response of {operation} with the status {}",
            code(status)
        ),
        ["parameters", ..] => format!("a parameter of {operation}"),
        _ => format!("the body of {operation}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pointer: &str, wanted: &str) {
        assert_eq!(sentence(pointer), wanted);
    }

    #[test]
    fn components() {
        check("/components/schemas/Pet", "The schema `Pet`.");
        check("/components/schemas/a~1b~0c", "The schema `a/b~c`.");
        check(
            "/components/responses/Pets/content/application~1json/schema",
            "The body of the response `Pets`.",
        );
        check(
            "/components/requestBodies/Pet/content/application~1json/schema",
            "The body of the request `Pet`.",
        );
    }

    #[test]
    fn parts() {
        check(
            "/components/schemas/Pet/properties/tag",
            "The property `tag` of the schema `Pet`.",
        );
        check(
            "/components/schemas/Pet/properties/tags/items",
            "An item of the property `tags` of the schema `Pet`.",
        );
        check(
            "/components/schemas/Pet/oneOf/1",
            "An alternative of the schema `Pet`.",
        );
        check(
            "/components/responses/Pets/content/application~1json/schema/anyOf/0/items",
            "An item of the body of the response `Pets`.",
        );
    }

    #[test]
    fn operations() {
        check(
            "/paths/~1pets/post/requestBody/content/application~1json/schema",
            "The body of `POST /pets`.",
        );
        check(
            "/paths/~1pets/get/responses/200/content/application~1json/schema/properties/next",
            "The property `next` of the body of a response of `GET /pets` with the status `200`.",
        );
    }

    #[test]
    fn elsewhere() {
        check("/x-models/Pet", "The schema at `/x-models/Pet`.");
        check("", "The schema at (blank).");
    }
}
