//! The content of the unknown variants of enums.

use serde_core::ser::{Serialize, Serializer};
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Deref;

/// A value that the enum `E` does not list.
///
/// Only the enum creates it. Reading a value, or converting it with `From`, returns the variant of a listed value and the unknown
/// variant of any other, so a listed value is never held as unknown.
///
/// ```compile_fail
/// # use specwright_runtime::{Unlisted, string_enum};
/// # #[derive(Clone)]
/// # pub enum Color { Red, Unknown(Unlisted<String, Color>) }
/// # string_enum! { Color("/color"); values(Red = "red"); unknown(Unknown); }
/// # #[derive(Clone)]
/// # pub enum Light { Green, Unknown(Unlisted<String, Light>) }
/// # string_enum! { Light("/light"); values(Green = "green"); unknown(Unknown); }
/// if let Color::Unknown(color) = Color::from("green") {
///     let light = Light::Unknown(color);
/// }
/// ```
pub struct Unlisted<T, E> {
    value: T,
    of: PhantomData<fn() -> E>,
}

impl<T, E> Unlisted<T, E> {
    /// Creates an unlisted value; for values that were looked up in the list before.
    pub(super) const fn new(value: T) -> Self {
        let of = PhantomData;
        Self { value, of }
    }

    /// Returns the value.
    pub fn into_inner(self) -> T {
        self.value
    }
}

impl<T: Copy, E> Unlisted<T, E> {
    /// Returns a copy of the value.
    pub const fn get(&self) -> T {
        self.value
    }
}

impl<T, E> Deref for Unlisted<T, E> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: Clone, E> Clone for Unlisted<T, E> {
    fn clone(&self) -> Self {
        Self::new(self.value.clone())
    }
}

impl<T: Copy, E> Copy for Unlisted<T, E> {}

impl<T: PartialEq, E> PartialEq for Unlisted<T, E> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq, E> Eq for Unlisted<T, E> {}

impl<T: Hash, E> Hash for Unlisted<T, E> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.value.hash(state);
    }
}

impl<T: fmt::Debug, E> fmt::Debug for Unlisted<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

impl<T: PartialOrd, E> PartialOrd for Unlisted<T, E> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.value.partial_cmp(&other.value)
    }
}

impl<T: Ord, E> Ord for Unlisted<T, E> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.value.cmp(&other.value)
    }
}

impl<T: Serialize, E> Serialize for Unlisted<T, E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

impl<T: fmt::Display, E> fmt::Display for Unlisted<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}
