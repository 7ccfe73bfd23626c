//! Operations, parameters and security schemes as values that client and server share.

use crate::{Constraint, Constraints};
use std::fmt;

/// An Operation Object (OpenAPI 3.0.4, 4.7.10).
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    /// `operationId`
    pub id: &'static str,
    /// The HTTP method, in capitals.
    pub method: &'static str,
    /// The path template: `/me/tokens/{tokenId}`. It may have a query that every request has, and a fragment that only
    /// distinguishes operations and is never sent.
    pub path: &'static str,
    /// The alternatives of `security`, one of which must be satisfied; each is a set of requirements. Without alternatives, or with
    /// an empty one, the operation allows anonymous calls.
    pub security: &'static [&'static [Requirement]],
    /// The URLs of the servers that the operation declares itself.
    pub servers: &'static [&'static str],
    /// The statuses of declared redirects, which are not followed.
    pub redirects: &'static [u16],
    /// The comma-separated media types of the responses: the header `Accept` of a client (RFC 9110, section 12.5.1).
    pub accept: &'static str,
    /// The parameters, path parameters first, in the order of the template.
    pub parameters: &'static [Parameter],
}

impl Operation {
    /// An operation of the API's servers.
    pub const fn new(
        id: &'static str,
        method: &'static str,
        path: &'static str,
        security: &'static [&'static [Requirement]],
    ) -> Self {
        Self {
            id,
            method,
            path,
            security,
            servers: &[],
            redirects: &[],
            accept: "",
            parameters: &[],
        }
    }

    /// Sets the media types of the responses.
    pub const fn accept(mut self, media_types: &'static str) -> Self {
        self.accept = media_types;
        self
    }

    /// Sets the declared redirects: 301, 302, 303, 307 or 308.
    pub const fn redirects(mut self, statuses: &'static [u16]) -> Self {
        self.redirects = statuses;
        self
    }

    /// Sets the parameters, path parameters first, in the order of the template.
    pub const fn parameters(mut self, parameters: &'static [Parameter]) -> Self {
        self.parameters = parameters;
        self
    }

    /// Sets the servers of the operation.
    pub const fn servers(mut self, servers: &'static [&'static str]) -> Self {
        self.servers = servers;
        self
    }

    /// The path template, and the query of every request.
    #[cfg(any(feature = "client", feature = "server"))]
    pub(crate) fn template(&self) -> (&'static str, &'static str) {
        split_template(self.path)
    }

    /// The JSON Pointer of a parameter that it declares itself, or of a schema in it, from its position: `0/schema`.
    #[cfg(any(feature = "client", feature = "server"))]
    pub(crate) fn own_parameter(&self, position: &str) -> String {
        let path = crate::pointer::escape(self.path);
        let method = self.method.to_ascii_lowercase();
        format!("/paths/{path}/{method}/parameters/{position}")
    }
}

/// A path template, and behind `?` what the query of every request has. What is behind `#` is never sent.
#[cfg(any(feature = "client", feature = "server"))]
fn split_template(path: &'static str) -> (&'static str, &'static str) {
    let path = path.split('#').next().unwrap_or_default();
    path.split_once('?').unwrap_or((path, ""))
}

/// A part of a path template (OpenAPI 3.0.4, "Path Templating").
#[cfg(any(feature = "client", feature = "server"))]
pub(crate) enum PathPart {
    /// Text.
    Text(&'static str),
    /// The name of a parameter in braces.
    Name(&'static str),
}

/// Returns the parts of a path template: text and names in turn, beginning and ending with text, which may be empty.
#[cfg(any(feature = "client", feature = "server"))]
pub(crate) fn path_parts(path: &'static str) -> impl Iterator<Item = PathPart> {
    let mut parts = Vec::new();
    let mut rest = path;
    let split = |text: &'static str| {
        let (text, after) = text.split_once('{')?;
        Some((text, after.split_once('}')?))
    };
    while let Some((text, (name, behind))) = split(rest) {
        parts.extend([PathPart::Text(text), PathPart::Name(name)]);
        rest = behind;
    }
    parts.push(PathPart::Text(rest));
    parts.into_iter()
}

/// A security scheme that must be satisfied, with its scopes (OpenAPI 3.0.4, 4.7.30).
#[derive(Clone, Copy, Debug)]
pub struct Requirement {
    /// The scheme.
    pub scheme: &'static SecurityScheme,
    /// The scopes that are needed.
    pub scopes: &'static [&'static str],
}

