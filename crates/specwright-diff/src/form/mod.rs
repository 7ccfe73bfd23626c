//! The normal form of schemas: the values that they admit, and not how they are written.
//!
//! ```text
//! ids ─ alternatives ─▶ conjunctions of keywords ─ build ─▶ slices by JSON type
//! ```
//!
//! `$ref`, `allOf`, `anyOf` and `oneOf` are gone: a form is a list of [`Slice`]s for each JSON type, and a value is admitted
//! if one slice of its type admits it. `type: [string, "null"]`, `nullable: true` and `anyOf: [{type: string}, {type: "null"}]`
//! have one form. A `oneOf` is read as `anyOf`: that a value must not match two members is compared where it matters
//! (`Form::exclusive`).

mod alternatives;
mod arrays;
mod build;
mod notes;
mod numbers;
mod objects;
mod pool;
mod residuals;
mod texts;

use std::rc::Rc;

use specwright_spec::{Node, SchemaId};

pub(crate) use arrays::ArrayForm;
pub(crate) use build::contains;
pub(crate) use notes::Notes;
pub(crate) use numbers::{Limit, NumberForm};
pub(crate) use objects::{ObjectForm, Property};
pub(crate) use pool::{Pool, Side, Site};
pub(crate) use residuals::{Residual, ResidualKind};
pub(crate) use texts::TextForm;

/// The schemas that hold at a place, all at once; none admits any value.
pub(crate) type Ids = Rc<[SchemaId]>;

/// The JSON types, with integers among the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Family {
    Null,
    Boolean,
    Number,
    Text,
    Array,
    Object,
}

impl Family {
    pub(crate) const ALL: [Self; 6] = [
        Self::Null,
        Self::Boolean,
        Self::Number,
        Self::Text,
        Self::Array,
        Self::Object,
    ];

    /// Returns the type of a value.
    pub(crate) fn of(value: &Node) -> Self {
        match value {
            Node::Null => Self::Null,
            Node::Bool(_) => Self::Boolean,
            Node::Number(_) => Self::Number,
            Node::String(_) => Self::Text,
            Node::Array(_) => Self::Array,
            Node::Object(_) => Self::Object,
        }
    }
}

/// A constraint with the schema that has it.
#[derive(Clone, Debug)]
pub(crate) struct Held<T> {
    pub value: T,
    pub owner: SchemaId,
}

/// The values that some schemas admit.
#[derive(Clone, Debug, Default)]
pub(crate) struct Form<'d> {
    /// The slices of each type, by [`Family`].
    families: [Vec<Slice<'d>>; 6],
    /// The members of each `oneOf` with several members, by which a value must not be admitted twice.
    pub exclusive: Vec<Vec<SchemaId>>,
    /// True if no schema declares a type: the types are at most implied by other keywords.
    pub is_untyped: bool,
    /// True if there are too many alternatives; the slices are then those of the schemas without their unions.
    pub is_cut: bool,
    pub notes: Notes<'d>,
}

impl<'d> Form<'d> {
    /// Returns the slices of a type; none if no value of the type is admitted.
    pub(crate) fn of(&self, family: Family) -> &[Slice<'d>] {
        &self.families[family as usize]
    }

    /// Returns the types of which values are admitted.
    pub(crate) fn families(&self) -> Vec<Family> {
        Family::ALL
            .into_iter()
            .filter(|it| !self.of(*it).is_empty())
            .collect()
    }
}

/// Values of one type: those that satisfy all constraints.
#[derive(Clone, Debug)]
pub(crate) struct Slice<'d> {
    /// The schemas whose keywords hold, in order.
    pub parts: Ids,
    /// The listed values (`enum`, `const`). The constraints of scalar values have been applied to them and are gone.
    pub values: Option<Held<Vec<&'d Node>>>,
    pub shape: Shape<'d>,
    /// The constraints that are compared as a whole.
    pub residuals: Vec<Residual<'d>>,
}

impl Slice<'_> {
    /// Returns the schema that stands for the slice in places.
    pub(crate) fn owner(&self) -> Option<SchemaId> {
        self.parts.last().copied()
    }

    /// Returns true if all values of the type are admitted.
    pub(crate) fn is_anything(&self) -> bool {
        let is_free = match &self.shape {
            Shape::Null | Shape::Boolean => true,
            Shape::Number(number) => number.is_anything(),
            Shape::Text(text) => text.is_anything(),
            Shape::Array(array) => array.is_anything(),
            Shape::Object(object) => object.is_anything(),
        };
        is_free && self.values.is_none() && self.residuals.is_empty()
    }
}

/// The constraints of values of one type.
#[derive(Clone, Debug)]
pub(crate) enum Shape<'d> {
    Null,
    Boolean,
    Number(NumberForm<'d>),
    Text(TextForm<'d>),
    Array(ArrayForm),
    Object(ObjectForm<'d>),
}
