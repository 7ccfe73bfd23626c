//! Tokens in one row, as they would stand on one line.

use super::guess::{self, Level};
use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};
use std::fmt::{self, Write};
use std::ops::Range;

/// The tokens of a file, in a row.
#[derive(Default)]
pub struct Row {
    text: String,
    pieces: Vec<Piece>,
}

/// A token, and where it would stand if the file were one line.
#[derive(Clone, Copy, Debug)]
struct Piece {
    kind: Kind,
    /// Whether a space stands before it on its line.
    spaced: bool,
    start: u32,
    end: u32,
    /// The columns before it and after it, on the line that is the whole file.
    before: u32,
    after: u32,
    /// How many of the pieces before it cannot stand on a line with others.
    breaks: u32,
}

/// What a token is, as far as its place depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An identifier, a keyword or a lifetime.
    Word,
    /// A literal.
    Literal,
    /// The text of a documentation comment: of the file, or of what follows.
    Doc {
        /// Whether it is said of the file.
        inner: bool,
    },
    /// The `#` or `#!` of another attribute.
    Attribute,
    /// A bracket, and the piece that closes it.
    Open(Bracket, usize),
    /// A closing bracket.
    Close(Bracket),
    /// A comma before a closing bracket, which is written where lines are broken only.
    LastComma,
    /// Between two operands.
    Binary,
    /// Before its operand.
    Prefix,
    /// `;`, `,`, `:` and `?`, which follow what they belong to.
    After,
    /// `.`, `::` and what else has no space around it.
    Tight,
}

/// What stands between brackets.
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
    /// Whether what stands between never shares a line with the brackets.
    pub fn breaks(self) -> bool {
        matches!(
            self,
            Self::Fields | Self::Arms | Self::Items | Self::Block | Self::Rows
        )
    }
}

impl Row {
    /// The row of the tokens of a file.
    pub fn new(tokens: TokenStream) -> Self {
        let mut row = Self::default();
        row.level(tokens, &mut Level::default());
        row.measure();
        row
    }

    /// How many pieces there are.
    pub fn len(&self) -> usize {
        self.pieces.len()
    }

    /// What a piece is.
    pub fn kind(&self, index: usize) -> Option<Kind> {
        self.pieces.get(index).map(|piece| piece.kind)
    }

    /// The text of a piece; that of a comment without its mark.
    pub fn text(&self, index: usize) -> &str {
        let piece = self.pieces.get(index);
        piece.map_or("", |piece| {
            &self.text[piece.start as usize..piece.end as usize]
        })
    }

    /// Whether a piece is this word or operator.
    pub fn is(&self, index: usize, text: &str) -> bool {
        self.kind(index) != Some(Kind::Literal) && self.text(index) == text
    }

    /// Whether a space stands before a piece on its line.
    pub fn is_spaced(&self, index: usize) -> bool {
        self.pieces.get(index).is_some_and(|piece| piece.spaced)
    }

    /// The last piece so far.
    pub fn last(&self) -> Option<usize> {
        self.len().checked_sub(1)
    }

    /// The piece after this one, or after the bracket that closes this one.
    pub fn next(&self, index: usize) -> usize {
        match self.kind(index) {
            Some(Kind::Open(_, close)) => close + 1,
            _ => index + 1,
        }
    }

    /// How many columns these pieces take on one line; none if they cannot stand on one.
    pub fn width(&self, range: &Range<usize>) -> Option<usize> {
        if range.is_empty() {
            return Some(0);
        }
        let (first, last) = (self.pieces[range.start], self.pieces[range.end - 1]);
        let one_line = last.breaks == first.breaks && !self.stands_alone(range.end - 1);
        one_line.then(|| (last.after - first.before) as usize)
    }

    /// Whether a piece cannot stand on a line with others.
    fn stands_alone(&self, index: usize) -> bool {
        match self.pieces[index].kind {
            Kind::Doc { .. } | Kind::Attribute => true,
            Kind::Open(bracket, close) => bracket.breaks() && close > index + 1,
            _ => false,
        }
    }

