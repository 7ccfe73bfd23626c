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
pub enum Constraint {
    /// `minLength`, in code points
    MinLength(u64),
    /// `maxLength`, in code points
    MaxLength(u64),
    /// `pattern`, as written, and a function that returns true for the strings that it admits
    Pattern(&'static str, fn(&str) -> bool),
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
    Items(&'static Constraints),
    /// The constraints of each item, in `items` of the schema that has this one.
    EachItem(&'static [Constraint]),
    /// The constraints of the items of a tuple, by position.
    Positions(&'static [Constraints]),
    /// The constraints of the value of each property that has no name in the document.
    Values(&'static Constraints),
    /// The same, in `additionalProperties` of the schema that has this one.
    EachValue(&'static [Constraint]),
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

impl Constraint {
    /// The keyword.
    pub const fn keyword(&self) -> &'static str {
        match self {
            Constraint::MinLength(_) => "minLength",
            Constraint::MaxLength(_) => "maxLength",
            Constraint::Pattern(..) => "pattern",
            Constraint::Format(_) | Constraint::Secret => "format",
            Constraint::Minimum(_) => "minimum",
            Constraint::Maximum(_) => "maximum",
            Constraint::ExclusiveMinimum(_) => "exclusiveMinimum",
            Constraint::ExclusiveMaximum(_) => "exclusiveMaximum",
            Constraint::MultipleOf(_) => "multipleOf",
            Constraint::MinItems(_) => "minItems",
            Constraint::MaxItems(_) => "maxItems",
            Constraint::UniqueItems => "uniqueItems",
            Constraint::MinProperties(_) => "minProperties",
            Constraint::MaxProperties(_) => "maxProperties",
            Constraint::Items(_) | Constraint::EachItem(_) => "items",
            Constraint::Positions(_) => "prefixItems",
            Constraint::Values(_) | Constraint::EachValue(_) => "additionalProperties",
            Constraint::OneOf(keyword, _)
            | Constraint::OneOfIntegers(keyword, _)
            | Constraint::OneOfLiterals(keyword, _) => keyword,
            Constraint::Only(_) => "enum",
            Constraint::Constant(_) => "const",
            Constraint::Assertion(_) => "allOf",
            Constraint::Origin(keyword, _) => keyword,
        }
    }

    /// Returns true if a text that does not match a pattern may do so: to check it exceeds the step budget.
    pub(crate) fn is_too_costly(&self, text: &str) -> bool {
        matches!(*self, Self::Pattern(_, matches) if exceeds_budget(matches, text))
    }
}

/// What is expected.
impl fmt::Display for Constraint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Constraint::MinLength(limit) => write!(f, "at least {}", Count(*limit, "character")),
            Constraint::MaxLength(limit) => write!(f, "at most {}", Count(*limit, "character")),
            Constraint::Pattern(source, _) => write!(f, "a match of `{source}`"),
            Constraint::Format(format) => f.write_str(format.expected),
            Constraint::Minimum(bound) => write!(f, "at least {bound}"),
            Constraint::Maximum(bound) => write!(f, "at most {bound}"),
            Constraint::ExclusiveMinimum(bound) => write!(f, "more than {bound}"),
            Constraint::ExclusiveMaximum(bound) => write!(f, "less than {bound}"),
            Constraint::MultipleOf(step) => write!(f, "a multiple of {step}"),
            Constraint::MinItems(limit) => write!(f, "at least {}", Count(*limit, "item")),
            Constraint::MaxItems(limit) => write!(f, "at most {}", Count(*limit, "item")),
            Constraint::UniqueItems => f.write_str("no item twice"),
            Constraint::MinProperties(limit) => write!(f, "at least {}", Count(*limit, "property")),
            Constraint::MaxProperties(limit) => write!(f, "at most {}", Count(*limit, "property")),
            Constraint::Items(constraints) => write!(f, "items that fit {}", constraints.schema),
            Constraint::Positions(list) => write!(f, "{} items, each of its own", list.len()),
            Constraint::Values(constraints) => write!(f, "values that fit {}", constraints.schema),
            Constraint::EachItem(_) => f.write_str("items that fit their schema"),
            Constraint::EachValue(_) => f.write_str("values that fit their schema"),
            Constraint::OneOf(_, values) => write_alternatives(values, f),
            Constraint::OneOfIntegers(_, values) => write_alternatives(values, f),
            Constraint::OneOfLiterals(_, values) => write_alternatives(values, f),
            Constraint::Only(value) | Constraint::Constant(value) => write!(f, "`{value}`"),
            Constraint::Assertion(assertion) => write!(f, "a value that fits {assertion:?}"),
            Constraint::Secret => f.write_str("a secret"),
            Constraint::Origin(keyword, schema) => write!(f, "{keyword} of {schema}"),
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
pub mod constraint {
    pub use super::Constraint::*;
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
pub struct Constraints {
    /// The JSON Pointer of the schema.
    pub(crate) schema: Pointer,
    pub(crate) constraints: &'static [Constraint],
}

impl Constraints {
    /// The constraints of the schema at this JSON Pointer; it may be empty if there are constraints of what is inside only.
    pub const fn new(schema: &'static str, constraints: &'static [Constraint]) -> Self {
        Self {
            schema: Pointer::new(schema),
            constraints,
        }
    }

    /// The constraints of a property, which stand in its schema in the object at this JSON Pointer.
    pub const fn property(
        object: &'static str,
        property: &'static str,
        constraints: &'static [Constraint],
    ) -> Self {
        Self {
            schema: Pointer::property(object, property),
            constraints,
        }
    }

    /// The constraints of a member of `anyOf`, in the schema at this JSON Pointer.
    pub const fn any_of(
        union: &'static str,
        index: u16,
        constraints: &'static [Constraint],
    ) -> Self {
        Self {
            schema: Pointer::new(union).inside(Inside::AnyOf(index)),
            constraints,
        }
    }

    /// The constraints of a member of `oneOf`, in the schema at this JSON Pointer.
    pub const fn one_of(
        union: &'static str,
        index: u16,
        constraints: &'static [Constraint],
    ) -> Self {
        Self {
            schema: Pointer::new(union).inside(Inside::OneOf(index)),
            constraints,
        }
    }

    /// The constraints of a parameter, in its `schema`.
    pub(crate) const fn parameter(
        parameter: &'static str,
        constraints: &'static [Constraint],
    ) -> Self {
        Self {
            schema: Pointer::new(parameter).inside(Inside::Parameter),
            constraints,
        }
    }

    /// The constraints of the items; none, at the same place of the document, if nothing is said of items.
    pub(crate) fn items(&self) -> Constraints {
        self.inner(|constraint| match constraint {
            Constraint::Items(constraints) => Some(**constraints),
            Constraint::EachItem(constraints) => Some(Constraints {
                schema: self.schema.items(),
                constraints,
            }),
            _ => None,
        })
    }

    /// The constraints of the item at a position of a tuple.
    pub(crate) fn position(&self, index: usize) -> Constraints {
        self.inner(|constraint| match constraint {
            Constraint::Positions(list) => list.get(index).copied(),
            _ => None,
        })
    }

    /// The constraints of the values of a map.
    pub(crate) fn values(&self) -> Constraints {
        self.inner(|constraint| match constraint {
            Constraint::Values(constraints) => Some(**constraints),
            Constraint::EachValue(constraints) => Some(Constraints {
                schema: self.schema.values(),
                constraints,
            }),
            _ => None,
        })
    }

    /// At the schema around them, if these have no place of their own but only constraints of what is inside.
    pub(crate) fn or_at(self, schema: impl Into<Pointer>) -> Constraints {
        if self.schema.is_empty() {
            Constraints {
                schema: schema.into(),
                ..self
            }
        } else {
            self
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.constraints.is_empty()
    }

    fn inner(&self, find: impl Fn(&Constraint) -> Option<Constraints>) -> Constraints {
        self.constraints
            .iter()
            .find_map(find)
            .unwrap_or(Constraints {
                constraints: &[],
                ..*self
            })
            .or_at(self.schema)
    }

    /// Returns true if no item may be there twice.
    pub(crate) fn are_unique(&self) -> bool {
        self.constraints
            .iter()
            .any(|constraint| matches!(constraint, Constraint::UniqueItems))
    }

    pub(crate) fn is_secret(&self) -> bool {
        self.constraints
            .iter()
            .any(|constraint| matches!(constraint, Constraint::Secret))
    }

    /// Whether the value is a secret, or an item of it is.
    pub(crate) fn holds_secret(&self) -> bool {
        hold_secret(self.constraints)
    }

    /// Reports which of the constraints of strings `text` breaks. A text that is too long is compared with no pattern and no format,
    /// which may take long: its length is refused already.
    #[doc(hidden)]
    pub fn check_text(&self, text: &str, at: &Path<'_>, report: &mut Report) {
        for constraint in self.constraints {
            match *constraint {
                Constraint::MinLength(limit) if !fits_min_length(text, limit) => {
                    self.broken_length(constraint, text, at, report)
                }
                Constraint::MaxLength(limit) if !fits_max_length(text, limit) => {
                    self.broken_length(constraint, text, at, report)
                }
                Constraint::Pattern(source, matches)
                    if !self.is_too_long(text) && !matches(text) =>
                {
                    match constraint.is_too_costly(text) {
                        true => self.too_costly(source, text, at, report),
                        false => self.broken(constraint, Shown(text), at, report),
                    }
                }
                Constraint::Format(format) if !self.is_too_long(text) && !format.admits(text) => {
                    self.broken(constraint, Shown(text), at, report)
                }
                Constraint::OneOf(_, values) if !values.contains(&text) => {
                    self.broken(constraint, Shown(text), at, report)
                }
                _ => {}
            }
        }
    }

    /// Returns true if `text` is longer than a constraint allows.
    pub(crate) fn is_too_long(&self, text: &str) -> bool {
        let is_broken = |constraint: &Constraint| matches!(*constraint, Constraint::MaxLength(limit) if !fits_max_length(text, limit));
        self.constraints.iter().any(is_broken)
    }

    /// Reports which of the constraints of booleans `value` breaks.
    pub(crate) fn check_boolean(&self, value: bool, at: &Path<'_>, report: &mut Report) {
        for constraint in self.constraints {
            if matches!(*constraint, Constraint::Only(only) | Constraint::Constant(only) if only != value)
            {
                self.broken(constraint, value, at, report);
            }
        }
    }

    /// Reports which of the constraints of numbers `number` breaks.
    pub(crate) fn check_number(&self, number: Number, at: &Path<'_>, report: &mut Report) {
        for constraint in self.constraints {
            if !fits_number(constraint, number) {
                self.broken(constraint, number, at, report);
            }
        }
    }

    /// Reports which of the constraints of arrays a number of items breaks.
    pub(crate) fn check_item_count(&self, count: usize, at: &Path<'_>, report: &mut Report) {
        for constraint in self.constraints {
            match *constraint {
                Constraint::MinItems(limit) if (count as u64) < limit => {
                    self.broken(constraint, Count(count as u64, "item"), at, report)
                }
                Constraint::MaxItems(limit) if count as u64 > limit => {
                    self.broken(constraint, Count(count as u64, "item"), at, report)
                }
                _ => {}
            }
        }
    }

    /// Reports an item that is there twice, if that breaks a constraint. `repeated` finds one, and the one that it repeats.
    pub(crate) fn check_unique(
        &self,
        at: &Path<'_>,
        report: &mut Report,
        repeated: impl FnOnce() -> Option<(usize, usize)>,
    ) {
        if let Some(constraint) = self
            .constraints
            .iter()
            .find(|constraint| matches!(constraint, Constraint::UniqueItems))
            && let Some((first, second)) = repeated()
        {
            self.broken(
                constraint,
                format_args!("item {second} equal to item {first}"),
                at,
                report,
            );
        }
    }

    /// Reports which of the constraints of objects a number of properties breaks.
    pub(crate) fn check_property_count(&self, count: usize, at: &Path<'_>, report: &mut Report) {
        for constraint in self.constraints {
            match *constraint {
                Constraint::MinProperties(limit) if (count as u64) < limit => {
                    self.broken(constraint, Count(count as u64, "property"), at, report);
                }
                Constraint::MaxProperties(limit) if count as u64 > limit => {
                    self.broken(constraint, Count(count as u64, "property"), at, report);
                }
                _ => {}
            }
        }
    }

    #[cold]
    fn broken_length(
        &self,
        constraint: &Constraint,
        text: &str,
        at: &Path<'_>,
        report: &mut Report,
    ) {
        self.broken(
            constraint,
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
        constraint: &Constraint,
        found: impl fmt::Display,
        at: &Path<'_>,
        report: &mut Report,
    ) {
        let keyword = constraint.keyword();
        let elsewhere = self.constraints.iter().find_map(|it| match it {
            Constraint::Origin(of, schema) if *of == keyword => Some(Pointer::new(schema)),
            _ => None,
        });
        let schema = elsewhere.unwrap_or(self.schema);
        report.hiding(self.is_secret(), |report| {
            report.add(at, schema, keyword, constraint, found);
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

/// Whether what these constraints are of is a secret, or an item of it is.
fn hold_secret(constraints: &[Constraint]) -> bool {
    constraints.iter().any(|constraint| match constraint {
        Constraint::Secret => true,
        Constraint::Items(constraints) | Constraint::Values(constraints) => {
            constraints.holds_secret()
        }
        Constraint::EachItem(constraints) | Constraint::EachValue(constraints) => {
            hold_secret(constraints)
        }
        Constraint::Positions(list) => list.iter().any(Constraints::holds_secret),
        _ => false,
    })
}

/// Whether a number keeps a constraint; constraints of other types are kept.
pub(crate) fn fits_number(constraint: &Constraint, number: Number) -> bool {
    match *constraint {
        // What is no number of JSON keeps no constraint of numbers.
        Constraint::Minimum(_)
        | Constraint::Maximum(_)
        | Constraint::ExclusiveMinimum(_)
        | Constraint::ExclusiveMaximum(_)
            if !number.is_finite() =>
        {
            false
        }
        Constraint::Minimum(bound) => number.compare(bound) != Ordering::Less,
        Constraint::Maximum(bound) => number.compare(bound) != Ordering::Greater,
        Constraint::ExclusiveMinimum(bound) => number.compare(bound) == Ordering::Greater,
        Constraint::ExclusiveMaximum(bound) => number.compare(bound) == Ordering::Less,
        Constraint::OneOfIntegers(_, values) => number
            .as_integer()
            .is_some_and(|number| values.iter().any(|&value| i128::from(value) == number)),
        Constraint::MultipleOf(step) => match number {
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

    fn broken(
        constraints: &'static [Constraint],
        check: impl FnOnce(Constraints, &mut Report),
    ) -> Vec<String> {
        let mut report = Report::default();
        check(Constraints::new("/s", constraints), &mut report);
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
        const CONSTRAINTS: &[Constraint] = &[Constraint::MinLength(2), Constraint::MaxLength(3)];
        let check = |text: &str| {
            broken(CONSTRAINTS, |constraints, report| {
                constraints.check_text(text, &Path::ROOT, report)
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
        const CONSTRAINTS: &[Constraint] = &[
            Constraint::Pattern("^a$", |text| {
                RUNS.set(RUNS.get() + 1);
                text == "a"
            }),
            Constraint::MaxLength(3),
        ];
        let check = |text| {
            broken(CONSTRAINTS, |constraints, report| {
                constraints.check_text(text, &Path::ROOT, report)
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
        const CONSTRAINTS: &[Constraint] = &[
            Constraint::Minimum(Decimal::new("0.1")),
            Constraint::ExclusiveMaximum(Decimal::new("9007199254740993")),
            Constraint::MultipleOf(Decimal::new("0.1")),
        ];
        let check = |number| {
            broken(CONSTRAINTS, |constraints, report| {
                constraints.check_number(number, &Path::ROOT, report)
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
        const CONSTRAINTS: &[Constraint] = &[
            Constraint::Pattern("^a$", |text| text == "a"),
            Constraint::Secret,
        ];
        let found = broken(CONSTRAINTS, |constraints, report| {
            report.hiding(constraints.is_secret(), |report| {
                constraints.check_text("hunter2", &Path::ROOT, report)
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
        let shown = Constraint::OneOf("enum", &MANY).to_string();
        assert!(
            shown.len() < 200 && shown.ends_with("… (2000 values)"),
            "{shown}"
        );
        assert_eq!(
            Constraint::OneOfIntegers("enum", &[1, 2]).to_string(),
            "`1` or `2`"
        );
    }
}
