//! Untyped values.

use super::containers::MAX_RESERVED;
use super::json_types::JsonTypes;
use super::node::{Node, Number};
use super::{Json, Validate, Value};
use crate::constraints::Shown;
use crate::tolerance;
use crate::{Constraints, Path, Report};
use serde_core::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_core::ser::{Serialize, Serializer};
use serde_json::map::Entry;
use std::fmt;

impl Validate for Value {
    fn check(&self, _: &Path<'_>, _: &mut Report) {}
}

impl Json for Value {
    const JSON_TYPES: JsonTypes = JsonTypes::ANY;

    #[cfg(feature = "samples")]
    fn outline() -> crate::sample::Outline {
        crate::sample::Outline::new(Self::JSON_TYPES, crate::sample::Form::Any)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Any.deserialize(deserializer)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }

    fn diagnose(node: &Node, at: &Path<'_>, constraints: Constraints, report: &mut Report) {
        match node {
            Node::Null => {}
            Node::Boolean(value) => constraints.check_boolean(*value, at, report),
            Node::Number(number) => constraints.check_number(*number, at, report),
            Node::String(text) | Node::Wire(text) => constraints.check_text(text, at, report),
            Node::File(_) => String::diagnose(node, at, constraints, report),
            Node::Array(_) => Vec::<Value>::diagnose(node, at, constraints, report),
            Node::Object(_) => {
                std::collections::BTreeMap::<String, Value>::diagnose(node, at, constraints, report)
            }
        }
    }

    /// Constraints hold for values of their type (JSON Schema Validation 2020-12, section 4.1).
    fn check_constraints(&self, constraints: Constraints, at: &Path<'_>, report: &mut Report) {
        match self {
            Value::Null => {}
            Value::Bool(value) => constraints.check_boolean(*value, at, report),
            Value::Number(number) => {
                let integer = number
                    .as_i64()
                    .map(i128::from)
                    .or(number.as_u64().map(i128::from));
                match (integer, number.as_f64()) {
                    (Some(value), _) => {
                        constraints.check_number(Number::Integer(value), at, report)
                    }
                    (None, Some(value)) => {
                        constraints.check_number(Number::Float(value), at, report)
                    }
                    (None, None) => {}
                }
            }
            Value::String(text) => constraints.check_text(text, at, report),
            Value::Array(items) => items.check_constraints(constraints, at, report),
            Value::Object(properties) => {
                constraints.check_property_count(properties.len(), at, report);
                let inner = constraints.values();
                report.redacting(inner.is_secret(), |report| {
                    for (name, value) in properties {
                        value.check_constraints(inner, &at.property(name), report);
                    }
                });
            }
        }
    }
}

/// Reads any JSON. Refuses a duplicate property, which `Value` itself would drop.
struct Any;

impl<'de> DeserializeSeed<'de> for Any {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Any {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        serde_json::Number::from_f64(value)
            .map(Value::Number)
            .ok_or_else(|| E::custom("number out of range"))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut array = Vec::with_capacity(items.size_hint().unwrap_or(0).min(MAX_RESERVED));
        while let Some(item) = items.next_element_seed(Any)? {
            array.push(item);
        }
        // The first item reserves room for four, which most lists in lists of a hostile body never have.
        if array.len() == 1 {
            array.shrink_to_fit();
        }
        Ok(Value::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut properties: A) -> Result<Value, A::Error> {
        let mut object = serde_json::Map::new();
        while let Some(name) = properties.next_key::<String>()? {
            let value = properties.next_value_seed(Any)?;
            match object.entry(name) {
                Entry::Vacant(entry) => drop(entry.insert(value)),
                Entry::Occupied(mut entry) if tolerance::repeats(entry.key(), "") => {
                    entry.insert(value);
                }
                Entry::Occupied(entry) => {
                    return Err(de::Error::custom(format_args!(
                        "duplicate property {}",
                        Shown(entry.key())
                    )));
                }
            };
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_property_that_is_there_twice_is_refused() {
        assert!(crate::json::parse::<Value>(br#"{"a": {"b": 1, "c": 2}}"#).is_ok());
        let error = crate::json::parse::<Value>(br#"{"a": [{"b": 1, "b": 2}]}"#)
            .unwrap_err()
            .to_string();
        assert!(error.contains("duplicate property \"b\""), "{error}");
    }

    #[test]
    fn depth_is_bounded() {
        let deep = |levels: usize| [vec![b'['; levels], vec![b']'; levels]].concat();
        assert!(crate::json::parse::<Value>(&deep(100)).is_ok());
        assert!(crate::json::parse::<Value>(&deep(100_000)).is_err());
    }
}
