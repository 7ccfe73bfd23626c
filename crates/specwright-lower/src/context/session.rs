//! The input of lowering, and everything that is reported about it.

use std::collections::BTreeMap;

use foldhash::{HashMap, HashSet};
use specwright_ir::{Ident, UntypedReason, Value};
use specwright_spec::{Code, Diagnostic, Document, FileId, Location, Pointer, SchemaId};

use super::any;
use super::renames::{Renames, relative_path};
use crate::diagnostics::{self, Formatted};
use crate::naming::scope::{Collision, is_valid};
use crate::naming::{self, Claim, Kind};
use crate::{ForeignType, Options};

/// The document and the options, with the diagnostics and the entries of the options that were used.
pub(crate) struct Session<'d> {
    pub document: &'d Document,
    pub options: &'d Options,
    pub diagnostics: Vec<Diagnostic>,
    /// The formats that select no Rust type: the first place of each, and the number of places.
    pub unknown_formats: BTreeMap<(String, Formatted), (Location, usize)>,
    /// The operations that are omitted for a reason other than their types: the reason and its place.
    pub omissions: HashMap<Location, (String, Location)>,
    /// The members of each union that keywords beside the union constrain, by place; `None` for the other members.
    pub constrained_members: Vec<Vec<Option<Location>>>,
    /// The schemas whose `oneOf` has been searched for overlapping members.
    pub overlap_checked: HashSet<SchemaId>,
    renames: Renames<'d>,
    used_allowances: HashSet<usize>,
    /// The positions of the entries of `foreign_types` that matched.
    used_foreign_types: HashSet<usize>,
    /// The places of untyped values that have been reported.
    reported_untyped: HashSet<Location>,
    /// The schemas with a conflict that has been reported.
    reported_conflicts: HashSet<SchemaId>,
}

impl<'d> Session<'d> {
    pub(super) fn new(document: &'d Document, options: &'d Options) -> Self {
        Self {
            document,
            options,
            diagnostics: Vec::new(),
            unknown_formats: BTreeMap::new(),
            omissions: HashMap::default(),
            constrained_members: Vec::new(),
            overlap_checked: HashSet::default(),
            renames: Renames::new(&options.renames),
            used_allowances: HashSet::default(),
            used_foreign_types: HashSet::default(),
            reported_untyped: HashSet::default(),
            reported_conflicts: HashSet::default(),
        }
    }

    /// Returns the place of the root document.
    pub(crate) fn root(&self) -> Location {
        let mut sources = self.document.sources.iter();
        Location::root(sources.next().map_or(FileId(0), |(id, _)| id))
    }

    /// Returns the JSON Pointer that a violation shows for a place: as written in the document, after the path of the file
    /// (relative to the folder of the document) if that is another one.
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

