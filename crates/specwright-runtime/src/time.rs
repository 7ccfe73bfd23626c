//! Dates and times as types of the crate time, where the settings of an API ask for them: `time = "time"`.

use crate::json::json_types::JsonTypes;
use crate::json::node::{Node, first_repeated_by};
use crate::json::time::{Formatted, formatted, is_year, lenient, read_full_date, read_instant};
use crate::{Constraints, IsoDuration, Json, Path, Report, Validate};
use ::time::{Duration, Month, OffsetDateTime, UtcOffset};
use serde_core::{Deserializer, Serializer};
use std::fmt;

/// `format: date-time`
pub type Timestamp = OffsetDateTime;

/// `format: date`
pub type Date = ::time::Date;

formatted! { OffsetDateTime, written }
formatted! { ::time::Date, written_date }

impl Formatted for OffsetDateTime {
    const FORMAT: &'static str = <crate::Timestamp as Formatted>::FORMAT;
    const EXPECTED: &'static str = <crate::Timestamp as Formatted>::EXPECTED;

    /// The offset is that of UTC, as of all values that are read.
    fn from_text(text: &str) -> Option<Self> {
        let (seconds, nanosecond) = read_instant(text)?;
        let time = OffsetDateTime::from_unix_timestamp(seconds).ok()?;
        time.replace_nanosecond(u32::try_from(nanosecond).ok()?)
            .ok()
    }

    fn is_of_format(&self) -> bool {
        in_utc(self).is_some_and(|it| is_year(it.year()))
    }

    fn from_lenient_text(text: &str) -> Option<Self> {
        lenient(text, Self::from_text)
    }
}

/// Returns a time in UTC; none if it is out of the range of the crate there.
fn in_utc(time: &OffsetDateTime) -> Option<OffsetDateTime> {
    time.checked_to_offset(UtcOffset::UTC)
}

/// Returns what displays a time as RFC 3339 writes it, in UTC.
fn written(time: &OffsetDateTime) -> impl fmt::Display {
    Written(in_utc(time).unwrap_or_else(|| time.replace_offset(UtcOffset::UTC)))
}

/// Displays a time of UTC.
struct Written(OffsetDateTime);

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute, second, nanosecond) = self.0.to_hms_nano();
        let date = written_date(&self.0.date());
        write!(f, "{date}T{hour:02}:{minute:02}:{second:02}")?;
        if nanosecond > 0 {
            let digits = format!("{nanosecond:09}");
            write!(f, ".{}", digits.trim_end_matches('0'))?;
        }
        f.write_str("Z")
    }
}

impl Formatted for ::time::Date {
    const FORMAT: &'static str = <crate::Date as Formatted>::FORMAT;
    const EXPECTED: &'static str = <crate::Date as Formatted>::EXPECTED;

    fn from_text(text: &str) -> Option<Self> {
        let (year, month, day) = read_full_date(text)?;
        let month = Month::try_from(month.unsigned_abs()).ok()?;
        ::time::Date::from_calendar_date(year.into(), month, day.unsigned_abs()).ok()
    }

    fn is_of_format(&self) -> bool {
        is_year(self.year())
    }
}

/// Returns a date as RFC 3339 writes it.
fn written_date(date: &::time::Date) -> String {
    let (year, month, day) = date.to_calendar_date();
    format!("{year:04}-{:02}-{day:02}", u8::from(month))
}

/// Hours, minutes and seconds.
impl From<Duration> for IsoDuration {
    fn from(duration: Duration) -> Self {
        Self::of_seconds(duration.whole_seconds(), duration.subsec_nanoseconds())
    }
}

impl IsoDuration {
    /// Returns the duration as one of the crate time; none if it has calendar units, whose lengths differ.
    ///
    /// ```
    /// # use specwright_runtime::IsoDuration;
    /// let duration: IsoDuration = "PT1H30M".parse()?;
    /// assert_eq!(duration.to_duration(), Some(time::Duration::minutes(90)));
    /// assert_eq!("P1M".parse::<IsoDuration>()?.to_duration(), None);
    /// # Ok::<(), specwright_runtime::NotADuration>(())
    /// ```
    pub fn to_duration(&self) -> Option<Duration> {
        let (seconds, nanoseconds) = self.to_seconds()?;
        Some(Duration::new(seconds, nanoseconds))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::time::tests::refuses_as_jiff;
    use crate::json::{from_slice, to_vec};

    #[test]
    fn values_are_written_as_they_are_read() {
        for (text, written) in [
            ("2024-05-17T08:30:00Z", "2024-05-17T08:30:00Z"),
            ("2024-05-17T10:30:00.5+02:00", "2024-05-17T08:30:00.5Z"),
            ("1969-12-31T23:59:59.25Z", "1969-12-31T23:59:59.25Z"),
            ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
            ("1998-12-31T23:59:60Z", "1998-12-31T23:59:59.999999999Z"),
        ] {
            let time: Timestamp = from_slice(&serde_json::to_vec(text).unwrap()).unwrap();
            assert_eq!(to_vec(&time).unwrap(), serde_json::to_vec(written).unwrap());
        }
        let date: Date = from_slice(b"\"2024-02-29\"").unwrap();
        assert_eq!(to_vec(&date).unwrap(), b"\"2024-02-29\"");
        let offset = UtcOffset::from_hms(2, 0, 0).unwrap();
        let time = OffsetDateTime::UNIX_EPOCH.to_offset(offset);
        assert_eq!(to_vec(&time).unwrap(), b"\"1970-01-01T00:00:00Z\"");
    }

    #[test]
    fn other_texts_and_values_are_refused() {
        refuses_as_jiff::<Timestamp, Date>();
        assert!(Date::MIN.validate().is_err());
    }

    #[test]
    fn durations_convert() {
        let duration = IsoDuration::from(Duration::milliseconds(-5_400_500));
        assert_eq!(duration, "-PT1H30M0.5S");
        assert_eq!(
            duration.to_duration(),
            Some(Duration::milliseconds(-5_400_500))
        );
    }
}
