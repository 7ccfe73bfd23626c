//! Numbers with their lexemes.

use std::cmp::Ordering;

/// A JSON number, stored as its decimal lexeme so that it is never rounded.
///
/// `Eq` and `Ord` compare lexemes; [`Number::compare`] compares values.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Number(pub(crate) String);

impl Number {
    /// Parses a lexeme; `None` if it is not a number according to RFC 8259, section 6.
    pub fn new(lexeme: &str) -> Option<Self> {
        (split(lexeme)?.rest.is_empty()).then(|| Self(lexeme.to_owned()))
    }

    /// Returns the lexeme.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the value as `i64`, if it is representable: `1`, `1.0` and `1e0` are, `1.5` and `1e30` are not.
    pub fn as_i64(&self) -> Option<i64> {
        i64::try_from(self.integer()?).ok()
    }

    /// Returns the value as `u64`, if it is representable.
    pub fn as_u64(&self) -> Option<u64> {
        u64::try_from(self.integer()?).ok()
    }

    /// Returns the nearest `f64`; infinity if the value is out of range.
    pub fn as_f64(&self) -> f64 {
        // Every JSON number is valid in Rust's syntax.
        self.0.parse().unwrap_or(f64::NAN)
    }

    /// Returns true if the nearest `f64` is finite, so that all JSON parsers accept the number (RFC 8259, section 6).
    pub(crate) fn is_in_range(&self) -> bool {
        self.as_f64().is_finite()
    }

    /// Returns the greatest integer less than or equal to the value; `None` if it has more than 38 digits.
    pub fn floor(&self) -> Option<i128> {
        let whole = self.whole()?;
        Some(whole - i128::from(self.is_negative() && !self.is_integer()))
    }

    /// Returns the least integer greater than or equal to the value; `None` if it has more than 38 digits.
    pub fn ceil(&self) -> Option<i128> {
        let whole = self.whole()?;
        Some(whole + i128::from(!self.is_negative() && !self.is_integer()))
    }

    /// Returns the integer part of the value.
    fn whole(&self) -> Option<i128> {
        let Decimal {
            negative,
            mut digits,
            exponent,
        } = self.decimal();
        let length = i64::try_from(digits.len()).ok()?.checked_add(exponent)?;
        if length > 38 {
            return None;
        }
        digits.truncate(usize::try_from(length).unwrap_or(0));
        let zeros = usize::try_from(exponent).unwrap_or(0);
        digits.extend(std::iter::repeat_n('0', zeros));
        let magnitude: i128 = match digits.is_empty() {
            true => 0,
            false => digits.parse().ok()?,
        };
        Some(if negative { -magnitude } else { magnitude })
    }

    /// Returns true if the value has no fraction (OpenAPI 3.0.4, "Data Types": `1.0` is an integer).
    pub fn is_integer(&self) -> bool {
        self.decimal().exponent >= 0
    }

    /// Returns true if the value is less than zero.
    pub fn is_negative(&self) -> bool {
        self.decimal().negative
    }

    /// Returns true if the value is zero.
    pub fn is_zero(&self) -> bool {
        self.decimal().digits.is_empty()
    }

    /// Compares values: `1`, `1.0` and `10e-1` are equal.
    pub fn compare(&self, other: &Self) -> Ordering {
        let (left, right) = (self.decimal(), other.decimal());
        match (left.signum(), right.signum()) {
            (1, 1) => left.compare_magnitude(&right),
            (-1, -1) => right.compare_magnitude(&left),
            (left, right) => left.cmp(&right),
        }
    }

    /// Returns true if the value is an exact multiple of `factor` (JSON Schema 2020-12 Validation, section 6.2.1), and for
    /// factors with an unreasonable number of digits.
    pub fn is_multiple_of(&self, factor: &Self) -> bool {
        let (value, factor) = (self.decimal(), factor.decimal());
        let (Ok(divisor), false) = (factor.digits.parse::<u64>(), value.digits.is_empty()) else {
            return true;
        };
        // Neither has trailing zeros, so only the exponent of the value provides factors of ten.
        let Ok(zeros) = u64::try_from(value.exponent.saturating_sub(factor.exponent)) else {
            return false;
        };
        let divisor = u128::from(divisor);
        let digits = value.digits.bytes().map(|digit| u128::from(digit - b'0'));
        let rest = digits.fold(0, |rest, digit| (rest * 10 + digit) % divisor);
        (rest * power_of_ten(zeros, divisor)).is_multiple_of(divisor)
    }

