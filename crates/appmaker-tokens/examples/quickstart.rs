//! Server and client in one process, with no network and no setup: `cargo run -p appmaker-tokens --example quickstart`

use appmaker_client::{Client, Server};
use appmaker_tokens::{BASE_PATH, Store, TokenService, app, now, sign_in};
use appmaker_types::operations::GetUserAccessTokens;
use appmaker_types::{CreateUserAccessTokenRequest, MongoId, Slug, TokenLifetime, UserAccessToken};
use specwright_runtime::client::ServiceTransport;
use std::sync::Arc;

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome<()> {
    println!("1. A service with an in-memory database and one user, who has signed in");
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

    let created = create_and_list(&ada).await?;

    println!("\n4. A program calls with the token, in the header x-access-token");
    let program = client().access_token(created.token).build()?;
    println!(
        "   it sees {} token",
        program.get_user_access_tokens().await?.len()
    );

    show_errors(&ada).await;

    println!("\n7. She deletes the token, and the program is denied access");
    if let Some(id) = created.id {
        ada.delete_user_access_token(id).await?;
    }
    let denied = program.get_user_access_tokens().await;
    println!("   {}", denied.expect_err("the token is gone"));
    Ok(())
}

async fn create_and_list(ada: &Client) -> Outcome<UserAccessToken> {
    println!("\n2. She creates an access token");
    let created = ada
        .create_user_access_token(CreateUserAccessTokenRequest {
            privileges: Some(vec!["orders:read".to_owned()]),
            ..CreateUserAccessTokenRequest::new("deployment", TokenLifetime::ThreeMonths)
        })
        .await?;
    println!(
        "   {} expires on {}: {}",
        created.name, created.expires_on, created.token
    );

    let answer = ada.call(&GetUserAccessTokens {}).await?;
    println!(
        "\n3. The list shows it masked, with her organization (status {}, {:?})",
        answer.status(),
        answer.headers().get("content-type")
    );
    for token in answer.value {
        let organization = token.organization.map(|it| it.slug.to_string());
        println!(
            "   {} of {}: {} {:?}",
            token.name,
            organization.unwrap_or_default(),
            token.token,
            token.privileges
        );
    }
    Ok(created)
}

async fn show_errors(ada: &Client) {
    println!("\n5. An invalid id is not a `MongoId`: nothing is sent");
    println!("   {}", "not-an-id".parse::<MongoId>().expect_err("no id"));

    println!("\n6. The service refuses an unknown id with a typed error");
    const UNKNOWN: MongoId = MongoId::literal("65f1a0b2c3d4e5f60718293a");
    let refused = ada.delete_user_access_token(UNKNOWN).await;
    println!("   {:?}", refused.expect_err("no such token").declared());
}
