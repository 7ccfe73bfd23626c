//! Catches panics of handlers, so that one request does not end its connection and the other requests on it.
//!
//! A program that is built with `panic = "abort"` ends nevertheless.

use super::{Options, Rejection, Response};
use crate::StreamError;
use axum::body::{Body, HttpBody};
use http_body::{Frame, SizeHint};
use std::any::Any;
use std::fmt;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// The error that [`Options::on_internal`] receives for a panic.
#[derive(Debug)]
pub struct Panic(String);

impl Panic {
    fn new(payload: &(dyn Any + Send)) -> Self {
        let text = payload
            .downcast_ref::<&str>()
            .map(|text| (*text).to_owned());
        let text = text.or_else(|| payload.downcast_ref::<String>().cloned());
        Self(text.unwrap_or_else(|| "no message".to_owned()))
    }

    /// Returns the message of the panic.
    pub fn message(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Panic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a handler panicked: {}", self.0)
    }
}

impl std::error::Error for Panic {}

/// Runs a function and returns its panic as an error. No state that it may have left inconsistent is used afterwards.
pub(super) fn caught<T>(run: impl FnOnce() -> T) -> Result<T, Panic> {
    catch_unwind(AssertUnwindSafe(run)).map_err(|payload| {
        let panic = Panic::new(&*payload);
        // Dropping the payload may panic.
        std::mem::forget(payload);
        panic
    })
}

/// Waits for a response; a panic is an internal error.
pub(super) async fn answered(
    mut answer: Pin<Box<dyn Future<Output = Result<Response, Rejection>> + Send>>,
) -> Result<Response, Rejection> {
    let outcome = poll_fn(|context| match caught(|| answer.as_mut().poll(context)) {
        Ok(poll) => poll,
        Err(panic) => Poll::Ready(Err(Rejection::internal(panic))),
    });
    outcome.await
}

/// Guards a streamed body: if it fails or panics, the body ends with an error, which is reported.
pub(super) fn guarded(response: Response, options: &Options) -> Response {
    if response.body().size_hint().exact().is_some() {
        return response;
    }
    let options = options.clone();
    response.map(|body| {
        Body::new(Guarded {
            body,
            options,
            is_over: false,
        })
    })
}

struct Guarded {
    body: Body,
    options: Options,
    is_over: bool,
}

impl HttpBody for Guarded {
    type Data = bytes::Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<bytes::Bytes>, axum::Error>>> {
        if self.is_over {
            return Poll::Ready(None);
        }
        let this = &mut *self;
        let frame = match caught(|| Pin::new(&mut this.body).poll_frame(context)) {
            Ok(poll) => ready!(poll),
            Err(panic) => Some(Err(axum::Error::new(StreamError::broken(panic)))),
        };
        if let Some(Err(error)) = &frame {
            this.is_over = true;
            this.options.observe(error);
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.is_over || self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
