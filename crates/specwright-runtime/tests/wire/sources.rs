//! Credentials that change.

use crate::raw::{Answer, Server, header, response};
use crate::{KEY, operation, request};
use specwright_runtime::client::{Builder, CachedToken, Core, SendError, Token};
use specwright_runtime::{Operation, Secret};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

static GET: Operation = operation("GET", "/x");
static POST: Operation = operation("POST", "/x");

/// A token that is another each time it is fetched: `token 1`, `token 2`, …
fn numbered(fetched: &Arc<AtomicUsize>, lifetime: Duration) -> CachedToken {
    let fetched = Arc::clone(fetched);
    CachedToken::new(move || {
        let number = fetched.fetch_add(1, Ordering::Relaxed) + 1;
        async move {
            tokio::time::sleep(Duration::from_millis(5)).await;
            Ok(Token::new(format!("token {number}")).expires_in(lifetime))
        }
    })
}

fn client(server: &Server, token: CachedToken) -> Core {
    let builder = Builder::default().credential_source(&KEY, token);
    builder.build(&server.url).unwrap()
}

fn sent(server: &Server) -> Vec<String> {
    let requests = server.requests();
    let keys = requests
        .iter()
        .map(|it| header(it, "x-key").unwrap().to_owned());
    keys.collect()
}

fn ok() -> Server {
    Server::answering(&response("200 OK", "", ""))
}

const LONG: Duration = Duration::from_secs(3600);

#[tokio::test]
async fn a_token_is_fetched_once_and_again_before_it_expires() {
    let (server, fetched) = (ok(), Arc::default());
    let kept = client(&server, numbered(&fetched, LONG));
    tokio::join!(
        async { kept.send(request(&GET)).await.unwrap() },
        async { kept.send(request(&GET)).await.unwrap() },
        async { kept.send(request(&GET)).await.unwrap() },
    );
    assert_eq!(sent(&server), ["token 1", "token 1", "token 1"]);
    let short = client(&server, numbered(&fetched, Duration::from_secs(20)));
    short.send(request(&GET)).await.unwrap();
    short.send(request(&GET)).await.unwrap();
    assert_eq!(sent(&server)[3..], ["token 2", "token 3"]);
}

#[tokio::test]
async fn a_token_that_is_refused_is_renewed_once() {
    let server = Server::new(|request, _| {
        Answer::Whole(match header(request, "x-key") {
            Some("token 1") => response("401 Unauthorized", "", ""),
            _ => response("200 OK", "", ""),
        })
    });
    let client = client(&server, numbered(&Arc::default(), LONG));
    assert_eq!(client.send(request(&POST)).await.unwrap().status(), 200);
    assert_eq!(client.send(request(&GET)).await.unwrap().status(), 200);
    assert_eq!(sent(&server), ["token 1", "token 2", "token 2"]);
}

#[tokio::test]
async fn a_second_refusal_is_the_answer() {
    let server = Server::answering(&response("401 Unauthorized", "", ""));
    let client = client(&server, numbered(&Arc::default(), LONG));
    assert_eq!(client.send(request(&GET)).await.unwrap().status(), 401);
    assert_eq!(sent(&server), ["token 1", "token 2"]);
}

#[tokio::test]
async fn a_function_is_asked_for_each_request_and_cannot_renew() {
    let server = Server::answering(&response("401 Unauthorized", "", ""));
    let source = |operation: &'static Operation| async move {
        Ok(Secret::from(format!("for {}", operation.method)))
    };
    let client = Builder::default().credential_source(&KEY, source);
    let client = client.build(&server.url).unwrap();
    client.send(request(&GET)).await.unwrap();
    client.send(request(&POST)).await.unwrap();
    assert_eq!(sent(&server), ["for GET", "for POST"]);
}

#[tokio::test]
async fn without_a_token_nothing_is_sent_and_the_next_call_tries_again() {
    let server = ok();
    let tries = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&tries);
    let token = CachedToken::new(move || {
        let first = count.fetch_add(1, Ordering::Relaxed) == 0;
        async move {
            match first {
                true => Err("the token server is away".into()),
                false => Ok(Token::new("late")),
            }
        }
    });
    let client = client(&server, token);
    let error = client.send(request(&GET)).await.unwrap_err();
    assert!(matches!(error, SendError::Credential(_)));
    let text = "not sent: no credential for `key`: the token server is away";
    assert_eq!(error.to_string(), text);
    client.send(request(&GET)).await.unwrap();
    assert_eq!(sent(&server), ["late"]);
}

#[tokio::test]
async fn a_call_that_is_dropped_leaves_the_fetch_to_the_next() {
    let (server, fetched) = (ok(), Arc::default());
    let client = client(&server, numbered(&fetched, LONG));
    let dropped = tokio::time::timeout(Duration::from_millis(1), client.send(request(&GET)));
    assert!(dropped.await.is_err());
    client.send(request(&GET)).await.unwrap();
    assert_eq!(sent(&server), ["token 2"]);
}
