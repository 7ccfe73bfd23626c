//! Bounds and factors of numbers, as the runtime compares them.
//!
//! The runtime stores a number as 64 bits of digits and a power of ten. Other numbers of a document are enforced as follows:
//!
//! | in the document | enforced |
//! |---|---|
//! | a bound of more digits, beyond 64 bits | the nearest `f64`, which is what values as large are read as |
//! | any other bound of more digits | its first 19 digits, exclusive or not so that the values are the same: none has as many digits |
//! | an exponent below -999,999 | -999,999: no value is between |
//! | a factor of more digits, of numbers | the nearest `f64`, with a warning |
//! | a factor beyond 64 bits, of integers | one beyond 64 bits as well: 0 is the only multiple; with a warning |

use specwright_ir::Constraint;
use specwright_spec::{Bound, Number};

/// Least exponent that the runtime reads.
const LEAST_EXPONENT: i64 = -999_999;

/// Largest number of digits that always fit into 64 bits.
const DIGITS: usize = 19;

/// Returns the constraints of the bounds of a number.
pub(crate) fn bounds(minimum: Option<&Bound>, maximum: Option<&Bound>) -> Vec<Constraint> {
    let minimum = minimum.map(|bound| {
        let (lexeme, cut) = bound_lexeme(&bound.value);
        // The digits that are cut off would make a positive bound greater.
        let exclusive = match cut {
            true => !bound.value.is_negative(),
            false => bound.exclusive,
        };
        match exclusive {
            true => Constraint::ExclusiveMinimum(lexeme),
            false => Constraint::Minimum(lexeme),
        }
    });
    let maximum = maximum.map(|bound| {
        let (lexeme, cut) = bound_lexeme(&bound.value);
        let exclusive = match cut {
            true => bound.value.is_negative(),
            false => bound.exclusive,
        };
        match exclusive {
            true => Constraint::ExclusiveMaximum(lexeme),
            false => Constraint::Maximum(lexeme),
        }
    });
    minimum.into_iter().chain(maximum).collect()
}

/// Returns the lexeme that a bound is rounded to; `None` if it is exact.
pub(crate) fn rounded_bound(number: &Number) -> Option<String> {
    match exact(number) {
        Some(_) => None,
        None => Some(bound_lexeme(number).0),
    }
}

/// Returns the lexeme of a factor of numbers, with true if it is rounded.
pub(crate) fn factor(number: &Number) -> (String, bool) {
    if let Some(exact) = exact(number) {
        return (exact, false);
    }
    match number.as_f64() {
        // A factor too small for an `f64` keeps its first digits.
        0.0 => (cut(number), true),
        nearest => (format!("{nearest:e}"), true),
    }
}

/// Returns the lexeme of the least integer that divides all integer multiples of a number, with true if it replaces a greater
/// one; `None` if that integer is 1.
pub(crate) fn integer_factor(factor: &Number) -> Option<(String, bool)> {
    // Greater than any integer of 64 bits.
    let beyond = || Some(("1e20".to_owned(), true));
    let (digits, exponent) = parts(factor);
    let Ok(digits) = digits.parse::<u128>() else {
        return beyond();
    };
    let power = u32::try_from(exponent.unsigned_abs())
        .ok()
        .and_then(|exponent| 10_u128.checked_pow(exponent));
    let integer = match power {
        Some(power) if exponent >= 0 => digits.checked_mul(power),
        Some(power) => Some(digits / gcd(digits, power)),
        None if exponent >= 0 => None,
        // The power has more twos and fives than the digits.
        None => Some(without(without(digits, 2), 5)),
    };
    match integer {
        Some(1) => None,
        Some(integer) if integer <= u64::MAX.into() => Some((integer.to_string(), false)),
        _ => beyond(),
    }
}

fn gcd(left: u128, right: u128) -> u128 {
    match right {
        0 => left,
        _ => gcd(right, left % right),
    }
}

fn without(mut number: u128, factor: u128) -> u128 {
    while number != 0 && number.is_multiple_of(factor) {
        number /= factor;
    }
    number
}

