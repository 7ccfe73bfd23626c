//! Rules about tags.

use std::collections::{HashMap, HashSet};

use crate::context::{Context, name};
use crate::findings::Findings;
use specwright_spec::{Fix, Node, quote};

/// Operations whose tags are in another order than those of the root, which readers see first.
pub(super) fn order(context: &Context<'_>, found: &mut Findings) {
    let positions = positions(context);
    for operation in context.operations() {
        let known: Option<Vec<usize>> = { operation.tags.iter() }
            .map(|tag| positions.get(tag.as_str()).copied())
            .collect();
        let Some(known) = known.filter(|it| !it.is_sorted()) else {
            continue;
        };
        let mut sorted: Vec<_> = known.into_iter().zip(&operation.tags).collect();
        sorted.sort();
        let tags = sorted.into_iter().map(|(_, tag)| Node::String(tag.clone()));
        let at = operation.at.child("tags");
        let fix = Fix::replace(&at, Node::Array(tags.collect())).likely();
        let message = "the tags of an operation are not in the order of the root";
        found.push(found.at(&at, message).label(name(operation)).fix(fix));
    }
}

/// Returns the positions of declared tags.
fn positions<'a>(context: &Context<'a>) -> HashMap<&'a str, usize> {
    let tags = context.document.tags.iter().enumerate();
    tags.map(|(index, tag)| (tag.name.as_str(), index))
        .collect()
}

/// Tags of operations that are not declared in a document that declares others.
pub(super) fn undeclared(context: &Context<'_>, found: &mut Findings) {
    let positions = positions(context);
    if positions.is_empty() {
        return;
    }
    let mut seen = HashSet::new();
    for operation in context.operations() {
        for (index, tag) in operation.tags.iter().enumerate() {
            if !positions.contains_key(tag.as_str()) && seen.insert(tag) {
                let at = operation.at.child("tags").index(index);
                let message = "a tag is not declared, as others are";
                found.push(
                    found
                        .at(&at, message)
                        .label(quote(tag))
                        .help("declare it below `tags` of the document"),
                );
            }
        }
    }
}

/// Tags that no operation has.
pub(super) fn unused(context: &Context<'_>, found: &mut Findings) {
    let webhooks = context.document.webhooks.iter().map(|it| &it.operation);
    let operations = context.document.operations.iter().chain(webhooks);
    let used: HashSet<&str> = operations
        .flat_map(|it| &it.tags)
        .map(String::as_str)
        .collect();
    // A tag may group others (OpenAPI 3.2), and a document without tagged operations has them for its readers.
    let list = context.trees.root().child("tags");
    let nodes = context.trees.node(&list).elements();
    let field = |it: &Node, key: &str| it.get(key).and_then(Node::as_str).map(str::to_owned);
    let parents: HashSet<String> = nodes.iter().filter_map(|it| field(it, "parent")).collect();
    for (index, tag) in nodes.iter().enumerate().filter(|_| !used.is_empty()) {
        let name =
            field(tag, "name").filter(|it| !used.contains(it.as_str()) && !parents.contains(it));
        if let Some(name) = name {
            let message = "a declared tag is never used";
            found.push(
                found
                    .at(&list.index(index).child("name"), message)
                    .label(quote(&name))
                    .help("remove it"),
            );
        }
    }
}
