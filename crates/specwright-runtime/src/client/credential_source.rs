//! Credentials that change.

use crate::{Operation, Secret};
use std::fmt;
use std::pin::Pin;

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// The future of [`CredentialSource::credential`].
pub type CredentialFuture<'a> = Pin<Box<dyn Future<Output = Result<Secret, BoxError>> + Send + 'a>>;

/// Supplies the credential of a security scheme for each request: a token that expires, or one per tenant.
///
/// Async functions and closures that return a [`Secret`] are sources, asked for each request. `CachedToken` keeps a token until it expires.
pub trait CredentialSource: Send + Sync + 'static {
    /// Returns the credential for a request of this operation; for HTTP Basic, `user:password`.
    ///
    /// # Errors
    ///
    /// If there is none: the request is not sent.
    fn credential(&self, operation: &'static Operation) -> CredentialFuture<'_>;

    /// Is called if the server refuses a credential with 401. Returns true if [`credential`](Self::credential) will return another: the
    /// request is sent once more (default: false).
    fn refused(&self, credential: &Secret) -> bool {
        let _ = credential;
        false
    }
}

impl<F, T> CredentialSource for F
where
    F: Fn(&'static Operation) -> T + Send + Sync + 'static,
    T: Future<Output = Result<Secret, BoxError>> + Send + 'static,
{
    fn credential(&self, operation: &'static Operation) -> CredentialFuture<'_> {
        Box::pin(self(operation))
    }
}

/// The error of a credential that could not be supplied.
#[derive(Debug)]
pub struct CredentialError {
    scheme: &'static str,
    source: BoxError,
}

impl CredentialError {
    pub(super) fn new(scheme: &'static str, source: impl Into<BoxError>) -> Self {
        Self {
            scheme,
            source: source.into(),
        }
    }

    /// Returns the name of the security scheme.
    pub fn scheme(&self) -> &'static str {
        self.scheme
    }
}

impl fmt::Display for CredentialError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "not sent: no credential for `{}`: {}",
            self.scheme, self.source
        )
    }
}

impl std::error::Error for CredentialError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.source)
    }
}
