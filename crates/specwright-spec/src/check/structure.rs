//! Checks of fields: known, of the right type, and present if required. The rules come from the table of
//! [`grammar`](crate::grammar).

use super::{error, misplaced};
use crate::grammar::{Field, FieldShape, FieldUse, ObjectKind, Seen, is_extension, is_reference};
use crate::paths::METHODS;
use crate::requirements::opens;
use crate::resolve::Resolved;
use crate::suggest::nearest;
use crate::{Diagnostic, Leniency, Location, Node, Report, Version};

pub(super) fn check(
    resolved: &Resolved,
    seen: Seen,
    node: &Node,
    at: &Location,
    report: &mut Report,
) {
    let version = resolved.version(at.file);
    match seen {
        Seen::Object(kind) => check_object(resolved, kind, node, at, report),
        Seen::BooleanSchema if version < Version::V3_1 => {
            let expected = FieldShape::Schema.describe();
            report.push(error::wrong_type(at, &expected, node, None));
        }
        Seen::Reference(_) | Seen::BooleanSchema => {}
        Seen::Mismatch(FieldShape::Text) if matches!(node, Node::Null) && is_element(at) => {
            report.push(error::empty_field(at));
        }
        Seen::Mismatch(_) if matches!(node, Node::Null) => {
            report.push(error::null_field(at));
        }
        Seen::Mismatch(FieldShape::List(FieldShape::Text)) if is_flag(node, at) => {
            report.push(error::required_flag(at));
        }
        Seen::Mismatch(shape) => report.push(error::wrong_type(
            at,
            &shape.describe(),
            node,
            hint(shape, node, at),
        )),
        // The check of that field reports it: a quoted number is not one of the names either.
        Seen::Unquoted if takes_names(at) => {}
        Seen::Unquoted => report.push(error::unquoted(at, node)),
    }
}

/// Returns true for a field that takes one of a set of names, none of which is a number.
fn takes_names(at: &Location) -> bool {
    let is =
        |at: &Location, names: &[&str]| at.pointer.last().is_some_and(|it| names.contains(&&*it));
    let holder = at.parent();
    let is_name = |holder: &Location| is(holder, &["mapping", "scopes"]);
    is(at, &["type", "in", "style"]) && !holder.as_ref().is_some_and(is_name)
        || holder.is_some_and(|list| is(&list, &["type"]))
}

/// Returns true for an element of a list.
fn is_element(at: &Location) -> bool {
    let last = at.pointer.last().unwrap_or_default();
    last.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns true for a boolean `required`, as in JSON Schema draft 3.
fn is_flag(node: &Node, at: &Location) -> bool {
    let is_quoted = || matches!(node.as_str(), Some("true" | "false"));
    (node.as_bool().is_some() || is_quoted()) && at.pointer.last().as_deref() == Some("required")
}

/// Returns the help for a value of the wrong type, where one correction is much more likely than others.
fn hint(shape: FieldShape, node: &Node, at: &Location) -> Option<String> {
    let key = at.pointer.last().unwrap_or_default();
    let hint = match (shape, node) {
        (FieldShape::Boolean, Node::Array(_)) if key == "required" => {
            "move the list of required properties to the schema that has the `properties`"
        }
        (FieldShape::Referable(ObjectKind::Response), Node::String(_)) => {
            "write `{description: …}`"
        }
        (FieldShape::Object(ObjectKind::Server), Node::String(_)) => "write `{url: …}`",
        (FieldShape::Object(ObjectKind::Tag), Node::String(_)) => "write `{name: …}`",
        (FieldShape::Map(FieldShape::List(_)), Node::String(_)) => {
            "write the name and its scopes: `{…: []}`"
        }
        (FieldShape::List(FieldShape::Object(ObjectKind::Server)), Node::String(_)) => {
            "write `[{url: …}]`"
        }
        (FieldShape::List(FieldShape::Any), Node::String(_)) => "write a list: `[…]`",
        (FieldShape::List(_), Node::Object(_)) => "write a list: `[{…}]`",
        (FieldShape::Map(_) | FieldShape::Patterned(_), Node::Array(_)) => {
            "write an object with a value for each name"
        }
        _ => return None,
    };
    Some(hint.to_owned())
}

/// Required fields that the generated code does not need.
const ONLY_TEXT: [(ObjectKind, &str); 1] = [(ObjectKind::Response, "description")];

/// Objects with the structure of the document: other tools ignore fields of a later version there.
const OUTLINE: [ObjectKind; 4] = [
    ObjectKind::Document,
    ObjectKind::License,
    ObjectKind::Components,
    ObjectKind::PathItem,
];

fn check_object(
    resolved: &Resolved,
    kind: ObjectKind,
    node: &Node,
    at: &Location,
    report: &mut Report,
) {
    let version = resolved.version(at.file);
    // The target of the `$ref` of an operation has its required fields.
    let is_rest = kind == ObjectKind::Operation && is_reference(node);
    let required = kind
        .fields()
        .iter()
        .filter(|field| !is_rest && field.is_required(version));
    for field in required.filter(|field| node.get(field.name).is_none()) {
        if resolved.leniency == Leniency::Strict && is_misspelled(kind, field.name, node, version) {
            continue;
        }
        let error = match ONLY_TEXT.contains(&(kind, field.name)) {
            true => error::missing_text(at, kind, field.name),
            false => error::missing_field(at, kind, field.name),
        };
        report.push(match report.sources().removal(&at.child(field.name)) {
            Some(action) => error.also(action, "removed here"),
            None => error,
        });
    }
    for (key, value) in node.members().iter().filter(|(key, _)| !is_extension(key)) {
        match kind.field(key) {
            Some(field) if field.is_of(version) => {
                check_field(field, value, &at.child(key), report)
            }
            Some(field) if OUTLINE.contains(&kind) => {
                let error = error::too_new(&at.child(key), field, version);
                report.push(error);
            }
            Some(field) => {
                let at = at.child(key);
                report.push(error::other_version(&at, field, (node, value), version));
            }
            None if kind.shape_of(key).is_some() => {}
            None if key == "$ref" && matches!(kind, ObjectKind::Schema | ObjectKind::PathItem) => {}
            None if key == "$ref" && is_rest => {}
            // The field applies to the target of the reference.
            None if key == "security" && kind == ObjectKind::PathItem && is_reference(node) => {}
            // The check of security schemes reports it.
            None if key == "flow" && version == Version::V2_0 => {}
            None => report.push(unknown(kind, key, node, &at.child(key), version)),
        }
    }
}

/// Returns true if a field is present under a misspelled name that is reported.
fn is_misspelled(kind: ObjectKind, name: &str, node: &Node, version: Version) -> bool {
    let unknown = node.members().iter().map(|(key, _)| key.as_str());
    let mut unknown = unknown.filter(|key| !is_extension(key) && kind.shape_of(key).is_none());
    unknown.any(|key| {
        misplaced::advice(kind, key).is_none() && intended(kind, key, node, version) == Some(name)
    })
}

/// Returns the known field that an unknown name stands for, unless that field is present.
fn intended(kind: ObjectKind, key: &str, node: &Node, version: Version) -> Option<&'static str> {
    let fields = kind.fields().iter().filter(|field| field.is_of(version));
    let names = fields.map(|field| field.name);
    nearest(key, names.filter(|name| node.get(name).is_none()))
}

