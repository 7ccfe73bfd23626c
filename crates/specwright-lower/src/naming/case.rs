//! Texts of the document as names in the case of Rust.
//!
//! | document            | type, variant     | field, function   | rule                                                      |
//! |---------------------|-------------------|-------------------|-----------------------------------------------------------|
//! | `user-access token` | `UserAccessToken` | `user_access_token` | words end at punctuation and at a change of case (heck) |
//! | `_id`, `$ref`       | `Id`, `Ref`       | `id`, `ref`       | punctuation at the ends is dropped                        |
//! | `+1`, `-Infinity`   | `Plus1`, `MinusInfinity` | `plus_1`, `minus_infinity` | except the sign of a number             |
//! | `2fa`               | `Type2fa`, `Value2fa` | `field_2fa`   | the kind of name precedes a leading digit                 |
//! | `*`, `>=`           | `Star`, `GreaterEqual` | `star`, …    | without a letter or digit, punctuation is spelled out     |
//! | `""`, ` `           | `Empty`           | `empty`           | no characters to spell out                                |
//! | `self`, `Self`, …   | `Self_`           | `self_`           | the four keywords without a raw form take a `_`           |
//! | `Größe`, `名前`     | kept              | kept              | letters that no lint rejects; others become `u1f600`      |
//! | more than 120 bytes | the first and the last words |        | a name is a file name in documentation: at most 255 bytes |

use std::borrow::Cow;
use std::cell::RefCell;

use heck::{ToSnakeCase as _, ToUpperCamelCase as _};

use foldhash::HashMap;

use super::ascii;
use super::keywords::{is_identifier, is_name_char};

/// The kind of a name, which decides its case and the word before a leading digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// A type.
    Type,
    /// A variant of an enum.
    Variant,
    /// A field or parameter.
    Field,
    /// A function.
    Function,
    /// A module.
    Module,
}

impl Kind {
    fn is_upper(self) -> bool {
        matches!(self, Self::Type | Self::Variant)
    }

    fn before_digit(self) -> &'static str {
        match self {
            Self::Type => "Type",
            Self::Variant => "Value",
            Self::Field => "field",
            Self::Function => "call",
            Self::Module => "module",
        }
    }
}

/// The number of names of a kind that are cached.
const CACHED: usize = 1 << 14;

thread_local! {
    /// The names of texts that occurred before: a document has `id` and `name` thousands of times.
    static NAMES: RefCell<HashMap<Kind, HashMap<String, String>>> = RefCell::default();
}

/// Returns the name for a text of the document.
pub(crate) fn name(text: &str, kind: Kind) -> String {
    NAMES.with_borrow_mut(|names| {
        let names = names.entry(kind).or_default();
        if let Some(name) = names.get(text) {
            return name.clone();
        }
        let name = new_name(text, kind);
        if names.len() < CACHED {
            names.insert(text.to_owned(), name.clone());
        }
        name
    })
}

fn new_name(text: &str, kind: Kind) -> String {
    let words = words(text);
    finish(if words.is_empty() { "empty" } else { &words }, kind)
}

/// Returns the name for a text with its punctuation spelled out: `FooDotBar` for `foo.bar`.
pub(crate) fn spelled_name(text: &str, kind: Kind) -> String {
    let words = spell(text);
    finish(
        if words.trim().is_empty() {
            "empty"
        } else {
            &words
        },
        kind,
    )
}

/// Returns the name for a text with the punctuation at its ends spelled out: `DashBeginAt` for `-begin_at`.
pub(crate) fn edged_name(text: &str, kind: Kind) -> String {
    let inner = text.trim_matches(|char: char| !char.is_alphanumeric());
    match text.split_once(inner) {
        Some((before, after)) if !inner.is_empty() => {
            name(&format!("{} {inner} {}", spell(before), spell(after)), kind)
        }
        _ => name(text, kind),
    }
}

/// Returns true for a text with punctuation at an end, which its name drops.
pub(crate) fn has_edges(text: &str) -> bool {
    !text.starts_with(char::is_alphanumeric) || !text.ends_with(char::is_alphanumeric)
}

/// The length of the longest name, in bytes. `rustdoc` writes a file for each item; with its prefix and suffix, the name of that file
/// must not exceed the 255 bytes that file systems allow.
const LONGEST: usize = 120;

/// The lengths of the beginning and of the end of a longer name that are kept.
const KEPT: [usize; 2] = [64, 48];

