//! Encodes requests.

use super::EncodeError;
use crate::codec::{Codec, Encoded};
use crate::constraints::Shown;
use crate::json::to_node;
use crate::operation::{PathPart, path_parts};
use crate::params::{Keep, Unwritable, encode_faithfully, normalized, push_encoded};
use crate::redact::{self, is_secret_name};
use crate::template::Template;
use crate::{
    Accept, Constraints, Json, Location, Null, Operation, OptionalNullable, Parameter, Path,
    Report, params,
};
use http::Method;
use http::header::{ACCEPT, CONTENT_TYPE, COOKIE, HeaderMap, HeaderName, HeaderValue};
use std::fmt;

/// The request of an operation, before server and credentials are added.
#[derive(Clone)]
pub struct Request {
    pub(super) operation: &'static Operation,
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) query: String,
    pub(super) headers: HeaderMap,
    pub(super) body: bytes::Bytes,
}

impl Request {
    /// Returns the request to this URL, without credentials: for webhooks and callbacks.
    ///
    /// # Errors
    ///
    /// If the URL is invalid.
    pub fn to_url(self, url: &str) -> Result<http::Request<bytes::Bytes>, http::Error> {
        let separator = match (self.query.is_empty(), url.contains('?')) {
            (true, _) => "",
            (false, true) => "&",
            (false, false) => "?",
        };
        let uri = format!("{url}{}{separator}{}", self.path, self.query);
        let request = http::Request::builder().method(self.method).uri(uri);
        let mut request = request.body(self.body)?;
        *request.headers_mut() = self.headers;
        request.extensions_mut().insert(self.operation);
        Ok(request)
    }

    /// Returns the operation.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Returns the method.
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// Returns the path below the server's URL, percent-encoded.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the query, percent-encoded and without `?`; empty if there is none.
    pub fn query(&self) -> &str {
        &self.query
    }

    /// Returns the headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the body; empty if there is none.
    pub fn body(&self) -> &[u8] {
        &self.body
    }
}

/// Omits credentials, and the body, which may hold a secret.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let target = redact::Target {
            path: &self.path,
            query: &self.query,
            operation: self.operation,
        };
        let headers = redact::Headers {
            headers: &self.headers,
            operation: Some(self.operation),
        };
        f.debug_struct("Request")
            .field("operation", &self.operation.id)
            .field("method", &self.method)
            .field("target", &target)
            .field("headers", &headers)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

/// Encodes the request of an operation and collects all of its violations.
pub struct RequestWriter {
    request: Request,
    cookies: String,
    /// The encoded path parameters.
    in_path: Vec<(&'static Parameter, String)>,
    report: Report,
    failure: Option<EncodeError>,
}

/// Omits credentials and values.
impl fmt::Debug for RequestWriter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestWriter")
            .field("request", &self.request)
            .field("report", &self.report)
            .field("failure", &self.failure)
            .finish_non_exhaustive()
    }
}

impl RequestWriter {
    /// Creates a writer for this operation.
    pub fn new(operation: &'static Operation) -> Self {
        let method = Method::from_bytes(operation.method.as_bytes()).unwrap_or_default();
        let (mut headers, body) = (HeaderMap::new(), bytes::Bytes::new());
        match HeaderValue::from_str(operation.accept) {
            Ok(accept) if !accept.is_empty() => {
                headers.insert(ACCEPT, accept);
            }
            _ => {}
        }
        let (_, template) = operation.template();
        let mut query = String::new();
        push_encoded(&mut query, template, Keep::Query);
        Self {
            request: Request {
                operation,
                method,
                path: String::new(),
                query,
                headers,
                body,
            },
            cookies: String::new(),
            in_path: Vec::new(),
            report: Report::default(),
            failure: None,
        }
    }

    /// Writes the header `Accept`, unless every media type of the document is accepted.
    pub fn accept(&mut self, accept: &Accept) {
        match accept.value().map(HeaderValue::from_str) {
            Some(Ok(value)) => drop(self.request.headers.insert(ACCEPT, value)),
            Some(Err(error)) => self.fail(EncodeError::Body(error.to_string())),
            None => {}
        }
    }

