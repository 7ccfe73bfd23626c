//! What `format` of strings comes to.
//!
//! | `format`                  | `formats = "typed"`      | `"assert"`               | `"annotate"` |
//! |---------------------------|--------------------------|--------------------------|--------------|
//! | `date-time`, `date`, `uuid`, `byte` | a type         | a type                   | told         |
//! | others with a checker     | told                     | a rule                   | told         |
//! | `password`, `binary`      | nothing                  | nothing                  | nothing      |
//! | any other                 | told                     | told                     | told         |

use specwright_ir::{Format, Type};
use specwright_spec::{Schema, Types};

use super::Standing;
use crate::Formats;
use crate::context::Context;

/// The type of a format, and the lengths that it implies.
pub(super) fn typed(context: &Context<'_>, it: &Standing<'_>) -> Option<(Type, (u64, u64))> {
    if context.options.formats == Formats::Annotate {
        return None;
    }
    match it.merged.format? {
        "date-time" => Some((Type::Timestamp, (20, u64::MAX))),
        "date" => Some((Type::Date, (10, 10))),
        "uuid" => Some((Type::Uuid, (36, 36))),
        "byte" => Some((Type::Base64, (0, u64::MAX))),
        _ => None,
    }
}

/// The type that a format is one of (OpenAPI's Format Registry, "JSON Data Type").
pub(super) fn type_of(format: &str) -> Option<Types> {
    let none = Types::default();
    match format {
        "int32" | "int64" => Some(Types {
            integer: true,
            ..none
        }),
        "float" | "double" => Some(Types {
            number: true,
            ..none
        }),
        // The last four are of JSON Schema draft 3 (section 5.23), whose names some still use.
        "password" | "binary" | "host-name" | "ip-address" | "color" | "phone" => Some(Types {
            string: true,
            ..none
        }),
        _ => Format::named(format).map(|_| Types {
            string: true,
            ..none
        }),
    }
}

/// The formats that are rules of a string.
pub(super) fn asserted(context: &mut Context<'_>, it: &Standing<'_>) -> Vec<Format> {
    if context.options.formats != Formats::Assert {
        return Vec::new();
    }
    let schemas = it
        .merged
        .parts
        .iter()
        .map(|id| &context.document.schemas[*id]);
    let mut formats: Vec<Format> = schemas
        .filter_map(|schema| Format::named(schema.format.as_deref()?))
        .collect();
    formats.sort_unstable();
    formats.dedup();
    context.asserted.extend(&formats);
    formats
}

/// The format that a schema asserts where no type is made of it.
pub(super) fn of_schema(context: &mut Context<'_>, schema: &Schema) -> Option<Format> {
    let format = Format::named(schema.format.as_deref()?)?;
    let is_string = schema.types.is_some_and(|types| types.string);
    let has_type = matches!(
        format,
        Format::DateTime | Format::Date | Format::Uuid | Format::Byte
    );
    let asserts = match context.options.formats {
        Formats::Typed => is_string && has_type,
        Formats::Assert => true,
        Formats::Annotate => false,
    };
    let found = asserts.then_some(format);
    context.asserted.extend(found);
    found
}
