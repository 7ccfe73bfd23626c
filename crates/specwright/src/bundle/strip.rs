//! Removes the code of features that a bundle lacks, and tests, from source text. Comments and layout of the rest stay.

use super::cfg::{Features, is_never};
use super::lexer::{Token, TokenKind, tokens};
use std::ops::Range;

/// The first words of items that end with a block or a semicolon.
const BLOCKS: [&str; 8] = [
    "enum",
    "fn",
    "impl",
    "macro_rules",
    "mod",
    "struct",
    "trait",
    "union",
];

/// The first words of items and statements that end with a semicolon.
const LINES: [&str; 5] = ["const", "let", "static", "type", "use"];

/// The words before the first one that matters.
const PREFIXES: [&str; 6] = ["async", "crate", "extern", "in", "pub", "unsafe"];

/// The words after a block that is not the end.
const CONTINUES: [&str; 5] = ["else", ".", "?", "=", "|"];

/// Returns a text without the items, fields, arms and statements whose `#[cfg(…)]` never holds.
pub(super) fn strip(text: &str, features: &Features) -> String {
    let tokens = tokens(text);
    let source = Source {
        text,
        tokens: &tokens,
    };
    let mut out = String::with_capacity(text.len());
    let (mut kept, mut at) = (0, 0);
    while at < tokens.len() {
        match source.never(at, features) {
            Some(after) => {
                let removed = source.removed(at, after);
                out.push_str(&text[kept..removed.start.max(kept)]);
                kept = removed.end + join_blank_lines(&mut out, &text[removed.end..]);
                at = after;
                while tokens.get(at).is_some_and(|it| it.range.start < kept) {
                    at += 1;
                }
            }
            None => at += 1,
        }
    }
    out.push_str(&text[kept..]);
    out
}

/// Removes a blank line of two that meet where lines were removed, or that is at the start or end of a block. Returns the length of
/// what is removed after them.
fn join_blank_lines(before: &mut String, after: &str) -> usize {
    let begins = before.is_empty() || before.ends_with("{\n") || before.ends_with("\n\n");
    let ends = after.trim_start().starts_with(['}', ')']) || after.trim().is_empty();
    match () {
        () if begins && after.starts_with('\n') => 1,
        () if ends && before.ends_with("\n\n") => {
            before.pop();
            0
        }
        () => 0,
    }
}

/// The text and tokens of a source file.
struct Source<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

