//! How a handler and an authenticator fail.

use super::{BoxError, Rejection};
use std::fmt;

/// Why a method of an API did not succeed: with an error that the document declares, or with another.
#[derive(Debug)]
pub enum Failure<E> {
    /// An error that the document declares.
    Declared(E),
    /// Any other: the caller is told of an internal error, and no more.
    Internal(BoxError),
}

impl<E> Failure<E> {
    /// An error of which the caller is not to know more.
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

/// What a receiver does with a request that it has no method for.
#[doc(hidden)]
pub fn unhandled<R, T, E>(_: R) -> std::future::Ready<Result<T, Failure<E>>> {
    let error = "the receiver has no method for this request";
    std::future::ready(Err(Failure::internal(error)))
}

/// What the document declares of an outcome.
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

/// Why credentials are not accepted.
#[derive(Debug)]
pub enum Denied {
    /// They are wrong, or no longer valid: 401. With a sentence for the caller.
    Unauthorized(String),
    /// They are right, but do not suffice: 403. With a sentence for the caller.
    Forbidden(String),
    /// They could not be checked: 500.
    Internal(BoxError),
}

impl Denied {
    /// The credentials are wrong, or no longer valid.
    pub fn unauthorized(detail: impl Into<String>) -> Self {
        Denied::Unauthorized(detail.into())
    }

    /// The credentials are right, but do not suffice.
    pub fn forbidden(detail: impl Into<String>) -> Self {
        Denied::Forbidden(detail.into())
    }

    /// What to answer after several alternatives were denied: the first reason, unless this one is a fault of the service,
    /// which no refusal may hide.
    pub fn or_first(self, first: Option<Self>) -> Self {
        match (first, self) {
            (None, only) => only,
            (Some(_), fault @ Denied::Internal(_)) => fault,
            (Some(first), _) => first,
        }
    }

    /// The credentials could not be checked.
    pub fn internal(error: impl Into<BoxError>) -> Self {
        Denied::Internal(error.into())
    }
}
