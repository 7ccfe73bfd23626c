//! What the steps of lowering share: a private detail of this crate.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use specwright_ir::{Docs, Format, Ident, Type, TypeId, UntypedReason, Value};
use specwright_spec::{Code, Diagnostic, Document, FileId, Location, SchemaId, Source};

use crate::draft::{Access, Draft, Form, Shape};
use crate::naming::scope::{Collision, is_valid};
use crate::naming::{self, Claim, Kind, Places};
use crate::patterns::Patterns;
use crate::schema::Job;
use crate::schema::assertion::Assertions;
use crate::{Options, diagnostics};

/// The state of lowering.
pub(crate) struct Context<'d> {
    pub document: &'d Document,
    pub options: &'d Options,
    pub found: Vec<Diagnostic>,
    pub drafts: Vec<Draft>,
    /// The types that are known and still to be filled in.
    pub jobs: Vec<Job<'d>>,
    /// How deep the value stands that is being lowered.
    pub depth: usize,
    pub patterns: Patterns,
    pub assertions: Assertions,
    pub places: Places<'d>,
    /// The values that are known, by the schema that stands there and what it comes to.
    pub values: HashMap<(SchemaId, Vec<SchemaId>), Known>,
    /// The values of names that patterns tell apart, by the object that has them.
    pub patterned: HashMap<Location, Value>,
    /// The formats that pick no type: the first place, and how many there are.
    pub formats: BTreeMap<String, (Location, usize)>,
    /// The formats that rules assert.
    pub asserted: BTreeSet<Format>,
    /// The operations that are left out for something that is no type: why, and where that stands.
    pub left_out: HashMap<Location, (String, Location)>,
    renames: HashMap<&'d str, &'d str>,
    used_renames: HashSet<&'d str>,
    used_allowances: HashSet<usize>,
    /// The places of untyped values that were told.
    lost: HashSet<Location>,
    /// The schemas whose `additionalProperties` was told to exclude a property.
    excluding: HashSet<SchemaId>,
    /// The members of each union: the places of those that keywords beside the union bear on, none for each other.
    pub refined: Vec<Vec<Option<Location>>>,
    /// The schemas whose `oneOf` has been searched for overlapping members.
    pub overlapping: HashSet<SchemaId>,
}

/// What is known of a value.
#[derive(Clone, Debug)]
pub(crate) enum Known {
    /// It is being lowered, and contains itself in a way that has no name to stop at.
    Open,
    Value(Value),
}

impl<'d> Context<'d> {
    pub(crate) fn new(document: &'d Document, options: &'d Options) -> Self {
        let renames: HashMap<&str, &str> = options
            .renames
            .iter()
            .map(|rename| (rename.pointer.as_str(), rename.name.as_str()))
            .collect();
        let pinned = |at: &Location| {
            let (_, name) = find_rename(document, &renames, at)?;
            name.starts_with(char::is_uppercase)
                .then(|| (*name).to_owned())
        };
        Self {
            places: Places::new(document, pinned),
            document,
            options,
            found: Vec::new(),
            drafts: Vec::new(),
            jobs: Vec::new(),
            depth: 0,
            patterns: Patterns::default(),
            assertions: Assertions::default(),
            values: HashMap::new(),
            patterned: HashMap::new(),
            formats: BTreeMap::new(),
            asserted: BTreeSet::new(),
            left_out: HashMap::new(),
            renames,
            used_renames: HashSet::new(),
            used_allowances: HashSet::new(),
            lost: HashSet::new(),
            excluding: HashSet::new(),
            refined: Vec::new(),
            overlapping: HashSet::new(),
        }
    }

    /// The place of a key of the root document.
    pub(crate) fn root(&self) -> Location {
        Location::root(
            self.document
                .sources
                .iter()
                .next()
                .map_or(FileId(0), |(id, _)| id),
        )
    }

    /// Tells a finding. An error that is allowed is not told; the answer is whether it was.
    pub(crate) fn tell(&mut self, diagnostic: Diagnostic) -> bool {
        let allowed = self.allowance(&diagnostic);
        match allowed {
            Some(index) => {
                self.used_allowances.insert(index);
            }
            None => self.found.push(diagnostic),
        }
        allowed.is_some()
    }

    fn allowance(&self, diagnostic: &Diagnostic) -> Option<usize> {
        let at = diagnostic.place.location()?.pointer.as_str();
        let gap = diagnostic.code == Code::UnsupportedFeature;
        self.options
            .allowances
            .iter()
            .position(|it| gap && it.code == diagnostic.code && it.pointer == at)
    }

