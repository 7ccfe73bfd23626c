//! The value of a success with the status and the headers of its response.

use super::response::Head;
use crate::deviation::Deviation;
use crate::redact::{Headers, Masked};
use http::HeaderMap;
use std::fmt;
use std::sync::Arc;

/// The value of a success with the status and all headers of its response, those included that the document does not declare.
///
/// ```
/// # fn next(answer: specwright_runtime::client::Answer<Vec<String>>) -> Vec<String> {
/// let link = answer.headers().get("link");
/// println!("{} {link:?}", answer.status());
/// answer.into_value()
/// # }
/// ```
#[derive(Clone)]
pub struct Answer<T> {
    /// The value.
    pub value: T,
    head: Arc<Head>,
}

impl<T> Answer<T> {
    pub(super) fn new(value: T, head: Arc<Head>) -> Self {
        Self { value, head }
    }

    /// Returns the status.
    pub fn status(&self) -> u16 {
        self.head.status.as_u16()
    }

    /// Returns the headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// Returns the deviations of the response from the document that a tolerant client accepted. Those of the items of a stream are not
    /// known yet: they are passed to the function that the client was built with.
    pub fn deviations(&self) -> &[Deviation] {
        self.head.deviations()
    }

    /// Returns the value.
    pub fn value(&self) -> &T {
        &self.value
    }

    /// Returns the owned value.
    pub fn into_value(self) -> T {
        self.value
    }

    /// Returns the status and the headers with another value.
    pub fn map<U>(self, value: impl FnOnce(T) -> U) -> Answer<U> {
        Answer::new(value(self.value), self.head)
    }
}

/// Omits credentials in headers, and credentials of the request.
impl<T: fmt::Debug> fmt::Debug for Answer<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers = Headers {
            headers: self.headers(),
            operation: None,
        };
        let sent = self.head.sent();
        f.debug_struct("Answer")
            .field("status", &self.status())
            .field("headers", &Masked(&headers, &sent))
            .field("value", &Masked(&self.value, &sent))
            .field("deviations", &self.deviations())
            .finish()
    }
}
