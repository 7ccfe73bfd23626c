//! Routers: the content type of rejections, responses to panics, merging, and streamed bodies.

use axum::Router;
use axum::body::{Body, HttpBody};
use http::{HeaderMap, Request};
use specwright_runtime::server::{
    Failure, Incoming, Options, Panic, Reason, Rejection, RequestReader, Response, Routes,
    declared, response,
};
use specwright_runtime::{
    Framing, Operation, Parameter, Requirement, SecurityScheme, Stream, StreamError, codec,
};
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use tower_service::Service;

const GET: Operation =
    Operation::new("get", "GET", "/things/{id}", &[]).parameters(&[Parameter::path("id", "0")]);
const PUT: Operation = Operation::new("put", "PUT", "/things/{id}", &[]);
const JSON: Operation = Operation::new("json", "GET", "/things/{id}.json", &[]);
const OTHER: Operation = Operation::new("other", "GET", "/others", &[]);
const COPY: Operation = Operation::new("copy", "COPY", "/things/{id}", &[]);
const PANICS: Operation = Operation::new("panics", "GET", "/panics/{how}", &[])
    .parameters(&[Parameter::path("how", "0")]);

/// An API that answers its name.
struct Name(&'static str);

async fn name(api: Arc<Name>, incoming: Incoming) -> Result<Response, Rejection> {
    let text = format!("{} of {}", incoming.head().operation().id, api.0);
    response::body(200, codec::Text, "text/plain", &text)
}

/// Reads a number and a body of JSON.
async fn read(_: Arc<Name>, incoming: Incoming) -> Result<Response, Rejection> {
    let call = incoming.read().await?;
    let mut reader = RequestReader::new(&call);
    let body = reader.body::<i64>(codec::Json, "application/json");
    reader.finish()?;
    response::body(200, codec::Json, "application/json", &body?)
}

fn routes(api: &'static str, options: Options, operations: &[&'static Operation]) -> Routes<Name> {
    let mut routes = Routes::new(Name(api), options);
    for operation in operations {
        routes.add(operation, name);
    }
    routes
}

fn router(api: &'static str, operations: &[&'static Operation]) -> Router {
    routes(api, Options::default(), operations).finish()
}

async fn send(router: &Router, method: &str, uri: &str) -> (u16, HeaderMap, String) {
    let request = Request::builder().method(method).uri(uri);
    send_request(router, request.body(Body::empty()).unwrap()).await
}

async fn send_request(router: &Router, request: Request<Body>) -> (u16, HeaderMap, String) {
    let response = router.clone().call(request).await.unwrap();
    let (head, body) = response.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    let body = String::from_utf8(body.to_vec()).unwrap();
    (head.status.as_u16(), head.headers, body)
}

/// Operations with one route: open, for everybody or with a credential, and with a credential.
const OPEN: Operation = Operation::new("open", "GET", "/doors/{a}", &[]);
const OPTIONAL: Operation = Operation::new("optional", "GET", "/doors/{b}", OR_NOTHING);
const LOCKED: Operation = Operation::new("locked", "GET", "/doors/{c}", NEEDS);
const KEY: SecurityScheme = SecurityScheme::bearer("key");
const NEEDS: &[&[Requirement]] = &[&[Requirement::new(&KEY, &[])]];
const OR_NOTHING: &[&[Requirement]] = &[&[Requirement::new(&KEY, &[])], &[]];

#[tokio::test]
async fn of_one_route_the_operation_with_the_fewest_callers_is_reached() {
    for (operations, expected) in [
        ([&OPEN, &OPTIONAL, &LOCKED], "locked of a"),
        ([&LOCKED, &OPTIONAL, &OPEN], "locked of a"),
        ([&OPEN, &OPTIONAL, &OPEN], "optional of a"),
    ] {
        let router = router("a", &operations);
        for method in ["GET", "HEAD"] {
            let (status, ..) = send(&router, method, "/doors/1").await;
            assert_eq!(status, 200);
        }
        assert_eq!(send(&router, "GET", "/doors/1").await.2, expected);
        assert_eq!(send(&router, "GET", "/d%6Fors/1").await.2, expected);
    }
    // Of two APIs, the first answers.
    let both = routes("a", Options::default(), &[&OPEN]);
    let both = both.merge(routes("b", Options::default(), &[&LOCKED]));
    let router = both.finish();
    assert_eq!(send(&router, "GET", "/doors/1").await.2, "open of a");
}

