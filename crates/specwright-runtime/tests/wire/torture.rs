//! What HTTP allows and people seldom send: each case as bytes on a socket.

use crate::raw::{Answer, Served, Server, body, header, response, status};
use crate::{builder, core, operation, request};
use specwright_runtime::client::{Error, RequestWriter, Response};
use specwright_runtime::server::{Incoming, Options, Rejection, RequestReader, Routes, reply};
use specwright_runtime::{File, Framing, Json, Operation, Parameter, Stream, Style, Value, object};
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

/// A server that tells the one parameter of an operation.
fn telling<T: Json + std::fmt::Debug + 'static>(
    path: &'static str,
    parameter: Parameter,
) -> Served {
    async fn tell<T: Json + std::fmt::Debug>(_: Arc<()>, incoming: Incoming) -> Answered {
        let call = incoming.read().await?;
        let mut reader = RequestReader::new(&call);
        let value = reader.parameter::<T>(0);
        reader.finish()?;
        reply::text(200, "text/plain", &format!("{:?}", value?))
    }
    let parameters = Box::leak(Box::new([parameter]));
    let operation = Operation::new("tell", "GET", path, &[]).parameters(parameters);
    let mut routes = Routes::new((), Options::default());
    routes.add(Box::leak(Box::new(operation)), tell::<T>);
    Served::new(routes.finish())
}

/// A server that tells a body in JSON.
fn reading() -> Served {
    async fn tell(_: Arc<()>, incoming: Incoming) -> Answered {
        let call = incoming.read().await?;
        let mut reader = RequestReader::new(&call);
        let value = reader.json::<Vec<i64>>("application/json");
        reader.finish()?;
        reply::text(200, "text/plain", &format!("{:?}", value?))
    }
    let mut routes = Routes::new((), Options::default().body_limit(64));
    routes.add(&POST, tell);
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
    assert_eq!(answer.json::<Vec<i64>, ()>().unwrap(), [1]);
}

