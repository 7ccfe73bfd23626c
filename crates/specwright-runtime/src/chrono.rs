//! Dates and times as types of chrono, where the settings of an API ask for them: `time = "chrono"`.

use crate::json::json_types::JsonTypes;
use crate::json::node::{Node, first_repeated_by};
use crate::json::time::{Formatted, formatted, lenient, read_full_date, read_instant};
use crate::{Constraints, IsoDuration, Json, Path, Report, Validate};
use ::chrono::{DateTime, Datelike as _, NaiveDate, TimeDelta, Utc};
use serde_core::{Deserializer, Serializer};
use std::fmt;

/// `format: date-time`
pub type Timestamp = DateTime<Utc>;

/// `format: date`
pub type Date = NaiveDate;

formatted! { DateTime<Utc>, written }
formatted! { NaiveDate }

impl Formatted for DateTime<Utc> {
    const FORMAT: &'static str = <crate::Timestamp as Formatted>::FORMAT;
    const EXPECTED: &'static str = <crate::Timestamp as Formatted>::EXPECTED;

    fn from_text(text: &str) -> Option<Self> {
        let (seconds, nanosecond) = read_instant(text)?;
        DateTime::from_timestamp(seconds, u32::try_from(nanosecond).ok()?)
    }

    fn is_of_format(&self) -> bool {
        (0..=9999).contains(&self.year())
    }

    fn from_lenient_text(text: &str) -> Option<Self> {
        lenient(text, Self::from_text)
    }
}

/// Returns what displays a time as RFC 3339 writes it.
fn written(time: &DateTime<Utc>) -> impl fmt::Display {
    time.format("%Y-%m-%dT%H:%M:%S%.fZ")
}

impl Formatted for NaiveDate {
    const FORMAT: &'static str = <crate::Date as Formatted>::FORMAT;
    const EXPECTED: &'static str = <crate::Date as Formatted>::EXPECTED;

    fn from_text(text: &str) -> Option<Self> {
        let (year, month, day) = read_full_date(text)?;
        let [month, day] = [month, day].map(i8::unsigned_abs);
        NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())
    }

    fn is_of_format(&self) -> bool {
        (0..=9999).contains(&self.year())
    }
}

/// Hours, minutes and seconds.
impl From<TimeDelta> for IsoDuration {
    fn from(duration: TimeDelta) -> Self {
        jiff::SignedDuration::new(duration.num_seconds(), duration.subsec_nanos()).into()
    }
}

impl IsoDuration {
    /// Returns the duration as one of chrono; none if it has calendar units, whose lengths differ, or is out of range.
    ///
    /// ```
    /// # use specwright_runtime::IsoDuration;
    /// let duration: IsoDuration = "PT1H30M".parse()?;
    /// assert_eq!(duration.to_time_delta(), Some(chrono::TimeDelta::minutes(90)));
    /// assert_eq!("P1M".parse::<IsoDuration>()?.to_time_delta(), None);
    /// # Ok::<(), specwright_runtime::NotADuration>(())
    /// ```
    pub fn to_time_delta(&self) -> Option<TimeDelta> {
        let duration = jiff::SignedDuration::try_from(self.to_span().ok()?).ok()?;
        let nanos = TimeDelta::nanoseconds(duration.subsec_nanos().into());
        TimeDelta::try_seconds(duration.as_secs())?.checked_add(&nanos)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{from_slice, to_vec};

    #[test]
    fn values_are_written_as_they_are_read() {
        for (text, written) in [
            ("2024-05-17T08:30:00Z", "2024-05-17T08:30:00Z"),
            ("2024-05-17T10:30:00.5+02:00", "2024-05-17T08:30:00.500Z"),
            ("1969-12-31T23:59:59.25Z", "1969-12-31T23:59:59.250Z"),
            ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
            ("1998-12-31T23:59:60Z", "1998-12-31T23:59:59.999999999Z"),
        ] {
            let time: Timestamp = from_slice(&serde_json::to_vec(text).unwrap()).unwrap();
            assert_eq!(to_vec(&time).unwrap(), serde_json::to_vec(written).unwrap());
        }
        let date: Date = from_slice(b"\"2024-02-29\"").unwrap();
        assert_eq!(to_vec(&date).unwrap(), b"\"2024-02-29\"");
    }

    #[test]
    fn other_texts_and_values_are_refused() {
        for json in [
            &b"\"2024-05-17 08:30:00\""[..],
            b"\"2023-02-29T00:00:00Z\"",
            b"5",
        ] {
            let expected = from_slice::<crate::Timestamp>(json).unwrap_err();
            let error = from_slice::<Timestamp>(json).unwrap_err();
            assert_eq!(error.to_string(), expected.to_string());
        }
        assert!(from_slice::<Date>(b"\"2023-02-29\"").is_err());
        assert!(Timestamp::MAX_UTC.validate().is_err());
        assert!(Date::MIN.validate().is_err());
    }

    #[test]
    fn durations_convert() {
        let duration = IsoDuration::from(TimeDelta::milliseconds(-5_400_500));
        assert_eq!(duration, "-PT1H30M0.5S");
        assert_eq!(
            duration.to_time_delta(),
            Some(TimeDelta::milliseconds(-5_400_500))
        );
    }
}
