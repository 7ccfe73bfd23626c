//! Keywords without subschemas.

use super::{flag, members, text, texts};
use crate::check::intended_type;
use crate::grammar::is_extension;
use crate::lenient::constraints::is_any;
use crate::{Bound, Node, Types};

pub(super) fn is_nullable(node: &Node) -> bool {
    flag(node, "nullable")
}

/// Returns true if a `$ref` has siblings that affect values or the property that they belong to. Definitions and comments do
/// not.
pub(super) fn has_siblings(node: &Node) -> bool {
    const SILENT: [&str; 8] = [
        "$ref",
        "$defs",
        "definitions",
        "$comment",
        "$id",
        "$schema",
        "$anchor",
        "summary",
    ];
    let mut keys = node.members().iter().map(|(key, _)| key.as_str());
    keys.any(|key| !SILENT.contains(&key) && !is_extension(key))
}

/// Reads `type`, with null if the schema is `nullable` (OpenAPI 3.0.4, "Schema Object").
pub(super) fn types(node: &Node) -> Option<Types> {
    let written = node.get("type")?;
    let mut types = Types::default();
    let names = match written {
        Node::Array(names) => names.as_slice(),
        name => std::slice::from_ref(name),
    };
    for name in names {
        let Some(name) = name.as_str() else { continue };
        if is_any(name) {
            return None;
        }
        // `check` reports an unknown name with the intended one; no value has an unknown type.
        let _ = types.add(name) || intended_type(name).is_some_and(|intended| types.add(intended));
    }
    let is_listed = matches!(written, Node::Array(names) if names.is_empty());
    if types == Types::default() && !is_listed {
        // The schema is invalid and rejects all values.
        return None;
    }
    types.null |= is_nullable(node);
    Some(types)
}

impl Types {
    /// Adds a type by name; returns false for an unknown name.
    fn add(&mut self, name: &str) -> bool {
        *match name {
            "null" => &mut self.null,
            "boolean" => &mut self.boolean,
            "integer" => &mut self.integer,
            "number" => &mut self.number,
            // `file` is Swagger 2.0 syntax, which `check` reports.
            "string" | "file" => &mut self.string,
            "array" => &mut self.array,
            "object" => &mut self.object,
            _ => return false,
        } = true;
        true
    }
}

/// Reads `format`; the Swagger 2.0 type `file` is binary.
pub(super) fn format(node: &Node) -> Option<String> {
    match node.get("type").and_then(Node::as_str) {
        Some("file") => Some("binary".to_owned()),
        _ => text(node, "format"),
    }
}

/// Reads a bound. Its exclusiveness is a boolean sibling in OpenAPI 3.0 and a separate bound in 3.1. Of two bounds, the
/// stricter one applies; of equal bounds, the exclusive one.
pub(super) fn bound(node: &Node, key: &str, exclusive_key: &str) -> Option<Bound> {
    let number = |key| node.get(key).and_then(Node::as_number);
    let inclusive = number(key).map(|value| Bound {
        value: value.clone(),
        exclusive: flag(node, exclusive_key),
    });
    let exclusive = number(exclusive_key).map(|value| Bound {
        value: value.clone(),
        exclusive: true,
    });
    match (inclusive, exclusive) {
        (Some(inclusive), Some(exclusive)) => {
            let looser = match key {
                "minimum" => exclusive.value.compare(&inclusive.value).is_lt(),
                _ => exclusive.value.compare(&inclusive.value).is_gt(),
            };
            Some(if looser { inclusive } else { exclusive })
        }
        (one, other) => one.or(other),
    }
}

/// Reads `required`, without names that `additionalProperties` excludes.
pub(super) fn required(node: &Node) -> Vec<String> {
    let mut names = texts(node, "required");
    names.retain(|name| !crate::check::is_forbidden(node, name));
    names
}

/// Reads `enum`, or the value of `const`; with both, the value if `enum` lists it.
pub(super) fn enumeration(node: &Node) -> Option<Vec<Node>> {
    let values = node.get("enum").and_then(Node::as_array);
    match (values, node.get("const")) {
        (Some(values), None) => Some(values.to_vec()),
        (None, Some(value)) => Some(vec![value.clone()]),
        (Some(values), Some(value)) => {
            let same = values.iter().filter(|known| known.same_value(value));
            Some(same.cloned().collect())
        }
        (None, None) => None,
    }
}

/// Reads `example`, then `examples`.
pub(super) fn examples(node: &Node) -> Vec<Node> {
    let one = node.get("example").into_iter();
    let several = node.get("examples").map(Node::elements).unwrap_or_default();
    one.chain(several).cloned().collect()
}

pub(super) fn dependent_required(node: &Node) -> Vec<(String, Vec<String>)> {
    let texts = |names: &Node| {
        let texts = names.elements().iter().filter_map(Node::as_text);
        texts.map(str::to_owned).collect()
    };
    let dependencies = members(node, "dependentRequired").iter();
    dependencies
        .map(|(name, names)| (name.clone(), texts(names)))
        .collect()
}

pub(super) fn discriminator(node: &Node) -> Option<openapiv3::Discriminator> {
    let discriminator = node.get("discriminator")?;
    let property_name = match discriminator.as_text() {
        // Swagger 2.0 syntax, which `check` reports.
        Some(name) => name.to_owned(),
        None => text(discriminator, "propertyName")?,
    };
    let mapping = members(discriminator, "mapping").iter();
    let texts =
        mapping.filter_map(|(name, value)| Some((name.clone(), value.as_text()?.to_owned())));
    Some(openapiv3::Discriminator {
        property_name,
        mapping: texts.collect(),
        extensions: Default::default(),
    })
}
