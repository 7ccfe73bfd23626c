//! The table as Markdown documentation.

use std::fmt::Write;

use super::{Field, FieldUse, ObjectKind};
use crate::Version;
use crate::upgrade::v2;

/// The kinds of objects, in the order of the specification.
const KINDS: [ObjectKind; 26] = [
    ObjectKind::Document,
    ObjectKind::Info,
    ObjectKind::Contact,
    ObjectKind::License,
    ObjectKind::Server,
    ObjectKind::ServerVariable,
    ObjectKind::Components,
    ObjectKind::PathItem,
    ObjectKind::Operation,
    ObjectKind::ExternalDocumentation,
    ObjectKind::Parameter,
    ObjectKind::RequestBody,
    ObjectKind::MediaType,
    ObjectKind::Encoding,
    ObjectKind::Response,
    ObjectKind::Callback,
    ObjectKind::Example,
    ObjectKind::Link,
    ObjectKind::Header,
    ObjectKind::Tag,
    ObjectKind::Schema,
    ObjectKind::Discriminator,
    ObjectKind::Xml,
    ObjectKind::SecurityScheme,
    ObjectKind::OAuthFlows,
    ObjectKind::OAuthFlow,
];

const HEAD: &str = "\
# Supported fields

Every field of every object, and every keyword of schemas, of OpenAPI 3.0, 3.1 and 3.2, followed by the fields of Swagger 2.0.

- **read**: affects the generated code; if it cannot, a diagnostic points to it.
- **annotation**: does not affect the generated code.
- **unsupported**: should affect the generated code, but does not; a warning points to it.

A field that is not in the table causes a warning, or an error if it is probably misspelled (for keywords of a schema since
OpenAPI 3.1: a warning). A keyword of another version than that of the document is applied, with a warning.
";

/// Returns the table of all fields and their uses by version, in Markdown.
pub fn support_page() -> String {
    let mut page = HEAD.to_owned();
    for kind in KINDS {
        let name = title(kind.name());
        let _ = writeln!(page, "\n## {name}\n");
        if kind.fields().is_empty() {
            let _ = writeln!(
                page,
                "Every key is an expression, its value a path item: **read**."
            );
            continue;
        }
        page.push_str("| field | 3.0 | 3.1 | 3.2 | |\n|---|---|---|---|---|\n");
        for field in kind.fields() {
            page.push_str(&row(field));
        }
    }
    page.push_str("\n## Swagger 2.0\n\n| object | field | becomes | |\n|---|---|---|---|\n");
    for (object, field, instead, usage) in v2::FIELDS {
        let _ = writeln!(
            page,
            "| {object} | `{field}` | {instead} | {} |",
            describe(*usage)
        );
    }
    page
}

fn row(field: &Field) -> String {
    let versions = [Version::V3_0, Version::V3_1, Version::V3_2];
    let cells = versions.map(|version| match field.is_of(version) {
        true if field.is_required(version) => "required",
        true => "yes",
        false => "–",
    });
    let usage = describe(field.usage);
    format!("| `{}` | {} | {usage} |\n", field.name, cells.join(" | "))
}

fn describe(usage: FieldUse) -> String {
    match usage {
        FieldUse::Read => "read".to_owned(),
        FieldUse::Annotation => "annotation".to_owned(),
        FieldUse::Unsupported(reason) => format!("unsupported: {reason}"),
    }
}

/// Capitalizes a name.
fn title(name: &str) -> String {
    let mut characters = name.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_a_row_for_every_field() {
        let page = support_page();
        for kind in KINDS {
            for field in kind.fields() {
                assert!(
                    page.contains(&format!("| `{}` |", field.name)),
                    "{}",
                    field.name
                );
            }
        }
        assert!(
            page.contains("| `webhooks` | – | yes | yes | read |"),
            "{page}"
        );
        assert!(
            page.contains("| `paths` | required | yes | yes | read |"),
            "{page}"
        );
    }
}
