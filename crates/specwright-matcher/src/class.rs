//! Sets of code points.

/// A set of code points: those of ASCII as bits, all others as ranges in ascending order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Class<'r> {
    ascii: u128,
    others: &'r [(char, char)],
}

impl<'r> Class<'r> {
    /// Creates the set of these inclusive ranges, which must be in ascending order and must not overlap.
    pub const fn new(ranges: &'r [(char, char)]) -> Self {
        let mut ascii = 0;
        let mut at = 0;
        while at < ranges.len() {
            let (first, last) = (ranges[at].0 as u32, ranges[at].1 as u32);
            let mut point = first;
            while point <= last && point < 0x80 {
                ascii |= 1 << point;
                point += 1;
            }
            if last >= 0x80 {
                break;
            }
            at += 1;
        }
        Self {
            ascii,
            others: ranges.split_at(at).1,
        }
    }

    /// Returns true if the code point is in the set.
    pub const fn contains(&self, point: char) -> bool {
        if point.is_ascii() {
            return self.ascii >> (point as u32) & 1 == 1;
        }
        let (mut low, mut high) = (0, self.others.len());
        while low < high {
            let middle = (low + high) / 2;
            let (first, last) = self.others[middle];
            if (point as u32) < first as u32 {
                high = middle;
            } else if (point as u32) > last as u32 {
                low = middle + 1;
            } else {
                return true;
            }
        }
        false
    }

    /// Returns true if the set has all code points beyond ASCII.
    const fn has_all_others(&self) -> bool {
        match self.others {
            [(first, last)] => *first as u32 <= 0x80 && *last as u32 == char::MAX as u32,
            _ => false,
        }
    }

    /// Creates the set of these ASCII code points and these ranges of other code points.
    pub(crate) const fn of_parts(ascii: u128, others: &'r [(char, char)]) -> Self {
        Self { ascii, others }
    }

    /// Returns the ranges that are not entirely ASCII.
    pub(crate) fn ranges(&self) -> &'r [(char, char)] {
        self.others
    }

    pub(crate) fn ascii(&self) -> u128 {
        self.ascii
    }

    /// Returns true if the number of code points is in the range and all of them are in the set.
    pub const fn spans(&self, text: &str, min: usize, max: usize) -> bool {
        let bytes = text.as_bytes();
        if bytes.len() < min {
            return false;
        }
        if self.has_all_others() {
            return self.covers(bytes) && fits(count(bytes), min, max);
        }
        let (mut at, mut found) = (0, 0);
        while at < bytes.len() {
            let (point, next) = decode(bytes, at);
            if !self.contains(point) {
                return false;
            }
            at = next;
            found += 1;
        }
        fits(found, min, max)
    }

    /// Returns true if all bytes of ASCII are in the set.
    const fn covers(&self, bytes: &[u8]) -> bool {
        let mut misfits = false;
        let mut at = 0;
        while at < bytes.len() {
            let byte = bytes[at];
            misfits |= byte < 0x80 && self.ascii >> (byte & 0x7F) & 1 == 0;
            at += 1;
        }
        !misfits
    }

    /// Returns true if the text has a code point of the set.
    pub const fn is_in(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let (point, next) = decode(bytes, at);
            if self.contains(point) {
                return true;
            }
            at = next;
        }
        false
    }
}

/// A run of code points of one set, with its minimum and maximum length.
pub type Span<'r> = (Class<'r>, usize, usize);

