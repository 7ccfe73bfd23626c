//! Operation values as requests, responses as results, and what sends them.
//!
//! A client is strict on what it sends: a request that breaks a constraint of the document is an [`EncodeError`] before anything is
//! sent. It is lenient on what it gets: newtypes hold their invariants, other constraints are not looked at.
//!
//! ```text
//! operation ─ RequestWriter ─► Request ─ Core: server, credentials ─► http::Request ─ Transport ─► Response ─► Result
//! ```

mod builder;
mod chunks;
mod clock;
mod core;
mod credentials;
mod error;
mod redirect;
mod reference;
#[cfg(feature = "reqwest")]
mod reqwest;
mod response;
mod service;
mod transport;
mod writer;

pub use self::builder::{BuildError, Builder, show_server};
pub use self::core::Core;
pub use self::error::{Declared, EncodeError, Error, SendError};
#[cfg(feature = "reqwest")]
pub use self::reqwest::ReqwestTransport;
pub use self::response::Response;
pub use self::service::{RequestBody, ServiceTransport};
pub use self::transport::{Limits, OpenFuture, Sleep, Transport, TransportError, TransportFuture};
pub use self::writer::{Request, RequestWriter};
