//! Diagnostics of idioms.

use crate::check::subject;
use crate::diagnostic::quote;
use crate::{Code, Diagnostic, Location, Node, Number, Place};

pub(super) fn empty_field(at: &Location) -> Diagnostic {
    Diagnostic::new(Code::EmptyField, Place::Key(at.clone()), is_null(at)).label("ignored")
}

pub(super) fn empty_entry(at: &Location) -> Diagnostic {
    Diagnostic::new(Code::EmptyField, Place::Key(at.clone()), is_null(at))
        .label("read as an empty value")
}

pub(super) fn empty_array(at: &Location, expected: &str) -> Diagnostic {
    let message = format!(
        "invalid type for {}: expected {expected}, found an empty array",
        subject(at)
    );
    Diagnostic::new(Code::IgnoredValue, at, message).label("read as an empty object")
}

fn is_null(at: &Location) -> String {
    format!("{} is null", subject(at))
}

pub(super) fn missing_name(at: &Location) -> Diagnostic {
    Diagnostic::new(Code::MissingText, at, "missing field `name` in parameter")
        .label("read as `name: query`")
}

pub(super) fn missing_schema(at: &Location) -> Diagnostic {
    let message = "`type` belongs in `schema`";
    Diagnostic::new(Code::ParameterForm, Place::Key(at.clone()), message)
        .label("Swagger 2.0 syntax")
}

pub(super) fn null_type(at: &Location) -> Diagnostic {
    let message = "unquoted null in `type`";
    Diagnostic::new(Code::NullWithoutQuotes, at, message).label("read as the type `\"null\"`")
}

pub(super) fn null_member(at: &Location) -> Diagnostic {
    let message = "member with only `nullable` is read as null";
    Diagnostic::new(Code::NullableWithoutType, at, message).label("would accept any value")
}

pub(super) fn wrong_case(at: &Location, written: &str, intended: &str) -> Diagnostic {
    let message = format!(
        "wrong case: {} is read as {}",
        quote(written),
        quote(intended)
    );
    Diagnostic::new(Code::WrongCase, at, message)
}

pub(super) fn other_key(at: &Location, written: &str, intended: &str) -> Diagnostic {
    let message = format!(
        "wrong case: {} is read as {}",
        quote(written),
        quote(intended)
    );
    Diagnostic::new(Code::WrongCase, Place::Key(at.clone()), message)
}

pub(super) fn format_as_type(at: &Location, written: &str, of: &str, format: &str) -> Diagnostic {
    let message = format!("{} is a format, not a type", quote(written));
    let intended = quote(&format!("type: {of}"));
    let format = quote(&format!("format: {format}"));
    Diagnostic::new(Code::FormatAsType, at, message)
        .label(format!("read as {intended} with {format}"))
}

pub(super) fn type_as_format(at: &Location, written: &str, intended: &str) -> Diagnostic {
    let message = format!("{} is a type, not a format", quote(written));
    let intended = quote(&format!("type: {intended}"));
    Diagnostic::new(Code::TypeAsFormat, at, message).label(format!("read as {intended}"))
}

pub(super) fn quoted_number(at: &Location, number: &Number) -> Diagnostic {
    let name = subject(at);
    let message = format!("invalid type for {name}: expected a number, found a string");
    Diagnostic::new(Code::QuotedNumber, at, message)
        .label(format!("read as the number {}", quote(number.as_str())))
}

pub(super) fn wrong_type(at: &Location, expected: &str, found: &Node) -> Diagnostic {
    let name = subject(at);
    let found = found.describe();
    let message = format!("invalid type for {name}: expected {expected}, found {found}");
    Diagnostic::new(Code::WrongType, at, message).label(format!("found {found}"))
}

pub(super) fn requirement_by_reference(at: &Location) -> Diagnostic {
    let message = "a security requirement must name a scheme, not use `$ref`";
    Diagnostic::new(Code::WrongType, at, message)
}

pub(super) fn nested_scopes(at: &Location) -> Diagnostic {
    let message = "scopes of a security requirement must be a list of strings";
    Diagnostic::new(Code::WrongType, at, message).label("a scope is not a string")
}

pub(super) fn misplaced_security(at: &Location, kind: &str) -> Diagnostic {
    let key = at.pointer.last().unwrap_or_default();
    let message = format!("{} has no effect in {kind}", quote(&key));
    Diagnostic::new(Code::MisplacedSecurity, Place::Key(at.clone()), message)
}

pub(super) fn repeated_operation(at: &Location, first: &Location) -> Diagnostic {
    let key = at.pointer.last().unwrap_or_default();
    let method = first.pointer.last().unwrap_or_default();
    let message = format!("duplicate method: {} and {}", quote(&method), quote(&key));
    Diagnostic::new(Code::RepeatedOperation, Place::Key(at.clone()), message)
        .also(Place::Key(first.clone()), "first declared here")
}

pub(super) fn default_type(at: &Location, found: &Node, name: &str, intended: &Node) -> Diagnostic {
    let message = format!(
        "default {} is {}, but the type is {}",
        quote(&found.compact()),
        found.describe(),
        quote(name)
    );
    read_as(Code::DefaultMismatch, at, message, intended)
}

pub(super) fn enum_value(at: &Location, found: &Node, name: &str, intended: &Node) -> Diagnostic {
    let message = format!(
        "enum value {} is {}, but the type is {}",
        quote(&found.compact()),
        found.describe(),
        quote(name)
    );
    read_as(Code::EnumMismatch, at, message, intended)
}

fn read_as(code: Code, at: &Location, message: String, intended: &Node) -> Diagnostic {
    Diagnostic::new(code, at, message).label(format!("read as {}", quote(&intended.compact())))
}
