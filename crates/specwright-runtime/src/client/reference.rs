//! Resolves URI references against a base (RFC 3986, section 5.2).

/// Resolves a reference against an absolute URL with an authority; fragments are dropped.
pub(super) fn resolve(base: &str, reference: &str) -> String {
    let reference = without_fragment(reference);
    if has_scheme(reference) {
        return reference.to_owned();
    }
    let base = without_fragment(base);
    let (scheme, rest) = base.split_once("://").unwrap_or(("http", base));
    if reference.starts_with("//") {
        return format!("{scheme}:{reference}");
    }
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, below) = rest.split_at(end);
    let (path, _) = split_query(below);
    let target = match reference.bytes().next() {
        None => below.to_owned(),
        Some(b'?') => [path, reference].concat(),
        Some(b'/') => without_dots(reference),
        Some(_) => {
            let folder = path.rfind('/').map_or("/", |end| &path[..=end]);
            without_dots(&[folder, reference].concat())
        }
    };
    format!("{scheme}://{authority}{target}")
}

fn without_fragment(text: &str) -> &str {
    text.split('#').next().unwrap_or_default()
}

/// Splits off the query with its question mark.
fn split_query(text: &str) -> (&str, &str) {
    text.split_at(text.find('?').unwrap_or(text.len()))
}

/// Returns true for an absolute URI (RFC 3986, section 3.1).
fn has_scheme(text: &str) -> bool {
    let scheme = text.split_once(':').map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| {
        scheme.starts_with(|it: char| it.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|it| it.is_ascii_alphanumeric() || b"+-.".contains(&it))
    })
}

/// Removes the segments `.` and `..` from an absolute path (RFC 3986, section 5.2.4); the query stays.
fn without_dots(text: &str) -> String {
    let (path, query) = split_query(text);
    let mut kept: Vec<&str> = Vec::new();
    let segments = path.strip_prefix('/').unwrap_or(path);
    for segment in segments.split('/') {
        match segment {
            "." => {}
            ".." => drop(kept.pop()),
            segment => kept.push(segment),
        }
    }
    // A path that ends in dots names a folder.
    if matches!(segments.rsplit('/').next(), Some("." | "..")) {
        kept.push("");
    }
    format!("/{}{query}", kept.join("/"))
}

#[cfg(test)]
mod tests {
    use super::resolve;

    /// The examples of RFC 3986, sections 5.4.1 and 5.4.2, but for fragments, which are never sent.
    #[test]
    fn references_are_resolved_as_rfc_3986_says() {
        for (reference, expected) in [
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y", "http://a/b/c/g?y"),
            ("#s", "http://a/b/c/d;p?q"),
            ("g#s", "http://a/b/c/g"),
            (";x", "http://a/b/c/;x"),
            ("", "http://a/b/c/d;p?q"),
            (".", "http://a/b/c/"),
            ("./", "http://a/b/c/"),
            ("..", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../..", "http://a/"),
            ("../../g", "http://a/g"),
            ("../../../g", "http://a/g"),
            ("/./g", "http://a/g"),
            ("/../g", "http://a/g"),
            ("g.", "http://a/b/c/g."),
            ("..g", "http://a/b/c/..g"),
            ("./g/.", "http://a/b/c/g/"),
            ("g/../h", "http://a/b/c/h"),
            ("g?y/../x", "http://a/b/c/g?y/../x"),
            ("https://h/x", "https://h/x"),
        ] {
            assert_eq!(
                resolve("http://a/b/c/d;p?q", reference),
                expected,
                "{reference}"
            );
        }
        assert_eq!(resolve("http://a", "g"), "http://a/g");
        assert_eq!(resolve("http://a?q", "/g"), "http://a/g");
    }
}
