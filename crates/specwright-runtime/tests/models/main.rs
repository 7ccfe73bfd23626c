//! The types that the macros make: read, written, checked.

#![allow(missing_docs, reason = "the types are examples")]

mod debug;
mod enums;
mod formats;
mod names;
mod newtypes;
mod objects;
mod secrets;
mod serde_formats;
mod unions;
mod ways;

use specwright_runtime::{
    Bytes, Constraint, Constraints, Date, Decimal, Json, Never, OptionalItem, OptionalNullable,
    TailItems, Timestamp, Unlisted, Uuid, Validate, Value, ascii, integer_enum, json, number,
    object, string_enum, text, union,
};
use std::borrow::Cow;
use std::collections::BTreeMap;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code([u8; 2]);

ascii! {
    Code("/components/schemas/Code", 2);
    Pattern("^[A-Z]{2}$", is_code);
}

const fn is_code(text: &str) -> bool {
    matches!(text.as_bytes(), [b'A'..=b'Z', b'A'..=b'Z'])
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(Cow<'static, str>);

text! {
    Name("/components/schemas/Name");
    MinLength(2);
    MaxLength(4);
}

#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub struct Share(f64);

number! {
    Share("/components/schemas/Share", f64);
    Minimum(Decimal::new("0"));
    Maximum(Decimal::new("1"));
    MultipleOf(Decimal::new("0.01"));
}

#[derive(Clone)]
pub enum Color {
    Red,
    Unknown(Unlisted<String, Color>),
}

string_enum! {
    Color("/components/schemas/Color");
    values(Red = "red");
    unknown(Unknown);
}

#[derive(Clone, Copy, Debug)]
pub enum Level {
    Low,
    Unknown(Unlisted<i64, Level>),
}

integer_enum! {
    Level("/components/schemas/Level", i64);
    value(Low, -1);
    unknown(Unknown);
}

pub struct Item {
    pub id: i64,
    pub r#type: Option<String>,
    pub parent: Option<i64>,
    pub note: OptionalNullable<String>,
    pub tags: Option<Vec<String>>,
    pub password: Option<String>,
}

object! {
    Item("/components/schemas/Item", ignore);
    required(id, "_id").constraints_at(Constraints::new("/components/schemas/Item/properties/_id", &[Constraint::Minimum(Decimal::new("1"))]));
    optional(r#type, "type").constraints_at(Constraints::new("/components/schemas/Item/properties/type", &[Constraint::MinLength(2)])).or_default_with(|| "plain".to_owned());
    nullable(parent, "parentId");
    optional_nullable(note, "note");
    optional(tags, "tags").constraints_at(Constraints::new("/components/schemas/Item/properties/tags", &[Constraint::MaxItems(3), Constraint::UniqueItems, Constraint::Items(&Constraints::new("/components/schemas/Item/properties/tags/items", &[Constraint::MinLength(1)]))]));
    optional(password, "password").constraints_at(Constraints::new("/components/schemas/Item/properties/password", &[Constraint::MinLength(8), Constraint::Secret]));
}

#[derive(Default)]
pub struct Closed {}

pub struct Evaluated {
    pub x: Option<i64>,
}

object! {
    Evaluated("/components/schemas/Evaluated", deny_unevaluated);
    optional(x, "x");
}

object! {
    Closed("/components/schemas/Closed", deny);
}

#[derive(Default)]
pub struct Open {
    pub name: Option<String>,
    pub more: BTreeMap<String, i64>,
}

object! {
    Open("/components/schemas/Open", capture(more, Constraints::new("/components/schemas/Open/additionalProperties", &[Constraint::Maximum(Decimal::new("9"))]))).constraints_at(Constraints::new("/components/schemas/Open", &[Constraint::MinProperties(1), Constraint::MaxProperties(2)]));
    optional(name, "name");
}

pub struct Tree {
    pub children: Vec<Tree>,
    pub only: Option<Box<Tree>>,
}

object! {
    Tree("/components/schemas/Tree", deny);
    required(children, "children");
    optional(only, "only");
}

pub struct Cat {
    pub kind: String,
    pub lives: i64,
}

object! {
    Cat("/components/schemas/Cat", ignore);
    required(kind, "kind");
    required(lives, "lives");
}

#[derive(Clone, PartialEq)]
pub enum Pet {
    Cat(Cat),
    Open(Box<Open>),
}

union! {
    Pet("/components/schemas/Pet");
    discriminator("kind");
    variant(0, Cat).tag("cat").tag("lion");
    variant(1, Open).tag("open");
}

#[derive(Clone, PartialEq)]
pub enum Scalar {
    Text(String),
    Number(i64),
    List(Vec<Scalar>),
}

union! {
    Scalar("/components/schemas/Scalar");
    json_type();
    variant(0, Text).string().constraints_at(Constraints::new("/components/schemas/Scalar/oneOf/0", &[Constraint::MaxLength(3)]));
    variant(1, Number).number();
    variant(2, List).array();
}

#[derive(Clone, PartialEq)]
pub enum Length {
    Short(String),
    Long(String),
}

union! {
    Length("/components/schemas/Length");
    order();
    variant(0, Short).constraints_at(Constraints::new("/components/schemas/Length/oneOf/0", &[Constraint::MaxLength(3)]));
    variant(1, Long).constraints_at(Constraints::new("/components/schemas/Length/oneOf/1", &[Constraint::MinLength(5)]));
}

/// A pattern for a program, whose function is not constant.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Other(Cow<'static, str>);

text! {
    Other("/components/schemas/Other");
    MaxLength(9);
    Program("^(?!x)", is_other);
}

fn is_other(text: &str) -> bool {
    !text.starts_with('x')
}

/// A value with all features of serde, read by plain serde_json.
fn read<T: for<'de> serde_core::Deserialize<'de>>(text: &str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

/// Every violation of a strict reading, as `instance keyword schema`.
fn strict<T: Json>(text: &str) -> Vec<String> {
    match json::from_slice::<T>(text.as_bytes()) {
        Ok(_) => Vec::new(),
        Err(json::Error::Syntax(error)) => vec![format!("syntax: {error}")],
        Err(json::Error::Violations(violations)) => violations
            .iter()
            .map(|it| format!("{} {} {}", it.instance(), it.keyword(), it.schema()))
            .collect(),
    }
}

#[test]
fn names_do_not_clash() {
    let text = r#"{"map":1,"key":2,"at":"TR","__Other":3,"node":4,"x":null}"#;
    let value: names::Err = read(text).unwrap();
    assert_eq!(serde_json::to_string(&value).unwrap(), text);
    assert_eq!(read::<names::Result>("\"ok\""), Ok(names::Result::Ok));
    assert_eq!(
        strict::<names::Err>("\"tr\""),
        [" pattern /components/schemas/Ok"]
    );
}
