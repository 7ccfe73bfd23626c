//! Files: the parts of `multipart` bodies that are bytes.
//!
//! A file makes its way through serde as a newtype of this module's own name, which [`Node`] alone understands. In JSON, where
//! OpenAPI gives it no meaning, it is the text that it holds; in binary formats, a tuple of name, media type and bytes.

use super::json_types::JsonTypes;
use super::node::{Node, first_repeated_by};
use super::{Bytes, Json, Validate};
use crate::constraints::Count;
use crate::{Constraint, Constraints, Path, Report};
use serde_core::de::{self, DeserializeSeed, Deserializer, SeqAccess, Visitor};
use serde_core::ser::{Error as _, Serialize, SerializeTuple, Serializer};
use std::fmt;

/// The newtype that files are for serde.
pub(super) const NEWTYPE: &str = "$specwright::File";

/// A file: a part of a `multipart` body that is bytes, whatever they are (RFC 7578, section 4).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct File {
    /// `filename`: not a path, and from a client not to be trusted; empty if there is none. Many servers take a part
    /// without one for text.
    pub name: String,
    /// `Content-Type`; none for that of the document, and without one for `application/octet-stream`.
    pub media_type: Option<String>,
    /// The content.
    pub bytes: Bytes,
}

impl File {
    /// A file of this name.
    pub fn new(name: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        Self {
            name: name.into(),
            media_type: None,
            bytes: bytes.into(),
        }
    }

    /// With a `Content-Type`.
    #[must_use]
    pub fn with_media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }

    pub(super) fn as_text(&self) -> Option<&str> {
        std::str::from_utf8(&self.bytes).ok()
    }

    /// Lengths are those of the bytes (OpenAPI 3.1.1, 4.8.14.2).
    fn check_size(size: usize, constraints: Constraints, at: &Path<'_>, report: &mut Report) {
        let size = size as u64;
        for constraint in constraints.constraints {
            match *constraint {
                Constraint::MinLength(limit) if size >= limit => {}
                Constraint::MaxLength(limit) if size <= limit => {}
                Constraint::MinLength(_) | Constraint::MaxLength(_) => {
                    constraints.broken(constraint, Count(size, "byte"), at, report);
                }
                _ => {}
            }
        }
    }
}

super::serde! { File }

impl Validate for File {
    fn check(&self, _: &Path<'_>, _: &mut Report) {}
}

impl Json for File {
    const JSON_TYPES: JsonTypes = JsonTypes::STRING;

    #[cfg(feature = "samples")]
    fn outline() -> crate::sample::Outline {
        crate::sample::Outline::new(
            Self::JSON_TYPES,
            crate::sample::Form::Text(crate::sample::Text::Plain),
        )
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(NEWTYPE, FileVisitor)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            let text = self.as_text();
            let text = text.ok_or_else(|| S::Error::custom("a file that is no text, in JSON"))?;
            serializer.serialize_str(text)
        } else {
            serializer.serialize_newtype_struct(NEWTYPE, &Parts(self))
        }
    }

    fn diagnose(node: &Node, at: &Path<'_>, constraints: Constraints, report: &mut Report) {
        match (node, node.as_text()) {
            (Node::File(file), _) => Self::check_size(file.bytes.len(), constraints, at, report),
            (_, Some(text)) => Self::check_size(text.len(), constraints, at, report),
            (_, None) => constraints.wrong_type("a file", node, at, report),
        }
    }

    fn check_constraints(&self, constraints: Constraints, at: &Path<'_>, report: &mut Report) {
        Self::check_size(self.bytes.len(), constraints, at, report);
    }

    fn first_repeated(items: &[Self]) -> Option<(usize, usize)> {
        first_repeated_by(items, Ord::cmp)
    }
}

/// The serialized form of a file in a multipart body.
struct Parts<'a>(&'a File);

impl Serialize for Parts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut parts = serializer.serialize_tuple(3)?;
        parts.serialize_element(&self.0.name)?;
        parts.serialize_element(&self.0.media_type)?;
        parts.serialize_element(&Raw(&self.0.bytes))?;
        parts.end()
    }
}

struct Raw<'a>(&'a [u8]);

impl Serialize for Raw<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0)
    }
}

struct FileVisitor;

impl<'de> DeserializeSeed<'de> for FileVisitor {
    type Value = File;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<File, D::Error> {
        deserializer.deserialize_byte_buf(self)
    }
}

impl<'de> Visitor<'de> for FileVisitor {
    type Value = File;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a file")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<File, D::Error> {
        match inner.is_human_readable() {
            true => inner.deserialize_string(self),
            false => inner.deserialize_tuple(3, self),
        }
    }

    fn visit_str<E>(self, text: &str) -> Result<File, E> {
        Ok(File::new("", text.as_bytes()))
    }

    fn visit_string<E>(self, text: String) -> Result<File, E> {
        Ok(File::new("", text.into_bytes()))
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<File, E> {
        Ok(File::new("", bytes))
    }

    fn visit_byte_buf<E>(self, bytes: Vec<u8>) -> Result<File, E> {
        Ok(File::new("", bytes))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<File, A::Error> {
        let missing = || de::Error::invalid_length(3, &FileVisitor);
        let name = parts.next_element()?.ok_or_else(missing)?;
        let media_type = parts.next_element()?.ok_or_else(missing)?;
        let File { bytes, .. } = parts.next_element_seed(FileVisitor)?.ok_or_else(missing)?;
        Ok(File {
            name,
            media_type,
            bytes,
        })
    }
}
