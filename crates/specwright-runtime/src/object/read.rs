//! Reads structs from JSON.

use super::{Object, ObjectDescription, Property, Reader, UnknownProperties};
use crate::constraints::Shown;
use crate::json::private::Seed;
use crate::tolerance::{self, Step};
use crate::{Constraints, Json, steps};
use serde_core::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::marker::PhantomData;

/// Reads a struct from an object, never from an array, which derived readers accept.
pub fn read<'de, T: Object, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(Fill(PhantomData))
}

struct Fill<T>(PhantomData<T>);

impl<'de, T: Object> Visitor<'de> for Fill<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::fill(&mut Properties {
            map,
            input: PhantomData,
            table: T::DESCRIPTION.table,
            unknown: T::DESCRIPTION.unknown,
            ignored: T::DESCRIPTION.ignored,
            description: const { &T::DESCRIPTION },
            at: 0,
            name: String::new(),
            seen: Seen::default(),
        })
    }
}

/// The properties of an object, one by one.
struct Properties<'de, A> {
    map: A,
    input: PhantomData<&'de ()>,
    table: &'static [Property],
    unknown: UnknownProperties,
    ignored: &'static [&'static str],
    /// The description, for values that cannot be read.
    description: &'static ObjectDescription,
    /// The position of the current property in the table.
    at: usize,
    /// The name of a captured property.
    name: String,
    /// The properties read so far.
    seen: Seen,
}

impl<'de, A: MapAccess<'de>> Reader for Properties<'de, A> {
    type Error = A::Error;

    #[inline]
    fn next(&mut self) -> Result<Option<usize>, A::Error> {
        loop {
            let name = Name {
                table: self.table,
                unknown: self.unknown,
                ignored: self.ignored,
                description: self.description,
                after: self.at,
            };
            steps::add(1);
            match self.map.next_key_seed(name)? {
                None => return self.end(),
                Some(Found::Field(at)) => {
                    let name = self.table[at].name;
                    if !self.seen.add(at) && !tolerance::repeats(name, self.description.schema) {
                        return Err(A::Error::duplicate_field(name));
                    }
                    self.at = at;
                    return Ok(Some(at));
                }
                Some(Found::Other(name)) => {
                    self.name = name;
                    return Ok(Some(self.table.len()));
                }
                Some(Found::Ignored) => {
                    self.map.next_value::<IgnoredAny>()?;
                }
            }
        }
    }

    #[inline]
    fn value<T: Json>(&mut self, pending: &mut Option<T>) -> Result<(), A::Error> {
        match self.map.next_value_seed(Seed::new()) {
            Ok(value) => *pending = Some(value),
            Err(error) => *pending = self.description.instead(self.at).ok_or(error)?,
        }
        Ok(())
    }

    fn captured<T: Json>(&mut self, captured: &mut BTreeMap<String, T>) -> Result<(), A::Error> {
        read_entry(
            std::mem::take(&mut self.name),
            captured,
            &mut self.map,
            self.description.values(),
        )
    }
}

impl<'de, A: MapAccess<'de>> Properties<'de, A> {
    /// Checks that all required properties were present.
    #[inline]
    fn end(&mut self) -> Result<Option<usize>, A::Error> {
        let missing =
            |(at, property): &(usize, &Property)| property.required && !self.seen.has(*at);
        match self.table.iter().enumerate().find(missing) {
            None => Ok(None),
            Some((at, property)) if tolerance::misses(property.name, self.description.schema) => {
                self.seen.add(at);
                self.at = at;
                Ok(Some(at))
            }
            Some((_, property)) => Err(A::Error::missing_field(property.name)),
        }
    }
}

