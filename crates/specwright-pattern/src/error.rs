//! The errors and warnings of patterns, with repairs.

use std::fmt;

/// A syntax error in a pattern. [`Display`](fmt::Display) prints the message, and [`Error::repair`] returns the repair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// The byte offset in the pattern.
    pub offset: usize,
    /// The kind of error.
    pub kind: ErrorKind,
}

/// The kind of a syntax error. The sections are those of ECMA-262.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// `(?i)`: JSON Schema has no flags and ECMA-262 no such group.
    InlineFlags {
        /// The flags between the parentheses.
        flags: String,
        /// The equivalent pattern without flags, if possible.
        rewritten: Option<String>,
    },
    /// `(?P<name>…)`, the spelling of Python and Rust.
    PythonGroup,
    /// `(?>…)`, an atomic group.
    AtomicGroup,
    /// `(?#…)`, a comment.
    CommentGroup,
    /// `(?` before an unknown kind of group (22.2.1, `Atom`).
    UnknownGroupKind,
    /// `(` without `)`.
    UnclosedGroup,
    /// `)` without `(`.
    UnopenedGroup,
    /// `(?<` without a name (22.2.1, `RegExpIdentifierName`).
    GroupName,
    /// Two groups with the same name (22.2.1.1).
    DuplicateGroupName {
        /// The name.
        name: String,
    },
    /// `\1` or `\k<name>` without such a group (22.2.1.1).
    UnknownGroup {
        /// The name or number.
        name: String,
    },
    /// `[` without `]`.
    UnclosedClass,
    /// `[z-a]` (22.2.1.1).
    ClassRangeOrder {
        /// The first member as written.
        first: String,
        /// The last member as written.
        last: String,
    },
    /// `[\w-.]`: a set cannot be the end of a range (22.2.1.1).
    SetInRange,
    /// `*`, `+`, `?` or `{n}` with nothing before it.
    NothingToRepeat,
    /// `^*` or `\b+`: an assertion cannot be repeated (22.2.1, `Term`).
    RepeatedAssertion,
    /// `a++`: ECMA-262 has no possessive quantifiers.
    RepeatedQuantifier,
    /// `a{2,1}` (22.2.1.1).
    CountOrder,
    /// A lone `{`, `}` or `]` (22.2.1, `SyntaxCharacter`).
    LoneBracket(char),
    /// `\` at the end.
    LoneBackslash,
    /// `\` before a character that has no escape (22.2.1, `IdentityEscape`).
    Escape(char),
    /// `\c` without a letter.
    ControlEscape,
    /// `\0` before a digit, since there are no octal escapes (22.2.1, `CharacterEscape`).
    OctalEscape,
    /// `\x` or `\u` without its digits, or beyond U+10FFFF.
    HexEscape(char),
    /// `\p{…}` with a name that the tables of 22.2.1.1 do not have.
    UnknownProperty {
        /// The text between the braces.
        name: String,
        /// The correct spelling, if there is a similar name.
        near: Option<String>,
    },
    /// `\p{…}` with a valid name for which Specwright has no data.
    PropertyWithoutData {
        /// The text between the braces.
        name: String,
    },
    /// Groups nested more deeply than [`ErrorKind::MAX_DEPTH`].
    TooDeep,
    /// A pattern longer than [`ErrorKind::MAX_BYTES`].
    TooLong,
}

impl ErrorKind {
    /// The maximum depth of groups.
    pub const MAX_DEPTH: usize = 128;
    /// The maximum length of a pattern in bytes.
    pub const MAX_BYTES: usize = 64 * 1024;
}

impl Error {
    pub(crate) fn new(offset: usize, kind: ErrorKind) -> Self {
        Self { offset, kind }
    }

    /// Returns the suggested repair.
    pub fn repair(&self) -> Option<String> {
        self.kind.repair()
    }

    /// Returns the equivalent pattern in ECMA-262 with this error repaired: `[Aa]` for `(?i)a`, `(?<year>…)` for `(?P<year>…)`.
    pub fn rewritten(&self, pattern: &str) -> Option<String> {
        match &self.kind {
            ErrorKind::InlineFlags { rewritten, .. } => rewritten.clone(),
            ErrorKind::PythonGroup => {
                let (before, group) = pattern.split_at_checked(self.offset)?;
                let named = group.strip_prefix("(?P<")?;
                Some(format!("{before}(?<{named}"))
            }
            _ => None,
        }
    }
}

