//! Retries: which calls, after which outcomes, and how often.

use crate::raw::{Answer, Server, response};
use crate::{builder, operation, request};
use specwright_runtime::Operation;
use specwright_runtime::client::{CallOptions, Core, Retry, SendError};
use std::time::{Duration, Instant};

static GET: Operation = operation("GET", "/x");
static PUT: Operation = operation("PUT", "/x");
static POST: Operation = operation("POST", "/x");

/// A policy with short waits.
fn policy() -> Retry {
    Retry::new().backoff(Duration::from_millis(2), Duration::from_millis(5))
}

fn client(server: &Server, policy: Retry) -> Core {
    builder().retry(policy).build(&server.url).unwrap()
}

/// A server that fails so many times, and then succeeds.
fn failing(times: usize, failure: &str) -> Server {
    let failure = failure.to_owned();
    Server::new(move |_, count| {
        Answer::Whole(match count < times {
            true => failure.clone(),
            false => response("200 OK", "", "done"),
        })
    })
}

#[tokio::test]
async fn failures_that_may_pass_are_retried() {
    for (status, retried) in [
        ("408 Request Timeout", true),
        ("429 Too Many Requests", true),
        ("500 Internal Server Error", true),
        ("503 Service Unavailable", true),
        ("501 Not Implemented", false),
        ("404 Not Found", false),
        ("409 Conflict", false),
    ] {
        for operation in [&GET, &PUT] {
            let server = failing(2, &response(status, "", ""));
            let outcome = client(&server, policy())
                .send(request(operation))
                .await
                .unwrap();
            assert_eq!(outcome.status() == 200, retried, "{status}");
            assert_eq!(
                server.requests().len(),
                if retried { 3 } else { 1 },
                "{status}"
            );
        }
    }
}

#[tokio::test]
async fn without_a_policy_a_call_is_sent_once() {
    let server = failing(1, &response("503 Service Unavailable", "", ""));
    let client = builder().build(&server.url).unwrap();
    assert_eq!(client.send(request(&GET)).await.unwrap().status(), 503);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_post_is_retried_with_an_idempotency_key_alone() {
    let failure = response("503 Service Unavailable", "", "");
    let server = failing(1, &failure);
    let outcome = client(&server, policy())
        .send(request(&POST))
        .await
        .unwrap();
    assert_eq!((outcome.status(), server.requests().len()), (503, 1));
    let server = failing(1, &failure);
    let client = client(&server, policy()).with(CallOptions::new().idempotency_key("k"));
    let outcome = client.send(request(&POST)).await.unwrap();
    assert_eq!((outcome.status(), server.requests().len()), (200, 2));
}

#[tokio::test]
async fn the_last_response_is_the_outcome() {
    let server = failing(
        9,
        &response("503 Service Unavailable", "x-a: b\r\n", "busy"),
    );
    let outcome = client(&server, policy().retries(3))
        .send(request(&GET))
        .await
        .unwrap();
    assert_eq!((outcome.status(), outcome.body()), (503, &b"busy"[..]));
    assert_eq!(server.requests().len(), 4);
}

#[tokio::test]
async fn a_call_sets_its_own_number_of_retries() {
    for (policy, count) in [(Some(policy()), 0), (None, 1)] {
        let server = failing(
            9,
            &response("503 Service Unavailable", "Retry-After: 0\r\n", ""),
        );
        let builder = match policy {
            Some(policy) => builder().retry(policy),
            None => builder(),
        };
        let client = builder.build(&server.url).unwrap();
        let client = client.with(CallOptions::new().retries(count));
        client.send(request(&GET)).await.unwrap();
        assert_eq!(server.requests().len(), 1 + count as usize);
    }
}

#[tokio::test]
async fn retry_after_is_obeyed_within_the_timeout() {
    let server = failing(
        1,
        &response("429 Too Many Requests", "Retry-After: 1\r\n", ""),
    );
    let start = Instant::now();
    client(&server, policy()).send(request(&GET)).await.unwrap();
    assert!(start.elapsed() >= Duration::from_secs(1));
    assert_eq!(server.requests().len(), 2);
    let server = failing(
        1,
        &response("429 Too Many Requests", "Retry-After: 3600\r\n", ""),
    );
    let outcome = client(&server, policy()).send(request(&GET)).await.unwrap();
    assert_eq!((outcome.status(), server.requests().len()), (429, 1));
}

#[tokio::test]
async fn an_attempt_without_an_answer_is_retried() {
    let server = Server::new(|_, count| match count {
        0 => Answer::Begun(String::new()),
        1 => Answer::Whole(String::new()),
        _ => Answer::Whole(response("200 OK", "", "")),
    });
    let policy = policy().attempt_timeout(Duration::from_millis(200));
    let outcome = client(&server, policy).send(request(&GET)).await.unwrap();
    assert_eq!((outcome.status(), server.requests().len()), (200, 3));
}

#[tokio::test]
async fn no_connection_is_an_error_after_the_retries() {
    let client = builder()
        .retry(policy())
        .build("http://127.0.0.1:1")
        .unwrap();
    let outcome = client.send(request(&GET)).await;
    assert!(matches!(outcome, Err(SendError::Transport(error)) if error.is_connect()));
}

#[tokio::test]
async fn a_budget_ends_the_retries_of_all_calls() {
    let server = failing(99, &response("503 Service Unavailable", "", ""));
    let client = client(&server, policy().budget(3));
    for _ in 0..4 {
        client.send(request(&GET)).await.unwrap();
    }
    // Four calls and three retries; the four fifths that the calls added buy none.
    assert_eq!(server.requests().len(), 7);
}
