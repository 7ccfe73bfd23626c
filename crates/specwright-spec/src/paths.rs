//! The operations of a document, for the passes that go through them.

use crate::resolve::Resolved;
use crate::{Location, Method, Node};

/// A path and its item.
pub(crate) struct Path<'a> {
    /// The path template.
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
    /// The method.
    pub(crate) method: Method,
    /// Where it stands.
    pub(crate) at: Location,
    /// The operation.
    pub(crate) node: &'a Node,
}

/// The methods by their keys, in the order of OpenAPI 3.0.4, "Path Item Object".
pub(crate) const METHODS: [(&str, Method); 8] = [
    ("get", Method::Get),
    ("put", Method::Put),
    ("post", Method::Post),
    ("delete", Method::Delete),
    ("options", Method::Options),
    ("head", Method::Head),
    ("patch", Method::Patch),
    ("trace", Method::Trace),
];

/// The paths, in document order.
pub(crate) fn paths(resolved: &Resolved) -> impl Iterator<Item = Path<'_>> {
    let (document, at) = resolved.document();
    let at = at.child("paths");
    let members = document.get("paths").map(Node::members).unwrap_or_default();
    members
        .iter()
        .filter(|(template, _)| !crate::grammar::is_extension(template))
        .map(move |(template, _)| {
            let at = at.child(template);
            let item_at = resolved.follow(&at).clone();
            let item = resolved.node(&item_at);
            Path {
                template,
                at,
                item_at,
                item,
            }
        })
}

impl<'a> Path<'a> {
    /// The operations, in document order.
    pub(crate) fn operations(&self) -> impl Iterator<Item = Found<'a>> {
        let item_at = self.item_at.clone();
        self.item.members().iter().filter_map(move |(key, node)| {
            let (_, method) = METHODS.iter().find(|(name, _)| name == key)?;
            Some(Found {
                method: *method,
                at: item_at.child(key),
                node,
            })
        })
    }

    /// The places of the parameters that hold for an operation, references followed: those of the path, of which the
    /// operation may replace some, then its own (OpenAPI 3.0.4, "Path Item Object").
    pub(crate) fn parameters(&self, resolved: &Resolved, operation: &Found<'_>) -> Vec<Location> {
        let mut all = parameters(resolved, self.item, &self.item_at);
        let inherited: Vec<_> = all.iter().map(|at| key(resolved.node(at))).collect();
        for at in parameters(resolved, operation.node, &operation.at) {
            let key = key(resolved.node(&at));
            match inherited
                .iter()
                .position(|known| key.is_some() && *known == key)
            {
                Some(index) => all[index] = at,
                None => all.push(at),
            }
        }
        all
    }
}

/// The places of the parameters in the list of an operation or path item, references followed.
pub(crate) fn parameters(resolved: &Resolved, holder: &Node, at: &Location) -> Vec<Location> {
    let at = at.child("parameters");
    let count = holder
        .get("parameters")
        .map_or(0, |list| list.elements().len());
    (0..count)
        .map(|index| resolved.follow(&at.index(index)).clone())
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
