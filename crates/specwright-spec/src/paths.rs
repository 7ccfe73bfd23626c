//! The operations of a document, for passes that visit them.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::grammar::{ObjectKind, is_extension, is_reference};
use crate::requirements::{alternatives, both};
use crate::resolve::Resolved;
use crate::{Location, Node};

/// A path, webhook or callback with its path items.
pub(crate) struct Path<'a> {
    /// The path template, webhook name, or callback expression.
    pub(crate) template: &'a str,
    /// The location of its key.
    pub(crate) at: Location,
    /// The path item, and the targets of its `$ref`. Each includes the siblings of its `$ref`, which take precedence over
    /// the target.
    pub(crate) items: Vec<(&'a Node, Location)>,
    resolved: &'a Resolved,
}

/// An operation of a path.
pub(crate) struct FoundOperation<'a> {
    /// The method as it is sent.
    pub(crate) method: String,
    /// The location of the operation object: of a `$ref` with fields beside it, or else of its target.
    pub(crate) at: Location,
    /// The operation object, after references are followed.
    target: (&'a Node, Location),
    /// The references with fields beside `$ref` that lead to the target. The fields of the first take precedence.
    siblings: Vec<(&'a Node, Location)>,
    /// Other objects whose requirements apply to the operation (those of the document for an object without `security`): the
    /// path items that refer to it, and the same operation in another path item.
    also: Vec<(&'a Node, Location)>,
    /// The same operation in another path item of the path.
    pub(crate) again: Option<Location>,
}

impl<'a> FoundOperation<'a> {
    /// Returns the objects with the fields of the operation, of which the first takes precedence.
    pub(crate) fn layers(&self) -> impl Iterator<Item = &(&'a Node, Location)> {
        self.siblings.iter().chain([&self.target])
    }

    /// Returns the object with the value of a field: the first reference with such a field beside it, or else the target. Not
    /// for `parameters` and `security`, which are joined.
    pub(crate) fn holder(&self, key: &str) -> (&'a Node, &Location) {
        let overrides = |node: &Node| node.get(key).is_some_and(|value| overrides(key, value));
        let mut siblings = self.siblings.iter();
        let holder = siblings.find(|(node, _)| overrides(node));
        let (node, at) = holder.unwrap_or(&self.target);
        (node, at)
    }

    /// Returns the request body: by precedence, or else that which the path item declares.
    pub(crate) fn request_body(&self) -> Option<(&'a Node, Location)> {
        let body = |(node, at): (&'a Node, &Location)| {
            let body = node.get("requestBody")?;
            Some((body, at.child("requestBody")))
        };
        let mut layers = self.layers();
        let inherited = || layers.find_map(|(node, at)| body((node, at)));
        body(self.holder("requestBody")).or_else(inherited)
    }

    /// Returns the objects whose requirements apply to the operation together.
    pub(crate) fn secured(&self) -> impl Iterator<Item = &(&'a Node, Location)> {
        let siblings = self.siblings.iter();
        let siblings = siblings.filter(|(node, _)| node.get("security").is_some());
        [&self.target].into_iter().chain(siblings).chain(&self.also)
    }

    /// Returns the requirements of the operation; `None` if those of the document apply.
    pub(crate) fn security(&self, document: &Node) -> Option<Cow<'a, Node>> {
        if self.secured().count() == 1 {
            return self.target.0.get("security").map(Cow::Borrowed);
        }
        let all = self.secured().map(|(node, _)| {
            let own = node.get("security").and_then(alternatives);
            own.or_else(|| alternatives(document)).unwrap_or_default()
        });
        let joined = all.reduce(|first, second| both(&first, &second));
        Some(Cow::Owned(Node::Array(joined.unwrap_or_default())))
    }
}

/// Returns true if a field beside the `$ref` of an operation replaces that of the target. A value of the wrong type is ignored,
/// except for a request body, which is then of any type.
pub(crate) fn overrides(key: &str, value: &Node) -> bool {
    let field = ObjectKind::Operation.field(key);
    field.is_some_and(|field| match key {
        "requestBody" => !is_inherited(value),
        _ => field.shape.fits(value),
    })
}

/// The extension of a request body beside the `$ref` of an operation that a Swagger 2.0 path item declares: it applies if the
/// target has none.
pub(crate) const INHERITED: &str = "x-specwright-inherited";

/// Returns true if the path item declares a request body, rather than the operation.
pub(crate) fn is_inherited(body: &Node) -> bool {
    body.get(INHERITED).is_some()
}

/// The method fields in the order of OpenAPI 3.2.0, "Path Item Object".
pub(crate) const METHODS: [&str; 9] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// Returns the paths in document order.
pub(crate) fn paths(resolved: &Resolved) -> impl Iterator<Item = Path<'_>> {
    let (document, at) = resolved.document();
    items(resolved, document.get("paths"), at.child("paths"))
}

/// Returns the webhooks in document order (OpenAPI 3.1.1, "OpenAPI Object").
pub(crate) fn webhooks(resolved: &Resolved) -> impl Iterator<Item = Path<'_>> {
    let (document, at) = resolved.document();
    items(resolved, document.get("webhooks"), at.child("webhooks"))
}

/// Returns the callbacks of an operation with their names, in document order (OpenAPI 3.0.4, "Callback Object").
pub(crate) fn callbacks<'a>(
    resolved: &'a Resolved,
    operation: &FoundOperation<'a>,
) -> impl Iterator<Item = (&'a str, Path<'a>)> {
    let (node, at) = operation.holder("callbacks");
    let at = at.child("callbacks");
    let callbacks = node.get("callbacks").map(Node::members);
    let named = callbacks.unwrap_or_default().iter();
    named.flat_map(move |(name, callback)| {
        let (callback, at) = resolved.follow_node(callback, at.child(name));
        items(resolved, Some(callback), at).map(move |path| (name.as_str(), path))
    })
}

