//! Dates and times as types of chrono, where the settings of an API ask for them: `time = "chrono"`.

use crate::json::json_types::JsonTypes;
use crate::json::node::{Node, first_repeated_by};
use crate::json::time::{Formatted, formatted, is_year, lenient, read_full_date, read_instant};
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
        is_year(self.year())
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
        is_year(self.year())
    }
}

/// Hours, minutes and seconds.
impl From<TimeDelta> for IsoDuration {
    fn from(duration: TimeDelta) -> Self {
        Self::of_seconds(duration.num_seconds(), duration.subsec_nanos())
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
        let (seconds, nanoseconds) = self.to_seconds()?;
        TimeDelta::try_seconds(seconds)?.checked_add(&TimeDelta::nanoseconds(nanoseconds.into()))
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
        refuses_as_jiff::<Timestamp, Date>();
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
