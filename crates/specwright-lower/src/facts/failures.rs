//! Errors that several operations declare alike: one enum, under the names of all.
//!
//! Most documents declare the same errors for every operation. The enum is that of the first name; the others are aliases of it,
//! so that every name stays when the document grows.

use specwright_ir::{Ident, Module, Outcome};
use std::collections::BTreeMap;

/// Tells each operation whose errors its own are.
pub(crate) fn lower(modules: &mut [Module]) {
    let mut first: BTreeMap<String, Ident> = BTreeMap::new();
    for (name, key) in each(modules).filter_map(|outcome| Some((name(outcome)?, key(outcome)?))) {
        let first = first.entry(key).or_insert_with(|| name.clone());
        if name.as_str() < first.as_str() {
            *first = name;
        }
    }
    for outcome in each(modules) {
        let first = key(outcome).and_then(|key| first.get(&key).cloned());
        outcome.same_failure = first.filter(|first| name(outcome).as_ref() != Some(first));
    }
}

fn each(modules: &mut [Module]) -> impl Iterator<Item = &mut Outcome> {
    let operations = modules.iter_mut().flat_map(|module| &mut module.operations);
    operations.map(|operation| &mut operation.outcome)
}

fn name(outcome: &Outcome) -> Option<Ident> {
    outcome.failure.as_ref().map(|(name, _)| name.clone())
}

/// All that the replies say: those with the same key are the same enum, to the word.
fn key(outcome: &Outcome) -> Option<String> {
    let (_, replies) = outcome.failure.as_ref()?;
    Some(format!("{replies:?}"))
}
