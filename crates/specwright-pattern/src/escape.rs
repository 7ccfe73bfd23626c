//! Parses escapes (ECMA-262, section 22.2.1).

use regex_syntax::hir::ClassUnicode;

use crate::ast::{Assertion, Node};
use crate::cursor::Cursor;
use crate::error::{Error, ErrorKind};
use crate::parse::{Parser, Repeatable};
use crate::{property, sets};

/// The context of an escape, since some have another meaning in a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EscapePlace {
    Term,
    Class,
}

/// The meaning of an escape: a code point, possibly a surrogate, or a set of code points.
#[derive(Debug)]
pub(crate) enum Escaped {
    Point(u32),
    Set(ClassUnicode),
}

impl Parser<'_> {
    /// Parses an `AtomEscape` or the assertions `\b` and `\B`; `offset` is that of the backslash.
    pub(crate) fn atom_escape(&mut self, offset: usize) -> Result<(Node, Repeatable), Error> {
        let back_reference = match self.cursor.peek() {
            Some('b') => return Ok((self.assertion(Assertion::WordBoundary), Repeatable::No)),
            Some('B') => return Ok((self.assertion(Assertion::NotWordBoundary), Repeatable::No)),
            Some('1'..='9') => {
                let number = self.refers_by_number(offset)?;
                number.map(|number| Node::BackReference(number - 1))
            }
            Some('k') => self.refers_by_name(offset)?,
            _ => None,
        };
        let node = match back_reference {
            Some(node) => {
                self.reference.get_or_insert(offset);
                node
            }
            None => match self.escape(offset, EscapePlace::Term)? {
                Escaped::Set(set) => Node::Class(set),
                Escaped::Point(point) => {
                    char::from_u32(point).map_or(Node::Class(ClassUnicode::empty()), Node::Char)
                }
            },
        };
        Ok((node, Repeatable::Yes))
    }

    fn assertion(&mut self, assertion: Assertion) -> Node {
        self.cursor.next();
        Node::Assert(assertion)
    }

    /// Parses a `DecimalEscape`, the number of a group. In Annex B it must not exceed the number of groups.
    fn refers_by_number(&mut self, offset: usize) -> Result<Option<u32>, Error> {
        let mut ahead = self.cursor.clone();
        let digits = ahead.take_while(|found| found.is_ascii_digit());
        let number = digits.parse().ok();
        let known = number.filter(|number| *number <= self.groups.count);
        if known.is_some() {
            self.cursor = ahead;
        } else if !self.is_annex_b() {
            return Err(Error::new(
                offset,
                ErrorKind::UnknownGroup {
                    name: digits.to_owned(),
                },
            ));
        }
        Ok(known)
    }

    /// Parses `k GroupName`. In Annex B this needs a named group in the pattern.
    fn refers_by_name(&mut self, offset: usize) -> Result<Option<Node>, Error> {
        if self.is_annex_b() && !self.groups.named {
            return Ok(None);
        }
        self.cursor.next();
        if !self.cursor.eat("<") {
            return Err(self.error_here(ErrorKind::GroupName));
        }
        let name = self.name()?;
        Ok(Some(self.refer(offset, name)))
    }

    /// Parses a `CharacterClassEscape` or `CharacterEscape`, in a term or a class.
    pub(crate) fn escape(&mut self, offset: usize, place: EscapePlace) -> Result<Escaped, Error> {
        let Some(escaped) = self.cursor.next() else {
            return Err(Error::new(offset, ErrorKind::LoneBackslash));
        };
        if let Some(set) = sets::shorthand(escaped) {
            return Ok(Escaped::Set(set));
        }
        if matches!(escaped, 'p' | 'P') && !self.is_annex_b() {
            return self.property(offset, escaped == 'P').map(Escaped::Set);
        }
        self.character_escape(offset, escaped, place)
            .map(Escaped::Point)
    }

    /// Parses a `CharacterEscape` after its first code point.
    fn character_escape(
        &mut self,
        offset: usize,
        escaped: char,
        place: EscapePlace,
    ) -> Result<u32, Error> {
        let ahead = self.cursor.peek();
        let value = match escaped {
            't' => Some(0x09),
            'n' => Some(0x0A),
            'v' => Some(0x0B),
            'f' => Some(0x0C),
            'r' => Some(0x0D),
            'b' if place == EscapePlace::Class => Some(0x08),
            '0' if !ahead.is_some_and(|digit| digit.is_ascii_digit()) => Some(0),
            'c' => self.control(),
            'x' => self.cursor.hex(2),
            'u' if self.is_annex_b() => self.cursor.utf16_escape(),
            'u' => self.cursor.unicode_escape(),
            '-' if place == EscapePlace::Class => Some(u32::from('-')),
            '^' | '$' | '\\' | '.' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|'
            | '/' => Some(u32::from(escaped)),
            _ => None,
        };
        match value {
            Some(value) => Ok(value),
            None if self.is_annex_b() => Ok(self.annex_b_escape(offset, escaped, place)),
            None => Err(Error::new(offset, bad_escape(escaped))),
        }
    }

    /// Parses `c AsciiLetter` after the `c`.
    fn control(&mut self) -> Option<u32> {
        let letter = self.cursor.peek().filter(char::is_ascii_alphabetic)?;
        self.cursor.next();
        Some(u32::from(letter) % 32)
    }

    /// Parses `p{…}` after the `p`.
    fn property(&mut self, offset: usize, negated: bool) -> Result<ClassUnicode, Error> {
        let name = if self.cursor.eat("{") {
            self.cursor.take_while(|found| found != '}')
        } else {
            ""
        };
        let closed = self.cursor.eat("}");
        let found = if closed {
            property::lookup(name)
        } else {
            Err(property::unknown(name))
        };
        let set = found.map_err(|kind| Error::new(offset, kind))?;
        Ok(if negated { sets::negated(set) } else { set })
    }
}

fn bad_escape(escaped: char) -> ErrorKind {
    match escaped {
        'c' => ErrorKind::ControlEscape,
        'x' | 'u' => ErrorKind::HexEscape(escaped),
        '0' => ErrorKind::OctalEscape,
        _ => ErrorKind::Escape(escaped),
    }
}

impl Cursor<'_> {
    /// Parses a `RegExpUnicodeEscapeSequence` with `UnicodeMode` after the `u`: `{H…}`, four digits, or a surrogate pair.
    pub(crate) fn unicode_escape(&mut self) -> Option<u32> {
        if !self.eat("{") {
            return self.utf16_escape();
        }
        let digits = self.take_while(|found| found.is_ascii_hexdigit());
        // Any number of leading zeros is allowed; an overflow is beyond U+10FFFF.
        let value = u32::from_str_radix(digits, 16).ok()?;
        (value <= 0x10FFFF && self.eat("}")).then_some(value)
    }

    /// Parses four hexadecimal digits or a surrogate pair. Annex B has no pairs, since it matches UTF-16 units; here both grammars
    /// match code points.
    pub(crate) fn utf16_escape(&mut self) -> Option<u32> {
        let high = self.hex(4)?;
        if (0xD800..0xDC00).contains(&high) {
            let mut ahead = self.clone();
            let low = if ahead.eat("\\u") { ahead.hex(4) } else { None };
            if let Some(low @ 0xDC00..0xE000) = low {
                *self = ahead;
                return Some(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00));
            }
        }
        Some(high)
    }
}
