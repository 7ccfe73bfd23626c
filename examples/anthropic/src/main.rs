//! Sends a message to a language model.

mod task;

use anthropic_client::{Client, Server};
use scripted::Answer;
use std::error::Error;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

const MESSAGE: &str = r#"{
    "id": "msg_1", "type": "message", "role": "assistant", "model": "claude-sonnet-4-5",
    "content": [{"type": "text", "text": "Hi, I'm Claude.", "citations": null}],
    "stop_reason": "end_turn", "stop_sequence": null, "stop_details": null, "container": null,
    "usage": {
        "input_tokens": 8, "output_tokens": 9, "cache_creation": null, "cache_creation_input_tokens": null,
        "cache_read_input_tokens": null, "server_tool_use": null, "service_tier": null, "inference_geo": null,
        "output_tokens_details": null
    }
}"#;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome<()> {
    let server = scripted::Server::start([Answer::json(200, MESSAGE)])?;
    let client = Client::builder()
        .server(Server::Custom(server.url()))
        .build()?;

    assert_eq!(task::ask(&client, "Hello").await?, "Hi, I'm Claude.");

    let request = server.request();
    assert_eq!(request.line, "POST /v1/messages");
    let body: serde_json::Value = serde_json::from_str(&request.body)?;
    let expected = serde_json::json!({
        "model": "claude-sonnet-4-5", "max_tokens": 1024, "stop_sequences": ["END"],
        "messages": [{"role": "user", "content": "Hello"}]
    });
    assert_eq!(body, expected);
    Ok(())
}
