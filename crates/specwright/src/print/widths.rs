//! The maximum widths of expressions on one line, which are those of rustfmt (`use_small_heuristics = "Default"`).

use super::parts::elements;
use super::row::{Bracket, TokenKind, TokenRow};
use super::token_kind;

/// The maximum width of a chain of calls on one line.
pub const CHAIN: u32 = 60;

/// The maximum width of the arguments of a call, if it has several.
const ARGUMENTS: u32 = 60;

/// The maximum width of the elements of an array.
const ARRAY: u32 = 60;

/// The maximum width of the fields of a struct's value.
const FIELDS: u32 = 18;

/// The maximum width of an element of an array whose elements share lines.
pub const SHORT_ELEMENT: u32 = 10;

/// The columns that stay free after the opening brace of a function whose parameters have a line each.
pub const BESIDE_BRACE: usize = 4;

/// The columns that stay free after an import.
pub const BESIDE_IMPORT: usize = 2;

/// Returns the maximum width of the contents of limited brackets.
pub fn limit(row: &TokenRow, bracket: Bracket, open: usize) -> Option<u32> {
    let close = row.next(open) - 1;
    match bracket {
        Bracket::Value => {
            let is_pattern = row.is(close + 1, "=>") || row.is(close + 1, "=");
            (!is_pattern).then_some(FIELDS)
        }
        Bracket::Square => Some(ARRAY),
        Bracket::Paren if token_kind::is_called(row, open) => {
            let is_several = elements(row, open + 1..close).len() > 1;
            is_several.then_some(ARGUMENTS)
        }
        _ => None,
    }
}

/// The syntax that a token is part of.
#[derive(Clone, Copy, PartialEq)]
enum Syntax {
    /// Types and patterns; values follow an `=`.
    Item,
    Expression,
    /// An attribute or the rows of a macro, which rustfmt leaves as they are.
    Macro,
}

/// Returns the brackets of expressions.
pub fn limited(row: &TokenRow) -> Vec<usize> {
    let mut limited = Vec::new();
    // The syntax of the contents of the open brackets: at their start, and at this token.
    let mut open = vec![(Syntax::Item, Syntax::Item)];
    for index in 0..row.len() {
        let Some((first, current)) = open.last_mut() else {
            break;
        };
        match row.kind(index) {
            Some(TokenKind::Open(bracket, _)) => {
                let inner = contents(bracket, *current);
                limited.extend((inner == Syntax::Expression).then_some(index));
                open.push((inner, inner));
            }
            Some(TokenKind::Close(_)) => drop(open.pop()),
            Some(TokenKind::Binary) if row.is(index, "=") && *current == Syntax::Item => {
                *current = Syntax::Expression;
            }
            Some(TokenKind::After) if row.is(index, ";") => *current = *first,
            _ => {}
        }
    }
    limited
}

/// Returns the syntax of the contents of brackets in this syntax.
fn contents(bracket: Bracket, around: Syntax) -> Syntax {
    match bracket {
        _ if around == Syntax::Macro => Syntax::Macro,
        Bracket::Rows | Bracket::Attribute => Syntax::Macro,
        Bracket::Block | Bracket::Arms => Syntax::Expression,
        Bracket::Items | Bracket::Fields => Syntax::Item,
        _ => around,
    }
}
