//! Encodes operation values as requests, sends them and decodes the responses.
//!
//! A client is strict in what it sends: a request that violates the document is an [`EncodeError`] and is not sent. It is
//! lenient in what it receives: newtypes keep their invariants, other constraints refuse nothing. A tolerant client reads responses that
//! deviate from the document as far as their types allow, and records the deviations: [`Responses`].
//!
//! ```text
//! operation ─ RequestWriter ─► Request ─ Core: server, credentials ─► http::Request ─ Transport ─► Response ─► Result
//! ```

mod answer;
mod attempts;
mod builder;
mod call_options;
mod chunks;
mod clock;
mod core;
mod credential_source;
mod credentials;
mod error;
mod layer;
mod outcome;
mod rate_limit;
mod redirect;
mod reference;
#[cfg(feature = "reqwest")]
mod reqwest;
mod response;
mod retry;
mod service;
mod token;
mod tolerant;
mod transport;
mod writer;

pub use self::answer::Answer;
pub use self::builder::{BuildError, Builder, show_server};
pub use self::call_options::{CallOptions, InvalidOption};
pub use self::core::Core;
pub use self::credential_source::{CredentialError, CredentialFuture, CredentialSource};
pub use self::error::{Declared, EncodeError, Error, SendError};
pub use self::layer::{ResponseBody, TransportLayer, TransportService};
pub use self::outcome::Outcome;
pub use self::rate_limit::RateLimit;
#[cfg(feature = "reqwest")]
pub use self::reqwest::ReqwestTransport;
pub use self::response::Response;
pub use self::retry::Retry;
pub use self::service::{RequestBody, ServiceTransport};
pub use self::token::{CachedToken, Token};
pub use self::tolerant::Responses;
pub use self::transport::{Limits, OpenFuture, Sleep, Transport, TransportError, TransportFuture};
pub use self::writer::{Request, RequestWriter};
pub use crate::deviation::{Deviation, ReadAs};
