//! What can go wrong with a call.

use super::{Response, TransportError};
use crate::params::Unwritable;
use crate::redact::{Headers, Masked};
use crate::{Operation, Violations};
use http::HeaderMap;
use std::fmt;

/// Why a call did not succeed. `E` has the errors that the operation declares.
#[derive(Debug)]
pub enum Error<E> {
    /// The server answered with an error that the document declares.
    Declared(Declared<E>),
    /// The server answered with a status that the document does not declare.
    UnexpectedStatus(Response),
    /// The server answered with a declared status, but its body is not what the document says.
    InvalidBody {
        /// The answer.
        response: Response,
        /// Why its body cannot be read.
        reason: String,
    },
    /// The request breaks a constraint of the document; nothing was sent.
    Request(EncodeError),
    /// The operation needs credentials that the client does not have; nothing was sent.
    MissingCredentials(&'static Operation),
    /// The request could not be sent, or no answer came.
    Transport(TransportError),
}

/// A declared error, with the answer that it was read from.
pub struct Declared<E> {
    pub(super) error: Box<E>,
    pub(super) response: Response,
}

/// Without the raw body: the error was read from it, and hides what is a secret. Credentials that were sent are hidden in both.
impl<E: fmt::Debug> fmt::Debug for Declared<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers = Headers {
            headers: self.response.headers(),
            operation: None,
        };
        let sent = self.response.sent();
        f.debug_struct("Declared")
            .field("error", &Masked(&self.error, &sent))
            .field("status", &self.response.status())
            .field("headers", &Masked(&headers, &sent))
            .finish_non_exhaustive()
    }
}

impl<E> Declared<E> {
    /// The error.
    pub fn error(&self) -> &E {
        &self.error
    }

    /// The error itself.
    pub fn into_error(self) -> E {
        *self.error
    }

    /// The answer: status, headers, raw body.
    pub fn response(&self) -> &Response {
        &self.response
    }
}

impl<E> Error<E> {
    /// The answer, if there was one.
    pub fn response(&self) -> Option<&Response> {
        match self {
            Error::Declared(declared) => Some(&declared.response),
            Error::UnexpectedStatus(response) | Error::InvalidBody { response, .. } => {
                Some(response)
            }
            Error::Request(_) | Error::MissingCredentials(_) | Error::Transport(_) => None,
        }
    }

    /// The status of the answer.
    pub fn status(&self) -> Option<u16> {
        self.response().map(Response::status)
    }

    /// The headers of the answer.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.response().map(Response::headers)
    }

    /// The raw body of the answer.
    pub fn body(&self) -> Option<&[u8]> {
        self.response().map(Response::body)
    }

    /// The declared error, if it is one.
    pub fn declared(&self) -> Option<&E> {
        match self {
            Error::Declared(declared) => Some(&declared.error),
            _ => None,
        }
    }

    /// The declared error, if it is one.
    ///
    /// # Errors
    ///
    /// If it is not, the error as it was.
    pub fn into_declared(self) -> Result<E, Self> {
        match self {
            Error::Declared(declared) => Ok(*declared.error),
            other => Err(other),
        }
    }

    /// Whether no answer came in time.
    pub fn is_timeout(&self) -> bool {
        matches!(self, Error::Transport(error) if error.is_timeout())
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Declared(declared) => write!(f, "the server answered {}", declared.response),
            Error::UnexpectedStatus(response) => {
                write!(
                    f,
                    "the server answered {response}, a status that the document does not declare"
                )
            }
            // The body of a success may hold what must not stand in a log, such as a new token.
            Error::InvalidBody { response, reason } if response.is_success() => {
                write!(
                    f,
                    "the server answered {}, whose body cannot be read: {reason}",
                    response.status()
                )
            }
            Error::InvalidBody { response, reason } => {
                write!(
                    f,
                    "the server answered {response}, which cannot be read: {reason}"
                )
            }
            Error::Request(error) => error.fmt(f),
            Error::MissingCredentials(operation) => missing_credentials(operation, f),
            Error::Transport(error) => error.fmt(f),
        }
    }
}

fn missing_credentials(operation: &Operation, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "`{}` needs credentials: configure ", operation.id)?;
    for (index, alternative) in operation.security.iter().enumerate() {
        f.write_str(if index == 0 { "" } else { ", or " })?;
        for (index, requirement) in alternative.iter().enumerate() {
            let separator = if index == 0 { "" } else { " and " };
            write!(f, "{separator}`{}`", requirement.scheme.name)?;
        }
    }
    Ok(())
}

impl<E: fmt::Debug> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Request(error) => Some(error),
            Error::Transport(error) => Some(error),
            _ => None,
        }
    }
}

impl<E> From<EncodeError> for Error<E> {
    fn from(error: EncodeError) -> Self {
        Error::Request(error)
    }
}

impl<E> From<SendError> for Error<E> {
    fn from(error: SendError) -> Self {
        match error {
            SendError::MissingCredentials(operation) => Error::MissingCredentials(operation),
            SendError::Transport(error) => Error::Transport(error),
        }
    }
}

/// A request breaks a constraint of the document.
#[derive(Debug)]
pub enum EncodeError {
    /// A parameter or the body breaks a constraint.
    Invalid(Violations),
    /// OpenAPI does not say how such a value is written.
    Unwritable {
        /// The parameter.
        parameter: &'static str,
        /// Why it cannot be written.
        error: Unwritable,
    },
    /// The body cannot be written.
    Body(String),
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not sent: ")?;
        match self {
            EncodeError::Invalid(violations) => violations.fmt(f),
            EncodeError::Unwritable { parameter, error } => {
                write!(f, "the parameter `{parameter}` {error}")
            }
            EncodeError::Body(reason) => write!(f, "the body cannot be written: {reason}"),
        }
    }
}

impl std::error::Error for EncodeError {}

/// A request could not be sent.
#[derive(Debug)]
pub enum SendError {
    /// The operation needs credentials that the client does not have.
    MissingCredentials(&'static Operation),
    /// The transport failed.
    Transport(TransportError),
}

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SendError::MissingCredentials(operation) => missing_credentials(operation, f),
            SendError::Transport(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for SendError {}
