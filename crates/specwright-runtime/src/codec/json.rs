//! JSON (RFC 8259).

use super::{Codec, Content, Encoded, sealed};
#[cfg(feature = "client")]
use crate::{Path, Report, json::reason};
use crate::{charset, json, media_type};

/// `application/json`, and every media type with the suffix `+json`.
#[derive(Clone, Copy, Debug)]
pub struct Json;

impl sealed::Sealed for Json {}

impl<T: json::Json> Codec<T> for Json {
    #[cfg(feature = "server")]
    fn reads_empty(self) -> bool {
        false
    }

    #[cfg(feature = "client")]
    fn check(self, value: &T, report: &mut Report) {
        value.check(&Path::ROOT, report);
    }

    fn encode<'v>(self, media_type: &'v str, value: &'v T) -> Result<Encoded<'v>, String> {
        encoded(media_type, json::to_vec(value))
    }

    /// A missing `Content-Type` is accepted, and so is any name of JSON.
    #[cfg(feature = "client")]
    fn decode(self, content: Content<'_>) -> Result<T, String> {
        let json = json_of(&content)?;
        json::parse(json).map_err(|error| reason::of_text::<T>(json, &error))
    }

    #[cfg(feature = "server")]
    fn validate(
        self,
        content: Content<'_>,
        report: &mut crate::Report,
    ) -> Result<T, super::DecodeError> {
        json::from_slice(charset::without_mark(content.bytes)).map_err(|it| refused(it, report))
    }

    #[cfg(feature = "server")]
    fn validate_nullable(
        self,
        content: Content<'_>,
        report: &mut crate::Report,
    ) -> Result<Option<T>, super::DecodeError> {
        self.validate(content, report)
    }
}

fn encoded<'v>(
    media_type: &'v str,
    json: Result<Vec<u8>, serde_json::Error>,
) -> Result<Encoded<'v>, String> {
    let json = json.map_err(|error| error.to_string())?;
    let media_type = media_type::sent(media_type, "application/json");
    Ok(Encoded::new(media_type, json))
}

#[cfg(feature = "client")]
fn json_of<'a>(content: &Content<'a>) -> Result<&'a [u8], String> {
    let media_type = content.headers.get(http::header::CONTENT_TYPE);
    let media_type = media_type.map(|it| it.to_str().unwrap_or("unreadable"));
    match media_type.filter(|it| !media_type::is_json(it)) {
        Some(other) => Err(format!("expected Content-Type JSON, found {other}")),
        None => Ok(charset::without_mark(content.bytes)),
    }
}

#[cfg(feature = "server")]
fn refused(error: json::Error, report: &mut crate::Report) -> super::DecodeError {
    match error {
        json::Error::Violations(violations) => {
            report.extend(violations);
            super::DecodeError::Invalid
        }
        json::Error::Syntax(error) => {
            super::DecodeError::Malformed(format!("invalid JSON: {error}"))
        }
    }
}
