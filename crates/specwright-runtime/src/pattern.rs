//! Patterns that are matched by a table, compiled when generating.
//!
//! A generated matcher is either straight-line code, which needs [`every_byte!`](crate::every_byte) and comparisons with texts
//! at most, or a [`Table`] in a constant and a call of [`Table::admits`]; both are `const fn`. What no automaton can decide goes
//! through `Engine` (feature `regress`).

#[cfg(feature = "regress")]
mod engine;

#[cfg(feature = "regress")]
pub use engine::Engine;

/// A minimal automaton over classes of bytes.
///
/// A state is the place where its row begins in `transitions`; a row has a cell for each class, and a cell is the next state.
/// Rows are in this order, so that comparing a state tells what it is:
///
/// | state | |
/// |---|---|
/// | `0 .. forever` | accepts, whatever follows |
/// | `forever .. live` | rejects, whatever follows |
/// | `live .. accepting` | rejects if the string ends here |
/// | `accepting ..` | accepts if the string ends here |
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// The class of each byte.
    pub classes: &'static [u8; 256],
    /// The rows.
    pub transitions: Cells,
    /// The state before the first byte.
    pub start: u16,
    /// Where the rows end that accept whatever follows.
    pub forever: u16,
    /// Where the rows end that nothing leads out of.
    pub live: u16,
    /// Where the rows begin that accept if the string ends.
    pub accepting: u16,
}

/// Whether a text begins with another.
pub const fn starts_with<const N: usize>(text: &str, literal: &[u8; N]) -> bool {
    match text.as_bytes().first_chunk::<N>() {
        Some(start) => same(start, literal),
        None => false,
    }
}

/// Whether a text ends with another.
pub const fn ends_with<const N: usize>(text: &str, literal: &[u8; N]) -> bool {
    match text.as_bytes().last_chunk::<N>() {
        Some(end) => same(end, literal),
        None => false,
    }
}

/// Whether a text has another in it, in time linear in its length, as the other is a constant.
pub const fn contains<const N: usize>(text: &str, literal: &[u8; N]) -> bool {
    let mut rest = text.as_bytes();
    while let Some(part) = rest.first_chunk::<N>() {
        if same(part, literal) {
            return true;
        }
        let [_, tail @ ..] = rest else { break };
        rest = tail;
    }
    N == 0
}

/// Compares without a way out before the end, so that the compiler does many bytes at a time.
#[inline(always)]
const fn same<const N: usize>(left: &[u8; N], right: &[u8; N]) -> bool {
    let mut misfits = 0;
    let mut at = 0;
    while at < N {
        misfits |= left[at] ^ right[at];
        at += 1;
    }
    misfits == 0
}

