//! Throttles callers that fail too often, with status 429.
//!
//! | failures of | are limited to | and then |
//! |---|---|---|
//! | a peer | 20 at once, one more every three seconds | each of its requests is refused, before its credentials are looked at |
//! | an account, by expired credentials or while it is suspended | the same | each further failure is a 429: others cannot lock it out |
//!
//! A failure is a 401 or a 403. The document declares no 429, so that its client has it as an unexpected status; the body is that of
//! all errors. Requests whose peer is not known are one peer, of which more is expected.

use crate::limiter::{Limiter, network};
use crate::service::refusal;
use appmaker_types::MongoId;
use axum::extract::{ConnectInfo, Request};
use axum::http::StatusCode;
use axum::http::header::{HeaderValue, RETRY_AFTER};
use axum::middleware::Next;
use axum::response::Response;
use jiff::Timestamp;
use std::cell::Cell;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

const BURST: u16 = 20;
const UNKNOWN_PEERS_BURST: u16 = 200;
const INTERVAL: Duration = Duration::from_secs(3);

/// The peer of a connection: an extension of each request, added by the acceptor of connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peer(pub IpAddr);

tokio::task_local! {
    /// Whose credentials a request has had, also if they were refused.
    static ACCOUNT: Cell<Option<MongoId>>;
}

/// Remembers whose credentials the request has.
pub(crate) fn note_account(user: MongoId) {
    // There is no request in a test that calls the service itself.
    let _ = ACCOUNT.try_with(|account| account.set(Some(user)));
}

/// The counters.
#[derive(Debug)]
pub(crate) struct Throttle {
    peers: Mutex<Limiter<IpAddr>>,
    unknown_peers: Mutex<Limiter<()>>,
    accounts: Mutex<Limiter<MongoId>>,
}

impl Throttle {
    pub(crate) fn new() -> Self {
        Self {
            peers: Mutex::new(Limiter::new(BURST, INTERVAL)),
            unknown_peers: Mutex::new(Limiter::new(UNKNOWN_PEERS_BURST, INTERVAL)),
            accounts: Mutex::new(Limiter::new(BURST, INTERVAL)),
        }
    }

    /// Lets a request through, unless its peer has failed too often.
    pub(crate) async fn run(&self, request: Request, next: Next, now: Timestamp) -> Response {
        let peer = peer(&request);
        let wait = match peer {
            Some(peer) => lock(&self.peers).wait(peer, now),
            None => lock(&self.unknown_peers).wait((), now),
        };
        if let Some(wait) = wait {
            return too_many(wait);
        }
        let scope = async {
            let response = next.run(request).await;
            (response, ACCOUNT.with(Cell::get))
        };
        let (response, account) = ACCOUNT.scope(Cell::new(None), scope).await;
        if !matches!(
            response.status(),
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN
        ) {
            return response;
        }
        match peer {
            Some(peer) => lock(&self.peers).fail(peer, now),
            None => lock(&self.unknown_peers).fail((), now),
        }
        self.failed_account(account, now).unwrap_or(response)
    }

    /// Counts a failure of an account; the answer, if there were too many before.
    fn failed_account(&self, account: Option<MongoId>, now: Timestamp) -> Option<Response> {
        let mut accounts = lock(&self.accounts);
        let wait = accounts.wait(account?, now);
        accounts.fail(account?, now);
        wait.map(too_many)
    }
}

fn peer(request: &Request) -> Option<IpAddr> {
    let extensions = request.extensions();
    let own = extensions.get::<Peer>().map(|it| it.0);
    let axum = || extensions.get::<ConnectInfo<SocketAddr>>();
    own.or_else(|| Some(axum()?.0.ip())).map(network)
}

/// A thread that panicked has left the counters as they were.
fn lock<T>(counters: &Mutex<T>) -> MutexGuard<'_, T> {
    counters.lock().unwrap_or_else(PoisonError::into_inner)
}

/// 429 (RFC 6585, section 4), with whole seconds to wait (RFC 9110, section 10.2.3).
fn too_many(wait: Duration) -> Response {
    let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
    let text = format!("Too many failures. Try again in {seconds} seconds.");
    let mut response = refusal(429, text);
    let headers = response.headers_mut();
    headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
    response
}
