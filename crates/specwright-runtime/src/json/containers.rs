//! Arrays, maps, boxes, and values that may be null.

use super::coded::{Codec, Coded};
use super::json_types::JsonTypes;
use super::node::{Node, first_repeated};
use super::private::Seed;
use super::shape::Shape;
use super::{Json, Validate, Written};
use crate::object::{Property, read_entry};
use crate::tolerance::{self, Step};
use crate::{Constraints, Path, Report, steps};
use serde_core::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_core::ser::Serializer;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

/// More than this is not reserved on the word of a length hint.
pub(super) const MAX_RESERVED: usize = 4096;

impl<T: Validate> Validate for Vec<T> {
    fn check(&self, at: &Path<'_>, report: &mut Report) {
        for (index, item) in self.iter().enumerate() {
            steps::add(1);
            item.check(&at.item(index), report);
        }
    }
}

impl<T: Json> Json for Vec<T> {
    const JSON_TYPES: JsonTypes = JsonTypes::ARRAY;
    const IS_NESTED: bool = T::JSON_TYPES.overlaps(JsonTypes::ARRAY.or(JsonTypes::OBJECT));

    fn shape() -> Shape {
        Shape {
            items: Some(T::shape),
            ..Shape::of(JsonTypes::ARRAY)
        }
    }

    #[cfg(feature = "samples")]
    fn outline() -> crate::sample::Outline {
        crate::sample::Outline::new(Self::JSON_TYPES, crate::sample::Form::Array(T::outline))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Items(PhantomData))
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(Written))
    }

    fn diagnose(node: &Node, at: &Path<'_>, constraints: Constraints, report: &mut Report) {
        let items = match node {
            Node::Array(items) => items.as_slice(),
            // In a parameter, an array of one item looks like the item.
            Node::Wire(_) | Node::File(_) => std::slice::from_ref(node),
            _ => return constraints.wrong_type("an array", node, at, report),
        };
        constraints.check_item_count(items.len(), at, report);
        constraints.check_unique(at, report, || first_repeated(items));
        let inner = constraints.items();
        report.redacting(inner.is_secret(), |report| {
            for (index, item) in items.iter().enumerate() {
                if report.is_full() {
                    return;
                }
                steps::add(1);
                T::diagnose(item, &at.item(index), inner, report);
            }
        });
    }

    fn check_constraints(&self, constraints: Constraints, at: &Path<'_>, report: &mut Report) {
        constraints.check_item_count(self.len(), at, report);
        constraints.check_unique(at, report, || match at.tree().filter(|_| Self::IS_NESTED) {
            Some(Node::Array(items)) => first_repeated(items),
            _ => T::first_repeated(self),
        });
        let inner = constraints.items();
        if inner.constraints.is_empty() {
            return;
        }
        report.redacting(inner.is_secret(), |report| {
            for (index, item) in self.iter().enumerate() {
                item.check_constraints(inner, &at.item(index), report);
            }
        });
    }
}

struct Items<T>(PhantomData<T>);

impl<'de, T: Json> Visitor<'de> for Items<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Vec<T>, A::Error> {
        let mut items = Vec::with_capacity(sequence.size_hint().unwrap_or(0).min(MAX_RESERVED));
        loop {
            match sequence.next_element_seed(Seed::new()) {
                Ok(Some(item)) => items.push(item),
                Ok(None) => return Ok(items),
                Err(error) => items.push(null_item(items.len()).ok_or(error)?),
            }
            steps::add(1);
        }
    }
}

/// Returns the item at a position, which could not be read, as null if its type admits that. To omit it would move the items
/// after it.
#[cold]
fn null_item<T: Json>(at: usize) -> Option<T> {
    tolerance::instead(Step::Item(at), true, Constraints::new("", &[]))?
}

impl<T: Validate> Validate for BTreeMap<String, T> {
    fn check(&self, at: &Path<'_>, report: &mut Report) {
        for (name, value) in self {
            steps::add(1);
            value.check(&at.property(name), report);
        }
    }
}

impl<T: Json> Json for BTreeMap<String, T> {
    const JSON_TYPES: JsonTypes = JsonTypes::OBJECT;

    fn shape() -> Shape {
        Shape {
            fields: Some(|_| Some(T::shape())),
            ..Shape::of(JsonTypes::OBJECT)
        }
    }

