//! References in the form of other versions and formats.

use super::{Reference, ReferenceForm, Resolver, error, target};
use crate::grammar::ObjectKind;
use crate::{Location, Pointer, Version};

/// The root fields of Swagger 2.0 with their equivalents in OpenAPI 3 `components`.
const MOVED: [(&str, ObjectKind, &str); 4] = [
    ("definitions", ObjectKind::Schema, "schemas"),
    ("parameters", ObjectKind::Parameter, "parameters"),
    ("responses", ObjectKind::Response, "responses"),
    (
        "securityDefinitions",
        ObjectKind::SecurityScheme,
        "securitySchemes",
    ),
];

impl Resolver<'_> {
    /// Resolves a Swagger 2.0 pointer in an OpenAPI 3 document: `#/definitions/Pet`.
    pub(super) fn legacy_pointer(
        &mut self,
        reference: &Reference,
        at: &Location,
    ) -> Option<Location> {
        let mut segments = at.pointer.segments();
        let (holder, name) = (segments.next()?, segments.next()?);
        let found = MOVED.iter().find(|(old, ..)| *old == holder);
        let (_, _, now) = found.filter(|(_, kind, _)| *kind == reference.kind)?;
        let root = Location::root(at.file);
        let moved = root.child("components").child(now).child(&name);
        let moved = segments.fold(moved, |place, segment| place.child(&segment));
        self.accept_legacy(reference, moved)
    }

    /// Resolves a bare component name, unless there is a file with that name: `Pet`.
    pub(super) fn legacy_name(&mut self, reference: &Reference) -> Option<Location> {
        let name = reference.text.as_str();
        if reference.how != ReferenceForm::Ref
            || name.is_empty()
            || name.contains(['#', '/', '.', ':', '%'])
        {
            return None;
        }
        let (old, _, now) = MOVED.iter().find(|(_, kind, _)| *kind == reference.kind)?;
        let root = Location::root(reference.at.file);
        let place = match self.resolved.version(reference.at.file) {
            Version::V2_0 => self.report.sources().now(root.child(old).child(name)),
            _ => root.child("components").child(now).child(name),
        };
        self.resolved.find(&place)?;
        let base = self
            .paths
            .get(&reference.at.file)
            .map_or("", |path| target::folder(path));
        let path = target::join(&self.folder, base, name)?;
        match self.files.read(&path) {
            Ok(_) => None,
            Err(_) => self.accept_legacy(reference, place),
        }
    }

    /// Resolves a pointer without its first `/`: `#definitions/Pet`, which cannot be an anchor, since anchors have no `/`.
    pub(super) fn slashless(&mut self, reference: &Reference) -> Option<Location> {
        let fragment = reference.text.strip_prefix('#')?;
        if fragment.starts_with('/') || !fragment.contains('/') {
            return None;
        }
        let pointer = Pointer::from_fragment(&format!("/{fragment}")).ok()?;
        let place = Location {
            file: reference.at.file,
            pointer,
        };
        let place = self.report.sources().now(place);
        self.accept_legacy(reference, place)
    }

    /// Resolves a pointer relative to a schema around the reference: `#/$defs/Pet` in a component with `$defs`, as in a
    /// separate JSON Schema file.
    pub(super) fn within(&mut self, reference: &Reference, at: &Location) -> Option<Location> {
        let is_own = reference.how == ReferenceForm::Ref && reference.at.file == at.file;
        let first = at.pointer.segments().next()?;
        if !is_own || !matches!(&*first, "$defs" | "definitions") {
            return None;
        }
        let mut holder = Some(reference.at.clone());
        while let Some(place) = holder {
            let intended = Location {
                file: place.file,
                pointer: place.pointer.join(at.pointer.as_str()),
            };
            if self.resolved.find(&intended).is_some() {
                return self.accept_legacy(reference, intended);
            }
            holder = place.parent();
        }
        None
    }

    /// Returns the component of the expected kind with the last segment of the reference as its name.
    pub(super) fn same_name(&self, reference: &Reference, at: &Location) -> Option<Location> {
        let (_, _, now) = MOVED.iter().find(|(_, kind, _)| *kind == reference.kind)?;
        let components = Location::root(at.file).child("components");
        let intended = components.child(now).child(&at.pointer.last()?);
        self.resolved.find(&intended).map(|_| intended)
    }

    fn accept_legacy(&mut self, reference: &Reference, intended: Location) -> Option<Location> {
        self.resolved.find(&intended)?;
        let written = self.report.sources().written(&intended);
        let shown = Location {
            pointer: written,
            ..intended.clone()
        };
        self.report.push(error::displaced(reference, &shown));
        Some(intended)
    }
}
