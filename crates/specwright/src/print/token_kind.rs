//! Infers the kind of a token from its neighbors.

use super::row::{Bracket, TokenKind, TokenRow};
use proc_macro2::TokenTree;

/// The state of the inference inside a pair of brackets.
#[derive(Default)]
pub struct Scope {
    /// The open angle brackets.
    pub angles: Vec<usize>,
    /// The number of commas outside angle brackets.
    pub commas: usize,
    /// The keyword that determines the kind of the next braces.
    header: Option<Header>,
    /// True if the next brackets are those of a macro call.
    called: bool,
    /// True inside the pattern of an `if let` or `while let`.
    pattern: bool,
    /// True inside the parameters of a closure.
    closure: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Header {
    braces: Bracket,
    /// True if an `=` may occur between the keyword and the braces.
    condition: bool,
}

/// The keywords that determine the kind of the braces after them.
const HEADERS: [(&str, Bracket, bool); 17] = [
    ("fn", Bracket::Block, false),
    ("if", Bracket::Block, true),
    ("else", Bracket::Block, true),
    ("while", Bracket::Block, true),
    ("for", Bracket::Block, true),
    ("loop", Bracket::Block, false),
    ("unsafe", Bracket::Block, false),
    ("async", Bracket::Block, false),
    ("move", Bracket::Block, false),
    ("match", Bracket::Arms, true),
    ("impl", Bracket::Items, false),
    ("trait", Bracket::Items, false),
    ("mod", Bracket::Items, false),
    ("extern", Bracket::Items, false),
    ("struct", Bracket::Fields, false),
    ("enum", Bracket::Fields, false),
    ("use", Bracket::Imports, false),
];

/// The keywords that precede an operand.
const BEFORE_OPERANDS: [&str; 16] = [
    "as", "break", "const", "dyn", "else", "for", "if", "in", "let", "match", "move", "mut", "ref",
    "return", "where", "while",
];

/// The operators of several characters.
const OPERATORS: [&str; 21] = [
    "::", "->", "=>", "==", "!=", "<=", ">=", "&&", "||", "..", "...", "..=", "+=", "-=", "*=",
    "/=", "%=", "|=", "&=", "<<", ">>",
];

impl Scope {
    /// Returns true if a character continues the operator before it.
    pub fn joins(&self, operator: &str, next: char) -> bool {
        let in_angles = !self.angles.is_empty() && operator.starts_with('>');
        let joined = |known: &&str| {
            known
                .strip_prefix(operator)
                .is_some_and(|rest| rest.starts_with(next))
        };
        !in_angles && OPERATORS.iter().any(joined)
    }

    /// Updates the state after a word.
    pub fn word(&mut self, word: &str) {
        let condition = self.header.is_some_and(|header| header.condition);
        self.pattern |= word == "let" && condition;
        if self.header.is_none() {
            let header = HEADERS.iter().find(|(known, ..)| *known == word);
            self.header = header.map(|(_, braces, condition)| Header {
                braces: *braces,
                condition: *condition,
            });
        }
    }

    /// Updates the state after an operator.
    pub fn operator(&mut self, operator: &str, kind: TokenKind, index: usize) {
        let condition = self.header.is_some_and(|header| header.condition);
        match (operator, kind) {
            (_, TokenKind::Open(..)) => self.angles.push(index),
            ("!", TokenKind::Tight) => self.called = true,
            ("|", TokenKind::Prefix) => self.closure = true,
            ("|", TokenKind::After) => self.closure = false,
            (",", _) if self.angles.is_empty() => {
                self.commas += 1;
                self.header = None;
            }
            (";" | "=>", _) => self.header = None,
            ("=", _) if condition => self.pattern = false,
            ("=", _) if self.angles.is_empty() => self.header = None,
            _ => {}
        }
    }

    /// Updates the state after parentheses or square brackets, which end a macro call.
    pub fn called(&mut self) {
        self.called = false;
    }

