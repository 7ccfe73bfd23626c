//! A token that is kept until it expires.

use super::{CredentialFuture, CredentialSource};
use crate::{Operation, Secret};
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};
use std::time::{Duration, Instant};

type BoxError = Box<dyn std::error::Error + Send + Sync>;
type Fetched = Pin<Box<dyn Future<Output = Result<Token, BoxError>> + Send>>;

/// A token with the time that it is valid for.
#[derive(Clone, Debug)]
pub struct Token {
    secret: Secret,
    expires: Option<Instant>,
}

impl Token {
    /// Creates a token that is valid until a server refuses it.
    pub fn new(secret: impl Into<Secret>) -> Self {
        Self {
            secret: secret.into(),
            expires: None,
        }
    }

    /// Sets the time that the token is valid for, from now on: `expires_in` of OAuth 2.0 (RFC 6749, section 5.1).
    pub fn expires_in(mut self, time: Duration) -> Self {
        self.expires = Instant::now().checked_add(time);
        self
    }
}

/// A credential that is fetched when it is first needed, and again before it expires or after a server refused it.
///
/// ```
/// use specwright_runtime::client::{CachedToken, Token};
/// use std::time::Duration;
///
/// let token = CachedToken::new(|| async {
///     // Ask the token server here.
///     Ok(Token::new("7f3a…").expires_in(Duration::from_secs(3600)))
/// });
/// // Client::builder().credential_source(&security::BEARER_AUTH, token)
/// ```
///
/// Calls that need the token at the same time wait for one fetch.
pub struct CachedToken {
    fetch: Box<dyn Fn() -> Fetched + Send + Sync>,
    /// The time before its end from which a token counts as expired: a request with it takes some.
    early: Duration,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    token: Option<Token>,
    fetching: bool,
    waiting: Vec<Waker>,
}

impl CachedToken {
    /// Creates a credential that this function fetches.
    pub fn new<F, T>(fetch: F) -> Self
    where
        F: Fn() -> T + Send + Sync + 'static,
        T: Future<Output = Result<Token, BoxError>> + Send + 'static,
    {
        Self {
            fetch: Box::new(move || Box::pin(fetch())),
            early: Duration::from_secs(30),
            state: Mutex::default(),
        }
    }

    /// Sets the time before the end of a token at which it is fetched again (default: 30 s).
    pub fn early(mut self, time: Duration) -> Self {
        self.early = time;
        self
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_fresh(&self, token: &Token) -> bool {
        let remains = |end: Instant| end.saturating_duration_since(Instant::now());
        token.expires.is_none_or(|end| remains(end) > self.early)
    }

    /// Waits until there is a fresh token, or until it is this call's turn to fetch one.
    async fn turn(&self) -> Option<Secret> {
        poll_fn(|context| {
            let mut state = self.state();
            let fresh = state.token.as_ref().filter(|it| self.is_fresh(it));
            if let Some(token) = fresh {
                return Poll::Ready(Some(token.secret.clone()));
            }
            if !state.fetching {
                state.fetching = true;
                return Poll::Ready(None);
            }
            state.waiting.push(context.waker().clone());
            Poll::Pending
        })
        .await
    }
}

/// Lets the next call fetch, also if this one is dropped while it waits for its answer.
struct Turn<'a>(&'a CachedToken);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut state = self.0.state();
        state.fetching = false;
        state.waiting.drain(..).for_each(Waker::wake);
    }
}

impl CredentialSource for CachedToken {
    fn credential(&self, _: &'static Operation) -> CredentialFuture<'_> {
        Box::pin(async move {
            if let Some(secret) = self.turn().await {
                return Ok(secret);
            }
            let _turn = Turn(self);
            let token = (self.fetch)().await?;
            let secret = token.secret.clone();
            self.state().token = Some(token);
            Ok(secret)
        })
    }

    fn refused(&self, credential: &Secret) -> bool {
        let mut state = self.state();
        // Another call may have fetched a new one.
        let is_current = |it: &Token| it.secret.expose() == credential.expose();
        state.token.take_if(|it| is_current(it));
        true
    }
}

/// Omits the token.
impl fmt::Debug for CachedToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CachedToken")
            .field("early", &self.early)
            .finish_non_exhaustive()
    }
}
