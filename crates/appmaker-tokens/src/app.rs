//! The service, ready to be served.

use crate::service::{TokenService, answer};
use crate::throttle::Throttle;
use appmaker_server::{Options, Rejection, router_with};
use axum::Router;
use axum::middleware::from_fn;
use std::sync::Arc;

/// The path of the API on the document's servers.
pub const BASE_PATH: &str = "/api/v1";

/// The largest request of the document is a name and some privileges.
const BODY_LIMIT: usize = 64 << 10;

/// The API as an axum router, to be served by [`serve`](crate::serve()): it has no clock for connections.
pub fn app(service: TokenService) -> Router {
    let options = Options::default()
        .body_limit(BODY_LIMIT)
        .on_rejection(answer)
        // Errors of the store name tables and columns, never a value.
        .on_internal(|error| eprintln!("internal error: {error}"));
    let (throttle, clock) = (Arc::new(Throttle::new()), service.clone());
    let throttled = from_fn(move |request, next| {
        let (throttle, now) = (Arc::clone(&throttle), clock.now());
        async move { throttle.run(request, next, now).await }
    });
    let refuse = options.clone();
    Router::new()
        .nest(BASE_PATH, router_with(service, options))
        .fallback(async move || refuse.refuse(&Rejection::not_found()))
        .layer(throttled)
}
