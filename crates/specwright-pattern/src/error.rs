//! What can be wrong with a pattern, and what to write instead.

use std::fmt;

/// A pattern that is none. [`Display`](fmt::Display) says what is wrong, [`Error::repair`] what to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// Byte offset into the pattern.
    pub offset: usize,
    /// What is wrong there.
    pub kind: ErrorKind,
}

/// What is wrong with a pattern. The sections are those of ECMA-262.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// `(?i)`: JSON Schema has no flags and ECMA-262 no such group.
    InlineFlags {
        /// The flags between the parentheses.
        flags: String,
        /// The pattern with the flags written out, if that can be done.
        rewritten: Option<String>,
    },
    /// `(?P<name>…)`, the spelling of Python and Rust.
    PythonGroup,
    /// `(?>…)`, an atomic group.
    AtomicGroup,
    /// `(?#…)`, a comment.
    CommentGroup,
    /// `(?` and something that begins no group (22.2.1, `Atom`).
    UnknownGroupKind,
    /// `(` without `)`.
    UnclosedGroup,
    /// `)` without `(`.
    UnopenedGroup,
    /// `(?<` and no name (22.2.1, `RegExpIdentifierName`).
    GroupName,
    /// Two groups of one name (22.2.1.1).
    DuplicateGroupName {
        /// The name.
        name: String,
    },
    /// `\1` or `\k<name>` to a group that is not there (22.2.1.1).
    UnknownGroup {
        /// The name or number.
        name: String,
    },
    /// `[` without `]`.
    UnclosedClass,
    /// `[z-a]` (22.2.1.1).
    ClassRangeOrder {
        /// The first member as it is written.
        first: String,
        /// The last member as it is written.
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
    /// `\` before a character that needs and has no escape (22.2.1, `IdentityEscape`).
    Escape(char),
    /// `\c` without a letter.
    ControlEscape,
    /// `\0` before a digit: there are no octal escapes (22.2.1, `CharacterEscape`).
    OctalEscape,
    /// `\x` or `\u` without its digits, or beyond U+10FFFF.
    HexEscape(char),
    /// `\p{…}` with a name that is not in the tables of 22.2.1.1.
    UnknownProperty {
        /// What stands between the braces.
        name: String,
        /// The right spelling, where one is near.
        near: Option<String>,
    },
    /// `\p{…}` with a name that is right, but for which Specwright has no data.
    PropertyWithoutData {
        /// What stands between the braces.
        name: String,
    },
    /// Groups in groups, deeper than [`ErrorKind::MAX_DEPTH`].
    TooDeep,
    /// A pattern longer than [`ErrorKind::MAX_BYTES`].
    TooLong,
}

impl ErrorKind {
    /// How deep groups may nest.
    pub const MAX_DEPTH: usize = 128;
    /// How long a pattern may be.
    pub const MAX_BYTES: usize = 64 * 1024;
}

impl Error {
    pub(crate) fn new(offset: usize, kind: ErrorKind) -> Self {
        Self { offset, kind }
    }

    /// What to write instead.
    pub fn repair(&self) -> Option<String> {
        self.kind.repair()
    }

    /// The pattern of ECMA-262 that means what this one means in the dialect that it is written in, as far as this fault goes:
    /// `[Aa]` of `(?i)a`, `(?<year>…)` of `(?P<year>…)`.
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
            K::InlineFlags { flags, .. } => write!(
                f,
                "`(?{flags}` sets flags, which ECMA-262 patterns cannot do"
            ),
            K::PythonGroup => write!(f, "`(?P` is not ECMA-262"),
            K::AtomicGroup => write!(f, "`(?>` is not ECMA-262, which has no atomic groups"),
            K::CommentGroup => write!(
                f,
                "`(?#` is not ECMA-262, which has no comments in patterns"
            ),
            K::UnknownGroupKind => write!(f, "`(?` begins no group of ECMA-262"),
            K::UnclosedGroup => write!(f, "this group is not closed"),
            K::UnopenedGroup => write!(f, "`)` closes no group"),
            K::GroupName => write!(
                f,
                "a group name is expected here: a letter, `$` or `_`, more of these or digits, and `>`"
            ),
            K::DuplicateGroupName { name } => write!(f, "there are two groups named `{name}`"),
            K::UnknownGroup { name } => write!(f, "there is no group `{name}` to refer to"),
            K::UnclosedClass => write!(f, "this character class is not closed"),
            K::ClassRangeOrder { first, last } => write!(
                f,
                "the range `{first}-{last}` is empty: its ends are out of order"
            ),
            K::SetInRange => write!(f, "a set such as `\\w` cannot be the end of a range"),
            K::NothingToRepeat => write!(f, "there is nothing to repeat"),
            K::RepeatedAssertion => write!(f, "an assertion cannot be repeated"),
            K::RepeatedQuantifier => write!(
                f,
                "a quantifier cannot be repeated; ECMA-262 has no possessive quantifiers"
            ),
            K::CountOrder => write!(f, "the smaller count must come first"),
            K::LoneBracket(bracket) => write!(f, "`{bracket}` must be escaped to stand for itself"),
            K::LoneBackslash => write!(f, "`\\` escapes nothing"),
            K::Escape(escaped) => write!(f, "`\\{escaped}` is no escape of ECMA-262"),
            K::ControlEscape => write!(f, "`\\c` must be followed by a letter"),
            K::OctalEscape => write!(
                f,
                "`\\0` cannot be followed by a digit; ECMA-262 has no octal escapes"
            ),
            K::HexEscape('x') => write!(f, "`\\x` must be followed by two hexadecimal digits"),
            K::HexEscape(_) => write!(
                f,
                "`\\u` must be followed by four hexadecimal digits, or by a code point in braces"
            ),
            K::UnknownProperty { name, .. } => {
                write!(f, "`{name}` is no Unicode property of ECMA-262")
            }
            K::PropertyWithoutData { name } => {
                write!(f, "the Unicode property `{name}` is not supported")
            }
            K::TooDeep => write!(f, "groups are nested deeper than {}", K::MAX_DEPTH),
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
            } => "write it so that it needs no flags".to_owned(),
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
            K::CountOrder => "exchange the two counts".to_owned(),
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

