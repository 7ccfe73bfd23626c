//! Parses a `CharacterClass` (ECMA-262, section 22.2.1).

use regex_syntax::hir::ClassUnicode;

use crate::error::{Error, ErrorKind, WarningKind};
use crate::escape::{EscapePlace, Escaped};
use crate::parse::Parser;
use crate::sets::SetBuilder;

impl Parser<'_> {
    /// Parses a class after its `[` at `offset`. Unlike in other dialects, a leading `]` closes the class: `[]` admits nothing and
    /// `[^]` any code point.
    pub(crate) fn class(&mut self, offset: usize) -> Result<ClassUnicode, Error> {
        let negated = self.cursor.eat("^");
        let mut members = SetBuilder::new();
        while !self.cursor.eat("]") {
            if self.cursor.peek().is_none() {
                return Err(Error::new(offset, ErrorKind::UnclosedClass));
            }
            self.class_range(&mut members)?;
        }
        Ok(members.finish(negated))
    }

    /// Parses a `ClassAtom` or a range of two.
    fn class_range(&mut self, members: &mut SetBuilder) -> Result<(), Error> {
        let start = self.cursor.offset();
        let first = self.class_atom()?;
        let first_end = self.cursor.offset();
        let is_range = self.cursor.peek() == Some('-')
            && !matches!(self.cursor.peek_second(), None | Some(']'));
        if !is_range {
            add(members, &first);
            return Ok(());
        }
        self.cursor.next();
        let last_start = self.cursor.offset();
        let last = self.class_atom()?;
        match (&first, &last) {
            (Escaped::Point(low), Escaped::Point(high)) if low <= high => members.add(*low, *high),
            (Escaped::Point(_), Escaped::Point(_)) => {
                let kind = ErrorKind::ClassRangeOrder {
                    first: self.cursor.between(start, first_end).to_owned(),
                    last: self
                        .cursor
                        .between(last_start, self.cursor.offset())
                        .to_owned(),
                };
                return Err(Error::new(start, kind));
            }
            _ if self.is_annex_b() => {
                self.warn(first_end, WarningKind::SetInRange);
                add(members, &first);
                add(members, &Escaped::Point(u32::from('-')));
                add(members, &last);
            }
            _ => return Err(Error::new(first_end, ErrorKind::SetInRange)),
        }
        Ok(())
    }

    fn class_atom(&mut self) -> Result<Escaped, Error> {
        let offset = self.cursor.offset();
        if is_posix_class(self.cursor.rest()) {
            self.warn(offset, WarningKind::PosixClass);
        }
        match self.cursor.next() {
            Some('\\') => self.escape(offset, EscapePlace::Class),
            Some(found) => Ok(Escaped::Point(u32::from(found))),
            None => Err(Error::new(offset, ErrorKind::UnclosedClass)),
        }
    }
}

fn add(members: &mut SetBuilder, member: &Escaped) {
    match member {
        Escaped::Point(point) => members.add(*point, *point),
        Escaped::Set(set) => members.add_set(set),
    }
}

/// Returns true if a POSIX class such as `[:alpha:]` begins here, which ECMA-262 reads as plain characters.
fn is_posix_class(rest: &str) -> bool {
    rest.strip_prefix("[:").is_some_and(|rest| {
        let name = rest.trim_start_matches('^');
        let end = name.trim_start_matches(|found: char| found.is_ascii_lowercase());
        end.len() < name.len() && end.starts_with(":]")
    })
}
