//! The constraints of a place, and their judgement.
//!
//! | keyword | Wright-00 / 2020-12 Validation | note |
//! |---|---|---|
//! | `minLength`, `maxLength` | 5.6, 5.7 / 6.3 | counts code points |
//! | `pattern` | 5.8 / 6.3.3 | a function compiled when generating |
//! | `format` | – / 7 | where the type does not say it |
//! | `minimum` … `multipleOf` | 5.1–5.5 / 6.2 | exact, never on a rounded number |
//! | `minItems`, `maxItems`, `uniqueItems` | 5.10–5.12 / 6.4 | items are compared deeply, 1 equals 1.0 |
//! | `minProperties`, `maxProperties` | 5.13, 5.14 / 6.5 | counts unknown properties as well |

use crate::decimal::shortest;
use crate::format::Format;
use crate::json::node::{Node, Number};
use crate::newtype::{fits_max_length, fits_min_length};
use crate::pointer::{Inside, Pointer};
use crate::{Decimal, Path, Report};
use specwright_matcher::budget;
use std::cmp::Ordering;
use std::fmt;

/// A constraint that a Rust type does not say by itself.
#[derive(Clone, Copy, Debug)]
pub enum Rule {
    /// `minLength`, in code points
    MinLength(u64),
    /// `maxLength`, in code points
    MaxLength(u64),
    /// `pattern`
    Pattern {
        /// The pattern as written.
        source: &'static str,
        /// Whether it admits a string.
        matches: fn(&str) -> bool,
    },
    /// `format`, of strings
    Format(Format),
    /// `minimum`, inclusive
    Minimum(Decimal),
    /// `maximum`, inclusive
    Maximum(Decimal),
    /// `exclusiveMinimum`
    ExclusiveMinimum(Decimal),
    /// `exclusiveMaximum`
    ExclusiveMaximum(Decimal),
    /// `multipleOf`
    MultipleOf(Decimal),
    /// `minItems`
    MinItems(u64),
    /// `maxItems`
    MaxItems(u64),
    /// `uniqueItems: true`
    UniqueItems,
    /// `minProperties`
    MinProperties(u64),
    /// `maxProperties`
    MaxProperties(u64),
    /// The constraints of each item.
    Items(&'static Rules),
    /// The constraints of each item, in `items` of the schema that has this one.
    EachItem(&'static [Rule]),
    /// The constraints of the items of a tuple, by position.
    Positions(&'static [Rules]),
    /// The constraints of the value of each property that has no name in the document.
    Values(&'static Rules),
    /// The same, in `additionalProperties` of the schema that has this one.
    EachValue(&'static [Rule]),
    /// Strings that this keyword lists: `enum`, `const`, or the union of such.
    OneOf(&'static str, &'static [&'static str]),
    /// Integers that this keyword lists.
    OneOfIntegers(&'static str, &'static [i64]),
    /// `enum` of one boolean
    Only(bool),
    /// `const` of a boolean
    Constant(bool),
    /// Other values that this keyword lists, as JSON text.
    OneOfLiterals(&'static str, &'static [&'static str]),
    /// Keywords that no type says.
    Assertion(&'static crate::assertion::Assertion),
    /// `format: password`: what stands here is never shown.
    Secret,
    /// No constraint: this keyword is in another schema, at this JSON Pointer.
    Origin(&'static str, &'static str),
}

impl Rule {
    /// The keyword.
    pub const fn keyword(&self) -> &'static str {
        match self {
            Rule::MinLength(_) => "minLength",
            Rule::MaxLength(_) => "maxLength",
            Rule::Pattern { .. } => "pattern",
            Rule::Format(_) | Rule::Secret => "format",
            Rule::Minimum(_) => "minimum",
            Rule::Maximum(_) => "maximum",
            Rule::ExclusiveMinimum(_) => "exclusiveMinimum",
            Rule::ExclusiveMaximum(_) => "exclusiveMaximum",
            Rule::MultipleOf(_) => "multipleOf",
            Rule::MinItems(_) => "minItems",
            Rule::MaxItems(_) => "maxItems",
            Rule::UniqueItems => "uniqueItems",
            Rule::MinProperties(_) => "minProperties",
            Rule::MaxProperties(_) => "maxProperties",
            Rule::Items(_) | Rule::EachItem(_) => "items",
            Rule::Positions(_) => "prefixItems",
            Rule::Values(_) | Rule::EachValue(_) => "additionalProperties",
            Rule::OneOf(keyword, _)
            | Rule::OneOfIntegers(keyword, _)
            | Rule::OneOfLiterals(keyword, _) => keyword,
            Rule::Only(_) => "enum",
            Rule::Constant(_) => "const",
            Rule::Assertion(_) => "allOf",
            Rule::Origin(keyword, _) => keyword,
        }
    }

    /// Returns true if a text that does not match a pattern may do so: to check it exceeds the step budget.
    pub(crate) fn is_too_costly(&self, text: &str) -> bool {
        matches!(*self, Self::Pattern { matches, .. } if exceeds_budget(matches, text))
    }
}

/// What is expected.
impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Rule::MinLength(limit) => write!(f, "at least {}", Count(*limit, "character")),
            Rule::MaxLength(limit) => write!(f, "at most {}", Count(*limit, "character")),
            Rule::Pattern { source, .. } => write!(f, "a match of `{source}`"),
            Rule::Format(format) => f.write_str(format.expected),
            Rule::Minimum(bound) => write!(f, "at least {bound}"),
            Rule::Maximum(bound) => write!(f, "at most {bound}"),
            Rule::ExclusiveMinimum(bound) => write!(f, "more than {bound}"),
            Rule::ExclusiveMaximum(bound) => write!(f, "less than {bound}"),
            Rule::MultipleOf(step) => write!(f, "a multiple of {step}"),
            Rule::MinItems(limit) => write!(f, "at least {}", Count(*limit, "item")),
            Rule::MaxItems(limit) => write!(f, "at most {}", Count(*limit, "item")),
            Rule::UniqueItems => f.write_str("no item twice"),
            Rule::MinProperties(limit) => write!(f, "at least {}", Count(*limit, "property")),
            Rule::MaxProperties(limit) => write!(f, "at most {}", Count(*limit, "property")),
            Rule::Items(rules) => write!(f, "items that fit {}", rules.schema),
            Rule::Positions(list) => write!(f, "{} items, each of its own", list.len()),
            Rule::Values(rules) => write!(f, "values that fit {}", rules.schema),
            Rule::EachItem(_) => f.write_str("items that fit their schema"),
            Rule::EachValue(_) => f.write_str("values that fit their schema"),
            Rule::OneOf(_, values) => write_alternatives(values, f),
            Rule::OneOfIntegers(_, values) => write_alternatives(values, f),
            Rule::OneOfLiterals(_, values) => write_alternatives(values, f),
            Rule::Only(value) | Rule::Constant(value) => write!(f, "`{value}`"),
            Rule::Assertion(assertion) => write!(f, "a value that fits {assertion:?}"),
            Rule::Secret => f.write_str("a secret"),
            Rule::Origin(keyword, schema) => write!(f, "{keyword} of {schema}"),
        }
    }
}

/// What is expected of a text that is too costly to check against a pattern.
pub(crate) struct Checkable(pub &'static str);

impl fmt::Display for Checkable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let source = self.0;
        write!(
            f,
            "a text that can be checked against `{source}` within the step budget"
        )
    }
}

/// The constraints, each by its name.
pub mod rule {
    pub use super::Rule::*;
}

/// "`a`, `b` or `c`"; of many, the first.
fn write_alternatives<T: fmt::Display>(values: &[T], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    const MOST: usize = 20;
    const FIRST: usize = 10;
    if values.len() > MOST {
        f.write_str("one of ")?;
        for value in &values[..FIRST] {
            write!(f, "`{value}`, ")?;
        }
        return write!(f, "… ({} values)", values.len());
    }
    for (index, value) in values.iter().enumerate() {
        let separator = match index {
            0 => "",
            _ if index + 1 == values.len() => " or ",
            _ => ", ",
        };
        write!(f, "{separator}`{value}`")?;
    }
    Ok(())
}

/// The constraints of one place: those of the schema that stands there, beyond those of the type.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    /// The JSON Pointer of the schema.
    pub(crate) schema: Pointer,
    pub(crate) rules: &'static [Rule],
}

impl Rules {
    /// The rules of the schema at this JSON Pointer; it may be empty if there are rules of what is inside only.
    pub const fn new(schema: &'static str, rules: &'static [Rule]) -> Self {
        Self {
            schema: Pointer::new(schema),
            rules,
        }
    }

    /// The rules of a property, which stand in its schema in the object at this JSON Pointer.
    pub const fn property(
        object: &'static str,
        property: &'static str,
        rules: &'static [Rule],
    ) -> Self {
        Self {
            schema: Pointer::property(object, property),
            rules,
        }
    }

    /// The rules of a member of `anyOf`, in the schema at this JSON Pointer.
    pub const fn any_of(union: &'static str, index: u16, rules: &'static [Rule]) -> Self {
        Self {
            schema: Pointer::new(union).inside(Inside::AnyOf(index)),
            rules,
        }
    }

    /// The rules of a member of `oneOf`, in the schema at this JSON Pointer.
    pub const fn one_of(union: &'static str, index: u16, rules: &'static [Rule]) -> Self {
        Self {
            schema: Pointer::new(union).inside(Inside::OneOf(index)),
            rules,
        }
    }

    /// The rules of a parameter, in its `schema`.
    pub(crate) const fn parameter(parameter: &'static str, rules: &'static [Rule]) -> Self {
        Self {
            schema: Pointer::new(parameter).inside(Inside::Parameter),
            rules,
        }
    }

    /// The rules of the items; none, at the same place of the document, if nothing is said of items.
    pub(crate) fn items(&self) -> Rules {
        self.inner(|rule| match rule {
            Rule::Items(rules) => Some(**rules),
            Rule::EachItem(rules) => Some(Rules {
                schema: self.schema.items(),
                rules,
            }),
            _ => None,
        })
    }

    /// The rules of the item at a position of a tuple.
    pub(crate) fn position(&self, index: usize) -> Rules {
        self.inner(|rule| match rule {
            Rule::Positions(list) => list.get(index).copied(),
            _ => None,
        })
    }

    /// The rules of the values of a map.
    pub(crate) fn values(&self) -> Rules {
        self.inner(|rule| match rule {
            Rule::Values(rules) => Some(**rules),
            Rule::EachValue(rules) => Some(Rules {
                schema: self.schema.values(),
                rules,
            }),
            _ => None,
        })
    }

    /// At the schema around them, if these have no place of their own but only rules of what is inside.
    pub(crate) fn or_at(self, schema: impl Into<Pointer>) -> Rules {
        if self.schema.is_empty() {
            Rules {
                schema: schema.into(),
                ..self
            }
        } else {
            self
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    fn inner(&self, find: impl Fn(&Rule) -> Option<Rules>) -> Rules {
        self.rules
            .iter()
            .find_map(find)
            .unwrap_or(Rules {
                rules: &[],
                ..*self
            })
            .or_at(self.schema)
    }

    /// Returns true if no item may be there twice.
    pub(crate) fn are_unique(&self) -> bool {
        self.rules
            .iter()
            .any(|rule| matches!(rule, Rule::UniqueItems))
    }

    pub(crate) fn is_secret(&self) -> bool {
        self.rules.iter().any(|rule| matches!(rule, Rule::Secret))
    }

    /// Whether the value is a secret, or an item of it is.
    pub(crate) fn holds_secret(&self) -> bool {
        hold_secret(self.rules)
    }

    /// Reports which of the rules of strings `text` breaks. A text that is too long is compared with no pattern and no format,
    /// which may take long: its length is refused already.
    #[doc(hidden)]
    pub fn check_text(&self, text: &str, at: &Path<'_>, report: &mut Report) {
        for rule in self.rules {
            match *rule {
                Rule::MinLength(limit) if !fits_min_length(text, limit) => {
                    self.broken_length(rule, text, at, report)
                }
                Rule::MaxLength(limit) if !fits_max_length(text, limit) => {
                    self.broken_length(rule, text, at, report)
                }
                Rule::Pattern { source, matches } if !self.is_too_long(text) && !matches(text) => {
                    match rule.is_too_costly(text) {
                        true => self.too_costly(source, text, at, report),
                        false => self.broken(rule, Shown(text), at, report),
                    }
                }
                Rule::Format(format) if !self.is_too_long(text) && !format.admits(text) => {
                    self.broken(rule, Shown(text), at, report)
                }
                Rule::OneOf(_, values) if !values.contains(&text) => {
                    self.broken(rule, Shown(text), at, report)
                }
                _ => {}
            }
        }
    }

    /// Returns true if `text` is longer than a rule allows.
    pub(crate) fn is_too_long(&self, text: &str) -> bool {
        let is_broken =
            |rule: &Rule| matches!(*rule, Rule::MaxLength(limit) if !fits_max_length(text, limit));
        self.rules.iter().any(is_broken)
    }

    /// Reports which of the rules of booleans `value` breaks.
    pub(crate) fn check_boolean(&self, value: bool, at: &Path<'_>, report: &mut Report) {
        for rule in self.rules {
            if matches!(*rule, Rule::Only(only) | Rule::Constant(only) if only != value) {
                self.broken(rule, value, at, report);
            }
        }
    }

    /// Reports which of the rules of numbers `number` breaks.
    pub(crate) fn check_number(&self, number: Number, at: &Path<'_>, report: &mut Report) {
        for rule in self.rules {
            if !fits_number(rule, number) {
                self.broken(rule, number, at, report);
            }
        }
    }

    /// Reports which of the rules of arrays a number of items breaks.
    pub(crate) fn check_item_count(&self, count: usize, at: &Path<'_>, report: &mut Report) {
        for rule in self.rules {
            match *rule {
                Rule::MinItems(limit) if (count as u64) < limit => {
                    self.broken(rule, Count(count as u64, "item"), at, report)
                }
                Rule::MaxItems(limit) if count as u64 > limit => {
                    self.broken(rule, Count(count as u64, "item"), at, report)
                }
                _ => {}
            }
        }
    }

    /// Reports an item that is there twice, if that breaks a rule. `repeated` finds one, and the one that it repeats.
    pub(crate) fn check_unique(
        &self,
        at: &Path<'_>,
        report: &mut Report,
        repeated: impl FnOnce() -> Option<(usize, usize)>,
    ) {
        if let Some(rule) = self
            .rules
            .iter()
            .find(|rule| matches!(rule, Rule::UniqueItems))
            && let Some((first, second)) = repeated()
        {
            self.broken(
                rule,
                format_args!("item {second} equal to item {first}"),
                at,
                report,
            );
        }
    }

    /// Reports which of the rules of objects a number of properties breaks.
    pub(crate) fn check_property_count(&self, count: usize, at: &Path<'_>, report: &mut Report) {
        for rule in self.rules {
            match *rule {
                Rule::MinProperties(limit) if (count as u64) < limit => {
                    self.broken(rule, Count(count as u64, "property"), at, report);
                }
                Rule::MaxProperties(limit) if count as u64 > limit => {
                    self.broken(rule, Count(count as u64, "property"), at, report);
                }
                _ => {}
            }
        }
    }

    #[cold]
    fn broken_length(&self, rule: &Rule, text: &str, at: &Path<'_>, report: &mut Report) {
        self.broken(
            rule,
            Count(text.chars().count() as u64, "character"),
            at,
            report,
        );
    }

    #[cold]
    fn too_costly(&self, source: &'static str, text: &str, at: &Path<'_>, report: &mut Report) {
        report.hiding(self.is_secret(), |report| {
            report.add(at, self.schema, "pattern", Checkable(source), Shown(text));
        });
    }

    #[cold]
    pub(crate) fn broken(
        &self,
        rule: &Rule,
        found: impl fmt::Display,
        at: &Path<'_>,
        report: &mut Report,
    ) {
        let keyword = rule.keyword();
        let elsewhere = self.rules.iter().find_map(|it| match it {
            Rule::Origin(of, schema) if *of == keyword => Some(Pointer::new(schema)),
            _ => None,
        });
        let schema = elsewhere.unwrap_or(self.schema);
        report.hiding(self.is_secret(), |report| {
            report.add(at, schema, keyword, rule, found);
        });
    }

    /// Reports a value of another JSON type.
    #[cold]
    pub(crate) fn wrong_type(
        &self,
        expected: &str,
        found: &Node,
        at: &Path<'_>,
        report: &mut Report,
    ) {
        report.add(at, self.schema, "type", expected, found.kind());
    }
}

/// Whether what these rules are of is a secret, or an item of it is.
fn hold_secret(rules: &[Rule]) -> bool {
    rules.iter().any(|rule| match rule {
        Rule::Secret => true,
        Rule::Items(rules) | Rule::Values(rules) => rules.holds_secret(),
        Rule::EachItem(rules) | Rule::EachValue(rules) => hold_secret(rules),
        Rule::Positions(list) => list.iter().any(Rules::holds_secret),
        _ => false,
    })
}

/// Whether a number keeps a rule; rules of other types are kept.
pub(crate) fn fits_number(rule: &Rule, number: Number) -> bool {
    match *rule {
        // What is no number of JSON keeps no rule of numbers.
        Rule::Minimum(_)
        | Rule::Maximum(_)
        | Rule::ExclusiveMinimum(_)
        | Rule::ExclusiveMaximum(_)
            if !number.is_finite() =>
        {
            false
        }
        Rule::Minimum(bound) => number.compare(bound) != Ordering::Less,
        Rule::Maximum(bound) => number.compare(bound) != Ordering::Greater,
        Rule::ExclusiveMinimum(bound) => number.compare(bound) == Ordering::Greater,
        Rule::ExclusiveMaximum(bound) => number.compare(bound) == Ordering::Less,
        Rule::OneOfIntegers(_, values) => number
            .as_integer()
            .is_some_and(|number| values.iter().any(|&value| i128::from(value) == number)),
        Rule::MultipleOf(step) => match number {
            Number::Integer(value) => step.divides(value.unsigned_abs(), 0),
            Number::Float(value) => {
                shortest(value).is_some_and(|(digits, exponent)| step.divides(digits, exponent))
            }
        },
        _ => true,
    }
}

/// A number of things, in words.
pub(crate) struct Count(pub u64, pub &'static str);

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Count(1, thing) => write!(f, "1 {thing}"),
            Count(count, "property") => write!(f, "{count} properties"),
            Count(count, thing) => write!(f, "{count} {thing}s"),
        }
    }
}

/// A string as it is shown to people: quoted, on one line, cut if it is long.
pub(crate) struct Shown<'a>(pub &'a str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const LONGEST: usize = 64;
        match self.0.char_indices().nth(LONGEST) {
            Some((end, _)) => write!(f, "{:?}…", &self.0[..end]),
            None => write!(f, "{:?}", self.0),
        }
    }
}

/// Returns true if a pattern does not match a text because its budget is exceeded. That it was before is not forgotten.
#[cold]
fn exceeds_budget(matches: fn(&str) -> bool, text: &str) -> bool {
    let before = budget::take_exceeded();
    matches(text);
    let exceeded = budget::take_exceeded();
    if before || exceeded {
        budget::exceed();
    }
    exceeded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(rules: &'static [Rule], check: impl FnOnce(Rules, &mut Report)) -> Vec<String> {
        let mut report = Report::default();
        check(Rules::new("/s", rules), &mut report);
        report
            .finish()
            .err()
            .into_iter()
            .flatten()
            .map(|it| it.to_string())
            .collect()
    }

    #[test]
    fn lengths_are_code_points() {
        const RULES: &[Rule] = &[Rule::MinLength(2), Rule::MaxLength(3)];
        let check = |text: &str| {
            broken(RULES, |rules, report| {
                rules.check_text(text, &Path::ROOT, report)
            })
        };
        for text in ["ab", "🐲🐲", "🐲🐲🐲", "日本語"] {
            assert!(check(text).is_empty(), "{text}");
        }
        assert_eq!(
            check("🐲"),
            ["expected at least 2 characters, found 1 character"]
        );
        assert_eq!(
            check("日本語文"),
            ["expected at most 3 characters, found 4 characters"]
        );
        assert_eq!(
            check(""),
            ["expected at least 2 characters, found 0 characters"]
        );
    }

    #[test]
    fn no_pattern_is_matched_with_a_text_that_is_too_long() {
        thread_local!(static RUNS: std::cell::Cell<u32> = const { std::cell::Cell::new(0) });
        const RULES: &[Rule] = &[
            Rule::Pattern {
                source: "^a$",
                matches: |text| {
                    RUNS.set(RUNS.get() + 1);
                    text == "a"
                },
            },
            Rule::MaxLength(3),
        ];
        let check = |text| {
            broken(RULES, |rules, report| {
                rules.check_text(text, &Path::ROOT, report)
            })
        };
        assert_eq!(
            check("aaaa"),
            ["expected at most 3 characters, found 4 characters"]
        );
        assert_eq!(RUNS.get(), 0);
        assert_eq!(check("aa").len(), 1);
        assert_ne!(RUNS.get(), 0);
    }

    #[test]
    fn numbers_are_exact() {
        const RULES: &[Rule] = &[
            Rule::Minimum(Decimal::new("0.1")),
            Rule::ExclusiveMaximum(Decimal::new("9007199254740993")),
            Rule::MultipleOf(Decimal::new("0.1")),
        ];
        let check = |number| {
            broken(RULES, |rules, report| {
                rules.check_number(number, &Path::ROOT, report)
            })
        };
        assert!(check(Number::Float(0.1)).is_empty());
        assert!(check(Number::Float(0.7)).is_empty());
        assert!(check(Number::Integer(9_007_199_254_740_992)).is_empty());
        assert_eq!(
            check(Number::Integer(9_007_199_254_740_993)),
            ["expected less than 9007199254740993, found 9007199254740993"]
        );
        assert_eq!(
            check(Number::Float(-0.05)),
            [
                "expected at least 0.1, found -0.05",
                "expected a multiple of 0.1, found -0.05"
            ]
        );
    }

    #[test]
    fn secrets_are_not_shown() {
        const RULES: &[Rule] = &[
            Rule::Pattern {
                source: "^a$",
                matches: |text| text == "a",
            },
            Rule::Secret,
        ];
        let found = broken(RULES, |rules, report| {
            report.hiding(rules.is_secret(), |report| {
                rules.check_text("hunter2", &Path::ROOT, report)
            });
        });
        assert_eq!(found, ["expected a match of `^a$`"]);
    }

    #[test]
    fn found_strings_are_cut() {
        let long = "x".repeat(1000);
        assert_eq!(Shown(&long).to_string().chars().count(), 67);
    }

    #[test]
    fn an_error_about_many_values_is_short() {
        static MANY: [&str; 2000] = ["value"; 2000];
        let shown = Rule::OneOf("enum", &MANY).to_string();
        assert!(
            shown.len() < 200 && shown.ends_with("… (2000 values)"),
            "{shown}"
        );
        assert_eq!(
            Rule::OneOfIntegers("enum", &[1, 2]).to_string(),
            "`1` or `2`"
        );
    }
}
