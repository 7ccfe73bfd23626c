//! Targets of requests: routes, servers, and credentials that are not sent.

use http::Request;
use specwright_runtime::client::{Builder, Core, RequestWriter, ServiceTransport};
use specwright_runtime::server::{
    Call, ClientCertificate, Head, Incoming, Options, Rejection, RequestReader, Response, Routes,
    response,
};
use specwright_runtime::{Operation, Parameter, Requirement, SecurityScheme, Style, codec};
use tower_service::Service;

fn builder(server: axum::Router) -> Builder {
    Builder::default().transport(ServiceTransport::new(server))
}

/// The answer to a plain request.
async fn send(mut server: axum::Router, method: &str, uri: &str) -> (u16, String) {
    let request = Request::builder().method(method).uri(uri);
    let request = request.body(axum::body::Body::empty()).expect("a request");
    let response = server.call(request).await.expect("an answer");
    let (head, body) = response.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX)
        .await
        .expect("a body");
    (
        head.status.as_u16(),
        String::from_utf8(body.to_vec()).expect("text"),
    )
}

/// The answer to a call without parameters.
async fn call(core: &Core, operation: &'static Operation) -> String {
    let writer = RequestWriter::new(operation);
    let request = writer.finish().expect("it is a request");
    let response = core.send(request).await.expect("an answer");
    String::from_utf8(response.body().to_vec()).expect("text")
}

/// The handler of the routing tests.
async fn answer(incoming: Incoming) -> Result<Response, Rejection> {
    response::body(
        200,
        codec::Text,
        "text/plain",
        &incoming.head().operation().id.to_owned(),
    )
}

#[tokio::test]
async fn operations_of_one_path_are_told_apart() {
    const PLAIN: Operation = Operation::new("plain", "POST", "/messages", &[]);
    const BETA: Operation = Operation::new("beta", "POST", "/messages?beta=true", &[]);
    const OTHER: Operation = Operation::new("other", "COPY", "/messages?beta=true#x", &[]);
    const FIRST: Operation = Operation::new("first", "GET", "/pets/{id}", &[]);
    const SECOND: Operation = Operation::new("second", "GET", "/pets/{name}", &[]);
    const VERB: Operation = Operation::new("verb", "GET", "/pets/{name}:walk", &[]);
    let mut routes = Routes::new((), Options::default());
    for operation in [&PLAIN, &BETA, &OTHER, &SECOND, &FIRST, &VERB] {
        routes.add(operation, |_, incoming| answer(incoming));
    }
    let router = routes.finish();
    for (method, uri, id) in [
        ("POST", "/messages", "plain"),
        ("POST", "/messages?beta=false", "plain"),
        ("POST", "/messages?a=1&beta=true", "beta"),
        ("COPY", "/messages?beta=true", "other"),
        ("GET", "/pets/1", "first"),
        ("GET", "/pets/1:walk", "verb"),
    ] {
        let (status, body) = send(router.clone(), method, uri).await;
        assert_eq!((status, body.as_str()), (200, id), "{method} {uri}");
    }
}

#[tokio::test]
async fn an_operation_can_have_a_server_of_its_own() {
    const OWN: Operation =
        Operation::new("own", "GET", "/x", &[]).servers(&["https://files.example.com/v2/"]);
    const NEAR: Operation = Operation::new("near", "GET", "/x", &[]).servers(&["/v2"]);
    const PLAIN: Operation = Operation::new("plain", "GET", "/x", &[]);
    let urls = axum::Router::new()
        .fallback(async |request: http::Request<axum::body::Body>| request.uri().to_string());
    let build = |builder: Builder| {
        builder
            .build("https://api.example.com/v1")
            .expect("a client")
    };
    let core = build(builder(urls.clone()).operation_servers(true));
    assert_eq!(call(&core, &OWN).await, "https://files.example.com/v2/x");
    assert_eq!(call(&core, &NEAR).await, "https://api.example.com/v2/x");
    assert_eq!(call(&core, &PLAIN).await, "https://api.example.com/v1/x");
    let core = build(builder(urls.clone()));
    assert_eq!(call(&core, &OWN).await, "https://api.example.com/v1/x");
    let core = build(builder(urls).operation_server(&OWN, "http://localhost:1/".to_owned()));
    assert_eq!(call(&core, &OWN).await, "http://localhost:1/x");
}

