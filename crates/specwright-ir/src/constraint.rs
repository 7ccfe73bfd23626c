//! Constraints: keywords that bound the values of a place beyond its Rust type.

use crate::{AssertionId, Format, PatternId, UnionKeyword};

/// The constraints of one place.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueConstraints {
    /// The JSON Pointer of the schema that has them, or else the `format` that the type asserts.
    pub schema: String,
    /// The relation of that schema to the item that holds the value.
    pub site: ConstraintSite,
    /// The constraints; none if there is only the format.
    pub list: Vec<Constraint>,
}

/// The relation of the schema of a value's constraints to the item that holds the value: a pointer that follows from it is not printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConstraintSite {
    /// The property's own schema: `/properties/{name}` of the schema of the object
    Property,
    /// A member of the schema of the union, by keyword and index: `/oneOf/1`
    Member(UnionKeyword, u16),
    /// The parameter's own schema: `/schema`
    Parameter,
    /// `items` or `additionalProperties` of the schema of the array or map that holds the value
    Inside,
    /// Any other schema
    Elsewhere,
}

/// A constraint that a Rust type does not express. Bounds are decimal lexemes that fit the type they bind.
#[derive(Clone, Debug, PartialEq)]
pub enum Constraint {
    /// `minLength`, in code points
    MinLength(u64),
    /// `maxLength`, in code points
    MaxLength(u64),
    /// `pattern`
    Pattern(PatternId),
    /// `format`, where the type does not express it
    Format(Format),
    /// `minimum`, inclusive
    Minimum(String),
    /// `maximum`, inclusive
    Maximum(String),
    /// `exclusiveMinimum`
    ExclusiveMinimum(String),
    /// `exclusiveMaximum`
    ExclusiveMaximum(String),
    /// `multipleOf`
    MultipleOf(String),
    /// `minItems`
    MinItems(u64),
    /// `maxItems`
    MaxItems(u64),
    /// `uniqueItems`
    UniqueItems,
    /// `minProperties`
    MinProperties(u64),
    /// `maxProperties`
    MaxProperties(u64),
    /// `enum` of one boolean
    Only(bool),
    /// `const` of a boolean
    Constant(bool),
    /// `format: password`: the value is never shown
    Secret,
    /// Keywords that an interpreter checks
    Assertion(AssertionId),
    /// No constraint of its own: the JSON Pointer of the schema that has this keyword, where it is another one
    Origin(&'static str, String),
}

impl Constraint {
    /// The keyword.
    pub fn keyword(&self) -> &'static str {
        match self {
            Self::MinLength(_) => "minLength",
            Self::MaxLength(_) => "maxLength",
            Self::Pattern(_) => "pattern",
            Self::Format(_) | Self::Secret => "format",
            Self::Minimum(_) => "minimum",
            Self::Maximum(_) => "maximum",
            Self::ExclusiveMinimum(_) => "exclusiveMinimum",
            Self::ExclusiveMaximum(_) => "exclusiveMaximum",
            Self::MultipleOf(_) => "multipleOf",
            Self::MinItems(_) => "minItems",
            Self::MaxItems(_) => "maxItems",
            Self::UniqueItems => "uniqueItems",
            Self::MinProperties(_) => "minProperties",
            Self::MaxProperties(_) => "maxProperties",
            Self::Only(_) => "enum",
            Self::Constant(_) => "const",
            Self::Assertion(_) => "allOf",
            Self::Origin(keyword, _) => keyword,
        }
    }
    /// The value of the keyword.
    pub fn argument(&self) -> Argument<'_> {
        match self {
            Self::MinLength(count)
            | Self::MaxLength(count)
            | Self::MinItems(count)
            | Self::MaxItems(count)
            | Self::MinProperties(count)
            | Self::MaxProperties(count) => Argument::Count(*count),
            Self::Minimum(bound)
            | Self::Maximum(bound)
            | Self::ExclusiveMinimum(bound)
            | Self::ExclusiveMaximum(bound)
            | Self::MultipleOf(bound) => Argument::Number(bound),
            Self::Only(value) | Self::Constant(value) => Argument::Boolean(*value),
            Self::UniqueItems | Self::Secret => Argument::Nothing,
            Self::Pattern(id) => Argument::Pattern(*id),
            Self::Format(format) => Argument::Format(*format),
            Self::Assertion(id) => Argument::Assertion(*id),
            Self::Origin(keyword, schema) => Argument::Origin(keyword, schema),
        }
    }

    /// Returns true if unknown properties count, since the keyword bounds the number of properties.
    pub fn counts_properties(&self) -> bool {
        matches!(self, Self::MinProperties(_) | Self::MaxProperties(_))
    }
}

/// The value of a constraint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Argument<'a> {
    /// None: the keyword is a flag
    Nothing,
    /// A number of characters, items or properties
    Count(u64),
    /// A number, in the notation of the document
    Number(&'a str),
    /// The only boolean
    Boolean(bool),
    /// A pattern
    Pattern(PatternId),
    /// A format
    Format(Format),
    /// An assertion
    Assertion(AssertionId),
    /// A keyword, and the JSON Pointer of the schema that has it
    Origin(&'static str, &'a str),
}
