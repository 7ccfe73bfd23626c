//! Paths and pointers of references.

use crate::suggest::nearest;
use crate::{Location, Node};

/// Whether a reference starts with a scheme (RFC 3986 section 3.1); a single letter is more likely a drive.
pub(super) fn has_scheme(path: &str) -> bool {
    let Some((scheme, _)) = path.split_once(':') else {
        return false;
    };
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
}

/// The path that a relative path means when it stands in a file of the folder `base`, without `.` and `..`; none if it leads
/// out of the folder `root`. Folders end with `/`, or are empty.
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

/// Where a pointer breaks off.
pub(super) struct Missing {
    /// The last place on the way that is there.
    pub(super) holder: Location,
    /// The segment that is not there.
    pub(super) segment: String,
    /// The pointer that was probably meant.
    pub(super) meant: Option<Location>,
}

/// Follows a pointer to where it breaks off, and looks for what was meant.
pub(super) fn missing(tree: &Node, target: &Location) -> Missing {
    let mut holder = Location::root(target.file);
    let mut node = tree;
    let mut segments = target.pointer.segments();
    for segment in segments.by_ref() {
        let Some(next) = node.step(&segment) else {
            let candidates = node.members().iter().map(|(key, _)| key.as_str());
            let meant = nearest(&segment, candidates)
                .map(|near| segments.fold(holder.child(near), |at, rest| at.child(&rest)));
            let meant = meant.filter(|meant| tree.at(&meant.pointer).is_some());
            return Missing {
                holder,
                segment: segment.into_owned(),
                meant,
            };
        };
        node = next;
        holder = holder.child(&segment);
    }
    Missing {
        holder,
        segment: String::new(),
        meant: None,
    }
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
