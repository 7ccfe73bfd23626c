//! Instantiates generic schemas at the places that bind their anchors.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use super::Generics;
use crate::node::MAX_COPIED;
use crate::{MAX_DEPTH, Node, Pointer};

/// The maximum number of nodes to copy per file.
const MOST: usize = 100_000;

/// The anchors in scope at a location: for each name, that of the outermost schema.
type Anchors = Rc<BTreeMap<String, Pointer>>;

/// A copied node: its pointer, and the pointer of the original.
pub(in crate::resolve) type Copied = (Pointer, Pointer);

/// Returns the tree with all ambiguous `$dynamicRef`s resolved, and the copied nodes; `None` if it exceeds the limit.
pub(in crate::resolve) fn instantiate(generics: &Generics<'_>) -> Option<(Node, Vec<Copied>)> {
    let mut writer = Writer {
        generics,
        instances: HashMap::new(),
        copied: Vec::new(),
        nodes: 0,
        bytes: 0,
    };
    let place = CopyPosition {
        scope: Pointer::default(),
        anchors: generics.all_anchors(&Pointer::default()),
        now: Pointer::default(),
        written: Pointer::default(),
        copy: None,
    };
    let tree = writer.write(generics.tree, place)?;
    Some((tree, writer.copied))
}

/// The destination of a node.
#[derive(Clone)]
struct CopyPosition {
    /// The outermost schema on the way to the node.
    scope: Pointer,
    anchors: Anchors,
    now: Pointer,
    /// The original pointer, which differs in a copy.
    written: Pointer,
    /// The original root of the surrounding copy, and its destination.
    copy: Option<(Pointer, Pointer)>,
}

impl CopyPosition {
    fn child(&self, segment: &str) -> Self {
        Self {
            now: self.now.child(segment),
            written: self.written.child(segment),
            ..self.clone()
        }
    }
}

struct Writer<'g, 'a> {
    generics: &'g Generics<'a>,
    /// The destinations of copies by schema and anchors.
    instances: HashMap<(Anchors, Pointer), Pointer>,
    copied: Vec<Copied>,
    nodes: usize,
    /// The size of the copied text in bytes.
    bytes: usize,
}

