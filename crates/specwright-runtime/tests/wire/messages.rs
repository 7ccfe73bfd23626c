//! Messages that HTTP allows and people seldom send: each case as bytes on a socket.

use crate::raw::{Answer, Served, Server, body, header, response, status};
use crate::{builder, core, operation, request};
use specwright_runtime::client::{Error, RequestWriter, Response};
use specwright_runtime::server::{Incoming, Options, Rejection, RequestReader, Routes, response};
use specwright_runtime::{Bytes, Framing, Media, Operation, Parameter, Stream, Value, codec};
use std::sync::Arc;

static GET: Operation = operation("GET", "/x");
static POST: Operation = operation("POST", "/x");

type Answered = Result<specwright_runtime::server::Response, Rejection>;

/// A response of these bytes, read by a client.
async fn answered(text: &str) -> Response {
    core(&Server::answering(text))
        .send(request(&GET))
        .await
        .unwrap()
}

/// A server that returns a body in JSON.
fn reading() -> Served {
    async fn echo(_: Arc<()>, incoming: Incoming) -> Answered {
        let call = incoming.read().await?;
        let mut reader = RequestReader::new(&call);
        let value = reader.body::<Vec<i64>>(codec::Json, "application/json");
        reader.finish()?;
        response::body(200, codec::Text, "text/plain", &format!("{:?}", value?))
    }
    let mut routes = Routes::new((), Options::default().body_limit(64));
    routes.add(&POST, echo);
    Served::new(routes.finish())
}

fn post(headers: &str, body: &str) -> String {
    format!(
        "POST /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n{headers}\r\n{body}"
    )
}

/// RFC 9110, section 15.2: a client reads any number of 1xx before the response.
#[tokio::test]
async fn a_client_reads_past_informational_responses() {
    let early = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\nContent-Length: 9\r\n\r\n";
    let last = response("200 OK", "Content-Type: application/json\r\n", "[1]");
    let answer = answered(&format!("{early}{last}")).await;
    assert_eq!(answer.headers().get("link"), None);
    assert_eq!(answer.decode::<Vec<i64>, ()>(codec::Json).unwrap(), [1]);
}

/// RFC 9112, section 7.1: extensions of chunks are ignored, trailers are no part of the content.
#[tokio::test]
async fn a_client_reads_chunks_with_trailers() {
    let text = "HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\
                Content-Type: application/json\r\n\r\n2;a=\"b\"\r\n[1\r\n03\r\n,2]\r\n0\r\nX-Sum: 3\r\n\r\n";
    assert_eq!(
        answered(text)
            .await
            .decode::<Vec<i64>, ()>(codec::Json)
            .unwrap(),
        [1, 2]
    );
    let core = core(&Server::answering(text));
    let answer = core.exchange(request(&GET), "application/json").await;
    let mut items = answer
        .unwrap()
        .stream::<Vec<i64>, ()>(codec::Items(Framing::Lines))
        .unwrap();
    assert_eq!(items.next().await.unwrap().unwrap(), [1, 2]);
    assert!(items.next().await.is_none());
}

#[test]
fn a_server_reads_chunks_with_trailers() {
    let server = reading();
    let chunked = |chunks: &str| {
        let text = post("Transfer-Encoding: chunked\r\n", chunks);
        server.exchange(text.as_bytes())
    };
    let answer = chunked("2;q=1\r\n[1\r\n3\r\n,2]\r\n0\r\nX-Sum: 3\r\n\r\n");
    assert_eq!((status(&answer), body(&answer)), ("200", "[1, 2]"));
    // The limit holds without a length as well.
    let long = format!("41\r\n[{}1]\r\n0\r\n\r\n", " ".repeat(62));
    assert_eq!(status(&chunked(&long)), "413");
    assert_eq!(status(&chunked("zz\r\n[1]\r\n0\r\n\r\n")), "400");
}

/// RFC 9110, section 10.1.1: 100 only where the body is wanted.
#[test]
fn a_server_asks_for_the_body_that_a_client_holds_back() {
    let server = reading();
    let wanted =
        server.exchange(post("Expect: 100-continue\r\nContent-Length: 3\r\n", "[1]").as_bytes());
    assert!(
        wanted.starts_with("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200"),
        "{wanted}"
    );
    for (headers, refused) in [
        ("Expect: 100-continue\r\nContent-Length: 65\r\n", "413"),
        (
            "Expect: 100-continue\r\nContent-Length: 99999999999999999999\r\n",
            "400",
        ),
    ] {
        let answer = server.exchange(post(headers, "").as_bytes());
        assert_eq!(status(&answer), refused, "{answer}");
    }
}

/// Returns the reason of an invalid body.
fn reason<T>(outcome: Result<T, Error<()>>) -> String {
    match outcome.err() {
        Some(Error::InvalidBody { reason, .. }) => reason,
        other => panic!("{other:?}"),
    }
}

