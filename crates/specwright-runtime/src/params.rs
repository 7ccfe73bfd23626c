//! Parameters as text: every location, style and `explode` (OpenAPI 3.0.4, 4.7.12; RFC 6570).
//!
//! | | encode | decode |
//! |---|---|---|
//! | reserved characters | percent-encoded; in a header never | split first, decoded then |
//! | `label`, not exploded | joined by `,` (RFC 6570; 3.0.4) | by `.` as well (3.0.3) |
//! | `spaceDelimited`, `pipeDelimited` | `%20`, `%7C` | `+` and a bare bar as well |
//! | `deepObject` | `%5B`, `%5D` | bare brackets as well |
//! | an empty array or object | nothing | from nothing after `=`: an empty array |
//! | `+` in a query | `%2B` | a space |
//! | numbers, booleans | as in JSON | as in JSON; integers without fraction and exponent |
//! | arrays and objects in a `deepObject` | `a[b][c]=1`, `a[b][]=1` | `a[b][0]=1` and `a[b]=1&a[b]=2` as well |
//! | arrays in other arrays or objects | refused: OpenAPI does not define them | – |
//! | a whole query | a form, JSON or text, without a name | the same |
//! | an item with the delimiter of its style, an empty required array | as RFC 6570 says, but no client sends it (`faithful.rs`) | – |
//!
#![doc = include_str!("params/styles.md")]

mod decode;
mod deep;
mod encode;
mod percent;
mod round_trip;

pub use decode::{Malformed, Raw, decode};
pub use encode::{Unwritable, encode};
#[cfg(any(feature = "client", feature = "server"))]
pub(crate) use percent::{Keep, decode as percent_decode, normalized, push_encoded};
pub(crate) use round_trip::encode_faithfully;

use crate::json::node::Node;
use crate::verdicts::Judging;
use crate::{Json, Parameter, Path, Report};

/// Writes a parameter: a part of a path, `name=value` pairs of a query, the value of a header, or pairs of a cookie. None if
/// there is nothing to be sent.
///
/// # Errors
///
/// If OpenAPI does not say how such a value is written.
pub fn write<T: Json>(parameter: &Parameter, value: &T) -> Result<Option<String>, Unwritable> {
    match crate::json::to_node(value) {
        Ok(node) => encode(parameter, &node),
        Err(_) => Err(Unwritable("a number that is not finite")),
    }
}

/// Reads a parameter and reports everything that is wrong with it; none only with a report.
///
/// A parameter that is absent is read as null if it is not required.
pub fn read<T: Json>(parameter: &Parameter, raw: Raw<'_>, report: &mut Report) -> Option<T> {
    let at = Path::parameter(parameter);
    match decode(parameter, raw, T::JSON_TYPES, T::PROPERTIES) {
        Err(Malformed(expected)) => {
            report.add(&at, parameter.pointer, "style", expected, "");
            None
        }
        Ok(None) if parameter.required => {
            report.add(&at, parameter.pointer, "required", "the parameter", "");
            None
        }
        Ok(node) => read_node(node.unwrap_or(Node::Null), parameter, &at, report),
    }
}

fn read_node<T: Json>(
    node: Node,
    parameter: &Parameter,
    at: &Path<'_>,
    report: &mut Report,
) -> Option<T> {
    let constraints = parameter.constraints.or_at(parameter.pointer);
    let _judging = Judging::begin();
    let mut found = Report::default();
    found.redacting(constraints.is_secret(), |found| {
        T::diagnose(&node, at, constraints, found)
    });
    if !found.is_empty() {
        report.append(found);
        return None;
    }
    match T::read(node) {
        Ok(value) => Some(value),
        Err(error) => {
            // The words of the error have the value.
            match constraints.holds_secret() {
                true => report.add(
                    at,
                    constraints.schema,
                    "type",
                    "a value that can be read",
                    "",
                ),
                false => report.add(at, constraints.schema, "type", error, ""),
            }
            None
        }
    }
}

/// Reports which constraints a parameter's value breaks, before it is sent.
pub fn check<T: Json>(parameter: &Parameter, value: &T, report: &mut Report) {
    let at = Path::parameter(parameter);
    let constraints = parameter.constraints.or_at(parameter.pointer);
    report.redacting(constraints.is_secret(), |report| {
        value.check(&at, report);
        value.check_constraints(constraints, &at, report);
    });
}

#[cfg(test)]
mod tests;
