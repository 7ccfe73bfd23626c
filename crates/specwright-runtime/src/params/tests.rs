//! Wire forms, both ways.
//!
//! The vectors of `conformance/params` are run where they are (`SPECWRIGHT_SHARED`, or `../../../shared` from here); the
//! table below is our own and stands for each of their kinds.

use super::*;
use crate::json::json_types::JsonTypes;
use crate::json::node::Number;
use crate::{Location, Style};
use std::collections::BTreeMap;

mod documented;
mod vectors;

/// Names outlive the test run.
fn parameter(location: Location, style: Style, explode: bool, name: &str) -> Parameter {
    let name: &'static str = Box::leak(name.to_owned().into_boxed_str());
    let parameter = match location {
        Location::Path => Parameter::path(name, "/p"),
        Location::Query => Parameter::query(name, "/p"),
        Location::Header => Parameter::header(name, "/p"),
        Location::Cookie => Parameter::cookie(name, "/p"),
    };
    parameter.style(style).explode(explode)
}

fn node(json: &str) -> Node {
    serde_json::from_str(json).unwrap()
}

fn json_types(node: &Node) -> JsonTypes {
    match node {
        Node::Array(_) => JsonTypes::ARRAY,
        Node::Object(_) => JsonTypes::OBJECT,
        _ => JsonTypes::STRING,
    }
}

fn raw<'a>(location: Location, wire: &'a str, header: &'a [&'a str]) -> Raw<'a> {
    match location {
        Location::Path => Raw::Path(wire),
        Location::Query => Raw::Query(wire),
        Location::Header => Raw::Header(header),
        Location::Cookie => Raw::Cookie(wire),
    }
}

/// A decoded parameter as JSON, its leaves as strings; `<error>` if it cannot be read.
fn read_back(parameter: &Parameter, wire: &str, json_types: JsonTypes) -> String {
    match decode(
        parameter,
        raw(parameter.location, wire, &[wire]),
        json_types,
        None,
    ) {
        Ok(Some(node)) => node.to_json().unwrap(),
        Ok(None) => "null".to_owned(),
        Err(Malformed(_)) => "<error>".to_owned(),
    }
}

const LIST: &str = r#"["blue","a,b","c d"]"#;
const POINT: &str = r#"{"R":"100","G":"2,0"}"#;