    /// Returns the kind of the next braces.
    pub fn braces(&mut self, row: &TokenRow) -> Bracket {
        if std::mem::take(&mut self.called) {
            return Bracket::Rows;
        }
        if self.pattern {
            return Bracket::Value;
        }
        match self.header.take() {
            Some(header) => header.braces,
            None if row.last().is_some_and(|last| row.is(last, "::")) => Bracket::Imports,
            None if row.last().is_some_and(|last| is_operand(row, last)) => Bracket::Value,
            None => Bracket::Block,
        }
    }
}

/// Returns the kind of an operator at the end of the row.
pub fn operator(row: &TokenRow, operator: &str, scope: &Scope) -> TokenKind {
    let after_operand = row.last().is_some_and(|last| is_operand(row, last));
    match operator {
        "<" if opens_angle(row, after_operand) => TokenKind::Open(Bracket::Angle, row.len()),
        "," | ";" | ":" => TokenKind::After,
        "." => TokenKind::Tight,
        "|" if scope.closure => TokenKind::After,
        "?" if after_operand => TokenKind::After,
        "::" | ".." | "..=" | "!" if after_operand => TokenKind::Tight,
        "||" if !after_operand => TokenKind::Word,
        "::" | ".." | "..=" | "!" | "?" | "&" | "&&" | "*" | "-" | "|" if !after_operand => {
            TokenKind::Prefix
        }
        _ => TokenKind::Binary,
    }
}

/// Returns true if a `<` after the row is a bracket: after a path, a type or function name, or at the start of an operand.
fn opens_angle(row: &TokenRow, after_operand: bool) -> bool {
    let Some(last) = row.last() else { return true };
    let text = row.text(last);
    let named = text.starts_with(|char: char| char.is_ascii_uppercase())
        || matches!(text, "impl" | "for" | "fn")
        || last > 0 && row.is(last - 1, "fn");
    !after_operand || row.kind(last) == Some(TokenKind::Word) && named
}

/// Returns true if a token ends an operand.
pub fn is_operand(row: &TokenRow, index: usize) -> bool {
    match row.kind(index) {
        Some(TokenKind::Close(bracket)) => bracket != Bracket::Attribute,
        Some(TokenKind::Literal) => true,
        Some(TokenKind::Word) => {
            !BEFORE_OPERANDS.contains(&row.text(index)) && row.text(index) != "||"
        }
        Some(TokenKind::After) => row.is(index, "?"),
        _ => false,
    }
}

/// Returns true if brackets follow the name of a function, type or macro.
pub fn is_called(row: &TokenRow, open: usize) -> bool {
    open > 0
        && (is_operand(row, open - 1) || row.kind(open - 1) == Some(TokenKind::Tight))
        && !is_field(row, open)
}

/// Returns true for the parentheses of `pub(super)`, which are one word with it.
pub fn is_visibility(row: &TokenRow, open: usize) -> bool {
    const SCOPES: [&str; 4] = ["crate", "in", "self", "super"];
    open > 0 && row.is(open - 1, "pub") && SCOPES.iter().any(|scope| row.is(open + 1, scope))
}

/// Returns true for the parentheses of a tuple that is the type of a field: `pub (A,)`.
fn is_field(row: &TokenRow, open: usize) -> bool {
    row.is(open - 1, "pub") && !is_visibility(row, open)
}

/// Returns true if a space precedes a token that shares a line with the previous one.
pub fn is_spaced(row: &TokenRow, index: usize) -> bool {
    let above = index - 1;
    let (Some(left), Some(right)) = (row.kind(above), row.kind(index)) else {
        return false;
    };
    match (left, right) {
        (TokenKind::Open(_, close), _) if close == index => false,
        (TokenKind::Open(Bracket::Value, _), _) | (_, TokenKind::Close(Bracket::Value)) => true,
        (TokenKind::Tight, TokenKind::Open(Bracket::Rows, _)) => true,
        (TokenKind::LastComma, TokenKind::Close(_)) => false,
        (TokenKind::Open(..) | TokenKind::Tight | TokenKind::Prefix | TokenKind::Attribute, _) => {
            false
        }
        // A path from its crate: `pub ::a::B`.
        (TokenKind::Word, TokenKind::Tight) if row.is(above, "pub") => true,
        (_, TokenKind::Close(_) | TokenKind::LastComma | TokenKind::After | TokenKind::Tight) => {
            false
        }
        (TokenKind::Word, TokenKind::Open(Bracket::Angle, _)) => row.is(above, "as"),
        (
            TokenKind::Word | TokenKind::Literal | TokenKind::Close(_),
            TokenKind::Open(Bracket::Paren | Bracket::Square, _),
        ) => left == TokenKind::Word && (!is_operand(row, above) || is_field(row, index)),
        (TokenKind::After, TokenKind::Open(Bracket::Paren | Bracket::Square, _)) => {
            !row.is(above, "?")
        }
        _ => true,
    }
}

/// Returns the text of a doc attribute that can be written as a comment.
pub fn documentation(tokens: &[TokenTree], inner: bool) -> Option<String> {
    let [
        TokenTree::Ident(name),
        TokenTree::Punct(_),
        TokenTree::Literal(text),
    ] = tokens
    else {
        return None;
    };
    let text = (name == "doc").then(|| text.to_string())?;
    let text = match text.strip_prefix('r') {
        Some(raw) => raw
            .trim_matches('#')
            .strip_prefix('"')?
            .strip_suffix('"')?
            .to_owned(),
        None => unescaped(text.strip_prefix('"')?.strip_suffix('"')?)?,
    };
    let is_line = !text.contains(['\n', '\r']) && (inner || !text.starts_with('/'));
    is_line.then_some(text)
}

/// Returns the value of the contents of a string literal.
fn unescaped(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((plain, escape)) = rest.split_once('\\') {
        out.push_str(plain);
        let mut chars = escape.chars();
        out.push(match chars.next()? {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '0' => '\0',
            'u' => {
                let (digits, _) = chars.as_str().strip_prefix('{')?.split_once('}')?;
                let char = char::from_u32(u32::from_str_radix(digits, 16).ok()?)?;
                chars = chars.as_str()[digits.len() + 2..].chars();
                char
            }
            same @ ('"' | '\'' | '\\') => same,
            _ => return None,
        });
        rest = chars.as_str();
    }
    out.push_str(rest);
    Some(out)
}
