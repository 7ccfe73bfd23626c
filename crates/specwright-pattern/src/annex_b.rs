//! ECMA-262, Annex B.1.2: escapes that are valid only without the `u` flag. Each results in a warning.

use crate::error::WarningKind;
use crate::escape::EscapePlace;
use crate::parse::Parser;

impl Parser<'_> {
    /// Parses a `CharacterEscape` that section 22.2.1 does not have. The cursor is after `escaped`.
    pub(crate) fn annex_b_escape(
        &mut self,
        offset: usize,
        escaped: char,
        place: EscapePlace,
    ) -> u32 {
        let (value, kind) = match escaped {
            'c' => return self.annex_b_control(offset, place),
            '0'..='7' => (self.legacy_octal(escaped), WarningKind::OctalEscape),
            '8' | '9' => (u32::from(escaped), WarningKind::OctalEscape),
            'x' | 'u' | 'p' | 'P' | 'k' => {
                (u32::from(escaped), WarningKind::IncompleteEscape(escaped))
            }
            _ if escaped.is_ascii_alphabetic() => {
                (u32::from(escaped), WarningKind::LetterEscape(escaped))
            }
            _ => (u32::from(escaped), WarningKind::IdentityEscape(escaped)),
        };
        self.warn(offset, kind);
        value
    }

    /// Parses `\c` without a letter after it. In a class, a digit or `_` is valid (`ClassControlLetter`); otherwise the backslash is
    /// literal, and the `c` is parsed again.
    fn annex_b_control(&mut self, offset: usize, place: EscapePlace) -> u32 {
        self.warn(offset, WarningKind::IncompleteEscape('c'));
        let control = self
            .cursor
            .peek()
            .filter(|&found| found == '_' || found.is_ascii_digit());
        match control {
            Some(control) if place == EscapePlace::Class => {
                self.cursor.next();
                u32::from(control) % 32
            }
            _ => {
                self.cursor.rewind_to(offset + 1);
                u32::from('\\')
            }
        }
    }

    /// Parses a `LegacyOctalEscapeSequence` after its first digit: at most three digits, at most 0o377.
    fn legacy_octal(&mut self, first: char) -> u32 {
        let mut value = first.to_digit(8).unwrap_or(0);
        for _ in 0..2 {
            let Some(digit) = self.cursor.peek().and_then(|found| found.to_digit(8)) else {
                break;
            };
            if value * 8 + digit > 0o377 {
                break;
            }
            value = value * 8 + digit;
            self.cursor.next();
        }
        value
    }
}