/// Location, style, `explode`, value, wire form; all decode to what they encode.
const BOTH_WAYS: &[(Location, Style, bool, &str, &str)] = &[
    (
        Location::Path,
        Style::Simple,
        false,
        "\"a/b?ü\"",
        "a%2Fb%3F%C3%BC",
    ),
    (
        Location::Path,
        Style::Simple,
        false,
        LIST,
        "blue,a%2Cb,c%20d",
    ),
    (Location::Path, Style::Simple, false, POINT, "R,100,G,2%2C0"),
    (Location::Path, Style::Simple, true, POINT, "R=100,G=2%2C0"),
    (Location::Path, Style::Label, false, "\"a b\"", ".a%20b"),
    (
        Location::Path,
        Style::Label,
        false,
        LIST,
        ".blue,a%2Cb,c%20d",
    ),
    (
        Location::Path,
        Style::Label,
        true,
        LIST,
        ".blue.a%2Cb.c%20d",
    ),
    (Location::Path, Style::Label, false, POINT, ".R,100,G,2%2C0"),
    (Location::Path, Style::Label, true, POINT, ".R=100.G=2%2C0"),
    (Location::Path, Style::Label, true, "[]", ""),
    (
        Location::Path,
        Style::Matrix,
        false,
        "\"a;b\"",
        ";color=a%3Bb",
    ),
    (Location::Path, Style::Matrix, false, "\"\"", ";color"),
    (
        Location::Path,
        Style::Matrix,
        false,
        LIST,
        ";color=blue,a%2Cb,c%20d",
    ),
    (
        Location::Path,
        Style::Matrix,
        true,
        LIST,
        ";color=blue;color=a%2Cb;color=c%20d",
    ),
    (
        Location::Path,
        Style::Matrix,
        false,
        POINT,
        ";color=R,100,G,2%2C0",
    ),
    (Location::Path, Style::Matrix, true, POINT, ";R=100;G=2%2C0"),
    (
        Location::Query,
        Style::Form,
        true,
        "\"a&b=c+d\"",
        "color=a%26b%3Dc%2Bd",
    ),
    (Location::Query, Style::Form, true, "\"\"", "color="),
    (
        Location::Query,
        Style::Form,
        true,
        LIST,
        "color=blue&color=a%2Cb&color=c%20d",
    ),
    (
        Location::Query,
        Style::Form,
        false,
        LIST,
        "color=blue,a%2Cb,c%20d",
    ),
    (Location::Query, Style::Form, true, POINT, "R=100&G=2%2C0"),
    (
        Location::Query,
        Style::Form,
        false,
        POINT,
        "color=R,100,G,2%2C0",
    ),
    (
        Location::Query,
        Style::SpaceDelimited,
        false,
        "[\"a\",\"b\"]",
        "color=a%20b",
    ),
    (
        Location::Query,
        Style::PipeDelimited,
        false,
        "[\"a b\",\"c\"]",
        "color=a%20b%7Cc",
    ),
    (
        Location::Query,
        Style::PipeDelimited,
        false,
        POINT,
        "color=R%7C100%7CG%7C2%2C0",
    ),
    (
        Location::Query,
        Style::DeepObject,
        true,
        POINT,
        "color%5BR%5D=100&color%5BG%5D=2%2C0",
    ),
    (
        Location::Query,
        Style::Json,
        false,
        "{\"a\":[1,null]}",
        "color=%7B%22a%22%3A%5B1%2Cnull%5D%7D",
    ),
    (
        Location::Header,
        Style::Simple,
        false,
        "\"50% a/b\"",
        "50% a/b",
    ),
    (
        Location::Header,
        Style::Simple,
        false,
        "[\"a\",\"b c\"]",
        "a,b c",
    ),
    (
        Location::Header,
        Style::Simple,
        true,
        "{\"R\":\"1\",\"G\":\"2\"}",
        "R=1,G=2",
    ),
    (
        Location::Cookie,
        Style::Form,
        true,
        "\"a;b\"",
        "color=a%3Bb",
    ),
    (
        Location::Cookie,
        Style::Form,
        false,
        LIST,
        "color=blue,a%2Cb,c%20d",
    ),
    (
        Location::Cookie,
        Style::Form,
        true,
        LIST,
        "color=blue; color=a%2Cb; color=c%20d",
    ),
];

#[test]
fn every_style_goes_both_ways() {
    for &(location, style, explode, value, wire) in BOTH_WAYS {
        let (parameter, node) = (parameter(location, style, explode, "color"), node(value));
        let written = encode(&parameter, &node).unwrap().unwrap_or_default();
        assert_eq!(written, wire, "{location} {style:?} {explode} {value}");
        assert_eq!(
            read_back(&parameter, wire, json_types(&node)),
            value,
            "{location} {style:?} {explode} {wire}"
        );
    }
}

#[test]
fn nesting_is_refused() {
    let parameter = parameter(Location::Query, Style::Form, true, "filter");
    for value in ["{\"a\":[1]}", "{\"a\":{\"b\":1}}", "[[1]]"] {
        assert!(encode(&parameter, &node(value)).is_err(), "{value}");
    }
}

#[test]
fn types_are_read_from_text() {
    let mut report = Report::default();
    let page = Parameter::query("page", "/p");
    assert_eq!(
        read::<i64>(&page, Raw::Query("page=5"), &mut report),
        Some(5)
    );
    assert_eq!(
        read::<Option<bool>>(&page, Raw::Query("page=true"), &mut report),
        Some(Some(true))
    );
    assert_eq!(
        read::<Option<bool>>(&page, Raw::Query(""), &mut report),
        Some(None)
    );
    assert_eq!(
        read::<Vec<f64>>(&page, Raw::Query("page=1&page=2.5e1"), &mut report),
        Some(vec![1.0, 25.0])
    );
    assert_eq!(
        read::<String>(&page, Raw::Query("page=5"), &mut report).as_deref(),
        Some("5")
    );
    assert!(report.is_empty());
    for wire in [
        "page=5.0",
        "page=05",
        "page=+5",
        "page=",
        "page=9223372036854775808",
        "page=1&page=2",
        "page=%zz",
    ] {
        let mut report = Report::default();
        assert_eq!(
            read::<i64>(&page, Raw::Query(wire), &mut report),
            None,
            "{wire}"
        );
        let violations = report.finish().unwrap_err();
        assert_eq!(
            violations[0].parameter(),
            Some((Location::Query, "page")),
            "{wire}"
        );
    }
}

