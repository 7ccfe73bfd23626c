//! Resolution of references: every `$ref` in every reachable file is followed, and the kind of its target is checked.
//!
//! Nothing is copied: references stay in place, and [`Resolved`] knows their targets.

mod chains;
mod correct;
mod cycles;
mod error;
mod generics;
mod ids;
mod legacy_refs;
mod mapping;
mod missing;
mod part;
mod remove;
mod target;
mod tree;

use std::collections::HashMap;
use std::sync::Arc;

use crate::check;
use crate::grammar::{FieldShape, ObjectKind, Seen, shape_at, walk};
use crate::idioms;
use crate::lenient::constraints;
use crate::lenient::placement;
use crate::load::load;
use crate::upgrade::{is_whole, upgrade, v2};
use crate::{
    Code, Diagnostic, FileId, Files, Leniency, Location, Node, OpenOptions, Pointer, Reach, Report,
    Version,
};
use generics::Generics;
use ids::Ids;
pub(crate) use part::check_part;
pub(crate) use target::{folder, has_scheme};
use tree::Tree;

pub(crate) use cycles::open_cycles;

/// The trees of a document, and the targets of their references.
pub(crate) struct Resolved {
    /// The root file.
    pub(crate) root: FileId,
    /// The treatment of repairable errors in later passes.
    pub(crate) leniency: Leniency,
    trees: HashMap<FileId, Tree>,
    /// The version of each file. A part without a version has that of the file that refers to it.
    versions: HashMap<FileId, Version>,
    /// From the location of a reference to its target, which may be a reference as well.
    targets: HashMap<Location, Location>,
    /// The visited parts: the document, and targets outside of its grammar.
    parts: Vec<(Location, FieldShape)>,
    /// The shapes of the visited nodes.
    shapes: HashMap<Location, FieldShape>,
    /// The chosen operations, if some are excluded.
    pub(crate) reach: Option<Arc<Reach>>,
}

impl Resolved {
    fn new(root: FileId, tree: Node, version: Version, leniency: Leniency) -> Self {
        Self {
            root,
            leniency,
            trees: HashMap::from([(root, Tree::new(tree))]),
            versions: HashMap::from([(root, version)]),
            targets: HashMap::new(),
            parts: Vec::new(),
            shapes: HashMap::new(),
            reach: None,
        }
    }

    /// Returns the tree of the root document.
    pub(crate) fn document(&self) -> (&Node, Location) {
        let at = Location::root(self.root);
        (self.node(&at), at)
    }

    /// Returns the node at a location of this document; null if there is none.
    pub(crate) fn node(&self, at: &Location) -> &Node {
        self.find(at).unwrap_or(&Node::Null)
    }

    fn find(&self, at: &Location) -> Option<&Node> {
        self.trees.get(&at.file)?.at(&at.pointer)
    }

    /// Returns the version of a file.
    pub(crate) fn version(&self, file: FileId) -> Version {
        self.versions.get(&file).copied().unwrap_or(Version::V3_0)
    }

    /// Returns the targets of all references by their locations.
    pub(crate) fn targets(&self) -> &HashMap<Location, Location> {
        &self.targets
    }

    /// Returns the target of the reference at a location; `None` if there is no reference.
    pub(crate) fn target(&self, at: &Location) -> Option<&Location> {
        self.targets.get(at)
    }

    /// Follows the references at a location to an object.
    pub(crate) fn follow<'a>(&'a self, at: &'a Location) -> &'a Location {
        let mut at = at;
        while let Some(target) = self.targets.get(at) {
            at = target;
        }
        at
    }

