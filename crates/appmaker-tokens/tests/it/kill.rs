//! Whatever was answered 201 outlives the server, however it ends.

use crate::program::{Serving, add_user};
use crate::support::{Outcome, one_week};
use appmaker_client::{Client, Secret, Server};
use appmaker_types::MongoId;
use std::collections::BTreeSet;
use std::time::Duration;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

const ROUNDS: usize = 6;
const WRITERS: usize = 4;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_server_keeps_every_token_that_it_answered_for() -> Outcome {
    let folder = tempfile::tempdir()?;
    let database = folder.path().join("tokens.db");
    let bearer = Secret::from(add_user(&database, "ada")?);

    let mut answered = Vec::new();
    for _ in 0..ROUNDS {
        let mut server = Serving::start(&database)?;
        let mut answers = keep_creating(&client(&server, &bearer)?);
        answered.extend(receive(&mut answers, 1 + random_below(20)?).await?);
        // The other writers have requests under way: this strikes them anywhere.
        tokio::time::sleep(Duration::from_micros(random_below(5_000)? as u64)).await;
        server.kill()?;
        while let Some(id) = answers.recv().await {
            answered.push(id);
        }
    }

    let server = Serving::start(&database)?;
    let listed = client(&server, &bearer)?.get_user_access_tokens().await?;
    let listed: BTreeSet<MongoId> = listed.into_iter().filter_map(|token| token.id).collect();
    let lost: Vec<_> = answered.iter().filter(|id| !listed.contains(id)).collect();
    assert!(
        lost.is_empty(),
        "of {} tokens, these are lost: {lost:?}",
        answered.len()
    );
    assert!(answered.len() >= ROUNDS);
    Ok(())
}

fn client(server: &Serving, bearer: &Secret) -> Result<Client, appmaker_client::BuildError> {
    let url = Server::Custom(server.url.clone());
    Client::builder()
        .server(url)
        .bearer_auth(bearer.clone())
        .timeout(Duration::from_secs(20))
        .build()
}

/// Creates tokens until the server is gone, and reports each that was answered 201.
fn keep_creating(client: &Client) -> UnboundedReceiver<MongoId> {
    let (answers, receiver) = unbounded_channel();
    for _ in 0..WRITERS {
        tokio::spawn(write(client.clone(), answers.clone()));
    }
    receiver
}

async fn write(client: Client, answers: UnboundedSender<MongoId>) {
    while let Ok(token) = client.create_user_access_token(one_week("ci", &[])).await {
        let reported = token.id.map(|id| answers.send(id));
        assert!(
            matches!(reported, Some(Ok(()))),
            "every token has an id that somebody waits for"
        );
    }
}

async fn receive(
    answers: &mut UnboundedReceiver<MongoId>,
    count: usize,
) -> Result<Vec<MongoId>, &'static str> {
    let mut received = Vec::new();
    while received.len() < count {
        received.push(
            answers
                .recv()
                .await
                .ok_or("the server went away by itself")?,
        );
    }
    Ok(received)
}

fn random_below(limit: u32) -> Result<usize, getrandom::Error> {
    Ok((getrandom::u32()? % limit) as usize)
}