    /// Tells what an operation has and no step reads. If that is allowed, the operation is left out.
    pub(crate) fn leave_out(&mut self, operation: &Location, diagnostic: Diagnostic) {
        let at = diagnostic.place.location().cloned();
        let reason = diagnostic.message.clone();
        if self.tell(diagnostic) {
            let gap = (reason, at.unwrap_or_else(|| operation.clone()));
            self.left_out.entry(operation.clone()).or_insert(gap);
        }
    }

    /// The value of a schema that cannot be lowered: operations that use it are left out, if that is allowed.
    pub(crate) fn gap(&mut self, diagnostic: Diagnostic) -> Value {
        let at = diagnostic
            .place
            .location()
            .cloned()
            .unwrap_or_else(|| self.root());
        let reason = diagnostic.message.clone();
        if !self.tell(diagnostic) {
            return any(UntypedReason::Gap);
        }
        plain(Type::Named(self.add(Draft {
            wish: String::new(),
            inside: false,
            alias: None,
            identity: String::new(),
            owner: at.clone(),
            at,
            component: None,
            form: Form::Main,
            main: None,
            docs: Docs::default(),
            deprecated: false,
            access: Access::default(),
            shape: Shape::Gap(reason),
        })))
    }

    /// Whether it is told for the first time that the `additionalProperties` of a schema excludes a property.
    pub(crate) fn is_news(&mut self, owner: SchemaId) -> bool {
        self.excluding.insert(owner)
    }

    /// A value that is left untyped although the document says more of it; told once.
    pub(crate) fn lost(&mut self, at: &Location, cause: UntypedReason) -> Value {
        if self.lost.insert(at.clone()) {
            self.found.push(diagnostics::untyped_value(at, cause));
        }
        any(cause)
    }

    /// Adds a draft.
    pub(crate) fn add(&mut self, draft: Draft) -> TypeId {
        self.drafts.push(draft);
        TypeId(self.drafts.len() as u32 - 1)
    }

    /// The JSON Pointer that a violation shows of a place: as it is written in the document, behind the path of another file,
    /// from the folder of the document.
    pub(crate) fn pointer(&self, at: &Location) -> String {
        let written = self.document.sources.written(at);
        match at.file == self.root().file {
            true => written.as_str().to_owned(),
            false => format!(
                "{}#{}",
                relative_path(self.document, at.file),
                written.as_str()
            ),
        }
    }

    /// The pinned name of what stands at a pointer: that of its type if `upper`.
    pub(crate) fn rename(&mut self, at: &Location, upper: bool) -> Option<&'d str> {
        let (pointer, name) = find_rename(self.document, &self.renames, at)?;
        if name.starts_with(char::is_uppercase) != upper {
            return None;
        }
        self.used_renames.insert(pointer);
        Some(name).filter(|name| is_valid(name))
    }

    /// The pinned name of an operation, in the case of a function, whichever it is written in: that of its place, or of its
    /// `operationId`.
    pub(crate) fn rename_operation(&mut self, at: &Location) -> Option<String> {
        let places = [at.clone(), at.child("operationId")];
        let (pointer, name) = places
            .iter()
            .find_map(|at| find_rename(self.document, &self.renames, at))?;
        self.used_renames.insert(pointer);
        is_valid(name).then(|| naming::name(name, Kind::Function))
    }

    /// The claim, or the pinned one.
    pub(crate) fn pin(&mut self, at: &Location, upper: bool, claim: Claim) -> Claim {
        self.rename(at, upper).map_or(claim, Claim::pinned)
    }

    /// Tells what collided in a scope whose items stand at these places.
    pub(crate) fn tell_collisions(
        &mut self,
        places: &[Location],
        claims: &[Claim],
        names: &[Ident],
        collisions: &[Collision],
    ) {
        // An item that moved several times is told once, with the name that it wanted first.
        let mut told = HashSet::new();
        for collision in collisions {
            for &moved in &collision.moved {
                let other = if collision.other == moved {
                    *collision.moved.last().unwrap_or(&moved)
                } else {
                    collision.other
                };
                let Some(at) = places.get(moved) else {
                    continue;
                };
                let keeps_name = collision.name == names[moved].as_str();
                if keeps_name || !told.insert(moved) {
                    continue;
                }
                let Some(other_at) = places.get(other) else {
                    self.found.push(diagnostics::name_needed(
                        at,
                        &collision.name,
                        names[moved].as_str(),
                    ));
                    continue;
                };
                let diagnostic = if claims[moved].is_pinned() && claims[other].is_pinned() {
                    diagnostics::same_rename(at, other_at, &collision.name)
                } else {
                    diagnostics::name_collision(
                        at,
                        other_at,
                        &collision.name,
                        names[moved].as_str(),
                    )
                };
                self.found.push(diagnostic);
            }
        }
    }

    /// Tells the formats that have no effect.
    pub(crate) fn tell_formats(&mut self) {
        for (format, (at, places)) in std::mem::take(&mut self.formats) {
            self.found
                .push(diagnostics::unknown_format(&at, &format, places));
        }
    }

    /// Drops the findings of members without a value, of unions that have values of other members: there is nothing to repair.
    pub(crate) fn drop_empty_members(&mut self) {
        let is_impossible = |it: &Diagnostic| it.code == Code::ImpossibleValue;
        let found = self.found.iter().filter(|it| is_impossible(it));
        let empty: HashSet<&Location> = found.filter_map(|it| it.place.location()).collect();
        let is_empty =
            |member: &Option<Location>| member.as_ref().is_some_and(|at| empty.contains(at));
        let unions = self.refined.iter();
        let with_values = unions.filter(|members| !members.iter().all(is_empty));
        let dropped: HashSet<Location> = with_values.flatten().flatten().cloned().collect();
        self.found.retain(|it| {
            let at = it.place.location();
            !is_impossible(it) || at.is_none_or(|at| !dropped.contains(at))
        });
    }

    /// Tells the options that matched nothing.
    pub(crate) fn tell_stale(&mut self) {
        let root = self.root();
        for rename in &self.options.renames {
            if !is_valid(&rename.name) {
                let pointer = specwright_spec::Pointer::parse(&rename.pointer).unwrap_or_default();
                self.found.push(diagnostics::invalid_name(
                    &Location {
                        file: root.file,
                        pointer,
                    },
                    &rename.name,
                ));
            } else if !self.used_renames.contains(rename.pointer.as_str()) {
                self.found.push(diagnostics::stale_rename(
                    &root,
                    &rename.pointer,
                    &rename.name,
                ));
            }
        }
        for (index, allowance) in self.options.allowances.iter().enumerate() {
            if !self.used_allowances.contains(&index) {
                self.found.push(diagnostics::stale_allowance(
                    &root,
                    &allowance.pointer,
                    allowance.code,
                ));
            }
        }
    }
}

