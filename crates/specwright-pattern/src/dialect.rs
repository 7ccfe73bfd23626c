//! Recognizes patterns in other dialects, and converts them to ECMA-262.

use crate::cursor::Cursor;
use crate::error::{Error, ErrorKind, Warning, WarningKind};

/// Returns the meaning of `(` and `rest`, which begins with `?`, in other dialects.
pub(crate) fn foreign_group(rest: &str) -> ErrorKind {
    let rest = &rest[1..];
    if rest.starts_with('P') {
        return ErrorKind::PythonGroup;
    }
    if rest.starts_with('>') {
        return ErrorKind::AtomicGroup;
    }
    if rest.starts_with('#') {
        return ErrorKind::CommentGroup;
    }
    let flags = rest.trim_start_matches(|found: char| found.is_ascii_alphabetic() || found == '-');
    let length = rest.len() - flags.len();
    if length > 0 && flags.starts_with([')', ':']) {
        return ErrorKind::InlineFlags {
            flags: rest[..=length].to_owned(),
            rewritten: None,
        };
    }
    ErrorKind::UnknownGroupKind
}

/// Warns of `/…/` around the pattern. The slashes are valid and part of the pattern (ECMA-262, section 22.2.1, `PatternCharacter`),
/// although they are hardly ever intended.
pub(crate) fn delimiters(pattern: &str) -> Option<Warning> {
    let (body, flags) = delimited(pattern)?;
    let kind = WarningKind::Delimiters {
        rewritten: write_out(body, flags),
        flags: flags.to_owned(),
    };
    Some(Warning::new(0, kind))
}

/// Returns the body and flags of a `RegularExpressionLiteral` (ECMA-262, section 12.9.5): slashes in the body are in a class or after
/// a backslash.
pub(crate) fn delimited(pattern: &str) -> Option<(&str, &str)> {
    let literal = pattern.strip_prefix('/')?;
    let mut cursor = Cursor::new(literal);
    let mut in_class = false;
    loop {
        let end = cursor.offset();
        match cursor.next()? {
            '\\' => {
                cursor.next();
            }
            '[' => in_class = true,
            ']' => in_class = false,
            '/' if !in_class => {
                let flags = cursor.rest();
                let is_literal = end > 0 && flags.chars().all(|flag| "dgimsuvy".contains(flag));
                return is_literal.then_some((&literal[..end], flags));
            }
            _ => {}
        }
    }
}

/// Adds the equivalent pattern to an error about inline flags.
pub(crate) fn complete(mut error: Error, pattern: &str) -> Error {
    if let ErrorKind::InlineFlags { flags, rewritten } = &mut error.kind {
        *rewritten = without_flags(pattern, error.offset, flags);
    }
    error
}

/// Returns the equivalent of a pattern whose first inline flags are at an offset. `(?i)` applies to the rest of its group, `(?i:…)` to
/// its contents, and flags after `-` have no effect there.
fn without_flags(pattern: &str, offset: usize, flags: &str) -> Option<String> {
    let (before, group) = pattern.split_at_checked(offset)?;
    let rest = group.strip_prefix("(?")?.strip_prefix(flags)?;
    let end = end_of_group(rest);
    let (scope, is_open) = match flags.strip_suffix(')') {
        Some(flags) => (flags, false),
        None => (flags.strip_suffix(':')?, true),
    };
    // Where the flags were before `^`, the equivalent begins with it.
    let added = scope.split('-').next().unwrap_or_default();
    let body = write_out(&rest[..end], added)?;
    let opening = if is_open { "(?:" } else { "" };
    Some(format!("{before}{opening}{body}{}", &rest[end..]))
}

/// Returns the offset of the `)` that closes the group which a text is in, or else its length.
fn end_of_group(text: &str) -> usize {
    let mut cursor = Cursor::new(text);
    let (mut depth, mut in_class) = (0_usize, false);
    loop {
        let at = cursor.offset();
        match cursor.next() {
            None => return at,
            Some('\\') => drop(cursor.next()),
            Some('[') => in_class = true,
            Some(']') => in_class = false,
            Some('(') if !in_class => depth += 1,
            Some(')') if !in_class && depth == 0 => return at,
            Some(')') if !in_class => depth -= 1,
            Some(_) => {}
        }
    }
}

