//! The service, ready to be served.

use crate::service::{TokenService, answer};
use appmaker_server::{Options, router_with};
use axum::Router;

/// Where the document's servers have the API.
pub const BASE_PATH: &str = "/api/v1";

/// The largest request of the document is a name and some privileges.
const BODY_LIMIT: usize = 64 << 10;

/// The API as an axum router.
pub fn app(service: TokenService) -> Router {
    let options = Options::default()
        .body_limit(BODY_LIMIT)
        .on_rejection(answer)
        // Errors of the store name tables and columns, never a value.
        .on_internal(|error| eprintln!("internal error: {error}"));
    Router::new().nest(BASE_PATH, router_with(service, options))
}
