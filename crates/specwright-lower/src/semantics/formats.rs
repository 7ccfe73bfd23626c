//! The JSON types and number ranges of formats.
//!
//! Formats of numbers are enforced whatever the options, by types and by assertions alike:
//!
//! | `type`, `format`                                | admits                                  |
//! |-------------------------------------------------|-----------------------------------------|
//! | `integer`, `int8` … `int128`, `uint8` … `uint128` | integers of that width                |
//! | `number`, `float`                               | numbers that round to a finite `f32`    |
//! | `number`, any other                             | numbers that round to a finite `f64`    |

use specwright_ir::{Constraint, Format, IntegerWidth};
use specwright_spec::{Number, Schema, Types};

use super::numbers;

/// Returns the JSON type of a format (OpenAPI's Format Registry, "JSON Data Type").
pub(crate) fn type_of(format: &str) -> Option<Types> {
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
        // The last four are names of JSON Schema draft 3 (section 5.23) that are still in use.
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

/// Returns the integer width of a format (OpenAPI's Format Registry).
pub(crate) fn integer_width(format: &str) -> Option<IntegerWidth> {
    match format {
        "int8" => Some(IntegerWidth::I8),
        "int16" => Some(IntegerWidth::I16),
        "int32" => Some(IntegerWidth::I32),
        "int64" => Some(IntegerWidth::I64),
        "int128" => Some(IntegerWidth::I128),
        "uint8" => Some(IntegerWidth::U8),
        "uint16" => Some(IntegerWidth::U16),
        "uint32" => Some(IntegerWidth::U32),
        "uint64" => Some(IntegerWidth::U64),
        "uint128" => Some(IntegerWidth::U128),
        _ => None,
    }
}

/// Least `f64` that rounds to an infinite `f32`: 2^128 − 2^103.
const BEYOND_F32: &str = "3.4028235677973366e38";

/// Returns the bounds that the format of a number implies: those of the type that is generated for it.
pub(crate) fn number_bounds(schema: &Schema) -> Vec<Constraint> {
    let (Some(types), Some(format)) = (schema.types, schema.format.as_deref()) else {
        return Vec::new();
    };
    match (types.integer, types.number, integer_width(format)) {
        (true, false, Some(width)) => {
            // Those of 128 bits are rounded, which the numbers that an assertion sees are as well.
            let lexeme = |number: String| match Number::new(&number) {
                Some(number) => {
                    numbers::rounded_bound(&number).unwrap_or_else(|| number.as_str().to_owned())
                }
                None => number,
            };
            vec![
                Constraint::Minimum(lexeme(range(width).0.to_string())),
                Constraint::Maximum(lexeme(greatest(width))),
            ]
        }
        (_, true, _) if format == "float" => vec![
            Constraint::ExclusiveMinimum(format!("-{BEYOND_F32}")),
            Constraint::ExclusiveMaximum(BEYOND_F32.to_owned()),
        ],
        _ => Vec::new(),
    }
}

/// Returns true if the format of a schema admits a number.
pub(crate) fn admits_number(schema: &Schema, number: &Number) -> bool {
    let side = |bound: &str| Number::new(bound).map(|bound| number.compare(&bound));
    number_bounds(schema)
        .iter()
        .all(|constraint| match constraint {
            Constraint::Minimum(bound) => side(bound).is_none_or(std::cmp::Ordering::is_ge),
            Constraint::Maximum(bound) => side(bound).is_none_or(std::cmp::Ordering::is_le),
            Constraint::ExclusiveMinimum(bound) => {
                side(bound).is_none_or(std::cmp::Ordering::is_gt)
            }
            Constraint::ExclusiveMaximum(bound) => {
                side(bound).is_none_or(std::cmp::Ordering::is_lt)
            }
            _ => true,
        })
}

/// Returns the least and the greatest value of a width; of `u128`, the greatest that `i128` has as well.
pub(crate) fn range(width: IntegerWidth) -> (i128, i128) {
    match width {
        IntegerWidth::I8 => (i8::MIN.into(), i8::MAX.into()),
        IntegerWidth::I16 => (i16::MIN.into(), i16::MAX.into()),
        IntegerWidth::I32 => (i32::MIN.into(), i32::MAX.into()),
        IntegerWidth::I64 => (i64::MIN.into(), i64::MAX.into()),
        IntegerWidth::U8 => (0, u8::MAX.into()),
        IntegerWidth::U16 => (0, u16::MAX.into()),
        IntegerWidth::U32 => (0, u32::MAX.into()),
        IntegerWidth::I128 => (i128::MIN, i128::MAX),
        IntegerWidth::U64 => (0, u64::MAX.into()),
        IntegerWidth::U128 => (0, i128::MAX),
    }
}

/// Returns the greatest value of a width.
pub(crate) fn greatest(width: IntegerWidth) -> String {
    match width {
        IntegerWidth::U128 => u128::MAX.to_string(),
        _ => range(width).1.to_string(),
    }
}
