//! Starts a pod.

mod task;

use kubernetes_client::types::PodStatusPhase;
use kubernetes_client::{Client, Server};
use scripted::Answer;
use std::error::Error;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

const CREATED: &str = r#"{
    "kind": "Pod", "apiVersion": "v1", "metadata": {"name": "web", "uid": "1"},
    "spec": {"containers": [{"name": "web", "image": "nginx:1.29"}]}, "status": {"phase": "Pending"}
}"#;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome<()> {
    let server = scripted::Server::start([Answer::json(201, CREATED)])?;
    let client = Client::builder()
        .server(Server::Custom(server.url()))
        .build()?;

    let pod = task::start(&client, "web", "nginx:1.29").await?;
    let phase = pod.status.and_then(|status| status.phase);
    assert_eq!(phase, Some(PodStatusPhase::Pending));

    let request = server.request();
    assert_eq!(request.line, "POST /api/v1/namespaces/default/pods");
    let body: serde_json::Value = serde_json::from_str(&request.body)?;
    let expected = serde_json::json!({
        "metadata": {"name": "web"}, "spec": {"containers": [{"name": "web", "image": "nginx:1.29"}]}
    });
    assert_eq!(body, expected);
    Ok(())
}
