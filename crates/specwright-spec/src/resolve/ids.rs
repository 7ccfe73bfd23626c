//! Schema identifiers: `$id`, `$anchor` and `$dynamicAnchor` (JSON Schema 2020-12 Core, section 8.2), and `$self` (OpenAPI
//! 3.2.0, "OpenAPI Object").

use std::collections::HashMap;

use crate::location::decode_percent;
use crate::{FileId, Location, Node, Pointer, PointerError, Source};

/// The fragment of a reference.
pub(super) enum Fragment {
    Pointer(Pointer),
    Anchor(String),
}

impl Fragment {
    /// An anchor: "Plain name fragments … MUST start with a letter or underscore" (JSON Schema 2020-12 Core, section 8.2.2).
    pub(super) fn parse(text: &str) -> Result<Self, PointerError> {
        let is_name = text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
            && !text.contains(['/', '%', '~']);
        match is_name {
            true => Ok(Self::Anchor(text.to_owned())),
            false => Pointer::from_fragment(text).map(Self::Pointer),
        }
    }
}

/// The identifiers in all files.
#[derive(Default)]
pub(super) struct Ids {
    /// From absolute or relative identifiers to the roots of their resources.
    resources: HashMap<String, Location>,
    /// From roots of resources to their identifiers.
    bases: HashMap<Location, String>,
    anchors: Vec<Anchor>,
}

struct Anchor {
    name: String,
    at: Location,
    dynamic: bool,
}

impl Ids {
    /// Collects the identifiers in a file; most files have none. The text of an overlaid document does not show all of them.
    pub(super) fn add(&mut self, file: FileId, tree: &Node, source: &Source) {
        let keys = ["$id", "$anchor", "$dynamicAnchor", "$self"];
        let text = source.document();
        if !source.is_overlaid() && !keys.iter().any(|key| text.contains(key)) {
            return;
        }
        let at = Location::root(file);
        if let Some(own) = tree.get("$self").and_then(Node::as_str) {
            self.name(&at, own.to_owned());
        }
        self.gather(tree, &mut at.clone(), "");
    }

    fn gather(&mut self, node: &Node, at: &mut Location, base: &str) {
        let mut own = None;
        let text = |key: &str| node.get(key).and_then(Node::as_str);
        if node.members().iter().any(|(key, _)| key.starts_with('$')) {
            if let Some(id) = text("$id").filter(|id| !id.starts_with('#')) {
                let id = absolute(base, id.trim_end_matches('#'));
                self.name(at, id.clone());
                own = Some(id);
            }
            for (key, dynamic) in [("$anchor", false), ("$dynamicAnchor", true)] {
                self.anchors.extend(text(key).map(|name| Anchor {
                    name: name.to_owned(),
                    at: at.clone(),
                    dynamic,
                }));
            }
        }
        let base = own.as_deref().unwrap_or(base);
        for (key, value) in node.members() {
            self.below(key, value, at, base);
        }
        for (index, value) in node.elements().iter().enumerate() {
            if matches!(value, Node::Object(_) | Node::Array(_)) {
                self.below(&index.to_string(), value, at, base);
            }
        }
    }

    fn below(&mut self, segment: &str, node: &Node, at: &mut Location, base: &str) {
        if matches!(node, Node::Object(_) | Node::Array(_)) {
            let length = at.pointer.push(segment);
            self.gather(node, at, base);
            at.pointer.truncate(length);
        }
    }

    fn name(&mut self, at: &Location, id: String) {
        self.bases.insert(at.clone(), id.clone());
        self.resources.entry(id).or_insert_with(|| at.clone());
    }

    /// Returns the resource for the path of a reference at a location, if one has this identifier; for an empty path, the
    /// surrounding resource.
    pub(super) fn resource(&self, path: &str, from: &Location) -> Option<Location> {
        if self.bases.is_empty() {
            return None;
        }
        let own = self.around(from);
        if path.is_empty() {
            return own;
        }
        let base = own.as_ref().and_then(|own| self.bases.get(own));
        let id = base.map_or_else(|| path.to_owned(), |base| absolute(base, path));
        let found = self.resources.get(&id);
        found.or_else(|| self.resources.get(path)).cloned()
    }

