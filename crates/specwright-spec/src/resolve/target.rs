//! Targets of references: a file by path, and a node in it by pointer or anchor.

use super::ids::Fragment;
use super::{Reference, ReferenceForm, Resolver, error};
use crate::diagnostic::quote;
use crate::location::decode_percent;
use crate::{FileId, Location, Pointer};

impl Resolver<'_> {
    /// Returns the target of a reference as written (RFC 3986, section 4.1; RFC 6901, section 6; JSON Schema 2020-12 Core,
    /// section 8.2.3).
    pub(super) fn locate(&mut self, reference: &Reference) -> Option<Location> {
        let text = reference.text.as_str();
        if text.is_empty() {
            self.fault(reference, error::empty(reference));
            return None;
        }
        let (path, fragment) = text.split_once('#').unwrap_or((text, ""));
        let fragment = match Fragment::parse(fragment) {
            Ok(fragment) => fragment,
            Err(reason) => {
                self.fault(reference, error::invalid(reference, &reason.to_string()));
                return None;
            }
        };
        let resource = match self.ids.resource(path, &reference.at) {
            Some(resource) => resource,
            None if path.is_empty() => Location::root(reference.at.file),
            None => Location::root(self.file(reference, path)?),
        };
        match fragment {
            Fragment::Pointer(pointer) => Some(self.point(resource, &pointer)),
            Fragment::Anchor(name) => self.anchor(reference, &resource, &name),
        }
    }

    /// Resolves a pointer into a resource. Authors of `$id` are often unaware that it changes the root of pointers, so a
    /// pointer that is not found there is resolved in the file.
    fn point(&self, resource: Location, pointer: &Pointer) -> Location {
        let place = Location {
            file: resource.file,
            pointer: resource.pointer.join(pointer.as_str()),
        };
        let in_file = Location {
            file: resource.file,
            pointer: pointer.clone(),
        };
        match self.resolved.find(&place) {
            None if self.resolved.find(&in_file).is_some() => in_file,
            _ => place,
        }
    }

    fn anchor(
        &mut self,
        reference: &Reference,
        resource: &Location,
        name: &str,
    ) -> Option<Location> {
        let dynamic = reference.how == ReferenceForm::DynamicRef;
        let places = self.ids.anchors(resource, name, dynamic);
        match places.as_slice() {
            [place] => Some(place.clone()),
            [] => {
                let known = self.ids.names(resource.file);
                let error = error::unknown_anchor(reference, name, &known);
                self.fault(reference, error);
                None
            }
            [_, second, ..] => {
                let error = error::several_anchors(reference, &places[0], second);
                self.fault(reference, error);
                None
            }
        }
    }

    fn file(&mut self, reference: &Reference, path: &str) -> Option<FileId> {
        if has_scheme(path) || path.starts_with("//") {
            self.fault(reference, error::remote(reference));
            return None;
        }
        let path = match decode_percent(path) {
            Ok(path) if !path.contains('\0') => path,
            _ => {
                let reason = format!("{} is not a path", quote(path));
                self.fault(reference, error::invalid(reference, &reason));
                return None;
            }
        };
        let base = self
            .paths
            .get(&reference.at.file)
            .map_or("", |path| folder(path));
        let Some(path) = join(&self.folder, base, &path) else {
            self.fault(reference, error::outside(reference));
            return None;
        };
        if let Some(file) = self.loaded.get(&path) {
            return *file;
        }
        let file = self.load(reference, &path);
        self.loaded.insert(path, file);
        file
    }
}

/// Returns true if a reference starts with a scheme (RFC 3986, section 3.1); a single letter is probably a drive.
pub(crate) fn has_scheme(path: &str) -> bool {
    let Some((scheme, _)) = path.split_once(':') else {
        return false;
    };
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
}

/// Returns the folder of a path, including its last `/`.
pub(crate) fn folder(path: &str) -> &str {
    &path[..path.rfind('/').map_or(0, |slash| slash + 1)]
}

/// Resolves a relative path in a file of the folder `base`, without `.` and `..`; `None` if it leaves the folder `root`.
/// Folders are empty or end with `/`.
pub(super) fn join(root: &str, base: &str, path: &str) -> Option<String> {
    if path.starts_with('/') || path.contains('\\') {
        return None;
    }
    let mut segments: Vec<&str> = base.strip_prefix(root)?.split_terminator('/').collect();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => drop(segments.pop()?),
            segment => segments.push(segment),
        }
    }
    Some(format!("{root}{}", segments.join("/")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_in_the_folder() {
        for (root, base, path, joined) in [
            ("api/", "api/", "pet.yaml", Some("api/pet.yaml")),
            (
                "api/",
                "api/schemas/",
                "./pet.yaml",
                Some("api/schemas/pet.yaml"),
            ),
            (
                "api/",
                "api/schemas/",
                "../paths/pet.yaml",
                Some("api/paths/pet.yaml"),
            ),
            ("", "", "a/../b.yaml", Some("b.yaml")),
            ("api/", "api/", "../pet.yaml", None),
            ("api/", "api/schemas/", "../../../etc/passwd", None),
            ("", "", "/etc/passwd", None),
            ("", "", "..\\pet.yaml", None),
        ] {
            assert_eq!(join(root, base, path).as_deref(), joined, "{base} {path}");
        }
    }

    #[test]
    fn schemes() {
        assert!(has_scheme("https://example.com/a.yaml") && has_scheme("file:/etc/passwd"));
        assert!(!has_scheme("a/b.yaml") && !has_scheme("./a:b.yaml"));
    }
}
