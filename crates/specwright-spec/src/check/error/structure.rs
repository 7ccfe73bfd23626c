//! Diagnostics of fields and their types.

use super::{choices, intended_key, intended_value, subject, text};
use crate::diagnostic::quote;
use crate::grammar::{Field, ObjectKind};
use crate::{Code, Diagnostic, Fix, Location, Node, Place, Version};

pub(in crate::check) fn null_field(at: &Location) -> Diagnostic {
    Diagnostic::new(
        Code::NullField,
        Place::Key(at.clone()),
        format!("{} must not be null", subject(at)),
    )
    .help("write a value, or remove the key")
}

pub(in crate::check) fn empty_field(at: &Location) -> Diagnostic {
    let message = format!("{} is null", subject(at));
    Diagnostic::new(Code::EmptyField, Place::Key(at.clone()), message)
        .label("ignored")
        .fix(Fix::remove(at))
}

pub(in crate::check) fn required_flag(at: &Location) -> Diagnostic {
    let message =
        "boolean `required`: expected a list of names in the schema that has the `properties`";
    Diagnostic::new(Code::IgnoredValue, at, message).label("ignored")
}

pub(in crate::check) fn missing_text(at: &Location, kind: ObjectKind, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::MissingText,
        at,
        format!("missing field {} in {}", quote(name), kind.name()),
    )
    .label(format!("missing {}", quote(name)))
}

pub(in crate::check) fn wrong_type(
    at: &Location,
    expected: &str,
    found: &Node,
    hint: Option<String>,
) -> Diagnostic {
    // Show the number itself: its type is not the error where an integer is expected.
    let found = match found {
        Node::Number(number) if expected.contains("integer") => quote(number.as_str()),
        _ => found.describe().to_owned(),
    };
    let message = match at.pointer.last() {
        Some(_) => format!(
            "invalid type for {}: expected {expected}, found {found}",
            subject(at)
        ),
        None => format!("invalid type: expected {expected}, found {found}"),
    };
    let diagnostic = Diagnostic::new(Code::WrongType, at, message).label(format!("found {found}"));
    match hint {
        Some(hint) => diagnostic.help(hint),
        None => diagnostic,
    }
}

pub(in crate::check) fn unquoted(at: &Location, node: &Node) -> Diagnostic {
    let text = node.as_text().unwrap_or_default();
    Diagnostic::new(
        Code::UnquotedText,
        at,
        format!(
            "invalid type for {}: expected a string, found a number",
            subject(at)
        ),
    )
    .label(format!("read as the string {}", quote(text)))
    .fix(Fix::write(at, text))
}

pub(in crate::check) fn missing_field(at: &Location, kind: ObjectKind, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::MissingField,
        at,
        format!("missing field {} in {}", quote(name), kind.name()),
    )
    .label(format!("missing {}", quote(name)))
}

pub(in crate::check) fn ignored_field(at: &Location, name: &str, reason: &str) -> Diagnostic {
    Diagnostic::new(
        Code::IgnoredField,
        Place::Key(at.clone()),
        format!("{} has no effect: {reason}", quote(name)),
    )
}

pub(in crate::check) fn unknown_field(
    at: &Location,
    kind: ObjectKind,
    name: &str,
    instead: Option<&str>,
) -> Diagnostic {
    let message = format!("unknown field {} in {}", quote(name), kind.name());
    let diagnostic =
        Diagnostic::new(Code::UnknownField, Place::Key(at.clone()), message).label("ignored");
    match instead {
        Some(instead) => diagnostic.help(instead),
        // References may contain the name of the field.
        None if matches!(kind, ObjectKind::Document | ObjectKind::Components) => {
            diagnostic.help("remove it, or prefix its name with `x-`, also in references")
        }
        None => diagnostic.fix_or(Fix::remove(at).likely(), "or prefix its name with `x-`"),
    }
}

/// Reports a keyword of no known vocabulary that is similar to a known one. It is an annotation (JSON Schema 2020-12 Core,
/// section 6.5).
pub(in crate::check) fn unknown_keyword(at: &Location, name: &str, intended: &str) -> Diagnostic {
    let message = format!("unknown keyword {} in schema", quote(name));
    let diagnostic =
        Diagnostic::new(Code::UnknownField, Place::Key(at.clone()), message).label("ignored");
    intended_key(diagnostic, at, intended)
}

pub(in crate::check) fn misspelled_field(
    at: &Location,
    kind: ObjectKind,
    name: &str,
    intended: &str,
) -> Diagnostic {
    let message = format!("unknown field {} in {}", quote(name), kind.name());
    let diagnostic = Diagnostic::new(Code::MisspelledField, Place::Key(at.clone()), message);
    intended_key(diagnostic, at, intended)
}

