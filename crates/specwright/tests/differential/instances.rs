//! Random instances for a schema: some made to match it, and modified ones.

use crate::schemas::NAMES;
use serde_json::{Map, Value, json};
use specwright_testing::Random;

/// The schemas that references may point to, by pointer.
pub struct Instances<'a> {
    pub random: &'a mut Random,
    pub schemas: &'a dyn Fn(&str) -> Option<&'a Value>,
}

impl<'a> Instances<'a> {
    /// Returns a number of instances, some of which are valid, including null.
    pub fn of(&mut self, schema: &'a Value, count: usize) -> Vec<Value> {
        let mut found = vec![Value::Null];
        for index in 0..count * 2 {
            let mut value = self.fit(schema, 4);
            for _ in 0..index % 3 {
                self.change(&mut value, 3);
            }
            if !found.contains(&value) {
                found.push(value);
            }
            if found.len() == count {
                break;
            }
        }
        found
    }

    /// Returns a value made for a schema, which may be valid.
    fn fit(&mut self, schema: &'a Value, depth: usize) -> Value {
        let Some(keywords) = schema.as_object().filter(|_| depth > 0) else {
            return self.any(1);
        };
        if let Some(target) = keywords.get("$ref").and_then(Value::as_str) {
            return match (self.schemas)(target) {
                Some(target) => self.fit(target, depth - 1),
                None => Value::Null,
            };
        }
        if let Some(value) = keywords.get("const") {
            return value.clone();
        }
        if let Some(values) = keywords.get("enum").and_then(Value::as_array) {
            return self.random.pick(values).clone();
        }
        let mut value = self.of_type(keywords, depth);
        for choice in ["anyOf", "oneOf"] {
            if let Some(members) = keywords.get(choice).and_then(Value::as_array) {
                let member = &members[self.random.below(members.len())];
                let other = self.fit(member, depth);
                join(&mut value, other, keywords);
            }
        }
        for member in keywords
            .get("allOf")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            let other = self.fit(member, depth);
            join(&mut value, other, keywords);
        }
        for branch in ["if", "then", "else", "dependentSchemas"] {
            if let Some(branch) = keywords.get(branch)
                && self.random.once_in(4)
            {
                let other = self.fit(branch, depth - 1);
                join(&mut value, other, keywords);
            }
        }
        value
    }

    fn of_type(&mut self, keywords: &'a Map<String, Value>, depth: usize) -> Value {
        let ty = match keywords.get("type") {
            Some(Value::Array(types)) => self.random.pick(types).as_str(),
            Some(ty) => ty.as_str(),
            None => None,
        };
        let bound = |name: &str| {
            keywords
                .get(name)
                .and_then(Value::as_u64)
                .map(|it| it as usize)
        };
        match ty.or_else(|| implied(keywords)) {
            Some("null") => Value::Null,
            Some("boolean") => json!(self.random.once_in(2)),
            Some("string") => self.text(bound("minLength").unwrap_or(0)),
            Some("integer" | "number") if keywords.contains_key("format") => self.wide(keywords),
            Some("integer" | "number") => self.number(keywords),
            Some("array") => self.array(keywords, bound("minItems").unwrap_or(0), depth - 1),
            Some("object") => self.object(keywords, depth - 1),
            _ => self.any(1),
        }
    }

    fn text(&mut self, least: usize) -> Value {
        const LETTERS: [char; 10] = ['a', 'b', 'c', '1', 'é', '🐲', '\n', ' ', '-', '\u{2028}'];
        let count = least + self.random.below(3);
        let letters = if self.random.once_in(3) { 10 } else { 3 };
        json!(
            (0..count)
                .map(|_| *self.random.pick(&LETTERS[..letters]))
                .collect::<String>()
        )
    }

    /// Returns a number near the bounds, in a random notation.
    fn number(&mut self, keywords: &Map<String, Value>) -> Value {
        let near = [
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
        ];
        let near: Vec<f64> = near
            .iter()
            .filter_map(|name| keywords.get(*name)?.as_f64())
            .collect();
        let start = if near.is_empty() {
            0.0
        } else {
            *self.random.pick(&near)
        };
        let step = *self
            .random
            .pick(&[0.0, 0.0, 1.0, -1.0, 0.5, -0.5, 2.0, 3.0, 0.1, 0.01, 7.0]);
        match self.random.below(12) {
            0 => json!(9_007_199_254_740_993_i64),
            1 => json!(-0.0),
            _ => self.written(start + step),
        }
    }

    /// Returns a number near the limits of 32 bits.
    fn wide(&mut self, keywords: &Map<String, Value>) -> Value {
        match self.random.below(4) {
            0 => json!(i64::from(i32::MAX) + self.random.below(2) as i64),
            1 => json!(i64::from(i32::MIN) - self.random.below(2) as i64),
            _ => self.number(keywords),
        }
    }

    fn written(&mut self, value: f64) -> Value {
        if value.fract() == 0.0 && !self.random.once_in(4) {
            json!(value as i64)
        } else {
            json!(value)
        }
    }

    fn array(&mut self, keywords: &'a Map<String, Value>, least: usize, depth: usize) -> Value {
        let prefix = keywords.get("prefixItems").and_then(Value::as_array);
        let prefix = prefix.map(Vec::as_slice).unwrap_or_default();
        let count = (least + self.random.below(3)).max(self.random.below(prefix.len() + 1));
        let contains = keywords.get("contains");
        let rest = keywords.get("items").or(keywords.get("unevaluatedItems"));
        let mut items: Vec<Value> = Vec::new();
        for index in 0..count {
            let schema = match prefix.get(index) {
                Some(schema) => Some(schema),
                None if self.random.once_in(2) => contains.or(rest),
                None => rest,
            };
            let item = match schema {
                Some(schema) => self.fit(schema, depth),
                None => self.any(1),
            };
            items.push(item);
        }
        Value::Array(items)
    }

    fn object(&mut self, keywords: &'a Map<String, Value>, depth: usize) -> Value {
        let mut object = Map::new();
        let required = keywords.get("required").and_then(Value::as_array);
        let is_required =
            |name: &str| required.is_some_and(|list| list.iter().any(|it| it == name));
        for (name, schema) in keywords
            .get("properties")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            if is_required(name) || self.random.once_in(2) {
                object.insert(name.clone(), self.fit(schema, depth));
            }
        }
        for name in NAMES {
            let wanted = is_required(name) || self.random.once_in(8);
            if wanted && !object.contains_key(name) {
                let value = match self.other(keywords, name) {
                    Some(schema) => self.fit(schema, depth),
                    None => self.any(1),
                };
                object.insert(name.to_owned(), value);
            }
        }
        Value::Object(object)
    }

    /// Returns the schema of an undeclared property.
    fn other(&mut self, keywords: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
        let patterns = keywords.get("patternProperties").and_then(Value::as_object);
        let first = name.chars().next();
        let of_pattern = patterns.and_then(|patterns| {
            let mut rows = patterns.iter();
            rows.find(|(pattern, _)| pattern.chars().nth(1) == first)
        });
        let rest = || {
            keywords
                .get("additionalProperties")
                .or(keywords.get("unevaluatedProperties"))
        };
        of_pattern.map(|(_, schema)| schema).or_else(rest)
    }

    fn any(&mut self, depth: usize) -> Value {
        match self.random.below(if depth == 0 { 7 } else { 10 }) {
            0 => Value::Null,
            1 => json!(self.random.once_in(2)),
            2 | 3 => self.text(0),
            4..7 => self.number(&Map::new()),
            7 => (0..self.random.below(3))
                .map(|_| self.any(depth - 1))
                .collect(),
            _ => {
                let names = self.random.some(&NAMES);
                let rows = names
                    .iter()
                    .map(|name| ((*name).to_owned(), self.any(depth - 1)));
                Value::Object(rows.collect())
            }
        }
    }

    /// Changes a value or a part of it.
    fn change(&mut self, value: &mut Value, depth: usize) {
        match value {
            Value::Array(items) if depth > 0 && !self.random.once_in(4) => {
                self.change_items(items, depth - 1)
            }
            Value::Object(members) if depth > 0 && !self.random.once_in(4) => {
                self.change_members(members, depth - 1);
            }
            Value::Number(number) if !self.random.once_in(4) => {
                let number = number.as_f64().unwrap_or_default();
                let step = *self.random.pick(&[1.0, -1.0, 0.5, 0.1]);
                *value = self.written(if number.abs() < 1e9 {
                    number + step
                } else {
                    step
                });
            }
            Value::String(text) if !self.random.once_in(4) => match text.pop() {
                Some(_) if self.random.once_in(2) => {}
                last => {
                    text.extend(last);
                    text.push(*self.random.pick(&['a', 'b', '0', 'é', '\n']));
                }
            },
            _ => *value = self.any(1),
        }
    }

    fn change_items(&mut self, items: &mut Vec<Value>, depth: usize) {
        let count = items.len();
        match self.random.below(4) {
            0 => items.push(self.any(1)),
            1 if count > 0 => {
                items.remove(self.random.below(count));
            }
            2 if count > 0 => items.push(items[self.random.below(count)].clone()),
            _ if count > 0 => {
                let index = self.random.below(count);
                self.change(&mut items[index], depth);
            }
            _ => items.push(self.any(1)),
        }
    }

    fn change_members(&mut self, members: &mut Map<String, Value>, depth: usize) {
        let names: Vec<String> = members.keys().cloned().collect();
        if names.is_empty() || self.random.once_in(3) {
            let name = *self.random.pick(&NAMES);
            members.insert(name.to_owned(), self.any(1));
            return;
        }
        let name = self.random.pick(&names).clone();
        if self.random.once_in(3) {
            members.remove(&name);
        } else if let Some(value) = members.get_mut(&name) {
            self.change(value, depth);
        }
    }
}

/// Returns the type that the keywords apply to.
fn implied(keywords: &Map<String, Value>) -> Option<&'static str> {
    let has = |names: &[&str]| names.iter().any(|name| keywords.contains_key(*name));
    match () {
        () if has(&[
            "properties",
            "required",
            "additionalProperties",
            "minProperties",
        ]) =>
        {
            Some("object")
        }
        () if has(&["items", "prefixItems", "minItems", "uniqueItems"]) => Some("array"),
        () if has(&["minLength", "maxLength", "pattern"]) => Some("string"),
        () if has(&[
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
        ]) =>
        {
            Some("number")
        }
        () => None,
    }
}

/// Merges two values if both are objects; otherwise returns the one with constraints.
fn join(value: &mut Value, other: Value, keywords: &Map<String, Value>) {
    match (value, other) {
        (Value::Object(value), Value::Object(other)) => value.extend(other),
        (value, other) if !keywords.contains_key("type") => *value = other,
        _ => {}
    }
}
