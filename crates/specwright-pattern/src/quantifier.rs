//! Parses a `Quantifier` (ECMA-262, section 22.2.1).

use crate::cursor::Cursor;
use crate::error::{Error, ErrorKind};
use crate::parse::Parser;

/// A quantifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) min: u32,
    pub(crate) max: Option<u32>,
    pub(crate) lazy: bool,
}

impl Parser<'_> {
    /// Parses a quantifier with an optional `?`.
    pub(crate) fn quantifier(&mut self) -> Result<Option<Counts>, Error> {
        let offset = self.cursor.offset();
        let simple = match self.cursor.peek() {
            Some('*') => Counts {
                min: 0,
                max: None,
                lazy: false,
            },
            Some('+') => Counts {
                min: 1,
                max: None,
                lazy: false,
            },
            Some('?') => Counts {
                min: 0,
                max: Some(1),
                lazy: false,
            },
            Some('{') => return self.counted(offset),
            _ => return Ok(None),
        };
        self.cursor.next();
        let lazy = self.cursor.eat("?");
        Ok(Some(Counts { lazy, ..simple }))
    }

    fn counted(&mut self, offset: usize) -> Result<Option<Counts>, Error> {
        let mut ahead = self.cursor.clone();
        ahead.next();
        let Some(counts) = ahead.counts() else {
            // In Annex B, a brace that does not begin a quantifier is an atom.
            return if self.is_annex_b() {
                Ok(None)
            } else {
                Err(Error::new(offset, ErrorKind::LoneBracket('{')))
            };
        };
        if counts.max.is_some_and(|max| max < counts.min) {
            return Err(Error::new(offset, ErrorKind::CountOrder));
        }
        self.cursor = ahead;
        let lazy = self.cursor.eat("?");
        Ok(Some(Counts { lazy, ..counts }))
    }

    pub(crate) fn begins_quantifier(&self) -> bool {
        match self.cursor.peek() {
            Some('*' | '+' | '?') => true,
            Some('{') => {
                let mut ahead = self.cursor.clone();
                ahead.next();
                ahead.counts().is_some()
            }
            _ => false,
        }
    }
}

impl Cursor<'_> {
    /// Parses a counted quantifier after its `{`. Leaves the cursor at an unspecified position if it is invalid.
    pub(crate) fn counts(&mut self) -> Option<Counts> {
        let min = self.count()?;
        let max = if !self.eat(",") {
            Some(min)
        } else if self.peek() == Some('}') {
            None
        } else {
            Some(self.count()?)
        };
        // A count that overflows is unbounded, since no string is that long.
        self.eat("}").then_some(Counts {
            min,
            max: max.filter(|&max| max < u32::MAX),
            lazy: false,
        })
    }

    fn count(&mut self) -> Option<u32> {
        let digits = self.take_while(|found| found.is_ascii_digit());
        (!digits.is_empty()).then(|| digits.parse().unwrap_or(u32::MAX))
    }
}
