//! The steps of reading grow linearly with the size of the input: for each kind of input, and for each depth.

use super::of;
use crate::codec;
use crate::json::node::Node;
use crate::server::{Call, Head, RequestReader};
use crate::{
    Accept, Constraints, Framing, Json, Operation, Parameter, SecurityScheme, Style, Validate,
    Value, object,
};
use std::collections::BTreeMap;
use std::fmt::Write;

mod depth;

/// The greatest number of steps that a byte may take.
const MOST_PER_BYTE: usize = 200;

/// Holds the steps of reading against the size of the input, at 1, 2, 4 and 8 times a size.
///
/// Steps may a little more than double when the size doubles, since sorting takes `n log n`.
#[track_caller]
fn check_growth(kind: &str, input: impl Fn(usize) -> String, read: impl Fn(&str)) {
    let mut before: Option<(usize, usize)> = None;
    for times in [1, 2, 4, 8] {
        let input = input(times);
        let (steps, ()) = of(|| read(&input));
        let (size, found) = (
            input.len(),
            format!("{kind}: {steps} for {} bytes", input.len()),
        );
        assert!(steps >= size / 64, "steps are not counted: {found}");
        assert!(steps <= MOST_PER_BYTE * size, "{found}");
        if let Some((old_size, old_steps)) = before {
            let (growth, of_size) = (steps * 100 / old_steps, size * 100 / old_size);
            assert!(
                growth <= of_size * 5 / 4 + 5,
                "{found}, {old_steps} for {old_size}"
            );
        }
        before = Some((size, steps));
    }
}

/// So many texts, one after the other.
fn many(count: usize, one: impl Fn(&mut String, usize)) -> String {
    let mut text = String::new();
    for index in 0..count {
        one(&mut text, index);
    }
    text
}

type Map = BTreeMap<String, String>;

struct Closed {
    a: Option<String>,
}

object! { Closed("/closed", deny); optional(a, "a"); }

struct Open {
    a: Option<Value>,
    b: Option<Vec<Map>>,
    rest: BTreeMap<String, Value>,
}

object! { Open("/open", capture(rest)); optional(a, "a"); optional(b, "b"); }

const PARAMETERS: Operation = Operation::new("parameters", "POST", "/p/{path}/{list}", &[])
    .parameters(&[
        Parameter::path("path", "0"),
        Parameter::path("list", "1"),
        Parameter::query("q", "2").style(Style::Form).explode(true),
        Parameter::query("deep", "3").style(Style::DeepObject),
        Parameter::query("pipe", "4")
            .style(Style::PipeDelimited)
            .explode(false),
        Parameter::query("", "5").style(Style::WholeForm),
        Parameter::header("X-List", "6"),
        Parameter::cookie("list", "7"),
        Parameter::query("text", "8"),
    ]);

fn request() -> http::request::Builder {
    http::Request::builder().method("POST").uri("/p/a/b")
}

fn call(request: http::request::Builder, body: &str) -> Call {
    let (parts, ()) = request.body(()).unwrap().into_parts();
    Call::new(Head::new(parts, &PARAMETERS).unwrap(), body.to_owned())
}

/// Reads a parameter, well or not.
fn parameter<T: Json>(request: http::request::Builder, position: usize) {
    let call = call(request, "");
    let mut reader = RequestReader::new(&call);
    let _ = reader.parameter::<T>(position);
    let _ = reader.finish();
}

fn query<T: Json>(position: usize, kind: &str, input: impl Fn(usize) -> String) {
    check_growth(kind, input, |text| {
        parameter::<T>(request().uri(format!("/p/a/b?{text}")), position);
    });
}