    /// Returns the innermost resource around a location.
    fn around(&self, at: &Location) -> Option<Location> {
        let mut place = Some(at.clone());
        while let Some(at) = place {
            if self.bases.contains_key(&at) {
                return Some(at);
            }
            place = at.parent();
        }
        None
    }

    /// Returns the locations of an anchor in a resource, or in its file. A `$dynamicRef` searches all files, since its
    /// target depends on the value (JSON Schema 2020-12 Core, section 8.2.3.2).
    pub(super) fn anchors(&self, resource: &Location, name: &str, dynamic: bool) -> Vec<Location> {
        let named = || self.anchors.iter().filter(|anchor| anchor.name == name);
        let places = |filter: &dyn Fn(&Anchor) -> bool| -> Vec<Location> {
            let found = named().filter(|anchor| filter(anchor));
            found.map(|anchor| anchor.at.clone()).collect()
        };
        let dynamic = match dynamic {
            true => places(&|anchor| anchor.dynamic),
            false => Vec::new(),
        };
        if !dynamic.is_empty() {
            return dynamic;
        }
        let own = places(&|anchor| self.around(&anchor.at).as_ref() == Some(resource));
        match own.is_empty() {
            true => places(&|anchor| anchor.at.file == resource.file),
            false => own,
        }
    }

    /// Returns the dynamic anchors of a file.
    pub(super) fn dynamic_anchors(&self, file: FileId) -> impl Iterator<Item = (&str, &Pointer)> {
        let own = self.anchors.iter();
        own.filter(move |anchor| anchor.dynamic && anchor.at.file == file)
            .map(|anchor| (anchor.name.as_str(), &anchor.at.pointer))
    }

    /// Returns the roots of the resources of a file.
    pub(super) fn roots(&self, file: FileId) -> impl Iterator<Item = &Pointer> {
        let own = self.bases.keys().filter(move |at| at.file == file);
        own.map(|at| &at.pointer)
    }

    /// Returns the anchors of a file.
    pub(super) fn names(&self, file: FileId) -> Vec<&str> {
        let own = self.anchors.iter().filter(|anchor| anchor.at.file == file);
        own.map(|anchor| anchor.name.as_str()).collect()
    }
}

/// Resolves an identifier against a base, as far as identifiers require it (RFC 3986, section 5.2).
fn absolute(base: &str, id: &str) -> String {
    let has_scheme = id.find(':').is_some_and(|colon| !id[..colon].contains('/'));
    if has_scheme || base.is_empty() {
        return id.to_owned();
    }
    let path_start = base.find("://").map_or(0, |scheme| scheme + 3);
    let path_start = base[path_start..]
        .find('/')
        .map_or(base.len(), |slash| path_start + slash);
    if id.starts_with('/') {
        return [&base[..path_start], id].concat();
    }
    let folder = base[path_start..]
        .rfind('/')
        .map_or(path_start, |slash| path_start + slash + 1);
    let id = id.strip_prefix("./").unwrap_or(id);
    let decoded = decode_percent(id).unwrap_or_else(|_| id.to_owned());
    [&base[..folder], &decoded].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_resolved_against_their_base() {
        for (base, id, whole) in [
            ("", "pet", "pet"),
            ("https://a.b/c/d", "e", "https://a.b/c/e"),
            ("https://a.b/c/d", "./e", "https://a.b/c/e"),
            ("https://a.b/c/d", "/e", "https://a.b/e"),
            ("https://a.b/c/d", "urn:x:y", "urn:x:y"),
            ("c/d", "e", "c/e"),
        ] {
            assert_eq!(absolute(base, id), whole, "{base} {id}");
        }
    }
}