    /// Returns the canonical spelling of the value, such as `15e-1` for `1.50`.
    pub fn canonical(&self) -> String {
        let Decimal {
            negative,
            digits,
            exponent,
        } = self.decimal();
        let sign = if negative { "-" } else { "" };
        match exponent {
            _ if digits.is_empty() => "0".to_owned(),
            0 => format!("{sign}{digits}"),
            _ => format!("{sign}{digits}e{exponent}"),
        }
    }

    fn integer(&self) -> Option<i128> {
        let Decimal {
            negative,
            mut digits,
            exponent,
        } = self.decimal();
        let zeros = usize::try_from(exponent)
            .ok()
            .filter(|zeros| *zeros <= 38)?;
        digits.extend(std::iter::repeat_n('0', zeros));
        let magnitude: i128 = if digits.is_empty() {
            0
        } else {
            digits.parse().ok()?
        };
        Some(if negative { -magnitude } else { magnitude })
    }

    fn decimal(&self) -> Decimal {
        split(&self.0).map(Decimal::from_lexeme).unwrap_or_default()
    }
}

/// Returns the remainder of a power of ten. `divisor` is less than 2⁶⁴, so that no product overflows.
fn power_of_ten(mut exponent: u64, divisor: u128) -> u128 {
    let (mut power, mut base) = (1 % divisor, 10 % divisor);
    while exponent > 0 {
        if exponent % 2 == 1 {
            power = power * base % divisor;
        }
        base = base * base % divisor;
        exponent /= 2;
    }
    power
}

/// ±`digits`×10^`exponent` without leading or trailing zeros; zero has no digits and the exponent 0.
#[derive(Default)]
struct Decimal {
    negative: bool,
    digits: String,
    exponent: i64,
}

impl Decimal {
    fn from_lexeme(lexeme: Lexeme<'_>) -> Self {
        let all = format!("{}{}", lexeme.integer, lexeme.fraction);
        let digits = all.trim_start_matches('0').trim_end_matches('0');
        if digits.is_empty() {
            return Self::default();
        }
        let dropped = all.len() - all.trim_end_matches('0').len();
        let shift = dropped as i64 - lexeme.fraction.len() as i64;
        let exponent = lexeme.exponent.saturating_add(shift);
        Self {
            negative: lexeme.negative,
            digits: digits.to_owned(),
            exponent,
        }
    }

    fn signum(&self) -> i8 {
        match (self.digits.is_empty(), self.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        }
    }

    fn compare_magnitude(&self, other: &Self) -> Ordering {
        let order = |it: &Self| it.exponent.saturating_add(it.digits.len() as i64);
        order(self)
            .cmp(&order(other))
            .then_with(|| self.digits.cmp(&other.digits))
    }
}

/// The parts of a lexeme.
struct Lexeme<'a> {
    negative: bool,
    integer: &'a str,
    fraction: &'a str,
    exponent: i64,
    rest: &'a str,
}

/// Parses `-? (0 | [1-9][0-9]*) (\.[0-9]+)? ([eE][+-]?[0-9]+)?` at the start of a text (RFC 8259, section 6).
fn split(text: &str) -> Option<Lexeme<'_>> {
    let (negative, text) = text
        .strip_prefix('-')
        .map_or((false, text), |rest| (true, rest));
    let (integer, mut rest) = split_digits(text);
    if integer.is_empty() || (integer.len() > 1 && integer.starts_with('0')) {
        return None;
    }
    let mut fraction = "";
    if let Some(after) = rest.strip_prefix('.') {
        (fraction, rest) = split_digits(after);
        if fraction.is_empty() {
            return None;
        }
    }
    let mut exponent = 0;
    if let Some(after) = rest.strip_prefix(['e', 'E']) {
        let unsigned = after.strip_prefix(['+', '-']).unwrap_or(after);
        let (digits, after_digits) = split_digits(unsigned);
        if digits.is_empty() {
            return None;
        }
        // Exponents beyond i64 are clamped: no representation holds such numbers.
        let magnitude = digits.parse().unwrap_or(i64::MAX / 4).min(i64::MAX / 4);
        exponent = if after.starts_with('-') {
            -magnitude
        } else {
            magnitude
        };
        rest = after_digits;
    }
    Some(Lexeme {
        negative,
        integer,
        fraction,
        exponent,
        rest,
    })
}

fn split_digits(text: &str) -> (&str, &str) {
    text.split_at(text.bytes().take_while(u8::is_ascii_digit).count())
}

