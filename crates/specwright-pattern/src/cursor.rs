//! A position in the text of a pattern.

/// A reader of code points that tracks its byte offset.
#[derive(Clone, Debug)]
pub(crate) struct Cursor<'p> {
    text: &'p str,
    offset: usize,
}

impl<'p> Cursor<'p> {
    pub(crate) fn new(text: &'p str) -> Self {
        Self { text, offset: 0 }
    }

    pub(crate) fn offset(&self) -> usize {
        self.offset
    }

    pub(crate) fn rest(&self) -> &'p str {
        &self.text[self.offset..]
    }

    /// Returns the text between two offsets, which must be boundaries of code points.
    pub(crate) fn between(&self, start: usize, end: usize) -> &'p str {
        &self.text[start..end]
    }

    pub(crate) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(crate) fn peek_second(&self) -> Option<char> {
        self.rest().chars().nth(1)
    }

    pub(crate) fn next(&mut self) -> Option<char> {
        let found = self.peek()?;
        self.offset += found.len_utf8();
        Some(found)
    }

    /// Moves back to an offset, which must be a boundary of code points.
    pub(crate) fn rewind_to(&mut self, offset: usize) {
        self.offset = offset;
    }

    /// Consumes `expected` if it is next.
    pub(crate) fn eat(&mut self, expected: &str) -> bool {
        let found = self.rest().starts_with(expected);
        if found {
            self.offset += expected.len();
        }
        found
    }

    /// Consumes and returns the code points that `accept` returns true for.
    pub(crate) fn take_while(&mut self, accept: impl Fn(char) -> bool) -> &'p str {
        let rest = self.rest();
        let length = rest.find(|found| !accept(found)).unwrap_or(rest.len());
        self.offset += length;
        &rest[..length]
    }

    /// Reads exactly `count` hexadecimal digits, or consumes nothing.
    pub(crate) fn hex(&mut self, count: usize) -> Option<u32> {
        let digits = self.rest().get(..count)?;
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        self.offset += count;
        u32::from_str_radix(digits, 16).ok()
    }
}
