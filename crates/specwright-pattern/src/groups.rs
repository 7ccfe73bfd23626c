//! Scans the groups of a pattern before parsing, since they affect the meaning of `\2` and `\k`.

use crate::cursor::Cursor;

/// Counts the capturing groups (ECMA-262, section 22.2.1.1, `CountLeftCapturingParensWithin`) and checks for named ones.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Groups {
    pub(crate) count: u32,
    pub(crate) named: bool,
}

impl Groups {
    pub(crate) fn count(pattern: &str) -> Self {
        let mut groups = Self::default();
        let mut cursor = Cursor::new(pattern);
        let mut in_class = false;
        while let Some(found) = cursor.next() {
            match found {
                '\\' => {
                    cursor.next();
                }
                '[' => in_class = true,
                ']' => in_class = false,
                '(' if !in_class => groups.open(cursor.rest()),
                _ => {}
            }
        }
        groups
    }

    fn open(&mut self, rest: &str) {
        let named = rest.starts_with("?<") && !rest.starts_with("?<=") && !rest.starts_with("?<!");
        if named || !rest.starts_with('?') {
            self.count += 1;
        }
        self.named |= named;
    }
}
