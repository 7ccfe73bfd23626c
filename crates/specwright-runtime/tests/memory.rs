//! Requests that are refused: the answer is of bounded size, and the memory a small multiple of the request.

use axum::response::IntoResponse;
use peak_alloc::PeakAlloc;
use specwright_runtime::server::{Call, Head, RequestReader};
use specwright_runtime::{
    Constraint, Constraints, Framing, Json, Operation, Value, codec, object, union, wrapper,
};
use std::collections::BTreeMap;
use std::fmt::Write;

#[global_allocator]
static ALLOCATED: PeakAlloc = PeakAlloc;

const OPERATION: Operation = Operation::new("post", "POST", "/", &[]);

/// The size of each body.
const SIZE: usize = 1 << 18;

/// The memory that a body may take, as a multiple of its size including itself: a body of a few large parts, and one of the smallest
/// parts, two bytes each.
const OF_LARGE: usize = 16;
const OF_SMALL: usize = 64;

/// The longest answer.
const LONGEST_ANSWER: usize = 64 << 10;

type Numbers = BTreeMap<String, Vec<i64>>;
type Texts = BTreeMap<String, String>;

struct Closed {
    a: Option<String>,
}

object! { Closed("/closed", deny); optional(a, "a"); }

struct Open {
    a: Option<Value>,
    rest: BTreeMap<String, Value>,
}

object! { Open("/open", capture(rest)); optional(a, "a"); }

#[derive(Clone, PartialEq)]
enum Tree {
    Left(Left),
    Right(Right),
    Items(Vec<Tree>),
    Leaf(i64),
    Several(Vec<Tree>),
}

union! { Tree("/tree"); any(Several); variant(0, Left); variant(1, Right); variant(2, Items); variant(3, Leaf); }

struct Left {
    left: Option<i64>,
    of: Option<Box<Tree>>,
}

object! { Left("/left", ignore); optional(left, "left"); optional(of, "of"); }

struct Right {
    right: Option<i64>,
    of: Option<Box<Tree>>,
}

object! { Right("/right", ignore); optional(right, "right"); optional(of, "of"); }

#[derive(Debug, PartialEq)]
struct Unique(Vec<Value>);

wrapper! { Unique("/unique", Vec<Value>, Constraints::new("/unique", &[Constraint::UniqueItems])); }

