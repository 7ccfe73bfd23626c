//! The parts of JSON that the macros use.

use super::{Json, Written};
use serde_core::de::{DeserializeSeed, Deserializer};
use serde_core::ser::{SerializeMap, Serializer};
use std::marker::PhantomData;

/// A seed of serde that reads a `T` by [`Json`].
pub struct Seed<T>(PhantomData<T>);

impl<T> Seed<T> {
    /// A seed.
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<T> Default for Seed<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<'de, T: Json> DeserializeSeed<'de> for Seed<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::read(deserializer)
    }
}

/// Writes a property.
pub fn entry<T: Json, M: SerializeMap>(map: &mut M, name: &str, value: &T) -> Result<(), M::Error> {
    map.serialize_entry(name, &Written(value))
}

/// Writes an entry of a map by [`Json`].
pub fn write<T: Json, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    value.write(serializer)
}
