use crate::Outcome;
use anthropic_client::Client;
use anthropic_client::types::{ContentBlock, CreateMessageParams, InputMessage, InputMessageRole};

/// Sends a message and returns the text of the answer.
pub async fn ask(client: &Client, question: &str) -> Outcome<String> {
    let request = CreateMessageParams {
        stop_sequences: Some(vec!["END".to_owned()]),
        ..CreateMessageParams::new(
            "claude-sonnet-4-5",
            [InputMessage::new(question, InputMessageRole::User)],
            1024,
        )
    };
    let message = client.messages_post(Default::default(), request).await?;
    let mut text = String::new();
    for block in message.content {
        if let ContentBlock::Text(block) = block {
            text += &block.text;
        }
    }
    Ok(text)
}
