use super::{read, write};
use crate::json::{Json, to_node};
use crate::{Encoding, Style, object};
use std::collections::BTreeMap;

struct Form {
    name: String,
    tags: Vec<String>,
    address: Option<Address>,
    scores: Option<BTreeMap<String, i64>>,
    people: Option<Vec<Address>>,
}

struct Address {
    city: String,
    lines: Option<Vec<String>>,
    inner: Option<Box<Address>>,
}

object! {
    Form("/f", ignore);
    required(name, "name");
    required(tags, "tags");
    optional(address, "address");
    optional(scores, "scores");
    optional(people, "people");
}

object! {
    Address("/a", ignore);
    required(city, "city");
    optional(lines, "lines");
    optional(inner, "inner");
}

fn full() -> Form {
    let inner = Address {
        city: "Köln".to_owned(),
        lines: Some(vec!["only".to_owned()]),
        inner: None,
    };
    Form {
        name: "a b&c=d+e".to_owned(),
        tags: vec!["x".to_owned(), String::new()],
        address: Some(Address {
            city: "[0]".to_owned(),
            lines: None,
            inner: Some(Box::new(inner.clone())),
        }),
        scores: Some(BTreeMap::from([("0".to_owned(), 1), ("b".to_owned(), -2)])),
        people: Some(vec![inner.clone(), inner]),
    }
}

fn round(form: &Form, encodings: &[Encoding]) -> String {
    let text = write(&to_node(form).unwrap(), encodings).unwrap();
    let node = read(&text, Form::shape(), encodings).unwrap();
    assert_eq!(Form::read(node).as_ref(), Ok(form), "{text}");
    text
}

fn parse(text: &str) -> Result<Form, String> {
    let node = read(text, Form::shape(), &[]).map_err(|it| it.0.to_owned())?;
    Form::read(node).map_err(|error| error.to_string())
}

fn small() -> Form {
    Form {
        name: "n".to_owned(),
        tags: vec!["t".to_owned()],
        address: None,
        scores: None,
        people: None,
    }
}

#[test]
fn what_is_written_is_read() {
    let deep = ["tags", "address", "scores", "people"]
        .map(|name| Encoding::style(name, Style::DeepObject, true));
    round(&full(), &[]);
    round(&full(), &deep);
    let joined = [Encoding::style("tags", Style::PipeDelimited, false)];
    assert_eq!(round(&small(), &joined), "name=n&tags=t");
    assert!(round(&full(), &joined).contains("tags=x%7C&"));
    assert_eq!(
        round(&small(), &[Encoding::json("name")]),
        "name=%22n%22&tags=t"
    );
    let nothing = Form {
        tags: Vec::new(),
        ..small()
    };
    assert_eq!(round(&nothing, &[]), "name=n");
    let spread = Form {
        address: Some(Address {
            city: "c".to_owned(),
            lines: None,
            inner: None,
        }),
        ..small()
    };
    assert_eq!(
        round(&spread, &[Encoding::style("address", Style::Form, true)]),
        "name=n&tags=t&city=c"
    );
}

#[test]
fn objects_are_json_or_in_brackets() {
    let text = round(&full(), &[]);
    assert!(
        text.contains("&address=%7B%22city%22%3A%22%5B0%5D%22"),
        "{text}"
    );
    let deep = [Encoding::style("address", Style::DeepObject, true)];
    let text = round(&full(), &deep);
    assert!(
        text.contains("&address%5Binner%5D%5Blines%5D%5B0%5D=only"),
        "{text}"
    );
}

#[test]
fn brackets_are_read_in_every_form() {
    assert_eq!(parse("name=n&tags[]=t").unwrap(), small());
    assert_eq!(parse("&name=n&&tags%5B0%5D=t").unwrap(), small());
    assert_eq!(
        parse("tags[1]=b&tags[0]=a&name=n").unwrap().tags,
        ["a", "b"]
    );
    assert_eq!(
        parse("name=n&address[city]=a+b")
            .unwrap()
            .address
            .unwrap()
            .city,
        "a b"
    );
    assert_eq!(
        parse("name=n&people[0][city]=a")
            .unwrap()
            .people
            .unwrap()
            .len(),
        1
    );
    assert_eq!(parse("name=n&scores[0]=7").unwrap().scores.unwrap()["0"], 7);
}

#[test]
fn what_is_wrong_is_told() {
    for text in [
        "",
        "name=%zz",
        "name=%ff",
        "name=a&name=b",
        "name[x]=a",
        "name=n&scores[a]=x",
        "name=n&tags=a&tags[0]=b",
        "name=n&address=%7B",
    ] {
        assert!(parse(text).is_err(), "{text}");
    }
    let deep = format!("name=n&address{}=x", "[inner]".repeat(100_000));
    assert_eq!(parse(&deep).unwrap().address, None);
}
