//! Organizations, their users, and the sessions of these.
//!
//! The document has no operation that makes any of them; `appmaker-tokens user …` does.

use super::{Store, StoreError, row};
use crate::id::new_id;
use crate::secret::Digest;
use appmaker_types::{MongoId, Organization, Slug};
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

/// The number of sign-ins of a user per minute, counted in the database, since each run of the command line is a process.
const SIGN_INS_PER_MINUTE: i64 = 60;

const MINUTE: SignedDuration = SignedDuration::from_mins(1);

/// Somebody who may have tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The user's id.
    pub id: MongoId,
    /// The user's name on the command line.
    pub name: String,
    /// The user's organization.
    pub organization_id: MongoId,
    /// A suspended user is known, but may do nothing.
    pub suspended: bool,
}

/// A user who has signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Session {
    /// The user who has signed in.
    pub user_id: MongoId,
    /// From then on it is refused.
    pub expires_on: Timestamp,
}

impl Store {
    /// Makes a user, and the user's organization unless there is one of this slug: then the user joins that one.
    ///
    /// # Errors
    ///
    /// If the name is taken, or the database fails; then nothing is kept.
    pub fn add_user(&self, name: &str, slug: &Slug, now: Timestamp) -> Result<User, StoreError> {
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        if user_named(&transaction, name)?.is_some() {
            return Err(StoreError::UserExists(name.to_owned()));
        }
        let id = new_id(now)?;
        let organization_id = match organization_of_slug(&transaction, slug)? {
            Some(known) => known,
            None => add_organization(&transaction, slug, id, now)?,
        };
        let user = User {
            id,
            name: name.to_owned(),
            organization_id,
            suspended: false,
        };
        transaction.execute(
            "INSERT INTO user VALUES (:id, :name, :organization_id, :suspended, :created_at)",
            named_params! {
                ":id": user.id.as_str(),
                ":name": user.name,
                ":organization_id": user.organization_id.as_str(),
                ":suspended": user.suspended,
                ":created_at": now.as_millisecond(),
            },
        )?;
        transaction.commit()?;
        Ok(user)
    }

    /// The user of this name.
    ///
    /// # Errors
    ///
    /// If there is none, or the database fails.
    pub fn user_named(&self, name: &str) -> Result<User, StoreError> {
        user_named(&self.connection(), name)?.ok_or_else(|| StoreError::NoSuchUser(name.to_owned()))
    }

    /// Suspends a user, or ends the suspension.
    ///
    /// # Errors
    ///
    /// If there is no such user, or the database fails.
    pub fn set_suspended(&self, name: &str, suspended: bool) -> Result<(), StoreError> {
        let connection = self.connection();
        match connection.execute(
            "UPDATE user SET suspended = ? WHERE name = ?",
            (suspended, name),
        )? {
            0 => Err(StoreError::NoSuchUser(name.to_owned())),
            _ => Ok(()),
        }
    }

    /// Returns true if there is a user.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn has_users(&self) -> Result<bool, StoreError> {
        let connection = self.connection();
        Ok(connection.query_row("SELECT EXISTS (SELECT 1 FROM user)", [], |row| row.get(0))?)
    }

    /// The organization of this id.
    ///
    /// # Errors
    ///
    /// If there is none, or the database fails.
    pub fn organization(&self, id: MongoId) -> Result<Organization, StoreError> {
        let connection = self.connection();
        Ok(connection.query_row(
            "SELECT * FROM organization WHERE id = ?",
            [id.as_str()],
            organization_row,
        )?)
    }

    /// Keeps a new session, and drops those that have expired.
    ///
    /// # Errors
    ///
    /// If the user has had too many new ones within a minute, or the database fails; then nothing is kept.
    pub fn add_session(
        &self,
        session: &Session,
        digest: Digest,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        transaction.execute(
            "DELETE FROM session WHERE expires_on <= ?",
            [now.as_millisecond()],
        )?;
        // Sessions live equally long, so that those of the last minute are the last to end.
        let recent: i64 = transaction.query_row(
            "SELECT COUNT(*) FROM session WHERE user_id = ? AND expires_on > ?",
            (
                session.user_id.as_str(),
                (session.expires_on - MINUTE).as_millisecond(),
            ),
            |row| row.get(0),
        )?;
        if recent >= SIGN_INS_PER_MINUTE {
            let user = user(&transaction, session.user_id)?;
            return Err(StoreError::TooManySignIns(user.name));
        }
        transaction.execute(
            "INSERT INTO session VALUES (?, ?, ?)",
            (
                digest.as_bytes(),
                session.user_id.as_str(),
                session.expires_on.as_millisecond(),
            ),
        )?;
        Ok(transaction.commit()?)
    }

    /// The session of this digest with its user, expired or not.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn find_session(&self, digest: Digest) -> Result<Option<(Session, User)>, StoreError> {
        let connection = self.connection();
        let found = connection
            .query_row(
                "SELECT * FROM session WHERE digest = ?",
                [digest.as_bytes()],
                session_row,
            )
            .optional()?;
        found
            .map(|session| Ok((session, user(&connection, session.user_id)?)))
            .transpose()
    }
}

/// The user of this id, taken from a row that refers to it.
pub(super) fn user(connection: &Connection, id: MongoId) -> rusqlite::Result<User> {
    connection.query_row("SELECT * FROM user WHERE id = ?", [id.as_str()], user_row)
}

fn user_named(connection: &Connection, name: &str) -> rusqlite::Result<Option<User>> {
    connection
        .query_row("SELECT * FROM user WHERE name = ?", [name], user_row)
        .optional()
}

fn organization_of_slug(connection: &Connection, slug: &Slug) -> rusqlite::Result<Option<MongoId>> {
    connection
        .query_row(
            "SELECT id FROM organization WHERE slug = ?",
            [slug.as_str()],
            |row| row::text(row, "id"),
        )
        .optional()
}

/// A slug also satisfies the constraints of a name (2 to 100 characters).
fn add_organization(
    connection: &Connection,
    slug: &Slug,
    owner: MongoId,
    now: Timestamp,
) -> Result<MongoId, StoreError> {
    let id = new_id(now)?;
    connection.execute(
        "INSERT INTO organization VALUES (:id, :slug, :slug, :description, :owner, FALSE, 1, '[]', NULL, :now, :now)",
        named_params! {
            ":id": id.as_str(),
            ":slug": slug.as_str(),
            ":description": format!("The organization {slug}"),
            ":owner": owner.as_str(),
            ":now": now.as_millisecond(),
        },
    )?;
    Ok(id)
}

fn user_row(row: &Row<'_>) -> rusqlite::Result<User> {
    Ok(User {
        id: row::text(row, "id")?,
        name: row.get("name")?,
        organization_id: row::text(row, "organization_id")?,
        suspended: row.get("suspended")?,
    })
}

fn session_row(row: &Row<'_>) -> rusqlite::Result<Session> {
    Ok(Session {
        user_id: row::text(row, "user_id")?,
        expires_on: row::time(row, "expires_on")?,
    })
}

fn organization_row(row: &Row<'_>) -> rusqlite::Result<Organization> {
    Ok(Organization {
        id: row::text(row, "id")?,
        name: row.get("name")?,
        slug: row::text(row, "slug")?,
        description: row.get("description")?,
        owner: row::text(row, "owner")?,
        is_executive: row.get("is_executive")?,
        status: row::number(row, "status")?,
        privileges: row::list(row, "privileges")?,
        image_url: row.get("image_url")?,
        created_at: Some(row::time(row, "created_at")?),
        updated_at: Some(row::time(row, "updated_at")?),
    })
}
