//! The options of a server.

use super::{Cause, Rejection, problem};
use axum::response::Response;
use http::header::{HeaderValue, X_CONTENT_TYPE_OPTIONS};
use std::fmt;
use std::sync::Arc;

/// The limits of a server and its responses to rejected requests.
#[derive(Clone)]
pub struct Options {
    pub(super) body_limit: usize,
    on_rejection: Arc<dyn Fn(&Rejection) -> Response + Send + Sync>,
    on_internal: Arc<dyn Fn(&Cause) + Send + Sync>,
}

impl Default for Options {
    /// Returns a body limit of 2 MiB and problem details (RFC 9457).
    fn default() -> Self {
        Self {
            body_limit: 2 << 20,
            on_rejection: Arc::new(problem::response),
            on_internal: Arc::new(|_| {}),
        }
    }
}

impl Options {
    /// Sets the maximum size of a request body (default: 2 MiB).
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    /// Sets the response to rejected requests, such as an error body that the document declares. The headers `Allow` and
    /// `WWW-Authenticate` of the status and `X-Content-Type-Options: nosniff` are added if they are missing.
    pub fn on_rejection(
        mut self,
        answer: impl Fn(&Rejection) -> Response + Send + Sync + 'static,
    ) -> Self {
        self.on_rejection = Arc::new(answer);
        self
    }

    /// Sets an observer of internal errors, whose cause the caller does not receive.
    pub fn on_internal(mut self, observe: impl Fn(&Cause) + Send + Sync + 'static) -> Self {
        self.on_internal = Arc::new(observe);
        self
    }

    /// Returns the response to a rejected request: for custom routes and fallbacks beside those of the API.
    pub fn refuse(&self, rejection: &Rejection) -> Response {
        if let Some(error) = rejection.source() {
            self.observe(error);
        }
        let answer = super::panic::caught(|| (self.on_rejection)(rejection));
        let mut response = answer.unwrap_or_else(|panic| {
            self.observe(&panic);
            problem::response(&Rejection::internal(panic))
        });
        complete(&mut response, rejection);
        response
    }

    /// Reports an internal error. A panic of the observer does not change the response.
    pub(super) fn observe(&self, error: &Cause) {
        let _ = super::panic::caught(|| (self.on_internal)(error));
    }
}

/// Adds the missing headers of a rejection.
pub(super) fn complete(response: &mut Response, rejection: &Rejection) {
    // A body that repeats request data must not be interpreted as a page.
    let headers = response.headers_mut();
    headers
        .entry(X_CONTENT_TYPE_OPTIONS)
        .or_insert(HeaderValue::from_static("nosniff"));
    let Some((name, value)) = rejection.header() else {
        return;
    };
    if let Ok(value) = value.try_into() {
        headers.entry(name).or_insert(value);
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("body_limit", &self.body_limit)
            .finish_non_exhaustive()
    }
}