impl<'a> Writer<'_, 'a> {
    fn write(&mut self, node: &'a Node, mut place: CopyPosition) -> Option<Node> {
        if place.copy.is_none() && self.generics.roots.contains(&place.now) {
            place.scope = place.now.clone();
            place.anchors = self.generics.all_anchors(&place.now);
        }
        if place.copy.is_some() {
            self.nodes += 1;
            let depth = place.now.as_str().matches('/').count();
            if let Node::String(text) = node {
                self.bytes += text.len();
            }
            if self.nodes > MOST || self.bytes > MAX_COPIED || depth >= MAX_DEPTH {
                return None;
            }
        }
        match node {
            Node::Object(members) => self.object(node, members, &place),
            Node::Array(elements) => {
                let elements = elements.iter().enumerate();
                let elements =
                    elements.map(|(index, it)| self.write(it, place.child(&index.to_string())));
                Some(Node::Array(elements.collect::<Option<_>>()?))
            }
            plain => Some(plain.clone()),
        }
    }

    fn object(
        &mut self,
        node: &'a Node,
        members: &'a [(String, Node)],
        place: &CopyPosition,
    ) -> Option<Node> {
        let mut kept = Vec::with_capacity(members.len());
        let mut also = Vec::new();
        for (key, value) in members {
            match (key.as_str(), value.as_str()) {
                ("$id" | "$anchor" | "$dynamicAnchor", Some(_)) if place.copy.is_some() => {}
                ("$dynamicRef", Some(_)) => match self.dynamic(node, place) {
                    Some(target) => also.push(CopyTarget::At(target, "$dynamicRef")),
                    None => kept.push((key.clone(), value.clone())),
                },
                ("$ref", Some(text)) => match self.reference(text, place) {
                    Some(target) => also.push(target),
                    None => kept.push((key.clone(), value.clone())),
                },
                _ => kept.push((key.clone(), self.write(value, place.child(key))?)),
            }
        }
        // A copy in `allOf` must be written before its siblings are known.
        for target in also {
            self.add(&mut kept, target, place)?;
        }
        Some(Node::Object(kept))
    }

    /// Resolves a `$dynamicRef`: the anchor of the outermost schema, or of its own resource.
    fn dynamic(&self, node: &'a Node, place: &CopyPosition) -> Option<Pointer> {
        let (name, own) = self.generics.looked_for(node, &place.written)?;
        let outer = place.anchors.get(name).cloned();
        outer.or_else(|| Some(self.here(own, place)))
    }

    /// Returns the replacement of a `$ref`; `None` if it is unchanged.
    fn reference(&self, text: &str, place: &CopyPosition) -> Option<CopyTarget> {
        let generics = self.generics;
        let target = generics.target(text, &place.written)?;
        let here = self.here(&target, place);
        if here != target {
            return Some(CopyTarget::At(here, "$ref"));
        }
        let root = generics.root(&target);
        let mut open = generics.open.get(&root).into_iter().flatten();
        let is_open = open.any(|name| place.anchors.contains_key(*name));
        if is_open && target == root && root != place.scope {
            return Some(CopyTarget::Copy(root));
        }
        place
            .copy
            .is_some()
            .then_some(CopyTarget::At(target, "$ref"))
    }

    /// Maps an original pointer to the surrounding copy, if it is a part of it.
    fn here(&self, target: &Pointer, place: &CopyPosition) -> Pointer {
        let (written, now) = match &place.copy {
            Some(copy) => copy,
            None => return target.clone(),
        };
        (target.after(written)).map_or_else(|| target.clone(), |rest| now.join(rest))
    }

    /// Adds a reference to a schema, or a copy of its target.
    fn add(
        &mut self,
        members: &mut Vec<(String, Node)>,
        target: CopyTarget,
        place: &CopyPosition,
    ) -> Option<()> {
        let (at, key) = match target {
            CopyTarget::At(at, key) => (at, key),
            CopyTarget::Copy(root) => {
                match self.instances.get(&(place.anchors.clone(), root.clone())) {
                    Some(at) => (at.clone(), "$ref"),
                    None => {
                        let index = all_of(members)?.len();
                        let now = place.now.child("allOf").child(&index.to_string());
                        let copy = self.copy(root, now, place)?;
                        all_of(members)?.push(copy);
                        return Some(());
                    }
                }
            }
        };
        let reference = Node::String(format!("#{}", at.as_str().replace('%', "%25")));
        let written = place.written.child(key);
        if members.iter().any(|(key, _)| key == "$ref") {
            let now = place
                .now
                .child("allOf")
                .child(&all_of(members)?.len().to_string());
            self.copied.push((now.child("$ref"), written));
            all_of(members)?.push(Node::Object(vec![("$ref".to_owned(), reference)]));
        } else {
            self.copied.push((place.now.child("$ref"), written));
            members.push(("$ref".to_owned(), reference));
        }
        Some(())
    }
}

impl Writer<'_, '_> {
    /// Writes a copy of a schema.
    fn copy(&mut self, root: Pointer, now: Pointer, place: &CopyPosition) -> Option<Node> {
        self.copied.push((now.clone(), root.clone()));
        let known = (place.anchors.clone(), root.clone());
        self.instances.insert(known, now.clone());
        let mut anchors = (*place.anchors).clone();
        for (name, own) in self.generics.anchors.get(&root).into_iter().flatten() {
            let here = own.after(&root).map(|rest| now.join(rest));
            let here = || here.unwrap_or_else(|| own.clone());
            anchors.entry((*name).to_owned()).or_insert_with(here);
        }
        let inner = CopyPosition {
            scope: place.scope.clone(),
            anchors: Rc::new(anchors),
            now: now.clone(),
            written: root.clone(),
            copy: Some((root.clone(), now)),
        };
        self.write(self.generics.tree.at(&root)?, inner)
    }
}

/// The replacement of a reference.
enum CopyTarget {
    /// A reference to this pointer, under the original keyword.
    At(Pointer, &'static str),
    /// A copy of the schema at this pointer.
    Copy(Pointer),
}

/// Returns the members of `allOf`; `None` if it is not a list.
fn all_of(members: &mut Vec<(String, Node)>) -> Option<&mut Vec<Node>> {
    let known = members.iter().position(|(key, _)| key == "allOf");
    let position = known.unwrap_or_else(|| {
        members.push(("allOf".to_owned(), Node::Array(Vec::new())));
        members.len() - 1
    });
    match &mut members[position].1 {
        Node::Array(elements) => Some(elements),
        _ => None,
    }
}
