//! The violations of an assertion: each reason at its place.

use super::evaluator::{Evaluator, check_constraint, fits_name, nothing, of_item, of_property};
use super::{Assertion, Keyword};
use crate::json::node::Node;
use crate::{Constraint, Constraints, Path, Report, verdicts};
use std::fmt;

/// Reports the violations of a node.
pub(super) fn report_violations(
    assertion: &Assertion,
    node: &Node,
    at: &Path<'_>,
    evaluator: &mut Evaluator,
    report: &mut Report,
) {
    if report.is_full() || evaluator.fits(assertion, node) {
        return;
    }
    if report.is_counting() {
        return report.add(at, assertion.schema, "allOf", "", "");
    }
    // The schemas of values around this one may have led to it before.
    if !verdicts::report_once(std::ptr::from_ref(assertion).addr(), node) {
        return;
    }
    let mut seen = nothing(node);
    let too_long = assertion.is_too_long(node);
    let is_slow = |keyword: &Keyword| {
        matches!(
            keyword,
            Keyword::Constraint(Constraint::Pattern(..) | Constraint::Format(_))
        )
    };
    let keywords = assertion.keywords.iter();
    for keyword in keywords.filter(|it| !too_long || !is_slow(it)) {
        let before = seen.clone();
        if !evaluator.holds(assertion, keyword, node, &mut seen) {
            let of = Broken {
                assertion,
                keyword,
                node,
                seen: &before,
            };
            of.report_violations(at, evaluator, report);
        }
    }
}

impl Assertion {
    /// Returns true for a text that is longer than a constraint allows, which is compared with no pattern.
    fn is_too_long(&self, node: &Node) -> bool {
        let Some(text) = node.as_text() else {
            return false;
        };
        let constraints = self.keywords.iter().filter_map(|keyword| match keyword {
            Keyword::Constraint(constraint) => Some(std::slice::from_ref(constraint)),
            _ => None,
        });
        constraints
            .map(|constraints| Constraints::new(self.schema, constraints))
            .any(|constraints| constraints.is_too_long(text))
    }
}

/// A keyword that does not hold.
struct Broken<'a> {
    assertion: &'a Assertion,
    keyword: &'static Keyword,
    node: &'a Node,
    seen: &'a [bool],
}

impl Broken<'_> {
    fn report_violations(&self, at: &Path<'_>, evaluator: &mut Evaluator, report: &mut Report) {
        let schema = self.assertion.schema;
        match *self.keyword {
            Keyword::Constraint(ref constraint) => {
                check_constraint(constraint, schema, self.node, at, report)
            }
            Keyword::AllOf(list) => {
                for it in list {
                    report_violations(it, self.node, at, evaluator, report);
                }
            }
            Keyword::If(condition, then, otherwise) => {
                let met = evaluator.fits(condition, self.node);
                if let Some(branch) = if met { then } else { otherwise } {
                    report_violations(branch, self.node, at, evaluator, report);
                }
            }
            Keyword::DependentSchemas(list) => {
                for (_, it) in list.iter().filter(|(name, _)| self.has(name)) {
                    report_violations(it, self.node, at, evaluator, report);
                }
            }
            Keyword::Required(names) => self.tell_missing(names, at, report),
            Keyword::DependentRequired(list) => {
                for (_, needed) in list.iter().filter(|(name, _)| self.has(name)) {
                    self.tell_missing(needed, at, report);
                }
            }
            _ => match self.node {
                Node::Object(members) if self.is_of_properties() => {
                    self.report_properties(members, at, evaluator, report);
                }
                Node::Array(items) if self.is_of_items() => {
                    self.report_items(items, at, evaluator, report);
                }
                _ => report.add(
                    at,
                    schema,
                    self.keyword.name(),
                    self.keyword,
                    self.node.kind(),
                ),
            },
        }
    }

    fn has(&self, name: &str) -> bool {
        self.node.get(name).is_some()
    }

    fn tell_missing(&self, names: &[&str], at: &Path<'_>, report: &mut Report) {
        for name in names.iter().filter(|name| !self.has(name)) {
            let (schema, keyword) = (self.assertion.schema, self.keyword.name());
            report.add(
                at,
                schema,
                keyword,
                format_args!("the property `{name}`"),
                "",
            );
        }
    }

    fn is_of_properties(&self) -> bool {
        matches!(
            self.keyword,
            Keyword::Properties(_)
                | Keyword::PatternProperties(_)
                | Keyword::AdditionalProperties(_)
                | Keyword::UnevaluatedProperties(_)
                | Keyword::PropertyNames(_)
        )
    }

    fn is_of_items(&self) -> bool {
        matches!(
            self.keyword,
            Keyword::PrefixItems(_) | Keyword::Items(_) | Keyword::UnevaluatedItems(_)
        )
    }

    fn report_properties(
        &self,
        members: &[(String, Node)],
        at: &Path<'_>,
        evaluator: &mut Evaluator,
        report: &mut Report,
    ) {
        for ((name, value), seen) in members.iter().zip(self.seen) {
            let at = at.property(name);
            match self.keyword {
                Keyword::PropertyNames(it) if !fits_name(it, name) => {
                    self.refuse("another name", &at, report);
                }
                _ => {}
            }
            for it in of_property(self.assertion, self.keyword, name, *seen) {
                if it.is_never() {
                    self.refuse("no property of this name", &at, report);
                } else {
                    report_violations(it, value, &at, evaluator, report);
                }
            }
        }
    }

    fn report_items(
        &self,
        items: &[Node],
        at: &Path<'_>,
        evaluator: &mut Evaluator,
        report: &mut Report,
    ) {
        for (index, (item, seen)) in items.iter().zip(self.seen).enumerate() {
            let at = at.item(index);
            match of_item(self.assertion, self.keyword, index, *seen) {
                Some(it) if it.is_never() => self.refuse("no item here", &at, report),
                Some(it) => report_violations(it, item, &at, evaluator, report),
                None => {}
            }
        }
    }

    fn refuse(&self, expected: &str, at: &Path<'_>, report: &mut Report) {
        let (schema, keyword) = (self.assertion.schema, self.keyword.name());
        report.add(at, schema, keyword, expected, "");
    }
}