    /// Follows the references of a node to an object and its location.
    pub(crate) fn follow_node<'a>(&'a self, node: &'a Node, at: Location) -> (&'a Node, Location) {
        match self.targets.get(&at) {
            Some(target) => {
                let at = self.follow(target).clone();
                (self.node(&at), at)
            }
            None => (node, at),
        }
    }

    /// Returns true if siblings of the `$ref` of a schema apply: since OpenAPI 3.1 ("Reference Object").
    pub(crate) fn siblings_count(&self, file: FileId) -> bool {
        self.version(file) >= Version::V3_1
    }

    /// Walks the document, then its parts in other places.
    pub(crate) fn each_part<'a>(&'a self, visit: &mut impl FnMut(Seen, &'a Node, &Location)) {
        for (at, shape) in &self.parts {
            let siblings = self.siblings_count(at.file);
            walk(self.node(at), at, *shape, siblings, visit);
        }
    }

    /// Changes the tree of a file.
    pub(crate) fn edit(&mut self, file: FileId, change: impl FnOnce(&mut Node)) {
        if let Some(tree) = self.trees.remove(&file) {
            let mut root = tree.into_root();
            change(&mut root);
            self.trees.insert(file, Tree::new(root));
        }
    }

    /// Returns the shape of a visited node.
    fn shape(&self, at: &Location) -> Option<FieldShape> {
        let mut start = Some(at.clone());
        while let Some(place) = start {
            if let Some(shape) = self.shapes.get(&place) {
                let rest = Pointer::default().join(at.pointer.after(&place.pointer)?);
                let tree = self.trees.get(&at.file)?;
                return shape_at(self.node(&place), *shape, &rest, |node, segment| {
                    tree.step(node, segment)
                });
            }
            start = place.parent();
        }
        None
    }
}

/// Collects and follows all references. Referenced files are read if they are in or below the root folder.
pub(crate) fn resolve(
    files: &dyn Files,
    path: &str,
    root: FileId,
    (tree, version): (Node, Version),
    options: OpenOptions<'_>,
    report: &mut Report,
) -> Resolved {
    let mut resolver = Resolver {
        files,
        report,
        loaded: HashMap::from([(path.to_owned(), Some(root))]),
        paths: HashMap::from([(root, path.to_owned())]),
        folder: match options.root {
            Some(root) if !root.is_empty() && !root.ends_with('/') => format!("{root}/"),
            Some(root) => root.to_owned(),
            None => target::folder(path).to_owned(),
        },
        ids: Ids::default(),
        waiting: Vec::new(),
        resolved: Resolved::new(root, tree, version, options.leniency),
        suggestions: SUGGESTIONS,
    };
    let since = resolver.report.diagnostics().len();
    resolver.gather_ids(root);
    resolver.walk(
        Location::root(root),
        FieldShape::Object(ObjectKind::Document),
    );
    while let Some(reference) = resolver.waiting.pop() {
        resolver.reference(reference);
    }
    let Resolver {
        report,
        mut resolved,
        ..
    } = resolver;
    report.gather(since, &HABITS);
    chains::check(&mut resolved, report);
    resolved
}

struct Resolver<'a> {
    files: &'a dyn Files,
    report: &'a mut Report,
    /// The requested files by path; `None` for files that could not be read.
    loaded: HashMap<String, Option<FileId>>,
    paths: HashMap<FileId, String>,
    /// The folder that references must not leave.
    folder: String,
    ids: Ids,
    waiting: Vec<Reference>,
    resolved: Resolved,
    /// The number of unresolved references that may still be searched for suggestions.
    suggestions: usize,
}

/// Idioms that usually occur throughout a document, since exporters write them; they are grouped.
const HABITS: [Code; 6] = [
    Code::NullableWithoutType,
    Code::EmptyField,
    Code::WrongCase,
    Code::NullWithoutQuotes,
    Code::FormatAsType,
    Code::TypeAsFormat,
];

/// The maximum number of unresolved references with suggestions, for which all names are compared.
const SUGGESTIONS: usize = 100;

/// A reference to follow.
struct Reference {
    /// The location of the object with `$ref`, or of the entry of a discriminator mapping.
    at: Location,
    /// The location of the reference's text.
    text_at: Location,
    kind: ObjectKind,
    text: String,
    how: ReferenceForm,
}

/// The keyword that contains a reference.
#[derive(Clone, Copy, PartialEq)]
enum ReferenceForm {
    Ref,
    DynamicRef,
    Mapping,
}

