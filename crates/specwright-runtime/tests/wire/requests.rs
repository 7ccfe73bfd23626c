//! Headers of every request.

use crate::raw::{Server, header, response};
use crate::{builder, core, operation, request};
use specwright_runtime::client::{RequestWriter, ServiceTransport};
use specwright_runtime::{Operation, Parameter, codec};
use std::sync::{Arc, Mutex};

static GET: Operation = operation("GET", "/x");
static POST: Operation = operation("POST", "/x");
static PUT: Operation = operation("PUT", "/x");
static PATCH: Operation = operation("PATCH", "/x");
static DELETE: Operation = operation("DELETE", "/x");

fn server() -> Server {
    Server::answering(&response("200 OK", "", ""))
}

#[tokio::test]
async fn methods_with_a_content_send_the_length_of_none() {
    for (operation, length) in [
        (&POST, Some("0")),
        (&PUT, Some("0")),
        (&PATCH, Some("0")),
        (&GET, None),
        (&DELETE, None),
    ] {
        let server = server();
        core(&server).send(request(operation)).await.unwrap();
        let sent = &server.requests()[0];
        assert_eq!(header(sent, "content-length"), length, "{sent}");
        assert_eq!(
            sent.matches("ontent-").count(),
            usize::from(length.is_some()),
            "{sent}"
        );
    }
    let server = server();
    let mut writer = RequestWriter::new(&POST);
    writer.body(codec::Json, "application/json", &1_i64);
    core(&server).send(writer.finish().unwrap()).await.unwrap();
    assert_eq!(header(&server.requests()[0], "content-length"), Some("1"));
}

#[tokio::test]
async fn a_client_has_a_name() {
    let own = server();
    core(&own).send(request(&GET)).await.unwrap();
    let name = concat!("specwright/", env!("CARGO_PKG_VERSION"));
    assert_eq!(header(&own.requests()[0], "user-agent"), Some(name));
    for (told, sent) in [("shop/2 (x)", Some("shop/2 (x)")), ("", None)] {
        let server = server();
        let core = builder().user_agent(told.to_owned()).build(&server.url);
        core.unwrap().send(request(&GET)).await.unwrap();
        assert_eq!(header(&server.requests()[0], "user-agent"), sent);
    }
    assert!(
        builder()
            .user_agent("a\nb".to_owned())
            .build("http://x")
            .is_err()
    );
    // A parameter of the document is meant for this operation.
    static OWN: Operation =
        operation("GET", "/x").parameters(&[Parameter::header("User-Agent", "0")]);
    let server = server();
    let mut writer = RequestWriter::new(&OWN);
    writer.parameter(0, &"told".to_owned());
    core(&server).send(writer.finish().unwrap()).await.unwrap();
    assert_eq!(header(&server.requests()[0], "user-agent"), Some("told"));
}

#[tokio::test]
async fn a_transport_sees_the_operation() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&seen);
    let service = axum::Router::new().fallback(move |request: axum::extract::Request| {
        let operation = request.extensions().get::<&'static Operation>();
        log.lock().unwrap().push(operation.map(|it| it.path));
        std::future::ready(())
    });
    let builder = builder().transport(ServiceTransport::new(service));
    let core = builder.build("http://api.test").unwrap();
    core.send(request(&GET)).await.unwrap();
    assert_eq!(*seen.lock().unwrap(), [Some("/x")]);
}

#[test]
fn relative_servers_have_a_base() {
    for (base, server, url) in [
        (
            "http://a.test/docs/openapi.json",
            "/v1",
            "http://a.test/v1/x",
        ),
        (
            "http://a.test/docs/openapi.json",
            "v1/",
            "http://a.test/docs/v1/x",
        ),
        ("http://a.test/docs/openapi.json", "", "http://a.test/x"),
        ("http://a.test/docs/", "v1", "http://a.test/docs/v1/x"),
        ("https://a.test", "//b.test/v1", "https://b.test/v1/x"),
        ("https://a.test", "http://b.test/v1", "http://b.test/v1/x"),
    ] {
        let core = builder().base_url(base.to_owned()).build(server).unwrap();
        assert!(
            format!("{core:?}").contains(url.trim_end_matches("/x")),
            "{core:?} {url}"
        );
    }
    assert!(builder().base_url("/v1".to_owned()).build("/v2").is_err());
    assert!(builder().build("/v1").is_err());
}