fn finish(words: &str, kind: Kind) -> String {
    let mut name = shortened(cased(words, kind), kind);
    if name.starts_with(|char: char| char.is_ascii_digit()) {
        let separator = if kind.is_upper() { "" } else { "_" };
        name = format!("{}{separator}{name}", kind.before_digit());
    }
    if !is_identifier(&name) {
        name.push('_');
    }
    name
}

fn cased(words: &str, kind: Kind) -> String {
    match (words.is_ascii(), kind.is_upper()) {
        (true, true) => ascii::upper_camel(words),
        (true, false) => ascii::snake(words),
        (false, true) => words.to_upper_camel_case(),
        (false, false) => words.to_snake_case(),
    }
}

/// Drops words from the middle of a name that is too long: names of one place often begin alike, and names of one kind end alike.
fn shortened(name: String, kind: Kind) -> String {
    if name.len() <= LONGEST {
        return name;
    }
    let [head, tail] = KEPT;
    let is_start = |(_, char): &(usize, char)| match kind.is_upper() {
        true => char.is_uppercase(),
        false => *char == '_',
    };
    // A word that fills a part alone is cut.
    let end = name.floor_char_boundary(head);
    let mut starts = name[..end].char_indices().filter(is_start).rev();
    let end = starts
        .next()
        .map_or(end, |(at, _)| if at > head / 2 { at } else { end });
    let start = name.ceil_char_boundary(name.len() - tail);
    let mut starts = name[start..].char_indices().filter(is_start);
    let skipped = starts
        .next()
        .map_or(0, |(at, _)| if at < tail / 2 { at } else { 0 });
    format!("{}{}", &name[..end], &name[start + skipped..])
}

/// Returns a text with the sign of a number spelled out.
pub(crate) fn unsigned(text: &str) -> Cow<'_, str> {
    let is_number = |rest: &str| {
        rest.starts_with(|it: char| it.is_ascii_digit()) || rest.eq_ignore_ascii_case("infinity")
    };
    let trimmed = text.trim_start();
    let without = |sign| trimmed.strip_prefix(sign).filter(|it| is_number(it));
    match (without('+'), without('-')) {
        (Some(rest), _) => Cow::Owned(format!("plus {rest}")),
        (None, Some(rest)) => Cow::Owned(format!("minus {rest}")),
        (None, None) => Cow::Borrowed(text),
    }
}

/// Returns the words of a text without its punctuation. Punctuation is spelled out if there is nothing else.
fn words(text: &str) -> String {
    let unsigned = unsigned(text);
    if unsigned != text {
        return words(&unsigned);
    }
    if !text.chars().any(|char| char.is_alphanumeric()) {
        return spell(text);
    }
    let mut words = String::with_capacity(text.len());
    for char in text.chars() {
        push_char(&mut words, char);
    }
    words
}

fn push_char(words: &mut String, char: char) {
    if is_name_char(char) {
        words.push(char);
    } else if char.is_alphanumeric() {
        words.push_str(&format!(" u{:x} ", u32::from(char)));
    } else if char != '\'' {
        words.push(' ');
    }
}

/// Returns the words of a text with its punctuation spelled out.
pub(crate) fn spell(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for char in text.chars() {
        match PUNCTUATION.iter().find(|(it, _)| *it == char) {
            Some((_, word)) => words.push_str(&format!(" {word} ")),
            None if is_name_char(char) => words.push(char),
            None => words.push_str(&format!(" u{:x} ", u32::from(char))),
        }
    }
    words
}

/// The names of ASCII punctuation.
const PUNCTUATION: [(char, &str); 33] = [
    (' ', "space"),
    ('!', "not"),
    ('"', "quote"),
    ('#', "hash"),
    ('$', "dollar"),
    ('%', "percent"),
    ('&', "and"),
    ('\'', "apostrophe"),
    ('(', "open"),
    (')', "close"),
    ('*', "star"),
    ('+', "plus"),
    (',', "comma"),
    ('-', "dash"),
    ('.', "dot"),
    ('/', "slash"),
    (':', "colon"),
    (';', "semicolon"),
    ('<', "less"),
    ('=', "equal"),
    ('>', "greater"),
    ('?', "question"),
    ('@', "at"),
    ('[', "open_bracket"),
    ('\\', "backslash"),
    (']', "close_bracket"),
    ('^', "caret"),
    ('_', "underscore"),
    ('`', "backtick"),
    ('{', "open_brace"),
    ('|', "or"),
    ('}', "close_brace"),
    ('~', "tilde"),
];

