//! Random choices whose members are distinguished by constants: of one or several properties, of each JSON type, nested, through
//! `allOf`, required or not; and choices between constants.

use serde_json::{Map, Value, json};
use specwright_testing::Random;

/// The tags of the members of one choice.
#[derive(Clone, Copy)]
struct Tags {
    /// The property, and true if it is nested in another.
    name: &'static str,
    nested: bool,
    kind: usize,
    /// True if constants are written as `enum`, as in OpenAPI 3.0.
    modern: bool,
}

/// Returns a choice between objects with constants, and possibly others.
pub fn objects(random: &mut Random, modern: bool, others: &[Value]) -> Value {
    let tags = Tags {
        name: random.pick::<&str>(&["a", "b", "x-1"]),
        nested: random.once_in(5),
        kind: random.below(4),
        modern,
    };
    let second = random.once_in(4).then(|| Tags {
        name: "c",
        nested: false,
        kind: random.below(4),
        modern,
    });
    let count = 2 + random.below(3);
    let mut members: Vec<Value> = (0..count)
        .map(|index| object(random, tags, second, index, &others[0]))
        .collect();
    if random.once_in(3) {
        members.push(others[1 + random.below(2)].clone());
    }
    let keyword = *random.pick(&["oneOf", "anyOf"]);
    json!({keyword: members})
}

/// Returns a member: an object with its tags and another property.
fn object(
    random: &mut Random,
    tags: Tags,
    second: Option<Tags>,
    index: usize,
    other: &Value,
) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    let is_pinned = !random.once_in(8);
    for tags in [Some(tags), second]
        .into_iter()
        .flatten()
        .filter(|_| is_pinned)
    {
        let tag = tag(random, tags, index);
        let name = tags.name;
        let tag = match tags.nested {
            true if random.once_in(4) => json!({"type": "object", "properties": {name: tag}}),
            true => json!({"type": "object", "properties": {name: tag}, "required": [name]}),
            false => tag,
        };
        let name = if tags.nested { "ab" } else { name };
        properties.insert(name.to_owned(), tag);
        if !random.once_in(6) {
            required.push(name);
        }
    }
    let data = match random.below(3) {
        0 => json!({"type": "string", "enum": ["a", "ab"]}),
        1 => json!({"type": "integer", "enum": [0, 1]}),
        _ => other.clone(),
    };
    properties.insert("é".to_owned(), data);
    let mut schema = json!({"type": "object", "properties": properties});
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    if random.once_in(5) {
        schema["additionalProperties"] = json!(false);
    }
    match random.below(6) {
        0 => json!({"allOf": [{"type": "object", "required": ["é"]}, schema]}),
        1 => json!({"allOf": [schema]}),
        _ => schema,
    }
}

/// Returns one or several constants, mostly different from those of the other members.
fn tag(random: &mut Random, tags: Tags, index: usize) -> Value {
    const TEXTS: [&str; 5] = ["a", "ab", "abc", "b1", "x-1"];
    let index = if random.once_in(8) { 0 } else { index };
    let value = |at: usize| match tags.kind {
        0 | 1 => json!(TEXTS[at % TEXTS.len()]),
        2 => json!(at as i64 - 1),
        _ => json!(at.is_multiple_of(2)),
    };
    let ty = ["string", "string", "integer", "boolean"][tags.kind];
    let mut schema = match random.below(4) {
        0 => json!({"enum": [value(index), value(index + 5 * random.below(2) + 4)]}),
        1 if tags.modern => json!({"const": value(index)}),
        _ => json!({"enum": [value(index)]}),
    };
    if !tags.modern || random.once_in(2) {
        schema["type"] = json!(ty);
    }
    schema
}

/// Returns a choice between constants, with or without a type.
pub fn constants(random: &mut Random, modern: bool) -> Value {
    let integers = random.once_in(2);
    let mut values = match integers {
        true => vec![json!(0), json!(1), json!(-1), json!(7), json!(1.0)],
        false => vec![json!("a"), json!(1), json!(true), json!(1.5), json!("ab")],
    };
    let count = 2 + random.below(3);
    let members: Vec<Value> = (0..count)
        .map(|_| {
            let value = values.remove(random.below(values.len()));
            match random.below(4) {
                0 if modern => json!({"const": value, "title": format!("T {value}")}),
                1 if modern => json!({"const": value}),
                2 => json!({"enum": [value, 3]}),
                _ => json!({"enum": [value]}),
            }
        })
        .collect();
    let keyword = *random.pick(&["oneOf", "anyOf"]);
    let mut schema = json!({keyword: members});
    if integers && (!modern || random.once_in(2)) {
        schema["type"] = json!("integer");
    }
    schema
}
