//! A limit on the rate of the requests of a client.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A limit on the rate of requests, retries included: those above it wait.
#[derive(Debug)]
pub struct RateLimit {
    /// The time that one request takes of the rate.
    each: Duration,
    /// The time that a burst may be ahead of the rate.
    burst: Duration,
    /// The time at which all requests so far are within the rate.
    even: Mutex<Option<Instant>>,
}

impl RateLimit {
    /// Allows this number of requests (at least one) in each period of this length, all of them at once or spread.
    pub fn new(requests: u32, period: Duration) -> Self {
        let each = period / requests.max(1);
        Self {
            each,
            burst: period.saturating_sub(each),
            even: Mutex::new(None),
        }
    }

    /// Counts a request, and returns the time to wait before it is sent, if there is one.
    pub(super) fn wait(&self) -> Option<Duration> {
        self.wait_at(Instant::now())
    }

    /// The generic cell rate algorithm: a request at its theoretical time of arrival minus the burst.
    fn wait_at(&self, now: Instant) -> Option<Duration> {
        let mut even = self.even.lock().unwrap_or_else(PoisonError::into_inner);
        let arrival = even.map_or(now, |it| it.max(now));
        *even = Some(arrival + self.each);
        let ahead = arrival - now;
        ahead.checked_sub(self.burst).filter(|it| !it.is_zero())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_above_the_rate_wait_for_their_turn() {
        let second = Duration::from_secs(1);
        let limit = RateLimit::new(2, second);
        let start = Instant::now();
        assert_eq!(limit.wait_at(start), None);
        assert_eq!(limit.wait_at(start), None);
        assert_eq!(limit.wait_at(start), Some(second / 2));
        assert_eq!(limit.wait_at(start), Some(second));
        assert_eq!(limit.wait_at(start + 4 * second), None);
    }
}
