use crate::Outcome;
use std::collections::BTreeMap;
use stripe_client::Client;
use stripe_client::types::{PaymentIntent, PostPaymentIntentsBody};

/// Starts a payment for an order.
pub async fn pay(client: &Client, order: &str, cents: i64) -> Outcome<PaymentIntent> {
    let request = PostPaymentIntentsBody {
        description: Some(format!("Order {order}")),
        metadata: Some(BTreeMap::from([("order".to_owned(), order.to_owned())]).into()),
        ..PostPaymentIntentsBody::new(cents, "eur")
    };
    Ok(client.post_payment_intents(request).await?)
}
