//! Parses a pattern into [`Node`]s (ECMA-262, section 22.2.1), with either grammar.
//!
//! This file parses terms, [`crate::class`] character classes, [`crate::escape`] escapes, and [`crate::annex_b`] the escapes of Annex
//! B.

use crate::ast::{Assertion, Look, Node, Repeat};
use crate::cursor::Cursor;
use crate::error::{Error, ErrorKind, Warning, WarningKind};
use crate::groups::Groups;
use crate::quantifier::Counts;
use crate::{dialect, property, sets};

/// A grammar of patterns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Grammar {
    /// Section 22.2.1 with `UnicodeMode`, for the `u` flag.
    Unicode,
    /// Annex B.1.2, for patterns without the flag.
    AnnexB,
}

/// A parsed pattern.
#[derive(Debug)]
pub(crate) struct Parsed {
    pub(crate) node: Node,
    pub(crate) warnings: Vec<Warning>,
    /// The offset of the first back-reference.
    pub(crate) reference: Option<usize>,
}

/// Parses `pattern` with `grammar`.
pub(crate) fn parse(pattern: &str, grammar: Grammar) -> Result<Parsed, Error> {
    let mut parser = Parser {
        cursor: Cursor::new(pattern),
        grammar,
        groups: Groups::count(pattern),
        depth: 0,
        opened: 0,
        names: Vec::new(),
        references: Vec::new(),
        warnings: Vec::new(),
        reference: None,
    };
    let mut node = parser.disjunction()?;
    if parser.cursor.peek().is_some() {
        return Err(parser.error_here(ErrorKind::UnopenedGroup));
    }
    parser.check_references()?;
    if node.any(&|node| matches!(node, Node::BackReference(_))) {
        node = parser.resolve_names(node);
    }
    Ok(Parsed {
        node: node.number_captures(),
        warnings: parser.warnings,
        reference: parser.reference,
    })
}

pub(crate) struct Parser<'p> {
    pub(crate) cursor: Cursor<'p>,
    pub(crate) grammar: Grammar,
    pub(crate) groups: Groups,
    depth: usize,
    /// The number of capturing groups that were opened.
    opened: u32,
    /// The named groups with their numbers.
    names: Vec<(String, u32)>,
    references: Vec<(usize, String)>,
    warnings: Vec<Warning>,
    pub(crate) reference: Option<usize>,
}

/// The kind of a term, which determines whether a quantifier may follow (section 22.2.1, `Term`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Repeatable {
    /// An `Atom`.
    Yes,
    /// A look-ahead: Annex B's `QuantifiableAssertion`.
    AnnexB,
    /// Any other `Assertion`.
    No,
}

