//! The errors of a call.

use super::{CredentialError, InvalidOption, Response, TransportError};
use crate::params::Unwritable;
use crate::redact::{Headers, Masked};
use crate::{Operation, Violations};
use http::HeaderMap;
use std::fmt;

/// The error of a call. `E` is the type of the errors that the operation declares.
#[derive(Debug)]
pub enum Error<E> {
    /// The response is an error that the document declares.
    Declared(Declared<E>),
    /// The response has a status that the document does not declare.
    UnexpectedStatus(Response),
    /// The response has a declared status, but its headers or body do not match the document.
    InvalidBody {
        /// The response.
        response: Response,
        /// The reason why the body cannot be decoded.
        reason: String,
    },
    /// The request violates the document and was not sent.
    Request(EncodeError),
    /// The operation requires credentials that the client does not have; nothing was sent.
    MissingCredentials(&'static Operation),
    /// The source of a credential has none; nothing was sent.
    Credential(CredentialError),
    /// The request could not be sent, or no response arrived.
    Transport(TransportError),
}

/// A declared error with its response.
pub struct Declared<E> {
    pub(super) error: Box<E>,
    pub(super) response: Response,
}

/// Omits the raw body, which the error is decoded from and may hold secrets, and credentials of the request.
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
    /// Returns the error.
    pub fn error(&self) -> &E {
        &self.error
    }

    /// Returns the owned error.
    pub fn into_error(self) -> E {
        *self.error
    }

    /// Returns the response: status, headers, raw body.
    pub fn response(&self) -> &Response {
        &self.response
    }
}

impl<E> Error<E> {
    /// Returns the response, if one arrived.
    pub fn response(&self) -> Option<&Response> {
        match self {
            Error::Declared(declared) => Some(&declared.response),
            Error::UnexpectedStatus(response) | Error::InvalidBody { response, .. } => {
                Some(response)
            }
            Error::Request(_)
            | Error::MissingCredentials(_)
            | Error::Credential(_)
            | Error::Transport(_) => None,
        }
    }

    /// Returns the status of the response.
    pub fn status(&self) -> Option<u16> {
        self.response().map(Response::status)
    }

    /// Returns the headers of the response.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.response().map(Response::headers)
    }

    /// Returns the raw body of the response.
    pub fn body(&self) -> Option<&[u8]> {
        self.response().map(Response::body)
    }

    /// Returns the declared error, if it is one.
    pub fn declared(&self) -> Option<&E> {
        match self {
            Error::Declared(declared) => Some(&declared.error),
            _ => None,
        }
    }

    /// Returns the owned declared error, if it is one.
    ///
    /// # Errors
    ///
    /// If it is another error, which is returned unchanged.
    pub fn into_declared(self) -> Result<E, Self> {
        match self {
            Error::Declared(declared) => Ok(*declared.error),
            other => Err(other),
        }
    }

    /// Returns true if the call timed out.
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
                    "unexpected status {response}: not declared in the document"
                )
            }
            // The body of a success may hold a secret that must not be logged, such as a new token.
            Error::InvalidBody { response, reason } if response.is_success() => {
                write!(f, "invalid response {}: {reason}", response.status())
            }
            Error::InvalidBody { response, reason } => {
                write!(f, "invalid response {response}: {reason}")
            }
            Error::Request(error) => error.fmt(f),
            Error::MissingCredentials(operation) => missing_credentials(operation, f),
            Error::Credential(error) => error.fmt(f),
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
            Error::Credential(error) => Some(error),
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
            SendError::Option(option) => Error::Request(EncodeError::Option(option)),
            SendError::Credential(error) => Error::Credential(error),
            SendError::Transport(error) => Error::Transport(error),
        }
    }
}

/// The error of a request that violates the document.
#[derive(Debug)]
pub enum EncodeError {
    /// A parameter or the body violates a constraint.
    Invalid(Violations),
    /// OpenAPI does not define an encoding of the parameter's value.
    Unwritable {
        /// The parameter.
        parameter: &'static str,
        /// The reason why it cannot be encoded.
        error: Unwritable,
    },
    /// The body cannot be encoded.
    Body(String),
    /// An option of the call cannot be sent.
    Option(InvalidOption),
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
            EncodeError::Option(option) => option.fmt(f),
        }
    }
}

impl std::error::Error for EncodeError {}

/// The error of a request that could not be sent.
#[derive(Debug)]
pub enum SendError {
    /// The operation requires credentials that the client does not have.
    MissingCredentials(&'static Operation),
    /// The source of a credential has none.
    Credential(CredentialError),
    /// An option of the call cannot be sent.
    Option(InvalidOption),
    /// The transport failed.
    Transport(TransportError),
}

impl From<TransportError> for SendError {
    fn from(error: TransportError) -> Self {
        SendError::Transport(error)
    }
}

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SendError::MissingCredentials(operation) => missing_credentials(operation, f),
            SendError::Credential(error) => error.fmt(f),
            SendError::Option(option) => write!(f, "not sent: {option}"),
            SendError::Transport(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for SendError {}
