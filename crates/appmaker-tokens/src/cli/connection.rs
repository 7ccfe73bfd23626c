//! The server and the credentials of a command.

use super::Failure;
use appmaker_client::runtime::client::Retry;
use appmaker_client::{Client, Secret, Server};
use clap::Args;
use std::env;

#[derive(Args)]
pub(super) struct Connection {
    /// The server: production, test, local, or a URL
    #[arg(long, value_parser = server, default_value = "local")]
    server: Server,
    #[command(flatten)]
    credentials: Credentials,
}

/// One of the two credentials.
#[derive(Args)]
#[group(multiple = false)]
struct Credentials {
    /// A bearer token, which other users of this machine can see here; `-` reads it from standard input [env:
    /// APPMAKER_BEARER_TOKEN]
    #[arg(long, value_name = "TOKEN", value_parser = secret)]
    bearer_token: Option<Secret>,
    /// An access token, the same [env: APPMAKER_ACCESS_TOKEN]
    #[arg(long, value_name = "TOKEN", value_parser = secret)]
    access_token: Option<Secret>,
}

impl Connection {
    pub(super) fn client(self) -> Result<Client, Failure> {
        let credentials = self.credentials.or_environment();
        // A service that is being restarted answers a few seconds later.
        let mut builder = Client::builder().server(self.server).retry(Retry::new());
        if let Some(token) = credentials.bearer_token {
            builder = builder.bearer_auth(token);
        }
        if let Some(token) = credentials.access_token {
            builder = builder.access_token(token);
        }
        Ok(builder.build()?)
    }
}

impl Credentials {
    /// Takes missing options from the environment.
    fn or_environment(self) -> Self {
        if self.bearer_token.is_some() || self.access_token.is_some() {
            return self;
        }
        let variable = |name| {
            env::var(name)
                .ok()
                .filter(|value| !value.is_empty())
                .map(Secret::from)
        };
        Self {
            bearer_token: variable("APPMAKER_BEARER_TOKEN"),
            access_token: variable("APPMAKER_ACCESS_TOKEN"),
        }
    }
}

/// Reads a credential: a list of processes shows arguments, but not standard input.
fn secret(text: &str) -> Result<Secret, String> {
    if text != "-" {
        return Ok(Secret::from(text));
    }
    let mut line = String::new();
    std::io::stdin()
        .read_line(&mut line)
        .map_err(|error| format!("standard input: {error}"))?;
    match line.trim_end() {
        "" => Err("standard input is empty".to_owned()),
        token => Ok(Secret::from(token)),
    }
}

fn server(text: &str) -> Result<Server, String> {
    match text {
        "production" => Ok(Server::Production),
        "test" => Ok(Server::Test),
        "local" => Ok(Server::Local),
        url if url.starts_with("http://") || url.starts_with("https://") => {
            Ok(Server::Custom(url.to_owned()))
        }
        _ => Err("expected production, test, local, or a URL".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_a_name_or_a_url() {
        assert_eq!(server("test"), Ok(Server::Test));
        assert_eq!(
            server("http://127.0.0.1:1/api"),
            Ok(Server::Custom("http://127.0.0.1:1/api".to_owned()))
        );
        assert!(server("prod").is_err());
    }
}