/// What the authors of other dialects mean by an escape that ECMA-262 does not have.
fn repair_escape(escaped: char) -> String {
    match escaped {
        'A' | 'G' => "write `^` for the start of the string".to_owned(),
        'z' | 'Z' => "write `$` for the end of the string".to_owned(),
        'a' => "write `\\x07`".to_owned(),
        'e' => "write `\\x1B`".to_owned(),
        'h' => "write `[ \\t]`".to_owned(),
        'R' => "write `(?:\\r\\n|[\\n\\r])`".to_owned(),
        'X' | 'N' | 'K' | 'Q' | 'E' | 'H' => {
            "write it without this escape, which only other dialects have".to_owned()
        }
        'U' => "write `\\u{…}`".to_owned(),
        _ => format!("write `{escaped}`"),
    }
}

/// Something that is read, but perhaps not as its author meant it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Byte offset into the pattern.
    pub offset: usize,
    /// What stands there.
    pub kind: WarningKind,
}

/// Why a pattern is doubtful. All but the last two are errors with the `u` flag, and are read as ECMA-262, Annex B.1.2 reads
/// them, which is how an engine without the flag does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WarningKind {
    /// `\_`, read as `_`.
    IdentityEscape(char),
    /// `\A`, read as `A`, though other dialects mean something by it.
    LetterEscape(char),
    /// `\x`, `\u`, `\c`, `\p` or `\k` without what must follow, read as the letter (`\c`: as a backslash).
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
    /// `/…/` and flags, which is how JavaScript writes a literal (12.9.5), read as slashes and what is around them.
    Delimiters {
        /// The pattern without its slashes and flags, and with the flags `i` and `s` written out, if that can be done.
        rewritten: Option<String>,
        /// The flags behind the closing slash.
        flags: String,
    },
}

impl Warning {
    pub(crate) fn new(offset: usize, kind: WarningKind) -> Self {
        Self { offset, kind }
    }

    /// What to write instead.
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
                format!("write it without the slashes, and so that it needs no flags `{flags}`")
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
                "`\\{escaped}` is no escape with the `u` flag, and is read as `{escaped}`"
            ),
            W::LetterEscape(escaped) => write!(
                f,
                "`\\{escaped}` is no escape of ECMA-262, and is read as the letter"
            ),
            W::IncompleteEscape('c') => write!(
                f,
                "`\\c` is incomplete, and is read as a backslash and the letter"
            ),
            W::IncompleteEscape(escaped) => {
                write!(f, "`\\{escaped}` is incomplete, and is read as the letter")
            }
            W::OctalEscape => write!(f, "octal escapes are no ECMA-262 with the `u` flag"),
            W::LoneBracket(bracket) => write!(
                f,
                "a lone `{bracket}` is an error with the `u` flag, and is read as itself"
            ),
            W::SetInRange => write!(
                f,
                "a set cannot be the end of a range; the hyphen is read as itself"
            ),
            W::RepeatedLookahead => write!(f, "a look-ahead cannot be repeated with the `u` flag"),
            W::PosixClass => write!(
                f,
                "ECMA-262 has no POSIX classes, and reads this as a list of characters"
            ),
            W::Delimiters { flags, .. } if !flags.is_empty() => write!(
                f,
                "the slashes and the flags `{flags}` are read as a part of the pattern"
            ),
            W::Delimiters { .. } => write!(f, "the slashes are read as a part of the pattern"),
        }
    }
}
