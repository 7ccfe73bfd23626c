//! Patterns that are valid in ECMA-262 and mean something else there than their author intended.
//!
//! | as written | ECMA-262 | intended |
//! |---|---|---|
//! | `/^a$/`, `/a|b/i` | slashes and flags as characters | the pattern between the slashes, with its flags |
//! | `\A`, `\z`, `\Z` | letters | the start and the end of the string |
//! | `[[:alpha:]]` | a class of `[`, `:` and letters, and `]` | a class of POSIX |

use crate::cursor::Cursor;
use crate::dialect::{delimited, write_out};

/// The classes of POSIX in the C locale (POSIX.1-2017, section 7.3.1), and `word`.
#[rustfmt::skip]
const CLASSES: [(&str, &str); 13] = [
    ("alnum", "0-9A-Za-z"), ("alpha", "A-Za-z"), ("blank", r" \t"), ("cntrl", r"\x00-\x1F\x7F"), ("digit", "0-9"),
    ("graph", r"\x21-\x7E"), ("lower", "a-z"), ("print", r"\x20-\x7E"), ("punct", r"!-\/:-@\[-`\{-~"), ("space", r"\t-\r "),
    ("upper", "A-Z"), ("word", "0-9A-Za-z_"), ("xdigit", "0-9A-Fa-f"),
];

/// Returns the pattern of ECMA-262 that the author of another one intended; none if they are the same, or the intention is not plain.
pub fn intended(pattern: &str) -> Option<String> {
    let inside = delimited(pattern).filter(|(body, flags)| is_literal(body, flags));
    let inside = inside.and_then(|(body, flags)| write_out(body, flags));
    let read = inside.as_deref().unwrap_or(pattern);
    other_dialect(read).or(inside)
}

/// Returns true if slashes are hardly those of a path: the pattern has anchors, which match nothing between slashes, or flags.
fn is_literal(body: &str, flags: &str) -> bool {
    let is_anchored = body.starts_with('^')
        || body.starts_with(r"\A")
        || (body.ends_with('$') && !body.ends_with(r"\$"));
    let is_pattern = body.contains(['[', '(', '|', '*', '+', '\\', '{']);
    is_anchored || flags.contains('i') || (!flags.is_empty() && is_pattern)
}

/// Replaces anchors and classes of other dialects; none if there are none.
fn other_dialect(pattern: &str) -> Option<String> {
    let mut cursor = Cursor::new(pattern);
    let mut out = String::with_capacity(pattern.len());
    let (mut in_class, mut changed) = (false, false);
    while let Some(found) = cursor.peek() {
        let class = in_class.then(|| posix_class(cursor.rest())).flatten();
        if let Some((name, members)) = class {
            cursor.rewind_to(cursor.offset() + name.len() + "[::]".len());
            out.push_str(members);
            changed = true;
            continue;
        }
        cursor.next();
        match (found, cursor.peek()) {
            ('\\', Some(anchor @ ('A' | 'z' | 'Z'))) if !in_class => {
                cursor.next();
                out.push(if anchor == 'A' { '^' } else { '$' });
                changed = true;
                continue;
            }
            ('\\', Some(escaped)) => {
                cursor.next();
                out.extend([found, escaped]);
                continue;
            }
            ('[', _) => in_class = true,
            (']', _) => in_class = false,
            _ => {}
        }
        out.push(found);
    }
    changed.then_some(out)
}

/// Returns the name and the members of a POSIX class at the start of a text.
fn posix_class(text: &str) -> Option<(&'static str, &'static str)> {
    let name = text.strip_prefix("[:")?.split_once(":]")?.0;
    CLASSES.into_iter().find(|(known, _)| *known == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compile;

    #[test]
    fn other_dialects_are_read_as_intended() {
        for (pattern, expected) in [
            ("/^[A-Z]{2}$/", Some("^[A-Z]{2}$")),
            ("/ab|c/i", Some("[aA][bB]|[cC]")),
            ("/^a.$/s", Some("^a[^]$")),
            (r"/^\d+\/x$/g", Some(r"^\d+\/x$")),
            ("/users/", None),
            ("/users/s", None),
            ("/[a-z]+/", None),
            (r"\Aab\z", Some("^ab$")),
            (r"\A\d+\Z", Some(r"^\d+$")),
            (r"[\A]\\A", None),
            ("^[[:alpha:]_]+$", Some("^[A-Za-z_]+$")),
            ("[[:nothing:]]", None),
            ("[:alpha:]", None),
            (r"/\A[[:digit:]]\z/", Some("^[0-9]$")),
            ("^abc$", None),
        ] {
            assert_eq!(intended(pattern).as_deref(), expected, "{pattern}");
        }
    }

    #[test]
    fn all_classes_are_read() {
        for (name, _) in CLASSES {
            let read = intended(&format!("^[[:{name}:]-]+$")).expect(name);
            let compiled = compile(&read).expect(name);
            assert!(compiled.warnings.is_empty(), "{read}");
            assert_eq!(compiled.is_match("-"), Some(true), "{read}");
            assert_eq!(compiled.is_match("é"), Some(false), "{read}");
        }
        let punctuation =
            compile(&intended("^[[:punct:]]{32}$").expect("a pattern")).expect("valid");
        let all = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
        assert_eq!(punctuation.is_match(all), Some(true));
    }

    #[test]
    fn lines_are_those_of_ecma_262() {
        let read = intended("/^a$/m").expect("a pattern");
        let compiled = compile(&read).expect("valid");
        for (text, expected) in [
            ("a", true),
            ("b\na\nb", true),
            ("ab", false),
            ("b\u{2028}a", true),
        ] {
            assert_eq!(compiled.is_match(text), Some(expected), "{text:?}");
        }
    }
}
