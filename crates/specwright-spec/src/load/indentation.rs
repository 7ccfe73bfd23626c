//! The indentation of lines with a YAML syntax error.

/// Returns the columns of a line and of the block mapping around it, counted from 1, if they differ. `at` is an offset in the line,
/// and `start` that of the first key of the mapping.
pub(super) fn other(text: &str, at: usize, start: usize) -> Option<(usize, usize)> {
    if text.get(start..)?.starts_with(['{', '[', '-']) {
        return None;
    }
    let line = begin(text, at)?;
    let (found, wanted) = (line + indentation(text.get(line..)?), start);
    let is_comment = text.get(found..)?.starts_with('#');
    let columns = (found - line, start - begin(text, wanted)?);
    let differs = columns.0 != columns.1 && found <= at && line > start && !is_comment;
    differs.then_some((columns.0 + 1, columns.1 + 1))
}

/// Returns the offset of the beginning of a line.
fn begin(text: &str, at: usize) -> Option<usize> {
    Some(text.get(..at)?.rfind('\n').map_or(0, |end| end + 1))
}

/// Returns the number of spaces and list markers at the start of a line.
fn indentation(line: &str) -> usize {
    let rest = line.trim_start_matches(' ');
    let spaces = line.len() - rest.len();
    match rest.strip_prefix("- ") {
        Some(item) => spaces + 2 + indentation(item),
        None => spaces,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_columns_are_found() {
        for (text, at, start, expected) in [
            ("a:\n  b: 1\n   c: 2\n", "c", "b", Some((4, 3))),
            ("a:\n  b: 1\n  c: d: 2\n", "d", "b", None),
            ("- b: 1\n   c: 2\n", "c", "b", Some((4, 3))),
            ("- b: 1\n- c: d: 2\n", "d", "b", None),
            ("{b: 1,\n c d}", "c", "{", None),
        ] {
            let [at, start] = [at, start].map(|it| text.find(it).expect("a part"));
            assert_eq!(other(text, at, start), expected, "{text}");
        }
    }
}
