//! The limits in time of a call: to the last byte.

use crate::raw::{Answer, Server};
use crate::{builder, operation, request};
use specwright_runtime::client::{Core, Response, SendError};
use specwright_runtime::{Framing, Operation, StreamError, codec};
use std::time::Duration;

static EVENTS: Operation = operation("GET", "/events");

const STREAMED: &str = "application/jsonl";

/// A server that begins an answer and never ends it.
fn begun(status: &str, media_type: &str, body: &str) -> Server {
    let text = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: 1000\r\n\r\n{body}"
    );
    Server::new(move |_, _| Answer::Begun(text.clone()))
}

/// A client with a limit for the whole, and another for each wait.
fn core(server: &Server, whole: u64, idle: u64) -> Core {
    let builder = builder().timeout(Duration::from_millis(whole));
    let builder = builder.idle_timeout(Duration::from_millis(idle));
    builder.build(&server.url).unwrap()
}

const SHORT: u64 = 50;
const LONG: u64 = 3_600_000;

fn is_timeout(outcome: Result<Response, SendError>) -> bool {
    matches!(outcome, Err(SendError::Transport(error)) if error.is_timeout())
}

#[tokio::test]
async fn what_is_no_stream_has_a_limit_to_its_last_byte() {
    for (status, media_type) in [
        ("500 Internal Server Error", STREAMED),
        ("500 Internal Server Error", "application/json"),
        ("200 OK", "application/json"),
    ] {
        for (whole, idle) in [(SHORT, LONG), (LONG, SHORT)] {
            let server = begun(status, media_type, "{");
            let core = core(&server, whole, idle);
            assert!(is_timeout(core.exchange(request(&EVENTS), STREAMED).await));
            assert!(is_timeout(core.send(request(&EVENTS)).await));
        }
    }
}

#[tokio::test]
async fn a_head_that_does_not_come_is_a_timeout() {
    let server = Server::new(|_, _| Answer::Begun("HTTP/1.1 200 OK\r\n".to_owned()));
    let core = core(&server, SHORT, LONG);
    assert!(is_timeout(core.exchange(request(&EVENTS), STREAMED).await));
}

#[tokio::test]
async fn a_stream_that_falls_silent_is_an_error_and_over() {
    let server = begun("200 OK", STREAMED, "1\n2\n");
    let core = core(&server, LONG, SHORT);
    let response = core.exchange(request(&EVENTS), STREAMED).await.unwrap();
    let mut items = response
        .stream::<u64, ()>(codec::Items(Framing::Lines))
        .unwrap();
    assert_eq!(items.next().await.unwrap().unwrap(), 1);
    assert_eq!(items.next().await.unwrap().unwrap(), 2);
    match items.next().await {
        Some(Err(StreamError::Broken(error))) => {
            assert_eq!(error.to_string(), "the call timed out");
        }
        other => panic!("{other:?}"),
    }
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn redirects_take_of_the_same_time() {
    let server = Server::new(|_, count| {
        let head = "HTTP/1.1 302 Found\r\nLocation: /events\r\nConnection: close\r\n";
        match count {
            0 => Answer::Whole(format!("{head}Content-Length: 0\r\n\r\n")),
            _ => Answer::Begun(head.to_owned()),
        }
    });
    assert!(is_timeout(
        core(&server, SHORT, LONG).send(request(&EVENTS)).await
    ));
}
