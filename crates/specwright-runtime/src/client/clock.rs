//! Enforces the timeouts of a call with the clock of its transport.

use super::{Sleep, Transport, TransportError};
use crate::{Stream, StreamError};
use bytes::Bytes;
use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

/// Fails with a timeout if the clock ends before the future; without a clock, waits for the future.
pub(super) async fn within<T, E: From<TransportError>>(
    clock: Option<Sleep>,
    future: impl Future<Output = Result<T, E>>,
) -> Result<T, E> {
    let Some(mut clock) = clock else {
        return future.await;
    };
    let mut future = pin!(future);
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(outcome) => Poll::Ready(outcome),
        Poll::Pending => clock
            .as_mut()
            .poll(context)
            .map(|()| Err(TransportError::timeout().into())),
    })
    .await
}

/// Fails a body of which no byte arrives within the limit.
pub(super) fn idle(
    transport: Arc<dyn Transport>,
    limit: Duration,
    mut chunks: Stream<Bytes>,
) -> Stream<Bytes> {
    let mut clock: Option<Sleep> = None;
    Stream::from_poll(move |context| match chunks.poll(context) {
        Poll::Ready(next) => {
            clock = None;
            Poll::Ready(next)
        }
        Poll::Pending => {
            clock = clock.take().or_else(|| transport.sleep(limit));
            let Some(running) = &mut clock else {
                return Poll::Pending;
            };
            running.as_mut().poll(context).map(|()| {
                // Drops the connection and ends the stream.
                (chunks, clock) = (Stream::from_iter([]), None);
                Some(Err(StreamError::broken(TransportError::timeout())))
            })
        }
    })
}
