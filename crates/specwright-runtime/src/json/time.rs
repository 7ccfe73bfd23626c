//! `format: date-time` and `format: date`.
//!
//! The text is checked byte by byte against RFC 3339, section 5.6, before a value is made of it: jiff, like every such crate,
//! accepts more (and some less).

use super::json_types::JsonTypes;
use super::node::{Node, first_repeated_by};
use super::{Date, Json, Timestamp, Validate};
use crate::constraints::Shown;
use crate::{Constraints, Path, Report};
use serde_core::de::{self, Deserializer, Visitor};
use serde_core::ser::Serializer;
use std::cell::Cell;
use std::fmt;
use std::marker::PhantomData;

/// A type that is written in a string of a format.
pub(crate) trait Formatted: Sized {
    const FORMAT: &'static str;
    const EXPECTED: &'static str;

    fn from_text(text: &str) -> Option<Self>;

    /// Returns false for a text that was read leniently and kept.
    fn is_of_format(&self) -> bool {
        true
    }

    /// Reads leniently what many services send although the format does not allow it.
    fn from_lenient_text(_: &str) -> Option<Self> {
        None
    }
}

thread_local! {
    static IS_LENIENT: Cell<bool> = const { Cell::new(false) };
}

/// Accepts a time without an offset as UTC while it exists, so that one field makes no response unreadable.
#[cfg(feature = "client")]
pub(crate) struct Lenient {
    was: bool,
}

#[cfg(feature = "client")]
impl Lenient {
    /// Begins lenient reading on this thread.
    pub(crate) fn begin() -> Self {
        Self {
            was: IS_LENIENT.replace(true),
        }
    }
}

#[cfg(feature = "client")]
impl Drop for Lenient {
    fn drop(&mut self) {
        IS_LENIENT.set(self.was);
    }
}

/// Reads a [`Formatted`] value.
pub(crate) fn read<'de, T: Formatted, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_str(Text(PhantomData))
}

/// Reports the violations of a node that must be a [`Formatted`] value.
pub(crate) fn diagnose<T: Formatted>(
    node: &Node,
    at: &Path<'_>,
    constraints: Constraints,
    report: &mut Report,
) {
    match node.as_text() {
        None => constraints.wrong_type("a string", node, at, report),
        Some(text) => match T::from_text(text) {
            None => {
                let keyword = constraints.format_keyword();
                let schema = constraints.schema_of(keyword);
                report.add(at, schema, keyword, T::EXPECTED, Shown(text));
            }
            Some(_) => constraints.check_text(text, at, report),
        },
    }
}

struct Text<T>(PhantomData<T>);

impl<T: Formatted> Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} in a string", T::EXPECTED)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        let loose = || IS_LENIENT.get().then(|| T::from_lenient_text(text))?;
        T::from_text(text).or_else(loose).ok_or_else(|| {
            E::custom(format_args!(
                "expected {} (format: {})",
                T::EXPECTED,
                T::FORMAT
            ))
        })
    }
}

/// Returns a value that displays itself as it is written.
pub(crate) fn itself<T>(value: &T) -> &T {
    value
}

/// Writes `Validate` and `Json` for a [`Formatted`] type. It displays itself as it is written, or a function returns what does.
macro_rules! formatted {
    ($ty:ty) => {
        $crate::json::time::formatted! { $ty, $crate::json::time::itself }
    };
    ($ty:ty, $written:path) => {
        impl Validate for $ty {
            fn check(&self, at: &Path<'_>, report: &mut Report) {
                use $crate::json::time::Formatted;
                if !self.is_of_format() {
                    let found = $written(self).to_string();
                    report.add(
                        at,
                        "",
                        "format",
                        Self::EXPECTED,
                        $crate::constraints::Shown(&found),
                    );
                }
            }
        }

        impl Json for $ty {
            const JSON_TYPES: JsonTypes = JsonTypes::STRING;

            #[cfg(feature = "samples")]
            fn outline() -> crate::sample::Outline {
                crate::sample::Outline::format(<$ty as $crate::json::time::Formatted>::FORMAT)
            }

            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::json::time::read(deserializer)
            }

            fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(&$written(self))
            }

            fn diagnose(node: &Node, at: &Path<'_>, constraints: Constraints, report: &mut Report) {
                $crate::json::time::diagnose::<Self>(node, at, constraints, report);
            }

            fn check_constraints(
                &self,
                constraints: Constraints,
                at: &Path<'_>,
                report: &mut Report,
            ) {
                if !constraints.constraints.is_empty() {
                    constraints.check_text(&$written(self).to_string(), at, report);
                }
            }

            fn first_repeated(items: &[Self]) -> Option<(usize, usize)> {
                first_repeated_by(items, Ord::cmp)
            }
        }
    };
}

