//! The names and values in assertions, which a random value hardly ever has.

use super::choices::Choices;
use crate::assertion::{Assertion, Keyword};
use crate::json::node::{Node, Number};
use crate::{Constraint, Constraints};

/// The names of properties and the values in assertions.
#[derive(Clone, Debug, Default)]
pub(super) struct Hints {
    names: Vec<Name>,
    values: Vec<&'static str>,
    assertions: Vec<&'static Assertion>,
}

/// The name of a property, and the assertion of its value, if there is one.
pub(super) type Name = (&'static str, Option<&'static Assertion>);

/// The maximum depth of a proposed value.
pub(super) const DEEPEST: u32 = 4;

impl Hints {
    /// Adds the hints of the assertions among constraints.
    pub(super) fn add(&mut self, constraints: &[Constraints]) {
        for constraint in constraints.iter().flat_map(|it| it.constraints) {
            if let Constraint::Assertion(assertion) = constraint {
                self.assertions.push(assertion);
                self.look(assertion, &mut Vec::new());
            }
        }
    }

    /// Proposes a name for every second request.
    pub(super) fn name(&self, choices: &mut Choices) -> Option<Name> {
        pick(&self.names, choices)
    }

    /// Proposes a value for every second request.
    pub(super) fn value(&self, choices: &mut Choices) -> Option<Node> {
        if let Some(assertion) = pick(&self.assertions, choices) {
            return Some(propose(assertion, choices, DEEPEST));
        }
        pick(&self.values, choices).and_then(|json| serde_json::from_str(json).ok())
    }

    fn look(&mut self, assertion: &'static Assertion, seen: &mut Vec<*const Assertion>) {
        /// Enough for any handwritten assertion.
        const MOST: usize = 64;
        if seen.len() == MOST || seen.contains(&std::ptr::from_ref(assertion)) {
            return;
        }
        seen.push(assertion);
        for keyword in assertion.keywords {
            self.keyword(keyword, seen);
        }
    }

    fn bare(&mut self, names: &[&'static str]) {
        self.names.extend(names.iter().map(|name| (*name, None)));
    }

    fn keyword(&mut self, keyword: &'static Keyword, seen: &mut Vec<*const Assertion>) {
        match keyword {
            Keyword::Enum(values) => self.values.extend(*values),
            Keyword::Required(names) => self.bare(names),
            Keyword::DependentRequired(pairs) => {
                for (name, names) in *pairs {
                    self.bare(&[name]);
                    self.bare(names);
                }
            }
            Keyword::Properties(pairs) => {
                for (name, inner) in *pairs {
                    self.names.push((name, Some(inner)));
                    self.look(inner, seen);
                }
            }
            Keyword::DependentSchemas(pairs) => {
                for (name, inner) in *pairs {
                    self.bare(&[name]);
                    self.look(inner, seen);
                }
            }
            Keyword::PropertyNames(inner) => {
                let values = inner.keywords.iter().flat_map(|it| match it {
                    Keyword::Enum(values) => *values,
                    _ => &[],
                });
                self.names
                    .extend(values.map(|json| (json.trim_matches('"'), None)));
            }
            Keyword::AllOf(all)
            | Keyword::AnyOf(all)
            | Keyword::OneOf(all)
            | Keyword::PrefixItems(all) => all.iter().for_each(|it| self.look(it, seen)),
            Keyword::If(one, then, other) => {
                let all = [Some(*one), *then, *other];
                all.into_iter().flatten().for_each(|it| self.look(it, seen));
            }
            Keyword::PatternProperties(rows) => rows.iter().for_each(|it| self.look(it.2, seen)),
            Keyword::Not(inner)
            | Keyword::AdditionalProperties(inner)
            | Keyword::Items(inner)
            | Keyword::Contains(inner, ..)
            | Keyword::UnevaluatedItems(inner)
            | Keyword::UnevaluatedProperties(inner) => self.look(inner, seen),
            Keyword::Never | Keyword::Types(_) | Keyword::Constraint(_) => {}
        }
    }
}

fn pick<T: Copy>(list: &[T], choices: &mut Choices) -> Option<T> {
    if list.is_empty() || choices.below(2) == 0 {
        return None;
    }
    list.get(choices.below(list.len() as u32) as usize).copied()
}

/// Proposes a value that may satisfy an assertion.
pub(super) fn propose(assertion: &'static Assertion, choices: &mut Choices, depth: u32) -> Node {
    let (mut kind, mut known, mut required) = ("", Vec::new(), Vec::new());
    for keyword in assertion.keywords {
        match keyword {
            Keyword::Enum(values) => {
                let at = choices.below(values.len() as u32) as usize;
                let value = values
                    .get(at)
                    .and_then(|json| serde_json::from_str(json).ok());
                return value.unwrap_or(Node::Null);
            }
            Keyword::AllOf(all) | Keyword::AnyOf(all) | Keyword::OneOf(all) if depth > 0 => {
                let at = choices.below(all.len() as u32) as usize;
                return all
                    .get(at)
                    .map_or(Node::Null, |it| propose(it, choices, depth - 1));
            }
            Keyword::Types(types) => {
                let at = choices.below(types.len() as u32) as usize;
                kind = types.get(at).copied().unwrap_or("");
            }
            Keyword::Properties(pairs) => known.extend(*pairs),
            Keyword::Required(names) => required.extend(*names),
            _ => {}
        }
    }
    if kind.is_empty() && !(known.is_empty() && required.is_empty()) {
        kind = "object";
    }
    let mut properties = Vec::new();
    for (name, inner) in known {
        if depth > 0 && (choices.maybe() || required.contains(&name)) {
            properties.push((name.to_owned(), propose(inner, choices, depth - 1)));
        }
    }
    for name in required {
        if properties.iter().all(|(known, _)| known != name) {
            properties.push((name.to_owned(), of_kind("string", choices)));
        }
    }
    match kind {
        "object" => Node::object(properties),
        kind => of_kind(kind, choices),
    }
}

/// Proposes a value of a JSON type, or of any if there is none.
fn of_kind(kind: &str, choices: &mut Choices) -> Node {
    match kind {
        "null" => Node::Null,
        "boolean" => Node::Boolean(choices.maybe()),
        "integer" | "number" => Node::Number(Number::Integer(choices.below(9).into())),
        "array" => Node::array(Vec::new()),
        "object" => Node::object(Vec::new()),
        "string" => Node::String("text".to_owned()),
        _ => of_kind(
            ["string", "integer", "boolean", "object"][choices.below(4) as usize],
            choices,
        ),
    }
}
