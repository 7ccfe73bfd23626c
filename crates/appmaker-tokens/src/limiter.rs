//! Limits the rate of failures.
//!
//! For each key there is one point in time, up to which its failures have used what it may (the generic cell rate algorithm). The
//! table has a greatest size: a caller that comes from ever more addresses displaces keys, the longest unused first, and no memory
//! grows. An IPv6 peer is its network of 64 bits, of which one subscriber has all addresses.

use jiff::{SignedDuration, Timestamp};
use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::time::Duration;

/// The keys that are remembered.
const CAPACITY: usize = 4096;

/// Counts failures.
#[derive(Debug)]
pub(crate) struct Limiter<K> {
    /// The time after which one more failure is forgiven.
    interval: SignedDuration,
    /// The number of failures allowed at once.
    burst: i32,
    used_until: HashMap<K, Timestamp>,
}

impl<K: Copy + Eq + Hash> Limiter<K> {
    /// Allows so many failures at once, and one more after each interval.
    pub(crate) fn new(burst: u16, interval: Duration) -> Self {
        Self {
            interval: SignedDuration::try_from(interval).unwrap_or(SignedDuration::MAX),
            burst: burst.into(),
            used_until: HashMap::new(),
        }
    }

    /// Returns the time that a key has to wait, if any.
    pub(crate) fn wait(&self, key: K, now: Timestamp) -> Option<Duration> {
        let used = self.used(key, now)?;
        let wait = used - self.interval * (self.burst - 1);
        Duration::try_from(wait).ok().filter(|it| !it.is_zero())
    }

    /// Counts a failure.
    pub(crate) fn fail(&mut self, key: K, now: Timestamp) {
        let used = self.used(key, now).unwrap_or_default();
        if !self.used_until.contains_key(&key) && self.used_until.len() >= CAPACITY {
            self.make_room(now);
        }
        let used = (used + self.interval).min(self.interval * self.burst);
        let until = now.checked_add(used);
        self.used_until.insert(key, until.unwrap_or(now));
    }

    /// Returns the used allowance beyond now: at most all of it, even if the clock was set back.
    fn used(&self, key: K, now: Timestamp) -> Option<SignedDuration> {
        let used = self.used_until.get(&key)?.duration_since(now);
        let all = self.interval * self.burst;
        Some(used.clamp(SignedDuration::ZERO, all))
    }

    /// Forgets what counts for nothing any more; if that is little, the half that would be the next, so that not every new key costs a
    /// walk through the table.
    fn make_room(&mut self, now: Timestamp) {
        let mut ends: Vec<Timestamp> = self.used_until.values().copied().collect();
        let (_, middle, _) = ends.select_nth_unstable(CAPACITY / 2);
        let until = now.max(*middle);
        self.used_until.retain(|_, end| *end > until);
    }
}

/// An address as a key.
pub(crate) fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(it) => IpAddr::V6((it.to_bits() & !u128::from(u64::MAX)).into()),
        v4 => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_785_585_600 + seconds).expect("a time of our days")
    }

    fn limiter() -> Limiter<u32> {
        Limiter::new(3, Duration::from_secs(10))
    }

    #[test]
    fn failures_are_limited_and_forgiven() {
        let mut limiter = limiter();
        for _ in 0..3 {
            assert_eq!(limiter.wait(1, at(0)), None);
            limiter.fail(1, at(0));
        }
        assert_eq!(limiter.wait(1, at(0)), Some(Duration::from_secs(10)));
        assert_eq!(limiter.wait(1, at(9)), Some(Duration::from_secs(1)));
        assert_eq!(limiter.wait(1, at(10)), None);
        limiter.fail(1, at(10));
        assert_eq!(limiter.wait(1, at(10)), Some(Duration::from_secs(10)));
        assert_eq!(limiter.wait(2, at(0)), None);
        // However often it fails, it waits no longer than this.
        (0..100).for_each(|_| limiter.fail(1, at(10)));
        assert_eq!(limiter.wait(1, at(10)), Some(Duration::from_secs(10)));
        // Neither if the clock is set back.
        assert_eq!(limiter.wait(1, at(-1000)), Some(Duration::from_secs(10)));
    }

    #[test]
    fn the_table_is_bounded() {
        let mut limiter = limiter();
        (0..3).for_each(|_| limiter.fail(0, at(0)));
        for key in 1..3 * CAPACITY as u32 {
            limiter.fail(key, at(0));
            assert!(limiter.used_until.len() <= CAPACITY);
        }
        // What has failed most is displaced last.
        assert!(limiter.wait(0, at(0)).is_some());
        // What is forgiven is forgotten, once there is need for room.
        let mut keys = 3 * CAPACITY as u32..;
        while limiter.used_until.len() < CAPACITY {
            keys.by_ref()
                .take(1)
                .for_each(|key| limiter.fail(key, at(0)));
        }
        limiter.fail(u32::MAX, at(60));
        assert_eq!(limiter.used_until.len(), 1);
    }

    #[test]
    fn a_subscriber_is_one_peer() {
        let network = |text: &str| network(text.parse().expect("an address"));
        assert_eq!(network("2001:db8::1"), network("2001:db8::ffff:1"));
        assert_ne!(network("2001:db8::1"), network("2001:db8:0:1::1"));
        assert_ne!(network("192.0.2.1"), network("192.0.2.2"));
        assert_eq!(network("::ffff:192.0.2.1"), network("192.0.2.1"));
    }
}
