//! Decodes requests.

use super::{Call, Reason, Rejection};
use crate::codec::{Codec, DecodeError};
use crate::{
    Accept, Constraints, Json, OptionalNullable, Path, Report, Violations, media_type, params,
};
use http::header::{ACCEPT, CONTENT_ENCODING, CONTENT_TYPE, HeaderValue};

/// The mark of an invalid part of a request; its [`RequestReader`] has the reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused;

impl From<Refused> for Rejection {
    /// Used only if [`RequestReader::finish`] was not called first.
    fn from(_: Refused) -> Self {
        Rejection::new(Reason::BadRequest, "The request is invalid.")
    }
}

/// Decodes the parameters and the body of a request and collects all violations.
#[derive(Debug)]
pub struct RequestReader<'a> {
    call: &'a Call,
    report: Report,
    /// The reason why the body cannot be decoded: its media type or its syntax.
    unreadable: Option<(Reason, String)>,
}

impl<'a> RequestReader<'a> {
    /// Creates a reader of this request.
    pub fn new(call: &'a Call) -> Self {
        Self {
            call,
            report: Report::default(),
            unreadable: None,
        }
    }

    /// Decodes the required parameter at this position among those of the operation.
    ///
    /// # Errors
    ///
    /// If the parameter is missing or invalid; [`finish`](Self::finish) has the reasons.
    ///
    /// # Panics
    ///
    /// If the operation has no such parameter.
    pub fn parameter<T: Json>(&mut self, position: usize) -> Result<T, Refused> {
        let parameter = &self.call.head.operation.parameters[position];
        let report = &mut self.report;
        match self
            .call
            .head
            .with_raw(parameter, |raw| params::read(parameter, raw, report))
        {
            Some(value) => value.ok_or(Refused),
            None => {
                self.report.add(
                    &Path::parameter(parameter),
                    parameter.pointer,
                    "style",
                    "UTF-8",
                    "",
                );
                Err(Refused)
            }
        }
    }

    /// Decodes a parameter that may be absent.
    ///
    /// # Errors
    ///
    /// If the parameter is invalid; [`finish`](Self::finish) has the reasons.
    ///
    /// # Panics
    ///
    /// If the operation has no such parameter.
    pub fn optional<T: Json>(&mut self, position: usize) -> Result<Option<T>, Refused> {
        self.parameter(position)
    }

    /// Returns the media types that the client accepts.
    pub fn accept(&self) -> Accept {
        let values = self.call.head.headers().get_all(ACCEPT).iter();
        let values: Vec<&str> = values.filter_map(|it| it.to_str().ok()).collect();
        if values.is_empty() {
            return Accept::default();
        }
        Accept::from(values.join(", "))
    }

    /// Returns the index of the comma-separated list that has the media type of the body. It is 0 if the body is absent, or if no list
    /// has it, which is a 415.
    pub fn choose(&mut self, offered: &[&str]) -> usize {
        let chosen = media_type::choose(self.call.content().media_type_or_empty(), offered);
        if chosen.is_none() && !self.call.body.is_empty() {
            // Reports all of them, since the first alone would be incomplete.
            let _ = self.typed(&offered.join(", "));
        }
        chosen.unwrap_or_default()
    }

    /// Decodes a required body of one of these media types. An empty body is valid for forms, text, bytes and items.
    ///
    /// # Errors
    ///
    /// If the body is missing or invalid; [`finish`](Self::finish) has the reason.
    pub fn body<T>(&mut self, codec: impl Codec<T>, media_type: &str) -> Result<T, Refused> {
        self.prepare(codec.reads_empty(), media_type)?;
        let body = codec.validate(self.call.content(), &mut self.report);
        body.map_err(|error| self.refuse(error))
    }

    /// Decodes a body that may be absent.
    ///
    /// # Errors
    ///
    /// If the body is invalid; [`finish`](Self::finish) has the reason.
    pub fn optional_body<T>(
        &mut self,
        codec: impl Codec<T>,
        media_type: &str,
    ) -> Result<Option<T>, Refused> {
        if self.call.body.is_empty() {
            return Ok(None);
        }
        self.typed(media_type)?;
        let body = codec.validate_nullable(self.call.content(), &mut self.report);
        body.map_err(|error| self.refuse(error))
    }