#[test]
fn what_is_missing_is_named() {
    let mut report = Report::default();
    assert_eq!(
        read::<i64>(
            &Parameter::header("X-Page", "/p").required(),
            Raw::Header(&[]),
            &mut report
        ),
        None
    );
    assert_eq!(
        report.finish().unwrap_err().to_string(),
        "header parameter `X-Page`: expected the parameter"
    );
}

#[test]
fn numbers_are_written_as_json_has_them() {
    for (number, text) in [
        (1.0, "1"),
        (1.5, "1.5"),
        (-0.25, "-0.25"),
        (1e21, "1e21"),
        (1e-7, "0.0000001"),
        (5e-324, "5e-324"),
    ] {
        assert_eq!(Number::Float(number).to_string(), text);
    }
}

/// Writes a value, and reads it again.
fn round(parameter: &Parameter, json: &str, json_types: JsonTypes) -> String {
    let written = encode(parameter, &node(json)).unwrap().unwrap();
    let raw = match parameter.location {
        Location::Cookie => Raw::Cookie(&written),
        _ => Raw::Query(&written),
    };
    let read = decode(parameter, raw, json_types, None).unwrap().unwrap();
    let text = |json: &str| json.replace(['"', ' '], "");
    assert_eq!(text(&read.to_json().unwrap()), text(json), "{written}");
    written.replace("%5B", "[").replace("%5D", "]")
}

