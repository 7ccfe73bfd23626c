//! Values survive reading, writing and reading again; formats agree with the types of their values.

#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use specwright_runtime::export::Node;
use specwright_runtime::json::{from_slice, parse, to_vec};
use specwright_runtime::{Bytes, Date, Json, Timestamp, Uuid, format};

fuzz_target!(|text: &str| {
    let json = text.as_bytes();
    both_ways::<i32>(json);
    both_ways::<u64>(json);
    both_ways::<f64>(json);
    both_ways::<Vec<Option<bool>>>(json);
    if let Ok(node) = serde_json::from_str::<Node>(text) {
        let written = serde_json::to_string(&node).expect("JSON is written");
        let value: Value = serde_json::from_str(&written).expect("what is written is JSON");
        let known: Value = serde_json::from_str(text).expect("a tree is JSON");
        // A tree keeps properties that stand twice, and numbers are the nearest that there are.
        assert_eq!(std::mem::discriminant(&value), std::mem::discriminant(&known));
    }
    let quoted = Value::from(text).to_string();
    let json = quoted.as_bytes();
    assert_eq!(both_ways::<Timestamp>(json), format::DATE_TIME.admits(text));
    assert_eq!(both_ways::<Date>(json), format::DATE.admits(text));
    assert_eq!(both_ways::<Uuid>(json), format::UUID.admits(text));
    assert_eq!(both_ways::<Bytes>(json), format::BYTE.admits(text));
    for format in [
        format::DURATION,
        format::EMAIL,
        format::HOSTNAME,
        format::IDN_EMAIL,
        format::IDN_HOSTNAME,
        format::IPV4,
        format::IPV6,
        format::IRI,
        format::IRI_REFERENCE,
        format::JSON_POINTER,
        format::RELATIVE_JSON_POINTER,
        format::TIME,
        format::URI,
        format::URI_REFERENCE,
        format::URI_TEMPLATE,
    ] {
        format.admits(text);
    }
});

/// Returns true if a value can be read; it is then written and read again.
fn both_ways<T: Json + PartialEq + std::fmt::Debug>(json: &[u8]) -> bool {
    let Ok(value) = parse::<T>(json) else {
        assert!(from_slice::<T>(json).is_err());
        return false;
    };
    let written = to_vec(&value).expect("what is read can be written");
    assert_eq!(parse::<T>(&written).expect("what is written can be read"), value);
    true
}
