//! The two ways of reading: into a value, and into a tree that is diagnosed.

use super::*;

/// Texts of every JSON type, valid and not.
const VALUES: &[&str] = &[
    "null",
    "true",
    "0",
    "-0",
    "1.0",
    "1.5",
    "1e400",
    "9223372036854775808",
    "\"\"",
    "\"a\"",
    "\"TR\"",
    "\"red\"",
    "[]",
    "[1]",
    "[null]",
    "{}",
    "{\"a\":1}",
    "{\"a\":1,\"a\":1}",
    "{\"kind\":\"cat\",\"lives\":1}",
    "\"2026-11-23\"",
    "\"Zm9v\"",
    "[\"a\",\"a\"]",
];

/// Asserts that reading fails exactly where a strict reading finds violations, and that these explain it.
fn agree<T: Json>(text: &str) {
    let read = json::parse::<T>(text.as_bytes()).and_then(|value| match value.validate() {
        Ok(()) => Ok(()),
        Err(violations) => Err(serde_core::de::Error::custom(violations)),
    });
    let strict = json::from_slice::<T>(text.as_bytes());
    assert_eq!(
        read.is_ok(),
        strict.is_ok(),
        "{} {text}",
        std::any::type_name::<T>()
    );
    if let Err(json::Error::Violations(violations)) = strict {
        assert!(
            !violations[0].expected().contains("that can be read"),
            "{} {text}: {violations}",
            std::any::type_name::<T>()
        );
    }
}

#[test]
fn both_ways_of_reading_agree() {
    for text in VALUES {
        agree::<bool>(text);
        agree::<i64>(text);
        agree::<u32>(text);
        agree::<f64>(text);
        agree::<f32>(text);
        agree::<String>(text);
        agree::<Value>(text);
        agree::<Option<i64>>(text);
        agree::<Vec<Option<String>>>(text);
        agree::<BTreeMap<String, i64>>(text);
        agree::<Timestamp>(text);
        agree::<Date>(text);
        agree::<Uuid>(text);
        agree::<Bytes>(text);
        agree::<Code>(text);
        agree::<Name>(text);
        agree::<Share>(text);
        agree::<Color>(text);
        agree::<Level>(text);
        agree::<Item>(text);
        agree::<Closed>(text);
        agree::<Open>(text);
        agree::<Pet>(text);
        agree::<Scalar>(text);
        agree::<Length>(text);
        agree::<Box<Tree>>(text);
        agree::<(i64,)>(text);
        agree::<(Value, OptionalItem<Option<bool>>, TailItems<String>)>(text);
    }
}
