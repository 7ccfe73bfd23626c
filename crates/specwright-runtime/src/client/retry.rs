//! Retries of calls that failed for a while.
//!
//! | outcome | retried |
//! |---|---|
//! | no connection | yes |
//! | 408, 429, 5xx except 501 | yes, after `Retry-After` if the response has it (RFC 9110, section 10.2.3) |
//! | a timeout of an attempt, or any other failure of the transport | yes |
//! | any other status | no |
//!
//! Only requests that may be repeated are: those of an idempotent method (RFC 9110, section 9.2.2), or with an
//! `Idempotency-Key`.

use super::TransportError;
use super::call_options::IDEMPOTENCY_KEY;
use bytes::Bytes;
use http::header::{HeaderMap, RETRY_AFTER};
use http::{Method, StatusCode};
use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

/// Retries calls whose failure may pass: 408, 429, 5xx except 501, and failures of the transport.
///
/// ```
/// use specwright_runtime::client::Retry;
/// use std::time::Duration;
///
/// let retry = Retry::new()
///     .retries(4)
///     .backoff(Duration::from_millis(200), Duration::from_secs(5))
///     .attempt_timeout(Duration::from_secs(3));
/// ```
///
/// Only requests of an idempotent method or with an `Idempotency-Key` are retried. The waits grow exponentially and are partly random;
/// a `Retry-After` of the response is obeyed. All attempts and waits are within the timeout of the call; a wait that would exceed it is not
/// begun, and the last response is the outcome. A budget bounds the retries of all calls of a client: a server in
/// trouble is not sent a multiple of its usual load.
#[derive(Clone, Debug)]
pub struct Retry {
    retries: u32,
    first: Duration,
    longest: Duration,
    attempt_timeout: Option<Duration>,
    budget: u32,
}

impl Default for Retry {
    fn default() -> Self {
        Self {
            retries: 2,
            first: Duration::from_millis(500),
            longest: Duration::from_secs(8),
            attempt_timeout: None,
            budget: 10,
        }
    }
}

impl Retry {
    /// Creates a policy of two retries, the first after 250 to 500 ms.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the maximum number of retries of a call (default: 2).
    pub fn retries(mut self, count: u32) -> Self {
        self.retries = count;
        self
    }

    /// Sets the longest wait before the first retry, which doubles for each further one, and the longest wait of all (default: 500 ms and
    /// 8 s). The wait is a random time of at least half of it.
    pub fn backoff(mut self, first: Duration, longest: Duration) -> Self {
        (self.first, self.longest) = (first, longest);
        self
    }

    /// Sets the timeout of one attempt, up to the head of its response (default: none but that of the call).
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    /// Sets the number of retries that a client saves up, and has to begin with (default: 10). Each retry takes one, each call adds a fifth.
    pub fn budget(mut self, retries: u32) -> Self {
        self.budget = retries;
        self
    }
}

/// The policy of a client, and what is left of its budget.
pub(super) struct Retries {
    policy: Retry,
    /// In fifths of a retry.
    left: AtomicU32,
}

/// The parts that a retry costs.
const PARTS: u32 = 5;

impl Retries {
    pub(super) fn new(policy: Retry) -> Self {
        let left = AtomicU32::new(policy.budget.saturating_mul(PARTS));
        Self { policy, left }
    }

    /// Returns the maximum number of retries of a call.
    pub(super) fn most(&self) -> u32 {
        self.policy.retries
    }

    /// Returns the timeout of an attempt.
    pub(super) fn attempt_timeout(&self) -> Option<Duration> {
        self.policy.attempt_timeout
    }

    /// Adds the share of a call to the budget.
    pub(super) fn count_call(&self) {
        let most = self.policy.budget.saturating_mul(PARTS);
        let add = |left: u32| (left < most).then_some(left + 1);
        let _ = self
            .left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, add);
    }

    /// Returns the wait before the next attempt, and takes it from the budget; `None` if the outcome is final.
    pub(super) fn wait<T>(
        &self,
        outcome: Result<&http::Response<T>, &TransportError>,
        retried: u32,
    ) -> Option<Duration> {
        let asked = match outcome {
            Ok(response) if is_transient(response.status()) => {
                retry_after(response.headers(), SystemTime::now())
            }
            Ok(_) => return None,
            Err(error) if error.is_too_large() => return None,
            Err(_) => None,
        };
        let take = |left: u32| left.checked_sub(PARTS);
        let taken = self
            .left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, take);
        taken.ok()?;
        Some(asked.unwrap_or_else(|| self.backoff(retried)))
    }

    /// Returns a random time between half of the longest wait and the whole.
    fn backoff(&self, retried: u32) -> Duration {
        let factor = 1_u32.checked_shl(retried).unwrap_or(u32::MAX);
        let longest = self.policy.first.saturating_mul(factor);
        let half = longest.min(self.policy.longest) / 2;
        // Each state of the hasher has random keys.
        let random = RandomState::new().hash_one(retried) >> 32;
        half + half.mul_f64(random as f64 / f64::from(u32::MAX))
    }
}