/// Reads the entry of a map.
pub(crate) fn read_entry<'de, T: Json, A: MapAccess<'de>>(
    name: String,
    entries: &mut BTreeMap<String, T>,
    map: &mut A,
    constraints: Constraints,
) -> Result<(), A::Error> {
    let entry = match entries.entry(name) {
        Entry::Occupied(entry) if !tolerance::repeats(entry.key(), "") => {
            return Err(A::Error::custom(format_args!(
                "duplicate property {}",
                Shown(entry.key())
            )));
        }
        entry => entry,
    };
    match map.next_value_seed(Seed::new()) {
        Ok(value) => match entry {
            Entry::Occupied(mut entry) => drop(entry.insert(value)),
            Entry::Vacant(entry) => {
                entry.insert(value);
            }
        },
        Err(error) => {
            let step = Step::Property(entry.key());
            tolerance::instead::<T>(step, false, constraints).ok_or(error)?;
        }
    }
    Ok(())
}

impl ObjectDescription {
    /// Returns what the property at a position is read as, whose value could not be read.
    #[cold]
    fn instead<T: Json>(&self, at: usize) -> Option<Option<T>> {
        let property = &self.table[at];
        let schema = self.schema_of("type", "");
        let constraints = property.constraints;
        let constraints = constraints
            .unwrap_or(Constraints::new(schema, &[]))
            .or_at(schema);
        tolerance::instead(
            Step::Property(property.name),
            property.required,
            constraints,
        )
    }

    /// Returns the constraints of captured properties.
    fn values(&self) -> Constraints {
        let own = match self.unknown {
            UnknownProperties::Capture(constraints) => constraints,
            UnknownProperties::Ignore | UnknownProperties::Deny(_) => None,
        };
        own.unwrap_or(Constraints::new(self.schema, &[]))
            .or_at(self.schema)
    }
}

/// A set of positions: bits, and a tree for positions that exceed them, which few structs have.
#[derive(Default)]
struct Seen {
    bits: u128,
    beyond: BTreeSet<usize>,
}

impl Seen {
    /// Adds a position; returns false if it is in the set already.
    #[inline]
    fn add(&mut self, at: usize) -> bool {
        match 1_u128.checked_shl(at as u32) {
            Some(bit) => {
                let is_new = self.bits & bit == 0;
                self.bits |= bit;
                is_new
            }
            None => self.beyond.insert(at),
        }
    }

    #[inline]
    fn has(&self, at: usize) -> bool {
        match 1_u128.checked_shl(at as u32) {
            Some(bit) => self.bits & bit != 0,
            None => self.beyond.contains(&at),
        }
    }
}

/// The property of a name.
enum Found {
    /// A property with a field, by its position.
    Field(usize),
    /// A captured property.
    Other(String),
    /// An ignored property.
    Ignored,
}

/// Finds a name in the table. Matches a borrowed name and allocates nothing.
struct Name {
    table: &'static [Property],
    unknown: UnknownProperties,
    ignored: &'static [&'static str],
    description: &'static ObjectDescription,
    /// The position of the previous property: most often the next one follows it.
    after: usize,
}

impl Name {
    #[inline]
    fn find(&self, name: &str) -> Option<usize> {
        let (before, after) = self.table.split_at(self.after.min(self.table.len()));
        let is_it = |property: &Property| property.name == name;
        match after.iter().position(is_it) {
            Some(at) => Some(before.len() + at),
            None => before.iter().position(is_it),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Found;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Found, D::Error> {
        // Not as an identifier: formats that do not describe themselves have none.
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Name {
    type Value = Found;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a property")
    }

    #[inline]
    fn visit_str<E: Error>(self, name: &str) -> Result<Found, E> {
        match (self.find(name), self.unknown) {
            (Some(at), _) => Ok(Found::Field(at)),
            (None, UnknownProperties::Ignore) => Ok(Found::Ignored),
            (None, _) if self.ignored.contains(&name) => Ok(Found::Ignored),
            (None, UnknownProperties::Capture(_)) => Ok(Found::Other(name.to_owned())),
            (None, UnknownProperties::Deny(keyword))
                if tolerance::ignores(name, self.description.schema_of(keyword, name), keyword) =>
            {
                Ok(Found::Ignored)
            }
            (None, UnknownProperties::Deny(_)) => Err(E::custom(format_args!(
                "the property {} is not allowed here",
                Shown(name)
            ))),
        }
    }
}
