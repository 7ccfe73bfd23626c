//! `object!`: structs.
//!
//! `object!` implements [`Object`]: a table of the properties, one function that reads the fields, and one that visits them.
//! Everything else is written here once for all structs, so that crates with thousands of structs compile fast.

use crate::json::coded::Codec;
use crate::json::json_types::JsonTypes;
use crate::json::node::Node;
use crate::json::shape::Shape;
use crate::{Constraint, Constraints, Json, OptionalNullable, Path, Report};
use serde_core::{Deserializer, Serializer};
use std::collections::BTreeMap;

mod compare;
mod debug;
mod diagnose;
mod field;
mod macros;
mod read;
mod walk;

pub use self::compare::equal;
pub use self::debug::debug;
pub(crate) use self::diagnose::report_repeated;
#[cfg(feature = "samples")]
pub(crate) use self::field::{FieldQuery, query};
pub(crate) use self::read::read_entry;
pub use self::walk::Walk;

/// A struct that is read from a JSON object. Implemented by `object!`.
pub trait Object: Json + 'static {
    /// The description of the type in the document.
    const DESCRIPTION: ObjectDescription;

    /// Reads all fields.
    ///
    /// # Errors
    ///
    /// The reader's.
    fn fill<R: Reader>(reader: &mut R) -> Result<Self, R::Error>;

    /// Visits the fields in the order of the properties, then the captured properties.
    fn walk<'a, W: Walk<'a>>(&'a self, walk: &mut W);
}

/// The description of an object in the document.
#[derive(Clone, Copy, Debug)]
pub struct ObjectDescription {
    schema: &'static str,
    pub(crate) unknown: UnknownProperties,
    pub(crate) table: &'static [Property],
    /// The keywords that are in schemas other than `schema`.
    origins: &'static [Origin],
    /// Properties without a field that are always ignored.
    ignored: &'static [&'static str],
    pub(crate) constraints: Option<Constraints>,
}

impl ObjectDescription {
    /// Creates a description: the JSON Pointer of the schema, the treatment of unknown properties, and those with a field.
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

    /// Sets the keywords that are in other schemas.
    #[must_use]
    pub const fn origins(self, origins: &'static [Origin]) -> Self {
        Self { origins, ..self }
    }

    /// Returns the schema that has a keyword, for the property of a name if it is not empty.
    fn schema_of(&self, keyword: &str, name: &str) -> &'static str {
        let is_it = |it: &&Origin| {
            it.keyword == keyword && (it.names.is_empty() || it.names.contains(&name))
        };
        let origin = self.origins.iter().find(is_it);
        origin.map_or(self.schema, |it| it.schema)
    }

    /// Sets the properties that are ignored: those of the other direction.
    #[must_use]
    pub const fn ignores(self, ignored: &'static [&'static str]) -> Self {
        Self { ignored, ..self }
    }

    /// Sets the constraints of the object as a whole.
    #[must_use]
    pub const fn constraints_at(self, constraints: Constraints) -> Self {
        Self {
            constraints: Some(constraints),
            ..self
        }
    }
}

/// A keyword that is in another schema than the object's own, such as a member of `allOf`.
#[derive(Clone, Copy, Debug)]
pub struct Origin {
    keyword: &'static str,
    schema: &'static str,
    names: &'static [&'static str],
}

impl Origin {
    /// Creates an origin: the keyword, the schema that has it, and the properties that this holds for; all if empty.
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

/// A property: its name, whether it is required, and its constraints.
#[derive(Clone, Copy, Debug)]
pub struct Property {
    name: &'static str,
    required: bool,
    pub(crate) constraints: Option<Constraints>,
}

impl Property {
    const fn new(name: &'static str, required: bool) -> Self {
        Self {
            name,
            required,
            constraints: None,
        }
    }

    /// Sets the constraints of its schema, which is inside that of the object.
    #[must_use]
    pub const fn constraints(
        self,
        object: &'static str,
        constraints: &'static [Constraint],
    ) -> Self {
        self.constraints_at(Constraints::property(object, self.name, constraints))
    }

    /// Sets the constraints of another schema.
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

/// The property of each kind of row.
pub mod property {
    use super::Property;

    /// Creates a property that must be present.
    pub const fn required(name: &'static str) -> Property {
        Property::new(name, true)
    }

    /// Creates a property that may be absent.
    pub const fn optional(name: &'static str) -> Property {
        Property::new(name, false)
    }

