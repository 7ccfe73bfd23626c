//! Splits a pattern into conditions: `^(?=.*[0-9])(?!.* ).{8,}$` is `^.*[0-9]`, not `^.* `, and `^.{8,}$`.

use crate::ast::{Assertion, Node};
use crate::facts::StringFacts;
use crate::matcher::{Matcher, Part};

/// A pattern, and true if it must not match.
pub(crate) type Condition = (Node, bool);

/// Returns the patterns that a string must match or must not match: the look-aheads at the start, the look-behinds at the end, and
/// the pattern without them. Returns none if there are no such look-arounds.
pub(crate) fn split(node: &Node) -> Option<Vec<Condition>> {
    let Node::Concat(items) = node else {
        return None;
    };
    let is_start = |item: &Node| match item {
        Node::Assert(Assertion::Start) => true,
        Node::Look(look) => look.ahead,
        _ => false,
    };
    let is_end = |item: &Node| match item {
        Node::Assert(Assertion::End) => true,
        Node::Look(look) => !look.ahead,
        _ => false,
    };
    let (start, rest) = items.split_at(items.iter().take_while(|it| is_start(it)).count());
    let ends = rest.iter().rev().take_while(|it| is_end(it)).count();
    let (rest, end) = rest.split_at(rest.len() - ends);
    let mut conditions = Vec::new();
    let mut main = edge(start, Assertion::Start, &mut conditions);
    main.extend_from_slice(rest);
    main.extend(edge(end, Assertion::End, &mut conditions));
    if conditions.is_empty() {
        return None;
    }
    conditions.push((Node::concat(main), false));
    Some(conditions)
}

/// Extracts look-arounds at an edge of the string as separate conditions, and returns the rest.
fn edge(items: &[Node], anchor: Assertion, conditions: &mut Vec<Condition>) -> Vec<Node> {
    let is_anchor = |item: &Node| matches!(item, Node::Assert(found) if *found == anchor);
    if !items.iter().any(is_anchor) {
        return items.to_vec();
    }
    for item in items {
        if let Node::Look(look) = item {
            let anchor = Node::Assert(anchor);
            let parts = match look.ahead {
                true => vec![anchor, look.node.clone()],
                false => vec![look.node.clone(), anchor],
            };
            conditions.push((Node::Concat(parts), look.negative));
        }
    }
    vec![Node::Assert(anchor)]
}

/// Returns the matcher of the strings that satisfy all conditions.
pub(crate) fn join(parts: Vec<(Matcher, StringFacts, bool)>) -> (Matcher, StringFacts) {
    let mut facts = StringFacts::ALWAYS;
    let mut kept = Vec::new();
    for (matcher, of_part, negative) in parts {
        match (&matcher, negative) {
            (Matcher::Always, false) | (Matcher::Never, true) => continue,
            (Matcher::Never, false) | (Matcher::Always, true) => {
                return (Matcher::Never, StringFacts::NEVER);
            }
            (_, true) => {}
            (_, false) => facts = facts.and(of_part),
        }
        kept.push(Part { matcher, negative });
    }
    if kept.is_empty() {
        return (Matcher::Always, StringFacts::ALWAYS);
    }
    match facts.max_length {
        Some(max) if max < facts.min_length => (Matcher::Never, StringFacts::NEVER),
        _ => (Matcher::All(kept), facts),
    }
}
