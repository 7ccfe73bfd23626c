//! Normalization and combination of `security` values.
//!
//! A repair never removes requirements: if two values apply to an operation, a request must satisfy both.
//!
//! | written | read as |
//! |---|---|
//! | `{a: [], b: []}` | `[{a: [], b: []}]`: both are required |
//! | `a`, `[a]` | `[{a: []}]` |
//! | `[[a, b]]` | `[{a: [], b: []}]` |
//! | `[{$ref: '#/components/securitySchemes/a'}]` | `[{a: []}]` |
//! | `[null]`, `[[]]`, `true` | `[{unspecified: []}]`: an unknown credential |
//! | `null`, `false`, `{}` | absent |
//! | `[{a: {read: true}}]`, `[{a: [[read]]}]` | `[{a: [read]}]` |

use crate::Node;

/// The name of an unreadable scheme.
pub(crate) const UNSPECIFIED: &str = "unspecified";

/// The maximum number of combined alternatives; beyond it, a single alternative requires all schemes.
const MOST: usize = 64;

/// Returns the alternatives of `security`, each an object of schemes with scopes; `None` if the value is empty, so that the
/// requirements of the document apply.
pub(crate) fn alternatives(security: &Node) -> Option<Vec<Node>> {
    match security {
        Node::Null | Node::Bool(false) => None,
        Node::Object(members) if members.is_empty() => None,
        Node::Array(elements) => Some(elements.iter().map(alternative).collect()),
        other => Some(vec![alternative(other)]),
    }
}

/// Returns true for a value that allows anonymous requests.
pub(crate) fn opens(security: &Node) -> bool {
    alternatives(security).is_some_and(|all| all.is_empty() || all.iter().any(is_open))
}

fn is_open(alternative: &Node) -> bool {
    alternative.members().is_empty()
}

/// Combines two lists of alternatives, both of which a request must satisfy.
pub(crate) fn both(first: &[Node], second: &[Node]) -> Vec<Node> {
    if first.iter().all(is_open) || first == second {
        return second.to_vec();
    }
    if second.iter().all(is_open) {
        return first.to_vec();
    }
    if first.len().saturating_mul(second.len()) > MOST {
        let all = first.iter().chain(second);
        return vec![all.fold(Node::Object(Vec::new()), |sum, it| together(&sum, it))];
    }
    let pairs = first
        .iter()
        .flat_map(|one| second.iter().map(move |other| together(one, other)));
    let mut joined: Vec<Node> = Vec::new();
    for pair in pairs {
        // An alternative that includes another one is redundant.
        if !joined.iter().any(|known| includes(&pair, known)) {
            joined.retain(|known| !includes(known, &pair));
            joined.push(pair);
        }
    }
    joined
}

/// Combines two alternatives, with the scopes of both.
fn together(first: &Node, second: &Node) -> Node {
    let mut schemes = first.members().to_vec();
    for (name, value) in second.members() {
        add(&mut schemes, name, value.elements());
    }
    Node::Object(schemes)
}

/// Returns true if an alternative includes all schemes and scopes of another.
fn includes(alternative: &Node, other: &Node) -> bool {
    other.members().iter().all(|(name, scopes)| {
        let own = alternative.get(name);
        own.is_some_and(|own| {
            let mut needed = scopes.elements().iter();
            needed.all(|scope| own.elements().contains(scope))
        })
    })
}

/// Returns an object with all schemes in a value.
pub(crate) fn alternative(node: &Node) -> Node {
    let mut schemes = Vec::new();
    gather(node, &mut schemes);
    if schemes.is_empty() && !matches!(node, Node::Object(_)) {
        add(&mut schemes, UNSPECIFIED, &[]);
    }
    Node::Object(schemes)
}

