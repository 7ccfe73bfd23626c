//! Decimal numbers of the document, exact.

use std::cmp::Ordering;
use std::fmt::{self, Write};

/// A number as a document writes it: the bound of `minimum`, the step of `multipleOf`.
///
/// It is kept as digits and a power of ten, so that no constraint is judged on a rounded number: 0.3 is a multiple of 0.1,
/// and 2⁵³ + 1 is more than 2⁵³.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    negative: bool,
    /// Not divisible by ten, unless zero.
    digits: u64,
    exponent: i32,
}

impl Decimal {
    /// Reads a JSON number (RFC 8259, section 6).
    ///
    /// # Panics
    ///
    /// If it is not one, or has more than nineteen significant digits. In a constant, that is an error of the compiler.
    pub const fn new(lexeme: &str) -> Self {
        match Self::parse(lexeme) {
            Some(decimal) => decimal,
            None => panic!("not a JSON number of at most nineteen significant digits"),
        }
    }

    const fn parse(lexeme: &str) -> Option<Self> {
        let bytes = lexeme.as_bytes();
        let negative = !bytes.is_empty() && bytes[0] == b'-';
        let mut at = negative as usize;
        let mut it = Self {
            negative,
            digits: 0,
            exponent: 0,
        };
        let mut seen = 0;
        let mut point = false;
        while at < bytes.len() {
            match bytes[at] {
                b'.' if !point && seen > 0 => point = true,
                digit @ b'0'..=b'9' => {
                    seen += 1;
                    it.exponent -= point as i32;
                    it.digits = match it.digits.checked_mul(10) {
                        Some(tenfold) => match tenfold.checked_add((digit - b'0') as u64) {
                            Some(digits) => digits,
                            None => return None,
                        },
                        None => return None,
                    };
                }
                _ => break,
            }
            at += 1;
        }
        if seen == 0 {
            return None;
        }
        if at < bytes.len() {
            let (_, exponent) = bytes.split_at(at);
            match read_exponent(exponent) {
                Some(exponent) => it.exponent += exponent,
                None => return None,
            }
        }
        while it.digits != 0 && it.digits % 10 == 0 {
            it.digits /= 10;
            it.exponent += 1;
        }
        if it.digits == 0 {
            it.exponent = 0;
        }
        Some(it)
    }

    /// The nearest `f64`.
    pub(crate) fn to_f64(self) -> f64 {
        match self.to_f64_exactly() {
            Some(value) => value,
            // Rust's parser rounds correctly, whatever the exponent.
            None => self.to_string().parse().unwrap_or(f64::INFINITY),
        }
    }

    /// The nearest `f64`, where one correctly rounded operation gives it.
    pub(crate) const fn to_f64_exactly(self) -> Option<f64> {
        const POWERS: [f64; 23] = [
            1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
            1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
        ];
        if self.digits > 1 << 53 || self.exponent < -22 || self.exponent > 22 {
            return None;
        }
        let digits = if self.negative {
            -(self.digits as f64)
        } else {
            self.digits as f64
        };
        let power = POWERS[self.exponent.unsigned_abs() as usize];
        Some(if self.exponent < 0 {
            digits / power
        } else {
            digits * power
        })
    }

    /// Returns a multiple of the number, rounded once; `None` if there are too many digits.
    #[cfg(feature = "samples")]
    pub(crate) fn times(self, count: i64) -> Option<f64> {
        let digits = i128::from(self.digits) * i128::from(count);
        let digits = if self.negative { -digits } else { digits };
        format!("{digits}e{}", self.exponent).parse().ok()
    }

    /// Compares `value` with this number.
    pub(crate) const fn compare_integer(self, value: i128) -> Ordering {
        let sign = if self.digits == 0 {
            0
        } else if self.negative {
            -1
        } else {
            1
        };
        if value.signum() != sign {
            return if value.signum() < sign {
                Ordering::Less
            } else {
                Ordering::Greater
            };
        }
        let size = compare_sizes(value.unsigned_abs(), self.digits as u128, self.exponent);
        if sign < 0 { size.reverse() } else { size }
    }

    /// Returns true if `value` × 10^`exponent` is a multiple of this number, whatever its sign. No number is a multiple of zero.
    pub(crate) const fn divides(self, value: u128, exponent: i32) -> bool {
        if self.digits == 0 {
            return false;
        }
        let divisor = self.digits as u128;
        let shift = exponent - self.exponent;
        if shift >= 0 {
            // value · 10^shift mod divisor; the divisor is below 2⁶⁴, so no product of two remainders overflows.
            value % divisor * power_modulo(shift as u32, divisor) % divisor == 0
        } else {
            // value / (divisor · 10^-shift): more than 38 zeros are more than value has.
            match 10u128.checked_pow(shift.unsigned_abs()) {
                Some(power) => match divisor.checked_mul(power) {
                    Some(divisor) => value % divisor == 0,
                    None => value == 0,
                },
                None => value == 0,
            }
        }
    }
}

const fn read_exponent(bytes: &[u8]) -> Option<i32> {
    let (negative, mut digits) = match bytes {
        [b'e' | b'E', b'-', digits @ ..] => (true, digits),
        [b'e' | b'E', b'+', digits @ ..] | [b'e' | b'E', digits @ ..] => (false, digits),
        _ => return None,
    };
    if digits.is_empty() || digits.len() > 6 {
        return None;
    }
    let mut value = 0;
    while let [digit, rest @ ..] = digits {
        if !digit.is_ascii_digit() {
            return None;
        }
        value = value * 10 + (*digit - b'0') as i32;
        digits = rest;
    }
    Some(if negative { -value } else { value })
}

