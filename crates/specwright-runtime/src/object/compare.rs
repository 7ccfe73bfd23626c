//! `PartialEq` of structs, as `#[derive(PartialEq)]` would implement it.

use super::{Object, Walk};
use crate::{Json, OptionalNullable};
use std::any::Any;
use std::collections::BTreeMap;

/// Returns true if all fields are equal.
///
/// The table of a struct lists its fields already, so that comparing them adds no code per field to generated crates.
pub fn equal<T: Object>(one: &T, other: &T) -> bool {
    let mut fields = Fields(Vec::with_capacity(T::DESCRIPTION.table.len() + 1));
    other.walk(&mut fields);
    let mut compare = Compare {
        others: fields.0.into_iter(),
        equal: true,
    };
    one.walk(&mut compare);
    compare.equal
}

/// The fields of a struct.
struct Fields<'a>(Vec<&'a dyn Any>);

impl<'a> Walk<'a> for Fields<'a> {
    fn required<T: Json>(&mut self, field: &'a T) {
        self.0.push(field);
    }

    fn optional<T: Json>(&mut self, field: &'a Option<T>) {
        self.0.push(field);
    }

    fn nullable<T: Json>(&mut self, field: &'a Option<T>) {
        self.0.push(field);
    }

    fn optional_nullable<T: Json>(&mut self, field: &'a OptionalNullable<T>) {
        self.0.push(field);
    }

    fn absent(&mut self) {}

    fn captured<T: Json>(&mut self, captured: &'a BTreeMap<String, T>) {
        self.0.push(captured);
    }
}

/// Compares each field with that of another struct of the same type.
struct Compare<'a> {
    others: std::vec::IntoIter<&'a dyn Any>,
    equal: bool,
}

impl Compare<'_> {
    #[inline]
    fn next<T: PartialEq + 'static>(&mut self, field: &T) {
        let other = self.others.next().and_then(|it| it.downcast_ref());
        self.equal = self.equal && other == Some(field);
    }
}

impl Walk<'_> for Compare<'_> {
    fn required<T: Json>(&mut self, field: &T) {
        self.next(field);
    }

    fn optional<T: Json>(&mut self, field: &Option<T>) {
        self.next(field);
    }

    fn nullable<T: Json>(&mut self, field: &Option<T>) {
        self.next(field);
    }

    fn optional_nullable<T: Json>(&mut self, field: &OptionalNullable<T>) {
        self.next(field);
    }

    fn absent(&mut self) {}

    fn captured<T: Json>(&mut self, captured: &BTreeMap<String, T>) {
        self.next(captured);
    }
}
