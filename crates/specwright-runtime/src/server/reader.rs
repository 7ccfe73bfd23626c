//! Requests, read.

use super::{Call, Reason, Rejection};
use crate::charset::{self, CharsetError};
use crate::json::node::Node;
use crate::json::{self, Json};
use crate::verdicts::Judging;
use crate::{
    Accept, Bytes, Constraints, Encoding, Framing, Media, OptionalNullable, Path, Report,
    Violations, form, items, media_type, multipart, params,
};
use http::header::{ACCEPT, CONTENT_ENCODING, CONTENT_TYPE};

/// Something in a request is wrong; what, is known to its [`RequestReader`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused;

impl From<Refused> for Rejection {
    /// Only if the reader was not asked first.
    fn from(_: Refused) -> Self {
        Rejection::new(
            Reason::BadRequest,
            "The request breaks a constraint of the document.",
        )
    }
}

/// Reads the parameters and the body of a call, and gathers everything that is wrong with them.
#[derive(Debug)]
pub struct RequestReader<'a> {
    call: &'a Call,
    report: Report,
    /// What is wrong with the body beyond violations: its media type, its syntax.
    unreadable: Option<(Reason, String)>,
}

impl<'a> RequestReader<'a> {
    /// A reader of this call.
    pub fn new(call: &'a Call) -> Self {
        Self {
            call,
            report: Report::default(),
            unreadable: None,
        }
    }

    /// The parameter at this position among those of the operation; it must be there.
    ///
    /// # Errors
    ///
    /// If it is not, or is wrong; [`finish`](Self::finish) tells.
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

    /// A parameter that may be absent.
    ///
    /// # Errors
    ///
    /// If it is wrong; [`finish`](Self::finish) tells.
    ///
    /// # Panics
    ///
    /// If the operation has no such parameter.
    pub fn optional<T: Json>(&mut self, position: usize) -> Result<Option<T>, Refused> {
        self.parameter(position)
    }

    /// The media types that the caller wants to be answered in.
    pub fn accept(&self) -> Accept {
        let values = self.call.head.headers().get_all(ACCEPT).iter();
        let values: Vec<&str> = values.filter_map(|it| it.to_str().ok()).collect();
        if values.is_empty() {
            return Accept::default();
        }
        Accept::from(values.join(", "))
    }

    /// Which of these media types the body has, each a list parted by commas. It is the first if the body is of none of them, which
    /// is a 415, or if there is none.
    pub fn choose(&mut self, offered: &[&str]) -> usize {
        let chosen = media_type::choose(self.content_type(), offered);
        if chosen.is_none() && !self.call.body.is_empty() {
            // Tells all of them, which the first alone would not.
            let _ = self.typed(&offered.join(", "));
        }
        chosen.unwrap_or_default()
    }

    /// A body in JSON that must be there.
    ///
    /// # Errors
    ///
    /// If it is not, or is wrong; [`finish`](Self::finish) tells.
    pub fn json<T: Json>(&mut self, media_type: &str) -> Result<T, Refused> {
        self.present()?;
        self.typed(media_type)?;
        self.read_json()
    }

    /// A body in JSON that may be absent.
    ///
    /// # Errors
    ///
    /// If it is wrong; [`finish`](Self::finish) tells.
    pub fn optional_json<T: Json>(&mut self, media_type: &str) -> Result<Option<T>, Refused> {
        if self.call.body.is_empty() {
            return Ok(None);
        }
        self.typed(media_type)?;
        self.read_json()
    }

    /// A body in JSON that may be absent, and may be null.
    ///
    /// # Errors
    ///
    /// If it is wrong; [`finish`](Self::finish) tells.
    pub fn nullable_json<T: Json>(
        &mut self,
        media_type: &str,
    ) -> Result<OptionalNullable<T>, Refused> {
        if self.call.body.is_empty() {
            return Ok(OptionalNullable::Absent);
        }
        self.typed(media_type)?;
        let body: Option<T> = self.read_json()?;
        Ok(body.map_or(OptionalNullable::Null, OptionalNullable::Value))
    }

    /// Checks the same against the constraints of its place.
    pub fn check_nullable<T: Json>(
        &mut self,
        constraints: &Constraints,
        body: &Result<OptionalNullable<T>, Refused>,
    ) {
        if let Ok(OptionalNullable::Value(body)) = body {
            body.check_constraints(*constraints, &Path::ROOT, &mut self.report);
        }
    }

