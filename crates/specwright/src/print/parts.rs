//! A part of the row into the parts that get a line each.

use super::row::{Bracket, Kind, Row};
use std::ops::Range;

/// The elements of a list, without the commas after them.
pub fn elements(row: &Row, range: Range<usize>) -> Vec<Range<usize>> {
    let mut elements = Vec::new();
    let (mut start, mut at) = (range.start, range.start);
    while at < range.end {
        let comma = matches!(row.kind(at), Some(Kind::After | Kind::LastComma)) && row.is(at, ",");
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

/// The arms of a `match`, without the commas after them; one that ends in braces need not have one.
pub fn arms(row: &Row, range: Range<usize>) -> Vec<Range<usize>> {
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

/// The statements, items or rows of a block, with the semicolons after them.
pub fn statements(row: &Row, range: Range<usize>) -> Vec<Range<usize>> {
    let mut statements = Vec::new();
    let mut start = range.start;
    while start < range.end {
        let end = statement_end(row, start, range.end);
        statements.push(start..end);
        start = end;
    }
    statements
}

fn statement_end(row: &Row, start: usize, end: usize) -> usize {
    let first = after_attributes(row, start);
    let inner = matches!(row.kind(start), Some(Kind::Doc { inner: true })) || row.is(start, "#!");
    if inner {
        return row.next(start + usize::from(row.is(start, "#!")));
    }
    let keyword = keyword(row, first);
    let block_like = BLOCK_LIKE.contains(&row.text(keyword)) || opens(row, keyword, Bracket::Block);
    let mut at = first;
    while at < end {
        let next = row.next(at);
        let ends = match row.kind(at) {
            Some(Kind::After) => row.is(at, ";"),
            Some(Kind::Open(Bracket::Rows, _)) => !goes_on(row, next),
            Some(Kind::Open(bracket, _)) => bracket.breaks() && block_like && !goes_on(row, next),
            _ => false,
        };
        if ends {
            return next;
        }
        at = next;
    }
    end
}

/// The words that begin what ends with its braces.
const BLOCK_LIKE: [&str; 14] = [
    "fn", "if", "while", "for", "loop", "match", "impl", "trait", "mod", "extern", "struct",
    "enum", "unsafe", "async",
];

/// Whether what stands after braces belongs to them.
fn goes_on(row: &Row, next: usize) -> bool {
    let operator = matches!(
        row.kind(next),
        Some(Kind::After | Kind::Tight | Kind::Binary)
    );
    operator || row.is(next, "else")
}

/// The first piece that is no attribute and no comment.
pub fn after_attributes(row: &Row, start: usize) -> usize {
    let mut at = start;
    loop {
        at = match row.kind(at) {
            Some(Kind::Doc { .. }) => at + 1,
            Some(Kind::Attribute) => row.next(at + 1),
            _ => return at,
        };
    }
}

/// The word that says what an item is, after `pub` and its like.
pub fn keyword(row: &Row, start: usize) -> usize {
    let mut at = start;
    while matches!(row.text(at), "pub" | "const" | "async" | "unsafe")
        && row.kind(at) == Some(Kind::Word)
    {
        let next = match row.is(at, "pub") {
            true => after_visibility(row, at),
            false => at + 1,
        };
        if row.kind(next) != Some(Kind::Word) {
            return at;
        }
        at = next;
    }
    at
}

/// Whether this is the name and the type of a constant.
pub fn is_constant(row: &Row, range: &Range<usize>) -> bool {
    let word = row.text(after_visibility(row, range.start));
    matches!(word, "const" | "static")
}

/// The first piece after `pub` or `pub(super)`, if one stands there.
fn after_visibility(row: &Row, at: usize) -> usize {
    match row.is(at, "pub") {
        true if opens(row, at + 1, Bracket::Paren) => row.next(at + 1),
        true => at + 1,
        false => at,
    }
}

/// Whether a piece opens such a bracket.
pub fn opens(row: &Row, index: usize, bracket: Bracket) -> bool {
    matches!(row.kind(index), Some(Kind::Open(it, _)) if it == bracket)
}

/// Whether two items stand without a blank line between them: imports and modules in groups, and constants and types of which
/// nothing is said.
pub fn belong_together(row: &Row, above: &Range<usize>, below: &Range<usize>) -> bool {
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

/// Whether something is said of the file as a whole.
fn is_inner(row: &Row, part: &Range<usize>) -> bool {
    row.kind(part.start) == Some(Kind::Doc { inner: true }) || row.is(part.start, "#!")
}

/// The pieces of a range that stand in no brackets of it.
pub fn outer<'a>(row: &'a Row, range: &Range<usize>) -> impl Iterator<Item = usize> + 'a {
    let (start, end) = (range.start, range.end);
    std::iter::successors(Some(start), |at| Some(row.next(*at))).take_while(move |at| *at < end)
}