#[test]
fn queries() {
    let names = |times| many(200 * times, |out, at| write!(out, "&n{at}=x").unwrap());
    let same = |times| many(200 * times, |out, _| out.push_str("&q=a%20b"));
    query::<Map>(2, "names of an exploded object", names);
    query::<Vec<String>>(2, "items", same);
    query::<String>(2, "a parameter more than once", same);
    query::<Map>(5, "names of a whole query", names);
    query::<Map>(5, "a name of a whole query, many times", same);
    let wide = |times| {
        many(100 * times, |out, at| {
            write!(out, "&deep[n{at}]=x").unwrap()
        })
    };
    query::<Map>(3, "names in brackets", wide);
    let items = |times| {
        many(100 * times, |out, at| {
            write!(out, "&deep[a][{at}]=x").unwrap()
        })
    };
    query::<Open>(3, "items in brackets", items);
    let deep = |times| {
        let nested = "[a]".repeat(60);
        many(4 * times, |out, at| {
            write!(out, "&deep[a{at}]{nested}=x").unwrap()
        })
    };
    query::<Open>(3, "brackets in brackets", deep);
    let broken = |times| {
        many(100 * times, |out, at| {
            write!(out, "&deep[a{at}]=x").unwrap();
        }) + "&deep[[a=x"
    };
    query::<Open>(3, "brackets that do not pair", broken);
    query::<Vec<i64>>(4, "a delimited array", |times| {
        format!("pipe={}", "1|%7C2|".repeat(200 * times))
    });
    query::<String>(8, "percent-encoding", |times| {
        format!("text={}", "%C3%A9".repeat(300 * times))
    });
    query::<f64>(8, "digits", |times| {
        format!("text={}", "123456789".repeat(200 * times))
    });
    query::<i64>(8, "an exponent", |times| {
        format!("text=1e{}", "9".repeat(500 * times))
    });
}

#[test]
fn paths() {
    let path = |text: &str| request().uri(format!("/p/{text}/1,2"));
    check_growth(
        "a text",
        |times| "%F0%9F%90%B2".repeat(200 * times),
        |text| {
            parameter::<String>(path(text), 0);
        },
    );
    check_growth(
        "an array",
        |times| "a,b%2C,".repeat(300 * times),
        |text| {
            parameter::<Vec<String>>(request().uri(format!("/p/1/{text}")), 1);
        },
    );
    check_growth(
        "broken encoding",
        |times| "%".repeat(500 * times),
        |text| {
            parameter::<String>(
                request().uri(format!("/p/{}z/1", text.replace('%', "%4"))),
                0,
            );
        },
    );
}

#[test]
fn headers_and_cookies() {
    let header = |name: &'static str| move |text: &str| request().header(name, text);
    let list = |times| "a, b;c=1,".repeat(200 * times);
    check_growth("a header of items", list, |text| {
        parameter::<Vec<String>>(header("x-list")(text), 6);
    });
    check_growth(
        "a header of names",
        |times| many(200 * times, |out, at| write!(out, "n{at},x,").unwrap()) + "a,b",
        |text| {
            parameter::<Map>(header("x-list")(text), 6);
        },
    );
    check_growth(
        "cookies",
        |times| {
            many(200 * times, |out, at| {
                write!(out, "n{at}=x; list=%20; ").unwrap()
            })
        },
        |text| {
            parameter::<Vec<String>>(header("cookie")(text), 7);
        },
    );
    check_growth(
        "a credential among cookies",
        |times| many(200 * times, |out, at| write!(out, "n{at}=x; ").unwrap()),
        |text| {
            let call = call(header("cookie")(text), "");
            assert!(
                call.head()
                    .credential(&SecurityScheme::cookie("s", "sid"))
                    .is_none()
            );
        },
    );
    check_growth(
        "media types that are wanted",
        |times| "a/b;c=d;q=0.5, ".repeat(100 * times),
        |text| {
            assert!(
                Accept::from(text.to_owned())
                    .best(&["x/y", "x/z"])
                    .is_none()
            );
        },
    );
    check_growth(
        "parameters of a media type",
        |times| "; a=\"b\\\"c\"".repeat(100 * times),
        |text| {
            let sent = format!("multipart/form-data{text}; boundary=x");
            let call = call(request().header("content-type", sent), "--x--");
            let mut reader = RequestReader::new(&call);
            let _ = reader.body::<Map>(codec::Multipart(&[]), "multipart/form-data");
        },
    );
}

