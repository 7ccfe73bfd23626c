//! The sets of code points that ECMA-262 defines.

use regex_syntax::hir::{ClassUnicode, ClassUnicodeRange};

/// Collects the members of a character class. Members are code points, surrogates included, until [`SetBuilder::finish`].
#[derive(Debug)]
pub(crate) struct SetBuilder {
    set: ClassUnicode,
    pending: Vec<ClassUnicodeRange>,
}

/// The maximum number of pending ranges, which are then sorted and joined.
const PENDING: usize = 4096;

impl SetBuilder {
    pub(crate) fn new() -> Self {
        Self {
            set: ClassUnicode::empty(),
            pending: Vec::new(),
        }
    }

    pub(crate) fn add(&mut self, first: u32, last: u32) {
        self.pending.extend(clip(first, last));
        self.settle();
    }

    pub(crate) fn add_set(&mut self, set: &ClassUnicode) {
        self.pending.extend_from_slice(set.ranges());
        self.settle();
    }

    fn settle(&mut self) {
        if self.pending.len() > PENDING {
            self.union();
        }
    }

    fn union(&mut self) {
        self.set.union(&ClassUnicode::new(self.pending.drain(..)));
    }

    pub(crate) fn finish(mut self, negated: bool) -> ClassUnicode {
        self.union();
        if negated {
            self.set.negate();
        }
        self.set
    }
}

/// Adds a range without surrogates, which a `str` does not have.
fn clip(first: u32, last: u32) -> impl Iterator<Item = ClassUnicodeRange> {
    [(first, last.min(0xD7FF)), (first.max(0xE000), last)]
        .into_iter()
        .filter(|(first, last)| first <= last)
        .filter_map(|(first, last)| {
            Some(ClassUnicodeRange::new(
                char::from_u32(first)?,
                char::from_u32(last)?,
            ))
        })
}

fn set(ranges: &[(char, char)]) -> ClassUnicode {
    ClassUnicode::new(
        ranges
            .iter()
            .map(|&(first, last)| ClassUnicodeRange::new(first, last)),
    )
}

/// Returns the set of all code points.
pub(crate) fn any() -> ClassUnicode {
    set(&[('\0', char::MAX)])
}

/// Returns the empty set.
pub(crate) fn nothing() -> ClassUnicode {
    set(&[])
}

pub(crate) fn negated(mut set: ClassUnicode) -> ClassUnicode {
    set.negate();
    set
}

/// Returns the set of `.` without the `s` flag: all except `LineTerminator` (ECMA-262, section 12.3).
pub(crate) fn dot() -> ClassUnicode {
    negated(set(&[('\n', '\n'), ('\r', '\r'), ('\u{2028}', '\u{2029}')]))
}

/// Returns the set of `\d`, `\s`, `\w` or a complement of them (ECMA-262, section 22.2.2.9, `CharacterClassEscape`).
pub(crate) fn shorthand(letter: char) -> Option<ClassUnicode> {
    let found = match letter.to_ascii_lowercase() {
        'd' => set(&[('0', '9')]),
        'w' => set(&[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')]),
        // `WhiteSpace` and `LineTerminator`, sections 12.2 and 12.3: U+FEFF is one, U+0085 is not.
        's' => set(&[
            ('\t', '\r'),
            (' ', ' '),
            ('\u{A0}', '\u{A0}'),
            ('\u{1680}', '\u{1680}'),
            ('\u{2000}', '\u{200A}'),
            ('\u{2028}', '\u{2029}'),
            ('\u{202F}', '\u{202F}'),
            ('\u{205F}', '\u{205F}'),
            ('\u{3000}', '\u{3000}'),
            ('\u{FEFF}', '\u{FEFF}'),
        ]),
        _ => return None,
    };
    Some(if letter.is_ascii_uppercase() {
        negated(found)
    } else {
        found
    })
}
