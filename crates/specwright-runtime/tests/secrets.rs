//! `Debug` and `Display` show no credential and no value of `format: password`.

use http::header::HeaderMap;
use specwright_runtime::client::{
    Builder, Core, EncodeError, Error, Request, RequestWriter, Response, ServiceTransport,
    TransportError,
};
use specwright_runtime::server::{
    self, Call, Denied, Failure, Head, Incoming, Options, Rejection, RequestReader, Routes,
};
use specwright_runtime::{
    Basic, Constraint, Constraints, Framing, Operation, Parameter, Requirement, Secret,
    SecurityScheme, StreamError, WithHeaders, codec, constraint, object,
};
use std::fmt::Debug;
use std::sync::{Arc, Mutex};
use tower_service::Service;

/// The marker that nothing may show.
const S: &str = "SECRETVALUE";

const HEADER: SecurityScheme = SecurityScheme::header("header", "x-odd");
const QUERY: SecurityScheme = SecurityScheme::query("query", "q odd");
const COOKIE: SecurityScheme = SecurityScheme::cookie("cookie", "odd");
const BASIC: SecurityScheme = SecurityScheme::basic("basic");

static OPERATION: Operation = Operation::new(
    "call",
    "POST",
    "/call/{pin}",
    &[
        &[Requirement::new(&HEADER, &[])],
        &[Requirement::new(&QUERY, &[])],
        &[Requirement::new(&COOKIE, &[])],
        &[Requirement::new(&BASIC, &[])],
    ],
)
.parameters(&[
    Parameter::path("pin", "0").constraints(&[constraint::MinLength(3), constraint::Secret]),
    Parameter::query("phrase", "1").constraints(&[constraint::MaxLength(20), constraint::Secret]),
    Parameter::header("x-phrase", "2").constraints(&[constraint::Secret]),
    Parameter::header("X-Api-Key", "3"),
    Parameter::cookie("crumb", "4"),
    Parameter::query("limit", "5"),
]);

struct Login {
    user: String,
    password: String,
}

object! {
    Login("/s/Login", ignore);
    required(user, "user");
    required(password, "password").constraints_at(Constraints::new("/s/Login/properties/password", &[Constraint::MinLength(8), Constraint::Secret]));
}

/// Checks that neither form of `Debug` shows the marker, and returns the short one.
#[track_caller]
fn debug(what: &impl Debug) -> String {
    let (short, long) = (format!("{what:?}"), format!("{what:#?}"));
    assert!(!short.contains(S), "{short}");
    assert!(!long.contains(S), "{long}");
    // Neither as bytes nor as Base64 of them.
    let bytes = format!("{:?}", S.as_bytes());
    assert!(!short.contains(bytes.trim_matches(['[', ']'])), "{short}");
    assert!(!short.contains("U0VDUkVUVkFMVU"), "{short}");
    short
}

#[track_caller]
fn shown(what: &(impl Debug + std::fmt::Display)) -> String {
    debug(what);
    let text = what.to_string();
    assert!(!text.contains(S), "{text}");
    text
}

fn request() -> http::Request<axum::body::Body> {
    let uri = format!("http://{S}:{S}@h/call/{S}?q%20odd={S}&phrase={S}&access_token={S}&limit=7");
    let mut request = http::Request::post(uri);
    for name in [
        "authorization",
        "proxy-authorization",
        "cookie",
        "x-api-key",
        "x-odd",
        "X-Phrase",
        "x-auth-token",
        "x-csrf-token",
        "x-amz-security-token",
        "private-token",
        "ocp-apim-subscription-key",
    ] {
        request = request.header(name, format!("Bearer a={S}"));
    }
    request = request
        .header("referer", format!("https://{S}@h/a?b={S}"))
        .header("accept", "text/plain");
    request
        .body(format!("{{\"password\": \"{S}\"}}").into())
        .unwrap()
}

fn head() -> Head {
    Head::new(request().into_parts().0, &OPERATION).unwrap()
}

#[test]
fn what_a_server_reads() {
    let head = head();
    let text = debug(&head);
    for kept in [
        "\"text/plain\"",
        "limit=7",
        "\"call\"",
        "/call/{pin}",
        "x-odd",
    ] {
        assert!(text.contains(kept), "{kept}: {text}");
    }
    let call = Call::new(head, format!("{{\"user\": 1, \"password\": \"{S}\"}}"));
    debug(&call);
    let mut reader = RequestReader::new(&call);
    debug(&reader);
    let _ = reader.parameter::<String>(0);
    let _ = reader.optional::<String>(1);
    let _ = reader.optional::<i64>(2);
    let _ = reader.body::<Login>(codec::Json, "application/json");
    debug(&reader);
    shown(&reader.finish().unwrap_err());
}