    /// Writes the parameter at this position among those of the operation.
    ///
    /// # Panics
    ///
    /// If the operation has no such parameter.
    pub fn parameter<T: Json>(&mut self, position: usize, value: &T) {
        let parameter = &self.request.operation.parameters[position];
        params::check(parameter, value, &mut self.report);
        let node = to_node(value).map_err(|_| Unwritable("a number that is not finite"));
        self.write(
            parameter,
            node.and_then(|node| encode_faithfully(parameter, &node, T::PROPERTIES)),
        );
    }

    fn write(&mut self, parameter: &'static Parameter, text: Result<Option<String>, Unwritable>) {
        match text {
            Ok(Some(text)) => self.place(parameter, text),
            Ok(None) if parameter.location == Location::Path => {
                self.place(parameter, String::new())
            }
            Ok(None) => {}
            Err(error) => self.fail(EncodeError::Unwritable {
                parameter: parameter.name,
                error,
            }),
        }
    }

    /// Writes a parameter that may be absent.
    ///
    /// # Panics
    ///
    /// If the operation has no such parameter.
    pub fn optional<T: Json>(&mut self, position: usize, value: &Option<T>) {
        if let Some(value) = value {
            self.parameter(position, value);
        } else if self.request.operation.parameters[position].required {
            self.parameter(position, value);
        }
    }

    /// Checks a body against the constraints of its place.
    pub fn check<T: Json>(&mut self, constraints: &Constraints, body: &T) {
        body.check_constraints(*constraints, &Path::ROOT, &mut self.report);
    }

    /// Checks a body that may be absent or null against the constraints of its place.
    pub fn check_nullable<T: Json>(
        &mut self,
        constraints: &Constraints,
        body: &OptionalNullable<T>,
    ) {
        if let OptionalNullable::Value(body) = body {
            self.check(constraints, body);
        }
    }

    /// Writes a required body of this media type.
    pub fn body<T>(&mut self, codec: impl Codec<T>, media_type: &'static str, body: &T) {
        codec.check(body, &mut self.report);
        self.put(codec.encode(media_type, body));
    }

    /// Writes a body that may be absent.
    pub fn optional_body<T>(
        &mut self,
        codec: impl Codec<T>,
        media_type: &'static str,
        body: &Option<T>,
    ) {
        if let Some(body) = body {
            self.body(codec, media_type, body);
        }
    }

    /// Writes a body that may be absent, and may be null.
    pub fn nullable_body<T>(
        &mut self,
        codec: impl Codec<T> + Codec<Null>,
        media_type: &'static str,
        body: &OptionalNullable<T>,
    ) {
        match body {
            OptionalNullable::Absent => {}
            OptionalNullable::Null => self.body(codec, media_type, &Null),
            OptionalNullable::Value(body) => self.body(codec, media_type, body),
        }
    }

    /// Returns the request.
    ///
    /// # Errors
    ///
    /// If a value violates the document or cannot be encoded.
    pub fn finish(mut self) -> Result<Request, EncodeError> {
        self.fill_path();
        self.report.complete(self.request.operation);
        self.report.finish().map_err(EncodeError::Invalid)?;
        if let Some(error) = self.failure {
            return Err(error);
        }
        if !self.cookies.is_empty() {
            let mut cookies = HeaderValue::try_from(self.cookies)
                .map_err(|error| EncodeError::Body(error.to_string()))?;
            cookies.set_sensitive(true);
            self.request.headers.insert(COOKIE, cookies);
        }
        Ok(self.request)
    }

    fn put(&mut self, body: Result<Encoded<'_>, String>) {
        match body {
            Ok(Encoded { media_type, bytes }) => {
                if let Ok(media_type) = HeaderValue::from_str(&media_type) {
                    self.request.headers.insert(CONTENT_TYPE, media_type);
                }
                self.request.body = bytes.into();
            }
            Err(error) => self.fail(EncodeError::Body(error)),
        }
    }

