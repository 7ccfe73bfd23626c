//! Answers to requests that are refused: of bounded size, whatever of the request they repeat.

mod api;

use api::{serve, serve_with};
use axum::body::{Body, to_bytes};
use axum::response::IntoResponse;
use http::{Request, Response, request};
use specwright_runtime::client::{EncodeError, Error};
use specwright_runtime::server::{Denied, Options, Rejection};
use specwright_runtime::{
    Constraint, Constraints, Json, Unlisted, Value, Violations, json, object, string_enum,
};
use std::collections::BTreeMap;
use tower_service::Service;

const LONGEST: usize = 64 << 10;

/// Control characters take six bytes each in JSON.
fn control(length: usize) -> String {
    "\u{1}".repeat(length)
}

async fn size(response: Response<Body>) -> (u16, usize) {
    let (head, body) = response.into_parts();
    let headers = head.headers.iter();
    let headers: usize = headers
        .map(|(name, value)| name.as_str().len() + value.len())
        .sum();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    if !body.is_empty() {
        serde_json::from_slice::<Value>(&body).unwrap();
    }
    (head.status.as_u16(), headers + body.len())
}

fn request(method: &str, uri: &str) -> request::Builder {
    let request = Request::builder().method(method).uri(uri);
    request.header("x-key", "good")
}

fn empty(request: request::Builder) -> Request<Body> {
    request.body(Body::empty()).unwrap()
}

fn patch(content_type: &str, body: String) -> Request<Body> {
    let request = request("PATCH", "/pets/cat").header("content-type", content_type);
    request.body(Body::from(body)).unwrap()
}

/// Requests that have something long in them, each with the status of its response.
fn long_requests() -> Vec<(u16, Request<Body>)> {
    let long = "x".repeat(60_000);
    let cat = || request("GET", "/pets/cat");
    let json = |body| patch("application/json", body);
    let unauthorized = Request::get(format!("/pets/{long}")).header("x-key", &long);
    let limit = format!("/pets/{}?limit={long}", &long[..1000]);
    let tags = format!("/pets/cat?{}", "tags=&".repeat(10_000));
    let cookies = format!("session id={long}; ").repeat(2);
    let nested = format!("{{\"name\":{}1{}}}", "[".repeat(100), "]".repeat(100));
    vec![
        (404, empty(request("GET", &format!("/{long}")))),
        (405, empty(request(&"X".repeat(1000), "/pets/cat"))),
        (401, empty(unauthorized)),
        (400, empty(request("GET", &limit))),
        (400, empty(request("GET", &tags))),
        (400, empty(cat().header("x-trace", "a,".repeat(30_000)))),
        (400, empty(cat().header("cookie", cookies))),
        (415, patch(&long, "{}".to_owned())),
        (400, json(format!("{{\"{long}"))),
        (
            422,
            json(format!("{{\"name\":\"{long}\",\"age\":\"{long}\"}}")),
        ),
        (422, json(nested)),
        (413, json(long.repeat(4))),
    ]
}

/// The size of a response does not depend on the size of the request.
#[tokio::test]
async fn no_part_of_a_request_makes_a_response_long() {
    for (status, request) in long_requests() {
        let uri = request.uri().path().chars().take(20).collect::<String>();
        let server = &mut serve_with(Options::default().body_limit(200_000));
        let response = server.call(request).await.unwrap();
        let (found, size) = size(response).await;
        assert_eq!(found, status, "{uri}");
        assert!(size <= LONGEST, "{uri}: {size}");
    }
    let response = serve().call(empty(request("GET", "/")));
    assert!(size(response.await.unwrap()).await.1 < 1000);
}

type Numbers = BTreeMap<String, Vec<i64>>;

#[track_caller]
fn violations<T: Json>(text: &str) -> Violations {
    match json::from_slice::<T>(text.as_bytes()) {
        Err(json::Error::Violations(violations)) => violations,
        other => panic!("{other:?}"),
    }
}

#[derive(Clone)]
enum Many {
    Only,
    Unknown(Unlisted<String, Many>),
}

string_enum! { Many("/many"); values(Only = "only"); unknown(Unknown); }

/// An enum of as many values as documents have.
struct Listed {
    of: Vec<String>,
}

const VALUES: &[&str] =
    &["a value of a long list of values, all alike, as lists in documents are"; 2000];

object! {
    Listed("/listed", ignore);
    required(of, "of").constraints_at(Constraints::new("/listed", &[Constraint::EachItem(&[Constraint::OneOf("enum", VALUES)])]));
}

/// A hundred violations, all of them as long as can be.
#[tokio::test]
async fn no_number_of_violations_makes_an_answer_long() {
    let key = control(200).replace('\u{1}', "\\u0001");
    let wide: Vec<String> = (0..150)
        .map(|at| format!("\"{key}{at}\":[\"{key}\"]"))
        .collect();
    let long = format!(
        "{{\"{}\":[{}1]}}",
        "k/".repeat(1 << 20),
        "\"x\",".repeat(150)
    );
    let listed = format!(
        "{{\"of\":[{}\"\"]}}",
        format!("\"{}\",", "y".repeat(1000)).repeat(150)
    );
    let all = [
        violations::<Numbers>(&format!("{{{}}}", wide.join(","))),
        violations::<Numbers>(&long),
        violations::<Listed>(&listed),
        violations::<Vec<Many>>(&format!("[{}\"\"]", format!("\"{key}\",").repeat(150))),
    ];
    for violations in all {
        let first = &violations[0];
        assert_eq!(
            (violations.len(), violations.is_complete()),
            (Violations::MAX, false)
        );
        assert!(first.instance().len() <= 256 && first.expected().len() <= 256);
        assert!(first.found().len() <= 256);
        let shown = violations.to_string();
        assert!(shown.len() <= (16 << 10) + 20 && shown.ends_with("; and more"));
        let error = Error::<()>::Request(EncodeError::Invalid(violations.clone()));
        assert!(error.to_string().len() <= 20 << 10);
        let (status, size) = size(Rejection::invalid(violations).into_response()).await;
        assert!(status == 422 && size <= LONGEST, "{size}");
        assert!(size > LONGEST / 4, "more of them have room: {size}");
    }
    let denied = Some(Denied::unauthorized(control(1 << 20)));
    let rejection = Rejection::unauthenticated(&api::PATCH_PET, denied);
    assert!(rejection.detail().len() <= 16 << 10);
    assert!(size(rejection.into_response()).await.1 <= LONGEST);
}

/// The items under a name that is cut are distinguished.
#[test]
fn a_pointer_that_is_cut_says_so() {
    let key = "k".repeat(1 << 20);
    let violations = violations::<Numbers>(&format!("{{\"{key}\":[\"x\",1,\"y\"],\"a\":[\"z\"]}}"));
    let shown: Vec<_> = violations
        .iter()
        .map(|it| (it.instance().len(), it.is_cut()))
        .collect();
    assert_eq!(shown, [(4, false), (67, true), (67, true)]);
    assert!(violations[1].instance().ends_with("k/0") && violations[2].instance().ends_with("k/2"));
    assert!(violations[1].instance().contains('…'));
}
