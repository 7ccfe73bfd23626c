//! Dates, times and durations of RFC 3339.

use crate::json::time::{Formatted, has_shape, read_fraction, read_offset, two};
use crate::{Date, Timestamp};

/// `full-date`
pub(super) fn is_date(text: &str) -> bool {
    Date::from_text(text).is_some()
}

/// `date-time`
pub(super) fn is_date_time(text: &str) -> bool {
    Timestamp::from_text(text).is_some()
}

/// `full-time`; a leap second is the 61st of the last minute of a day of UTC.
pub(super) fn is_time(text: &str) -> bool {
    let Some((head, rest)) = text.as_bytes().split_first_chunk() else {
        return false;
    };
    if !has_shape(head, b"00:00:00") {
        return false;
    }
    let [h1, h2, _, m1, m2, _, s1, s2] = *head;
    let (hour, minute, second) = (two(h1, h2), two(m1, m2), two(s1, s2));
    let offset = read_fraction(rest).and_then(|(_, rest)| read_offset(rest));
    let is_last_of_day = |offset: i16| {
        let minutes = i16::from(hour) * 60 + i16::from(minute) - offset;
        minutes.rem_euclid(24 * 60) == 24 * 60 - 1
    };
    hour < 24
        && minute < 60
        && second < 61
        && offset.is_some_and(|offset| second < 60 || is_last_of_day(offset))
}

/// `duration` of appendix A: units from the greatest to the least, none left out between two.
pub(super) fn is_duration(text: &str) -> bool {
    match duration_parts(text) {
        Some((date, Some(time))) => {
            (date.is_empty() || has_units(date, "YMD")) && has_units(time, "HMS")
        }
        Some((date, None)) => has_units(date, "YMD") || has_units(date, "W"),
        None => false,
    }
}

/// A duration of ISO 8601: units from the greatest to the least, of which any may be left out, and a fraction of the last one if
/// it is a unit of time. The date may be in weeks, and the whole may have a sign.
pub(crate) fn is_iso_duration(text: &str) -> bool {
    match duration_parts(text.strip_prefix(['-', '+']).unwrap_or(text)) {
        Some((date, Some(time))) => {
            (date.is_empty() || has_some_units(date, "YMWD", false))
                && has_some_units(time, "HMS", true)
        }
        Some((date, None)) => has_some_units(date, "YMWD", false),
        None => false,
    }
}

/// Returns the units of the date of a duration, and those of its time, if it has a `T`; none without the `P`.
fn duration_parts(text: &str) -> Option<(&str, Option<&str>)> {
    let text = text.strip_prefix('P')?;
    match text.split_once('T') {
        Some((date, time)) => Some((date, Some(time))),
        None => Some((text, None)),
    }
}

/// Returns true if a text is a sequence of some of the units in order, each after digits; the last perhaps after a fraction of up
/// to nine digits.
fn has_some_units(text: &str, units: &str, with_fraction: bool) -> bool {
    let mut units = units.chars();
    let mut rest = text;
    while let Some(at) = rest.find(|char: char| char.is_ascii_alphabetic()) {
        let (number, unit) = rest.split_at(at);
        let (number, fraction) = match number.split_once(['.', ',']) {
            Some((number, fraction)) if with_fraction && rest.len() == at + 1 => {
                (number, Some(fraction))
            }
            Some(_) => return false,
            None => (number, None),
        };
        let is_digits =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let is_known = unit
            .chars()
            .next()
            .is_some_and(|unit| units.any(|it| it == unit));
        if !is_known
            || !is_digits(number)
            || !fraction.is_none_or(|it| is_digits(it) && it.len() <= 9)
        {
            return false;
        }
        rest = &rest[at + 1..];
    }
    rest.is_empty() && !text.is_empty()
}

/// Returns true if a text is a sequence of the units in order, each after digits.
fn has_units(text: &str, units: &str) -> bool {
    let mut found = String::new();
    let mut digits = 0;
    for char in text.chars() {
        if char.is_ascii_digit() {
            digits += 1;
        } else if digits > 0 {
            found.push(char);
            digits = 0;
        } else {
            return false;
        }
    }
    digits == 0 && !found.is_empty() && units.contains(&found)
}

#[cfg(test)]
mod tests {
    use crate::format::{DURATION, TIME, check};

    #[test]
    fn times() {
        check(
            TIME,
            &[
                "08:30:06Z",
                "08:30:06.123456789012z",
                "23:59:60Z",
                "15:59:60-08:00",
                "00:29:60+00:30",
            ],
            &[
                "",
                "08:30:06",
                "24:00:00Z",
                "22:59:60Z",
                "23:59:61Z",
                "08:60:06Z",
                "08:30:06.Z",
                "08:30:06+24:00",
                "08:30:06 PST",
                "8:30:06Z",
                "08:30:06Z\n",
            ],
        );
    }

    #[test]
    fn durations() {
        check(
            DURATION,
            &[
                "P4DT12H30M5S",
                "P4Y",
                "PT0S",
                "P2W",
                "P1Y2M3DT4H5M6S",
                "P01D",
                "PT1M2S",
            ],
            &[
                "", "P", "PT", "P1YT", "PT1D", "P2D1Y", "P1D2H", "P1Y2W", "P1", "PT0.5S", "P1Y2D",
                "PT1H2S", "P1WT1H", "-P1D", "P1D\n", "P২Y", "PD",
            ],
        );
    }
}
