//! Types in other formats than JSON text: through `Value`, as YAML, and in a format that does not describe itself.

use super::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use specwright_runtime::File;
use std::fmt::Debug;

pub struct Record {
    pub id: u64,
    pub small: i8,
    pub name: Name,
    pub code: Code,
    pub color: Color,
    pub level: Level,
    pub ratio: f64,
    pub parent: Option<i64>,
    pub note: OptionalNullable<String>,
    pub tags: Option<Vec<String>>,
    pub at: Timestamp,
    pub uuid: Uuid,
    pub bytes: Bytes,
    pub others: BTreeMap<String, i32>,
}

object! {
    Record("/components/schemas/Record", capture(others));
    required(id, "id");
    required(small, "small");
    required(name, "theName");
    required(code, "code");
    required(color, "color");
    required(level, "level");
    required(ratio, "ratio");
    nullable(parent, "parent");
    optional_nullable(note, "note");
    optional(tags, "tags");
    required(at, "at");
    required(uuid, "uuid");
    required(bytes, "bytes");
}

fn record() -> Record {
    Record {
        id: u64::MAX,
        small: -1,
        name: Name::literal("ada"),
        code: Code::literal("GB"),
        color: Color::from("mauve"),
        level: Level::Low,
        ratio: 0.5,
        parent: None,
        note: OptionalNullable::Null,
        tags: Some(vec!["1".to_owned(), "null".to_owned()]),
        at: "2024-02-29T12:00:00Z".parse().unwrap(),
        uuid: Uuid::from_bytes([7; 16]),
        bytes: Bytes::from(&[0, 255]),
        // A captured property is written only if no field has its name.
        others: BTreeMap::from([("one".to_owned(), 1)]),
    }
}

/// Writes and reads a value in each format.
fn round_trips<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let json = serde_json::to_vec(value).unwrap();
    assert_eq!(&serde_json::from_slice::<T>(&json).unwrap(), value);
    assert_eq!(&serde_json::from_reader::<_, T>(&json[..]).unwrap(), value);
    let tree = serde_json::to_value(value).unwrap();
    assert_eq!(&serde_json::from_value::<T>(tree).unwrap(), value);
    let yaml = serde_yaml::to_string(value).unwrap();
    assert_eq!(&serde_yaml::from_str::<T>(&yaml).unwrap(), value);
    let bytes = postcard::to_stdvec(value).unwrap();
    assert_eq!(&postcard::from_bytes::<T>(&bytes).unwrap(), value);
}

#[test]
fn structs_are_read_from_every_format() {
    round_trips(&record());
    round_trips(&vec![Some(record()), None]);
    let mut shadowed = record();
    shadowed.others.insert("id".to_owned(), 2);
    let bytes = postcard::to_stdvec(&shadowed).unwrap();
    assert_eq!(postcard::from_bytes::<Record>(&bytes), Ok(record()));
}

#[test]
fn the_types_of_the_runtime_are_serde_types() {
    round_trips(&(Bytes::from("a"), Uuid::default()));
    round_trips(&File::new("a.txt", "a").with_media_type("text/plain").bytes);
    let file = File::new("a.bin", &[0xFF]).with_media_type("text/plain");
    let bytes = postcard::to_stdvec(&file).unwrap();
    assert_eq!(postcard::from_bytes::<File>(&bytes), Ok(file.clone()));
    assert!(serde_json::to_string(&file).is_err());
    let unlisted = Color::from("mauve");
    assert!(
        matches!(&unlisted, Color::Unknown(it) if serde_json::to_value(it).unwrap() == "mauve")
    );
}

#[derive(Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
struct Own {
    #[serde(default, skip_serializing_if = "OptionalNullable::is_absent")]
    a: OptionalNullable<i64>,
    #[serde(default, skip_serializing_if = "OptionalNullable::is_absent")]
    b: OptionalNullable<i64>,
    #[serde(default, skip_serializing_if = "OptionalNullable::is_absent")]
    c: OptionalNullable<i64>,
}

#[test]
fn three_states_are_kept_in_types_of_ones_own() {
    let own: Own = serde_json::from_str(r#"{"b": null, "c": 1}"#).unwrap();
    let states = (own.a.is_absent(), own.b.is_null(), own.c.is_value());
    assert_eq!(states, (true, true, true));
    assert_eq!(serde_json::to_string(&own).unwrap(), r#"{"b":null,"c":1}"#);
}

#[test]
fn violations_are_written_as_a_server_writes_them() {
    let violations = Color::from("mauve").validate().unwrap_err();
    let written = serde_json::to_value(&violations).unwrap();
    assert_eq!(written[0]["keyword"], "enum");
    assert_eq!(written[0]["instance"], "");
    assert_eq!(written[0]["schema"], "/components/schemas/Color");
    let message = violations[0].message().to_string();
    assert_eq!(written[0]["message"], *message);
}

/// A format that does not describe itself cannot tell which variant follows.
#[test]
fn look_ahead_needs_a_format_that_describes_itself() {
    let value = Value::from(1);
    let bytes = postcard::to_stdvec(&value).unwrap();
    assert_eq!(
        postcard::from_bytes::<Open>(&bytes).map(|_| ()),
        Err(postcard::Error::WontImplement)
    );
}

#[derive(Clone, PartialEq)]
pub enum Open {
    Number(i64),
    Text(String),
}

union! {
    Open("/components/schemas/Open");
    json_type();
    variant(0, Number);
    variant(1, Text);
}

#[test]
fn values_of_enums_compare_with_text() {
    assert_eq!(Color::Red, "red");
    assert_eq!(Color::from("blue".to_owned()), "blue");
    assert_ne!(Color::from("mauve"), Color::Red);
}

#[derive(Default)]
pub struct Page {
    pub size: Option<i64>,
    pub order: OptionalNullable<String>,
}

object! {
    Page("/components/schemas/Page", ignore);
    optional(size, "size").or_default_with(|| 20);
    optional_nullable(order, "order").or_default_with(|| "asc".to_owned());
}

/// The receiver applies the defaults.
#[test]
fn the_default_of_a_struct_sends_nothing() {
    let page = Page::default();
    assert_eq!(serde_json::to_string(&page).unwrap(), "{}");
    let read: Page = serde_json::from_str("{}").unwrap();
    assert_eq!(read.size, Some(20));
    assert_eq!(read.order, OptionalNullable::Value("asc".to_owned()));
    assert_ne!(read, page);
}
