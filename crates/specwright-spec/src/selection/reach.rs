//! The parts of a document that the chosen operations need.
//!
//! A part is an operation, the rest of a path item, a component, or another field of a file. References lead from part to part.

use std::collections::{HashMap, HashSet};

use super::{Selectable, Selection};
use crate::paths::{self, FoundOperation, METHODS, Path};
use crate::resolve::Resolved;
use crate::{Diagnostic, FileId, Location, Node, Place, Pointer, Report};

/// The chosen operations of a document, and the parts that they need.
#[derive(Clone, Debug)]
pub struct Reach {
    root: FileId,
    /// The chosen operations, by the key of their path and their method.
    chosen: HashSet<(Location, String)>,
    parts: HashSet<Location>,
    /// True if components that no operation refers to are generated: only `exclude` is given.
    pub keeps_unreferenced: bool,
}

impl Reach {
    /// Returns what a selection chooses, and reports selectors that match nothing.
    pub(crate) fn of(resolved: &Resolved, selection: &Selection, report: &mut Report) -> Self {
        let mut finder = Finder {
            resolved,
            selection,
            known: Vec::new(),
            chosen: HashSet::new(),
            open: Vec::new(),
        };
        for path in paths::paths(resolved) {
            finder.path(&path, |it, name| it.path = Some(name));
        }
        for path in paths::webhooks(resolved) {
            finder.path(&path, |it, name| it.webhook = Some(name));
        }
        let Finder {
            known,
            chosen,
            open,
            ..
        } = finder;
        selection.report_unmatched(&known, report);
        Self {
            root: resolved.root,
            parts: parts(resolved, open),
            chosen,
            keeps_unreferenced: selection.include.is_empty(),
        }
    }

    /// Returns true if an operation is chosen: by the key of its path, and its method.
    pub(crate) fn chooses(&self, path: &Location, method: &str) -> bool {
        self.chosen.contains(&(path.clone(), method.to_owned()))
    }

    /// Returns true if a location is in a part that no chosen operation needs.
    pub fn excludes(&self, at: &Location) -> bool {
        let part = part(at);
        let is_shared = at.file == self.root && !is_optional(&part);
        let of_file = Location::root(at.file);
        let is_of_file = at.file != self.root && self.parts.contains(&of_file);
        !is_shared && !is_of_file && !self.parts.contains(&part)
    }

    /// Returns true if no place of a diagnostic is in a part that a chosen operation needs.
    pub fn excludes_all(&self, diagnostic: &Diagnostic) -> bool {
        let others = diagnostic.notes.others.iter().map(|(place, _)| place);
        let mut places = [&diagnostic.place].into_iter().chain(others);
        places.all(|place| {
            let at = Place::location(place);
            at.is_some_and(|at| self.excludes(at))
        })
    }
}

/// Returns true for a part of the root file that is only needed if an operation needs it.
fn is_optional(part: &Location) -> bool {
    let mut segments = part.pointer.as_str().split('/').skip(1);
    match (segments.next(), segments.next()) {
        (Some("paths" | "webhooks"), Some(_)) => true,
        (Some("components"), Some(kind)) => kind != "securitySchemes",
        _ => false,
    }
}

/// Returns the part that a location is in.
pub(super) fn part(at: &Location) -> Location {
    let pointer = at.pointer.as_str();
    let segments: Vec<&str> = pointer.split('/').skip(1).take(4).collect();
    let count = match segments.as_slice() {
        ["paths" | "webhooks", _, "additionalOperations", _] => 4,
        ["paths" | "webhooks", _, method, ..] if METHODS.contains(method) => 3,
        ["components", _, _, ..] => 3,
        ["paths" | "webhooks" | "components", _, ..] => 2,
        [] => 0,
        _ => 1,
    };
    let length = segments[..count].iter().map(|it| it.len() + 1).sum();
    Location {
        file: at.file,
        pointer: Pointer::parse(&pointer[..length]).unwrap_or_default(),
    }
}

/// Returns the parts that these need.
fn parts(resolved: &Resolved, mut open: Vec<Location>) -> HashSet<Location> {
    let mut edges: HashMap<Location, Vec<Location>> = HashMap::new();
    for (from, to) in resolved.references() {
        let mut add = |from: Location| edges.entry(from).or_default().push(part(to));
        add(part(from));
        if from.file != resolved.root {
            add(Location::root(from.file));
        }
    }
    let mut found = HashSet::new();
    while let Some(part) = open.pop() {
        open.extend(edges.get(&part).into_iter().flatten().cloned());
        found.insert(part.clone());
        edges.remove(&part);
    }
    found
}

/// The state of the search for chosen operations.
struct Finder<'a> {
    resolved: &'a Resolved,
    selection: &'a Selection,
    known: Vec<Selectable<'a>>,
    chosen: HashSet<(Location, String)>,
    /// The parts that chosen operations begin in.
    open: Vec<Location>,
}

impl<'a> Finder<'a> {
    fn path(&mut self, path: &Path<'a>, place: fn(&mut Selectable<'a>, &'a str)) {
        for found in path.operations() {
            let mut operation = selectable(path, &found);
            place(&mut operation, path.template);
            let is_chosen = self.add(path, &found, operation, None);
            for (_, path) in paths::callbacks(self.resolved, &found) {
                for found in path.operations() {
                    let callback = selectable(&path, &found);
                    self.add(&path, &found, callback, Some(is_chosen));
                }
            }
        }
    }

    /// Adds an operation, and returns true if it is chosen.
    fn add(
        &mut self,
        path: &Path<'a>,
        found: &FoundOperation<'a>,
        operation: Selectable<'a>,
        owner: Option<bool>,
    ) -> bool {
        let is_chosen = self.selection.chooses(&operation, owner);
        if is_chosen {
            let key = (path.at.clone(), found.method.clone());
            self.chosen.insert(key);
            let layers = found.layers().chain(&path.items);
            let places = layers.map(|(_, at)| at).chain([&path.at, &found.at]);
            self.open.extend(places.map(part));
        }
        self.known.push(operation);
        is_chosen
    }
}

fn selectable<'a>(path: &Path<'a>, found: &FoundOperation<'a>) -> Selectable<'a> {
    let field = |key| found.holder(key).0.get(key);
    let tags = field("tags").map(Node::elements).unwrap_or_default();
    let is_internal = |node: &Node| node.get("x-internal") == Some(&Node::Bool(true));
    let mut layers = found.layers().chain(&path.items);
    Selectable {
        path: None,
        webhook: None,
        method: found.method.clone(),
        id: field("operationId").and_then(Node::as_text),
        tags: tags.iter().filter_map(Node::as_text).collect(),
        is_internal: layers.any(|(node, _)| is_internal(node)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_an_operation_or_a_component() {
        for (pointer, expected) in [
            ("", ""),
            ("/info/title", "/info"),
            ("/paths/~1pets/get/responses/200", "/paths/~1pets/get"),
            ("/paths/~1pets/parameters/0", "/paths/~1pets"),
            (
                "/paths/~1pets/additionalOperations/COPY/tags",
                "/paths/~1pets/additionalOperations/COPY",
            ),
            ("/components/schemas/Pet/type", "/components/schemas/Pet"),
            ("/components/schemas", "/components/schemas"),
        ] {
            let at = Location {
                file: FileId(0),
                pointer: Pointer::parse(pointer).expect("a pointer"),
            };
            assert_eq!(part(&at).pointer.as_str(), expected, "{pointer}");
        }
    }
}
