//! `object!`: structs.
//!
//! A row of `object!` becomes an [`Object`]: a table of its properties, one function that reads the fields, and one that visits
//! them. Everything else is written once, here, for all structs: what is generic costs the crates that have thousands of
//! structs nothing to compile.

use crate::json::coded::Codec;
use crate::json::json_types::JsonTypes;
use crate::json::node::Node;
use crate::json::shape::Shape;
use crate::{Constraint, Constraints, Json, OptionalNullable, Path, Report};
use serde_core::{Deserializer, Serializer};
use std::collections::BTreeMap;

mod debug;
mod diagnose;
mod field;
mod macros;
mod read;
mod walk;

pub use self::debug::debug;
pub(crate) use self::diagnose::report_repeated;
#[cfg(feature = "samples")]
pub(crate) use self::field::{FieldQuery, query};
pub use self::walk::Walk;

/// A struct that is read from an object. Implemented by `object!`.
pub trait Object: Json + 'static {
    /// What the document says of it.
    const FACTS: Facts;

    /// Reads all fields, each from what the reader has of its name.
    ///
    /// # Errors
    ///
    /// The reader's.
    fn fill<R: Reader>(reader: &mut R) -> Result<Self, R::Error>;

    /// Visits the fields in the order of the properties, then the map of the others.
    fn walk<W: Walk>(&self, walk: &mut W);
}

/// What a document says of an object.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    schema: &'static str,
    pub(crate) unknown: UnknownProperties,
    pub(crate) table: &'static [Property],
    /// The schemas of keywords that are in others than `schema`.
    origins: &'static [Origin],
    /// Properties without a field that are ignored, whatever becomes of others.
    ignored: &'static [&'static str],
    pub(crate) constraints: Option<Constraints>,
}

impl Facts {
    /// The JSON Pointer of the schema, what becomes of other properties, and those that are read into fields.
    pub const fn new(
        schema: &'static str,
        unknown: UnknownProperties,
        table: &'static [Property],
    ) -> Self {
        Self {
            schema,
            unknown,
            table,
            origins: &[],
            ignored: &[],
            constraints: None,
        }
    }

    /// With the schemas of keywords that are in others.
    #[must_use]
    pub const fn origins(self, origins: &'static [Origin]) -> Self {
        Self { origins, ..self }
    }

    /// The schema of a keyword, which says something of a property if there is a name.
    fn schema_of(&self, keyword: &str, name: &str) -> &'static str {
        let is_it = |it: &&Origin| {
            it.keyword == keyword && (it.names.is_empty() || it.names.contains(&name))
        };
        let origin = self.origins.iter().find(is_it);
        origin.map_or(self.schema, |it| it.schema)
    }

    /// With properties that are ignored: those of the other direction.
    #[must_use]
    pub const fn ignores(self, ignored: &'static [&'static str]) -> Self {
        Self { ignored, ..self }
    }

    /// With the constraints of the object as a whole.
    #[must_use]
    pub const fn constraints_at(self, constraints: Constraints) -> Self {
        Self {
            constraints: Some(constraints),
            ..self
        }
    }
}

/// A keyword of an object that is in another schema than the object's own, as one of `allOf` is.
#[derive(Clone, Copy, Debug)]
pub struct Origin {
    keyword: &'static str,
    schema: &'static str,
    names: &'static [&'static str],
}

impl Origin {
    /// The keyword, the schema that has it, and the properties of which that is so; none for all.
    pub const fn new(
        keyword: &'static str,
        schema: &'static str,
        names: &'static [&'static str],
    ) -> Self {
        Self {
            keyword,
            schema,
            names,
        }
    }
}

/// What a property must be.
#[derive(Clone, Copy, Debug)]
pub struct Property {
    name: &'static str,
    required: bool,
    pub(crate) constraints: Option<Constraints>,
}

impl Property {
    /// One that must be there.
    pub const fn required(name: &'static str) -> Self {
        Self {
            name,
            required: true,
            constraints: None,
        }
    }

    /// One that may be absent.
    pub const fn optional(name: &'static str) -> Self {
        Self {
            required: false,
            ..Self::required(name)
        }
    }

    /// One that must be there and may be null.
    pub const fn nullable(name: &'static str) -> Self {
        Self::required(name)
    }

    /// One that may be absent or null.
    pub const fn optional_nullable(name: &'static str) -> Self {
        Self::optional(name)
    }

    /// With the constraints in its schema, which stands in that of this object.
    #[must_use]
    pub const fn constraints(
        self,
        object: &'static str,
        constraints: &'static [Constraint],
    ) -> Self {
        self.constraints_at(Constraints::property(object, self.name, constraints))
    }

    /// With the constraints of its place.
    #[must_use]
    pub const fn constraints_at(self, constraints: Constraints) -> Self {
        Self {
            constraints: Some(constraints),
            ..self
        }
    }

    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    #[cfg(any(feature = "client", feature = "server", feature = "samples"))]
    pub(crate) fn is_required(&self) -> bool {
        self.required
    }
}

/// What becomes of properties without a field.
#[derive(Clone, Copy, Debug)]
pub enum UnknownProperties {
    /// The document does not speak of them: they may be there.
    Ignore,
    /// This keyword is `false`.
    Deny(&'static str),
    /// `additionalProperties` with a schema, and the constraints of each.
    Capture(Option<Constraints>),
}

impl UnknownProperties {
    /// `ignore`
    pub const fn ignore() -> Self {
        UnknownProperties::Ignore
    }

    /// `deny`
    pub const fn deny() -> Self {
        UnknownProperties::Deny("additionalProperties")
    }

