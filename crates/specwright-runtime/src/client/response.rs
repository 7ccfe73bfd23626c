//! Responses, read.

use super::{Declared, Error};
use crate::headers;
use crate::json::node::Node;
use crate::json::reason::{self, read_plainly};
use crate::json::time::loosely;
use crate::redact::{self, Headers, Masked, SentCredentials};
use crate::shown::shown;
use crate::{Bytes, Encoding, Framing, Json, Media, Stream};
use crate::{charset, form, items, media_type, multipart};
use http::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue};
use std::fmt;

/// An answer of the server: status, headers, and the whole body, or one that is still to come.
pub struct Response {
    answer: Box<http::Response<bytes::Bytes>>,
    open: Option<Open>,
    /// The request without its body, if it is known: its credentials are hidden where the response repeats them.
    request: Option<Box<http::Request<()>>>,
}

/// What makes an error of a body, and perhaps of the status: the variant of an enum.
pub trait Make<T, E, M> {
    /// Makes it.
    fn make(self, status: u16, body: T) -> E;
}

impl<T, E, F: FnOnce(T) -> E> Make<T, E, (T,)> for F {
    fn make(self, _: u16, body: T) -> E {
        self(body)
    }
}

impl<T, E, F: FnOnce(u16, T) -> E> Make<T, E, (u16, T)> for F {
    fn make(self, status: u16, body: T) -> E {
        self(status, body)
    }
}

/// A body that is still to come.
struct Open {
    chunks: Stream<bytes::Bytes>,
    /// The greatest item.
    limit: usize,
}

impl From<http::Response<bytes::Bytes>> for Response {
    fn from(response: http::Response<bytes::Bytes>) -> Self {
        Self {
            answer: Box::new(response),
            open: None,
            request: None,
        }
    }
}

impl Response {
    pub(super) fn open(response: http::Response<Stream<bytes::Bytes>>, limit: usize) -> Self {
        let (head, chunks) = response.into_parts();
        let head = http::Response::from_parts(head, bytes::Bytes::new());
        Self {
            open: Some(Open { chunks, limit }),
            ..Self::from(head)
        }
    }

    /// Adds the request that this is the response to, as it was sent before any redirect.
    pub(super) fn answering(self, request: http::Request<()>) -> Self {
        Self {
            request: Some(Box::new(request)),
            ..self
        }
    }

    /// The credentials of the request.
    pub(super) fn sent(&self) -> SentCredentials {
        self.request
            .as_deref()
            .map(SentCredentials::of)
            .unwrap_or_default()
    }

    /// The status.
    pub fn status(&self) -> u16 {
        self.answer.status().as_u16()
    }

    /// Returns true for a status that has no body (RFC 9110, section 6.4.1), whatever the document gives it.
    pub fn has_no_body(&self) -> bool {
        matches!(self.status(), 204 | 205 | 304)
    }

    pub(super) fn is_success(&self) -> bool {
        self.answer.status().is_success()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.answer.headers()
    }

    /// The raw body; empty where it is still to come.
    pub fn body(&self) -> &[u8] {
        self.answer.body()
    }

    /// Which of these media types it has, each a list parted by commas; the first if it has none of them.
    pub fn choose(&self, offered: &[&str]) -> usize {
        media_type::choose(self.content_type(), offered).unwrap_or_default()
    }

    /// A success with a body in JSON.
    ///
    /// # Errors
    ///
    /// If the body is not what the document says.
    pub fn json<T: Json, E>(self) -> Result<T, Error<E>> {
        self.decode(Self::read_json)
    }

    /// A success whose body is a form.
    ///
    /// # Errors
    ///
    /// If the body is not what the document says.
    pub fn form<T: Json, E>(self, encodings: &[Encoding]) -> Result<T, Error<E>> {
        self.decode(|response| response.read_form(encodings))
    }

    /// A success with a body of `multipart`.
    ///
    /// # Errors
    ///
    /// If the body is not what the document says.
    pub fn multipart<T: Json, E>(self, encodings: &[Encoding]) -> Result<T, Error<E>> {
        self.decode(|response| response.read_multipart(encodings))
    }

    /// A success with a body of text.
    ///
    /// # Errors
    ///
    /// If the body is not what the document says.
    pub fn text<T: Json, E>(self) -> Result<T, Error<E>> {
        self.decode(Self::read_text)
    }

    /// A success with a body of bytes.
    ///
    /// # Errors
    ///
    /// If the status has no body, or the body is coded.
    pub fn binary<E>(self) -> Result<Bytes, Error<E>> {
        self.decode(|response| Ok(response.body().into()))
    }

    /// A success with a body of bytes that has a media type of its own.
    ///
    /// # Errors
    ///
    /// If the status has no body, or the body is coded.
    pub fn media<E>(self) -> Result<Media, Error<E>> {
        self.decode(|response| Ok(response.read_media()))
    }

