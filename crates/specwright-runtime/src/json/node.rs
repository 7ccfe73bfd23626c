//! JSON as a tree.
//!
//! Values are read directly from text. A tree is built only to find every violation of an invalid body, to select the variant of a
//! union, to compare items deeply, and for parameters, whose JSON types only the schema knows.

mod access;
mod deserialize;
mod order;
mod serialize;
mod shared;

pub(crate) use order::{Class, first_repeated, first_repeated_by};
pub(crate) use serialize::Build;
pub use shared::Shared;

use super::file::File;
use super::json_types::JsonTypes;
use crate::{Decimal, Json};
use serde_core::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_core::ser::{Serialize, Serializer};
use std::cell::Cell;
use std::cmp::Ordering;
use std::fmt;

/// A JSON value, with its properties in order, duplicates included.
#[derive(Clone, Debug)]
pub enum Node {
    /// `null`, or a parameter that is absent
    Null,
    /// `true`, `false`
    Boolean(bool),
    /// A number.
    Number(Number),
    /// A string.
    String(String),
    /// The text of a parameter: a string, number or boolean, depending on its schema.
    Wire(String),
    /// A part of a `multipart` body that is bytes.
    File(Box<File>),
    /// An array.
    Array(Shared<Node>),
    /// An object.
    Object(Shared<(String, Node)>),
}

/// A number: integers of 64 bits are exact; those of 128 bits are if they do not come from JSON text.
#[derive(Clone, Copy, Debug)]
pub enum Number {
    /// Written without a fraction or an exponent.
    Integer(i128),
    /// Any other; finite.
    Float(f64),
}

impl Number {
    /// The number that an integer is; rounded beyond the range of `i128`.
    pub const fn of_u128(value: u128) -> Self {
        match value <= i128::MAX as u128 {
            true => Number::Integer(value as i128),
            false => Number::Float(value as f64),
        }
    }

    /// Compares the number with one of the document.
    pub(crate) fn compare(self, other: Decimal) -> Ordering {
        match self {
            Number::Integer(value) => other.compare_integer(value),
            // A float represents the shortest decimal that is read as it, so bounds are rounded like values.
            Number::Float(value) => value.partial_cmp(&other.to_f64()).unwrap_or(Ordering::Less),
        }
    }

    /// The integer that this is, if it is one: 1.0 is (OpenAPI 3.0.4, 4.4; JSON Schema Validation, 6.1.1).
    pub(crate) fn as_integer(self) -> Option<i128> {
        match self {
            Number::Integer(value) => Some(value),
            Number::Float(value) if value.fract() == 0.0 => Some(value as i128),
            Number::Float(_) => None,
        }
    }

    /// Returns true if an `f64` represents it exactly.
    pub(crate) fn is_float_exactly(self) -> bool {
        match self {
            Number::Integer(value) => value as f64 as i128 == value,
            Number::Float(_) => true,
        }
    }

    /// Returns true unless this is a number that JSON cannot express.
    pub(crate) const fn is_finite(self) -> bool {
        match self {
            Number::Integer(_) => true,
            Number::Float(value) => value.is_finite(),
        }
    }

    pub(crate) fn as_f64(self) -> f64 {
        match self {
            Number::Integer(value) => value as f64,
            Number::Float(value) => value,
        }
    }
}

/// The JSON text without `.0`.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Number::Integer(value) => value.fmt(f),
            Number::Float(value) if value == 0.0 || (1e-7..1e21).contains(&value.abs()) => {
                value.fmt(f)
            }
            Number::Float(value) => write!(f, "{value:e}"),
        }
    }
}

impl Node {
    /// A part of a `multipart` body.
    pub(crate) fn file(file: File) -> Self {
        Node::File(Box::new(file))
    }

    /// An array of these items.
    pub(crate) fn array(items: impl Into<Shared<Node>>) -> Self {
        Node::Array(items.into())
    }

    /// An object of these properties.
    pub(crate) fn object(properties: impl Into<Shared<(String, Node)>>) -> Self {
        Node::Object(properties.into())
    }

    /// Returns the JSON type in words, as in "a string".
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Node::Null => "null",
            Node::Boolean(_) => "a boolean",
            Node::Number(number) if number.as_integer().is_some() => "an integer",
            Node::Number(_) => "a number",
            Node::String(_) => "a string",
            Node::Wire(_) => "text",
            Node::File(_) => "a file",
            Node::Array(_) => "an array",
            Node::Object(_) => "an object",
        }
    }

    /// The JSON types that this may be read as.
    pub(crate) fn json_types(&self) -> JsonTypes {
        match self {
            Node::Null => JsonTypes::NULL,
            Node::Boolean(_) => JsonTypes::BOOLEAN,
            Node::Number(_) => JsonTypes::NUMBER,
            Node::String(_) | Node::File(_) => JsonTypes::STRING,
            Node::Wire(text) => {
                let boolean = if matches!(&**text, "true" | "false") {
                    JsonTypes::BOOLEAN
                } else {
                    JsonTypes::STRING
                };
                let number = if self.as_number().is_some() {
                    JsonTypes::NUMBER
                } else {
                    JsonTypes::STRING
                };
                JsonTypes::STRING | boolean | number
            }
            Node::Array(_) => JsonTypes::ARRAY,
            Node::Object(_) => JsonTypes::OBJECT,
        }
    }

    pub(crate) fn as_boolean(&self) -> Option<bool> {
        match self {
            Node::Boolean(value) => Some(*value),
            Node::Wire(text) => match &**text {
                "true" => Some(true),
                "false" => Some(false),
                _ => None,
            },
            _ => None,
        }
    }

    /// The number. In a parameter it is written as JSON writes it; nothing else is agreed on.
    pub(crate) fn as_number(&self) -> Option<Number> {
        match self {
            Node::Number(number) => Some(*number),
            Node::Wire(text) => read_number(text),
            _ => None,
        }
    }

    /// The number, if it is written as an integer; in a parameter, without a fraction or an exponent.
    pub(crate) fn as_integer(&self) -> Option<i128> {
        match self {
            Node::Number(number) => number.as_integer(),
            Node::Wire(text) if !text.contains(['.', 'e', 'E']) => read_number(text)?.as_integer(),
            _ => None,
        }
    }

    pub(crate) fn as_text(&self) -> Option<&str> {
        match self {
            Node::String(text) | Node::Wire(text) => Some(text),
            Node::File(file) => file.as_text(),
            _ => None,
        }
    }

    /// The value of a property; of the first, if there are several.
    pub(crate) fn get(&self, name: &str) -> Option<&Node> {
        match self {
            Node::Object(properties) => properties
                .iter()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value),
            _ => None,
        }
    }
}