/// A function that reads a body.
type Read = fn(&mut RequestReader<'_>) -> bool;

fn json<T: Json>(reader: &mut RequestReader<'_>) -> bool {
    reader.body::<T>(codec::Json, "application/json").is_ok()
}

fn form<T: Json>(reader: &mut RequestReader<'_>) -> bool {
    reader
        .body::<T>(codec::Form(&[]), "application/json")
        .is_ok()
}

fn multipart<T: Json>(reader: &mut RequestReader<'_>) -> bool {
    reader
        .body::<T>(codec::Multipart(&[]), "multipart/form-data")
        .is_ok()
}

fn lines<T: Json>(reader: &mut RequestReader<'_>) -> bool {
    reader
        .body::<Vec<T>>(codec::Items(Framing::Lines), "application/json")
        .is_ok()
}

fn events<T: Json>(reader: &mut RequestReader<'_>) -> bool {
    reader
        .body::<Vec<T>>(codec::Items(Framing::EventData), "application/json")
        .is_ok()
}

/// Reads a body and answers it; the size of the answer.
fn answer(body: String, read: Read) -> usize {
    let media_type = match body.starts_with("--x") {
        true => "multipart/form-data; boundary=x",
        false => "application/json",
    };
    let request = http::Request::post("/").header("content-type", media_type);
    let (parts, ()) = request.body(()).unwrap().into_parts();
    let call = Call::new(Head::new(parts, &OPERATION).unwrap(), body);
    let mut reader = RequestReader::new(&call);
    read(&mut reader);
    let response = match reader.finish() {
        Ok(()) => return 0,
        Err(rejection) => rejection.into_response(),
    };
    let body = axum::body::to_bytes(response.into_body(), usize::MAX);
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.unwrap().block_on(body).unwrap().len()
}

/// Holds the memory for a body against its size, which is a part of it, and the size of the answer against the longest.
fn check(kind: &str, body: String, read: Read, multiple: usize) {
    let size = body.len();
    assert!(size >= SIZE / 2, "{kind}: {size}");
    let before = ALLOCATED.current_usage() - size;
    ALLOCATED.reset_peak_usage();
    let answer = answer(body, read);
    let used = ALLOCATED.peak_usage() - before;
    assert!(
        answer <= LONGEST_ANSWER,
        "{kind}: an answer of {answer} bytes"
    );
    let times = used / size;
    assert!(times < multiple, "{kind}: {times} times its size");
}

fn many(one: impl Fn(&mut String, usize)) -> String {
    let mut text = String::with_capacity(SIZE + 100);
    for index in 0.. {
        one(&mut text, index);
        if text.len() >= SIZE {
            break;
        }
    }
    text.shrink_to_fit();
    text
}

/// Bodies of large parts: what is kept of them is the parts, and no text is made of them.
fn large() {
    let key = "k~/".repeat(SIZE / 3);
    for (kind, body, read) in large_json(&key).into_iter().chain(large_messages(&key)) {
        check(kind, body, read, OF_LARGE);
    }
}

/// Large names, texts and numbers in JSON.
fn large_json(key: &str) -> Vec<(&'static str, String, Read)> {
    let wrong = "\"x\",".repeat(100);
    vec![
        (
            "a long name of wrong items",
            format!("{{\"{key}\":[{wrong}1]}}"),
            json::<Numbers>,
        ),
        (
            "a long name of a wrong value",
            format!("{{\"{key}\":{{}}}}"),
            json::<Texts>,
        ),
        (
            "a long name that is refused",
            format!("{{\"{key}\":1}}"),
            json::<Closed>,
        ),
        (
            "a long name in a long name",
            format!("{{\"a\":{{\"{key}\":[{{}}]}},\"b\":1}}"),
            json::<BTreeMap<String, Numbers>>,
        ),
        (
            "a long name, twice",
            format!("{{\"{0}\":1,\"{0}\":1}}", &key[..SIZE / 2]),
            json::<Open>,
        ),
        (
            "a long name, twice, of a map",
            format!("{{\"{0}\":\"\",\"{0}\":\"\"}}", &key[..SIZE / 2]),
            json::<Texts>,
        ),
        (
            "a long text in place of an object",
            format!("\"{key}\""),
            json::<Closed>,
        ),
        (
            "control characters in place of an object",
            format!("\"{}\"", "\u{7f}".repeat(SIZE)),
            json::<Closed>,
        ),
        (
            "a long text in place of numbers",
            format!("{{\"a\":[\"{key}\"]}}"),
            json::<Numbers>,
        ),
        (
            "a long text in a union",
            format!("{{\"of\":{{\"of\":\"{key}\"}}}}"),
            json::<Tree>,
        ),
        ("digits", "1".repeat(SIZE), json::<i64>),
        ("no JSON", "{".repeat(SIZE), json::<Open>),
    ]
}

/// Large names and values in forms, parts, lines and events.
fn large_messages(key: &str) -> Vec<(&'static str, String, Read)> {
    vec![
        ("a long name in a form", format!("{key}=1"), form::<Closed>),
        (
            "a long value in a form",
            format!("a={key}&b={key}"),
            form::<Closed>,
        ),
        (
            "an encoded name in a form",
            format!("{}=1", "%C3%A9".repeat(SIZE / 6)),
            form::<Numbers>,
        ),
        (
            "a long name in a part",
            format!(
                "--x\r\nContent-Disposition: form-data; name=\"{}\"\r\n\r\n{key}\r\n--x--",
                &key[..9000]
            ),
            multipart::<Closed>,
        ),
        (
            "a long part",
            format!("--x\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\n{key}\r\n--x--"),
            multipart::<Closed>,
        ),
        ("a long line", format!("{{\"{key}\":1}}\n"), lines::<Closed>),
        (
            "a long event",
            format!("data: {{\"{key}\":1}}\n\n"),
            events::<Closed>,
        ),
    ]
}

/// Bodies of the smallest parts that there are, each of which has a place in memory.
fn small() {
    let list = |item: &str| format!("[{}1]", many(|out, _| out.push_str(item)));
    let names = |value: &str| {
        format!(
            "{{{}\"z\":1}}",
            many(|out, at| write!(out, "\"{at:x}\":{value},").unwrap())
        )
    };
    let all: &[(&str, String, Read)] = &[
        ("digits in place of texts", list("0,"), json::<Vec<String>>),
        ("lists in lists", list("[],"), json::<Vec<String>>),
        ("objects", list("{},"), json::<Vec<String>>),
        (
            "objects of one property",
            list("{\"\":0},"),
            json::<Vec<String>>,
        ),
        ("lists in a union", list("[[]],"), json::<Vec<Tree>>),
        ("objects in a union", list("{\"of\":[]},"), json::<Tree>),
        ("names of wrong values", names("0"), json::<Texts>),
        ("names that are kept", names("[]"), json::<Open>),
        ("names that are refused", names("0"), json::<Closed>),
        ("unique items", list("[0],"), json::<Unique>),
        (
            "names of a form",
            many(|out, at| write!(out, "{at:x}&").unwrap()),
            form::<Numbers>,
        ),
        (
            "names with brackets",
            many(|out, at| write!(out, "{at:x}[]&").unwrap()),
            form::<Numbers>,
        ),
        (
            "deep names",
            many(|out, at| write!(out, "{at:x}{}&", "[]".repeat(60)).unwrap()),
            form::<Open>,
        ),
        ("a name, many times", "a&".repeat(SIZE / 2), form::<Closed>),
        ("empty lines", "0\n".repeat(SIZE / 2), lines::<Closed>),
        (
            "empty events",
            "data:\n\n".repeat(SIZE / 7),
            events::<Closed>,
        ),
    ];
    for (kind, body, read) in all {
        check(kind, body.clone(), *read, OF_SMALL);
    }
}

/// One test, as the allocator counts for all threads.
#[test]
fn a_body_that_is_refused_takes_a_small_multiple_of_its_size() {
    large();
    small();
}
