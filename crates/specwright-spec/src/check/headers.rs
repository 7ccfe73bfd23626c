//! Header names and media types, as defined by HTTP.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::error;
use crate::{Location, Node, Report};

/// Checks the headers of a response.
pub(super) fn check(response: &Node, at: &Location, report: &mut Report) {
    let at = at.child("headers");
    let mut known = HashMap::new();
    for (name, _) in response
        .get("headers")
        .map(Node::members)
        .unwrap_or_default()
    {
        let at = at.child(name);
        if !is_token(name) {
            report.push(error::invalid_header_name(&at, name, "header"));
        }
        if let Some(first) = known.insert(name.to_ascii_lowercase(), at.clone()) {
            report.push(error::duplicate_parameter(&at, &first, "header", name));
        }
    }
}

/// Checks the name of a header or cookie parameter.
pub(super) fn check_name(name: Option<&Node>, at: &Location, location: &str, report: &mut Report) {
    if let Some(name) = name.and_then(Node::as_text).filter(|name| !is_token(name)) {
        report.push(error::invalid_header_name(at, name, location));
    }
}

/// Checks the keys of `content`.
pub(super) fn check_content(holder: &Node, at: &Location, report: &mut Report) {
    let at = at.child("content");
    let mut known = HashMap::new();
    for (name, _) in holder.get("content").map(Node::members).unwrap_or_default() {
        let at = at.child(name);
        let strict = media_type(name);
        if !is_media_type(&strict) {
            report.push(error::invalid_media_type(&at, name));
        } else if strict != *name {
            let again = declares_media_type(holder, &strict);
            report.push(error::loose_media_type(&at, name, &strict, again));
            if again {
                continue;
            }
        }
        let same = normalized(&strict);
        if let Some(first) = known.insert(same, at.clone()) {
            report.push(error::conflicting_media_types(&at, &first, name));
        }
    }
}

/// Returns the valid media types of an object in corrected form; of equal media types, the first.
pub(crate) fn media_types(holder: &Node) -> Vec<(&str, Cow<'_, str>, &Node)> {
    let mut known = HashSet::new();
    let content = holder.get("content").map(Node::members);
    let types = content.unwrap_or_default().iter();
    let mut types: Vec<_> = types
        .map(|(name, node)| (name.as_str(), media_type(name), node))
        .collect();
    types.retain(|(name, strict, _)| {
        // A malformed media type beside the same one in the correct form.
        let again = *strict != *name && declares_media_type(holder, strict);
        is_media_type(strict) && !again && known.insert(normalized(strict))
    });
    types
}

/// Returns a normal form for comparing media types: case and spaces are insignificant (RFC 9110, section 8.3.1).
fn normalized(name: &str) -> String {
    name.to_ascii_lowercase().replace(' ', "")
}

/// Returns true if the `content` of an object has a media type in its correct form.
fn declares_media_type(holder: &Node, name: &str) -> bool {
    holder
        .get("content")
        .is_some_and(|content| content.get(name).is_some())
}

/// Returns the corrected form of a media type: `*` instead of `*/*` and a comma before parameters are common.
fn media_type(name: &str) -> Cow<'_, str> {
    match name.split_once(", ") {
        _ if name == "*" => Cow::Borrowed("*/*"),
        Some((essence, parameter)) if parameter.contains('=') && !name.contains(';') => {
            Cow::Owned(format!("{essence}; {parameter}"))
        }
        _ => Cow::Borrowed(name),
    }
}

/// Returns true if a name is a token (RFC 9110, section 5.6.2, for headers; RFC 6265, section 4.1.1, for cookies).
pub(crate) fn is_token(text: &str) -> bool {
    let special = |byte| b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || special(byte))
}

/// Returns true if a text is a type and a subtype, either of which may be `*` (also a token), and parameters (RFC 9110,
/// section 8.3.1).
fn is_media_type(text: &str) -> bool {
    let (essence, parameters) = text.split_once(';').unwrap_or((text, ""));
    let Some((first, second)) = essence.trim().split_once('/') else {
        return false;
    };
    is_token(first) && is_token(second) && !parameters.contains(|char: char| char.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_types() {
        for text in [
            "application/json",
            "*/*",
            "text/*",
            "application/json; charset=utf-8",
            "application/vnd.a+json;v=1",
        ] {
            assert!(is_media_type(text), "{text}");
        }
        for text in [
            "",
            "json",
            "/",
            "a/",
            "a b/c",
            "a/b\r\nX: y",
            "text/plain; a=\n",
        ] {
            assert!(!is_media_type(text), "{text}");
        }
    }
}
