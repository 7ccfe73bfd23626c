//! Properties without a field: one module for each kind of last row.

use super::Object;
use crate::json::node::Node;
use crate::json::private::{Seed, entry};
use crate::json::shape::Shape;
use crate::{Json, Path, Report, Rules};
use serde_core::de::{Error, IgnoredAny, MapAccess};
use serde_core::ser::SerializeMap;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// What becomes of properties without a field.
#[derive(Clone, Copy, Debug)]
pub enum Extra {
    /// The document does not speak of them: they may be there.
    Ignored,
    /// `additionalProperties: false`
    Refused,
    /// `additionalProperties` with a schema.
    Kept {
        /// What they must be.
        inspect: fn(&Node, &Path<'_>, Rules, &mut Report),
        /// The constraints of each.
        rules: Option<Rules>,
        /// How each is laid out.
        shape: fn() -> Shape,
    },
}

impl Extra {
    /// Reports what is wrong with such a property.
    pub(super) fn inspect(
        self,
        value: &Node,
        at: &Path<'_>,
        schema: &'static str,
        report: &mut Report,
    ) {
        match self {
            Extra::Ignored => {}
            Extra::Refused => report.add(
                at,
                schema,
                "additionalProperties",
                "no property of this name",
                "",
            ),
            Extra::Kept { inspect, rules, .. } => {
                let rules = rules.unwrap_or(Rules::new(schema, &[])).or_at(schema);
                report.hiding(rules.is_secret(), |report| {
                    inspect(value, at, rules, report)
                });
            }
        }
    }
}

/// `ignored();`
pub mod ignored {
    use super::*;

    /// Of no interest.
    pub struct Name;

    pub const fn new(_: Option<Rules>) -> Extra {
        Extra::Ignored
    }

    #[inline]
    pub fn name<E>(_: &str) -> Result<Name, E> {
        Ok(Name)
    }

    pub fn set<'de, A: MapAccess<'de>>((): &mut (), _: Name, map: &mut A) -> Result<(), A::Error> {
        map.next_value::<IgnoredAny>().map(|_| ())
    }
}

/// `refused();`
pub mod refused {
    use super::*;

    /// There is none.
    pub enum Name {}

    pub const fn new(_: Option<Rules>) -> Extra {
        Extra::Refused
    }

    pub fn name<E: Error>(name: &str) -> Result<Name, E> {
        Err(super::super::unknown(name))
    }

    pub fn set<'de, A: MapAccess<'de>>((): &mut (), name: Name, _: &mut A) -> Result<(), A::Error> {
        match name {}
    }
}

/// `kept(field);`
pub mod kept {
    use super::*;

    pub type Name = String;

    pub const fn new<S, T: Json>(_: fn(&S) -> &BTreeMap<String, T>, rules: Option<Rules>) -> Extra {
        Extra::Kept {
            inspect: T::inspect,
            rules,
            shape: T::shape,
        }
    }

    pub fn name<E>(name: &str) -> Result<Name, E> {
        Ok(name.to_owned())
    }

    pub fn set<'de, T: Json, A: MapAccess<'de>>(
        kept: &mut BTreeMap<String, T>,
        name: Name,
        map: &mut A,
    ) -> Result<(), A::Error> {
        match kept.entry(name) {
            Entry::Vacant(entry) => entry.insert(map.next_value_seed(Seed::new())?),
            Entry::Occupied(entry) => {
                return Err(A::Error::custom(format_args!(
                    "the property {:?} is there twice",
                    entry.key()
                )));
            }
        };
        Ok(())
    }
}

/// Reports what is wrong with kept properties.
pub fn check<T: Json>(
    kept: &BTreeMap<String, T>,
    rules: Option<Rules>,
    at: &Path<'_>,
    report: &mut Report,
) {
    report.hiding(rules.is_some_and(|rules| rules.is_secret()), |report| {
        for (name, value) in kept {
            let at = at.property(name);
            value.check(&at, report);
            if let Some(rules) = rules {
                value.obey(rules, &at, report);
            }
        }
    });
}

/// Writes kept properties, but for any with the name of a field, which is written already.
pub fn write<S: Object, T: Json, M: SerializeMap>(
    kept: &BTreeMap<String, T>,
    map: &mut M,
) -> Result<(), M::Error> {
    for (name, value) in kept {
        if !S::PROPERTIES.iter().any(|property| property.name == name) {
            entry(map, name, value)?;
        }
    }
    Ok(())
}
