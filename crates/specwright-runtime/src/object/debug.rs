//! The `Debug` output of structs: the properties that are present, by their names in the document, and no secret.

use super::{Object, Property, UnknownProperties, Walk};
use crate::{Constraints, Json};
use std::collections::BTreeMap;
use std::fmt;

/// Writes a struct as `#[derive(Debug)]` would, without the properties that are absent and the values that are secrets, or hold one.
///
/// # Errors
///
/// The formatter's.
pub fn debug<T: Object>(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let path = std::any::type_name::<T>();
    let name = path.rsplit("::").next().unwrap_or(path);
    let mut show = Show {
        properties: T::FACTS.table.iter(),
        unknown: T::FACTS.unknown,
        fields: f.debug_struct(name),
    };
    value.walk(&mut show);
    show.fields.finish()
}

struct Show<'a, 'f> {
    properties: std::slice::Iter<'static, Property>,
    unknown: UnknownProperties,
    fields: fmt::DebugStruct<'a, 'f>,
}

impl Show<'_, '_> {
    fn field(&mut self, name: &str, constraints: Option<Constraints>, value: &dyn fmt::Debug) {
        if constraints.is_some_and(|constraints| constraints.holds_secret()) {
            self.fields.field(name, &format_args!("..."));
        } else {
            self.fields.field(name, value);
        }
    }
}

impl Walk for Show<'_, '_> {
    fn required<T: Json>(&mut self, field: &T) {
        if let Some(property) = self.properties.next() {
            self.field(property.name, property.constraints, field);
        }
    }

    fn nullable<T: Json>(&mut self, field: &Option<T>) {
        match field {
            Some(value) => self.required(value),
            None => {
                if let Some(property) = self.properties.next() {
                    self.field(property.name, None, &format_args!("null"));
                }
            }
        }
    }

    fn absent(&mut self) {
        self.properties.next();
    }

    fn captured<T: Json>(&mut self, captured: &BTreeMap<String, T>) {
        let constraints = match self.unknown {
            UnknownProperties::Capture(constraints) => constraints,
            UnknownProperties::Ignore | UnknownProperties::Deny(_) => None,
        };
        for (name, value) in captured {
            self.field(name, constraints, value);
        }
    }
}
