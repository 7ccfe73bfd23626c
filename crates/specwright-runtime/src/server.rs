//! Decodes requests into operation values and encodes results as responses, behind an axum router.
//!
//! A request passes these steps; the first that fails ends it with a [`Rejection`]:
//!
//! | step | rejects | status |
//! |---|---|---|
//! | route | an unknown path; a method that the document does not declare | 404; 405 with `Allow` |
//! | authenticate, by the head alone | missing or invalid credentials; insufficient rights | 401 with `WWW-Authenticate`; 403 |
//! | read the body | a body larger than the limit | 413 |
//! | decode and validate | another media type; malformed JSON or parameters; a body that violates its schema | 415; 400; 422 |
//! | handler, encode | an error that the document does not declare, or a panic | 500, without its cause |
//!
//! The violations of all parameters and of the body are reported together: 400 if any is in a parameter, 422 if all are in the
//! body. Every rejection has `X-Content-Type-Options: nosniff`.

mod authenticate;
mod body;
mod failure;
mod incoming;
mod options;
mod panic;
mod problem;
mod reader;
mod rejection;
pub mod response;

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

/// The cause of an internal error.
pub type Cause = dyn std::error::Error + Send + Sync;

/// A boxed error of any type.
pub type BoxError = Box<Cause>;
