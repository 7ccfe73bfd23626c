//! Every operation and every declared status, by the generated client.

use crate::support::{Outcome, UNKNOWN, Wire, World, on_both_wires, one_week};
use appmaker_client::Error;
use appmaker_tokens::expires_on;
use appmaker_types::operations::{
    CreateUserAccessTokenError, DeleteUserAccessTokenError, GetUserAccessTokensError,
};
use appmaker_types::{CreateUserAccessTokenRequest, TokenLifetime};
use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;

on_both_wires! {
    a_token_is_created_listed_used_and_deleted
    every_lifetime_sets_the_expiry
    wrong_credentials_are_unauthorized
    a_suspended_user_is_forbidden
    an_expired_token_is_refused_and_still_listed
    a_session_expires
    either_of_two_credentials_suffices
    only_ones_own_tokens_are_seen_and_deleted
    privileges_that_cannot_be_granted_are_a_bad_request
    a_wrong_request_is_not_sent
}

async fn a_token_is_created_listed_used_and_deleted(world: World) -> Outcome {
    let ada = world.signed_in("ada")?;
    let created = ada
        .create_user_access_token(one_week("ci", &["orders:read", "orders:write"]))
        .await?;
    let id = created.id.ok_or("a new token has an id")?;
    assert_eq!((created.name.as_str(), created.token.len()), ("ci", 68));
    assert_eq!(created.privileges, ["orders:read", "orders:write"]);
    assert_eq!(created.created_at, created.updated_at);

    let [listed] =
        <[_; 1]>::try_from(ada.get_user_access_tokens().await?).map_err(|_| "one token")?;
    let organization = listed.organization.ok_or("an item has its organization")?;
    assert_eq!(
        (listed.id, listed.expires_on, listed.created_at),
        (Some(id), created.expires_on, created.created_at)
    );
    assert_eq!(
        (listed.privileges, listed.user_id),
        (created.privileges.clone(), created.user_id)
    );
    assert_eq!(
        (organization.slug.as_str(), organization.id),
        ("acme", created.organization_id)
    );
    assert_eq!(
        listed.token,
        format!("{}…{}", &created.token[..8], &created.token[64..])
    );

    let program = world.with_token(&created)?;
    assert_eq!(program.get_user_access_tokens().await?.len(), 1);
    program.delete_user_access_token(id).await?;
    assert_eq!(ada.get_user_access_tokens().await?, []);
    assert_eq!(
        program
            .get_user_access_tokens()
            .await
            .map_err(|error| error.status()),
        Err(Some(401))
    );
    Ok(())
}

async fn every_lifetime_sets_the_expiry(world: World) -> Outcome {
    let ada = world.signed_in("ada")?;
    for value in TokenLifetime::VALUES {
        let lifetime: TokenLifetime = value.parse()?;
        let request = CreateUserAccessTokenRequest {
            lifetime: lifetime.clone(),
            ..one_week(value, &[])
        };
        let created = ada.create_user_access_token(request).await?;
        let created_at = created.created_at.ok_or("a new token has a time")?;
        assert_eq!(Some(created.expires_on), expires_on(created_at, &lifetime));
    }
    Ok(())
}

async fn wrong_credentials_are_unauthorized(world: World) -> Outcome {
    let eve = world.wire.client().bearer_auth("ams_guessed").build()?;
    let listed = eve.get_user_access_tokens().await.expect_err("no session");
    let Some(GetUserAccessTokensError::Unauthorized(body)) = listed.declared() else {
        panic!("{listed:?}")
    };
    assert_eq!(
        body.api_error.as_deref(),
        Some(&["The session is not known.".to_owned()][..])
    );

    let deleted = eve
        .delete_user_access_token(UNKNOWN)
        .await
        .expect_err("no session");
    assert!(
        matches!(
            deleted.declared(),
            Some(DeleteUserAccessTokenError::Unauthorized(_))
        ),
        "{deleted:?}"
    );

    // The document has no 401 for POST. The response is shown all the same.
    let created = eve
        .create_user_access_token(one_week("ci", &[]))
        .await
        .expect_err("no session");
    assert!(matches!(created, Error::UnexpectedStatus(_)));
    assert_eq!(created.status(), Some(401));
    assert!(
        created.to_string().contains("The session is not known."),
        "{created}"
    );
    Ok(())
}

