//! Evaluates an assertion on a node: valid or not, and which items and properties were evaluated.

use super::{Assertion, Keyword};
use crate::json::json_types::JsonTypes;
use crate::json::node::{Node, first_repeated};
use crate::verdicts::{self, Evaluated, Judged, Judging};
use crate::{Constraint, Constraints, File, Json, Path, Report, steps};
use std::collections::HashMap;

/// Evaluates assertions on the values of a tree, each once for each schema.
pub(super) struct Evaluator {
    /// The verdicts on single values; those on others are cached for all evaluators.
    single: HashMap<(usize, usize), Judged>,
    _judging: Judging,
}

impl Evaluator {
    pub(super) fn new() -> Self {
        Self {
            single: HashMap::new(),
            _judging: Judging::begin(),
        }
    }

    /// Returns the items or properties that a valid node has evaluated, `None` if it is invalid. The node must not move meanwhile.
    pub(super) fn fit(&mut self, assertion: &Assertion, node: &Node) -> Option<Evaluated> {
        let schema = std::ptr::from_ref(assertion).addr();
        if matches!(node, Node::Array(_) | Node::Object(_)) {
            return verdicts::evaluated(schema, node, || self.evaluate(assertion, node));
        }
        let key = (schema, std::ptr::from_ref(node).addr());
        if let Some(known) = self.single.get(&key) {
            return known.clone().into_evaluated();
        }
        let fit = verdicts::judged(|| self.evaluate(assertion, node));
        self.single.insert(key, fit.clone());
        fit.into_evaluated()
    }

    pub(super) fn fits(&mut self, assertion: &Assertion, node: &Node) -> bool {
        self.fit(assertion, node).is_some()
    }

    fn evaluate(&mut self, assertion: &Assertion, node: &Node) -> Option<Evaluated> {
        let mut seen = nothing(node);
        let mut keywords = assertion.keywords.iter();
        let fits = keywords.all(|keyword| {
            steps::add(1 + seen.len());
            self.holds(assertion, keyword, node, &mut seen)
        });
        fits.then(|| seen.into())
    }

    /// Returns true if a keyword accepts the node, and adds what it evaluates to `seen`.
    pub(super) fn holds(
        &mut self,
        all: &Assertion,
        keyword: &'static Keyword,
        node: &Node,
        seen: &mut [bool],
    ) -> bool {
        match (keyword, node) {
            (Keyword::Never, _) => false,
            (Keyword::Types(types), _) => types.iter().any(|name| is(node, name)),
            (Keyword::Enum(texts), _) => texts.iter().any(|text| is_equal(node, text)),
            (Keyword::Constraint(constraint), _) => {
                let mut report = Report::counting();
                check_constraint(constraint, all.schema, node, &Path::ROOT, &mut report);
                report.is_empty()
            }
            (Keyword::AllOf(_) | Keyword::AnyOf(_) | Keyword::OneOf(_) | Keyword::Not(_), _) => {
                self.combines(keyword, node, seen)
            }
            (Keyword::If(condition, then, otherwise), _) => {
                let met = self.join(condition, node, seen);
                let branch = if met { then } else { otherwise };
                branch.is_none_or(|branch| self.join(branch, node, seen))
            }
            (_, Node::Object(members)) => self.holds_of_object(all, keyword, node, members, seen),
            (_, Node::Array(items)) => self.holds_of_array(all, keyword, items, seen),
            _ => true,
        }
    }

    /// Returns true if a node is valid, and then adds what it evaluates to `seen`.
    fn join(&mut self, assertion: &Assertion, node: &Node, seen: &mut [bool]) -> bool {
        let fit = self.fit(assertion, node);
        for (seen, more) in seen.iter_mut().zip(fit.iter().flat_map(|it| it.iter())) {
            *seen |= more;
        }
        fit.is_some()
    }

    fn combines(&mut self, keyword: &Keyword, node: &Node, seen: &mut [bool]) -> bool {
        match keyword {
            Keyword::AllOf(list) => list.iter().all(|it| self.join(it, node, seen)),
            // All are evaluated, for their annotations.
            Keyword::AnyOf(list) => {
                let fit = list.iter().filter(|it| self.join(it, node, seen));
                fit.count() > 0
            }
            Keyword::OneOf(list) => {
                // Null that several members admit is the same null.
                let fit = list.iter().filter(|it| self.join(it, node, seen)).count();
                fit == 1 || (fit > 1 && matches!(node, Node::Null))
            }
            Keyword::Not(it) => !self.fits(it, node),
            _ => true,
        }
    }

