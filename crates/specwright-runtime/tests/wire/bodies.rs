//! Bodies: those that there are not, charsets, media types, null.

use crate::raw::{Served, Server, body, header, response, status};
use crate::{builder, core, operation, request};
use specwright_runtime::client::{Error, RequestWriter, Response};
use specwright_runtime::server::{Incoming, Options, Rejection, RequestReader, Routes, response};
use specwright_runtime::{Bytes, Media, Operation, OptionalNullable, Stream, codec};
use std::sync::Arc;

static GET: Operation = operation("GET", "/x");
static POST: Operation = operation("POST", "/x");

type Answered = Result<specwright_runtime::server::Response, Rejection>;

/// A server of one operation.
fn served<F: Future<Output = Answered> + Send + 'static>(
    operation: &'static Operation,
    handler: fn(Arc<()>, Incoming) -> F,
) -> Served {
    let mut routes = Routes::new((), Options::default());
    routes.add(operation, handler);
    Served::new(routes.finish())
}

async fn answered(text: &str) -> Response {
    let server = Server::answering(text);
    core(&server).send(request(&GET)).await.unwrap()
}

#[tokio::test]
async fn a_status_without_a_body_is_not_read() {
    for line in ["204 No Content", "205 Reset Content", "304 Not Modified"] {
        let text = format!(
            "HTTP/1.1 {line}\r\nContent-Type: application/json\r\nETag: a\r\nConnection: close\r\n\r\n"
        );
        let answer = answered(&text).await;
        assert!(answer.has_no_body());
        assert_eq!(answer.headers()["etag"], "a");
        match answer.decode::<String, ()>(codec::Json) {
            Err(Error::InvalidBody { reason, .. }) => {
                assert!(reason.ends_with("has no body"), "{reason}");
            }
            other => panic!("{other:?}"),
        }
        let error = answered(&text)
            .await
            .error(codec::Json, |body: String| body);
        assert!(matches!(error, Error::InvalidBody { .. }));
    }
    assert!(!answered(&response("200 OK", "", "1")).await.has_no_body());
}

#[test]
fn a_server_sends_no_body_and_no_length_where_there_is_none() {
    async fn no_content(_: Arc<()>, incoming: Incoming) -> Answered {
        match incoming.head().uri().query() {
            Some("empty") => response::empty(204),
            Some("json") => response::body(204, codec::Json, "application/json", &1_i64),
            Some("stream") => response::stream(
                204,
                codec::Binary,
                "*/*",
                Stream::from_iter([Bytes::from(b"1")]),
            ),
            Some("not-modified") => response::body(304, codec::Text, "text/plain", &"a".to_owned()),
            _ => response::body(205, codec::Json, "application/json", &1_i64),
        }
    }
    let server = served(&GET, no_content);
    for query in ["empty", "json", "stream", "not-modified"] {
        for method in ["GET", "HEAD"] {
            let answer = server.ask(method, &format!("/x?{query}"), "");
            assert_eq!(header(&answer, "content-length"), None, "{answer}");
            assert_eq!(header(&answer, "transfer-encoding"), None, "{answer}");
            assert_eq!(header(&answer, "content-type"), None, "{answer}");
            assert_eq!(body(&answer), "");
        }
    }
    let answer = server.ask("GET", "/x?reset", "");
    assert_eq!(
        (header(&answer, "content-length"), body(&answer)),
        (Some("0"), "")
    );
}

#[test]
fn the_response_to_head_has_the_length_of_that_to_get() {
    async fn get(_: Arc<()>, incoming: Incoming) -> Answered {
        match incoming.head().uri().query() {
            None => response::body(200, codec::Json, "application/json", &"four".to_owned()),
            _ => response::stream(
                200,
                codec::Binary,
                "*/*",
                Stream::from_iter([Bytes::from(b"1")]),
            ),
        }
    }
    let server = served(&GET, get);
    let answer = server.ask("HEAD", "/x", "");
    assert_eq!(
        (header(&answer, "content-length"), body(&answer)),
        (Some("6"), "")
    );
    // The length of a stream is unknown, so the header is absent.
    let answer = server.ask("HEAD", "/x?stream", "");
    assert_eq!(
        (header(&answer, "content-length"), body(&answer)),
        (None, "")
    );
}

#[tokio::test]
async fn a_client_reads_text_in_its_charset_and_without_a_mark() {
    async fn answer(content_type: &'static str, body: &'static [u8]) -> Response {
        let router = axum::Router::new()
            .fallback(move || async move { ([("content-type", content_type)], body) });
        let core = builder().build(&Served::new(router).url()).unwrap();
        core.send(request(&GET)).await.unwrap()
    }
    for (content_type, body) in [
        ("text/plain", &b"\xC3\xA9"[..]),
        ("text/plain; charset=utf-8", b"\xEF\xBB\xBF\xC3\xA9"),
        ("text/plain; charset=iso-8859-1", b"\xE9"),
        ("text/plain; charset=\"windows-1252\"", b"\xE9"),
        ("text/plain; charset=utf-16", b"\xFF\xFE\xE9\x00"),
    ] {
        let text = answer(content_type, body)
            .await
            .decode::<String, ()>(codec::Text);
        assert_eq!(text.unwrap(), "é", "{content_type}");
    }
    let unknown = answer("text/plain; charset=klingon", b"a").await;
    assert!(matches!(
        unknown.decode::<String, ()>(codec::Text),
        Err(Error::InvalidBody { .. })
    ));
    let json = answer("application/json", b"\xEF\xBB\xBF1").await;
    assert_eq!(json.decode::<i64, ()>(codec::Json).unwrap(), 1);
    let json = answer("application/json", b"\xEF\xBB\xBF1").await;
    assert!(matches!(
        json.error(codec::Json, |it: i64| it),
        Error::Declared(_)
    ));
}

