//! A client of the AppMaker API.
//!
//! Generated from `specs/appmaker/openapi.yaml` by `cargo xtask codegen`.
//!
//! ```no_run
//! use appmaker_client::{Client, Server};
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
//! let client = Client::builder().server(Server::Production).bearer_auth("eyJhbGciOi…").build()?;
//! for token in client.get_user_access_tokens().await? {
//!     println!("{} expires on {}", token.name, token.expires_on);
//! }
//! # Ok(())
//! # }
//! ```

#[rustfmt::skip]
mod generated;

pub use appmaker_types as types;
pub use generated::*;
pub use specwright_runtime as runtime;