    /// A form that must be there; with nothing in it, it is as empty as a body can be.
    ///
    /// # Errors
    ///
    /// If it is not, or is wrong; [`finish`](Self::finish) tells.
    pub fn form<T: Json>(
        &mut self,
        media_type: &str,
        encodings: &[Encoding],
    ) -> Result<T, Refused> {
        if !self.call.body.is_empty() {
            self.typed(media_type)?;
        }
        let Ok(text) = str::from_utf8(&self.call.body) else {
            return self.unreadable(Reason::BadRequest, "The body is not UTF-8.".to_owned());
        };
        match form::read(text, T::shape(), encodings) {
            Ok(node) => self.diagnosed(node),
            Err(malformed) => self.unreadable(
                Reason::BadRequest,
                format!("The body is not a form: it must have {}.", malformed.0),
            ),
        }
    }

    /// A form that may be absent.
    ///
    /// # Errors
    ///
    /// If it is wrong; [`finish`](Self::finish) tells.
    pub fn optional_form<T: Json>(
        &mut self,
        media_type: &str,
        encodings: &[Encoding],
    ) -> Result<Option<T>, Refused> {
        if self.call.body.is_empty() {
            Ok(None)
        } else {
            self.form(media_type, encodings).map(Some)
        }
    }

    /// A body of `multipart` that must be there.
    ///
    /// # Errors
    ///
    /// If it is not, or is wrong; [`finish`](Self::finish) tells.
    pub fn multipart<T: Json>(
        &mut self,
        media_type: &str,
        encodings: &[Encoding],
    ) -> Result<T, Refused> {
        self.present()?;
        self.typed(media_type)?;
        match multipart::read(&self.call.body, self.content_type(), T::shape(), encodings) {
            Ok(node) => self.diagnosed(node),
            Err(malformed) => self.unreadable(
                Reason::BadRequest,
                format!("The body is not multipart: it must have {}.", malformed.0),
            ),
        }
    }

    /// A body of items; one without any is as empty as a body can be.
    ///
    /// # Errors
    ///
    /// If an item is wrong; [`finish`](Self::finish) tells.
    pub fn items<T: Json>(
        &mut self,
        media_type: &str,
        framing: Framing,
    ) -> Result<Vec<T>, Refused> {
        if !self.call.body.is_empty() {
            self.typed(media_type)?;
        }
        match items::nodes::<T>(framing, &self.call.body) {
            Ok(nodes) => self.diagnosed(Node::array(nodes)),
            Err(error) => self.unreadable(
                Reason::BadRequest,
                format!("An item of the body cannot be read: {error}."),
            ),
        }
    }

    /// A body of `multipart` that may be absent.
    ///
    /// # Errors
    ///
    /// If it is wrong; [`finish`](Self::finish) tells.
    pub fn optional_multipart<T: Json>(
        &mut self,
        media_type: &str,
        encodings: &[Encoding],
    ) -> Result<Option<T>, Refused> {
        if self.call.body.is_empty() {
            Ok(None)
        } else {
            self.multipart(media_type, encodings).map(Some)
        }
    }

    /// A body of items that may be absent.
    ///
    /// # Errors
    ///
    /// If an item is wrong; [`finish`](Self::finish) tells.
    pub fn optional_items<T: Json>(
        &mut self,
        media_type: &str,
        framing: Framing,
    ) -> Result<Option<Vec<T>>, Refused> {
        if self.call.body.is_empty() {
            Ok(None)
        } else {
            self.items(media_type, framing).map(Some)
        }
    }

    /// A body of text that must be there.
    ///
    /// # Errors
    ///
    /// If it is wrong; [`finish`](Self::finish) tells.
    pub fn text<T: Json>(&mut self, media_type: &str) -> Result<T, Refused> {
        // An empty text is a text.
        if !self.call.body.is_empty() {
            self.typed(media_type)?;
        }
        match charset::decode(&self.call.body, self.content_type()) {
            Ok(text) => self.diagnosed(Node::Wire(text.into_owned())),
            Err(error) => {
                let reason = match error {
                    CharsetError::Unsupported(_) => Reason::UnsupportedMediaType,
                    CharsetError::Invalid(_) => Reason::BadRequest,
                };
                self.unreadable(reason, format!("The body cannot be read: {error}."))
            }
        }
    }

    /// A value of a tree, once all that is wrong with it is found.
    fn diagnosed<T: Json>(&mut self, node: Node) -> Result<T, Refused> {
        let _judging = Judging::begin();
        let mut report = Report::default();
        T::diagnose(&node, &Path::ROOT, Constraints::new("", &[]), &mut report);
        let value = if report.is_empty() {
            T::read(node).map_err(|_| Refused)
        } else {
            Err(Refused)
        };
        self.report.append(report);
        value
    }