impl Requirement {
    /// Requires a credential of this scheme, with these scopes.
    pub const fn new(scheme: &'static SecurityScheme, scopes: &'static [&'static str]) -> Self {
        Self { scheme, scopes }
    }

    /// Returns true if this requires `scheme`.
    pub fn is(&self, scheme: &SecurityScheme) -> bool {
        self.scheme.name == scheme.name
    }
}

/// A Security Scheme Object (OpenAPI 3.0.4, 4.7.27): how a credential is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecurityScheme {
    /// Its name in the document.
    pub name: &'static str,
    pub(crate) credential: Credential,
}

/// The location of a credential in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Credential {
    Bearer,
    Basic,
    Header(&'static str),
    Query(&'static str),
    Cookie(&'static str),
    Http(&'static str),
    MutualTls,
    Unspecified,
}

impl SecurityScheme {
    /// `Authorization: Bearer …` (RFC 6750, section 2.1); OAuth 2 and OpenID Connect, too.
    pub const fn bearer(name: &'static str) -> Self {
        Self {
            name,
            credential: Credential::Bearer,
        }
    }

    /// `Authorization: Basic …` (RFC 7617).
    pub const fn basic(name: &'static str) -> Self {
        Self {
            name,
            credential: Credential::Basic,
        }
    }

    /// `Authorization`, of any other scheme of HTTP authentication (RFC 9110, section 11.1): its whole value.
    pub const fn http(name: &'static str, scheme: &'static str) -> Self {
        Self {
            name,
            credential: Credential::Http(scheme),
        }
    }

    /// A certificate of the client, which is shown when the connection is made (RFC 8446, section 4.4.2): nothing in a request.
    pub const fn mutual_tls(name: &'static str) -> Self {
        Self {
            name,
            credential: Credential::MutualTls,
        }
    }

    /// A credential that the document does not describe. A server reads it from the head of the request; a client sends nothing.
    pub const fn unspecified(name: &'static str) -> Self {
        Self {
            name,
            credential: Credential::Unspecified,
        }
    }

    /// A header of its own.
    pub const fn header(name: &'static str, header: &'static str) -> Self {
        Self {
            name,
            credential: Credential::Header(header),
        }
    }

    /// A query parameter.
    pub const fn query(name: &'static str, parameter: &'static str) -> Self {
        Self {
            name,
            credential: Credential::Query(parameter),
        }
    }

    /// A cookie.
    pub const fn cookie(name: &'static str, cookie: &'static str) -> Self {
        Self {
            name,
            credential: Credential::Cookie(cookie),
        }
    }
}

/// A Parameter Object (OpenAPI 3.0.4, 4.7.12).
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// Its name on the wire.
    pub name: &'static str,
    /// The location.
    pub location: Location,
    /// The style.
    pub style: Style,
    /// True if each item or property is a parameter of its own.
    pub explode: bool,
    /// True if reserved characters are not percent-encoded; for a query only.
    pub allow_reserved: bool,
    /// True if the parameter is required.
    pub required: bool,
    /// The JSON Pointer of the parameter in the document; of one that the operation declares itself, only its position there.
    pub pointer: &'static str,
    /// The constraints of its value, beyond those of the type.
    pub(crate) constraints: Constraints,
    /// The names that are not its own.
    others: &'static [&'static str],
}

/// An Encoding Object (OpenAPI 3.0.4, 4.7.15): how a property of a form, or of `multipart`, is written, where it is not as its type implies.
#[derive(Clone, Copy, Debug)]
pub struct Encoding {
    /// The property.
    pub name: &'static str,
    /// `style` and `explode`, if either is said; of the styles of a query.
    pub style: Option<(Style, bool)>,
    /// True if `contentType` is JSON.
    pub json: bool,
    /// `contentType` of a part of `multipart`; of several, the first is written.
    pub content_type: Option<&'static str>,
}

impl Encoding {
    /// A property that is written in a style.
    pub const fn style(name: &'static str, style: Style, explode: bool) -> Self {
        Self {
            name,
            style: Some((style, explode)),
            json: false,
            content_type: None,
        }
    }

    /// A property that is written in JSON, whatever its type.
    pub const fn json(name: &'static str) -> Self {
        Self {
            name,
            style: None,
            json: true,
            content_type: None,
        }
    }

    /// The same, as a part of `multipart` of this `Content-Type`: `application/vnd.api+json`.
    pub const fn json_as(name: &'static str, content_type: &'static str) -> Self {
        Self {
            name,
            style: None,
            json: true,
            content_type: Some(content_type),
        }
    }

    /// A part of `multipart` that has a `Content-Type`, and is written as its type implies.
    pub const fn content_type(name: &'static str, content_type: &'static str) -> Self {
        Self {
            name,
            style: None,
            json: false,
            content_type: Some(content_type),
        }
    }
}

/// The location of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the values of `in`")]
pub enum Location {
    Path,
    Query,
    Header,
    Cookie,
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Location::Path => "path",
            Location::Query => "query",
            Location::Header => "header",
            Location::Cookie => "cookie",
        })
    }
}