    /// A success with a body of items, which are read while they come, if the response was opened so.
    ///
    /// # Errors
    ///
    /// If the body is coded; each item may be an error as well.
    pub fn items<T: Json + 'static, E>(self, framing: Framing) -> Result<Stream<T>, Error<E>> {
        if let Some(reason) = self.coding() {
            return Err(self.invalid_body(reason));
        }
        let Open { chunks, limit } = self.into_open();
        Ok(items::read(framing, chunks, limit))
    }

    /// A success with a body of bytes, which are read while they come, if the response was opened so.
    ///
    /// # Errors
    ///
    /// If the body is coded; the stream may break off.
    pub fn chunks<E>(self) -> Result<Stream<Bytes>, Error<E>> {
        if let Some(reason) = self.coding() {
            return Err(self.invalid_body(reason));
        }
        let media_type = self.content_type().to_owned();
        let mut chunks = self.into_open().chunks;
        let bytes = Stream::from_poll(move |context| {
            let next = chunks.poll(context);
            next.map(|chunk| chunk.map(|chunk| chunk.map(|chunk| Bytes::from(&*chunk))))
        });
        Ok(match media_type.is_empty() {
            true => bytes,
            false => bytes.with_media_type(media_type),
        })
    }

    fn into_open(self) -> Open {
        let Self { answer, open, .. } = self;
        open.unwrap_or_else(|| Open {
            chunks: Stream::from_iter([answer.into_body()]),
            limit: usize::MAX,
        })
    }

    /// A declared error with a body in JSON.
    pub fn json_error<T: Json, E, M>(self, make: impl Make<T, E, M>) -> Error<E> {
        let body = loosely(|| self.read_json());
        self.made_error(make, body)
    }

    /// A declared error whose body is a form.
    pub fn form_error<T: Json, E, M>(
        self,
        make: impl Make<T, E, M>,
        encodings: &[Encoding],
    ) -> Error<E> {
        let body = loosely(|| self.read_form(encodings));
        self.made_error(make, body)
    }

    /// A declared error with a body of `multipart`.
    pub fn multipart_error<T: Json, E, M>(
        self,
        make: impl Make<T, E, M>,
        encodings: &[Encoding],
    ) -> Error<E> {
        let body = loosely(|| self.read_multipart(encodings));
        self.made_error(make, body)
    }

    /// A declared error with a body of text.
    pub fn text_error<T: Json, E, M>(self, make: impl Make<T, E, M>) -> Error<E> {
        let body = loosely(|| self.read_text());
        self.made_error(make, body)
    }

    /// A declared error with a body of bytes.
    pub fn binary_error<E, M>(self, make: impl Make<Bytes, E, M>) -> Error<E> {
        let body = self.body().into();
        self.made_error(make, Ok(body))
    }

    /// A declared error with a body of bytes that has a media type of its own.
    pub fn media_error<E, M>(self, make: impl Make<Media, E, M>) -> Error<E> {
        let body = self.read_media();
        self.made_error(make, Ok(body))
    }

    /// The error that is made of a body, if that was read.
    fn made_error<T, E, M>(self, make: impl Make<T, E, M>, body: Result<T, String>) -> Error<E> {
        if let Some(reason) = self.no_content() {
            return self.invalid_body(reason);
        }
        match body {
            Ok(body) => {
                let error = make.make(self.status(), body);
                self.empty_error(error)
            }
            Err(reason) => self.invalid_body(reason),
        }
    }

    /// A declared error with a body of items, all of which are there.
    pub fn items_error<T: Json, E, M>(
        self,
        make: impl Make<Vec<T>, E, M>,
        framing: Framing,
    ) -> Error<E> {
        let body = loosely(|| self.read_items(framing));
        self.made_error(make, body)
    }

    /// The declared headers, beside the response whose body is still to be read.
    ///
    /// # Errors
    ///
    /// If the headers are not what the document says.
    pub fn split_headers<H: headers::Headers, E>(self) -> Result<(Self, H), Error<E>> {
        let values = |name: &str| {
            let values = self.headers().get_all(name).into_iter();
            let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
            values.map(text).collect()
        };
        match loosely(|| headers::read(&values)) {
            Ok(headers) => Ok((self, headers)),
            Err(reason) => Err(self.invalid_body(reason)),
        }
    }

    /// A declared error of which no body is read.
    pub fn empty_error<E>(self, error: E) -> Error<E> {
        Error::Declared(Declared {
            error: Box::new(error),
            response: self,
        })
    }

    /// An answer with a status that the document does not declare.
    pub fn unexpected_status<E>(self) -> Error<E> {
        Error::UnexpectedStatus(self)
    }

    fn decode<T, E>(self, read: impl FnOnce(&Self) -> Result<T, String>) -> Result<T, Error<E>> {
        if let Some(reason) = self.no_content() {
            return Err(self.invalid_body(reason));
        }
        match loosely(|| read(&self)) {
            Ok(value) => Ok(value),
            Err(reason) => Err(self.invalid_body(reason)),
        }
    }

    /// Why there is no content to be read.
    fn no_content(&self) -> Option<String> {
        let none = self.has_no_body();
        let reason = none.then(|| format!("a response {} has none", self.status()));
        reason.or_else(|| self.coding())
    }

    /// Why the content is not what the media type says (RFC 9110, section 8.4). A transport that decodes it removes the header.
    fn coding(&self) -> Option<String> {
        let codings = self.headers().get_all(CONTENT_ENCODING).iter();
        let codings = codings.flat_map(|it| it.as_bytes().split(|byte| *byte == b','));
        let mut codings = codings.map(<[u8]>::trim_ascii);
        let coding = codings.find(|it| !it.is_empty() && !it.eq_ignore_ascii_case(b"identity"))?;
        let coding = coding.escape_ascii();
        Some(format!(
            "its Content-Encoding is {coding}, which is not decoded"
        ))
    }

    /// An answer that cannot be read; the reason may repeat what was sent, and is cut for that.
    fn invalid_body<E>(self, reason: String) -> Error<E> {
        let reason = shown(self.sent().mask(&reason));
        Error::InvalidBody {
            response: self,
            reason,
        }
    }

    /// The media type, or nothing.
    fn content_type(&self) -> &str {
        let sent = self.headers().get(CONTENT_TYPE);
        sent.and_then(|it| it.to_str().ok()).unwrap_or_default()
    }

    fn read_media(&self) -> Media {
        let sent = self.headers().get(CONTENT_TYPE);
        Media {
            media_type: sent.and_then(|it| it.to_str().ok()).map(str::to_owned),
            bytes: self.body().into(),
        }
    }

    /// A missing `Content-Type` is forgiven, and so is any name of JSON.
    fn read_json<T: Json>(&self) -> Result<T, String> {
        match self
            .headers()
            .get(CONTENT_TYPE)
            .map(|it| it.to_str().unwrap_or("unreadable"))
        {
            Some(sent) if !media_type::is_json(sent) => {
                Err(format!("its content type is {sent}, not JSON"))
            }
            _ => {
                let json = charset::without_mark(self.body());
                crate::json::parse(json).map_err(|error| reason::of_text::<T>(json, &error))
            }
        }
    }

    fn read_form<T: Json>(&self, encodings: &[Encoding]) -> Result<T, String> {
        let text = str::from_utf8(self.body()).map_err(|error| error.to_string())?;
        read_plainly(|| {
            form::read(text, T::shape(), encodings).map_err(|it| format!("not {}", it.0))
        })
    }

    fn read_multipart<T: Json>(&self, encodings: &[Encoding]) -> Result<T, String> {
        read_plainly(|| {
            multipart::read(self.body(), self.content_type(), T::shape(), encodings)
                .map_err(|it| format!("it must have {}", it.0))
        })
    }

    fn read_items<T: Json>(&self, framing: Framing) -> Result<Vec<T>, String> {
        read_plainly(|| items::nodes::<T>(framing, self.body()).map(Node::array))
    }

    fn read_text<T: Json>(&self) -> Result<T, String> {
        let text = charset::decode(self.body(), self.content_type());
        let text = text.map_err(|error| error.to_string())?;
        read_plainly(|| Ok(Node::Wire(text.clone().into_owned())))
    }
}

