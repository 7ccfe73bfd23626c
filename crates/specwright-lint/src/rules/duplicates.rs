//! Rules about schemas that are written twice.

use std::collections::HashMap;

use crate::context::Context;
use crate::findings::Findings;
use specwright_spec::{Location, Node, Schema, ValueKey, quote};

/// Keywords that do not change which values are valid.
const ANNOTATIONS: &[&str] = &[
    "title",
    "description",
    "example",
    "examples",
    "externalDocs",
    "deprecated",
];

/// Keywords that tell where a value may be.
const ACCESS: &[&str] = &["readOnly", "writeOnly"];

/// Components that are identical but for their own examples. Equal constraints alone may be a coincidence, equal descriptions are not.
pub(super) fn identical(context: &Context<'_>, found: &mut Findings) {
    let nodes = components(context, |node| without(node, &["example", "examples"]));
    for group in groups(&nodes) {
        report(
            &group,
            "are identical",
            "use one of them in all places, or say in which way they differ",
            found,
        );
    }
}

/// Components that are identical but for `readOnly` or `writeOnly`.
pub(super) fn read_only_twins(context: &Context<'_>, found: &mut Findings) {
    let nodes = components(context, |node| {
        // Descriptions of properties are compared: without them, objects with a single id would be equal.
        strip(&without(node, ANNOTATIONS), &|key| ACCESS.contains(&key))
    });
    for group in groups(&nodes) {
        let written = |it: &&Component<'_>| constraints(context.trees.node(&it.schema.at));
        let nodes: Vec<Node> = group.iter().map(written).collect();
        let is_equal = nodes
            .iter()
            .all(|it| it.value_key() == nodes[0].value_key());
        if !is_equal {
            let help = "use one schema, and write `readOnly` beside the properties that are: since OpenAPI 3.1 beside the `$ref`, before it beside an `allOf` with the `$ref`";
            report(
                &group,
                "differ in `readOnly` or `writeOnly` only",
                help,
                found,
            );
        }
    }
}

/// A component with a part of its text.
struct Component<'a> {
    name: &'a str,
    schema: &'a Schema,
    node: Node,
}

/// Returns the components with contents that are unlikely to be equal by chance.
fn components<'a>(context: &Context<'a>, part: impl Fn(&Node) -> Node) -> Vec<Component<'a>> {
    let named = context.document.components.iter();
    let found = named.map(|(name, id)| Component {
        name,
        schema: context.schema(*id),
        node: part(context.trees.node(&context.schema(*id).at)),
    });
    let lists = |it: &Schema| {
        it.enumeration
            .as_ref()
            .is_some_and(|values| values.len() > 1)
    };
    let has_contents = |it: &Component<'_>| {
        let schema = it.schema;
        !schema.properties.is_empty() || schema.pattern.is_some() || lists(schema)
    };
    found.filter(has_contents).collect()
}

/// Groups components with equal nodes, in document order.
fn groups<'c, 'a>(components: &'c [Component<'a>]) -> Vec<Vec<&'c Component<'a>>> {
    let mut groups: Vec<Vec<&Component<'_>>> = Vec::new();
    let mut known: HashMap<ValueKey<'_>, usize> = HashMap::new();
    for component in components {
        let index = *known
            .entry(component.node.value_key())
            .or_insert(groups.len());
        match groups.get_mut(index) {
            Some(group) => group.push(component),
            None => groups.push(vec![component]),
        }
    }
    groups.retain(|it| it.len() > 1);
    groups
}

fn report(group: &[&Component<'_>], relation: &str, help: &str, found: &mut Findings) {
    let [first, second, others @ ..] = group else {
        return;
    };
    let names = match others {
        [] => format!("{} and {}", quote(first.name), quote(second.name)),
        [third] => format!(
            "{}, {} and {}",
            quote(first.name),
            quote(second.name),
            quote(third.name)
        ),
        _ => format!(
            "{}, {} and {} more",
            quote(first.name),
            quote(second.name),
            others.len()
        ),
    };
    let at = |it: &Component<'_>| Location::clone(&it.schema.at);
    let message = format!("schemas with different names {relation}");
    let finding = found.at(&at(first), message).label(names);
    let mut finding = finding.also(specwright_spec::Place::Key(at(second)), "and here");
    for other in others {
        finding
            .notes
            .further
            .push(specwright_spec::Place::Key(at(other)));
    }
    found.push(finding.help(help));
}

/// Returns a schema without annotations and extensions, at any depth.
pub(super) fn constraints(node: &Node) -> Node {
    strip(node, &|key| ANNOTATIONS.contains(&key))
}

/// Returns an object without some members and extensions.
fn without(node: &Node, keys: &[&str]) -> Node {
    let kept = node.members().iter();
    let kept = kept.filter(|(key, _)| !keys.contains(&key.as_str()) && !key.starts_with("x-"));
    Node::Object(kept.cloned().collect())
}

/// Returns a schema without some keywords and extensions, at any depth. Names of properties are no keywords.
fn strip(node: &Node, is_removed: &impl Fn(&str) -> bool) -> Node {
    match node {
        Node::Array(elements) => {
            Node::Array(elements.iter().map(|it| strip(it, is_removed)).collect())
        }
        Node::Object(members) => {
            let kept = members
                .iter()
                .filter(|(key, _)| !is_removed(key) && !key.starts_with("x-"));
            let kept = kept.map(|(key, value)| {
                let value = match key.as_str() {
                    "properties" | "patternProperties" | "dependentSchemas" | "$defs" => {
                        named(value, is_removed)
                    }
                    "enum" | "const" | "default" => value.clone(),
                    _ => strip(value, is_removed),
                };
                (key.clone(), value)
            });
            Node::Object(kept.collect())
        }
        _ => node.clone(),
    }
}

fn named(node: &Node, is_removed: &impl Fn(&str) -> bool) -> Node {
    let members = node.members().iter();
    Node::Object(
        members
            .map(|(key, value)| (key.clone(), strip(value, is_removed)))
            .collect(),
    )
}