impl std::error::Error for Error {}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use ErrorKind as K;
        match &self.kind {
            K::InlineFlags { flags, .. } => {
                write!(f, "inline flags `(?{flags}` are not supported by ECMA-262")
            }
            K::PythonGroup => write!(f, "`(?P` is not valid in ECMA-262"),
            K::AtomicGroup => write!(f, "atomic groups `(?>` are not supported by ECMA-262"),
            K::CommentGroup => write!(f, "comments `(?#` are not supported by ECMA-262"),
            K::UnknownGroupKind => write!(f, "unknown kind of group after `(?`"),
            K::UnclosedGroup => write!(f, "unclosed group"),
            K::UnopenedGroup => write!(f, "unmatched `)`"),
            K::GroupName => write!(
                f,
                "invalid group name: expected a letter, `$` or `_`, then letters, digits, `$` or `_`, and `>`"
            ),
            K::DuplicateGroupName { name } => write!(f, "duplicate group name `{name}`"),
            K::UnknownGroup { name } => write!(f, "reference to unknown group `{name}`"),
            K::UnclosedClass => write!(f, "unclosed character class"),
            K::ClassRangeOrder { first, last } => write!(
                f,
                "invalid range `{first}-{last}`: its ends are out of order"
            ),
            K::SetInRange => write!(
                f,
                "a character set such as `\\w` cannot be the end of a range"
            ),
            K::NothingToRepeat => write!(f, "quantifier without a preceding expression"),
            K::RepeatedAssertion => write!(f, "an assertion cannot be repeated"),
            K::RepeatedQuantifier => {
                write!(f, "possessive quantifiers are not supported by ECMA-262")
            }
            K::CountOrder => write!(
                f,
                "invalid quantifier: the minimum is greater than the maximum"
            ),
            K::LoneBracket(bracket) => write!(f, "unescaped `{bracket}`"),
            K::LoneBackslash => write!(f, "trailing `\\`"),
            K::Escape(escaped) => write!(f, "unknown escape `\\{escaped}`"),
            K::ControlEscape => write!(f, "invalid escape `\\c`: expected a letter"),
            K::OctalEscape => write!(f, "octal escapes are not supported by ECMA-262"),
            K::HexEscape('x') => write!(f, "invalid escape `\\x`: expected two hexadecimal digits"),
            K::HexEscape(_) => write!(
                f,
                "invalid escape `\\u`: expected four hexadecimal digits or a code point in braces"
            ),
            K::UnknownProperty { name, .. } => {
                write!(f, "unknown Unicode property `{name}`")
            }
            K::PropertyWithoutData { name } => {
                write!(f, "unsupported Unicode property `{name}`")
            }
            K::TooDeep => write!(
                f,
                "groups are nested more than {} levels deep",
                K::MAX_DEPTH
            ),
            K::TooLong => write!(f, "the pattern is longer than {} bytes", K::MAX_BYTES),
        }
    }
}

impl ErrorKind {
    fn repair(&self) -> Option<String> {
        use ErrorKind as K;
        let text = match self {
            K::InlineFlags {
                rewritten: Some(pattern),
                ..
            } => format!("write `{pattern}`"),
            K::InlineFlags {
                rewritten: None, ..
            } => "rewrite the pattern without flags".to_owned(),
            K::PythonGroup => "write `(?<name>…)`".to_owned(),
            K::AtomicGroup => "write `(?:…)`".to_owned(),
            K::CommentGroup => "remove it".to_owned(),
            K::UnknownGroupKind => {
                "write `(?:…)` for a group, or `\\(\\?` to match the characters".to_owned()
            }
            K::UnclosedGroup => "add `)`, or write `\\(` to match the character".to_owned(),
            K::UnopenedGroup => "remove it, or write `\\)` to match the character".to_owned(),
            K::UnclosedClass => "add `]`, or write `\\[` to match the character".to_owned(),
            K::ClassRangeOrder { first, last } => {
                format!("write `{last}-{first}`, or `\\-` to match the hyphen")
            }
            K::SetInRange => "write `\\-` to match the hyphen".to_owned(),
            K::NothingToRepeat => "escape it to match the character".to_owned(),
            K::RepeatedAssertion | K::RepeatedQuantifier => "remove the quantifier".to_owned(),
            K::CountOrder => "swap the two counts".to_owned(),
            K::LoneBracket(bracket) => {
                format!("write `\\{bracket}`; a count is `{{n}}`, `{{n,}}` or `{{n,m}}`")
            }
            K::LoneBackslash => "write `\\\\` to match the character".to_owned(),
            K::Escape(escaped) => repair_escape(*escaped),
            K::OctalEscape => "write `\\x` and two hexadecimal digits".to_owned(),
            K::UnknownProperty {
                near: Some(near), ..
            } => format!("write `\\p{{{near}}}`"),
            _ => return None,
        };
        Some(text)
    }
}

