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
        fields: Some(ask::<T, Layout>),
        ..Shape::of(Kinds::OBJECT)
    }
}

/// What is asked of the type of a field.
pub(crate) trait Question {
    /// What is answered.
    type Answer;

    /// The answer of a type.
    fn of<T: Json>() -> Self::Answer;
}

/// The answer of the field at this position, beyond all that of the properties that are kept.
pub(crate) fn ask<T: Object, Q: Question>(at: usize) -> Option<Q::Answer> {
    let mut wanted = Wanted::<Q> {
        next: Some(at),
        found: None,
    };
    // There is never an end, so nothing comes of it but the answer.
    let _ = T::fill(&mut wanted);
    wanted.found
}

/// How the type of a field is laid out.
struct Layout;

impl Question for Layout {
    type Answer = Shape;

    fn of<T: Json>() -> Shape {
        T::shape()
    }
}

/// Asks the type of one field.
struct Wanted<Q: Question> {
    next: Option<usize>,
    found: Option<Q::Answer>,
}

/// There is no struct: it was only asked about.
struct Asked;

impl<Q: Question> Reader for Wanted<Q> {
    type Error = Asked;

    fn next(&mut self) -> Result<Option<usize>, Asked> {
        self.next.take().map(Some).ok_or(Asked)
    }

    fn value<T: Json>(&mut self, _: &mut Option<T>) -> Result<(), Asked> {
        self.found = Some(Q::of::<T>());
        Ok(())
    }

    fn kept<T: Json>(&mut self, _: &mut BTreeMap<String, T>) -> Result<(), Asked> {
        self.found = Some(Q::of::<T>());
        Ok(())
    }
}
