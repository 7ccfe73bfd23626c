//! Decides what `format` asserts, of strings and of numbers.
//!
//! | `format`                  | `formats = "typed"`      | `"assert"`               | `"annotate"` |
//! |---------------------------|--------------------------|--------------------------|--------------|
//! | `date-time`, `date`, `uuid`, `byte` | a type         | a type                   | told         |
//! | others with a checker     | told                     | a rule                   | told         |
//! | `password`, `binary`      | nothing                  | nothing                  | nothing      |
//! | any other                 | told                     | told                     | told         |
//!
//! Formats of numbers are asserted whatever the option is, by types and by assertions alike:
//!
//! | `type`, `format`                                | admits                                  |
//! |-------------------------------------------------|-----------------------------------------|
//! | `integer`, `int8` … `int64`, `uint8` … `uint64` | integers of that width                  |
//! | `number`, `float`                               | numbers that round to a finite `f32`    |
//! | `number`, any other                             | numbers that round to a finite `f64`    |

use specwright_ir::{Constraint, Format, IntegerWidth, Type};
use specwright_spec::{Number, Schema, Types};

use super::Standing;
use super::scalar::range;
use crate::Formats;
use crate::context::Context;

/// The type of a format, and the lengths that it implies.
pub(super) fn typed(context: &Context<'_>, it: &Standing<'_>) -> Option<(Type, (u64, u64))> {
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

/// The type that a format is one of (OpenAPI's Format Registry, "JSON Data Type").
pub(super) fn type_of(format: &str) -> Option<Types> {
    let none = Types::default();
    match format {
        _ if integer_width(format).is_some() => Some(Types {
            integer: true,
            ..none
        }),
        "float" | "double" | "decimal" | "decimal128" => Some(Types {
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

/// The width of integers that a format names (OpenAPI's Format Registry).
pub(super) fn integer_width(format: &str) -> Option<IntegerWidth> {
    match format {
        "int8" => Some(IntegerWidth::I8),
        "int16" => Some(IntegerWidth::I16),
        "int32" => Some(IntegerWidth::I32),
        "int64" => Some(IntegerWidth::I64),
        "uint8" => Some(IntegerWidth::U8),
        "uint16" => Some(IntegerWidth::U16),
        "uint32" => Some(IntegerWidth::U32),
        "uint64" => Some(IntegerWidth::U64),
        _ => None,
    }
}

/// The least `f64` that rounds to an infinite `f32`: 2^128 − 2^103.
const BEYOND_F32: &str = "3.4028235677973366e38";

/// The bounds that the format of a number asserts: those of the type that is generated for it.
pub(super) fn number_bounds(schema: &Schema) -> Vec<Constraint> {
    let (Some(types), Some(format)) = (schema.types, schema.format.as_deref()) else {
        return Vec::new();
    };
    match (types.integer, types.number, integer_width(format)) {
        (true, false, Some(width)) => {
            let (least, greatest) = range(width);
            vec![
                Constraint::Minimum(least.to_string()),
                Constraint::Maximum(greatest.to_string()),
            ]
        }
        (_, true, _) if format == "float" => vec![
            Constraint::ExclusiveMinimum(format!("-{BEYOND_F32}")),
            Constraint::ExclusiveMaximum(BEYOND_F32.to_owned()),
        ],
        _ => Vec::new(),
    }
}

/// Returns true if a number is one of those that the format of a schema admits.
pub(super) fn admits_number(schema: &Schema, number: &Number) -> bool {
    let side = |bound: &str| Number::new(bound).map(|bound| number.compare(&bound));
    number_bounds(schema).iter().all(|rule| match rule {
        Constraint::Minimum(bound) => side(bound).is_none_or(std::cmp::Ordering::is_ge),
        Constraint::Maximum(bound) => side(bound).is_none_or(std::cmp::Ordering::is_le),
        Constraint::ExclusiveMinimum(bound) => side(bound).is_none_or(std::cmp::Ordering::is_gt),
        Constraint::ExclusiveMaximum(bound) => side(bound).is_none_or(std::cmp::Ordering::is_lt),
        _ => true,
    })
}

/// The formats that are rules of a string.
pub(super) fn asserted(context: &mut Context<'_>, it: &Standing<'_>) -> Vec<Format> {
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

/// The format that a schema asserts where no type is made of it.
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
