//! `user …`: administration of users in the database file.

use super::Failure;
use appmaker_tokens::{Store, now, sign_in};
use appmaker_types::Slug;
use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Subcommand)]
pub(super) enum User {
    /// Create a user, sign it in and print the session token
    Add {
        #[command(flatten)]
        who: Who,
        /// Slug of the user's organization, created if it does not exist
        #[arg(long, default_value = "example")]
        organization: Slug,
    },
    /// Sign a user in and print the session token, valid for a day
    SignIn(Who),
    /// Reject all requests of a user (403)
    Suspend(Who),
    /// End a suspension
    Restore(Who),
}

#[derive(Args)]
pub(super) struct Who {
    /// Name of the user
    name: String,
    /// Database file
    #[arg(long, value_name = "FILE", default_value = "tokens.db")]
    database: PathBuf,
}

impl User {
    pub(super) fn run(self) -> Result<(), Failure> {
        match self {
            Self::Add { who, organization } => {
                let store = Store::open(&who.database)?;
                store.add_user(&who.name, &organization, now())?;
                print_session(&store, &who.name)
            }
            Self::SignIn(who) => print_session(&Store::open(&who.database)?, &who.name),
            Self::Suspend(who) => Ok(Store::open(&who.database)?.set_suspended(&who.name, true)?),
            Self::Restore(who) => Ok(Store::open(&who.database)?.set_suspended(&who.name, false)?),
        }
    }
}

/// Only the token goes to standard output, so that `$(…)` can take it.
fn print_session(store: &Store, name: &str) -> Result<(), Failure> {
    let (session, token) = sign_in(store, name, now())?;
    eprintln!(
        "{name} is signed in until {}; send this as `Authorization: Bearer …`:",
        session.expires_on
    );
    println!("{}", token.expose());
    Ok(())
}
