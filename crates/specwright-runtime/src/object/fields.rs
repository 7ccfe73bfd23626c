//! The fields of a struct: one module for each kind of row, and what they have in common.

use crate::json::node::Node;
use crate::json::private::entry;
use crate::json::shape::Shape;
use crate::{Json, Patch, Path, Report, Rules};
use serde_core::de::Error;
use serde_core::ser::SerializeMap;

/// What a property must be.
#[derive(Clone, Copy, Debug)]
pub struct Property {
    pub(super) name: &'static str,
    pub(super) required: bool,
    pub(super) inspect: fn(&Node, &Path<'_>, Rules, &mut Report),
    pub(super) rules: Option<Rules>,
    pub(super) shape: fn() -> Shape,
}

#[inline]
fn check_value<T: Json>(
    value: &T,
    rules: Option<Rules>,
    name: &str,
    at: &Path<'_>,
    report: &mut Report,
) {
    let at = at.property(name);
    match rules {
        None => value.check(&at, report),
        Some(rules) => report.hiding(rules.is_secret(), |report| {
            value.check(&at, report);
            value.obey(rules, &at, report);
        }),
    }
}

impl Property {
    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    #[cfg(any(feature = "client", feature = "server"))]
    pub(crate) fn is_required(&self) -> bool {
        self.required
    }

    #[cfg(any(feature = "client", feature = "server"))]
    pub(crate) fn shape(&self) -> Shape {
        (self.shape)()
    }
}

/// There, and not null.
pub mod required {
    use super::*;

    pub const fn property<S, T: Json>(
        _: fn(&S) -> &T,
        name: &'static str,
        rules: Option<Rules>,
    ) -> Property {
        Property {
            name,
            required: true,
            inspect: T::inspect,
            rules,
            shape: T::shape,
        }
    }

    /// A default makes no difference: it speaks of absent properties, and this one must not be absent.
    #[inline]
    pub fn take<T, E: Error>(
        slot: Option<T>,
        name: &'static str,
        _: Option<fn() -> T>,
    ) -> Result<T, E> {
        slot.ok_or_else(|| E::missing_field(name))
    }

    #[inline]
    pub fn check<T: Json>(
        field: &T,
        rules: Option<Rules>,
        name: &str,
        at: &Path<'_>,
        report: &mut Report,
    ) {
        check_value(field, rules, name, at, report);
    }

    #[inline]
    pub fn write<T: Json, M: SerializeMap>(
        field: &T,
        name: &str,
        map: &mut M,
    ) -> Result<(), M::Error> {
        entry(map, name, field)
    }

    pub fn is_present<T>(_: &T) -> bool {
        true
    }
}

/// Absent, or there and not null.
pub mod optional {
    use super::*;

    pub const fn property<S, T: Json>(
        _: fn(&S) -> &Option<T>,
        name: &'static str,
        rules: Option<Rules>,
    ) -> Property {
        Property {
            name,
            required: false,
            inspect: T::inspect,
            rules,
            shape: T::shape,
        }
    }

    #[inline]
    pub fn take<T, E: Error>(
        slot: Option<T>,
        _: &'static str,
        default: Option<fn() -> T>,
    ) -> Result<Option<T>, E> {
        Ok(slot.or_else(|| default.map(|default| default())))
    }

    #[inline]
    pub fn check<T: Json>(
        field: &Option<T>,
        rules: Option<Rules>,
        name: &str,
        at: &Path<'_>,
        report: &mut Report,
    ) {
        if let Some(value) = field {
            check_value(value, rules, name, at, report);
        }
    }

    #[inline]
    pub fn write<T: Json, M: SerializeMap>(
        field: &Option<T>,
        name: &str,
        map: &mut M,
    ) -> Result<(), M::Error> {
        match field {
            Some(value) => entry(map, name, value),
            None => Ok(()),
        }
    }

    pub fn is_present<T>(field: &Option<T>) -> bool {
        field.is_some()
    }
}

/// There, and perhaps null.
pub mod nullable {
    use super::*;

    pub const fn property<S, T: Json>(
        _: fn(&S) -> &Option<T>,
        name: &'static str,
        rules: Option<Rules>,
    ) -> Property {
        Property {
            name,
            required: true,
            inspect: <Option<T> as Json>::inspect,
            rules,
            shape: <Option<T> as Json>::shape,
        }
    }

    #[inline]
    pub fn take<T, E: Error>(
        slot: Option<Option<T>>,
        name: &'static str,
        _: Option<fn() -> T>,
    ) -> Result<Option<T>, E> {
        slot.ok_or_else(|| E::missing_field(name))
    }

    #[inline]
    pub fn check<T: Json>(
        field: &Option<T>,
        rules: Option<Rules>,
        name: &str,
        at: &Path<'_>,
        report: &mut Report,
    ) {
        if let Some(value) = field {
            check_value(value, rules, name, at, report);
        }
    }

    #[inline]
    pub fn write<T: Json, M: SerializeMap>(
        field: &Option<T>,
        name: &str,
        map: &mut M,
    ) -> Result<(), M::Error> {
        entry(map, name, field)
    }

    pub fn is_present<T>(_: &Option<T>) -> bool {
        true
    }
}

/// Absent, or there and perhaps null.
pub mod patch {
    use super::*;

    pub const fn property<S, T: Json>(
        _: fn(&S) -> &Patch<T>,
        name: &'static str,
        rules: Option<Rules>,
    ) -> Property {
        Property {
            name,
            required: false,
            inspect: <Option<T> as Json>::inspect,
            rules,
            shape: <Option<T> as Json>::shape,
        }
    }

    #[inline]
    pub fn take<T, E: Error>(
        slot: Option<Option<T>>,
        _: &'static str,
        default: Option<fn() -> T>,
    ) -> Result<Patch<T>, E> {
        Ok(match (slot, default) {
            (Some(Some(value)), _) => Patch::Value(value),
            (Some(None), _) => Patch::Null,
            (None, Some(default)) => Patch::Value(default()),
            (None, None) => Patch::Absent,
        })
    }

    #[inline]
    pub fn check<T: Json>(
        field: &Patch<T>,
        rules: Option<Rules>,
        name: &str,
        at: &Path<'_>,
        report: &mut Report,
    ) {
        if let Patch::Value(value) = field {
            check_value(value, rules, name, at, report);
        }
    }

    #[inline]
    pub fn write<T: Json, M: SerializeMap>(
        field: &Patch<T>,
        name: &str,
        map: &mut M,
    ) -> Result<(), M::Error> {
        match field {
            Patch::Absent => Ok(()),
            Patch::Null => entry(map, name, &None::<T>),
            Patch::Value(value) => entry(map, name, value),
        }
    }

    pub fn is_present<T>(field: &Patch<T>) -> bool {
        !field.is_absent()
    }
}
