//! Assertions: constraints that no Rust type expresses, for an interpreter.

use crate::{Constraint, Ident, PatternId};

/// An assertion, by its position in [`Api::assertions`](crate::Api::assertions).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AssertionId(pub u32);

/// A schema, or those of its keywords that the type does not say; a value fits if it fits each.
#[derive(Clone, Debug, PartialEq)]
pub struct Assertion {
    /// Its static: `A0`.
    pub name: Ident,
    /// The constant by which constraints refer to it, if some do: `ROOT_0`. A constant cannot borrow a static in passing.
    pub root: Option<Ident>,
    /// The JSON Pointer of the schema.
    pub schema: String,
    /// The keywords; `unevaluatedItems` and `unevaluatedProperties` are last.
    pub keywords: Vec<Keyword>,
}

/// A keyword (JSON Schema 2020-12, Core sections 10 and 11, Validation section 6).
#[derive(Clone, Debug, PartialEq)]
pub enum Keyword {
    /// The schema `false`
    Never,
    /// `type`: any of these names
    Types(Vec<&'static str>),
    /// `enum` and `const`: JSON texts
    Enum(Vec<String>),
    /// A keyword that bounds values of one type.
    Constraint(Constraint),
    /// `allOf` and `$ref`
    AllOf(Vec<AssertionId>),
    /// `anyOf`
    AnyOf(Vec<AssertionId>),
    /// `oneOf`
    OneOf(Vec<AssertionId>),
    /// `not`
    Not(AssertionId),
    /// `if`, `then`, `else`
    If(AssertionId, Option<AssertionId>, Option<AssertionId>),
    /// `properties`
    Properties(Vec<(String, AssertionId)>),
    /// `patternProperties`
    PatternProperties(Vec<(PatternId, AssertionId)>),
    /// `additionalProperties`
    AdditionalProperties(AssertionId),
    /// `propertyNames`
    PropertyNames(AssertionId),
    /// `required`
    Required(Vec<String>),
    /// `dependentRequired`
    DependentRequired(Vec<(String, Vec<String>)>),
    /// `dependentSchemas`
    DependentSchemas(Vec<(String, AssertionId)>),
    /// `prefixItems`
    PrefixItems(Vec<AssertionId>),
    /// `items`
    Items(AssertionId),
    /// `contains`, `minContains`, `maxContains`
    Contains(AssertionId, u64, Option<u64>),
    /// `unevaluatedItems`
    UnevaluatedItems(AssertionId),
    /// `unevaluatedProperties`
    UnevaluatedProperties(AssertionId),
}

impl Keyword {
    /// The assertions that it applies to the value itself.
    pub fn in_place(&self) -> Vec<AssertionId> {
        match self {
            Self::AllOf(list) | Self::AnyOf(list) | Self::OneOf(list) => list.clone(),
            Self::Not(one) => vec![*one],
            Self::If(condition, then, otherwise) => {
                let branches = then.iter().chain(otherwise).copied();
                std::iter::once(*condition).chain(branches).collect()
            }
            Self::DependentSchemas(list) => list.iter().map(|(_, id)| *id).collect(),
            _ => Vec::new(),
        }
    }

    /// The assertions that it applies to what is in the value.
    pub fn inside(&self) -> Vec<AssertionId> {
        match self {
            Self::Properties(list) => list.iter().map(|(_, id)| *id).collect(),
            Self::PatternProperties(list) => list.iter().map(|(_, id)| *id).collect(),
            Self::PrefixItems(list) => list.clone(),
            Self::AdditionalProperties(one)
            | Self::Items(one)
            | Self::Contains(one, ..)
            | Self::UnevaluatedItems(one)
            | Self::UnevaluatedProperties(one)
            | Self::PropertyNames(one) => vec![*one],
            _ => Vec::new(),
        }
    }

    /// Every assertion that it names, to give it another id.
    pub fn ids_mut(&mut self) -> Vec<&mut AssertionId> {
        match self {
            Self::AllOf(list) | Self::AnyOf(list) | Self::OneOf(list) | Self::PrefixItems(list) => {
                list.iter_mut().collect()
            }
            Self::If(condition, then, otherwise) => {
                let branches = then.iter_mut().chain(otherwise);
                std::iter::once(condition).chain(branches).collect()
            }
            Self::Properties(list) | Self::DependentSchemas(list) => {
                list.iter_mut().map(|(_, id)| id).collect()
            }
            Self::PatternProperties(list) => list.iter_mut().map(|(_, id)| id).collect(),
            Self::Not(one)
            | Self::AdditionalProperties(one)
            | Self::PropertyNames(one)
            | Self::Items(one)
            | Self::Contains(one, ..)
            | Self::UnevaluatedItems(one)
            | Self::UnevaluatedProperties(one) => vec![one],
            Self::Never
            | Self::Types(_)
            | Self::Enum(_)
            | Self::Constraint(_)
            | Self::Required(_)
            | Self::DependentRequired(_) => Vec::new(),
        }
    }

    /// The patterns that it names.
    pub fn patterns_mut(&mut self) -> Vec<&mut PatternId> {
        match self {
            Self::Constraint(Constraint::Pattern(id)) => vec![id],
            Self::PatternProperties(list) => list.iter_mut().map(|(id, _)| id).collect(),
            _ => Vec::new(),
        }
    }
}