#[test]
fn deep_objects_have_any_depth() {
    let deep = Parameter::query("f", "/f").style(Style::DeepObject);
    for (json, written) in [
        (r#"{"a":{"b":1},"c":"x"}"#, "f[a][b]=1&f[c]=x"),
        (r#"{"a":[1,2],"b":[3]}"#, "f[a][]=1&f[a][]=2&f[b][]=3"),
        (r#"{"a":[{"b":1},{"b":2}]}"#, "f[a][0][b]=1&f[a][1][b]=2"),
    ] {
        assert_eq!(round(&deep, json, JsonTypes::OBJECT), written);
    }
    assert_eq!(round(&deep, "[1,2]", JsonTypes::ARRAY), "f[]=1&f[]=2");
    let read = |query| decode(&deep, Raw::Query(query), JsonTypes::OBJECT, None);
    let list = read("f[a]=1&f[a]=2").unwrap().unwrap().to_json();
    assert_eq!(list.as_deref(), Some(r#"{"a":["1","2"]}"#));
    let endless = format!("f{}=1", "[a]".repeat(100_000));
    for refused in ["f[a]=1&f[a][b]=2", "f[a=1", &endless] {
        assert!(read(refused).is_err());
    }
}

#[test]
fn a_query_can_be_one_value() {
    let whole = |style| Parameter::query("q", "/q").style(style);
    let form = r#"{"a":"b c","d":[1,2]}"#;
    let written = encode(&whole(Style::WholeForm), &node(form))
        .unwrap()
        .unwrap();
    assert_eq!(written, "a=b%20c&d=1&d=2");
    let raw = Raw::Query("a=b+c&d=1&d=2");
    let read = decode(&whole(Style::WholeForm), raw, JsonTypes::OBJECT, None)
        .unwrap()
        .unwrap();
    assert_eq!(
        read.to_json().as_deref(),
        Some(r#"{"a":"b c","d":["1","2"]}"#)
    );
    let json = r#"{"a":[1,{"b":null}]}"#;
    let written = round(&whole(Style::WholeJson), json, JsonTypes::OBJECT);
    assert_eq!(written, "%7B%22a%22%3A[1%2C%7B%22b%22%3Anull%7D]%7D");
    let text = round(&whole(Style::WholeText), r#""$.a=b""#, JsonTypes::STRING);
    assert_eq!(text, "%24.a%3Db");
}

#[test]
fn cookies_can_be_sent_as_they_are() {
    let cookie = Parameter::cookie("sid", "/sid").style(Style::Cookie);
    assert_eq!(
        round(&cookie, r#""a/b=%20""#, JsonTypes::STRING),
        "sid=a/b=%20"
    );
    assert_eq!(
        round(&cookie, r#"["a","b"]"#, JsonTypes::ARRAY),
        "sid=a; sid=b"
    );
    for refused in [r#""a;b""#, r#""a b""#, r#""a\u000ab""#] {
        assert!(encode(&cookie, &node(refused)).is_err(), "{refused}");
    }
}

#[test]
fn a_union_with_arrays_is_read_by_how_often_it_is_sent() {
    let parameter = Parameter::query("a", "/a");
    let read = |query| {
        let node = decode(
            &parameter,
            Raw::Query(query),
            JsonTypes::STRING | JsonTypes::ARRAY,
            None,
        );
        node.unwrap().unwrap().to_json().unwrap()
    };
    assert_eq!(read("a=1"), r#""1""#);
    assert_eq!(read("a=1&a=2"), r#"["1","2"]"#);
}

#[test]
fn a_tuple_is_an_array_of_its_items() {
    type Range = (i64, crate::OptionalItem<String>);
    let read = |parameter: &Parameter, query| {
        let mut report = Report::default();
        let value: Option<Range> = read(parameter, Raw::Query(query), &mut report);
        value.ok_or_else(|| report.finish().unwrap_err().to_string())
    };
    let exploded = Parameter::query("r", "/r");
    let joined = Parameter::query("r", "/r")
        .style(Style::Form)
        .explode(false);
    let both = || (1, crate::OptionalItem::from("a,b".to_owned()));
    for (parameter, query) in [(&exploded, "r=1&r=a%2Cb"), (&joined, "r=1,a%2Cb")] {
        let written = encode(parameter, &crate::json::to_node(&both()).unwrap());
        assert_eq!(written.unwrap().as_deref(), Some(query));
        assert_eq!(read(parameter, query), Ok(both()));
    }
    assert_eq!(read(&exploded, "r=1"), Ok((1, crate::OptionalItem(None))));
    let error = read(&joined, "r=1,2,3").unwrap_err();
    assert!(error.contains("at most 2 items"), "{error}");
}

#[test]
fn a_space_that_is_not_escaped_delimits_too() {
    let colors = parameter(Location::Query, Style::SpaceDelimited, false, "color");
    let mut report = Report::default();
    for wire in ["color=a%20b", "color=a+b", "color=a b"] {
        let read = read::<Vec<String>>(&colors, Raw::Query(wire), &mut report);
        let read = read.unwrap_or_default();
        assert_eq!(read, ["a", "b"], "{wire}");
        assert_eq!(
            write(&colors, &read).unwrap().as_deref(),
            Some("color=a%20b")
        );
    }
    assert!(report.is_empty());
}

#[test]
fn a_property_without_name_and_value_is_written() {
    let colors = parameter(Location::Path, Style::Matrix, true, "color");
    let mut report = Report::default();
    let value = BTreeMap::from([(String::new(), String::new())]);
    assert_eq!(write(&colors, &value).unwrap().as_deref(), Some(";="));
    let read = read::<BTreeMap<String, String>>(&colors, Raw::Path(";="), &mut report);
    assert_eq!(read, Some(value));
}

#[test]
fn white_space_in_a_cookie_is_no_item() {
    let colors = parameter(Location::Cookie, Style::Cookie, false, "color");
    let mut report = Report::default();
    for wire in ["color=", "color=\" \"", "color= "] {
        let read = read::<Vec<String>>(&colors, Raw::Cookie(wire), &mut report);
        assert_eq!(read, Some(Vec::new()), "{wire}");
    }
}
