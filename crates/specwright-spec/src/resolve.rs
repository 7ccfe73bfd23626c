//! References into places: every `$ref` of every file that the document reaches, followed and checked for its kind.
//!
//! Nothing is copied. A reference stays where it is; [`Resolved`] knows where it leads.

mod chains;
mod error;
mod target;

use std::collections::HashMap;

use crate::diagnostic::quote;
use crate::grammar::{Kind, Seen, Shape, walk};
use crate::load::load;
use crate::location::decode_percent;
use crate::upgrade::upgrade;
use crate::{FileId, Files, Location, Node, Pointer, Report};

/// The trees of a document and where the references in them lead.
pub(crate) struct Resolved {
    /// The file that the document starts with.
    pub(crate) root: FileId,
    trees: HashMap<FileId, Node>,
    /// From the place of a reference to what it names, which may be a reference again.
    targets: HashMap<Location, Location>,
    /// What was walked, besides the document itself: the targets that lie outside of its grammar.
    pub(crate) parts: Vec<(Location, Shape)>,
}

impl Resolved {
    /// The tree of the root document.
    pub(crate) fn document(&self) -> (&Node, Location) {
        let at = Location::root(self.root);
        (self.node(&at), at)
    }

    /// The node at a place; null if there is none, which no location of this document can be.
    pub(crate) fn node(&self, at: &Location) -> &Node {
        self.trees
            .get(&at.file)
            .and_then(|tree| tree.at(&at.pointer))
            .unwrap_or(&Node::Null)
    }

    /// What a reference at a place names; none if no reference stands there.
    pub(crate) fn target(&self, at: &Location) -> Option<&Location> {
        self.targets.get(at)
    }

    /// The object that a place means: itself, or what a chain of references leads to.
    pub(crate) fn follow<'a>(&'a self, at: &'a Location) -> &'a Location {
        let mut at = at;
        while let Some(target) = self.targets.get(at) {
            at = target;
        }
        at
    }
}

/// Finds and follows every reference. Files that they name are read, if they lie in the folder of the root document.
pub(crate) fn resolve(
    files: &dyn Files,
    path: &str,
    root: FileId,
    tree: Node,
    report: &mut Report,
) -> Resolved {
    let mut resolver = Resolver {
        files,
        report,
        loaded: HashMap::from([(path.to_owned(), Some(root))]),
        paths: HashMap::from([(root, path.to_owned())]),
        folder: folder(path).to_owned(),
        kinds: HashMap::new(),
        waiting: Vec::new(),
        resolved: Resolved {
            root,
            trees: HashMap::from([(root, tree)]),
            targets: HashMap::new(),
            parts: Vec::new(),
        },
    };
    resolver.walk(Location::root(root), Shape::Object(Kind::Document));
    while let Some(reference) = resolver.waiting.pop() {
        resolver.reference(reference);
    }
    let Resolver {
        report,
        mut resolved,
        ..
    } = resolver;
    chains::check(&mut resolved, report);
    resolved
}

/// Checks the references of a part of a document into the document itself, which is put together from several parts.
pub(crate) fn check_part(part: &Node, at: &Location, whole: &Node, report: &mut Report) {
    walk(
        part,
        at,
        Shape::Object(Kind::Document),
        &mut |seen, node, at| {
            let (Seen::Reference(kind), Some(text)) =
                (seen, node.get("$ref").and_then(Node::as_str))
            else {
                return;
            };
            let Some(fragment) = text.strip_prefix('#') else {
                return;
            };
            let reference = Reference {
                at: at.clone(),
                text_at: at.child("$ref"),
                kind,
                text: text.to_owned(),
            };
            match Pointer::from_fragment(fragment) {
                Ok(pointer) if whole.at(&pointer).is_some() => {}
                Ok(pointer) => {
                    let missing = target::missing(
                        whole,
                        &Location {
                            file: at.file,
                            pointer,
                        },
                    );
                    report.push(error::unresolved(&reference, &missing, None));
                }
                Err(reason) => report.push(error::invalid(&reference, &reason.to_string())),
            }
        },
    );
}

struct Resolver<'a> {
    files: &'a dyn Files,
    report: &'a mut Report,
    /// The files that were asked for, by path; none for one that could not be read.
    loaded: HashMap<String, Option<FileId>>,
    paths: HashMap<FileId, String>,
    /// The folder that no reference may leave.
    folder: String,
    /// The kind of every object that was walked.
    kinds: HashMap<Location, Kind>,
    waiting: Vec<Reference>,
    resolved: Resolved,
}

/// A reference that was found and not yet followed.
struct Reference {
    /// The object that has the `$ref`, or the entry of a discriminator's mapping.
    at: Location,
    /// The text of the reference.
    text_at: Location,
    kind: Kind,
    text: String,
}