#[test]
fn a_server_reads_text_in_its_charset_and_without_a_mark() {
    async fn text(_: Arc<()>, incoming: Incoming) -> Answered {
        let call = incoming.read().await?;
        let mut reader = RequestReader::new(&call);
        let body = reader.body::<String>(codec::Text, "text/plain");
        reader.finish()?;
        response::body(200, codec::Text, "text/plain; charset=iso-8859-1", &body?)
    }
    let server = served(&POST, text);
    for (content_type, body, wanted) in [
        ("text/plain; charset=utf-8", &b"\xEF\xBB\xBFe"[..], "200"),
        ("text/plain; charset=iso-8859-1", b"\xE9", "200"),
        ("text/plain; charset=utf-16le", b"\xE9\x00", "200"),
        ("text/plain", b"\xE9", "400"),
        ("text/plain; charset=utf-16le", b"\xE9", "400"),
        ("text/plain; charset=klingon", b"a", "415"),
        // What the answer's own charset does not have is a fault of the server.
        ("text/plain", "€".as_bytes(), "500"),
    ] {
        let answer = server.send("/x", content_type, body);
        assert_eq!(status(&answer), wanted, "{content_type} {answer}");
    }
    async fn json(_: Arc<()>, incoming: Incoming) -> Answered {
        let call = incoming.read().await?;
        let mut reader = RequestReader::new(&call);
        let body = reader.body::<i64>(codec::Json, "application/json");
        reader.finish()?;
        response::body(200, codec::Json, "application/json", &body?)
    }
    let answer = served(&POST, json).send("/x", "application/json", b"\xEF\xBB\xBF1");
    assert_eq!((status(&answer), body(&answer)), ("200", "1"));
}

#[tokio::test]
async fn a_client_writes_text_in_the_charset_of_the_document() {
    let mut writer = RequestWriter::new(&POST);
    writer.body(
        codec::Text,
        "text/plain; charset=iso-8859-1",
        &"é".to_owned(),
    );
    assert_eq!(writer.finish().unwrap().body(), b"\xE9");
    let mut writer = RequestWriter::new(&POST);
    writer.body(
        codec::Text,
        "text/plain; charset=iso-8859-1",
        &"€".to_owned(),
    );
    assert!(writer.finish().is_err());
}

#[tokio::test]
async fn bytes_of_a_range_have_their_media_type_both_ways() {
    async fn echo(_: Arc<()>, incoming: Incoming) -> Answered {
        let call = incoming.read().await?;
        let mut reader = RequestReader::new(&call);
        let media = reader.body::<Media>(codec::Binary, "image/*");
        reader.finish()?;
        let media = media?;
        match media.bytes.len() {
            1 => response::body(
                200,
                codec::Binary,
                "image/*",
                &Media::new("text/plain", media.bytes),
            ),
            2 => {
                let stream = Stream::from_iter([media.bytes]);
                let own = media.media_type.unwrap();
                response::stream(200, codec::Binary, "image/*", stream.with_media_type(own))
            }
            _ => response::body(200, codec::Binary, "image/*", &media),
        }
    }
    let server = served(&POST, echo);
    let core = builder().build(&server.url()).unwrap();
    let send = |media: Media| {
        let mut writer = RequestWriter::new(&POST);
        writer.body(codec::Binary, "image/*", &media);
        writer.finish()
    };
    let image = Media::new("image/png", b"png");
    let response = core.send(send(image.clone()).unwrap()).await.unwrap();
    assert_eq!(response.decode::<Media, ()>(codec::Binary).unwrap(), image);
    let request = send(Media::new("image/gif", b"ab")).unwrap();
    let response = core.exchange(request, "*/*").await.unwrap();
    let stream = response.stream::<Bytes, ()>(codec::Binary).unwrap();
    assert_eq!(stream.media_type(), Some("image/gif"));
    // Bytes that nothing is known of are sent as that.
    let request = send(Media::from(b"abc")).unwrap();
    assert_eq!(
        request.headers()["content-type"],
        "application/octet-stream"
    );
    assert_eq!(core.send(request).await.unwrap().status(), 200);
    for wrong in ["text/plain", "image/png\n", ""] {
        assert!(send(Media::new(wrong, b"abc")).is_err(), "{wrong:?}");
    }
    assert_eq!(status(&server.send("/x", "text/plain", b"abc")), "415");
    assert_eq!(status(&server.send("/x", "image/png", b"a")), "500");
}

#[test]
fn an_optional_body_tells_null_from_absent() {
    async fn echo(_: Arc<()>, incoming: Incoming) -> Answered {
        let call = incoming.read().await?;
        let mut reader = RequestReader::new(&call);
        let body = reader.nullable_body::<i64>(codec::Json, "application/json");
        reader.finish()?;
        response::body(200, codec::Text, "text/plain", &format!("{:?}", body?))
    }
    let server = served(&POST, echo);
    for (sent, told) in [("", "Absent"), ("null", "Null"), ("1", "Value(1)")] {
        let answer = server.send("/x", "application/json", sent.as_bytes());
        assert_eq!(body(&answer), told);
    }
    assert_eq!(
        status(&server.send("/x", "application/json", b"\"a\"")),
        "422"
    );
    for (body, sent) in [
        (OptionalNullable::Absent, &b""[..]),
        (OptionalNullable::Null, b"null"),
        (OptionalNullable::Value(1_i64), b"1"),
    ] {
        let mut writer = RequestWriter::new(&POST);
        writer.nullable_body(codec::Json, "application/json", &body);
        let request = writer.finish().unwrap();
        assert_eq!(request.body(), sent);
        let has_type = request.headers().contains_key("content-type");
        assert_eq!(has_type, !body.is_absent());
    }
}
