//! Implementations of serde traits for nodes.
//!
//! - `Deserialize`: `serde_json` reads a file into a [`Node`]; duplicate keys are rejected.
//! - `Serialize`: `serde_yaml` writes the merged document.
//! - `Deserializer`: the types of `openapiv3` are read from a node.

use std::collections::HashSet;
use std::fmt;

use serde::de::value::{Error, MapDeserializer, SeqDeserializer, StrDeserializer};
use serde::de::{Deserialize, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Error as _, Serialize, Serializer};

use crate::{Node, Number};

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

/// The maximum number of members for which keys are compared linearly.
const SMALL: usize = 16;

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Number(Number(value.to_string())))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Number(Number(value.to_string())))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Node, E> {
        let number = Number::new(&format!("{value:?}"))
            .ok_or_else(|| E::custom("a number that is not finite"))?;
        Ok(Node::Number(number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Node, E> {
        Ok(Node::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Node, A::Error> {
        let mut elements = Vec::new();
        while let Some(element) = sequence.next_element()? {
            elements.push(element);
        }
        Ok(Node::Array(elements))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut members: Vec<(String, Node)> = Vec::new();
        let mut keys = HashSet::new();
        while let Some(Key(key)) = map.next_key()? {
            // Most objects are small; only larger ones need a set.
            if members.len() == SMALL {
                keys.extend(members.iter().map(|(key, _)| key.clone()));
            }
            let again = match members.len() < SMALL {
                true => members.iter().any(|(known, _)| *known == key),
                false => !keys.insert(key.clone()),
            };
            if again {
                return Err(serde::de::Error::custom(format_args!(
                    "duplicate key `{key}`"
                )));
            }
            members.push((key, map.next_value()?));
        }
        Ok(Node::Object(members))
    }
}

/// A key of an object. For the YAML keys `200:` and `true:`, the key is the lexeme.
struct Key(String);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Node::deserialize(deserializer)? {
            Node::String(text) => Ok(Self(text)),
            Node::Number(number) => Ok(Self(number.0)),
            Node::Bool(value) => Ok(Self(value.to_string())),
            Node::Null => Ok(Self("null".to_owned())),
            Node::Array(_) | Node::Object(_) => {
                Err(serde::de::Error::custom("a key that is no scalar"))
            }
        }
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(number) => number.serialize(serializer),
            Self::String(text) => serializer.serialize_str(text),
            Self::Array(elements) => serializer.collect_seq(elements),
            Self::Object(members) => {
                serializer.collect_map(members.iter().map(|(key, value)| (key, value)))
            }
        }
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Some(value) = self.as_u64() {
            serializer.serialize_u64(value)
        } else if let Some(value) = self.as_i64() {
            serializer.serialize_i64(value)
        } else if self.is_exact_f64() {
            serializer.serialize_f64(self.as_f64())
        } else {
            Err(S::Error::custom(format_args!(
                "the number {} cannot be written exactly",
                self.as_str()
            )))
        }
    }
}

impl Number {
    /// Returns true if the number is exactly representable as a 64-bit integer or float.
    pub(crate) fn is_exact(&self) -> bool {
        self.as_u64().is_some() || self.as_i64().is_some() || self.is_exact_f64()
    }

    /// Returns true if the shortest decimal of the nearest `f64` is equal to this number.
    fn is_exact_f64(&self) -> bool {
        let nearest = Self::new(&format!("{:?}", self.as_f64()));
        nearest.is_some_and(|nearest| nearest.compare(self).is_eq())
    }
}

impl<'de> IntoDeserializer<'de, Error> for &'de Node {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for &'de Node {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Node::Null => visitor.visit_unit(),
            Node::Bool(value) => visitor.visit_bool(*value),
            Node::Number(number) => visit_number(number, visitor),
            Node::String(text) => visitor.visit_borrowed_str(text),
            Node::Array(elements) => SeqDeserializer::new(elements.iter()).deserialize_any(visitor),
            Node::Object(members) => {
                let members = members.iter().map(|(key, value)| (key.as_str(), value));
                MapDeserializer::new(members).deserialize_any(visitor)
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Node::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self {
            Node::String(text) => {
                let variant: StrDeserializer<'_, Error> = text.as_str().into_deserializer();
                variant.deserialize_enum(name, variants, visitor)
            }
            Node::Object(members) => {
                let members = members.iter().map(|(key, value)| (key.as_str(), value));
                MapDeserializer::new(members).deserialize_enum(name, variants, visitor)
            }
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
        unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

fn visit_number<'de, V: Visitor<'de>>(number: &Number, visitor: V) -> Result<V::Value, Error> {
    if let Some(value) = number.as_u64() {
        visitor.visit_u64(value)
    } else if let Some(value) = number.as_i64() {
        visitor.visit_i64(value)
    } else {
        visitor.visit_f64(number.as_f64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn duplicate_keys_are_rejected() {
        let error = serde_json::from_str::<Node>(r#"{"a": {"b": 1, "b": 2}}"#).expect_err("twice");
        assert!(
            error.to_string().starts_with("duplicate key `b`"),
            "{error}"
        );
    }

    #[test]
    fn types_of_openapiv3_are_read_from_a_node() {
        let node: Node =
            serde_json::from_str(r#"{"type": "apiKey", "in": "header", "name": "x", "x-n": 1.5}"#)
                .expect("JSON");
        let scheme = openapiv3::SecurityScheme::deserialize(&node).expect("a security scheme");
        assert!(matches!(scheme, openapiv3::SecurityScheme::APIKey { name, .. } if name == "x"));
    }
}
