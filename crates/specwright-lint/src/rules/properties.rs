//! Rules about the properties of objects and the elements of arrays.

use std::collections::HashSet;

use crate::context::{Context, json_schema};
use crate::findings::Findings;
use crate::names::words;
use specwright_spec::{Node, Schema, SchemaId, quote};

/// Required properties with a default.
pub(super) fn required_with_default(context: &Context<'_>, found: &mut Findings) {
    each_required(context, |_, name, id| {
        let schema = context.schema(id);
        if schema.default.is_some() {
            let message = "a required property has a default, which never applies";
            let help = "remove the default, or the name from `required`";
            let finding = found.at(&schema.at.child("default"), message);
            found.push(finding.label(quote(name)).help(help));
        }
    });
}

/// Required properties whose `readOnly` is at the component that they refer to.
pub(super) fn required_read_only_reference(context: &Context<'_>, found: &mut Findings) {
    each_required(context, |owner, name, id| {
        let target = context.schema(context.described(id));
        let component = target.component.as_ref().filter(|_| target.read_only);
        if let Some(component) = component {
            let at = owner.at.child("properties").child(name);
            let message = "a required property is read-only through its `$ref`: requests have none";
            let label = format!("{} refers to {}", quote(name), quote(component));
            let help = "write `readOnly` beside the property, where readers of `required` see it";
            let finding = found.at(&at, message).label(label);
            let finding = finding.also(target.at.child("readOnly"), "read-only here");
            found.push(finding.help(help));
        }
    });
}

/// Calls a function with each object, and the name and schema of each property that it declares and requires.
fn each_required<'a>(context: &Context<'a>, mut visit: impl FnMut(&'a Schema, &'a str, SchemaId)) {
    for (_, schema) in context.schemas().filter(|(_, it)| !it.required.is_empty()) {
        let required: HashSet<&str> = schema.required.iter().map(String::as_str).collect();
        for (name, id) in &schema.properties {
            if required.contains(name.as_str()) {
                visit(schema, name, *id);
            }
        }
    }
}

/// Objects of responses that promise nothing.
pub(super) fn nothing_required(context: &Context<'_>, found: &mut Findings) {
    let mut seen = HashSet::new();
    for operation in context.operations() {
        for (_, response) in &operation.responses {
            let Some((_, schema)) = json_schema(&response.content) else {
                continue;
            };
            let id = context.described(schema);
            let schema = context.schema(id);
            if seen.insert(id)
                && !schema.properties.is_empty()
                && schema.required.is_empty()
                && schema.all_of.is_empty()
            {
                let message = "an object in a response has only optional properties";
                let help = "list the properties that are always present in `required`";
                let finding = found.at(&schema.at.child("properties"), message);
                let label = schema.component.as_deref().map(quote);
                let finding = match label {
                    Some(label) => finding.label(label),
                    None => finding,
                };
                found.push(finding.help(help));
            }
        }
    }
}

/// Objects that declare no property on purpose.
pub(super) fn empty(context: &Context<'_>, found: &mut Findings) {
    for (_, schema) in context.schemas() {
        let is_open =
            schema.additional_properties.is_none() && schema.pattern_properties.is_empty();
        let is_alone =
            schema.all_of.is_empty() && schema.any_of.is_empty() && schema.one_of.is_empty();
        if schema.has_properties && schema.properties.is_empty() && is_open && is_alone {
            let message = "an object has `properties: {}`, which describes nothing";
            let help = "list the properties, or write `additionalProperties: true` for any object and `false` for an empty one";
            found.push(found.at(&schema.at.child("properties"), message).help(help));
        }
    }
}

/// Arrays of anything.
pub(super) fn untyped_items(context: &Context<'_>, found: &mut Findings) {
    for (_, schema) in context.schemas() {
        let at = schema.at.child("items");
        let is_empty =
            matches!(context.trees.node(&at), Node::Object(members) if members.is_empty());
        if schema.items.is_some() && is_empty {
            let message = "the elements of an array have no schema";
            let help = "describe the elements";
            found.push(found.at(&at, message).help(help));
        }
    }
}

/// The formats that the last word of a name suggests.
const FORMATS: &[(&[&str], &str)] = &[
    (&["url", "uri", "href"], "uri"),
    (&["email"], "email"),
    (&["uuid", "guid"], "uuid"),
];

/// Strings whose name suggests a format.
pub(super) fn format_of_name(context: &Context<'_>, found: &mut Findings) {
    each_string(context, |name, schema| {
        let words = words(name);
        let last = words.last().map(String::as_str).unwrap_or_default();
        let is_time = name.ends_with("At") || name.ends_with("_at");
        let suggested = FORMATS.iter().find(|(names, _)| names.contains(&last));
        let format = match suggested {
            Some((_, format)) => Some(*format),
            None => (is_time && words.len() > 1).then_some("date-time"),
        };
        if let Some(format) = format {
            let message =
                format!("names of strings suggest `format: {format}`, which they do not have");
            let help = format!("add `format: {format}`");
            found.push(found.at(&schema.at, message).label(quote(name)).help(help));
        }
    });
}

/// Strings whose name tells that they are secret.
pub(super) fn secret_without_format(context: &Context<'_>, found: &mut Findings) {
    each_string(context, |name, schema| {
        let words = words(name);
        let has = |word: &str| words.iter().any(|it| it == word);
        let last = words.last().map(String::as_str).unwrap_or_default();
        let is_page = ["page", "next", "previous", "continuation", "sync", "cursor"]
            .iter()
            .any(|it| has(it));
        let is_secret = matches!(last, "password" | "secret" | "passphrase")
            || last == "token" && !is_page
            || last == "key" && (has("private") || has("secret") || has("api"));
        if is_secret && !schema.write_only {
            let message = "a secret is not marked as one, so that logs may show it";
            let help = "add `format: password`";
            found.push(found.at(&schema.at, message).label(quote(name)).help(help));
        }
    });
}

/// Calls a function with each property that is a string without a format, pattern or list of values.
fn each_string<'a>(context: &Context<'a>, mut visit: impl FnMut(&'a str, &'a Schema)) {
    let mut seen = HashSet::new();
    for (_, owner) in context.schemas() {
        for (name, id) in &owner.properties {
            let id = context.target(*id);
            let schema = context.schema(id);
            let is_plain =
                schema.format.is_none() && schema.pattern.is_none() && schema.enumeration.is_none();
            let is_string = schema
                .types
                .is_some_and(|it| it.string && !it.integer && !it.number && !it.object);
            if is_plain && is_string && seen.insert(id) {
                visit(name, schema);
            }
        }
    }
}
