//! Keywords of JSON Schema that no Rust type expresses, evaluated on the JSON form of a value.
//!
//! Generated crates hold them as data; this module interprets them. A keyword accepts values of the types that it does not
//! apply to (2020-12 Core, section 4.3.1), and `unevaluated…` use the annotations of the other keywords (section 11).

mod evaluator;
mod violations;

use crate::json::node::Node;
use crate::verdicts::{self, Tree};
use crate::{Constraint, Constraints, Json, Path, Report};
use specwright_matcher::budget;
use std::fmt;

/// A schema, or some of its keywords. A value is valid if it is valid for each.
#[derive(Clone, Copy)]
pub struct Assertion {
    /// The JSON Pointer of the schema.
    schema: &'static str,
    pub(crate) keywords: &'static [Keyword],
}

/// A compiled pattern: returns true if it admits a name.
pub type Matches = fn(&str) -> bool;

/// A keyword.
#[derive(Clone, Copy, Debug)]
pub enum Keyword {
    /// The schema `false`
    Never,
    /// `type`
    Types(&'static [&'static str]),
    /// `enum` and `const`: JSON texts
    Enum(&'static [&'static str]),
    /// A keyword that bounds values of one type.
    Constraint(Constraint),
    /// `allOf` and `$ref`
    AllOf(&'static [&'static Assertion]),
    /// `anyOf`
    AnyOf(&'static [&'static Assertion]),
    /// `oneOf`
    OneOf(&'static [&'static Assertion]),
    /// `not`
    Not(&'static Assertion),
    /// `if`, `then`, `else`
    If(
        &'static Assertion,
        Option<&'static Assertion>,
        Option<&'static Assertion>,
    ),
    /// `properties`
    Properties(&'static [(&'static str, &'static Assertion)]),
    /// `patternProperties`
    PatternProperties(&'static [(&'static str, Matches, &'static Assertion)]),
    /// `additionalProperties`, beside `properties` and `patternProperties` of the same schema
    AdditionalProperties(&'static Assertion),
    /// `propertyNames`
    PropertyNames(&'static Assertion),
    /// `required`
    Required(&'static [&'static str]),
    /// `dependentRequired`
    DependentRequired(&'static [(&'static str, &'static [&'static str])]),
    /// `dependentSchemas`
    DependentSchemas(&'static [(&'static str, &'static Assertion)]),
    /// `prefixItems`
    PrefixItems(&'static [&'static Assertion]),
    /// `items`, behind `prefixItems` of the same schema
    Items(&'static Assertion),
    /// `contains`, `minContains`, `maxContains`
    Contains(&'static Assertion, u64, Option<u64>),
    /// `unevaluatedItems`; last
    UnevaluatedItems(&'static Assertion),
    /// `unevaluatedProperties`; last
    UnevaluatedProperties(&'static Assertion),
}

impl Assertion {
    /// The keywords of the schema at this JSON Pointer.
    pub const fn new(schema: &'static str, keywords: &'static [Keyword]) -> Self {
        Self { schema, keywords }
    }

    fn is_never(&self) -> bool {
        matches!(self.keywords, [Keyword::Never])
    }
}

/// The JSON Pointer only, since an assertion may refer to itself.
impl fmt::Debug for Assertion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Assertion({:?})", self.schema)
    }
}

/// Returns the JSON tree of a value if its constraints are evaluated on one; part of the tree of an outer value, if there is one.
pub(crate) fn tree<T: Json>(value: &T, constraints: Constraints, at: &Path<'_>) -> Option<Tree> {
    let is_wanted = constraints.has_assertions() || T::IS_NESTED && constraints.are_unique();
    is_wanted
        .then(|| Tree::of(at, &|| crate::json::to_node(value)))
        .flatten()
}

/// Reports the violations of a value: of its own type, and of the constraints of its place.
pub fn check<T: Json>(value: &T, constraints: Constraints, at: &Path<'_>, report: &mut Report) {
    let tree = tree(value, constraints, at);
    let at = &verdicts::inside(at, tree.as_ref());
    value.check(at, report);
    value.check_constraints(constraints, at, report);
    if let Some(tree) = &tree {
        constraints.check_assertions(tree.node(), at, report);
    }
}

impl Constraints {
    pub(crate) fn has_assertions(&self) -> bool {
        let mut constraints = self.constraints.iter();
        constraints.any(|constraint| matches!(constraint, Constraint::Assertion(_)))
    }

    /// Reports the violations of the assertions among the constraints.
    pub fn check_assertions(&self, node: &Node, at: &Path<'_>, report: &mut Report) {
        if !self.has_assertions() {
            return;
        }
        let mut evaluator = evaluator::Evaluator::new();
        report.redacting(self.is_secret(), |report| {
            for constraint in self.constraints {
                if let Constraint::Assertion(assertion) = constraint {
                    let before = report.count();
                    budget::take_exceeded();
                    violations::report_violations(assertion, node, at, &mut evaluator, report);
                    // A pattern beyond the budget counts as no match, which below `not` would accept the value.
                    if budget::take_exceeded() && report.count() == before {
                        let expected =
                            "a value whose patterns can be checked within the step budget";
                        report.add(at, assertion.schema, "pattern", expected, node.kind());
                    }
                }
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static TEXT: Assertion = Assertion::new("/text", &[Keyword::Types(&["string"])]);
    static NEVER: Assertion = Assertion::new("/never", &[Keyword::Never]);
    static LONG: Assertion =
        Assertion::new("/long", &[Keyword::Constraint(Constraint::MinLength(3))]);
    static NAMED: Assertion = Assertion::new(
        "/named",
        &[
            Keyword::Required(&["name"]),
            Keyword::Properties(&[("name", &TEXT)]),
        ],
    );
    /// `(.+)\1c`
    fn is_costly(text: &str) -> bool {
        use specwright_matcher::{Class, Program};
        static PROGRAM: Program =
            Program::new(b".C(@*A@[@r@\"Ac", &[Class::new(&[('\0', char::MAX)])]);
        PROGRAM.admits(text)
    }

    static COSTLY: Assertion = Assertion::new(
        "/costly",
        &[Keyword::Constraint(Constraint::Pattern(
            r"(.+)\1c", is_costly,
        ))],
    );
    static NOT_COSTLY: Assertion = Assertion::new("/not_costly", &[Keyword::Not(&COSTLY)]);

    /// A text that cannot be checked is refused, by the pattern and by its negation.
    #[test]
    fn what_is_too_costly_is_refused() {
        let text = format!("\"{}dc\"", "ab".repeat(20_000));
        let message = |assertion: &'static Assertion, json: &str| {
            let constraints = Constraints::new(
                "/s",
                Box::leak(Box::new([Constraint::Assertion(assertion)])),
            );
            let node: Node = serde_json::from_str(json).unwrap();
            let mut report = Report::default();
            constraints.check_assertions(&node, &Path::ROOT, &mut report);
            let found = report.finish().err().into_iter().flatten();
            found.map(|it| it.expected().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(
            message(&COSTLY, &text),
            [r"a text that can be checked against `(.+)\1c` within the step budget"]
        );
        assert_eq!(
            message(&NOT_COSTLY, &text),
            ["a value whose patterns can be checked within the step budget"]
        );
        assert_eq!(message(&COSTLY, "\"ababc\""), [""; 0]);
        assert_eq!(message(&COSTLY, "\"abc\""), [r"a match of `(.+)\1c`"]);
        assert_eq!(message(&NOT_COSTLY, "\"abc\""), [""; 0]);
    }

    /// `anyOf` that evaluates `name`, and nothing else.
    static CLOSED: Assertion = Assertion::new(
        "/closed",
        &[
            Keyword::AnyOf(&[&NAMED, &TEXT]),
            Keyword::Properties(&[("next", &CLOSED)]),
            Keyword::UnevaluatedProperties(&NEVER),
        ],
    );

    static BOUNDED: Assertion = Assertion::new(
        "/bounded",
        &[
            Keyword::Constraint(Constraint::MaxLength(3)),
            Keyword::Constraint(Constraint::Pattern("^a$", |text| {
                text.len() <= 3 || panic!("a long text is matched")
            })),
        ],
    );

    #[track_caller]
    fn check(assertion: &'static Assertion, json: &str, broken: &[&str]) {
        let node: Node = serde_json::from_str(json).unwrap();
        let constraint = [Constraint::Assertion(assertion)];
        let constraints = Constraints::new("/s", Box::leak(Box::new(constraint)));
        let mut report = Report::default();
        constraints.check_assertions(&node, &Path::ROOT, &mut report);
        let found: Vec<String> = report
            .finish()
            .err()
            .into_iter()
            .flatten()
            .map(|it| format!("{} {} {}", it.instance(), it.schema(), it.keyword()))
            .collect();
        assert_eq!(found, broken, "{json}");
    }

    #[test]
    fn no_pattern_is_matched_with_a_text_that_is_too_long() {
        check(&BOUNDED, r#""aaaa""#, &[" /bounded maxLength"]);
        check(&BOUNDED, r#""aaa""#, &[]);
    }

    #[test]
    fn what_other_keywords_evaluate_is_known() {
        check(&CLOSED, r#"{"name": "x"}"#, &[]);
        check(&CLOSED, r#""x""#, &[]);
        check(
            &CLOSED,
            r#"{"name": "x", "age": 1}"#,
            &["/age /closed unevaluatedProperties"],
        );
    }

    #[test]
    fn a_schema_may_refer_to_itself() {
        let nested = |leaf: &str| {
            let (open, close) = (r#"{"name": "x", "next": "#.repeat(40), "}".repeat(40));
            format!("{open}{leaf}{close}")
        };
        check(&CLOSED, &nested(r#"{"name": "x"}"#), &[]);
        let at = format!("{} /closed anyOf", "/next".repeat(40));
        check(&CLOSED, &nested("{}"), &[&at]);
    }

    #[test]
    fn keywords_ignore_values_of_other_types() {
        check(&LONG, "[1]", &[]);
        check(&LONG, r#""ab""#, &[" /long minLength"]);
        check(&NAMED, "1", &[]);
        check(&NAMED, "{}", &[" /named required"]);
    }

    #[test]
    fn a_branch_tells_its_own_reasons() {
        static IF: Assertion =
            Assertion::new("/if", &[Keyword::If(&TEXT, Some(&LONG), Some(&NEVER))]);
        check(&IF, r#""abc""#, &[]);
        check(&IF, r#""ab""#, &[" /long minLength"]);
        check(&IF, "1", &[" /never false"]);
    }

    #[test]
    fn what_is_found_of_a_secret_is_not_shown() {
        static PIN: Assertion = Assertion::new(
            "/pin",
            &[Keyword::Constraint(Constraint::Format(
                crate::format::EMAIL,
            ))],
        );
        static ALL: [Constraint; 2] = [Constraint::Assertion(&PIN), Constraint::Secret];
        let constraints = Constraints::new("/s", &ALL);
        let mut report = Report::default();
        let node: Node = serde_json::from_str(r#""hunter2""#).unwrap();
        constraints.check_assertions(&node, &Path::ROOT, &mut report);
        let found = report.finish().unwrap_err().to_string();
        assert!(
            !found.contains("hunter2") && found.contains("e-mail"),
            "{found}"
        );
    }

    #[test]
    fn counts_and_values() {
        static CONTAINS: Assertion =
            Assertion::new("/contains", &[Keyword::Contains(&TEXT, 1, Some(2))]);
        check(&CONTAINS, r#"[1, "a"]"#, &[]);
        check(&CONTAINS, "[1]", &[" /contains contains"]);
        check(&CONTAINS, r#"["a", "b", "c"]"#, &[" /contains contains"]);
        static ENUM: Assertion = Assertion::new("/enum", &[Keyword::Enum(&["[1, {\"a\": 2}]"])]);
        check(&ENUM, r#"[1.0, {"a": 2}]"#, &[]);
        check(&ENUM, r#"[1, {"a": 3}]"#, &[" /enum enum"]);
    }
}
