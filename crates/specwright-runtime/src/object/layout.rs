//! How a struct is laid out, for text that does not say it by itself.

use super::{Object, Reader};
use crate::Json;
use crate::json::kinds::Kinds;
use crate::json::shape::Shape;
use std::collections::BTreeMap;

/// The layout of a struct.
pub fn layout<T: Object>() -> Shape {
    Shape {
        properties: T::FACTS.table,
        fields: Some(field::<T>),
        ..Shape::of(Kinds::OBJECT)
    }
}

/// The layout of the field at this position, beyond all that of the properties that are kept.
fn field<T: Object>(at: usize) -> Option<Shape> {
    let mut wanted = Wanted {
        next: Some(at),
        found: None,
    };
    // There is never an end, so nothing comes of it but the layout.
    let _ = T::fill(&mut wanted);
    wanted.found
}

/// Asks the type of one field.
struct Wanted {
    next: Option<usize>,
    found: Option<Shape>,
}

/// There is no struct: it was only asked about.
struct Asked;

impl Reader for Wanted {
    type Error = Asked;

    fn next(&mut self) -> Result<Option<usize>, Asked> {
        self.next.take().map(Some).ok_or(Asked)
    }

    fn value<T: Json>(&mut self, _: &mut Option<T>) -> Result<(), Asked> {
        self.found = Some(T::shape());
        Ok(())
    }

    fn kept<T: Json>(&mut self, _: &mut BTreeMap<String, T>) -> Result<(), Asked> {
        self.found = Some(T::shape());
        Ok(())
    }
}
