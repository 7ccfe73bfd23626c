//! The failure of a command: a message for people and an exit status for scripts.

use super::table::printable;
use appmaker_client::{BuildError, Error};
use appmaker_tokens::StoreError;
use appmaker_types::operations::{
    CreateUserAccessTokenError, DeleteUserAccessTokenError, GetUserAccessTokensError,
};
use appmaker_types::{BadRequestError, ForbiddenError, GenericErrorResponse, UnauthorizedError};
use specwright_runtime::Value;
use std::fmt;
use std::process::ExitCode;

#[derive(Debug)]
pub(crate) enum Failure {
    /// The server or this machine refused.
    Refused(String),
    /// The arguments are invalid.
    Usage(String),
    /// The server did not respond; a retry may succeed.
    NoAnswer(String),
}

impl Failure {
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Refused(_) => 1,
            // As clap does.
            Self::Usage(_) => 2,
            Self::NoAnswer(_) => 3,
        })
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::Refused(reason) | Self::Usage(reason) | Self::NoAnswer(reason)) = self;
        f.write_str(&printable(reason))
    }
}

/// Shows the server's message of a declared error, and status and body of any other response.
impl<E: Messages> From<Error<E>> for Failure {
    fn from(error: Error<E>) -> Self {
        let reason = error.to_string();
        match error {
            Error::Declared(declared) => {
                let (status, messages) =
                    (declared.response().status(), declared.error().messages());
                Self::Refused(format!(
                    "the server answered {status}: {}",
                    messages.join("; ")
                ))
            }
            Error::UnexpectedStatus(_) | Error::InvalidBody { .. } => Self::Refused(reason),
            Error::Request(_) | Error::Credential(_) => Self::Usage(reason),
            Error::MissingCredentials(_) => Self::Usage(
                "no credentials: set APPMAKER_BEARER_TOKEN or APPMAKER_ACCESS_TOKEN".to_owned(),
            ),
            Error::Transport(_) => Self::NoAnswer(reason),
        }
    }
}

impl From<BuildError> for Failure {
    fn from(error: BuildError) -> Self {
        Self::Usage(error.to_string())
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Refused(error.to_string())
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Refused(error.to_string())
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Refused(error.to_string())
    }
}

/// The messages of declared errors.
pub(crate) trait Messages {
    fn messages(&self) -> Vec<String>;
}

impl Messages for GetUserAccessTokensError {
    fn messages(&self) -> Vec<String> {
        match self {
            Self::Unauthorized(body) => body.messages(),
            Self::Forbidden(body) => body.messages(),
        }
    }
}

impl Messages for CreateUserAccessTokenError {
    fn messages(&self) -> Vec<String> {
        match self {
            Self::BadRequest(body) => body.messages(),
        }
    }
}

impl Messages for DeleteUserAccessTokenError {
    fn messages(&self) -> Vec<String> {
        match self {
            Self::BadRequest(body) => body.messages(),
            Self::Unauthorized(body) => body.messages(),
            Self::Forbidden(body) => body.messages(),
        }
    }
}

/// Implements `Messages` for errors that only list messages.
macro_rules! listed_messages {
    ($($Error:ty)*) => {
        $(impl Messages for $Error {
            fn messages(&self) -> Vec<String> {
                self.api_error.clone().unwrap_or_default()
            }
        })*
    };
}

listed_messages!(BadRequestError UnauthorizedError ForbiddenError);

impl Messages for GenericErrorResponse {
    fn messages(&self) -> Vec<String> {
        let general = self.api_error.iter().flatten().map(text);
        let places = self
            .validation_error
            .iter()
            .flatten()
            .map(|(place, what)| format!("{place}: {}", text(what)));
        general.chain(places).collect()
    }
}

/// Shows a value of the generic error, which may have any type: strings as they are, the rest as JSON.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_generic_error_is_told_in_full() {
        let body =
            r#"{"validationError": {"/name": ["too long", "taken"]}, "apiError": ["no", 7]}"#;
        let body: GenericErrorResponse = serde_json::from_str(body).expect("the document's body");
        assert_eq!(body.messages(), ["no", "7", "/name: too long, taken"]);
    }
}
