//! The tokens of a file in one row, with their positions on a single line.

use super::token_kind::{self, Scope};
use super::widths;
use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};
use std::fmt::{self, Write};
use std::ops::Range;

/// The tokens of a file in one row.
#[derive(Default)]
pub struct TokenRow {
    text: String,
    tokens: Vec<Token>,
}

/// A token and its position if the file were a single line.
#[derive(Clone, Copy, Debug)]
struct Token {
    kind: TokenKind,
    /// True if a space precedes the token on its line.
    spaced: bool,
    start: u32,
    end: u32,
    /// The columns before and after the token, on the single line.
    before: u32,
    after: u32,
    /// The number of preceding tokens that need a line of their own.
    breaks: u32,
    /// True for brackets whose contents have a maximum width on one line.
    limited: bool,
}

/// The kind of a token, as far as the layout depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// An identifier, a keyword or a lifetime.
    Word,
    /// A literal.
    Literal,
    /// The text of a doc comment.
    Doc {
        /// True for an inner doc comment (`//!`).
        inner: bool,
    },
    /// The `#` or `#!` of another attribute.
    Attribute,
    /// An opening bracket, with the index of the closing one.
    Open(Bracket, usize),
    /// A closing bracket.
    Close(Bracket),
    /// A trailing comma, which is written only if the list is broken into lines.
    LastComma,
    /// A binary operator.
    Binary,
    /// A prefix operator.
    Prefix,
    /// A sign without a space before it: `;`, `,`, `:` or `?`.
    After,
    /// A sign without spaces around it, such as `.` or `::`.
    Tight,
}

/// The kind of a pair of brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bracket {
    /// `()`
    Paren,
    /// `[]`
    Square,
    /// The brackets of an attribute.
    Attribute,
    /// `<>`
    Angle,
    /// The braces of an import.
    Imports,
    /// The braces of a struct's value or pattern.
    Value,
    /// The braces of a struct's or enum's definition.
    Fields,
    /// The braces of a `match`.
    Arms,
    /// The braces of an `impl`, a trait or a module.
    Items,
    /// The braces of statements.
    Block,
    /// The braces of a macro's rows.
    Rows,
}

impl Bracket {
    /// Returns true if the contents are never on a line with the brackets.
    pub fn breaks(self) -> bool {
        matches!(
            self,
            Self::Fields | Self::Arms | Self::Items | Self::Block | Self::Rows
        )
    }
}

impl TokenRow {
    /// Creates the row of the tokens of a file.
    pub fn new(tokens: TokenStream) -> Self {
        let mut row = Self::default();
        row.add_tokens(tokens, &mut Scope::default());
        row.measure();
        row
    }

    /// Returns the number of tokens.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Returns the kind of a token.
    pub fn kind(&self, index: usize) -> Option<TokenKind> {
        self.tokens.get(index).map(|token| token.kind)
    }

    /// Returns the text of a token; that of a comment without its marker.
    pub fn text(&self, index: usize) -> &str {
        let token = self.tokens.get(index);
        token.map_or("", |token| {
            &self.text[token.start as usize..token.end as usize]
        })
    }

    /// Returns true if a token is this word or operator.
    pub fn is(&self, index: usize, text: &str) -> bool {
        self.kind(index) != Some(TokenKind::Literal) && self.text(index) == text
    }

    /// Returns true if a space precedes a token on its line.
    pub fn is_spaced(&self, index: usize) -> bool {
        self.tokens.get(index).is_some_and(|token| token.spaced)
    }

    /// Returns the last token so far.
    pub fn last(&self) -> Option<usize> {
        self.len().checked_sub(1)
    }

    /// Returns the token after this one, or after the bracket that closes this one.
    pub fn next(&self, index: usize) -> usize {
        match self.kind(index) {
            Some(TokenKind::Open(_, close)) => close + 1,
            _ => index + 1,
        }
    }

    /// Returns the width of a range on one line; none if it needs several lines.
    pub fn width(&self, range: &Range<usize>) -> Option<usize> {
        if range.is_empty() {
            return Some(0);
        }
        let (first, last) = (self.tokens[range.start], self.tokens[range.end - 1]);
        let one_line = last.breaks == first.breaks && !self.needs_own_line(range.end - 1);
        one_line.then(|| (last.after - first.before) as usize)
    }

    /// Returns true for brackets whose contents have a maximum width on one line.
    pub fn is_limited(&self, open: usize) -> bool {
        self.tokens.get(open).is_some_and(|token| token.limited)
    }

    /// Returns true if a token cannot share a line with others.
    fn needs_own_line(&self, index: usize) -> bool {
        match self.tokens[index].kind {
            TokenKind::Doc { .. } | TokenKind::Attribute => true,
            TokenKind::Open(bracket, close) => {
                close > index + 1 && (bracket.breaks() || self.is_too_wide(index, close))
            }
            _ => false,
        }
    }

