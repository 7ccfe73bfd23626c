//! A working AppMaker token service and its command line, on the generated crates.
//!
//! It is small on purpose: read it to see how the generated API is used.
//!
//! - [`TokenService`] implements the generated traits of `appmaker-server`;
//! - [`app`] is that service as an `axum` router, with refusals in the API's own words;
//! - [`serve()`] gives it to connections that have to keep to time limits, and to peers that do not fail too often;
//! - [`Store`] keeps users and tokens in an SQLite file;
//! - `src/cli/` uses the generated client, and `examples/quickstart.rs` both in one process.

mod app;
mod clock;
mod id;
mod lifetime;
mod limiter;
mod secret;
mod serve;
mod service;
mod sign_in;
mod store;
mod throttle;

pub use app::{BASE_PATH, app};
pub use clock::now;
pub use id::new_id;
pub use lifetime::expires_on;
pub use secret::{Digest, NewSecret};
pub use serve::{ServeLimits, serve};
pub use service::{Caller, TokenService};
pub use sign_in::sign_in;
pub use store::{Session, Store, StoreError, StoredToken, User};
pub use throttle::Peer;