    fn holds_of_object(
        &mut self,
        all: &Assertion,
        keyword: &Keyword,
        node: &Node,
        members: &[(String, Node)],
        seen: &mut [bool],
    ) -> bool {
        let has = |name: &str| members.iter().any(|(known, _)| known == name);
        match keyword {
            Keyword::Required(names) => names.iter().all(|name| has(name)),
            Keyword::DependentRequired(list) => list
                .iter()
                .all(|(name, needed)| !has(name) || needed.iter().all(|name| has(name))),
            Keyword::DependentSchemas(list) => list
                .iter()
                .all(|(name, it)| !has(name) || self.join(it, node, seen)),
            Keyword::PropertyNames(it) => members.iter().all(|(name, _)| fits_name(it, name)),
            _ => members.iter().enumerate().all(|(index, (name, value))| {
                let applied = of_property(all, keyword, name, seen[index]);
                let mut applied = applied.into_iter();
                applied.all(|it| {
                    seen[index] = true;
                    self.fits(it, value)
                })
            }),
        }
    }

    fn holds_of_array(
        &mut self,
        all: &Assertion,
        keyword: &Keyword,
        items: &[Node],
        seen: &mut [bool],
    ) -> bool {
        if let Keyword::Contains(it, least, most) = keyword {
            let mut count = 0;
            for (item, seen) in items.iter().zip(seen) {
                if self.fits(it, item) {
                    *seen = true;
                    count += 1;
                }
            }
            return count >= *least && most.is_none_or(|most| count <= most);
        }
        items.iter().enumerate().all(|(index, item)| {
            of_item(all, keyword, index, seen[index]).is_none_or(|it| {
                seen[index] = true;
                self.fits(it, item)
            })
        })
    }
}

/// Nothing evaluated.
pub(super) fn nothing(node: &Node) -> Vec<bool> {
    match node {
        Node::Array(items) => vec![false; items.len()],
        Node::Object(members) => vec![false; members.len()],
        _ => Vec::new(),
    }
}

/// A name is a string of its own, which no verdict is kept for.
pub(super) fn fits_name(assertion: &Assertion, name: &str) -> bool {
    Evaluator::new().fits(assertion, &Node::String(name.to_owned()))
}

/// Returns the subschema that a keyword applies to the property of a name.
pub(super) fn of_property(
    all: &Assertion,
    keyword: &Keyword,
    name: &str,
    seen: bool,
) -> Vec<&'static Assertion> {
    match keyword {
        Keyword::Properties(list) => list
            .iter()
            .filter(|(known, _)| *known == name)
            .map(|(_, it)| *it)
            .collect(),
        Keyword::PatternProperties(list) => list
            .iter()
            .filter(|(_, matches, _)| matches(name))
            .map(|(.., it)| *it)
            .collect(),
        Keyword::AdditionalProperties(it) => {
            let named = all.keywords.iter().any(|other| {
                matches!(
                    other,
                    Keyword::Properties(_) | Keyword::PatternProperties(_)
                ) && !of_property(all, other, name, seen).is_empty()
            });
            if named { Vec::new() } else { vec![*it] }
        }
        Keyword::UnevaluatedProperties(it) if !seen => vec![*it],
        _ => Vec::new(),
    }
}

/// Returns the subschema that a keyword applies to an item.
pub(super) fn of_item(
    all: &Assertion,
    keyword: &Keyword,
    index: usize,
    seen: bool,
) -> Option<&'static Assertion> {
    match keyword {
        Keyword::PrefixItems(list) => list.get(index).copied(),
        Keyword::Items(it) => {
            let prefix = all.keywords.iter().find_map(|other| match other {
                Keyword::PrefixItems(list) => Some(list.len()),
                _ => None,
            });
            (index >= prefix.unwrap_or(0)).then_some(*it)
        }
        Keyword::UnevaluatedItems(it) if !seen => Some(*it),
        _ => None,
    }
}

fn is(node: &Node, name: &str) -> bool {
    match name {
        "null" => matches!(node, Node::Null),
        "boolean" => node.as_boolean().is_some(),
        "integer" => node.as_integer().is_some(),
        "number" => node.as_number().is_some(),
        "string" => node.json_types().overlaps(JsonTypes::STRING),
        "array" => matches!(node, Node::Array(_)),
        _ => matches!(node, Node::Object(_)),
    }
}

/// Returns true if a node equals a value of the document, by the equality of JSON Schema (Core 2020-12, section 4.2.2).
fn is_equal(node: &Node, text: &str) -> bool {
    let value: Result<Node, _> = serde_json::from_str(text);
    value.is_ok_and(|value| node.equals(&value))
}

/// Reports how a node violates a constraint, which applies to values of its type only.
pub(super) fn check_constraint(
    constraint: &'static Constraint,
    schema: &'static str,
    node: &Node,
    at: &Path<'_>,
    report: &mut Report,
) {
    let constraints = Constraints::new(schema, std::slice::from_ref(constraint));
    match node {
        Node::Null | Node::Boolean(_) => {}
        Node::Number(number) => constraints.check_number(*number, at, report),
        Node::String(text) | Node::Wire(text) => constraints.check_text(text, at, report),
        Node::File(_) => File::diagnose(node, at, constraints, report),
        Node::Array(items) => {
            constraints.check_item_count(items.len(), at, report);
            constraints.check_unique(at, report, || first_repeated(items));
        }
        Node::Object(members) => constraints.check_property_count(members.len(), at, report),
    }
}
