//! Requests as operation values, results as responses, and an axum router in between.
//!
//! A request goes through these steps; the first that fails answers it with a [`Rejection`]:
//!
//! | step | what is refused | status |
//! |---|---|---|
//! | route | an unknown path; another method than the document has | 404; 405 with `Allow` |
//! | authenticate, by the head alone | no credentials, or wrong ones; too few rights | 401 with `WWW-Authenticate`; 403 |
//! | read the body | one larger than the limit | 413 |
//! | decode and validate | another media type; malformed JSON or parameters; a body that breaks its schema | 415; 400; 422 |
//! | handler, encode | anything that the API has no answer for, a panic included | 500, without its cause |
//!
//! What is wrong with all parameters and the body is reported at once: 400 if any of it is about a parameter, 422 if all of
//! it is about the body. Every refusal has `X-Content-Type-Options: nosniff`.

mod authenticate;
mod body;
mod failure;
mod incoming;
mod options;
mod panic;
mod problem;
mod reader;
mod rejection;
pub mod reply;
mod routes;

pub use self::authenticate::authenticate;
pub use self::failure::{Denied, Failure, declared, unhandled};
pub use self::incoming::{Call, ClientCertificate, Head, Incoming, RequestHead};
pub use self::options::Options;
pub use self::panic::Panic;
pub use self::reader::{Refused, RequestReader};
pub use self::rejection::{Reason, Rejection};
pub use self::routes::Routes;
pub use axum::Router;
pub use axum::response::Response;

/// What is behind an internal error.
pub type Cause = dyn std::error::Error + Send + Sync;

/// Any error.
pub type BoxError = Box<Cause>;
