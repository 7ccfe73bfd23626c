//! Codecs that read a body as a tree of texts, whose types are those of the schema.

#[cfg(feature = "client")]
use super::Reading;
use super::{Codec, Content, DecodeError, Encoded, sealed};
#[cfg(feature = "client")]
use crate::Path;
use crate::charset::{self, CharsetError};
use crate::json::node::Node;
use crate::json::shape::Shape;
use crate::json::{self, Json};
use crate::{Encoding, Report, form, media_type, multipart};

/// `application/x-www-form-urlencoded`, with the Encoding Objects of its properties.
#[derive(Clone, Copy, Debug)]
pub struct Form<'a>(pub &'a [Encoding]);

/// `multipart/form-data` and the other `multipart` types, with the Encoding Objects of their parts.
#[derive(Clone, Copy, Debug)]
pub struct Multipart<'a>(pub &'a [Encoding]);

/// Text in the `charset` of its media type: `text/plain`.
#[derive(Clone, Copy, Debug)]
pub struct Text;

/// A codec that writes a tree and reads one of this shape.
trait TreeCodec: Copy {
    #[cfg(feature = "server")]
    const READS_EMPTY: bool;

    fn write(self, media_type: &str, node: Node) -> Result<Encoded<'_>, String>;

    fn read(self, content: Content<'_>, shape: Shape) -> Result<Node, DecodeError>;
}

impl TreeCodec for Form<'_> {
    #[cfg(feature = "server")]
    const READS_EMPTY: bool = true;

    fn write(self, media_type: &str, node: Node) -> Result<Encoded<'_>, String> {
        let form = form::write(&node, self.0).map_err(|error| error.to_string())?;
        Ok(Encoded::new(media_type, form.into_bytes()))
    }

    fn read(self, content: Content<'_>, shape: Shape) -> Result<Node, DecodeError> {
        let text = std::str::from_utf8(content.bytes)
            .map_err(|_| DecodeError::Malformed("invalid form: expected UTF-8".to_owned()))?;
        form::read(text, shape, self.0)
            .map_err(|it| DecodeError::Malformed(format!("invalid form: expected {}", it.0)))
    }
}

impl TreeCodec for Multipart<'_> {
    #[cfg(feature = "server")]
    const READS_EMPTY: bool = false;

    fn write(self, media_type: &str, node: Node) -> Result<Encoded<'_>, String> {
        let written = multipart::write(&node, media_type, self.0);
        let (media_type, body) = written.map_err(|error| error.to_string())?;
        Ok(Encoded::new(media_type, body))
    }

    fn read(self, content: Content<'_>, shape: Shape) -> Result<Node, DecodeError> {
        let media_type = content.media_type_or_empty();
        multipart::read(content.bytes, media_type, shape, self.0).map_err(|it| {
            DecodeError::Malformed(format!("invalid multipart body: expected {}", it.0))
        })
    }
}

impl TreeCodec for Text {
    #[cfg(feature = "server")]
    const READS_EMPTY: bool = true;

    fn write(self, media_type: &str, node: Node) -> Result<Encoded<'_>, String> {
        let text = node.to_text();
        let text = text.ok_or_else(|| "an array or object has no text form".to_owned())?;
        let media_type = media_type::sent(media_type, "text/plain");
        let text = charset::encode(text, media_type).map_err(|error| error.to_string())?;
        Ok(Encoded::new(media_type, text))
    }

    fn read(self, content: Content<'_>, _: Shape) -> Result<Node, DecodeError> {
        match charset::decode(content.bytes, content.media_type_or_empty()) {
            Ok(text) => Ok(Node::Wire(text.into_owned())),
            Err(error @ CharsetError::Unsupported(_)) => {
                Err(DecodeError::UnsupportedCharset(error.to_string()))
            }
            Err(error) => Err(DecodeError::Malformed(error.to_string())),
        }
    }
}

macro_rules! codec {
    ($ty:ty) => {
        impl sealed::Sealed for $ty {}

        impl<T: Json> Codec<T> for $ty {
            #[cfg(feature = "server")]
            fn reads_empty(self) -> bool {
                <Self as TreeCodec>::READS_EMPTY
            }

            #[cfg(feature = "client")]
            fn check(self, value: &T, report: &mut Report) {
                value.check(&Path::ROOT, report);
            }

            fn encode<'v>(self, media_type: &'v str, value: &'v T) -> Result<Encoded<'v>, String> {
                let node = json::to_node(value).map_err(|error| error.to_string())?;
                self.write(media_type, node)
            }

            #[cfg(feature = "client")]
            fn decode(self, content: Content<'_>, reading: &mut Reading) -> Result<T, String> {
                reading.tree(|| self.read(content, T::shape()).map_err(DecodeError::reason))
            }

            #[cfg(feature = "server")]
            fn validate(self, content: Content<'_>, report: &mut Report) -> Result<T, DecodeError> {
                diagnosed(self.read(content, T::shape())?, report)
            }
        }
    };
}

codec!(Form<'_>);
codec!(Multipart<'_>);
codec!(Text);

/// Returns the value of a tree, or reports all of its violations.
#[cfg(feature = "server")]
pub(super) fn diagnosed<T: Json>(node: Node, report: &mut Report) -> Result<T, DecodeError> {
    let _judging = crate::verdicts::Judging::begin();
    let mut found = Report::default();
    T::diagnose(
        &node,
        &crate::Path::ROOT,
        crate::Constraints::new("", &[]),
        &mut found,
    );
    let value = if found.is_empty() {
        T::read(node).map_err(|_| DecodeError::Invalid)
    } else {
        Err(DecodeError::Invalid)
    };
    report.append(found);
    value
}
