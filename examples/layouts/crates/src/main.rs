//! Uses a client in a crate of its own: `specwright generate ../petstore.yaml --out api --only types,client`.

use petstore_client::types::{Pet, PetKind};
use petstore_client::{Client, Server};
use scripted::Answer;
use std::error::Error;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let tom: Pet = serde_json::from_str(r#"{"name": "tom", "kind": "cat"}"#)?;
    assert_eq!(tom.kind, PetKind::Cat);

    let server = scripted::Server::start([Answer::json(200, r#"{"name": "tom", "kind": "cat"}"#)])?;
    let client = Client::builder()
        .server(Server::Custom(server.url()))
        .build()?;
    assert_eq!(client.get_pet(7).await?, tom);
    assert_eq!(server.request().line, "GET /pets/7");
    Ok(())
}
