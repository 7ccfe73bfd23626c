//! Access tokens.

use super::{Store, StoreError, User, accounts, row};
use crate::secret::Digest;
use appmaker_types::MongoId;
use jiff::{SignedDuration, Timestamp};
use rusqlite::{OptionalExtension, Row, named_params};

/// Expired tokens stay listed for this long, so that their owner sees why a program stopped working.
const KEPT_AFTER_EXPIRY: SignedDuration = SignedDuration::from_hours(30 * 24);

/// A stored access token, without its digest, which is never read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredToken {
    /// The token's id.
    pub id: MongoId,
    /// The name.
    pub name: String,
    /// The masked token.
    pub mask: String,
    /// The privileges, as `<domain>:<action>`.
    pub privileges: Vec<String>,
    /// Its owner.
    pub user_id: MongoId,
    /// From then on it is refused.
    pub expires_on: Timestamp,
    /// The time of creation.
    pub created_at: Timestamp,
}

impl Store {
    /// Keeps a new token, and drops those that expired long ago: growth pays for the cleaning, so no timer is needed.
    ///
    /// # Errors
    ///
    /// If the database fails; then nothing is kept.
    pub fn add_token(&self, token: &StoredToken, digest: Digest) -> Result<(), StoreError> {
        self.insert(token, digest, None).map(drop)
    }

    /// Keeps a new token that was made with another, and is deleted together with it. Returns false if that one is gone.
    ///
    /// # Errors
    ///
    /// If the database fails; then nothing is kept.
    pub fn add_child_token(
        &self,
        token: &StoredToken,
        digest: Digest,
        parent: MongoId,
    ) -> Result<bool, StoreError> {
        self.insert(token, digest, Some(parent))
    }

    fn insert(
        &self,
        token: &StoredToken,
        digest: Digest,
        parent: Option<MongoId>,
    ) -> Result<bool, StoreError> {
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        transaction.execute(
            "DELETE FROM token WHERE expires_on < ?",
            [(token.created_at - KEPT_AFTER_EXPIRY).as_millisecond()],
        )?;
        let parent = parent.map(|it| it.to_string());
        if let Some(parent) = &parent
            && !transaction
                .prepare("SELECT 1 FROM token WHERE id = ?")?
                .exists([parent])?
        {
            return Ok(false);
        }
        transaction.execute(
            "INSERT INTO token VALUES (:id, :digest, :mask, :name, :privileges, :user_id, :expires_on, :created_at, :parent)",
            named_params! {
                ":parent": parent,
                ":id": token.id.as_str(),
                ":digest": digest.as_bytes(),
                ":mask": token.mask,
                ":name": token.name,
                ":privileges": row::list_json(&token.privileges),
                ":user_id": token.user_id.as_str(),
                ":expires_on": token.expires_on.as_millisecond(),
                ":created_at": token.created_at.as_millisecond(),
            },
        )?;
        transaction.commit()?;
        Ok(true)
    }

    /// The tokens of a user, oldest first.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn tokens_of(&self, user: MongoId) -> Result<Vec<StoredToken>, StoreError> {
        let connection = self.connection();
        let mut statement =
            connection.prepare("SELECT * FROM token WHERE user_id = ? ORDER BY created_at, id")?;
        let rows = statement.query_map([user.as_str()], token_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The token of this digest with its owner, expired or not.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn find_token(&self, digest: Digest) -> Result<Option<(StoredToken, User)>, StoreError> {
        let connection = self.connection();
        let found = connection
            .query_row(
                "SELECT * FROM token WHERE digest = ?",
                [digest.as_bytes()],
                token_row,
            )
            .optional()?;
        match found {
            Some(token) => {
                let owner = accounts::user(&connection, token.user_id)?;
                Ok(Some((token, owner)))
            }
            None => Ok(None),
        }
    }

    /// Deletes a token of this user, and all that were made with it. Says whether there was one.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn delete_token(&self, user: MongoId, id: MongoId) -> Result<bool, StoreError> {
        let connection = self.connection();
        let deleted = connection.execute(
            "DELETE FROM token WHERE id = ? AND user_id = ?",
            [id.as_str(), user.as_str()],
        )?;
        Ok(deleted == 1)
    }
}

fn token_row(row: &Row<'_>) -> rusqlite::Result<StoredToken> {
    Ok(StoredToken {
        id: row::text(row, "id")?,
        name: row.get("name")?,
        mask: row.get("mask")?,
        privileges: row::list(row, "privileges")?,
        user_id: row::text(row, "user_id")?,
        expires_on: row::time(row, "expires_on")?,
        created_at: row::time(row, "created_at")?,
    })
}