/// The cells of a [`Table`] as text, which is one token to a compiler, as it is read in place.
#[derive(Clone, Copy, Debug)]
pub enum Cells {
    /// A byte each.
    Bytes(&'static [u8]),
    /// Two bytes each, the lower one first.
    Pairs(&'static [u8]),
}

impl Table {
    /// Whether the automaton accepts `text`, in time linear in its length.
    #[inline]
    pub const fn admits(&self, text: &str) -> bool {
        match self.transitions {
            Cells::Bytes(cells) => self.ends(self.walk_bytes(cells, text.as_bytes())),
            Cells::Pairs(cells) => self.ends(self.walk_pairs(cells.as_chunks().0, text.as_bytes())),
        }
    }

    const fn ends(&self, state: u16) -> bool {
        state < self.forever || state >= self.accepting
    }

    const fn walk_bytes(&self, cells: &[u8], text: &[u8]) -> u16 {
        let mut state = self.start;
        let mut at = 0;
        while at < text.len() && state >= self.live {
            let class = self.classes[text[at] as usize];
            state = cells[state as usize + class as usize] as u16;
            at += 1;
        }
        state
    }

    const fn walk_pairs(&self, cells: &[[u8; 2]], text: &[u8]) -> u16 {
        let mut state = self.start;
        let mut at = 0;
        while at < text.len() && state >= self.live {
            let class = self.classes[text[at] as usize];
            state = u16::from_le_bytes(cells[state as usize + class as usize]);
            at += 1;
        }
        state
    }
}

/// Whether every byte of a slice is of a set: `every_byte!(bytes, misfit)`, where `misfit` is a function that says of a byte
/// that it is not.
///
/// It expands to code without a way out before the end, in blocks that the compiler turns into vector instructions; of a rest,
/// the last block is looked at again, so that no length falls back to a byte at a time but those below four. For that,
/// it must be made of comparisons joined by `&` and `|`, with ranges as one subtraction and one comparison:
///
/// ```
/// use specwright_runtime::every_byte;
///
/// const fn is_slug(text: &str) -> bool {
///     const fn misfit(byte: u8) -> bool {
///         (byte != b'-') & (byte.wrapping_sub(b'0') > 9) & (byte.wrapping_sub(b'a') > 25)
///     }
///     every_byte!(text.as_bytes(), misfit)
/// }
///
/// const { assert!(is_slug("a-slug-2") && !is_slug("no slug")) }
/// ```
#[macro_export]
macro_rules! every_byte {
    ($bytes:expr, $misfit:ident) => {{
        #[inline(always)]
        const fn block<const N: usize>(bytes: &[u8; N]) -> u8 {
            let mut misfits = 0;
            let mut at = 0;
            while at < N {
                misfits |= $misfit(bytes[at]) as u8;
                at += 1;
            }
            misfits
        }

        let bytes: &[u8] = $bytes;
        let mut misfits = 0;
        let mut rest = bytes;
        while let ::core::option::Option::Some((head, tail)) = rest.split_first_chunk::<16>() {
            misfits |= block(head);
            rest = tail;
        }
        if let ::core::option::Option::Some(last) = bytes.last_chunk::<16>() {
            misfits |= block(last);
        } else if let (::core::option::Option::Some(first), ::core::option::Option::Some(last)) =
            (bytes.first_chunk::<8>(), bytes.last_chunk::<8>())
        {
            misfits |= block(first) | block(last);
        } else if let (::core::option::Option::Some(first), ::core::option::Option::Some(last)) =
            (bytes.first_chunk::<4>(), bytes.last_chunk::<4>())
        {
            misfits |= block(first) | block(last);
        } else {
            while let [byte, tail @ ..] = rest {
                misfits |= $misfit(*byte) as u8;
                rest = tail;
            }
        }
        misfits == 0
    }};
}

/// Whether a text has so many bytes of a set one after the other, at least one: `has_stretch!(text, misfit, 24)`, where `misfit`
/// is a function that says of a byte that it is not of the set. It leaves where it has seen enough.
///
/// ```
/// use specwright_runtime::has_stretch;
///
/// const fn has_id(text: &str) -> bool {
///     const fn misfit(byte: u8) -> bool {
///         byte.wrapping_sub(b'0') > 9
///     }
///     has_stretch!(text, misfit, 4)
/// }
///
/// const { assert!(has_id("no. 1234") && !has_id("no. 123.4")) }
/// ```
#[macro_export]
macro_rules! has_stretch {
    ($text:expr, $misfit:ident, $count:literal) => {{
        let mut rest = $text.as_bytes();
        let mut found = 0;
        while let [byte, tail @ ..] = rest {
            found = if $misfit(*byte) { 0 } else { found + 1 };
            if found == $count {
                break;
            }
            rest = tail;
        }
        found == $count
    }};
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `^a+b`: rows are forever, dead, start, one.
    const TABLE: Table = Table {
        classes: &{
            let mut classes = [0; 256];
            classes[b'a' as usize] = 1;
            classes[b'b' as usize] = 2;
            classes
        },
        transitions: Cells::Bytes(b"\0\0\0\x03\x03\x03\x03\x09\x03\x03\x09\0"),
        start: 6,
        forever: 3,
        live: 6,
        accepting: 12,
    };

    const PAIRS: Table = Table {
        transitions: Cells::Pairs(
            b"\0\0\0\0\0\0\x03\0\x03\0\x03\0\x03\0\x09\0\x03\0\x03\0\x09\0\0\0",
        ),
        ..TABLE
    };

    #[test]
    fn a_table_is_walked() {
        const { assert!(TABLE.admits("aab, and more")) }
        for (text, admitted) in [
            ("ab", true),
            ("", false),
            ("a", false),
            ("b", false),
            ("aaab", true),
            ("éab", false),
        ] {
            assert_eq!(TABLE.admits(text), admitted, "{text}");
            assert_eq!(PAIRS.admits(text), admitted, "{text}");
        }
    }

    #[test]
    fn texts_in_texts() {
        const { assert!(starts_with("pkg_1", b"pkg") && !starts_with("pk", b"pkg")) }
        const { assert!(ends_with("a.json", b"json") && !ends_with("son", b"json")) }
        const { assert!(contains("an update", b"date") && !contains("dat", b"date")) }
        assert!(!starts_with("apkg", b"pkg") && !ends_with("jsona", b"json"));
        assert!(contains("date", b"date") && contains("", b"") && !contains("", b"a"));
    }

    #[test]
    fn every_byte_is_looked_at() {
        const fn misfit(byte: u8) -> bool {
            byte.wrapping_sub(b'0') > 9
        }
        for length in 0..70 {
            let mut bytes = vec![b'7'; length];
            assert!(every_byte!(&bytes, misfit), "{length}");
            for at in 0..length {
                for wrong in [b'/', b':', 0, 0xFF] {
                    bytes[at] = wrong;
                    assert!(!every_byte!(&bytes, misfit), "{wrong} at {at} of {length}");
                }
                bytes[at] = b'0';
            }
        }
    }
}