    /// Decodes a body that may be absent or null.
    ///
    /// # Errors
    ///
    /// If the body is invalid; [`finish`](Self::finish) has the reason.
    pub fn nullable_body<T>(
        &mut self,
        codec: impl Codec<T>,
        media_type: &str,
    ) -> Result<OptionalNullable<T>, Refused> {
        if self.call.body.is_empty() {
            return Ok(OptionalNullable::Absent);
        }
        let body = self.optional_body(codec, media_type)?;
        Ok(body.map_or(OptionalNullable::Null, OptionalNullable::Value))
    }

    /// Checks a body that may be absent or null against the constraints of its place.
    pub fn check_nullable<T: Json>(
        &mut self,
        constraints: &Constraints,
        body: &Result<OptionalNullable<T>, Refused>,
    ) {
        if let Ok(OptionalNullable::Value(body)) = body {
            body.check_constraints(*constraints, &Path::ROOT, &mut self.report);
        }
    }

    /// Checks a body against the constraints of its place.
    pub fn check<T: Json>(&mut self, constraints: &Constraints, body: &Result<T, Refused>) {
        if let Ok(body) = body {
            body.check_constraints(*constraints, &Path::ROOT, &mut self.report);
        }
    }

    /// Completes the reading.
    ///
    /// # Errors
    ///
    /// If anything is invalid, with all violations.
    pub fn finish(mut self) -> Result<(), Rejection> {
        self.report.complete(self.call.head.operation);
        let violations = self.report.finish().err();
        match (self.unreadable, violations) {
            (None, None) => Ok(()),
            (None, Some(violations)) => Err(Rejection::invalid(violations)),
            (Some((reason, detail)), violations) => Err(unreadable(reason, detail, violations)),
        }
    }

    /// Checks that there is a body, unless an empty one is read as well, and its media type.
    fn prepare(&mut self, reads_empty: bool, media_type: &str) -> Result<(), Refused> {
        match (self.call.body.is_empty(), reads_empty) {
            (true, true) => Ok(()),
            (true, false) => self.unreadable(Reason::BadRequest, "The body is missing.".to_owned()),
            (false, _) => self.typed(media_type),
        }
    }

    /// Keeps the reason why the body cannot be read.
    fn refuse(&mut self, error: DecodeError) -> Refused {
        let (reason, detail) = match error {
            DecodeError::Invalid => return Refused,
            DecodeError::Malformed(detail) => (Reason::BadRequest, detail),
            DecodeError::UnsupportedCharset(detail) => (Reason::UnsupportedMediaType, detail),
        };
        let detail = format!("The body cannot be read: {detail}.");
        self.unreadable.get_or_insert((reason, detail));
        Refused
    }

    fn typed(&mut self, declared: &str) -> Result<(), Refused> {
        let headers = self.call.head.headers();
        if headers.get_all(CONTENT_TYPE).iter().nth(1).is_some() {
            return self.unreadable(
                Reason::UnsupportedMediaType,
                "The request has several `Content-Type` headers.".to_owned(),
            );
        }
        // RFC 9110, section 8.4: a body that is coded in a way that is not understood is a 415.
        let is_coded = |coding: &HeaderValue| !coding.as_bytes().eq_ignore_ascii_case(b"identity");
        if headers.get(CONTENT_ENCODING).is_some_and(is_coded) {
            return self.unreadable(
                Reason::UnsupportedMediaType,
                "The Content-Encoding of the body is not supported.".to_owned(),
            );
        }
        let sent = headers
            .get(CONTENT_TYPE)
            .map(|sent| sent.to_str().unwrap_or_default());
        match sent {
            Some(sent)
                if media_type::fits(sent, declared) || media_type::is_untold(sent, declared) =>
            {
                Ok(())
            }
            Some(sent) => {
                let sent = crate::constraints::Shown(sent);
                self.unreadable(
                    Reason::UnsupportedMediaType,
                    format!("The body has the media type {sent}; expected {declared}."),
                )
            }
            None => self.unreadable(
                Reason::UnsupportedMediaType,
                format!("The request has no Content-Type; expected {declared}."),
            ),
        }
    }

    fn unreadable<T>(&mut self, reason: Reason, detail: String) -> Result<T, Refused> {
        self.unreadable.get_or_insert((reason, detail));
        Err(Refused)
    }
}

fn unreadable(reason: Reason, detail: String, violations: Option<Violations>) -> Rejection {
    let detail = match &violations {
        Some(violations) => format!("{detail} Further violations: {violations}"),
        None => detail,
    };
    Rejection::new(reason, detail).with_violations(violations)
}