/// Returns the repair for an escape of other dialects.
fn repair_escape(escaped: char) -> String {
    match escaped {
        'A' | 'G' => "write `^` for the start of the string".to_owned(),
        'z' | 'Z' => "write `$` for the end of the string".to_owned(),
        'a' => "write `\\x07`".to_owned(),
        'e' => "write `\\x1B`".to_owned(),
        'h' => "write `[ \\t]`".to_owned(),
        'R' => "write `(?:\\r\\n|[\\n\\r])`".to_owned(),
        'X' | 'N' | 'K' | 'Q' | 'E' | 'H' => {
            "rewrite the pattern without this escape, which only other dialects have".to_owned()
        }
        'U' => "write `\\u{…}`".to_owned(),
        _ => format!("write `{escaped}`"),
    }
}

/// A valid part of a pattern that may have an unintended meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The byte offset in the pattern.
    pub offset: usize,
    /// The kind of warning.
    pub kind: WarningKind,
}

/// The kind of a warning. All except the last two are errors with the `u` flag, and have the meaning of ECMA-262, Annex B.1.2, as in
/// an engine without the flag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WarningKind {
    /// `\_`, read as `_`.
    IdentityEscape(char),
    /// `\A`, read as `A`, which has another meaning in other dialects.
    LetterEscape(char),
    /// Incomplete `\x`, `\u`, `\c`, `\p` or `\k`, read as the letter (`\c`: as a backslash).
    IncompleteEscape(char),
    /// `\101` or `\8`, read as an octal number or as the digit.
    OctalEscape,
    /// A lone `{`, `}` or `]`, read as itself.
    LoneBracket(char),
    /// `[\w-.]`, read as the set, the hyphen and the dot.
    SetInRange,
    /// `(?=…)*`.
    RepeatedLookahead,
    /// `[[:alpha:]]`, which ECMA-262 reads as a class that begins with `[` and ends at the first `]`.
    PosixClass,
    /// `/…/` with optional flags, as in a JavaScript literal (12.9.5), read as characters of the pattern.
    Delimiters {
        /// The equivalent pattern without slashes, and with the flags `i` and `s` expanded, if possible.
        rewritten: Option<String>,
        /// The flags after the closing slash.
        flags: String,
    },
}

impl Warning {
    pub(crate) fn new(offset: usize, kind: WarningKind) -> Self {
        Self { offset, kind }
    }

    /// Returns the suggested repair.
    pub fn repair(&self) -> Option<String> {
        use WarningKind as W;
        let text = match &self.kind {
            W::IdentityEscape(escaped) => format!("write `{escaped}`"),
            W::LetterEscape(escaped) => repair_escape(*escaped),
            W::OctalEscape => "write `\\x` and two hexadecimal digits".to_owned(),
            W::LoneBracket(bracket) => format!("write `\\{bracket}`"),
            W::SetInRange => "write `\\-` to match the hyphen".to_owned(),
            W::RepeatedLookahead => "remove the quantifier".to_owned(),
            W::PosixClass => "write the characters, such as `[A-Za-z]`, or `\\p{L}`".to_owned(),
            W::Delimiters {
                rewritten: Some(pattern),
                ..
            } => format!("write `{pattern}`, or `\\/` to match the slashes"),
            W::Delimiters {
                rewritten: None,
                flags,
            } => {
                format!("rewrite the pattern without the slashes and the flags `{flags}`")
            }
            W::IncompleteEscape(_) => return None,
        };
        Some(text)
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use WarningKind as W;
        match &self.kind {
            W::IdentityEscape(escaped) => write!(
                f,
                "`\\{escaped}` is not a valid escape with the `u` flag; it matches `{escaped}`"
            ),
            W::LetterEscape(escaped) => write!(
                f,
                "`\\{escaped}` is not an escape of ECMA-262; it matches the letter"
            ),
            W::IncompleteEscape('c') => write!(
                f,
                "incomplete escape `\\c`; it matches a backslash and the letter"
            ),
            W::IncompleteEscape(escaped) => {
                write!(f, "incomplete escape `\\{escaped}`; it matches the letter")
            }
            W::OctalEscape => write!(f, "octal escapes are not valid with the `u` flag"),
            W::LoneBracket(bracket) => write!(
                f,
                "unescaped `{bracket}` is not valid with the `u` flag; it matches itself"
            ),
            W::SetInRange => write!(
                f,
                "a character set cannot be the end of a range; the hyphen matches itself"
            ),
            W::RepeatedLookahead => {
                write!(f, "a repeated look-ahead is not valid with the `u` flag")
            }
            W::PosixClass => write!(
                f,
                "POSIX classes are not supported by ECMA-262; this matches the listed characters"
            ),
            W::Delimiters { flags, .. } if !flags.is_empty() => write!(
                f,
                "the slashes and the flags `{flags}` are part of the pattern"
            ),
            W::Delimiters { .. } => write!(f, "the slashes are part of the pattern"),
        }
    }
}
