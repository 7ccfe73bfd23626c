//! Patterns that are matched by a table, compiled when generating.
//!
//! A generated matcher is either straight-line code, which needs nothing from here, or a [`Table`] in a constant and a call of
//! [`Table::admits`]; both are `const fn`. What no automaton can decide goes through `Engine` (feature `regress`).

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
    pub transitions: &'static [u16],
    /// The state before the first byte.
    pub start: u16,
    /// Where the rows end that accept whatever follows.
    pub forever: u16,
    /// Where the rows end that nothing leads out of.
    pub live: u16,
    /// Where the rows begin that accept if the string ends.
    pub accepting: u16,
}

impl Table {
    /// Whether the automaton accepts `text`, in time linear in its length.
    pub const fn admits(&self, text: &str) -> bool {
        let text = text.as_bytes();
        let mut state = self.start;
        let mut at = 0;
        while at < text.len() && state >= self.live {
            let class = self.classes[text[at] as usize];
            state = self.transitions[state as usize + class as usize];
            at += 1;
        }
        state < self.forever || state >= self.accepting
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
        transitions: &[0, 0, 0, 3, 3, 3, 3, 9, 3, 3, 9, 0],
        start: 6,
        forever: 3,
        live: 6,
        accepting: 12,
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
        }
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