impl Keyword {
    fn name(&self) -> &'static str {
        match self {
            Keyword::Never => "false",
            Keyword::Types(_) => "type",
            Keyword::Enum(_) => "enum",
            Keyword::Constraint(constraint) => constraint.keyword(),
            Keyword::AllOf(_) => "allOf",
            Keyword::AnyOf(_) => "anyOf",
            Keyword::OneOf(_) => "oneOf",
            Keyword::Not(_) => "not",
            Keyword::If(..) => "if",
            Keyword::Properties(_) => "properties",
            Keyword::PatternProperties(_) => "patternProperties",
            Keyword::AdditionalProperties(_) => "additionalProperties",
            Keyword::PropertyNames(_) => "propertyNames",
            Keyword::Required(_) => "required",
            Keyword::DependentRequired(_) => "dependentRequired",
            Keyword::DependentSchemas(_) => "dependentSchemas",
            Keyword::PrefixItems(_) => "prefixItems",
            Keyword::Items(_) => "items",
            Keyword::Contains(..) => "contains",
            Keyword::UnevaluatedItems(_) => "unevaluatedItems",
            Keyword::UnevaluatedProperties(_) => "unevaluatedProperties",
        }
    }
}

/// The expected value.
impl fmt::Display for Keyword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Keyword::Never => f.write_str("nothing"),
            Keyword::Types(names) => {
                let words: Vec<String> = names.iter().map(|name| with_article(name)).collect();
                f.write_str(&words.join(" or "))
            }
            Keyword::Enum(texts) => f.write_str(&texts.join(" or ")),
            Keyword::Not(it) => write!(f, "a value that does not fit {}", it.schema),
            Keyword::AnyOf(_) => f.write_str("a value that fits one of the alternatives or more"),
            Keyword::OneOf(_) => f.write_str("a value that fits exactly one of the alternatives"),
            Keyword::Contains(it, least, None) => {
                write!(f, "at least {least} of the items to fit {}", it.schema)
            }
            Keyword::Contains(it, least, Some(most)) => {
                write!(f, "{least} to {most} of the items to fit {}", it.schema)
            }
            other => f.write_str(other.name()),
        }
    }
}

/// The name of a JSON type as a sentence has it: "an integer".
fn with_article(name: &str) -> String {
    match name.as_bytes() {
        b"null" => name.to_owned(),
        [b'a' | b'i' | b'o', ..] => format!("an {name}"),
        _ => format!("a {name}"),
    }
}
