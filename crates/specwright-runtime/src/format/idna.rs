//! Host names, whose labels may represent words of any script (IDNA 2008: RFC 5890 to 5893).
//!
//! `idna` decodes Punycode and holds labels against UTS #46, which admits all that IDNA 2008 does, and more: symbols, a few
//! letters, and characters regardless of their neighbors. This module checks the rest.

use super::network::is_label;
use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};
use unicode_script::{Script, UnicodeScript};

/// The dots between labels (RFC 3490, section 3.1).
const DOTS: [char; 4] = ['.', '\u{3002}', '\u{ff0e}', '\u{ff61}'];

/// Labels of letters, digits and inner hyphens (RFC 1123, section 2.1): 63 at most, 253 in all. One that begins
/// with `xn--` is the Punycode of a label that is valid (RFC 5891, section 5.4).
pub(super) fn is_hostname(text: &str) -> bool {
    const LONGEST: usize = 253;
    let is_encoded = |label: &str| {
        let prefix = label.get(..4);
        prefix.is_some_and(|prefix| prefix.eq_ignore_ascii_case("xn--"))
    };
    text.len() <= LONGEST
        && text.split('.').all(|label| is_label(label, false))
        && (!text.split('.').any(is_encoded) || is_international(text))
}

/// The same, with labels as they are read and with other dots.
pub(super) fn is_idn_hostname(text: &str) -> bool {
    // A name has 253 characters at most, each of which is one at least when it is encoded: Punycode of more takes quadratic time.
    const LONGEST: usize = 4 * 254;
    if text.len() > LONGEST {
        return false;
    }
    let mut labels = text.split(DOTS);
    labels.all(|label| !label.is_ascii() || is_label(label, false)) && is_international(text)
}

/// Returns true if each non-ASCII label, written directly or in Punycode, is a U-label (RFC 5890, section 2.3.2.1).
fn is_international(text: &str) -> bool {
    crate::steps::add(text.len());
    let (uts46, ascii, hyphens) = (Uts46::new(), AsciiDenyList::STD3, Hyphens::CheckFirstLast);
    let fits = uts46.to_ascii(text.as_bytes(), ascii, hyphens, DnsLength::Verify);
    let (decoded, valid) = uts46.to_unicode(text.as_bytes(), ascii, hyphens);
    fits.is_ok()
        && valid.is_ok()
        && text
            .split(DOTS)
            .zip(decoded.split('.'))
            .all(|(written, label)| {
                // A label that is not of ASCII is not mapped to another (RFC 5891, section 5.3).
                label.is_ascii() && written.is_ascii()
                    || is_u_label(label) && (written.is_ascii() || written == label)
            })
}

/// Returns true if a label that UTS #46 admits is valid in IDNA 2008.
fn is_u_label(label: &str) -> bool {
    let characters: Vec<char> = label.chars().collect();
    let hyphens = matches!(characters.as_slice(), [_, _, '-', '-', ..]);
    let mut indices = 0..characters.len();
    !hyphens && indices.all(|index| is_valid(&characters, index))
}

/// Returns true if a character is valid at its position (RFC 5892, section 3; appendix A for those that depend on neighbors).
/// Joiners, and what is unstable or ignorable, `idna` has judged.
fn is_valid(label: &[char], index: usize) -> bool {
    let before = index.checked_sub(1).map(|index| label[index]);
    let after = label.get(index + 1).copied();
    let is = |neighbour: Option<char>, script| neighbour.is_some_and(|it| it.script() == script);
    match label[index] {
        // MIDDLE DOT, as in Catalan
        '\u{b7}' => before == Some('l') && after == Some('l'),
        // GREEK LOWER NUMERAL SIGN
        '\u{375}' => is(after, Script::Greek),
        // HEBREW PUNCTUATION GERESH and GERSHAYIM
        '\u{5f3}' | '\u{5f4}' => is(before, Script::Hebrew),
        // KATAKANA MIDDLE DOT
        '\u{30fb}' => label.iter().any(|it| {
            matches!(
                it.script(),
                Script::Hiragana | Script::Katakana | Script::Han
            )
        }),
        // ARABIC-INDIC DIGITS, of one kind
        '\u{660}'..='\u{669}' => !label.iter().any(|it| ('\u{6f0}'..='\u{6f9}').contains(it)),
        '-' | '\u{200c}' | '\u{200d}' => true,
        character => is_letter(character),
    }
}

/// Returns true if a character that UTS #46 admits is a letter, a digit or a mark of a word (RFC 5892, sections 2 and 3).
fn is_letter(character: char) -> bool {
    match character {
        // Exceptions (section 2.6): valid …
        '\u{6fd}' | '\u{6fe}' | '\u{f0b}' | '\u{3007}' => true,
        // … and not.
        '\u{640}' | '\u{7fa}' | '\u{302e}' | '\u{302f}' | '\u{3031}'..='\u{3035}' | '\u{303b}' => {
            false
        }
        // Combining marks for symbols, and of music (section 2.4)
        '\u{20d0}'..='\u{20ff}' | '\u{1d100}'..='\u{1d24f}' => false,
        // Conjoining Hangul (section 2.9)
        '\u{1100}'..='\u{11ff}' | '\u{a960}'..='\u{a97c}' | '\u{d7b0}'..='\u{d7fb}' => false,
        _ => matches!(
            character.general_category(),
            GeneralCategory::LowercaseLetter
                | GeneralCategory::UppercaseLetter
                | GeneralCategory::OtherLetter
                | GeneralCategory::ModifierLetter
                | GeneralCategory::DecimalNumber
                | GeneralCategory::NonspacingMark
                | GeneralCategory::SpacingMark
        ),
    }
}

#[cfg(test)]
mod tests {
    use crate::format::{HOSTNAME, IDN_HOSTNAME, check};

    #[test]
    fn names_of_hosts() {
        let label = "a".repeat(63);
        let longest = format!("{label}.{label}.{label}.{}", &label[..61]);
        check(
            HOSTNAME,
            &[
                "www.example.com",
                "1host",
                "a--b.c",
                "ab--cd",
                &label,
                &longest,
            ],
            &[
                "",
                ".",
                "a.",
                ".a",
                "-a",
                "a-",
                "a_b",
                "a\u{ff0e}b",
                "a\n",
                &format!("{label}a"),
                &format!("{longest}a"),
            ],
        );
    }

    #[test]
    fn punycode() {
        check(
            HOSTNAME,
            &[
                "xn--bcher-kva.example",
                "XN--BCHER-KVA",
                "ab--cd.xn--4dbcagdahymbxekheh6e0a7fei0b",
            ],
            &["xn--", "xn--a", "xn--n3h", "bücher"],
        );
    }

    #[test]
    fn a_name_that_is_too_long_is_not_decoded() {
        let long = "・".repeat(1 << 16);
        for text in [long.clone(), format!("a.{long}"), "xn--a.".repeat(1 << 16)] {
            let (steps, is_name) = crate::steps::of(|| super::is_idn_hostname(&text));
            assert_eq!((steps, is_name), (0, false));
        }
    }

    #[test]
    fn words_of_any_script() {
        let long = "ü".repeat(60);
        check(
            IDN_HOSTNAME,
            &[
                "bücher.example",
                "例え。テスト",
                "l·l",
                "straße",
                "a.b",
                "UPPER.case",
                "〇",
            ],
            &[
                "", "Bücher", "a..b", "ü.", "☃", "l·a", "a_b", "ü ü", "ab--ü", "-ü", &long, "ﬁ",
                "½", "ᄀ",
            ],
        );
    }
}
