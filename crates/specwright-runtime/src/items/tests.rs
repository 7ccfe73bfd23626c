//! Items are independent of chunk boundaries, and written items are read again.

use super::*;
use crate::json::to_node;

/// The items of a body in chunks of this size, as `data|event|id|retry`.
fn cut(framing: Framing, body: &str, size: usize) -> Vec<String> {
    let mut cutter = Cutter::new(framing, 100);
    let mut found = Vec::new();
    for chunk in body.as_bytes().chunks(size) {
        cutter.push(chunk);
        while let Some(item) = cutter.next().unwrap() {
            found.push(item);
        }
    }
    cutter.finish();
    while let Some(item) = cutter.next().unwrap() {
        found.push(item);
    }
    let words = |item: Item| {
        let text = String::from_utf8(item.text).unwrap();
        let beside = [item.event, item.id, item.retry.map(|it| it.to_string())];
        let beside = beside.into_iter().flatten().map(|it| format!("|{it}"));
        text + &beside.collect::<String>()
    };
    found.into_iter().map(words).collect()
}

#[test]
fn bodies_are_cut_however_they_come() {
    use Framing::{EventData, Lines, Sequence};
    let table: &[(Framing, &str, &[&str])] = &[
        (Lines, "1\r\n\n{\"a\":2}\n3", &["1", "{\"a\":2}", "3"]),
        (Lines, "", &[]),
        (
            Sequence,
            "\u{1e}1\n\u{1e}\u{1e}[2,\n3]\n",
            &["1", "[2,\n3]"],
        ),
        // The examples of the HTML standard, section 9.2.6.
        (
            EventData,
            "data: YHOO\ndata: +2\ndata: 10\n\n",
            &["YHOO\n+2\n10"],
        ),
        (
            EventData,
            ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
            &["first event|1", "second event|", " third event"],
        ),
        (EventData, "data\n\ndata\ndata\n\ndata:", &["", "\n"]),
        (EventData, "data:test\n\ndata: test\n\n", &["test", "test"]),
        // The ends of lines, the byte order mark, and fields that are not known.
        (
            EventData,
            "\u{feff}event: a\r\ndata: 1\r\n\r\nevent: b\rdata: 2\r\rdata: 3\n\r\n",
            &["1|a", "2|b", "3"],
        ),
        (
            EventData,
            "retry: 10\nretry: 1s\nid: a\0b\nother: x\ndata: 1\n\nevent: lost\n\ndata: 2\n\n",
            &["1|10", "2"],
        ),
    ];
    for (framing, body, expected) in table {
        for size in [1, 2, 3, 1000] {
            assert_eq!(cut(*framing, body, size), *expected, "{body:?} by {size}");
        }
    }
}

#[test]
fn items_have_a_limit() {
    let fails = |framing, body: &str| {
        let mut cutter = Cutter::new(framing, 10);
        cutter.push(body.as_bytes());
        loop {
            match cutter.next() {
                Err(super::split::TooLarge) => return true,
                Ok(None) => return false,
                Ok(Some(_)) => {}
            }
        }
    };
    assert!(
        fails(Framing::Lines, "12345678901") && !fails(Framing::Lines, "1234567890\n1234567890\n")
    );
    assert!(fails(Framing::EventData, ": 12345678901"));
    assert!(fails(Framing::EventData, "data:12345\ndata:12345\n"));
    assert!(!fails(Framing::EventData, "data:12345\n\ndata:12345\n\n"));
}

fn read<T: Json>(framing: Framing, body: &str) -> Vec<T> {
    let nodes = nodes::<T>(framing, body.as_bytes()).unwrap();
    nodes
        .into_iter()
        .map(|node| T::read(node).unwrap())
        .collect()
}

#[test]
fn what_is_written_is_read() {
    let texts = ["", "a\nb", " 1", "{}"].map(str::to_owned);
    let numbers = [Some(1_i64), None];
    for framing in [Framing::Lines, Framing::Sequence, Framing::EventData] {
        let body = String::from_utf8(write(framing, &texts).unwrap()).unwrap();
        assert_eq!(read::<String>(framing, &body), texts, "{body:?}");
        let body = String::from_utf8(write(framing, &numbers).unwrap()).unwrap();
        assert_eq!(read::<Option<i64>>(framing, &body), numbers, "{body:?}");
    }
    assert!(write(Framing::EventData, &["a\rb".to_owned()]).is_err());
    assert!(write(Framing::Events, &["no event".to_owned()]).is_err());
}

#[test]
fn events_are_objects_of_their_fields() {
    let body = "event: add\nid: 7\nretry: 5\ndata: {\"n\": 1}\n\ndata: hello\n\n";
    let events = read::<crate::Value>(Framing::Events, body);
    let written: Vec<Vec<u8>> = events
        .iter()
        .map(|it| super::write::item(Framing::Events, it).unwrap())
        .collect();
    assert_eq!(
        String::from_utf8(written.concat()).unwrap(),
        "event: add\nid: 7\nretry: 5\ndata: {\"n\": 1}\n\ndata: hello\n\n"
    );
    assert!(matches!(to_node(&events[1]), Ok(Node::Object(fields)) if fields.len() == 1));
}

#[test]
fn a_text_may_end_a_stream_of_json() {
    let body = "data: 1\n\ndata: [DONE]\n\n";
    assert_eq!(read::<i64>(Framing::EventData, body), [1]);
    assert_eq!(read::<String>(Framing::EventData, body), ["1", "[DONE]"]);
}
