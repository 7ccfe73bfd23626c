//! Options of calls, and what happens to every request.

use crate::raw::{Answer, Server, header, response};
use crate::{KEY, builder, core, operation, request};
use specwright_runtime::Operation;
use specwright_runtime::client::{
    CallOptions, InvalidOption, RateLimit, RequestBody, ResponseBody, SendError, ServiceTransport,
};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

static GET: Operation = operation("GET", "/x");
static POST: Operation = operation("POST", "/x");

fn ok() -> Server {
    Server::answering(&response("200 OK", "", ""))
}

#[tokio::test]
async fn headers_of_a_call_take_precedence() {
    let server = ok();
    let client = builder().header("x-a", "client").header("x-b", "client");
    let client = client.build(&server.url).unwrap();
    let options = CallOptions::new()
        .header("x-b", "call")
        .header("user-agent", "me");
    client.with(options).send(request(&GET)).await.unwrap();
    client.send(request(&GET)).await.unwrap();
    let sent = server.requests();
    let values = |name| sent.iter().map(|it| header(it, name)).collect::<Vec<_>>();
    assert_eq!(values("x-a"), [Some("client"), Some("client")]);
    assert_eq!(values("x-b"), [Some("call"), Some("client")]);
    assert_eq!(values("user-agent")[0], Some("me"));
}

#[tokio::test]
async fn options_are_added_to_those_before() {
    let server = ok();
    let client = core(&server).with(CallOptions::new().header("x-a", "1").header("x-b", "1"));
    let client = client.with(CallOptions::new().header("x-b", "2").idempotency_key("k"));
    client.send(request(&POST)).await.unwrap();
    let sent = &server.requests()[0];
    let values = ["x-a", "x-b", "idempotency-key"].map(|name| header(sent, name));
    assert_eq!(values, [Some("1"), Some("2"), Some("k")]);
}

#[tokio::test]
async fn a_call_may_go_to_another_server_with_another_credential() {
    let (usual, other) = (ok(), ok());
    let options = CallOptions::new()
        .server(format!("{}/v2/", other.url))
        .credential(&KEY, "tenant");
    core(&usual)
        .with(options)
        .send(request(&GET))
        .await
        .unwrap();
    assert!(usual.requests().is_empty());
    assert_eq!(other.lines(), ["GET /v2/x"]);
    assert_eq!(header(&other.requests()[0], "x-key"), Some("tenant"));
}

#[tokio::test]
async fn a_call_has_its_own_timeout() {
    let server = Server::new(|_, _| Answer::Begun("HTTP/1.1 200 OK\r\n".to_owned()));
    let options = CallOptions::new().timeout(Duration::from_millis(50));
    let outcome = core(&server).with(options).send(request(&GET)).await;
    assert!(matches!(outcome, Err(SendError::Transport(error)) if error.is_timeout()));
}

#[tokio::test]
async fn options_that_cannot_be_sent_are_errors_of_the_call() {
    let server = ok();
    let invalid = [
        CallOptions::new().header("x y", "a"),
        CallOptions::new().header("x-a", "a\nb"),
        CallOptions::new().header("Content-Length", "7"),
        CallOptions::new().header("host", "elsewhere"),
        CallOptions::new().server("ftp://x"),
        CallOptions::new().server("https://user@x"),
        CallOptions::new().credential(&KEY, "a\r\nb: c"),
    ];
    for options in invalid {
        let outcome = core(&server).with(options).send(request(&GET)).await;
        let Err(SendError::Option(option)) = outcome else {
            panic!("{outcome:?}");
        };
        assert!(!option.to_string().is_empty());
    }
    let shown = InvalidOption::Header("a\nb".to_owned()).to_string();
    assert!(!shown.contains('\n'), "{shown}");
    assert!(server.requests().is_empty());
}

#[test]
fn values_of_options_are_not_shown() {
    let options = CallOptions::new()
        .header("x-a", "hush")
        .credential(&KEY, "hush");
    assert!(!format!("{options:?}").contains("hush"));
}

