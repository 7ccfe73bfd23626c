//! The conversion of schemas to OpenAPI 3.0.

use serde_json::{Map, Value, json};

/// Converts a schema to OpenAPI 3.0: `nullable` instead of a type, and exclusive bounds as flags.
pub fn to_3_0(schema: &Value) -> Value {
    let Value::Object(keywords) = schema else {
        return match schema {
            Value::Array(list) => list.iter().map(to_3_0).collect(),
            other => other.clone(),
        };
    };
    let mut old = Map::new();
    for (name, value) in keywords {
        match (name.as_str(), value) {
            ("type", Value::Array(types)) => {
                old.insert("type".to_owned(), types[0].clone());
                old.insert("nullable".to_owned(), json!(true));
            }
            ("exclusiveMinimum", Value::Number(_)) => {
                old.insert("minimum".to_owned(), value.clone());
                old.insert(name.clone(), json!(true));
            }
            ("exclusiveMaximum", Value::Number(_)) => {
                old.insert("maximum".to_owned(), value.clone());
                old.insert(name.clone(), json!(true));
            }
            ("enum", _) => {
                old.insert(name.clone(), value.clone());
            }
            _ => {
                old.insert(name.clone(), to_3_0(value));
            }
        }
    }
    Value::Object(old)
}
