//! Decodes responses.

use super::tolerant::{Found, Settings};
use super::{Answer, Declared, Error, Responses};
use crate::codec::{self, Codec, Content, Deviating, Reading, StreamCodec};
use crate::deviation::{Deviation, ReadAs};
use crate::headers;
use crate::json::time::Lenient;
use crate::redact::{self, Headers, Masked, SentCredentials};
use crate::shown::shown;
use crate::{Operation, Stream, media_type};
use http::StatusCode;
use http::header::{ACCEPT, CONTENT_ENCODING, HeaderMap, HeaderValue};
use std::fmt;
use std::sync::Arc;

/// A response: status, headers, and the body or the stream that it arrives in.
pub struct Response {
    head: Arc<Head>,
    body: bytes::Bytes,
    open: Option<Open>,
}

/// The head of a response, which the value that is decoded from the response shares.
pub(super) struct Head {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    /// The request without its body, if known: its credentials are hidden where the response repeats them.
    request: Option<http::Request<()>>,
    pub(super) settings: Settings,
    pub(super) found: Found,
}

impl Head {
    fn new(
        parts: http::response::Parts,
        request: Option<http::Request<()>>,
        settings: Settings,
    ) -> Arc<Self> {
        Arc::new(Self {
            status: parts.status,
            headers: parts.headers,
            request,
            settings,
            found: Found::default(),
        })
    }

    /// Returns the operation of the request, if it is known.
    pub(super) fn operation(&self) -> Option<&'static Operation> {
        let request = self.request.as_ref()?;
        request.extensions().get().copied()
    }

    /// Returns the credentials of the request.
    pub(super) fn sent(&self) -> SentCredentials {
        let request = self.request.as_ref();
        request.map(SentCredentials::of).unwrap_or_default()
    }
}

/// A constructor of an error from a body and optionally the status: the variant of an enum.
pub trait Make<T, E, M> {
    /// Constructs the error.
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

/// A body that is not yet read.
struct Open {
    chunks: Stream<bytes::Bytes>,
    /// The maximum size of an item.
    limit: usize,
}

impl From<http::Response<bytes::Bytes>> for Response {
    fn from(response: http::Response<bytes::Bytes>) -> Self {
        Self::complete(response, None, Settings::default())
    }
}

impl Response {
    /// Creates a response whose body arrived, to this request as sent before any redirect.
    pub(super) fn complete(
        response: http::Response<bytes::Bytes>,
        request: Option<http::Request<()>>,
        settings: Settings,
    ) -> Self {
        let (head, body) = response.into_parts();
        Self {
            head: Head::new(head, request, settings),
            body,
            open: None,
        }
    }

    /// Creates a response whose body arrives as a stream, to this request as sent before any redirect.
    pub(super) fn open(
        response: http::Response<Stream<bytes::Bytes>>,
        limit: usize,
        request: http::Request<()>,
        settings: Settings,
    ) -> Self {
        let (head, chunks) = response.into_parts();
        Self {
            head: Head::new(head, Some(request), settings),
            body: bytes::Bytes::new(),
            open: Some(Open { chunks, limit }),
        }
    }

    /// Returns the response without the stream that its body arrives in.
    fn without_stream(&self) -> Self {
        Self {
            head: Arc::clone(&self.head),
            body: self.body.clone(),
            open: None,
        }
    }

    /// Sets the treatment of deviations from the document (default: strict), for a response that no client received.
    #[must_use]
    pub fn read_as(mut self, responses: Responses) -> Self {
        if let Some(head) = Arc::get_mut(&mut self.head) {
            head.settings.responses = responses;
        }
        self
    }

    /// Returns the deviations from the document in the parts that were decoded, of a response of an error. Those of a success are in
    /// its [`Answer`].
    pub fn deviations(&self) -> &[Deviation] {
        self.head.deviations()
    }

    /// Returns the credentials of the request.
    pub(super) fn sent(&self) -> SentCredentials {
        self.head.sent()
    }

    /// Returns the status.
    pub fn status(&self) -> u16 {
        self.head.status.as_u16()
    }

    /// Returns true for a status that has no body (RFC 9110, section 6.4.1), even if the document declares one.
    pub fn has_no_body(&self) -> bool {
        matches!(self.status(), 204 | 205 | 304)
    }

