//! Bytes as they are.

use super::{Codec, Content, Encoded, StreamCodec, sealed};
#[cfg(feature = "client")]
use super::{Deviating, Reading};
use crate::{Bytes, Media, Stream, media, media_type};
use http::header::HeaderValue;

/// Bytes of any media type, and of a range such as `image/*`.
#[derive(Clone, Copy, Debug)]
pub struct Binary;

impl sealed::Sealed for Binary {}

impl Codec<Bytes> for Binary {
    #[cfg(feature = "client")]
    fn check(self, _: &Bytes, _: &mut crate::Report) {}

    fn encode<'v>(self, media_type: &'v str, value: &'v Bytes) -> Result<Encoded<'v>, String> {
        let media_type = media_type::sent(media_type, "application/octet-stream");
        Ok(Encoded::new(media_type, value.to_vec()))
    }

    #[cfg(feature = "client")]
    fn decode(self, content: Content<'_>, _: &mut Reading) -> Result<Bytes, String> {
        Ok(content.bytes.into())
    }

    #[cfg(feature = "server")]
    fn validate(
        self,
        content: Content<'_>,
        _: &mut crate::Report,
    ) -> Result<Bytes, super::DecodeError> {
        Ok(content.bytes.into())
    }
}

impl Codec<Media> for Binary {
    #[cfg(feature = "client")]
    fn check(self, _: &Media, _: &mut crate::Report) {}

    fn encode<'v>(self, media_type: &'v str, value: &'v Media) -> Result<Encoded<'v>, String> {
        let media_type = media::sent(value.media_type.as_deref(), media_type)?;
        if HeaderValue::from_str(media_type).is_err() {
            return Err("a media type with control characters".to_owned());
        }
        Ok(Encoded::new(media_type, value.bytes.to_vec()))
    }

    #[cfg(feature = "client")]
    fn decode(self, content: Content<'_>, _: &mut Reading) -> Result<Media, String> {
        Ok(media_of(&content))
    }

    #[cfg(feature = "server")]
    fn validate(
        self,
        content: Content<'_>,
        _: &mut crate::Report,
    ) -> Result<Media, super::DecodeError> {
        Ok(media_of(&content))
    }
}

fn media_of(content: &Content<'_>) -> Media {
    Media {
        media_type: content.media_type().map(str::to_owned),
        bytes: content.bytes.into(),
    }
}

impl StreamCodec<Bytes> for Binary {
    #[cfg(feature = "server")]
    fn content_type<'v>(
        self,
        media_type: &'v str,
        stream: &'v Stream<Bytes>,
    ) -> Result<&'v str, String> {
        media::sent(stream.media_type(), media_type)
    }

    #[cfg(feature = "server")]
    fn encode_item(self, item: Bytes) -> Result<Vec<u8>, crate::StreamError> {
        Ok(item.into_vec())
    }

    #[cfg(feature = "client")]
    fn decode_stream(
        self,
        media_type: Option<&str>,
        mut chunks: Stream<bytes::Bytes>,
        _: usize,
        _: Deviating,
    ) -> Stream<Bytes> {
        let bytes = Stream::from_poll(move |context| {
            let next = chunks.poll(context);
            next.map(|chunk| chunk.map(|chunk| chunk.map(|chunk| Bytes::from(&*chunk))))
        });
        match media_type {
            None => bytes,
            Some(media_type) => bytes.with_media_type(media_type),
        }
    }
}
