//! A service with two users, reached in memory or over a loopback socket.

use appmaker_client::{Client, ClientBuilder, Secret, Server, Transport};
use appmaker_tokens::{BASE_PATH, Store, TokenService, app, now, sign_in};
use appmaker_types::{CreateUserAccessTokenRequest, MongoId, Slug, TokenLifetime, UserAccessToken};
use axum::Router;
use axum::body::Bytes;
use axum::http::{Request, Response};
use jiff::{SignedDuration, Timestamp};
use specwright_runtime::client::{Limits, ReqwestTransport, ServiceTransport};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use tokio::net::TcpListener;

/// The result of a test or of a step.
pub type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// An id that no token has.
pub const UNKNOWN: MongoId = MongoId::literal("65f1a0b2c3d4e5f60718293a");

/// Runs each scenario on both wires.
macro_rules! on_both_wires {
    ($($scenario:ident)*) => {
        mod in_memory {
            $(#[tokio::test]
            async fn $scenario() -> crate::support::Outcome {
                super::$scenario(crate::support::World::in_memory()?).await
            })*
        }

        mod over_a_socket {
            $(#[tokio::test]
            async fn $scenario() -> crate::support::Outcome {
                super::$scenario(crate::support::World::over_a_socket().await?).await
            })*
        }
    };
}
pub(crate) use on_both_wires;

/// The transport of requests.
#[derive(Clone)]
pub enum Wire {
    Memory(ServiceTransport<Router>),
    Socket(ReqwestTransport, String),
}

impl Wire {
    pub fn in_memory(router: Router) -> Self {
        Self::Memory(ServiceTransport::new(router))
    }

    /// The server runs until the test's runtime ends.
    pub async fn over_a_socket(router: Router) -> Outcome<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        tokio::spawn(axum::serve(listener, router).into_future());
        Ok(Self::Socket(
            ReqwestTransport::new()?,
            format!("http://{address}"),
        ))
    }

    /// A client of what is at the other end.
    pub fn client(&self) -> ClientBuilder {
        let builder = Client::builder()
            .server(Server::Custom(format!("{}{BASE_PATH}", self.origin())))
            .timeout(Duration::from_secs(20));
        match self {
            Self::Memory(transport) => builder.transport(transport.clone()),
            Self::Socket(transport, _) => builder.transport(transport.clone()),
        }
    }

    /// Sends what the generated client would not.
    pub async fn send(&self, request: Request<Bytes>) -> Outcome<Response<Bytes>> {
        Ok(match self {
            Self::Memory(transport) => transport.send(request, Limits::default()).await?,
            Self::Socket(transport, _) => transport.send(request, Limits::default()).await?,
        })
    }

    pub fn origin(&self) -> &str {
        match self {
            Self::Memory(_) => "http://in-memory",
            Self::Socket(_, origin) => origin,
        }
    }
}

/// The service, its users ada and bob, and a clock that a test can turn forward.
pub struct World {
    pub wire: Wire,
    pub store: Arc<Store>,
    ahead: Arc<AtomicI64>,
}

impl World {
    pub fn in_memory() -> Outcome<Self> {
        let (store, ahead) = prepare()?;
        let wire = Wire::in_memory(router(&store, &ahead));
        Ok(Self { wire, store, ahead })
    }

    pub async fn over_a_socket() -> Outcome<Self> {
        let (store, ahead) = prepare()?;
        let wire = Wire::over_a_socket(router(&store, &ahead)).await?;
        Ok(Self { wire, store, ahead })
    }

    pub fn turn_clock_forward(&self, days: i64) {
        self.ahead.fetch_add(days, Ordering::SeqCst);
    }

    /// A new session of a user.
    pub fn session(&self, name: &str) -> Outcome<Secret> {
        Ok(sign_in(&self.store, name, later(&self.ahead))?.1)
    }

    /// A client of a user who has signed in.
    pub fn signed_in(&self, name: &str) -> Outcome<Client> {
        Ok(self
            .wire
            .client()
            .bearer_auth(self.session(name)?)
            .build()?)
    }

    /// A client with an access token.
    pub fn with_token(&self, token: &UserAccessToken) -> Outcome<Client> {
        Ok(self
            .wire
            .client()
            .access_token(token.token.clone())
            .build()?)
    }
}

/// A request for a token that lives for a week.
pub fn one_week(name: &str, privileges: &[&str]) -> CreateUserAccessTokenRequest {
    let privileges = Some(privileges.iter().map(|&it| it.to_owned()).collect());
    CreateUserAccessTokenRequest {
        privileges,
        ..CreateUserAccessTokenRequest::new(name, TokenLifetime::OneWeek)
    }
}

fn prepare() -> Outcome<(Arc<Store>, Arc<AtomicI64>)> {
    let store = Store::in_memory()?;
    for name in ["ada", "bob"] {
        store.add_user(name, &Slug::literal("acme"), now())?;
    }
    Ok((Arc::new(store), Arc::default()))
}

fn router(store: &Arc<Store>, ahead: &Arc<AtomicI64>) -> Router {
    let ahead = Arc::clone(ahead);
    app(TokenService::new(Arc::clone(store)).clock(move || later(&ahead)))
}

fn later(days: &AtomicI64) -> Timestamp {
    now() + SignedDuration::from_hours(24 * days.load(Ordering::SeqCst))
}
