//! References as other versions write them.

use super::{How, Reference, Resolver, error, target};
use crate::grammar::Kind;
use crate::{Location, Version};

/// What stands at the root of a document of Swagger 2.0, and where OpenAPI 3 has it.
const MOVED: [(&str, Kind, &str); 4] = [
    ("definitions", Kind::Schema, "schemas"),
    ("parameters", Kind::Parameter, "parameters"),
    ("responses", Kind::Response, "responses"),
    (
        "securityDefinitions",
        Kind::SecurityScheme,
        "securitySchemes",
    ),
];

impl Resolver<'_> {
    /// What a pointer of Swagger 2.0 that leads nowhere names in a document of OpenAPI 3: `#/definitions/Pet`.
    pub(super) fn old_pointer(&mut self, reference: &Reference, at: &Location) -> Option<Location> {
        let mut segments = at.pointer.segments();
        let (holder, name) = (segments.next()?, segments.next()?);
        let found = MOVED.iter().find(|(old, ..)| *old == holder);
        let (_, _, now) = found.filter(|(_, kind, _)| *kind == reference.kind)?;
        let root = Location::root(at.file);
        let moved = root.child("components").child(now).child(&name);
        let moved = segments.fold(moved, |place, segment| place.child(&segment));
        self.is_meant(reference, moved)
    }

    /// The component that a bare name names, if there is no file of that name: `Pet`.
    pub(super) fn old_name(&mut self, reference: &Reference) -> Option<Location> {
        let name = reference.text.as_str();
        if reference.how != How::Ref || name.is_empty() || name.contains(['#', '/', '.', ':', '%'])
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
            Err(_) => self.is_meant(reference, place),
        }
    }

    fn is_meant(&mut self, reference: &Reference, meant: Location) -> Option<Location> {
        self.resolved.find(&meant)?;
        let written = self.report.sources().written(&meant);
        let shown = Location {
            pointer: written,
            ..meant.clone()
        };
        self.report.push(error::old(reference, &shown));
        Some(meant)
    }
}
