//! Generic schemas: `$dynamicRef` with several matching anchors (JSON Schema 2020-12 Core, section 8.2.3.2; OpenAPI 3.1.1,
//! "Generic (Template) Data Structures").
//!
//! ```yaml
//! Page: { $id: page, items: { $dynamicRef: '#item' }, $defs: { item: { $dynamicAnchor: item } } }
//! Pets: { $id: pets, $ref: page, $defs: { item: { $dynamicAnchor: item, $ref: pet } } }
//! ```
//!
//! A `$dynamicRef` refers to the anchor of the outermost schema on the way to the value. The references determine it, so it
//! is resolved on the tree: where a schema with the anchor refers to a schema that uses it, the target is copied to the
//! place of the reference, with the schema of the anchor in place of the `$dynamicRef`. Later passes do not know about
//! generics. Every component is a schema resource, with or without `$id`.
//!
//! References to other files, and copies beyond the size limit, are left unchanged and reported.

mod instances;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

use super::ids::{Fragment, Ids};
use crate::{FileId, Location, Node, Pointer};

pub(super) use instances::instantiate;

/// The anchors of a file.
pub(super) struct Generics<'a> {
    tree: &'a Node,
    ids: &'a Ids,
    file: FileId,
    /// The roots of the schema resources.
    roots: HashSet<Pointer>,
    /// The dynamic anchors of each resource.
    anchors: HashMap<Pointer, HashMap<&'a str, Pointer>>,
    /// The names that each resource, or a target of its references, looks up outside of itself.
    open: HashMap<Pointer, HashSet<&'a str>>,
}

impl<'a> Generics<'a> {
    /// Collects the anchors of a file; `None` unless some `$dynamicRef` has several meanings.
    pub(super) fn of(tree: &'a Node, file: FileId, ids: &'a Ids) -> Option<Self> {
        let mut names = HashSet::new();
        let dynamic = || ids.dynamic_anchors(file);
        dynamic().find(|(name, _)| !names.insert(*name))?;
        let components = Pointer::default().child("components").child("schemas");
        let members = tree.at(&components).map_or(&[][..], Node::members);
        let mut roots: HashSet<Pointer> = (members.iter())
            .map(|(name, _)| components.child(name))
            .collect();
        roots.extend(ids.roots(file).cloned());
        let mut generics = Self {
            tree,
            ids,
            file,
            roots,
            anchors: HashMap::new(),
            open: HashMap::new(),
        };
        for (name, at) in dynamic() {
            let name = tree
                .at(at)?
                .get("$dynamicAnchor")?
                .as_str()
                .filter(|it| *it == name)?;
            let own = generics.anchors.entry(generics.root(at)).or_default();
            own.insert(name, at.clone());
        }
        generics.find_open();
        Some(generics)
    }

    /// Returns the dynamic anchors of a resource.
    fn all_anchors(&self, root: &Pointer) -> Rc<BTreeMap<String, Pointer>> {
        let own = self.anchors.get(root).into_iter().flatten();
        Rc::new(
            own.map(|(name, at)| ((*name).to_owned(), at.clone()))
                .collect(),
        )
    }

    /// Returns the root of the resource around a location.
    fn root(&self, at: &Pointer) -> Pointer {
        let mut place = at.clone();
        while !self.roots.contains(&place) {
            match place.parent() {
                Some(parent) => place = parent,
                None => return Pointer::default(),
            }
        }
        place
    }

    /// Returns the target of a `$ref` within this file.
    fn target(&self, text: &str, at: &Pointer) -> Option<Pointer> {
        let from = Location {
            file: self.file,
            pointer: at.clone(),
        };
        let (path, fragment) = text.split_once('#').unwrap_or((text, ""));
        let resource = self.ids.resource(path, &from);
        if resource.is_none() && !path.is_empty() {
            return None;
        }
        let resource = resource.unwrap_or_else(|| Location::root(self.file));
        if resource.file != self.file {
            return None;
        }
        match Fragment::parse(fragment).ok()? {
            Fragment::Pointer(pointer) => {
                let place = resource.pointer.join(pointer.as_str());
                [place, pointer]
                    .into_iter()
                    .find(|it| self.tree.at(it).is_some())
            }
            Fragment::Anchor(name) => match self.ids.anchors(&resource, &name, false).as_slice() {
                [one] if one.file == self.file => Some(one.pointer.clone()),
                _ => None,
            },
        }
    }

    /// Returns the name and default anchor of a `$dynamicRef`, if no outer schema has one.
    fn looked_for(&self, node: &'a Node, at: &Pointer) -> Option<(&'a str, &Pointer)> {
        let name = node.get("$dynamicRef")?.as_str()?.strip_prefix('#')?;
        Some((name, self.anchors.get(&self.root(at))?.get(name)?))
    }

    fn find_open(&mut self) {
        let mut leads: HashSet<(Pointer, Pointer)> = HashSet::new();
        let mut open: HashMap<Pointer, HashSet<&'a str>> = HashMap::new();
        each_object(self.tree, &mut Pointer::default(), &mut |node, at| {
            if let Some((name, _)) = self.looked_for(node, at) {
                open.entry(self.root(at)).or_default().insert(name);
            }
            let text = node.get("$ref").and_then(Node::as_str);
            if let Some(target) = text.and_then(|text| self.target(text, at)) {
                leads.insert((self.root(at), self.root(&target)));
            }
        });
        // Repeat until nothing changes: a resource inherits the lookups of its references.
        loop {
            let mut added = false;
            for (from, to) in &leads {
                let names = open.get(to).cloned().unwrap_or_default();
                let own = open.entry(from.clone()).or_default();
                for name in names {
                    added |= own.insert(name);
                }
            }
            if !added {
                break;
            }
        }
        self.open = open;
    }
}

fn each_object<'n>(node: &'n Node, at: &mut Pointer, visit: &mut impl FnMut(&'n Node, &Pointer)) {
    let mut below = |segment: &str, node: &'n Node| {
        let length = at.push(segment);
        each_object(node, at, visit);
        at.truncate(length);
    };
    match node {
        Node::Object(members) => {
            members.iter().for_each(|(key, value)| below(key, value));
            visit(node, at);
        }
        Node::Array(elements) => {
            let elements = elements.iter().enumerate();
            elements.for_each(|(index, value)| below(&index.to_string(), value));
        }
        _ => {}
    }
}
