//! The operations, on the [`Store`].

mod caller;
mod refusals;

pub use self::caller::Caller;
use self::refusals::generic_error;
pub(crate) use self::refusals::{answer, refusal};

use crate::secret::NewSecret;
use crate::store::{Store, StoreError, StoredToken};
use crate::{expires_on, new_id, now};
use appmaker_server::{Api, Failure};
use appmaker_types::operations::{
    CreateUserAccessToken, CreateUserAccessTokenError, DeleteUserAccessToken,
    DeleteUserAccessTokenError, GetUserAccessTokens, GetUserAccessTokensError,
};
use appmaker_types::{
    BadRequestError, CreateUserAccessTokenRequest, GetUserAccessTokensResponseItem, Organization,
    UserAccessToken,
};
use jiff::Timestamp;
use specwright_runtime::server::BoxError;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// The token service.
#[derive(Clone)]
pub struct TokenService {
    store: Arc<Store>,
    clock: Arc<dyn Fn() -> Timestamp + Send + Sync>,
}

impl TokenService {
    /// A service on this store.
    pub fn new(store: Arc<Store>) -> Self {
        Self {
            store,
            clock: Arc::new(now),
        }
    }

    /// Tells the time by this clock instead, so that a test need not wait a week.
    pub fn clock(mut self, clock: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    pub(crate) fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// Lets the store work on a thread that may block. The work is done to its end even if the caller hangs up.
    async fn store<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Store) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, BoxError> {
        let store = Arc::clone(&self.store);
        Ok(tokio::task::spawn_blocking(move || work(&store)).await??)
    }
}

impl Api for TokenService {
    /// The token is on disk before the answer is given. It is shown here and never again. One that is made with an access token can do no
    /// more, lives no longer, and is deleted together with that one.
    async fn create_user_access_token(
        &self,
        caller: Caller,
        request: CreateUserAccessToken,
    ) -> Result<UserAccessToken, Failure<CreateUserAccessTokenError>> {
        let CreateUserAccessTokenRequest {
            name,
            lifetime,
            privileges,
        } = request.body;
        // A token can do what was asked for, by default nothing: the document gives no other default.
        let privileges = privileges.unwrap_or_default();
        caller
            .check_grant(&privileges)
            .map_err(CreateUserAccessTokenError::BadRequest)?;

        let created_at = self.now();
        // The router has refused unknown lifetimes already.
        let expires_on = expires_on(created_at, &lifetime)
            .ok_or_else(|| Failure::internal("an unknown lifetime"))?;
        let expires_on = caller.bound(expires_on);
        let secret = NewSecret::access_token().map_err(Failure::internal)?;
        let id = new_id(created_at).map_err(Failure::internal)?;
        let (mask, user_id) = (secret.mask, caller.user.id);
        let token = StoredToken {
            id,
            name,
            mask,
            privileges,
            user_id,
            expires_on,
            created_at,
        };

        let (stored, digest) = (token.clone(), secret.digest);
        let parent = caller.token;
        let added = self.store(move |store| match parent {
            Some(parent) => store.add_child_token(&stored, digest, parent),
            None => store.add_token(&stored, digest).map(|()| true),
        });
        if !added.await.map_err(Failure::internal)? {
            let error = generic_error(
                "The access token of this call was deleted.",
                BTreeMap::new(),
            );
            return Err(CreateUserAccessTokenError::BadRequest(error).into());
        }
        Ok(created(token, &caller, secret.plain.expose()))
    }

    /// The document declares no 404, so an unknown id is a bad request (400). So is the id of somebody else's token: a
    /// caller does not learn which ids exist.
    async fn delete_user_access_token(
        &self,
        caller: Caller,
        request: DeleteUserAccessToken,
    ) -> Result<(), Failure<DeleteUserAccessTokenError>> {
        let (user, id) = (caller.user.id, request.token_id);
        let deleted = self
            .store(move |store| store.delete_token(user, id))
            .await
            .map_err(Failure::internal)?;
        match deleted {
            true => Ok(()),
            false => {
                let api_error = Some(vec![format!("You have no token with the id {id}.")]);
                Err(DeleteUserAccessTokenError::BadRequest(BadRequestError { api_error }).into())
            }
        }
    }

    /// Expired tokens are listed too: their owner learns why a program stopped working.
    async fn get_user_access_tokens(
        &self,
        caller: Caller,
        _: GetUserAccessTokens,
    ) -> Result<Vec<GetUserAccessTokensResponseItem>, Failure<GetUserAccessTokensError>> {
        let user = caller.user;
        let read = self.store(move |store| {
            Ok((
                store.tokens_of(user.id)?,
                store.organization(user.organization_id)?,
            ))
        });
        let (tokens, organization) = read.await.map_err(Failure::internal)?;
        Ok(tokens
            .into_iter()
            .map(|token| listed(token, &organization))
            .collect())
    }
}

/// A new token as its maker sees it, for the only time with the plain token.
fn created(token: StoredToken, caller: &Caller, plain: &str) -> UserAccessToken {
    UserAccessToken {
        id: Some(token.id),
        name: token.name,
        token: plain.to_owned(),
        privileges: token.privileges,
        user_id: token.user_id,
        organization_id: caller.user.organization_id,
        expires_on: token.expires_on,
        created_at: Some(token.created_at),
        updated_at: Some(token.created_at),
    }
}

/// A token as a list shows it: masked, with its organization.
fn listed(token: StoredToken, organization: &Organization) -> GetUserAccessTokensResponseItem {
    GetUserAccessTokensResponseItem {
        id: Some(token.id),
        name: token.name,
        token: token.mask,
        privileges: token.privileges,
        user_id: token.user_id,
        organization_id: organization.id,
        expires_on: token.expires_on,
        created_at: Some(token.created_at),
        updated_at: Some(token.created_at),
        organization: Some(organization.clone()),
    }
}

impl fmt::Debug for TokenService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenService")
            .field("store", &self.store)
            .finish_non_exhaustive()
    }
}