    fn fail(&mut self, error: EncodeError) {
        self.failure.get_or_insert(error);
    }

    /// Builds the path from its template. Braces around a name that is not a parameter are text.
    fn fill_path(&mut self) {
        let (template, _) = self.request.operation.template();
        let in_path = std::mem::take(&mut self.in_path);
        let mut begins = Vec::new();
        for part in path_parts(template) {
            let name = match part {
                PathPart::Text(text) => {
                    push_encoded(&mut self.request.path, text, Keep::Path);
                    continue;
                }
                PathPart::Name(name) => name,
            };
            match in_path.iter().find(|(parameter, _)| parameter.name == name) {
                Some((parameter, text)) => {
                    begins.push((self.request.path.len(), *parameter));
                    self.request.path.push_str(text);
                }
                None => push_encoded(&mut self.request.path, &format!("{{{name}}}"), Keep::Path),
            }
        }
        for (begin, parameter) in &begins {
            self.check_segment(*begin, parameter);
        }
        let has_neighbours =
            |pair: &[(usize, &Parameter)]| !self.request.path[pair[0].0..pair[1].0].contains('/');
        if begins.windows(2).any(has_neighbours) {
            self.check_neighbours(&in_path);
        }
    }

    /// Checks that the server reads the same values if a segment has several parameters: each ends at the first occurrence of the
    /// text that follows it.
    fn check_neighbours(&mut self, in_path: &[(&'static Parameter, String)]) {
        let template = Template::new(self.request.operation.template());
        let path = normalized(&self.request.path);
        let read = template.capture(&path).unwrap_or_default();
        for (parameter, text) in in_path {
            let is_same =
                |(name, read): &(&str, &str)| *name == parameter.name && *read == normalized(text);
            if !read.iter().any(is_same) {
                let expected = "a value without the text that follows it in the path";
                let at = Path::parameter(parameter);
                self.report
                    .add(&at, parameter.pointer, "style", expected, Shown(text));
            }
        }
    }

    fn place(&mut self, parameter: &'static Parameter, text: String) {
        match parameter.location {
            Location::Path => self.in_path.push((parameter, text)),
            Location::Query => join(&mut self.request.query, "&", &text),
            Location::Cookie => join(&mut self.cookies, "; ", &text),
            Location::Header => match (
                HeaderName::try_from(parameter.name),
                HeaderValue::try_from(&text),
            ) {
                (Ok(name), Ok(mut value)) => {
                    let is_secret =
                        parameter.constraints.holds_secret() || is_secret_name(parameter.name);
                    value.set_sensitive(is_secret);
                    self.request.headers.insert(name, value);
                }
                _ => self.refuse(parameter, "text without control characters", &text),
            },
        }
    }

    /// Refuses an empty segment, `.` and `..`, which address another resource even if the dots are encoded (RFC 3986, section 6.2.2).
    fn check_segment(&mut self, begin: usize, parameter: &'static Parameter) {
        let (before, after) = self.request.path.split_at(begin);
        let before = before.rsplit('/').next().unwrap_or_default();
        let after = after.split('/').next().unwrap_or_default();
        if before.is_empty() && matches!(after, "" | "." | "..")
            || matches!((before, after), (".", "" | "."))
        {
            let found = after.to_owned();
            let expected = "a path segment other than an empty one, `.` or `..`";
            self.refuse(parameter, expected, &found);
        }
    }

    /// Reports a value that its location cannot have. A secret is not shown.
    fn refuse(&mut self, parameter: &'static Parameter, expected: &str, found: &str) {
        let is_secret = parameter.constraints.holds_secret() || is_secret_name(parameter.name);
        self.report.redacting(is_secret, |report| {
            let at = Path::parameter(parameter);
            report.add(&at, parameter.pointer, "style", expected, Shown(found));
        });
    }
}

fn join(list: &mut String, separator: &str, text: &str) {
    if !list.is_empty() {
        list.push_str(separator);
    }
    list.push_str(text);
}
