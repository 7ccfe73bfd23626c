//! Types that are read and written as all of their kind are.
//!
//! A method that is written again for each of thousands of types costs the compiler more than anything in it. So a generated
//! type only names the codec of its kind, and all methods of [`Json`] and [`Validate`] are here, once.

use super::json_types::JsonTypes;
use super::node::Node;
use super::shape::Shape;
use super::{Json, Validate};
use crate::object::Property;
use crate::{Constraints, Path, Report};
use serde_core::{Deserializer, Serializer};
use std::fmt;

/// A type that leaves it to a codec how it is read and written.
pub trait Coded: fmt::Debug + PartialEq + Sized + 'static {
    /// The codec, which is that of all types of its kind.
    type Codec: Codec<Self>;
}

/// [`Json`] and [`Validate`], of a type of a certain kind.
pub trait Codec<T> {
    /// [`Json::JSON_TYPES`]
    const JSON_TYPES: JsonTypes;
    /// [`Json::PROPERTIES`]
    const PROPERTIES: Option<&'static [Property]> = None;

    /// [`Json::IS_NESTED`]
    const IS_NESTED: bool = false;

    /// [`Json::shape`]
    fn shape() -> Shape {
        Shape::of(Self::JSON_TYPES)
    }

    /// [`Json::outline`]
    #[cfg(feature = "samples")]
    fn outline() -> crate::sample::Outline;

    /// [`Json::read`]
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error>;

    /// [`Json::write`]
    fn write<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error>;

    /// [`Json::diagnose`]
    fn diagnose(node: &Node, at: &Path<'_>, constraints: Constraints, report: &mut Report);

    /// [`Json::check_constraints`]
    fn check_constraints(value: &T, constraints: Constraints, at: &Path<'_>, report: &mut Report);

    /// [`Validate::check`]
    fn check(value: &T, at: &Path<'_>, report: &mut Report);
}

impl<T: Coded> Validate for T {
    #[inline]
    fn check(&self, at: &Path<'_>, report: &mut Report) {
        T::Codec::check(self, at, report);
    }
}

impl<T: Coded> Json for T {
    const JSON_TYPES: JsonTypes = <T::Codec as Codec<T>>::JSON_TYPES;
    const PROPERTIES: Option<&'static [Property]> = <T::Codec as Codec<T>>::PROPERTIES;
    const IS_NESTED: bool = <T::Codec as Codec<T>>::IS_NESTED;

    fn shape() -> Shape {
        T::Codec::shape()
    }

    #[cfg(feature = "samples")]
    fn outline() -> crate::sample::Outline {
        T::Codec::outline()
    }

    #[inline]
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::Codec::read(deserializer)
    }

    #[inline]
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        T::Codec::write(self, serializer)
    }

    fn diagnose(node: &Node, at: &Path<'_>, constraints: Constraints, report: &mut Report) {
        T::Codec::diagnose(node, at, constraints, report);
    }

    #[inline]
    fn check_constraints(&self, constraints: Constraints, at: &Path<'_>, report: &mut Report) {
        T::Codec::check_constraints(self, constraints, at, report);
    }
}
