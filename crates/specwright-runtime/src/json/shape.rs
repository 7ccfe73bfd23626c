//! The layout of values in forms and parameters, whose text alone does not tell it.

use super::json_types::JsonTypes;
use crate::object::Property;

/// The layout of a type, one level deep. Inner layouts are functions, so that a recursive type has one.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(
    not(any(feature = "client", feature = "server")),
    allow(dead_code, reason = "only bodies and parameters are read by it")
)]
pub struct Shape {
    /// The JSON types that a value may have.
    pub(crate) json_types: JsonTypes,
    /// The properties with a name.
    pub(crate) properties: &'static [Property],
    /// The items of an array.
    pub(crate) items: Option<fn() -> Shape>,
    /// The properties by their position, and beyond these the others, which are kept.
    pub(crate) fields: Option<fn(usize) -> Option<Shape>>,
}

impl Shape {
    /// A value of one of these types, of whose inside nothing is known.
    pub const fn of(json_types: JsonTypes) -> Self {
        Self {
            json_types,
            properties: &[],
            items: None,
            fields: None,
        }
    }
}

#[cfg(any(feature = "client", feature = "server"))]
impl Shape {
    /// The layout of an item.
    pub(crate) fn item(&self) -> Shape {
        self.items.map_or(Self::of(JsonTypes::ANY), |shape| shape())
    }

    /// The layout of a property.
    pub(crate) fn property(&self, name: &str) -> Shape {
        let known = self.properties.iter().position(|it| it.name() == name);
        self.field(known.unwrap_or(self.properties.len()))
    }

    /// The layout of the property at this position.
    pub(crate) fn field(&self, at: usize) -> Shape {
        let shape = self.fields.and_then(|fields| fields(at));
        shape.unwrap_or(Self::of(JsonTypes::ANY))
    }
}
