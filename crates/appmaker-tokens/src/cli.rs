//! The command line.

mod connection;
mod failure;
mod serve;
mod table;
mod tokens;
mod users;

use self::failure::Failure;
use clap::{Parser, Subcommand};

/// A service of AppMaker access tokens, and a client of it.
///
/// Exit status: 0 success, 1 refused or failed, 2 invalid usage, 3 no response from the server.
#[derive(Parser)]
#[command(version)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the API from a database file
    Serve(serve::Serve),
    /// Create users and sign them in, on the database file
    #[command(subcommand)]
    User(users::User),
    /// List your access tokens
    List(tokens::List),
    /// Create an access token and print it, once
    Create(tokens::Create),
    /// Delete an access token
    Delete(tokens::Delete),
}

pub(crate) async fn run(cli: Cli) -> Result<(), Failure> {
    match cli.command {
        Command::Serve(it) => it.run().await,
        Command::User(it) => it.run(),
        Command::List(it) => it.run().await,
        Command::Create(it) => it.run().await,
        Command::Delete(it) => it.run().await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_well_formed() {
        Cli::command().debug_assert();
    }
}