/// The separation of items in a body (OpenAPI 3.2.0, "Sequential Media Types").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// JSON, a line each: `application/jsonl`, `application/x-ndjson`.
    Lines,
    /// JSON, each after a record separator: `application/json-seq` (RFC 7464).
    Sequence,
    /// Server-sent events, as objects of `data`, `event`, `id` and `retry`: `text/event-stream`.
    Events,
    /// The data of server-sent events.
    EventData,
}

/// The style of a parameter (OpenAPI 3.0.4, 4.7.12.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// `;color=blue,black`
    Matrix,
    /// `.blue.black`
    Label,
    /// `blue,black`
    Simple,
    /// `color=blue&color=black`
    Form,
    /// `color=blue%20black`
    SpaceDelimited,
    /// `color=blue%7Cblack`
    PipeDelimited,
    /// `color[R]=100&color[G]=200`
    DeepObject,
    /// `content` of the type `application/json`
    Json,
    /// `a=b; c=d`, not percent-encoded (OpenAPI 3.2)
    Cookie,
    /// The whole query is a form (OpenAPI 3.2: `in: querystring`).
    WholeForm,
    /// The whole query is JSON.
    WholeJson,
    /// The whole query is a text.
    WholeText,
}

impl Style {
    pub(crate) const fn is_whole(self) -> bool {
        matches!(self, Style::WholeForm | Style::WholeJson | Style::WholeText)
    }
}

impl Parameter {
    const fn new(
        name: &'static str,
        pointer: &'static str,
        location: Location,
        style: Style,
        explode: bool,
    ) -> Self {
        let required = matches!(location, Location::Path);
        let constraints = Constraints::new(pointer, &[]);
        Self {
            name,
            location,
            style,
            explode,
            allow_reserved: false,
            required,
            pointer,
            constraints,
            others: &[],
        }
    }

    /// A part of the path: required, `simple`.
    pub const fn path(name: &'static str, pointer: &'static str) -> Self {
        Self::new(name, pointer, Location::Path, Style::Simple, false)
    }

    /// A query parameter: optional, `form`, exploded.
    pub const fn query(name: &'static str, pointer: &'static str) -> Self {
        Self::new(name, pointer, Location::Query, Style::Form, true)
    }

    /// A header: optional, `simple`.
    pub const fn header(name: &'static str, pointer: &'static str) -> Self {
        Self::new(name, pointer, Location::Header, Style::Simple, false)
    }

    /// A cookie: optional, `form`, exploded.
    pub const fn cookie(name: &'static str, pointer: &'static str) -> Self {
        Self::new(name, pointer, Location::Cookie, Style::Form, true)
    }

    /// `required: true`
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// `style`
    pub const fn style(mut self, style: Style) -> Self {
        self.style = style;
        self
    }

    /// `explode`
    pub const fn explode(mut self, explode: bool) -> Self {
        self.explode = explode;
        self
    }

    /// `explode: true`
    #[doc(hidden)]
    pub const fn exploded(self) -> Self {
        self.explode(true)
    }

    /// `content` in JSON.
    #[doc(hidden)]
    pub const fn json(self) -> Self {
        self.style(Style::Json)
    }

    /// `allowReserved: true`
    pub const fn allow_reserved(mut self) -> Self {
        self.allow_reserved = true;
        self
    }

    /// The names that belong to other parameters, for an exploded object that would keep any: `filter`, `filter[` with
    /// whatever follows.
    pub const fn others(mut self, names: &'static [&'static str]) -> Self {
        self.others = names;
        self
    }

    /// Sets the constraints of its schema that its type does not guarantee.
    pub const fn constraints(mut self, constraints: &'static [Constraint]) -> Self {
        self.constraints = Constraints::parameter(self.pointer, constraints);
        self
    }

    /// Sets the constraints of another schema that its type does not guarantee.
    pub const fn constraints_at(mut self, constraints: Constraints) -> Self {
        self.constraints = constraints;
        self
    }

    /// Returns true if a pair of this name belongs to another parameter.
    pub(crate) fn is_of_another(&self, name: &str) -> bool {
        let is_it = |it: &&str| name == *it || it.ends_with('[') && name.starts_with(it);
        self.others.iter().any(is_it)
    }
}
