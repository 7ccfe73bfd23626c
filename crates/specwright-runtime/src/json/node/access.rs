//! The items and properties of a tree while they are read.

use super::{Node, Shared};
use crate::tolerance::{self, Step};
use serde_core::de::value::Error;
use serde_core::de::{DeserializeSeed, Error as _, IntoDeserializer, MapAccess, SeqAccess};
use std::vec::IntoIter;

/// The items of an array.
pub(super) struct Items {
    rest: IntoIter<Node>,
    /// The position of the next item.
    at: usize,
    is_tolerant: bool,
}

impl Items {
    pub(super) fn new(items: Shared<Node>) -> Self {
        Self {
            rest: items.into_iter(),
            at: 0,
            is_tolerant: tolerance::is_on(),
        }
    }

    /// Checks that all items were read.
    pub(super) fn end(self) -> Result<(), Error> {
        match self.rest.len() {
            0 => Ok(()),
            left => Err(Error::custom(format_args!("{left} items too many"))),
        }
    }
}

impl<'de> SeqAccess<'de> for Items {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Error> {
        let Some(item) = self.rest.next() else {
            return Ok(None);
        };
        self.at += 1;
        match self.is_tolerant {
            false => seed.deserialize(item).map(Some),
            true => read_inside(Step::Item(self.at - 1), item, seed).map(Some),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

/// The properties of an object.
pub(super) struct Properties {
    rest: IntoIter<(String, Node)>,
    /// The value of the current property, and its name if reading is tolerant.
    current: Option<(String, Node)>,
    is_tolerant: bool,
}

impl Properties {
    pub(super) fn new(properties: Shared<(String, Node)>) -> Self {
        Self {
            rest: properties.into_iter(),
            current: None,
            is_tolerant: tolerance::is_on(),
        }
    }

    /// Checks that all properties were read.
    pub(super) fn end(self) -> Result<(), Error> {
        match self.rest.len() {
            0 => Ok(()),
            left => Err(Error::custom(format_args!("{left} properties too many"))),
        }
    }
}

impl<'de> MapAccess<'de> for Properties {
    type Error = Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Error> {
        let Some((name, value)) = self.rest.next() else {
            return Ok(None);
        };
        let kept = match self.is_tolerant {
            true => name.clone(),
            false => String::new(),
        };
        self.current = Some((kept, value));
        seed.deserialize(name.into_deserializer()).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        match self.current.take() {
            Some((name, value)) if self.is_tolerant => {
                read_inside(Step::Property(&name), value, seed)
            }
            Some((_, value)) => seed.deserialize(value),
            // A tolerant reader asks for the value of a property that is missing.
            None => seed.deserialize(Node::Null),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

/// Reads a value inside another tolerantly.
#[cold]
fn read_inside<'de, S: DeserializeSeed<'de>>(
    step: Step<'_>,
    value: Node,
    seed: S,
) -> Result<S::Value, Error> {
    let mark = tolerance::enter(step);
    let kept = value.clone();
    let read = seed.deserialize(value);
    tolerance::leave(mark, read.is_err().then_some(kept));
    read
}