/// Returns true if the text consists of these runs in order. At most one of them may have a variable length: it matches the rest.
pub const fn spans(text: &str, runs: &[Span<'_>]) -> bool {
    let bytes = text.as_bytes();
    let (mut fixed, mut at) = (0, 0);
    while at < runs.len() {
        if runs[at].1 == runs[at].2 {
            fixed += runs[at].1;
        }
        at += 1;
    }
    let length = count(bytes);
    if length < fixed {
        return false;
    }
    let (mut run, mut at) = (0, 0);
    while run < runs.len() {
        let (class, min, max) = runs[run];
        let wanted = if min == max { min } else { length - fixed };
        if !fits(wanted, min, max) {
            return false;
        }
        let mut found = 0;
        while found < wanted {
            if at >= bytes.len() {
                return false;
            }
            let (point, next) = decode(bytes, at);
            if !class.contains(point) {
                return false;
            }
            at = next;
            found += 1;
        }
        run += 1;
    }
    at == bytes.len()
}

const fn fits(count: usize, min: usize, max: usize) -> bool {
    min <= count && count <= max
}

/// Returns the number of code points in valid UTF-8.
const fn count(bytes: &[u8]) -> usize {
    let (mut count, mut at) = (0, 0);
    while at < bytes.len() {
        count += (bytes[at] as i8 >= -0x40) as usize;
        at += 1;
    }
    count
}

/// Returns the code point at `at` in valid UTF-8, and the position after it.
const fn decode(bytes: &[u8], at: usize) -> (char, usize) {
    let first = bytes[at] as u32;
    let (length, bits) = match first {
        0..0x80 => return (bytes[at] as char, at + 1),
        0x80..0xE0 => (2, first & 0x1F),
        0xE0..0xF0 => (3, first & 0x0F),
        _ => (4, first & 0x07),
    };
    let (mut point, mut next) = (bits, at + 1);
    while next < at + length {
        point = point << 6 | bytes[next] as u32 & 0x3F;
        next += 1;
    }
    match char::from_u32(point) {
        Some(found) => (found, next),
        None => (char::REPLACEMENT_CHARACTER, next),
    }
}

/// Parses ranges of code points from a text of their ends.
///
/// # Panics
///
/// If the text has another number of ranges.
pub const fn ranges<const N: usize>(text: &str) -> [(char, char); N] {
    let bytes = text.as_bytes();
    let mut ranges = [('\0', '\0'); N];
    let (mut range, mut at) = (0, 0);
    while range < N {
        let (first, behind) = decode(bytes, at);
        let (last, next) = decode(bytes, behind);
        ranges[range] = (first, last);
        at = next;
        range += 1;
    }
    assert!(at == bytes.len());
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: [(char, char); 3] = ranges("az\u{c0}ÿ🐲🐴");
    const CLASS: Class<'_> = Class::new(&WORDS);
    const DOT: Class<'_> = Class::new(&ranges::<4>(
        "\0\t\u{b}\u{c}\u{e}\u{2027}\u{202a}\u{10ffff}",
    ));
    const ANY: Class<'_> = Class::new(&[('\0', char::MAX)]);

    #[test]
    fn members() {
        for (point, is_in) in [
            ('a', true),
            ('z', true),
            ('{', false),
            ('é', true),
            ('\u{bf}', false),
            ('🐳', true),
            ('🐵', false),
            ('\u{100}', false),
        ] {
            assert_eq!(CLASS.contains(point), is_in, "{point}");
        }
        assert!(DOT.contains('\u{80}') && DOT.contains(char::MAX) && !DOT.contains('\u{2028}'));
        assert!(!Class::new(&[]).contains('a'));
    }

    #[test]
    fn runs_are_counted_in_code_points() {
        const { assert!(CLASS.spans("é🐲a", 3, 3) && !CLASS.spans("é🐲a", 4, 9)) }
        assert!(!CLASS.spans("é-", 0, 9) && CLASS.spans("", 0, 0));
        assert!(ANY.spans("é🐲\n", 3, 3) && !ANY.spans("é🐲\n", 1, 2));
        assert!(CLASS.is_in("--é") && !CLASS.is_in("--"));
        const {
            assert!(spans(
                "aé--🐲",
                &[(CLASS, 2, 2), (ANY, 0, 2), (CLASS, 1, 1)]
            ))
        }
        assert!(!spans(
            "aé---🐲",
            &[(CLASS, 2, 2), (ANY, 0, 2), (CLASS, 1, 1)]
        ));
        assert!(!spans("aé", &[(CLASS, 2, 2), (ANY, 0, 2), (CLASS, 1, 1)]));
        assert!(spans("aé", &[(CLASS, 1, usize::MAX)]) && !spans("", &[(CLASS, 1, usize::MAX)]));
    }
}