#[tokio::test]
async fn what_a_server_routes() {
    static SEEN: Mutex<String> = Mutex::new(String::new());
    async fn see(_: Arc<Secret>, incoming: Incoming) -> Result<server::Response, Rejection> {
        *SEEN.lock().unwrap() = debug(&incoming);
        Err(Rejection::not_found())
    }
    let mut routes = Routes::new(Secret::from(S), Options::default());
    debug(&routes);
    routes.add(&OPERATION, see);
    routes.finish().call(request()).await.unwrap();
    assert!(SEEN.lock().unwrap().contains("limit=7"));
}

#[test]
fn why_a_server_refuses() {
    debug(&Some(Secret::from(S)));
    debug(&Basic {
        user: "ada".to_owned(),
        password: S.into(),
    });
    debug(&Failure::Declared(login()));
    shown(&Failure::Declared(login()));
    debug(&Denied::unauthorized("no"));
    for body in [
        "{\"user\": \"ada\", \"password\": \"SECRET\"}",
        "{\"password\": 5}",
    ] {
        let refused = specwright_runtime::json::from_slice::<Login>(body.as_bytes());
        let text = refused.unwrap_err().to_string();
        assert!(
            !text.contains("SECRET") && !text.contains("found 5"),
            "{text}"
        );
    }
}

fn login() -> Login {
    Login {
        user: "ada".to_owned(),
        password: S.to_owned(),
    }
}

fn written(pin: &str, key: &str) -> RequestWriter {
    let mut writer = RequestWriter::new(&OPERATION);
    writer.parameter(0, &pin.to_owned());
    writer.optional(1, &Some(S.to_owned()));
    writer.optional(2, &Some(S.to_owned()));
    writer.optional(3, &Some(key.to_owned()));
    writer.optional(4, &Some(S.to_owned()));
    writer.optional(5, &Some(7));
    writer.body(codec::Json, "application/json", &login());
    writer
}

#[test]
fn what_a_client_writes() {
    let writer = written(S, S);
    debug(&writer);
    let request: Request = writer.finish().unwrap();
    let text = debug(&request);
    assert!(text.contains("limit=7") && text.contains("POST"), "{text}");
    // What goes to a transport is marked, so that it is not shown there either.
    debug(&request.to_url("http://h").unwrap().headers());
    for (pin, key) in [("S", S), (S, "SECRETVALUE\n")] {
        let writer = written(pin, key);
        debug(&writer);
        let refused: EncodeError = writer.finish().unwrap_err();
        shown(&refused);
        shown(&Error::<()>::from(refused));
    }
}

fn builder() -> Builder {
    Builder::default()
        .transport(ServiceTransport::new(axum::Router::new()))
        .credential(&HEADER, S.into())
        .credential(&QUERY, S.into())
        .credential(&COOKIE, S.into())
        .basic(&BASIC, "ada".to_owned(), S.into())
}

#[test]
fn what_a_client_is_made_of() {
    debug(&builder());
    let core: Core = builder().build("http://h").unwrap();
    debug(&core);
    for url in [
        "http://SECRETVALUE:SECRETVALUE@h?a=b",
        "http://h?key=SECRETVALUE",
        "SECRETVALUE@h",
        "http://u:SECRETVALUE@h",
        "http://u:SECRET VALUE@SECRETVALUE@h",
        "ftp://u:SECRETVALUE@h/a#SECRETVALUE",
    ] {
        shown(&builder().build(url).unwrap_err());
    }
    shown(
        &builder()
            .credential(&HEADER, format!("{S}\n").into())
            .build("http://h")
            .unwrap_err(),
    );
    shown(&TransportError::timeout());
}

fn response(status: u16, body: &str) -> Response {
    let mut response = http::Response::builder().status(status);
    for name in ["set-cookie", "x-auth-token", "authorization", "x-api-key"] {
        response = response.header(name, format!("a={S}"));
    }
    response = response.header("location", format!("https://{S}@h/a?code={S}"));
    let response = response.header("content-type", "application/json");
    Response::from(response.body(body.to_owned().into()).unwrap())
}

