//! The order of the merged document, which does not depend on the order of the fragments.

use std::collections::BTreeMap;

use super::claims::{Claims, MergedMembers};
use crate::Node;
use crate::paths::METHODS;

/// The fields of the root, short ones first; other fields follow by name.
const ROOT: [&str; 8] = [
    "openapi",
    "info",
    "servers",
    "security",
    "tags",
    "externalDocs",
    "paths",
    "components",
];

/// The fields of a path item before its methods; other fields follow the methods by name.
const PATH_ITEM: [&str; 5] = ["$ref", "summary", "description", "servers", "parameters"];

/// The kinds of components in the order of OpenAPI 3.0.4 and 3.1, "Components Object"; others follow by name.
const COMPONENTS: [&str; 10] = [
    "schemas",
    "responses",
    "parameters",
    "examples",
    "requestBodies",
    "headers",
    "securitySchemes",
    "links",
    "callbacks",
    "pathItems",
];

/// Builds the document.
pub(super) fn document(
    root: Claims,
    security: Option<Node>,
    paths: Claims,
    components: Claims,
) -> Node {
    let mut root = root.flat();
    root.extend(security.map(|security| ("security".to_owned(), security)));
    let paths = nested(paths, &path_item_order());
    let components = nested(components, &[]);
    // `paths` is required, even without operations.
    root.insert("paths".to_owned(), object(paths, &[]));
    if !components.is_empty() {
        root.insert("components".to_owned(), object(components, &COMPONENTS));
    }
    object(root, &ROOT)
}

fn path_item_order() -> Vec<&'static str> {
    PATH_ITEM.into_iter().chain(METHODS).collect()
}

/// Builds an object from values with two keys.
fn nested(claims: Claims, order: &[&str]) -> BTreeMap<String, Node> {
    let value = |nested| match nested {
        MergedMembers::Whole(node) => node,
        MergedMembers::Members(members) => object(members, order),
    };
    claims
        .nested()
        .into_iter()
        .map(|(name, nested)| (name, value(nested)))
        .collect()
}

/// Builds an object: first the members in `order`, then the others by name.
fn object(mut members: BTreeMap<String, Node>, order: &[&str]) -> Node {
    let first: Vec<_> = order
        .iter()
        .filter_map(|key| members.remove_entry(*key))
        .collect();
    Node::Object(first.into_iter().chain(members).collect())
}
