//! Visits the fields of a struct: checks, writes and counts them.

use super::{Object, Property, UnknownProperties};
use crate::json::private::entry;
use crate::{Constraints, Json, OptionalNullable, Path, Report, assertion, steps, verdicts};
use serde_core::ser::{SerializeMap, Serializer};
use std::collections::BTreeMap;

/// A visitor of the fields of a struct, in the order of its properties.
pub trait Walk<'a> {
    /// Visits a property that is present.
    fn required<T: Json>(&mut self, field: &'a T);

    /// Visits a property that may be absent.
    fn optional<T: Json>(&mut self, field: &'a Option<T>) {
        match field {
            Some(value) => self.required(value),
            None => self.absent(),
        }
    }

    /// Visits a property that is present and may be null.
    fn nullable<T: Json>(&mut self, field: &'a Option<T>);

    /// Visits a property that may be absent or null.
    fn optional_nullable<T: Json>(&mut self, field: &'a OptionalNullable<T>) {
        match field {
            OptionalNullable::Absent => self.absent(),
            OptionalNullable::Null => self.nullable(&None::<T>),
            OptionalNullable::Value(value) => self.required(value),
        }
    }

    /// Visits an absent property.
    fn absent(&mut self);

    /// Visits the captured properties.
    fn captured<T: Json>(&mut self, captured: &'a BTreeMap<String, T>);
}

/// Reports the violations of the fields, of their places and of the object as a whole.
#[inline]
pub fn check<T: Object>(value: &T, at: &Path<'_>, report: &mut Report) {
    let tree = match T::DESCRIPTION.constraints {
        Some(constraints) => assertion::tree(value, constraints, at),
        None => None,
    };
    let at = &verdicts::inside(at, tree.as_ref());
    let before = report.len();
    value.walk(&mut Check {
        properties: T::DESCRIPTION.table.iter(),
        unknown: T::DESCRIPTION.unknown,
        at,
        report,
    });
    if report.len() > before {
        report.place(before, T::DESCRIPTION.schema);
    }
    if let Some(constraints) = T::DESCRIPTION.constraints {
        value.check_constraints(constraints, at, report);
        if let Some(tree) = &tree {
            constraints.check_assertions(tree.node(), at, report);
        }
    }
}

struct Check<'a> {
    properties: std::slice::Iter<'static, Property>,
    unknown: UnknownProperties,
    at: &'a Path<'a>,
    report: &'a mut Report,
}

impl Walk<'_> for Check<'_> {
    #[inline]
    fn required<T: Json>(&mut self, field: &T) {
        if let Some(property) = self.properties.next() {
            let constraints = property.constraints.as_ref();
            check_value(field, constraints, property.name, self.at, self.report);
        }
    }

    #[inline]
    fn nullable<T: Json>(&mut self, field: &Option<T>) {
        self.optional(field);
    }

    #[inline]
    fn absent(&mut self) {
        self.properties.next();
    }

    fn captured<T: Json>(&mut self, captured: &BTreeMap<String, T>) {
        let UnknownProperties::Capture(constraints) = &self.unknown else {
            return;
        };
        for (name, value) in captured {
            check_value(value, constraints.as_ref(), name, self.at, self.report);
        }
    }
}

#[inline]
fn check_value<T: Json>(
    value: &T,
    constraints: Option<&Constraints>,
    name: &str,
    at: &Path<'_>,
    report: &mut Report,
) {
    steps::add(1);
    let at = at.property(name);
    match constraints {
        None => value.check(&at, report),
        Some(constraints) => report.redacting(constraints.is_secret(), |report| {
            if T::IS_NESTED {
                return assertion::check(value, *constraints, &at, report);
            }
            value.check(&at, report);
            value.check_constraints(*constraints, &at, report);
        }),
    }
}

/// Writes the properties that are present; captured ones only if no field has their name.
#[inline]
pub fn write<T: Object, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    // Binary formats write the number before the properties.
    let count = (!serializer.is_human_readable()).then(|| count_written(value));
    let mut write = Write {
        properties: T::DESCRIPTION.table.iter(),
        table: T::DESCRIPTION.table,
        map: serializer.serialize_map(count)?,
        error: None,
    };
    value.walk(&mut write);
    match write.error {
        Some(error) => Err(error),
        None => write.map.end(),
    }
}

struct Write<M: SerializeMap> {
    properties: std::slice::Iter<'static, Property>,
    table: &'static [Property],
    map: M,
    /// The first error, after which nothing more is written.
    error: Option<M::Error>,
}

impl<M: SerializeMap> Write<M> {
    #[inline]
    fn entry<T: Json>(&mut self, name: &str, value: &T) {
        if self.error.is_none() {
            self.error = entry(&mut self.map, name, value).err();
        }
    }
}

impl<M: SerializeMap> Walk<'_> for Write<M> {
    #[inline]
    fn required<T: Json>(&mut self, field: &T) {
        if let Some(property) = self.properties.next() {
            self.entry(property.name, field);
        }
    }

    #[inline]
    fn nullable<T: Json>(&mut self, field: &Option<T>) {
        self.required(field);
    }

    #[inline]
    fn absent(&mut self) {
        self.properties.next();
    }

    fn captured<T: Json>(&mut self, captured: &BTreeMap<String, T>) {
        for (name, value) in captured {
            if !self.table.iter().any(|property| property.name == name) {
                self.entry(name, value);
            }
        }
    }
}

/// Returns the number of properties that are present.
pub(super) fn count<T: Object>(value: &T) -> usize {
    count_beside(value, &[])
}

/// Returns the number of properties that are written.
fn count_written<T: Object>(value: &T) -> usize {
    count_beside(value, T::DESCRIPTION.table)
}

/// Returns the number of properties that are present, without the captured ones that are in the table.
fn count_beside<T: Object>(value: &T, table: &'static [Property]) -> usize {
    let mut count = Count { present: 0, table };
    value.walk(&mut count);
    count.present
}

struct Count {
    present: usize,
    table: &'static [Property],
}

impl Walk<'_> for Count {
    fn required<T: Json>(&mut self, _: &T) {
        self.present += 1;
    }

    fn nullable<T: Json>(&mut self, _: &Option<T>) {
        self.present += 1;
    }

    fn absent(&mut self) {}

    fn captured<T: Json>(&mut self, captured: &BTreeMap<String, T>) {
        let is_other = |name: &&String| !self.table.iter().any(|it| it.name == **name);
        self.present += captured.keys().filter(is_other).count();
    }
}
