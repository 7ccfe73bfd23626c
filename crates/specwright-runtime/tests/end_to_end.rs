//! A small API by hand, in the shape of a generated one: client against server, in memory.

mod api;

use api::{FindPets, PetParams, serve, serve_with};
use http::{Request, StatusCode};
use specwright_runtime::client::{
    Builder, Core, EncodeError, Error, RequestWriter, Response, ServiceTransport,
};
use specwright_runtime::codec;
use specwright_runtime::server::{Options, Reason};
use std::sync::{Arc, Mutex};
use tower_service::Service;

fn core(server: axum::Router) -> Core {
    builder(server)
        .credential(&api::KEY, "good".into())
        .build("http://api.test")
        .unwrap()
}

fn builder(server: axum::Router) -> Builder {
    Builder::default().transport(ServiceTransport::new(server))
}

/// Returns the response to a request that no client would send.
async fn raw(request: Request<String>) -> (u16, http::HeaderMap, String) {
    raw_to(serve(), request).await
}

async fn raw_to(
    mut server: axum::Router,
    request: Request<String>,
) -> (u16, http::HeaderMap, String) {
    let response = server
        .call(request.map(axum::body::Body::from))
        .await
        .unwrap();
    let (head, body) = response.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    (
        head.status.as_u16(),
        head.headers,
        String::from_utf8(body.to_vec()).unwrap(),
    )
}

fn request(method: &str, uri: &str) -> http::request::Builder {
    Request::builder()
        .method(method)
        .uri(uri)
        .header("x-key", "good")
}

async fn find(core: &Core, params: &PetParams) -> Result<String, Error<String>> {
    let mut writer = RequestWriter::new(&FindPets::OPERATION);
    writer.parameter(0, &params.kind);
    writer.optional(1, &params.limit);
    writer.optional(2, &params.tags);
    writer.optional(3, &params.trace);
    writer.optional(4, &params.session);
    let response = core.send(writer.finish()?).await?;
    match response.status() {
        200 => response.decode(codec::Json),
        404 => Err(response.error(codec::Json, |body: String| body)),
        _ => Err(response.unexpected_status()),
    }
}

fn params(kind: &str) -> PetParams {
    PetParams {
        kind: kind.to_owned(),
        limit: None,
        tags: None,
        trace: None,
        session: None,
    }
}

#[tokio::test]
async fn parameters_make_the_round() {
    let all = PetParams {
        kind: "a/b ü%2F..".to_owned(),
        limit: Some(7),
        tags: Some(vec!["x,y".to_owned(), "z&=".to_owned()]),
        trace: Some(vec![1, 2]),
        session: Some("a;b\"c".to_owned()),
    };
    assert_eq!(
        find(&core(serve()), &all).await.unwrap(),
        format!("{all:?}")
    );
    assert_eq!(
        find(&core(serve()), &params("cat")).await.unwrap(),
        format!("{:?}", params("cat"))
    );
}

#[tokio::test]
async fn a_server_can_be_nested() {
    let server = axum::Router::new().nest("/api/v1", serve());
    let core = builder(server)
        .credential(&api::KEY, "good".into())
        .build("http://api.test/api/v1/")
        .unwrap();
    assert_eq!(
        find(&core, &params("a%2Fb")).await.unwrap(),
        format!("{:?}", params("a%2Fb"))
    );
}

#[tokio::test]
async fn a_client_is_strict_on_what_it_sends() {
    for kind in ["", ".", ".."] {
        let error = find(&core(serve()), &params(kind)).await.unwrap_err();
        assert!(
            matches!(error, Error::Request(EncodeError::Invalid(_))),
            "{error}"
        );
        assert!(
            error
                .to_string()
                .starts_with("not sent: path parameter `kind`: expected a path segment other than")
        );
    }
    let error = find(
        &core(serve()),
        &PetParams {
            limit: Some(0),
            ..params("cat")
        },
    )
    .await
    .unwrap_err();
    assert_eq!(
        error.to_string(),
        "not sent: query parameter `limit`: expected at least 1, found 0"
    );
    assert_eq!(
        (error.status(), error.body(), error.declared()),
        (None, None, None)
    );
}

#[tokio::test]
async fn declared_errors_keep_the_answer() {
    let error = find(&core(serve()), &params("unicorn")).await.unwrap_err();
    assert_eq!(error.declared().map(String::as_str), Some("no unicorns"));
    assert_eq!(
        (error.status(), error.body()),
        (Some(404), Some(&b"\"no unicorns\""[..]))
    );
    assert_eq!(error.headers().unwrap()["content-type"], "application/json");
    assert_eq!(
        error.to_string(),
        "the server answered 404 Not Found (\"no unicorns\")"
    );
    assert_eq!(error.into_declared().unwrap(), "no unicorns");
}

