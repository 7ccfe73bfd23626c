//! Samples as strategies of proptest.

use super::choices::Choices;
use super::drawn;
use crate::Json;
use proptest::prelude::{Strategy, any};

/// The most choices that a value is made of; behind them the simplest is chosen.
const CHOICES: usize = 256;

/// Values of a type. To shrink one is to make fewer choices, and simpler ones.
pub(super) fn strategy<T: Json>() -> impl Strategy<Value = T> {
    let choices = proptest::collection::vec(any::<u32>(), 0..CHOICES);
    choices.prop_filter_map("no value is found", |choices| {
        drawn(&mut Choices::of_list(choices))
    })
}
