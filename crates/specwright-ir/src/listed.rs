//! Enums of the values that a document lists.

use crate::{Docs, Ident, ListKeyword};

/// A string enum; it keeps unknown values in a last variant.
#[derive(Clone, Debug)]
pub struct StringEnum {
    /// The keyword that lists the values.
    pub keyword: ListKeyword,
    /// The values, in document order.
    pub variants: Vec<StringVariant>,
    /// The variant that keeps an unknown value.
    pub unknown: Ident,
    /// True if unknown values are valid.
    pub is_open: bool,
}

/// A value of a string enum.
#[derive(Clone, Debug)]
pub struct StringVariant {
    /// The variant: `OneWeek`.
    pub name: Ident,
    /// Its doc comment: the value, where it does not follow from the name.
    pub docs: Docs,
    /// The value: `one-week`.
    pub value: String,
    /// `deprecated`
    pub deprecated: bool,
}

/// An integer enum; it keeps unknown values in a last variant.
#[derive(Clone, Debug)]
pub struct IntegerEnum {
    /// The keyword that lists the values.
    pub keyword: ListKeyword,
    /// The values, in document order.
    pub variants: Vec<IntegerVariant>,
    /// The variant that keeps an unknown value.
    pub unknown: Ident,
}

/// A value of an integer enum.
#[derive(Clone, Debug)]
pub struct IntegerVariant {
    /// The variant: `Value0`.
    pub name: Ident,
    /// Its doc comment: the value, where it does not follow from the name.
    pub docs: Docs,
    /// The value.
    pub value: i64,
    /// `deprecated`
    pub deprecated: bool,
}

/// An enum of any JSON values; it keeps unknown values in a last variant.
#[derive(Clone, Debug)]
pub struct LiteralEnum {
    /// The keyword that lists the values.
    pub keyword: ListKeyword,
    /// The values, in document order.
    pub variants: Vec<LiteralVariant>,
    /// The variant that keeps an unknown value.
    pub unknown: Ident,
}

/// A value of an enum of any JSON values.
#[derive(Clone, Debug)]
pub struct LiteralVariant {
    /// The variant: `Auto`, `Value0Point5`.
    pub name: Ident,
    /// Its doc comment: the value, where it does not follow from the name.
    pub docs: Docs,
    /// The value, as JSON text.
    pub json: String,
    /// `deprecated`
    pub deprecated: bool,
}