pub(crate) use formatted;

formatted! { Timestamp }
formatted! { Date }

impl Formatted for Timestamp {
    const FORMAT: &'static str = "date-time";
    const EXPECTED: &'static str = "a date and time of RFC 3339";

    fn from_text(text: &str) -> Option<Self> {
        let (seconds, nanosecond) = read_instant(text)?;
        // Before 1970 the fraction counts forwards from an earlier second, with the sign of the seconds.
        let (seconds, nanosecond) = if seconds < 0 && nanosecond > 0 {
            (seconds + 1, nanosecond - 1_000_000_000)
        } else {
            (seconds, nanosecond)
        };
        // Two hours off the end of the year 9999 jiff has no more timestamps; yet many services send "9999-12-31T23:59:59Z" for
        // "never".
        Some(Timestamp::new(seconds, nanosecond).unwrap_or(Timestamp::MAX))
    }

    fn from_lenient_text(text: &str) -> Option<Self> {
        lenient(text, Self::from_text)
    }
}

/// Reads a text without an offset, or with a blank between date and time.
pub(crate) fn lenient<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
    let (date, time) = text.split_once(['T', 't', ' '])?;
    let text = format!("{date}T{time}");
    read(&text).or_else(|| read(&format!("{text}Z")))
}

/// Reads a `date-time`: the seconds since 1970, and the nanoseconds after them. RFC 3339 has none before the year 0.
pub(crate) fn read_instant(text: &str) -> Option<(i64, i32)> {
    let (head, rest) = text.as_bytes().split_first_chunk()?;
    if !has_shape(head, b"0000-00-00T00:00:00") {
        return None;
    }
    let [date @ .., _, h1, h2, _, m1, m2, _, s1, s2] = *head;
    let days = read_days(&date)?;
    let (hour, minute, second) = (two(h1, h2), two(m1, m2), two(s1, s2));
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let (nanosecond, rest) = read_fraction(rest)?;
    let offset = read_offset(rest)?;

    // A leap second is the 61st of the last minute of a day of UTC; of its length nothing is left in a timestamp.
    let minute_of_utc = i64::from(hour) * 60 + i64::from(minute) - i64::from(offset);
    if second == 60 && minute_of_utc.rem_euclid(24 * 60) != 24 * 60 - 1 {
        return None;
    }
    let seconds = (days * 24 * 60 + minute_of_utc) * 60 + i64::from(second.min(59));
    let nanosecond = if second == 60 {
        999_999_999
    } else {
        nanosecond
    };
    const FIRST: i64 = -719_528 * 24 * 60 * 60;
    match seconds < FIRST {
        true => Some((FIRST, 0)),
        false => Some((seconds, nanosecond)),
    }
}

impl Formatted for Date {
    const FORMAT: &'static str = "date";
    const EXPECTED: &'static str = "a date of RFC 3339";

    fn from_text(text: &str) -> Option<Self> {
        let (year, month, day) = read_full_date(text)?;
        Date::new(year, month, day).ok()
    }
}

/// Returns true for a year that RFC 3339 can write.
#[cfg(any(feature = "chrono", feature = "time"))]
pub(crate) fn is_year(year: i32) -> bool {
    (0..=9999).contains(&year)
}

/// Reads a `full-date`: year, month and day.
pub(crate) fn read_full_date(text: &str) -> Option<(i16, i8, i8)> {
    let text = text.as_bytes().try_into().ok()?;
    has_shape(text, b"0000-00-00").then(|| read_date(text))?
}

