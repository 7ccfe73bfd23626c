//! Doc comments of types that the document does not describe: the place of the schema, in words.

use std::collections::HashMap;

use specwright_docs::code;
use specwright_ir::{Api, Docs};

/// The names of parameters, by the JSON Pointers to them, which hold their positions only.
type Parameters<'a> = HashMap<&'a str, &'a str>;

/// Describes each type without a description by the place of its schema.
pub(crate) fn describe(api: &mut Api) {
    let mut types = std::mem::take(&mut api.types);
    let parameters = parameters(api);
    for ty in types.iter_mut().filter(|ty| ty.docs.0.trim().is_empty()) {
        ty.docs = Docs(sentence(&ty.schema, &parameters));
    }
    api.types = types;
}

fn parameters(api: &Api) -> Parameters<'_> {
    let all = api.operations().flat_map(|it| it.all_parameters());
    all.map(|it| (it.pointer.as_str(), it.wire.as_str()))
        .collect()
}

/// A sentence on the schema that a JSON Pointer leads to: ``The schema `Pet`.``
fn sentence(pointer: &str, parameters: &Parameters<'_>) -> String {
    let segments: Vec<String> = pointer.split('/').skip(1).map(unescape).collect();
    let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    let places = Places {
        pointer,
        parameters,
    };
    let words = places
        .describe(&segments)
        .unwrap_or_else(|| format!("the schema at {}", code(pointer)));
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

/// What places are described by.
struct Places<'a> {
    pointer: &'a str,
    parameters: &'a Parameters<'a>,
}

impl Places<'_> {
    /// A schema.
    fn describe(&self, segments: &[&str]) -> Option<String> {
        match segments {
            ["components", "schemas", name] | ["definitions", name] => {
                Some(format!("the schema {}", code(name)))
            }
            [parent @ .., "properties", name] => Some(format!(
                "the property {} of {}",
                code(name),
                self.parent(parent)?
            )),
            [holder @ .., "content", _, "itemSchema"] => {
                Some(format!("an item of {}", self.holder(holder)?))
            }
            [holder @ .., "content", _, "schema"] => self.holder(holder),
            [parent @ .., "anyOf" | "oneOf", _] => {
                Some(format!("an alternative of {}", self.parent(parent)?))
            }
            [parent @ .., "allOf", _] => Some(format!("a part of {}", self.parent(parent)?)),
            [parent @ .., "items"] => Some(format!("an item of {}", self.parent(parent)?)),
            [parent @ .., "additionalProperties"] => {
                Some(format!("a value of {}", self.parent(parent)?))
            }
            [holder @ .., "schema"] => self.holder(holder),
            _ => None,
        }
    }

    /// The same, where it is not the alternative itself but what stands in it that is described.
    fn parent(&self, segments: &[&str]) -> Option<String> {
        match segments {
            [parent @ .., "anyOf" | "oneOf" | "allOf", _] => self.parent(parent),
            segments => self.describe(segments),
        }
    }

    /// What has a schema: a parameter, a header, a body.
    fn holder(&self, segments: &[&str]) -> Option<String> {
        match segments {
            ["components", "parameters", name] => Some(format!("the parameter {}", code(name))),
            ["components", "headers", name] => Some(format!("the header {}", code(name))),
            ["components", "requestBodies", name] => {
                Some(format!("the body of the request {}", code(name)))
            }
            [response @ .., "headers", name] => Some(format!(
                "the header {} of {}",
                code(name),
                response_words(response)?
            )),
            [of @ .., "requestBody"] => Some(format!("the body of {}", operation(of)?)),
            [of @ .., "parameters", _] => {
                let of = operation(of).or_else(|| path(of))?;
                let name = self.parameter(segments.len());
                Some(name.map_or_else(
                    || format!("a parameter of {of}"),
                    |name| format!("the parameter {} of {of}", code(name)),
                ))
            }
            response => Some(format!("the body of {}", response_words(response)?)),
        }
    }

    /// The name of the parameter that so many segments of the pointer lead to.
    fn parameter(&self, segments: usize) -> Option<&str> {
        let ends = self.pointer.match_indices('/').map(|(at, _)| at);
        let end = ends.skip(1).nth(segments - 1);
        let pointer = &self.pointer[..end.unwrap_or(self.pointer.len())];
        self.parameters.get(pointer).copied()
    }
}

fn response_words(segments: &[&str]) -> Option<String> {
    match segments {
        ["components", "responses", name] => Some(format!("the response {}", code(name))),
        [of @ .., "responses", "default"] => {
            Some(format!("any other response of {}", operation(of)?))
        }
        [of @ .., "responses", status] => Some(format!(
            "a response of {} with the status {}",
            operation(of)?,
            code(status)
        )),
        _ => None,
    }
}

fn operation(segments: &[&str]) -> Option<String> {
    match segments {
        ["paths", path, method] => Some(code(&format!("{} {path}", method.to_ascii_uppercase()))),
        ["webhooks", name, _] => Some(format!("the webhook {}", code(name))),
        [of @ .., "callbacks", name, _, _] => {
            Some(format!("the callback {} of {}", code(name), operation(of)?))
        }
        _ => None,
    }
}

fn path(segments: &[&str]) -> Option<String> {
    match segments {
        ["paths", path] => Some(code(path)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pointer: &str, wanted: &str) {
        let parameters = HashMap::from([
            ("/paths/~1pets/get/parameters/0", "page"),
            ("/paths/~1pets/parameters/1", "tenant"),
        ]);
        assert_eq!(sentence(pointer, &parameters), wanted);
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
    fn parameters_and_headers() {
        check(
            "/paths/~1pets/get/parameters/0/schema/items",
            "An item of the parameter `page` of `GET /pets`.",
        );
        check(
            "/paths/~1pets/parameters/1/content/application~1json/schema",
            "The parameter `tenant` of `/pets`.",
        );
        check(
            "/paths/~1pets/get/parameters/7/schema",
            "A parameter of `GET /pets`.",
        );
        check(
            "/components/parameters/Page/schema",
            "The parameter `Page`.",
        );
        check(
            "/paths/~1pets/get/responses/default/headers/X-Page/schema",
            "The header `X-Page` of any other response of `GET /pets`.",
        );
    }

    #[test]
    fn what_the_api_sends() {
        check(
            "/webhooks/pet/post/requestBody/content/application~1json/schema",
            "The body of the webhook `pet`.",
        );
        check(
            "/paths/~1pets/post/callbacks/born/{$request.body#~1url}/post/responses/200/content/text~1plain/schema",
            "The body of a response of the callback `born` of `POST /pets` with the status `200`.",
        );
        check(
            "/paths/~1pets/get/responses/200/content/application~1jsonl/itemSchema",
            "An item of the body of a response of `GET /pets` with the status `200`.",
        );
    }

    #[test]
    fn elsewhere() {
        check("/x-models/Pet", "The schema at `/x-models/Pet`.");
        check("", "The schema at (blank).");
    }
}
