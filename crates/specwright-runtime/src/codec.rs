//! Codecs: how a value is written as the body of a message, and how it is read from one.
//!
//! | codec | values | streams of |
//! |---|---|---|
//! | [`Json`] | any type | – |
//! | [`Form`] | objects, as `application/x-www-form-urlencoded` | – |
//! | [`Multipart`] | objects and arrays, as `multipart/*` | – |
//! | [`Text`] | strings, numbers and booleans, in the `charset` of the media type | – |
//! | [`Binary`] | [`Bytes`](crate::Bytes); [`Media`](crate::Media), which has its own media type | [`Bytes`](crate::Bytes) |
//! | [`Items`] | arrays, an item after the other | any type |
//!
//! Requests and responses take a codec as an argument, so that each has one method for all of them.

mod binary;
mod items;
mod json;
#[cfg(feature = "client")]
mod reading;
mod tree;

pub use self::binary::Binary;
pub use self::items::Items;
pub use self::json::Json;
#[cfg(feature = "client")]
pub use self::reading::{Deviating, Reading};
pub use self::tree::{Form, Multipart, Text};

use crate::{Report, Stream};
use http::header::{CONTENT_TYPE, HeaderMap};
use std::borrow::Cow;

/// A way to write values of `T` as a body and to read them from it. Implemented by the codecs of this module only.
pub trait Codec<T>: Copy + sealed::Sealed {
    /// Returns true if an absent body is read as an empty one, false if it is an error.
    #[cfg(feature = "server")]
    #[doc(hidden)]
    fn reads_empty(self) -> bool {
        true
    }

    /// Reports the constraints that a value breaks, before it is sent.
    #[cfg(feature = "client")]
    #[doc(hidden)]
    fn check(self, value: &T, report: &mut Report);

    /// Writes a body of one of the declared media types.
    #[doc(hidden)]
    fn encode<'v>(self, media_type: &'v str, value: &'v T) -> Result<Encoded<'v>, String>;

    /// Reads the body of a response, without checking constraints.
    #[cfg(feature = "client")]
    #[doc(hidden)]
    fn decode(self, content: Content<'_>, reading: &mut Reading) -> Result<T, String>;

    /// Reads the body of a request and reports every violation.
    #[cfg(feature = "server")]
    #[doc(hidden)]
    fn validate(self, content: Content<'_>, report: &mut Report) -> Result<T, DecodeError>;

    /// Reads the body of a request that may be absent; none for a `null` that its type has no value for.
    #[cfg(feature = "server")]
    #[doc(hidden)]
    fn validate_nullable(
        self,
        content: Content<'_>,
        report: &mut Report,
    ) -> Result<Option<T>, DecodeError> {
        self.validate(content, report).map(Some)
    }
}

/// A way to write a stream of values of `T` as a body and to read it. Implemented by the codecs of this module only.
pub trait StreamCodec<T>: Copy + sealed::Sealed + Send + Unpin + 'static {
    /// Returns the `Content-Type` of a stream.
    #[cfg(feature = "server")]
    #[doc(hidden)]
    fn content_type<'v>(self, media_type: &'v str, _: &'v Stream<T>) -> Result<&'v str, String> {
        Ok(media_type)
    }

    /// Writes an item.
    #[cfg(feature = "server")]
    #[doc(hidden)]
    fn encode_item(self, item: T) -> Result<Vec<u8>, crate::StreamError>;

    /// Reads the items of a body while its chunks arrive; an item larger than the limit is an error.
    #[cfg(feature = "client")]
    #[doc(hidden)]
    fn decode_stream(
        self,
        media_type: Option<&str>,
        chunks: Stream<bytes::Bytes>,
        limit: usize,
        deviating: Deviating,
    ) -> Stream<T>;
}

mod sealed {
    pub trait Sealed {}
}

/// The body of a message as it is read: the bytes, and the headers that describe them.
#[derive(Clone, Copy, Debug)]
pub struct Content<'a> {
    pub(crate) headers: &'a HeaderMap,
    pub(crate) bytes: &'a [u8],
}

impl<'a> Content<'a> {
    /// Returns the `Content-Type`, if it is not empty.
    pub(crate) fn media_type(&self) -> Option<&'a str> {
        media_type(self.headers)
    }

    /// Returns the `Content-Type`, or an empty text.
    pub(crate) fn media_type_or_empty(&self) -> &'a str {
        self.media_type().unwrap_or_default()
    }
}

/// Returns the `Content-Type` of a message, if it is a text and not empty.
pub(crate) fn media_type(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(CONTENT_TYPE)?;
    value.to_str().ok().filter(|it| !it.is_empty())
}

/// The body of a message as it is written.
#[derive(Debug)]
pub struct Encoded<'a> {
    pub(crate) media_type: Cow<'a, str>,
    pub(crate) bytes: Vec<u8>,
}

impl<'a> Encoded<'a> {
    fn new(media_type: impl Into<Cow<'a, str>>, bytes: Vec<u8>) -> Self {
        Self {
            media_type: media_type.into(),
            bytes,
        }
    }
}

/// The reason why the body of a request is not read.
#[derive(Debug)]
pub enum DecodeError {
    /// The body has violations, which are in the report.
    Invalid,
    /// The syntax is not that of the media type.
    Malformed(String),
    /// The `charset` of the media type is not supported.
    UnsupportedCharset(String),
}

impl DecodeError {
    /// Returns the reason in words.
    #[cfg(feature = "client")]
    pub(crate) fn reason(self) -> String {
        match self {
            Self::Invalid => "the body does not match its schema".to_owned(),
            Self::Malformed(reason) | Self::UnsupportedCharset(reason) => reason,
        }
    }
}
