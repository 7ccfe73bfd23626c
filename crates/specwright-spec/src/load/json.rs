//! Parsing of JSON with `serde_json`.

use serde_json::error::Category;

use super::{FileText, error};
use crate::node::lexemes_of_json;
use crate::span::SpanTree;
use crate::{Diagnostic, Node, Number, Place};

pub(super) fn read(text: FileText<'_>) -> Result<Node, Vec<Diagnostic>> {
    let mut node = serde_json::from_str(text.document).map_err(|error| faults(text, &error))?;
    restore_lexemes(&mut node, &mut lexemes_of_json(text.document));
    Ok(node)
}

/// Restores the lexeme of every number: the tree and the text have them in the same order.
fn restore_lexemes<'a>(node: &mut Node, lexemes: &mut impl Iterator<Item = &'a str>) {
    match node {
        Node::Number(number) => {
            if let Some(written) = lexemes.next().and_then(Number::new) {
                *number = written;
            }
        }
        Node::Array(elements) => elements
            .iter_mut()
            .for_each(|element| restore_lexemes(element, lexemes)),
        Node::Object(members) => members
            .iter_mut()
            .for_each(|(_, value)| restore_lexemes(value, lexemes)),
        Node::Null | Node::Bool(_) | Node::String(_) => {}
    }
}

fn faults(text: FileText<'_>, error: &serde_json::Error) -> Vec<Diagnostic> {
    let place = text.place_at(offset(text.document, error));
    let message = error.to_string();
    let message = message
        .rsplit_once(" at line ")
        .map_or(message.as_str(), |(message, _)| message);
    match error.classify() {
        _ if text.document.trim().is_empty() => vec![error::empty_file(text.place(0..0))],
        Category::Data => match SpanTree::new(text.document).duplicates() {
            // `Node` only rejects duplicate keys. If the text is also truncated later, this place is the only known one.
            none if none.is_empty() => vec![error::invalid_syntax(place, "JSON", message)],
            all => all
                .into_iter()
                .map(|(name, first, second)| error::duplicate_key(&text, &name, first, second))
                .collect(),
        },
        _ if message == "recursion limit exceeded" => vec![error::too_deep(place)],
        _ if message == "number out of range" => vec![out_of_range(text, place)],
        _ => vec![error::invalid_syntax(place, "JSON", message)],
    }
}

/// Returns the diagnostic of the first number that is out of range, with its place.
fn out_of_range(text: FileText<'_>, place: Place) -> Diagnostic {
    let is_out = |lexeme: &&str| Number::new(lexeme).is_some_and(|number| !number.is_in_range());
    let Some(lexeme) = lexemes_of_json(text.document).find(is_out) else {
        return error::invalid_syntax(place, "JSON", "number out of range");
    };
    let start = lexeme.as_ptr() as usize - text.document.as_ptr() as usize;
    error::number_out_of_range(text.place(start..start + lexeme.len()), lexeme)
}

/// Converts a position of `serde_json`, a line counted from 1 and the bytes read of it, to an offset.
fn offset(document: &str, error: &serde_json::Error) -> usize {
    let line: usize = document
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1))
        .map(str::len)
        .sum();
    line + error.column().saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FileId;

    #[test]
    fn numbers_keep_their_lexemes() {
        let text = FileText {
            file: FileId(0),
            offset: 0,
            document: r#"{"a": [1.10, -0], "9": 9007199254740993.0}"#,
        };
        assert_eq!(
            read(text).expect("JSON").compact(),
            r#"{"a":[1.10,-0],"9":9007199254740993.0}"#
        );
    }
}