#[tokio::test]
async fn undeclared_statuses_are_useful_errors() {
    let error = find(&core(serve()), &params("crash")).await.unwrap_err();
    assert_eq!(error.status(), Some(500));
    let text = error.to_string();
    assert!(
        text.starts_with("unexpected status 500 Internal Server Error ({\"type\":\"about:blank\""),
        "{text}"
    );
    assert!(!text.contains("hunter2"), "{text}");
}

#[tokio::test]
async fn credentials_are_chosen_and_never_shown() {
    let none = builder(serve()).build("http://api.test").unwrap();
    let error = find(&none, &params("cat")).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "`findPets` needs credentials: configure `bearer` and `session`, or `key`"
    );
    // Half of an alternative is none.
    let half = builder(serve())
        .credential(&api::BEARER, "good".into())
        .build("http://api.test")
        .unwrap();
    assert!(matches!(
        find(&half, &params("cat")).await,
        Err(Error::MissingCredentials(_))
    ));
    let both = builder(serve())
        .credential(&api::BEARER, "good".into())
        .credential(&api::SESSION, "good".into());
    assert!(!format!("{both:?}").contains("good"));
    let both = both.build("http://api.test").unwrap();
    assert!(find(&both, &params("cat")).await.is_ok());
    assert!(!format!("{both:?}").contains("good"));
    let wrong = builder(serve())
        .credential(&api::KEY, "bad".into())
        .build("http://api.test")
        .unwrap();
    let error = find(&wrong, &params("cat")).await.unwrap_err();
    assert_eq!(error.status(), Some(401));
    assert_eq!(
        error.headers().unwrap()["www-authenticate"],
        "Bearer realm=\"api\", ApiKey in=\"cookie\", name=\"sid\", ApiKey in=\"header\", name=\"x-key\""
    );
}

#[test]
fn a_builder_refuses_what_cannot_be_sent() {
    for url in ["", "/api", "ftp://x", "http://x/?a=b", "http://"] {
        assert!(builder(serve()).build(url).is_err(), "{url}");
    }
    let error = builder(serve())
        .credential(&api::KEY, "a\nb".into())
        .build("http://x")
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "invalid credential of security scheme `key`"
    );
}

#[tokio::test]
async fn wrong_parameters_are_named_all_at_once() {
    let (status, headers, body) = raw(request("GET", "/pets/cat?limit=x&tags=")
        .header("x-trace", "1,b")
        .body(String::new())
        .unwrap())
    .await;
    assert_eq!(
        (status, &headers["content-type"]),
        (400, &"application/problem+json".parse().unwrap())
    );
    let body: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!(
        (&body["type"], &body["title"], &body["status"]),
        (&"about:blank".into(), &"Bad Request".into(), &400.into())
    );
    let violations: Vec<String> = body["violations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| {
            format!(
                "{} {} {} {}",
                it["in"], it["parameter"], it["instance"], it["keyword"]
            )
        })
        .collect();
    assert_eq!(
        violations,
        [
            "\"query\" \"limit\" \"\" \"type\"",
            "\"query\" \"tags\" \"/0\" \"minLength\"",
            "\"header\" \"X-Trace\" \"/1\" \"type\""
        ]
    );
}

#[tokio::test]
async fn what_has_no_route_is_a_problem() {
    let (status, _, body) = raw(request("GET", "/nothing").body(String::new()).unwrap()).await;
    assert_eq!(status, 404);
    assert!(body.contains("\"title\":\"Not Found\""), "{body}");
    let (status, headers, _) =
        raw(request("DELETE", "/pets/cat").body(String::new()).unwrap()).await;
    assert_eq!(status, 405);
    let mut allowed: Vec<&str> = headers["allow"].to_str().unwrap().split(',').collect();
    allowed.sort_unstable();
    assert_eq!(allowed, ["GET", "HEAD", "PATCH"]);
    let (status, headers, body) =
        raw(request("HEAD", "/pets/cat").body(String::new()).unwrap()).await;
    assert_eq!((status, &*body), (200, ""));
    assert!(headers["content-length"] != "0");
    // The template with more text is meant.
    let (status, _, body) = raw(request("GET", "/pets/cat.json")
        .body(String::new())
        .unwrap())
    .await;
    assert_eq!((status, &*body), (200, "\"json of cat\""));
    let (status, ..) = raw(request("PATCH", "/pets/cat.json")
        .body(String::new())
        .unwrap())
    .await;
    assert_eq!(status, 405);
}

#[tokio::test]
async fn authentication_comes_before_the_body() {
    let request = Request::builder()
        .method("PATCH")
        .uri("/pets/cat")
        .body("x".repeat(10_000))
        .unwrap();
    let (status, headers, _) = raw(request).await;
    assert_eq!(status, 401);
    assert!(headers.contains_key("www-authenticate"));
    let twice = request_twice("x-key");
    assert_eq!(raw(twice).await.0, 401);
}

