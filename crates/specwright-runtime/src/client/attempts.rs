//! Sends a request as often as the policy of retries allows, and follows redirects.

use super::clock::within;
use super::core::{Core, Exchanged, Inner};
use super::outcome::Clock;
use super::retry::is_repeatable;
use super::{Limits, TransportError, redirect};
use crate::Operation;
use bytes::Bytes;
use std::time::{Duration, Instant};

impl Core {
    /// Sends a request, again after failures that may pass. Returns the last response.
    pub(super) async fn attempt(
        &self,
        operation: &'static Operation,
        mut request: http::Request<Bytes>,
        limits: Limits,
        clock: &Clock<'_>,
    ) -> Result<Exchanged, TransportError> {
        let Inner {
            transport,
            rate,
            retries,
            ..
        } = &*self.inner;
        let most = match is_repeatable(&request) {
            true => self.most_retries(),
            false => 0,
        };
        retries.count_call();
        let start = (most > 0).then(Instant::now);
        let limit = start.and_then(|_| retries.attempt_timeout());
        let mut retried = 0;
        loop {
            if let Some(turn) = rate.as_ref().and_then(|it| transport.sleep(it.wait()?)) {
                turn.await;
            }
            clock.count();
            // Kept only if it may be sent again.
            let again = (retried < most).then(|| request.clone());
            let attempt = self.follow(operation, request, limits);
            let outcome = within(limit.and_then(|it| transport.sleep(it)), attempt).await;
            let passed = start.map(|it| it.elapsed()).unwrap_or_default();
            let is_in_time = |it: &Duration| passed.saturating_add(*it) < limits.timeout;
            let response = outcome.as_ref().map(|(response, _)| response);
            let wait = || retries.wait(response, retried).filter(is_in_time);
            // Without a clock there is no waiting, and without waiting no retry.
            let wait = |again| Some((again, transport.sleep(wait()?)?));
            let Some((again, wait)) = again.and_then(wait) else {
                return outcome;
            };
            // The connection of a response that is not read is closed before the wait.
            drop(outcome);
            wait.await;
            request = again;
            retried += 1;
        }
    }

    /// Sends a request and follows redirects. Returns the last response, and the request as first sent.
    async fn follow(
        &self,
        operation: &'static Operation,
        mut request: http::Request<Bytes>,
        limits: Limits,
    ) -> Result<Exchanged, TransportError> {
        let first = request.uri().clone();
        let mut left = redirect::LIMIT;
        loop {
            let response = self.inner.transport.open(request.clone(), limits).await?;
            let target = redirect::target(operation, &request, &response);
            match target.filter(|_| left > 0) {
                Some(target) => *request.uri_mut() = target,
                None => {
                    *request.uri_mut() = first;
                    return Ok((response, request.map(drop)));
                }
            }
            left -= 1;
        }
    }
}
