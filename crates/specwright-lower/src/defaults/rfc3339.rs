//! The syntax of dates and times (RFC 3339) and of UUIDs (RFC 9562).

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

pub(super) fn is_date(text: &str) -> bool {
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

pub(super) fn is_timestamp(text: &str) -> bool {
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

pub(super) fn is_uuid(text: &str) -> bool {
    let plain: String = text
        .chars()
        .map(|char| if char.is_ascii_hexdigit() { '0' } else { char })
        .collect();
    looks_like(&plain, "00000000-0000-0000-0000-000000000000")
}