/// RFC 9110, section 8.4: the content of a coded body does not have the format of its media type.
#[tokio::test]
async fn a_coded_body_is_not_read_as_it_is() {
    let coded = |coding: &str| {
        let headers = format!("Content-Type: application/json\r\nContent-Encoding: {coding}\r\n");
        response("200 OK", &headers, "1")
    };
    for coding in ["gzip", "identity, br", "X-Own"] {
        let text = coded(coding);
        let answer = async || answered(&text).await;
        let reasons = [
            reason(answer().await.decode::<i64, ()>(codec::Json)),
            reason(answer().await.decode::<Bytes, ()>(codec::Binary)),
            reason(answer().await.decode::<Media, ()>(codec::Binary)),
            reason(answer().await.stream::<Bytes, ()>(codec::Binary)),
            reason(
                answer()
                    .await
                    .stream::<i64, ()>(codec::Items(Framing::Lines)),
            ),
        ];
        let name = coding.rsplit(' ').next().unwrap();
        for reason in reasons {
            assert!(
                reason.contains(name) && !reason.contains("identity"),
                "{reason}"
            );
        }
        let error: Error<i64> = answered(&text).await.error(codec::Json, |it: i64| it);
        assert!(matches!(error, Error::InvalidBody { .. }), "{error:?}");
    }
    for coding in ["identity", "IDENTITY, ", ""] {
        assert_eq!(
            answered(&coded(coding))
                .await
                .decode::<i64, ()>(codec::Json)
                .unwrap(),
            1,
            "{coding}"
        );
    }
    let server = reading();
    let answer =
        server.exchange(post("Content-Encoding: gzip\r\nContent-Length: 3\r\n", "[1]").as_bytes());
    assert_eq!(status(&answer), "415");
}

/// RFC 9110, section 5.6.6: parameters may be empty, and their values quoted.
#[tokio::test]
async fn parameters_of_media_types_may_be_empty() {
    for content_type in [
        "text/plain;; charset=iso-8859-1",
        "text/plain ; ;charset=\"ISO-8859-1\" ;",
        "text/plain; flowed; charset=iso-8859-1",
        "text/plain; a=\"; charset=utf-8\"; charset=iso-8859-1",
    ] {
        let router = axum::Router::new()
            .fallback(move || async move { ([("content-type", content_type)], &b"\xE9"[..]) });
        let core = builder().build(&Served::new(router).url()).unwrap();
        let answer = core.send(request(&GET)).await.unwrap();
        assert_eq!(
            answer.decode::<String, ()>(codec::Text).unwrap(),
            "é",
            "{content_type}"
        );
    }
}

/// RFC 9110, sections 15.5.6 and 9.3.2.
#[test]
fn a_405_says_what_is_allowed() {
    let server = reading();
    for method in ["GET", "HEAD", "PUT", "OPTIONS", "TRACE", "BREW"] {
        let answer = server.ask(method, "/x", "");
        assert_eq!(
            (status(&answer), header(&answer, "allow")),
            ("405", Some("POST"))
        );
        assert_eq!(body(&answer).is_empty(), method == "HEAD", "{answer}");
    }
}

/// Media types: case, parameters, none, two.
#[test]
fn a_body_of_another_type_is_a_415() {
    let server = reading();
    let send = |headers: &str| {
        let text = format!(
            "POST /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 3\r\n{headers}\r\n[1]"
        );
        status(&server.exchange(text.as_bytes())).to_owned()
    };
    for (headers, expected) in [
        (
            "Content-Type: APPLICATION/Json;charset=\"UTF-8\"\r\n",
            "200",
        ),
        ("content-type: application/json;\r\n", "200"),
        ("", "415"),
        ("Content-Type:\r\n", "415"),
        ("Content-Type: application/json, text/plain\r\n", "415"),
        (
            "Content-Type: application/json\r\nContent-Type: application/json\r\n",
            "415",
        ),
        ("Content-Type: application/*\r\n", "415"),
        ("Content-Type: application/jsonx\r\n", "415"),
    ] {
        assert_eq!(send(headers), expected, "{headers}");
    }
}

/// A null is a value, and no text is none.
#[tokio::test]
async fn a_null_and_nothing_are_told_apart() {
    let json = |body: &str| response("200 OK", "Content-Type: application/json\r\n", body);
    assert_eq!(
        answered(&json(" null\r\n"))
            .await
            .decode::<Option<i64>, ()>(codec::Json)
            .unwrap(),
        None
    );
    for wrong in ["", " ", "nul", "null null", "[1] ]"] {
        let read = answered(&json(wrong))
            .await
            .decode::<Option<i64>, ()>(codec::Json);
        assert!(matches!(read, Err(Error::InvalidBody { .. })), "{wrong:?}");
    }
    assert_eq!(
        answered(&response("200 OK", "", ""))
            .await
            .decode::<String, ()>(codec::Text)
            .unwrap(),
        ""
    );
}

