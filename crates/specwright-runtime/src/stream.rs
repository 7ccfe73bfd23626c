//! Streams of items, which are available while a body is transferred.

use std::fmt;
use std::future::poll_fn;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// A stream of the items of a body, such as `text/event-stream` or JSON Lines: received by a client, sent by a server.
///
/// ```
/// # use specwright_runtime::{Stream, StreamError};
/// # async fn show(mut events: Stream<String>) -> Result<(), StreamError> {
/// while let Some(event) = events.next().await {
///     println!("{}", event?);
/// }
/// # Ok(())
/// # }
/// ```
///
/// An invalid item is an error in its place, and the stream continues; any other error ends it. Dropping the stream closes
/// the connection.
///
/// With the feature `client` or `server` it is a `futures_core::Stream` as well, and made from one by `Stream::new`.
pub struct Stream<T> {
    source: Mutex<Box<Next<T>>>,
    media_type: Option<Box<str>>,
}

type Next<T> = dyn FnMut(&mut Context<'_>) -> Poll<Option<Result<T, StreamError>>> + Send;

impl<T> Stream<T> {
    /// Creates a stream from a function like `futures_core::Stream::poll_next`, which is not called again after the end.
    pub fn from_poll(
        next: impl FnMut(&mut Context<'_>) -> Poll<Option<Result<T, StreamError>>> + Send + 'static,
    ) -> Self {
        Self {
            source: Mutex::new(Box::new(next)),
            media_type: None,
        }
    }

    /// Sets the media type of bytes, for which the document declares a range such as `image/*`.
    pub fn with_media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into().into());
        self
    }

    /// Returns the media type of bytes, if it is known.
    pub fn media_type(&self) -> Option<&str> {
        self.media_type.as_deref()
    }

    /// Creates a stream of the items of an iterator, each taken on demand.
    ///
    /// The iterator runs on a thread that serves other requests too, and should not block.
    #[expect(
        clippy::should_implement_trait,
        reason = "the trait's method cannot keep the iterator, and holds all items"
    )]
    pub fn from_iter<I>(items: I) -> Self
    where
        I: IntoIterator<Item = T, IntoIter: Send + 'static>,
    {
        let mut items = items.into_iter();
        Self::from_poll(move |_| Poll::Ready(items.next().map(Ok)))
    }

    /// Returns the next item; none at the end.
    pub async fn next(&mut self) -> Option<Result<T, StreamError>> {
        poll_fn(|context| self.poll(context)).await
    }

    pub(crate) fn poll(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<T, StreamError>>> {
        // Never locked: the mutex makes a stream `Sync`, and with it every error that has one.
        let source = self
            .source
            .get_mut()
            .unwrap_or_else(PoisonError::into_inner);
        let next = source(context);
        if matches!(next, Poll::Ready(None)) {
            *source = Box::new(|_| Poll::Ready(None));
        }
        next
    }
}

/// Items that are there already: `collect` takes all of them from the iterator first. [`Stream::from_iter`] takes one by one.
impl<T: Send + 'static> FromIterator<T> for Stream<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Stream::from_iter(items.into_iter().collect::<Vec<T>>())
    }
}

#[cfg(any(feature = "client", feature = "server"))]
impl<T> Stream<T> {
    /// Creates a stream from another, such as the receiving end of a channel.
    pub fn new<E: Into<BoxError>>(
        stream: impl futures_core::Stream<Item = Result<T, E>> + Send + 'static,
    ) -> Self {
        let mut stream = Box::pin(stream);
        Self::from_poll(move |context| {
            let next = stream.as_mut().poll_next(context);
            next.map(|item| item.map(|item| item.map_err(|error| StreamError::broken(error))))
        })
    }
}

#[cfg(any(feature = "client", feature = "server"))]
impl<T> futures_core::Stream for Stream<T> {
    type Item = Result<T, StreamError>;

    fn poll_next(
        self: std::pin::Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

impl<T> fmt::Debug for Stream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Stream(..)")
    }
}

/// The error of a stream or of an item.
pub enum StreamError {
    /// The stream ended with an error.
    Broken(BoxError),
    /// An item is larger than the limit of a body; the stream ends.
    TooLarge,
    /// An item is invalid; the stream continues.
    Unreadable {
        /// The item.
        item: String,
        /// The reason why it is invalid.
        reason: String,
    },
}

impl StreamError {
    /// Creates the error of a stream that ends for this reason.
    pub fn broken(error: impl Into<BoxError>) -> Self {
        Self::Broken(error.into())
    }
}

/// Omits the item, which may hold a secret.
impl fmt::Debug for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StreamError::Broken(error) => f.debug_tuple("Broken").field(error).finish(),
            StreamError::TooLarge => f.write_str("TooLarge"),
            StreamError::Unreadable { item, reason } => f
                .debug_struct("Unreadable")
                .field("item", &format_args!("{} bytes", item.len()))
                .field("reason", reason)
                .finish(),
        }
    }
}

/// Omits the item, which may hold a secret.
impl fmt::Display for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StreamError::Broken(error) => write!(f, "stream interrupted: {error}"),
            StreamError::TooLarge => f.write_str("item exceeds the size limit"),
            StreamError::Unreadable { reason, .. } => {
                write!(f, "invalid item: {reason}")
            }
        }
    }
}

impl std::error::Error for StreamError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            StreamError::Broken(error) => Some(error.as_ref()),
            StreamError::TooLarge | StreamError::Unreadable { .. } => None,
        }
    }
}