fn form<T: Json>(kind: &str, input: impl Fn(usize) -> String) {
    const FORM: &str = "application/x-www-form-urlencoded";
    check_growth(kind, input, |text| {
        let call = call(request().header("content-type", FORM), text);
        let mut reader = RequestReader::new(&call);
        let _ = reader.body::<T>(codec::Form(&[]), FORM);
        let _ = reader.finish();
    });
}

#[test]
fn forms() {
    let names = |times| many(1000 * times, |out, at| write!(out, "n{at}=x&").unwrap());
    form::<Map>("names", names);
    form::<Open>("names beside properties", names);
    form::<Closed>("names that are refused", names);
    form::<Open>("a name, many times", |times| "a=x&".repeat(1000 * times));
    form::<Open>("names in brackets", |times| {
        many(500 * times, |out, at| {
            write!(out, "a[n{at}][x]=1&").unwrap()
        })
    });
    form::<Open>("items in brackets", |times| {
        many(500 * times, |out, at| {
            write!(out, "b[{at}][x]=1&b[]=2&").unwrap()
        })
    });
    form::<Open>("brackets in brackets", |times| {
        let nested = "[a]".repeat(60);
        many(20 * times, |out, at| {
            write!(out, "n{at}{nested}=x&").unwrap()
        })
    });
    form::<Open>("brackets that do not pair", |times| {
        "a[[b]=1&".repeat(500 * times)
    });
    form::<Map>("long names that begin alike", |times| {
        let same = "n".repeat(200);
        many(50 * times, |out, at| write!(out, "{same}{at}=x&").unwrap())
    });
    form::<Map>("percent-encoding", |times| {
        format!("a={}", "%C3%A9+".repeat(500 * times))
    });
}

#[test]
fn multipart() {
    let read = |kind: &str, input: &dyn Fn(usize) -> String| {
        check_growth(kind, input, |text| {
            let sent = "multipart/form-data; boundary=x";
            let call = call(request().header("content-type", sent), text);
            let mut reader = RequestReader::new(&call);
            let _ = reader.body::<Open>(codec::Multipart(&[]), "multipart/form-data");
            let _ = reader.finish();
        });
    };
    let part = |out: &mut String, name: &str, text: &str| {
        write!(
            out,
            "--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n"
        )
        .unwrap();
    };
    let named = |name: &'static str| {
        move |times| {
            many(100 * times, |out, at| {
                part(out, &name.replace('#', &at.to_string()), "1")
            }) + "--x--"
        }
    };
    read("names", &named("n#"));
    read("a name, many times", &named("a"));
    read("names in brackets", &named("a[n#]"));
    read("parts that have no end", &|times| {
        "--x\r\n\r\n".to_owned() + &"\r\n--".repeat(500 * times)
    });
    read("what looks like a boundary", &|times| {
        let text = "\r\n--\r\n-\r".repeat(500 * times);
        many(1, |out, _| part(out, "a", &text)) + "--x--"
    });
    read("a head that has no end", &|times| {
        format!("--x\r\n{}\r\n--x--", "a: b\r\n".repeat(500 * times))
    });
}

fn json<T: Json>(kind: &str, input: impl Fn(usize) -> String) {
    check_growth(kind, input, |text| {
        let call = call(request().header("content-type", "application/json"), text);
        let mut reader = RequestReader::new(&call);
        let _ = reader.body::<T>(codec::Json, "application/json");
        let _ = reader.finish();
    });
}