/// The status, and the beginning of the body.
impl fmt::Display for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.answer.status())?;
        match excerpt(self.body(), &self.sent()) {
            body if body.is_empty() => Ok(()),
            body => write!(f, " ({body})"),
        }
    }
}

/// Returns the beginning of a body on one line, without anything by which it could steer a terminal or hide what is around it,
/// without properties whose names are those of credentials, and without credentials that were sent.
fn excerpt(body: &[u8], sent: &SentCredentials) -> String {
    const LONGEST: usize = 200;
    let hidden = redact::json_without_secrets(body, sent);
    let body = hidden.as_deref().map_or(body, str::as_bytes);
    // A credential that begins in this part may end behind it.
    let part = 4 * LONGEST;
    let text = String::from_utf8_lossy(&body[..body.len().min(part + sent.longest())]);
    let text = sent.mask_beginning(&text, part);
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut shown = String::new();
    for (index, c) in line.chars().enumerate() {
        if index == LONGEST {
            shown.push('…');
            break;
        }
        match is_steering(c) {
            true => shown.extend(c.escape_unicode()),
            false => shown.push(c),
        }
    }
    shown
}

/// Returns true for control characters and for those of Unicode that turn the direction of text or are not seen (Unicode
/// Technical Report 36, section 2.6).
fn is_steering(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{AD}'
                | '\u{61C}'
                | '\u{180E}'
                | '\u{200B}'..='\u{200F}'
                | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{FEFF}'
                | '\u{FFF9}'..='\u{FFFB}'
                | '\u{E0000}'..='\u{E007F}'
        )
}

/// Without credentials in headers, and of a success without the body, which may hold a secret.
impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers = Headers {
            headers: self.headers(),
            operation: None,
        };
        let sent = self.sent();
        let mut debug = f.debug_struct("Response");
        debug
            .field("status", &self.status())
            .field("headers", &Masked(&headers, &sent));
        if self.is_success() {
            debug.field("body", &format_args!("{} bytes", self.body().len()));
        } else {
            debug.field("body", &excerpt(self.body(), &sent));
        }
        debug.finish()
    }
}
