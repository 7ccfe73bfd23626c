//! Deep equality, as JSON Schema has it (Core 2020-12, section 4.2.2): 1 is 1.0, the order of properties is free.

use super::{Node, Number};
use std::cmp::Ordering;

/// Up to this many items, comparing each with each is faster than sorting.
const FEW: usize = 16;

/// The first two items that are equal, by deep comparison.
pub(crate) fn first_repeated(items: &mut [Node]) -> Option<(usize, usize)> {
    items.iter_mut().for_each(sort_properties);
    first_repeated_by(items, compare)
}

impl Node {
    /// Whether this is a literal; the text of a parameter is any that it may be read as.
    pub(crate) fn is(&self, literal: &Node) -> bool {
        match (self, literal) {
            (Node::Wire(_), Node::Boolean(value)) => self.as_boolean() == Some(*value),
            (Node::Wire(_), Node::Number(number)) => self
                .as_number()
                .is_some_and(|own| compare_numbers(own, *number).is_eq()),
            _ => {
                let mut pair = [self.clone(), literal.clone()];
                pair.iter_mut().for_each(sort_properties);
                compare(&pair[0], &pair[1]).is_eq()
            }
        }
    }
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

fn sort_properties(node: &mut Node) {
    match node {
        Node::Array(items) => items.iter_mut().for_each(sort_properties),
        Node::Object(properties) => {
            properties
                .iter_mut()
                .for_each(|(_, value)| sort_properties(value));
            properties.sort_by(|(a, _), (b, _)| a.cmp(b));
        }
        _ => {}
    }
}

/// A total order in which equal is deeply equal; properties must be sorted.
fn compare(a: &Node, b: &Node) -> Ordering {
    match (a, b) {
        (Node::Boolean(a), Node::Boolean(b)) => a.cmp(b),
        (Node::Number(a), Node::Number(b)) => compare_numbers(*a, *b),
        (Node::String(a) | Node::Wire(a), Node::String(b) | Node::Wire(b)) => a.cmp(b),
        (Node::File(a), Node::File(b)) => a.cmp(b),
        (Node::Array(a), Node::Array(b)) => {
            let items = a.iter().zip(b).map(|(a, b)| compare(a, b));
            items
                .reduce(Ordering::then)
                .unwrap_or(Ordering::Equal)
                .then(a.len().cmp(&b.len()))
        }
        (Node::Object(a), Node::Object(b)) => {
            let properties = a
                .iter()
                .zip(b)
                .map(|((name, a), (other, b))| name.cmp(other).then_with(|| compare(a, b)));
            properties
                .reduce(Ordering::then)
                .unwrap_or(Ordering::Equal)
                .then(a.len().cmp(&b.len()))
        }
        (a, b) => rank(a).cmp(&rank(b)),
    }
}

fn rank(node: &Node) -> u8 {
    match node {
        Node::Null => 0,
        Node::Boolean(_) => 1,
        Node::Number(_) => 2,
        Node::String(_) | Node::Wire(_) => 3,
        Node::File(_) => 4,
        Node::Array(_) => 5,
        Node::Object(_) => 6,
    }
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
            Node::Array(mut items) => first_repeated(&mut items),
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
