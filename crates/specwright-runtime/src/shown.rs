//! Texts for people, of bounded size however large the value is that they show.

use std::fmt::{self, Display, Write};

/// The maximum length in bytes of a shown value, pointer or expectation.
pub(crate) const LONGEST: usize = 256;

/// Marks a place where something was cut.
pub(crate) const CUT: char = '…';

/// Formats a value as a text of at most [`LONGEST`] bytes, and writes no more than that.
pub(crate) fn shown(value: impl Display) -> String {
    beginning(value, LONGEST)
}

/// Formats a value as a text of at most `longest` bytes, with the mark of the cut.
pub(crate) fn beginning(value: impl Display, longest: usize) -> String {
    let mut beginning = Beginning {
        text: String::new(),
        longest,
    };
    if write!(beginning, "{value}").is_ok() {
        return beginning.text;
    }
    let mut text = beginning.text;
    text.truncate(floor_char_boundary(
        &text,
        longest.saturating_sub(CUT.len_utf8()),
    ));
    text.push(CUT);
    text
}

/// The beginning of a text; a write beyond it fails.
struct Beginning {
    text: String,
    longest: usize,
}

impl Write for Beginning {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let room = self.longest - self.text.len();
        if text.len() <= room {
            self.text.push_str(text);
            return Ok(());
        }
        self.text.push_str(&text[..floor_char_boundary(text, room)]);
        Err(fmt::Error)
    }
}

/// Returns the beginning and the end of a text that is longer than `longest` bytes, which identify most texts.
pub(crate) fn ends(text: &str, longest: usize) -> (&str, Option<&str>) {
    if text.len() <= longest {
        return (text, None);
    }
    let room = longest.saturating_sub(CUT.len_utf8());
    let begin = floor_char_boundary(text, room - room / 3);
    let end = ceil_char_boundary(text, text.len() - room / 3);
    (&text[..begin], Some(&text[end..]))
}

/// Displays a value by a function: `std::fmt::from_fn`, which Rust has since 1.93.
pub(crate) fn from_fn(write: impl Fn(&mut fmt::Formatter<'_>) -> fmt::Result) -> impl Display {
    struct FromFn<F>(F);

    impl<F: Fn(&mut fmt::Formatter<'_>) -> fmt::Result> Display for FromFn<F> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            (self.0)(f)
        }
    }
    FromFn(write)
}

/// Returns the last boundary of a character that is not after this byte: `str::floor_char_boundary`, which Rust has since 1.91.
fn floor_char_boundary(text: &str, at: usize) -> usize {
    let mut boundaries = (0..=at.min(text.len())).rev();
    boundaries
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or_default()
}

/// Returns the first boundary of a character that is not before this byte: `str::ceil_char_boundary`, which Rust has since 1.91.
fn ceil_char_boundary(text: &str, at: usize) -> usize {
    let mut boundaries = at..text.len();
    boundaries
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_between_characters_and_marked() {
        assert_eq!(shown("short"), "short");
        assert_eq!(beginning("x".repeat(10), 10), "x".repeat(10));
        assert_eq!(beginning("x".repeat(11), 10), "xxxxxxx…");
        assert_eq!(beginning("日本語です", 10), "日本…");
        let long = shown("é".repeat(1 << 20));
        assert!(long.len() <= LONGEST && long.ends_with(CUT), "{long}");
    }

    #[test]
    fn a_long_text_keeps_its_ends() {
        assert_eq!(ends("abc", 3), ("abc", None));
        assert_eq!(ends("abcdefghijklmnop", 12), ("abcdef", Some("nop")));
        let (begin, end) = ends("日本語日本語日本語", 13);
        assert_eq!((begin, end), ("日本", Some("語")));
    }
}