    fn level(&mut self, tokens: TokenStream, level: &mut Level) {
        let mut tokens = tokens.into_iter().peekable();
        let mut operator = String::new();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Ident(word) => self.word(level, format_args!("{word}")),
                TokenTree::Literal(literal) => self.push(Kind::Literal, format_args!("{literal}")),
                TokenTree::Group(group) => self.group(group, level),
                TokenTree::Punct(punct) => match (punct.as_char(), tokens.peek()) {
                    ('\'', Some(TokenTree::Ident(name))) => {
                        self.word(level, format_args!("'{name}"));
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
                            && level.joins(&operator, next.as_char())
                        {
                            operator.push(next.as_char());
                            spacing = next.spacing();
                            tokens.next();
                        }
                        self.operator(&operator, level);
                    }
                },
            }
        }
        // What seemed to be brackets and was not closed are operators.
        for open in level.angles.drain(..) {
            self.pieces[open].kind = Kind::Binary;
        }
    }

    fn word(&mut self, level: &mut Level, word: fmt::Arguments<'_>) {
        self.push(Kind::Word, word);
        level.word(self.text(self.len() - 1));
    }

    /// A documentation comment as one, where its text can be one; another attribute on a line of its own.
    fn attribute(&mut self, inner: bool, attribute: Option<TokenTree>) {
        let Some(TokenTree::Group(attribute)) = attribute else {
            return;
        };
        let stream = attribute.stream();
        drop(attribute);
        let tokens: Vec<TokenTree> = stream.into_iter().collect();
        if let Some(text) = guess::documentation(&tokens, inner) {
            return self.push(Kind::Doc { inner }, format_args!("{}", text.trim_end()));
        }
        self.push(
            Kind::Attribute,
            format_args!("{}", if inner { "#!" } else { "#" }),
        );
        self.bracketed(Bracket::Attribute, ["[", "]"], tokens.into_iter().collect());
    }

    fn group(&mut self, group: Group, level: &mut Level) {
        let delimiter = group.delimiter();
        let stream = group.stream();
        // Tokens that nobody else holds are moved, not copied.
        drop(group);
        match delimiter {
            Delimiter::None => self.level(stream, level),
            Delimiter::Parenthesis => {
                self.bracketed(Bracket::Paren, ["(", ")"], stream);
                level.called();
            }
            Delimiter::Bracket => {
                self.bracketed(Bracket::Square, ["[", "]"], stream);
                level.called();
            }
            Delimiter::Brace => {
                let bracket = level.braces(self);
                self.bracketed(bracket, ["{", "}"], stream);
            }
        }
    }

    fn bracketed(&mut self, bracket: Bracket, signs: [&str; 2], stream: TokenStream) {
        let open = self.len();
        self.push(Kind::Open(bracket, open), format_args!("{}", signs[0]));
        let mut inner = Level::default();
        self.level(stream, &mut inner);
        self.close(bracket, open, signs[1], inner.commas);
    }

    /// Closes a bracket. The comma before it is the last, unless it makes a tuple of one value.
    fn close(&mut self, bracket: Bracket, open: usize, sign: &str, commas: usize) {
        let last = self.len() - 1;
        let tuple = bracket == Bracket::Paren && commas == 1 && !guess::is_called(self, open);
        if last > open && self.kind(last) == Some(Kind::After) && self.is(last, ",") && !tuple {
            self.pieces[last].kind = Kind::LastComma;
        }
        self.push(Kind::Close(bracket), format_args!("{sign}"));
        self.pieces[open].kind = Kind::Open(bracket, last + 1);
    }

    fn operator(&mut self, operator: &str, level: &mut Level) {
        if operator == ">"
            && let Some(open) = level.angles.pop()
        {
            return self.close(Bracket::Angle, open, ">", 0);
        }
        let kind = guess::operator(self, operator, level);
        self.push(kind, format_args!("{operator}"));
        level.operator(operator, kind, self.len() - 1);
    }

    fn push(&mut self, kind: Kind, text: fmt::Arguments<'_>) {
        let start = self.text.len() as u32;
        // Writing to a string cannot fail.
        let _ = self.text.write_fmt(text);
        self.pieces.push(Piece {
            kind,
            spaced: false,
            start,
            end: self.text.len() as u32,
            before: 0,
            after: 0,
            breaks: 0,
        });
    }

    /// Gives every piece its place, now that all are known for what they are.
    fn measure(&mut self) {
        let (mut column, mut breaks) = (0, 0);
        for index in 0..self.len() {
            let spaced = index > 0 && guess::is_spaced(self, index);
            let width = match self.kind(index) {
                Some(Kind::LastComma) => 0,
                _ => self.text(index).chars().count() as u32,
            };
            let alone = self.stands_alone(index);
            let piece = &mut self.pieces[index];
            piece.spaced = spaced;
            piece.before = column + u32::from(spaced);
            piece.after = piece.before + width;
            piece.breaks = breaks;
            column = piece.after;
            breaks += u32::from(alone);
        }
    }
}