    /// A body of text that may be absent.
    ///
    /// # Errors
    ///
    /// If it is wrong; [`finish`](Self::finish) tells.
    pub fn optional_text<T: Json>(&mut self, media_type: &str) -> Result<Option<T>, Refused> {
        if self.call.body.is_empty() {
            Ok(None)
        } else {
            self.text(media_type).map(Some)
        }
    }

    /// A body of bytes that must be there.
    ///
    /// # Errors
    ///
    /// If it is of another media type; [`finish`](Self::finish) tells.
    pub fn binary(&mut self, media_type: &str) -> Result<Bytes, Refused> {
        if !self.call.body.is_empty() {
            self.typed(media_type)?;
        }
        Ok((&*self.call.body).into())
    }

    /// A body of bytes that may be absent.
    ///
    /// # Errors
    ///
    /// If it is of another media type; [`finish`](Self::finish) tells.
    pub fn optional_binary(&mut self, media_type: &str) -> Result<Option<Bytes>, Refused> {
        if self.call.body.is_empty() {
            Ok(None)
        } else {
            self.binary(media_type).map(Some)
        }
    }

    /// A body of bytes that has a media type of its own, and must be there.
    ///
    /// # Errors
    ///
    /// If that is none of these; [`finish`](Self::finish) tells.
    pub fn media(&mut self, media_type: &str) -> Result<Media, Refused> {
        let bytes = self.binary(media_type)?;
        let own = Some(self.content_type()).filter(|it| !it.is_empty());
        Ok(Media {
            media_type: own.map(str::to_owned),
            bytes,
        })
    }

    /// The same, of one that may be absent.
    ///
    /// # Errors
    ///
    /// If its media type is none of these; [`finish`](Self::finish) tells.
    pub fn optional_media(&mut self, media_type: &str) -> Result<Option<Media>, Refused> {
        if self.call.body.is_empty() {
            Ok(None)
        } else {
            self.media(media_type).map(Some)
        }
    }

    /// Checks a body against the constraints of its place.
    pub fn check<T: Json>(&mut self, constraints: &Constraints, body: &Result<T, Refused>) {
        if let Ok(body) = body {
            body.check_constraints(*constraints, &Path::ROOT, &mut self.report);
        }
    }

    /// Whether all was right.
    ///
    /// # Errors
    ///
    /// With everything that was not.
    pub fn finish(mut self) -> Result<(), Rejection> {
        self.report.complete(self.call.head.operation);
        let violations = self.report.finish().err();
        match (self.unreadable, violations) {
            (None, None) => Ok(()),
            (None, Some(violations)) => Err(Rejection::invalid(violations)),
            (Some((reason, detail)), violations) => Err(unreadable(reason, detail, violations)),
        }
    }

    fn read_json<T: Json>(&mut self) -> Result<T, Refused> {
        match json::from_slice(charset::without_mark(&self.call.body)) {
            Ok(value) => Ok(value),
            Err(json::Error::Violations(violations)) => {
                self.report.extend(violations);
                Err(Refused)
            }
            Err(json::Error::Syntax(error)) => self.unreadable(
                Reason::BadRequest,
                format!("The body is not JSON: {error}."),
            ),
        }
    }

    /// The media type, or nothing.
    fn content_type(&self) -> &'a str {
        let sent = self.call.head.headers().get(CONTENT_TYPE);
        sent.and_then(|it| it.to_str().ok()).unwrap_or_default()
    }

    fn present(&mut self) -> Result<(), Refused> {
        if self.call.body.is_empty() {
            return self.unreadable(Reason::BadRequest, "The body is missing.".to_owned());
        }
        Ok(())
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
        if let Some(coding) = headers.get(CONTENT_ENCODING)
            && !coding.as_bytes().eq_ignore_ascii_case(b"identity")
        {
            return self.unreadable(
                Reason::UnsupportedMediaType,
                "The body must have no Content-Encoding.".to_owned(),
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
                    format!("The body must be {declared}, not {sent}."),
                )
            }
            None => self.unreadable(
                Reason::UnsupportedMediaType,
                format!("The body must be {declared}; the request has no Content-Type."),
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
        Some(violations) => format!("{detail} Moreover: {violations}"),
        None => detail,
    };
    Rejection::new(reason, detail).with_violations(violations)
}
