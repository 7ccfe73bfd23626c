//! The diagnostics of idioms.

use crate::check::subject;
use crate::diagnostic::quote;
use crate::{Code, Diagnostic, Location, Node, Number, Place};

pub(super) fn empty_field(at: &Location) -> Diagnostic {
    Diagnostic::new(Code::EmptyField, Place::Key(at.clone()), is_null(at))
        .label("read as if it were not there")
}

pub(super) fn empty_entry(at: &Location) -> Diagnostic {
    Diagnostic::new(Code::EmptyField, Place::Key(at.clone()), is_null(at))
        .label("read as if nothing were said of it")
}

pub(super) fn empty_array(at: &Location, expected: &str) -> Diagnostic {
    let message = format!(
        "{} is an empty array, where {expected} is needed",
        subject(at)
    );
    Diagnostic::new(Code::IgnoredValue, at, message).label("read as an empty object")
}

fn is_null(at: &Location) -> String {
    format!("{} is null", subject(at))
}

pub(super) fn missing_name(at: &Location) -> Diagnostic {
    Diagnostic::new(Code::MissingText, at, "a parameter should have `name`")
        .label("`name` is missing, and read as `query`")
}

pub(super) fn missing_schema(at: &Location) -> Diagnostic {
    let message = "`type` belongs into a `schema`";
    Diagnostic::new(Code::ParameterForm, Place::Key(at.clone()), message)
        .label("Swagger 2.0 says it here")
}

pub(super) fn null_type(at: &Location) -> Diagnostic {
    let message = "`type` takes names, and null without quotes is none";
    Diagnostic::new(Code::NullWithoutQuotes, at, message).label("read as the type `\"null\"`")
}

pub(super) fn null_member(at: &Location) -> Diagnostic {
    let message = "a member that is `nullable` and nothing else is read as null";
    Diagnostic::new(Code::NullableWithoutType, at, message).label("allows anything by the letter")
}

pub(super) fn wrong_case(at: &Location, written: &str, meant: &str) -> Diagnostic {
    let message = format!("{} is read as {}", quote(written), quote(meant));
    Diagnostic::new(Code::WrongCase, at, message)
}

pub(super) fn other_key(at: &Location, written: &str, meant: &str) -> Diagnostic {
    let message = format!("{} is read as {}", quote(written), quote(meant));
    Diagnostic::new(Code::WrongCase, Place::Key(at.clone()), message)
}

pub(super) fn format_as_type(at: &Location, written: &str, of: &str, format: &str) -> Diagnostic {
    let message = format!("{} is a format, not a type", quote(written));
    let meant = quote(&format!("type: {of}"));
    let format = quote(&format!("format: {format}"));
    Diagnostic::new(Code::FormatAsType, at, message).label(format!("read as {meant} with {format}"))
}

pub(super) fn type_as_format(at: &Location, written: &str, meant: &str) -> Diagnostic {
    let message = format!("{} is a type, not a format", quote(written));
    let meant = quote(&format!("type: {meant}"));
    Diagnostic::new(Code::TypeAsFormat, at, message).label(format!("read as {meant}"))
}

pub(super) fn quoted_number(at: &Location, number: &Number) -> Diagnostic {
    let name = subject(at);
    let message = format!("{name} is a string, where a number is needed");
    Diagnostic::new(Code::QuotedNumber, at, message)
        .label(format!("read as the number {}", quote(number.as_str())))
}

pub(super) fn wrong_type(at: &Location, expected: &str, found: &Node) -> Diagnostic {
    let name = subject(at);
    let what = found.describe();
    let message = format!("{name} is {what}, where {expected} is needed");
    Diagnostic::new(Code::WrongType, at, message).label(format!("this is {what}"))
}

pub(super) fn requirement_by_reference(at: &Location) -> Diagnostic {
    let message = "a security requirement takes the name of a scheme, not a `$ref`";
    Diagnostic::new(Code::WrongType, at, message)
}

pub(super) fn nested_scopes(at: &Location) -> Diagnostic {
    let message = "the scopes of a security requirement are a list of strings";
    Diagnostic::new(Code::WrongType, at, message).label("a scope is no string")
}

pub(super) fn misplaced_security(at: &Location, kind: &str) -> Diagnostic {
    let key = at.pointer.last().unwrap_or_default();
    let message = format!("{} has no effect in {kind}", quote(&key));
    Diagnostic::new(Code::MisplacedSecurity, Place::Key(at.clone()), message)
}

pub(super) fn repeated_operation(at: &Location, first: &Location) -> Diagnostic {
    let key = at.pointer.last().unwrap_or_default();
    let method = first.pointer.last().unwrap_or_default();
    let message = format!("{} and {} are one method", quote(&method), quote(&key));
    Diagnostic::new(Code::RepeatedOperation, Place::Key(at.clone()), message)
        .also(Place::Key(first.clone()), "the first")
}

pub(super) fn default_type(at: &Location, found: &Node, name: &str, meant: &Node) -> Diagnostic {
    let message = format!(
        "the default {} is {}, the type is {}",
        quote(&found.compact()),
        found.describe(),
        quote(name)
    );
    read_as(Code::DefaultMismatch, at, message, meant)
}

pub(super) fn enum_value(at: &Location, found: &Node, name: &str, meant: &Node) -> Diagnostic {
    let message = format!(
        "the value {} of the enum is {}, the type is {}",
        quote(&found.compact()),
        found.describe(),
        quote(name)
    );
    read_as(Code::EnumMismatch, at, message, meant)
}

fn read_as(code: Code, at: &Location, message: String, meant: &Node) -> Diagnostic {
    Diagnostic::new(code, at, message).label(format!("read as {}", quote(&meant.compact())))
}
