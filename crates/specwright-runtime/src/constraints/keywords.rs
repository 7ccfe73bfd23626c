//! The constraints, one for each keyword, and their descriptions in violations.

use super::{Constraints, Count};
use crate::Decimal;
use crate::format::Format;
use std::fmt;

/// A constraint that a Rust type does not guarantee.
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
    /// The constraints of the values of additional properties.
    Values(&'static Constraints),
    /// The same, in `additionalProperties` of the schema that has this one.
    EachValue(&'static [Constraint]),
    /// The strings that this keyword lists: `enum`, `const`, or a union of these.
    OneOf(&'static str, &'static [&'static str]),
    /// The integers that this keyword lists.
    OneOfIntegers(&'static str, &'static [i64]),
    /// `enum` of one boolean
    Only(bool),
    /// `const` of a boolean
    Constant(bool),
    /// Other values that this keyword lists, as JSON texts.
    OneOfLiterals(&'static str, &'static [&'static str]),
    /// Keywords that are evaluated on the JSON form of the value.
    Assertion(&'static crate::assertion::Assertion),
    /// `format: password`: the value is never shown.
    Secret,
    /// The schema that has this keyword, by its JSON Pointer, where it is not that of the place. No constraint by itself.
    Origin(&'static str, &'static str),
}

impl Constraint {
    /// Returns the text of a pattern; empty for another constraint.
    pub const fn pattern_source(&self) -> &'static str {
        match self {
            Constraint::Pattern(source, _) => source,
            _ => "",
        }
    }

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
}

/// The expected value.
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
            Constraint::UniqueItems => f.write_str("unique items"),
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
