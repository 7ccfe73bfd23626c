//! `format: duration`.

use super::json_types::JsonTypes;
use super::kept_text::kept_text;
use super::node::{Node, first_repeated_by};
use super::time::Formatted;
use super::{Json, Validate};
use crate::format::is_iso_duration;
use crate::{Constraints, Path, Report};
use jiff::Span;
use serde_core::de::Deserializer;
use serde_core::ser::Serializer;

kept_text! {
    /// A duration of ISO 8601, such as `P1Y2M10DT2H30M` or `PT0.5S`.
    ///
    /// Its units are kept: a month has no fixed number of days, and 90 minutes are not written as `PT1H30M`.
    ///
    /// ```
    /// use specwright_runtime::IsoDuration;
    ///
    /// let duration: IsoDuration = "P1M3D".parse()?;
    /// assert_eq!(duration.to_span()?.get_months(), 1);
    /// assert_eq!(IsoDuration::from(duration.to_span()?), "P1M3D");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    IsoDuration, NotADuration, "duration", "a duration of ISO 8601", is_iso_duration
}

impl IsoDuration {
    /// Returns the duration in its units.
    ///
    /// # Errors
    ///
    /// If a unit exceeds the range of [`Span`], or the text of a response is malformed.
    pub fn to_span(&self) -> Result<Span, jiff::Error> {
        self.as_str().parse()
    }

    /// Returns the seconds and nanoseconds of a duration without calendar units, whose lengths differ.
    #[cfg(any(feature = "chrono", feature = "time"))]
    pub(crate) fn to_seconds(&self) -> Option<(i64, i32)> {
        let duration = jiff::SignedDuration::try_from(self.to_span().ok()?).ok()?;
        Some((duration.as_secs(), duration.subsec_nanos()))
    }

    /// Returns the duration of seconds and nanoseconds: hours, minutes and seconds.
    #[cfg(any(feature = "chrono", feature = "time"))]
    pub(crate) fn of_seconds(seconds: i64, nanoseconds: i32) -> Self {
        jiff::SignedDuration::new(seconds, nanoseconds).into()
    }
}

impl From<Span> for IsoDuration {
    fn from(span: Span) -> Self {
        Self {
            text: span.to_string().into(),
            is_valid: true,
        }
    }
}

/// A time without calendar units: hours, minutes and seconds.
impl From<jiff::SignedDuration> for IsoDuration {
    fn from(duration: jiff::SignedDuration) -> Self {
        Self {
            text: duration.to_string().into(),
            is_valid: true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{from_slice, to_vec};

    #[test]
    fn durations_keep_their_text() {
        for text in ["PT90M", "P1Y2M3DT4H5M6S", "P2W", "PT0.5S", "-P1D", "P01D"] {
            let json = serde_json::to_vec(text).unwrap();
            let duration: IsoDuration = from_slice(&json).unwrap();
            assert_eq!(to_vec(&duration).unwrap(), json);
            assert!(duration.to_span().is_ok(), "{text}");
        }
        for text in ["", "P", "PT", "1 day", "P1S", "PT1D", "P0.5Y", "pt1s", "1"] {
            assert_eq!(text.parse::<IsoDuration>(), Err(NotADuration), "{text}");
        }
        let beyond: IsoDuration = "P99999999Y".parse().unwrap();
        assert!(beyond.to_span().is_err());
    }

    #[test]
    fn spans_are_written_as_durations() {
        for span in ["1 month 2 days", "-3h 0.25s", "0s", "5 weeks"] {
            let span: Span = span.parse().unwrap();
            let duration = IsoDuration::from(span);
            assert!(is_iso_duration(duration.as_str()), "{duration}");
            assert_eq!(duration.to_span().unwrap().fieldwise(), span.fieldwise());
        }
        let duration = IsoDuration::from(jiff::SignedDuration::new(5400, 500_000_000));
        assert!(is_iso_duration(duration.as_str()), "{duration}");
    }
}
