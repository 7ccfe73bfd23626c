//! Secrets are not stored or logged.

use crate::support::{Outcome, Wire, World, one_week};
use appmaker_tokens::{Store, TokenService, app, now, sign_in};
use appmaker_types::Slug;
use std::fs;
use std::sync::Arc;

#[tokio::test]
async fn the_database_has_no_secret() -> Outcome {
    let folder = tempfile::tempdir()?;
    let store = Arc::new(Store::open(&folder.path().join("tokens.db"))?);
    store.add_user("ada", &Slug::literal("acme"), now())?;
    let bearer = sign_in(&store, "ada", now())?.1;
    let wire = Wire::in_memory(app(TokenService::new(Arc::clone(&store))));
    let ada = wire.client().bearer_auth(bearer.clone()).build()?;
    let token = ada
        .create_user_access_token(one_week("a-name-to-be-found", &[]))
        .await?
        .token;
    wire.client()
        .access_token(token.clone())
        .build()?
        .get_user_access_tokens()
        .await?;

    // The database, its log, and whatever else SQLite may leave.
    let mut written = Vec::new();
    for file in fs::read_dir(folder.path())? {
        written.extend(fs::read(file?.path())?);
    }
    let holds = |text: &str| {
        written
            .windows(text.len())
            .any(|window| window == text.as_bytes())
    };
    assert!(holds("a-name-to-be-found"));
    // Not even the random part.
    assert!(!holds(&token[4..]) && !holds(&bearer.expose()[4..]));
    Ok(())
}

#[tokio::test]
async fn debug_has_no_secret() -> Outcome {
    let world = World::in_memory()?;
    let bearer = world.session("ada")?;
    let builder = world.wire.client().bearer_auth(bearer.clone());
    let shown = format!(
        "{builder:?} {bearer:?} {:?} {:?}",
        world.store,
        TokenService::new(world.store.clone())
    );
    let ada = builder.build()?;
    let shown = format!("{shown} {ada:?} {:?}", ada.get_user_access_tokens().await);
    assert!(!shown.contains(&bearer.expose()[4..]), "{shown}");
    Ok(())
}
