//! `list`, `create`, `delete`: the three operations, by the generated client.

use super::Failure;
use super::connection::Connection;
use super::table::table;
use appmaker_tokens::now;
use appmaker_types::{
    CreateUserAccessTokenRequest, GetUserAccessTokensResponseItem, MongoId, TokenLifetime,
    UserAccessToken,
};
use clap::Args;

#[derive(Args)]
pub(super) struct List {
    #[command(flatten)]
    connection: Connection,
    /// Print the response as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
pub(super) struct Create {
    /// Name of the token
    name: String,
    /// one-week, one-month, three-months, six-months or one-year
    #[arg(long, default_value = "one-month")]
    lifetime: TokenLifetime,
    /// Privilege of the token, as DOMAIN:ACTION (repeatable)
    #[arg(long = "privilege", value_name = "DOMAIN:ACTION")]
    privileges: Vec<String>,
    #[command(flatten)]
    connection: Connection,
    /// Print the response as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
pub(super) struct Delete {
    /// Id of the token, as shown by `list`
    id: MongoId,
    #[command(flatten)]
    connection: Connection,
}

impl List {
    pub(super) async fn run(self) -> Result<(), Failure> {
        let tokens = self.connection.client()?.get_user_access_tokens().await?;
        match self.json {
            true => println!("{}", serde_json::to_string_pretty(&tokens)?),
            false => print!("{}", list_table(&tokens)),
        }
        Ok(())
    }
}

impl Create {
    pub(super) async fn run(self) -> Result<(), Failure> {
        let Self {
            name,
            lifetime,
            privileges,
            ..
        } = self;
        let privileges = (!privileges.is_empty()).then_some(privileges);
        let request = CreateUserAccessTokenRequest {
            privileges,
            ..CreateUserAccessTokenRequest::new(name, lifetime)
        };
        let token = self
            .connection
            .client()?
            .create_user_access_token(request)
            .await?;
        match self.json {
            true => println!("{}", serde_json::to_string_pretty(&token)?),
            false => print!("{}", token_table(&token)),
        }
        eprintln!("Keep the token: it is not shown again.");
        Ok(())
    }
}

impl Delete {
    pub(super) async fn run(self) -> Result<(), Failure> {
        Ok(self
            .connection
            .client()?
            .delete_user_access_token(self.id)
            .await?)
    }
}

fn list_table(tokens: &[GetUserAccessTokensResponseItem]) -> String {
    let header = [
        "ID",
        "NAME",
        "TOKEN",
        "EXPIRES",
        "ORGANIZATION",
        "PRIVILEGES",
    ]
    .map(str::to_owned);
    let rows = tokens.iter().map(|token| {
        [
            token.id.map_or_else(String::new, |id| id.to_string()),
            token.name.clone(),
            token.token.clone(),
            expiry(token),
            token
                .organization
                .as_ref()
                .map_or_else(String::new, |it| it.slug.to_string()),
            token.privileges.join(" "),
        ]
    });
    table(&std::iter::once(header).chain(rows).collect::<Vec<_>>())
}

fn expiry(token: &GetUserAccessTokensResponseItem) -> String {
    match token.expires_on <= now() {
        true => format!("{} (expired)", token.expires_on),
        false => token.expires_on.to_string(),
    }
}

fn token_table(token: &UserAccessToken) -> String {
    let id = token.id.map_or_else(String::new, |id| id.to_string());
    table(
        &[
            ["id", &id],
            ["name", &token.name],
            ["privileges", &token.privileges.join(" ")],
            ["expires", &token.expires_on.to_string()],
            ["token", &token.token],
        ]
        .map(|row| row.map(str::to_owned)),
    )
}