    fn add_tokens(&mut self, tokens: TokenStream, scope: &mut Scope) {
        let mut tokens = tokens.into_iter().peekable();
        let mut operator = String::new();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Ident(word) => self.word(scope, format_args!("{word}")),
                TokenTree::Literal(literal) => {
                    self.push(TokenKind::Literal, format_args!("{literal}"))
                }
                TokenTree::Group(group) => self.group(group, scope),
                TokenTree::Punct(punct) => match (punct.as_char(), tokens.peek()) {
                    ('\'', Some(TokenTree::Ident(name))) => {
                        self.word(scope, format_args!("'{name}"));
                        tokens.next();
                    }
                    ('#', Some(TokenTree::Group(_))) => self.attribute(false, tokens.next()),
                    ('#', Some(TokenTree::Punct(bang))) if bang.as_char() == '!' => {
                        tokens.next();
                        self.attribute(true, tokens.next());
                    }
                    _ => {
                        operator.clear();
                        operator.push(punct.as_char());
                        let mut spacing = punct.spacing();
                        while spacing == Spacing::Joint
                            && let Some(TokenTree::Punct(next)) = tokens.peek()
                            && scope.joins(&operator, next.as_char())
                        {
                            operator.push(next.as_char());
                            spacing = next.spacing();
                            tokens.next();
                        }
                        self.operator(&operator, scope);
                    }
                },
            }
        }
        // Angle brackets that were not closed are operators.
        for open in scope.angles.drain(..) {
            self.tokens[open].kind = TokenKind::Binary;
        }
    }

    fn word(&mut self, scope: &mut Scope, word: fmt::Arguments<'_>) {
        self.push(TokenKind::Word, word);
        scope.word(self.text(self.len() - 1));
    }

    /// Adds an attribute. A doc attribute becomes a comment if its text allows it.
    fn attribute(&mut self, inner: bool, attribute: Option<TokenTree>) {
        let Some(TokenTree::Group(attribute)) = attribute else {
            return;
        };
        let stream = attribute.stream();
        drop(attribute);
        let tokens: Vec<TokenTree> = stream.into_iter().collect();
        if let Some(text) = token_kind::documentation(&tokens, inner) {
            return self.push(
                TokenKind::Doc { inner },
                format_args!("{}", text.trim_end()),
            );
        }
        self.push(
            TokenKind::Attribute,
            format_args!("{}", if inner { "#!" } else { "#" }),
        );
        self.bracketed(Bracket::Attribute, ["[", "]"], tokens.into_iter().collect());
    }

    fn group(&mut self, group: Group, scope: &mut Scope) {
        let delimiter = group.delimiter();
        let stream = group.stream();
        // With no other owner, the tokens of the stream are moved instead of copied.
        drop(group);
        match delimiter {
            Delimiter::None => self.add_tokens(stream, scope),
            Delimiter::Parenthesis => {
                self.bracketed(Bracket::Paren, ["(", ")"], stream);
                scope.called();
            }
            Delimiter::Bracket => {
                self.bracketed(Bracket::Square, ["[", "]"], stream);
                scope.called();
            }
            Delimiter::Brace => {
                let bracket = scope.braces(self);
                self.bracketed(bracket, ["{", "}"], stream);
            }
        }
    }

    fn bracketed(&mut self, bracket: Bracket, signs: [&str; 2], stream: TokenStream) {
        let open = self.len();
        self.push(TokenKind::Open(bracket, open), format_args!("{}", signs[0]));
        let mut inner = Scope::default();
        self.add_tokens(stream, &mut inner);
        self.close(bracket, open, signs[1], inner.commas);
    }

    /// Closes a bracket. The comma before it is a trailing one, unless it is part of a tuple of one value.
    fn close(&mut self, bracket: Bracket, open: usize, sign: &str, commas: usize) {
        let last = self.len() - 1;
        let tuple = bracket == Bracket::Paren && commas == 1 && !token_kind::is_called(self, open);
        if last > open && self.kind(last) == Some(TokenKind::After) && self.is(last, ",") && !tuple
        {
            self.tokens[last].kind = TokenKind::LastComma;
        }
        self.push(TokenKind::Close(bracket), format_args!("{sign}"));
        self.tokens[open].kind = TokenKind::Open(bracket, last + 1);
    }

    fn operator(&mut self, operator: &str, scope: &mut Scope) {
        if operator == ">"
            && let Some(open) = scope.angles.pop()
        {
            return self.close(Bracket::Angle, open, ">", 0);
        }
        let kind = token_kind::operator(self, operator, scope);
        self.push(kind, format_args!("{operator}"));
        scope.operator(operator, kind, self.len() - 1);
    }

    fn push(&mut self, kind: TokenKind, text: fmt::Arguments<'_>) {
        let start = self.text.len() as u32;
        // Writing to a string cannot fail.
        let _ = self.text.write_fmt(text);
        self.tokens.push(Token {
            kind,
            spaced: false,
            start,
            end: self.text.len() as u32,
            before: 0,
            after: 0,
            breaks: 0,
            limited: false,
        });
    }

    /// Returns true for limited brackets whose contents are too wide for one line.
    fn is_too_wide(&self, open: usize, close: usize) -> bool {
        let width = self.tokens[close - 1].after - self.tokens[open + 1].before;
        let limit = match self.kind(open) {
            Some(TokenKind::Open(bracket, _)) => widths::limit(self, bracket, open),
            _ => None,
        };
        self.tokens[open].limited && limit.is_some_and(|limit| width > limit)
    }

    /// Computes the positions of all tokens from their kinds.
    fn measure(&mut self) {
        let mut column = 0;
        for index in 0..self.len() {
            let spaced = index > 0 && token_kind::is_spaced(self, index);
            let width = match self.kind(index) {
                Some(TokenKind::LastComma) => 0,
                _ => self.text(index).chars().count() as u32,
            };
            let token = &mut self.tokens[index];
            token.spaced = spaced;
            token.before = column + u32::from(spaced);
            token.after = token.before + width;
            column = token.after;
        }
        for open in widths::limited(self) {
            self.tokens[open].limited = true;
        }
        let mut breaks = 0;
        for index in 0..self.len() {
            self.tokens[index].breaks = breaks;
            breaks += u32::from(self.needs_own_line(index));
        }
    }
}
