//! Parameters and parts in forms that are allowed and seldom sent: each case as bytes on a socket.

use crate::operation;
use crate::raw::{Served, body, status};
use specwright_runtime::server::{Incoming, Options, Rejection, RequestReader, Routes, response};
use specwright_runtime::{File, Json, Operation, Parameter, Style, Value, codec, object};
use std::sync::Arc;

static POST: Operation = operation("POST", "/x");

type Answered = Result<specwright_runtime::server::Response, Rejection>;

/// A server that returns the one parameter of an operation.
fn telling<T: Json + std::fmt::Debug + 'static>(
    path: &'static str,
    parameter: Parameter,
) -> Served {
    async fn echo<T: Json + std::fmt::Debug>(_: Arc<()>, incoming: Incoming) -> Answered {
        let call = incoming.read().await?;
        let mut reader = RequestReader::new(&call);
        let value = reader.parameter::<T>(0);
        reader.finish()?;
        response::body(200, codec::Text, "text/plain", &format!("{:?}", value?))
    }
    let parameters = Box::leak(Box::new([parameter]));
    let operation = Operation::new("echo", "GET", path, &[]).parameters(parameters);
    let mut routes = Routes::new((), Options::default());
    routes.add(Box::leak(Box::new(operation)), echo::<T>);
    Served::new(routes.finish())
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

/// The locations of the parameter `a`, with the path template and the path that was sent.
#[derive(Clone, Copy)]
enum Sent {
    /// The query.
    Query(&'static str),
    /// The segment of `/x/{a}`.
    Path(&'static str),
    /// Header lines with cookies.
    Cookie(&'static str),
    /// A header line, or none.
    Header(&'static str),
}

/// Returns the response to a request with a required string parameter, which is its body.
fn answer(name: &'static str, sent: Sent) -> String {
    let (parameter, template, target, headers) = match sent {
        Sent::Query(query) => (Parameter::query(name, "0"), "/x", format!("/x?{query}"), ""),
        Sent::Path(text) => (
            Parameter::path(name, "0"),
            "/x/{a}",
            format!("/x/{text}"),
            "",
        ),
        Sent::Cookie(lines) => (Parameter::cookie(name, "0"), "/x", "/x".to_owned(), lines),
        Sent::Header(line) => (Parameter::header(name, "0"), "/x", "/x".to_owned(), line),
    };
    telling::<String>(template, parameter.required()).ask("GET", &target, headers)
}

/// A plus is a space in a query only; in a name as in a value.
#[test]
fn a_plus_is_a_space_where_a_form_is() {
    for (name, sent, read) in [
        ("a b", Sent::Query("a+b=c+d%2Be%20f"), "\"c d+e f\""),
        ("a b", Sent::Query("%61%20b=1%261"), "\"1&1\""),
        ("a", Sent::Path("c+d%20e"), "\"c+d e\""),
        ("a", Sent::Path("c%2Fd%2e%2E"), "\"c/d..\""),
        ("a", Sent::Path("a;b=c,d"), "\"a;b=c,d\""),
        ("a", Sent::Cookie("Cookie: a=c+d%20e\r\n"), "\"c+d e\""),
        (
            "a",
            Sent::Cookie("Cookie: b=1;a=\"q\"\r\nCookie: A=2\r\n"),
            "\"q\"",
        ),
        ("a", Sent::Header("A: c+d%20e\r\n"), "\"c+d%20e\""),
    ] {
        let answer = answer(name, sent);
        assert_eq!((status(&answer), body(&answer)), ("200", read));
    }
}

#[test]
fn a_parameter_that_is_repeated_malformed_or_missing_is_refused() {
    for sent in [
        Sent::Query("a=1&a=2"),
        Sent::Query("a=%FF"),
        Sent::Query("A=1"),
        Sent::Path("%C3%28"),
        Sent::Cookie("Cookie: a=1; a=2\r\n"),
        Sent::Header(""),
    ] {
        let answer = answer("a", sent);
        assert_eq!(status(&answer), "400", "{answer}");
    }
}

/// The text of a path parameter is never empty, whichever equivalent path was sent.
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

struct Filter {
    owner: Option<Value>,
    ids: Option<Vec<i64>>,
}

object! {
    Filter("/s/Filter", ignore);
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
            body(&answer).contains(&format!("ids: Some({ids})")),
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

struct Upload {
    note: String,
    tags: Option<Vec<String>>,
    file: Option<File>,
}

object! {
    Upload("/s/Upload", ignore);
    required(note, "note");
    optional(tags, "tags");
    optional(file, "file");
}

/// RFC 2046, section 5.1.1, and RFC 7578: preamble, padding, epilogue, quoted boundaries, parts that nobody knows.
#[test]
fn parts_are_read_in_every_form() {
    async fn echo(_: Arc<()>, incoming: Incoming) -> Answered {
        let call = incoming.read().await?;
        let mut reader = RequestReader::new(&call);
        let value = reader.body::<Upload>(codec::Multipart(&[]), "multipart/form-data");
        reader.finish()?;
        let Upload { note, tags, file } = value?;
        let file = file.map(|it| (it.name, it.media_type, it.bytes.len()));
        response::body(
            200,
            codec::Text,
            "text/plain",
            &format!("{note:?} {tags:?} {file:?}"),
        )
    }
    let mut routes = Routes::new((), Options::default());
    routes.add(&POST, echo);
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
