//! The order in which credentials of a request are tried, and the requests that count as anonymous.

use axum::body::Body;
use http::Request;
use specwright_runtime::server::{
    ClientCertificate, Denied, Head, Incoming, Options, Rejection, Response, Routes, authenticate,
    response,
};
use specwright_runtime::{Bytes, Operation, Requirement, SecurityScheme, codec};
use std::sync::Arc;
use tower_service::Service;

const OAUTH: SecurityScheme = SecurityScheme::bearer("oauth");
const BASIC: SecurityScheme = SecurityScheme::basic("basic");
const KEY: SecurityScheme = SecurityScheme::header("key", "x-key");
const QUERY: SecurityScheme = SecurityScheme::query("query", "api key");
const SESSION: SecurityScheme = SecurityScheme::cookie("session", "sid");
const TLS: SecurityScheme = SecurityScheme::mutual_tls("tls");
const ODD: SecurityScheme = SecurityScheme::header("odd", "x-odd");
const QUOTED: SecurityScheme = SecurityScheme::query("quoted", "a\"b\\\u{e9}\n");

const fn one(scheme: &'static SecurityScheme) -> Requirement {
    Requirement::new(scheme, &[])
}

const fn operation(path: &'static str, security: &'static [&'static [Requirement]]) -> Operation {
    Operation::new("call", "GET", path, security)
}

const FIRST_ANONYMOUS: Operation = operation("/first", &[&[], &[one(&OAUTH)]]);
const LAST_ANONYMOUS: Operation = operation("/last", &[&[one(&OAUTH)], &[]]);
const ALL: Operation = operation(
    "/all",
    &[
        &[],
        &[one(&OAUTH)],
        &[one(&BASIC)],
        &[one(&KEY)],
        &[one(&QUERY)],
        &[one(&SESSION)],
        &[one(&TLS)],
    ],
);
const BOTH: Operation = operation("/both", &[&[one(&KEY), one(&SESSION)], &[]]);
const CHOICE: Operation = operation("/choice", &[&[one(&OAUTH)], &[one(&KEY)]]);
const SCOPES: Operation = operation(
    "/scopes",
    &[
        &[Requirement::new(&OAUTH, &["read"])],
        &[Requirement::new(&OAUTH, &["write"])],
    ],
);
const NAMES: Operation = operation("/names", &[&[one(&QUOTED)], &[one(&ODD)]]);

/// Reads credentials as generated code does: each as `scheme:secret`. A set is the position of the first alternative that has it.
fn read(head: &Head, set: usize) -> Option<String> {
    let mut read = Vec::new();
    for requirement in head.operation().security[set] {
        let secret = match head.certificate(requirement.scheme) {
            Some(_) => "certificate".to_owned(),
            None => head.credential(requirement.scheme)?.expose().to_owned(),
        };
        read.push(format!("{}:{secret}", requirement.scheme.name));
    }
    Some(read.join("+"))
}

/// Returns the set of credentials of each alternative: that of the first with the same schemes.
fn sets(operation: &Operation) -> Vec<usize> {
    let schemes = |alternative: &[Requirement]| -> Vec<_> {
        alternative.iter().map(|it| it.scheme.name).collect()
    };
    let all: Vec<_> = operation.security.iter().map(|it| schemes(it)).collect();
    let first = |own: &Vec<_>| all.iter().position(|it| it == own).unwrap_or_default();
    all.iter().map(first).collect()
}

/// Accepts whatever ends in `good`, the certificate, and nobody; answers who it is.
async fn call(_: Arc<()>, incoming: Incoming) -> Result<Response, Rejection> {
    let check = async |credentials: String| match &*credentials {
        "" => Ok("nobody".to_owned()),
        it if it.contains("few") => Err(Denied::forbidden("too few rights")),
        it if it
            .split('+')
            .all(|it| it.ends_with("good") || it.ends_with("certificate")) =>
        {
            Ok(credentials)
        }
        it => Err(Denied::unauthorized(format!("denied {it}"))),
    };
    let sets = sets(incoming.head().operation());
    let caller = authenticate(incoming.head(), &sets, read, check).await?;
    response::body(200, codec::Json, "application/json", &caller)
}

/// Names and values, which need not be text.
type Headers<'a> = &'a [(&'a str, &'a [u8])];

struct Answer {
    status: u16,
    body: String,
    challenge: String,
}

async fn send(request: http::request::Builder) -> Answer {
    let mut routes = Routes::new((), Options::default());
    for operation in [
        &FIRST_ANONYMOUS,
        &LAST_ANONYMOUS,
        &ALL,
        &BOTH,
        &CHOICE,
        &SCOPES,
        &NAMES,
    ] {
        routes.add(operation, call);
    }
    let mut router = routes.finish();
    let response = router.call(request.body(Body::empty()).unwrap()).await;
    let (head, body) = response.unwrap().into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    let challenge = head.headers.get("www-authenticate");
    Answer {
        status: head.status.as_u16(),
        body: String::from_utf8(body.to_vec()).unwrap(),
        challenge: challenge.map_or_else(String::new, |it| it.to_str().unwrap().to_owned()),
    }
}

fn get(uri: &str, headers: Headers<'_>) -> http::request::Builder {
    let request = Request::get(uri);
    headers.iter().fold(request, |request, (name, value)| {
        request.header(*name, *value)
    })
}

#[tokio::test]
async fn what_was_sent_is_tried_before_anonymous() {
    for path in ["/first", "/last"] {
        let good = send(get(path, &[("authorization", b"Bearer good")])).await;
        assert_eq!(
            (good.status, &*good.body),
            (200, "\"oauth:good\""),
            "{path}"
        );
        let none = send(get(path, &[])).await;
        assert_eq!((none.status, &*none.body), (200, "\"nobody\""), "{path}");
        let few = send(get(path, &[("authorization", b"Bearer few")])).await;
        assert_eq!(few.status, 403, "{path}");
    }
}

#[tokio::test]
async fn a_credential_that_is_refused_is_not_anonymous() {
    let table: &[(&str, Headers<'_>)] = &[
        ("/all", &[("authorization", b"Bearer bad")]),
        ("/all", &[("authorization", b"Bearer")]),
        ("/all", &[("authorization", b"Bearer ")]),
        ("/all", &[("authorization", b"Bearer good, Bearer good")]),
        ("/all", &[("authorization", b"")]),
        ("/all", &[("authorization", b"\xff\xfe")]),
        ("/all", &[("authorization", b"Negotiate good")]),
        ("/all", &[("authorization", b"Basic !!!")]),
        ("/all", &[("authorization", b"Basic Z29vZA==")]), // without a colon
        (
            "/all",
            &[
                ("authorization", b"Bearer good"),
                ("authorization", b"Bearer good"),
            ],
        ),
        (
            "/all",
            &[
                ("authorization", b"Bearer good"),
                ("authorization", b"Basic YTpnb29k"),
            ],
        ),
        ("/all", &[("x-key", b"bad")]),
        ("/all", &[("x-key", b"")]),
        ("/all", &[("x-key", b"\xff")]),
        ("/all", &[("x-key", b"good"), ("x-key", b"good")]),
        ("/all?api%20key=bad", &[]),
        ("/all?api%20key=", &[]),
        ("/all?api+key", &[]),
        ("/all?api%20key=%zz", &[]),
        ("/all?api%20key=%ff", &[]),
        ("/all?api%20key=good&api+key=good", &[]),
        ("/all", &[("cookie", b"a=b; sid=bad")]),
        ("/all", &[("cookie", b"sid=")]),
        ("/all", &[("cookie", b"sid")]),
        ("/all", &[("cookie", b"sid=\xff")]),
        ("/all", &[("cookie", b"sid=good"), ("cookie", b"sid=good")]),
        ("/all", &[("cookie", b"s%69d=%zz")]),
        ("/both", &[("x-key", b"good")]),
        ("/both", &[("cookie", b"sid=good")]),
        ("/both", &[("x-key", b"good"), ("cookie", b"sid=")]),
        ("/both", &[("x-key", b"good"), ("cookie", b"sid=bad")]),
    ];
    for (uri, headers) in table {
        let answer = send(get(uri, headers)).await;
        let place = format!("{uri} {headers:?}: {}", answer.body);
        assert_eq!(answer.status, 401, "{place}");
        assert!(!answer.challenge.is_empty(), "{place}");
    }
}

#[tokio::test]
async fn what_is_not_a_credential_of_the_operation_counts_for_nothing() {
    let table: &[(&str, Headers<'_>)] = &[
        ("/first", &[("x-key", b"bad"), ("cookie", b"sid=bad")]),
        ("/first?api%20key=bad", &[]),
        (
            "/all?api_key=bad&sid=bad",
            &[("cookie", b"x-key=bad; sidx=bad")],
        ),
        ("/both", &[("authorization", b"Bearer bad")]),
    ];
    for (uri, headers) in table {
        let answer = send(get(uri, headers)).await;
        assert_eq!((answer.status, &*answer.body), (200, "\"nobody\""), "{uri}");
    }
}

#[tokio::test]
async fn one_alternative_suffices() {
    let table: &[(&str, Headers<'_>, &str)] = &[
        (
            "/choice",
            &[("authorization", b"Bearer bad"), ("x-key", b"good")],
            "key:good",
        ),
        (
            "/choice",
            &[("authorization", b"Bearer"), ("x-key", b"good")],
            "key:good",
        ),
        (
            "/choice",
            &[("authorization", b"Bearer good"), ("x-key", b"good")],
            "oauth:good",
        ),
        (
            "/all",
            &[("authorization", b"Basic YTpnb29k")],
            "basic:a:good",
        ),
        ("/all", &[("authorization", b"bEaReR   good")], "oauth:good"),
        ("/all?api%20key=good", &[("x-key", b"")], "query:good"),
        (
            "/both",
            &[("x-key", b"good"), ("cookie", b"sid=good")],
            "key:good+session:good",
        ),
    ];
    for (uri, headers, caller) in table {
        let answer = send(get(uri, headers)).await;
        assert_eq!(answer.body, format!("{caller:?}"), "{uri} {headers:?}");
    }
}

#[tokio::test]
async fn a_certificate_is_a_credential() {
    let certificate = ClientCertificate {
        der: Bytes::from(&b"der"[..]),
    };
    let answer = send(get("/all", &[]).extension(certificate.clone())).await;
    assert_eq!(answer.body, "\"tls:certificate\"");
    let answer = send(get("/all", &[("x-key", b"bad")]).extension(certificate)).await;
    assert_eq!(answer.body, "\"tls:certificate\"");
}

#[tokio::test]
async fn challenges_say_what_is_accepted() {
    let answer = send(get("/choice", &[])).await;
    assert_eq!(
        answer.challenge,
        "Bearer realm=\"api\", ApiKey in=\"header\", name=\"x-key\""
    );
    // RFC 6750, section 3: no error without a token.
    for (header, value) in [("x-key", "bad"), ("authorization", "Basic YTpnb29k")] {
        let answer = send(get("/choice", &[(header, value.as_bytes())])).await;
        assert!(!answer.challenge.contains("error"), "{}", answer.challenge);
    }
    for value in ["Bearer bad", "Bearer", "bearer a b"] {
        let answer = send(get("/choice", &[("authorization", value.as_bytes())])).await;
        let bearer = "Bearer realm=\"api\", error=\"invalid_token\", ApiKey ";
        assert!(answer.challenge.starts_with(bearer), "{}", answer.challenge);
    }
    let answer = send(get("/names", &[])).await;
    assert_eq!(
        answer.challenge,
        "ApiKey in=\"query\", name=\"a\\\"b\\\\%C3%A9%0A\", ApiKey in=\"header\", name=\"x-odd\""
    );
}

#[tokio::test]
async fn a_token_is_asked_about_once() {
    let answer = send(get("/scopes", &[("authorization", b"Bearer bad")])).await;
    assert_eq!(answer.status, 401);
    assert_eq!(answer.body.matches("denied").count(), 1, "{}", answer.body);
}

#[test]
fn a_sender_that_no_scheme_describes_is_challenged_too() {
    static HOOK: Operation = operation("/hook", &[]);
    let rejection = Rejection::unauthenticated(&HOOK, Some(Denied::unauthorized("bad signature")));
    assert_eq!(
        rejection
            .header()
            .map(|(name, value)| (name.to_string(), value)),
        Some((
            "www-authenticate".to_owned(),
            "Custom realm=\"api\"".to_owned()
        ))
    );
}