/// Compares `value` with `digits · 10^exponent`.
const fn compare_sizes(value: u128, digits: u128, exponent: i32) -> Ordering {
    let (left, right, overflow) = match 10u128.checked_pow(exponent.unsigned_abs()) {
        Some(power) if exponent >= 0 => (Some(value), digits.checked_mul(power), Ordering::Less),
        Some(power) => (value.checked_mul(power), Some(digits), Ordering::Greater),
        None if exponent >= 0 => (Some(value), None, Ordering::Less),
        None => (None, Some(digits), Ordering::Greater),
    };
    match (left, right) {
        (Some(left), Some(right)) if left < right => Ordering::Less,
        (Some(left), Some(right)) if left > right => Ordering::Greater,
        (Some(_), Some(_)) => Ordering::Equal,
        // A scaled zero has no size to overflow.
        _ if digits == 0 && value == 0 => Ordering::Equal,
        _ => overflow,
    }
}

/// 10^exponent mod divisor.
const fn power_modulo(exponent: u32, divisor: u128) -> u128 {
    let (mut base, mut rest, mut result) = (10 % divisor, exponent, 1 % divisor);
    while rest > 0 {
        if rest & 1 == 1 {
            result = result * base % divisor;
        }
        base = base * base % divisor;
        rest >>= 1;
    }
    result
}

/// The shortest decimal that is read as `value` again: digits and exponent, without a sign.
pub(crate) fn shortest(value: f64) -> Option<(u128, i32)> {
    let mut text = Digits::default();
    write!(text, "{value:e}").ok()?;
    let decimal = Decimal::parse(std::str::from_utf8(text.bytes.get(..text.length)?).ok()?)?;
    Some((u128::from(decimal.digits), decimal.exponent))
}

/// The text of an `f64`: at most seventeen digits with their signs, point and exponent.
#[derive(Default)]
struct Digits {
    bytes: [u8; 32],
    length: usize,
}

impl Write for Digits {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = self.length + text.len();
        self.bytes
            .get_mut(self.length..end)
            .ok_or(fmt::Error)?
            .copy_from_slice(text.as_bytes());
        self.length = end;
        Ok(())
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.negative {
            f.write_str("-")?;
        }
        match (
            self.exponent,
            10u128.checked_pow(self.exponent.unsigned_abs()),
        ) {
            (0..=18, Some(power)) => write!(f, "{}", u128::from(self.digits) * power),
            (-18..0, Some(power)) => {
                let (digits, width) = (
                    u128::from(self.digits),
                    self.exponent.unsigned_abs() as usize,
                );
                write!(f, "{}.{:0width$}", digits / power, digits % power)
            }
            _ => write!(f, "{}e{}", self.digits, self.exponent),
        }
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_read_and_written() {
        for (lexeme, text) in [
            ("0", "0"),
            ("-0", "-0"),
            ("12", "12"),
            ("1200", "1200"),
            ("1.50", "1.5"),
            ("-0.05", "-0.05"),
            ("1e-8", "0.00000001"),
            ("1E+3", "1000"),
            ("1e40", "1e40"),
            ("18446744073709551615", "18446744073709551615"),
        ] {
            assert_eq!(Decimal::new(lexeme).to_string(), text, "{lexeme}");
        }
        for lexeme in [
            "",
            "-",
            ".5",
            "1.2.3",
            "1e",
            "1e+",
            "0x1",
            "1 ",
            "18446744073709551616",
        ] {
            assert_eq!(Decimal::parse(lexeme), None, "{lexeme}");
        }
    }

    #[test]
    fn compares_without_rounding() {
        let cases = [
            ("9007199254740993", 9_007_199_254_740_992, Ordering::Less),
            ("9007199254740993", 9_007_199_254_740_993, Ordering::Equal),
            ("0.5", 0, Ordering::Less),
            ("0.5", 1, Ordering::Greater),
            ("-0.5", 0, Ordering::Greater),
            ("-0.5", -1, Ordering::Less),
            ("1e300", i128::MAX, Ordering::Less),
            ("-1e300", i128::MIN, Ordering::Greater),
            ("1e-300", 0, Ordering::Less),
            ("1e-300", 1, Ordering::Greater),
            ("0", 0, Ordering::Equal),
            ("-0", 0, Ordering::Equal),
        ];
        for (bound, value, order) in cases {
            assert_eq!(
                Decimal::new(bound).compare_integer(value),
                order,
                "{value} with {bound}"
            );
        }
    }

    #[test]
    fn multiples_are_exact() {
        let multiple = |value: f64, of: &str| {
            let (digits, exponent) = shortest(value).unwrap();
            Decimal::new(of).divides(digits, exponent)
        };
        for (value, of) in [
            (0.3, "0.1"),
            (19.99, "0.01"),
            (0.0075, "0.0001"),
            (1e308, "1e-8"),
            (4.5, "1.5"),
            (0.0, "0.7"),
        ] {
            assert!(multiple(value, of), "{value} of {of}");
        }
        for (value, of) in [
            (0.35, "0.1"),
            (0.00751, "0.0001"),
            (1e308, "0.123456789"),
            (35.0, "1.5"),
            (1.0, "0"),
        ] {
            assert!(!multiple(value, of), "{value} of {of}");
        }
        assert!(
            Decimal::new("5").divides(i64::MAX.unsigned_abs().into(), 0) == (i64::MAX % 5 == 0)
        );
    }

    #[test]
    fn is_the_nearest_float() {
        for (lexeme, value) in [
            ("0.1", 0.1),
            ("1e23", 1e23),
            ("-2.5", -2.5),
            ("9007199254740993", 9007199254740992.0),
        ] {
            assert_eq!(Decimal::new(lexeme).to_f64(), value, "{lexeme}");
        }
    }
}
