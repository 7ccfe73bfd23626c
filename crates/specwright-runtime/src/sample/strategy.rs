//! Samples as strategies of proptest.

use super::choices::Choices;
use super::drawn;
use crate::Json;
use proptest::prelude::{Strategy, any};

/// The maximum number of choices of a value; after them the simplest is chosen.
const CHOICES: usize = 256;

/// A strategy of the values of a type, which shrinks to fewer and simpler choices.
pub(super) fn strategy<T: Json>() -> impl Strategy<Value = T> {
    let choices = proptest::collection::vec(any::<u32>(), 0..CHOICES);
    choices.prop_filter_map("no value is found", |choices| {
        drawn(&mut Choices::of_list(choices))
    })
}