    #[cfg(feature = "samples")]
    fn outline() -> crate::sample::Outline {
        crate::sample::Outline::new(Self::JSON_TYPES, crate::sample::Form::Map(T::outline))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Properties(PhantomData))
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(name, value)| (name, Written(value))))
    }

    fn diagnose(node: &Node, at: &Path<'_>, constraints: Constraints, report: &mut Report) {
        let Node::Object(properties) = node else {
            return constraints.wrong_type("an object", node, at, report);
        };
        let repeated = crate::object::report_repeated(properties, at, constraints.schema, report);
        constraints.check_property_count(properties.len() - repeated, at, report);
        report.keep(properties.len());
        let inner = constraints.values();
        report.redacting(inner.is_secret(), |report| {
            for (name, value) in properties {
                if report.is_full() {
                    return;
                }
                steps::add(1);
                T::diagnose(value, &at.property(name), inner, report);
            }
        });
    }

    fn check_constraints(&self, constraints: Constraints, at: &Path<'_>, report: &mut Report) {
        constraints.check_property_count(self.len(), at, report);
        let inner = constraints.values();
        if inner.constraints.is_empty() {
            return;
        }
        report.redacting(inner.is_secret(), |report| {
            for (name, value) in self {
                value.check_constraints(inner, &at.property(name), report);
            }
        });
    }
}

struct Properties<T>(PhantomData<T>);

impl<'de, T: Json> Visitor<'de> for Properties<T> {
    type Value = BTreeMap<String, T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut properties: A) -> Result<Self::Value, A::Error> {
        let mut map = BTreeMap::new();
        while let Some(name) = properties.next_key::<String>()? {
            steps::add(1);
            read_entry(name, &mut map, &mut properties, Constraints::new("", &[]))?;
        }
        Ok(map)
    }
}

/// Boxes are coded, as a blanket implementation for coded types leaves no room for another one of boxes: crates may implement
/// traits of others for boxes of their types.
impl<T: Json> Coded for Box<T> {
    type Codec = Boxed;
}

/// The codec of boxes.
pub struct Boxed;

impl<T: Json> Codec<Box<T>> for Boxed {
    const JSON_TYPES: JsonTypes = T::JSON_TYPES;
    const PROPERTIES: Option<&'static [Property]> = T::PROPERTIES;
    const IS_NESTED: bool = T::IS_NESTED;

    fn shape() -> Shape {
        T::shape()
    }

    #[cfg(feature = "samples")]
    fn outline() -> crate::sample::Outline {
        T::outline()
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Box<T>, D::Error> {
        T::read(deserializer).map(Box::new)
    }

    fn write<S: Serializer>(value: &Box<T>, serializer: S) -> Result<S::Ok, S::Error> {
        T::write(value, serializer)
    }

    fn diagnose(node: &Node, at: &Path<'_>, constraints: Constraints, report: &mut Report) {
        T::diagnose(node, at, constraints, report);
    }

    fn check_constraints(
        value: &Box<T>,
        constraints: Constraints,
        at: &Path<'_>,
        report: &mut Report,
    ) {
        T::check_constraints(value, constraints, at, report);
    }

    fn check(value: &Box<T>, at: &Path<'_>, report: &mut Report) {
        T::check(value, at, report);
    }
}

/// `nullable`: none is null.
impl<T: Validate> Validate for Option<T> {
    fn check(&self, at: &Path<'_>, report: &mut Report) {
        if let Some(value) = self {
            value.check(at, report);
        }
    }
}

impl<T: Json> Json for Option<T> {
    const JSON_TYPES: JsonTypes = T::JSON_TYPES.or(JsonTypes::NULL);
    const PROPERTIES: Option<&'static [Property]> = T::PROPERTIES;
    const IS_NESTED: bool = T::IS_NESTED;

    fn shape() -> Shape {
        Shape {
            json_types: Self::JSON_TYPES,
            ..T::shape()
        }
    }

    #[cfg(feature = "samples")]
    fn outline() -> crate::sample::Outline {
        crate::sample::Outline::new(Self::JSON_TYPES, crate::sample::Form::Nullable(T::outline))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_option(Nullable(PhantomData))
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => serializer.serialize_some(&Written(value)),
            None => serializer.serialize_none(),
        }
    }

    fn diagnose(node: &Node, at: &Path<'_>, constraints: Constraints, report: &mut Report) {
        if !matches!(node, Node::Null) {
            T::diagnose(node, at, constraints, report);
        }
    }

    fn check_constraints(&self, constraints: Constraints, at: &Path<'_>, report: &mut Report) {
        if let Some(value) = self {
            value.check_constraints(constraints, at, report);
        }
    }
}

struct Nullable<T>(PhantomData<T>);

impl<'de, T: Json> Visitor<'de> for Nullable<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_none<E>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        T::read(deserializer).map(Some)
    }
}
