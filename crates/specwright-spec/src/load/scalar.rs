//! Plain scalars of YAML in the core schema (YAML 1.2.2, section 10.3.2), restricted to JSON values.

use crate::{Node, Number};

/// Resolves a plain scalar. `.inf` and `.nan` have no JSON equivalent; `yes`, `on` and `=` are strings in YAML 1.2; digits
/// after a leading zero may be a code. All of these are strings, as in `serde_yaml`.
pub(super) fn resolve(text: &str) -> Node {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Node::Null,
        "true" | "True" | "TRUE" => Node::Bool(true),
        "false" | "False" | "FALSE" => Node::Bool(false),
        _ => number(text).map_or_else(|| Node::String(text.to_owned()), Node::Number),
    }
}

/// Returns a number in JSON syntax; the other forms of YAML (`+1`, `.5`, `1.`, `0o17`, `0x1F`) are converted.
fn number(text: &str) -> Option<Number> {
    if !text.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '-' | '+' | '.')) {
        return None;
    }
    if let Some(number) = Number::new(text) {
        return Some(number);
    }
    let (sign, unsigned) = match text.as_bytes().first()? {
        b'-' => ("-", &text[1..]),
        b'+' => ("", &text[1..]),
        _ => ("", text),
    };
    if let Some(value) = radix(unsigned, "0x", 16).or_else(|| radix(unsigned, "0o", 8)) {
        return Number::new(&format!("{sign}{value}"));
    }
    if unsigned.starts_with(['+', '-']) {
        return None;
    }
    let (mantissa, exponent) =
        unsigned.split_at(unsigned.find(['e', 'E']).unwrap_or(unsigned.len()));
    let (integer, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let integer = if integer.is_empty() && !fraction.is_empty() {
        "0"
    } else {
        integer
    };
    let point = if fraction.is_empty() { "" } else { "." };
    let zero = if mantissa.ends_with('.') { ".0" } else { "" };
    Number::new(&format!("{sign}{integer}{point}{fraction}{zero}{exponent}"))
}

fn radix(text: &str, prefix: &str, radix: u32) -> Option<u128> {
    let digits = text.strip_prefix(prefix)?;
    let digits_only = digits.bytes().all(|byte| char::from(byte).is_digit(radix));
    if digits_only {
        u128::from_str_radix(digits, radix).ok()
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_core_schema() {
        for (text, meaning) in [
            ("~", "null"),
            ("True", "true"),
            ("1.10", "1.10"),
            ("+1", "1"),
            ("-.5", "-0.5"),
            ("1.", "1.0"),
            ("1.e3", "1.0e3"),
            ("0x1F", "31"),
            ("0o17", "15"),
            ("1e400", "1e400"),
            ("yes", "\"yes\""),
            ("on", "\"on\""),
            ("=", "\"=\""),
            ("007", "\"007\""),
            ("1_000", "\"1_000\""),
            (".inf", "\".inf\""),
            ("3.0.3", "\"3.0.3\""),
            ("2020-01-01", "\"2020-01-01\""),
            (".", "\".\""),
            ("-", "\"-\""),
            ("+-1", "\"+-1\""),
            ("12:30", "\"12:30\""),
        ] {
            assert_eq!(resolve(text).compact(), meaning, "{text}");
        }
    }
}