#[tokio::test]
async fn a_rate_that_is_exceeded_waits() {
    let server = ok();
    let limit = RateLimit::new(1, Duration::from_millis(40));
    let client = builder().rate_limit(limit).build(&server.url).unwrap();
    let start = std::time::Instant::now();
    for _ in 0..3 {
        client.send(request(&GET)).await.unwrap();
    }
    assert!(start.elapsed() >= Duration::from_millis(80));
}

#[tokio::test]
async fn outcomes_are_told() {
    let server = Server::new(|_, count| match count {
        0 => Answer::Whole(response("404 Not Found", "", "")),
        _ => Answer::Begun(String::new()),
    });
    let told = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&told);
    let client = builder()
        .timeout(Duration::from_millis(100))
        .on_outcome(move |it| {
            let result = it.result.map_err(ToString::to_string);
            let row = (it.operation.method, it.attempts, result);
            kept.lock().unwrap().push(row);
        });
    let client = client.build(&server.url).unwrap();
    client.send(request(&GET)).await.unwrap();
    client.send(request(&POST)).await.unwrap_err();
    let expected = [
        ("GET", 1, Ok(404)),
        ("POST", 1, Err("the call timed out".to_owned())),
    ];
    assert_eq!(*told.lock().unwrap(), expected);
}

/// A layer that puts a mark at the end of a header.
#[derive(Clone)]
struct Mark(&'static str);

#[derive(Clone)]
struct Marked<S>(S, &'static str);

impl<S> tower_layer::Layer<S> for Mark {
    type Service = Marked<S>;

    fn layer(&self, inner: S) -> Marked<S> {
        Marked(inner, self.0)
    }
}

impl<S, B> tower_service::Service<http::Request<B>> for Marked<S>
where
    S: tower_service::Service<http::Request<B>>,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, mut request: http::Request<B>) -> S::Future {
        let operation = request.extensions().get::<&'static Operation>().unwrap();
        let (path, before) = (operation.path, request.headers().get("x-marks"));
        let before = before.map_or("", |it| it.to_str().unwrap());
        let marks = format!("{before}{}{path}", self.1).parse().unwrap();
        request.headers_mut().insert("x-marks", marks);
        self.0.call(request)
    }
}

#[tokio::test]
async fn the_last_layer_sees_a_request_first() {
    let server = ok();
    let client = builder().layer(Mark("a")).layer(Mark("b"));
    let client = client.build(&server.url).unwrap();
    client.send(request(&GET)).await.unwrap();
    assert_eq!(header(&server.requests()[0], "x-marks"), Some("b/xa/x"));
}

#[tokio::test]
async fn a_layer_keeps_the_kind_of_an_error_and_the_clock() {
    let server = Server::new(|_, _| Answer::Begun("HTTP/1.1 200 OK\r\n".to_owned()));
    let client = builder()
        .layer(Mark("a"))
        .timeout(Duration::from_millis(50));
    let outcome = client.build(&server.url).unwrap().send(request(&GET)).await;
    assert!(matches!(outcome, Err(SendError::Transport(error)) if error.is_timeout()));
    let client = builder()
        .layer(Mark("a"))
        .build("http://127.0.0.1:1")
        .unwrap();
    let outcome = client.send(request(&GET)).await;
    assert!(matches!(outcome, Err(SendError::Transport(error)) if error.is_connect()));
}

/// A service that is never ready.
#[derive(Clone)]
struct Away;

impl tower_service::Service<http::Request<RequestBody>> for Away {
    type Response = http::Response<ResponseBody>;
    type Error = std::io::Error;
    type Future = std::future::Pending<Result<Self::Response, Self::Error>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Err(std::io::ErrorKind::ConnectionRefused.into()))
    }

    fn call(&mut self, _: http::Request<RequestBody>) -> Self::Future {
        std::future::pending()
    }
}

#[tokio::test]
async fn a_service_that_is_not_ready_is_a_failed_connection() {
    let client = builder()
        .transport(ServiceTransport::new(Away))
        .layer(Mark("a"));
    let outcome = client.build("http://x").unwrap().send(request(&GET)).await;
    assert!(matches!(outcome, Err(SendError::Transport(error)) if error.is_connect()));
}
