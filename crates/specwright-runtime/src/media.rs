//! Bodies of bytes for which the document declares a range: `image/*`, `*/*`.

use crate::Bytes;
#[cfg(any(feature = "client", feature = "server"))]
use crate::media_type;

/// A body of bytes, with its media type.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Media {
    /// `Content-Type`; without one it is sent as `application/octet-stream`.
    pub media_type: Option<String>,
    /// The bytes.
    pub bytes: Bytes,
}

impl Media {
    /// Creates a body of this media type.
    pub fn new(media_type: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        Self {
            media_type: Some(media_type.into()),
            bytes: bytes.into(),
        }
    }
}

/// Creates a body without a media type.
impl<T: Into<Bytes>> From<T> for Media {
    fn from(bytes: T) -> Self {
        Self {
            media_type: None,
            bytes: bytes.into(),
        }
    }
}

/// Returns the `Content-Type` of bytes: their own if the document declares a range, otherwise the declared one.
#[cfg(any(feature = "client", feature = "server"))]
pub(crate) fn sent<'a>(own: Option<&'a str>, declared: &'a str) -> Result<&'a str, String> {
    let is_range = declared.contains('*');
    match own {
        Some(own) if is_range => {
            let fits = media_type::fits(own, declared) || media_type::is_untold(own, declared);
            fits.then_some(own)
                .ok_or_else(|| format!("media type {own:?} does not match {declared}"))
        }
        _ => Ok(media_type::sent(declared, "application/octet-stream")),
    }
}
