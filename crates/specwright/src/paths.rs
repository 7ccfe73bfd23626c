//! Paths in messages and in documents.

use specwright_spec::escape_text;
use std::fmt;
use std::path::{Path, PathBuf};

/// Displays a path in a message, on one line and without control characters.
pub fn shown(path: &Path) -> impl fmt::Display + use<> {
    let text = path.to_string_lossy();
    match text.is_empty() {
        true => ".".to_owned(),
        false => escape_text(&text).into_owned(),
    }
}

/// Returns a path with `/` between its components on every system, as in documents.
pub(crate) fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    // On other systems `\` is a character of file names.
    match cfg!(windows) {
        true => text.replace('\\', "/"),
        false => text.into_owned(),
    }
}

/// Returns an absolute path, with the links of its existing part resolved.
pub(crate) fn resolved(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for above in path.ancestors() {
        if let (Ok(real), Ok(rest)) = (above.canonicalize(), path.strip_prefix(above)) {
            return real.join(rest);
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_shown_on_one_line() {
        let path = Path::new("a\n::error::b\u{1b}[31m\u{9b}\u{202e}");
        assert_eq!(
            shown(path).to_string(),
            "a\\u{a}::error::b\\u{1b}[31m\\u{9b}\\u{202e}"
        );
        assert_eq!(shown(Path::new("")).to_string(), ".");
    }
}
