//! Deep equality, as JSON Schema has it (Core 2020-12, section 4.2.2): 1 is 1.0, the order of properties is free.

use super::{Node, Number};
use crate::File;
use crate::steps;
use crate::verdicts::{self, Judging};
use std::cmp::Ordering;
use std::collections::HashMap;

/// Up to this many items, comparing each with each is faster than sorting.
const FEW: usize = 16;

/// The content of a value: equal values have equal contents. Inner values are represented by their classes, so that each is visited
/// once at any depth.
#[derive(PartialEq, Eq, Hash)]
pub(crate) enum Class {
    Null,
    Boolean(bool),
    Integer(i128),
    /// The bits of a number that is not an integer.
    Float(u64),
    Text(String),
    File(Box<File>),
    Array(Vec<u32>),
    /// The classes of the names and of the values, by name.
    Object(Vec<(u32, u32)>),
}

/// The first two items that are equal, by deep comparison.
pub(crate) fn first_repeated(items: &[Node]) -> Option<(usize, usize)> {
    let _judging = Judging::begin();
    let mut first = HashMap::new();
    items.iter().enumerate().find_map(|(second, item)| {
        let first = *first.entry(class(item)).or_insert(second);
        (first < second).then_some((first, second))
    })
}

/// The class of the values that are equal to this one.
fn class(node: &Node) -> u32 {
    verdicts::class(node, || {
        steps::add(1);
        match node {
            Node::Null => Class::Null,
            Node::Boolean(value) => Class::Boolean(*value),
            Node::Number(number) => number.class(),
            Node::String(text) | Node::Wire(text) => Class::Text(text.clone()),
            Node::File(file) => Class::File(file.clone()),
            Node::Array(items) => Class::Array(items.iter().map(class).collect()),
            Node::Object(properties) => {
                let named = |(name, value): &(String, Node)| {
                    (verdicts::class_of(Class::Text(name.clone())), class(value))
                };
                let mut classes: Vec<_> = properties.iter().map(named).collect();
                // Stable, so that those of one name stay in their order.
                classes.sort_by_key(|(name, _)| *name);
                Class::Object(classes)
            }
        }
    })
}

impl Number {
    fn class(self) -> Class {
        match (self, self.as_integer()) {
            // Beyond, the cast saturates; no integer has so many digits.
            (_, Some(value)) if value != i128::MAX && value != i128::MIN => Class::Integer(value),
            _ => Class::Float(self.as_f64().to_bits()),
        }
    }
}

impl Node {
    /// Returns true if this equals a literal; the text of a parameter equals any value that it can be read as. Visits no more than the
    /// size of the literal.
    pub(crate) fn is(&self, literal: &Node) -> bool {
        match (self, literal) {
            (Node::Wire(_), Node::Boolean(value)) => self.as_boolean() == Some(*value),
            (Node::Wire(_), Node::Number(number)) => self
                .as_number()
                .is_some_and(|own| compare_numbers(own, *number).is_eq()),
            _ => self.equals(literal),
        }
    }

    /// Returns true if this equals another value. Visits no more than the size of this one.
    pub(crate) fn equals(&self, other: &Node) -> bool {
        equals(self, other)
    }
}

fn equals(a: &Node, b: &Node) -> bool {
    steps::add(1);
    match (a, b) {
        (Node::Null, Node::Null) => true,
        (Node::Boolean(a), Node::Boolean(b)) => a == b,
        (Node::Number(a), Node::Number(b)) => compare_numbers(*a, *b).is_eq(),
        (Node::String(a) | Node::Wire(a), Node::String(b) | Node::Wire(b)) => a == b,
        (Node::File(a), Node::File(b)) => a == b,
        (Node::Array(a), Node::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equals(a, b))
        }
        (Node::Object(a), Node::Object(b)) => {
            a.len() == b.len()
                && by_name(a)
                    .into_iter()
                    .zip(by_name(b))
                    .all(|(a, b)| a.0 == b.0 && equals(&a.1, &b.1))
        }
        _ => false,
    }
}

fn by_name(properties: &[(String, Node)]) -> Vec<&(String, Node)> {
    let mut sorted: Vec<_> = properties.iter().collect();
    sorted.sort_by(|a, b| a.0.cmp(&b.0));
    sorted
}

/// The first item that is equal to an earlier one, after that one; in better than quadratic time.
pub(crate) fn first_repeated_by<T>(
    items: &[T],
    compare: impl Fn(&T, &T) -> Ordering,
) -> Option<(usize, usize)> {
    if items.len() <= FEW {
        return (1..items.len()).find_map(|second| {
            let first =
                (0..second).find(|&first| compare(&items[first], &items[second]).is_eq())?;
            Some((first, second))
        });
    }
    let mut order: Vec<usize> = (0..items.len()).collect();
    // Stable, so that equal items stay in their order.
    order.sort_by(|&a, &b| compare(&items[a], &items[b]));
    let repeated = order
        .windows(2)
        .filter(|pair| compare(&items[pair[0]], &items[pair[1]]).is_eq());
    repeated
        .map(|pair| (pair[0], pair[1]))
        .min_by_key(|&(_, second)| second)
}

/// Exact, also where a float has no room for the integer's digits.
pub(super) fn compare_numbers(a: Number, b: Number) -> Ordering {
    match (a, b) {
        (Number::Integer(a), Number::Integer(b)) => a.cmp(&b),
        (Number::Float(a), Number::Float(b)) => a.partial_cmp(&b).unwrap_or(Ordering::Equal),
        (Number::Float(_), Number::Integer(_)) => compare_numbers(b, a).reverse(),
        (Number::Integer(a), Number::Float(b)) => {
            // Casts saturate: a float beyond i128 is beyond every integer here, which has 65 bits at most.
            a.cmp(&(b.floor() as i128)).then(if b.fract() == 0.0 {
                Ordering::Equal
            } else {
                Ordering::Less
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repeated(json: &str) -> Option<(usize, usize)> {
        match serde_json::from_str(json).unwrap() {
            Node::Array(items) => first_repeated(&items),
            _ => unreachable!(),
        }
    }

    #[test]
    fn equality_is_deep() {
        assert_eq!(
            repeated(r#"[{"a": [1], "b": 2}, 3, {"b": 2.0, "a": [1.0]}]"#),
            Some((0, 2))
        );
        assert_eq!(
            repeated("[1, true, \"1\", [1], {\"a\": 1}, null, 0, false, [], {}, \"\"]"),
            None
        );
        assert_eq!(repeated("[9007199254740993, 9007199254740992.0]"), None);
        assert_eq!(
            repeated("[9007199254740992, 9007199254740992.0]"),
            Some((0, 1))
        );
        assert_eq!(repeated("[[1, 2], [2, 1], [1]]"), None);
    }

    #[test]
    fn many_items_are_sorted() {
        let many: Vec<String> = (0..10_000).map(|it| format!("{{\"a\": {it}}}")).collect();
        assert_eq!(repeated(&format!("[{}]", many.join(","))), None);
        assert_eq!(
            repeated(&format!(
                "[{},{{\"a\": 41.0}},{{\"a\": 3}}]",
                many.join(",")
            )),
            Some((41, 10_000))
        );
    }
}
