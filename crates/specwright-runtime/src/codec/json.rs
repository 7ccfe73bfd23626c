//! JSON (RFC 8259).

#[cfg(feature = "client")]
use super::Reading;
use super::{Codec, Content, Encoded, sealed};
#[cfg(feature = "client")]
use crate::{Path, Report, deviation::ReadAs};
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
    fn decode(self, content: Content<'_>, reading: &mut Reading) -> Result<T, String> {
        let wrong = wrong_type(&content);
        if let Some(wrong) = wrong.as_ref().filter(|_| !reading.is_tolerant()) {
            return Err(wrong.clone());
        }
        let json = charset::without_mark(content.bytes);
        let read = json::parse(json).or_else(|error| reading.text(json, &error));
        let Some(wrong) = wrong else { return read };
        reading.header("Content-Type", "content", ReadAs::Received, "JSON");
        read.map_err(|reason| format!("{wrong}: {reason}"))
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

/// Returns the reason why the media type of a body is not JSON.
#[cfg(feature = "client")]
fn wrong_type(content: &Content<'_>) -> Option<String> {
    let media_type = content.headers.get(http::header::CONTENT_TYPE)?;
    let media_type = media_type.to_str().unwrap_or("unreadable");
    let is_wrong = !media_type::is_json(media_type);
    is_wrong.then(|| format!("expected Content-Type JSON, found {media_type}"))
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
