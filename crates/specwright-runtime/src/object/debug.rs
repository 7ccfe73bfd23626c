//! The `Debug` output of structs: that of `#[derive(Debug)]`, without secrets.

use super::{Object, Property, UnknownProperties, Walk};
use crate::debug::{Hidden, HiddenValues, Names, Tuple};
use crate::{Json, OptionalNullable};
use std::collections::BTreeMap;
use std::fmt;

/// Writes a struct as `#[derive(Debug)]` would, without the values that are secrets, or hold one. The names are those of the
/// struct and of its fields.
///
/// # Errors
///
/// The formatter's.
pub fn debug<T: Object>(value: &T, names: &'static str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut names = Names::new(names);
    let mut show = Show {
        properties: T::DESCRIPTION.table.iter(),
        unknown: T::DESCRIPTION.unknown,
        fields: f.debug_struct(names.next()),
        names,
    };
    value.walk(&mut show);
    show.fields.finish()
}

struct Show<'a, 'f> {
    names: Names,
    properties: std::slice::Iter<'static, Property>,
    unknown: UnknownProperties,
    fields: fmt::DebugStruct<'a, 'f>,
}

impl Show<'_, '_> {
    /// Shows the next field: `field: Some(value)`, or the value on its own.
    fn next(&mut self, variant: Option<&'static str>, value: &dyn fmt::Debug) {
        let constraints = self.properties.next().and_then(|it| it.constraints);
        let value = match constraints.is_some_and(|it| it.holds_secret()) {
            true => &Hidden,
            false => value,
        };
        let name = self.names.next();
        match variant {
            Some(variant) => self.fields.field(name, &Tuple(variant, value)),
            None => self.fields.field(name, value),
        };
    }

    /// Shows the next field, which has no value: `field: None`.
    fn empty(&mut self, variant: &'static str) {
        self.properties.next();
        self.fields
            .field(self.names.next(), &format_args!("{variant}"));
    }
}

impl Walk<'_> for Show<'_, '_> {
    fn required<T: Json>(&mut self, field: &T) {
        self.next(None, field);
    }

    fn optional<T: Json>(&mut self, field: &Option<T>) {
        match field {
            Some(value) => self.next(Some("Some"), value),
            None => self.empty("None"),
        }
    }

    fn nullable<T: Json>(&mut self, field: &Option<T>) {
        self.optional(field);
    }

    fn optional_nullable<T: Json>(&mut self, field: &OptionalNullable<T>) {
        match field {
            OptionalNullable::Absent => self.empty("Absent"),
            OptionalNullable::Null => self.empty("Null"),
            OptionalNullable::Value(value) => self.next(Some("Value"), value),
        }
    }

    fn absent(&mut self) {
        self.empty("None");
    }

    fn captured<T: Json>(&mut self, captured: &BTreeMap<String, T>) {
        let name = self.names.next();
        match self.unknown {
            UnknownProperties::Capture(Some(constraints)) if constraints.holds_secret() => {
                self.fields.field(name, &HiddenValues(captured));
            }
            _ => {
                self.fields.field(name, captured);
            }
        }
    }
}