#[test]
fn json_bodies() {
    let names = |times| {
        format!(
            "{{{}\"z\":1}}",
            many(500 * times, |out, at| write!(out, "\"n{at}\":\"x\",")
                .unwrap())
        )
    };
    json::<Map>("names", names);
    json::<Open>("names that are kept", names);
    json::<Closed>("names that are refused", names);
    let wrong = |times| {
        format!(
            "{{{}\"z\":1}}",
            many(500 * times, |out, at| write!(out, "\"n{at}\":1,").unwrap())
        )
    };
    json::<Map>("wrong values", wrong);
    let twice = |times| {
        format!(
            "{{{}\"n1\":1}}",
            many(500 * times, |out, at| write!(out, "\"n{}\":\"x\",", at / 2)
                .unwrap())
        )
    };
    json::<Map>("names that are there twice", twice);
    json::<Open>("names that are there twice, of any type", twice);
    json::<i64>("digits", |times| "123456789".repeat(200 * times));
    json::<i64>("an exponent of many digits", |times| {
        format!("1e{}", "9".repeat(1000 * times))
    });
    json::<i64>("zeros", |times| {
        format!("0.{}1e{}", "0".repeat(1000 * times), 1000 * times + 1)
    });
    json::<Unique>("unique texts", |times| {
        items(500 * times, |out, at| write!(out, "\"{at}\"").unwrap())
    });
    json::<Unique>("unique objects", |times| {
        items(500 * times, |out, at| {
            write!(out, "{{\"a\":[{at}],\"b\":{{}}}}").unwrap()
        })
    });
    json::<Unique>("an object, many times", |times| {
        items(500 * times, |out, _| out.push_str("{\"a\":[1]}"))
    });
    json::<Vec<i64>>("wrong items", |times| {
        items(500 * times, |out, _| out.push_str("\"x\""))
    });
}

/// An array of unique untyped items.
#[derive(Clone, Debug, PartialEq)]
struct Unique(Vec<Value>);

crate::wrapper! { Unique("/unique", Vec<Value>, Constraints::new("/unique", &[crate::Constraint::UniqueItems])); }

fn items(count: usize, one: impl Fn(&mut String, usize)) -> String {
    let items = many(count, |out, at| {
        one(out, at);
        out.push(',');
    });
    format!("[{items}null]")
}

#[test]
fn items_of_a_stream() {
    let read = |kind: &str, framing: Framing, input: &dyn Fn(usize) -> String| {
        check_growth(kind, input, |text| {
            let call = call(request().header("content-type", "a/b"), text);
            let mut reader = RequestReader::new(&call);
            let _ = reader.body::<Vec<Value>>(codec::Items(framing), "a/b");
            let _ = reader.finish();
        });
    };
    read("lines", Framing::Lines, &|times| {
        "[1]\n\n \n".repeat(500 * times)
    });
    read("a line", Framing::Lines, &|times| {
        format!("\"{}\"", "x".repeat(1000 * times))
    });
    read("records", Framing::Sequence, &|times| {
        "\x1E{}\n".repeat(500 * times)
    });
    read("events", Framing::EventData, &|times| {
        "data: 1\r\n\r\n".repeat(500 * times)
    });
    read("lines of an event", Framing::Events, &|times| {
        "data: x\nid: 1\n".repeat(500 * times) + "\n"
    });
    read("comments", Framing::Events, &|times| {
        ":\n".repeat(500 * times)
    });
}

/// Responses arrive in chunks of any size.
#[test]
fn items_in_small_chunks() {
    check_growth(
        "a line in chunks",
        |times| "x".repeat(1000 * times),
        |text| {
            let mut cutter = crate::items::Cutter::new(Framing::Lines, usize::MAX);
            for byte in text.as_bytes() {
                cutter.push(std::slice::from_ref(byte));
                assert!(cutter.next().is_ok_and(|item| item.is_none()));
            }
        },
    );
}

/// A value that is made, not read, is checked in as many steps.
#[test]
fn values_that_are_checked() {
    check_growth(
        "items",
        |times| " ".repeat(1000 * times),
        |text| {
            let items = (0..text.len()).map(Value::from).collect();
            assert!(Unique(items).validate().is_ok());
        },
    );
    assert!(matches!(
        crate::json::to_node(&Unique(Vec::new())),
        Ok(Node::Array(_))
    ));
}