fn request_twice(header: &str) -> Request<String> {
    Request::builder()
        .uri("/pets/cat")
        .header(header, "good")
        .header(header, "bad")
        .body(String::new())
        .unwrap()
}

#[tokio::test]
async fn bodies_are_refused_by_what_is_wrong_with_them() {
    let patch = |media_type: Option<&str>, body: &str| {
        let mut request = request("PATCH", "/pets/cat");
        if let Some(media_type) = media_type {
            request = request.header("content-type", media_type);
        }
        raw(request.body(body.to_owned()).unwrap())
    };
    let json = Some("application/json; charset=utf-8");
    assert_eq!(patch(json, r#"{"name": "Tom", "age": 3}"#).await.0, 200);
    assert_eq!(patch(None, r#"{"name": "Tom", "age": 3}"#).await.0, 415);
    assert_eq!(
        patch(Some("text/plain"), r#"{"name": "Tom", "age": 3}"#)
            .await
            .0,
        415
    );
    assert_eq!(patch(json, "").await.0, 400);
    assert_eq!(patch(json, "{\"name\"").await.0, 400);
    assert_eq!(
        patch(json, &format!("{{\"name\": \"{}\"}}", "x".repeat(5000)))
            .await
            .0,
        413
    );
    for body in ["null", "[]", "{}"] {
        assert_eq!(patch(json, body).await.0, 422, "{body}");
    }
    let (status, _, body) = patch(json, r#"{"name": "", "age": -1, "secret": "abc"}"#).await;
    assert_eq!(status, 422);
    let body: serde_json::Value = serde_json::from_str(&body).unwrap();
    let found: Vec<_> = body["violations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| format!("{} {} {}", it["instance"], it["keyword"], it["message"]))
        .collect();
    assert_eq!(
        found,
        [
            r#""/age" "minimum" "expected at least 0, found -1""#,
            r#""/name" "minLength" "expected at least 1 character, found 0 characters""#,
            r#""/secret" "minLength" "expected at least 8 characters""#,
        ]
    );
}

#[tokio::test]
async fn refusals_can_have_a_body_of_ones_own() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&seen);
    let options = Options::default()
        .on_rejection(|rejection| {
            let mut response =
                axum::response::Response::new(format!("{:?}", rejection.reason()).into());
            *response.status_mut() = StatusCode::from_u16(rejection.status()).unwrap();
            response
        })
        .on_internal(move |cause| log.lock().unwrap().push(cause.to_string()));
    let server = serve_with(options);
    let (status, headers, body) = raw_to(
        server.clone(),
        Request::builder()
            .uri("/pets/cat")
            .body(String::new())
            .unwrap(),
    )
    .await;
    assert_eq!((status, body), (401, format!("{:?}", Reason::Unauthorized)));
    assert!(headers.contains_key("www-authenticate"));
    let (status, ..) = raw_to(
        server,
        request("GET", "/pets/crash").body(String::new()).unwrap(),
    )
    .await;
    assert_eq!(
        (status, seen.lock().unwrap().clone()),
        (500, vec!["the password is hunter2".to_owned()])
    );
}

#[tokio::test]
async fn answers_that_cannot_be_read_are_told() {
    let read = |status: u16, media_type: Option<&str>, body: &'static str| {
        let mut response = http::Response::builder().status(status);
        if let Some(media_type) = media_type {
            response = response.header("content-type", media_type);
        }
        Response::from(response.body(body.into()).unwrap())
    };
    assert_eq!(
        read(200, None, "5").decode::<i64, ()>(codec::Json).unwrap(),
        5
    );
    assert_eq!(
        read(200, Some("application/vnd.x+json"), "5")
            .decode::<i64, ()>(codec::Json)
            .unwrap(),
        5
    );
    assert_eq!(
        read(200, Some("text/plain"), "5")
            .decode::<i64, ()>(codec::Text)
            .unwrap(),
        5
    );
    let error = read(200, Some("text/html"), "<html>\n<body>Down</body>")
        .decode::<i64, ()>(codec::Json)
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "invalid response 200: expected Content-Type JSON, found text/html"
    );
    let error = read(404, None, "{").error(codec::Json, |body: String| body);
    assert!(matches!(error, Error::InvalidBody { .. }) && error.status() == Some(404));
    let long = Response::from(http::Response::new(bytes::Bytes::from("x".repeat(10_000))));
    assert!(long.unexpected_status::<()>().to_string().len() < 400);
}

#[tokio::test]
async fn answers_are_bounded() {
    let core = builder(serve())
        .body_limit(3)
        .credential(&api::KEY, "good".into())
        .build("http://api.test")
        .unwrap();
    match find(&core, &params("cat")).await {
        Err(Error::Transport(error)) => assert!(error.is_too_large()),
        other => panic!("{other:?}"),
    }
}