/// Returns true if a text has digits where the shape has zeros, and otherwise the characters of the shape, letters in either case.
/// Without early exit, so that it is vectorized.
pub(crate) fn has_shape<const N: usize>(text: &[u8; N], shape: &[u8; N]) -> bool {
    let mut misfits = false;
    for (byte, wanted) in text.iter().zip(shape) {
        misfits |= match wanted {
            b'0' => byte.wrapping_sub(b'0') > 9,
            b'T' => byte | 0x20 != b't',
            _ => byte != wanted,
        };
    }
    !misfits
}

/// Two digits.
pub(crate) fn two(tens: u8, units: u8) -> u8 {
    tens.wrapping_sub(b'0') * 10 + units.wrapping_sub(b'0')
}

/// `full-date`, whose shape was checked.
fn read_date(text: &[u8; 10]) -> Option<(i16, i8, i8)> {
    let [y1, y2, y3, y4, _, m1, m2, _, d1, d2] = *text;
    let year = i16::from(two(y1, y2)) * 100 + i16::from(two(y3, y4));
    let (month, day) = (two(m1, m2), two(d1, d2));
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return None,
    };
    (1..=days)
        .contains(&day)
        .then_some((year, month as i8, day as i8))
}

/// The days of a `full-date` since 1970.
fn read_days(text: &[u8; 10]) -> Option<i64> {
    let (year, month, day) = read_date(text)?;
    // Years that begin in March end with the day that leaps; 400 years are 146,097 days, and 1970 begins 719,468 days after the
    // first of March of the year 0.
    let (month, day) = (i64::from(month), i64::from(day));
    let year = i64::from(year) - i64::from(month <= 2);
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

/// `time-secfrac`, of any length, cut to nanoseconds.
pub(crate) fn read_fraction(text: &[u8]) -> Option<(i32, &[u8])> {
    let [b'.', rest @ ..] = text else {
        return Some((0, text));
    };
    let length = rest
        .iter()
        .position(|byte| !byte.is_ascii_digit())
        .unwrap_or(rest.len());
    let (digits, rest) = rest.split_at(length);
    let value = (0..9).fold(0, |value, at| {
        value * 10 + digits.get(at).map_or(0, |digit| i32::from(digit - b'0'))
    });
    (!digits.is_empty()).then_some((value, rest))
}

/// `time-offset`, in minutes; `-00:00` is UTC of an unknown place.
pub(crate) fn read_offset(text: &[u8]) -> Option<i16> {
    match *text {
        [b'Z' | b'z'] => Some(0),
        [sign @ (b'+' | b'-'), ref offset @ ..] => {
            let offset: &[u8; 5] = offset.try_into().ok()?;
            if !has_shape(offset, b"00:00") {
                return None;
            }
            let [h1, h2, _, m1, m2] = *offset;
            let (hours, minutes) = (two(h1, h2), two(m1, m2));
            let minutes =
                (hours < 24 && minutes < 60).then(|| i16::from(hours) * 60 + i16::from(minutes))?;
            Some(if sign == b'-' { -minutes } else { minutes })
        }
        _ => None,
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Checks that the types of another crate refuse what those of jiff do, in the same words.
    #[cfg(any(feature = "chrono", feature = "time"))]
    pub(crate) fn refuses_as_jiff<T: Json + fmt::Debug, D: Json>() {
        use crate::json::from_slice;
        for json in [
            &b"\"2024-05-17 08:30:00\""[..],
            b"\"2023-02-29T00:00:00Z\"",
            b"5",
        ] {
            let expected = from_slice::<Timestamp>(json).unwrap_err();
            let error = from_slice::<T>(json).unwrap_err();
            assert_eq!(error.to_string(), expected.to_string());
        }
        assert!(from_slice::<D>(b"\"2023-02-29\"").is_err());
    }

    #[test]
    fn date_times_of_rfc_3339_are_read() {
        let cases = [
            ("1963-06-19T08:30:06.283185Z", "1963-06-19T08:30:06.283185Z"),
            ("1963-06-19T08:30:06Z", "1963-06-19T08:30:06Z"),
            ("1937-01-01T12:00:27.87+00:20", "1937-01-01T11:40:27.87Z"),
            ("1990-12-31T15:59:50.123-08:00", "1990-12-31T23:59:50.123Z"),
            ("1998-12-31T23:59:60Z", "1998-12-31T23:59:59.999999999Z"),
            (
                "1998-12-31T15:59:60.123-08:00",
                "1998-12-31T23:59:59.999999999Z",
            ),
            ("1963-06-19t08:30:06.283185z", "1963-06-19T08:30:06.283185Z"),
            (
                "2024-02-29T00:00:00.12345678901234567890-00:00",
                "2024-02-29T00:00:00.123456789Z",
            ),
            ("2026-11-23T00:00:00+23:59", "2026-11-22T00:01:00Z"),
            ("0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z"),
            ("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.5Z"),
            ("9999-12-31T23:59:59Z", "9999-12-30T22:00:00.999999999Z"),
            ("0000-01-01T00:00:00.5+23:59", "0000-01-01T00:00:00Z"),
            ("0000-01-01T00:00:00.5Z", "0000-01-01T00:00:00.5Z"),
        ];
        for (text, written) in cases {
            assert_eq!(
                Timestamp::from_text(text)
                    .map(|it| it.to_string())
                    .as_deref(),
                Some(written),
                "{text}"
            );
        }
    }

    #[test]
    fn other_date_times_are_refused() {
        for text in [
            "",
            "2026-11-23",
            "2026-11-23T10:00:00",
            "2026-11-23 10:00:00Z",
            "2026-11-23T10:00Z",
            "2026-11-23T10:00:00.Z",
            "2026-11-23T10:00:00,5Z",
            "2026-11-23T24:00:00Z",
            "2026-11-23T10:60:00Z",
            "1998-12-31T23:58:60Z",
            "1998-12-31T22:59:60Z",
            "1998-12-31T23:59:60+01:00",
            "1998-12-31T23:59:61Z",
            "2026-11-23T10:00:00+24:00",
            "2026-11-23T10:00:00+0100",
            "2026-11-23T10:00:00+01",
            "2026-02-29T10:00:00Z",
            "2026-13-01T10:00:00Z",
            "06/19/1963 08:30:06 PST",
            "2026-11-2৪T00:00:00Z",
            "2026-11-23T10:00:00Z ",
            "+2026-11-23T10:00:00Z",
            "2026-11-23T10:00:00[Europe/Istanbul]",
        ] {
            assert_eq!(Timestamp::from_text(text), None, "{text}");
        }
    }

    #[test]
    fn days_are_those_of_jiff() {
        for days in (-719_528..2_932_896).step_by(97) {
            let timestamp = Timestamp::from_second(days * 86_400).unwrap();
            let text = timestamp.to_string();
            assert_eq!(Timestamp::from_text(&text), Some(timestamp), "{text}");
        }
    }

    #[test]
    fn dates() {
        assert_eq!(
            Date::from_text("2024-02-29")
                .map(|it| it.to_string())
                .as_deref(),
            Some("2024-02-29")
        );
        for text in [
            "2023-02-29",
            "2026-11-31",
            "2026-1-01",
            "20261123",
            "2026-W48-1",
            "1963-06-1৪",
            "2026-11-23Z",
            "2026-00-10",
        ] {
            assert_eq!(Date::from_text(text), None, "{text}");
        }
    }

    #[cfg(feature = "client")]
    #[test]
    fn a_time_without_an_offset_is_one_of_utc_in_a_response() {
        let read = |text: &str| {
            let json = format!("{text:?}");
            crate::json::parse::<crate::Timestamp>(json.as_bytes()).map(|it| it.to_string())
        };
        let lenient = |text: &str| {
            let _lenient = super::Lenient::begin();
            read(text)
        };
        for (text, time) in [
            ("2020-01-02T03:04:05", "2020-01-02T03:04:05Z"),
            ("2020-01-02 03:04:05.5", "2020-01-02T03:04:05.5Z"),
            ("2020-01-02 03:04:05+01:00", "2020-01-02T02:04:05Z"),
        ] {
            assert!(read(text).is_err(), "{text}");
            assert_eq!(lenient(text).unwrap(), time);
        }
        assert!(lenient("2020-01-02").is_err());
        assert!(read("2020-01-02T03:04:05").is_err());
    }
}
