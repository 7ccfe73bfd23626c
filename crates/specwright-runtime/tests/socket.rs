//! The default transport, over sockets of this machine.

mod api;

use specwright_runtime::client::{Builder, Core, Request, RequestWriter, SendError};
use specwright_runtime::server::response;
use specwright_runtime::{Framing, Operation, Requirement, Stream, codec};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::net::TcpListener;

const OPERATION: Operation = Operation::new(
    "getFile",
    "GET",
    "/pets/cat",
    &[&[Requirement::new(&api::KEY, &[])]],
);

fn request() -> Request {
    let writer = RequestWriter::new(&OPERATION);
    writer.finish().unwrap()
}

async fn listen(router: axum::Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}")
}

fn core(url: &str, timeout: Duration) -> Core {
    Builder::default()
        .credential(&api::KEY, "good".into())
        .timeout(timeout)
        .build(url)
        .unwrap()
}

#[tokio::test]
async fn a_call_goes_over_a_socket() {
    let url = listen(api::serve()).await;
    let response = core(&url, Duration::from_secs(10))
        .send(request())
        .await
        .unwrap();
    assert_eq!(response.status(), 200);
}

#[tokio::test]
async fn a_slow_server_is_a_timeout() {
    let slow = axum::Router::new().fallback(|| tokio::time::sleep(Duration::from_secs(60)));
    let url = listen(slow).await;
    match core(&url, Duration::from_millis(100)).send(request()).await {
        Err(SendError::Transport(error)) => assert!(error.is_timeout(), "{error}"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_stream_is_read_while_it_comes_however_long_it_takes() {
    let (sender, receiver) = tokio::sync::mpsc::unbounded_channel::<u64>();
    let receiver = Arc::new(Mutex::new(Some(receiver)));
    let lines = axum::Router::new().fallback(move || {
        let mut receiver = receiver.lock().unwrap().take().unwrap();
        let numbers = Stream::from_poll(move |context| {
            receiver.poll_recv(context).map(|number| number.map(Ok))
        });
        async {
            response::stream(
                200,
                codec::Items(Framing::Lines),
                "application/jsonl",
                numbers,
            )
            .unwrap()
        }
    });
    let core = Builder::default()
        .credential(&api::KEY, "good".into())
        .timeout(Duration::from_millis(200))
        .idle_timeout(Duration::from_secs(60))
        .build(&listen(lines).await)
        .unwrap();
    let response = core.exchange(request(), "application/jsonl").await.unwrap();
    let mut numbers = response
        .stream::<u64, ()>(codec::Items(Framing::Lines))
        .unwrap();
    sender.send(1).unwrap();
    assert_eq!(numbers.next().await.unwrap().unwrap(), 1);
    tokio::time::sleep(Duration::from_millis(400)).await;
    sender.send(2).unwrap();
    assert_eq!(numbers.next().await.unwrap().unwrap(), 2);
    drop(sender);
    assert!(numbers.next().await.is_none());
}

#[tokio::test]
async fn no_server_is_no_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    match core(&url, Duration::from_secs(10)).send(request()).await {
        Err(SendError::Transport(error)) => assert!(error.is_connect(), "{error}"),
        other => panic!("{other:?}"),
    }
}
