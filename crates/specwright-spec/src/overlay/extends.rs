//! The document that an overlay extends.

use crate::load::{parse, push_text};
use crate::location::decode_percent;
use crate::resolve::{folder, has_scheme};
use crate::{Leniency, Node, Report};

/// Returns the path of the local document that a file extends, if the file is an overlay.
///
/// The path is relative to the same folder as that of the file.
pub fn extended_document(path: &str, bytes: &[u8]) -> Option<String> {
    // Most files are documents, and are not parsed twice.
    let text = str::from_utf8(bytes).ok()?;
    if !["overlay", "extends"].iter().all(|key| has_key(text, key)) {
        return None;
    }
    let mut unused = Report::new();
    let file = push_text(path, bytes.to_vec(), &mut unused)?;
    let node = parse(file, Leniency::Strict, &mut unused)?;
    node.get("overlay").filter(|_| !is_document(&node))?;
    resolve(node.get("extends")?.as_str()?, path)
}

/// Returns true if a text may have a key: the name, possibly in quotes, before a colon.
fn has_key(text: &str, key: &str) -> bool {
    let mut found = text.match_indices(key);
    found.any(|(start, _)| {
        let (before, after) = (&text[..start], &text[start + key.len()..]);
        let after = after.strip_prefix(['"', '\'']).unwrap_or(after);
        let is_start = |char: char| !char.is_alphanumeric() && char != '-';
        before.chars().next_back().is_none_or(is_start) && after.trim_start().starts_with(':')
    })
}

/// Returns true for an OpenAPI document.
pub(super) fn is_document(node: &Node) -> bool {
    node.get("openapi").or(node.get("swagger")).is_some()
}

/// Returns the path for a URI reference in an overlay; `None` for the URL of a remote document.
fn resolve(extends: &str, overlay: &str) -> Option<String> {
    let path = extends.split(['#', '?']).next().unwrap_or_default();
    if path.is_empty() || has_scheme(path) || path.starts_with("//") {
        return None;
    }
    let path = decode_percent(path).ok()?;
    Some(match path.starts_with('/') {
        true => normalized(&path),
        false => normalized(&[folder(overlay), &path].concat()),
    })
}

/// Removes `.` and `..` from a path.
fn normalized(path: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/').filter(|it| !it.is_empty() && *it != ".") {
        match (segment, segments.last()) {
            ("..", Some(last)) if *last != ".." => drop(segments.pop()),
            _ => segments.push(segment),
        }
    }
    let root = if path.starts_with('/') { "/" } else { "" };
    format!("{root}{}", segments.join("/"))
}

/// Returns true if `extends` of an overlay names another local document. A URL may name the original of a downloaded document.
pub(super) fn is_other(extends: &str, overlay: &str, document: &str) -> bool {
    let Some(extended) = resolve(extends, overlay) else {
        return false;
    };
    let document = normalized(document);
    let name = |path: &str| path.rsplit('/').next().map(str::to_owned);
    match extended.starts_with('/') == document.starts_with('/') {
        true => extended != document,
        // An absolute and a relative path have only their names in common.
        false => name(&extended) != name(&document),
    }
}

#[cfg(test)]
mod tests {
    use super::super::read::FIRST_VERSIONS;
    use super::*;

    #[test]
    fn extends_is_relative_to_the_overlay() {
        let overlay = |extends: &str| {
            format!("overlay: {}\nextends: {extends}\n", FIRST_VERSIONS[0]).into_bytes()
        };
        for (path, extends, document) in [
            ("a/o.yaml", "api.yaml", Some("a/api.yaml")),
            ("a/o.yaml", "../b/api%20v1.yaml", Some("b/api v1.yaml")),
            ("o.yaml", "./../api.yaml#/x", Some("../api.yaml")),
            ("/a/o.yaml", "../api.yaml", Some("/api.yaml")),
            ("a/o.yaml", "/b/api.yaml", Some("/b/api.yaml")),
            ("a/o.yaml", "https://example.com/api.yaml", None),
        ] {
            let found = extended_document(path, &overlay(extends));
            assert_eq!(found.as_deref(), document, "{extends}");
        }
        let document = "openapi: 3.0.3\noverlay: 1\nextends: a.yaml";
        assert_eq!(extended_document("o.yaml", document.as_bytes()), None);
    }

    #[test]
    fn another_document_is_noticed() {
        for (extends, overlay, document, is_other_one) in [
            ("../api.yaml", "overlays/o.yaml", "./api.yaml", false),
            ("api.yaml", "overlays/o.yaml", "api.yaml", true),
            ("api.yaml", "/x/o.yaml", "api.yaml", false),
            ("https://example.com/v1.yaml", "o.yaml", "api.yaml", false),
        ] {
            assert_eq!(
                is_other(extends, overlay, document),
                is_other_one,
                "{extends}"
            );
        }
    }
}