impl Source<'_> {
    fn word(&self, at: usize) -> &str {
        let token = self.tokens.get(at);
        token.map_or("", |it| &self.text[it.range.clone()])
    }

    fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|it| it.kind)
    }

    /// Returns the token after a `#[cfg(…)]` at this token, if its predicate never holds.
    fn never(&self, at: usize, features: &Features) -> Option<usize> {
        if self.word(at) != "#" || self.word(at + 2) != "cfg" {
            return None;
        }
        let after = self.after_attribute(at)?;
        // `[`, `cfg`, `(`, the predicate, `)`, `]`
        let open = self.tokens.get(at + 3)?;
        let close = self.tokens.get(after.checked_sub(2)?)?;
        let predicate = self.text.get(open.range.end..close.range.start)?;
        is_never(&predicate.parse().ok()?, features).then_some(after)
    }

    /// Returns the token after an outer attribute.
    fn after_attribute(&self, at: usize) -> Option<usize> {
        (self.word(at) == "#" && self.word(at + 1) == "[").then(|| self.after_group(at + 1))
    }

    /// Returns the token after a group.
    fn after_group(&self, open: usize) -> usize {
        let mut depth = 0;
        for at in open..self.tokens.len() {
            match self.kind(at) {
                Some(TokenKind::Open) => depth += 1,
                Some(TokenKind::Close) => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return at + 1;
            }
        }
        self.tokens.len()
    }

    /// Returns the bytes of an item with an attribute at a token, in whole lines.
    fn removed(&self, attribute: usize, after: usize) -> Range<usize> {
        let first = self.first(attribute);
        let last = self.end(after).saturating_sub(1);
        let start = self.tokens[first].range.start;
        let end = self.tokens[last].range.end;
        let line = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let start = match self.text[line..start].trim().is_empty() {
            true => line,
            false => start,
        };
        let rest = &self.text[end..];
        let newline = rest.find('\n').map_or(rest.len(), |at| at + 1);
        let end = match rest[..newline].trim().is_empty() {
            true => end + newline,
            false => end,
        };
        start..end
    }

    /// Returns the first attribute or comment of the item that an attribute belongs to.
    fn first(&self, attribute: usize) -> usize {
        let mut first = attribute;
        while let Some(above) = first.checked_sub(1) {
            let between = &self.text[self.tokens[above].range.end..self.tokens[first].range.start];
            let start = match self.kind(above) {
                Some(TokenKind::Comment) if self.begins_line(above) => above,
                Some(TokenKind::Close) => match self.attribute_that_ends(above) {
                    Some(start) => start,
                    None => return first,
                },
                _ => return first,
            };
            if between.matches('\n').count() > 1 {
                return first;
            }
            first = start;
        }
        first
    }

    fn begins_line(&self, at: usize) -> bool {
        let before = &self.text[..self.tokens[at].range.start];
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        before[line..].trim().is_empty()
    }

    /// Returns the start of the outer attribute that ends with a bracket.
    fn attribute_that_ends(&self, close: usize) -> Option<usize> {
        let starts = (0..close).rev().filter(|at| self.word(*at) == "#");
        let mut near = starts.take_while(|at| close - at < 200);
        near.find(|at| self.after_attribute(*at) == Some(close + 1))
    }

    /// Returns the token after an item whose first attributes end before a token.
    fn end(&self, after: usize) -> usize {
        let mut at = after;
        loop {
            match self.after_attribute(at) {
                Some(next) => at = next,
                None if self.kind(at) == Some(TokenKind::Comment) => at += 1,
                None => break,
            }
        }
        let mut word = at;
        while PREFIXES.contains(&self.word(word)) || self.kind(word) == Some(TokenKind::Literal) {
            word += 1;
            if self.word(word) == "(" {
                word = self.after_group(word);
            }
        }
        let first = match (self.word(word), self.word(word + 1)) {
            ("const", "fn" | "unsafe") => "fn",
            (first, _) => first,
        };
        match () {
            () if LINES.contains(&first) => self.until(at, &[';'], false),
            () if BLOCKS.contains(&first) => self.until(at, &[';'], true),
            () => self.until(at, &[';', ','], true),
        }
    }

    /// Returns the token after one of these marks, or after a block, or the end of the group.
    fn until(&self, start: usize, marks: &[char], block_ends: bool) -> usize {
        let (mut at, mut angles) = (start, 0);
        while at < self.tokens.len() {
            match self.kind(at) {
                Some(TokenKind::Open) => {
                    let after = self.after_group(at);
                    let is_end = block_ends && self.word(at) == "{";
                    let ends_arm = marks.contains(&',') && self.word(after) == ",";
                    if is_end && !CONTINUES.contains(&self.word(after)) {
                        return after + usize::from(ends_arm || self.word(after) == ";");
                    }
                    at = after;
                    continue;
                }
                Some(TokenKind::Close) => return at,
                Some(TokenKind::Punct('<')) if self.kind(at - 1) == Some(TokenKind::Word) => {
                    angles += 1
                }
                Some(TokenKind::Punct('>')) if !matches!(self.word(at - 1), "=" | "-") => {
                    angles -= 1
                }
                Some(TokenKind::Punct(char))
                    if marks.contains(&char) && (char == ';' || angles <= 0) =>
                {
                    return at + 1;
                }
                _ => {}
            }
            at += 1;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, wanted: &str) {
        let features = Features::from(["on"]);
        assert_eq!(strip(source, &features), wanted);
    }

    #[test]
    fn items_are_removed_with_docs_and_attributes() {
        check(
            "mod a;\n/// B, {.\n#[cfg(feature = \"off\")]\n#[doc(hidden)]\npub(crate) mod b;\nmod c;\n",
            "mod a;\nmod c;\n",
        );
        check(
            "fn a() {}\n\n// Why.\n#[cfg(test)]\nmod tests {\n    fn b() {}\n}\n",
            "fn a() {}\n",
        );
        check(
            "#[cfg(feature = \"off\")]\nuse a::{b, c};\nuse d;\n#[cfg(feature = \"on\")]\nuse e;\n",
            "use d;\n#[cfg(feature = \"on\")]\nuse e;\n",
        );
        check(
            "#[cfg(feature = \"off\")]\npub const fn a<A, B>(c: A) -> [B; 2]\nwhere\n    A: B,\n{\n    c\n}\n\nfn d() {}\n",
            "fn d() {}\n",
        );
    }

    #[test]
    fn members_arms_and_statements_are_removed() {
        check(
            "struct A {\n    #[cfg(test)]\n    b: Map<C, D>,\n    e: F,\n}\n",
            "struct A {\n    e: F,\n}\n",
        );
        check(
            "match a {\n    #[cfg(test)]\n    A { b } => c,\n    #[cfg(test)]\n    D => {\n        e\n    }\n    _ => f(),\n}\n",
            "match a {\n    _ => f(),\n}\n",
        );
        check(
            "{\n    #[cfg(test)]\n    let a = match b {\n        _ => c,\n    };\n    #[cfg(test)]\n    d(e, f);\n    g\n}\n",
            "{\n    g\n}\n",
        );
        check(
            "f(\n    a,\n    #[cfg(test)]\n    b\n)\n",
            "f(\n    a,\n)\n",
        );
    }

    #[test]
    fn neighbors_are_removed_without_an_end() {
        check(
            "impl A {\n    fn a() {}\n\n    #[cfg(test)]\n    fn b() {}\n\n    #[cfg(test)]\n    fn c() {}\n}\n",
            "impl A {\n    fn a() {}\n}\n",
        );
    }
}
