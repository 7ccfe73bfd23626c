//! The operations of a document, for the passes that go through them.

use std::collections::HashMap;

use crate::grammar::is_extension;
use crate::resolve::Resolved;
use crate::{Location, Node};

/// A path, webhook or callback, and its item.
pub(crate) struct Path<'a> {
    /// The path template, the name of the webhook, the expression of the callback.
    pub(crate) template: &'a str,
    /// Where its key stands.
    pub(crate) at: Location,
    /// Where its item stands: there, or where a `$ref` leads.
    pub(crate) item_at: Location,
    /// The item.
    pub(crate) item: &'a Node,
}

/// An operation of a path.
pub(crate) struct Found<'a> {
    /// The method, as it is sent.
    pub(crate) method: String,
    /// Where it stands.
    pub(crate) at: Location,
    /// The operation.
    pub(crate) node: &'a Node,
}

/// The fields of methods, in the order of OpenAPI 3.2.0, "Path Item Object".
pub(crate) const METHODS: [&str; 9] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// The paths, in document order.
pub(crate) fn paths(resolved: &Resolved) -> impl Iterator<Item = Path<'_>> {
    let (document, at) = resolved.document();
    items(resolved, document.get("paths"), at.child("paths"))
}

/// The webhooks, in document order (OpenAPI 3.1.1, "OpenAPI Object").
pub(crate) fn webhooks(resolved: &Resolved) -> impl Iterator<Item = Path<'_>> {
    let (document, at) = resolved.document();
    items(resolved, document.get("webhooks"), at.child("webhooks"))
}

/// The callbacks of an operation by their names, in document order (OpenAPI 3.0.4, "Callback Object").
pub(crate) fn callbacks<'a>(
    resolved: &'a Resolved,
    operation: &Found<'a>,
) -> impl Iterator<Item = (&'a str, Path<'a>)> {
    let at = operation.at.child("callbacks");
    let callbacks = operation.node.get("callbacks").map(Node::members);
    let named = callbacks.unwrap_or_default().iter();
    named.flat_map(move |(name, callback)| {
        let (callback, at) = resolved.follow_node(callback, at.child(name));
        items(resolved, Some(callback), at).map(move |path| (name.as_str(), path))
    })
}

/// The path items of an object, which may be references.
fn items<'a>(
    resolved: &'a Resolved,
    holder: Option<&'a Node>,
    at: Location,
) -> impl Iterator<Item = Path<'a>> {
    let members = holder.map(Node::members).unwrap_or_default().iter();
    let members = members.filter(|(template, _)| !is_extension(template) && template != "$ref");
    members.map(move |(template, node)| {
        let at = at.child(template);
        let (item, item_at) = resolved.follow_node(node, at.clone());
        Path {
            template,
            at,
            item_at,
            item,
        }
    })
}

impl<'a> Path<'a> {
    /// The operations, in document order, those of `additionalOperations` last.
    pub(crate) fn operations(&self) -> impl Iterator<Item = Found<'a>> {
        let at = self.item_at.clone();
        let members = self.item.members().iter();
        let own = members.filter(|(key, _)| METHODS.contains(&key.as_str()));
        let own = own.map(move |(key, node)| Found {
            method: key.to_ascii_uppercase(),
            at: at.child(key),
            node,
        });
        let at = self.item_at.child("additionalOperations");
        let additional = self.item.get("additionalOperations").map(Node::members);
        let additional = additional.unwrap_or_default().iter();
        own.chain(additional.map(move |(name, node)| Found {
            method: name.clone(),
            at: at.child(name),
            node,
        }))
    }

    /// The parameters that hold for an operation, references followed: those of the path, of which the operation may
    /// replace some, then its own (OpenAPI 3.0.4, "Path Item Object"). Of two with one name, which `check` warns of, the
    /// first counts.
    pub(crate) fn parameters(
        &self,
        resolved: &'a Resolved,
        operation: &Found<'a>,
    ) -> Vec<(&'a Node, Location)> {
        let mut all: Vec<(&'a Node, Location)> = Vec::new();
        let mut known = HashMap::new();
        let own = parameters(resolved, operation.node, &operation.at);
        let inherited = parameters(resolved, self.item, &self.item_at);
        let count = inherited.len();
        for (index, (node, at)) in inherited.into_iter().chain(own).enumerate() {
            let key = key(node);
            match key.as_ref().and_then(|key| known.get(key).copied()) {
                Some((position, true)) if index >= count => {
                    all[position] = (node, at);
                    known.extend(key.map(|key| (key, (position, false))));
                }
                Some(_) => {}
                None => {
                    known.extend(key.map(|key| (key, (all.len(), index < count))));
                    all.push((node, at));
                }
            }
        }
        all
    }
}

/// The parameters in the list of an operation or path item, references followed.
pub(crate) fn parameters<'a>(
    resolved: &'a Resolved,
    holder: &'a Node,
    at: &Location,
) -> Vec<(&'a Node, Location)> {
    let at = at.child("parameters");
    let list = holder
        .get("parameters")
        .map(Node::elements)
        .unwrap_or_default();
    let entries = list.iter().enumerate();
    entries
        .map(|(index, node)| resolved.follow_node(node, at.index(index)))
        .collect()
}

/// What a parameter is known by: `in`, and `name`, which has no case in headers (OpenAPI 3.0.4, "Parameter Object").
pub(crate) fn key(parameter: &Node) -> Option<(&str, String)> {
    let location = parameter.get("in")?.as_str()?;
    let name = parameter.get("name")?.as_text()?;
    Some((
        location,
        if location == "header" {
            name.to_ascii_lowercase()
        } else {
            name.to_owned()
        },
    ))
}