impl Resolver<'_> {
    /// Collects the references in a node and its descendants.
    fn walk(&mut self, at: Location, shape: FieldShape) {
        self.resolved.parts.push((at.clone(), shape));
        self.resolved.shapes.insert(at.clone(), shape);
        self.gather(at, shape);
    }

    fn gather(&mut self, at: Location, shape: FieldShape) {
        let Self {
            resolved,
            waiting,
            report,
            ..
        } = self;
        let siblings = resolved.siblings_count(at.file);
        let (version, leniency) = (resolved.version(at.file), resolved.leniency);
        let mut found = Vec::new();
        let visit = &mut |seen, node: &Node, at: &Location| {
            idioms::find(seen, node, at, (version, leniency), &mut found);
            match seen {
                Seen::Object(ObjectKind::Discriminator) => {
                    waiting.extend(mapping::references(node, at, resolved));
                }
                Seen::Object(ObjectKind::Schema) => {
                    if let Some(text) = node.get("$dynamicRef").and_then(Node::as_str) {
                        let at = at.child("$dynamicRef");
                        waiting.push(Reference {
                            text_at: at.clone(),
                            at,
                            kind: ObjectKind::Schema,
                            text: text.to_owned(),
                            how: ReferenceForm::DynamicRef,
                        });
                    }
                }
                Seen::Reference(kind) => {
                    let text_at = at.child("$ref");
                    match node.get("$ref").and_then(Node::as_str) {
                        Some(text) => waiting.push(Reference {
                            at: at.clone(),
                            text_at,
                            kind,
                            text: text.to_owned(),
                            how: ReferenceForm::Ref,
                        }),
                        None => report.push(error::not_a_string(&text_at)),
                    }
                }
                _ => {}
            }
        };
        walk(resolved.node(&at), &at, shape, siblings, visit);
        self.correct_all(found);
    }

    fn gather_ids(&mut self, file: FileId) {
        let source = self.report.sources().get(file);
        let (Some(tree), Some(source)) = (self.resolved.trees.get(&file), source) else {
            return;
        };
        self.ids.add(file, tree.root(), source);
        if self.resolved.siblings_count(file)
            && let Some(generics) = Generics::of(tree.root(), file, &self.ids)
            && let Some((tree, copied)) = generics::instantiate(&generics)
        {
            self.resolved.trees.insert(file, Tree::new(tree));
            if let Some(origins) = self.report.sources_mut().origins_mut(file) {
                for (now, written) in copied {
                    origins.made(now, written);
                }
            }
        }
    }

    fn reference(&mut self, reference: Reference) {
        let Some(target) = self
            .legacy_name(&reference)
            .or_else(|| self.slashless(&reference))
            .or_else(|| self.locate(&reference))
        else {
            return;
        };
        let target = self.report.sources().now(target);
        let target = match self.resolved.find(&target) {
            Some(_) => target,
            None => match self
                .legacy_pointer(&reference, &target)
                .or_else(|| self.within(&reference, &target))
            {
                Some(intended) => intended,
                None => return self.missing(&reference, &target),
            },
        };
        let node = self.resolved.node(&target);
        let shape = self.resolved.shape(&target);
        let fits = shape.and_then(FieldShape::kind) == Some(reference.kind);
        let found = match shape {
            Some(_) if fits && is_object_or_schema(node, reference.kind) => {
                self.resolved.targets.insert(reference.at, target);
                return;
            }
            Some(shape) if is_similar(shape.kind(), reference.kind) => {
                self.report.push(error::similar(&reference, &target));
                self.resolved.targets.insert(reference.at, target);
                return;
            }
            Some(shape)
                if holds_schema(shape.kind(), reference.kind) && node.get("schema").is_some() =>
            {
                let found = shape.kind().map_or("", ObjectKind::describe);
                let error = error::holder_of_schema(&reference, &target, found);
                self.report.push(error);
                self.resolved
                    .targets
                    .insert(reference.at, target.child("schema"));
                return;
            }
            Some(shape) => shape.kind().map_or(node.describe(), |kind| kind.describe()),
            None if is_object_or_schema(node, reference.kind) => {
                return self.adopt(reference, target);
            }
            None => node.describe(),
        };
        let error = error::wrong_kind(&reference, &target, found);
        self.fault(&reference, error);
    }

    /// A target outside of the grammar has the kind that the reference expects: `#/x-shared/Pet`, another file.
    fn adopt(&mut self, reference: Reference, target: Location) {
        let shape = FieldShape::referable(reference.kind);
        if self.resolved.version(target.file) == Version::V2_0 {
            let (leniency, report) = (self.resolved.leniency, &mut *self.report);
            self.resolved.edit(target.file, |tree| {
                v2::upgrade_part(tree, &target, (reference.kind, leniency), report);
            });
        }
        self.resolved.targets.insert(reference.at, target.clone());
        self.walk(target, shape);
    }

    fn missing(&mut self, reference: &Reference, target: &Location) {
        let Some(tree) = self.resolved.trees.get(&target.file) else {
            return;
        };
        // One error at the misspelled key is clearer than one at each reference.
        if self.is_misspelled(tree, target) {
            return;
        }
        let suggest = self.suggestions > 0;
        self.suggestions = self.suggestions.saturating_sub(1);
        let mut missing = missing::find(tree, target, suggest);
        if missing.intended.is_none() {
            missing.intended = self.same_name(reference, target);
        }
        let path = self
            .paths
            .get(&target.file)
            .filter(|_| target.file != reference.at.file);
        let sources = self.report.sources();
        let error = error::unresolved(reference, &missing, path.map(String::as_str), sources);
        self.fault(reference, error);
    }

    /// Returns true if a pointer is unresolved since a key on its way is misspelled, which the check of its object reports.
    fn is_misspelled(&self, tree: &Tree, target: &Location) -> bool {
        let missing = missing::find(tree, target, false);
        let names: Vec<_> = missing.holder.pointer.segments().collect();
        let kind = match names.as_slice() {
            [] => ObjectKind::Document,
            [components] if components == "components" => ObjectKind::Components,
            _ => return false,
        };
        let Some(holder) = tree.at(&missing.holder.pointer) else {
            return false;
        };
        let (at, version) = (&missing.holder, self.resolved.version(target.file));
        let mut members = holder.members().iter();
        target.file == self.resolved.root
            && members.any(|(key, value)| {
                let intended = check::misspelled(kind, (key, value), holder, at, version);
                intended.is_some_and(|(field, _)| field.name == missing.segment)
            })
    }

    /// Reports an unresolved reference, which has no target.
    fn fault(&mut self, reference: &Reference, error: Diagnostic) {
        let instead = match (reference.how, reference.kind) {
            (ReferenceForm::Mapping, _) => "ignored",
            (_, ObjectKind::Schema) => constraints::REFUSED,
            (_, ObjectKind::Response) => "read as a response without a body",
            (_, ObjectKind::Parameter) => placement::UNRESOLVED,
            (_, ObjectKind::RequestBody) => "read as a required body of any media type",
            (_, ObjectKind::SecurityScheme) => "the kind of credential is derived from the name",
            _ => "ignored",
        };
        let leniency = self.resolved.leniency;
        self.report.push(error.repaired(leniency, instead));
    }

    /// Reads a referenced file.
    fn load(&mut self, reference: &Reference, path: &str) -> Option<FileId> {
        let from = (&reference.text_at).into();
        let (file, tree) = load(
            self.files,
            path,
            Some(from),
            self.resolved.leniency,
            self.report,
        )?;
        // A referenced file may be a part of a document.
        let (tree, version) = match is_whole(&tree) {
            true => {
                let at = Location::root(file);
                upgrade(tree, &at, self.resolved.leniency, self.report)?
            }
            false => (tree, self.resolved.version(reference.at.file)),
        };
        self.paths.insert(file, path.to_owned());
        self.resolved.versions.insert(file, version);
        self.resolved.trees.insert(file, Tree::new(tree));
        self.gather_ids(file);
        Some(file)
    }
}

/// Returns true if an object of one kind can be read as another: a parameter has all fields of a header.
fn is_similar(found: Option<ObjectKind>, needed: ObjectKind) -> bool {
    found == Some(ObjectKind::Parameter) && needed == ObjectKind::Header
}

/// Returns true if an object of one kind has a schema that can be used where a schema is expected.
fn holds_schema(found: Option<ObjectKind>, needed: ObjectKind) -> bool {
    let holders = [
        ObjectKind::Parameter,
        ObjectKind::Header,
        ObjectKind::MediaType,
    ];
    needed == ObjectKind::Schema && found.is_some_and(|found| holders.contains(&found))
}

/// Returns true if a node may be an object of this kind: an object, or a boolean for a schema.
fn is_object_or_schema(node: &Node, kind: ObjectKind) -> bool {
    matches!(node, Node::Object(_)) || kind == ObjectKind::Schema && node.as_bool().is_some()
}
