//! Canonical JSON, for comparing values.

use crate::Node;

/// A node as a key of sets and maps: equal for equal JSON values.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ValueKey<'a> {
    /// A string as it is: most listed values are strings.
    Text(&'a str),
    /// Any other value as canonical JSON.
    Canonical(String),
}

impl Node {
    /// Returns a key that is equal for equal JSON values.
    pub fn value_key(&self) -> ValueKey<'_> {
        match self {
            Self::String(text) => ValueKey::Text(text),
            other => ValueKey::Canonical(other.canonical()),
        }
    }

    /// Returns the node as canonical JSON: sorted keys, normalized numbers, no white space.
    pub fn canonical(&self) -> String {
        let mut text = String::new();
        write(self, Order::Sorted, &mut text);
        text
    }

    /// Returns the node as JSON with the keys and lexemes of the file, without white space.
    pub fn compact(&self) -> String {
        let mut text = String::new();
        write(self, Order::Written, &mut text);
        text
    }

    /// Returns true for equal JSON values: `1` equals `1.0`, and the order of keys is insignificant (JSON Schema 2020-12
    /// Core, section 4.2.2).
    pub fn same_value(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number(left), Self::Number(right)) => left.compare(right).is_eq(),
            (Self::Array(_) | Self::Object(_), Self::Array(_) | Self::Object(_)) => {
                self.canonical() == other.canonical()
            }
            _ => self == other,
        }
    }
}

#[derive(Clone, Copy)]
enum Order {
    Sorted,
    Written,
}

fn write(node: &Node, order: Order, text: &mut String) {
    match node {
        Node::Null => text.push_str("null"),
        Node::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
        Node::Number(number) => match order {
            Order::Sorted => text.push_str(&number.canonical()),
            Order::Written => text.push_str(number.as_str()),
        },
        Node::String(string) => write_string(string, text),
        Node::Array(elements) => {
            text.push('[');
            for (index, element) in elements.iter().enumerate() {
                separate(index, text);
                write(element, order, text);
            }
            text.push(']');
        }
        Node::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            if let Order::Sorted = order {
                members.sort_by(|left, right| left.0.cmp(&right.0));
            }
            text.push('{');
            for (index, (key, value)) in members.into_iter().enumerate() {
                separate(index, text);
                write_string(key, text);
                text.push(':');
                write(value, order, text);
            }
            text.push('}');
        }
    }
}

fn separate(index: usize, text: &mut String) {
    if index > 0 {
        text.push(',');
    }
}

fn write_string(string: &str, text: &mut String) {
    text.push_str(&serde_json::Value::from(string).to_string());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_and_order_do_not_count() {
        let left: Node = serde_json::from_str(r#"{"a": 1.0, "b": ["x", null]}"#).expect("JSON");
        let right: Node = serde_json::from_str(r#"{"b": ["x", null], "a": 1}"#).expect("JSON");
        assert_eq!(left.canonical(), r#"{"a":1,"b":["x",null]}"#);
        assert!(left.same_value(&right));
        assert_ne!(left.compact(), right.compact());
    }
}
