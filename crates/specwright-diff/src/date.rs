//! Days of the calendar, for entries that expire.

use std::fmt;
use std::str::FromStr;
use std::time::{SystemTime, UNIX_EPOCH};

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i32,
    month: u8,
    day: u8,
}

impl Date {
    /// Creates a date, if it exists.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if is_leap => 29,
            2 => 28,
            _ => return None,
        };
        (1..=days)
            .contains(&day)
            .then_some(Self { year, month, day })
    }

    /// Returns the date in UTC.
    pub fn of(time: SystemTime) -> Self {
        let seconds = time
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default()
            .as_secs();
        let mut days = seconds / 86_400;
        let mut date = Self {
            year: 1970,
            month: 1,
            day: 1,
        };
        // A step for each year and each month: the next of either begins after its last day.
        let year_of = |year| {
            if Self::new(year, 2, 29).is_some() {
                366
            } else {
                365
            }
        };
        while days >= year_of(date.year) {
            days -= year_of(date.year);
            date.year += 1;
        }
        let month_of = |year, month| {
            (28..=31)
                .rev()
                .find(|day| Self::new(year, month, *day).is_some())
        };
        while let Some(length) = month_of(date.year, date.month).map(u64::from) {
            if days < length {
                break;
            }
            days -= length;
            date.month += 1;
        }
        date.day += u8::try_from(days).unwrap_or_default();
        date
    }
}

impl FromStr for Date {
    type Err = String;

    /// Reads `2026-12-31`.
    fn from_str(text: &str) -> Result<Self, String> {
        let is_digit = |(at, byte): (usize, u8)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        };
        let is_shaped = text.len() == 10 && text.bytes().enumerate().all(is_digit);
        let date = is_shaped.then(|| {
            let number = |from: usize, to: usize| text[from..to].parse().ok();
            let year = text[..4].parse().ok()?;
            Self::new(year, number(5, 7)?, number(8, 10)?)
        });
        date.flatten()
            .ok_or_else(|| format!("`{text}` is not a date such as 2026-12-31"))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_time_has_a_date() {
        for (seconds, date) in [
            (0, "1970-01-01"),
            (86_399, "1970-01-01"),
            (951_782_400, "2000-02-29"),
            (1_798_675_200, "2026-12-31"),
            (4_102_444_800, "2100-01-01"),
        ] {
            let time = UNIX_EPOCH + Duration::from_secs(seconds);
            assert_eq!(Date::of(time).to_string(), date);
        }
    }

    #[test]
    fn a_date_exists() {
        assert!("2028-02-29".parse::<Date>().is_ok());
        for text in ["", "2026-02-29", "31.12.2026", "2026-12-315", "é026-12-3"] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }
}
