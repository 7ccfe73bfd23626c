//! Patterns, compiled when generating.
//!
//! A generated matcher is either straight-line code, which needs [`every_byte!`](crate::every_byte) and comparisons with texts
//! at most, or runs of code points of a [`Class`], or a [`Table`] in a constant and a call of [`Table::admits`]; all are `const fn`.
//! Any other pattern is a [`Program`].

pub use specwright_matcher::{Class, Program, Span, Table, ranges, spans};

/// Returns true if a text begins with another.
pub const fn starts_with<const N: usize>(text: &str, literal: &[u8; N]) -> bool {
    match text.as_bytes().first_chunk::<N>() {
        Some(start) => same(start, literal),
        None => false,
    }
}

/// Returns true if a text ends with another.
pub const fn ends_with<const N: usize>(text: &str, literal: &[u8; N]) -> bool {
    match text.as_bytes().last_chunk::<N>() {
        Some(end) => same(end, literal),
        None => false,
    }
}

/// Returns true if a text contains another, in time linear in its length, as the other is a constant.
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

/// Returns true if bytes have a text at a place.
#[inline(always)]
pub const fn has<const N: usize>(bytes: &[u8], at: usize, literal: &[u8; N]) -> bool {
    match bytes.split_at_checked(at) {
        Some((_, rest)) => match rest.first_chunk::<N>() {
            Some(found) => same(found, literal),
            None => false,
        },
        None => false,
    }
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

/// Evaluates to true if every byte of a slice is of a set: `every_byte!(bytes, misfit)`, where `misfit` returns true for bytes that
/// are not.
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

/// Evaluates to true if a text has at least so many consecutive bytes of a set: `has_stretch!(text, misfit, 24)`, where `misfit`
/// returns true for bytes that are not of the set. Stops as soon as it has found them.
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

    #[test]
    fn texts_in_texts() {
        const { assert!(starts_with("pkg_1", b"pkg") && !starts_with("pk", b"pkg")) }
        const { assert!(ends_with("a.json", b"json") && !ends_with("son", b"json")) }
        const { assert!(contains("an update", b"date") && !contains("dat", b"date")) }
        const { assert!(has(b"an update", 5, b"date") && !has(b"an update", 6, b"date")) }
        assert!(!has(b"a", 2, b"") && has(b"a", 1, b""));
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