    /// Reports a diagnostic unless the options allow it. Returns true if they do.
    pub(crate) fn report(&mut self, diagnostic: Diagnostic) -> bool {
        let allowed = self.allowance(&diagnostic);
        match allowed {
            Some(index) => {
                self.used_allowances.insert(index);
            }
            None => self.diagnostics.push(diagnostic),
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

    /// Reports a feature that an operation uses and no step supports. If that is allowed, the operation is omitted.
    pub(crate) fn report_unsupported(&mut self, operation: &Location, diagnostic: Diagnostic) {
        let at = diagnostic.place.location().cloned();
        let reason = diagnostic.message.clone();
        if self.report(diagnostic) {
            let gap = (reason, at.unwrap_or_else(|| operation.clone()));
            self.omissions.entry(operation.clone()).or_insert(gap);
        }
    }

    /// Returns true the first time that a conflict in a schema is seen.
    pub(crate) fn mark_reported(&mut self, owner: SchemaId) -> bool {
        self.reported_conflicts.insert(owner)
    }

    /// Returns an untyped value in place of one that the document describes further; reports each place once.
    pub(crate) fn untyped(&mut self, at: &Location, cause: UntypedReason) -> Value {
        if self.reported_untyped.insert(at.clone()) {
            self.diagnostics.push(diagnostics::untyped_value(at, cause));
        }
        any(cause)
    }

    /// Returns the name that a rename gives to the type of a schema. Does not count as a use of the rename.
    pub(crate) fn pinned_type(&self, at: &Location) -> Option<String> {
        let (_, name) = self.renames.find(self.document, at)?;
        name.starts_with(char::is_uppercase)
            .then(|| name.to_owned())
    }

    /// Returns the name that a rename gives to a place: that of its type if `upper`, else that of its field.
    pub(crate) fn rename(&mut self, at: &Location, upper: bool) -> Option<&'d str> {
        let (pointer, name) = self.renames.find(self.document, at)?;
        if name.starts_with(char::is_uppercase) != upper {
            return None;
        }
        self.renames.mark_used(pointer);
        Some(name).filter(|name| is_valid(name))
    }

    /// Returns the name that a rename of an operation, or of its `operationId`, gives to the method. The case in which the
    /// rename is written does not matter.
    pub(crate) fn rename_operation(&mut self, at: &Location) -> Option<String> {
        let places = [at.clone(), at.child("operationId")];
        let (pointer, name) = places
            .iter()
            .find_map(|at| self.renames.find(self.document, at))?;
        self.renames.mark_used(pointer);
        is_valid(name).then(|| naming::name(name, Kind::Function))
    }

    /// Returns the claim of a rename if there is one, else `claim`.
    pub(crate) fn pin(&mut self, at: &Location, upper: bool, claim: Claim) -> Claim {
        self.rename(at, upper).map_or(claim, Claim::pinned)
    }

    /// Reports the collisions of a scope, given the places of its items.
    pub(crate) fn report_collisions(
        &mut self,
        places: &[Location],
        claims: &[Claim],
        names: &[Ident],
        collisions: &[Collision],
    ) {
        // An item that moved several times is reported once, with the name that it claimed first.
        let mut reported = HashSet::default();
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
                if keeps_name || !reported.insert(moved) {
                    continue;
                }
                let Some(other_at) = places.get(other) else {
                    self.diagnostics.push(diagnostics::name_needed(
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
                self.diagnostics.push(diagnostic);
            }
        }
    }

    /// Reports the formats that have no effect.
    pub(crate) fn report_unknown_formats(&mut self) {
        for ((format, of), (at, places)) in std::mem::take(&mut self.unknown_formats) {
            self.diagnostics
                .push(diagnostics::unknown_format(&at, &format, of, places));
        }
    }

    /// Removes the diagnostics of members without a value from unions in which another member has values: such a member needs
    /// no repair.
    pub(crate) fn drop_empty_members(&mut self) {
        let is_impossible = |it: &Diagnostic| it.code == Code::ImpossibleValue;
        let found = self.diagnostics.iter().filter(|it| is_impossible(it));
        let empty: HashSet<&Location> = found.filter_map(|it| it.place.location()).collect();
        let is_empty =
            |member: &Option<Location>| member.as_ref().is_some_and(|at| empty.contains(at));
        let unions = self.constrained_members.iter();
        let with_values = unions.filter(|members| !members.iter().all(is_empty));
        let dropped: HashSet<Location> = with_values.flatten().flatten().cloned().collect();
        self.diagnostics.retain(|it| {
            let at = it.place.location();
            !is_impossible(it) || at.is_none_or(|at| !dropped.contains(at))
        });
    }

    /// Returns the position of the entry that names the type of the schema at a place.
    pub(crate) fn foreign_type_at(&self, at: &Location) -> Option<usize> {
        // Most documents have none, and this is called for every schema.
        if self.options.foreign_types.is_empty() {
            return None;
        }
        let pointer = at.pointer.as_str();
        let file = relative_path(self.document, at.file);
        self.options.foreign_types.iter().position(|it| {
            let (of_file, key) = it.key.split_once('#').unwrap_or(("", &it.key));
            key == pointer && (of_file.is_empty() || of_file == file)
        })
    }

    /// Returns the entry that names the type of a schema, by its place or else by its format.
    pub(crate) fn foreign_type(
        &mut self,
        places: [&Location; 2],
        format: Option<&str>,
    ) -> Option<&'d ForeignType> {
        let by_place = places.into_iter().find_map(|at| self.foreign_type_at(at));
        let position = by_place.or_else(|| self.foreign_format(format?))?;
        self.used_foreign_types.insert(position);
        Some(&self.options.foreign_types[position])
    }

    /// Returns true if an entry names the type of a format.
    pub(crate) fn is_foreign_format(&self, format: &str) -> bool {
        self.foreign_format(format).is_some()
    }

    fn foreign_format(&self, format: &str) -> Option<usize> {
        let mut entries = self.options.foreign_types.iter();
        entries.position(|it| it.key.strip_prefix("format:") == Some(format))
    }

    /// Reports the renames and allowances that matched nothing, and the renames to invalid names.
    pub(crate) fn report_unused(&mut self) {
        let root = self.root();
        for rename in &self.options.renames {
            if !is_valid(&rename.name) {
                let at = Location {
                    file: root.file,
                    pointer: Pointer::parse(&rename.pointer).unwrap_or_default(),
                };
                self.diagnostics
                    .push(diagnostics::invalid_name(&at, &rename.name));
            } else if !self.renames.is_used(rename) {
                let stale = diagnostics::stale_rename(&root, &rename.pointer, &rename.name);
                self.diagnostics.push(stale);
            }
        }
        for (index, entry) in self.options.foreign_types.iter().enumerate() {
            if !self.used_foreign_types.contains(&index) {
                let stale = diagnostics::stale_foreign_type(&root, &entry.key);
                self.diagnostics.push(stale);
            }
        }
        for (index, allowance) in self.options.allowances.iter().enumerate() {
            if !self.used_allowances.contains(&index) {
                let stale = diagnostics::stale_allowance(&root, &allowance.pointer, allowance.code);
                self.diagnostics.push(stale);
            }
        }
    }
}