/// Returns the numbers of a valid JSON text in order.
///
/// `serde_json` rounds fractions to `f64`; this restores the lexemes.
pub(crate) fn lexemes_of_json(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    let begins = |byte: u8| matches!(byte, b'"' | b'-' | b'0'..=b'9');
    std::iter::from_fn(move || {
        loop {
            rest = &rest[rest.bytes().position(begins)?..];
            if let Some(string) = rest.strip_prefix('"') {
                rest = &string[end_of_string(string)..];
            } else {
                let length = rest.len() - split(rest)?.rest.len();
                let (lexeme, after) = rest.split_at(length);
                rest = after;
                return Some(lexeme);
            }
        }
    })
}

/// Returns the offset after the closing quote of a JSON string.
fn end_of_string(text: &str) -> usize {
    let mut bytes = text.bytes().enumerate();
    while let Some((index, byte)) = bytes.next() {
        match byte {
            b'"' => return index + 1,
            b'\\' => drop(bytes.next()),
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(lexeme: &str) -> Number {
        Number::new(lexeme).unwrap_or_else(|| panic!("{lexeme} is a number"))
    }

    #[test]
    fn only_json_numbers_are_numbers() {
        for lexeme in [
            "0",
            "-0",
            "12",
            "1.10",
            "1e400",
            "-1.5E-7",
            "9007199254740993",
        ] {
            assert!(Number::new(lexeme).is_some(), "{lexeme}");
        }
        for lexeme in [
            "", "-", "01", "1.", ".5", "+1", "1e", "1 ", "0x1", "NaN", "1_000",
        ] {
            assert!(Number::new(lexeme).is_none(), "{lexeme}");
        }
    }

    #[test]
    fn values_are_compared_not_spellings() {
        for equal in [
            ["1", "1.0"],
            ["1", "1e0"],
            ["100", "1e2"],
            ["0", "-0.0"],
            ["15e-1", "1.50"],
        ] {
            let [left, right] = equal.map(number);
            assert_eq!(left.canonical(), right.canonical());
            assert_eq!(left.compare(&right), Ordering::Equal);
        }
        for ascending in [
            ["1", "2"],
            ["-2", "-1"],
            ["-1", "0"],
            ["9", "10"],
            ["0.1", "0.2"],
            ["1e399", "1e400"],
        ] {
            let [left, right] = ascending.map(number);
            assert_eq!(left.compare(&right), Ordering::Less, "{ascending:?}");
        }
    }

    #[test]
    fn multiples_are_exact() {
        for [value, factor] in [
            ["0", "7"],
            ["0.3", "0.1"],
            ["-6", "3.0"],
            ["9007199254740993", "3"],
            ["1e300", "8"],
            ["1e4000000000000000000", "0.5"],
            ["12", "0.0000001"],
        ] {
            assert!(number(value).is_multiple_of(&number(factor)), "{value}");
        }
        for [value, factor] in [
            ["1", "3.0"],
            ["0.35", "0.1"],
            ["5", "10"],
            ["1e300", "3"],
            ["1", "1e300"],
        ] {
            assert!(!number(value).is_multiple_of(&number(factor)), "{value}");
        }
    }

    #[test]
    fn integers_are_exact() {
        assert_eq!(
            number("9007199254740993.0").as_i64(),
            Some(9_007_199_254_740_993)
        );
        assert_eq!(number("1e2").as_u64(), Some(100));
        assert_eq!(number("-0").as_i64(), Some(0));
        assert_eq!(number("-1").as_u64(), None);
        assert_eq!(number("1.5").as_i64(), None);
        assert_eq!(number("18446744073709551616").as_u64(), None);
        assert_eq!(number("1e99999999999999999999").as_i64(), None);
    }

    #[test]
    fn integers_beside_a_number_are_exact() {
        for (lexeme, floor, ceil) in [
            ("0", 0, 0),
            ("1.5", 1, 2),
            ("-1.5", -2, -1),
            ("0.001", 0, 1),
            ("-1e-9999999", -1, 0),
            (
                "9007199254740993.5",
                9_007_199_254_740_993,
                9_007_199_254_740_994,
            ),
            (
                "-9223372036854775809",
                -9_223_372_036_854_775_809,
                -9_223_372_036_854_775_809,
            ),
            ("12e2", 1200, 1200),
        ] {
            let number = number(lexeme);
            assert_eq!(number.floor(), Some(floor), "{lexeme}");
            assert_eq!(number.ceil(), Some(ceil), "{lexeme}");
        }
        assert_eq!(number("1e39").floor(), None);
        assert_eq!(number("-1e999999999999999999999").ceil(), None);
    }

    #[test]
    fn lexemes_are_found_between_strings() {
        let text = r#"{"1": [1.10, "2 \" 3", -4e5], "x": {"y": 0}}"#;
        assert_eq!(
            lexemes_of_json(text).collect::<Vec<_>>(),
            ["1.10", "-4e5", "0"]
        );
    }
}
