//! The errors of handlers and authenticators.

use super::{BoxError, Rejection};
use std::fmt;

/// The error of an API method: one that the document declares, or an internal one.
#[derive(Debug)]
pub enum Failure<E> {
    /// An error that the document declares.
    Declared(E),
    /// Any other error, which the caller receives as 500 without its cause.
    Internal(BoxError),
}

impl<E> Failure<E> {
    /// Creates an internal error.
    pub fn internal(error: impl Into<BoxError>) -> Self {
        Failure::Internal(error.into())
    }
}

impl<E> From<E> for Failure<E> {
    fn from(error: E) -> Self {
        Failure::Declared(error)
    }
}

impl<E: fmt::Debug> fmt::Display for Failure<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Declared(error) => write!(f, "declared error: {error:?}"),
            Failure::Internal(error) => write!(f, "internal error: {error}"),
        }
    }
}

/// The default method of a receiver: an internal error.
#[doc(hidden)]
pub fn unhandled<R, T, E>(_: R) -> std::future::Ready<Result<T, Failure<E>>> {
    let error = "the receiver does not implement this method";
    std::future::ready(Err(Failure::internal(error)))
}

/// Separates the outcomes that the document declares from internal errors.
///
/// # Errors
///
/// If the outcome is an internal error.
pub fn declared<T, E>(outcome: Result<T, Failure<E>>) -> Result<Result<T, E>, Rejection> {
    match outcome {
        Ok(body) => Ok(Ok(body)),
        Err(Failure::Declared(error)) => Ok(Err(error)),
        Err(Failure::Internal(error)) => Err(Rejection::internal(error)),
    }
}

/// The reason why credentials are denied.
#[derive(Debug)]
pub enum Denied {
    /// 401: the credentials are invalid or expired. The text is a sentence for the caller.
    Unauthorized(String),
    /// 403: the credentials are valid but insufficient. The text is a sentence for the caller.
    Forbidden(String),
    /// 500: the credentials could not be checked.
    Internal(BoxError),
}

impl Denied {
    /// Denies invalid or expired credentials.
    pub fn unauthorized(detail: impl Into<String>) -> Self {
        Denied::Unauthorized(detail.into())
    }

    /// Denies valid but insufficient credentials.
    pub fn forbidden(detail: impl Into<String>) -> Self {
        Denied::Forbidden(detail.into())
    }

    /// Combines the reasons of several denied alternatives: the first, unless this one is an internal error, which must not be
    /// hidden.
    pub fn or_first(self, first: Option<Self>) -> Self {
        match (first, self) {
            (None, only) => only,
            (Some(_), fault @ Denied::Internal(_)) => fault,
            (Some(first), _) => first,
        }
    }

    /// Reports that the credentials could not be checked.
    pub fn internal(error: impl Into<BoxError>) -> Self {
        Denied::Internal(error.into())
    }
}
