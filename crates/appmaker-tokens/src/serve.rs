//! Serves connections with limits.
//!
//! `axum::serve` waits for a client for as long as it likes: some thousand connections that send nothing, or a byte a minute, would
//! be open for ever. Here every connection ends:
//!
//! | a client | is closed |
//! |---|---|
//! | sends no request, or only a part of its head, or waits with the next one | after `head` |
//! | sends only a part of the body, or one byte after the other | with 408, after `request` |
//! | reads no response, or goes on for ever | after `connection`, and `request` for what is under way |
//! | is one too many | the connection that has no request under way for the longest time gives way |

use crate::service::refusal;
use crate::throttle::Peer;
use axum::Router;
use axum::body::Body;
use axum::http::header::{CONNECTION, HeaderValue};
use axum::http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::{AbortHandle, JoinSet};
use tokio::time::{sleep, timeout};
use tower_service::Service as _;

/// The limits of connections.
#[derive(Clone, Copy, Debug)]
pub struct ServeLimits {
    /// The time for the head of a request, which begins when the connection is there or the last response is sent.
    pub head: Duration,
    /// The time for the rest of a request, until its response is there.
    pub request: Duration,
    /// The time after which a connection takes no more requests.
    pub connection: Duration,
    /// The maximum number of open connections; each needs a file descriptor.
    pub connections: usize,
}

impl Default for ServeLimits {
    /// 10 seconds, 30 seconds, 10 minutes; 512 connections, for a process has 1,024 file descriptors on most systems.
    fn default() -> Self {
        Self {
            head: Duration::from_secs(10),
            request: Duration::from_secs(30),
            connection: Duration::from_secs(600),
            connections: 512,
        }
    }
}

/// Serves until `stop` completes, and then until the last request is done.
///
/// # Errors
///
/// None today: a connection that cannot be accepted is the loss of its client.
pub async fn serve(
    listener: TcpListener,
    app: Router,
    limits: ServeLimits,
    finish: impl Future<Output = ()>,
) -> std::io::Result<()> {
    let (finishing, finished) = watch::channel(false);
    let mut connections = Connections::new(limits.connections);
    let mut finish = pin!(finish);
    loop {
        tokio::select! {
            () = &mut finish => break,
            Some(_) = connections.tasks.join_next_with_id(), if !connections.tasks.is_empty() => {
                connections.forget_ended();
            }
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => {
                    connections.make_room();
                    let requests = Arc::new(Requests::default());
                    let connection = Connection {
                        peer,
                        app: app.clone(),
                        limits,
                        requests: Arc::clone(&requests),
                    };
                    connections.add(connection.run(stream, finished.clone()), requests);
                }
                // Out of file descriptors, most likely: a connection has to end first.
                Err(error) if is_of_the_system(&error) => sleep(Duration::from_millis(100)).await,
                Err(_) => {}
            },
        }
    }
    drop(listener);
    let _ = finishing.send(true);
    while connections.tasks.join_next().await.is_some() {}
    Ok(())
}

/// Returns false for a client that has gone before it was accepted.
fn is_of_the_system(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    !matches!(
        error.kind(),
        ConnectionAborted | ConnectionRefused | ConnectionReset
    )
}

/// The requests of a connection.
#[derive(Debug, Default)]
struct Requests {
    under_way: AtomicU64,
}

/// The open connections, the oldest first.
struct Connections {
    most: usize,
    next: u64,
    tasks: JoinSet<()>,
    open: BTreeMap<u64, (AbortHandle, Arc<Requests>)>,
}

impl Connections {
    fn new(most: usize) -> Self {
        Self {
            most: most.max(1),
            next: 0,
            tasks: JoinSet::new(),
            open: BTreeMap::new(),
        }
    }

    fn add(&mut self, run: impl Future<Output = ()> + Send + 'static, requests: Arc<Requests>) {
        let task = self.tasks.spawn(run);
        self.open.insert(self.next, (task, requests));
        self.next += 1;
    }

    fn forget_ended(&mut self) {
        self.open.retain(|_, (task, _)| !task.is_finished());
    }

    /// Ends the oldest connection without a request, if there is no room for another; if all have one, the oldest of all.
    fn make_room(&mut self) {
        if self.open.len() < self.most {
            return;
        }
        self.forget_ended();
        if self.open.len() < self.most {
            return;
        }
        let idle = |(_, requests): &(AbortHandle, Arc<Requests>)| {
            requests.under_way.load(Ordering::Acquire) == 0
        };
        let idle = self.open.iter().find(|(_, it)| idle(it));
        let oldest = idle.or_else(|| self.open.iter().next());
        if let Some(key) = oldest.map(|(key, _)| *key)
            && let Some((task, _)) = self.open.remove(&key)
        {
            task.abort();
        }
    }
}

struct Connection {
    peer: SocketAddr,
    app: Router,
    limits: ServeLimits,
    requests: Arc<Requests>,
}

impl Connection {
    async fn run(self, stream: TcpStream, mut finished: watch::Receiver<bool>) {
        // A response is written at once: there is nothing to wait for.
        let _ = stream.set_nodelay(true);
        let limits = self.limits;
        let service = service_fn(|request| self.answer(request));
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(limits.head)
            .serve_connection(TokioIo::new(stream), service);
        let mut connection = pin!(connection);
        tokio::select! {
            _ = connection.as_mut() => return,
            () = sleep(limits.connection) => {}
            _ = finished.wait_for(|finished| *finished) => {}
        }
        connection.as_mut().graceful_shutdown();
        // What is left is closed: a client that does not read, or does not send the rest.
        let _ = timeout(limits.request.max(limits.head), connection).await;
    }

    async fn answer(&self, mut request: Request<Incoming>) -> Result<Response<Body>, Infallible> {
        let _under_way = UnderWay::new(&self.requests);
        request.extensions_mut().insert(Peer(self.peer.ip()));
        let mut app = self.app.clone();
        match timeout(self.limits.request, app.call(request)).await {
            Ok(answered) => answered,
            Err(_) => {
                let mut response = refusal(408, "The request took too long.");
                let close = HeaderValue::from_static("close");
                response.headers_mut().insert(CONNECTION, close);
                Ok(response)
            }
        }
    }
}

/// A request under way.
struct UnderWay<'a>(&'a Requests);

impl<'a> UnderWay<'a> {
    fn new(requests: &'a Requests) -> Self {
        requests.under_way.fetch_add(1, Ordering::AcqRel);
        Self(requests)
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.0.under_way.fetch_sub(1, Ordering::AcqRel);
    }
}
