//! The lifetime of a token.

use appmaker_types::TokenLifetime;
use jiff::{Span, Timestamp, ToSpan, tz::TimeZone};

/// Returns the time at which a token of this lifetime expires. Months and years are those of the calendar, in UTC, so that "one month" from
/// the 31st of January is the last of February. `None` for a lifetime that the document does not list.
pub fn expires_on(created_at: Timestamp, lifetime: &TokenLifetime) -> Option<Timestamp> {
    let end = created_at
        .to_zoned_datetime(TimeZone::UTC)
        .checked_add(span(lifetime)?)
        .ok()?;
    Some(end.timestamp())
}

fn span(lifetime: &TokenLifetime) -> Option<Span> {
    match lifetime {
        TokenLifetime::OneWeek => Some(1.week()),
        TokenLifetime::OneMonth => Some(1.month()),
        TokenLifetime::ThreeMonths => Some(3.months()),
        TokenLifetime::SixMonths => Some(6.months()),
        TokenLifetime::OneYear => Some(1.year()),
        TokenLifetime::Unknown(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(from: &str, lifetime: TokenLifetime, to: &str) {
        let parse = |text: &str| text.parse::<Timestamp>().expect("a timestamp");
        assert_eq!(expires_on(parse(from), &lifetime), Some(parse(to)));
    }

    #[test]
    fn follows_the_calendar() {
        check(
            "2026-08-01T12:00:00.123Z",
            TokenLifetime::OneWeek,
            "2026-08-08T12:00:00.123Z",
        );
        check(
            "2026-08-01T12:00:00Z",
            TokenLifetime::OneMonth,
            "2026-09-01T12:00:00Z",
        );
        check(
            "2026-01-31T12:00:00Z",
            TokenLifetime::OneMonth,
            "2026-02-28T12:00:00Z",
        );
        check(
            "2026-11-30T12:00:00Z",
            TokenLifetime::ThreeMonths,
            "2027-02-28T12:00:00Z",
        );
        check(
            "2026-08-31T12:00:00Z",
            TokenLifetime::SixMonths,
            "2027-02-28T12:00:00Z",
        );
        check(
            "2028-02-29T12:00:00Z",
            TokenLifetime::OneYear,
            "2029-02-28T12:00:00Z",
        );
    }

    #[test]
    fn an_unknown_lifetime_has_no_end() {
        assert_eq!(
            expires_on(Timestamp::UNIX_EPOCH, &TokenLifetime::from("two-weeks")),
            None
        );
    }
}
