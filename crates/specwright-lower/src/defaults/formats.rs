//! The syntax of texts that have a Rust type: dates and times (RFC 3339), durations (ISO 8601), addresses, URIs (RFC 3986) and UUIDs
//! (RFC 9562). The types of the runtime read the same.

use std::net::{Ipv4Addr, Ipv6Addr};

use specwright_ir::TextType;

use super::uri::is_uri_reference;

/// Returns the function that checks the text of a type, and what it expects.
pub(super) fn check(ty: TextType) -> (fn(&str) -> bool, &'static str) {
    match ty {
        TextType::Timestamp => (is_timestamp, "a date-time of RFC 3339"),
        TextType::Date => (is_date, "a date of RFC 3339"),
        TextType::Duration => (is_duration, "a duration of ISO 8601"),
        TextType::Ipv4 => (|it| it.parse::<Ipv4Addr>().is_ok(), "an IPv4 address"),
        TextType::Ipv6 => (|it| it.parse::<Ipv6Addr>().is_ok(), "an IPv6 address"),
        TextType::Uri => (is_uri_reference, "a URI or a relative reference"),
        TextType::Uuid => (is_uuid, "a UUID"),
    }
}

/// Compares a text with a shape, in which `0` stands for any digit and everything else for itself.
fn looks_like(text: &str, shape: &str) -> bool {
    let fits = |(byte, shape): (u8, u8)| {
        if shape == b'0' {
            byte.is_ascii_digit()
        } else {
            byte == shape
        }
    };
    text.len() == shape.len() && text.bytes().zip(shape.bytes()).all(fits)
}

fn is_date(text: &str) -> bool {
    let number = |range: std::ops::Range<usize>| {
        text.get(range)
            .and_then(|digits| digits.parse::<u32>().ok())
            .unwrap_or(0)
    };
    let leap = |year: u32| {
        (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400)
    };
    let days = match number(5..7) {
        2 if leap(number(0..4)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    looks_like(text, "0000-00-00") && (1..=days).contains(&number(8..10))
}

fn is_timestamp(text: &str) -> bool {
    let (Some(date), Some(time)) = (text.get(..10), text.get(10..)) else {
        return false;
    };
    let clock = time
        .get(..9)
        .is_some_and(|clock| looks_like(&clock.to_ascii_uppercase(), "T00:00:00"));
    let rest = time.get(9..).unwrap_or_default();
    let fraction = rest
        .strip_prefix('.')
        .map(|digits| digits.trim_start_matches(|char: char| char.is_ascii_digit()));
    let zone = fraction.unwrap_or(rest);
    let offset =
        zone.eq_ignore_ascii_case("z") || looks_like(zone, "+00:00") || looks_like(zone, "-00:00");
    is_date(date) && clock && offset && fraction.is_none_or(|zone| rest.len() > zone.len() + 1)
}

fn is_uuid(text: &str) -> bool {
    let plain: String = text
        .chars()
        .map(|char| if char.is_ascii_hexdigit() { '0' } else { char })
        .collect();
    looks_like(&plain, "00000000-0000-0000-0000-000000000000")
}

/// Units from the greatest to the least, and a fraction of the last one if it is a unit of time.
fn is_duration(text: &str) -> bool {
    let text = text.strip_prefix(['-', '+']).unwrap_or(text);
    let Some(text) = text.strip_prefix('P') else {
        return false;
    };
    let (date, time) = match text.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    match time {
        Some(time) => {
            (date.is_empty() || has_units(date, "YMWD", false)) && has_units(time, "HMS", true)
        }
        None => has_units(date, "YMWD", false),
    }
}

fn has_units(text: &str, units: &str, with_fraction: bool) -> bool {
    let is_digits = |it: &str| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = |it: &str, is_last: bool| match it.split_once(['.', ',']) {
        Some((whole, fraction)) => {
            with_fraction
                && is_last
                && is_digits(whole)
                && is_digits(fraction)
                && fraction.len() <= 9
        }
        None => is_digits(it),
    };
    let mut units = units.chars();
    let pieces: Vec<&str> = text
        .split_inclusive(|it: char| it.is_ascii_alphabetic())
        .collect();
    let count = pieces.len();
    count > 0
        && pieces.iter().enumerate().all(|(index, piece)| {
            let unit = piece.chars().next_back().filter(char::is_ascii_alphabetic);
            unit.is_some_and(|unit| {
                units.any(|it| it == unit)
                    && is_number(&piece[..piece.len() - 1], index + 1 == count)
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations() {
        for text in [
            "P1Y2M3DT4H5M6S",
            "PT90M",
            "P2W",
            "PT0.5S",
            "-P1D",
            "P1DT0,25H",
        ] {
            assert!(is_duration(text), "{text}");
        }
        for text in [
            "", "P", "PT", "1 day", "P1S", "PT1D", "P0.5Y", "pt1s", "P1", "P1DT", "PT.5S",
        ] {
            assert!(!is_duration(text), "{text}");
        }
    }
}
