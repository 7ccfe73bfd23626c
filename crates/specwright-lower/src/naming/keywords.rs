//! The valid identifiers of edition 2024.

use specwright_ir::reserved::NEVER_RAW;

/// The letters beyond ASCII that names keep: blocks whose characters are all `XID_Start`, in normal form C, and "Allowed" by the
/// General Security Profile, so that neither the parser nor a lint of rustc rejects them.
const LETTERS: [(char, char); 9] = [
    ('\u{c0}', '\u{d6}'), // Latin-1 letters
    ('\u{d8}', '\u{f6}'),
    ('\u{f8}', '\u{12f}'), // Latin Extended-A, without the letters that normal form KC changes
    ('\u{14a}', '\u{17e}'),
    ('\u{3b1}', '\u{3c9}'),   // Greek, lower case
    ('\u{410}', '\u{44f}'),   // Cyrillic
    ('\u{3041}', '\u{3096}'), // Hiragana
    ('\u{4e00}', '\u{9fa5}'), // CJK unified ideographs
    ('\u{ac00}', '\u{d7a3}'), // Hangul syllables
];

/// The device names, which Windows reserves as file names with or without an extension, in any case (Microsoft Learn, "Naming Files,
/// Paths, and Namespaces"). `CONIN$` and `COM¹` are not listed, since names do not contain these characters.
pub(crate) const DEVICES: [&str; 24] = [
    "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7",
    "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Returns true if Windows reserves this file name, with or without an extension, for a device.
pub fn is_device_name(name: &str) -> bool {
    DEVICES
        .iter()
        .any(|device| device.eq_ignore_ascii_case(name))
}

/// Returns true for a character that names keep.
pub(crate) fn is_name_char(char: char) -> bool {
    char.is_ascii_alphanumeric()
        || LETTERS
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&char))
}

/// Returns true for an identifier of edition 2024, including raw ones.
pub(crate) fn is_identifier(name: &str) -> bool {
    let starts = name
        .starts_with(|char: char| char == '_' || (is_name_char(char) && !char.is_ascii_digit()));
    starts
        && name.chars().all(|char| char == '_' || is_name_char(char))
        && !NEVER_RAW.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_recognized() {
        for name in ["a", "_a", "type", "Option", "état", "名前", "a1", "__"] {
            assert!(is_identifier(name), "{name}");
        }
        for name in [
            "", "_", "self", "Self", "super", "crate", "1a", "a-b", "a b", "r#type", "a²",
            "e\u{301}", "x;y",
        ] {
            assert!(!is_identifier(name), "{name}");
        }
    }
}
