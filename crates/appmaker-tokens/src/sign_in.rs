//! Sessions: how a user gets the bearer token that makes the first access token.
//!
//! The document says that a bearer token is a JWT, and leaves open who issues it. A client may not look into it either
//! way, so this service takes the simpler thing that can also be revoked: a random token, known by its hash, as access
//! tokens are. A deployment with an identity provider verifies that provider's JWTs in
//! [`Authenticate`](appmaker_server::Authenticate) instead, and nothing else changes.

use crate::secret::NewSecret;
use crate::store::{Session, Store, StoreError};
use appmaker_server::Secret;
use jiff::{SignedDuration, Timestamp};

const LIFETIME: SignedDuration = SignedDuration::from_hours(24);

/// Signs a user in: the session, and the token that a client sends as `Authorization: Bearer …`.
///
/// # Errors
///
/// If there is no such user, or the database fails.
pub fn sign_in(store: &Store, name: &str, now: Timestamp) -> Result<(Session, Secret), StoreError> {
    let user = store.user_named(name)?;
    let session = Session {
        user_id: user.id,
        expires_on: now + LIFETIME,
    };
    let secret = NewSecret::session()?;
    store.add_session(&session, secret.digest, now)?;
    Ok((session, secret.plain))
}