/// Returns true if sending a request twice is the same as sending it once.
pub(super) fn is_repeatable(request: &http::Request<Bytes>) -> bool {
    const IDEMPOTENT: [Method; 6] = [
        Method::GET,
        Method::HEAD,
        Method::PUT,
        Method::DELETE,
        Method::OPTIONS,
        Method::TRACE,
    ];
    IDEMPOTENT.contains(request.method()) || request.headers().contains_key(IDEMPOTENCY_KEY)
}

fn is_transient(status: StatusCode) -> bool {
    let status = status.as_u16();
    matches!(status, 408 | 429 | 500..=599) && status != 501
}

/// Returns the time to wait by `Retry-After`: seconds, or a date (RFC 9110, section 10.2.3).
fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let value = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if !value.is_empty() && value.bytes().all(|it| it.is_ascii_digit()) {
        // More digits than the type has are as good as for ever.
        return Some(Duration::from_secs(value.parse().unwrap_or(u64::MAX)));
    }
    let date = jiff::fmt::rfc2822::parse(value).ok()?;
    let date = SystemTime::try_from(date.timestamp()).ok()?;
    Some(date.duration_since(now).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(value: &str) -> HeaderMap {
        HeaderMap::from_iter([(RETRY_AFTER, value.parse().unwrap())])
    }

    #[test]
    fn both_forms_of_retry_after_are_read() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777 - 30);
        let cases = [
            ("120", Some(120)),
            ("0", Some(0)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(30)),
            ("Sun, 06 Nov 1994 08:00:00 GMT", Some(0)),
            ("99999999999999999999999", Some(u64::MAX)),
            ("-1", None),
            ("soon", None),
            ("", None),
        ];
        for (value, seconds) in cases {
            let expected = seconds.map(Duration::from_secs);
            assert_eq!(retry_after(&header(value), now), expected, "{value}");
        }
    }

    #[test]
    fn waits_double_up_to_the_longest() {
        let first = Duration::from_millis(100);
        let longest = Duration::from_millis(350);
        let retries = Retries::new(Retry::new().backoff(first, longest));
        for (retried, most) in [(0, 100), (1, 200), (2, 350), (40, 350)] {
            let wait = retries.backoff(retried).as_millis();
            assert!(wait >= most / 2 && wait <= most, "{retried}: {wait} ms");
        }
    }

    #[test]
    fn a_budget_is_spent_and_saved_up() {
        let retries = Retries::new(Retry::new().budget(1));
        let error = TransportError::timeout();
        let failed = || Err::<&http::Response<()>, _>(&error);
        assert!(retries.wait(failed(), 0).is_some());
        assert!(retries.wait(failed(), 0).is_none());
        (0..4).for_each(|_| retries.count_call());
        assert!(retries.wait(failed(), 0).is_none());
        (0..20).for_each(|_| retries.count_call());
        assert!(retries.wait(failed(), 0).is_some());
        assert!(retries.wait(failed(), 0).is_none());
    }

    #[test]
    fn requests_that_change_something_are_sent_once() {
        let request = |method: &str| {
            let request = http::Request::builder().method(method);
            request.body(Bytes::new()).unwrap()
        };
        for (method, repeatable) in [
            ("GET", true),
            ("PUT", true),
            ("DELETE", true),
            ("POST", false),
            ("PATCH", false),
        ] {
            assert_eq!(is_repeatable(&request(method)), repeatable, "{method}");
        }
        let mut keyed = request("POST");
        keyed
            .headers_mut()
            .insert(IDEMPOTENCY_KEY, "a".parse().unwrap());
        assert!(is_repeatable(&keyed));
    }
}
