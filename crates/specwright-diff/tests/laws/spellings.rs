//! Other spellings of a document.

use specwright_spec::{Node, Pointer};

/// The keys of values that are data: they are not changed.
const DATA: [&str; 5] = ["example", "examples", "default", "const", "mapping"];

/// The lists whose order has no meaning.
const UNORDERED: [&str; 9] = [
    "required",
    "enum",
    "parameters",
    "allOf",
    "anyOf",
    "oneOf",
    "security",
    "type",
    "servers",
];

fn is_data(key: &str) -> bool {
    DATA.contains(&key) || key.starts_with("x-")
}

/// Returns the document with all maps and unordered lists in reverse.
pub fn reversed(node: &Node) -> Node {
    match node {
        Node::Object(members) => {
            let member = |(key, value): &(String, Node)| {
                let value = match value {
                    _ if is_data(key) => value.clone(),
                    Node::Array(elements) if key == "enum" => {
                        Node::Array(elements.iter().rev().cloned().collect())
                    }
                    Node::Array(elements) if UNORDERED.contains(&key.as_str()) => {
                        Node::Array(elements.iter().rev().map(reversed).collect())
                    }
                    other => reversed(other),
                };
                (key.clone(), value)
            };
            Node::Object(members.iter().rev().map(member).collect())
        }
        Node::Array(elements) => Node::Array(elements.iter().map(reversed).collect()),
        scalar => scalar.clone(),
    }
}

/// Returns the document with each reference replaced by its target, in which references stay. Discriminators tell
/// alternatives apart by their names, so that theirs stay too.
pub fn inlined(document: &Node) -> Node {
    inline(document, document, false)
}

fn inline(node: &Node, document: &Node, is_named: bool) -> Node {
    match node {
        Node::Object(members) => {
            if let Some(target) = target(node, document).filter(|_| !is_named) {
                return target.clone();
            }
            let is_told_apart = node.get("discriminator").is_some();
            let member = |(key, value): &(String, Node)| {
                let is_named = is_told_apart && ["oneOf", "anyOf"].contains(&key.as_str());
                let value = if is_data(key) {
                    value.clone()
                } else {
                    inline(value, document, is_named)
                };
                (key.clone(), value)
            };
            Node::Object(members.iter().map(member).collect())
        }
        Node::Array(elements) => Node::Array(
            elements
                .iter()
                .map(|it| inline(it, document, is_named))
                .collect(),
        ),
        scalar => scalar.clone(),
    }
}

fn target<'a>(node: &Node, document: &'a Node) -> Option<&'a Node> {
    let [(key, Node::String(reference))] = node.members() else {
        return None;
    };
    let pointer = Pointer::from_fragment(reference.strip_prefix('#')?).ok()?;
    document.at(&pointer).filter(|_| key == "$ref")
}

/// Returns a document of OpenAPI 3.0 as one of 3.1; others as they are.
pub fn converted(document: &Node) -> Node {
    let version = document
        .get("openapi")
        .and_then(Node::as_str)
        .unwrap_or_default();
    if !version.starts_with("3.0") {
        return document.clone();
    }
    let Node::Object(members) = convert(document) else {
        return document.clone();
    };
    let member = |(key, value): (String, Node)| match key.as_str() {
        "openapi" => (key, Node::String("3.1.0".to_owned())),
        _ => (key, value),
    };
    Node::Object(members.into_iter().map(member).collect())
}

fn convert(node: &Node) -> Node {
    match node {
        Node::Object(members) => {
            let member = |(key, value): &(String, Node)| {
                let value = if is_data(key) || key == "enum" {
                    value.clone()
                } else {
                    convert(value)
                };
                (key.clone(), value)
            };
            let mut members: Vec<(String, Node)> = members.iter().map(member).collect();
            // OpenAPI 3.0 ignores what is beside a reference; 3.1 does not.
            if members
                .iter()
                .any(|(key, value)| key == "$ref" && value.as_str().is_some())
            {
                return without_siblings(members);
            }
            convert_null(&mut members);
            convert_bound(&mut members, "minimum", "exclusiveMinimum");
            convert_bound(&mut members, "maximum", "exclusiveMaximum");
            convert_constant(&mut members);
            Node::Object(members)
        }
        Node::Array(elements) => Node::Array(elements.iter().map(convert).collect()),
        scalar => scalar.clone(),
    }
}

/// Returns a reference without the fields beside it; null, which the reader accepts there, as an alternative.
fn without_siblings(mut members: Vec<(String, Node)>) -> Node {
    let is_nullable = members
        .iter()
        .any(|(key, value)| key == "nullable" && *value == Node::Bool(true));
    members.retain(|(key, _)| key == "$ref");
    let reference = Node::Object(members);
    if !is_nullable {
        return reference;
    }
    let null = Node::Object(vec![("type".to_owned(), Node::String("null".to_owned()))]);
    Node::Object(vec![(
        "anyOf".to_owned(),
        Node::Array(vec![reference, null]),
    )])
}

fn position(members: &[(String, Node)], key: &str) -> Option<usize> {
    members.iter().position(|(it, _)| it == key)
}

fn convert_null(members: &mut Vec<(String, Node)>) {
    let (Some(nullable), Some(typed)) = (position(members, "nullable"), position(members, "type"))
    else {
        return;
    };
    if members[nullable].1 != Node::Bool(true) || !matches!(members[typed].1, Node::String(_)) {
        return;
    }
    let null = Node::String("null".to_owned());
    members[typed].1 = Node::Array(vec![members[typed].1.clone(), null]);
    if let Some(listed) = position(members, "enum")
        && let Node::Array(values) = &mut members[listed].1
        && !values.contains(&Node::Null)
    {
        values.push(Node::Null);
    }
    members.remove(nullable);
}

fn convert_bound(members: &mut Vec<(String, Node)>, bound: &str, exclusive: &str) {
    let Some(flag) = position(members, exclusive) else {
        return;
    };
    let Node::Bool(is_exclusive) = members[flag].1 else {
        return;
    };
    members.remove(flag);
    if let Some(bound) = position(members, bound).filter(|_| is_exclusive) {
        members[bound].0 = exclusive.to_owned();
    }
}

fn convert_constant(members: &mut [(String, Node)]) {
    let Some(listed) = position(members, "enum") else {
        return;
    };
    if let [only] = members[listed].1.elements()
        && position(members, "type").is_some()
        && position(members, "const").is_none()
    {
        members[listed] = ("const".to_owned(), only.clone());
    }
}
