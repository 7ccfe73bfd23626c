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
    text.truncate(text.floor_char_boundary(longest.saturating_sub(CUT.len_utf8())));
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
        self.text.push_str(&text[..text.floor_char_boundary(room)]);
        Err(fmt::Error)
    }
}

/// Returns the beginning and the end of a text that is longer than `longest` bytes, which identify most texts.
pub(crate) fn ends(text: &str, longest: usize) -> (&str, Option<&str>) {
    if text.len() <= longest {
        return (text, None);
    }
    let room = longest.saturating_sub(CUT.len_utf8());
    let begin = text.floor_char_boundary(room - room / 3);
    let end = text.ceil_char_boundary(text.len() - room / 3);
    (&text[..begin], Some(&text[end..]))
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