    pub(super) fn is_success(&self) -> bool {
        self.head.status.is_success()
    }

    /// Returns the headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// Returns the raw body; empty if it is a stream.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// Returns the index of the comma-separated list that has the media type of the response; if none has it, of the list with the
    /// one that the request accepts, or 0.
    pub fn choose(&self, offered: &[&str]) -> usize {
        let sent = self.media_type().unwrap_or_default();
        let accepted = || media_type::choose(self.accepted()?, offered);
        let chosen = media_type::choose(sent, offered).or_else(accepted);
        chosen.unwrap_or_default()
    }

    /// Returns the header `Accept` of the request, if it is known.
    fn accepted(&self) -> Option<&str> {
        let accept = self.head.request.as_ref()?.headers().get(ACCEPT)?;
        accept.to_str().ok()
    }

    /// Decodes the response, and keeps its status and headers beside the value.
    ///
    /// # Errors
    ///
    /// If `decode` returns one.
    pub fn answer<T, E>(
        self,
        decode: impl FnOnce(Self) -> Result<T, Error<E>>,
    ) -> Result<Answer<T>, Error<E>> {
        let head = Arc::clone(&self.head);
        let decoded = decode(self);
        head.conclude();
        Ok(Answer::new(decoded?, head))
    }

    /// Decodes a success of the media type that the request accepts: `decode` decodes any success, and `value` returns the value of
    /// one of that media type.
    ///
    /// # Errors
    ///
    /// If `decode` returns one, or the success has another media type.
    pub fn decode_accepted<S, T, E>(
        self,
        decode: impl FnOnce(Self) -> Result<S, Error<E>>,
        value: impl FnOnce(S) -> Option<T>,
    ) -> Result<T, Error<E>> {
        let response = self.without_stream();
        let unaccepted = response.unaccepted();
        let reason = match self.answer(decode) {
            Ok(success) => match value(success.into_value()) {
                Some(value) => return Ok(value),
                None => unaccepted.unwrap_or_else(|| "unexpected media type".to_owned()),
            },
            Err(Error::InvalidBody { reason, .. }) => match unaccepted {
                Some(unaccepted) => format!("{unaccepted}: {reason}"),
                None => reason,
            },
            Err(error) => return Err(error),
        };
        Err(response.invalid_body(reason))
    }

    /// Returns the reason why a response does not have the media type that the request accepts.
    fn unaccepted(&self) -> Option<String> {
        let accepted = self.accepted()?;
        let found = match self.media_type() {
            _ if self.has_no_body() => format!("status {} without a body", self.status()),
            Some(sent) if media_type::fits(sent, accepted) => return None,
            Some(sent) => sent.to_owned(),
            None => "no media type".to_owned(),
        };
        Some(format!("expected {accepted}, found {found}"))
    }

    /// Decodes the body of a success.
    ///
    /// # Errors
    ///
    /// If the status has no body, or the body does not match its schema.
    pub fn decode<T, E>(self, codec: impl Codec<T>) -> Result<T, Error<E>> {
        match self.read(codec) {
            Ok(body) => Ok(body),
            Err(reason) => Err(self.invalid_body(reason)),
        }
    }

    /// Decodes the body of a declared error, which `make` constructs from it.
    pub fn error<T, E, M>(self, codec: impl Codec<T>, make: impl Make<T, E, M>) -> Error<E> {
        match self.read(codec) {
            Ok(body) => {
                let error = make.make(self.status(), body);
                self.empty_error(error)
            }
            Err(reason) => self.invalid_body(reason),
        }
    }

    fn read<T>(&self, codec: impl Codec<T>) -> Result<T, String> {
        if let Some(reason) = self.no_content() {
            return Err(reason);
        }
        let _lenient = Lenient::begin();
        let content = Content {
            headers: self.headers(),
            bytes: self.body(),
        };
        let mut reading = Reading::new(self.head.is_tolerant());
        let value = codec.decode(content, &mut reading)?;
        if reading.is_tolerant() {
            reading.report(ReadAs::Received, |report| codec.check(&value, report));
            self.head.record(reading.into_deviations());
        }
        Ok(value)
    }

