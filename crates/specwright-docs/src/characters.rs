//! Characters that can be shown neither in a doc comment nor in a diagnostic.

use std::borrow::Cow;

/// Returns true for a character that is invisible or changes the display of others: control characters, direction marks and
/// overrides (which rustc rejects in comments), line separators, annotations, and tags, which encode invisible text. Joiners and
/// variation selectors are kept, since scripts and emoji need them.
pub fn is_invisible(char: char) -> bool {
    char.is_control()
        || matches!(
            char,
            '\u{61c}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2066}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// Normalizes line ends to line feeds and tabs to spaces, and removes hidden characters.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    let is_clean = |byte: u8| matches!(byte, b'\n' | b' '..=b'~');
    if text.bytes().all(is_clean) {
        return Cow::Borrowed(text);
    }
    let text = text
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .replace('\t', "    ");
    text.chars()
        .filter(|char| *char == '\n' || !is_invisible(*char))
        .map(shown)
        .collect()
}

/// Returns the character for the text of one line, if it is shown.
pub(crate) fn on_line(char: char) -> Option<char> {
    match char {
        '\n' | '\t' => Some(' '),
        char if is_invisible(char) => None,
        char => Some(shown(char)),
    }
}

/// Treats a no-break space as a space, since a comment may be wrapped anywhere.
fn shown(char: char) -> char {
    match char {
        '\u{a0}' => ' ',
        char => char,
    }
}
