//! HTTP by the letter: the default transport and the router, held against raw bytes on a socket.

mod bodies;
mod calls;
mod credentials;
mod echoes;
mod messages;
mod parameters;
mod raw;
mod redirects;
mod requests;
mod retries;
mod routes;
mod shared;
mod sources;
mod timeouts;
mod values;

use specwright_runtime::client::{Builder, Core, Request, RequestWriter};
use specwright_runtime::{Operation, Requirement, SecurityScheme};

/// A key that goes along in a header.
pub const KEY: SecurityScheme = SecurityScheme::header("key", "x-key");

/// An operation of these bytes that needs a key.
pub const fn operation(method: &'static str, path: &'static str) -> Operation {
    const SECURITY: &[&[Requirement]] = &[&[Requirement::new(&KEY, &[])]];
    Operation::new("operation", method, path, SECURITY)
}

/// A request without parameters and body.
pub fn request(operation: &'static Operation) -> Request {
    RequestWriter::new(operation).finish().unwrap()
}

/// A client with a key.
pub fn builder() -> Builder {
    Builder::default().credential(&KEY, "secret".into())
}

/// A client of a server.
pub fn core(server: &raw::Server) -> Core {
    builder().build(&server.url).unwrap()
}
