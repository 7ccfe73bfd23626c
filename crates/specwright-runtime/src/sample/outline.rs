//! The outlines of types, from which samples are drawn.
//!
//! Types derive them from the descriptions that their readers use, so generated crates contain nothing more, and without the feature
//! nothing of this is compiled.

use crate::json::json_types::JsonTypes;
use crate::object::{FieldQuery, Object, ObjectDescription, query};
use crate::union::{Strategy, Variant};
use crate::{Constraints, Json};

/// A function that returns the outline of a type. Inner outlines are functions, so that a recursive type has one.
pub type OutlineFn = fn() -> Outline;

/// The outline of the values of a type, one level deep.
#[derive(Clone)]
pub struct Outline {
    /// The JSON types that a value may have.
    pub(crate) json_types: JsonTypes,
    /// The form of a value.
    pub(crate) form: Form,
}

/// The form of a value.
#[derive(Clone)]
pub(crate) enum Form {
    /// There is no value, or no outline.
    Never,
    Null,
    Any,
    Boolean,
    /// An integer between these.
    Integer(i128, i128),
    /// A number, perhaps of 32 bits.
    Number {
        single: bool,
    },
    Text(Text),
    /// One of these, as JSON text.
    /// The last is the keyword that lists them.
    Literals(&'static [&'static str], &'static str),
    /// A value of another type that satisfies these constraints as well.
    Constrained(OutlineFn, Constraints),
    Nullable(OutlineFn),
    Array(OutlineFn),
    Tuple(Vec<TupleItem>),
    Map(OutlineFn),
    /// The description, and the outline of the field at a position; after the last, that of captured properties.
    Object(ObjectDescription, fn(usize) -> Option<OutlineFn>),
    /// The last is the keyword that lists the variants.
    Union(Strategy, &'static [Variant], &'static str),
}

/// The content of a string.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Text {
    Plain,
    /// A value of this format.
    Format(&'static str),
    /// Any, often one of these.
    Listed(&'static [&'static str]),
}

/// A position of a tuple.
#[derive(Clone, Copy)]
pub struct TupleItem {
    pub(crate) outline_of: OutlineFn,
    pub(crate) required: bool,
    pub(crate) rest: bool,
}

impl Outline {
    pub(crate) const fn new(json_types: JsonTypes, form: Form) -> Self {
        Self { json_types, form }
    }

    /// A string of a format.
    pub(crate) const fn format(name: &'static str) -> Self {
        Self::new(JsonTypes::STRING, Form::Text(Text::Format(name)))
    }

    /// Any string, often one of these.
    pub const fn open(values: &'static [&'static str]) -> Self {
        Self::new(JsonTypes::STRING, Form::Text(Text::Listed(values)))
    }

    /// An integer of a range.
    pub(crate) const fn integer(least: i128, most: i128) -> Self {
        Self::new(JsonTypes::NUMBER, Form::Integer(least, most))
    }

    /// A value of another type that satisfies these constraints as well.
    pub fn constrained(outline_of: OutlineFn, constraints: Constraints) -> Self {
        Self::new(
            outline_of().json_types,
            Form::Constrained(outline_of, constraints),
        )
    }

    /// One of these JSON texts.
    pub const fn literals(
        json_types: JsonTypes,
        values: &'static [&'static str],
        keyword: &'static str,
    ) -> Self {
        Self::new(json_types, Form::Literals(values, keyword))
    }

    pub(crate) fn object<T: Object>() -> Self {
        Self::new(
            JsonTypes::OBJECT,
            Form::Object(T::DESCRIPTION, query::<T, Field>),
        )
    }
}

/// The type of a field.
struct Field;

impl FieldQuery for Field {
    type Output = OutlineFn;

    fn of<T: Json>() -> OutlineFn {
        T::outline
    }
}