    /// `deny_unevaluated`
    pub const fn deny_unevaluated() -> Self {
        UnknownProperties::Deny("unevaluatedProperties")
    }

    /// `capture(field)`
    pub const fn capture() -> Self {
        UnknownProperties::Capture(None)
    }

    /// With the constraints of each.
    #[must_use]
    pub const fn constraints_at(self, constraints: Constraints) -> Self {
        match self {
            UnknownProperties::Capture(_) => UnknownProperties::Capture(Some(constraints)),
            other => other,
        }
    }
}

/// Where the fields of a struct come from: JSON as it is read, or a node that is looked at.
pub trait Reader {
    /// Why there is no struct.
    type Error;

    /// The next property: the position of its field, or beyond all for one that is kept. None only if there is a struct: all
    /// that must be there was there.
    ///
    /// # Errors
    ///
    /// If there is no next one that can be read, it was there before, or one is missing.
    fn next(&mut self) -> Result<Option<usize>, Self::Error>;

    /// Reads the value of the property into its field.
    ///
    /// # Errors
    ///
    /// If it cannot be read.
    fn value<T: Json>(&mut self, slot: &mut Option<T>) -> Result<(), Self::Error>;

    /// Reads the value of a property without a field.
    ///
    /// # Errors
    ///
    /// If the property was there before, or cannot be read.
    fn captured<T: Json>(&mut self, captured: &mut BTreeMap<String, T>) -> Result<(), Self::Error>;
}

/// What is read of a property before there is a struct: its field, or none yet.
pub trait Slot<R: Reader> {
    /// Reads the value of the property that the reader has come to.
    ///
    /// # Errors
    ///
    /// The reader's.
    fn read(&mut self, reader: &mut R) -> Result<(), R::Error>;
}

impl<R: Reader, T: Json> Slot<R> for Option<T> {
    #[inline]
    fn read(&mut self, reader: &mut R) -> Result<(), R::Error> {
        reader.value(self)
    }
}

impl<R: Reader, T: Json> Slot<R> for OptionalNullable<T> {
    #[inline]
    fn read(&mut self, reader: &mut R) -> Result<(), R::Error> {
        let mut slot = None;
        reader.value(&mut slot)?;
        *self = match slot {
            None => OptionalNullable::Absent,
            Some(None) => OptionalNullable::Null,
            Some(Some(value)) => OptionalNullable::Value(value),
        };
        Ok(())
    }
}

/// The properties without a field.
impl<R: Reader, T: Json> Slot<R> for BTreeMap<String, T> {
    fn read(&mut self, reader: &mut R) -> Result<(), R::Error> {
        reader.captured(self)
    }
}

/// Reads all properties, each into the slot at its position. The last is for those without a field, if they are kept.
///
/// Slots are found in a list, and not by a `match` that is written for each struct, because that would be the larger part of
/// what a struct costs to compile.
///
/// # Errors
///
/// The reader's.
#[inline]
pub fn fill<R: Reader>(reader: &mut R, slots: &mut [&mut dyn Slot<R>]) -> Result<(), R::Error> {
    while let Some(at) = reader.next()? {
        if let Some(slot) = slots.get_mut(at) {
            slot.read(reader)?;
        }
    }
    Ok(())
}

/// The field of a property that must be there.
///
/// # Panics
///
/// If it is not: the reader has missed it.
#[inline]
pub fn expect_present<T>(slot: Option<T>) -> T {
    slot.expect("a reader ends only when all is there that must be")
}

/// The slot that is still empty, for each kind of row.
pub mod slot {
    pub use crate::OptionalNullable::Absent as optional_nullable;
    pub use Option::None as required;
    pub use Option::None as optional;
    pub use Option::None as nullable;
}

/// A field with a default, as which it is read when it is absent.
pub trait OrDefault<T> {
    /// Becomes the default, if it is absent.
    fn or_default_with(&mut self, default: impl FnOnce() -> T);
}

impl<T> OrDefault<T> for Option<T> {
    fn or_default_with(&mut self, default: impl FnOnce() -> T) {
        self.get_or_insert_with(default);
    }
}

impl<T> OrDefault<T> for OptionalNullable<T> {
    fn or_default_with(&mut self, default: impl FnOnce() -> T) {
        if self.is_absent() {
            *self = OptionalNullable::Value(default());
        }
    }
}

/// The codec of structs.
pub struct Objects;

impl<T: Object> Codec<T> for Objects {
    const JSON_TYPES: JsonTypes = JsonTypes::OBJECT;
    /// Those of a struct that looks at no others.
    const PROPERTIES: Option<&'static [Property]> = match T::FACTS.unknown {
        UnknownProperties::Capture(_) => None,
        UnknownProperties::Ignore | UnknownProperties::Deny(_) => Some(T::FACTS.table),
    };

    fn shape() -> Shape {
        field::layout::<T>()
    }

    #[cfg(feature = "samples")]
    fn outline() -> crate::sample::Outline {
        crate::sample::Outline::object::<T>()
    }

    #[inline]
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        read::read(deserializer)
    }

    #[inline]
    fn write<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        walk::write(value, serializer)
    }

    fn diagnose(node: &Node, at: &Path<'_>, constraints: Constraints, report: &mut Report) {
        diagnose::diagnose::<T>(node, at, constraints, report);
    }

    /// Reports how many properties too few or too many there are.
    fn check_constraints(value: &T, constraints: Constraints, at: &Path<'_>, report: &mut Report) {
        constraints.check_property_count(walk::count(value), at, report);
    }

    #[inline]
    fn check(value: &T, at: &Path<'_>, report: &mut Report) {
        walk::check(value, at, report);
    }
}
