//! What an identifier of edition 2024 may be.

/// Keywords that cannot be written as raw identifiers (Rust Reference, "Identifiers").
const NEVER_RAW: [&str; 5] = ["self", "Self", "super", "crate", "_"];

/// Letters beyond ASCII that names keep: whole blocks whose every character is `XID_Start`, in normal form C, and of General
/// Security Profile "Allowed", so that neither the parser nor a lint of rustc objects.
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

/// The names of devices, which no file of Windows can have, with an extension or without, in any case ("Naming Files, Paths,
/// and Namespaces" of Microsoft Learn). `CONIN$` and the superscript digits of `COM¹` are no part of a name.
pub(crate) const DEVICES: [&str; 24] = [
    "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7",
    "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Returns true if a file of this name, with an extension or without, is a device to Windows.
pub fn is_device_name(name: &str) -> bool {
    DEVICES
        .iter()
        .any(|device| device.eq_ignore_ascii_case(name))
}

/// Whether a character may stand in a name as it is.
pub(crate) fn is_name_char(char: char) -> bool {
    char.is_ascii_alphanumeric()
        || LETTERS
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&char))
}

/// Whether a name can be written in edition 2024, if need be with `r#`.
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
    fn identifiers_are_told_from_the_rest() {
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