pub(in crate::check) fn invalid_value(
    at: &Location,
    found: &str,
    known: &[&str],
    intended: Option<&str>,
) -> Diagnostic {
    let name = at.pointer.last().unwrap_or_default();
    let message = format!(
        "invalid value {} for {}: expected {}",
        quote(found),
        quote(&name),
        choices(known)
    );
    intended_value(
        Diagnostic::new(Code::InvalidValue, at, message),
        at,
        intended,
    )
}

pub(in crate::check) fn invalid_component_name(at: &Location, name: &str) -> Diagnostic {
    let message = format!("invalid component name {}", quote(name));
    Diagnostic::new(Code::InvalidComponentName, Place::Key(at.clone()), message)
        .help("use letters, digits, `.`, `-` and `_`")
}

pub(in crate::check) fn ignored_siblings(
    kind: ObjectKind,
    at: &Location,
    siblings: &[&str],
) -> Diagnostic {
    let diagnostic = match siblings {
        ["nullable"] => Diagnostic::new(
            Code::IgnoredSiblings,
            Place::Key(at.clone()),
            "`nullable` beside `$ref` is applied, although OpenAPI 3.0 ignores it",
        ),
        [one] => Diagnostic::new(
            Code::IgnoredSiblings,
            Place::Key(at.clone()),
            format!("{} beside `$ref` is ignored", quote(one)),
        ),
        _ => {
            let names: Vec<_> = siblings.iter().map(|name| quote(name)).collect();
            let message = format!("{} beside `$ref` are ignored", names.join(", "));
            Diagnostic::new(Code::IgnoredSiblings, Place::Key(at.clone()), message)
        }
    };
    match kind {
        ObjectKind::Schema => {
            diagnostic.help("write `allOf: [{$ref: …}]`, with the other keywords beside `allOf`")
        }
        _ => {
            let holder = at.parent().unwrap_or_else(|| at.clone());
            let edits = siblings.iter().map(|name| Fix::remove(&holder.child(name)));
            match edits.reduce(Fix::and) {
                Some(fix) => diagnostic.fix_or(fix.likely(), "or move it to the referenced object"),
                None => diagnostic,
            }
        }
    }
}

pub(in crate::check) fn other_version(
    at: &Location,
    field: &Field,
    (holder, value): (&Node, &Node),
    version: Version,
) -> Diagnostic {
    let message = match field.since > version {
        true => format!("{} requires {}", quote(field.name), field.since),
        false => format!("{} is not defined after {}", quote(field.name), field.until),
    };
    let diagnostic = Diagnostic::new(Code::OtherVersion, Place::Key(at.clone()), message)
        .label(format!("applied, although the document declares {version}"));
    let Some(schema) = at.parent() else {
        return diagnostic;
    };
    let nullable = holder.get("nullable") == Some(&Node::Bool(true));
    match (field.name, value, holder.get("type")) {
        // In other places, `nullable` has no effect, or an effect beyond the type.
        ("nullable", Node::Bool(true), Some(Node::String(name))) => {
            let types = Node::Array(vec![text(name), text("null")]);
            let fix = Fix::replace(&schema.child("type"), types);
            diagnostic.fix(fix.and(Fix::remove(at)))
        }
        ("nullable", Node::Bool(false), _) => diagnostic.fix(Fix::remove(at)),
        ("nullable", ..) => diagnostic.help("add `\"null\"` to `type`"),
        ("const", ..) if holder.get("enum").is_none() && !nullable => {
            let values = Node::Array(vec![value.clone()]);
            diagnostic.fix(Fix::remove(at).and(Fix::insert(&schema, "enum", values)))
        }
        ("const", ..) => diagnostic.help("write `enum` with one value"),
        ("examples", ..) => diagnostic.help("write `example`"),
        ("contentEncoding", Node::String(name), _) if name == "base64" => {
            diagnostic.fix(Fix::remove(at).and(Fix::insert(&schema, "format", text("byte"))))
        }
        ("contentEncoding", ..) => diagnostic.help("write `format: byte`"),
        _ => diagnostic,
    }
}

/// Reports a keyword of every version with a value that only some versions allow, with help.
pub(in crate::check) fn value_of_other_version(
    at: &Location,
    message: &str,
    version: Version,
    help: &str,
) -> Diagnostic {
    other_value(at, message, version).help(help)
}

/// Reports a value that only some versions allow.
pub(in crate::check) fn other_value(at: &Location, message: &str, version: Version) -> Diagnostic {
    Diagnostic::new(Code::OtherVersion, at, message)
        .label(format!("applied, although the document declares {version}"))
}

pub(in crate::check) fn too_new(at: &Location, field: &Field, version: Version) -> Diagnostic {
    let message = format!("{} requires {}", quote(field.name), field.since);
    Diagnostic::new(Code::TooNew, Place::Key(at.clone()), message)
        .label(format!("the document declares {version}"))
        .fix_or(
            Fix::remove(at).likely(),
            &format!("or write `openapi: {}.0` at the top", field.since.number()),
        )
}
