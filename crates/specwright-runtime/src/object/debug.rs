//! How a struct shows itself to people: what is there, by the names of the document, and no secret.

use super::{Extra, Object, Property, Walk};
use crate::{Json, Rules};
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
        extra: T::FACTS.extra,
        fields: f.debug_struct(name),
    };
    value.walk(&mut show);
    show.fields.finish()
}

struct Show<'a, 'f> {
    properties: std::slice::Iter<'static, Property>,
    extra: Extra,
    fields: fmt::DebugStruct<'a, 'f>,
}

impl Show<'_, '_> {
    fn field(&mut self, name: &str, rules: Option<Rules>, value: &dyn fmt::Debug) {
        if rules.is_some_and(|rules| rules.holds_secret()) {
            self.fields.field(name, &format_args!("..."));
        } else {
            self.fields.field(name, value);
        }
    }
}

impl Walk for Show<'_, '_> {
    fn required<T: Json>(&mut self, field: &T) {
        if let Some(property) = self.properties.next() {
            self.field(property.name, property.rules, field);
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

    fn kept<T: Json>(&mut self, kept: &BTreeMap<String, T>) {
        let rules = match self.extra {
            Extra::Kept(rules) => rules,
            Extra::Ignored | Extra::Refused(_) => None,
        };
        for (name, value) in kept {
            self.field(name, rules, value);
        }
    }
}