impl Node {
    /// The text of a value that has one without quotes: a string, a number, a boolean.
    pub(crate) fn to_text(&self) -> Option<String> {
        match self {
            Node::String(text) | Node::Wire(text) => Some(text.clone()),
            Node::Number(number) => Some(number.to_string()),
            Node::Boolean(value) => Some(value.to_string()),
            Node::File(file) => file.as_text().map(str::to_owned),
            Node::Null | Node::Array(_) | Node::Object(_) => None,
        }
    }

    /// The JSON text.
    pub(crate) fn to_json(&self) -> Option<String> {
        serde_json::to_string(self).ok()
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return Plain(self).serialize(serializer);
        }
        HANDED_OVER.set(Some(self.clone()));
        serializer.serialize_newtype_struct(NODE, &Plain(self))
    }
}

/// A tree written piece by piece.
struct Plain<'a>(&'a Node);

impl Serialize for Plain<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Node::Null => serializer.serialize_unit(),
            Node::Boolean(value) => serializer.serialize_bool(*value),
            Node::Number(Number::Integer(value)) => {
                match (i64::try_from(*value), u64::try_from(*value)) {
                    (Ok(value), _) => serializer.serialize_i64(value),
                    (_, Ok(value)) => serializer.serialize_u64(value),
                    _ => serializer.serialize_i128(*value),
                }
            }
            Node::Number(Number::Float(value)) => serializer.serialize_f64(*value),
            Node::String(text) | Node::Wire(text) => serializer.serialize_str(text),
            Node::File(file) => file.write(serializer),
            Node::Array(items) => serializer.collect_seq(items),
            Node::Object(properties) => {
                serializer.collect_map(properties.iter().map(|(name, value)| (name, value)))
            }
        }
    }
}

/// Reads a JSON number; `None` if the text is anything else or the number is not finite.
pub(crate) fn read_number(text: &str) -> Option<Number> {
    crate::steps::add(text.len());
    // Otherwise white space would be skipped.
    if !text.starts_with(['-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
        || text.ends_with(|it: char| !it.is_ascii_digit())
    {
        return None;
    }
    match serde_json::from_str(text).ok()? {
        // Beyond 64 bits, serde_json reads an integer as the nearest float.
        Node::Number(Number::Float(value)) => {
            Some(text.parse().map_or(Number::Float(value), Number::Integer))
        }
        Node::Number(number) => Some(number),
        _ => None,
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(NODE, BuildVisitor)
    }
}

/// The name by which a deserializer of a tree recognizes that a tree is wanted. It hands the tree over unchanged: a nested union reads
/// the same tree as the one around it, and a leaf is still text of a parameter, which may be a number.
const NODE: &str = "$specwright::Node";

thread_local! {
    /// A tree on its way from the deserializer that is one to the visitor that wants one, or from a tree to the serializer that
    /// builds one: serde has no method for it.
    static HANDED_OVER: Cell<Option<Node>> = const { Cell::new(None) };
}

struct BuildVisitor;

impl<'de> Visitor<'de> for BuildVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        Node::deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<Node, D::Error> {
        inner.deserialize_any(self)
    }

    /// The tree that was handed over: no JSON has bytes.
    fn visit_bytes<E: de::Error>(self, _: &[u8]) -> Result<Node, E> {
        HANDED_OVER
            .take()
            .ok_or_else(|| E::custom("bytes in place of JSON"))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Boolean(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Number(Number::Integer(value.into())))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Number(Number::Integer(value.into())))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Node, E> {
        if !value.is_finite() {
            return Err(E::custom("number out of range"));
        }
        // serde_json reads `-0` as a float.
        Ok(Node::Number(if value == 0.0 {
            Number::Integer(0)
        } else {
            Number::Float(value)
        }))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::String(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Node, E> {
        Ok(Node::String(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut array = Vec::new();
        while let Some(item) = items.next_element()? {
            crate::steps::add(1);
            shared::push(&mut array, item);
        }
        Ok(Node::array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut properties: A) -> Result<Node, A::Error> {
        let mut object = Vec::new();
        while let Some(property) = properties.next_entry()? {
            crate::steps::add(1);
            shared::push(&mut object, property);
        }
        Ok(Node::object(object))
    }
}