/// A connection that ends too early leaves the response incomplete.
#[tokio::test]
async fn a_body_that_breaks_off_is_an_error() {
    for text in [
        "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Type: application/json\r\n\r\n[1]",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json\r\n\r\n3\r\n[1]\r\n",
    ] {
        let server = Server::new(move |_, _| Answer::Whole(text.to_owned()));
        let error = core(&server).send(request(&GET)).await.unwrap_err();
        assert!(!error.to_string().contains("[1]"), "{error}");
    }
    // Without either, the end of the connection is that of the body (RFC 9112, section 6.3).
    let open = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[1]";
    assert_eq!(
        answered(open)
            .await
            .decode::<Vec<i64>, ()>(codec::Json)
            .unwrap(),
        [1]
    );
}

/// Headers of a response may be repeated, and their values be any bytes.
#[tokio::test]
async fn repeated_headers_are_one_list() {
    struct Tags {
        tags: Vec<String>,
        count: Option<i64>,
    }
    specwright_runtime::headers! { Tags; required tags: "X-Tags"; optional count: "X-Count"; }
    let read = |headers: &'static str| async move {
        let answer = answered(&response("204 No Content", headers, "")).await;
        answer
            .split_headers::<Tags, ()>()
            .map(|(_, tags)| (tags.tags, tags.count))
    };
    let (tags, count) = read("X-Tags: a\r\nx-tags:  b , c,\r\nX-Count: 3\r\n")
        .await
        .unwrap();
    assert_eq!(
        (tags, count),
        (
            vec!["a".to_owned(), "b".to_owned(), "c".to_owned()],
            Some(3)
        )
    );
    let (tags, count) = read("X-Tags: \"a, b\"\r\nX-Count: 3\r\nX-Count: 4\r\n")
        .await
        .unwrap();
    assert_eq!((tags.len(), count), (2, None));
    assert!(matches!(
        read("X-Count: 3\r\n").await,
        Err(Error::InvalidBody { .. })
    ));
}

/// The bytes that a client writes.
#[tokio::test]
async fn a_request_is_written_to_the_letter() {
    static OPERATION: Operation = operation("GET", "/a b/{p}").parameters(&[
        Parameter::path("p", "0"),
        Parameter::query("q", "1"),
        Parameter::query("l", "2").explode(false),
        Parameter::header("X-L", "3"),
        Parameter::cookie("c", "4"),
    ]);
    let server = Server::answering(&response("200 OK", "", ""));
    let mut writer = RequestWriter::new(&OPERATION);
    writer.parameter(0, &"a/b?c#d e%41".to_owned());
    writer.parameter(1, &"a b+c&d=é".to_owned());
    writer.parameter(2, &vec!["x,y".to_owned(), "z".to_owned()]);
    writer.parameter(3, &vec!["1".to_owned(), "2".to_owned()]);
    writer.parameter(4, &"a b".to_owned());
    core(&server).send(writer.finish().unwrap()).await.unwrap();
    let line = "GET /a%20b/a%2Fb%3Fc%23d%20e%2541?q=a%20b%2Bc%26d%3D%C3%A9&l=x%2Cy,z";
    assert_eq!(server.lines(), [line]);
    let sent = &server.requests()[0];
    assert_eq!(header(sent, "x-l"), Some("1,2"), "{sent}");
    assert_eq!(header(sent, "cookie"), Some("c=a%20b"), "{sent}");
    assert_eq!(header(sent, "x-key"), Some("secret"), "{sent}");
    assert_eq!(header(sent, "content-length"), None, "{sent}");
}

/// A stream of events: line ends of all json_types, comments, a mark, and an end in the middle of one.
#[tokio::test]
async fn events_are_read_in_every_form() {
    let text =
        "\u{feff}: hi\r\ndata: 1\r\n\r\ndata:2\n\nevent: x\rdata: [\rdata: 3]\r\rid\n\ndata: 4\n";
    let headers = "Content-Type: text/event-stream; charset=utf-8\r\n";
    let server = Server::answering(&response("200 OK", headers, text));
    let answer = core(&server)
        .exchange(request(&GET), "text/event-stream")
        .await;
    let mut items: Stream<Value> = answer
        .unwrap()
        .stream::<Value, ()>(codec::Items(Framing::Events))
        .unwrap();
    let mut read = Vec::new();
    while let Some(item) = items.next().await {
        read.push(format!("{:?}", item.unwrap()));
    }
    // Of an event that does not end there is nothing (WHATWG HTML, section 9.2.6).
    assert_eq!(read.len(), 3, "{read:?}");
}
