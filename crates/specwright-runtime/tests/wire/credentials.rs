//! Cookies of security schemes (RFC 6265).

use crate::raw::{Served, Server, body, header, response};
use crate::request;
use specwright_runtime::client::Builder;
use specwright_runtime::server::{Incoming, Options, Rejection, Response, Routes, response};
use specwright_runtime::{Operation, Requirement, SecurityScheme, codec};
use std::sync::Arc;

const SESSION: SecurityScheme = SecurityScheme::cookie("session", "sid");
static GET: Operation = Operation::new("get", "GET", "/x", &[&[Requirement::new(&SESSION, &[])]]);

#[tokio::test]
async fn a_cookie_goes_as_it_is() {
    for value in [
        "abc==",
        "a%3Db",
        "{\"a\":1}",
        "\"quoted\"",
        "!#$&'()*+-./:<=>?@[]^_`{|}~",
    ] {
        let server = Server::answering(&response("200 OK", "", ""));
        let builder = Builder::default().credential(&SESSION, value.into());
        match builder.build(&server.url) {
            Ok(core) => {
                core.send(request(&GET)).await.unwrap();
                let sent = format!("sid={value}");
                assert_eq!(header(&server.requests()[0], "cookie"), Some(&*sent));
            }
            // A quote is around a value, not in it.
            Err(_) => assert!(value.starts_with('{')),
        }
    }
    for value in ["a b", "a;b", "a,b", "a\\b", "ü", "a\nb"] {
        let builder = Builder::default().credential(&SESSION, value.into());
        assert!(builder.build("http://x").is_err(), "{value}");
    }
}

#[test]
fn a_server_reads_a_cookie_as_it_is() {
    async fn echo(_: Arc<()>, incoming: Incoming) -> Result<Response, Rejection> {
        let secret = incoming.head().credential(&SESSION);
        let text = secret.map(|it| it.expose().to_owned());
        response::body(
            200,
            codec::Text,
            "text/plain",
            &text.unwrap_or("none".to_owned()),
        )
    }
    let mut routes = Routes::new((), Options::default());
    routes.add(&GET, echo);
    let server = Served::new(routes.finish());
    for (sent, read) in [
        ("sid=abc==", "abc=="),
        ("a=b; sid=a%3Db;c=d", "a%3Db"),
        ("sid=a+b", "a+b"),
        ("sid=", "none"),
        ("SID=a", "none"),
        ("sid=a; sid=b", "none"),
    ] {
        let answer = server.ask("GET", "/x", &format!("Cookie: {sent}\r\n"));
        assert_eq!(body(&answer), read, "{sent}");
    }
}