/// Returns a word for the spelling of a text, which distinguishes `red`, `Red` and `RED`.
pub(crate) fn spelling(text: &str) -> &'static str {
    let (lower, upper) = (
        text.chars().any(char::is_lowercase),
        text.chars().any(char::is_uppercase),
    );
    match text.chars().find(|char| !is_name_char(*char)) {
        Some('_') => "snake",
        Some('-') => "kebab",
        Some('.') => "dotted",
        Some(' ') => "spaced",
        Some(_) => "other",
        None => match (lower, upper) {
            (true, true) if text.starts_with(char::is_uppercase) => "pascal",
            (true, true) => "camel",
            (true, false) => "lower",
            (false, true) => "upper",
            (false, false) => "plain",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_become_names() {
        for (text, upper, snake) in [
            ("user-access token", "UserAccessToken", "user_access_token"),
            ("UserAccessToken", "UserAccessToken", "user_access_token"),
            ("_id", "Id", "id"),
            ("$ref", "Ref", "ref"),
            ("@type", "Type", "type"),
            (
                "io.k8s.api.core.v1.Pod",
                "IoK8sApiCoreV1Pod",
                "io_k8s_api_core_v1_pod",
            ),
            ("a/b", "AB", "a_b"),
            ("+1", "Plus1", "plus_1"),
            ("-1", "Minus1", "minus_1"),
            ("-Infinity", "MinusInfinity", "minus_infinity"),
            ("", "Empty", "empty"),
            ("*", "Star", "star"),
            (">=", "GreaterEqual", "greater_equal"),
            ("Self", "Self_", "self_"),
            ("crate", "Crate", "crate_"),
            ("_", "Underscore", "underscore"),
            ("größe", "Größe", "größe"),
            ("名前", "名前", "名前"),
            ("x😀y", "XY", "x_y"),
            ("it's", "Its", "its"),
            ("HTTPServer", "HttpServer", "http_server"),
            ("x1Y2z", "X1Y2z", "x1_y2z"),
            ("aB1C", "AB1c", "a_b1c"),
            ("ÉtatCivil", "ÉtatCivil", "état_civil"),
        ] {
            assert_eq!(name(text, Kind::Variant), upper, "{text}");
            assert_eq!(name(text, Kind::Field), snake, "{text}");
        }
        assert_eq!(name("2fa", Kind::Type), "Type2fa");
        assert_eq!(name("200", Kind::Variant), "Value200");
        assert_eq!(name("2fa", Kind::Field), "field_2fa");
        assert_eq!(spelled_name("foo.bar", Kind::Type), "FooDotBar");
        assert_eq!(edged_name("-begin_at", Kind::Variant), "DashBeginAt");
        assert_eq!(edged_name("_id", Kind::Field), "underscore_id");
    }

    #[test]
    fn long_names_are_cut_in_the_middle() {
        for word in ["wordy ", "a", "名前", "名前 ", "İ"] {
            let text = word.repeat(400);
            for kind in [Kind::Type, Kind::Function] {
                let [long, other] = [&text, &format!("{text}z")].map(|text| name(text, kind));
                assert!(long.len() <= LONGEST, "{long}");
                assert!(is_identifier(&long), "{long}");
                assert_ne!(long, other);
            }
        }
        assert!(name(&"wordy ".repeat(30), Kind::Type).starts_with("WordyWordy"));
    }

    #[test]
    fn every_name_is_an_identifier() {
        let mut texts: Vec<String> = (0..=0x2ff)
            .filter_map(char::from_u32)
            .map(String::from)
            .collect();
        texts.extend(
            [
                "\u{1f600}",
                "²",
                "½",
                "e\u{301}",
                "İ",
                "ŉ",
                "ǆ",
                "ﬁ",
                "_1",
                "__",
                "1_",
                "self ",
                "؀",
                "ß",
            ]
            .map(String::from),
        );
        texts.extend(('\u{3b1}'..='\u{44f}').map(|char| format!("1{char}")));
        for text in texts {
            for kind in [
                Kind::Type,
                Kind::Variant,
                Kind::Field,
                Kind::Function,
                Kind::Module,
            ] {
                for name in [
                    name(&text, kind),
                    edged_name(&text, kind),
                    spelled_name(&text, kind),
                ] {
                    assert!(is_identifier(&name), "{text:?} {name:?}");
                }
            }
        }
    }
}