#[tokio::test]
async fn certificates_and_other_schemes_are_credentials() {
    const TLS: SecurityScheme = SecurityScheme::mutual_tls("tls");
    const DIGEST: SecurityScheme = SecurityScheme::http("digest", "Digest");
    const ANY: Operation = Operation::new(
        "any",
        "GET",
        "/any",
        &[
            &[Requirement::new(&TLS, &[])],
            &[Requirement::new(&TLS, &[]), Requirement::new(&DIGEST, &[])],
        ],
    );
    let mut routes = Routes::new((), Options::default());
    routes.add(&ANY, |_, incoming| async move {
        let head = incoming.head();
        let digest = head.credential(&DIGEST).map(|it| it.expose().to_owned());
        let words = format!("{digest:?} {}", head.certificate(&TLS).is_some());
        response::body(200, codec::Text, "text/plain", &words)
    });
    let certificate = ClientCertificate {
        der: b"x".as_slice().into(),
    };
    let router = routes.finish().layer(axum::Extension(certificate));
    let url = "http://localhost";
    let core = builder(router.clone()).build(url).expect("a client");
    assert_eq!(call(&core, &ANY).await, "None true");
    let core = builder(router)
        .credential(&DIGEST, "Digest username=x".into())
        .build(url)
        .expect("a client");
    assert_eq!(call(&core, &ANY).await, "Some(\"Digest username=x\") true");
}

#[test]
fn what_an_api_sends_goes_to_a_url_that_it_was_given() {
    const SENT: Operation =
        Operation::new("petBorn", "POST", "", &[]).parameters(&[Parameter::query("a", "/a")]);
    let mut writer = RequestWriter::new(&SENT);
    writer.parameter(0, &"b c".to_owned());
    writer.body(codec::Json, "application/json", &7_i64);
    let request = writer.finish().expect("it is a request");
    let request = request
        .to_url("https://listener.test/x/y?z=1")
        .expect("it is a URL");
    assert_eq!(request.uri(), "https://listener.test/x/y?z=1&a=b%20c");
    let (parts, body) = request.into_parts();
    let head = Head::new(parts, &SENT).expect("any path is right");
    let call = Call::new(head, body);
    let mut reader = RequestReader::new(&call);
    assert_eq!(reader.body::<i64>(codec::Json, "application/json"), Ok(7));
    assert_eq!(reader.parameter::<String>(0), Ok("b c".to_owned()));
}

/// A call of an operation with these parameters, without a socket.
fn sent(operation: &'static Operation, write: impl Fn(&mut RequestWriter)) -> Call {
    let mut writer = RequestWriter::new(operation);
    write(&mut writer);
    let request = writer.finish().expect("it is a request");
    let request = request.to_url("http://localhost/").expect("it is a URL");
    let (parts, body) = request.into_parts();
    Call::new(
        Head::new(parts, operation).expect("any path is right"),
        body,
    )
}

#[test]
fn typed_values_make_the_round_in_every_new_style() {
    type Lists = std::collections::BTreeMap<String, Vec<i64>>;
    const CALL: Operation = Operation::new("call", "GET", "", &[]);
    const WHOLE_FORM: Operation = CALL.parameters(&[LISTS.style(Style::WholeForm)]);
    const WHOLE_JSON: Operation = CALL.parameters(&[LISTS.style(Style::WholeJson)]);
    const DEEP_OBJECT: Operation = CALL.parameters(&[LISTS.style(Style::DeepObject)]);
    const LISTS: Parameter = Parameter::query("lists", "/lists");
    const COOKIE: Operation =
        CALL.parameters(&[Parameter::cookie("sid", "/sid").style(Style::Cookie)]);
    let lists = Lists::from([("a".to_owned(), vec![1]), ("b".to_owned(), vec![2, 3])]);
    for operation in [&WHOLE_FORM, &WHOLE_JSON, &DEEP_OBJECT] {
        let call = sent(operation, |writer| writer.parameter(0, &lists));
        let mut reader = RequestReader::new(&call);
        assert_eq!(
            reader.parameter::<Lists>(0),
            Ok(lists.clone()),
            "{operation:?}"
        );
    }
    let call = sent(&COOKIE, |writer| writer.parameter(0, &"a%20b".to_owned()));
    assert_eq!(call.head().headers()["cookie"], "sid=a%20b");
    let mut reader = RequestReader::new(&call);
    assert_eq!(reader.parameter::<String>(0), Ok("a%20b".to_owned()));
}