/// Returns the pattern without flags that is equivalent to `body` with `flags`.
pub(crate) fn write_out(body: &str, flags: &str) -> Option<String> {
    let mut written = Writer {
        out: String::new(),
        any_case: false,
        any_dot: false,
        any_line: false,
        nested: false,
    };
    for flag in flags.chars() {
        match flag {
            'i' => written.any_case = true,
            's' => written.any_dot = true,
            'm' => written.any_line = true,
            'd' | 'g' | 'u' | 'v' | 'y' => {}
            _ => return None,
        }
    }
    let mut cursor = Cursor::new(body);
    while cursor.peek().is_some() {
        written.term(&mut cursor);
    }
    (!written.nested).then_some(written.out)
}

struct Writer {
    out: String,
    any_case: bool,
    any_dot: bool,
    any_line: bool,
    /// True if the pattern has further inline flags, whose scope would be lost.
    nested: bool,
}

impl Writer {
    fn term(&mut self, cursor: &mut Cursor<'_>) {
        let is_flag = |it: &char| it.is_ascii_lowercase() || *it == '-';
        let group = cursor.rest().strip_prefix("(?");
        self.nested |= group.is_some_and(|it| it.starts_with(|it| is_flag(&it)));
        if cursor.eat("(?P<") || cursor.eat("(?<") {
            self.out.push_str("(?<");
            // The name of a group keeps its case; the `=` or `!` of a look-behind is not a letter.
            self.out
                .push_str(cursor.take_while(|found| found.is_alphanumeric() || found == '_'));
            return;
        }
        match cursor.next() {
            Some('\\') => self.escape(cursor),
            Some('[') => self.class(cursor),
            Some('.') if self.any_dot => self.out.push_str("[^]"),
            Some('^') if self.any_line => self.out.push_str(r"(?<![^\n\r\u2028\u2029])"),
            Some('$') if self.any_line => self.out.push_str(r"(?![^\n\r\u2028\u2029])"),
            Some(letter) if self.any_case && letter.is_ascii_alphabetic() => {
                self.out.extend([
                    '[',
                    letter.to_ascii_lowercase(),
                    letter.to_ascii_uppercase(),
                    ']',
                ]);
            }
            Some(other) => self.out.push(other),
            None => {}
        }
    }

    fn class(&mut self, cursor: &mut Cursor<'_>) {
        self.out.push('[');
        loop {
            match cursor.next() {
                Some('\\') => self.escape(cursor),
                Some(letter) if self.any_case && letter.is_ascii_alphabetic() => {
                    self.class_letter(letter, cursor)
                }
                Some(other) => {
                    self.out.push(other);
                    if other == ']' {
                        return;
                    }
                }
                None => return,
            }
        }
    }

    /// Converts a letter in a class, or a range of letters.
    fn class_letter(&mut self, first: char, cursor: &mut Cursor<'_>) {
        let mut ahead = cursor.clone();
        let last = if ahead.eat("-") {
            ahead.next().filter(char::is_ascii_alphabetic)
        } else {
            None
        };
        match last {
            Some(last) if first.is_ascii_lowercase() == last.is_ascii_lowercase() => {
                *cursor = ahead;
                self.out
                    .extend([first.to_ascii_lowercase(), '-', last.to_ascii_lowercase()]);
                self.out
                    .extend([first.to_ascii_uppercase(), '-', last.to_ascii_uppercase()]);
            }
            // `A-z` already has both cases.
            Some(last) => {
                *cursor = ahead;
                self.out.extend([first, '-', last]);
            }
            None => self
                .out
                .extend([first.to_ascii_lowercase(), first.to_ascii_uppercase()]),
        }
    }

    /// The letters of an escape keep their case.
    fn escape(&mut self, cursor: &mut Cursor<'_>) {
        self.out.push('\\');
        let Some(escaped) = cursor.next() else { return };
        self.out.push(escaped);
        if let Some(opened) = cursor
            .peek()
            .filter(|&next| matches!((escaped, next), ('u' | 'p' | 'P', '{') | ('k', '<')))
        {
            let close = if opened == '{' { '}' } else { '>' };
            self.out.push_str(cursor.take_while(|found| found != close));
            return;
        }
        let digits = match escaped {
            'u' => 4,
            'x' => 2,
            'c' => 1,
            _ => 0,
        };
        for _ in 0..digits {
            self.out.extend(cursor.next());
        }
    }
}