fn gather(node: &Node, schemes: &mut Vec<(String, Node)>) {
    match node {
        Node::Object(members) => {
            for (name, value) in members {
                match value.as_str().filter(|_| name == "$ref") {
                    Some(text) => add(schemes, text.rsplit('/').next().unwrap_or_default(), &[]),
                    None => add(schemes, name, &scopes(value)),
                }
            }
        }
        Node::Array(elements) => elements.iter().for_each(|it| gather(it, schemes)),
        _ => add(schemes, node.as_text().unwrap_or_default(), &[]),
    }
}

/// Adds a scheme, or its scopes if it is present.
fn add(schemes: &mut Vec<(String, Node)>, name: &str, scopes: &[Node]) {
    let name = if name.is_empty() { UNSPECIFIED } else { name };
    let known = schemes.iter_mut().find(|(known, _)| known == name);
    match known {
        Some((_, Node::Array(known))) => {
            for scope in scopes {
                if !known.contains(scope) {
                    known.push(scope.clone());
                }
            }
        }
        _ => schemes.push((name.to_owned(), Node::Array(scopes.to_vec()))),
    }
}

/// Returns the scopes in a value: the elements of a list and its nested lists, the keys of an object, or a single text.
pub(crate) fn scopes(node: &Node) -> Vec<Node> {
    let mut found = Vec::new();
    gather_scopes(node, &mut found);
    found
}

fn gather_scopes(node: &Node, found: &mut Vec<Node>) {
    let is_nested = |node: &Node| matches!(node, Node::Array(_) | Node::Object(_));
    match node {
        Node::Array(elements) => elements.iter().for_each(|it| match it {
            Node::Bool(value) => found.push(Node::String(value.to_string())),
            _ => gather_scopes(it, found),
        }),
        Node::Object(members) => {
            for (name, value) in members {
                found.push(Node::String(name.clone()));
                if is_nested(value) {
                    gather_scopes(value, found);
                }
            }
        }
        Node::String(text) => found.push(Node::String(text.clone())),
        Node::Number(number) => found.push(Node::String(number.as_str().to_owned())),
        Node::Null | Node::Bool(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(text: &str) -> Node {
        serde_json::from_str(text).expect("JSON")
    }

    #[test]
    fn a_request_meets_both() {
        for (first, second, expected) in [
            ("[]", r#"[{"a":[]}]"#, r#"[{"a":[]}]"#),
            ("[{}]", r#"[{"a":[]}]"#, r#"[{"a":[]}]"#),
            (r#"[{"a":[]}]"#, "[]", r#"[{"a":[]}]"#),
            (r#"[{"a":[]}]"#, r#"[{"a":[]}]"#, r#"[{"a":[]}]"#),
            (r#"[{"a":[]},{}]"#, r#"[{"b":[]}]"#, r#"[{"b":[]}]"#),
            (r#"[{"a":[]}]"#, r#"[{"b":[]}]"#, r#"[{"a":[],"b":[]}]"#),
            (
                r#"[{"a":["r"]}]"#,
                r#"[{"a":["w"]}]"#,
                r#"[{"a":["r","w"]}]"#,
            ),
            (
                r#"[{"a":[]},{"b":[]}]"#,
                r#"[{"c":[]}]"#,
                r#"[{"a":[],"c":[]},{"b":[],"c":[]}]"#,
            ),
            ("[[]]", "[]", r#"[{"unspecified":[]}]"#),
            (
                r#""a""#,
                r#"{"b":["r",["w"]]}"#,
                r#"[{"a":[],"b":["r","w"]}]"#,
            ),
        ] {
            let read = |text| alternatives(&node(text)).expect("alternatives");
            let joined = Node::Array(both(&read(first), &read(second)));
            assert_eq!(joined.compact(), expected, "{first} {second}");
        }
    }

    #[test]
    fn many_alternatives_are_one_that_names_every_scheme() {
        let list = |prefix: &str| -> Vec<Node> {
            let name = |index| node(&format!(r#"{{"{prefix}{index}":[]}}"#));
            (0..9).map(name).collect()
        };
        let joined = both(&list("a"), &list("b"));
        assert_eq!(joined.len(), 1);
        assert_eq!(joined[0].members().len(), 18);
    }
}
