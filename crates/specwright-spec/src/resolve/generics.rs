//! Generic schemas: what a `$dynamicRef` means where several schemas are anchored by its name (JSON Schema Core 8.2.3.2;
//! OpenAPI 3.1.1, "Generic (Template) Data Structures").
//!
//! ```yaml
//! Page: { $id: page, items: { $dynamicRef: '#item' }, $defs: { item: { $dynamicAnchor: item } } }
//! Pets: { $id: pets, $ref: page, $defs: { item: { $dynamicAnchor: item, $ref: pet } } }
//! ```
//!
//! A `$dynamicRef` is the anchor of the outermost schema through which a value came to it. What that is follows from the
//! references alone, so that each is resolved on the tree: where a schema that has the anchor refers to one in which it is
//! looked for, the latter is written into the place of the reference, with the anchor's own schema in the place of the
//! `$dynamicRef`. No later pass knows of it. Every component counts as a schema of its own, with an `$id` or without.
//!
//! What refers to another file, and what would become too large, stays as it is, and is told.

mod instances;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

use super::ids::{Fragment, Ids};
use crate::{FileId, Location, Node, Pointer};

pub(super) use instances::instantiate;

/// What a file says of anchors.
pub(super) struct Generics<'a> {
    tree: &'a Node,
    ids: &'a Ids,
    file: FileId,
    /// The roots of the schemas that anchors belong to.
    roots: HashSet<Pointer>,
    /// The dynamic anchors of each.
    anchors: HashMap<Pointer, HashMap<&'a str, Pointer>>,
    /// The names that are looked for outside of each, in it or in what it refers to.
    open: HashMap<Pointer, HashSet<&'a str>>,
}

impl<'a> Generics<'a> {
    /// What a file says, if it says of some `$dynamicRef` more than one thing.
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

    /// The dynamic anchors of a schema.
    fn all_anchors(&self, root: &Pointer) -> Rc<BTreeMap<String, Pointer>> {
        let own = self.anchors.get(root).into_iter().flatten();
        Rc::new(
            own.map(|(name, at)| ((*name).to_owned(), at.clone()))
                .collect(),
        )
    }

    /// The root of the schema that a place belongs to.
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

    /// Where a `$ref` leads within this file.
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

    /// The anchor that the `$dynamicRef` of a node means if nothing outside has one, and its name.
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
        // Until nothing is added: what is looked for in what a schema refers to is looked for in it.
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
