//! What a call took, for metrics and logs.

use super::{Response, SendError};
use crate::Operation;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// A call that ended: for metrics and logs.
///
/// A call whose future is dropped does not end.
#[derive(Debug)]
#[non_exhaustive]
pub struct Outcome<'a> {
    /// The operation.
    pub operation: &'static Operation,
    /// The number of requests that were sent, redirects aside: more than one after a retry.
    pub attempts: u32,
    /// The time until the body had arrived, or the head of a stream.
    pub elapsed: Duration,
    /// The status of the response, or the reason why none arrived.
    pub result: Result<u16, &'a SendError>,
}

/// A function that is called with the outcome of each call.
pub(super) type Hook = dyn Fn(&Outcome<'_>) + Send + Sync;

/// Measures a call, if somebody wants to know.
pub(super) struct Clock<'a> {
    hook: Option<(&'a Arc<Hook>, Instant)>,
    operation: &'static Operation,
    attempts: AtomicU32,
}

impl<'a> Clock<'a> {
    pub(super) fn start(hook: Option<&'a Arc<Hook>>, operation: &'static Operation) -> Self {
        Self {
            hook: hook.map(|it| (it, Instant::now())),
            operation,
            attempts: AtomicU32::new(0),
        }
    }

    /// Counts an attempt.
    pub(super) fn count(&self) {
        self.attempts.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn stop(&self, outcome: &Result<Response, SendError>) {
        if let Some((hook, start)) = self.hook {
            hook(&Outcome {
                operation: self.operation,
                attempts: self.attempts.load(Ordering::Relaxed),
                elapsed: start.elapsed(),
                result: outcome.as_ref().map(Response::status),
            });
        }
    }
}
