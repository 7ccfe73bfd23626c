//! The types and rules of the formats of strings.
//!
//! | `format`                  | `formats = "typed"`      | `"assert"`               | `"annotate"` |
//! |---------------------------|--------------------------|--------------------------|--------------|
//! | `date-time`, `date`, `uuid`, `byte` | a type         | a type                   | a warning    |
//! | others with a checker     | a warning                | a rule                   | a warning    |
//! | `password`, `binary`      | nothing                  | nothing                  | nothing      |
//! | any other                 | a warning                | a warning                | a warning    |

use specwright_ir::{Format, Type};
use specwright_spec::Schema;

use super::SchemaSite;
use crate::Formats;
use crate::context::Context;

/// Returns the type of a format, and the lengths that it implies.
pub(super) fn typed(context: &Context<'_>, it: &SchemaSite<'_>) -> Option<(Type, (u64, u64))> {
    if context.session.options.formats == Formats::Annotate {
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

/// Returns the formats that are rules of a string.
pub(super) fn asserted(context: &mut Context<'_>, it: &SchemaSite<'_>) -> Vec<Format> {
    if context.session.options.formats != Formats::Assert {
        return Vec::new();
    }
    let schemas = it
        .merged
        .parts
        .iter()
        .map(|id| &context.session.document.schemas[*id]);
    let mut formats: Vec<Format> = schemas
        .filter_map(|schema| Format::named(schema.format.as_deref()?))
        .collect();
    formats.sort_unstable();
    formats.dedup();
    context.arena.asserted_formats.extend(&formats);
    formats
}

/// Returns the format that a schema asserts inside an assertion, where no type does.
pub(super) fn of_schema(context: &mut Context<'_>, schema: &Schema) -> Option<Format> {
    let format = Format::named(schema.format.as_deref()?)?;
    let is_string = schema.types.is_some_and(|types| types.string);
    let has_type = matches!(
        format,
        Format::DateTime | Format::Date | Format::Uuid | Format::Byte
    );
    let asserts = match context.session.options.formats {
        Formats::Typed => is_string && has_type,
        Formats::Assert => true,
        Formats::Annotate => false,
    };
    let found = asserts.then_some(format);
    context.arena.asserted_formats.extend(found);
    found
}
