//! Documented interpretations of schemas that differ from the specification. Each has a case that fails once it no longer applies.

use serde_json::{Map, Value, json};

/// The interpretations: the reason, a JSON Schema, and an instance on which both interpretations differ.
pub const READINGS: [(&str, &str, &str); 5] = [
    (
        "a required property that `additionalProperties: false` forbids is reported, and may be absent",
        r#"{"type": "object", "properties": {"a": {}}, "required": ["a", "b"], "additionalProperties": false}"#,
        r#"{"a": 1}"#,
    ),
    (
        "null that several members of a `oneOf` allow is allowed, for it is the same null",
        r#"{"oneOf": [{"type": ["string", "null"]}, {"type": "null"}]}"#,
        "null",
    ),
    (
        "null, allowed beside a choice, an `allOf` or a `not`, is allowed by it",
        r#"{"type": ["object", "null"], "oneOf": [{"type": "object", "required": ["a"]}, {"type": "object", "required": ["b"]}]}"#,
        "null",
    ),
    (
        "`int32` beside `type: integer` is asserted",
        r#"{"type": "integer", "not": {"type": "integer", "format": "int32"}}"#,
        "2147483648",
    ),
    (
        "a number is the nearest `f64`",
        r#"{"type": "number", "multipleOf": 3}"#,
        "9007199254740993",
    ),
];

/// Returns the schema as it is interpreted.
pub fn schema(schema: &Value) -> Value {
    let keywords = match schema {
        Value::Object(keywords) => keywords,
        Value::Array(list) => return list.iter().map(self::schema).collect(),
        other => return other.clone(),
    };
    let inner = |(name, value): (&String, &Value)| {
        let is_data = matches!(name.as_str(), "enum" | "const");
        let value = if is_data {
            value.clone()
        } else {
            self::schema(value)
        };
        (name.clone(), value)
    };
    let mut keywords: Map<String, Value> = keywords.iter().map(inner).collect();
    // True if the document composes the schema, without the parts that an interpretation adds.
    let is_choice = ["allOf", "anyOf", "oneOf", "not"]
        .iter()
        .any(|name| keywords.contains_key(*name));
    leave_forbidden(&mut keywords);
    let is_narrow = keywords.get("format") == Some(&json!("int32"));
    if is_narrow && names_only(&keywords, "integer") {
        let range = json!({"minimum": i32::MIN, "maximum": i32::MAX});
        require(&mut keywords, range);
    }
    if let Some(members) = keywords.remove("oneOf") {
        let once =
            json!({"if": {"type": "null"}, "then": {"anyOf": members}, "else": {"oneOf": members}});
        require(&mut keywords, once);
    }
    let types = keywords.get("type").and_then(Value::as_array);
    let is_nullable = types.is_some_and(|types| types.contains(&json!("null")));
    match is_nullable && is_choice {
        true => json!({"anyOf": [{"type": "null"}, keywords]}),
        false => Value::Object(keywords),
    }
}

/// Adds a schema to `allOf`.
fn require(keywords: &mut Map<String, Value>, schema: Value) {
    if let Value::Array(all) = keywords.entry("allOf").or_insert_with(|| json!([])) {
        all.push(schema);
    }
}

/// Returns true if a type is the only one besides null.
fn names_only(keywords: &Map<String, Value>, ty: &str) -> bool {
    match keywords.get("type") {
        Some(Value::Array(types)) => types.iter().all(|it| it == ty || it == "null"),
        Some(named) => named == ty,
        None => false,
    }
}

/// Removes names from `required` that no object of the schema can have.
fn leave_forbidden(keywords: &mut Map<String, Value>) {
    let is_closed = keywords.get("additionalProperties") == Some(&json!(false));
    if !is_closed || keywords.contains_key("allOf") || keywords.contains_key("patternProperties") {
        return;
    }
    let declared = keywords.get("properties").cloned().unwrap_or_default();
    if let Some(Value::Array(names)) = keywords.get_mut("required") {
        names.retain(|name| {
            name.as_str()
                .is_some_and(|name| declared.get(name).is_some())
        });
    }
}

/// Returns the instance with numbers rounded to `f64`.
pub fn instance(instance: &Value) -> Value {
    match instance {
        Value::Number(number)
            if number
                .as_i64()
                .is_some_and(|it| it.unsigned_abs() > 1 << 53) =>
        {
            json!(number.as_f64().map(|it| it as i64))
        }
        Value::Array(items) => items.iter().map(self::instance).collect(),
        Value::Object(members) => {
            let member = |(name, value): (&String, &Value)| (name.clone(), self::instance(value));
            Value::Object(members.iter().map(member).collect())
        }
        other => other.clone(),
    }
}
