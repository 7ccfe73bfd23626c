//! Starts a payment.

mod task;

use scripted::Answer;
use std::error::Error;
use stripe_client::{Client, Server};

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

const INTENT: &str = r#"{
    "id": "pi_1", "object": "payment_intent", "amount": 1999, "currency": "eur", "created": 1700000000,
    "livemode": false, "status": "requires_payment_method", "capture_method": "automatic",
    "confirmation_method": "automatic", "payment_method_types": ["card"]
}"#;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome<()> {
    let server = scripted::Server::start([Answer::json(200, INTENT)])?;
    let client = Client::builder()
        .server(Server::Custom(server.url()))
        .bearer_auth("sk_test_1")
        .build()?;

    let intent = task::pay(&client, "A-17", 1999).await?;
    assert_eq!((intent.id.as_str(), intent.amount), ("pi_1", 1999));

    let request = server.request();
    assert_eq!(request.line, "POST /v1/payment_intents");
    assert!(
        request
            .headers
            .contains(&"authorization: Bearer sk_test_1".to_owned())
    );
    assert!(
        request.body.contains("amount=1999&currency=eur"),
        "{}",
        request.body
    );
    assert!(
        request.body.contains("metadata%5Border%5D=A-17"),
        "{}",
        request.body
    );
    Ok(())
}