#[tokio::test]
async fn refusals_are_not_sniffed() {
    let custom = Options::default()
        .on_rejection(|_| Response::new("custom".into()))
        .body_limit(8);
    for options in [Options::default().body_limit(8), custom] {
        let mut routes = routes("a", options, &[&GET]);
        routes.add(&PUT, read);
        routes.add(&PANICS, panics);
        let router = routes.finish();
        let put = |media_type: &str, body: &str| {
            let request = Request::put("/things/1").header("content-type", media_type);
            request.body(Body::from(body.to_owned())).unwrap()
        };
        let get = |uri: &str| Request::get(uri).body(Body::empty()).unwrap();
        let delete = Request::delete("/things/1").body(Body::empty()).unwrap();
        for (request, status) in [
            (get("/nothing"), 404),
            (delete, 405),
            (put("application/json", "{"), 400),
            (put("text/plain", "1"), 415),
            (put("application/json", "\"a\""), 422),
            (put("application/json", "123456789"), 413),
            (get("/panics/internal"), 500),
            (get("/panics/now"), 500),
            (get("/panics/denied"), 401),
        ] {
            let (found, headers, body) = send_request(&router, request).await;
            assert_eq!(
                headers["x-content-type-options"], "nosniff",
                "{status}: {body}"
            );
            assert!(
                found == status || body == "custom",
                "{status}: {found} {body}"
            );
        }
    }
    use axum::response::IntoResponse;
    let response = Rejection::not_found().into_response();
    assert_eq!(response.headers()["x-content-type-options"], "nosniff");
}

/// A handler that ends as its path says.
async fn panics(_: Arc<Name>, incoming: Incoming) -> Result<Response, Rejection> {
    let call = incoming.read().await?;
    let how = call
        .head()
        .uri()
        .path()
        .rsplit('/')
        .next()
        .unwrap()
        .to_owned();
    tokio::task::yield_now().await;
    match &*how {
        "now" => panic!("the pin is {}", 1234),
        "odd" => std::panic::panic_any(7),
        "denied" => Err(Rejection::unauthenticated(&PANICS, None)),
        "stream" => {
            let items = (1..).map(|item: i64| if item < 3 { item } else { panic!("at {item}") });
            response::stream(
                200,
                codec::Items(Framing::Lines),
                "application/jsonl",
                Stream::from_iter(items),
            )
        }
        "broken" => {
            let error = Poll::Ready(Some(Err(StreamError::broken("disk is gone"))));
            let mut error = Some(error);
            let items =
                Stream::<i64>::from_poll(move |_| error.take().unwrap_or(Poll::Ready(None)));
            response::stream(
                200,
                codec::Items(Framing::Lines),
                "application/jsonl",
                items,
            )
        }
        _ => {
            declared::<(), ()>(Err(Failure::internal("as it says")))?.unwrap();
            response::empty(200)
        }
    }
}

#[tokio::test]
async fn a_panic_is_an_internal_error() {
    let seen: Arc<Mutex<Vec<String>>> = Arc::default();
    let log = Arc::clone(&seen);
    let options = Options::default().on_internal(move |error| {
        let panic = error.downcast_ref::<Panic>().map(Panic::message);
        let text = panic.map_or_else(|| error.to_string(), |it| format!("panic: {it}"));
        log.lock().unwrap().push(text);
        // Even this must not cost the answer.
        panic!("the observer");
    });
    let mut routes = Routes::new(Name("a"), options);
    routes.add(&PANICS, panics);
    let router = routes.finish();
    for (how, told) in [
        ("now", "panic: the pin is 1234"),
        ("odd", "panic: no message"),
        ("internal", "as it says"),
    ] {
        let (status, _, body) = send(&router, "GET", &format!("/panics/{how}")).await;
        assert_eq!(status, 500);
        assert!(
            body.contains("failed to process the request") && !body.contains("1234"),
            "{body}"
        );
        assert_eq!(seen.lock().unwrap().pop().as_deref(), Some(told));
    }
    for (how, told) in [("stream", "at 3"), ("broken", "disk is gone")] {
        let request = Request::get(format!("/panics/{how}")).body(Body::empty());
        let response = router.clone().call(request.unwrap()).await.unwrap();
        assert_eq!(response.status(), 200);
        let read = axum::body::to_bytes(response.into_body(), usize::MAX).await;
        assert!(read.is_err());
        let told_of = seen.lock().unwrap().pop().unwrap();
        assert!(told_of.contains(told), "{told_of}");
    }
}

