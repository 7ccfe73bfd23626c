//! The construction of structs: constructors and setters.

use crate::{DefaultValue, Docs, Ident};

/// The ways to make a struct beside its literal. Entries follow the fields of the struct in their order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Construction {
    /// True if the struct derives `Default`.
    pub derives_default: bool,
    /// The initial value of each field in the constructor; none for a struct that derives `Default`, and for one without a value.
    pub constructor: Option<Constructor>,
    /// The setter of each field; none for a field that can have no value.
    pub setters: Vec<Option<Setter>>,
}

impl Construction {
    /// Returns true if the struct can be made: each required field has a type with values.
    pub fn is_possible(&self) -> bool {
        self.derives_default || self.constructor.is_some()
    }
}

/// A method that sets a field and returns the struct.
#[derive(Clone, Debug, PartialEq)]
pub struct Setter {
    /// The method: `name`.
    pub name: Ident,
    /// The type of its argument.
    pub passing: Passing,
}

/// A constructor: `new` with the arguments, or `Default` without any.
#[derive(Clone, Debug, PartialEq)]
pub struct Constructor {
    /// Its doc comment.
    pub docs: Docs,
    /// The initial value of each field.
    pub fields: Vec<Initial>,
}

impl Constructor {
    /// Returns true if a field is initialized by an argument: the constructor is `new`, otherwise `default`.
    pub fn has_arguments(&self) -> bool {
        let mut fields = self.fields.iter();
        fields.any(|it| matches!(it, Initial::Argument(_)))
    }
}

/// The initial value of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Initial {
    /// An argument.
    Argument(Passing),
    /// The only value that the document admits.
    Only(DefaultValue),
    /// The only value of `Null`.
    Null,
    /// Nothing: `None`, an empty map, parameters that are all absent.
    Empty,
}

/// The type of an argument, for a field of this type or an optional one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passing {
    /// The type of the field: a boolean or a number.
    Exact,
    /// Any type that converts into that of the field: `impl Into<String>`.
    Converted,
}