    /// Returns the body of a success as a stream of items, decoded as they arrive if the transport streams.
    ///
    /// # Errors
    ///
    /// If the body has a content coding. An invalid item is an error of the stream.
    pub fn stream<T, E>(self, codec: impl StreamCodec<T>) -> Result<Stream<T>, Error<E>> {
        if let Some(reason) = self.coding() {
            return Err(self.invalid_body(reason));
        }
        let media_type = self.media_type().map(str::to_owned);
        let head = self.head.is_tolerant().then(|| Arc::clone(&self.head));
        let deviating = head.map(|head| Box::new(move |found| head.pass_on(found)) as _);
        let deviating = Deviating(deviating);
        let Open { chunks, limit } = self.into_open();
        Ok(codec.decode_stream(media_type.as_deref(), chunks, limit, deviating))
    }

    fn into_open(self) -> Open {
        let Self { body, open, .. } = self;
        open.unwrap_or_else(|| Open {
            chunks: Stream::from_iter([body]),
            limit: usize::MAX,
        })
    }

    /// Decodes the declared headers, and returns the response for its body.
    ///
    /// # Errors
    ///
    /// If a required header is missing or invalid.
    pub fn split_headers<H: headers::Headers, E>(self) -> Result<(Self, H), Error<E>> {
        let values = |name: &str| {
            let values = self.headers().get_all(name).into_iter();
            let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
            values.map(text).collect()
        };
        let lenient = Lenient::begin();
        let mut reading = Reading::new(self.head.is_tolerant());
        let read = headers::read(&values, &mut reading);
        drop(lenient);
        self.head.record(reading.into_deviations());
        match read {
            Ok(headers) => Ok((self, headers)),
            Err(reason) => Err(self.invalid_body(reason)),
        }
    }

    /// Returns a declared error without decoding a body.
    pub fn empty_error<E>(self, error: E) -> Error<E> {
        Error::Declared(Declared {
            error: Box::new(error),
            response: self,
        })
    }

    /// Returns the error for a status that the document does not declare.
    pub fn unexpected_status<E>(self) -> Error<E> {
        Error::UnexpectedStatus(self)
    }

    /// Returns the reason why there is no content to decode.
    fn no_content(&self) -> Option<String> {
        let none = self.has_no_body();
        let reason = none.then(|| format!("a response with status {} has no body", self.status()));
        reason.or_else(|| self.coding())
    }

    /// Returns the reason why the content does not have the format of its media type (RFC 9110, section 8.4). A transport that decodes a
    /// content coding removes the header.
    fn coding(&self) -> Option<String> {
        let codings = self.headers().get_all(CONTENT_ENCODING).iter();
        let codings = codings.flat_map(|it| it.as_bytes().split(|byte| *byte == b','));
        let mut codings = codings.map(<[u8]>::trim_ascii);
        let coding = codings.find(|it| !it.is_empty() && !it.eq_ignore_ascii_case(b"identity"))?;
        let coding = coding.escape_ascii();
        Some(format!("unsupported Content-Encoding {coding}"))
    }

    /// Returns the error for a body that cannot be decoded. The reason may repeat received text, and is truncated.
    fn invalid_body<E>(self, reason: String) -> Error<E> {
        let reason = shown(self.sent().mask(&reason));
        Error::InvalidBody {
            response: self,
            reason,
        }
    }

    /// Returns the `Content-Type`, if there is one.
    fn media_type(&self) -> Option<&str> {
        codec::media_type(self.headers())
    }
}

/// Shows the status and the beginning of the body.
impl fmt::Display for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.head.status)?;
        match excerpt(self.body(), &self.sent()) {
            body if body.is_empty() => Ok(()),
            body => write!(f, " ({body})"),
        }
    }
}

/// Returns the beginning of a body on one line, without terminal control or invisible characters, without properties that are
/// named like credentials, and without credentials of the request.
fn excerpt(body: &[u8], sent: &SentCredentials) -> String {
    const LONGEST: usize = 200;
    let hidden = redact::json_without_secrets(body, sent);
    let body = hidden.as_deref().map_or(body, str::as_bytes);
    // A credential may start before the end of this part and continue after it.
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

/// Returns true for control characters, and for characters that change the direction of text or are invisible (Unicode Technical
/// Report 36, section 2.6).
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

/// Omits credentials in headers, and the body of a success, which may hold a secret.
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