#[tokio::test]
async fn a_refusal_that_panics_is_answered() {
    let options = Options::default().on_rejection(|rejection| match rejection.reason() {
        Reason::NotFound => panic!("no page"),
        _ => Response::new("custom".into()),
    });
    let (status, headers, _) = send(&routes("a", options, &[&GET]).finish(), "GET", "/x").await;
    assert_eq!(
        (status, &headers["x-content-type-options"]),
        (500, &"nosniff".parse().unwrap())
    );
}

#[tokio::test]
async fn routers_merge() {
    let (a, b) = (router("a", &[&GET, &JSON]), router("b", &[&PUT, &OTHER]));
    for router in [a.clone().merge(b.clone()), b.merge(a)] {
        for (method, uri, answer) in [
            ("GET", "/things/1", "get of a"),
            ("HEAD", "/things/1", ""),
            ("GET", "/things/1.json", "json of a"),
            ("PUT", "/things/1", "put of b"),
            ("GET", "/others", "other of b"),
        ] {
            let (status, headers, body) = send(&router, method, uri).await;
            assert_eq!((status, &*body), (200, answer), "{method} {uri}");
            assert!(!headers.contains_key("allow"), "{method} {uri}");
        }
        let (status, headers, body) = send(&router, "GET", "/nothing").await;
        assert_eq!(
            (status, &headers["content-type"]),
            (404, &"application/problem+json".parse().unwrap())
        );
        assert!(body.contains("The path does not exist."), "{body}");
        assert_eq!(send(&router, "DELETE", "/others").await.0, 405);
        assert_eq!(send(&router, "DELETE", "/things/1").await.0, 405);
    }
}

/// Two documents may give the parameters of one path different names: axum knows neither.
#[tokio::test]
async fn routers_with_other_names_of_parameters_merge() {
    const X: Operation =
        Operation::new("x", "GET", "/a/{x}", &[]).parameters(&[Parameter::path("x", "0")]);
    const Y: Operation =
        Operation::new("y", "PUT", "/a/{y}", &[]).parameters(&[Parameter::path("y", "0")]);
    const DEEP: Operation = Operation::new("deep", "GET", "/a/{z}/b", &[]);
    const PLAIN: Operation = Operation::new("plain", "GET", "/a/b", &[]);
    const COPIES: Operation = Operation::new("copies", "COPY", "/a/{q}", &[]);
    let (a, b) = (router("a", &[&X, &PLAIN]), router("b", &[&Y, &DEEP]));
    for router in [a.clone().merge(b.clone()), b.merge(a)] {
        for (method, uri, answer) in [
            ("GET", "/a/1", "x of a"),
            ("PUT", "/a/1", "y of b"),
            ("GET", "/a/1/b", "deep of b"),
            ("GET", "/a/b", "plain of a"),
        ] {
            let (status, _, body) = send(&router, method, uri).await;
            assert_eq!((status, &*body), (200, answer), "{method} {uri}");
        }
        // RFC 9110, section 15.5.6: the methods of both.
        let (status, headers, _) = send(&router, "DELETE", "/a/1").await;
        let mut allowed: Vec<&str> = headers["allow"].to_str().unwrap().split(',').collect();
        allowed.iter_mut().for_each(|it| *it = it.trim());
        allowed.sort_unstable();
        assert_eq!((status, allowed), (405, vec!["GET", "HEAD", "PUT"]));
    }
    let routes = routes("a", Options::default(), &[&X]).merge(self::routes(
        "b",
        Options::default(),
        &[&Y, &COPIES],
    ));
    let (_, headers, _) = send(&routes.finish(), "DELETE", "/a/1").await;
    assert_eq!(headers["allow"], "COPY, GET, HEAD, PUT");
}

