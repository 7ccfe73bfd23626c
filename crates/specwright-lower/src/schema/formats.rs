//! The types and constraints of the formats of strings.
//!
//! | `format`                  | `formats = "typed"`      | `"assert"`               | `"annotate"` |
//! |---------------------------|--------------------------|--------------------------|--------------|
//! | those of `TYPES`, `byte`  | a type                   | a type, perhaps a constraint | a warning    |
//! | others with a checker     | a warning                | a constraint             | a warning    |
//! | `password`, `binary`      | nothing                  | nothing                  | nothing      |
//! | any other                 | a warning                | a warning                | a warning    |

use specwright_ir::{Format, TextType, Type};
use specwright_spec::Schema;

use super::{SchemaSite, foreign};
use crate::Formats;
use crate::context::Context;

/// A format with a Rust type.
struct TypedFormat {
    format: Format,
    ty: TextType,
    /// The format that the type asserts.
    asserts: Format,
    /// The least and the greatest length of its values.
    lengths: (u64, u64),
}

/// The formats with a Rust type. `uri` and `duration` are widely used for relative references and for durations with fractions, so
/// their types admit those; `formats = "assert"` holds them to the letter.
const TYPES: [TypedFormat; 8] = [
    row(Format::DateTime, TextType::Timestamp, (20, u64::MAX)),
    row(Format::Date, TextType::Date, (10, 10)),
    TypedFormat {
        asserts: Format::IsoDuration,
        ..row(Format::Duration, TextType::Duration, (3, u64::MAX))
    },
    row(Format::Ipv4, TextType::Ipv4, (7, 15)),
    row(Format::Ipv6, TextType::Ipv6, (2, 45)),
    TypedFormat {
        asserts: Format::UriReference,
        ..row(Format::Uri, TextType::Uri, (0, u64::MAX))
    },
    row(Format::UriReference, TextType::Uri, (0, u64::MAX)),
    row(Format::Uuid, TextType::Uuid, (36, 36)),
];

const fn row(format: Format, ty: TextType, lengths: (u64, u64)) -> TypedFormat {
    TypedFormat {
        format,
        ty,
        asserts: format,
        lengths,
    }
}

fn find(format: &str) -> Option<&'static TypedFormat> {
    let format = Format::named(format)?;
    TYPES.iter().find(|it| it.format == format)
}

/// Returns the name of the Rust type that strings of a format have, such as `Timestamp`; none for a format without a type.
pub fn type_of_format(format: &str) -> Option<&'static str> {
    match format {
        "byte" => Some("Bytes"),
        format => find(format).map(|it| it.ty.name()),
    }
}

/// Returns the type of a format, and the lengths that it implies.
pub(super) fn typed(context: &mut Context<'_>, it: &SchemaSite<'_>) -> Option<(Type, (u64, u64))> {
    if context.session.options.formats == Formats::Annotate || foreign::is_string(context, it) {
        return None;
    }
    match it.merged.format? {
        "byte" => Some((Type::Base64, (0, u64::MAX))),
        format => find(format).map(|it| (Type::Text(it.ty), it.lengths)),
    }
}

/// Returns the formats that are constraints of a value whose type asserts less than its format.
pub(super) fn beyond_type(context: &mut Context<'_>, it: &SchemaSite<'_>) -> Vec<Format> {
    let row = it.merged.format.and_then(find);
    match row.is_some_and(|it| it.asserts != it.format) {
        true => asserted(context, it),
        false => Vec::new(),
    }
}

/// Returns the formats that are constraints of a string.
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
    let by_type = || match format {
        Format::Byte => Some(Format::Byte),
        _ => find(format.name()).map(|it| it.asserts),
    };
    let found = match context.session.options.formats {
        Formats::Typed if is_string => by_type(),
        Formats::Assert => Some(format),
        Formats::Typed | Formats::Annotate => None,
    };
    context.arena.asserted_formats.extend(found);
    found
}