/// RFC 9112, section 7.1: extensions of chunks are ignored, trailers are no part of the content.
#[tokio::test]
async fn a_client_reads_chunks_with_trailers() {
    let text = "HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\
                Content-Type: application/json\r\n\r\n2;a=\"b\"\r\n[1\r\n03\r\n,2]\r\n0\r\nX-Sum: 3\r\n\r\n";
    assert_eq!(answered(text).await.json::<Vec<i64>, ()>().unwrap(), [1, 2]);
    let core = core(&Server::answering(text));
    let answer = core.exchange(request(&GET), "application/json").await;
    let mut items = answer
        .unwrap()
        .items::<Vec<i64>, ()>(Framing::Lines)
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

/// RFC 9110, section 8.4: what is coded is not what the media type says.
#[tokio::test]
async fn a_coded_body_is_not_read_as_it_is() {
    let coded = |coding: &str| {
        let headers = format!("Content-Type: application/json\r\nContent-Encoding: {coding}\r\n");
        response("200 OK", &headers, "1")
    };
    for coding in ["gzip", "identity, br", "X-Own"] {
        let text = coded(coding);
        let reason = |error: Error<()>| match error {
            Error::Undecodable { reason, .. } => reason,
            other => panic!("{other:?}"),
        };
        let reasons = [
            reason(answered(&text).await.json::<i64, ()>().unwrap_err()),
            reason(answered(&text).await.binary::<()>().unwrap_err()),
            reason(answered(&text).await.media::<()>().unwrap_err()),
            reason(answered(&text).await.chunks::<()>().unwrap_err()),
            reason(
                answered(&text)
                    .await
                    .items::<i64, ()>(Framing::Lines)
                    .unwrap_err(),
            ),
        ];
        let name = coding.rsplit(' ').next().unwrap();
        for reason in reasons {
            assert!(
                reason.contains(name) && !reason.contains("identity"),
                "{reason}"
            );
        }
        let error: Error<i64> = answered(&text).await.json_error(|it: i64| it);
        assert!(matches!(error, Error::Undecodable { .. }), "{error:?}");
    }
    for coding in ["identity", "IDENTITY, ", ""] {
        assert_eq!(
            answered(&coded(coding)).await.json::<i64, ()>().unwrap(),
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
        assert_eq!(answer.text::<String, ()>().unwrap(), "é", "{content_type}");
    }
}

/// RFC 9110, sections 5.3 and 5.6.1.2: lines of a list are one list, and empty elements count for nothing.
#[test]
fn lists_in_headers_may_have_empty_elements() {
    let server = telling::<Vec<i64>>("/x", Parameter::header("X-Ids", "0").required());
    for (headers, read) in [
        ("X-Ids: 1,2\r\n", "[1, 2]"),
        ("X-Ids: 1\r\nx-ids: 2 ,\t3\r\n", "[1, 2, 3]"),
        ("X-Ids: , 1,, 2 ,\r\nX-Ids:\r\n", "[1, 2]"),
        ("X-Ids: ,\r\n", "[]"),
    ] {
        let answer = server.ask("GET", "/x", headers);
        assert_eq!((status(&answer), body(&answer)), ("200", read), "{headers}");
    }
    let server = telling::<i64>("/x", Parameter::header("X-Id", "0").required());
    assert_eq!(
        status(&server.ask("GET", "/x", "X-Id: 1\r\nX-Id: 1\r\n")),
        "400"
    );
    assert_eq!(body(&server.ask("GET", "/x", "X-Id:  7\t\r\n")), "7");
}

/// A plus is a space in a query only; in a name as in a value.
#[test]
fn a_plus_is_a_space_where_a_form_is() {
    for (parameter, path, sent, headers, read) in [
        (
            Parameter::query("a b", "0"),
            "/x",
            "/x?a+b=c+d%2Be%20f",
            "",
            "\"c d+e f\"",
        ),
        (
            Parameter::query("a b", "0"),
            "/x",
            "/x?%61%20b=1%261",
            "",
            "\"1&1\"",
        ),
        (
            Parameter::path("a", "0"),
            "/x/{a}",
            "/x/c+d%20e",
            "",
            "\"c+d e\"",
        ),
        (
            Parameter::path("a", "0"),
            "/x/{a}",
            "/x/c%2Fd%2e%2E",
            "",
            "\"c/d..\"",
        ),
        (
            Parameter::path("a", "0"),
            "/x/{a}",
            "/x/a;b=c,d",
            "",
            "\"a;b=c,d\"",
        ),
        (
            Parameter::cookie("a", "0"),
            "/x",
            "/x",
            "Cookie: a=c+d%20e\r\n",
            "\"c+d e\"",
        ),
        (
            Parameter::cookie("a", "0"),
            "/x",
            "/x",
            "Cookie: b=1;a=\"q\"\r\nCookie: A=2\r\n",
            "\"q\"",
        ),
        (
            Parameter::header("a", "0"),
            "/x",
            "/x",
            "A: c+d%20e\r\n",
            "\"c+d%20e\"",
        ),
    ] {
        let answer = telling::<String>(path, parameter.required()).ask("GET", sent, headers);
        assert_eq!(
            (status(&answer), body(&answer)),
            ("200", read),
            "{sent} {headers}"
        );
    }
    for (parameter, path, sent, headers) in [
        (Parameter::query("a", "0"), "/x", "/x?a=1&a=2", ""),
        (Parameter::query("a", "0"), "/x", "/x?a=%FF", ""),
        (Parameter::query("a", "0"), "/x", "/x?A=1", ""),
        (Parameter::path("a", "0"), "/x/{a}", "/x/%C3%28", ""),
        (
            Parameter::cookie("a", "0"),
            "/x",
            "/x",
            "Cookie: a=1; a=2\r\n",
        ),
        (Parameter::header("a", "0"), "/x", "/x", ""),
    ] {
        let answer = telling::<String>(path, parameter.required()).ask("GET", sent, headers);
        assert_eq!(status(&answer), "400", "{sent} {headers}: {answer}");
    }
}

/// Whatever stands for a parameter of the path is not empty, whichever equivalent path was sent.
#[test]
fn an_empty_segment_is_no_parameter() {
    let server = telling::<String>("/pets/{id}", Parameter::path("id", "0"));
    for path in [
        "/pets/",
        "/p%65ts/",
        "/pets",
        "/pets//",
        "/pets/1/",
        "//pets/1",
        "/pets/1//",
    ] {
        assert_eq!(status(&server.ask("GET", path, "")), "404", "{path}");
    }
    for path in ["/pets/%20", "/p%65ts/%20"] {
        assert_eq!(body(&server.ask("GET", path, "")), "\" \"", "{path}");
    }
}

/// RFC 9112, section 3.2: the other forms of a target.
#[test]
fn every_form_of_a_target_is_answered() {
    let server = telling::<String>("/pets/{id}", Parameter::path("id", "0"));
    let absolute = server.ask("GET", "http://x/p%65ts/1?a#", "");
    assert!(["200", "400"].contains(&status(&absolute)), "{absolute}");
    assert_eq!(body(&server.ask("GET", "http://x/pets/1", "")), "\"1\"");
    for (method, target) in [("OPTIONS", "*"), ("CONNECT", "x:80"), ("GET", "http://x")] {
        let answer = server.ask(method, target, "");
        assert!(
            ["404", "405"].contains(&status(&answer)),
            "{method} {target}: {answer}"
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

#[derive(Clone, PartialEq)]
struct Filter {
    owner: Option<Value>,
    ids: Option<Vec<i64>>,
}

object! {
    Filter("/s/Filter", ignored);
    optional(owner, "owner");
    optional(ids, "ids");
}

/// Brackets, encoded or not, of any depth.
#[test]
fn deep_objects_are_read_in_every_form() {
    let parameter = Parameter::query("f", "0").style(Style::DeepObject);
    let server = telling::<Filter>("/x", parameter.required());
    for (query, ids) in [
        ("f[ids][]=1&f[ids][]=2", "[1, 2]"),
        ("f%5Bids%5D%5B%5D=1&f[ids][]=2", "[1, 2]"),
        ("f[ids][0]=1&f[ids][1]=2&g[ids]=x&f2[ids]=y", "[1, 2]"),
        ("f[ids]=1&f[ids]=2&f[owner][name][first]=a+b", "[1, 2]"),
    ] {
        let answer = server.ask("GET", &format!("/x?{query}"), "");
        assert!(
            body(&answer).contains(&format!("ids: {ids}")),
            "{query}: {answer}"
        );
        assert_eq!(
            query.contains("owner"),
            body(&answer).contains("a b"),
            "{answer}"
        );
    }
    for query in ["f[ids=1", "f[ids]x=1", "f[owner]=1&f[owner][a]=2", "f=1"] {
        assert_eq!(
            status(&server.ask("GET", &format!("/x?{query}"), "")),
            "400",
            "{query}"
        );
    }
}

#[derive(Clone, PartialEq)]
struct Upload {
    note: String,
    tags: Option<Vec<String>>,
    file: Option<File>,
}

object! {
    Upload("/s/Upload", ignored);
    required(note, "note");
    optional(tags, "tags");
    optional(file, "file");
}

/// RFC 2046, section 5.1.1, and RFC 7578: preamble, padding, epilogue, quoted boundaries, parts that nobody knows.
#[test]
fn parts_are_read_in_every_form() {
    async fn tell(_: Arc<()>, incoming: Incoming) -> Answered {
        let call = incoming.read().await?;
        let mut reader = RequestReader::new(&call);
        let value = reader.multipart::<Upload>("multipart/form-data", &[]);
        reader.finish()?;
        let Upload { note, tags, file } = value?;
        let file = file.map(|it| (it.name, it.media_type, it.bytes.len()));
        reply::text(200, "text/plain", &format!("{note:?} {tags:?} {file:?}"))
    }
    let mut routes = Routes::new((), Options::default());
    routes.add(&POST, tell);
    let server = Served::new(routes.finish());
    let note = "Content-Disposition: form-data; name=\"note\"\r\n\r\n";
    for (boundary, text, read) in [
        ("b", format!("--b\r\n{note}a\r\n--b--"), "\"a\" None None"),
        ("\"b c:=\"", format!("pre\r\n--b c:= \t\r\n{note}\r\n--b c:=--\r\nepi\r\n--b c:="), "\"\" None None"),
        (
            "b; charset=utf-8",
            "--b\r\nContent-Type: text/plain; charset=iso-8859-1\r\ncontent-disposition:form-data;name=note\r\n\r\n\u{61}\r\n\
             --b\r\nContent-Disposition: form-data; name=tags\r\n\r\n-b\r\n--b\r\nContent-Disposition: form-data; \
             name=\"tags\"\r\n\r\n\r\n--b\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nx\r\n--b\r\n\
             Content-Disposition: form-data; name=file; filename=\"a;\\\"b.png\"\r\nContent-Type: image/png\r\n\r\n\r\n\r\n\r\n--b--\r\n"
                .to_owned(),
            "\"a\" Some([\"-b\", \"\"]) Some((\"a;\\\"b.png\", Some(\"image/png\"), 4))",
        ),
    ] {
        let content_type = format!("multipart/form-data; boundary={boundary}");
        let answer = server.send("/x", &content_type, text.as_bytes());
        assert_eq!((status(&answer), body(&answer)), ("200", read), "{text}");
    }
    for (boundary, text) in [
        ("b", format!("--b\r\n{note}a\r\n--b")),
        ("b", format!("--b\n{note}a\r\n--b--")),
        ("", format!("--\r\n{note}a\r\n----")),
        ("b", "--b\r\n\r\na\r\n--b--".to_owned()),
        (
            "b",
            "--b\r\nContent-Disposition: form-data; name=note\r\n--b--".to_owned(),
        ),
    ] {
        let content_type = format!("multipart/form-data; boundary={boundary}");
        assert_eq!(
            status(&server.send("/x", &content_type, text.as_bytes())),
            "400",
            "{text}"
        );
    }
    // A part that must be there, and none that is twice.
    let twice = format!("--b\r\n{note}a\r\n--b\r\n{note}b\r\n--b--");
    for text in ["--b--", &twice] {
        let answer = server.send("/x", "multipart/form-data; boundary=b", text.as_bytes());
        assert_eq!(status(&answer), "422", "{text}: {answer}");
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
            .json::<Option<i64>, ()>()
            .unwrap(),
        None
    );
    for wrong in ["", " ", "nul", "null null", "[1] ]"] {
        let read = answered(&json(wrong)).await.json::<Option<i64>, ()>();
        assert!(matches!(read, Err(Error::Undecodable { .. })), "{wrong:?}");
    }
    assert_eq!(
        answered(&response("200 OK", "", ""))
            .await
            .text::<String, ()>()
            .unwrap(),
        ""
    );
}

/// A connection that ends too early is no whole response.
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
    assert_eq!(answered(open).await.json::<Vec<i64>, ()>().unwrap(), [1]);
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
        Err(Error::Undecodable { .. })
    ));
}

/// What a client writes, as bytes.
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

/// A stream of events: line ends of all kinds, comments, a mark, and an end in the middle of one.
#[tokio::test]
async fn events_are_read_in_every_form() {
    let text =
        "\u{feff}: hi\r\ndata: 1\r\n\r\ndata:2\n\nevent: x\rdata: [\rdata: 3]\r\rid\n\ndata: 4\n";
    let headers = "Content-Type: text/event-stream; charset=utf-8\r\n";
    let server = Server::answering(&response("200 OK", headers, text));
    let answer = core(&server)
        .exchange(request(&GET), "text/event-stream")
        .await;
    let mut items: Stream<Value> = answer.unwrap().items::<Value, ()>(Framing::Events).unwrap();
    let mut read = Vec::new();
    while let Some(item) = items.next().await {
        read.push(format!("{:?}", item.unwrap()));
    }
    // Of an event that does not end there is nothing (WHATWG HTML, section 9.2.6).
    assert_eq!(read.len(), 3, "{read:?}");
}
