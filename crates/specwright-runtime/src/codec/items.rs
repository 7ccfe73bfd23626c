//! Items one after the other (OpenAPI 3.2.0, "Sequential Media Types").

use super::{Codec, Content, Encoded, StreamCodec, sealed};
#[cfg(feature = "client")]
use super::{Deviating, Reading};
use crate::json::node::Node;
use crate::{Framing, Json, items};
#[cfg(feature = "client")]
use crate::{Path, Report, Stream};

/// Items with this framing: `application/jsonl`, `application/json-seq`, `text/event-stream`.
#[derive(Clone, Copy, Debug)]
pub struct Items(pub Framing);

impl sealed::Sealed for Items {}

impl<T: Json> Codec<Vec<T>> for Items {
    #[cfg(feature = "client")]
    fn check(self, value: &Vec<T>, report: &mut Report) {
        for (index, item) in value.iter().enumerate() {
            item.check(&Path::ROOT.item(index), report);
        }
    }

    fn encode<'v>(self, media_type: &'v str, value: &'v Vec<T>) -> Result<Encoded<'v>, String> {
        Ok(Encoded::new(media_type, items::write(self.0, value)?))
    }

    #[cfg(feature = "client")]
    fn decode(self, content: Content<'_>, reading: &mut Reading) -> Result<Vec<T>, String> {
        reading.tree(|| items::nodes::<T>(self.0, content.bytes).map(Node::array))
    }

    #[cfg(feature = "server")]
    fn validate(
        self,
        content: Content<'_>,
        report: &mut crate::Report,
    ) -> Result<Vec<T>, super::DecodeError> {
        let nodes = items::nodes::<T>(self.0, content.bytes)
            .map_err(|error| super::DecodeError::Malformed(format!("invalid item: {error}")))?;
        super::tree::diagnosed(Node::array(nodes), report)
    }
}

impl<T: Json + 'static> StreamCodec<T> for Items {
    #[cfg(feature = "server")]
    fn encode_item(self, item: T) -> Result<Vec<u8>, crate::StreamError> {
        items::write_item(self.0, &item).map_err(crate::StreamError::broken)
    }

    #[cfg(feature = "client")]
    fn decode_stream(
        self,
        _: Option<&str>,
        chunks: Stream<bytes::Bytes>,
        limit: usize,
        deviating: Deviating,
    ) -> Stream<T> {
        items::read(self.0, chunks, limit, deviating)
    }
}
