//! Server and client in one process, with no network and no setup: `cargo run -p appmaker-tokens --example quickstart`

use appmaker_client::{Client, Server};
use appmaker_tokens::{BASE_PATH, Store, TokenService, app, now, sign_in};
use appmaker_types::{CreateUserAccessTokenRequest, MongoId, Slug, TokenLifetime};
use specwright_runtime::client::ServiceTransport;
use std::sync::Arc;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    println!("1. A service on a database in memory, with one user, who has signed in");
    let store = Arc::new(Store::in_memory()?);
    store.add_user("ada", &Slug::literal("acme"), now())?;
    let (_, bearer) = sign_in(&store, "ada", now())?;
    let router = app(TokenService::new(store));

    // The router takes the place of the network; nothing else differs from a client of the production server.
    let client = || {
        Client::builder()
            .server(Server::Custom(format!("http://in-memory{BASE_PATH}")))
            .transport(ServiceTransport::new(router.clone()))
    };
    let ada = client().bearer_auth(bearer).build()?;

    println!("\n2. She creates an access token");
    let created = ada
        .create_user_access_token(CreateUserAccessTokenRequest {
            name: "deployment".to_owned(),
            lifetime: TokenLifetime::ThreeMonths,
            privileges: Some(vec!["orders:read".to_owned()]),
        })
        .await?;
    println!(
        "   {} expires on {}: {}",
        created.name, created.expires_on, created.token
    );

    println!("\n3. The list shows it masked, with her organization");
    for token in ada.get_user_access_tokens().await? {
        let organization = token
            .organization
            .map(|it| it.slug.to_string())
            .unwrap_or_default();
        println!(
            "   {} of {organization}: {} {:?}",
            token.name, token.token, token.privileges
        );
    }

    println!("\n4. A program calls with the token, in the header x-access-token");
    let program = client().access_token(created.token).build()?;
    println!(
        "   it sees {} token",
        program.get_user_access_tokens().await?.len()
    );

    println!("\n5. An id that cannot be one is no `MongoId`: nothing is sent");
    println!("   {}", "not-an-id".parse::<MongoId>().expect_err("no id"));

    println!("\n6. An id that nobody has is refused by the service, with an error that has a type");
    const UNKNOWN: MongoId = MongoId::literal("65f1a0b2c3d4e5f60718293a");
    let refused = ada
        .delete_user_access_token(UNKNOWN)
        .await
        .expect_err("no such token");
    println!("   {:?}", refused.declared());

    println!("\n7. She deletes the token, and it opens no door any more");
    if let Some(id) = created.id {
        ada.delete_user_access_token(id).await?;
    }
    println!(
        "   {}",
        program
            .get_user_access_tokens()
            .await
            .expect_err("the token is gone")
    );
    Ok(())
}