    /// Creates a property that must be present and may be null.
    pub const fn nullable(name: &'static str) -> Property {
        Property::new(name, true)
    }

    /// Creates a property that may be absent or null.
    pub const fn optional_nullable(name: &'static str) -> Property {
        Property::new(name, false)
    }
}

/// The treatment of properties without a field.
#[derive(Clone, Copy, Debug)]
pub enum UnknownProperties {
    /// They are allowed and ignored.
    Ignore,
    /// They are violations of this keyword, which is `false`.
    Deny(&'static str),
    /// They are kept in a map, with these constraints of each value.
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

    /// Sets the constraints of each value.
    #[must_use]
    pub const fn constraints_at(self, constraints: Constraints) -> Self {
        match self {
            UnknownProperties::Capture(_) => UnknownProperties::Capture(Some(constraints)),
            other => other,
        }
    }
}

/// The source of the fields of a struct: JSON that is read, or a node that is diagnosed.
pub trait Reader {
    /// The error that ends reading.
    type Error;

    /// Returns the position of the next property's field, or the number of fields for a captured property. Returns `None` only if all
    /// required properties were present.
    ///
    /// # Errors
    ///
    /// If the property cannot be read or is repeated, or a required one is missing.
    fn next(&mut self) -> Result<Option<usize>, Self::Error>;

    /// Reads the value of a property into its field.
    ///
    /// # Errors
    ///
    /// If it cannot be read.
    fn value<T: Json>(&mut self, pending: &mut Option<T>) -> Result<(), Self::Error>;

    /// Reads the value of a property without a field.
    ///
    /// # Errors
    ///
    /// If the property is repeated or cannot be read.
    fn captured<T: Json>(&mut self, captured: &mut BTreeMap<String, T>) -> Result<(), Self::Error>;
}

/// The value of a property while a struct is read; empty at first.
pub trait PendingField<R: Reader> {
    /// Reads the value of the current property.
    ///
    /// # Errors
    ///
    /// The reader's.
    fn read(&mut self, reader: &mut R) -> Result<(), R::Error>;
}

impl<R: Reader, T: Json> PendingField<R> for Option<T> {
    #[inline]
    fn read(&mut self, reader: &mut R) -> Result<(), R::Error> {
        reader.value(self)
    }
}

impl<R: Reader, T: Json> PendingField<R> for OptionalNullable<T> {
    #[inline]
    fn read(&mut self, reader: &mut R) -> Result<(), R::Error> {
        let mut pending = None;
        reader.value(&mut pending)?;
        *self = match pending {
            None => OptionalNullable::Absent,
            Some(None) => OptionalNullable::Null,
            Some(Some(value)) => OptionalNullable::Value(value),
        };
        Ok(())
    }
}

/// The captured properties.
impl<R: Reader, T: Json> PendingField<R> for BTreeMap<String, T> {
    fn read(&mut self, reader: &mut R) -> Result<(), R::Error> {
        reader.captured(self)
    }
}

/// Reads all properties, each into the pending field at its position; the last one is that of captured properties.
///
/// A list of fields replaces a `match` in each struct, which would be the larger part of its compile time.
///
/// # Errors
///
/// The reader's.
#[inline]
pub fn fill<R: Reader>(
    reader: &mut R,
    fields: &mut [&mut dyn PendingField<R>],
) -> Result<(), R::Error> {
    while let Some(at) = reader.next()? {
        if let Some(pending) = fields.get_mut(at) {
            pending.read(reader)?;
        }
    }
    Ok(())
}

/// The initial pending field for each kind of row.
pub mod pending {
    pub use crate::OptionalNullable::Absent as optional_nullable;
    pub use Option::None as required;
    pub use Option::None as optional;
    pub use Option::None as nullable;
}

/// A field with a default.
pub trait OrDefault<T> {
    /// Sets the default if the property is absent.
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
    /// All properties that the struct reads; `None` if it captures others.
    const PROPERTIES: Option<&'static [Property]> = match T::DESCRIPTION.unknown {
        UnknownProperties::Capture(_) => None,
        UnknownProperties::Ignore | UnknownProperties::Deny(_) => Some(T::DESCRIPTION.table),
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

    /// Checks the number of properties.
    fn check_constraints(value: &T, constraints: Constraints, at: &Path<'_>, report: &mut Report) {
        constraints.check_property_count(walk::count(value), at, report);
    }

    #[inline]
    fn check(value: &T, at: &Path<'_>, report: &mut Report) {
        walk::check(value, at, report);
    }
}
