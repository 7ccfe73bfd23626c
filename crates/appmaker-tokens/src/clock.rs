//! The current time.

use jiff::Timestamp;

/// Returns the current time in milliseconds, the precision of the database, so that POST and GET return equal times.
pub fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
}