async fn a_suspended_user_is_forbidden(world: World) -> Outcome {
    let ada = world.signed_in("ada")?;
    world.store.set_suspended("ada", true)?;

    let listed = ada.get_user_access_tokens().await.expect_err("suspended");
    assert!(
        matches!(
            listed.declared(),
            Some(GetUserAccessTokensError::Forbidden(_))
        ),
        "{listed:?}"
    );
    let deleted = ada
        .delete_user_access_token(UNKNOWN)
        .await
        .expect_err("suspended");
    assert!(
        matches!(
            deleted.declared(),
            Some(DeleteUserAccessTokenError::Forbidden(_))
        ),
        "{deleted:?}"
    );
    let created = ada
        .create_user_access_token(one_week("ci", &[]))
        .await
        .expect_err("suspended");
    assert_eq!(created.status(), Some(403));

    world.store.set_suspended("ada", false)?;
    assert_eq!(ada.get_user_access_tokens().await?, []);
    Ok(())
}

async fn an_expired_token_is_refused_and_still_listed(world: World) -> Outcome {
    let created = world
        .signed_in("ada")?
        .create_user_access_token(one_week("ci", &[]))
        .await?;
    let program = world.with_token(&created)?;
    world.turn_clock_forward(6);
    assert_eq!(program.get_user_access_tokens().await?.len(), 1);

    world.turn_clock_forward(1);
    let refused = program.get_user_access_tokens().await.expect_err("expired");
    assert!(
        matches!(
            refused.declared(),
            Some(GetUserAccessTokensError::Unauthorized(_))
        ),
        "{refused:?}"
    );
    assert!(refused.to_string().contains("expired on"), "{refused}");
    assert_eq!(
        world
            .signed_in("ada")?
            .get_user_access_tokens()
            .await?
            .len(),
        1
    );

    // A month later, the next new token sweeps it out.
    world.turn_clock_forward(31);
    let ada = world.signed_in("ada")?;
    ada.create_user_access_token(one_week("next", &[])).await?;
    let names: Vec<_> = ada
        .get_user_access_tokens()
        .await?
        .into_iter()
        .map(|token| token.name)
        .collect();
    assert_eq!(names, ["next"]);
    Ok(())
}

async fn a_session_expires(world: World) -> Outcome {
    let ada = world.signed_in("ada")?;
    world.turn_clock_forward(1);
    assert_eq!(
        ada.get_user_access_tokens()
            .await
            .map_err(|error| error.status()),
        Err(Some(401))
    );
    Ok(())
}

async fn either_of_two_credentials_suffices(world: World) -> Outcome {
    let created = world
        .signed_in("ada")?
        .create_user_access_token(one_week("ci", &[]))
        .await?;
    // The client sends what the document names first. The server goes on to the second if the first is wrong.
    let request = axum::http::Request::get(format!("{}/api/v1/me/tokens", world.wire.origin()))
        .header("authorization", "Bearer wrong")
        .header("x-access-token", created.token);
    assert_eq!(
        world
            .wire
            .send(request.body(Default::default())?)
            .await?
            .status(),
        200
    );
    Ok(())
}

