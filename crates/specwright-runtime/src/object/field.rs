//! Queries the types of the fields of a struct, without a value of it: their layout in a form, their outline for samples.

use super::{Object, Reader};
use crate::Json;
use crate::json::json_types::JsonTypes;
use crate::json::shape::Shape;
use std::collections::BTreeMap;

/// Returns the layout of a struct.
pub fn layout<T: Object>() -> Shape {
    Shape {
        properties: T::DESCRIPTION.table,
        fields: Some(query::<T, Layout>),
        ..Shape::of(JsonTypes::OBJECT)
    }
}

/// A function of the type of a field.
pub(crate) trait FieldQuery {
    /// The result.
    type Output;

    /// Returns the result for a type.
    fn of<T: Json>() -> Self::Output;
}

/// Runs a query on the type of the field at a position; the position after the last is that of the captured properties.
pub(crate) fn query<T: Object, Q: FieldQuery>(at: usize) -> Option<Q::Output> {
    let mut probe = FieldProbe::<Q> {
        next: Some(at),
        found: None,
    };
    // The probe always stops `fill`; its result is in `found`.
    let _ = T::fill(&mut probe);
    probe.found
}

/// The layout of a field.
struct Layout;

impl FieldQuery for Layout {
    type Output = Shape;

    fn of<T: Json>() -> Shape {
        T::shape()
    }
}

/// A reader that runs a query on one field and then stops.
struct FieldProbe<Q: FieldQuery> {
    next: Option<usize>,
    found: Option<Q::Output>,
}

/// The end of a reader that makes no struct.
pub(super) struct Stop;

impl<Q: FieldQuery> Reader for FieldProbe<Q> {
    type Error = Stop;

    fn next(&mut self) -> Result<Option<usize>, Stop> {
        self.next.take().map(Some).ok_or(Stop)
    }

    fn value<T: Json>(&mut self, _: &mut Option<T>) -> Result<(), Stop> {
        self.found = Some(Q::of::<T>());
        Ok(())
    }

    fn captured<T: Json>(&mut self, _: &mut BTreeMap<String, T>) -> Result<(), Stop> {
        self.found = Some(Q::of::<T>());
        Ok(())
    }
}
