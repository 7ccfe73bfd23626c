//! The caller of an operation and its privileges.

use super::TokenService;
use super::refusals::generic_error;
use crate::secret::Digest;
use crate::store::{StoredToken, User};
use crate::throttle::note_account;
use appmaker_server::{Authenticate, Credentials, Denied, Secret};
use appmaker_types::{GenericErrorResponse, MongoId};
use jiff::Timestamp;
use specwright_runtime::Operation;
use specwright_runtime::server::BoxError;
use std::collections::BTreeMap;

/// An authenticated caller.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The user.
    pub user: User,
    /// The access token; none for a session, which represents the user.
    pub(super) token: Option<MongoId>,
    /// The privileges of the access token.
    granted: Option<Vec<String>>,
    /// The end of the access token.
    expires_on: Option<Timestamp>,
}

impl Authenticate for TokenService {
    type Caller = Caller;

    /// Either kind of credentials is looked up by its digest. An expired one is distinguished from a wrong one: only somebody
    /// who once had it can ask.
    async fn authenticate(
        &self,
        credentials: Credentials,
        _: &'static Operation,
    ) -> Result<Caller, Denied> {
        let (what, found) = match credentials {
            Credentials::BearerAuth(token) => ("session", self.session(&token).await),
            Credentials::AccessToken(token) => ("access token", self.access_token(&token).await),
        };
        match found.map_err(Denied::internal)? {
            None => Err(Denied::unauthorized(format!("The {what} is not known."))),
            Some((expires_on, caller)) => self.judge(what, expires_on, caller),
        }
    }
}

/// The caller and the end of its credentials.
type Found = Option<(Timestamp, Caller)>;

impl TokenService {
    /// Refuses known credentials that are not valid any more.
    fn judge(&self, what: &str, expires_on: Timestamp, caller: Caller) -> Result<Caller, Denied> {
        note_account(caller.user.id);
        match (expires_on <= self.now(), caller.user.suspended) {
            (true, _) => Err(Denied::unauthorized(format!(
                "The {what} expired on {expires_on}."
            ))),
            (false, true) => Err(Denied::forbidden("The user is suspended.")),
            (false, false) => Ok(caller),
        }
    }

    async fn session(&self, token: &Secret) -> Result<Found, BoxError> {
        let digest = Digest::of(token.expose());
        let found = self.store(move |store| store.find_session(digest)).await?;
        Ok(found.map(|(session, user)| (session.expires_on, Caller::in_person(user))))
    }

    async fn access_token(&self, token: &Secret) -> Result<Found, BoxError> {
        let digest = Digest::of(token.expose());
        let found = self.store(move |store| store.find_token(digest)).await?;
        let caller = |(token, user): (StoredToken, User)| {
            (token.expires_on, Caller::with_token(user, token))
        };
        Ok(found.map(caller))
    }
}

impl Caller {
    fn in_person(user: User) -> Self {
        Self {
            user,
            token: None,
            granted: None,
            expires_on: None,
        }
    }

    fn with_token(user: User, token: StoredToken) -> Self {
        Self {
            user,
            token: Some(token.id),
            granted: Some(token.privileges),
            expires_on: Some(token.expires_on),
        }
    }

    /// The end of a new token: a token must not beget one that outlives it. It is not refused, for a token that asks for one of its own
    /// lifetime is always a little late; the answer says when the new one ends.
    pub(super) fn bound(&self, expires_on: Timestamp) -> Timestamp {
        self.expires_on
            .map_or(expires_on, |own| own.min(expires_on))
    }

    /// Returns true if this caller may give a new token these privileges. The document names none that its own three operations
    /// need, so they are kept for the services that do; but a token must not beget one that can do more than itself.
    ///
    /// # Errors
    ///
    /// The response to the caller, with the JSON Pointer of each invalid privilege.
    pub(super) fn check_grant(&self, privileges: &[String]) -> Result<(), GenericErrorResponse> {
        let mut wrong = BTreeMap::new();
        for (index, privilege) in privileges.iter().enumerate() {
            if let Some(reason) = self.objection(privilege) {
                wrong.insert(format!("/privileges/{index}"), vec![reason.to_owned()]);
            }
        }
        match wrong.is_empty() {
            true => Ok(()),
            false => Err(generic_error("The privileges cannot be granted.", wrong)),
        }
    }

    fn objection(&self, privilege: &String) -> Option<&'static str> {
        let well_formed = privilege
            .split_once(':')
            .is_some_and(|(domain, action)| !domain.is_empty() && !action.is_empty());
        let held = self
            .granted
            .as_ref()
            .is_none_or(|granted| granted.contains(privilege));
        match (well_formed, held) {
            (false, _) => Some("expected <domain>:<action>"),
            (true, false) => Some("the access token of this call does not have it"),
            (true, true) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caller(granted: Option<&[&str]>) -> Caller {
        const ID: MongoId = MongoId::literal("65f1a0b2c3d4e5f60718293a");
        let user = User {
            id: ID,
            name: "ada".to_owned(),
            organization_id: ID,
            suspended: false,
        };
        Caller {
            granted: granted.map(|it| it.iter().map(|&it| it.to_owned()).collect()),
            ..Caller::in_person(user)
        }
    }

    #[track_caller]
    fn check(granted: Option<&[&str]>, asked: &[&str], wrong: &[&str]) {
        let asked: Vec<String> = asked.iter().map(|&it| it.to_owned()).collect();
        let refused = caller(granted)
            .check_grant(&asked)
            .err()
            .and_then(|error| error.validation_error);
        let places: Vec<String> = refused.unwrap_or_default().into_keys().collect();
        assert_eq!(places, wrong);
    }

    #[test]
    fn a_session_grants_whatever_is_well_formed() {
        check(None, &[], &[]);
        check(None, &["orders:read", "a:b:c"], &[]);
        check(
            None,
            &["orders:read", "orders", ":read", "orders:"],
            &["/privileges/1", "/privileges/2", "/privileges/3"],
        );
    }

    #[test]
    fn a_token_grants_what_it_has() {
        check(Some(&["orders:read"]), &["orders:read"], &[]);
        check(
            Some(&["orders:read"]),
            &["orders:read", "orders:write"],
            &["/privileges/1"],
        );
    }
}