#[test]
fn what_a_client_receives() {
    let body = format!("{{\"user\": \"ada\", \"password\": \"{S}\"}}");
    debug(&response(200, &body));
    shown(&response(400, &body));
    let declared: Error<Login> = response(400, &body).error(codec::Json, |body: Login| body);
    assert!(shown(&declared).contains("400"), "{declared}");
    let unexpected = response(500, &body).unexpected_status::<()>();
    assert!(unexpected.to_string().contains("\"ada\""), "{unexpected}");
    shown(&unexpected);
    debug(&WithHeaders::new((), login()));
}

#[test]
fn why_an_answer_cannot_be_read() {
    let json = |body: &str| {
        response(200, body)
            .decode::<Login, ()>(codec::Json)
            .unwrap_err()
    };
    for body in [
        format!("\"{S}\""),
        format!("{{\"user\": [\"{S}\"], \"password\": \"{S}\"}}"),
        format!("{{\"user\": \"{S}\"}}"),
        format!("{{\"user\": \"{S}\", \"user\": \"{S}\", \"password\": \"{S}\"}}"),
        format!("{{\"user\": \"{S}"),
        S.to_owned(),
    ] {
        shown(&json(&body));
    }
    let text = shown(&json(&format!(
        "{{\"user\": {{\"a\": \"{S}\"}}, \"password\": \"{S}\"}}"
    )));
    assert!(text.contains("/user: expected"), "{text}");
    let number = response(200, &format!("\"{S}\"")).decode::<i64, ()>(codec::Json);
    let text = shown(&number.unwrap_err());
    assert!(text.contains("expected an integer"), "{text}");
    shown(&response(200, S).decode::<i64, ()>(codec::Text).unwrap_err());
    shown(
        &response(200, &format!("user={S}&user={S}"))
            .decode::<Login, ()>(codec::Form(&[]))
            .unwrap_err(),
    );
}

#[tokio::test]
async fn why_an_item_cannot_be_read() {
    for (framing, body) in [
        (Framing::Lines, format!("\"{S}\"\n")),
        (Framing::Sequence, format!("\x1e{{\"user\": \"{S}\"}}\n")),
        (
            Framing::EventData,
            format!("data: {{\"user\": \"{S}\"}}\n\n"),
        ),
        (Framing::EventData, format!("data: {S}\n\n")),
    ] {
        let mut items = response(200, &body)
            .stream::<Login, ()>(codec::Items(framing))
            .unwrap();
        let error = items.next().await.unwrap().unwrap_err();
        shown(&error);
        assert!(matches!(&error, StreamError::Unreadable { item, .. } if item.contains(S)));
    }
}

#[test]
fn a_header_that_cannot_be_read() {
    struct Page(#[allow(dead_code)] i64);
    impl specwright_runtime::export::headers::Headers for Page {
        fn write(&self, _: &mut specwright_runtime::export::headers::HeaderWriter) {}
        fn read(
            reader: &mut specwright_runtime::export::headers::HeaderReader<'_>,
        ) -> Option<Self> {
            Some(Self(
                reader.required(&Parameter::header("X-Auth-Token", ""))?,
            ))
        }
    }
    let error = response(200, "").split_headers::<Page, ()>();
    shown(&error.map(|_| ()).unwrap_err());
}

#[test]
fn an_error_body_cannot_steer_a_terminal() {
    let body = "\u{1b}]0;owned\u{7}\u{1b}[2J\u{9b}31m a\u{202e}b\u{200b}\u{2066}\u{feff}\u{0}\u{7f}\r\nend";
    let mut headers = HeaderMap::new();
    headers.insert("content-type", "text/plain".parse().unwrap());
    let mut answer = http::Response::new(bytes::Bytes::from(body));
    *answer.status_mut() = http::StatusCode::BAD_GATEWAY;
    let error = Response::from(answer).unexpected_status::<()>();
    for text in [
        error.to_string(),
        format!("{error:?}"),
        format!("{error:#?}"),
    ] {
        let bad = |c: &char| {
            (c.is_control() && *c != '\n') || "\u{202e}\u{200b}\u{2066}\u{feff}".contains(*c)
        };
        assert_eq!(text.chars().find(bad), None, "{text:?}");
    }
    assert!(error.to_string().contains("\\u{1b}[2J"), "{error}");
    assert!(
        error
            .to_string()
            .ends_with("end): not declared in the document")
    );
}

#[test]
fn what_is_shared_is_shown_by_nobody() {
    // An `Arc` of a secret, in a list of them, as any state of a service may hold it.
    debug(&vec![Arc::new(Secret::from(S))]);
}
