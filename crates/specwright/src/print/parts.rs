//! Splits a range of the row into the parts that each have a line.

use super::row::{Bracket, TokenKind, TokenRow};
use super::token_kind;
use std::ops::Range;

/// Returns the elements of a list, without the commas after them.
pub fn elements(row: &TokenRow, range: Range<usize>) -> Vec<Range<usize>> {
    let mut elements = Vec::new();
    let (mut start, mut at) = (range.start, range.start);
    while at < range.end {
        let comma = matches!(row.kind(at), Some(TokenKind::After | TokenKind::LastComma))
            && row.is(at, ",");
        if comma {
            elements.push(start..at);
            start = at + 1;
        }
        at = row.next(at);
    }
    elements.push(start..range.end);
    elements.retain(|element| !element.is_empty());
    elements
}

/// Returns the arms of a `match`, without the commas after them, which are optional after braces.
pub fn arms(row: &TokenRow, range: Range<usize>) -> Vec<Range<usize>> {
    let mut arms = Vec::new();
    for element in elements(row, range) {
        let mut start = element.start;
        let mut at = start;
        while at < element.end {
            let body = at > start && row.is(at - 1, "=>") && opens(row, at, Bracket::Block);
            at = row.next(at);
            if body && at < element.end {
                arms.push(start..at);
                start = at;
            }
        }
        arms.push(start..element.end);
    }
    arms
}

/// Returns the statements, items or rows of a block, with the semicolons after them.
pub fn statements(row: &TokenRow, range: Range<usize>) -> Vec<Range<usize>> {
    let mut statements = Vec::new();
    let mut start = range.start;
    while start < range.end {
        let end = statement_end(row, start, range.end);
        statements.push(start..end);
        start = end;
    }
    statements
}

fn statement_end(row: &TokenRow, start: usize, end: usize) -> usize {
    let first = after_attributes(row, start);
    let inner =
        matches!(row.kind(start), Some(TokenKind::Doc { inner: true })) || row.is(start, "#!");
    if inner {
        return row.next(start + usize::from(row.is(start, "#!")));
    }
    let keyword = keyword(row, first);
    let block_like = BLOCK_LIKE.contains(&row.text(keyword)) || opens(row, keyword, Bracket::Block);
    let mut at = first;
    while at < end {
        let next = row.next(at);
        let ends = match row.kind(at) {
            Some(TokenKind::After) => row.is(at, ";"),
            Some(TokenKind::Open(Bracket::Rows, _)) => !continues(row, next),
            Some(TokenKind::Open(bracket, _)) => {
                bracket.breaks() && block_like && !continues(row, next)
            }
            _ => false,
        };
        if ends {
            return next;
        }
        at = next;
    }
    end
}

/// The keywords of items and statements that end with their braces.
const BLOCK_LIKE: [&str; 14] = [
    "fn", "if", "while", "for", "loop", "match", "impl", "trait", "mod", "extern", "struct",
    "enum", "unsafe", "async",
];

/// Returns true if the token after braces continues the statement.
fn continues(row: &TokenRow, next: usize) -> bool {
    let operator = matches!(
        row.kind(next),
        Some(TokenKind::After | TokenKind::Tight | TokenKind::Binary)
    );
    operator || row.is(next, "else")
}

/// Returns the first token that is neither an attribute nor a comment.
pub fn after_attributes(row: &TokenRow, start: usize) -> usize {
    let mut at = start;
    loop {
        at = match row.kind(at) {
            Some(TokenKind::Doc { .. }) => at + 1,
            Some(TokenKind::Attribute) => row.next(at + 1),
            _ => return at,
        };
    }
}

/// Returns the keyword of an item, after its visibility and qualifiers.
pub fn keyword(row: &TokenRow, start: usize) -> usize {
    let mut at = start;
    while matches!(row.text(at), "pub" | "const" | "async" | "unsafe")
        && row.kind(at) == Some(TokenKind::Word)
    {
        let next = match row.is(at, "pub") {
            true => after_visibility(row, at),
            false => at + 1,
        };
        if row.kind(next) != Some(TokenKind::Word) {
            return at;
        }
        at = next;
    }
    at
}

/// Returns true for the name and the type of a constant.
pub fn is_constant(row: &TokenRow, range: &Range<usize>) -> bool {
    let word = row.text(after_visibility(row, range.start));
    matches!(word, "const" | "static")
}

/// Returns the first token after an optional `pub` or `pub(super)`.
fn after_visibility(row: &TokenRow, at: usize) -> usize {
    match row.is(at, "pub") {
        true if token_kind::is_visibility(row, at + 1) => row.next(at + 1),
        true => at + 1,
        false => at,
    }
}

/// Returns true if a token is an opening bracket of this kind.
pub fn opens(row: &TokenRow, index: usize, bracket: Bracket) -> bool {
    matches!(row.kind(index), Some(TokenKind::Open(it, _)) if it == bracket)
}

/// Returns true if two items have no blank line between them: imports, modules, and constants and type aliases without
/// documentation form groups.
pub fn belong_together(row: &TokenRow, above: &Range<usize>, below: &Range<usize>) -> bool {
    let of = |item: &Range<usize>| {
        let start = after_attributes(row, item.start);
        let plain = row.is(item.end - 1, ";");
        (row.text(keyword(row, start)), row.is(start, "pub"), plain)
    };
    if is_inner(row, above) || is_inner(row, below) {
        return is_inner(row, below) && row.kind(above.start) == row.kind(below.start);
    }
    let is_bare = |item: &Range<usize>| {
        row.is(item.end - 1, ";") && matches!(row.text(item.start), "const" | "type")
    };
    match (of(above), of(below)) {
        _ if is_bare(above) && is_bare(below) => true,
        (("use", above, _), ("use", below, _)) => above == below,
        (("mod", _, true), ("mod", _, true)) => true,
        _ => false,
    }
}

/// Returns true for an inner attribute or an inner doc comment.
fn is_inner(row: &TokenRow, part: &Range<usize>) -> bool {
    row.kind(part.start) == Some(TokenKind::Doc { inner: true }) || row.is(part.start, "#!")
}

/// Returns the tokens of a range that are outside its brackets.
pub fn outer<'a>(row: &'a TokenRow, range: &Range<usize>) -> impl Iterator<Item = usize> + 'a {
    let (start, end) = (range.start, range.end);
    std::iter::successors(Some(start), |at| Some(row.next(*at))).take_while(move |at| *at < end)
}