impl Resolver<'_> {
    /// Notes the kinds of all objects below a place, and the references among them.
    fn walk(&mut self, at: Location, shape: Shape) {
        let Self {
            resolved,
            kinds,
            waiting,
            report,
            ..
        } = self;
        walk(
            resolved.node(&at),
            &at,
            shape,
            &mut |seen, node, at| match seen {
                Seen::Object(kind) => {
                    kinds.insert(at.clone(), kind);
                    if kind == Kind::Discriminator {
                        waiting.extend(mapping(node, at, resolved));
                    }
                }
                Seen::Reference(kind) => {
                    kinds.insert(at.clone(), kind);
                    let text_at = at.child("$ref");
                    match node.get("$ref").and_then(Node::as_str) {
                        Some(text) => waiting.push(Reference {
                            at: at.clone(),
                            text_at,
                            kind,
                            text: text.to_owned(),
                        }),
                        None => report.push(error::not_a_string(&text_at)),
                    }
                }
                Seen::Mismatch(_) | Seen::Unquoted => {}
            },
        );
    }

    fn reference(&mut self, reference: Reference) {
        let Some(target) = self.locate(&reference) else {
            return;
        };
        let kind = self.kinds.get(&target).copied();
        if kind == Some(reference.kind) {
            self.resolved.targets.insert(reference.at, target);
            return;
        }
        let tree = self.resolved.node(&Location::root(target.file));
        let found = match (tree.at(&target.pointer), kind) {
            (None, _) => {
                let missing = target::missing(tree, &target);
                let path = self
                    .paths
                    .get(&target.file)
                    .filter(|_| target.file != reference.at.file);
                return self.report.push(error::unresolved(
                    &reference,
                    &missing,
                    path.map(String::as_str),
                ));
            }
            (Some(_), Some(kind)) => kind.describe(),
            (Some(Node::Object(_)), None) => {
                // What is no part of the grammar is what the reference takes it for: `#/x-shared/Pet`, another file.
                let shape = Shape::referable(reference.kind);
                self.resolved.parts.push((target.clone(), shape));
                self.resolved.targets.insert(reference.at, target.clone());
                return self.walk(target, shape);
            }
            (Some(node), None) => node.describe(),
        };
        self.report
            .push(error::wrong_kind(&reference, &target, found));
    }

    /// The place that a reference names: a file by path, a node in it by pointer (RFC 3986 section 4.1, RFC 6901 section 6).
    fn locate(&mut self, reference: &Reference) -> Option<Location> {
        let (path, fragment) = reference
            .text
            .split_once('#')
            .unwrap_or((&reference.text, ""));
        let pointer = Pointer::from_fragment(fragment);
        let pointer = pointer
            .map_err(|reason| {
                self.report
                    .push(error::invalid(reference, &reason.to_string()))
            })
            .ok()?;
        let file = if path.is_empty() {
            reference.at.file
        } else {
            self.file(reference, path)?
        };
        Some(Location { file, pointer })
    }

    fn file(&mut self, reference: &Reference, path: &str) -> Option<FileId> {
        if target::has_scheme(path) || path.starts_with("//") {
            self.report.push(error::remote(reference));
            return None;
        }
        let path = match decode_percent(path) {
            Ok(path) if !path.contains('\0') => path,
            _ => {
                self.report.push(error::invalid(
                    reference,
                    &format!("{} is no path", quote(path)),
                ));
                return None;
            }
        };
        let base = self
            .paths
            .get(&reference.at.file)
            .map_or("", |path| folder(path));
        let Some(path) = target::join(&self.folder, base, &path) else {
            self.report.push(error::outside(reference));
            return None;
        };
        if let Some(file) = self.loaded.get(&path) {
            return *file;
        }
        let file = self.load(reference, &path);
        self.loaded.insert(path, file);
        file
    }

    fn load(&mut self, reference: &Reference, path: &str) -> Option<FileId> {
        let (file, tree) = load(
            self.files,
            path,
            Some((&reference.text_at).into()),
            self.report,
        )?;
        // A file that is only referred to need not be a whole document.
        let whole = tree.get("openapi").is_some() || tree.get("swagger").is_some();
        let tree = if whole {
            upgrade(tree, &Location::root(file), self.report)?
        } else {
            tree
        };
        self.paths.insert(file, path.to_owned());
        self.resolved.trees.insert(file, tree);
        Some(file)
    }
}

/// The references of a discriminator's mapping: each value is the name of a schema, or a reference
/// (OpenAPI 3.0.4, "Discriminator Object").
fn mapping(discriminator: &Node, at: &Location, resolved: &Resolved) -> Vec<Reference> {
    let at = at.child("mapping");
    let schemas = resolved
        .document()
        .0
        .get("components")
        .and_then(|components| components.get("schemas"));
    let members = discriminator
        .get("mapping")
        .map(Node::members)
        .unwrap_or_default();
    let references = members.iter().filter_map(|(key, value)| {
        let text = value.as_str()?;
        let is_name = schemas.is_some_and(|schemas| schemas.get(text).is_some())
            || !text.contains(['#', '/', '.']);
        let text = if is_name {
            format!(
                "#{}",
                Pointer::default()
                    .child("components")
                    .child("schemas")
                    .child(text)
            )
        } else {
            text.to_owned()
        };
        Some(Reference {
            at: at.child(key),
            text_at: at.child(key),
            kind: Kind::Schema,
            text,
        })
    });
    references.collect()
}

/// The folder of a path, with its last `/`.
fn folder(path: &str) -> &str {
    &path[..path.rfind('/').map_or(0, |slash| slash + 1)]
}