/// Axum keeps one handler for a method of a path. What it cannot merge, [`Routes::merge`] can.
#[tokio::test]
async fn routers_with_the_same_operation_merge_as_routes_only() {
    const X: Operation = Operation::new("x", "GET", "/a/{x}", &[]);
    const JSON: Operation = Operation::new("json", "GET", "/a/{y}.json", &[]);
    for other in [&X, &JSON] {
        let (a, b) = (router("a", &[&X]), router("b", &[other]));
        let merged = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| a.merge(b)));
        assert!(
            merged.is_err(),
            "axum can: say so where Routes::merge is described"
        );
        let first = routes("a", Options::default(), &[&X]);
        let router = first
            .merge(routes("b", Options::default(), &[other]))
            .finish();
        assert_eq!(send(&router, "GET", "/a/1").await.2, "x of a");
    }
}

#[tokio::test]
async fn routers_keep_the_fallback_that_was_set() {
    let own = Router::new().fallback(async || "own");
    for router in [
        own.clone()
            .merge(router("a", &[&GET]))
            .merge(router("b", &[&OTHER])),
        router("a", &[&GET])
            .merge(router("b", &[&OTHER]))
            .merge(own.clone()),
        router("a", &[&GET])
            .merge(router("b", &[&OTHER]))
            .fallback(async || "own"),
        Router::new()
            .nest("/v1", router("a", &[&GET]))
            .nest("/v2", router("a", &[&GET]))
            .merge(own),
    ] {
        assert_eq!(send(&router, "GET", "/nothing").await.2, "own");
    }
}

#[tokio::test]
async fn routes_of_the_same_document_merge() {
    let all: &[&'static Operation] = &[&GET, &JSON, &COPY];
    let first = routes("a", Options::default(), &[&GET, &COPY]);
    let second = routes("b", Options::default(), all);
    let third = routes("c", Options::default(), &[&PUT, &OTHER]);
    let router = first.merge(second).merge(third).finish();
    for (method, uri, answer) in [
        ("GET", "/things/1", "get of a"),
        ("GET", "/things/1.json", "json of b"),
        ("PUT", "/things/1", "put of c"),
        ("GET", "/others", "other of c"),
        ("COPY", "/things/1", "copy of a"),
    ] {
        assert_eq!(send(&router, method, uri).await.2, answer, "{method} {uri}");
    }
    let (status, headers, _) = send(&router, "DELETE", "/things/1").await;
    assert_eq!(
        (status, &headers["allow"]),
        (405, &"COPY, GET, HEAD, PUT".parse().unwrap())
    );
}

/// The frames of a body, as a connection takes them.
fn poll(body: &mut Body) -> Option<usize> {
    let mut context = Context::from_waker(Waker::noop());
    match Pin::new(body).poll_frame(&mut context) {
        Poll::Ready(Some(Ok(frame))) => frame.into_data().ok().map(|data| data.len()),
        _ => None,
    }
}

#[tokio::test]
async fn a_stream_takes_its_iterator_piece_by_piece() {
    static TAKEN: AtomicUsize = AtomicUsize::new(0);
    async fn items(_: Arc<()>, _: Incoming) -> Result<Response, Rejection> {
        let items = (0..u64::MAX).inspect(|_| {
            TAKEN.fetch_add(1, Ordering::Relaxed);
        });
        response::stream(
            200,
            codec::Items(Framing::Lines),
            "application/jsonl",
            Stream::from_iter(items),
        )
    }
    let mut routes = Routes::new((), Options::default());
    routes.add(&OTHER, items);
    let request = Request::get("/others").body(Body::empty()).unwrap();
    let response = routes.finish().call(request).await.unwrap();
    let mut body = response.into_body();
    assert_eq!(TAKEN.load(Ordering::Relaxed), 0);
    for taken in 1..100 {
        assert!(poll(&mut body).is_some());
        assert_eq!(TAKEN.load(Ordering::Relaxed), taken);
    }
}
