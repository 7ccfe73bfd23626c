//! What every method of a client does.

use super::credentials::{Prepared, choose};
use super::{Limits, Request, Response, SendError, Transport, TransportError};
use std::fmt;
use std::sync::Arc;

/// Server, credentials, limits and transport; cheap to clone.
#[derive(Clone)]
pub struct Core(Arc<Inner>);

struct Inner {
    /// The server's URL without a slash at its end.
    base: String,
    credentials: Vec<Prepared>,
    limits: Limits,
    transport: Arc<dyn Transport>,
}

impl Core {
    pub(super) fn new(
        base: String,
        credentials: Vec<Prepared>,
        limits: Limits,
        transport: Arc<dyn Transport>,
    ) -> Self {
        Self(Arc::new(Inner {
            base,
            credentials,
            limits,
            transport,
        }))
    }

    /// Sends a request with the credentials that its operation wants.
    ///
    /// # Errors
    ///
    /// If there are no such credentials, or no answer came.
    pub async fn send(&self, request: Request) -> Result<Response, SendError> {
        let request = self.address(request)?;
        let response = self
            .0
            .transport
            .send(request, self.0.limits)
            .await
            .map_err(SendError::Transport)?;
        Ok(response.into())
    }

    /// Adds server and credentials.
    fn address(&self, request: Request) -> Result<http::Request<bytes::Bytes>, SendError> {
        let Request {
            operation,
            method,
            path,
            mut query,
            mut headers,
            body,
        } = request;
        let credentials = choose(&self.0.credentials, operation)
            .ok_or(SendError::MissingCredentials(operation))?;
        for credential in credentials {
            credential.put(&mut headers, &mut query);
        }
        let separator = if query.is_empty() { "" } else { "?" };
        let uri = format!("{}{path}{separator}{query}", self.0.base);
        let mut request = http::Request::builder().method(method).uri(uri).body(body);
        if let Ok(request) = &mut request {
            *request.headers_mut() = headers;
        }
        request.map_err(|error| SendError::Transport(TransportError::other(error)))
    }
}

/// Without credentials.
impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Core")
            .field("server", &self.0.base)
            .field("limits", &self.0.limits)
            .finish_non_exhaustive()
    }
}
