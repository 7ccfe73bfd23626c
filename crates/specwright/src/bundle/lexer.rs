//! Splits Rust source into tokens with their places, which `proc_macro2` does not keep.

use std::ops::Range;

/// A token of Rust source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub kind: TokenKind,
    pub range: Range<usize>,
}

/// The kind of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// A comment that belongs to the next item: of a line, but not `//!`.
    Comment,
    /// `(`, `[` or `{`.
    Open,
    /// `)`, `]` or `}`.
    Close,
    /// A character of an operator.
    Punct(char),
    /// An identifier, a number or a lifetime.
    Word,
    /// A string or a character.
    Literal,
}

/// Returns the tokens of a source text, without inner doc comments and comments in blocks.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let (kind, length) = match first {
            _ if first.is_whitespace() => (None, first.len_utf8()),
            _ if rest.starts_with("//") => {
                let outer = !rest.starts_with("//!");
                let end = rest.find('\n').unwrap_or(rest.len());
                (outer.then_some(TokenKind::Comment), end)
            }
            _ if rest.starts_with("/*") => {
                (None, rest.find("*/").map_or(rest.len(), |end| end + 2))
            }
            '(' | '[' | '{' => (Some(TokenKind::Open), 1),
            ')' | ']' | '}' => (Some(TokenKind::Close), 1),
            '"' => (Some(TokenKind::Literal), quoted(rest, '"')),
            '\'' => quote_mark(rest),
            _ if is_word(first) => word(rest),
            _ => (Some(TokenKind::Punct(first)), first.len_utf8()),
        };
        let range = at..at + length;
        at = range.end;
        tokens.extend(kind.map(|kind| Token { kind, range }));
    }
    tokens
}

fn is_word(char: char) -> bool {
    char.is_alphanumeric() || char == '_'
}

/// Returns the length of a text in quotation marks.
fn quoted(rest: &str, mark: char) -> usize {
    let mut escaped = false;
    for (at, char) in rest.char_indices().skip(1) {
        match char {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if char == mark => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// Returns the kind and length of a character or a lifetime.
fn quote_mark(rest: &str) -> (Option<TokenKind>, usize) {
    let mut chars = rest.chars().skip(1);
    let is_char = match (chars.next(), chars.next()) {
        (Some('\\'), _) => true,
        (_, next) => next == Some('\''),
    };
    match is_char {
        true => (Some(TokenKind::Literal), quoted(rest, '\'')),
        false => {
            let name = rest[1..].find(|char| !is_word(char));
            (
                Some(TokenKind::Word),
                name.map_or(rest.len(), |end| end + 1),
            )
        }
    }
}

/// Returns the kind and length of an identifier, a number, or a literal with a prefix.
fn word(rest: &str) -> (Option<TokenKind>, usize) {
    let end = rest.find(|char| !is_word(char)).unwrap_or(rest.len());
    let (prefix, after) = rest.split_at(end);
    match prefix {
        "b" | "c" if after.starts_with('"') => (Some(TokenKind::Literal), end + quoted(after, '"')),
        "b" if after.starts_with('\'') => (Some(TokenKind::Literal), end + quoted(after, '\'')),
        "r" | "br" | "cr" if after.trim_start_matches('#').starts_with('"') => {
            let marks = after.find('"').unwrap_or(0);
            let close = format!("\"{}", "#".repeat(marks));
            let inside = &after[marks + 1..];
            let length = inside
                .find(&close)
                .map_or(inside.len(), |at| at + close.len());
            (Some(TokenKind::Literal), end + marks + 1 + length)
        }
        _ => (Some(TokenKind::Word), end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        tokens(text).into_iter().map(|it| &text[it.range]).collect()
    }

    #[test]
    fn brackets_in_literals_and_comments_are_no_tokens() {
        assert_eq!(
            texts("a('(', \"[\\\"\") // {\n"),
            ["a", "(", "'('", ",", "\"[\\\"\"", ")", "// {"]
        );
        assert_eq!(
            texts("r#\"}\"# b'\\'' b\"{\" /* { */ '\\u{1}'"),
            ["r#\"}\"#", "b'\\''", "b\"{\"", "'\\u{1}'"]
        );
        assert_eq!(
            texts("&'a str 'b: 'é'"),
            ["&", "'a", "str", "'b", ":", "'é'"]
        );
        assert_eq!(texts("//! {\n/// b\nr#type"), ["/// b", "r", "#", "type"]);
    }
}