impl Parser<'_> {
    pub(crate) fn is_annex_b(&self) -> bool {
        self.grammar == Grammar::AnnexB
    }

    pub(crate) fn error_here(&self, kind: ErrorKind) -> Error {
        Error::new(self.cursor.offset(), kind)
    }

    /// Adds a warning for the first occurrence of each kind, since a pattern usually has the same one many times.
    pub(crate) fn warn(&mut self, offset: usize, kind: WarningKind) {
        if self.warnings.iter().all(|warning| warning.kind != kind) {
            self.warnings.push(Warning::new(offset, kind));
        }
    }

    /// Parses a `Disjunction`, up to a `)` or the end.
    fn disjunction(&mut self) -> Result<Node, Error> {
        if self.depth > ErrorKind::MAX_DEPTH {
            return Err(self.error_here(ErrorKind::TooDeep));
        }
        self.depth += 1;
        let mut alternatives = vec![self.alternative()?];
        while self.cursor.eat("|") {
            alternatives.push(self.alternative()?);
        }
        self.depth -= 1;
        Ok(Node::alternation(alternatives))
    }

    fn alternative(&mut self) -> Result<Node, Error> {
        let mut terms = Vec::new();
        while !matches!(self.cursor.peek(), None | Some('|' | ')')) {
            terms.push(self.term()?);
        }
        Ok(Node::concat(terms))
    }

    fn term(&mut self) -> Result<Node, Error> {
        let (node, repeatable) = self.atom()?;
        let offset = self.cursor.offset();
        let Some(Counts { min, max, lazy }) = self.quantifier()? else {
            return Ok(node);
        };
        match repeatable {
            Repeatable::Yes => {}
            Repeatable::AnnexB if self.is_annex_b() => {
                self.warn(offset, WarningKind::RepeatedLookahead)
            }
            _ => return Err(Error::new(offset, ErrorKind::RepeatedAssertion)),
        }
        if self.begins_quantifier() {
            return Err(self.error_here(ErrorKind::RepeatedQuantifier));
        }
        Ok(Node::Repeat(Box::new(Repeat {
            node,
            min,
            max,
            lazy,
        })))
    }

    /// Parses an `Atom` or `Assertion`.
    fn atom(&mut self) -> Result<(Node, Repeatable), Error> {
        let offset = self.cursor.offset();
        let Some(found) = self.cursor.next() else {
            return Ok((Node::Empty, Repeatable::No));
        };
        let node = match found {
            '^' => return Ok((Node::Assert(Assertion::Start), Repeatable::No)),
            '$' => return Ok((Node::Assert(Assertion::End), Repeatable::No)),
            '(' => return self.group(offset),
            '\\' => return self.atom_escape(offset),
            '[' => Node::Class(self.class(offset)?),
            '.' => Node::Class(sets::dot()),
            '*' | '+' | '?' => return Err(Error::new(offset, ErrorKind::NothingToRepeat)),
            '{' | '}' | ']' => self.lone_bracket(offset, found)?,
            _ => Node::Char(found),
        };
        Ok((node, Repeatable::Yes))
    }

    /// Handles `{`, `}` or `]` in place of an atom: a `SyntaxCharacter`, except in Annex B.
    fn lone_bracket(&mut self, offset: usize, bracket: char) -> Result<Node, Error> {
        if bracket == '{' && self.cursor.clone().counts().is_some() {
            return Err(Error::new(offset, ErrorKind::NothingToRepeat));
        }
        if !self.is_annex_b() {
            return Err(Error::new(offset, ErrorKind::LoneBracket(bracket)));
        }
        self.warn(offset, WarningKind::LoneBracket(bracket));
        Ok(Node::Char(bracket))
    }

    /// Parses a group after the `(` at `offset`.
    fn group(&mut self, offset: usize) -> Result<(Node, Repeatable), Error> {
        let (ahead, negative) = if self.cursor.eat("?=") {
            (true, false)
        } else if self.cursor.eat("?!") {
            (true, true)
        } else if self.cursor.eat("?<=") {
            (false, false)
        } else if self.cursor.eat("?<!") {
            (false, true)
        } else {
            let number = self.group_name(offset)?;
            let body = self.group_body(offset)?;
            let node = match number {
                Some(number) => Node::Capture(number, Box::new(body)),
                None => body,
            };
            return Ok((node, Repeatable::Yes));
        };
        let look = Look {
            ahead,
            negative,
            node: self.group_body(offset)?,
        };
        let repeatable = if ahead {
            Repeatable::AnnexB
        } else {
            Repeatable::No
        };
        Ok((Node::Look(Box::new(look)), repeatable))
    }

    fn group_body(&mut self, offset: usize) -> Result<Node, Error> {
        let node = self.disjunction()?;
        if !self.cursor.eat(")") {
            return Err(Error::new(offset, ErrorKind::UnclosedGroup));
        }
        Ok(node)
    }

    /// Parses the part between `(` and the body of a group other than look-around: nothing, `?:` or `?<name>`. Returns the number of a
    /// capturing group.
    fn group_name(&mut self, offset: usize) -> Result<Option<u32>, Error> {
        if self.cursor.eat("?<") {
            let at = self.cursor.offset();
            let name = self.name()?;
            if self.names.iter().any(|(known, _)| *known == name) {
                return Err(Error::new(at, ErrorKind::DuplicateGroupName { name }));
            }
            self.names.push((name, self.opened));
        } else if self.cursor.peek() == Some('?') {
            if self.cursor.eat("?:") {
                return Ok(None);
            }
            return Err(Error::new(
                offset,
                dialect::foreign_group(self.cursor.rest()),
            ));
        }
        self.opened += 1;
        Ok(Some(self.opened - 1))
    }

    /// Parses a `GroupName` after its `<`, including the `>`.
    pub(crate) fn name(&mut self) -> Result<String, Error> {
        let start = self.cursor.offset();
        let mut name = String::new();
        while !self.cursor.eat(">") {
            match self.name_part() {
                Some(part) if property::continues_name(part, name.is_empty()) => name.push(part),
                _ => return Err(Error::new(start, ErrorKind::GroupName)),
            }
        }
        if name.is_empty() {
            return Err(Error::new(start, ErrorKind::GroupName));
        }
        Ok(name)
    }

    fn name_part(&mut self) -> Option<char> {
        if self.cursor.eat("\\u") {
            return char::from_u32(self.cursor.unicode_escape()?);
        }
        self.cursor.next()
    }

    /// Adds a reference `\k<name>`. The group may follow later, so that the reference gets a temporary number after those of all groups.
    pub(crate) fn refer(&mut self, offset: usize, name: String) -> Node {
        self.references.push((offset, name));
        Node::BackReference(self.groups.count + self.references.len() as u32 - 1)
    }

    /// Replaces the temporary numbers of named references by those of the groups.
    fn resolve_names(&self, node: Node) -> Node {
        node.map_references(&|number| {
            let reference = number.checked_sub(self.groups.count);
            let name = reference.and_then(|at| self.references.get(at as usize));
            let known = |(_, name): &(usize, String)| self.names.iter().find(|it| it.0 == *name);
            name.and_then(known).map_or(number, |it| it.1)
        })
    }

    fn check_references(&mut self) -> Result<(), Error> {
        match self
            .references
            .iter()
            .find(|(_, name)| self.names.iter().all(|(known, _)| known != name))
        {
            Some((offset, name)) => Err(Error::new(
                *offset,
                ErrorKind::UnknownGroup { name: name.clone() },
            )),
            None => Ok(()),
        }
    }
}
