//! Operations as values that client and server share.

mod body;
mod parameter;
pub(crate) mod security;

pub use self::body::{Encoding, Framing};
pub use self::parameter::{Location, Parameter, Style};
pub use self::security::{Requirement, SecurityScheme};

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