async fn only_ones_own_tokens_are_seen_and_deleted(world: World) -> Outcome {
    let (ada, bob) = (world.signed_in("ada")?, world.signed_in("bob")?);
    let created = ada.create_user_access_token(one_week("ci", &[])).await?;
    let id = created.id.ok_or("a new token has an id")?;
    assert_eq!(bob.get_user_access_tokens().await?, []);

    let message = |error: Error<DeleteUserAccessTokenError>| match error.into_declared() {
        Ok(DeleteUserAccessTokenError::BadRequest(body)) => body.api_error,
        other => panic!("{other:?}"),
    };
    let others = bob
        .delete_user_access_token(id)
        .await
        .map_err(message)
        .expect_err("not his");
    let unknown = bob
        .delete_user_access_token(UNKNOWN)
        .await
        .map_err(message)
        .expect_err("nobody's");
    assert_eq!(
        others,
        Some(vec![format!("You have no token with the id {id}.")])
    );
    assert_eq!(
        unknown,
        Some(vec![format!("You have no token with the id {UNKNOWN}.")])
    );
    assert_eq!(ada.get_user_access_tokens().await?.len(), 1);
    Ok(())
}

async fn privileges_that_cannot_be_granted_are_a_bad_request(world: World) -> Outcome {
    let created = world
        .signed_in("ada")?
        .create_user_access_token(one_week("ci", &["orders:read"]))
        .await?;
    let program = world.with_token(&created)?;
    program
        .create_user_access_token(one_week("child", &["orders:read"]))
        .await?;

    let refused = program
        .create_user_access_token(one_week("child", &["orders:write"]))
        .await
        .expect_err("too much");
    let Some(CreateUserAccessTokenError::BadRequest(body)) = refused.declared() else {
        panic!("{refused:?}")
    };
    let places: Vec<_> = body
        .validation_error
        .iter()
        .flatten()
        .map(|(place, _)| place.as_str())
        .collect();
    assert_eq!(places, ["/privileges/0"]);
    Ok(())
}

async fn a_wrong_request_is_not_sent(world: World) -> Outcome {
    let ada = world.signed_in("ada")?;
    let lifetime = TokenLifetime::from("two-weeks");
    let request = CreateUserAccessTokenRequest {
        lifetime,
        ..one_week("ci", &[])
    };
    let refused = ada
        .create_user_access_token(request)
        .await
        .expect_err("no such lifetime");
    assert!(matches!(refused, Error::Request(_)));
    assert!(refused.to_string().contains("/lifetime"), "{refused}");

    let anonymous = world
        .wire
        .client()
        .build()?
        .get_user_access_tokens()
        .await
        .expect_err("no credentials");
    assert!(matches!(anonymous, Error::MissingCredentials(_)));
    Ok(())
}

/// Another server, which does not keep to the document.
async fn check_other_server(wire: Wire) -> Outcome {
    let client = wire.client().bearer_auth("any").build()?;
    let teapot = client
        .get_user_access_tokens()
        .await
        .expect_err("a status of its own");
    assert!(matches!(teapot, Error::UnexpectedStatus(_)));
    assert_eq!(
        (teapot.status(), teapot.body()),
        (Some(418), Some(&b"short and stout"[..]))
    );
    assert!(
        teapot.to_string().contains("418") && teapot.to_string().contains("short and stout"),
        "{teapot}"
    );

    let garbled = client
        .create_user_access_token(one_week("ci", &[]))
        .await
        .expect_err("no token");
    assert!(matches!(garbled, Error::InvalidBody { .. }));
    assert_eq!(garbled.body(), Some(&b"<html>"[..]));
    Ok(())
}

fn other_server() -> Router {
    let teapot = get(async || (StatusCode::IM_A_TEAPOT, "short and stout"));
    Router::new().route(
        "/api/v1/me/tokens",
        teapot.post(async || (StatusCode::CREATED, "<html>")),
    )
}

#[tokio::test]
async fn another_server_in_memory() -> Outcome {
    check_other_server(Wire::in_memory(other_server())).await
}

#[tokio::test]
async fn another_server_over_a_socket() -> Outcome {
    check_other_server(Wire::over_a_socket(other_server()).await?).await
}