/// Returns the lexeme of a bound, with true if digits are cut off.
fn bound_lexeme(number: &Number) -> (String, bool) {
    /// The least `f64` beyond every integer of 64 bits.
    const BEYOND_INTEGERS: f64 = 18_446_744_073_709_551_616.0;
    match exact(number) {
        Some(exact) => (exact, false),
        // A value as large as this is read as the nearest `f64`, and so is the bound that it is compared with.
        None if number.as_f64().abs() >= BEYOND_INTEGERS => {
            (format!("{:e}", number.as_f64()), false)
        }
        None => (cut(number), true),
    }
}

/// Returns a lexeme that the runtime reads as this number; `None` if it has too many digits.
fn exact(number: &Number) -> Option<String> {
    let written = number.as_str();
    let (mantissa, exponent) = written.split_once(['e', 'E']).unwrap_or((written, ""));
    if mantissa.len() <= DIGITS && exponent.len() <= 6 {
        return Some(written.to_owned());
    }
    let (digits, exponent) = parts(number);
    digits.parse::<u64>().ok()?;
    let sign = if number.is_negative() { "-" } else { "" };
    Some(match exponent.max(LEAST_EXPONENT) {
        0 => format!("{sign}{digits}"),
        exponent => format!("{sign}{digits}e{exponent}"),
    })
}

/// Returns the first digits of a number.
fn cut(number: &Number) -> String {
    let (digits, exponent) = parts(number);
    let kept = digits.len().min(DIGITS);
    let dropped = i64::try_from(digits.len() - kept).unwrap_or(i64::MAX);
    let exponent = exponent.saturating_add(dropped).max(LEAST_EXPONENT);
    let sign = if number.is_negative() { "-" } else { "" };
    format!("{sign}{}e{exponent}", &digits[..kept])
}

/// Returns the digits of a number, without zeros at either end, and the power of ten.
fn parts(number: &Number) -> (String, i64) {
    let canonical = number.canonical();
    let canonical = canonical.trim_start_matches('-');
    let (digits, exponent) = canonical.split_once('e').unwrap_or((canonical, "0"));
    (digits.to_owned(), exponent.parse().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(lexeme: &str) -> Number {
        Number::new(lexeme).expect("a number")
    }

    #[test]
    fn factors_of_integers_fit_into_64_bits() {
        for (written, expected) in [
            ("1", None),
            ("0.5", None),
            ("1e-400", None),
            ("3e-9999999", Some(("3", false))),
            ("2.5", Some(("5", false))),
            ("100000000000000000000", Some(("1e20", true))),
            (
                "18446744073709551615",
                Some(("18446744073709551615", false)),
            ),
            ("18446744073709551616", Some(("1e20", true))),
            (
                "0.10000000000000000000000000000000001",
                Some(("1e20", true)),
            ),
            ("1e300", Some(("1e20", true))),
            ("0.00000000000000000000000000000000000000005", None),
        ] {
            let found = integer_factor(&number(written));
            let expected = expected.map(|(text, rounded)| (text.to_owned(), rounded));
            assert_eq!(found, expected, "{written}");
        }
    }

    #[test]
    fn long_bounds_are_cut_without_a_change_of_values() {
        let bound = |lexeme: &str| Bound {
            value: number(lexeme),
            exclusive: false,
        };
        let long = "1.2345678901234567890123";
        let large = "12345678901234567890123";
        for (written, expected) in [
            (long.to_owned(), ["exclusiveMinimum", "maximum"]),
            (format!("-{long}"), ["minimum", "exclusiveMaximum"]),
            (large.to_owned(), ["minimum", "maximum"]),
            ("1.5".to_owned(), ["minimum", "maximum"]),
            ("1e-9999999".to_owned(), ["minimum", "maximum"]),
        ] {
            let bound = bound(&written);
            let found: Vec<_> = bounds(Some(&bound), Some(&bound))
                .iter()
                .map(|constraint| match constraint {
                    Constraint::Minimum(_) => "minimum",
                    Constraint::ExclusiveMinimum(_) => "exclusiveMinimum",
                    Constraint::Maximum(_) => "maximum",
                    _ => "exclusiveMaximum",
                })
                .collect();
            assert_eq!(found, expected, "{written}");
        }
    }
}
