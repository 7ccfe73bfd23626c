//! Random values, enumerations and nullable schemas.

use super::{Maker, NAMES};
use serde_json::{Value, json};

impl Maker<'_> {
    /// Returns an enum of values of any type.
    pub fn listed(&mut self) -> Value {
        let values: Vec<Value> = (0..1 + self.random.below(4))
            .map(|_| self.value())
            .collect();
        json!({"enum": values})
    }

    pub fn value(&mut self) -> Value {
        let values = [
            json!(null),
            json!(true),
            json!(0),
            json!(1),
            json!(1.5),
            json!("a"),
            json!("ab"),
            json!([]),
            json!([1]),
            json!({}),
            json!({"a": 1}),
            json!({"a": {"b": []}}),
        ];
        self.random.pick(&values).clone()
    }

    /// Returns an enum with the keywords of an object, an array or a composition, which exclude some of its values.
    pub fn enumerated(&mut self, depth: usize) -> Value {
        let mut schema = match self.random.below(5) {
            0 => self.array(depth),
            1 => self.all_of(depth),
            2 => self.choice("anyOf", depth),
            3 => self.choice("oneOf", depth),
            _ => self.object(depth),
        };
        let count = 1 + self.random.below(4);
        let values: Vec<Value> = (0..count).map(|_| self.listed_value()).collect();
        let is_constant = self.dialect.modern && self.random.once_in(4);
        if let Some(keywords) = schema.as_object_mut() {
            // In 3.0, `nullable` with an `enum` without null has a separate warning.
            if let Some(types) = keywords.get_mut("type").filter(|it| it.is_array()) {
                *types = types[0].clone();
            }
            match is_constant {
                true => keywords.insert("const".to_owned(), values[0].clone()),
                false => keywords.insert("enum".to_owned(), Value::Array(values)),
            };
        }
        schema
    }

    /// Returns an object or array of small values, or another small value.
    pub fn listed_value(&mut self) -> Value {
        match self.random.below(8) {
            0 => self.value(),
            1..3 => (0..self.random.below(3)).map(|_| self.value()).collect(),
            _ => {
                let names = self.random.some(&NAMES[..4]);
                let rows = names.iter().map(|name| ((*name).to_owned(), self.value()));
                Value::Object(rows.collect())
            }
        }
    }

    /// Returns nested and adjacent schemas, some of which admit null.
    pub fn nullable(&mut self, depth: usize) -> Value {
        let member = |it: &mut Self| match it.random.below(6) {
            0 if it.dialect.modern && it.random.once_in(2) => json!({"type": "null"}),
            0 => json!({"type": "object"}),
            1 => json!({"type": ["object", "null"]}),
            2 => it.reference(),
            3 if it.dialect.modern => json!({"anyOf": [{"type": "null"}, it.object(depth)]}),
            4 => {
                let condition = it.schema(0);
                json!({"type": ["object", "null"], "properties": {"a": it.leaf()}, "not": condition})
            }
            _ => it.object(depth),
        };
        let members = [member(self), member(self)];
        let keyword = *self.random.pick(&["anyOf", "oneOf"]);
        match self.random.below(7) {
            0 => json!({"type": "object", "allOf": members}),
            1 => json!({"type": ["object", "null"], "allOf": members}),
            2 if self.dialect.modern => {
                json!({"type": "object", "anyOf": [{"type": "null"}, members[0]]})
            }
            3 => json!({"type": "object", keyword: members}),
            4 => json!({"type": ["object", "null"], keyword: members}),
            _ => json!({"allOf": members}),
        }
    }
}