fn check_field(field: &Field, value: &Node, at: &Location, report: &mut Report) {
    match field.usage {
        // An empty object has no content to lose.
        FieldUse::Unsupported(_) if value.members().is_empty() && value.elements().is_empty() => {}
        FieldUse::Unsupported(reason) => report.push(error::ignored_field(at, field.name, reason)),
        FieldUse::Read | FieldUse::Annotation => {}
    }
}

fn unknown(
    kind: ObjectKind,
    key: &str,
    node: &Node,
    at: &Location,
    version: Version,
) -> Diagnostic {
    if let Some(instead) = misplaced::advice(kind, key) {
        return error::unknown_field(at, kind, key, Some(instead));
    }
    let intended = intended(kind, key, node, version);
    let is_operation = |node: &Node| node.get("responses").or(node.get("operationId")).is_some();
    match intended {
        _ if kind == ObjectKind::PathItem && node.get(key).is_some_and(is_operation) => {
            error::unknown_method(at, key, intended.filter(|it| METHODS.contains(it)))
        }
        // "Unknown keywords SHOULD be treated as annotations" (JSON Schema 2020-12 Core, section 6.5).
        Some(intended) if kind == ObjectKind::Schema && version >= Version::V3_1 => {
            error::unknown_keyword(at, key, intended)
        }
        Some(intended) => error::misspelled_field(at, kind, key, intended),
        None => error::unknown_field(at, kind, key, None),
    }
}

/// Returns the field for a misspelled key in a lenient run, with the error: ignoring a constraint would accept values that
/// the document rejects.
pub(crate) fn misspelled(
    kind: ObjectKind,
    (key, value): (&str, &Node),
    node: &Node,
    at: &Location,
    version: Version,
) -> Option<(&'static Field, Diagnostic)> {
    if is_extension(key) || kind.shape_of(key).is_some() || misplaced::advice(kind, key).is_some() {
        return None;
    }
    let field = kind.field(intended(kind, key, node, version)?)?;
    // An empty `security` would remove the requirements of the root.
    let opens = field.name == "security" && opens(value);
    let error = || error::misspelled_field(&at.child(key), kind, key, field.name);
    (field.shape.fits(value) && !opens).then(|| (field, error()))
}

/// Checks the root object: "At least one of the `components`, `paths`, or `webhooks` fields MUST be present" (OpenAPI 3.1.1,
/// "OpenAPI Object").
pub(super) fn check_parts(document: &Node, at: &Location, version: Version, report: &mut Report) {
    let parts = ["paths", "webhooks", "components"];
    if version >= Version::V3_1 && parts.iter().all(|part| document.get(part).is_none()) {
        report.push(error::missing_field(at, ObjectKind::Document, "paths"));
    }
}

/// Checks component names: "All fixed fields declared above are objects that MUST use keys that match `^[a-zA-Z0-9\.\-_]+$`"
/// (OpenAPI 3.0.4, "Components Object").
pub(super) fn check_component_names(components: &Node, at: &Location, report: &mut Report) {
    for (kind, names) in components
        .members()
        .iter()
        .filter(|(kind, _)| ObjectKind::Components.field(kind).is_some())
    {
        for (name, _) in names.members() {
            let valid =
                |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
            if name.is_empty() || !name.bytes().all(valid) {
                report.push(error::invalid_component_name(
                    &at.child(kind).child(name),
                    name,
                ));
            }
        }
    }
}