/// The rename of what stands at a place: one that names its file, `common.yaml#/components/schemas/Pet`, else one that names no
/// file.
fn find_rename<'d>(
    document: &Document,
    renames: &HashMap<&'d str, &'d str>,
    at: &Location,
) -> Option<(&'d str, &'d str)> {
    let pointer = at.pointer.as_str();
    let entry = |key: &str| renames.get_key_value(key).map(|(key, name)| (*key, *name));
    // Few have any.
    if renames.is_empty() {
        return None;
    }
    let of_file = entry(&format!("{}#{pointer}", relative_path(document, at.file)));
    of_file.or_else(|| entry(pointer))
}

/// The path of a file from the folder of the document, with `..` for the folders around it.
fn relative_path(document: &Document, file: FileId) -> String {
    let path = |file| document.sources.get(file).map_or("", Source::path);
    path_from(path(FileId(0)), path(file))
}

/// The path of a file from the folder of another; `/` parts the folders of both.
fn path_from(document: &str, file: &str) -> String {
    let steps = |path| str::split(path, '/').collect::<Vec<&str>>();
    let (document, file) = (steps(document), steps(file));
    let mut folders = document.iter().zip(&file).take(document.len() - 1);
    let shared = folders.by_ref().take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", document.len() - 1 - shared);
    let down = file[shared.min(file.len() - 1)..].iter().copied();
    up.chain(down).collect::<Vec<&str>>().join("/")
}

/// A value without further rules.
pub(crate) fn plain(ty: Type) -> Value {
    Value {
        ty,
        nullable: false,
        rules: None,
    }
}

/// A value that may be anything.
pub(crate) fn any(cause: UntypedReason) -> Value {
    plain(Type::Any(cause))
}

#[cfg(test)]
mod tests {
    use super::path_from;

    #[test]
    fn files_are_named_from_the_folder_of_the_document() {
        for (document, file, path) in [
            ("api.json", "common.json", "common.json"),
            (
                "docs/api.json",
                "docs/parts/common.json",
                "parts/common.json",
            ),
            (
                "/a/docs/v1/api.json",
                "/a/docs/common.json",
                "../common.json",
            ),
            ("a/v1/api.json", "a/v10/api.json", "../v10/api.json"),
            ("docs/api.json", "docs/api.json", "api.json"),
        ] {
            assert_eq!(path_from(document, file), path);
        }
    }
}
