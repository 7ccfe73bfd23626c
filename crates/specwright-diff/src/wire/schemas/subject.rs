//! The names of places for messages.

use specwright_spec::Pointer;

/// Returns the place of a schema: its path within a component, such as `` `Pet.tags[]` ``, or within a value of an operation,
/// such as ``request body `name` ``.
pub(super) fn subject(pointer: &Pointer, root: &str) -> String {
    let segments: Vec<String> = pointer.segments().map(|it| it.into_owned()).collect();
    let component = |from: usize| segments.get(from).map(String::as_str);
    let (base, rest) = match segments.first().map(String::as_str) {
        Some("components") if component(1) == Some("schemas") => (component(2), 3),
        Some("definitions") => (component(1), 2),
        _ => (
            None,
            segments
                .iter()
                .position(|it| it == "schema")
                .map_or(segments.len(), |at| at + 1),
        ),
    };
    let path = path(segments.get(rest..).unwrap_or_default());
    match base {
        Some(name) => format!("`{name}{path}`"),
        None if path.is_empty() => root.to_owned(),
        None => format!("{root} `{}`", path.trim_start_matches('.')),
    }
}

/// Returns the path of the members that keywords lead to, such as `.tags[]`.
fn path(segments: &[String]) -> String {
    let mut path = String::new();
    let mut segments = segments.iter();
    while let Some(keyword) = segments.next() {
        match keyword.as_str() {
            "properties" => segments
                .next()
                .into_iter()
                .for_each(|name| path.push_str(&format!(".{name}"))),
            "patternProperties" => segments
                .next()
                .into_iter()
                .for_each(|name| path.push_str(&format!("./{name}/"))),
            "prefixItems" => segments
                .next()
                .into_iter()
                .for_each(|index| path.push_str(&format!("[{index}]"))),
            "items" => path.push_str("[]"),
            "additionalProperties" => path.push_str(".*"),
            _ => {}
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_paths() {
        for (pointer, expected) in [
            ("/components/schemas/Pet", "`Pet`"),
            (
                "/components/schemas/Pet/allOf/0/properties/tags/items",
                "`Pet.tags[]`",
            ),
            ("/definitions/Pet/additionalProperties", "`Pet.*`"),
            (
                "/paths/~1a/post/requestBody/content/x/schema/properties/a",
                "request body `a`",
            ),
            (
                "/paths/~1a/post/requestBody/content/x/schema",
                "request body",
            ),
            ("/paths/~1a/post/parameters/0/items", "request body"),
        ] {
            let pointer = Pointer::parse(pointer).expect("a pointer");
            assert_eq!(subject(&pointer, "request body"), expected);
        }
    }
}
