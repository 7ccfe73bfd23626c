//! What time it is.

use jiff::Timestamp;

/// The time, to the millisecond that the database keeps: what POST answers and what GET lists are equal.
pub fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
}