/// Returns the path items in an object, with references followed.
fn items<'a>(
    resolved: &'a Resolved,
    holder: Option<&'a Node>,
    at: Location,
) -> impl Iterator<Item = Path<'a>> {
    let members = holder.map(Node::members).unwrap_or_default().iter();
    let members = members.filter(|(template, _)| !is_extension(template) && template != "$ref");
    members.map(move |(template, node)| {
        let at = at.child(template);
        let mut items = vec![(node, at.clone())];
        let mut place = &at;
        while let Some(target) = resolved.target(place) {
            items.push((resolved.node(target), target.clone()));
            place = target;
        }
        Path {
            template,
            at,
            items,
            resolved,
        }
    })
}

impl<'a> Path<'a> {
    /// Returns the operations in document order, with those of `additionalOperations` last. Values that are not objects and
    /// unresolved references are skipped.
    pub(crate) fn operations(&self) -> impl Iterator<Item = FoundOperation<'a>> + use<'a> {
        let mut all: Vec<FoundOperation<'a>> = Vec::new();
        let mut referring: Vec<(&'a Node, Location)> = Vec::new();
        for (item, at) in &self.items {
            let before = all.len();
            for (method, node, at) in fields(item, at) {
                let Some(mut found) = self.found(method, node, at) else {
                    continue;
                };
                found.also.extend(referring.iter().cloned());
                let mut known = all[..before].iter_mut();
                match known.find(|it| it.method == found.method) {
                    Some(first) => {
                        first.again.get_or_insert_with(|| found.at.clone());
                        first.also.extend(found.secured().cloned());
                    }
                    None => all.push(found),
                }
            }
            let is_secured = item.get("security").is_some();
            referring.extend(is_secured.then(|| (*item, at.clone())));
        }
        all.into_iter()
    }

    fn found(&self, method: String, node: &'a Node, at: Location) -> Option<FoundOperation<'a>> {
        let mut siblings = Vec::new();
        let mut target = (node, at);
        while let Some(next) = self.resolved.target(&target.1) {
            let next = (self.resolved.node(next), next.clone());
            let reference = std::mem::replace(&mut target, next);
            let mut keys = reference.0.members().iter().map(|(key, _)| key);
            if keys.any(|key| ObjectKind::Operation.field(key).is_some()) {
                siblings.push(reference);
            }
        }
        let (_, at) = siblings.first().unwrap_or(&target);
        let at = at.clone();
        let is_present = target.0.as_object().is_some() && !is_reference(target.0);
        is_present.then(|| FoundOperation {
            method,
            at,
            target,
            siblings,
            also: Vec::new(),
            again: None,
        })
    }

    /// Returns the first declaration of each parameter of an operation.
    pub(crate) fn parameters(
        &self,
        resolved: &'a Resolved,
        operation: &FoundOperation<'a>,
    ) -> Vec<(&'a Node, Location)> {
        let declarations = self.declarations(resolved, operation).into_iter();
        declarations
            .filter_map(|same| same.into_iter().next())
            .collect()
    }

    /// Returns the declarations of each parameter of an operation, with references followed: those of the path, some of which
    /// the operation may override, then its own (OpenAPI 3.0.4, "Path Item Object"), those beside its `$ref` first. A parameter
    /// has several declarations if it is a duplicate, which `check` reports: all of them apply.
    pub(crate) fn declarations(
        &self,
        resolved: &'a Resolved,
        operation: &FoundOperation<'a>,
    ) -> Vec<Vec<(&'a Node, Location)>> {
        let mut all: Vec<Vec<(&'a Node, Location)>> = Vec::new();
        let mut known: HashMap<_, (usize, usize)> = HashMap::new();
        let own_layer = self.items.len();
        let layers = self.items.iter().enumerate();
        let layers = layers.chain(operation.layers().map(|layer| (own_layer, layer)));
        for (layer, (holder, at)) in layers {
            for (node, at) in parameters(resolved, holder, at) {
                let key = key(node);
                match key.as_ref().and_then(|key| known.get_mut(key)) {
                    Some((position, declared)) if *declared == layer => {
                        all[*position].push((node, at));
                    }
                    Some((position, declared)) if layer == own_layer => {
                        all[*position] = vec![(node, at)];
                        *declared = layer;
                    }
                    Some(_) => {}
                    None => {
                        known.extend(key.map(|key| (key, (all.len(), layer))));
                        all.push(vec![(node, at)]);
                    }
                }
            }
        }
        all
    }
}

/// Returns the operations of a path item with methods and locations.
fn fields<'a>(item: &'a Node, at: &Location) -> Vec<(String, &'a Node, Location)> {
    let own = item.members().iter();
    let own = own.filter(|(key, _)| METHODS.contains(&key.as_str()));
    let own = own.map(|(key, node)| (key.to_ascii_uppercase(), node, at.child(key)));
    let place = at.child("additionalOperations");
    let additional = item.get("additionalOperations").map(Node::members);
    let additional = additional.unwrap_or_default().iter();
    own.chain(additional.map(|(name, node)| (name.clone(), node, place.child(name))))
        .collect()
}

/// Returns the parameters of an operation or path item, with references followed.
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

/// Returns the identity of a parameter: `in` and `name`, which is case-insensitive for headers (OpenAPI 3.0.4, "Parameter
/// Object").
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
