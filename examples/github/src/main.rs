//! Lists the newest issues of a repository.

mod task;

use github_client::{Client, Server};
use scripted::Answer;
use std::error::Error;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

const ISSUES: &str = include_str!("issues.json");

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome<()> {
    let next =
        r#"<https://example.com/repos/rust-lang/cargo/issues?per_page=2&page=2>; rel="next""#;
    let server = scripted::Server::start([Answer::json(200, ISSUES).header("link", next)])?;
    let client = Client::builder()
        .server(Server::Custom(server.url()))
        .build()?;

    let (titles, more) = task::newest(&client, "rust-lang", "cargo").await?;
    assert_eq!(titles, ["Found a bug"]);
    assert!(more);

    assert_eq!(
        server.request().line,
        "GET /repos/rust-lang/cargo/issues?per_page=2"
    );
    Ok(())
}
