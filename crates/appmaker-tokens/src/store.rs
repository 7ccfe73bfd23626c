//! The data of the service in one SQLite file.
//!
//! Calls block: [`TokenService`](crate::TokenService) makes them on threads of their own. There is one connection behind
//! a lock, because SQLite has one writer at a time anyway, and a read is a look into an index.

mod accounts;
mod error;
mod file;
mod row;
mod schema;
mod tokens;

pub use self::accounts::{Session, User};
pub use self::error::StoreError;
pub use self::tokens::StoredToken;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The database.
#[derive(Debug)]
pub struct Store {
    connection: Mutex<Connection>,
}

impl Store {
    /// Opens a file, and makes it if there is none. Only its owner can read it afterwards, also if it was open to others.
    ///
    /// # Errors
    ///
    /// If the file cannot be opened or belongs to somebody else, is not a database, or was written by a later version of this program.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        file::secure(path).map_err(StoreError::File)?;
        // Neither made by SQLite, which would let others read it, nor taken for a URI.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Self::new(Connection::open_with_flags(path, flags)?)
    }

    /// A database that is gone when it is dropped: for tests and examples.
    ///
    /// # Errors
    ///
    /// If SQLite cannot be set up.
    pub fn in_memory() -> Result<Self, StoreError> {
        Self::new(Connection::open_in_memory()?)
    }

    fn new(mut connection: Connection) -> Result<Self, StoreError> {
        // The `user` commands may write while a server runs: each waits for the other before it reads.
        connection.busy_timeout(Duration::from_secs(5))?;
        connection.set_transaction_behavior(TransactionBehavior::Immediate);
        // A commit has reached the disk when it returns: what was answered 201 outlives a killed process (WAL) and a
        // power cut (FULL).
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        schema::migrate(&mut connection)?;
        Ok(Self {
            connection: Mutex::new(connection),
        })
    }

    /// A thread that panicked has rolled its transaction back, so the connection it leaves is sound.
    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::new_id;
    use crate::secret::Digest;
    use appmaker_types::Slug;
    use jiff::{SignedDuration, Timestamp};

    type Outcome = Result<(), Box<dyn std::error::Error>>;

    const ACME: Slug = Slug::literal("acme");

    fn now() -> Timestamp {
        Timestamp::from_millisecond(1_785_585_600_123).expect("a time of our days")
    }

    fn token(
        user: &User,
        name: &str,
        expires_on: Timestamp,
    ) -> Result<StoredToken, getrandom::Error> {
        Ok(StoredToken {
            id: new_id(now())?,
            name: name.to_owned(),
            mask: "amt_0123…cdef".to_owned(),
            privileges: vec!["orders:read".to_owned()],
            user_id: user.id,
            expires_on,
            created_at: now(),
        })
    }

    #[test]
    fn a_token_is_found_by_its_digest_only() -> Outcome {
        let store = Store::in_memory()?;
        let ada = store.add_user("ada", &ACME, now())?;
        let token = token(&ada, "ci", now() + SignedDuration::from_hours(1))?;
        store.add_token(&token, Digest::of("secret"))?;

        assert_eq!(
            store.find_token(Digest::of("secret"))?,
            Some((token.clone(), ada.clone()))
        );
        assert_eq!(store.find_token(Digest::of("other"))?, None);
        assert_eq!(store.tokens_of(ada.id)?, [token]);
        Ok(())
    }

    #[test]
    fn only_the_owner_deletes_a_token() -> Outcome {
        let store = Store::in_memory()?;
        let ada = store.add_user("ada", &ACME, now())?;
        let bob = store.add_user("bob", &ACME, now())?;
        let token = token(&ada, "ci", now())?;
        store.add_token(&token, Digest::of("secret"))?;

        assert!(!store.delete_token(bob.id, token.id)?);
        assert!(store.delete_token(ada.id, token.id)?);
        assert!(!store.delete_token(ada.id, token.id)?);
        Ok(())
    }

    #[test]
    fn a_new_token_sweeps_out_those_that_expired_long_ago() -> Outcome {
        let store = Store::in_memory()?;
        let ada = store.add_user("ada", &ACME, now())?;
        let days = |days: i64| now() - SignedDuration::from_hours(24 * days);
        store.add_token(&token(&ada, "old", days(31))?, Digest::of("1"))?;
        store.add_token(&token(&ada, "expired", days(29))?, Digest::of("2"))?;
        store.add_token(&token(&ada, "new", days(-7))?, Digest::of("3"))?;

        let mut names: Vec<_> = store
            .tokens_of(ada.id)?
            .into_iter()
            .map(|token| token.name)
            .collect();
        names.sort();
        assert_eq!(names, ["expired", "new"]);
        Ok(())
    }

    #[test]
    fn users_of_one_slug_share_an_organization() -> Outcome {
        let store = Store::in_memory()?;
        let ada = store.add_user("ada", &ACME, now())?;
        let bob = store.add_user("bob", &ACME, now())?;
        let organization = store.organization(bob.organization_id)?;

        assert_eq!(
            (organization.id, organization.owner),
            (ada.organization_id, ada.id)
        );
        assert!(matches!(
            store.add_user("ada", &ACME, now()),
            Err(StoreError::UserExists(_))
        ));
        Ok(())
    }

    #[test]
    fn a_session_leads_to_its_user() -> Outcome {
        let store = Store::in_memory()?;
        let ada = store.add_user("ada", &ACME, now())?;
        let session = Session {
            user_id: ada.id,
            expires_on: now(),
        };
        store.add_session(&session, Digest::of("secret"), now())?;
        store.set_suspended("ada", true)?;

        assert_eq!(
            store.find_session(Digest::of("secret"))?,
            Some((
                session,
                User {
                    suspended: true,
                    ..ada
                }
            ))
        );
        assert!(matches!(
            store.set_suspended("eve", true),
            Err(StoreError::NoSuchUser(_))
        ));
        Ok(())
    }

    #[test]
    fn a_file_keeps_what_was_written_and_survives_every_crash() -> Outcome {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("tokens.db");
        let ada = Store::open(&path)?.add_user("ada", &ACME, now())?;

        let store = Store::open(&path)?;
        assert_eq!(store.user_named("ada")?, ada);
        let pragma = |name| {
            store
                .connection()
                .pragma_query_value(None, name, |row| row.get::<_, String>(0))
        };
        assert_eq!(pragma("journal_mode")?, "wal");
        let full: i64 = store
            .connection()
            .pragma_query_value(None, "synchronous", |row| row.get(0))?;
        assert_eq!(full, 2);
        Ok(())
    }
}
