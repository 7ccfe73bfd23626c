//! The text of an overlaid document.

use crate::load::load;
use crate::merge::{inexact_number, write};
use crate::{Files, Format, Location, Node, OpenOptions, Report};

/// Applies the overlays of the options to a document, and returns its text: JSON for a JSON document, otherwise YAML with a
/// comment `header`. The document itself is not checked. Returns `None`, with diagnostics, if that fails.
pub fn apply_overlays(
    files: &dyn Files,
    path: &str,
    options: OpenOptions<'_>,
    header: &str,
    report: &mut Report,
) -> Option<String> {
    let (file, tree) = load(files, path, None, options.leniency, report)?;
    let tree = super::apply(tree, (file, path), options.overlays, report)?;
    if report.sources().get(file)?.format() == Format::Json {
        let mut text = String::new();
        write_json(&tree, 0, &mut text);
        text.push('\n');
        return Some(text);
    }
    write(&tree, header)
        .map_err(|number| {
            let root = Location::root(file);
            report.push(inexact_number([(&tree, &root)].into_iter(), &number));
        })
        .ok()
}

/// Writes JSON with the lexemes of the file, indented by two spaces.
fn write_json(node: &Node, depth: usize, text: &mut String) {
    let indent = |text: &mut String, depth: usize| {
        text.push('\n');
        text.extend(std::iter::repeat_n("  ", depth));
    };
    let separate = |text: &mut String, index: usize| {
        if index > 0 {
            text.push(',');
        }
        indent(text, depth + 1);
    };
    match node {
        Node::Array(elements) if !elements.is_empty() => {
            text.push('[');
            for (index, element) in elements.iter().enumerate() {
                separate(text, index);
                write_json(element, depth + 1, text);
            }
            indent(text, depth);
            text.push(']');
        }
        Node::Object(members) if !members.is_empty() => {
            text.push('{');
            for (index, (key, value)) in members.iter().enumerate() {
                separate(text, index);
                text.push_str(&Node::String(key.clone()).compact());
                text.push_str(": ");
                write_json(value, depth + 1, text);
            }
            indent(text, depth);
            text.push('}');
        }
        other => text.push_str(&other.compact()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MemoryFiles;

    fn written(path: &str, text: &str) -> (Option<String>, Report) {
        let mut report = Report::new();
        let files = MemoryFiles::new([(path, text)]);
        let text = apply_overlays(&files, path, OpenOptions::default(), "test", &mut report);
        (text, report)
    }

    #[test]
    fn json_keeps_numbers_and_order() {
        let text = "{\n  \"b\": [\n    1.10,\n    9007199254740993000000\n  ],\n  \"a\": {},\n  \"c\": \"\\n\"\n}\n";
        assert_eq!(written("a.json", text).0.as_deref(), Some(text));
    }

    #[test]
    fn yaml_has_no_inexact_numbers() {
        assert_eq!(
            written("a.yaml", "{a: [1.50]}").0.as_deref(),
            Some("# test\na:\n- 1.5\n")
        );
        let (text, report) = written("a.yaml", "{a: [1, 9007199254740993000001.5]}");
        let place = report.diagnostics()[0].place.location().expect("a node");
        assert_eq!((text, place.pointer.as_str()), (None, "/a/1"));
    }
}
