//! Every public type of the generated crates is `Send`, `Sync` and holds nothing borrowed, and errors go into any box.

use crate::support::World;
use appmaker_client::{Client, ClientBuilder, Server};
use appmaker_server::{Credentials, Denied, Failure, Options, Rejection};
use appmaker_types::operations::*;
use appmaker_types::*;
use specwright_runtime::client::Error;
use std::fs;
use std::path::Path;

const fn is_shared<T: Send + Sync + 'static>() {}

/// Holds the bounds when compiling, and gives the names.
macro_rules! shared {
    ($($ty:ident),* $(,)?) => {{
        $(const _: () = is_shared::<$ty>();)*
        [$(stringify!($ty)),*]
    }};
}

#[test]
fn every_public_type_is_shared() {
    let known = shared![
        BadRequestError,
        Client,
        ClientBuilder,
        CreateUserAccessToken,
        CreateUserAccessTokenError,
        CreateUserAccessTokenRequest,
        Credentials,
        DeleteUserAccessToken,
        DeleteUserAccessTokenError,
        ForbiddenError,
        GenericErrorResponse,
        GetUserAccessTokens,
        GetUserAccessTokensError,
        GetUserAccessTokensResponseItem,
        MongoId,
        Organization,
        Server,
        Slug,
        Status,
        TokenLifetime,
        UnauthorizedError,
        UserAccessToken,
    ];
    const _: () = {
        is_shared::<Error<CreateUserAccessTokenError>>();
        is_shared::<Failure<CreateUserAccessTokenError>>();
        is_shared::<Denied>();
        is_shared::<Options>();
        is_shared::<Rejection>();
    };
    for name in public_types() {
        assert!(known.contains(&&*name), "{name} is public and not held");
    }
}

/// The structs and enums of the generated files.
fn public_types() -> Vec<String> {
    let mut open = ["types", "client", "server"]
        .map(|it| {
            let folder = format!("../appmaker-{it}/src/generated");
            Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)
        })
        .to_vec();
    let mut found = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let entries = fs::read_dir(&path).expect("the folder");
            open.extend(entries.map(|it| it.expect("an entry").path()));
            continue;
        }
        let text = fs::read_to_string(&path).expect("the file");
        let names = text.lines().filter_map(|line| {
            let rest = line.strip_prefix("pub struct ");
            let rest = rest.or(line.strip_prefix("pub enum "))?;
            let end = rest.find(|it: char| !it.is_alphanumeric())?;
            Some(rest[..end].to_owned())
        });
        found.extend(names);
    }
    assert!(found.len() > 10);
    found
}

/// A result with any error, as in `anyhow`.
type Boxed<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

#[tokio::test]
async fn an_error_goes_into_a_box_and_a_call_to_another_thread() {
    async fn list(client: &Client) -> Boxed<usize> {
        Ok(client.get_user_access_tokens().await?.len())
    }
    async fn serve(client: &Client) -> Result<usize, Failure<String>> {
        let tokens = client.get_user_access_tokens().await;
        Ok(tokens.map_err(Failure::internal)?.len())
    }
    fn is_send<T: Send>(future: T) -> T {
        future
    }
    let world = World::in_memory().expect("a world");
    let client = world.wire.client().build().expect("a client");
    assert!(is_send(list(&client)).await.is_err());
    assert!(is_send(serve(&client)).await.is_err());
}
